//! The story of the plan on one page: measures one under the other on one time axis, and between
//! them what happened meanwhile.
//!
//! Nothing here is worked out anew: each measure is its own [`Curve`], with its own limits, its own
//! hidden values and its own sentence. The page only puts them on the same days.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::date::{day_number, from_day_number, short};
use crate::model::{Measure, Record};

use super::points::CurvePoint;
use super::words::{capital, count_words, date_in_table, date_in_words};
use super::{Curve, Event, EventKind, csv, events};

/// Days ahead of the figures within which the transfer is on the page.
const AHEAD: i32 = 200;

/// The page as plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The charts, from the top down.
    pub curves: Vec<Arc<Curve>>,
    /// What happened, in date order.
    pub events: Vec<Event>,
    /// First and last day of the page.
    pub days: (i32, i32),
    /// The day it was worked out for.
    pub today: Date,
}

/// What one measure says of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Place of the value among the points of the curve; none before the first one.
    pub point: Option<usize>,
    /// "83 %", "fewer than 5", "76 % of Mar 2019", "no value yet".
    pub text: String,
}

/// A row of the table twin: a day, what happened on it, and the value of each measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// The day.
    pub day: i32,
    /// "Aug 2019" where only values stand there, else the day.
    pub date: String,
    /// What happened.
    pub events: String,
    /// A text for each measure; empty where it has no value of this day.
    pub values: Vec<String>,
}

/// Puts charts and the events of the wanted kinds on one page.
pub fn story(curves: Vec<Arc<Curve>>, record: &Record, today: Date, wanted: &[EventKind]) -> Story {
    let days = days(&curves, record, today);
    let measures: Vec<&Measure> = curves
        .iter()
        .filter_map(|curve| record.measures.get(curve.id))
        .collect();
    let mut events = events::of_story(&measures, record, days);
    events.retain(|event| wanted.contains(&event.kind));
    Story {
        curves,
        events,
        days,
        today,
    }
}

/// From the first value of any measure to today, or to a transfer not far ahead.
fn days(curves: &[Arc<Curve>], record: &Record, today: Date) -> (i32, i32) {
    let today = day_number(today);
    let ends = |curve: &Arc<Curve>| {
        let (first, last) = (curve.points.first()?, curve.points.last()?);
        Some((first.day, last.day))
    };
    let (first, last) = curves
        .iter()
        .filter_map(ends)
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or((today - 365, today));
    let mut last = last.max(today.min(last + 400));
    if let Some(transfer) = record.transfer.date().map(day_number)
        && (last..=last + AHEAD).contains(&transfer)
    {
        last = transfer;
    }
    let room = ((last - first) / 40).max(4);
    (first - room, last + room)
}

impl Story {
    /// "Three measures and 12 events, September 2017 to October 2019."
    pub fn sentence(&self) -> String {
        let noun = |count: usize, one: &str, many: &str| {
            let noun = if count == 1 { one } else { many };
            format!("{} {noun}", count_words(count))
        };
        let (from, to) = (from_day_number(self.days.0), from_day_number(self.days.1));
        format!(
            "{} and {}, {} to {}.",
            capital(&noun(self.curves.len(), "measure", "measures")),
            noun(self.events.len(), "event", "events"),
            date_in_words(from, false),
            date_in_words(to, false)
        )
    }

    /// The whole page in words: each measure with its conclusion, then what happened.
    pub fn alt(&self) -> String {
        let curves = self.curves.iter();
        let mut said: Vec<String> = curves
            .map(|curve| format!("{}: {}", curve.title, curve.verdict.conclusion))
            .collect();
        said.insert(0, self.sentence());
        if !self.events.is_empty() {
            let events: Vec<String> = self
                .events
                .iter()
                .map(|event| format!("{}, {}", event.label, event.when))
                .collect();
            said.push(format!("Meanwhile: {}.", events.join("; ")));
        }
        said.join(" ")
    }

    /// The days on which some measure has a value, rising.
    pub fn value_days(&self) -> Vec<i32> {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        let mut days: Vec<i32> = points.map(|point| point.day).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What each measure says of a day: its value of that day or month, else the latest before,
    /// with the date of that one, since an old figure must not pass for a new one.
    pub fn at(&self, day: i32) -> Vec<Said> {
        self.curves.iter().map(|curve| said(curve, day)).collect()
    }

    /// The table twin, newest first.
    pub fn rows(&self) -> Vec<StoryRow> {
        let mut days: BTreeMap<i32, (Vec<String>, Vec<String>)> = BTreeMap::new();
        let empty = || (Vec::new(), vec![String::new(); self.curves.len()]);
        for (number, curve) in self.curves.iter().enumerate() {
            for point in &curve.points {
                let row = days.entry(point.day).or_insert_with(empty);
                if let Some(cell) = row.1.get_mut(number) {
                    point.text.clone_into(cell);
                }
            }
        }
        for event in &self.events {
            let row = days.entry(event.day).or_insert_with(empty);
            row.0.push(event.label.clone());
        }
        let month_is_enough = self.curves.iter().all(|curve| !curve.days);
        days.into_iter()
            .rev()
            .map(|(day, (events, values))| {
                let date = from_day_number(day);
                StoryRow {
                    day,
                    date: if events.is_empty() {
                        date_in_table(date, !month_is_enough)
                    } else {
                        short(date)
                    },
                    events: events.join("; "),
                    values,
                }
            })
            .collect()
    }

    /// The table as comma-separated text, oldest first: what may be shown, and nothing else.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        let titles = self.curves.iter().map(|curve| curve.title.clone());
        let heads: Vec<String> = ["date".to_owned(), "what happened".to_owned()]
            .into_iter()
            .chain(titles)
            .collect();
        csv::put(&mut out, &heads);
        for row in self.rows().into_iter().rev() {
            let values = self.curves.iter().map(|curve| {
                let found = curve.points.iter().find(|point| point.day == row.day);
                found.map_or_else(String::new, bare)
            });
            let cells: Vec<String> = [from_day_number(row.day).to_string(), row.events.clone()]
                .into_iter()
                .chain(values)
                .collect();
            csv::put(&mut out, &cells);
        }
        out
    }
}

/// A figure that a spreadsheet can add up, or the words in its place.
fn bare(point: &CurvePoint) -> String {
    point
        .value
        .map_or_else(|| point.text.clone(), |value| value.to_string())
}

fn said(curve: &Curve, day: i32) -> Said {
    let after = curve.points.partition_point(|point| point.day <= day);
    let month = |day: i32| {
        let date = from_day_number(day);
        (date.year(), date.month())
    };
    // A later day of the same month counts, as for figures of a month and its end.
    let same_month = curve
        .points
        .get(after)
        .is_some_and(|point| !curve.days && month(point.day) == month(day));
    let place = if same_month {
        Some(after)
    } else {
        after.checked_sub(1)
    };
    let Some((place, point)) = place.and_then(|at| Some((at, curve.points.get(at)?))) else {
        return Said {
            point: None,
            text: "no value yet".to_owned(),
        };
    };
    let current = if curve.days {
        point.day == day
    } else {
        month(point.day) == month(day)
    };
    Said {
        point: Some(place),
        text: if current {
            point.text.clone()
        } else {
            format!(
                "{} of {}",
                point.text,
                date_in_table(point.date, curve.days)
            )
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::curve::wall_curve;
    use crate::model::{MeasureValue, Polarity, Reading, Unit};
    use jiff::civil::date;

    fn measure(id: &str, title: &str, months: &[(i8, f64)]) -> Measure {
        let mut measure = Measure::new(id.parse().unwrap());
        title.clone_into(&mut measure.title);
        measure.unit = Unit::Count;
        measure.polarity = Polarity::LowGood;
        measure.values = months
            .iter()
            .map(|(month, number)| {
                let day = date(2019, *month, 1).last_of_month();
                MeasureValue::new(day, Reading::Number(*number))
            })
            .collect();
        measure
    }

    fn two() -> Story {
        let mut record = Record {
            transfer: Arc::new(crate::model::Transfer {
                original: Some(date(2019, 10, 1)),
                ..Default::default()
            }),
            ..Default::default()
        };
        let mut first = measure("mea-2019-000001", "Contacts", &[(5, 20.0), (7, 30.0)]);
        first.hide_below = Some(25);
        record.put(first.into());
        record.put(measure("mea-2019-000002", "Visits", &[(3, 9.0), (6, 8.0)]).into());
        let today = date(2019, 8, 1);
        let curves = record
            .measures
            .iter()
            .map(|measure| Arc::new(wall_curve(measure, &record, today)))
            .collect();
        story(curves, &record, today, &EventKind::ALL)
    }

    #[test]
    fn the_page_runs_from_the_first_value_to_a_transfer_not_far_ahead() {
        let story = two();
        let at = |month, day| day_number(date(2019, month, day));
        assert!(story.days.0 < at(3, 31) && story.days.0 > at(3, 1));
        assert!(story.days.1 > at(10, 1) && story.days.1 < at(11, 1));
        assert_eq!(story.events.len(), 1);
        assert_eq!(
            story.sentence(),
            "Two measures and one event, March 2019 to October 2019."
        );
    }

    #[test]
    fn an_old_figure_beside_a_new_one_keeps_its_date() {
        let story = two();
        let said = |month| -> Vec<String> {
            let day = day_number(date(2019, month, 1).last_of_month());
            story.at(day).into_iter().map(|said| said.text).collect()
        };
        assert_eq!(said(2), ["no value yet", "no value yet"]);
        assert_eq!(said(5), ["fewer than 25", "9 of Mar 2019"]);
        assert_eq!(said(7), ["30", "8 of Jun 2019"]);
    }

    #[test]
    fn the_table_has_values_and_events_by_day_and_no_hidden_figure() {
        let story = two();
        let rows = story.rows();
        assert_eq!(rows[0].events, "Services transfer");
        assert_eq!(rows[1].values, ["30", ""]);
        assert_eq!(rows[3].values, ["fewer than 25", ""]);
        assert_eq!(rows.len(), 5);
        let csv = story.csv();
        assert!(csv.starts_with("date,what happened,Contacts,Visits\r\n2019-03-31,,,9\r\n"));
        assert!(csv.contains("2019-05-31,,fewer than 25,\r\n") && !csv.contains("20\r"));
    }
}
