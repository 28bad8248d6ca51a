//! A note pinned to a date, and a rebase with its reason and owner: made on the chart.

use egui::Context;
use jiff::civil::Date;

use crate::{
    analysis::{
        curve::{Curve, series_in},
        series::{SnapRebase, snap_rebase},
    },
    model::{ChartNote, Measure, Rebase, date::short},
    ui::{
        ViewCx,
        theme::{self, TextStyle},
        widgets::{
            field::Field,
            modal::{self, ModalAnswer, ModalButton, modal},
        },
    },
};

use super::focus::FocusState;

/// The question that is open over a chart.
pub(super) struct Dialog {
    kind: Kind,
    date: Date,
    text: String,
    by: String,
    first: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Note,
    Rebase,
}

impl Dialog {
    /// A note at the cursor, or at the newest value.
    pub(super) fn note(focus: &FocusState, measure: &Measure, today: Date) -> Self {
        Self::new(Kind::Note, focus, measure, today)
    }

    /// A rebase at the cursor, or at the newest value.
    pub(super) fn rebase(focus: &FocusState, measure: &Measure, today: Date) -> Self {
        Self::new(Kind::Rebase, focus, measure, today)
    }

    fn new(kind: Kind, focus: &FocusState, measure: &Measure, today: Date) -> Self {
        let mut dates: Vec<Date> = measure.values.iter().map(|value| value.date).collect();
        dates.sort_unstable();
        dates.dedup();
        let at = focus.chart.cursor.and_then(|place| dates.get(place));
        Self {
            kind,
            date: at.or(dates.last()).copied().unwrap_or(today),
            text: String::new(),
            by: measure.owner.clone(),
            first: true,
        }
    }
}

/// Shows the open question, if there is one, and does what it is answered with.
pub(super) fn ui(
    ctx: &Context,
    cx: &ViewCx<'_>,
    measure: &Measure,
    curve: &Curve,
    focus: &mut FocusState,
) {
    let Some(dialog) = &mut focus.dialog else {
        return;
    };
    let (title, verb) = match dialog.kind {
        Kind::Note => ("What should be noted on this chart?", "Add note"),
        Kind::Rebase => ("Why do limits start afresh?", "Add rebase"),
    };
    let effect = effect(cx, measure, dialog);
    let missing = missing(dialog, effect.as_ref().err());
    let buttons = [
        ModalButton::cancel("Cancel").unfocused(),
        ModalButton::primary(verb).blocked(missing.as_deref()),
    ];
    let answer = modal(ctx, "curve", modal::NARROW, title, &buttons, |ui| {
        if let Some(date) = Field::side("Date").date(ui, dialog.date, cx.today) {
            dialog.date = date;
        }
        let first = std::mem::take(&mut dialog.first);
        match dialog.kind {
            Kind::Note => {
                Field::side("Note")
                    .focus(first)
                    .prose(ui, &mut dialog.text, 3);
                Field::side("By").text(ui, &mut dialog.by);
            }
            Kind::Rebase => {
                Field::side("Reason")
                    .hint("The known cause, such as “New team”")
                    .focus(first)
                    .text(ui, &mut dialog.text);
                Field::side("Owner").text(ui, &mut dialog.by);
            }
        }
        let words = effect.as_ref().unwrap_or_else(|why| why);
        let ink = theme::tokens(ui).text.secondary;
        ui.label(theme::text(TextStyle::Small, words).color(ink));
        if let Some(missing) = &missing
            && effect.is_ok()
        {
            ui.label(theme::text(TextStyle::Small, missing).color(ink));
        }
    });
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => focus.dialog = None,
        ModalAnswer::Pressed(_) => {
            let after = add(measure, dialog);
            cx.edit_if_changed(measure, after);
            focus.dialog = None;
        }
    }
    debug_assert_eq!(curve.id, measure.id, "the chart shown is the measure's");
}

/// What the answer would do, in a sentence; or why it cannot be done.
fn effect(cx: &ViewCx<'_>, measure: &Measure, dialog: &Dialog) -> Result<String, String> {
    if dialog.kind == Kind::Note {
        return Ok("The note stands on the events lane at its date.".to_owned());
    }
    let points = series_in(measure, cx.record, cx.today).points;
    match snap_rebase(&points, dialog.date) {
        SnapRebase::Exact(date) => Ok(format!(
            "A new part begins with the value of {}.",
            short(date)
        )),
        SnapRebase::MovedTo(date) => Ok(format!(
            "No value has this date; the new part begins with that of {}.",
            short(date)
        )),
        SnapRebase::ChangesNothing => {
            Err("This is the first value: a rebase here changes nothing.".to_owned())
        }
        SnapRebase::NoPointYet => {
            Ok("No value follows yet; the new part waits for one.".to_owned())
        }
    }
}

fn missing(dialog: &Dialog, why: Option<&String>) -> Option<String> {
    let text = dialog.text.trim().is_empty();
    let by = dialog.by.trim().is_empty();
    match (dialog.kind, text, by) {
        (Kind::Note, true, _) => Some("A note needs a text.".to_owned()),
        (Kind::Rebase, true, _) => Some("A rebase needs a reason.".to_owned()),
        (Kind::Rebase, false, true) => Some("A rebase needs an owner.".to_owned()),
        (Kind::Note | Kind::Rebase, false, _) => why.cloned(),
    }
}

fn add(measure: &Measure, dialog: &Dialog) -> Measure {
    let mut after = measure.clone();
    let (text, by) = (dialog.text.trim().to_owned(), dialog.by.trim().to_owned());
    match dialog.kind {
        Kind::Note => {
            after.notes.push(ChartNote {
                date: dialog.date,
                text,
                by,
            });
            after.notes.sort_by_key(|note| note.date);
        }
        Kind::Rebase => {
            after.rebases.push(Rebase {
                date: dialog.date,
                reason: text,
                owner: by,
                decision: None,
            });
            after.rebases.sort_by_key(|rebase| rebase.date);
        }
    }
    after
}
