//! The value under the cursor: a ring, and a box joined to it by one line.

use egui::{Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::{
    analysis::curve::{Curve, date_in_words, layout::Layout},
    model::date::{long, short},
    ui::{
        theme::{self, Fit, TextStyle, size},
        widgets::verdict_icon::paint_cursor_ring,
    },
};

/// The first line and the others of the box.
fn lines(curve: &Curve, place: usize) -> Option<(String, Vec<String>)> {
    let point = curve.points.get(place)?;
    let when = if curve.days {
        long(point.date)
    } else {
        date_in_words(point.date, false)
    };
    let head = match (point.hidden, point.value) {
        (None, Some(_)) => format!("{when}: {}", point.text),
        (Some(_), _) | (None, None) => {
            format!("{when}: {}", point.reason.as_deref().unwrap_or("no value"))
        }
    };
    let mut others = Vec::new();
    let whole = |number: f64| crate::model::Unit::Count.digits(number, 0);
    match (point.numerator, point.denominator) {
        (Some(many), Some(of)) => others.push(format!("{} of {}", whole(many), whole(of))),
        (None, Some(of)) => others.push(format!("of {}", whole(of))),
        (_, None) => {}
    }
    if point.value.is_some() && point.rule != crate::analysis::spc::Rule::CommonCause {
        others.push(point.rule.words().to_owned());
    }
    let revised = if point.revisions.is_empty() {
        "not revised".to_owned()
    } else {
        let words: Vec<String> = point
            .revisions
            .iter()
            .map(|revision| format!("was {} until {}", revision.was, short(revision.until)))
            .collect();
        words.join(", ")
    };
    others.push(match point.as_at {
        Some(day) => format!("as at {}, {revised}", short(day)),
        None => revised,
    });
    if !point.source.is_empty() {
        others.push(point.source.clone());
    }
    if point.illustrative {
        others.push("illustrative value".to_owned());
    }
    Some((head, others))
}

/// The same for a screen reader.
pub(super) fn spoken(curve: &Curve, place: usize) -> String {
    lines(curve, place).map_or_else(String::new, |(head, others)| {
        format!("{head}, {}", others.join(", "))
    })
}

/// Paints ring, line and box.
pub(super) fn cursor(ui: &Ui, curve: &Curve, laid: &Layout, origin: Pos2, place: usize) {
    let (Some(hit), Some((head, others))) = (laid.hit(place), lines(curve, place)) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let at = origin + vec2(hit.at.x, hit.at.y);
    let wrap = Fit::Lines(250.0, 2);
    let mut galleys = vec![theme::galley(
        ui,
        TextStyle::BodyStrong,
        head,
        tokens.text.primary,
        wrap,
    )];
    galleys.extend(
        others
            .into_iter()
            .map(|line| theme::galley(ui, TextStyle::Meta, line, tokens.text.secondary, wrap)),
    );
    let wide = galleys.iter().map(|g| g.size().x).fold(0.0, f32::max) + 20.0;
    let height = galleys.iter().map(|g| g.size().y).sum::<f32>() + 14.0;
    let rect = free_place(laid, origin, at, vec2(wide, height));
    let accent = Stroke::new(size::STROKE, tokens.accent.base);
    let elbow = pos2(
        at.x,
        rect.center().y.clamp(rect.top() + 4.0, rect.bottom() - 4.0),
    );
    let side = if rect.center().x < at.x {
        rect.right()
    } else {
        rect.left()
    };
    let painter = ui.painter();
    painter.line_segment([at, elbow], accent);
    painter.line_segment([elbow, pos2(side, elbow.y)], accent);
    painter.rect(
        rect,
        size::RADIUS_CONTROL,
        tokens.surface.raised,
        Stroke::new(size::STROKE, tokens.line.control),
        StrokeKind::Inside,
    );
    let mut y = rect.top() + 7.0;
    for galley in galleys {
        let next = y + galley.size().y;
        painter.galley(pos2(rect.left() + 10.0, y), galley, tokens.text.primary);
        y = next;
    }
    paint_cursor_ring(ui, at, tokens);
}

/// Of some places about the value, the one that covers the fewest points.
fn free_place(laid: &Layout, origin: Pos2, at: Pos2, room: egui::Vec2) -> Rect {
    let window = &laid.window;
    let plot = Rect::from_min_max(
        origin + vec2(window.left, window.top),
        origin + vec2(window.right, window.bottom),
    );
    let mut best: Option<(usize, Rect)> = None;
    for right in [false, true] {
        for share in [0.85, 0.15, 0.65, 0.35] {
            let x = if right {
                at.x + 18.0
            } else {
                at.x - 18.0 - room.x
            };
            let y = plot.top() + (plot.height() - room.y) * share;
            let rect = Rect::from_min_size(pos2(x, y), room);
            let outside = usize::from(rect.left() < plot.left() || rect.right() > plot.right());
            let near = |rect: Rect| {
                let from = laid
                    .hits
                    .partition_point(|h| origin.x + h.at.x < rect.left());
                let to = laid
                    .hits
                    .partition_point(|h| origin.x + h.at.x <= rect.right());
                laid.hits[from..to]
                    .iter()
                    .filter(|h| rect.expand(6.0).contains(origin + vec2(h.at.x, h.at.y)))
                    .count()
            };
            let covered = near(rect) + 1_000 * outside;
            if best.is_none_or(|(fewest, _)| covered < fewest) {
                best = Some((covered, rect));
            }
        }
    }
    let rect = best.map_or(plot, |(_, rect)| rect);
    let shift =
        (plot.left() - rect.left()).max(0.0) - (rect.right() - plot.right() - 140.0).max(0.0);
    rect.translate(vec2(shift, 0.0))
}
