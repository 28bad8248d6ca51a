//! Standing concerns: which stand, what was counted, where they were taken up.

use std::collections::HashMap;

use super::words;
use crate::model::{Concern, ConcernCount, Id, Meeting, Reading, Record, Unit, date};

/// Counts of one thing, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct CountSeries<'a> {
    /// "in bed and breakfast on the day".
    pub what: &'a str,
    /// Every count of it, newest first.
    pub counts: Vec<&'a ConcernCount>,
}

/// Counts by what is counted, in the order in which each first appears.
pub fn series(concern: &Concern) -> Vec<CountSeries<'_>> {
    let mut list: Vec<CountSeries<'_>> = Vec::new();
    for count in &concern.counts {
        match list.iter_mut().find(|series| series.what == count.what) {
            Some(series) => series.counts.push(count),
            None => list.push(CountSeries {
                what: &count.what,
                counts: vec![count],
            }),
        }
    }
    for series in &mut list {
        series
            .counts
            .sort_by_key(|count| std::cmp::Reverse(count.on));
    }
    list
}

/// A reading as it is printed: the figure, or the published symbol of its absence.
pub fn print(reading: Reading) -> String {
    match reading.number() {
        Some(number) if number.fract() == 0.0 => Unit::Count.digits(number, 0),
        Some(number) => Unit::Count.digits(number, 1),
        None => reading.symbol().unwrap_or_default().to_owned(),
    }
}

/// "2 in bed and breakfast on the day, 17 in the past year"; absent figures in words. Without
/// counts it is the last that was said.
pub fn latest_words(concern: &Concern) -> String {
    let counts: Vec<String> = series(concern)
        .iter()
        .filter_map(|series| {
            let latest = series.counts.first()?;
            Some(match latest.count.reason() {
                None => format!("{} {}", print(latest.count), series.what),
                Some(reason) => {
                    let reason = reason.split_once(':').map_or(reason, |(short, _)| short);
                    format!("{reason}: {}", series.what)
                }
            })
        })
        .collect();
    if !counts.is_empty() {
        return words::capital(&counts.join(", "));
    }
    let last = concern.narrative.iter().max_by_key(|note| note.on);
    last.map_or_else(
        || "No count and no narrative yet".to_owned(),
        |note| note.text.clone(),
    )
}

/// Open concerns by how long they have stood, then closed ones, the last closed first.
pub fn order(record: &Record) -> Vec<Id<Concern>> {
    let mut list: Vec<&Concern> = record.concerns.iter().collect();
    list.sort_by_key(|concern| {
        let closed = concern.closed.as_ref().map(|closure| closure.on);
        (closed.map(std::cmp::Reverse), concern.opened)
    });
    list.into_iter().map(|concern| concern.id).collect()
}

/// An agenda item that took a concern up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenUp {
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// Its day.
    pub on: jiff::civil::Date,
    /// "Shadow board, item 6".
    pub words: String,
}

/// Where each concern was taken up, newest first.
pub fn taken_up(record: &Record) -> HashMap<Id<Concern>, Vec<TakenUp>> {
    let mut map: HashMap<Id<Concern>, Vec<TakenUp>> = HashMap::new();
    let mut meetings: Vec<&Meeting> = record.meetings.iter().collect();
    meetings.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    for meeting in meetings {
        for item in &meeting.agenda {
            for &concern in &item.concerns {
                map.entry(concern).or_default().push(TakenUp {
                    meeting: meeting.id,
                    on: meeting.date,
                    words: format!("{}, item {}", meeting.title, item.number),
                });
            }
        }
    }
    map
}

/// Why a concern cannot be closed on what is given; none when it can.
///
/// A standing concern leaves the agenda only when the board closes it at a meeting, on evidence.
pub fn refuse_closing(meeting: Option<Id<Meeting>>, evidence: &str) -> Option<&'static str> {
    if evidence.trim().is_empty() {
        Some("A concern is closed on evidence: name what shows that it is over.")
    } else if meeting.is_none() {
        Some("The board closes a concern at a meeting: name the meeting.")
    } else {
        None
    }
}

/// What the narrative says when a concern is opened again: how it had been closed is not lost.
pub fn reopening_words(record: &Record, concern: &Concern) -> String {
    let Some(closure) = &concern.closed else {
        return "Opened again.".to_owned();
    };
    let at = closure
        .meeting
        .and_then(|id| record.meetings.get(id))
        .map(|meeting| format!(" by {} of {}", meeting.title, date::short(meeting.date)))
        .unwrap_or_default();
    let titles: Vec<&str> = closure
        .evidence
        .iter()
        .map(|evidence| evidence.title.as_str())
        .collect();
    let on = if titles.is_empty() {
        "without evidence".to_owned()
    } else {
        format!("on: {}", titles.join("; "))
    };
    format!(
        "Opened again. It had been closed on {}{at}, {on}.",
        date::short(closure.on)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::fixtures::{concern, evidence, id, item, meeting, when},
        model::Closure,
    };
    use jiff::civil::date;

    fn count(on: &str, what: &str, count: Reading) -> ConcernCount {
        ConcernCount {
            on: when(on),
            what: what.to_owned(),
            count,
            source: String::new(),
        }
    }

    #[test]
    fn counts_of_one_thing_stand_together_newest_first() {
        let mut one = concern(1);
        one.counts = vec![
            count("2019-03", "on the day", Reading::Number(4.0)),
            count("2019-09", "in the past year", Reading::Suppressed),
            count("2019-09", "on the day", Reading::Number(2.0)),
        ];
        let found = series(&one);
        let printed: Vec<Vec<String>> = found
            .iter()
            .map(|series| {
                series
                    .counts
                    .iter()
                    .map(|count| print(count.count))
                    .collect()
            })
            .collect();
        assert_eq!(printed, [vec!["2", "4"], vec!["c"]]);
        assert_eq!(
            latest_words(&one),
            "2 on the day, suppressed: in the past year"
        );
    }

    #[test]
    fn the_open_come_first_and_the_longest_open_of_them() {
        let mut record = Record::default();
        let mut closed = concern(1);
        closed.closed = Some(Closure {
            on: date(2019, 1, 1),
            meeting: None,
            evidence: Vec::new(),
        });
        let mut newer = concern(2);
        newer.opened = when("2019-07");
        for one in [closed, newer, concern(3)] {
            record.concerns.put(one);
        }
        assert_eq!(order(&record), [id(3), id(2), id(1)]);
    }

    #[test]
    fn nothing_closes_without_evidence_and_a_meeting() {
        assert!(refuse_closing(Some(id(1)), " ").is_some_and(|why| why.contains("evidence")));
        assert!(refuse_closing(None, "Audit").is_some_and(|why| why.contains("meeting")));
        assert_eq!(refuse_closing(Some(id(1)), "Audit"), None);
    }

    #[test]
    fn reopening_keeps_how_it_was_closed() {
        let mut record = Record::default();
        let held = meeting(1);
        let mut one = concern(1);
        one.closed = Some(Closure {
            on: date(2019, 9, 1),
            meeting: Some(held.id),
            evidence: vec![evidence(date(2019, 8, 1))],
        });
        let title = one.closed.as_ref().unwrap().evidence[0].title.clone();
        record.meetings.put(held);
        let words = reopening_words(&record, &one);
        assert!(
            words.contains("1 Sep 2019") && words.contains(&title),
            "{words}"
        );
    }

    #[test]
    fn agenda_items_are_found_from_the_concern() {
        let mut record = Record::default();
        let mut held = meeting(1);
        let mut on_agenda = item(6);
        on_agenda.concerns = vec![id(1)];
        held.agenda = vec![on_agenda];
        record.meetings.put(held);
        assert_eq!(taken_up(&record)[&id(1)].len(), 1);
    }
}
