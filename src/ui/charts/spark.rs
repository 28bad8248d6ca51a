//! The small chart of the wall, its shapes kept as long as nothing changes.

use std::{collections::HashMap, sync::Arc};

use egui::{Rect, Shape, Ui};

use super::paint;
use crate::{
    analysis::curve::{
        Curve,
        layout::{self, Form, Size},
    },
    model::{Id, Measure},
};

/// What the shapes of a chart depend on besides the chart itself.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    at: Rect,
    dark: bool,
    pixels_per_point: f32,
}

struct Kept {
    curve: Arc<Curve>,
    look: Look,
    shapes: Vec<Shape>,
}

/// Shapes of the charts of a wall.
#[derive(Default)]
pub struct SparkCache(HashMap<Id<Measure>, Kept>);

impl SparkCache {
    /// Forgets charts that are no longer there.
    pub fn retain(&mut self, exists: impl Fn(Id<Measure>) -> bool) {
        self.0.retain(|id, _| exists(*id));
    }
}

/// Paints the small chart of `curve` into `rect`.
pub fn spark(ui: &Ui, rect: Rect, curve: &Arc<Curve>, cache: &mut SparkCache) {
    let look = Look {
        at: rect,
        dark: ui.visuals().dark_mode,
        pixels_per_point: ui.pixels_per_point(),
    };
    let kept = cache.0.get_mut(&curve.id);
    match kept {
        Some(kept) if Arc::ptr_eq(&kept.curve, curve) && kept.look == look => {
            ui.painter().extend(kept.shapes.iter().cloned());
        }
        Some(kept)
            if Arc::ptr_eq(&kept.curve, curve)
                && kept.look.at.size() == rect.size()
                && Look {
                    at: rect,
                    ..kept.look
                } == look =>
        {
            // Only moved: the wall was scrolled.
            let by = rect.min - kept.look.at.min;
            for shape in &mut kept.shapes {
                shape.translate(by);
            }
            kept.look = look;
            ui.painter().extend(kept.shapes.iter().cloned());
        }
        Some(_) | None => {
            let size = Size {
                width: rect.width(),
                height: rect.height(),
            };
            let measure = |text: &str, role| paint::measured(ui, text, role);
            let laid = layout::layout(curve, Form::Small, size, &measure);
            let shapes = paint::shapes(ui, &laid.marks, rect.min);
            ui.painter().extend(shapes.iter().cloned());
            cache.0.insert(
                curve.id,
                Kept {
                    curve: Arc::clone(curve),
                    look,
                    shapes,
                },
            );
        }
    }
}
