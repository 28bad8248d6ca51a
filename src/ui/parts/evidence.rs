//! Evidence: what it is, where it is kept, who accepted it.

use egui::Ui;

use crate::{
    model::Evidence,
    ui::{ViewCx, parts::list::list_editor, parts::pick, widgets::field::Field},
};

/// Edits evidence in place.
pub fn evidence_editor(ui: &mut Ui, cx: &ViewCx<'_>, evidence: &mut Vec<Evidence>) {
    let fresh = || Evidence {
        title: String::new(),
        on: cx.today,
        kept_at: String::new(),
        accepted_by: None,
        accepted_at: None,
        illustrative: false,
    };
    list_editor(ui, "Evidence", "evidence", evidence, fresh, |ui, entry| {
        Field::side("What").text(ui, &mut entry.title);
        if let Some(on) = Field::side("Dated").date(ui, entry.on, cx.today) {
            entry.on = on;
        }
        Field::side("Kept at")
            .hint("File, minute or address")
            .text(ui, &mut entry.kept_at);
        let mut accepted = entry.accepted_by.clone().unwrap_or_default();
        Field::side("Accepted")
            .hint("By whom")
            .text(ui, &mut accepted);
        entry.accepted_by = (!accepted.is_empty()).then_some(accepted);
        pick::meeting_option(ui, cx, Field::side("At"), &mut entry.accepted_at);
    });
}
