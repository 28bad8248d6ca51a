//! The fee ledger: what directors were promised and what they claimed, against caps and attendance.
//!
//! A claim belongs to the fee term that covers its first day, and to that day's financial year. The
//! term says who pays the fee; expenses are the company's own.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{attendance::took_place, words};
use crate::model::{
    Claim, ClassGroup, Duty, FeeTerm, FeeUnit, FinancialYear, Funding, Id, Meeting, MeetingState,
    Pay, Pence, Person, Presence, Quantity, Record,
};

/// Which claims the ledger shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct LedgerFilter {
    /// One financial year; all where none.
    pub year: Option<FinancialYear>,
    /// One source of funding; all where none.
    pub funding: Option<Funding>,
}

/// One seat of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// Whose.
    pub person: Id<Person>,
    /// On which side of the board.
    pub group: ClassGroup,
    /// How the seat is paid.
    pub pay: Pay,
    /// The fee term in force today, or else the last one.
    pub term: Option<Id<FeeTerm>>,
    /// Its rate.
    pub rate: Option<Pence>,
    /// What a unit of it is.
    pub unit: FeeUnit,
    /// Who pays it.
    pub funding: Option<Funding>,
    /// Units claimed, within the filter.
    pub units: Quantity,
    /// Fees claimed, within the filter.
    pub fees: Pence,
    /// Expenses claimed, within the filter.
    pub expenses: Pence,
    /// Units claimed over that whole term.
    pub term_units: Quantity,
    /// Fees claimed over that whole term.
    pub term_fees: Pence,
    /// Cap on units over the term.
    pub cap_units: Option<Quantity>,
    /// Cap on fees over the term.
    pub cap_amount: Option<Pence>,
    /// Share of the cap used, 0 and up; above 1 the cap is broken. The tighter cap where both are set.
    pub share_of_cap: Option<f64>,
    /// Share of the funded term gone today, from 0 to 1.
    pub share_gone: Option<f64>,
    /// Claims in the row, in the order of the record.
    pub claims: Vec<Id<Claim>>,
    /// Whether a figure of the row is invented for a sample.
    pub illustrative: bool,
}

/// A claim that nobody has approved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingClaim {
    /// Which.
    pub claim: Id<Claim>,
    /// Who claims.
    pub person: Id<Person>,
    /// Its first day.
    pub day: Option<Date>,
    /// What it is for.
    pub duty: Duty,
    /// Units claimed.
    pub quantity: Quantity,
    /// Fee claimed.
    pub fee: Pence,
    /// Expenses on top.
    pub expenses: Pence,
    /// What attendance says of it.
    pub against: AgainstAttendance,
}

/// What attendance says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgainstAttendance {
    /// The person was there.
    Matches,
    /// The person is marked absent or sent apologies.
    MarkedAbsent,
    /// The meeting was cancelled.
    Cancelled,
    /// The meeting has not taken place.
    NotHeldYet,
    /// The same day is claimed a second time.
    ClaimedTwice,
    /// A meeting duty, but no meeting proves it.
    NoMeeting,
    /// Attendance of the person at that meeting is not recorded.
    NotRecorded,
    /// Preparation, training and the like: attendance cannot prove it.
    NothingToMatch,
}

impl AgainstAttendance {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Matches => "matches attendance",
            Self::MarkedAbsent => "marked absent",
            Self::Cancelled => "meeting was cancelled",
            Self::NotHeldYet => "meeting not held yet",
            Self::ClaimedTwice => "claimed twice",
            Self::NoMeeting => "no meeting that day",
            Self::NotRecorded => "attendance not recorded",
            Self::NothingToMatch => "no meeting to match",
        }
    }

    /// Whether an approver should look twice.
    pub const fn needs_attention(self) -> bool {
        match self {
            Self::Matches | Self::NothingToMatch => false,
            Self::MarkedAbsent
            | Self::Cancelled
            | Self::NotHeldYet
            | Self::ClaimedTwice
            | Self::NoMeeting
            | Self::NotRecorded => true,
        }
    }
}

/// What one source pays, over the whole of its fee terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaidBy {
    /// Which source.
    pub funding: Funding,
    /// What it pays at most; none where no term sets a cap.
    pub cap: Option<Pence>,
    /// Units it pays at most, where every capped term counts the same unit.
    pub cap_units: Option<Quantity>,
    /// Units claimed from it.
    pub units: Quantity,
    /// Claimed from it.
    pub claimed: Pence,
    /// What is left of the cap; negative where it is broken.
    pub left: Option<Pence>,
    /// Share of its funded time gone, from 0 to 1.
    pub share_gone: Option<f64>,
}

/// The whole ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// Seats in the order of the sides, then of the record.
    pub rows: Vec<LedgerRow>,
    /// Units of all rows together.
    pub units: Quantity,
    /// Fees of all rows together.
    pub fees: Pence,
    /// Expenses of all rows together.
    pub expenses: Pence,
    /// Claims that wait for approval, oldest first, whatever the filter.
    pub waiting: Vec<WaitingClaim>,
    /// By source of funding, whatever the filter.
    pub paid_by: Vec<PaidBy>,
    /// Financial years in which there is a claim, and the present one; oldest first.
    pub years: Vec<FinancialYear>,
}

/// Fees, claims and attendance, looked up once for the whole record.
pub struct FeeBook<'r> {
    record: &'r Record,
    terms: HashMap<Id<Person>, Vec<&'r FeeTerm>>,
    claims: HashMap<Id<Person>, Vec<&'r Claim>>,
    meetings_on: HashMap<Date, Vec<&'r Meeting>>,
    days: HashMap<(Id<Person>, Date), usize>,
}

impl<'r> FeeBook<'r> {
    /// Reads the record once.
    pub fn new(record: &'r Record) -> Self {
        let mut book = Self {
            record,
            terms: HashMap::new(),
            claims: HashMap::new(),
            meetings_on: HashMap::new(),
            days: HashMap::new(),
        };
        for term in record.fee_terms.iter() {
            book.terms.entry(term.person).or_default().push(term);
        }
        for claim in record.claims.iter() {
            book.claims.entry(claim.person).or_default().push(claim);
            for &day in &claim.dates {
                *book.days.entry((claim.person, day)).or_default() += 1;
            }
        }
        for meeting in record.meetings.iter() {
            book.meetings_on
                .entry(meeting.date)
                .or_default()
                .push(meeting);
        }
        book
    }

    /// The fee term of a person on a day: of those that cover it, the one that began last.
    pub fn term_on(&self, person: Id<Person>, day: Date) -> Option<&'r FeeTerm> {
        self.terms_of(person)
            .iter()
            .filter(|term| term.covers(day))
            .max_by_key(|term| term.from)
            .copied()
    }

    /// Every fee term of a person, in the order of the record.
    pub fn terms_of(&self, person: Id<Person>) -> &[&'r FeeTerm] {
        self.terms.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Every claim of a person, in the order of the record.
    pub fn claims_of(&self, person: Id<Person>) -> &[&'r Claim] {
        self.claims.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The fee term that a claim falls under: that of its first day.
    pub fn term_of(&self, claim: &Claim) -> Option<&'r FeeTerm> {
        self.term_on(claim.person, claim.first_date()?)
    }

    /// Claims that fall under a term.
    pub fn claims_under(&self, term: &FeeTerm) -> Vec<&'r Claim> {
        self.claims_of(term.person)
            .iter()
            .copied()
            .filter(|claim| self.term_of(claim).is_some_and(|found| found.id == term.id))
            .collect()
    }

    /// What attendance says of a claim. A day claimed twice comes first.
    pub fn against_attendance(&self, claim: &Claim) -> AgainstAttendance {
        let twice = claim.dates.iter().any(|&day| {
            self.days
                .get(&(claim.person, day))
                .is_some_and(|&count| count > 1)
        });
        if twice {
            AgainstAttendance::ClaimedTwice
        } else {
            self.at_meeting(claim)
        }
    }

    /// What attendance says of a claim, whatever else is claimed for the day.
    pub fn at_meeting(&self, claim: &Claim) -> AgainstAttendance {
        let named = claim.meeting.and_then(|id| self.record.meetings.get(id));
        let that_day = || {
            let day = claim.first_date()?;
            let meetings = self.meetings_on.get(&day)?;
            meetings
                .iter()
                .copied()
                .find(|meeting| meeting.state != MeetingState::Cancelled)
                .or_else(|| meetings.first().copied())
        };
        let at_a_meeting = match claim.duty {
            Duty::Board | Duty::Committee => true,
            Duty::Preparation | Duty::Training | Duty::Other => false,
        };
        let Some(meeting) = named.or_else(that_day) else {
            return if at_a_meeting {
                AgainstAttendance::NoMeeting
            } else {
                AgainstAttendance::NothingToMatch
            };
        };
        if named.is_none() && !at_a_meeting {
            return AgainstAttendance::NothingToMatch;
        }
        if meeting.state == MeetingState::Cancelled {
            AgainstAttendance::Cancelled
        } else if took_place(meeting) {
            match meeting.attendance_of(claim.person).map(|entry| entry.how) {
                Some(Presence::Present) => AgainstAttendance::Matches,
                Some(Presence::Apologies | Presence::Absent) => AgainstAttendance::MarkedAbsent,
                None => AgainstAttendance::NotRecorded,
            }
        } else {
            AgainstAttendance::NotHeldYet
        }
    }

    /// The ledger within a filter.
    pub fn ledger(&self, today: Date, filter: LedgerFilter) -> Ledger {
        let mut people: Vec<&Person> = self
            .record
            .people
            .iter()
            .filter(|person| person.is_director() || self.claims.contains_key(&person.id))
            .collect();
        people.sort_by_key(|person| person.class.group());
        let rows: Vec<LedgerRow> = people
            .iter()
            .map(|person| self.row(person, today, filter))
            .collect();
        let mut waiting: Vec<WaitingClaim> = self
            .record
            .claims
            .iter()
            .filter(|claim| claim.approved_by.is_none() && claim.approved_on.is_none())
            .map(|claim| self.waiting(claim))
            .collect();
        waiting.sort_by_key(|claim| (claim.day, claim.person, claim.claim));
        let mut years: Vec<FinancialYear> = self
            .record
            .claims
            .iter()
            .filter_map(Claim::first_date)
            .map(FinancialYear::of)
            .chain([FinancialYear::of(today)])
            .collect();
        years.sort();
        years.dedup();
        Ledger {
            units: rows.iter().map(|row| row.units).sum(),
            fees: rows.iter().map(|row| row.fees).sum(),
            expenses: rows.iter().map(|row| row.expenses).sum(),
            rows,
            waiting,
            paid_by: Funding::ALL
                .map(|funding| self.paid_by(funding, today))
                .into(),
            years,
        }
    }

    fn row(&self, person: &Person, today: Date, filter: LedgerFilter) -> LedgerRow {
        let terms = self.terms_of(person.id);
        let term = self
            .term_on(person.id, today)
            .or_else(|| terms.iter().copied().max_by_key(|term| term.from));
        let claims: Vec<&Claim> = self
            .claims_of(person.id)
            .iter()
            .copied()
            .filter(|claim| self.passes(claim, filter))
            .collect();
        let in_term = term.map(|term| self.claims_under(term)).unwrap_or_default();
        let term_units: Quantity = in_term.iter().map(|claim| claim.quantity).sum();
        let term_fees: Pence = in_term.iter().map(|claim| claim.fee).sum();
        let cap_units = term.and_then(|term| term.cap_units);
        let cap_amount = term.and_then(|term| term.cap_amount);
        let by_units = cap_units
            .filter(|cap| cap.hundredths() > 0)
            .map(|cap| term_units.decimal() / cap.decimal());
        let by_amount = cap_amount
            .filter(|cap| cap.0 > 0)
            .map(|cap| term_fees.0 as f64 / cap.0 as f64);
        LedgerRow {
            person: person.id,
            group: person.class.group(),
            pay: person.pay,
            term: term.map(|term| term.id),
            rate: term.map(|term| term.rate),
            unit: term.map_or_else(FeeUnit::default, |term| term.unit),
            funding: term.map(|term| term.funding),
            units: claims.iter().map(|claim| claim.quantity).sum(),
            fees: claims.iter().map(|claim| claim.fee).sum(),
            expenses: claims.iter().map(|claim| claim.expenses_total()).sum(),
            term_units,
            term_fees,
            cap_units,
            cap_amount,
            share_of_cap: match (by_units, by_amount) {
                (Some(units), Some(amount)) => Some(units.max(amount)),
                (one, other) => one.or(other),
            },
            share_gone: term.and_then(|term| funded_share(term, today)),
            illustrative: claims.iter().any(|claim| claim.illustrative)
                || term.is_some_and(|term| term.illustrative),
            claims: claims.iter().map(|claim| claim.id).collect(),
        }
    }

    fn passes(&self, claim: &Claim, filter: LedgerFilter) -> bool {
        let in_year = filter
            .year
            .is_none_or(|year| claim.first_date().map(FinancialYear::of) == Some(year));
        let from_source = filter
            .funding
            .is_none_or(|funding| self.term_of(claim).map(|term| term.funding) == Some(funding));
        in_year && from_source
    }

    fn waiting(&self, claim: &Claim) -> WaitingClaim {
        WaitingClaim {
            claim: claim.id,
            person: claim.person,
            day: claim.first_date(),
            duty: claim.duty,
            quantity: claim.quantity,
            fee: claim.fee,
            expenses: claim.expenses_total(),
            against: self.against_attendance(claim),
        }
    }

    /// What one source pays. Terms in force today count; where none is, all that it ever paid.
    fn paid_by(&self, funding: Funding, today: Date) -> PaidBy {
        let all: Vec<&FeeTerm> = self
            .record
            .fee_terms
            .iter()
            .filter(|term| term.funding == funding)
            .collect();
        let current: Vec<&FeeTerm> = all
            .iter()
            .copied()
            .filter(|term| term.covers(today))
            .collect();
        let terms = if current.is_empty() { all } else { current };
        let claims: Vec<&Claim> = terms
            .iter()
            .flat_map(|term| self.claims_under(term))
            .collect();
        let caps: Vec<Pence> = terms.iter().filter_map(|term| term_cap(term)).collect();
        let unit_caps: Vec<Quantity> = terms.iter().filter_map(|term| term.cap_units).collect();
        let same_unit = terms.windows(2).all(|pair| pair[0].unit == pair[1].unit);
        let expenses: Pence = match funding {
            Funding::Company => self.record.claims.iter().map(Claim::expenses_total).sum(),
            Funding::DfE | Funding::Council => Pence(0),
        };
        let cap = (!caps.is_empty()).then(|| caps.iter().copied().sum::<Pence>());
        let fees: Pence = claims.iter().map(|claim| claim.fee).sum();
        let claimed = fees + expenses;
        PaidBy {
            funding,
            cap,
            cap_units: (same_unit && !unit_caps.is_empty())
                .then(|| unit_caps.iter().copied().sum()),
            units: claims.iter().map(|claim| claim.quantity).sum(),
            claimed,
            left: cap.map(|cap| cap.minus(fees)),
            share_gone: terms
                .iter()
                .filter_map(|term| funded_share(term, today))
                .max_by(f64::total_cmp),
        }
    }
}

/// The most that a term can pay: its cap in money, or its cap in units at its rate; the lower one.
pub fn term_cap(term: &FeeTerm) -> Option<Pence> {
    let by_units = term.cap_units.map(|units| term.rate.times(units));
    match (term.cap_amount, by_units) {
        (Some(amount), Some(units)) => Some(amount.min(units)),
        (one, other) => one.or(other),
    }
}

/// The share of a term's funded time gone on `today`, from 0 to 1; none for an open-ended term.
pub fn funded_share(term: &FeeTerm, today: Date) -> Option<f64> {
    let end = match (term.funded_until, term.to) {
        (Some(funded), Some(to)) => Some(funded.min(to)),
        (one, other) => one.or(other),
    };
    words::share_gone(term.from, end?, today)
}

/// The fees of page one: what was claimed of the largest capped source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeesHeadline {
    /// Fees claimed.
    pub claimed: Pence,
    /// Of how much, where there is a cap.
    pub cap: Option<Pence>,
    /// "DfE-funded, 39 of 120 days".
    pub meta: String,
    /// "£19,500 of £60,000, DfE-funded, 39 of 120 days".
    pub sentence: String,
}

impl Ledger {
    /// The fees of page one; none where no fee was ever agreed or claimed.
    pub fn headline(&self) -> Option<FeesHeadline> {
        let largest = self
            .paid_by
            .iter()
            .filter(|source| source.cap.is_some() || source.claimed.0 > 0)
            .max_by_key(|source| (source.cap, source.claimed))?;
        let who = match largest.funding {
            Funding::DfE => "DfE-funded",
            Funding::Council => "paid by the council",
            Funding::Company => "paid by the company",
        };
        let days = match largest.cap_units {
            Some(cap) => format!("{} of {} days", plain(largest.units), plain(cap)),
            None => format!("{} days", plain(largest.units)),
        };
        let meta = format!("{who}, {days}");
        let of = largest
            .cap
            .map_or_else(String::new, |cap| format!(" of {cap}"));
        Some(FeesHeadline {
            claimed: largest.claimed,
            cap: largest.cap,
            sentence: format!("{}{of}, {meta}", largest.claimed),
            meta,
        })
    }

    /// "32.5 % of £60,000, a quarter of the funded time gone"; none where nothing is capped.
    pub fn cap_sentence(&self) -> Option<String> {
        let source = self
            .paid_by
            .iter()
            .filter(|source| source.cap.is_some_and(|cap| cap.0 > 0))
            .max_by_key(|source| source.cap)?;
        let cap = source.cap?;
        let used = source.claimed.0 as f64 / cap.0 as f64 * 100.0;
        let gone = source.share_gone.map_or_else(String::new, |part| {
            format!(", {} of the funded time gone", words::share(part))
        });
        Some(format!("{used:.1} % of {cap}{gone}"))
    }
}

/// A quantity without needless decimals: `39`, `14.5`.
pub fn plain(quantity: Quantity) -> String {
    let text = quantity.to_string();
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests;
