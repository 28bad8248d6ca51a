//! Dates that cannot be quietly moved: the first date fixed, each move an arc with its reason.

use egui::{Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::{
    edit::Edit,
    model::{
        DateMove, Item,
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
    first_date(ui, original);
    date_now(ui, cx, original, moves);
    if !moves.is_empty() {
        arc(ui, original, moves, cx.today);
        moves_reader(ui, moves);
    }
}

/// The first date of an item that was only just added: it can still be set. Later it has a lock.
pub fn first_date_of_new(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    original: Date,
    with: impl FnOnce(Date) -> Item,
) {
    let first = Field::side("First due").date(ui, original, cx.today);
    let tokens = theme::tokens(ui);
    let words = "The first date is fixed once you leave this item.";
    ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
    let Some(first) = first else { return };
    // An edit never changes a first date, so the new item is replaced by another.
    let item = with(first);
    let at = item.at();
    let place = cx.record.place(at).unwrap_or(usize::MAX);
    let label = format!("first date of {}", item.name());
    let replaced = vec![Edit::Remove(at), Edit::Insert(Box::new(item), place)];
    cx.out.edit(Edit::Several(label, replaced));
}

/// The first date with its lock.
pub fn first_date(ui: &mut Ui, original: Date) {
    Field::side("First due").read_only(
        ui,
        &date::short(original),
        "The first date never changes; lateness counts from it",
    );
}

/// The date that counts now. Another one opens a form that asks for the reason; only then it moves.
pub fn date_now(ui: &mut Ui, cx: &ViewCx<'_>, original: Date, moves: &mut Vec<DateMove>) {
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
                .edits()
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
}

/// Each move as a line: when, why, by whom.
pub fn moves_reader(ui: &mut Ui, moves: &[DateMove]) {
    let tokens = theme::tokens(ui);
    for step in moves.iter().rev() {
        let why = step.why.trim();
        let why = match why.chars().next_back() {
            None => "No reason given.".to_owned(),
            Some('.' | '?') => format!("“{why}”"),
            Some(_) => format!("“{why}.”"),
        };
        let by = if step.by.is_empty() {
            String::new()
        } else {
            format!(" Moved by {}.", step.by)
        };
        let words = format!(
            "{}: to {}. {why}{by}",
            date::short(step.on),
            date::short(step.to)
        );
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
}

/// The arc from date to date: hollow first, small between, full now, accent line today.
pub fn arc(ui: &mut Ui, original: Date, moves: &[DateMove], today: Date) {
    let mut dates = vec![original];
    dates.extend(moves.iter().map(|step| step.to));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 64.0));
    let response = ui.interact(rect, ui.make_persistent_id("arc"), Sense::hover());
    let scale = Scale::new(rect, &dates, today);
    let line_y = rect.top() + 22.0;
    bows(ui, &scale, &dates, line_y);
    labels(ui, &scale, &dates, today, line_y);
    let sentence = format!(
        "First due {}, moved {}, now {}",
        date::short(original),
        crate::analysis::words::times(moves.len()),
        dates
            .last()
            .map(|day| date::short(*day))
            .unwrap_or_default()
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &sentence));
}

/// Days to points across the arc.
struct Scale {
    left: f32,
    width: f32,
    low: i32,
    days: i32,
}

impl Scale {
    fn new(rect: egui::Rect, dates: &[Date], today: Date) -> Self {
        let numbers = || dates.iter().copied().chain([today]).map(day_number);
        let low = numbers().min().unwrap_or(0);
        let high = numbers().max().unwrap_or(low + 1);
        let inner = rect.shrink2(vec2(26.0, 0.0));
        Self {
            left: inner.left(),
            width: inner.width(),
            low,
            days: (high - low).max(1),
        }
    }

    fn x(&self, day: Date) -> f32 {
        let share = f64::from(day_number(day) - self.low) / f64::from(self.days);
        #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
        let share = share as f32;
        self.left + share * self.width
    }
}

fn bows(ui: &Ui, scale: &Scale, dates: &[Date], line_y: f32) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let ink = Stroke::new(size::STROKE, tokens.text.secondary);
    for pair in dates.windows(2) {
        let (from, to) = (
            pos2(scale.x(pair[0]), line_y),
            pos2(scale.x(pair[1]), line_y),
        );
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
    for (index, day) in dates.iter().enumerate() {
        let mark = match index {
            0 => GateMark::FirstDate,
            last if last + 1 == dates.len() => GateMark::Now,
            _between => GateMark::MovedTo,
        };
        paint_gate(painter, pos2(scale.x(*day), line_y), mark, tokens);
    }
}

/// The date under each mark where there is room, the last one always; "today" under its line.
fn labels(ui: &Ui, scale: &Scale, dates: &[Date], today: Date, line_y: f32) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let strong = |words: &str, ink| {
        let format = egui::text::TextFormat {
            font_id: TextStyle::Label.font_at(TextStyle::Tick.size()),
            ..theme::format(TextStyle::Tick, ink)
        };
        theme::galley_of(ui, [(words.to_owned(), format)], Fit::Line)
    };
    let last = dates.len() - 1;
    let (mut free, mut free_below) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    for (index, day) in dates.iter().enumerate() {
        let words = date::day_month(*day);
        let galley = if index == last {
            strong(&words, tokens.text.primary)
        } else {
            let ink = tokens.text.secondary;
            theme::galley(ui, TextStyle::Tick, &words, ink, Fit::Line)
        };
        let left = scale.x(*day) - galley.size().x / 2.0;
        let right = left + galley.size().x + 4.0;
        if left > free {
            free = right;
            painter.galley(pos2(left, line_y + 9.0), galley, tokens.text.primary);
        } else if index == last {
            free_below = right;
            painter.galley(pos2(left, line_y + 23.0), galley, tokens.text.primary);
        }
    }
    let x = scale.x(today);
    let ink = Stroke::new(size::STROKE, tokens.accent.base);
    painter.vline(x, line_y - 12.0..=line_y + 8.0, ink);
    let galley = strong("today", tokens.accent.base);
    let left = x - galley.size().x / 2.0;
    if left > free_below {
        painter.galley(pos2(left, line_y + 24.0), galley, tokens.accent.base);
    }
}
