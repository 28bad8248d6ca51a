//! Other forms of a pack: what an issue writes beside both editions, what it wrote, and copies of what
//! was issued.

use std::path::Path;

use egui::Ui;

use super::Page;
use crate::{
    app::{
        Message, PackAsk,
        packs::{Form, Issued},
    },
    job::viewer::Look,
    pack::doc::Edition,
    ui::{
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            ends::at_end,
            rule::{self, hair},
            tick::{Tick, tick},
        },
    },
};

/// Height of the line of a file.
const LINE: f32 = 28.0;

/// Ends of file names, longer ones first, and what such a file is.
const FILES: [(&str, &str); 10] = [
    ("-supplement-public.pdf", "Public sheet of changes"),
    ("-supplement.pdf", "Sheet of changes"),
    ("-directors-large.pdf", "Directors’ edition, large print"),
    ("-public-large.pdf", "Public edition, large print"),
    ("-directors.html", "Directors’ edition, web page"),
    ("-public.html", "Public edition, web page"),
    ("-directors.pdf", "Directors’ edition"),
    ("-public.pdf", "Public edition"),
    ("-merged.pdf", "Merged file"),
    (".pack.ron", "Frozen pack"),
];

fn what(path: &Path) -> &'static str {
    let name = path.to_string_lossy();
    let found = FILES.iter().find(|(ending, _)| name.ends_with(ending));
    found.map_or("File", |(_, what)| what)
}

/// The forms in which an issue also writes both editions.
pub(super) fn also(ui: &mut Ui, page: Page<'_>) {
    let tokens = theme::tokens(ui);
    let words = "Both editions also as";
    ui.label(theme::text(TextStyle::Label, words).color(tokens.text.secondary));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::S4;
        for form in [Form::Large, Form::Web] {
            let on = page.desk.also.contains(&form);
            let state = if on { Tick::On } else { Tick::Off };
            if tick(ui, state, form.words()).clicked() {
                let ask = PackAsk::Also(form, !on);
                page.cx.out.send(Message::Packs(ask));
            }
        }
    });
    ui.add_space(size::S2);
}

/// Copies of the version that was issued, in each form, of the edition shown.
pub(super) fn copies(ui: &mut Ui, page: Page<'_>, version: u32) {
    let edition = match page.desk.edition {
        Edition::Directors => "directors’ edition",
        Edition::Public => "public edition",
    };
    ui.add_space(size::S2);
    let heading = format!("Copies of version {version}, {edition}");
    rule::section(ui, &heading, None);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size::S3;
        for form in Form::ALL {
            let words = format!("{}…", form.words());
            let tooltip = match form {
                Form::Pdf => "The pages as they were issued",
                Form::Large => "Every size 1.4 times as large; wide tables become lists",
                Form::Web => "One page of HTML for any browser, nothing fetched from elsewhere",
            };
            if Button::link(&words).tooltip(tooltip).show(ui).clicked() {
                page.cx.out.send(Message::Packs(PackAsk::Copy(form)));
            }
        }
    });
}

/// The copy or the brief that was written last.
pub(super) fn last(ui: &mut Ui, page: Page<'_>) {
    if let Some(file) = &page.desk.copied {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        line(ui, page, &name, file);
    }
}

/// What was written by the issue of this session.
pub(super) fn issued(ui: &mut Ui, page: Page<'_>, issued: &Issued) {
    let heading = format!("Version {} is issued", issued.version);
    rule::heading(ui, &heading, "", None);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, file) in issued.files.iter().enumerate() {
            ui.push_id(("issued", place), |ui| line(ui, page, what(file), file));
        }
    });
    ui.add_space(size::S3);
}

/// A file with the verbs that show it.
fn line(ui: &mut Ui, page: Page<'_>, words: &str, file: &Path) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(LINE);
        let room = ui.available_width() - 66.0;
        let ink = tokens.text.primary;
        let galley = theme::galley(ui, TextStyle::Small, words, ink, Fit::Elide(room));
        ui.label(galley);
        at_end(ui, egui::Align::Center, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (icon, verb, look) in [
                (Icon::ArrowSquareOut, "Open", Look::Open),
                (Icon::FolderOpen, "Show in folder", Look::Folder),
            ] {
                // The record of the program opens a pack, not a viewer.
                if look == Look::Open && what(file) == "Frozen pack" {
                    continue;
                }
                let name = format!("{verb}: {words}");
                if Button::of_icon(icon, &name).show(ui).clicked() {
                    page.cx.out.send(Message::Look(file.to_owned(), look));
                }
            }
        });
    });
    hair(ui);
}
