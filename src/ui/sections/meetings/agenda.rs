//! The agenda of a meeting: items in order with clock, quorum and papers; one of them open to edit.

use egui::Ui;

use crate::{
    analysis::{
        agenda, quorum,
        reading_order::{agenda_key, place_of_agenda_item},
    },
    app::{MeetingAsk, Message},
    edit::meeting::Act,
    model::{AgendaItem, Meeting, Purpose},
    ui::{
        ViewCx,
        parts::{names, private, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            locked,
            row::choice_row,
            rule,
            status_mark::{self, Mark},
        },
    },
};

use super::{MeetingsState, agenda_item, list};

/// What an item's form asks of the agenda round it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    Down,
    Remove,
    Close,
}

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MeetingsState,
    before: &Meeting,
    meeting: &mut Meeting,
) {
    if before.agenda.is_empty() {
        let why =
            "Items to decide show their quorum and who is conflicted before anybody sits down.";
        if empty_state(
            ui,
            "The agenda is empty.",
            why,
            Some((Icon::Plus, "Add agenda item")),
        ) {
            add(cx, state, before);
        }
        return;
    }
    let clock = agenda::clock(before);
    let mut asked = None;
    let mut rows: Vec<egui::Rect> = Vec::new();
    let mut dragged = None;
    for (place, item) in before.agenda.iter().enumerate() {
        let at = clock
            .get(place)
            .copied()
            .flatten()
            .map(value_field::show_time);
        let open = state.open == Some(item.id);
        let response = row(ui, cx, before, item, at.as_deref(), open);
        rows.push(response.rect);
        if response.clicked() {
            state.open = (!open).then_some(item.id);
        }
        let locked = locked::reason(ui).is_some();
        if response.has_focus()
            && !locked
            && let Some(step) = moved_by_key(ui, &response)
        {
            asked = Some((place, step));
        }
        if !locked && let Some(to) = grip(ui, &response, &item.number) {
            dragged = Some((place, to));
        }
        if open && let Some(draft) = meeting.agenda.get_mut(place) {
            ui.push_id(item.id, |ui| {
                let note = place_of_agenda_item(before, item);
                if locked {
                    ui.add_space(size::S2);
                    private::block_of(ui, cx, &note);
                    rule::hair(ui);
                }
                if let Some(step) = agenda_item::ui(ui, cx, before, draft) {
                    asked = Some((place, step));
                }
                if !locked {
                    private::block_of(ui, cx, &note);
                    rule::hair(ui);
                }
            });
        }
    }
    if let Some((place, pull)) = dragged {
        drop_at(ui, meeting, place, pull, &rows);
    }
    if let Some((place, step)) = asked {
        apply(&mut meeting.agenda, place, step);
        if step != Move::Close {
            agenda::renumber(meeting);
        }
        if step == Move::Close || step == Move::Remove {
            state.open = None;
        }
    }
    ui.add_space(size::S2);
    foot(ui, cx, state, before, meeting);
}

/// Alt with an arrow moves the item whose row has the focus.
fn moved_by_key(ui: &Ui, response: &egui::Response) -> Option<Move> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::ALT, key));
    let step = if pressed(egui::Key::ArrowUp) {
        Move::Up
    } else if pressed(egui::Key::ArrowDown) {
        Move::Down
    } else {
        return None;
    };
    response.request_focus();
    Some(step)
}

/// What a pull at a row's number does: where the pointer is, and whether it was let go.
#[derive(Debug, Clone, Copy)]
struct Pull {
    y: f32,
    released: bool,
}

/// The number of a row is its handle: pulled up or down, it takes the item along.
fn grip(ui: &Ui, row: &egui::Response, number: &str) -> Option<Pull> {
    let place = egui::Rect::from_min_size(row.rect.min, egui::vec2(40.0, 40.0));
    let response = ui
        .interact(place, row.id.with("grip"), egui::Sense::DRAG)
        .on_hover_cursor(egui::CursorIcon::Grab)
        .on_hover_text(format!(
            "Pull item {number} to another place, or Alt with an arrow"
        ));
    let y = response.interact_pointer_pos()?.y;
    (response.dragged() || response.drag_stopped()).then_some(Pull {
        y,
        released: response.drag_stopped(),
    })
}

/// Shows where a pulled item would go, and puts it there when it is let go.
fn drop_at(ui: &Ui, meeting: &mut Meeting, from: usize, pull: Pull, rows: &[egui::Rect]) {
    let to = rows.iter().filter(|rect| rect.center().y < pull.y).count();
    if let Some(rect) = rows.first() {
        let y = match to.checked_sub(1).and_then(|above| rows.get(above)) {
            Some(above) => above.bottom(),
            None => rect.top(),
        };
        let stroke = egui::Stroke::new(2.0, theme::tokens(ui).accent.base);
        ui.painter().hline(rect.x_range(), y, stroke);
    }
    if pull.released {
        carry(&mut meeting.agenda, from, to);
        agenda::renumber(meeting);
    }
}

/// Takes the item at `from` to stand before the item that is at `to` now.
pub(super) fn carry(agenda: &mut Vec<AgendaItem>, from: usize, to: usize) {
    if from >= agenda.len() {
        return;
    }
    let item = agenda.remove(from);
    let place = if to > from { to - 1 } else { to };
    agenda.insert(place.min(agenda.len()), item);
}

/// Moves or removes an item of the list.
pub(super) fn apply(agenda: &mut Vec<AgendaItem>, place: usize, step: Move) {
    match step {
        Move::Up if place > 0 && place < agenda.len() => agenda.swap(place, place - 1),
        Move::Down if place + 1 < agenda.len() => agenda.swap(place, place + 1),
        Move::Remove if place < agenda.len() => {
            agenda.remove(place);
        }
        Move::Up | Move::Down | Move::Remove | Move::Close => {}
    }
}

/// Adds an item at the end. Where numbers are out it comes in behind the item whose form is open.
fn add(cx: &ViewCx<'_>, state: &mut MeetingsState, meeting: &Meeting) {
    state.awaiting = Some((meeting.id, meeting.agenda.len()));
    match state.open.filter(|_| meeting.numbers_are_out()) {
        Some(after) => {
            let late = Act::Late(String::new(), Purpose::Note, Some(after));
            let ask = MeetingAsk::Act(meeting.id, late);
            cx.out.send(Message::Meeting(ask));
        }
        None => cx.out.send(Message::AddAgendaItem(meeting.id)),
    }
}

fn foot(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut MeetingsState,
    before: &Meeting,
    meeting: &mut Meeting,
) {
    ui.horizontal(|ui| {
        let pressed = Button::outlined("Add agenda item")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked();
        if pressed {
            add(cx, state, before);
        }
        let numbered = before
            .agenda
            .iter()
            .enumerate()
            .all(|(place, item)| item.number == (place + 1).to_string());
        if before.numbers_are_out() {
            names::small(ui, "Numbers are out: a late item takes a letter.");
        } else if !numbered {
            let tooltip = "Numbers all items from 1 in their order";
            if Button::quiet("Number from 1")
                .edits()
                .tooltip(tooltip)
                .show(ui)
                .clicked()
            {
                agenda::renumber(meeting);
            }
        }
        let minutes = agenda::total_minutes(before);
        if minutes > 0 {
            let close = agenda::expected_close(before)
                .map(|close| format!(", until {}", value_field::show_time(close)))
                .unwrap_or_default();
            names::small(ui, format!("{minutes} minutes together{close}"));
        }
    });
}

/// What is said under the title of an item: purpose, presenter, minutes, papers, why it is withheld.
fn second_line(cx: &ViewCx<'_>, meeting: &Meeting, item: &AgendaItem) -> String {
    let mut parts = vec![item.purpose.words().to_owned()];
    if !item.presenter.is_empty() {
        parts.push(item.presenter.clone());
    }
    if let Some(minutes) = item.minutes {
        parts.push(format!("{minutes} min"));
    }
    let rules = &cx.record.board_rules;
    let late = item
        .papers
        .iter()
        .filter(|paper| {
            paper.received.is_none() && agenda::paper_is_late(meeting, paper, rules, cx.today)
        })
        .count();
    match (item.papers.len(), late) {
        (0, _) => {}
        (1, 0) => parts.push("1 paper".to_owned()),
        (count, 0) => parts.push(format!("{count} papers")),
        (1, _) => parts.push("paper late".to_owned()),
        (count, late) => parts.push(format!("{late} of {count} papers late")),
    }
    if item.restricted.is_some() {
        parts.push("restricted".to_owned());
    }
    if item.deferred.is_some() {
        parts.push("put off".to_owned());
    } else if meeting.closed.is_some() && meeting.opened.is_some() && item.began.is_none() {
        parts.push("not reached".to_owned());
    }
    parts.join(" · ")
}

/// The quorum of an item to decide, or of one with a conflict: mark, sentence, who is out.
fn quorum_line(cx: &ViewCx<'_>, meeting: &Meeting, item: &AgendaItem) -> Option<(Mark, String)> {
    if meeting.state == crate::model::MeetingState::Cancelled {
        return None;
    }
    let judged = quorum::judge_item(cx.record, meeting, item)?;
    if item.purpose != Purpose::Decide && judged.conflicted.is_empty() {
        return None;
    }
    let out: Vec<String> = judged
        .conflicted
        .iter()
        .zip(&judged.conflict_reasons)
        .map(|(person, reason)| format!("{} ({reason})", names::person(cx.record, *person)))
        .collect();
    let mut words = judged.sentence();
    words.push_str(&list::bare_sides(&judged));
    if !out.is_empty() {
        words.push_str(". Out: ");
        words.push_str(&out.join(", "));
    }
    Some((list::mark_of(&judged), words))
}

/// One item.
fn row(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    meeting: &Meeting,
    item: &AgendaItem,
    at: Option<&str>,
    open: bool,
) -> egui::Response {
    let second = second_line(cx, meeting, item);
    let quorum = quorum_line(cx, meeting, item);
    let title = if item.title.trim().is_empty() {
        "A new agenda item"
    } else {
        &item.title
    };
    let mut sentence = format!("Item {}, {title}, {second}", item.number);
    if let Some((_, words)) = &quorum {
        sentence.push_str(". ");
        sentence.push_str(words);
    }
    let own = agenda_key(item.id);
    sentence.push_str(&private::heard_of(private::shown(ui).as_deref(), &own));
    let own = private::mark_of(ui, &own);
    let width = ui.available_width();
    let text_left = size::S3 + 92.0;
    let ink = theme::tokens(ui).text.secondary;
    let words = quorum.as_ref().map(|(mark, words)| {
        let fit = Fit::Wrap(width - text_left - size::S3 - 22.0);
        (
            *mark,
            theme::galley(ui, TextStyle::Meta, &**words, ink, fit),
        )
    });
    let height = 46.0
        + words
            .as_ref()
            .map_or(0.0, |(_, words)| words.size().y + 2.0);
    let id = ui.make_persistent_id(("agenda", item.id));
    choice_row(ui, id, height, &sentence, open, |ui, rect| {
        let tokens = theme::tokens(ui);
        let ink = tokens.text.primary;
        let top = rect.top() + 5.0;
        let put = |ui: &Ui, x: f32, y: f32, style, text: &str, colour, width| {
            let galley = theme::galley(ui, style, text, colour, Fit::Elide(width));
            ui.painter().galley(egui::pos2(x, y), galley, colour);
        };
        let left = rect.left();
        put(
            ui,
            left,
            top,
            TextStyle::BodyMedium,
            &item.number,
            ink,
            34.0,
        );
        let at = at.unwrap_or("–");
        put(
            ui,
            left + 38.0,
            top + 1.0,
            TextStyle::Small,
            at,
            tokens.text.muted,
            46.0,
        );
        let style = if open || item.purpose == Purpose::Decide {
            TextStyle::BodyStrong
        } else {
            TextStyle::BodyMedium
        };
        let mut room = rect.width() - 100.0;
        if let Some(own) = &own {
            let right = egui::pos2(rect.right() - size::S1, top + 2.0);
            room -= private::paint_mark(ui, right, own) + size::S3;
        }
        put(ui, left + 92.0, top, style, title, ink, room);
        put(
            ui,
            left + 92.0,
            top + 20.0,
            TextStyle::Meta,
            &second,
            tokens.text.secondary,
            room,
        );
        if let Some((mark, galley)) = words {
            let y = top + 38.0;
            let square =
                egui::Rect::from_min_size(egui::pos2(left + 92.0, y + 1.0), egui::vec2(14.0, 14.0));
            status_mark::paint_mark_with(ui, square, mark, "");
            let at = egui::pos2(left + 92.0 + 20.0, y);
            ui.painter().galley(at, galley, tokens.text.secondary);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::create::Maker, model::Record};

    #[test]
    fn items_move_within_their_agenda_and_no_further() {
        let record = Record::default();
        let mut state = 0_u32;
        let mut random = || {
            state += 11;
            state
        };
        let mut maker = Maker {
            record: &record,
            today: jiff::civil::date(2019, 9, 24),
            random: &mut random,
        };
        let mut agenda = Vec::new();
        for _ in 0..3 {
            let item = maker.agenda_item(&agenda);
            agenda.push(item);
        }
        let numbers = |agenda: &[AgendaItem]| -> Vec<String> {
            agenda.iter().map(|item| item.number.clone()).collect()
        };
        apply(&mut agenda, 2, Move::Up);
        assert_eq!(numbers(&agenda), ["1", "3", "2"]);
        apply(&mut agenda, 2, Move::Down);
        apply(&mut agenda, 0, Move::Up);
        assert_eq!(numbers(&agenda), ["1", "3", "2"]);
        carry(&mut agenda, 0, 3);
        assert_eq!(numbers(&agenda), ["3", "2", "1"]);
        carry(&mut agenda, 2, 0);
        assert_eq!(numbers(&agenda), ["1", "3", "2"]);
        carry(&mut agenda, 1, 2);
        assert_eq!(
            numbers(&agenda),
            ["1", "3", "2"],
            "before its neighbour is where it is"
        );
        apply(&mut agenda, 1, Move::Remove);
        assert_eq!(numbers(&agenda), ["1", "2"]);
    }
}
