//! Dates that cannot be quietly moved: the first date fixed, each move an arc with its reason.

use egui::{Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::{
    model::{
        DateMove,
        date::{self, day_number},
    },
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            gate_mark::{GateMark, paint_gate},
        },
    },
};

/// A move that is being written: kept by the view until its reason is there.
#[derive(Debug, Clone, Default)]
struct Draft {
    to: Option<Date>,
    by: String,
    why: String,
}

/// First date (fixed), date now, the arc of moves, and a form that moves the date with a reason.
pub fn dates_editor(ui: &mut Ui, cx: &ViewCx<'_>, original: Date, moves: &mut Vec<DateMove>) {
    Field::side("First due").read_only(
        ui,
        &date::short(original),
        "The first date never changes; lateness counts from it",
    );
    let due = moves.last().map_or(original, |last| last.to);
    let draft_id = ui.make_persistent_id("moved date");
    let mut draft = ui
        .data(|data| data.get_temp::<Draft>(draft_id))
        .unwrap_or_default();
    let shown = draft.to.unwrap_or(due);
    if let Some(to) = Field::side("Now due").date(ui, shown, cx.today) {
        draft.to = (to != due).then_some(to);
    }
    if let Some(to) = draft.to {
        let tokens = theme::tokens(ui);
        let words = format!("Moving from {} to {}", date::short(due), date::short(to));
        ui.label(theme::text(TextStyle::Label, words).color(tokens.text.primary));
        Field::side("Why")
            .hint("The reason is kept with the move")
            .text(ui, &mut draft.why);
        Field::side("Moved by").text(ui, &mut draft.by);
        let missing = draft.why.trim().is_empty();
        let reason = missing.then_some("A move needs its reason");
        let mut done = false;
        ui.horizontal(|ui| {
            if Button::primary("Move date")
                .blocked(reason)
                .show(ui)
                .clicked()
                && !missing
            {
                moves.push(DateMove {
                    to,
                    on: cx.today,
                    by: draft.by.trim().to_owned(),
                    why: draft.why.trim().to_owned(),
                });
                done = true;
            }
            done |= Button::quiet("Keep the date").show(ui).clicked();
        });
        if done {
            draft = Draft::default();
        }
    }
    ui.data_mut(|data| data.insert_temp(draft_id, draft));
    if !moves.is_empty() {
        arc(ui, original, moves, cx.today);
        moves_reader(ui, moves);
    }
}

/// Each move as a line: when, why, by whom.
pub fn moves_reader(ui: &mut Ui, moves: &[DateMove]) {
    let tokens = theme::tokens(ui);
    for step in moves.iter().rev() {
        let why = if step.why.is_empty() {
            "no reason given".to_owned()
        } else {
            format!("“{}”", step.why)
        };
        let by = if step.by.is_empty() {
            String::new()
        } else {
            format!(" Moved by {}.", step.by)
        };
        let words = format!(
            "{}: to {}, {why}.{by}",
            date::short(step.on),
            date::short(step.to)
        );
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
}

/// The arc from date to date: hollow first, small between, full now, accent line today.
fn arc(ui: &mut Ui, original: Date, moves: &[DateMove], today: Date) {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 64.0));
    let response = ui.interact(rect, ui.make_persistent_id("arc"), Sense::hover());
    let mut dates = vec![original];
    dates.extend(moves.iter().map(|step| step.to));
    let numbers: Vec<i32> = dates
        .iter()
        .copied()
        .chain([today])
        .map(day_number)
        .collect();
    let (low, high) = (
        numbers.iter().copied().min().unwrap_or(0),
        numbers.iter().copied().max().unwrap_or(1),
    );
    let inner = rect.shrink2(vec2(26.0, 0.0));
    let x = |day: Date| {
        let share = f64::from(day_number(day) - low) / f64::from((high - low).max(1));
        #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
        let share = share as f32;
        inner.left() + share * inner.width()
    };
    let line_y = rect.top() + 26.0;
    let painter = ui.painter();
    let ink = Stroke::new(size::STROKE, tokens.text.secondary);
    for pair in dates.windows(2) {
        let (from, to) = (pos2(x(pair[0]), line_y), pos2(x(pair[1]), line_y));
        let lift = vec2(0.0, -14.0);
        let points = [
            from,
            from + (to - from) * 0.25 + lift,
            to + (from - to) * 0.25 + lift,
            to,
        ];
        painter.add(Shape::CubicBezier(
            egui::epaint::CubicBezierShape::from_points_stroke(
                points,
                false,
                egui::Color32::TRANSPARENT,
                ink,
            ),
        ));
    }
    let today_x = x(today);
    painter.vline(
        today_x,
        line_y - 16.0..=line_y + 8.0,
        Stroke::new(size::STROKE, tokens.accent.base),
    );
    let mut free_from = f32::NEG_INFINITY;
    for (index, day) in dates.iter().enumerate() {
        let mark = match index {
            0 => GateMark::FirstDate,
            last if last + 1 == dates.len() => GateMark::Now,
            _between => GateMark::MovedTo,
        };
        paint_gate(painter, pos2(x(*day), line_y), mark, tokens);
        let words = date::day_month(*day);
        let galley = theme::galley(
            ui,
            TextStyle::Tick,
            &words,
            tokens.text.secondary,
            Fit::Line,
        );
        let left = x(*day) - galley.size().x / 2.0;
        if left > free_from || index + 1 == dates.len() {
            let row = if left > free_from { 10.0 } else { 24.0 };
            free_from = left + galley.size().x + 4.0;
            painter.galley(pos2(left, line_y + row), galley, tokens.text.secondary);
        }
    }
    let sentence = format!(
        "First due {}, moved {} times, now {}",
        date::short(original),
        moves.len(),
        dates
            .last()
            .map(|day| date::short(*day))
            .unwrap_or_default()
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &sentence));
}
