//! The orders of the wall.

use super::{Curve, Mode};
use crate::analysis::spc::{AssuranceIcon, VariationIcon};

/// How the wall is ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The worrying ones first.
    #[default]
    Concern,
    /// By section of the plan, then by name.
    PlanSection,
    /// The least likely to meet its target first; those without a chance last.
    Chance,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Concern, Self::PlanSection, Self::Chance];

    /// The words of the switch.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Concern => "By concern",
            Self::PlanSection => "By section of the plan",
            Self::Chance => "By chance of target",
        }
    }
}

/// How worrying a chart is; smaller is worse.
fn concern(curve: &Curve) -> u8 {
    let off = curve.verdict.off_track.is_some();
    let concerning = matches!(
        curve.variation(),
        VariationIcon::ConcernHigh | VariationIcon::ConcernLow
    );
    let improving = matches!(
        curve.variation(),
        VariationIcon::ImprovementHigh | VariationIcon::ImprovementLow
    );
    match (curve.mode, curve.assurance()) {
        (Mode::Empty, _) if off => 0,
        (_, AssuranceIcon::Fail) if concerning => 1,
        (_, _) if concerning => 2,
        (_, AssuranceIcon::Fail) if off && !improving => 3,
        (_, _) if off => 4,
        (_, AssuranceIcon::Fail) => 5,
        (Mode::Empty | Mode::OnePoint | Mode::TwoPoints | Mode::RunChart, _) => 6,
        (_, AssuranceIcon::Inconsistent) if !improving => 7,
        (_, _) if improving => 8,
        (_, _) => 9,
    }
}

/// The places of the charts in the order asked for; equal ones keep the order of the record.
pub fn sort<C: std::borrow::Borrow<Curve>>(curves: &[C], order: Order) -> Vec<usize> {
    let mut places: Vec<usize> = (0..curves.len()).collect();
    let at = |place: &usize| curves[*place].borrow();
    match order {
        Order::Concern => places.sort_by_key(|place| concern(at(place))),
        Order::PlanSection => places.sort_by(|a, b| {
            let (a, b) = (at(a), at(b));
            (a.plan_section.is_empty(), &a.plan_section, &a.title).cmp(&(
                b.plan_section.is_empty(),
                &b.plan_section,
                &b.title,
            ))
        }),
        Order::Chance => places.sort_by(|a, b| {
            let chance = |curve: &Curve| {
                curve
                    .goal
                    .chance
                    .map_or(2.0, |chance| chance.at_date.probability())
            };
            chance(at(a)).total_cmp(&chance(at(b)))
        }),
    }
    places
}
