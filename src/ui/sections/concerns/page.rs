//! One concern: narrative newest first, counts and partner at its right, what answers it.

use std::collections::HashMap;

use egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{ConcernsState, closing, counts};
use crate::{
    analysis::concerns::TakenUp,
    app::{Command, Message},
    model::{Concern, Id, ItemRef, Measure, Note, date},
    ui::{
        ViewCx,
        parts::{
            brag_mark, chips, evidence::evidence_editor, frame::margin, link_editor,
            notes::notes_editor, pick, private, value_field,
        },
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            gap_box::gap_box,
            row::link_row,
            rule,
            status_mark::{ROW, paint_mark},
            tick::{Tick, tick},
        },
    },
};

/// Room in which counts and partner stand at the right of the narrative.
const SIDE_BY_SIDE: f32 = 720.0;
/// Most agenda items named.
const MOST_ITEMS: usize = 6;

/// Paints the concern. `alone`: in the list's place.
pub(super) fn page(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut ConcernsState,
    before: &Concern,
    taken_up: &HashMap<Id<Concern>, Vec<TakenUp>>,
    alone: bool,
) {
    let mut draft = before.clone();
    ui.ctx().allow_widget_id_changes_in(ui.max_rect());
    #[expect(clippy::cast_possible_truncation, reason = "margins are small")]
    let side = if alone { margin(ui) as i8 } else { 3 };
    ScrollArea::vertical()
        .id_salt(("concern", before.id))
        .auto_shrink(false)
        .show(ui, |ui| {
            let inner = Margin {
                left: side,
                right: side.max(8),
                top: if alone { 12 } else { 0 },
                bottom: 24,
            };
            Frame::new().inner_margin(inner).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.push_id((before.id, cx.epoch), |ui| {
                    head(ui, cx, state, before);
                    columns(ui, cx, state, &mut draft, taken_up);
                    ui.set_max_width(size::READING);
                    private::block(ui, cx, before.id);
                });
            });
        });
    cx.edit_if_changed(before, draft);
}

/// Title, since when it stands, and the verbs.
fn head(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ConcernsState, before: &Concern) {
    let tokens = theme::tokens(ui);
    let title = if before.title.trim().is_empty() {
        "A new concern"
    } else {
        &before.title
    };
    let heading = ui.label(theme::text(TextStyle::Verdict, title).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    ui.label(theme::text(TextStyle::Small, since(cx, before)).color(tokens.text.secondary));
    ui.horizontal(|ui| {
        if before.closed.is_none() {
            if Button::outlined("Close concern…")
                .edits()
                .show(ui)
                .clicked()
            {
                state.closing = Some(closing::Closing::new(cx, before.id));
            }
        } else if Button::outlined("Reopen concern")
            .edits()
            .show(ui)
            .clicked()
        {
            closing::reopen(cx, before);
        }
        if Button::of_icon(Icon::Copy, "Duplicate this concern")
            .edits()
            .show(ui)
            .clicked()
        {
            // The first concern is shown before any is selected.
            cx.select(before.id);
            cx.out.run(Command::Duplicate);
        }
        if Button::of_icon(Icon::Trash, "Remove this concern")
            .edits()
            .show(ui)
            .clicked()
        {
            cx.out.send(Message::Remove(vec![before.id.into()]));
        }
    });
    ui.add_space(size::S2);
}

/// "Open since 2016. District councils own the data; head of corporate parenting leads."
fn since(cx: &ViewCx<'_>, concern: &Concern) -> String {
    let mut text = format!("Open since {}.", concern.opened);
    if let Some(closure) = &concern.closed {
        let at = closure
            .meeting
            .and_then(|id| cx.record.meetings.get(id))
            .map(|meeting| format!(" by {}", meeting.title))
            .unwrap_or_default();
        text = format!(
            "Opened {}, closed {}{at} on evidence.",
            concern.opened,
            date::short(closure.on)
        );
        if closure.evidence.is_empty() {
            text = text.replace("on evidence", "without evidence");
        }
    }
    let mut parts = vec![text];
    for (what, who) in [("Partner", &concern.partner), ("Led by", &concern.owner)] {
        if !who.is_empty() {
            parts.push(format!("{what}: {}.", who.trim_end_matches('.')));
        }
    }
    parts.join(" ")
}

fn columns(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut ConcernsState,
    draft: &mut Concern,
    taken_up: &HashMap<Id<Concern>, Vec<TakenUp>>,
) {
    let full = ui.available_width();
    if full < SIDE_BY_SIDE {
        counts::counts(ui, cx, draft, &mut state.edit_counts);
        ui.add_space(size::S3);
        narrative(ui, cx, state, draft);
        ui.add_space(size::S3);
        ui.scope(|ui| answers(ui, cx, draft, taken_up));
        ui.add_space(size::S3);
        details(ui, cx, draft);
        return;
    }
    let right = (full * 0.42).clamp(310.0, 380.0);
    let left = full - right - size::S6;
    let top = ui.cursor().min;
    let column = |ui: &mut Ui, x: f32, width: f32| {
        let at = Rect::from_min_size(pos2(top.x + x, top.y), vec2(width, f32::INFINITY));
        ui.new_child(UiBuilder::new().max_rect(at).id_salt(("column", x > 0.0)))
    };
    let mut first = column(ui, 0.0, left);
    narrative(&mut first, cx, state, draft);
    first.add_space(size::S3);
    answers(&mut first, cx, draft, taken_up);
    let mut second = column(ui, left + size::S6, right);
    counts::counts(&mut second, cx, draft, &mut state.edit_counts);
    second.add_space(size::S3);
    details(&mut second, cx, draft);
    let bottom = first.min_rect().bottom().max(second.min_rect().bottom());
    ui.advance_cursor_after_rect(Rect::from_min_max(top, pos2(top.x + full, bottom)));
}

fn narrative(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ConcernsState, draft: &mut Concern) {
    let link = if state.edit_entries { "Done" } else { "Edit" };
    let link = (!draft.narrative.is_empty()).then_some(link);
    if rule::section(ui, "Narrative", link) {
        state.edit_entries = !state.edit_entries;
    }
    if state.edit_entries && !draft.narrative.is_empty() {
        notes_editor(ui, cx, "", &mut draft.narrative);
        return;
    }
    entry(ui, cx, state, draft);
    read(ui, &draft.narrative);
}

/// The entry being written; it goes into the record with its button, not with every key.
fn entry(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ConcernsState, draft: &mut Concern) {
    let Some(note) = state.entries.get_mut(&draft.id) else {
        if Button::link("Add entry")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            let note = Note {
                on: cx.today,
                by: String::new(),
                text: String::new(),
                illustrative: false,
            };
            state.entries.insert(draft.id, note);
        }
        return;
    };
    ui.add_space(size::S1);
    if let Some(on) = Field::side("Entry of").date(ui, note.on, cx.today) {
        note.on = on;
    }
    Field::side("By").text(ui, &mut note.by);
    Field::side("Says").prose(ui, &mut note.text, 3);
    let empty = note.text.trim().is_empty();
    let mut done = false;
    ui.horizontal(|ui| {
        let reason = empty.then_some("An entry says something");
        let keep = Button::outlined("Keep entry").edits().blocked(reason);
        if keep.show(ui).clicked() && !empty {
            draft.narrative.push(note.clone());
            done = true;
        }
        if Button::quiet("Drop entry").show(ui).clicked() {
            done = true;
        }
    });
    ui.add_space(size::S1);
    if done {
        state.entries.remove(&draft.id);
    }
}

/// Entries by date, newest first: the date in a column of its own, then who and what.
fn read(ui: &mut Ui, notes: &[Note]) {
    let tokens = theme::tokens(ui);
    if notes.is_empty() {
        let words = "Nothing is written yet. What was said of it, when and by whom?";
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.muted));
        return;
    }
    let mut list: Vec<&Note> = notes.iter().collect();
    list.sort_by_key(|note| std::cmp::Reverse(note.on));
    for note in list {
        let left = 100.0;
        let top = ui.cursor().min;
        let day = theme::galley(
            ui,
            TextStyle::Small,
            date::short(note.on),
            tokens.text.secondary,
            Fit::Line,
        );
        let mut text = theme::format(TextStyle::Body, tokens.text.primary);
        text.italics = note.illustrative;
        let by = theme::format(TextStyle::Meta, tokens.text.muted);
        let mut runs = vec![(note.text.clone(), text)];
        if !note.by.is_empty() {
            runs.push((format!("\n{}", note.by), by));
        }
        let width = (ui.available_width() - left).clamp(120.0, size::READING);
        let body = theme::galley_of(ui, runs, Fit::Wrap(width));
        let space = vec2(ui.available_width(), body.size().y + 10.0);
        let (rect, response) = ui.allocate_exact_size(space, egui::Sense::hover());
        response.widget_info(|| {
            let name = format!("{}, {}: {}", date::short(note.on), note.by, note.text);
            egui::WidgetInfo::labeled(egui::Role::Label, true, name)
        });
        let ink = tokens.text.primary;
        ui.painter().galley(top + vec2(0.0, 6.0), day, ink);
        ui.painter().galley(top + vec2(left, 5.0), body, ink);
        let y = rect.bottom() + 2.0;
        crate::ui::widgets::paint::hline(ui.painter(), rect.x_range(), y, tokens.line.hair);
    }
}

/// What answers the concern: actions, measures, recommendations, and where it was taken up.
fn answers(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    draft: &mut Concern,
    taken_up: &HashMap<Id<Concern>, Vec<TakenUp>>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    rule::section(ui, "Actions that serve it", None);
    let actions = cx.derived.threads.actions_of_concern(draft.id);
    for action in actions.iter().filter_map(|&id| cx.record.actions.get(id)) {
        let name = format!("{}  {}", action.number, action.title);
        let word = action.status.word();
        let row = link_row(ui, 30.0, &format!("Action {name}, {word}"), |ui, rect| {
            let right = line(ui, rect, &name, word, action.illustrative);
            let square = Rect::from_center_size(
                pos2(right - ROW / 2.0 - size::S1, rect.center().y),
                vec2(ROW, ROW),
            );
            paint_mark(ui, square, brag_mark(action.status));
        });
        if row.clicked() {
            cx.out.go_to(action.id.into());
        }
    }
    if actions.is_empty() {
        ui.add_space(size::S1);
        let verb = "Go to the actions";
        if gap_box(ui, "No action", "Who does what about it?", Some(verb)) {
            cx.out.go(crate::model::SectionId::Actions);
        }
    }
    ui.add_space(size::S3);
    rule::section(ui, "Measures that follow it", None);
    for measure in draft
        .measures
        .iter()
        .filter_map(|&id| cx.record.measures.get(id))
    {
        measure_row(ui, cx, measure);
    }
    if draft.measures.is_empty() {
        ui.add_space(size::S1);
        gap_box(
            ui,
            "No measure",
            "Which figure will show that it is over?",
            None,
        );
    }
    ui.add_space(size::S3);
    rule::section(ui, "Taken up by", None);
    let places = taken_up.get(&draft.id).map_or(&[][..], Vec::as_slice);
    for place in places.iter().take(MOST_ITEMS) {
        let day = date::short(place.on);
        let row = link_row(ui, 28.0, &format!("{}, {day}", place.words), |ui, rect| {
            line(ui, rect, &place.words, &day, false);
        });
        if row.clicked() {
            cx.out.go_to(place.meeting.into());
        }
    }
    if places.is_empty() {
        let ink = theme::tokens(ui).text.muted;
        let words = "No agenda item has taken it up.";
        ui.label(theme::text(TextStyle::Small, words).color(ink));
    } else if places.len() > MOST_ITEMS {
        let ink = theme::tokens(ui).text.muted;
        let words = format!("{} earlier", places.len() - MOST_ITEMS);
        ui.label(theme::text(TextStyle::Meta, words).color(ink));
    }
}

/// Words at the left, cut where those at the right begin; the answer is where those begin.
fn line(ui: &Ui, rect: Rect, left: &str, right: &str, illustrative: bool) -> f32 {
    let tokens = theme::tokens(ui);
    let ink = tokens.text.primary;
    let right = theme::galley(
        ui,
        TextStyle::Small,
        right,
        tokens.text.secondary,
        Fit::Line,
    );
    let start = rect.right() - right.size().x;
    let fit = Fit::Elide(start - rect.left() - ROW - size::S4);
    let left = if illustrative {
        theme::galley_illustrative(ui, TextStyle::Small, left, ink, fit)
    } else {
        theme::galley(ui, TextStyle::Small, left, ink, fit)
    };
    let y = rect.center().y - left.size().y / 2.0;
    ui.painter().galley(pos2(rect.left(), y), left, ink);
    ui.painter()
        .galley(pos2(start, y), right, tokens.text.secondary);
    start
}

fn measure_row(ui: &mut Ui, cx: &ViewCx<'_>, measure: &Measure) {
    let value = measure.latest_number().map_or_else(
        || "no figure yet".to_owned(),
        |(value, number)| format!("{}, {}", measure.show(number), date::short(value.date)),
    );
    let sentence = format!("{}: {value}", measure.title);
    let row = link_row(ui, 28.0, &sentence, |ui, rect| {
        line(ui, rect, &measure.title, &value, measure.illustrative);
    });
    if row.clicked() {
        cx.out.go_to(measure.id.into());
    }
}

/// Every other field, as a form.
fn details(ui: &mut Ui, cx: &ViewCx<'_>, draft: &mut Concern) {
    rule::section(ui, "Partner and details", None);
    ui.add_space(size::S1);
    Field::side("Title")
        .focus(cx.wants_focus(ItemRef::from(draft.id)))
        .text(ui, &mut draft.title);
    Field::side("Partner")
        .hint("Who owns the service or the figures")
        .text(ui, &mut draft.partner);
    Field::side("Led by").text(ui, &mut draft.owner);
    value_field::when(ui, Field::side("Open since"), &mut draft.opened, cx.today);
    Field::side("Raised by").prose(ui, &mut draft.source, 2);
    if let Some(closure) = &mut draft.closed {
        ui.add_space(size::S2);
        rule::section(ui, "How it was closed", None);
        ui.add_space(size::S1);
        if let Some(on) = Field::side("Closed on").date(ui, closure.on, cx.today) {
            closure.on = on;
        }
        pick::meeting_option(ui, cx, Field::side("Meeting"), &mut closure.meeting);
        if let Some(meeting) = closure.meeting {
            chips(ui, cx, &[meeting.into()]);
        }
        evidence_editor(ui, cx, &mut closure.evidence);
    }
    ui.add_space(size::S2);
    link_editor(ui, cx, "Measures", &cx.record.measures, &mut draft.measures);
    ui.add_space(size::S1);
    let recommendations = &cx.record.recommendations;
    link_editor(
        ui,
        cx,
        "Recommendations",
        recommendations,
        &mut draft.recommendations,
    );
    ui.add_space(size::S2);
    let state = if draft.illustrative {
        Tick::On
    } else {
        Tick::Off
    };
    if tick(ui, state, "Illustrative, not a fact").clicked() {
        draft.illustrative = !draft.illustrative;
    }
}
