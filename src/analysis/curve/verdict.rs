//! The words of a chart: one conclusion of at most two sentences, and its shorter forms.

use crate::analysis::spc::{AssuranceIcon, Rule, VariationIcon};
use crate::analysis::sums;
use crate::model::{Measure, Polarity, Reading};

use super::goal::{miss_words, when};
use super::parts::PartStyle;
use super::words::{capital, count_of_periods, count_words};
use super::{Curve, CurvePoint, Mode};

/// Icons and sentences of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How it has been moving.
    pub variation: VariationIcon,
    /// Whether the target will be met.
    pub assurance: AssuranceIcon,
    /// What has happened, as a sentence.
    pub change: String,
    /// What that means for the target, as a sentence; may be empty.
    pub outlook: String,
    /// Both: headline, alt text and text of the pack.
    pub conclusion: String,
    /// One sentence for a cell of the wall or a row.
    pub short: String,
    /// "83 %", "fewer than 5", "No values".
    pub latest: String,
    /// "August 2019".
    pub latest_when: String,
    /// For somebody who cannot see the chart.
    pub alt: String,
    /// Why the measure is off track, for the overview; none where it is not.
    pub off_track: Option<String>,
}

impl Default for Verdict {
    fn default() -> Self {
        Self {
            variation: VariationIcon::NotEnoughData,
            assurance: AssuranceIcon::NotEnoughData,
            change: String::new(),
            outlook: String::new(),
            conclusion: String::new(),
            short: String::new(),
            latest: String::new(),
            latest_when: String::new(),
            alt: String::new(),
            off_track: None,
        }
    }
}

pub(super) fn verdict(measure: &Measure, curve: &Curve) -> Verdict {
    let teller = Teller { measure, curve };
    let change = teller.change();
    let outlook = teller.outlook();
    let conclusion = join(&change, &outlook);
    let short = teller.short();
    let last = curve.points.last();
    Verdict {
        variation: curve.variation(),
        assurance: curve.assurance(),
        alt: teller.alt(&conclusion),
        latest: last.map_or_else(|| "No values".to_owned(), latest_text),
        latest_when: last.map_or_else(String::new, |point| when(measure, point.date)),
        off_track: teller.off_track(&short),
        change,
        outlook,
        conclusion,
        short,
    }
}

/// The latest value for a heading; an absent one says what it is.
fn latest_text(point: &CurvePoint) -> String {
    match (point.hidden, point.symbol) {
        (Some(_), _) | (None, None) => point.text.clone(),
        (None, Some("c")) => "Suppressed".to_owned(),
        (None, Some("z")) => "Not applicable".to_owned(),
        (None, Some("low")) => "Rounds to zero".to_owned(),
        (None, Some(_)) => "Not available".to_owned(),
    }
}

fn join(first: &str, second: &str) -> String {
    if second.is_empty() {
        first.to_owned()
    } else {
        format!("{first} {second}")
    }
}

struct Teller<'a> {
    measure: &'a Measure,
    curve: &'a Curve,
}

impl Teller<'_> {
    fn periods(&self, count: usize) -> String {
        count_of_periods(count, self.measure.frequency)
    }

    fn latest(&self) -> Option<(&CurvePoint, f64)> {
        let point = self.curve.latest()?;
        point.value.map(|value| (point, value))
    }

    /// The newest value may not be shown or is absent: that is said first.
    fn newest_absent(&self) -> Option<&CurvePoint> {
        self.curve
            .points
            .last()
            .filter(|point| point.value.is_none())
    }

    fn change(&self) -> String {
        let show = &self.curve.show;
        let Some((point, value)) = self.latest() else {
            return match self.curve.points.last() {
                Some(point) => {
                    let on = when(self.measure, point.date);
                    match (point.hidden, point.symbol) {
                        (Some(hidden), _) => {
                            format!("{} in {on}: too few to show.", capital(&hidden.words()))
                        }
                        (None, _) => format!("{} in {on}.", latest_text(point)),
                    }
                }
                None if self.measure.owner.is_empty() => "No values yet.".to_owned(),
                None => format!("No values yet from {}.", self.measure.owner),
            };
        };
        if let Some(absent) = self.newest_absent() {
            return format!(
                "{} is {}; the latest value shown is {} in {}.",
                capital(&when(self.measure, absent.date)),
                absent.hidden.map_or_else(
                    || absent.reason.clone().unwrap_or_default(),
                    super::Hidden::words,
                ),
                show.full(value),
                when(self.measure, point.date)
            );
        }
        let on = when(self.measure, point.date);
        let full = show.full(value);
        match self.curve.mode {
            Mode::Empty => "No values yet.".to_owned(),
            Mode::OnePoint => format!("One value, {full} in {on}: too early to say more."),
            Mode::TwoPoints => self.two_points(),
            Mode::RunChart => self.too_early(),
            Mode::Xmr => self.movement(&full, &on),
        }
    }

    fn two_points(&self) -> String {
        let shown: Vec<(&CurvePoint, f64)> = self
            .curve
            .points
            .iter()
            .filter_map(|point| point.value.map(|value| (point, value)))
            .collect();
        let [(first, from), (last, to)] = shown[..] else {
            return "Two values.".to_owned();
        };
        let between = if self.gap_between(first, last) {
            ", with no figures between"
        } else {
            ""
        };
        format!(
            "Two values: {} in {} and {} in {}{between}.",
            self.curve.show.full(from),
            when(self.measure, first.date),
            self.curve.show.full(to),
            when(self.measure, last.date)
        )
    }

    /// Whether a value was due between two others.
    fn gap_between(&self, first: &CurvePoint, last: &CurvePoint) -> bool {
        f64::from(last.day - first.day) > 45.7 * f64::from(self.measure.frequency.months())
    }

    fn too_early(&self) -> String {
        let note = self
            .curve
            .xmr
            .last_part()
            .and_then(crate::analysis::spc::Part::too_early);
        let note = note.unwrap_or_else(|| "too early for limits".to_owned());
        let signal = matches!(
            self.curve.last_part().map(|part| part.style),
            Some(PartStyle::Median { signal: true, .. })
        );
        if signal {
            format!("{}, but the run chart shows a shift.", capital(&note))
        } else {
            format!("{}.", capital(&note))
        }
    }

    /// "Improving: seven rising months, to 83 % in August 2019."
    fn movement(&self, full: &str, on: &str) -> String {
        let rule = self.curve.latest_rule().unwrap_or(Rule::CommonCause);
        let word = match self.curve.variation() {
            VariationIcon::ImprovementHigh | VariationIcon::ImprovementLow => "Improving",
            VariationIcon::ConcernHigh | VariationIcon::ConcernLow => "Concerning",
            VariationIcon::NeutralHigh => "Higher than usual",
            VariationIcon::NeutralLow => "Lower than usual",
            VariationIcon::CommonCause | VariationIcon::NotEnoughData => {
                let count = self.curve.last_part().map_or(0, |part| part.rows.len());
                let missing = self.missing_note();
                let hit = self.hit_or_miss();
                return format!(
                    "No significant change in {}{missing}{hit}.",
                    self.periods(count)
                );
            }
        };
        let run = self.run_length(rule);
        let what = match rule {
            Rule::TrendIncreasing => {
                format!("{}, to {full} in {on}", self.adjective(run, "rising"))
            }
            Rule::TrendDecreasing => {
                format!("{}, to {full} in {on}", self.adjective(run, "falling"))
            }
            Rule::ShiftAbove => {
                format!("higher for {} running, {full} in {on}", self.periods(run))
            }
            Rule::ShiftBelow => format!("lower for {} running, {full} in {on}", self.periods(run)),
            Rule::AboveUpl => format!("{full} in {on} is above the upper limit"),
            Rule::BelowLpl => format!("{full} in {on} is below the lower limit"),
            Rule::TwoInThreeAbove => {
                format!("two of the last three close to the upper limit, {full} in {on}")
            }
            Rule::TwoInThreeBelow => {
                format!("two of the last three close to the lower limit, {full} in {on}")
            }
            Rule::CommonCause => format!("{full} in {on}"),
        };
        format!("{word}: {what}.")
    }

    /// "seven rising months".
    fn adjective(&self, count: usize, how: &str) -> String {
        let periods = self.periods(count);
        match periods.split_once(' ') {
            Some((count, noun)) => format!("{count} {how} {noun}"),
            None => periods,
        }
    }

    fn missing_note(&self) -> String {
        let part = self.curve.last_part();
        let missing = part.map_or(0, |part| {
            part.rows
                .clone()
                .filter_map(|row| self.curve.points.get(row))
                .filter(|point| point.value.is_none())
                .count()
        });
        match missing {
            0 => String::new(),
            1 => ", one of them without a figure".to_owned(),
            count => format!(", {} of them without a figure", count_words(count)),
        }
    }

    /// The half sentence that the target adds to "no significant change".
    fn hit_or_miss(&self) -> &'static str {
        match self.curve.xmr.assurance_icon {
            Some(AssuranceIcon::Inconsistent) if self.curve.goal.range.is_some() => {
                "; may be inside or outside the range"
            }
            Some(AssuranceIcon::Inconsistent) => "; may hit or miss the target",
            Some(AssuranceIcon::Pass | AssuranceIcon::Fail | AssuranceIcon::NotEnoughData)
            | None => "",
        }
    }

    /// How many values in a row the rule at the latest value rests on.
    fn run_length(&self, rule: Rule) -> usize {
        let Some(part) = self.curve.last_part() else {
            return 0;
        };
        let values: Vec<f64> = self
            .curve
            .points
            .get(part.rows.clone())
            .unwrap_or_default()
            .iter()
            .rev()
            .skip_while(|point| point.value.is_none())
            .map_while(|point| point.value)
            .collect();
        let mean = match part.style {
            PartStyle::Limits { mean, .. } => mean,
            PartStyle::Bare | PartStyle::Median { .. } => return values.len(),
        };
        let steps = |rising: bool| {
            // Newest first: a rising series falls from one to the next here.
            1 + values
                .windows(2)
                .take_while(|pair| {
                    let step = pair[0] - pair[1];
                    if rising { step > 0.0 } else { step < 0.0 }
                })
                .count()
        };
        let side = |wanted: i8| {
            values
                .iter()
                .take_while(|value| sums::side(**value, mean) == wanted)
                .count()
        };
        match rule {
            Rule::TrendIncreasing => steps(true),
            Rule::TrendDecreasing => steps(false),
            Rule::ShiftAbove => side(1),
            Rule::ShiftBelow => side(-1),
            Rule::AboveUpl
            | Rule::BelowLpl
            | Rule::TwoInThreeAbove
            | Rule::TwoInThreeBelow
            | Rule::CommonCause => 1,
        }
    }

    /// What the figures mean for the target.
    fn outlook(&self) -> String {
        if self.measure.polarity == Polarity::Neutral {
            return match self.curve.variation() {
                VariationIcon::NeutralHigh | VariationIcon::NeutralLow => {
                    "Neither good nor bad in itself.".to_owned()
                }
                VariationIcon::CommonCause
                | VariationIcon::ImprovementHigh
                | VariationIcon::ImprovementLow
                | VariationIcon::ConcernHigh
                | VariationIcon::ConcernLow
                | VariationIcon::NotEnoughData => String::new(),
            };
        }
        if self.newest_absent().is_some() {
            return String::new();
        }
        let goal = &self.curve.goal;
        let miss = miss_words(self.measure, goal, &self.curve.show);
        let said = match self.curve.assurance() {
            AssuranceIcon::Fail => format!("{} unless something changes", capital(&miss)),
            AssuranceIcon::Pass if goal.range.is_some() => {
                "Will stay within the range unless something changes".to_owned()
            }
            AssuranceIcon::Pass => format!(
                "Will pass the target of {} unless something changes",
                self.target()
            ),
            AssuranceIcon::Inconsistent if self.curve.variation() == VariationIcon::CommonCause => {
                // The first sentence has said it.
                return self.chance_sentence();
            }
            AssuranceIcon::Inconsistent if goal.range.is_some() => {
                "May be inside or outside the range".to_owned()
            }
            AssuranceIcon::Inconsistent => {
                format!("May hit or miss the target of {}", self.target())
            }
            AssuranceIcon::NotEnoughData if goal.gap_text.is_empty() => return String::new(),
            AssuranceIcon::NotEnoughData => capital(&goal.gap_text),
        };
        if goal.chance_text.is_empty() {
            format!("{said}.")
        } else {
            format!("{said}; {}.", goal.chance_text)
        }
    }

    fn chance_sentence(&self) -> String {
        let goal = &self.curve.goal;
        match (&goal.chance, goal.now.and_then(|now| now.by)) {
            (Some(chance), Some(by)) => format!(
                "{} to meet {} by {}.",
                capital(&chance.at_date.words()),
                self.target(),
                super::words::due_words(by)
            ),
            (_, _) => String::new(),
        }
    }

    fn target(&self) -> String {
        self.curve
            .goal
            .now
            .map_or_else(String::new, |now| self.curve.show.full(now.value))
    }

    fn short(&self) -> String {
        if self.latest().is_none() || self.newest_absent().is_some() {
            return self.change();
        }
        match self.curve.mode {
            Mode::Empty | Mode::OnePoint | Mode::RunChart => return self.change(),
            Mode::TwoPoints => {
                return match (self.curve.points.first(), self.curve.points.last()) {
                    (Some(first), Some(last)) if self.gap_between(first, last) => {
                        "Two values, and no figures between.".to_owned()
                    }
                    (_, _) => "Two values: too early to say more.".to_owned(),
                };
            }
            Mode::Xmr => {}
        }
        let rule = self.curve.latest_rule().unwrap_or(Rule::CommonCause);
        let run = self.run_length(rule);
        let movement = match rule {
            Rule::TrendIncreasing => {
                format!("{} rises running", count_words(run.saturating_sub(1)))
            }
            Rule::TrendDecreasing => {
                format!("{} falls running", count_words(run.saturating_sub(1)))
            }
            Rule::ShiftAbove => format!("higher for {} running", self.periods(run)),
            Rule::ShiftBelow => format!("lower for {} running", self.periods(run)),
            Rule::AboveUpl | Rule::TwoInThreeAbove => "higher than usual".to_owned(),
            Rule::BelowLpl | Rule::TwoInThreeBelow => "lower than usual".to_owned(),
            Rule::CommonCause => String::new(),
        };
        let target = self.target();
        match (self.curve.variation(), self.curve.xmr.assurance_icon) {
            (VariationIcon::ImprovementHigh | VariationIcon::ImprovementLow, assurance) => {
                match assurance {
                    Some(AssuranceIcon::Fail) => {
                        format!("Improving; will fall short of {target} unless it goes on.")
                    }
                    Some(AssuranceIcon::Pass) => {
                        "Improving; will pass the target unless something changes.".to_owned()
                    }
                    Some(AssuranceIcon::Inconsistent) => {
                        "Improving; may hit or miss the target.".to_owned()
                    }
                    Some(AssuranceIcon::NotEnoughData) | None => format!("Improving: {movement}."),
                }
            }
            (VariationIcon::ConcernHigh | VariationIcon::ConcernLow, _) => {
                if self.misses_now() {
                    format!("Concerning: {movement}, and short of target.")
                } else {
                    format!("Concerning: {movement}.")
                }
            }
            (VariationIcon::NeutralHigh, _) => {
                "Higher than usual; neither good nor bad in itself.".to_owned()
            }
            (VariationIcon::NeutralLow, _) => {
                "Lower than usual; neither good nor bad in itself.".to_owned()
            }
            (VariationIcon::CommonCause | VariationIcon::NotEnoughData, assurance) => {
                match assurance {
                    Some(AssuranceIcon::Fail) => {
                        "No significant change; will fall short of the target.".to_owned()
                    }
                    Some(AssuranceIcon::Pass) => {
                        "No significant change; will pass the target.".to_owned()
                    }
                    Some(AssuranceIcon::Inconsistent) => {
                        "No significant change; may hit or miss the target.".to_owned()
                    }
                    Some(AssuranceIcon::NotEnoughData) | None => {
                        "No significant change.".to_owned()
                    }
                }
            }
        }
    }

    fn misses_now(&self) -> bool {
        self.curve
            .goal
            .now
            .is_some_and(|now| now.met == Some(false))
    }

    fn off_track(&self, short: &str) -> Option<String> {
        if self.measure.polarity == Polarity::Neutral {
            return None;
        }
        let owed = !self.measure.owner.is_empty() || !self.measure.targets.is_empty();
        if self.latest().is_none() {
            // Values that are there but may not be shown are not owed.
            let supplied = self
                .measure
                .values
                .iter()
                .any(|value| matches!(value.reading, Reading::Number(_) | Reading::Suppressed));
            return (owed && !supplied).then(|| short.to_owned());
        }
        if matches!(
            self.curve.variation(),
            VariationIcon::ConcernHigh | VariationIcon::ConcernLow
        ) {
            return Some(short.to_owned());
        }
        let goal = &self.curve.goal;
        let by_passed = goal
            .now
            .and_then(|now| now.by)
            .is_some_and(|by| by <= self.curve.today);
        let behind = goal
            .gap
            .is_none_or(|gap| gap.standing == crate::analysis::trajectory::Standing::Behind);
        let off = self.misses_now()
            && match self.curve.assurance() {
                AssuranceIcon::Fail => true,
                AssuranceIcon::Pass => false,
                AssuranceIcon::Inconsistent => by_passed,
                AssuranceIcon::NotEnoughData => behind || by_passed,
            };
        off.then(|| match self.curve.mode {
            Mode::Xmr => short.to_owned(),
            Mode::Empty | Mode::OnePoint | Mode::TwoPoints | Mode::RunChart => {
                format!("{}.", capital(&goal.gap_text))
            }
        })
    }

    fn alt(&self, conclusion: &str) -> String {
        let curve = self.curve;
        let mut alt = format!("{}. {conclusion}", self.measure.title);
        if let Some(part) = curve.last_part()
            && !part.label.is_empty()
        {
            let lines = capital(&part.label);
            alt.extend([format!(" {lines}")]);
            if !part.limits_label.is_empty() {
                alt.extend([format!(", {}", part.limits_label)]);
            }
            alt.push('.');
        }
        let hidden = curve.hidden();
        if hidden > 0 {
            alt.extend([format!(
                " {} hidden as small numbers, left out of every figure.",
                capital(&if hidden == 1 {
                    "one value is".to_owned()
                } else {
                    format!("{} values are", count_words(hidden))
                })
            )]);
        }
        alt
    }
}
