//! Claims drawn up from the attendance of a meeting, for a second person to approve.

use jiff::civil::Time;

use crate::{
    analysis::{
        agenda::minutes_between,
        attendance::took_place,
        fees::{FeeBook, plain},
    },
    model::{
        Attendance, Claim, Class, Duty, FeeTerm, FeeUnit, Id, Meeting, MeetingKind, Pay, Person,
        Presence, Quantity, Record,
        date::{long, short},
    },
};

use super::Edit;

/// Claims for a meeting, and who has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The claims, in the order of the attendance.
    pub claims: Vec<Claim>,
    /// Who was there and has no claim.
    pub excluded: Vec<Excluded>,
    label: String,
}

/// Somebody who was there and has no claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// Who.
    pub person: Id<Person>,
    /// The name.
    pub name: String,
    /// Why, as the end of a sentence: "is paid by salary".
    pub why: String,
}

impl Excluded {
    /// "Director of resources is paid by salary."
    pub fn sentence(&self) -> String {
        format!("{} {}.", self.name, self.why)
    }
}

impl Drawn {
    /// All claims as one step of undo.
    pub fn into_edit(self) -> Edit {
        Edit::Several(
            self.label,
            self.claims.into_iter().map(Edit::from).collect(),
        )
    }
}

/// Draws up a claim for everybody who was there and is paid for it.
pub fn from_attendance(
    record: &Record,
    meeting: Id<Meeting>,
    random: &mut dyn FnMut() -> u32,
) -> Drawn {
    let mut drawn = Drawn {
        claims: Vec::new(),
        excluded: Vec::new(),
        label: "claims from attendance".to_owned(),
    };
    let Some(meeting) = record.meetings.get(meeting).filter(|one| took_place(one)) else {
        return drawn;
    };
    drawn.label = format!("claims for {}", short(meeting.date));
    let book = FeeBook::new(record);
    let there = meeting.attendance.iter();
    for entry in there.filter(|entry| entry.how == Presence::Present) {
        let Some(person) = record.people.get(entry.person) else {
            continue;
        };
        match claim_of(record, &book, meeting, entry, person) {
            Ok(mut claim) => {
                claim.id = loop {
                    let id = Record::fresh_id(&record.claims, meeting.date.year(), &mut *random);
                    if drawn.claims.iter().all(|other| other.id != id) {
                        break id;
                    }
                };
                drawn.claims.push(claim);
            }
            Err(why) => drawn.excluded.push(Excluded {
                person: person.id,
                name: person.name.clone(),
                why,
            }),
        }
    }
    drawn
}

fn claim_of(
    record: &Record,
    book: &FeeBook<'_>,
    meeting: &Meeting,
    entry: &Attendance,
    person: &Person,
) -> Result<Claim, String> {
    let term = fee_term(book, meeting, person)?;
    let day = meeting.date;
    let twice = book
        .claims_of(person.id)
        .iter()
        .any(|claim| claim.meeting == Some(meeting.id) || claim.dates.contains(&day));
    if twice {
        return Err(format!("has claimed {} already", short(day)));
    }
    let half = is_half_day(record, meeting, entry);
    let quantity = Quantity::from_hundredths(match (term.unit, half) {
        (FeeUnit::Day, false) | (FeeUnit::HalfDay, true) | (FeeUnit::Fixed, _) => 100,
        (FeeUnit::Day, true) => 50,
        (FeeUnit::HalfDay, false) => 200,
    });
    let fee = term.rate.times(quantity);
    let under = book.claims_under(term);
    let units: Quantity = under.iter().map(|claim| claim.quantity).sum();
    let fees: crate::model::Pence = under.iter().map(|claim| claim.fee).sum();
    if let Some(cap) = term.cap_units
        && [units, quantity].into_iter().sum::<Quantity>() > cap
    {
        return Err(format!("has used up the cap of {} days", plain(cap)));
    }
    if let Some(cap) = term.cap_amount
        && fees + fee > cap
    {
        return Err(format!("has used up the cap of {cap}"));
    }
    Ok(Claim {
        // Replaced by the caller, who knows which ids are taken.
        id: Id::new(0, || 0),
        person: person.id,
        dates: vec![day],
        duty: match meeting.kind {
            MeetingKind::Board | MeetingKind::Extraordinary => Duty::Board,
            MeetingKind::Committee => Duty::Committee,
        },
        quantity,
        fee,
        expenses: Vec::new(),
        meeting: Some(meeting.id),
        approved_by: None,
        approved_on: None,
        paid_on: None,
        note: if half {
            "Half a day: was there for a part of the meeting.".to_owned()
        } else {
            String::new()
        },
        illustrative: meeting.illustrative || term.illustrative,
    })
}

/// The term that pays a person for the day, or why none does.
fn fee_term<'r>(
    book: &FeeBook<'r>,
    meeting: &Meeting,
    person: &Person,
) -> Result<&'r FeeTerm, String> {
    match person.pay {
        Pay::Salary => return Err("is paid by salary".to_owned()),
        Pay::Unpaid => {
            return Err(match person.class {
                Class::CouncilCouncillor => "is a councillor and sits unpaid".to_owned(),
                Class::InAttendance => "attends and holds no paid seat".to_owned(),
                Class::IndependentChair
                | Class::IndependentNed
                | Class::CouncilOfficer
                | Class::Executive => "holds an unpaid seat".to_owned(),
            });
        }
        Pay::Fee => {}
    }
    let term = book
        .term_on(person.id, meeting.date)
        .ok_or_else(|| format!("has no fee terms for {}", short(meeting.date)))?;
    if person.class == Class::CouncilCouncillor && term.cap_amount.is_none() {
        return Err("is a councillor whose fee has no cap".to_owned());
    }
    if let Some(until) = term.funded_until.filter(|until| *until < meeting.date) {
        return Err(format!("is funded until {} only", long(until)));
    }
    Ok(term)
}

/// Whether a claim for the meeting is half a day, by the board's rule on partial attendance. Where
/// the times do not tell the share, a part is less than the whole.
fn is_half_day(record: &Record, meeting: &Meeting, entry: &Attendance) -> bool {
    if !entry.is_partial() {
        return false;
    }
    let percent = i32::from(record.board_rules.full_day_from_percent);
    match share_of(meeting, entry) {
        Some((there, whole)) => there * 100 < whole * percent,
        None => true,
    }
}

/// Minutes in the room, of minutes that the meeting ran: breaks count for neither.
fn share_of(meeting: &Meeting, entry: &Attendance) -> Option<(i32, i32)> {
    let from = meeting.opened.or(meeting.starts)?;
    let to = meeting.closed?;
    let breaks: Vec<(Time, Time)> = meeting
        .pauses
        .iter()
        .map(|pause| (pause.from, pause.to.unwrap_or(to)))
        .collect();
    let within = |a: Time, b: Time| minutes_between(a.max(from), b.min(to)).max(0);
    let run = |a: Time, b: Time| {
        let lost: i32 = breaks
            .iter()
            .map(|(from, to)| within(a.max(*from), b.min(*to)))
            .sum();
        within(a, b) - lost
    };
    let whole = run(from, to);
    let away: i32 = entry.away.iter().map(|away| run(away.from, away.to)).sum();
    let there = run(entry.arrived.unwrap_or(from), entry.left.unwrap_or(to)) - away;
    (whole > 0).then_some((there.max(0), whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{attended, claim, fee_term as terms, held, id, person},
        edit::Refused,
        model::{MeetingState, Pause, Pence},
    };
    use jiff::civil::{date, time};

    fn board() -> (Record, Meeting) {
        let mut record = Record::default();
        let mut paid = |n: u32, class: Class, pay: Pay| {
            let mut one = person(n, class);
            one.pay = pay;
            record.people.put(one);
        };
        paid(1, Class::IndependentNed, Pay::Fee);
        paid(2, Class::Executive, Pay::Salary);
        paid(3, Class::CouncilCouncillor, Pay::Unpaid);
        paid(4, Class::CouncilCouncillor, Pay::Fee);
        paid(5, Class::IndependentNed, Pay::Fee);
        record.fee_terms.put(terms(1, 1));
        record.fee_terms.put(terms(4, 4));
        let mut meeting = held(1, date(2019, 9, 5));
        meeting.opened = Some(time(14, 0, 0, 0));
        meeting.closed = Some(time(16, 0, 0, 0));
        meeting.attendance = (1..=5).map(|n| attended(n, Presence::Present)).collect();
        (record, meeting)
    }

    fn drawn(record: &mut Record, meeting: Meeting) -> Drawn {
        let mut state = 3_u32;
        let id = meeting.id;
        record.meetings.put(meeting);
        from_attendance(record, id, &mut || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        })
    }

    #[test]
    fn only_paid_seats_have_a_claim_and_the_others_a_reason() {
        let (mut record, meeting) = board();
        let drawn = drawn(&mut record, meeting);
        assert_eq!(drawn.claims.len(), 1);
        let claim = &drawn.claims[0];
        assert_eq!((claim.fee, claim.duty), (Pence::pounds(500), Duty::Board));
        assert_eq!((claim.approved_by, claim.meeting), (None, Some(id(1))));
        let why: Vec<&str> = drawn.excluded.iter().map(|one| one.why.as_str()).collect();
        assert_eq!(
            why,
            [
                "is paid by salary",
                "is a councillor and sits unpaid",
                "is a councillor whose fee has no cap",
                "has no fee terms for 5 Sep 2019"
            ]
        );
    }

    #[test]
    fn nobody_who_was_away_or_claimed_the_day_has_another_claim() {
        let (mut record, mut meeting) = board();
        record.claims.put(claim(1, 1, date(2019, 9, 5)));
        meeting.attendance = vec![
            attended(1, Presence::Present),
            attended(4, Presence::Apologies),
        ];
        let drawn = drawn(&mut record, meeting);
        assert!(drawn.claims.is_empty());
        assert_eq!(
            drawn.excluded[0].sentence(),
            "Director, seat 1 has claimed 5 Sep 2019 already."
        );
    }

    #[test]
    fn a_part_is_half_a_day_by_the_boards_rule() {
        let (record, meeting) = board();
        let of = |percent: u16, minutes: i8| {
            let mut record = record.clone();
            std::sync::Arc::make_mut(&mut record.board_rules).full_day_from_percent = percent;
            let mut meeting = meeting.clone();
            meeting.pauses = vec![Pause {
                from: time(15, 40, 0, 0),
                to: Some(time(16, 0, 0, 0)),
            }];
            meeting.attendance.truncate(1);
            meeting.attendance[0].left = time(14, minutes, 0, 0).into();
            drawn(&mut record, meeting).claims[0].quantity.hundredths()
        };
        assert_eq!(of(50, 49), 50, "49 of 100 minutes");
        assert_eq!(of(50, 50), 100);
        assert_eq!(of(100, 59), 50);
    }

    #[test]
    fn a_cap_is_not_broken() {
        let (mut record, meeting) = board();
        let mut full = claim(1, 1, date(2019, 8, 1));
        full.quantity = Quantity::from_hundredths(4_000);
        record.claims.put(full);
        let drawn = drawn(&mut record, meeting);
        assert_eq!(drawn.excluded[0].why, "has used up the cap of 40 days");
    }

    #[test]
    fn a_meeting_that_did_not_take_place_pays_nobody() {
        let (mut record, mut meeting) = board();
        meeting.state = MeetingState::Cancelled;
        let drawn = drawn(&mut record, meeting);
        assert!(drawn.claims.is_empty() && drawn.excluded.is_empty());
    }

    #[test]
    fn the_claimant_cannot_approve_whatever_the_screen_does() {
        let mut record = Record::default();
        let mut own = claim(1, 1, date(2019, 9, 5));
        own.approved_by = None;
        record.claims.put(own.clone());
        own.approved_by = Some(id(1));
        let Err(Refused(why)) = Edit::from(own).apply(&mut record) else {
            panic!("approved");
        };
        assert!(why.contains("claimant"), "{why}");
    }
}
