//! Statements of chance: made from a chart, kept in the record, scored once the actual is in.

use jiff::civil::Date;

use crate::analysis::forecast::{self, Fared};
use crate::analysis::trajectory::meets;
use crate::model::{Measure, Record, Statement};

use super::{Curve, adapt, hide};

/// Days either side of a target's date within which a value counts as the actual.
const NEAR_DAYS: i32 = 16;

/// What this chart says of its target, to be kept in the measure; none without a chance.
pub fn statement(curve: &Curve) -> Option<Statement> {
    let chance = curve.goal.chance?;
    let target = curve.goal.now?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a stated chance is from 0.05 to 0.95"
    )]
    let chance_percent = (chance.at_date.stated() * 100.0).round() as u8;
    Some(Statement {
        made_on: curve.today,
        target: target.value,
        by: target.by?,
        chance_percent,
        points: u32::try_from(chance.basis.points).unwrap_or(u32::MAX),
        from: chance.basis.first,
        to: chance.basis.last,
        method: forecast::METHOD.to_owned(),
    })
}

/// The kept statements of one measure whose actual is in, each with its outcome.
///
/// The actual is the value nearest to the statement's date, at most 16 days off. A hidden value
/// scores nothing: the outcome would say on which side of the target it lies.
pub fn scored(measure: &Measure, record: &Record, today: Date) -> Vec<forecast::Statement> {
    let hidden = hide::hidden(measure, record);
    let direction = adapt::direction(measure.polarity);
    measure
        .statements
        .iter()
        .filter(|statement| statement.by <= today)
        .filter_map(|statement| {
            let (value, hidden) = measure
                .values
                .iter()
                .zip(&hidden)
                .filter(|(value, _)| value.date > statement.to)
                .min_by_key(|(value, _)| days_off(value.date, statement.by))
                .filter(|(value, _)| days_off(value.date, statement.by) <= NEAR_DAYS)?;
            if hidden.is_some() {
                return None;
            }
            Some(forecast::Statement {
                chance: f64::from(statement.chance_percent) / 100.0,
                came_true: meets(direction, value.reading.number()?, statement.target)?,
            })
        })
        .collect()
}

fn days_off(date: Date, by: Date) -> i32 {
    crate::model::date::days_between(by, date).abs()
}

/// How the record's past statements near this chance have fared.
pub fn fared(record: &Record, today: Date, chance: f64) -> Fared {
    let past: Vec<forecast::Statement> = record
        .measures
        .iter()
        .flat_map(|measure| scored(measure, record, today))
        .collect();
    forecast::fared(&past, chance)
}
