//! Where everything of a chart goes: the one geometry of screen and export.

mod clip;
mod labels;
mod lane;
mod large;
mod legend;
mod series;
mod small;
pub mod story;
mod widths;

use super::marks::{At, Mark, TextRole, at};
use super::{Curve, CurvePoint};

/// Width of a text in points.
pub type Measured<'a> = &'a dyn Fn(&str, TextRole) -> f32;

/// The size a chart has to fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The wall: values, lines of the parts, the target in force.
    Small,
    /// The focus view: everything, with legend and lane.
    Large,
}

/// The window of a chart onto days and values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Window {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge: the time axis.
    pub bottom: f32,
    /// First and last day.
    pub days: (f64, f64),
    /// Lowest and highest value.
    pub values: (f64, f64),
}

impl Window {
    /// The x of a day.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a screen position needs no more than f32"
    )]
    pub fn x(&self, day: f64) -> f32 {
        let share = (day - self.days.0) / (self.days.1 - self.days.0);
        self.left + (self.right - self.left) * share as f32
    }

    /// The y of a value. Halves are subtracted, so that the largest values stay finite.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a screen position needs no more than f32"
    )]
    pub fn y(&self, value: f64) -> f32 {
        let span = self.values.1 / 2.0 - self.values.0 / 2.0;
        let share = (value / 2.0 - self.values.0 / 2.0) / span;
        self.bottom - (self.bottom - self.top) * share as f32
    }

    /// Whether a value lies within the window.
    pub fn holds(&self, value: f64) -> bool {
        let slack = (self.values.1 - self.values.0) * 1e-9;
        (self.values.0 - slack..=self.values.1 + slack).contains(&value)
    }

    /// From edge to edge, as x.
    const fn across(&self) -> (f32, f32) {
        (self.left, self.right)
    }

    /// Whether a day lies within the window.
    pub fn holds_day(&self, day: i32) -> bool {
        (self.days.0..=self.days.1).contains(&f64::from(day))
    }

    /// The places of points in date order that lie within the window.
    pub fn rows(&self, points: &[CurvePoint]) -> std::ops::Range<usize> {
        let from = points.partition_point(|point| f64::from(point.day) < self.days.0);
        let to = points.partition_point(|point| f64::from(point.day) <= self.days.1);
        from..to.max(from)
    }

    /// The place of a day and value.
    pub fn place(&self, day: i32, value: f64) -> At {
        at(self.x(f64::from(day)), self.y(value))
    }
}

/// A place that stands for a value: for pointer and keyboard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Place in [`Curve::points`].
    pub point: usize,
    /// Where it is drawn; absent and hidden values stand on the time axis.
    pub at: At,
}

/// A chart laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// What to draw, in order.
    pub marks: Vec<Mark>,
    /// The window onto days and values.
    pub window: Window,
    /// Every value that lies within the window, in the order of [`Curve::points`].
    pub hits: Vec<Hit>,
    /// The size it fills; a large chart may be higher than asked for, by the rows of its lane.
    pub size: Size,
}

impl Layout {
    /// Where a point of the curve is drawn; none outside the window.
    pub fn hit(&self, point: usize) -> Option<Hit> {
        let place = self.hits.binary_search_by_key(&point, |hit| hit.point);
        place.ok().and_then(|place| self.hits.get(place).copied())
    }
}

/// Lays a chart out.
pub fn layout(curve: &Curve, form: Form, size: Size, text: Measured<'_>) -> Layout {
    match form {
        Form::Small => small::layout(curve, size),
        Form::Large => large::layout(curve, size, curve.axis.days, text),
    }
}

/// Lays a large chart out that shows some days only. Means, limits, verdict and the scale of the
/// values stay those of the whole: a window onto a chart is no chart of its own.
pub fn between(curve: &Curve, size: Size, days: (i32, i32), text: Measured<'_>) -> Layout {
    let days = (days.0, days.1.max(days.0 + 1));
    large::layout(curve, size, days, text)
}

/// The width of a text in Inter, for media that cannot measure.
pub fn rough_width(text: &str, role: TextRole) -> f32 {
    widths::of(text, role == TextRole::Label) * role.size()
}
