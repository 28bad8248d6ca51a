//! The findings about one item, as lines in its inspector.

use egui::Ui;

use crate::{
    check::Severity,
    model::ItemRef,
    ui::{
        ViewCx,
        theme::size,
        widgets::{finding_row::finding_row, rule::section, status_mark::Mark},
    },
};

/// Most findings shown in an inspector; the section Findings has the others.
const MOST: usize = 8;

/// The mark of a severity.
pub const fn severity_mark(severity: Severity) -> Mark {
    match severity {
        Severity::Error => Mark::Error,
        Severity::Warning => Mark::Warning,
        Severity::Note => Mark::Note,
    }
}

/// Heading and a line for each finding about `at`, the heaviest first; nothing where there are none.
///
/// Findings are worked out beside the window, so they follow an edit a moment later.
pub fn item_findings(ui: &mut Ui, cx: &ViewCx<'_>, at: ItemRef) {
    let findings = cx.derived.findings_of(at);
    let count = findings.len();
    if count == 0 {
        return;
    }
    ui.add_space(size::S1);
    section(ui, &format!("Findings {count}"), None);
    for finding in findings.take(MOST) {
        let mark = severity_mark(finding.severity);
        finding_row(ui, mark, "", &finding.message, None);
    }
    if count > MOST {
        let words = format!("{} more under Findings", count - MOST);
        if crate::ui::widgets::button::Button::link(&words).show(ui).clicked() {
            cx.out.go(crate::model::SectionId::Findings);
        }
    }
}
