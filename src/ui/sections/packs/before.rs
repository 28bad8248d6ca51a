//! What must be settled before a pack is issued, what was left out and hidden, and the issue itself.

use std::sync::Arc;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::{Page, forms};
use crate::{
    app::{
        Message, PackAsk, Route,
        packs::{Before, Issued, Task, of_meeting},
    },
    check::{Finding, Rule, Severity},
    model::ItemRef,
    pack::{
        doc::Edition,
        paper::{PDF, mime_of},
    },
    ui::{
        theme::{self, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            rule::hair,
            status_mark::{Mark, status_mark},
            tick::{Tick, tick},
        },
    },
};

/// Warnings shown before the rest is counted.
const MOST: usize = 8;

/// A finding that is being noted, and why it stands.
#[derive(Default)]
pub(super) struct Noting {
    at: Option<(Rule, ItemRef)>,
    why: String,
    opening: bool,
}

/// Paints the list and the buttons.
pub(super) fn ui(ui: &mut Ui, page: Page<'_>, noting: &mut Noting) {
    // The verb stays in sight however long the list is.
    Panel::bottom("issue")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().inner_margin(Margin::symmetric(0, 8)))
        .show(ui, |ui| issue(ui, page));
    ScrollArea::vertical()
        .id_salt("before issue")
        .auto_shrink(false)
        .show(ui, |ui| {
            // Beside the bar that scrolls.
            ui.set_max_width(ui.available_width() - size::S2);
            let desk = page.desk;
            let here = |issued: &&Arc<Issued>| issued.meeting == page.meeting.id;
            if let Some(issued) = desk.issued.as_ref().filter(here) {
                forms::issued(ui, page, issued);
            }
            heading(ui, title(page));
            later(ui, page);
            merged(ui, page);
            let (errors, rest) = found(page);
            findings(ui, page, noting, "error", (&errors, errors.len()));
            editions(ui, page);
            let (noted, open): (Vec<&Finding>, Vec<&Finding>) = rest
                .into_iter()
                .partition(|finding| finding.noted_in(page.meeting).is_some());
            findings(ui, page, noting, "warning", (&open, MOST));
            findings(ui, page, noting, "noted", (&noted, noted.len()));
            if errors.is_empty() && open.is_empty() && noted.is_empty() {
                let words = "The checks find nothing against this meeting.";
                entry(ui, Mark::Green, "Nothing is missing", words, None);
            }
        });
}

/// What the list is called; a pack that is open as it was issued is not issued again.
pub(super) const fn title(page: Page<'_>) -> &'static str {
    if page.opened {
        "What the checks find"
    } else {
        "Before you issue"
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    let label = ui.label(theme::text(TextStyle::Heading, words).color(tokens.text.primary));
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
    });
    hair(ui);
    ui.add_space(size::S1);
}

/// A mark, a short strong line, a sentence with its link; the answer says whether that was pressed.
fn entry(ui: &mut Ui, mark: Mark, strong: &str, sentence: &str, link: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    marked(ui, mark, |ui| {
        ui.label(theme::text(TextStyle::SmallMedium, strong).color(tokens.text.primary));
        if !sentence.is_empty() {
            ui.label(theme::text(TextStyle::Small, sentence).color(tokens.text.secondary));
        }
        link.is_some_and(|link| Button::link(link).show(ui).clicked())
    })
}

/// A sentence, what was noted of it, and its links; the answer is the place of the one pressed.
fn entry_with(
    ui: &mut Ui,
    mark: Mark,
    sentence: &str,
    noted: Option<&str>,
    links: &[&str],
) -> Option<usize> {
    let tokens = theme::tokens(ui);
    marked(ui, mark, |ui| {
        ui.label(theme::text(TextStyle::Small, sentence).color(tokens.text.primary));
        if let Some(noted) = noted {
            ui.label(theme::text(TextStyle::Small, noted).color(tokens.text.secondary));
        }
        let mut pressed = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = size::S3;
            for (place, link) in links.iter().enumerate() {
                if Button::link(link).show(ui).clicked() {
                    pressed = Some(place);
                }
            }
        });
        pressed
    })
}

/// A mark with what stands beside it, and a hair under both.
fn marked<R>(ui: &mut Ui, mark: Mark, add: impl FnOnce(&mut Ui) -> R) -> R {
    let word = if mark == Mark::Error {
        "error"
    } else if mark == Mark::Warning {
        "warning"
    } else if mark == Mark::Note {
        "noted"
    } else {
        "in order"
    };
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        if mark == Mark::Green {
            let ink = theme::tokens(ui).text.secondary;
            theme::icon(ui, Icon::CheckCircle, 17.0, ink);
        } else {
            status_mark(ui, mark, 17.0, word);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            add(ui)
        })
        .inner
    });
    ui.add_space(2.0);
    hair(ui);
    ui.add_space(2.0);
    shown.inner
}

/// What the checks say of this meeting: errors, then the rest, what is of the meeting itself first.
fn found(page: Page<'_>) -> (Vec<&Finding>, Vec<&Finding>) {
    let cx = page.cx;
    let (errors, mut rest): (Vec<&Finding>, Vec<&Finding>) =
        of_meeting(&cx.derived.findings, cx.record, page.meeting)
            .into_iter()
            .partition(|finding| finding.severity == Severity::Error);
    rest.sort_by_key(|finding| finding.at != page.meeting.id.into());
    (errors, rest)
}

fn findings(
    ui: &mut Ui,
    page: Page<'_>,
    noting: &mut Noting,
    salt: &str,
    (found, most): (&[&Finding], usize),
) {
    for (place, finding) in found.iter().take(most).enumerate() {
        ui.push_id((salt, place), |ui| one(ui, page, noting, finding));
    }
    if found.len() > most {
        let words = format!("{} more in Findings", found.len() - most);
        if Button::link(&words).show(ui).clicked() {
            page.cx.out.go(crate::model::SectionId::Findings);
        }
    }
}

/// A finding: go there and settle it, or note why it stands.
fn one(ui: &mut Ui, page: Page<'_>, noting: &mut Noting, finding: &Finding) {
    let cx = page.cx;
    let key = (finding.rule, finding.at);
    let noted = finding.noted_in(page.meeting);
    let mark = match (finding.severity, noted) {
        (Severity::Error, _) => Mark::Error,
        (Severity::Warning | Severity::Note, None) => Mark::Warning,
        (Severity::Warning | Severity::Note, Some(_)) => Mark::Note,
    };
    let stands = noted.map(|noted| format!("Noted: {}", noted.why));
    let can = finding.severity != Severity::Error && page.locked.is_none();
    let mut links = vec!["Go there"];
    if can && noting.at != Some(key) {
        links.push(if noted.is_some() {
            "Change the note…"
        } else {
            "Note why it stands…"
        });
    }
    let pressed = entry_with(ui, mark, &finding.message, stands.as_deref(), &links);
    match pressed {
        Some(0) => cx.out.send(Message::Go(Route::item(finding.at))),
        Some(_) => {
            let why = noted.map_or_else(String::new, |noted| noted.why.clone());
            *noting = Noting {
                at: Some(key),
                why,
                opening: true,
            };
        }
        None => {}
    }
    if can && noting.at == Some(key) {
        note(ui, page, noting, finding);
    }
}

/// Why a finding stands, to be written.
fn note(ui: &mut Ui, page: Page<'_>, noting: &mut Noting, finding: &Finding) {
    let response = Field::above("Why it stands")
        .hint("For the chair’s brief; empty takes the note back")
        .focus(std::mem::take(&mut noting.opening))
        .text(ui, &mut noting.why);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.horizontal(|ui| {
        let pressed = Button::outlined("Note it").show(ui).clicked();
        if pressed || enter {
            let mut meeting = page.meeting.clone();
            finding.note_in(&mut meeting, &noting.why);
            page.cx.edit_if_changed(page.meeting, meeting);
        }
        if pressed || enter || Button::quiet("Cancel").show(ui).clicked() {
            *noting = Noting::default();
        }
    });
    ui.add_space(size::S2);
}

/// What there is before a later version, and why there is one: both stand on the sheet of changes.
fn later(ui: &mut Ui, page: Page<'_>) {
    let Some(shown) = page.desk.shown.as_ref().filter(|one| one.version > 1) else {
        return;
    };
    let (version, before) = (shown.version, shown.version - 1);
    let link = match &shown.before {
        Before::First => None,
        Before::Found(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let strong = format!("Changes are told from version {before}");
            let words = format!("{name}, as it was issued. The sheet of changes is part S.");
            entry(ui, Mark::Green, &strong, &words, None);
            None
        }
        Before::Missed => {
            let strong = format!("Version {before} was not found");
            let words = format!(
                "It lies neither beside the record nor in the folder used last. Without it version \
                 {version} has no sheet of changes."
            );
            Some((strong, words))
        }
        Before::Wrong(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let strong = format!("{name} is not version {before} as it was issued");
            let words = "Nothing is compared with it. Without the right file there is no sheet of \
                         changes."
                .to_owned();
            Some((strong, words))
        }
    };
    if let Some((strong, words)) = link {
        let verb = format!("Find version {before}…");
        if entry(ui, Mark::Warning, &strong, &words, Some(&verb)) {
            page.cx.out.send(Message::Packs(PackAsk::FindBefore));
        }
    }
    let mut why = page.desk.why.clone();
    let label = format!("Why there is a version {version}");
    let field = Field::above(&label).hint("For the directors’ sheet of changes");
    field.text(ui, &mut why);
    if why != page.desk.why {
        page.cx.out.send(Message::Packs(PackAsk::Why(why)));
    }
    ui.add_space(size::S3);
}

/// Attached PDFs, page by page in a file of their own.
fn merged(ui: &mut Ui, page: Page<'_>) {
    let is_pdf = |path: &std::path::PathBuf| mime_of(&path.to_string_lossy()) == PDF;
    if !page.desk.attached.values().any(is_pdf) {
        return;
    }
    let state = if page.desk.merged {
        Tick::On
    } else {
        Tick::Off
    };
    if tick(ui, state, "Write a merged file as well").clicked() {
        let ask = PackAsk::Merged(!page.desk.merged);
        page.cx.out.send(Message::Packs(ask));
    }
    let tokens = theme::tokens(ui);
    let words = "Attached PDFs page by page after their item, for directors who print. It says on each \
                 page that it is not PDF/UA.";
    ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
    ui.add_space(size::S3);
}

/// What the edition leaves out and hides, and whether anything withheld is in it.
fn editions(ui: &mut Ui, page: Page<'_>) {
    let Some(shown) = page.desk.shown_of_edition() else {
        return;
    };
    if page.desk.edition == Edition::Public {
        let words = if shown.left_out.is_empty() {
            "No item of this meeting is restricted.".to_owned()
        } else {
            let list: Vec<String> = shown
                .left_out
                .iter()
                .map(|(what, reason)| format!("{what}: {reason}"))
                .collect();
            format!("{}.", list.join("; "))
        };
        entry(
            ui,
            Mark::Green,
            "Restricted material left out",
            &words,
            None,
        );
        if let Some(leak) = &shown.leak {
            entry(ui, Mark::Error, "Something withheld is in it", leak, None);
        } else {
            let words = match shown.withheld {
                0 => "Nothing is withheld.".to_owned(),
                1 => "One withheld text, not found in the pages.".to_owned(),
                count => format!("{count} withheld texts, none found in the pages."),
            };
            entry(ui, Mark::Green, "Leak check clean", &words, None);
        }
    }
    let strong = match shown.hidden {
        0 => "No small number to hide",
        _ => "Small numbers hidden",
    };
    let words = match shown.hidden {
        0 => "No value is below its measure’s threshold.".to_owned(),
        1 => "One value is hidden, in both editions.".to_owned(),
        count => format!("{count} values are hidden, in both editions."),
    };
    entry(ui, Mark::Green, strong, &words, None);
    for (place, remark) in shown.remarks.iter().enumerate() {
        ui.push_id(("remark", place), |ui| {
            entry(ui, Mark::Warning, "", remark, None);
        });
    }
}

/// Why the pack cannot be issued now; none where it can.
pub(super) fn why_waits(page: Page<'_>) -> Option<String> {
    let shown = page.desk.shown_of_edition();
    if let Some(locked) = page.locked {
        return Some(locked.to_owned());
    }
    if shown.is_some_and(|shown| shown.leak.is_some()) {
        return Some("Issue waits: something withheld is in the public edition".to_owned());
    }
    if page.desk.working.is_some() {
        return Some("The pages are being set".to_owned());
    }
    let errors = of_meeting(&page.cx.derived.findings, page.cx.record, page.meeting)
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    match (errors, shown) {
        (0, None) => Some("The pages are not set yet".to_owned()),
        (0, Some(shown)) if shown.unchanged => {
            let before = shown.version - 1;
            Some(format!("Nothing has changed since version {before}"))
        }
        (0, Some(_)) => None,
        (1, _) => Some("Issue waits for one error, above".to_owned()),
        (count, _) => Some(format!("Issue waits for {count} errors, above")),
    }
}

fn issue(ui: &mut Ui, page: Page<'_>) {
    let tokens = theme::tokens(ui);
    let desk = page.desk;
    if let Some(working) = &desk.working {
        heading(ui, working.task.words());
        ui.label(theme::text(TextStyle::Small, working.words.as_str()).color(tokens.text.primary));
        ui.add_space(size::S1);
        if Button::outlined("Cancel").show(ui).clicked() {
            page.cx.out.send(Message::Packs(PackAsk::Cancel));
        }
        ui.add_space(size::S2);
        // Pages to look at give way to whatever is asked for.
        if working.task != Task::Preview {
            return;
        }
    }
    if page.opened {
        if let Some(version) = page.source {
            forms::copies(ui, page, version);
        }
        forms::last(ui, page);
        return;
    }
    forms::also(ui, page);
    let version = desk.shown.as_ref().map_or(1, |shown| shown.version);
    let verb = format!("Issue version {version}");
    let waits = why_waits(page);
    ui.horizontal(|ui| {
        let issue = Button::primary(&verb).blocked(waits.as_deref());
        if issue.show(ui).clicked() {
            page.cx.out.send(Message::Packs(PackAsk::Issue));
        }
        let tooltip = "Decisions, who is out of what, late papers and what is not settled, on one or \
                       two pages for whoever chairs";
        let brief = Button::outlined("Chair’s brief…").tooltip(tooltip);
        if brief.show(ui).clicked() {
            page.cx.out.send(Message::Packs(PackAsk::Brief));
        }
    });
    ui.add_space(size::S1);
    let words = waits.map_or_else(
        || {
            let more = if version > 1 {
                ", sheets of changes"
            } else {
                ""
            };
            format!(
                "Writes the frozen pack{more} and both editions, and enters the issue in the record."
            )
        },
        |reason| format!("{reason}."),
    );
    ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
    let before: Vec<String> = page
        .cx
        .record
        .issued_packs
        .iter()
        .filter(|pack| pack.meeting == page.meeting.id)
        .map(|pack| {
            let day = crate::model::date::short(pack.issued);
            format!("Version {} issued {day}", pack.version)
        })
        .collect();
    for words in before {
        ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
    }
    if let Some(version) = page.source {
        forms::copies(ui, page, version);
    }
    forms::last(ui, page);
}
