//! What is due before a meeting, nearest first: notice, papers with their authors, terms and waivers that
//! end, clauses to be judged. A line each, with the days that are left.

use std::sync::Arc;

use egui::Ui;
use jiff::civil::Date;

use crate::{
    analysis::due::{self, Due},
    model::{BoardRules, Clause, Id, Items, Meeting, MeetingState, Person, Waiver, date},
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle},
        widgets::{
            row::link_row,
            rule,
            status_mark::{self, Mark},
        },
    },
};

/// Most lines shown at once.
const MOST: usize = 4;
/// Height of a line.
const ROW: f32 = 26.0;

/// What is due before one meeting, kept until a list that it follows from changes.
#[derive(Debug, Default)]
pub(super) struct WeekState {
    basis: Option<Basis>,
    list: Vec<Due>,
    all: bool,
}

#[derive(Debug)]
struct Basis {
    meeting: Id<Meeting>,
    meetings: Items<Meeting>,
    clauses: Items<Clause>,
    people: Items<Person>,
    waivers: Items<Waiver>,
    rules: Arc<BoardRules>,
    today: Date,
}

impl WeekState {
    fn refresh(&mut self, cx: &ViewCx<'_>, meeting: &Meeting) {
        let record = cx.record;
        let holds = self.basis.as_ref().is_some_and(|basis| {
            basis.meeting == meeting.id
                && basis.meetings.same_as(&record.meetings)
                && basis.clauses.same_as(&record.clauses)
                && basis.people.same_as(&record.people)
                && basis.waivers.same_as(&record.waivers)
                && Arc::ptr_eq(&basis.rules, &record.board_rules)
                && basis.today == cx.today
        });
        if holds {
            return;
        }
        self.list = due::before(record, meeting, cx.today);
        self.basis = Some(Basis {
            meeting: meeting.id,
            meetings: record.meetings.clone(),
            clauses: record.clauses.clone(),
            people: record.people.clone(),
            waivers: record.waivers.clone(),
            rules: Arc::clone(&record.board_rules),
            today: cx.today,
        });
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut WeekState, meeting: &Meeting) {
    if meeting.state != MeetingState::Planned || meeting.is_live() || meeting.date < cx.today {
        return;
    }
    state.refresh(cx, meeting);
    let WeekState { list, all, .. } = state;
    if list.is_empty() {
        return;
    }
    let late = list.iter().filter(|one| one.days < 0).count();
    let beside = if late == 0 {
        format!("{}", list.len())
    } else {
        format!("{}, {late} late", list.len())
    };
    let more = list.len() > MOST;
    let link = more.then_some(if *all { "Fewer" } else { "All" });
    if rule::heading(ui, "Due before the meeting", &beside, link) {
        *all = !*all;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown = if *all { list.len() } else { MOST };
    for one in list.iter().take(shown) {
        line(ui, cx, one);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

fn line(ui: &mut Ui, cx: &ViewCx<'_>, one: &Due) {
    let left = one.words();
    let sentence = format!("{}, {}, {left}", one.what, date::short(one.on));
    let response = ui.push_id((one.goto, &one.what), |ui| {
        link_row(ui, ROW, &sentence, |ui, rect| {
            let tokens = theme::tokens(ui);
            let ink = tokens.text.primary;
            let mark = egui::Rect::from_center_size(
                egui::pos2(rect.left() + 8.0, rect.center().y),
                egui::vec2(14.0, 14.0),
            );
            if one.days < 0 {
                status_mark::paint_mark(ui, mark, Mark::Warning);
            }
            let day = date::day_month(one.on);
            let day = theme::galley(ui, TextStyle::Small, day, tokens.text.secondary, Fit::Line);
            let left = theme::galley(ui, TextStyle::Meta, left, tokens.text.muted, Fit::Line);
            let room = rect.width() - 96.0 - left.size().x - 8.0;
            let what = theme::galley(ui, TextStyle::Small, &*one.what, ink, Fit::Elide(room));
            let y = |height: f32| rect.center().y - height / 2.0;
            let painter = ui.painter();
            painter.galley(
                egui::pos2(rect.left() + 26.0, y(day.size().y)),
                day,
                tokens.text.secondary,
            );
            painter.galley(egui::pos2(rect.left() + 88.0, y(what.size().y)), what, ink);
            painter.galley(
                egui::pos2(rect.right() - left.size().x, y(left.size().y)),
                left,
                tokens.text.muted,
            );
        })
    });
    if response.inner.clicked() {
        cx.out.go_to(one.goto);
    }
}
