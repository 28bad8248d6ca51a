//! Two states of a record side by side: what comes together by itself, and a card for each clash.

use egui::{Align, Context, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};

use crate::{
    analysis::words,
    app::{AppState, MergeAsk, MergeDesk, Message, Outbox, StorageAsk},
    edit::{
        Change,
        merge::{Conflict, Names, Side},
    },
    ui::{
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            modal::{ModalAnswer, ModalButton, WIDE, modal, scrolled},
            rule,
        },
    },
};

/// Room before the words of a card.
const PAD: i8 = 8;
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
        let jump = !desk.conflicts.is_empty() && progress(ui, desk, out);
        scrolled(ui, "merge", 310.0, (120.0, 460.0), |ui| {
            // Beside the bar that scrolls.
            ui.set_max_width(ui.available_width() - size::S3);
            conflicts(ui, desk, jump, out);
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
        count => {
            let places = words::counted(count, "place", "places");
            format!("In {places} both sides say different things; choose there.")
        }
    };
    let words = format!(
        "{file} is no longer what was opened. Nothing was overwritten, and your changes are here. \
         {clashes}"
    );
    let words = theme::text(TextStyle::Body, words).color(tokens.text.primary);
    ui.add(egui::Label::new(words).wrap());
    ui.add_space(size::S2);
}

/// How far the choice is, and the verbs for all of it. Says whether to go to the next open one.
fn progress(ui: &mut Ui, desk: &MergeDesk, out: &Outbox) -> bool {
    let tokens = theme::tokens(ui);
    let (all, open) = (desk.conflicts.len(), desk.open_conflicts());
    let mut jump = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S2;
        let words = if open == 0 {
            "Everything is chosen".to_owned()
        } else {
            format!("{} of {all} chosen", all - open)
        };
        ui.label(theme::text(TextStyle::SmallMedium, words).color(tokens.text.primary));
        if open > 0 && all > 2 {
            ui.add_space(size::S1);
            jump = Button::link("Next open choice").show(ui).clicked();
        }
        if all < 2 {
            return;
        }
        let verbs = [
            ("Keep mine for all", Side::Ours),
            ("Take theirs for all", Side::Theirs),
        ];
        let widths: f32 = verbs.iter().map(|(verb, _)| verb_width(ui, verb)).sum();
        ui.add_space((ui.available_width() - widths - size::S2).max(0.0));
        for (verb, side) in verbs {
            if Button::outlined(verb).show(ui).clicked() {
                ask(out, MergeAsk::ChooseAll(side));
            }
        }
    });
    ui.add_space(size::S1);
    jump
}

fn verb_width(ui: &Ui, verb: &str) -> f32 {
    let ink = theme::tokens(ui).text.primary;
    let galley = theme::galley(ui, TextStyle::SmallMedium, verb, ink, Fit::Line);
    galley.size().x + 2.0 * size::S3
}

fn conflicts(ui: &mut Ui, desk: &MergeDesk, mut jump: bool, out: &Outbox) {
    for (place, (conflict, chosen)) in desk.conflicts.iter().zip(&desk.chosen).enumerate() {
        let first_verb = ui.push_id(place, |ui| card(ui, desk, (place, conflict), *chosen, out));
        if jump && chosen.is_none() {
            jump = false;
            first_verb.inner.request_focus();
            first_verb.response.scroll_to_me(Some(Align::Min));
        }
    }
}

/// One clash: what it was, what either side made of it, each with its verb. The answer is the first
/// verb.
fn card(
    ui: &mut Ui,
    desk: &MergeDesk,
    (place, conflict): (usize, &Conflict),
    chosen: Option<Side>,
    out: &Outbox,
) -> Response {
    let tokens = theme::tokens(ui);
    let record = &desk.merged;
    ui.spacing_mut().item_spacing.y = 0.0;
    rule::hair(ui);
    ui.add_space(size::S2);
    let title = theme::text(TextStyle::BodyMedium, conflict.title(record));
    let title = egui::Label::new(title.color(tokens.text.primary)).wrap();
    // In line with what stands under it, which has room for the fill of a choice.
    let indent = egui::Margin {
        left: PAD,
        ..egui::Margin::ZERO
    };
    egui::Frame::new()
        .inner_margin(indent)
        .show(ui, |ui| ui.add(title));
    ui.add_space(size::S1);
    let here = if desk.names == Names::WINDOW_AND_FILE {
        "In this window"
    } else {
        "In the unsaved work"
    };
    let line = |label, words: &str| Line {
        label,
        words: words.to_owned(),
        verb: None,
        chosen: false,
        passed_over: false,
    };
    line("Before", &conflict.words_before(record)).show(ui);
    let mut first = None;
    for (label, verb, side) in [
        (here, "Keep mine", Side::Ours),
        ("In the file", "Take theirs", Side::Theirs),
    ] {
        let line = Line {
            verb: Some(verb),
            chosen: chosen == Some(side),
            passed_over: chosen.is_some_and(|chosen| chosen != side),
            ..line(label, &conflict.words(record, side))
        };
        let verb = line.show(ui);
        if verb.clicked() {
            ask(out, MergeAsk::Choose(place, side));
        }
        first.get_or_insert(verb);
    }
    ui.add_space(size::S3);
    first.unwrap_or_else(|| ui.response())
}

/// One side of a clash.
struct Line {
    label: &'static str,
    words: String,
    verb: Option<&'static str>,
    chosen: bool,
    passed_over: bool,
}

impl Line {
    /// Paints label, words and verb in columns. The answer is the verb, or the line where it has none.
    fn show(&self, ui: &mut Ui) -> Response {
        const LABEL: f32 = 136.0;
        let tokens = theme::tokens(ui);
        let column = verb_width(ui, "Take theirs") + size::ICON + 7.0;
        let width = ui.available_width();
        let room = width - LABEL - column - size::S4;
        let ink = if self.passed_over || self.verb.is_none() {
            tokens.text.muted
        } else {
            tokens.text.primary
        };
        let words = theme::galley(ui, TextStyle::Small, &self.words, ink, Fit::Wrap(room));
        let quiet = tokens.text.secondary;
        let label = theme::galley(ui, TextStyle::Small, self.label, quiet, Fit::Line);
        let pad = if self.verb.is_some() { 7.0 } else { 2.0 };
        let height = words.size().y + 2.0 * pad;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        if self.chosen {
            let fill = tokens.surface.row_selected;
            ui.painter().rect_filled(rect, size::RADIUS_CONTROL, fill);
        }
        let top = rect.top() + pad;
        ui.painter()
            .galley(pos2(rect.left() + f32::from(PAD), top), label, quiet);
        ui.painter()
            .galley(pos2(rect.left() + LABEL, top), words, ink);
        let said = format!("{}: {}", self.label, self.words);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let Some(verb) = self.verb else {
            return response;
        };
        let corner = Rect::from_min_max(
            pos2(rect.right() - column, rect.top() + 2.0),
            pos2(rect.right() - 2.0, rect.top() + 30.0),
        );
        let builder = UiBuilder::new()
            .max_rect(corner)
            .id_salt(verb)
            .layout(Layout::right_to_left(Align::Center));
        let mut button = Button::outlined(verb).on(self.chosen);
        if self.chosen {
            button = button.icon(Icon::Check);
        }
        button.show(&mut ui.new_child(builder))
    }
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
        let more = words::number(changes.len() - MOST_LISTED);
        line(ui, format!("{} more.", words::capital(&more)));
    }
    ui.add_space(size::S3);
}
