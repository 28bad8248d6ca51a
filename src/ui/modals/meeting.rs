//! A new meeting: day, time, place and kind, and what would stand on its agenda.

use egui::{Context, ScrollArea, Ui};
use jiff::civil::{Date, Time};

use crate::{
    analysis::words,
    app::{AppState, MeetingAsk, Message, Outbox, meeting::last_meeting},
    edit::plan::{Ask, Plan, plan},
    model::{MeetingKind, Record, date},
    ui::{
        parts::{names, value_field},
        theme::{self, Fit, TextStyle, size},
        widgets::{
            field::Field,
            modal::{ModalAnswer, ModalButton, WIDE, modal},
            rule,
            status_mark::{LINE, Mark, mark_with_word_at},
        },
    },
};

/// Width of the labels of the form.
const LABEL: f32 = 60.0;

/// What was typed for a new meeting.
#[derive(Default)]
pub struct NewMeetingForm {
    ask: Option<Ask>,
    /// The plan for what is typed, and the record it was made from.
    plan: Option<(Record, Ask, Plan)>,
}

impl NewMeetingForm {
    /// Forgets what was typed.
    fn clear(&mut self) {
        *self = Self::default();
    }

    fn follow(&mut self, record: &Record, ask: &Ask) -> &Plan {
        let holds = self.plan.as_ref().is_some_and(|(before, typed, _)| {
            typed == ask
                && before.meetings.same_as(&record.meetings)
                && before.forward_plan.same_as(&record.forward_plan)
                && before.actions.same_as(&record.actions)
                && before.concerns.same_as(&record.concerns)
        });
        if !holds {
            self.plan = None;
        }
        let (_, _, plan) = self.plan.get_or_insert_with(|| {
            // Ids of a preview are never kept; they only have to differ.
            let mut state = 0_u32;
            let made = plan(record, ask, &mut || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 8
            });
            (record.clone(), ask.clone(), made)
        });
        plan
    }
}

/// Paints the form.
pub fn ui(ctx: &Context, state: &AppState, out: &Outbox, form: &mut NewMeetingForm) {
    let Some(document) = &state.document else {
        return out.send(Message::Show(None));
    };
    let record = document.record();
    let today = state.today();
    let first = form.ask.is_none();
    let mut ask = form.ask.take().unwrap_or_else(|| offered(record, today));
    let buttons = [
        ModalButton::cancel("Cancel").unfocused(),
        ModalButton::primary("Plan meeting"),
    ];
    let answer = modal(ctx, "new meeting", WIDE, "Plan a meeting", &buttons, |ui| {
        ui.push_id(("new meeting", document.history.epoch()), |ui| {
            fields(ui, &mut ask, today, first);
            let plan = form.follow(record, &ask);
            notice(ui, record, &ask, today);
            agenda(ui, plan);
        });
    });
    match answer {
        ModalAnswer::Open => form.ask = Some(ask),
        ModalAnswer::Cancelled => {
            form.clear();
            out.send(Message::Show(None));
        }
        ModalAnswer::Pressed(_) => {
            form.clear();
            out.send(Message::Meeting(MeetingAsk::Plan(ask)));
        }
    }
}

/// The body, place and time of the last meeting, four weeks after it or after today.
fn offered(record: &Record, today: Date) -> Ask {
    let last = last_meeting(record);
    let rules = &record.board_rules;
    let title = last
        .map(|last| last.title.clone())
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| {
            if rules.body.is_empty() {
                "Board".to_owned()
            } else {
                rules.body.clone()
            }
        });
    let after = last.map_or(today, |last| last.date.max(today));
    Ask {
        title,
        kind: MeetingKind::Board,
        date: date::plus_days(after, 28),
        starts: last
            .and_then(|last| last.starts)
            .or_else(|| Time::new(14, 0, 0, 0).ok()),
        place: last.map(|last| last.place.clone()).unwrap_or_default(),
    }
}

fn fields(ui: &mut Ui, ask: &mut Ask, today: Date, first: bool) {
    let half = (ui.available_width() - size::S4) / 2.0;
    let side = |label| Field::side(label).label_width(LABEL);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S4;
        ui.vertical(|ui| {
            ui.set_width(half);
            if let Some(day) = side("Day").focus(first).date(ui, ask.date, today) {
                ask.date = day;
            }
            side("Body").text(ui, &mut ask.title);
        });
        ui.vertical(|ui| {
            ui.set_width(half);
            value_field::time_option(ui, side("Starts"), &mut ask.starts);
            side("Place").text(ui, &mut ask.place);
        });
    });
    ui.add_space(size::S1);
    let kinds = MeetingKind::ALL.map(|kind| (kind, kind.words()));
    if let Some(kind) = side("Kind").combo(ui, &ask.kind, &kinds) {
        ask.kind = kind;
    }
}

/// The day in words, and by when notice and papers are due; a warning where that is past.
fn notice(ui: &mut Ui, record: &Record, ask: &Ask, today: Date) {
    let rules = &record.board_rules;
    let notice = date::plus_days(ask.date, -i32::from(rules.notice_days));
    let papers = date::plus_days(ask.date, -i32::from(rules.papers_days));
    ui.add_space(size::S2);
    names::small(
        ui,
        format!(
            "{}. Notice by {}, papers by {}.",
            date::weekday(ask.date),
            date::short(notice),
            date::short(papers)
        ),
    );
    if ask.date < today {
        mark_with_word_at(ui, Mark::Warning, LINE, "This day is past", "");
    } else if notice < today {
        let words = format!(
            "Notice is short: {} are left, the rules ask for {}",
            words::days(date::days_between(today, ask.date)),
            words::days(i32::from(rules.notice_days))
        );
        mark_with_word_at(ui, Mark::Warning, LINE, &words, "");
    }
    let same = record.meetings.iter().any(|one| one.date == ask.date);
    if same {
        let words = "Another meeting is on that day";
        mark_with_word_at(ui, Mark::Note, LINE, words, "");
    }
}

fn agenda(ui: &mut Ui, plan: &Plan) {
    let count = plan.meeting.agenda.len();
    let minutes = crate::analysis::agenda::total_minutes(&plan.meeting);
    let close = crate::analysis::agenda::expected_close(&plan.meeting);
    let mut parts = vec![words::figures(count, "item", "items")];
    if minutes > 0 {
        parts.push(format!("{minutes} minutes"));
    }
    if let Some(close) = close {
        parts.push(format!("until {}", value_field::show_time(close)));
    }
    let beside = parts.join(", ");
    ui.add_space(size::S2);
    rule::heading(ui, "What will be on it", &beside, None);
    if count == 0 {
        names::small(
            ui,
            "Nothing waits, and no item stands on every agenda. Items are added on the meeting’s page.",
        );
        return;
    }
    let height = (ui.ctx().content_rect().height() - 440.0).clamp(120.0, 330.0);
    ScrollArea::vertical()
        .id_salt("planned agenda")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (item, why) in plan.meeting.agenda.iter().zip(&plan.why) {
                row(ui, &item.number, &item.title, &why.words());
            }
        });
}

fn row(ui: &mut Ui, number: &str, title: &str, why: &str) {
    let tokens = theme::tokens(ui);
    let sentence = format!("Item {number}, {title}, {why}");
    let space = egui::vec2(ui.available_width(), 26.0);
    let (rect, response) = ui.allocate_exact_size(space, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &sentence));
    let beside = theme::galley(
        ui,
        TextStyle::Meta,
        why,
        tokens.text.muted,
        Fit::Elide(220.0),
    );
    let room = rect.width() - 44.0 - beside.size().x - size::S3;
    let style = TextStyle::Small;
    let ink = tokens.text.primary;
    let name = theme::galley(ui, style, title, ink, Fit::Elide(room));
    let number = theme::galley(ui, style, number, tokens.text.muted, Fit::Elide(26.0));
    let middle = |height: f32| rect.center().y - height / 2.0;
    let painter = ui.painter();
    let at = egui::pos2(
        rect.left() + 24.0 - number.size().x,
        middle(number.size().y),
    );
    painter.galley(at, number, tokens.text.muted);
    let at = egui::pos2(rect.left() + 36.0, middle(name.size().y));
    painter.galley(at, name, ink);
    let at = egui::pos2(
        rect.right() - 8.0 - beside.size().x,
        middle(beside.size().y),
    );
    painter.galley(at, beside, tokens.text.muted);
    crate::ui::widgets::paint::hline(
        painter,
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.hair,
    );
}
