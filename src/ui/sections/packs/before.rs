//! What must be settled before a pack is issued, what was left out and hidden, and the issue itself.

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::Page;
use crate::{
    app::{Message, PackAsk, Route, packs::of_meeting},
    check::Severity,
    pack::{
        doc::Edition,
        paper::{PDF, mime_of},
    },
    ui::{
        theme::{self, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            rule::hair,
            status_mark::{Mark, status_mark},
            tick::{Tick, tick},
        },
    },
};

/// Findings shown before the rest is counted.
const MOST: usize = 6;

/// Paints the list and the buttons.
pub(super) fn ui(ui: &mut Ui, page: Page<'_>) {
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
            heading(ui, "Before you issue");
            later(ui, page);
            merged(ui, page);
            editions(ui, page);
            findings(ui, page);
        });
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

/// A mark, a short strong line, a sentence under it; the answer says whether the link was pressed.
fn entry(ui: &mut Ui, mark: Mark, strong: &str, sentence: &str, link: Option<&str>) -> bool {
    let tokens = theme::tokens(ui);
    let mut pressed = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        let word = if mark == Mark::Error {
            "error"
        } else if mark == Mark::Warning {
            "warning"
        } else {
            "in order"
        };
        status_mark(ui, mark, 17.0, word);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if !strong.is_empty() {
                ui.label(theme::text(TextStyle::SmallMedium, strong).color(tokens.text.primary));
            }
            if !sentence.is_empty() {
                ui.label(theme::text(TextStyle::Small, sentence).color(tokens.text.secondary));
            }
            if let Some(link) = link {
                pressed = Button::link(link).show(ui).clicked();
            }
        });
    });
    ui.add_space(size::S1);
    hair(ui);
    ui.add_space(size::S1);
    pressed
}

/// What the checks say of this meeting.
fn findings(ui: &mut Ui, page: Page<'_>) {
    let cx = page.cx;
    let found = of_meeting(&cx.derived.findings, cx.record, page.meeting);
    if found.is_empty() {
        entry(
            ui,
            Mark::Green,
            "Nothing is missing",
            "The checks find nothing against this meeting.",
            None,
        );
    }
    for (place, finding) in found.iter().take(MOST).enumerate() {
        let mark = if finding.severity == Severity::Error {
            Mark::Error
        } else {
            Mark::Warning
        };
        let pressed = ui
            .push_id(("finding", place), |ui| {
                entry(ui, mark, "", &finding.message, Some("Go there"))
            })
            .inner;
        if pressed {
            cx.out.send(Message::Go(Route::item(finding.at)));
        }
    }
    if found.len() > MOST {
        let words = format!("{} more in Findings", found.len() - MOST);
        if Button::link(&words).show(ui).clicked() {
            cx.out.go(crate::model::SectionId::Findings);
        }
    }
}

/// Why there is a later version: it stands on the directors’ sheet of changes.
fn later(ui: &mut Ui, page: Page<'_>) {
    let version = page.desk.shown.as_ref().map_or(1, |shown| shown.version);
    if version < 2 {
        return;
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
    let Some(shown) = &page.desk.shown else {
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
    let words = match shown.hidden {
        0 => "No value is below its measure’s threshold.".to_owned(),
        1 => "One value is hidden, in both editions.".to_owned(),
        count => format!("{count} values are hidden, in both editions."),
    };
    entry(ui, Mark::Green, "Small numbers hidden", &words, None);
    for (place, remark) in shown.remarks.iter().enumerate() {
        ui.push_id(("remark", place), |ui| {
            entry(ui, Mark::Warning, "", remark, None);
        });
    }
}

fn issue(ui: &mut Ui, page: Page<'_>) {
    let errors = of_meeting(&page.cx.derived.findings, page.cx.record, page.meeting)
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let tokens = theme::tokens(ui);
    let desk = page.desk;
    if let Some(working) = &desk.working {
        heading(ui, if working.issuing { "Issue" } else { "Preview" });
        ui.label(theme::text(TextStyle::Small, working.words.as_str()).color(tokens.text.primary));
        ui.add_space(size::S2);
        if Button::outlined("Cancel").show(ui).clicked() {
            page.cx.out.send(Message::Packs(PackAsk::Cancel));
        }
        return;
    }
    let version = desk.shown.as_ref().map_or(1, |shown| shown.version);
    let verb = format!("Issue version {version}");
    let waits = match errors {
        _ if page.locked.is_some() => page.locked.map(str::to_owned),
        0 if desk.shown.is_none() => Some("The pages are not set yet".to_owned()),
        0 => None,
        1 => Some("Issue waits for one error, above".to_owned()),
        count => Some(format!("Issue waits for {count} errors, above")),
    };
    let leak = desk
        .shown
        .as_ref()
        .is_some_and(|shown| shown.leak.is_some());
    let waits = if leak {
        Some("Issue waits: something withheld is in the public edition".to_owned())
    } else {
        waits
    };
    if Button::primary(&verb)
        .blocked(waits.as_deref())
        .show(ui)
        .clicked()
    {
        page.cx.out.send(Message::Packs(PackAsk::Issue));
    }
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
}
