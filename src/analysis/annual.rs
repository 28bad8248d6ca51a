//! The annual table: what each director was paid over a financial year, against what was attended.
//! Made to be published: person, days, rate, fees, expenses, who pays, attendance.

use jiff::civil::Date;

use super::{
    attendance::{PersonAttendance, attendance},
    fees::FeeBook,
};
use crate::model::{
    Claim, ClassGroup, FeeTerm, FeeUnit, FinancialYear, Funding, Id, Pay, Pence, Person, Quantity,
    Record,
};

/// One line: a person, or one of two fee terms of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnualRow {
    /// Who.
    pub person: Id<Person>,
    /// The name or seat.
    pub name: String,
    /// On which side of the board.
    pub group: ClassGroup,
    /// How the seat is paid.
    pub pay: Pay,
    /// Units claimed and approved or waiting.
    pub units: Quantity,
    /// The rate and its unit, where there are fee terms.
    pub rate: Option<(Pence, FeeUnit)>,
    /// Fees.
    pub fees: Pence,
    /// Expenses.
    pub expenses: Pence,
    /// Who pays the fee.
    pub funding: Option<Funding>,
    /// Meetings attended, and those that could have been.
    pub attended: (usize, usize),
    /// Claims that nobody has approved yet.
    pub waiting: usize,
    /// Whether a figure is invented for a sample.
    pub illustrative: bool,
}

impl AnnualRow {
    /// "5 of 6, 83 %"; a dash where the person could have attended none.
    pub fn attendance_words(&self) -> String {
        match self.attended {
            (_, 0) => "–".to_owned(),
            (came, could) => {
                let share = came as f64 * 100.0 / could as f64;
                format!("{came} of {could}, {share:.0} %")
            }
        }
    }

    /// "£500 a day", "salary", "unpaid".
    pub fn rate_words(&self) -> String {
        match (self.pay, self.rate) {
            (_, Some((rate, unit))) => format!("{rate} {}", unit.word()),
            (Pay::Salary, None) => "salary".to_owned(),
            (Pay::Unpaid, None) => "unpaid".to_owned(),
            (Pay::Fee, None) => "no fee terms".to_owned(),
        }
    }
}

/// The table of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annual {
    /// The year.
    pub year: FinancialYear,
    /// Whether the year still runs.
    pub to_date: bool,
    /// Lines by side of the board, then in the order of the record.
    pub rows: Vec<AnnualRow>,
    /// Units together.
    pub units: Quantity,
    /// Fees together.
    pub fees: Pence,
    /// Expenses together.
    pub expenses: Pence,
}

/// The table of a financial year, as known today.
pub fn annual(record: &Record, year: FinancialYear, today: Date) -> Annual {
    let book = FeeBook::new(record);
    let attended = attendance(record, today, Some(year));
    let mut people: Vec<&Person> = record
        .people
        .iter()
        .filter(|person| person.is_director() || !book.claims_of(person.id).is_empty())
        .filter(|person| sat_in(person, year) || claims_in(&book, person.id, year).next().is_some())
        .collect();
    people.sort_by_key(|person| person.class.group());
    let mut rows = Vec::new();
    for person in people {
        let came = attended.iter().find(|row| row.person == person.id);
        rows.extend(rows_of(&book, person, year, came));
    }
    Annual {
        year,
        to_date: today <= year.last_day(),
        units: rows.iter().map(|row| row.units).sum(),
        fees: rows.iter().map(|row| row.fees).sum(),
        expenses: rows.iter().map(|row| row.expenses).sum(),
        rows,
    }
}

fn sat_in(person: &Person, year: FinancialYear) -> bool {
    person.terms.is_empty()
        || person.terms.iter().any(|term| {
            term.from <= year.last_day() && term.to.is_none_or(|to| to >= year.first_day())
        })
}

fn claims_in<'b>(
    book: &'b FeeBook<'_>,
    person: Id<Person>,
    year: FinancialYear,
) -> impl Iterator<Item = &'b Claim> {
    book.claims_of(person)
        .iter()
        .copied()
        .filter(move |claim| claim.first_date().map(FinancialYear::of) == Some(year))
}

/// A line for each fee term under which there are claims, or one line without.
fn rows_of(
    book: &FeeBook<'_>,
    person: &Person,
    year: FinancialYear,
    came: Option<&PersonAttendance>,
) -> Vec<AnnualRow> {
    let claims: Vec<&Claim> = claims_in(book, person.id, year).collect();
    let mut terms: Vec<Option<&FeeTerm>> = Vec::new();
    for claim in &claims {
        let term = book.term_of(claim);
        if !terms.iter().any(|known| same(*known, term)) {
            terms.push(term);
        }
    }
    if terms.is_empty() {
        let in_year = book.terms_of(person.id).iter().copied();
        terms.push(
            in_year
                .filter(|term| {
                    term.from <= year.last_day() && term.to.is_none_or(|to| to >= year.first_day())
                })
                .max_by_key(|term| term.from),
        );
    }
    let row = |term: Option<&FeeTerm>| {
        let under: Vec<&&Claim> = claims
            .iter()
            .filter(|claim| same(book.term_of(claim), term))
            .collect();
        AnnualRow {
            person: person.id,
            name: person.name.clone(),
            group: person.class.group(),
            pay: person.pay,
            units: under.iter().map(|claim| claim.quantity).sum(),
            rate: term.map(|term| (term.rate, term.unit)),
            fees: under.iter().map(|claim| claim.fee).sum(),
            expenses: under.iter().map(|claim| claim.expenses_total()).sum(),
            funding: term.map(|term| term.funding),
            attended: came.map_or((0, 0), |row| (row.attended, row.possible)),
            waiting: under
                .iter()
                .filter(|claim| claim.approved_by.is_none())
                .count(),
            illustrative: under.iter().any(|claim| claim.illustrative)
                || term.is_some_and(|term| term.illustrative),
        }
    };
    terms.into_iter().map(row).collect()
}

fn same(one: Option<&FeeTerm>, other: Option<&FeeTerm>) -> bool {
    one.map(|term| term.id) == other.map(|term| term.id)
}

impl Annual {
    /// As tab-separated text with its head and total, for a spreadsheet. A tab or line end in a name
    /// becomes a space, and a cell that a spreadsheet would run as a formula is quoted.
    pub fn tsv(&self) -> String {
        let mut text =
            "Person\tDays\tRate\tFees £\tExpenses £\tPaid by\tAttendance\tIllustrative\n"
                .to_owned();
        for row in &self.rows {
            let funding = row.funding.map_or("–", Funding::words);
            let cells = [
                cell(&row.name),
                row.units.to_string(),
                row.rate_words(),
                row.fees.in_ledger(),
                row.expenses.in_ledger(),
                funding.to_owned(),
                row.attendance_words(),
                if row.illustrative { "yes" } else { "" }.to_owned(),
            ];
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
        let total = [
            format!("Total {}", self.year),
            self.units.to_string(),
            String::new(),
            self.fees.in_ledger(),
            self.expenses.in_ledger(),
        ];
        text.push_str(&total.join("\t"));
        text.push('\n');
        text
    }
}

fn cell(text: &str) -> String {
    let flat = text.replace(['\t', '\n', '\r'], " ");
    if flat.starts_with(['=', '+', '-', '@']) {
        format!("'{flat}")
    } else {
        flat
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{TODAY, attended, claim, fee_term, held, person},
        model::{Class, Presence},
    };
    use jiff::civil::date;

    #[test]
    fn a_year_has_a_line_a_person_with_its_attendance_and_source() {
        let mut record = Record::default();
        let mut paid = person(1, Class::IndependentNed);
        paid.pay = Pay::Fee;
        paid.name = "=Seat\t1".to_owned();
        record.people.put(paid);
        let mut salaried = person(2, Class::Executive);
        salaried.pay = Pay::Salary;
        record.people.put(salaried);
        record.fee_terms.put(fee_term(1, 1));
        record.claims.put(claim(1, 1, date(2019, 9, 5)));
        record.claims.put(claim(2, 1, date(2020, 4, 5)));
        let mut came = held(1, date(2019, 9, 5));
        came.attendance = vec![
            attended(1, Presence::Present),
            attended(2, Presence::Apologies),
        ];
        record.meetings.put(came);
        let table = annual(&record, FinancialYear(2019), TODAY);
        assert!(table.to_date);
        assert_eq!(table.fees, Pence::pounds(500));
        let rows: Vec<(String, String)> = table
            .rows
            .iter()
            .map(|row| (row.rate_words(), row.attendance_words()))
            .collect();
        assert_eq!(
            rows,
            [
                ("£500 a day".to_owned(), "1 of 1, 100 %".to_owned()),
                ("salary".to_owned(), "0 of 1, 0 %".to_owned())
            ]
        );
        let tsv = table.tsv();
        assert!(
            tsv.contains("'=Seat 1\t1.0\t£500 a day\t500.00\t0.00\tDepartment for Education"),
            "{tsv}"
        );
        assert_eq!(tsv.lines().count(), 4);
    }

    #[test]
    fn two_rates_in_a_year_are_two_lines() {
        let mut record = Record::default();
        let mut paid = person(1, Class::IndependentNed);
        paid.pay = Pay::Fee;
        record.people.put(paid);
        let mut first = fee_term(1, 1);
        first.to = Some(date(2019, 6, 30));
        record.fee_terms.put(first);
        let mut second = fee_term(2, 1);
        second.from = date(2019, 7, 1);
        second.rate = Pence::pounds(600);
        second.funding = Funding::Company;
        record.fee_terms.put(second);
        record.claims.put(claim(1, 1, date(2019, 5, 5)));
        record.claims.put(claim(2, 1, date(2019, 8, 5)));
        let table = annual(&record, FinancialYear(2019), TODAY);
        let sources: Vec<_> = table.rows.iter().map(|row| row.funding).collect();
        assert_eq!(sources, [Some(Funding::DfE), Some(Funding::Company)]);
        assert_eq!(table.units.hundredths(), 200);
    }
}
