//! The lane of events under a large chart: rows chosen so that no stem crosses a text.

use super::super::marks::{Anchor, Dash, Ink, Mark, TextRole, at};
use super::super::{Event, EventKind};
use super::{Measured, Window};

/// Height of a row.
const ROW: f32 = 22.0;
/// Most rows; further events stand on the first row without their text.
const MOST: usize = 6;
/// Events up to which each has its name.
const MOST_NAMED: usize = 12;
/// Room between mark and text.
const GAP: f32 = 8.0;

/// Where an event goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Place among the events.
    number: usize,
    x: f32,
    row: usize,
    /// Left and right edge of the text; none where it had no room.
    text: Option<(f32, f32)>,
    /// The text has its date.
    dated: bool,
}

/// Chooses row and side for every event within the window, in date order.
pub(super) fn rows(
    events: &[Event],
    window: &Window,
    edges: (f32, f32),
    text: Measured<'_>,
) -> Vec<Place> {
    let all = events.iter().enumerate();
    let mut shown: Vec<(usize, &Event)> = all
        .filter(|(_, event)| window.holds_day(event.day))
        .collect();
    // From right to left: the stem of an earlier event then never meets a text that begins at a
    // later one.
    shown.reverse();
    let few = shown.len() <= MOST_NAMED;
    let mut placed = place_all(&shown, window, edges, text, (0, true));
    if !few || placed.iter().any(|place| place.text.is_none()) {
        // Not all have room for their names. The first row is kept for bare marks, and the weighty
        // ones choose first; with many events only they have names.
        shown.sort_by_key(|(_, event)| {
            let x = window.x(f64::from(event.day));
            // Names that must stand left of their mark begin with the leftmost, for the like reason.
            let left = x + GAP + text(&event.label, TextRole::Label) > edges.1;
            let order = if left { event.day } else { -event.day };
            (weight(event.kind), !left, order)
        });
        placed = place_all(&shown, window, edges, text, (1, few));
    }
    placed.sort_by_key(|place| place.number);
    placed
}

/// Which events have their names first where there is not room for all.
const fn weight(kind: EventKind) -> u8 {
    match kind {
        EventKind::Transfer | EventKind::Direction | EventKind::Inspection => 0,
        EventKind::Gate | EventKind::Rebase => 1,
        EventKind::Decision => 2,
        EventKind::Action | EventKind::Note | EventKind::Visit => LIGHT,
    }
}

/// The weight of events that are marks to point at where there are many.
const LIGHT: u8 = 3;

fn place_all(
    shown: &[(usize, &Event)],
    window: &Window,
    (left, right): (f32, f32),
    text: Measured<'_>,
    (first, light): (usize, bool),
) -> Vec<Place> {
    let mut placed: Vec<Place> = Vec::with_capacity(shown.len());
    for (number, event) in shown {
        let x = window.x(f64::from(event.day));
        let label = text(&event.label, TextRole::Label);
        let full = label + 6.0 + text(&event.when, TextRole::Meta);
        let right_of = |width: f32| (x + GAP, x + GAP + width);
        let left_of = |width: f32| (x - GAP - width, x - GAP);
        let named = (light || weight(event.kind) < LIGHT).then(|| {
            [
                (right_of(full), true),
                (right_of(label), false),
                (left_of(full), true),
                (left_of(label), false),
            ]
            .into_iter()
            // To the left only where the right edge leaves no room.
            .filter(|(text, _)| text.0 > x || x + GAP + label > right)
            .find_map(|(text, dated)| find(&placed, (x, first), text, (left, right), dated))
        });
        let place = named.flatten().unwrap_or_else(|| bare(&placed, x, first));
        placed.push(Place {
            number: *number,
            ..place
        });
    }
    placed
}

/// A row with room for a text from one x to another.
fn find(
    placed: &[Place],
    (x, first): (f32, usize),
    text: (f32, f32),
    (left, right): (f32, f32),
    dated: bool,
) -> Option<Place> {
    if text.0 < left || text.1 > right {
        return None;
    }
    (first..first + MOST)
        .find(|row| free(placed, x, *row, text))
        .map(|row| Place {
            number: 0,
            x,
            row,
            text: Some(text),
            dated,
        })
}

/// A mark without its text: on the row kept for such, else where it stands on nobody else's.
fn bare(placed: &[Place], x: f32, first: usize) -> Place {
    let row = (0..MOST)
        .find(|row| first > 0 || free(placed, x, *row, (x - 4.0, x + 4.0)))
        .unwrap_or(0);
    Place {
        number: 0,
        x,
        row,
        text: None,
        dated: false,
    }
}

fn free(placed: &[Place], x: f32, row: usize, (from, to): (f32, f32)) -> bool {
    placed.iter().all(|other| {
        let text_meets = |a: f32, b: f32| {
            other
                .text
                .is_some_and(|(left, right)| left < b + 6.0 && right > a - 6.0)
        };
        // My text meets its mark or stem, which passes through every row down to its own.
        let on_its_stem = other.row >= row && other.x > from - 6.0 && other.x < to + 6.0;
        // My mark or stem meets its text.
        let on_my_stem = other.row <= row && text_meets(x - 2.0, x + 2.0);
        let same_row = other.row == row && text_meets(from, to);
        !(on_its_stem || on_my_stem || same_row)
    })
}

pub(super) fn height(rows: &[Place]) -> f32 {
    match rows.iter().map(|place| place.row).max() {
        None => 0.0,
        Some(last) => 10.0 + ROW * (last + 1) as f32,
    }
}

pub(super) fn draw(
    events: &[Event],
    window: &Window,
    rows: &[Place],
    top: f32,
    right: f32,
    marks: &mut Vec<Mark>,
) {
    if rows.is_empty() {
        return;
    }
    marks.push(Mark::Line {
        points: vec![at(0.0, top), at(right, top)],
        ink: Ink::Axis,
        width: 1.0,
        dash: Dash::Solid,
    });
    marks.push(Mark::Text {
        at: at(0.0, top + 6.0 + ROW / 2.0),
        text: "Events".to_owned(),
        role: TextRole::Meta,
        ink: Ink::Muted,
        anchor: Anchor::Start,
        event: None,
    });
    for place in rows {
        let number = place.number;
        let Some(event) = events.get(number) else {
            continue;
        };
        let y = top + 6.0 + ROW * (place.row as f32 + 0.5);
        marks.push(Mark::Line {
            points: vec![
                at(place.x, window.bottom - 4.0),
                at(place.x, window.bottom + 4.0),
            ],
            ink: Ink::Primary,
            width: 1.6,
            dash: Dash::Solid,
        });
        marks.push(Mark::Line {
            points: vec![at(place.x, top), at(place.x, y)],
            ink: Ink::Secondary,
            width: 1.0,
            dash: Dash::Solid,
        });
        marks.push(Mark::Square {
            at: at(place.x, y),
            side: 7.0,
            ink: Ink::Secondary,
            event: Some(number),
        });
        let Some((from, to)) = place.text else {
            continue;
        };
        let mut put = |x: f32, text: &str, role, ink, anchor, event| {
            marks.push(Mark::Text {
                at: at(x, y),
                text: text.to_owned(),
                role,
                ink,
                anchor,
                event,
            });
        };
        // The date stands at the outer end either way, so both ends are known without measuring.
        put(
            from,
            &event.label,
            TextRole::Label,
            Ink::Link,
            Anchor::Start,
            Some(number),
        );
        if place.dated {
            put(
                to,
                &event.when,
                TextRole::Meta,
                Ink::Muted,
                Anchor::End,
                None,
            );
        }
    }
}
