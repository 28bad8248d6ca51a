//! The few words beside each section of the navigation: what there needs attention.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{overdue, thread::Threads, words};
use crate::model::{Brag, Record, SectionId, Stage, date::days_between};

/// What the other layers know and the navigation shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attention {
    /// Measures off track.
    pub off_track: usize,
    /// Findings that are errors or warnings.
    pub findings: usize,
}

/// The count of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavCount {
    /// Which section.
    pub section: SectionId,
    /// "8 late"; empty where nothing needs attention.
    pub text: String,
    /// The same as a whole sentence, for screen readers.
    pub sentence: String,
}

/// The count of every section, in the order of the navigation.
pub fn nav(record: &Record, today: Date, threads: &Threads, attention: Attention) -> Vec<NavCount> {
    SectionId::ALL
        .into_iter()
        .map(|section| {
            let (text, sentence) = match section {
                SectionId::Overview => (String::new(), "What needs the board’s eye.".to_owned()),
                SectionId::Actions => late(record, today),
                SectionId::Curves => count(
                    attention.off_track,
                    ["off", "off"],
                    ["measure off track", "measures off track"],
                ),
                SectionId::Concerns => {
                    let open = record
                        .concerns
                        .iter()
                        .filter(|one| one.closed.is_none())
                        .count();
                    count(open, ["open", "open"], ["concern open", "concerns open"])
                }
                SectionId::Directions => {
                    let gaps = threads.direction_gaps(record, today).len();
                    count(
                        gaps,
                        ["gap", "gaps"],
                        [
                            "gap in the threads of the clauses",
                            "gaps in the threads of the clauses",
                        ],
                    )
                }
                SectionId::Inspections => {
                    let due = answers_due(record, threads);
                    count(
                        due,
                        ["due", "due"],
                        [
                            "recommendation due for an answer",
                            "recommendations due for an answer",
                        ],
                    )
                }
                SectionId::Transfer => transfer(record, today),
                SectionId::Board => {
                    let waiting = record
                        .claims
                        .iter()
                        .filter(|claim| claim.approved_by.is_none() && claim.approved_on.is_none())
                        .count();
                    count(
                        waiting,
                        ["claim", "claims"],
                        ["claim waiting for approval", "claims waiting for approval"],
                    )
                }
                SectionId::Meetings => meeting(record, today),
                SectionId::Story => (
                    String::new(),
                    "Measures and events on one time axis.".to_owned(),
                ),
                SectionId::Notes => (
                    String::new(),
                    "Your private notes and questions.".to_owned(),
                ),
                SectionId::Packs => (String::new(), "The pack of the next meeting.".to_owned()),
                SectionId::Findings => {
                    // Notes are not counted: the section and the status bar have them as well.
                    count(
                        attention.findings,
                        ["to settle", "to settle"],
                        [
                            "error or warning to settle",
                            "errors and warnings to settle",
                        ],
                    )
                }
            };
            NavCount {
                section,
                text,
                sentence,
            }
        })
        .collect()
}

/// The short text and the sentence, each in the singular and the plural.
fn count(count: usize, short: [&str; 2], whole: [&str; 2]) -> (String, String) {
    if count == 0 {
        return (String::new(), "Nothing needs attention.".to_owned());
    }
    let text = words::figures(count, short[0], short[1]);
    let sentence = format!("{}.", words::figures(count, whole[0], whole[1]));
    (text, sentence)
}

fn late(record: &Record, today: Date) -> (String, String) {
    let found = overdue::overdue(record, today);
    let text = match found.late.len() {
        0 => String::new(),
        late => format!("{late} late"),
    };
    (text, found.sentence())
}

/// Open recommendations that no action answers yet, or whose actions are off track. One that was
/// raised again is answered through the later one.
pub fn answers_due(record: &Record, threads: &Threads) -> usize {
    let raised_again: HashSet<_> = record
        .recommendations
        .iter()
        .filter_map(|one| one.raised_before)
        .collect();
    record
        .recommendations
        .iter()
        .filter(|one| one.closed_on.is_none() && !raised_again.contains(&one.id))
        .filter(|recommendation| {
            let actions = threads.actions_of_recommendation(recommendation.id);
            actions.is_empty()
                || actions
                    .iter()
                    .filter_map(|&id| record.actions.get(id))
                    .any(|action| action.status == Brag::OffTrack)
        })
        .count()
}

fn transfer(record: &Record, today: Date) -> (String, String) {
    let transfer = &record.transfer;
    if record.organisation.stage == Stage::HandedBack || transfer.handed_back_on.is_some() {
        return (
            "back".to_owned(),
            "Services went back to the council.".to_owned(),
        );
    }
    if transfer.happened_on.is_some_and(|day| day <= today) {
        return ("live".to_owned(), "Services are the company’s.".to_owned());
    }
    match transfer.date().map(|date| days_between(today, date)) {
        None => (String::new(), "No transfer is planned.".to_owned()),
        Some(0) => ("today".to_owned(), "The transfer is due today.".to_owned()),
        Some(left) if left > 0 => {
            let text = words::figures(left.unsigned_abs() as usize, "day", "days");
            let sentence = format!("{text} to transfer.");
            (text, sentence)
        }
        Some(past) => {
            let days = words::figures(past.unsigned_abs() as usize, "day", "days");
            (
                format!("{days} late"),
                format!("The transfer date passed {days} ago."),
            )
        }
    }
}

fn meeting(record: &Record, today: Date) -> (String, String) {
    match record.next_meeting(today) {
        None => (String::new(), "No meeting is planned.".to_owned()),
        Some(meeting) => (
            words::near_day_short(meeting.date, today),
            format!(
                "Next: {}, {}.",
                meeting.title,
                words::near_day(meeting.date, today)
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{TODAY, action, clause, direction, meeting, recommendation};
    use jiff::civil::date;

    #[test]
    fn each_section_says_what_needs_attention() {
        let mut record = Record::default();
        let mut late = action(1);
        late.original_due = date(2019, 9, 1);
        record.actions.put(late);
        record.directions.put(direction(1));
        record.clauses.put(clause(1, 1));
        record.recommendations.put(recommendation(1, 1));
        record.meetings.put(meeting(1));
        let threads = Threads::new(&record);
        let attention = Attention {
            off_track: 5,
            findings: 12,
        };
        let texts: Vec<String> = nav(&record, TODAY, &threads, attention)
            .into_iter()
            .map(|count| count.text)
            .collect();
        assert_eq!(
            texts,
            [
                "",
                "1 late",
                "5 off",
                "",
                "1 gap",
                "1 due",
                "",
                "",
                "Thu",
                "",
                "",
                "12 to settle",
                ""
            ]
        );
    }

    #[test]
    fn nothing_to_do_shows_nothing() {
        let record = Record::default();
        let counts = nav(&record, TODAY, &Threads::new(&record), Attention::default());
        assert_eq!(counts.len(), SectionId::ALL.len());
        for count in counts {
            assert!(
                count.text.is_empty() && count.sentence.ends_with('.'),
                "{count:?}"
            );
        }
    }
}
