//! What a part of a pack is made of: the items of its chapters, each with a tick, and the papers of its
//! agenda item, each with its file.

use std::path::Path;

use egui::{Align, Ui};

use super::{
    Page,
    contents::{CARET, LINE, TICK, Ticked, column, rule_under, tick_only},
};
use crate::{
    app::{Message, PackAsk},
    model::{AgendaItem, Record},
    pack::contents::{self, Chapter, Chosen, Contents},
    ui::{
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{button::Button, ends::ends, tick::Tick},
    },
};

/// How far a line below stands in.
const INDENT: f32 = 16.0;

/// A line below a part.
pub(super) enum Below {
    /// An item of a chapter, or a chapter of several.
    Item(Ticked, String),
    /// A paper: label, title, the name of its file.
    Paper(String, String, Option<String>),
}

/// The tick of a part: a dash where some items of its chapters are left out.
pub(super) fn ticked(record: &Record, contents: &Contents, chapters: &[Chapter]) -> Option<Ticked> {
    let titles: Vec<&str> = chapters.iter().map(|one| one.title()).collect();
    if titles.is_empty() {
        return None;
    }
    let all: Vec<_> = chapters
        .iter()
        .flat_map(|one| contents::items(record, *one))
        .collect();
    let told = all.iter().filter(|at| contents.tells(**at)).count();
    let name = format!("Include {}", crate::analysis::words::join(&titles));
    Some(if told == all.len() {
        Ticked {
            state: Tick::On,
            name,
            asks: chapters
                .iter()
                .map(|one| PackAsk::Chapter(*one, false))
                .collect(),
        }
    } else {
        Ticked {
            state: Tick::Part,
            name: format!("{name}, {told} of {}", all.len()),
            asks: chapters.iter().map(|one| PackAsk::Whole(*one)).collect(),
        }
    })
}

/// Whether a paper of an item is neither in nor attached.
pub(super) fn waits(page: Page<'_>, contents: &Contents, item: &AgendaItem) -> bool {
    item.papers.iter().any(|paper| {
        let label = contents.paper_label(item.id, paper).unwrap_or_default();
        paper.received.is_none() && !page.desk.attached.contains_key(label)
    })
}

/// Whether there are lines below a part.
pub(super) fn has_below(page: Page<'_>, part: &Chosen) -> bool {
    let record = page.cx.record;
    let mut chapters = part.chapters.iter();
    chapters.any(|one| !contents::items(record, *one).is_empty())
        || part.chapters.len() > 1
        || item_of(page, part).is_some_and(|item| !item.papers.is_empty())
}

/// The agenda item that a part is.
pub(super) fn item_of<'a>(page: Page<'a>, part: &Chosen) -> Option<&'a AgendaItem> {
    let id = part.item?;
    page.meeting.agenda.iter().find(|item| item.id == id)
}

/// Lines below a part.
pub(super) fn below(page: Page<'_>, contents: &Contents, part: &Chosen) -> Vec<Below> {
    let record = page.cx.record;
    let mut lines = Vec::new();
    for &chapter in &part.chapters {
        if part.chapters.len() > 1
            && let Some(tick) = ticked(record, contents, &[chapter])
        {
            lines.push(Below::Item(tick, chapter.title().to_owned()));
        }
        for at in contents::items(record, chapter) {
            let title = record.item(at).map_or_else(String::new, |one| one.title());
            let on = contents.tells(at);
            let tick = Ticked {
                state: if on { Tick::On } else { Tick::Off },
                name: format!("Include {title}"),
                asks: vec![PackAsk::Item(at, !on)],
            };
            lines.push(Below::Item(tick, title));
        }
    }
    let item = item_of(page, part);
    for paper in item.iter().flat_map(|item| &item.papers) {
        let Some(label) = item.and_then(|item| contents.paper_label(item.id, paper)) else {
            continue;
        };
        let file = page.desk.attached.get(label).map(|path| file_name(path));
        lines.push(Below::Paper(label.to_owned(), paper.title.clone(), file));
    }
    lines
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Paints a line below a part.
pub(super) fn show(ui: &mut Ui, page: Page<'_>, line: &Below) {
    let tokens = theme::tokens(ui);
    let cell = |ui: &mut Ui, width: f32, words: &str, ink| {
        let galley = theme::galley(ui, TextStyle::Small, words, ink, Fit::Elide(width));
        ui.label(galley);
    };
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.set_min_height(LINE);
        ui.add_space(INDENT);
        match line {
            Below::Item(tick, title) => {
                column(ui, TICK, Align::Min, |ui| tick_only(ui, page, tick));
                let room = ui.available_width() - CARET;
                cell(ui, room, title, tokens.text.primary);
            }
            Below::Paper(label, title, file) => {
                column(ui, TICK, Align::Min, |ui| {
                    cell(ui, TICK, label, tokens.text.secondary);
                });
                let paper = |ui: &mut Ui| {
                    let (words, ink) = match file {
                        Some(file) => (file, tokens.text.primary),
                        None => (title, tokens.text.secondary),
                    };
                    if file.is_some() {
                        theme::icon(ui, Icon::Paperclip, 14.0, tokens.text.secondary);
                        ui.add_space(size::S1);
                    }
                    let room = ui.available_width() - size::S2;
                    cell(ui, room, words, ink);
                };
                ends(ui, Align::Center, paper, |ui| {
                    let (verb, ask) = if file.is_some() {
                        ("Remove", PackAsk::Detach(label.clone()))
                    } else {
                        ("Attach…", PackAsk::Attach(label.clone()))
                    };
                    let tip = format!("{}: paper {label}, {title}", verb.trim_end_matches('…'));
                    if Button::link(verb).tooltip(&tip).show(ui).clicked() {
                        page.cx.out.send(Message::Packs(ask));
                    }
                });
            }
        }
    });
    rule_under(ui, row.response.rect);
}
