//! The two layouts in which the Department for Education publishes figures of local authorities.
//!
//! Official statistics ("tidy data" of Explore Education Statistics): `time_period`,
//! `geographic_level`, columns that name the area, columns that filter, and either one column each
//! indicator or a pair `measure`, `value`. The Local Authority Interactive Tool (LAIT): `measure_short`,
//! `measure`, `year_type`, the area, `year`, `value`.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Id, Measure, Record, Unit};

use super::{
    MOST_ROWS,
    area::Own,
    compare::Others,
    count_words,
    dates::YearEnd,
    layout::{Layout, Proposal, Read},
    names::{Names, loose},
    sheet::Line,
    values::{self, Written},
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
        others: Others::of(record),
        symbols: 0,
        numbers: 0,
        names,
        found: HashMap::new(),
        unknown: BTreeSet::new(),
        elsewhere: 0,
        proposals: Vec::new(),
    };
    let region = file.region(body);
    file.others.add(&region);
    for line in body {
        let area = if file.is_own(line) {
            None
        } else {
            let area = file.area(line);
            if !file.others.wants(area) {
                file.elsewhere += 1;
                continue;
            }
            Some(area.to_owned())
        };
        match layout {
            Layout::Statistics => file.statistics(line, area),
            Layout::List | Layout::MeasuresByDates | Layout::DatesByMeasures | Layout::Lait => {
                file.lait(line, area);
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
    others: Others,
    /// Symbols in the place of figures of other areas.
    symbols: usize,
    /// Numbers of other areas, which do not compare.
    numbers: usize,
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

    /// The name of the row's area.
    fn area<'l>(&self, line: &'l Line) -> &'l str {
        ["area_name", "la_name", "region_name", "country_name"]
            .into_iter()
            .map(|head| self.cell(line, head))
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    /// The council's region: named in its own rows, or the only region of the file.
    fn region(&self, body: &[Line]) -> String {
        let own = body
            .iter()
            .filter(|line| self.is_own(line))
            .map(|line| self.cell(line, "region_name"))
            .find(|name| !name.is_empty());
        if let Some(own) = own {
            return own.to_owned();
        }
        let regions: BTreeSet<&str> = body
            .iter()
            .filter(|line| self.cell(line, "area_code").starts_with("E12"))
            .map(|line| self.area(line))
            .collect();
        let mut regions = regions.into_iter();
        match (regions.next(), regions.next()) {
            (Some(only), None) => only.to_owned(),
            (_, _) => String::new(),
        }
    }

    /// Proposes a figure where one of its names is a measure's; else remembers the first name.
    fn propose(&mut self, candidates: &[&str], shown: &str, proposal: Proposal) {
        let names = self.names;
        let found = *self
            .found
            .entry(shown.to_owned())
            .or_insert_with(|| names.find_published(candidates).map(|measure| measure.id));
        // A benchmark has figures only: a symbol of another area has nothing to compare with.
        let symbol = proposal.compare.is_some()
            && values::read(&proposal.value)
                .is_ok_and(|written| matches!(written, Written::State(..)));
        match found {
            Some(_) if symbol => self.symbols += 1,
            Some(id) if proposal.compare.is_some() && counts(names.get(id)) => self.numbers += 1,
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

    fn lait(&mut self, line: &Line, area: Option<String>) {
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
            compare: area,
            date: self.cell(line, "year").to_owned(),
            year_end: Some(end),
            value: self.cell(line, "value").to_owned(),
            source: "Department for Education, Local Authority Interactive Tool".to_owned(),
            ..Proposal::default()
        };
        self.propose(&[short, long], long, proposal);
    }

    fn statistics(&mut self, line: &Line, area: Option<String>) {
        let file = self.cell(line, "source_file");
        let source = if file.is_empty() {
            "Department for Education, official statistics".to_owned()
        } else {
            format!("Department for Education, official statistics, {file}")
        };
        let base = Proposal {
            line: line.number,
            compare: area,
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
                "{rows} left out; the record’s council is {council}. England and its region are read as \
                 benchmarks, and so is every area that a measure is compared with by name."
            ));
        }
        if self.numbers > 0 {
            notes.push(format!(
                "{} of other areas left out: a number of people or things does not compare between \
                 areas as a share or a rate does.",
                count_words(self.numbers)
            ));
        }
        if self.symbols > 0 {
            notes.push(format!(
                "{} of other areas, published as symbols only, left out.",
                count_words(self.symbols)
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

/// Whether the measure is a bare number, which grows with the size of the area.
fn counts(measure: Option<&Measure>) -> bool {
    measure.is_some_and(|measure| matches!(measure.unit, Unit::Count | Unit::Pounds))
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
