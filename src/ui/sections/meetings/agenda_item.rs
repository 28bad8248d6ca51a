//! The form of an agenda item, under its row.

use egui::{Frame, Margin, Ui};

use crate::{
    analysis::agenda,
    app::{Message, NewItem},
    model::{AgendaItem, Meeting, Paper, Purpose, Restriction, date},
    ui::{
        ViewCx,
        parts::{link_editor, links, list::list_editor, names, pick, value_field},
        theme::{Icon, size},
        widgets::{
            button::Button,
            field::Field,
            rule,
            status_mark::{Mark, mark_with_word_at},
        },
    },
};

use super::agenda::Move;

/// From this width the form has two columns.
const TWO_COLUMNS: f32 = 640.0;

pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    meeting: &Meeting,
    item: &mut AgendaItem,
) -> Option<Move> {
    let mut asked = None;
    let inside = Margin {
        left: 12,
        right: 12,
        top: 10,
        bottom: 14,
    };
    Frame::new().inner_margin(inside).show(ui, |ui| {
        asked = verbs(ui, item);
        ui.add_space(size::S1);
        if ui.available_width() >= TWO_COLUMNS {
            ui.columns_const(|[left, right]| {
                basics(left, item);
                links_of(left, cx, meeting, item);
                papers(right, cx, meeting, item);
                restriction(right, cx, item);
            });
        } else {
            basics(ui, item);
            papers(ui, cx, meeting, item);
            restriction(ui, cx, item);
            links_of(ui, cx, meeting, item);
        }
        Field::above("Minute")
            .hint("What was said and agreed")
            .prose(ui, &mut item.minute, 3);
    });
    rule::hair(ui);
    asked
}

fn verbs(ui: &mut Ui, item: &AgendaItem) -> Option<Move> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let name = &item.number;
        for (icon, words, step) in [
            (Icon::ArrowUp, format!("Move item {name} up"), Move::Up),
            (
                Icon::ArrowDown,
                format!("Move item {name} down"),
                Move::Down,
            ),
            (Icon::Trash, format!("Remove item {name}"), Move::Remove),
            (Icon::X, format!("Close item {name}"), Move::Close),
        ] {
            let button = Button::of_icon(icon, &words);
            let button = if step == Move::Close {
                button
            } else {
                button.edits()
            };
            if button.show(ui).clicked() {
                asked = Some(step);
            }
        }
    });
    asked
}

fn basics(ui: &mut Ui, item: &mut AgendaItem) {
    Field::side("Number").width(70.0).text(ui, &mut item.number);
    let fresh = item.title.is_empty() && item.minutes.is_none();
    let asked = ui.make_persistent_id("focus asked");
    let first = fresh && !ui.data(|data| data.get_temp::<bool>(asked).unwrap_or(false));
    ui.data_mut(|data| data.insert_temp(asked, true));
    Field::side("Title").focus(first).text(ui, &mut item.title);
    let purposes = Purpose::ALL.map(|purpose| (purpose, purpose.words()));
    if let Some(purpose) = Field::side("Purpose").combo(ui, &item.purpose, &purposes) {
        item.purpose = purpose;
    }
    Field::side("Presenter").text(ui, &mut item.presenter);
    value_field::count_option(ui, Field::side("Minutes").width(70.0), &mut item.minutes);
    Field::side("Summary")
        .hint("What it comes to, in a line")
        .text(ui, &mut item.summary);
    list_editor(
        ui,
        "Bodies it touches",
        "body",
        &mut item.bodies,
        String::new,
        |ui, body| {
            Field::unlabelled("Body")
                .hint("Whoever has an interest in it is conflicted")
                .text(ui, body);
        },
    );
}

fn papers(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &Meeting, item: &mut AgendaItem) {
    let fresh = || Paper {
        title: String::new(),
        author: String::new(),
        due: None,
        received: None,
    };
    let rules = &cx.record.board_rules;
    list_editor(
        ui,
        "Papers",
        "paper",
        &mut item.papers,
        fresh,
        |ui, paper| {
            Field::side("Title").text(ui, &mut paper.title);
            Field::side("Author").text(ui, &mut paper.author);
            let due = agenda::paper_due(meeting, paper, rules);
            let hint = format!("{}, by the rules", date::short(due));
            if let Some(new) = Field::side("Due")
                .hint(&hint)
                .date_opt(ui, paper.due, cx.today)
            {
                paper.due = new;
            }
            let received = Field::side("Received").date_opt(ui, paper.received, cx.today);
            if let Some(received) = received {
                paper.received = received;
            }
            if agenda::paper_is_late(meeting, paper, rules, cx.today) {
                let words = match paper.received {
                    Some(_) => format!("Came late; was due {}", date::short(due)),
                    None => format!("Late; was due {}", date::short(due)),
                };
                mark_with_word_at(ui, Mark::Warning, 13.0, &words, "");
            }
        },
    );
}

fn restriction(ui: &mut Ui, cx: &ViewCx<'_>, item: &mut AgendaItem) {
    let mut withheld = item.restricted.is_some();
    names::turn(ui, &mut withheld, "Restricted: not in the public pack");
    if withheld && item.restricted.is_none() {
        item.restricted = Some(Restriction {
            code: String::new(),
            reason: String::new(),
            reviewer: String::new(),
            review_on: None,
        });
    } else if !withheld {
        item.restricted = None;
    }
    if let Some(restriction) = &mut item.restricted {
        code(ui, cx, &mut restriction.code);
        Field::side("Reason").prose(ui, &mut restriction.reason, 1);
        Field::side("Reviewer")
            .hint("Who answers for it")
            .text(ui, &mut restriction.reviewer);
        let review = Field::side("Review on").date_opt(ui, restriction.review_on, cx.today);
        if let Some(on) = review {
            restriction.review_on = on;
        }
        if restriction.reason.trim().is_empty() && restriction.code.is_empty() {
            mark_with_word_at(
                ui,
                Mark::Warning,
                13.0,
                "A restriction needs its reason",
                "",
            );
        }
    }
}

/// The ground as a code of the board's own list, and whatever the file says besides.
fn code(ui: &mut Ui, cx: &ViewCx<'_>, code: &mut String) {
    let codes = cx.record.board_rules.codes();
    let mut options: Vec<(String, &str)> = vec![(String::new(), "No code")];
    options.extend(codes.iter().map(|one| ((*one).to_owned(), *one)));
    let known = code.is_empty() || codes.contains(&code.as_str());
    let own = code.clone();
    if !known {
        options.push((own.clone(), own.as_str()));
    }
    if let Some(chosen) = Field::side("Code").combo(ui, code, &options) {
        *code = chosen;
    }
}

fn links_of(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &Meeting, item: &mut AgendaItem) {
    pick::decision_option(ui, cx, Field::side("Decision"), &mut item.decision);
    if let Some(decision) = item.decision {
        links::chips(ui, cx, &[decision.into()]);
    } else if item.purpose == Purpose::Decide {
        let add = Button::link("Add decision of this meeting")
            .edits()
            .icon(Icon::Plus)
            .show(ui);
        if add.clicked() {
            let what = NewItem::Decision(Some(meeting.id));
            cx.out.send(Message::Add(what));
        }
    }
    link_editor(ui, cx, "Concerns", &cx.record.concerns, &mut item.concerns);
    link_editor(ui, cx, "Clauses", &cx.record.clauses, &mut item.clauses);
    link_editor(ui, cx, "Actions", &cx.record.actions, &mut item.actions);
}
