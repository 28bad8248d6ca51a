//! The findings about one item, as lines in its inspector.

use std::sync::Arc;

use egui::{Id, Ui};

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
    let places = places_of(ui, cx, at);
    let count = places.len();
    if count == 0 {
        return;
    }
    ui.add_space(size::S1);
    section(ui, &format!("Findings {count}"), None);
    let findings = places
        .iter()
        .filter_map(|place| cx.derived.findings.get(*place));
    for finding in findings.take(MOST) {
        let mark = severity_mark(finding.severity);
        finding_row(ui, mark, "", &finding.message, None);
    }
    if count > MOST {
        let words = format!("{} more under Findings", count - MOST);
        if crate::ui::widgets::button::Button::link(&words)
            .show(ui)
            .clicked()
        {
            cx.out.go(crate::model::SectionId::Findings);
        }
    }
}

/// Where the findings about `at` stand among all of them, looked for once in each revision: a long record has
/// thousands, and an inspector is painted in every frame.
fn places_of(ui: &Ui, cx: &ViewCx<'_>, at: ItemRef) -> Arc<[usize]> {
    type Known = (u64, jiff::civil::Date, ItemRef, usize, Arc<[usize]>);
    let id = Id::unique("findings of one item");
    let derived = cx.derived;
    let all = derived.findings.len();
    let known = ui.data(|data| data.get_temp::<Known>(id));
    if let Some((revision, today, of, count, places)) = known
        && (revision, today, of, count) == (derived.revision, derived.today, at, all)
    {
        return places;
    }
    let about = derived.findings.iter().enumerate();
    let places: Arc<[usize]> = about
        .filter(|(_, finding)| finding.at == at)
        .map(|(place, _)| place)
        .collect();
    let known: Known = (
        derived.revision,
        derived.today,
        at,
        all,
        Arc::clone(&places),
    );
    ui.data_mut(|data| data.insert_temp(id, known));
    places
}
