//! Figures in: pasted or imported text becomes proposals, each judged before anything is recorded.
//!
//! Nothing here changes the record. [`preview`] reads the text, finds the measure, the day and the
//! value of each figure, and says what would be done with it and why not; `edit::figures` makes one
//! edit of what was accepted.
//!
//! Four layouts are read: a list (measure, date, value and further columns), measures by dates,
//! dates by measures, and the two in which the Department for Education publishes: its official
//! statistics ("tidy data", one row an area and year) and its Local Authority Interactive Tool.
//! Published symbols become states of a reading, never zero. Published files hold other areas too:
//! those to compare with are proposed as benchmarks (see `compare`).

mod area;
mod cells;
pub(crate) mod compare;
pub(in crate::analysis) mod dates;
mod judge;
mod layout;
pub(in crate::analysis) mod names;
mod published;
pub(in crate::analysis) mod sheet;
mod values;

use jiff::civil::Date;

use crate::analysis::curve::hide;
use crate::model::{Id, Measure, MeasureValue, Reading, Record};

pub use dates::Stated;
pub use layout::Layout;

/// Most bytes of text that are read.
pub const MOST_BYTES: usize = 5_000_000;
/// Most rows of text, and most figures in them.
pub const MOST_ROWS: usize = 100_000;
/// Most columns of a row.
pub const MOST_COLUMNS: usize = 4_096;
/// A change from the figure before by more than this many mean moving ranges is pointed out.
pub const JUMP: f64 = 6.0;

/// How figures between 0 and 1 of a measure in per cent are read, where no `%` stands by them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fractions {
    /// They are refused with the question what they are.
    #[default]
    Ask,
    /// 0.83 is 83 %.
    OfOne,
    /// 0.83 is 0.83 %.
    PerCent,
}

impl Fractions {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Ask, Self::OfOne, Self::PerCent];

    /// The words of a choice.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ask => "Ask",
            Self::OfOne => "0.83 is 83 %",
            Self::PerCent => "0.83 is 0.83 %",
        }
    }
}

/// What would be done with a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// A value on a day that had none.
    Add,
    /// Another value in the place of this one, which is kept as a revision.
    Revise {
        /// What is recorded now.
        was: Reading,
    },
    /// The value stands; the numbers behind it are added.
    Complete,
    /// It is recorded already.
    Same,
    /// Nothing: the reasons say why.
    Refuse,
}

impl What {
    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Revise { .. } => "revise",
            Self::Complete => "complete",
            Self::Same => "same",
            Self::Refuse => "refuse",
        }
    }

    /// Whether the record would change.
    pub const fn changes(self) -> bool {
        match self {
            Self::Add | Self::Revise { .. } | Self::Complete => true,
            Self::Same | Self::Refuse => false,
        }
    }
}

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// No measure of this name, or two.
    Measure,
    /// The date cannot be read.
    Date,
    /// The date does not fit how often the measure is due, or what it covers.
    Period,
    /// The day is still to come.
    Future,
    /// The unit: out of range, or another sign.
    Unit,
    /// It may be a fraction of one.
    Fraction,
    /// The value is no number and no published symbol.
    Symbol,
    /// The same day twice in the text.
    Duplicate,
    /// A change far beyond the usual.
    Jump,
    /// Numerator and denominator do not give the value.
    Parts,
    /// The day the figure was drawn.
    AsAt,
    /// A recorded figure would be replaced by none.
    Lost,
}

/// How much a reason weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth a look; the figure is taken.
    Warning,
    /// The figure is not taken.
    Refusal,
}

/// Why a figure is refused, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Refused or only pointed out.
    pub weight: Weight,
    /// What it is about.
    pub about: About,
    /// A sentence.
    pub text: String,
}

impl Reason {
    pub(crate) fn refusal(about: About, text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Refusal,
            about,
            text: text.into(),
        }
    }

    pub(crate) fn warning(about: About, text: impl Into<String>) -> Self {
        Self {
            weight: Weight::Warning,
            about,
            text: text.into(),
        }
    }
}

/// One figure of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewRow {
    /// Line of the text, from 1.
    pub line: u64,
    /// The measure as written.
    pub name: String,
    /// The measure; none where no name matches.
    pub measure: Option<Id<Measure>>,
    /// For a figure of another area, a benchmark: the area.
    pub compare: Option<String>,
    /// The date as written.
    pub date_text: String,
    /// The day; none where the date cannot be read.
    pub date: Option<Date>,
    /// The value as written.
    pub value_text: String,
    /// What the record would hold: none where the text cannot be read.
    pub value: Option<MeasureValue>,
    /// What would be done.
    pub what: What,
    /// Why it is refused or worth a look.
    pub reasons: Vec<Reason>,
}

impl PreviewRow {
    /// The measure's name, and the area of a benchmark after it: "Agency rate, England".
    pub fn title<'a>(&'a self, record: &'a Record) -> std::borrow::Cow<'a, str> {
        let measure = self.measure.and_then(|id| record.measures.get(id));
        let name = measure.map_or(self.name.as_str(), |measure| measure.title.as_str());
        match &self.compare {
            None => name.into(),
            Some(area) => format!("{name}, {area}").into(),
        }
    }

    /// Every reason as one text.
    pub fn why(&self) -> String {
        let texts: Vec<&str> = self.reasons.iter().map(|r| r.text.as_str()).collect();
        texts.join(" ")
    }

    /// Whether it is taken with a warning.
    pub fn is_warned(&self) -> bool {
        self.what != What::Refuse && !self.reasons.is_empty()
    }
}

/// What a text would do to the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// How the text is laid out.
    pub layout: Layout,
    /// A row for each figure, in the order of the text.
    pub rows: Vec<PreviewRow>,
    /// What else a reader must know: areas and indicators that were left out.
    pub notes: Vec<String>,
    /// The day it was worked out for.
    pub today: Date,
    counts: Counts,
}

/// How many figures would be treated in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    add: usize,
    revise: usize,
    complete: usize,
    same: usize,
    refuse: usize,
    warned: usize,
    fractions: usize,
}

impl Counts {
    fn of(rows: &[PreviewRow]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            let count = match row.what {
                What::Add => &mut counts.add,
                What::Revise { .. } => &mut counts.revise,
                What::Complete => &mut counts.complete,
                What::Same => &mut counts.same,
                What::Refuse => &mut counts.refuse,
            };
            *count += 1;
            counts.warned += usize::from(row.is_warned());
            let asked = |reason: &Reason| reason.about == About::Fraction;
            counts.fractions += usize::from(row.reasons.iter().any(asked));
        }
        counts
    }
}

impl Preview {
    /// Figures that would change the record.
    pub const fn changing(&self) -> usize {
        self.counts.add + self.counts.revise + self.counts.complete
    }

    /// Figures that are refused.
    pub const fn refused(&self) -> usize {
        self.counts.refuse
    }

    /// Past values that would change.
    pub const fn revised(&self) -> usize {
        self.counts.revise
    }

    /// Figures that are taken with a warning.
    pub const fn warned(&self) -> usize {
        self.counts.warned
    }

    /// Whether any figure is refused because it may be a fraction of one.
    pub const fn asks_about_fractions(&self) -> bool {
        self.counts.fractions > 0
    }

    /// "10 to add, 2 to revise, 1 as recorded, 3 refused", what there is none of left out.
    pub fn summary(&self) -> String {
        let counts = [
            (self.counts.add, "to add"),
            (self.counts.revise, "to revise"),
            (self.counts.complete, "to complete"),
            (self.counts.same, "as recorded"),
            (self.counts.refuse, "refused"),
            (self.counts.warned, "worth a look"),
        ];
        let words: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if words.is_empty() {
            "No figures found".to_owned()
        } else {
            words.join(", ")
        }
    }
}

/// A reading with its unit and as many decimals as it has, up to six; an absent one is its symbol.
pub fn shown(measure: &Measure, reading: Reading) -> String {
    let Some(number) = reading.number() else {
        return reading.symbol().unwrap_or_default().to_owned();
    };
    let exact = |places: &u8| {
        let scale = 10_f64.powi(i32::from(*places));
        ((number * scale).round() / scale - number).abs() <= 1e-9 * number.abs().max(1.0)
    };
    let places = (measure.decimals..6).find(exact).unwrap_or(6);
    measure.unit.show(number, places)
}

/// As [`shown`], for a figure of the record: one under the measure's threshold stays hidden.
pub fn shown_now(measure: &Measure, reading: Reading) -> String {
    match reading.number() {
        Some(number) if hide::hides_figure(measure, number) => "hidden".to_owned(),
        Some(_) | None => shown(measure, reading),
    }
}

/// "1 figure", "12 figures".
pub fn count_words(count: usize) -> String {
    if count == 1 {
        "1 figure".to_owned()
    } else {
        format!("{count} figures")
    }
}

/// Reads a text and says what it would do to the record on `today`.
///
/// # Errors
/// A sentence when the text is too large (see the limits above), is not a table, or has a layout
/// that is none of those known.
pub fn preview(
    text: &str,
    record: &Record,
    today: Date,
    fractions: Fractions,
) -> Result<Preview, String> {
    let table = sheet::read(text)?;
    let names = names::Names::of(record);
    let read = layout::proposals(&table, record, &names)?;
    if read.proposals.len() > MOST_ROWS {
        return Err(format!(
            "The text has more than {MOST_ROWS} figures. Divide it and read in one part at a time."
        ));
    }
    let rows = judge::judge(read.proposals, record, &names, today, fractions);
    Ok(Preview {
        layout: read.layout,
        counts: Counts::of(&rows),
        rows,
        notes: read.notes,
        today,
    })
}

#[cfg(test)]
mod tests;
