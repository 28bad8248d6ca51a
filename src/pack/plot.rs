//! Labels on a chart for paper: each is tried in several places and left out rather than set on top
//! of something else.

use super::svg::{Align, Drawing, FLOOR, Weight, ink, width};
use crate::analysis::curve::layout::Window;

/// A rectangle that is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Taken {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Taken {
    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What a label at the end of a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The target.
    Target,
    /// Mean or median.
    Usual,
    /// A limit.
    Quiet,
}

/// A chart being drawn.
#[derive(Debug)]
pub struct Plot {
    /// The drawing.
    pub drawing: Drawing,
    /// The window onto days and values.
    pub window: Window,
    taken: Vec<Taken>,
    ends: Vec<(f32, String, Spot)>,
}

/// Height of a label, with a little room.
const TALL: f32 = FLOOR + 1.0;

impl Plot {
    /// An empty chart.
    pub const fn new(drawing: Drawing, window: Window) -> Self {
        Self {
            drawing,
            window,
            taken: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Text in a place of its own, outside the window.
    pub fn free_text(
        &mut self,
        at: (f32, f32),
        text: &str,
        align: Align,
        weight: Weight,
        colour: &str,
    ) {
        self.drawing.text(at, text, align, weight, colour);
    }

    /// A level line: no label of another meaning may touch it.
    pub fn take_line(&mut self, left: f32, right: f32, y: f32) {
        self.taken.push(Taken {
            left: left.min(right),
            top: y - 0.8,
            right: left.max(right),
            bottom: y + 0.8,
        });
    }

    /// A sloping line.
    pub fn take_slope(&mut self, from: (f32, f32), to: (f32, f32)) {
        for step in 0..=24_u8 {
            let share = f32::from(step) / 24.0;
            let at = (
                from.0 + (to.0 - from.0) * share,
                from.1 + (to.1 - from.1) * share,
            );
            self.take_spot(at, 2.0);
        }
    }

    /// A point.
    pub fn take_spot(&mut self, (x, y): (f32, f32), half: f32) {
        self.taken.push(Taken {
            left: x - half,
            top: y - half,
            right: x + half,
            bottom: y + half,
        });
    }

    /// A label at the end of a line, set when all are known.
    pub fn at_end(&mut self, y: f32, text: &str, spot: Spot) {
        self.ends.push((y, text.to_owned(), spot));
    }

    /// The symbol of a value that is absent or withheld: on the axis line, never at a height.
    pub fn withheld(&mut self, symbol: Option<&str>, hidden: bool, day: i32) {
        let text = if hidden { "c" } else { symbol.unwrap_or("c") };
        let at = (self.window.x(f64::from(day)), self.window.bottom - 5.0);
        self.place(
            text,
            Weight::Regular,
            ink::SECONDARY,
            &[(at.0, at.1, Align::Middle)],
        );
    }

    /// Sets a label in the first place where it touches nothing; says whether there was one.
    pub fn place(
        &mut self,
        text: &str,
        weight: Weight,
        colour: &str,
        tries: &[(f32, f32, Align)],
    ) -> bool {
        for &(x, y, align) in tries {
            let spot = area(x, y, width(text), align);
            if self.is_free(&spot) {
                self.taken.push(spot);
                self.drawing.text((x, y), text, align, weight, colour);
                return true;
            }
        }
        false
    }

    /// Two lines one below the other.
    pub fn place_pair(
        &mut self,
        first: &str,
        second: &str,
        (x, tries): (f32, [f32; 2]),
        align: Align,
    ) {
        for y in tries {
            let upper = area(x, y, width(first), align);
            let lower = area(x, y + 10.0, width(second), align);
            if self.is_free(&upper) && self.is_free(&lower) {
                self.taken.extend([upper, lower]);
                self.drawing
                    .text((x, y), first, align, Weight::Strong, ink::INK);
                self.drawing
                    .text((x, y + 10.0), second, align, Weight::Regular, ink::INK);
                return;
            }
        }
    }

    fn is_free(&self, spot: &Taken) -> bool {
        spot.left >= self.window.left - 2.0
            && spot.right <= self.window.right + 2.0
            && spot.top >= self.window.top - 10.0
            && spot.bottom <= self.window.bottom
            && !self.taken.iter().any(|other| other.touches(spot))
    }

    /// Sets the labels at the ends of lines, pushed apart; a limit gives way before a mean.
    pub fn end_labels(&mut self, x: f32, room: f32) {
        let mut ends = std::mem::take(&mut self.ends);
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (top, bottom) = (self.window.top - 4.0, self.window.bottom);
        let mut places: Vec<f32> = ends.iter().map(|end| end.0).collect();
        for place in 1..places.len() {
            places[place] = places[place].max(places[place - 1] + TALL + 1.0);
        }
        if let Some(last) = places.last_mut() {
            *last = last.min(bottom);
        }
        for place in (0..places.len().saturating_sub(1)).rev() {
            places[place] = places[place].min(places[place + 1] - TALL - 1.0).max(top);
        }
        for ((_, text, spot), y) in ends.into_iter().zip(places) {
            let (weight, colour) = match spot {
                Spot::Target => (Weight::Strong, ink::TARGET_LABEL),
                Spot::Usual => (Weight::Strong, ink::INK),
                Spot::Quiet => (Weight::Regular, ink::SECONDARY),
            };
            let text = super::svg::fitted(&text, room);
            self.drawing
                .text((x, y), &text, Align::Start, weight, colour);
        }
    }

    /// The SVG.
    pub fn finish(self) -> String {
        self.drawing.finish()
    }
}

fn area(x: f32, y: f32, width: f32, align: Align) -> Taken {
    let left = match align {
        Align::Start => x,
        Align::Middle => x - width / 2.0,
        Align::End => x - width,
    };
    Taken {
        left: left - 1.0,
        top: y - TALL / 2.0,
        right: left + width + 1.0,
        bottom: y + TALL / 2.0,
    }
}
