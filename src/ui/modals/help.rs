//! Pages of help: keys, messages, about.

use egui::{Context, Ui};

use crate::{
    app::{AppState, Command, Level, Menu, Message, Notice, Outbox},
    ui::{
        parts::value_field::show_time,
        theme::{self, TextStyle, size},
        widgets::{
            key_cap::key_cap,
            modal::{ModalAnswer, ModalButton, NARROW, WIDE, modal, scrolled},
            rule::{hair, section},
            status_mark::{Mark, status_mark},
        },
    },
};

/// Keys that belong to lists and views rather than to commands.
const LIST_KEYS: [(&str, &str); 23] = [
    (
        "F6, Shift F6",
        "Next part of the window: bar, sections, page, inspector, line below",
    ),
    ("Up, Down, Home, End, Page", "Move in a list"),
    ("Enter", "Open, or into the inspector"),
    (
        "Escape",
        "Out, one level at a time; in a field: back to the text before",
    ),
    ("Space", "Tick a row"),
    ("Shift or Ctrl with arrows", "Select several rows"),
    ("Delete", "Remove the selected rows; undo brings them back"),
    ("Ctrl C", "Copy rows as tab-separated text"),
    ("/", "Search in the list"),
    ("T", "Table in place of a chart"),
    ("1 to 4", "The four questions of a curve"),
    ("N, R", "Note or rebase on a curve"),
    ("[ and ]", "Curve before and after"),
    ("+, −, 0", "Closer in time, wider, everything"),
    ("Shift with arrows", "Move along the time of a chart"),
    ("Alt with arrows", "Move a measure of the story up or down"),
    (
        "E, I, B",
        "On the page of packs: the other edition, issue, the chair’s brief",
    ),
    ("Ctrl Enter", "In a question: the button that does it"),
    (
        "1 to 0, -",
        "In a meeting that runs: a person arrives or leaves, with the time",
    ),
    (
        "A, D, N",
        "In a meeting: action in one line, declaration, note for the minute",
    ),
    (
        "O, P, E",
        "In a meeting: put the item off, pause or resume, end the meeting",
    ),
    (
        "Ctrl Enter",
        "In a meeting: open it; then record the decision",
    ),
    (
        "Ctrl Down, Ctrl Up",
        "In a meeting: next item, item before; Alt with an arrow moves an item of an agenda",
    ),
];

/// Width of the keys, before what they do.
const CAPS: f32 = 196.0;

fn close(answer: ModalAnswer, out: &Outbox) {
    if answer != ModalAnswer::Open {
        out.send(Message::Show(None));
    }
}

/// Keys and what they do, wrapped where it is long.
fn line(ui: &mut Ui, caps: &[&str], words: &str) {
    let ink = theme::tokens(ui).text.primary;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S1;
        let words_at = ui.cursor().left() + CAPS;
        for cap in caps {
            key_cap(ui, cap);
        }
        ui.add_space((words_at - ui.cursor().left()).max(size::S1));
        let words = theme::text(TextStyle::Small, words).color(ink);
        ui.add(egui::Label::new(words).wrap());
    });
    ui.add_space(2.0);
}

/// Every key.
pub fn keys(ctx: &Context, out: &Outbox) {
    let buttons = [ModalButton::cancel("Close").safe()];
    let answer = modal(ctx, "keys", WIDE, "Keys", &buttons, |ui| {
        scrolled(ui, "every key", 220.0, (160.0, f32::INFINITY), |ui| {
            for menu in Menu::ALL {
                section(ui, menu.label(), None);
                for command in menu.groups().into_iter().flatten() {
                    let shortcuts = command.shortcuts();
                    if shortcuts.is_empty() {
                        continue;
                    }
                    let caps: Vec<String> = shortcuts
                        .iter()
                        .map(|keys| ctx.format_shortcut(keys))
                        .collect();
                    let caps: Vec<&str> = caps.iter().map(String::as_str).collect();
                    line(ui, &caps, command.text().tooltip);
                }
                ui.add_space(size::S3);
            }
            section(ui, "In lists and charts", None);
            for (keys, words) in LIST_KEYS {
                line(ui, &[keys], words);
            }
        });
    });
    close(answer, out);
}

/// Everything the program has said in this session, newest first.
pub fn notices(ctx: &Context, state: &AppState, out: &Outbox) {
    let buttons = [ModalButton::cancel("Close").safe()];
    let title = "Messages of this session";
    let answer = modal(ctx, "notices", WIDE, title, &buttons, |ui| {
        let tokens = theme::tokens(ui);
        if state.notices.history().is_empty() {
            let words =
                "Nothing was said yet. What the program tells you is kept here until it ends.";
            ui.label(theme::text(TextStyle::Body, words).color(tokens.text.secondary));
            return;
        }
        scrolled(ui, "messages", 240.0, (120.0, 460.0), |ui| {
            // Beside the bar that scrolls.
            ui.set_max_width(ui.available_width() - size::S3);
            ui.spacing_mut().item_spacing.y = 0.0;
            for notice in state.notices.history().iter().rev() {
                message(ui, state, notice);
            }
        });
    });
    close(answer, out);
}

/// One message: when, how serious, the sentences; they can be selected and copied.
fn message(ui: &mut Ui, state: &AppState, notice: &Notice) {
    const TIME: f32 = 44.0;
    let tokens = theme::tokens(ui);
    hair(ui);
    ui.add_space(size::S2);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        let time = theme::text(TextStyle::Small, show_time(state.said_at(notice)));
        ui.allocate_ui(egui::vec2(TIME, TextStyle::Small.line()), |ui| {
            ui.set_min_width(TIME);
            ui.label(time.color(tokens.text.muted));
        });
        let (mark, word) = match notice.level {
            Level::Error => (Mark::Error, "error"),
            Level::Warning => (Mark::Warning, "warning"),
            Level::Done => (Mark::Note, "message"),
        };
        let side = TextStyle::Small.line();
        ui.allocate_ui(egui::vec2(side, side), |ui| {
            status_mark(ui, mark, 15.0, word);
        });
        let text = theme::text(TextStyle::Small, notice.text.as_str());
        ui.add(
            egui::Label::new(text.color(tokens.text.primary))
                .selectable(true)
                .wrap(),
        );
    });
    ui.add_space(size::S2);
}

/// Version, licences, sources.
pub fn about(ctx: &Context, out: &Outbox) {
    let buttons = [ModalButton::cancel("Close").safe()];
    let answer = modal(ctx, "about", NARROW, "Trajectory", &buttons, |ui| {
        let tokens = theme::tokens(ui);
        for words in [
            concat!(
                "Version ",
                env!("CARGO_PKG_VERSION"),
                ". No account, no network: the record stays in its file."
            ),
            "Text is set in Inter (SIL Open Font License 1.1); icons are Phosphor (MIT).",
            "Sample records contain public sector information licensed under the Open Government \
             Licence v3.0. Source: Department for Education; Ofsted.",
        ] {
            ui.label(theme::text(TextStyle::Small, words).color(tokens.text.primary));
            ui.add_space(size::S1);
        }
        let keys = Command::Keys.shortcuts();
        if let Some(keys) = keys.first() {
            let words = format!("{} shows every key.", ctx.format_shortcut(keys));
            ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
        }
    });
    close(answer, out);
}
