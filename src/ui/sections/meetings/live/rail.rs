//! The agenda of a meeting that runs: each item with its time by the clock and what became of it.

use egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    analysis::{agenda, reading_order::agenda_key},
    edit::meeting::Act,
    model::AgendaItem,
    ui::{
        ViewCx,
        parts::{private, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{key_cap::key_cap, row::choice_row, rule},
    },
};

use super::{Form, Hour, LiveState};

/// Height of a row.
const ROW: f32 = 44.0;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    let beside = behind(hour);
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 4))
        .show(ui, |ui| {
            rule::heading(ui, "Agenda", &beside, None);
        });
    ScrollArea::vertical()
        .id_salt("live agenda")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let clock = agenda::clock(hour.meeting);
            for (item, at) in hour.meeting.agenda.iter().zip(clock) {
                let at = at.map_or_else(|| "–".to_owned(), value_field::show_time);
                if row(ui, hour, item, &at) {
                    hour.act(cx, Act::Take(item.id));
                    state.agenda = false;
                }
            }
            if hour.meeting.is_live() {
                foot(ui, state);
            }
        });
}

/// "4 minutes behind", "on time", "2 minutes ahead"; nothing without a clock.
fn behind(hour: Hour<'_>) -> String {
    if !hour.meeting.is_live() {
        return String::new();
    }
    match agenda::behind(hour.meeting, hour.now) {
        None => String::new(),
        Some(0) => "on time".to_owned(),
        Some(1) => "1 minute behind".to_owned(),
        Some(-1) => "1 minute ahead".to_owned(),
        Some(late) if late > 0 => format!("{late} minutes behind"),
        Some(early) => format!("{} minutes ahead", -early),
    }
}

fn foot(ui: &mut Ui, state: &mut LiveState) {
    ui.add_space(size::S2);
    ui.horizontal(|ui| {
        ui.add_space(size::S4);
        let action = crate::ui::widgets::button::Button::link("Action in one line").edits();
        if action.show(ui).clicked() {
            state.open(Form::Action);
        }
        key_cap(ui, "A");
    });
    ui.horizontal(|ui| {
        ui.add_space(size::S4);
        super::hint(ui, "Next item");
        key_cap(ui, "Ctrl Down");
    });
}

fn words_of(item: &AgendaItem) -> String {
    let mut words = item.purpose.words().to_owned();
    if item.restricted.is_some() {
        words.push_str(", restricted");
    }
    if item.deferred.is_some() {
        words.push_str(", put off");
    }
    words
}

/// One item; true when it was pressed.
fn row(ui: &mut Ui, hour: Hour<'_>, item: &AgendaItem, at: &str) -> bool {
    let here = hour.item.is_some_and(|one| one.id == item.id);
    let done = item.ended.is_some();
    let second = words_of(item);
    let state = match (done, here) {
        (true, _) => ", done",
        (false, true) => ", at hand",
        (false, false) => "",
    };
    let key = agenda_key(item.id);
    let heard = private::heard_of(private::shown(ui).as_deref(), &key);
    let own = private::mark_of(ui, &key);
    let sentence = format!(
        "Item {}, {}, {second}, {at}{state}{heard}",
        item.number, item.title
    );
    let id = ui.make_persistent_id(("live item", item.id));
    choice_row(ui, id, ROW, &sentence, here, |ui, rect| {
        let tokens = theme::tokens(ui);
        let ink = if done && !here {
            tokens.text.secondary
        } else {
            tokens.text.primary
        };
        let style = if here {
            TextStyle::BodyStrong
        } else {
            TextStyle::Body
        };
        let number = theme::galley(
            ui,
            TextStyle::Small,
            item.number.as_str(),
            tokens.text.muted,
            Fit::Elide(30.0),
        );
        let x = rect.left() + 24.0 - number.size().x;
        let painter = ui.painter();
        painter.galley(egui::pos2(x, rect.top() + 5.0), number, tokens.text.muted);
        let left = rect.left() + 36.0;
        let room = rect.width() - 36.0 - 68.0;
        let title = theme::galley(ui, style, item.title.as_str(), ink, Fit::Elide(room));
        painter.galley(egui::pos2(left, rect.top() + 4.0), title, ink);
        let taken = own.as_ref().map_or(0.0, |own| {
            let right = egui::pos2(left + room, rect.top() + 24.0);
            private::paint_mark(ui, right, own) + size::S2
        });
        let second = theme::galley(
            ui,
            TextStyle::Meta,
            second.as_str(),
            tokens.text.muted,
            Fit::Elide(room - taken),
        );
        ui.painter().galley(
            egui::pos2(left, rect.top() + 24.0),
            second,
            tokens.text.muted,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (_, space) = ui.allocate_space(egui::vec2(16.0, 16.0));
            let icon = if item.deferred.is_some() {
                Some(Icon::ClockCounterClockwise)
            } else if done {
                Some(Icon::Check)
            } else if item.restricted.is_some() {
                Some(Icon::LockSimple)
            } else {
                None
            };
            if let Some(icon) = icon {
                let ink = tokens.text.secondary;
                theme::paint_icon(ui.painter(), icon, space.center(), size::ICON, ink);
            }
            let style = if here {
                TextStyle::Label
            } else {
                TextStyle::Small
            };
            ui.label(theme::text(style, at).color(ink));
        });
    })
    .clicked()
}
