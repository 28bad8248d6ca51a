//! Two states of a record side by side: what comes together by itself, and a card for each clash.

use egui::{Context, Frame, Margin, ScrollArea, Stroke, Ui};

use crate::{
    app::{AppState, MergeAsk, MergeDesk, Message, Outbox, StorageAsk},
    edit::{
        Change,
        merge::{Conflict, Names, Side},
    },
    ui::{
        theme::{self, Fit, TextStyle, size},
        widgets::{
            button::Button,
            modal::{ModalAnswer, ModalButton, WIDE, modal},
            rule,
        },
    },
};

/// Changes that are listed of each side; more are counted.
const MOST_LISTED: usize = 6;

fn ask(out: &Outbox, ask: MergeAsk) {
    out.send(Message::Storage(StorageAsk::Merge(ask)));
}

/// The page.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox) {
    let Some(desk) = &state.keeping.desk else {
        out.send(Message::Show(None));
        return;
    };
    let from_disk = desk.names == Names::WINDOW_AND_FILE;
    let open = desk.open_conflicts();
    let blocked = match open {
        0 => None,
        1 => Some("One choice is still open"),
        _ => Some("Some choices are still open"),
    };
    let later = ModalButton::cancel("Decide later").safe();
    let together = ModalButton::primary("Bring together").blocked(blocked);
    let (title, buttons) = if from_disk {
        (
            "Somebody else has changed the file",
            vec![
                later,
                ModalButton::other("Take the file’s…"),
                ModalButton::other("Save mine elsewhere…"),
                together,
            ],
        )
    } else {
        (
            "The file has changed since this work was done",
            vec![later, together],
        )
    };
    let answer = modal(ctx, "merge", WIDE, title, &buttons, |ui| {
        intro(ui, state, desk);
        let height = (ui.ctx().content_rect().height() - 280.0).clamp(120.0, 460.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                conflicts(ui, desk, out);
                let (ours, theirs) = headings(desk.names);
                listed(ui, ours, &desk.mine);
                listed(ui, theirs, &desk.theirs);
            });
    });
    match (answer, from_disk) {
        (ModalAnswer::Open, _) => {}
        (ModalAnswer::Cancelled, _) => out.send(Message::Show(None)),
        (ModalAnswer::Pressed(1), true) => ask(out, MergeAsk::TakeFile),
        (ModalAnswer::Pressed(2), true) => ask(out, MergeAsk::SaveElsewhere),
        (ModalAnswer::Pressed(_), _) => ask(out, MergeAsk::Finish),
    }
}

fn headings(names: Names) -> (&'static str, &'static str) {
    if names == Names::WINDOW_AND_FILE {
        ("Changed in this window", "Changed in the file")
    } else {
        ("Changed in the unsaved work", "Changed in the file since")
    }
}

fn intro(ui: &mut Ui, state: &AppState, desk: &MergeDesk) {
    let tokens = theme::tokens(ui);
    let file = state
        .document
        .as_ref()
        .map(crate::app::Document::file_name)
        .unwrap_or_default();
    let clashes = match desk.conflicts.len() {
        0 => "Nothing clashes: both sides can be brought together as they are.".to_owned(),
        1 => "In one place both sides say different things; choose there.".to_owned(),
        many => format!("In {many} places both sides say different things; choose there."),
    };
    let words = format!(
        "{file} is no longer what was opened. Nothing was overwritten, and your changes are here. \
         {clashes}"
    );
    let words = theme::text(TextStyle::Body, words).color(tokens.text.primary);
    ui.add(egui::Label::new(words).wrap());
    ui.add_space(size::S2);
}

fn conflicts(ui: &mut Ui, desk: &MergeDesk, out: &Outbox) {
    if desk.conflicts.len() > 1 {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::S2;
            if Button::outlined("Keep mine for all").show(ui).clicked() {
                ask(out, MergeAsk::ChooseAll(Side::Ours));
            }
            if Button::outlined("Take theirs for all").show(ui).clicked() {
                ask(out, MergeAsk::ChooseAll(Side::Theirs));
            }
        });
        ui.add_space(size::S2);
    }
    for (place, (conflict, chosen)) in desk.conflicts.iter().zip(&desk.chosen).enumerate() {
        ui.push_id(place, |ui| card(ui, desk, (place, conflict), *chosen, out));
        ui.add_space(size::S2);
    }
}

/// One clash: what it was, what either side made of it, and the two verbs.
fn card(
    ui: &mut Ui,
    desk: &MergeDesk,
    (place, conflict): (usize, &Conflict),
    chosen: Option<Side>,
    out: &Outbox,
) {
    let tokens = theme::tokens(ui);
    let record = &desk.merged;
    Frame::new()
        .stroke(Stroke::new(size::STROKE, tokens.line.rule))
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = size::S1;
            let title = conflict.title(record);
            ui.label(theme::text(TextStyle::BodyStrong, title).color(tokens.text.primary));
            let (ours, theirs) = if desk.names == Names::WINDOW_AND_FILE {
                ("In this window", "In the file")
            } else {
                ("In the unsaved work", "In the file")
            };
            side(ui, "Before", &conflict.words_before(record));
            side(ui, ours, &conflict.words(record, Side::Ours));
            side(ui, theirs, &conflict.words(record, Side::Theirs));
            ui.add_space(size::S1);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = size::S2;
                for (verb, which) in [("Keep mine", Side::Ours), ("Take theirs", Side::Theirs)] {
                    let button = Button::outlined(verb).on(chosen == Some(which));
                    if button.show(ui).clicked() {
                        ask(out, MergeAsk::Choose(place, which));
                    }
                }
            });
        });
}

fn side(ui: &mut Ui, label: &str, words: &str) {
    const LABEL: f32 = 132.0;
    let tokens = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        let ink = tokens.text.secondary;
        let galley = theme::galley(ui, TextStyle::Small, label, ink, Fit::Line);
        let (rect, response) = ui.allocate_exact_size(
            egui::vec2(LABEL, TextStyle::Small.line()),
            egui::Sense::hover(),
        );
        ui.painter().galley(rect.min, galley, ink);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, label));
        let words = theme::text(TextStyle::Small, words).color(tokens.text.primary);
        ui.add(egui::Label::new(words).wrap());
    });
}

fn listed(ui: &mut Ui, heading: &str, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    rule::section(ui, heading, None);
    let line = |ui: &mut Ui, words: String| {
        let words = theme::text(TextStyle::Small, words).color(tokens.text.primary);
        ui.add(egui::Label::new(words).wrap());
    };
    for change in changes.iter().take(MOST_LISTED) {
        line(ui, format!("{}.", change.sentence));
    }
    if changes.len() > MOST_LISTED {
        line(ui, format!("{} more.", changes.len() - MOST_LISTED));
    }
    ui.add_space(size::S3);
}
