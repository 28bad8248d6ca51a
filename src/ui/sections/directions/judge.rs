//! "Judge again…": a position is never changed, a new judgement is written after the last.

use egui::Ui;
use jiff::civil::Date;

use crate::{
    model::{Clause, Evidence, Id, Position, PositionJudgement},
    ui::{
        ViewCx,
        parts::position_mark,
        theme::{self, Density, TextStyle, size},
        widgets::{
            field::Field,
            modal::{self, ModalAnswer, ModalButton, modal},
            status_mark::paint_mark,
        },
    },
};

/// A judgement being written.
pub(super) struct Judging {
    clause: Id<Clause>,
    position: Position,
    as_at: Date,
    judged_by: String,
    note: String,
    evidence: String,
    kept_at: String,
    opening: bool,
}

impl Judging {
    /// Starts from the last judgement, as at today.
    pub fn new(clause: &Clause, today: Date) -> Self {
        Self {
            clause: clause.id,
            position: clause.position().unwrap_or(Position::OnTrack),
            as_at: today,
            judged_by: clause
                .current()
                .map(|one| one.judged_by.clone())
                .unwrap_or_default(),
            note: String::new(),
            evidence: String::new(),
            kept_at: String::new(),
            opening: true,
        }
    }

    /// The clause with this judgement after its last, and the evidence where some was named.
    fn written(&self, clause: &Clause) -> Clause {
        let mut clause = clause.clone();
        clause.judgements.push(PositionJudgement {
            position: self.position,
            as_at: self.as_at,
            judged_by: self.judged_by.trim().to_owned(),
            note: self.note.trim().to_owned(),
        });
        if !self.evidence.trim().is_empty() {
            clause.evidence.push(Evidence {
                title: self.evidence.trim().to_owned(),
                on: self.as_at,
                kept_at: self.kept_at.trim().to_owned(),
                accepted_by: None,
                accepted_at: None,
                illustrative: false,
            });
        }
        clause
    }
}

/// Shows the question while there is one.
pub(super) fn ui(ui: &Ui, cx: &ViewCx<'_>, asking: &mut Option<Judging>) {
    let Some(judging) = asking else { return };
    let Some(clause) = cx.record.clauses.get(judging.clause) else {
        *asking = None;
        return;
    };
    let title = format!("How does clause {} stand?", clause.reference);
    let blocked = judging
        .judged_by
        .trim()
        .is_empty()
        .then_some("A judgement names who judged");
    let buttons = [
        ModalButton::cancel("Cancel").unfocused(),
        ModalButton::primary("Record position").blocked(blocked),
    ];
    let answer = modal(
        ui.ctx(),
        "judge a clause",
        modal::NARROW,
        &title,
        &buttons,
        |ui| {
            form(ui, cx, judging, clause);
        },
    );
    match answer {
        ModalAnswer::Open => {}
        ModalAnswer::Cancelled => *asking = None,
        ModalAnswer::Pressed(_) => {
            cx.out
                .edit(crate::model::Item::from(judging.written(clause)));
            *asking = None;
        }
    }
}

fn form(ui: &mut Ui, cx: &ViewCx<'_>, judging: &mut Judging, clause: &Clause) {
    let tokens = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = Density::of(ui).field_gap();
    ui.label(theme::text(TextStyle::Small, clause.title.as_str()).color(tokens.text.secondary));
    let side = |label| Field::side(label);
    let options = Position::ALL.map(|one| (one, one.word()));
    let mark = |ui: &Ui, rect, one: &Position| paint_mark(ui, rect, position_mark(Some(*one)));
    if let Some(position) = side("Position").combo_marked(ui, &judging.position, &options, mark) {
        judging.position = position;
    }
    if let Some(day) = side("As at").date(ui, judging.as_at, cx.today) {
        judging.as_at = day;
    }
    let opening = std::mem::take(&mut judging.opening);
    side("Judged by")
        .hint("Office or name")
        .focus(opening)
        .text(ui, &mut judging.judged_by);
    side("Why")
        .hint("One sentence for the board")
        .prose(ui, &mut judging.note, 2);
    side("Evidence")
        .hint("What shows it, if anything new")
        .text(ui, &mut judging.evidence);
    if !judging.evidence.trim().is_empty() {
        side("Kept at")
            .hint("File, minute or address")
            .text(ui, &mut judging.kept_at);
    }
    let shown = !judging.evidence.trim().is_empty() || !clause.evidence.is_empty();
    let words = match judging.position {
        Position::Met if !shown => "Met needs evidence: without it the clause stays a gap.",
        Position::Met
        | Position::NotMet
        | Position::AtRisk
        | Position::OnTrack
        | Position::Superseded => "Earlier positions stay in the record.",
    };
    ui.add_space(size::S1);
    ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Addressee, ClauseKind};
    use jiff::civil::date;

    #[test]
    fn a_judgement_is_added_and_the_old_one_stays() {
        let clause = Clause {
            id: "cla-2018-7C90QY".parse().unwrap(),
            direction: "dir-2018-CVSHZM".parse().unwrap(),
            reference: "1".into(),
            title: "Transfer".into(),
            text: String::new(),
            addressee: Addressee::Council,
            kind: ClauseKind::Standing,
            lead: String::new(),
            in_contract: String::new(),
            judgements: vec![PositionJudgement {
                position: Position::OnTrack,
                as_at: date(2019, 6, 30),
                judged_by: "Company secretary".into(),
                note: String::new(),
            }],
            measures: Vec::new(),
            evidence: Vec::new(),
            illustrative: false,
        };
        let mut judging = Judging::new(&clause, date(2019, 9, 24));
        assert_eq!(judging.judged_by, "Company secretary");
        judging.position = Position::Met;
        judging.evidence = " Letter ".into();
        let after = judging.written(&clause);
        assert_eq!(after.judgements.len(), 2);
        assert_eq!(after.judgements[0], clause.judgements[0]);
        assert_eq!(after.position(), Some(Position::Met));
        assert_eq!(after.evidence[0].title, "Letter");
    }
}
