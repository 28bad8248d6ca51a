//! The question that closes a concern: the day, the meeting, the evidence.

use egui::Ui;
use jiff::civil::Date;

use crate::{
    analysis::concerns::{refuse_closing, reopening_words},
    model::{Closure, Concern, Evidence, Id, Meeting, Note},
    ui::{
        ViewCx,
        parts::pick,
        theme::{self, TextStyle, size},
        widgets::{
            field::Field,
            finding_row::finding_row,
            modal::{self, ModalAnswer, ModalButton, modal},
            status_mark::Mark,
        },
    },
};

/// What was entered so far.
pub(super) struct Closing {
    concern: Id<Concern>,
    on: Date,
    meeting: Option<Id<Meeting>>,
    evidence: String,
    dated: Date,
    kept_at: String,
}

impl Closing {
    /// Nothing entered yet; the meeting is the last one held, since it is the likeliest.
    pub(super) fn new(cx: &ViewCx<'_>, concern: Id<Concern>) -> Self {
        Self {
            concern,
            on: cx.today,
            meeting: cx.record.last_meeting(cx.today).map(|meeting| meeting.id),
            evidence: String::new(),
            dated: cx.today,
            kept_at: String::new(),
        }
    }

    fn closure(&self) -> Closure {
        Closure {
            on: self.on,
            meeting: self.meeting,
            evidence: vec![Evidence {
                title: self.evidence.trim().to_owned(),
                on: self.dated,
                kept_at: self.kept_at.trim().to_owned(),
                accepted_by: None,
                accepted_at: self.meeting,
                illustrative: false,
            }],
        }
    }
}

/// Asks while the question is open, and closes the concern on the answer.
pub(super) fn ask(ui: &Ui, cx: &ViewCx<'_>, closing: &mut Option<Closing>) {
    let Some(open) = closing else { return };
    let Some(before) = cx.record.concerns.get(open.concern) else {
        *closing = None;
        return;
    };
    let refused = refuse_closing(open.meeting, &open.evidence);
    let buttons = [
        ModalButton::cancel("Keep it open").unfocused(),
        ModalButton::primary("Close concern").blocked(refused),
    ];
    let title = format!("Close “{}”?", before.title);
    let answer = modal(
        ui.ctx(),
        "close concern",
        modal::NARROW,
        &title,
        &buttons,
        |ui| {
            form(ui, cx, open, refused);
        },
    );
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Pressed(1) if refused.is_none() => {
            let mut draft = before.clone();
            draft.closed = Some(open.closure());
            cx.out.edit(draft);
            *closing = None;
        }
        ModalAnswer::Cancelled | ModalAnswer::Pressed(_) => *closing = None,
    }
}

fn form(ui: &mut Ui, cx: &ViewCx<'_>, open: &mut Closing, refused: Option<&str>) {
    let tokens = theme::tokens(ui);
    let why = "It leaves the agenda of every meeting. It can be opened again.";
    ui.label(theme::text(TextStyle::Small, why).color(tokens.text.secondary));
    ui.add_space(size::S2);
    Field::side("Evidence")
        .hint("What shows that it is over")
        .text(ui, &mut open.evidence);
    if let Some(dated) = Field::side("Dated").date(ui, open.dated, cx.today) {
        open.dated = dated;
    }
    Field::side("Kept at")
        .hint("File, minute or address")
        .text(ui, &mut open.kept_at);
    pick::meeting_option(ui, cx, Field::side("Meeting"), &mut open.meeting);
    if let Some(on) = Field::side("Closed on").date(ui, open.on, cx.today) {
        open.on = on;
    }
    // Why the verb is grey stands beside it and not only in a tooltip.
    if let Some(refused) = refused {
        finding_row(ui, Mark::Error, "", refused, None);
    }
}

/// Opens a closed concern again; how it had been closed goes into its narrative.
pub(super) fn reopen(cx: &ViewCx<'_>, concern: &Concern) {
    let mut draft = concern.clone();
    draft.narrative.push(Note {
        on: cx.today,
        by: String::new(),
        text: reopening_words(cx.record, concern),
        illustrative: false,
    });
    draft.closed = None;
    cx.out.edit(draft);
}
