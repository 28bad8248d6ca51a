//! The item at hand: what it is, who is out of it and why, the decision, its route, and what was said.

use egui::{Stroke, StrokeKind, Ui, vec2};

use crate::{
    analysis::{
        quorum::{self, conflicts},
        reading_order::{Place, place_of_agenda_item},
        route, words,
    },
    app::{MeetingAsk, Message},
    edit::meeting::{Act, votes_fault, why_not_record},
    model::{
        AgendaItem, Decision, DecisionState, Id, ItemRef, MeetingState, Person, Purpose, Votes,
    },
    ui::{
        ViewCx,
        parts::{links, names, pick, private, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            key_cap::key_cap,
            rule,
            status_mark::{self, LINE, Mark, mark_with_word_at},
        },
    },
};

use super::{super::defer, Form, GAP, Hour, Leave, LiveState, consent::route_boxes, forms, hint};

/// Width of a count of votes: its label has to fit.
const VOTE: f32 = 64.0;

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    match hour.meeting.state {
        MeetingState::Planned => {}
        MeetingState::Held | MeetingState::Inquorate | MeetingState::Cancelled => {
            after(ui, cx, state, hour);
            private::block(ui, cx, hour.meeting.id);
            return;
        }
    }
    if state.form == Form::Close {
        forms::close(ui, cx, state, hour);
        return;
    }
    let Some(item) = hour.item else {
        names::small(
            ui,
            "The agenda is empty. Add items on the page of the meeting.",
        );
        return;
    };
    if !hour.meeting.is_live() {
        before(ui, cx, hour);
    }
    head(ui, cx, hour, item);
    out_banner(ui, cx, hour, item);
    if defer::line(ui, cx, hour.meeting, item) {
        state.put_off(item);
    }
    decision(ui, cx, hour, item);
    verbs(ui, cx, state, hour, item);
    forms::ui(ui, cx, state, hour, item);
    arising(ui, cx, item);
    said(ui, cx, state, hour, item);
    own_notes(ui, cx, &place_of_agenda_item(hour.meeting, item));
    if hour.meeting.illustrative {
        ui.add_space(size::S3);
        names::remark(ui, "The meeting and what is said in it are illustrative.");
    }
}

/// Before the opening: what is missing to begin.
fn before(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>) {
    if hour.meeting.date != cx.today {
        let words = format!(
            "The meeting is planned for {}; today is {}",
            crate::model::date::long(hour.meeting.date),
            crate::model::date::long(cx.today)
        );
        mark_with_word_at(ui, Mark::Warning, LINE, &words, "");
    }
    if hour.meeting.chair.is_none() {
        let words = "Nobody is named as chair; the page of the meeting has the field";
        mark_with_word_at(ui, Mark::Note, LINE, words, "");
    }
    names::small(
        ui,
        "Mark who is here, then open the meeting with Ctrl Enter: the first item begins.",
    );
    ui.add_space(size::S2);
}

/// After the close: what follows from the meeting.
fn after(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>) {
    let tokens = theme::tokens(ui);
    let meeting = hour.meeting;
    let closed = meeting.closed.map_or_else(
        || "The meeting is over".to_owned(),
        |at| format!("The meeting closed at {}", value_field::show_time(at)),
    );
    ui.label(theme::text(TextStyle::Title, closed).color(tokens.text.primary));
    let decided = meeting
        .agenda
        .iter()
        .filter_map(|item| item.decision)
        .filter_map(|id| cx.record.decisions.get(id))
        .filter(|decision| decision.state == DecisionState::Taken)
        .count();
    let actions: usize = meeting.agenda.iter().map(|item| item.arising.len()).sum();
    let left = meeting
        .agenda
        .iter()
        .filter(|item| item.deferred.is_some() || item.began.is_none())
        .count();
    names::small(
        ui,
        format!(
            "{}; {}, {}, {} not dealt with.",
            meeting.state.word(),
            counted(decided, "decision", "decisions"),
            counted(actions, "action", "actions"),
            counted(left, "item", "items"),
        ),
    );
    ui.add_space(GAP);
    let drafted = meeting.minutes_drafted.is_some();
    ui.horizontal(|ui| {
        if drafted {
            if Button::primary("Read the minutes").show(ui).clicked() {
                state.leave = Some(Leave::Minutes);
            }
        } else if Button::primary("Draft the minutes")
            .edits()
            .show(ui)
            .clicked()
        {
            let ask = MeetingAsk::Draft(meeting.id, Vec::new());
            cx.out.send(Message::Meeting(ask));
        }
        if Button::outlined("Draw up claims")
            .edits()
            .show(ui)
            .clicked()
        {
            cx.out
                .send(Message::Meeting(MeetingAsk::Claims(meeting.id)));
        }
    });
    if drafted {
        names::small(
            ui,
            "The minutes are drafted from what was recorded. Each item can be edited in its place, and put \
             off to a later meeting.",
        );
    }
}

/// "no actions", "1 action", "3 actions".
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 0 {
        format!("no {many}")
    } else {
        words::figures(count, one, many)
    }
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>, item: &AgendaItem) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        let words = format!("Item {}, {}", item.number, item.purpose.words());
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = match (item.began, item.ended) {
                (Some(from), Some(to)) => format!(
                    "{} to {}",
                    value_field::show_time(from),
                    value_field::show_time(to)
                ),
                (Some(from), None) => {
                    let ran = crate::analysis::agenda::minutes_between(from, hour.now).max(0);
                    let of = item
                        .minutes
                        .map_or_else(String::new, |minutes| format!(" of {minutes}"));
                    format!(
                        "running since {}, {ran}{of} min",
                        value_field::show_time(from)
                    )
                }
                (None, _) => item
                    .minutes
                    .map_or_else(String::new, |minutes| format!("{minutes} min")),
            };
            ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
        });
    });
    let title = theme::text(TextStyle::Figure, &item.title).color(tokens.text.primary);
    let label = ui.add(egui::Label::new(title).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    let mut papers: Vec<String> = Vec::new();
    for paper in &item.papers {
        let late = crate::analysis::agenda::paper_is_late(
            hour.meeting,
            paper,
            &cx.record.board_rules,
            hour.meeting.date,
        );
        papers.push(if late {
            format!("{}, late", paper.title)
        } else {
            paper.title.clone()
        });
    }
    if !papers.is_empty() {
        names::small(ui, format!("Papers: {}", papers.join("; ")));
    }
    let mut chips: Vec<ItemRef> = Vec::new();
    chips.extend(item.minutes_of.map(ItemRef::from));
    chips.extend(item.concerns.iter().map(|id| ItemRef::from(*id)));
    chips.extend(item.clauses.iter().map(|id| ItemRef::from(*id)));
    chips.extend(item.actions.iter().take(8).map(|id| ItemRef::from(*id)));
    links::chips(ui, cx, &chips);
    if item.actions.len() > 8 {
        names::small(ui, format!("and {} more actions", item.actions.len() - 8));
    }
}

/// Who is out for the item, in a box with its bar.
fn out_banner(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>, item: &AgendaItem) {
    let out = conflicts(cx.record, hour.meeting, Some(item));
    let mut there: Vec<(Id<Person>, &String)> = out
        .iter()
        .filter(|(person, _)| {
            hour.meeting.attendance_of(**person).map_or_else(
                || !hour.meeting.is_live(),
                |entry| entry.how == crate::model::Presence::Present,
            )
        })
        .map(|(person, why)| (*person, why))
        .collect();
    if there.is_empty() {
        return;
    }
    there.sort_by_key(|(person, _)| cx.record.people.place(*person));
    let head = match there.len() {
        1 => "One director is out for this item.".to_owned(),
        count => format!(
            "{} directors are out for this item.",
            words::capital(&words::number(count))
        ),
    };
    let each: Vec<String> = there
        .iter()
        .map(|(person, why)| format!("{} ({why})", super::name(cx, *person)))
        .collect();
    let verb = if there.len() == 1 { "counts" } else { "count" };
    let rest = format!(" {} {verb} in neither quorum nor vote.", words::join(&each));
    banner(ui, Mark::Warning, &head, &rest);
}

fn banner(ui: &mut Ui, mark: Mark, head: &str, body: &str) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let runs = [
        (
            head.to_owned(),
            egui::text::TextFormat {
                font_id: TextStyle::Label.font_at(TextStyle::Small.size()),
                ..theme::format(TextStyle::Small, tokens.text.primary)
            },
        ),
        (
            body.to_owned(),
            theme::format(TextStyle::Small, tokens.text.primary),
        ),
    ];
    let galley = theme::galley_of(ui, runs, Fit::Wrap(width - 56.0));
    let space = vec2(width, galley.size().y + 20.0);
    ui.add_space(size::S1);
    let (rect, response) = ui.allocate_exact_size(space, egui::Sense::hover());
    let spoken = format!("{head}{body}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    let painter = ui.painter();
    let border = Stroke::new(size::STROKE, tokens.line.rule);
    painter.rect_stroke(rect, 0.0, border, StrokeKind::Inside);
    let bar = egui::Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, rect.height()));
    painter.rect_filled(bar, 0.0, mark.colour(tokens));
    let square = egui::Rect::from_min_size(rect.min + vec2(14.0, 11.0), vec2(16.0, 16.0));
    status_mark::paint_mark(ui, square, mark);
    let at = rect.min + vec2(40.0, 10.0);
    ui.painter().galley(at, galley, tokens.text.primary);
    ui.add_space(size::S1);
}

fn decision(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>, item: &AgendaItem) {
    let found = item.decision.and_then(|id| cx.record.decisions.get(id));
    let Some(before) = found else {
        if item.purpose == Purpose::Decide || item.minutes_of.is_some() {
            rule::heading(ui, "Decision", "", None);
            if Button::outlined("Write a decision")
                .edits()
                .icon(Icon::Gavel)
                .show(ui)
                .clicked()
            {
                hour.act(cx, Act::Draft(item.id));
            }
        }
        return;
    };
    let beside = format!("decision {}", before.number);
    if rule::heading(ui, "Decision", &beside, Some("All of it")) {
        cx.out.go_to(before.id.into());
    }
    match before.state {
        DecisionState::Taken | DecisionState::Refused => {
            recorded(ui, cx, before);
            return;
        }
        DecisionState::Proposed | DecisionState::Deferred => {}
    }
    let mut decision = before.clone();
    Field::above("Resolved")
        .hint("As it will stand in the minutes")
        .prose(ui, &mut decision.text, 3);
    movers_and_votes(ui, cx, hour, item, &mut decision);
    matter(ui, cx, &mut decision);
    cx.edit_if_changed(before, decision);
    route_boxes(ui, before);
}

/// A decision that was recorded: its words, votes and effect.
fn recorded(ui: &mut Ui, cx: &ViewCx<'_>, decision: &Decision) {
    let tokens = theme::tokens(ui);
    let verb = if decision.state == DecisionState::Taken {
        "Resolved"
    } else {
        "Not carried"
    };
    let words = format!("{verb}: {}", decision.text.trim());
    ui.add(egui::Label::new(theme::text(TextStyle::Body, words).color(tokens.text.primary)).wrap());
    let mut parts: Vec<String> = Vec::new();
    if let Some(person) = decision.moved_by {
        parts.push(format!("moved by {}", super::name(cx, person)));
    }
    if let Some(person) = decision.seconded_by {
        parts.push(format!("seconded by {}", super::name(cx, person)));
    }
    if let Some(votes) = decision.votes {
        parts.push(format!(
            "{} for, {} against, {} abstained",
            votes.for_it, votes.against, votes.abstained
        ));
    }
    if !parts.is_empty() {
        names::small(ui, words::capital(&parts.join(", ")));
    }
    route_boxes(ui, decision);
}

fn movers_and_votes(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    hour: Hour<'_>,
    item: &AgendaItem,
    decision: &mut Decision,
) {
    let out = conflicts(cx.record, hour.meeting, Some(item));
    let can = |person: Id<Person>| {
        !out.contains_key(&person)
            && cx
                .record
                .people
                .get(person)
                .is_some_and(Person::is_director)
            && hour
                .meeting
                .attendance_of(person)
                .is_some_and(|entry| entry.is_there_at(hour.now))
    };
    let mut options: Vec<(Option<Id<Person>>, String)> = vec![(None, "Nobody".to_owned())];
    for entry in &hour.meeting.attendance {
        let chosen = [decision.moved_by, decision.seconded_by].contains(&Some(entry.person));
        if can(entry.person) || chosen {
            options.push((Some(entry.person), super::name(cx, entry.person)));
        }
    }
    let options: Vec<(Option<Id<Person>>, &str)> = options
        .iter()
        .map(|(id, name)| (*id, name.as_str()))
        .collect();
    let counted = quorum::judge(cx.record, hour.meeting, Some(item), Some(hour.now));
    let counting = counted.map(|judged| judged.counting);
    let fault = counting.and_then(|counting| votes_fault(decision, counting));
    let narrow = ui.available_width() < 560.0;
    let votes_width = 3.0 * VOTE + 2.0 * size::S2;
    let each = if narrow {
        (ui.available_width() - size::S3) / 2.0
    } else {
        (ui.available_width() - votes_width - 2.0 * size::S3) / 2.0
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        let field = Field::above("Moved by").width(each);
        if let Some(person) = field.combo(ui, &decision.moved_by, &options) {
            decision.moved_by = person;
        }
        let field = Field::above("Seconded by").width(each);
        if let Some(person) = field.combo(ui, &decision.seconded_by, &options) {
            decision.seconded_by = person;
        }
        if !narrow {
            votes(ui, decision);
        }
    });
    if narrow {
        ui.horizontal_top(|ui| votes(ui, decision));
    }
    if let Some(fault) = fault {
        mark_with_word_at(ui, Mark::Error, LINE, &fault, "");
    }
}

fn votes(ui: &mut Ui, decision: &mut Decision) {
    ui.spacing_mut().item_spacing.x = size::S2;
    let before = decision.votes;
    let mut counts = before.map_or([None; 3], |votes| {
        [
            Some(votes.for_it),
            Some(votes.against),
            Some(votes.abstained),
        ]
    });
    for (label, count) in ["For", "Against", "Abstained"].into_iter().zip(&mut counts) {
        value_field::count_option(ui, Field::above(label).width(VOTE), count);
    }
    decision.votes = counts.iter().any(Option::is_some).then(|| Votes {
        for_it: counts[0].unwrap_or(0),
        against: counts[1].unwrap_or(0),
        abstained: counts[2].unwrap_or(0),
    });
}

/// The reserved matter; choosing one makes the route.
fn matter(ui: &mut Ui, cx: &ViewCx<'_>, decision: &mut Decision) {
    let before = decision.reserved_matter;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        let each = (ui.available_width() - size::S3) / 2.0;
        if !cx.record.reserved_matters.is_empty() {
            let field = Field::above("Reserved matter").width(each);
            let matters = &cx.record.reserved_matters;
            pick::one_of_option(ui, cx, field, matters, &mut decision.reserved_matter);
        }
        let field = Field::above("Takes effect from")
            .hint("With the last consent")
            .width(each);
        value_field::when_option(ui, field, &mut decision.effective_from, cx.today);
    });
    if decision.reserved_matter != before {
        decision.consents.retain(|consent| consent.given.is_some());
        if let Some(matter) = decision
            .reserved_matter
            .and_then(|id| cx.record.reserved_matters.get(id))
        {
            let given = std::mem::take(&mut decision.consents);
            decision.consents = route::completed(matter, given);
        }
    }
}

fn verbs(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, item: &AgendaItem) {
    if !hour.meeting.is_live() {
        return;
    }
    let decision = item.decision.and_then(|id| cx.record.decisions.get(id));
    let waits = decision.is_some_and(|decision| match decision.state {
        DecisionState::Proposed | DecisionState::Deferred => true,
        DecisionState::Taken | DecisionState::Refused => false,
    });
    let why = why_not_record(cx.record, hour.meeting, item, hour.now);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        if waits {
            let record = Button::primary("Record decision")
                .edits()
                .blocked(why.as_deref());
            if record.show(ui).clicked() {
                hour.act(cx, Act::Record(item.id));
            }
            key_cap(ui, "Ctrl Enter");
        }
        if item.deferred.is_none() && Button::outlined("Defer item…").edits().show(ui).clicked() {
            state.put_off(item);
        }
        if Button::quiet("Add action").edits().show(ui).clicked() {
            state.open(Form::Action);
        }
        if Button::quiet("Declaration").edits().show(ui).clicked() {
            let listed = super::people::listed(cx.record, hour.meeting);
            super::open_declaration(state, hour, &listed);
        }
        if Button::outlined("Next item")
            .edits()
            .trailing(Icon::ArrowRight)
            .show(ui)
            .clicked()
        {
            hour.act(cx, Act::Next(item.id));
        }
    });
    if let Some(why) = why.filter(|_| waits) {
        mark_with_word_at(ui, Mark::Warning, LINE, &why, &why);
    }
}

/// Actions agreed under the item.
fn arising(ui: &mut Ui, cx: &ViewCx<'_>, item: &AgendaItem) {
    if item.arising.is_empty() {
        return;
    }
    rule::heading(ui, "Actions agreed", "", None);
    for action in item
        .arising
        .iter()
        .filter_map(|id| cx.record.actions.get(*id))
    {
        let owner = names::or_dash(&action.owner);
        let words = format!(
            "Action {}: {} · {owner} · by {}",
            action.number,
            action.title,
            crate::model::date::short(action.original_due)
        );
        if Button::link(&words).show(ui).clicked() {
            cx.out.go_to(action.id.into());
        }
    }
}

fn said(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut LiveState, hour: Hour<'_>, item: &AgendaItem) {
    ui.add_space(size::S2);
    rule::heading(ui, "Said, for the minute", "", None);
    let tokens = theme::tokens(ui);
    for said in &item.said {
        ui.horizontal_top(|ui| {
            let at = value_field::show_time(said.at);
            ui.label(theme::text(TextStyle::Small, at).color(tokens.text.secondary));
            let words = theme::text(TextStyle::Small, &said.text).color(tokens.text.primary);
            ui.add(egui::Label::new(words).wrap());
        });
        rule::hair(ui);
    }
    if !hour.meeting.is_live() {
        return;
    }
    let response = Field::unlabelled("Note for the minute")
        .hint("Who asked or answered what; Enter keeps it with the time")
        .focus(std::mem::take(&mut state.noting))
        .text(ui, &mut state.said);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered && !state.said.trim().is_empty() {
        hour.act(cx, Act::Said(item.id, std::mem::take(&mut state.said)));
        state.noting = true;
    }
    ui.horizontal(|ui| {
        key_cap(ui, "N");
        hint(ui, "goes to the note");
    });
}

/// What whoever sits here writes for themselves: beside the item, never in its minute.
fn own_notes(ui: &mut Ui, cx: &ViewCx<'_>, place: &Place) {
    ui.add_space(size::S3);
    private::block_of(ui, cx, place);
    if private::shown(ui).is_some() {
        ui.horizontal(|ui| {
            key_cap(ui, "Ctrl J");
            hint(ui, "a question");
            key_cap(ui, "Ctrl M");
            hint(ui, "a note, for you alone");
        });
    }
}
