//! The two layouts in which the Department for Education publishes figures of local authorities.
//!
//! Official statistics ("tidy data" of Explore Education Statistics): `time_period`,
//! `geographic_level`, columns that name the area, columns that filter, and either one column each
//! indicator or a pair `measure`, `value`. The Local Authority Interactive Tool (LAIT): `measure_short`,
//! `measure`, `year_type`, the area, `year`, `value`.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Id, Measure, Record};

use super::{
    MOST_ROWS,
    area::Own,
    dates::YearEnd,
    layout::{Layout, Proposal, Read},
    names::{Names, loose},
    sheet::Line,
    values,
};

/// Columns of official statistics that hold no indicator.
const PLACE_AND_TIME: [&str; 16] = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "area_code",
    "area_name",
    "la_code",
    "source_file",
    "measure",
    "value",
];
/// Columns that name an area, by name or by code.
const AREA: [&str; 6] = [
    "area_name",
    "area_code",
    "la_name",
    "new_la_code",
    "old_la_code",
    "la_code",
];
/// Indicators of the social work workforce census, which counts on 30 September.
const WORKFORCE: [&str; 5] = ["fte", "headcount", "caseload", "absence", "turnover"];
/// Names of left-out indicators that are listed.
const LISTED: usize = 8;

/// Reads one of the two; none where the heads are not theirs.
pub(super) fn read(
    head: &Line,
    body: &[Line],
    record: &Record,
    names: &Names<'_>,
) -> Option<Result<Read, String>> {
    let heads: Vec<String> = head.cells().map(str::to_lowercase).collect();
    let has = |name: &str| heads.iter().any(|head| head == name);
    let layout = if has("time_period") && has("geographic_level") {
        Layout::Statistics
    } else if has("measure_short") && has("year") && has("value") {
        Layout::Lait
    } else {
        return None;
    };
    let council = &record.organisation.council;
    let Some(own) = Own::of(council) else {
        return Some(Err(
            "The text has figures of many areas, and the record names no council. Name it on the \
             page of the organisation first."
                .to_owned(),
        ));
    };
    let mut file = File {
        heads,
        own,
        names,
        found: HashMap::new(),
        unknown: BTreeSet::new(),
        elsewhere: 0,
        proposals: Vec::new(),
    };
    for line in body {
        if !file.is_own(line) {
            file.elsewhere += 1;
            continue;
        }
        match layout {
            Layout::Statistics => file.statistics(line),
            Layout::List | Layout::MeasuresByDates | Layout::DatesByMeasures | Layout::Lait => {
                file.lait(line);
            }
        }
        if file.proposals.len() > MOST_ROWS {
            break;
        }
    }
    Some(Ok(file.into_read(layout, council)))
}

struct File<'a, 'r> {
    heads: Vec<String>,
    own: Own,
    names: &'a Names<'r>,
    /// The measure of each indicator seen so far.
    found: HashMap<String, Option<Id<Measure>>>,
    unknown: BTreeSet<String>,
    elsewhere: usize,
    proposals: Vec<Proposal>,
}

impl File<'_, '_> {
    fn cell<'l>(&self, line: &'l Line, head: &str) -> &'l str {
        let place = self.heads.iter().position(|name| name == head);
        place.map_or("", |place| line.cell(place))
    }

    fn is_own(&self, line: &Line) -> bool {
        AREA.iter().any(|head| self.own.is(self.cell(line, head)))
    }

    /// Proposes a figure where one of its names is a measure's; else remembers the first name.
    fn propose(&mut self, candidates: &[&str], shown: &str, proposal: Proposal) {
        let names = self.names;
        let found = *self
            .found
            .entry(shown.to_owned())
            .or_insert_with(|| names.find_published(candidates).map(|measure| measure.id));
        match found {
            Some(measure) => self.proposals.push(Proposal {
                name: shown.to_owned(),
                measure: Some(measure),
                ..proposal
            }),
            None => {
                self.unknown.insert(shown.to_owned());
            }
        }
    }

    fn lait(&mut self, line: &Line) {
        let (short, long) = (self.cell(line, "measure_short"), self.cell(line, "measure"));
        let kind = loose(self.cell(line, "year_type"));
        // "Annual" stands for a count on 31 March.
        let end = if kind.contains("sept") {
            YearEnd::On(30, 9)
        } else if kind.contains("academic") {
            YearEnd::On(31, 8)
        } else if kind.contains("calendar") {
            YearEnd::On(31, 12)
        } else {
            YearEnd::On(31, 3)
        };
        let proposal = Proposal {
            line: line.number,
            date: self.cell(line, "year").to_owned(),
            year_end: Some(end),
            value: self.cell(line, "value").to_owned(),
            source: "Department for Education, Local Authority Interactive Tool".to_owned(),
            ..Proposal::default()
        };
        self.propose(&[short, long], long, proposal);
    }

    fn statistics(&mut self, line: &Line) {
        let file = self.cell(line, "source_file");
        let source = if file.is_empty() {
            "Department for Education, official statistics".to_owned()
        } else {
            format!("Department for Education, official statistics, {file}")
        };
        let base = Proposal {
            line: line.number,
            date: self.cell(line, "time_period").to_owned(),
            source,
            ..Proposal::default()
        };
        let (measure, value) = (self.cell(line, "measure"), self.cell(line, "value"));
        if !measure.is_empty() {
            let proposal = Proposal {
                value: value.to_owned(),
                year_end: Some(year_end(measure)),
                ..base
            };
            return self.propose(&[measure], measure, proposal);
        }
        let others: Vec<(String, &str)> = (0..self.heads.len())
            .filter_map(|place| {
                let head = self.heads.get(place)?;
                let known = PLACE_AND_TIME.contains(&head.as_str()) || head.is_empty();
                (!known).then(|| (head.clone(), line.cell(place)))
            })
            .collect();
        // A filter holds words; an indicator holds a number or a symbol.
        let (indicators, filters): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|(_, cell)| values::read(cell).is_ok());
        let filters: Vec<&str> = filters.iter().map(|(_, cell)| *cell).collect();
        let filters = filters.join(", ");
        for (indicator, cell) in indicators {
            let proposal = Proposal {
                value: cell.to_owned(),
                year_end: Some(year_end(&indicator)),
                ..base.clone()
            };
            if filters.is_empty() {
                self.propose(&[&indicator], &indicator, proposal);
            } else {
                // One indicator has a series for each combination of filters: the name has both.
                let both = format!("{filters}: {indicator}");
                let comma = format!("{filters}, {indicator}");
                self.propose(&[&both, &comma], &both, proposal);
            }
        }
    }

    fn into_read(self, layout: Layout, council: &str) -> Read {
        let mut notes = Vec::new();
        if self.elsewhere > 0 {
            let rows = if self.elsewhere == 1 {
                "1 row of another area was".to_owned()
            } else {
                format!("{} rows of other areas were", self.elsewhere)
            };
            notes.push(format!(
                "{rows} left out; the record’s council is {council}."
            ));
        }
        if !self.unknown.is_empty() {
            let some: Vec<&str> = self
                .unknown
                .iter()
                .take(LISTED)
                .map(String::as_str)
                .collect();
            let more = self.unknown.len().saturating_sub(LISTED);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            notes.push(format!(
                "Left out, since no measure has the name: {}{more}.",
                some.join("; ")
            ));
        }
        Read {
            layout,
            proposals: self.proposals,
            notes,
        }
    }
}

/// The workforce is counted on 30 September; other years of children's services end on 31 March.
fn year_end(indicator: &str) -> YearEnd {
    let name = indicator.to_lowercase();
    if WORKFORCE.iter().any(|word| name.contains(word)) {
        YearEnd::On(30, 9)
    } else {
        YearEnd::On(31, 3)
    }
}
