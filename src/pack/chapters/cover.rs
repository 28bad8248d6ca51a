//! The first page: what it is, for which meeting, where the plan stands, and what makes this copy
//! one that can be checked.

use crate::{
    analysis::ruler::{MarkKind, ruler},
    model::{
        When,
        date::{Precision, day_number, long, month_name, month_short, short},
    },
    pack::{
        compose::{Cx, version_words},
        doc::{Cover, Edition, Picture},
        svg::{Align, Drawing, Weight, dashed, fitted, ink, solid, width},
    },
};

/// The cover of a pack.
pub fn cover(cx: &Cx<'_>) -> Cover {
    let meeting = cx.meeting;
    let what: Vec<&str> = [meeting.title.trim(), meeting.place.trim()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let (edition, below) = match cx.edition {
        Edition::Directors => ("Directors’ edition", "Not for publication"),
        Edition::Public => ("Public edition", "For publication"),
    };
    let fact = |label: &str, text: String| (label.to_owned(), text);
    Cover {
        title: vec!["Board meeting".to_owned(), "pack".to_owned()],
        when: cx.meeting_when(),
        what: what.join(", "),
        timeline: timeline(cx),
        facts: vec![
            fact("Edition", format!("{edition}\n{below}")),
            fact(
                "Version",
                format!(
                    "{}\nIssued {}",
                    version_words(cx.issue.version),
                    long(cx.issue.issued)
                ),
            ),
            fact("Record as at", long(cx.today)),
            fact(
                "Record hash",
                format!("{}\nIn full on the last page", cx.short_hash()),
            ),
        ],
    }
}

const WIDTH: f32 = 476.0;
const HEIGHT: f32 = 150.0;
/// Ends of the line, so that a disc fits.
const EDGE: f32 = 14.0;

struct Event {
    day: i32,
    when: String,
    title: String,
    /// What is said of the day in the alternative text.
    happened: bool,
}

/// The line of the plan: solid is past, dotted is to come.
fn timeline(cx: &Cx<'_>) -> Option<Picture> {
    let ruler = ruler(cx.record, cx.today)?;
    let (from, to) = (day_number(ruler.from), day_number(ruler.to));
    let mut events: Vec<Event> = ruler
        .marks
        .iter()
        .map(|mark| {
            let year_only = mark.kind == MarkKind::Goal
                && cx
                    .record
                    .organisation
                    .plan
                    .as_ref()
                    .is_some_and(|plan| plan.by.precision() == Precision::Year);
            Event {
                day: day_number(mark.on),
                when: if year_only {
                    mark.on.year().to_string()
                } else if mark.kind == MarkKind::Transfer {
                    short(mark.on)
                } else {
                    format!("{} {}", month_short(mark.on.month()), mark.on.year())
                },
                title: if mark.kind == MarkKind::Goal {
                    format!("Goal: {}", crate::analysis::words::uncapital(&mark.title))
                } else {
                    mark.title.clone()
                },
                happened: mark.on <= cx.today,
            }
        })
        .collect();
    events.extend(
        cx.record
            .directions
            .iter()
            .filter(|direction| {
                let day = day_number(direction.issued.first_day());
                (from..=to).contains(&day)
            })
            .map(|direction| Event {
                day: day_number(direction.issued.first_day()),
                when: month_of(direction.issued),
                title: direction.title.clone(),
                happened: direction.issued.first_day() <= cx.today,
            }),
    );
    events.sort_by(|a, b| (a.day, &a.title).cmp(&(b.day, &b.title)));
    let first = events.first()?.day.min(from.max(events.first()?.day));
    let last = events.last()?.day;
    Some(Picture {
        svg: draw(&events, (first, last.max(first + 1)), day_number(cx.today)),
        width_pt: WIDTH,
        height_pt: HEIGHT,
        alt: alt(&events),
    })
}

fn month_of(when: When) -> String {
    let day = when.first_day();
    match when.precision() {
        Precision::Year => day.year().to_string(),
        Precision::Month | Precision::Day => {
            format!("{} {}", month_short(day.month()), day.year())
        }
    }
}

fn draw(events: &[Event], (first, last): (i32, i32), today: i32) -> String {
    let mut drawing = Drawing::new(WIDTH, HEIGHT);
    let middle = HEIGHT / 2.0;
    let x = |day: i32| {
        let share = (f64::from(day - first) / f64::from(last - first)).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
        let share = share as f32;
        EDGE + (WIDTH - 2.0 * EDGE) * share
    };
    let now = x(today);
    drawing.line(&[(EDGE, middle), (now, middle)], solid(ink::INK, 2.6));
    drawing.line(
        &[(now, middle), (WIDTH - EDGE, middle)],
        dashed(ink::LIMIT, 2.2, 1.5, 4.0),
    );
    // Four rows of labels: near and far above, near and far below, each filled from the left.
    let rows = [middle - 34.0, middle + 26.0, middle - 62.0, middle + 54.0];
    let mut filled = [f32::MIN; 4];
    for (place, event) in events.iter().enumerate() {
        let at = x(event.day);
        let title = fitted(&event.title, 130.0);
        let room = width(&title).max(width(&event.when)) + 6.0;
        let left = (at - room / 2.0).clamp(0.0, WIDTH - room);
        // Neighbours stand on different sides of the line.
        let order = if place.is_multiple_of(2) {
            [0, 1, 2, 3]
        } else {
            [1, 0, 3, 2]
        };
        if let Some(row) = order.into_iter().find(|&row| filled[row] <= left) {
            filled[row] = left + room;
            let y = rows[row];
            let (tip, side) = if y < middle {
                (y + 16.0, middle - 5.0)
            } else {
                (y - 7.0, middle + 5.0)
            };
            drawing.line(&[(at, tip), (at, side)], solid(ink::INK, 0.6));
            let centre = left + room / 2.0;
            drawing.text(
                (centre, y),
                &event.when,
                Align::Middle,
                Weight::Regular,
                ink::SECONDARY,
            );
            drawing.text(
                (centre, y + 10.0),
                &title,
                Align::Middle,
                Weight::Strong,
                ink::INK,
            );
        }
        let fill = if event.happened { ink::INK } else { ink::WHITE };
        drawing.disc((at, middle), 5.0, fill, Some(solid(ink::INK, 1.6)));
    }
    drawing.finish()
}

/// Events in order, then what is to come.
fn alt(events: &[Event]) -> String {
    let list = |happened: bool| {
        events
            .iter()
            .filter(|event| event.happened == happened)
            .map(|event| format!("{}: {}", event.when, event.title))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let (past, due) = (list(true), list(false));
    let mut alt = match (past.is_empty(), due.is_empty()) {
        (_, true) => format!("The plan so far. {past}."),
        (true, false) => format!("The plan. Still to come: {due}."),
        (false, false) => format!("The plan so far. {past}. Still to come: {due}."),
    };
    if alt.chars().count() > 450 {
        alt = alt.chars().take(449).collect();
        alt.push('…');
    }
    alt
}

/// "September 2019", for sentences about a month.
pub fn month_and_year(day: jiff::civil::Date) -> String {
    format!("{} {}", month_name(day.month()), day.year())
}
