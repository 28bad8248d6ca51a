//! The route of consent as boxes on a line.

use egui::{Stroke, StrokeKind, Ui, pos2, vec2};

use crate::{
    analysis::route,
    model::{Consenter, Decision, DecisionState},
    ui::{
        theme::{self, Fit, TextStyle, size},
        widgets::paint,
    },
};

/// Who must consent, as boxes on a line: ticked where given, dashed where not needed.
pub(super) fn route_boxes(ui: &mut Ui, decision: &Decision) {
    const SHOWN: [Consenter; 4] = Consenter::ALL;
    let tokens = theme::tokens(ui);
    let sentence = route::effect_sentence(decision);
    ui.add_space(size::S1);
    ui.label(theme::text(TextStyle::Label, &sentence).color(tokens.text.secondary));
    let shown: Vec<Consenter> = SHOWN
        .into_iter()
        .filter(|of| {
            *of != Consenter::Cabinet || decision.consents.iter().any(|consent| consent.of == *of)
        })
        .collect();
    let width = ui.available_width();
    let spoken: Vec<String> = shown
        .iter()
        .map(|of| format!("{}: {}", of.words(), consent_words(decision, *of)))
        .collect();
    let response = paint::painted(ui, vec2(width, 62.0), &spoken.join("; "));
    let rect = response.rect;
    let step = (rect.width() / shown.len().max(1) as f32).min(184.0);
    let y = rect.top() + 14.0;
    let painter = ui.painter();
    for (n, of) in shown.iter().enumerate() {
        let left = rect.left() + step * n as f32;
        let square = egui::Rect::from_min_size(pos2(left, y - 10.0), vec2(20.0, 20.0));
        let consent = decision.consents.iter().find(|consent| consent.of == *of);
        let needed = consent.is_some() || *of == Consenter::Board;
        let given = consent.is_some_and(|consent| consent.given.is_some())
            || *of == Consenter::Board && decision.state == DecisionState::Taken;
        if n + 1 < shown.len() {
            let line = square.right() + 4.0..=left + step - 4.0;
            paint::hline(painter, line, y, tokens.line.control);
        }
        if given {
            painter.rect_filled(square, size::RADIUS_CHIP, tokens.text.primary);
            let at = |x: f32, y: f32| paint::in_box(square, 16.0, x, y);
            let tick = Stroke::new(2.0, tokens.surface.page);
            painter.line(vec![at(3.8, 8.4), at(6.8, 11.4), at(12.2, 5.2)], tick);
        } else if needed {
            let outline = Stroke::new(1.5, tokens.text.primary);
            painter.rect_stroke(square, size::RADIUS_CHIP, outline, StrokeKind::Inside);
        } else {
            paint::dashed_rect(painter, square, tokens.line.control);
        }
        let ink = if needed {
            tokens.text.primary
        } else {
            tokens.text.muted
        };
        let fit = Fit::Elide(step - 8.0);
        let style = if given {
            TextStyle::SmallMedium
        } else {
            TextStyle::Small
        };
        let words = theme::galley(ui, style, of.words(), ink, fit);
        painter.galley(pos2(left, y + 14.0), words, ink);
        let second = consent_words(decision, *of);
        let words = theme::galley(ui, TextStyle::Meta, second, tokens.text.muted, fit);
        painter.galley(pos2(left, y + 31.0), words, tokens.text.muted);
    }
}

fn consent_words(decision: &Decision, of: Consenter) -> String {
    match decision.consents.iter().find(|consent| consent.of == of) {
        Some(consent) => match consent.given {
            Some(when) => when.to_string(),
            None if of == Consenter::Board => "when recorded".to_owned(),
            None => "to come".to_owned(),
        },
        None if of == Consenter::Board => match decision.taken {
            Some(when) if decision.state == DecisionState::Taken => when.to_string(),
            Some(_) | None => "when recorded".to_owned(),
        },
        None => "not needed here".to_owned(),
    }
}
