//! The choice of a pack: for which meeting, in which edition, with what.

use std::collections::BTreeSet;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{Page, items};
use crate::{
    app::{Message, PackAsk, packs::Set},
    model::{Id, Meeting, date},
    pack::{
        contents::{Chapter, Chosen, Contents},
        doc::Edition,
    },
    ui::{
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            field::Field,
            paint,
            row::choice_row,
            segmented::segmented,
            tick::{Tick, tick},
        },
    },
};

/// Height of a line.
pub(super) const LINE: f32 = 32.0;
/// Width of the tick.
pub(super) const TICK: f32 = 30.0;
/// Width of what shows and hides the lines below.
pub(super) const CARET: f32 = 26.0;
/// Width of a label: `10A`.
const LABEL: f32 = 24.0;
/// Width of a count of pages.
const PAGES: f32 = 24.0;

/// Parts whose items are shown, by their label.
#[derive(Default)]
pub(super) struct Chooser {
    open: BTreeSet<String>,
}

/// Paints the choice.
pub(super) fn ui(ui: &mut Ui, page: Page<'_>, at: &mut usize, chooser: &mut Chooser) {
    let (cx, desk) = (page.cx, page.desk);
    let on = usize::from(desk.edition == Edition::Public);
    let labels = ["Directors’ edition", "Public edition"];
    if let Some(place) = segmented(ui, "Edition", &labels, on) {
        let edition = if place == 1 {
            Edition::Public
        } else {
            Edition::Directors
        };
        cx.out.send(Message::Packs(PackAsk::Edition(edition)));
    }
    ui.add_space(size::S2);
    if cx.record.meetings.len() > 1 {
        choose_meeting(ui, page);
        ui.add_space(size::S2);
    }
    ScrollArea::vertical()
        .id_salt("pack contents")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // Beside the bar that scrolls.
            ui.set_max_width(ui.available_width() - size::S2);
            lines(ui, page, at, chooser);
        });
}

fn choose_meeting(ui: &mut Ui, page: Page<'_>) {
    let words: Vec<(Id<Meeting>, String)> = page
        .cx
        .record
        .meetings
        .iter()
        .map(|one| (one.id, format!("{}, {}", one.title, date::short(one.date))))
        .collect();
    let options: Vec<(Id<Meeting>, &str)> = words
        .iter()
        .map(|(id, words)| (*id, words.as_str()))
        .collect();
    let chosen = Field::above("Meeting").combo(ui, &page.meeting.id, &options);
    if let Some(id) = chosen {
        page.cx.out.send(Message::Packs(PackAsk::Meeting(id)));
    }
}

/// What a press on a tick asks for.
pub(super) struct Ticked {
    /// Ticked, empty, or a dash.
    pub state: Tick,
    /// Its name: "Include Curves, 12 of 17".
    pub name: String,
    /// What it asks for.
    pub asks: Vec<PackAsk>,
}

/// A line of the choice.
struct Line<'a> {
    tick: Option<Ticked>,
    label: &'a str,
    title: String,
    note: String,
    place: Option<&'a Set>,
    /// Whether the lines below it are shown; none where it has none.
    open: Option<bool>,
}

fn lines(ui: &mut Ui, page: Page<'_>, at: &mut usize, chooser: &mut Chooser) {
    let (cx, desk, meeting) = (page.cx, page.desk, page.meeting);
    let contents = desk.contents(cx.record, meeting, cx.today);
    let none = Vec::new();
    let sets = desk.shown.as_ref().map_or(&none, |shown| &shown.parts);
    let chosen = |label: &str| contents.parts.iter().find(|part| part.label == label);
    for set in sets.iter().filter(|set| chosen(&set.label).is_none()) {
        if set.first < sets.iter().map(|one| one.first).max().unwrap_or(0) {
            show(ui, page, &of_set(set), at);
        }
    }
    for part in &contents.parts {
        let set = sets.iter().find(|set| set.label == part.label);
        let is_open = chooser.open.contains(&part.label);
        let mut line = of_part(part, page, &contents, set);
        line.open = items::has_below(page, part).then_some(is_open);
        if show(ui, page, &line, at) {
            if is_open {
                chooser.open.remove(&part.label);
            } else {
                chooser.open.insert(part.label.clone());
            }
        }
        if is_open {
            for (place, one) in items::below(page, &contents, part).iter().enumerate() {
                ui.push_id((&part.label, place), |ui| items::show(ui, page, one));
            }
        }
    }
    for chapter in Chapter::ALL.into_iter().filter(|one| !contents.has(*one)) {
        let line = Line {
            tick: Some(Ticked {
                state: Tick::Off,
                name: format!("Include {}", chapter.title()),
                asks: vec![PackAsk::Chapter(chapter, true)],
            }),
            label: "",
            title: chapter.title().to_owned(),
            note: String::new(),
            place: None,
            open: None,
        };
        show(ui, page, &line, at);
    }
    let tokens = theme::tokens(ui);
    if let Some(shown) = &desk.shown {
        ui.add_space(size::S2);
        ui.horizontal(|ui| {
            ui.add_space(TICK);
            ui.label(theme::text(TextStyle::BodyStrong, "Pages").color(tokens.text.primary));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(size::S2 + CARET);
                let pages = shown.pages.to_string();
                ui.label(theme::text(TextStyle::BodyStrong, pages).color(tokens.text.primary));
            });
        });
        ui.horizontal(|ui| {
            ui.add_space(TICK);
            let words = "Labels stay when a paper is late.";
            ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.secondary));
        });
    }
}

/// Front and back matter, which every pack has.
fn of_set(set: &Set) -> Line<'_> {
    Line {
        tick: None,
        label: &set.label,
        title: set.title.clone(),
        note: String::new(),
        place: Some(set),
        open: None,
    }
}

fn of_part<'a>(
    part: &'a Chosen,
    page: Page<'_>,
    contents: &Contents,
    set: Option<&'a Set>,
) -> Line<'a> {
    let item = items::item_of(page, part);
    let public = page.desk.edition == Edition::Public;
    let tick = items::ticked(page.cx.record, contents, &part.chapters);
    let note = match item {
        Some(item) if item.restricted.is_some() => {
            if public {
                "left out"
            } else {
                "restricted"
            }
        }
        Some(item) if items::waits(page, contents, item) => "not in yet",
        Some(_) | None if tick.as_ref().is_some_and(|tick| tick.state == Tick::Part) => "part",
        Some(_) | None => "",
    };
    let title = match (item, part.chapters.first()) {
        (Some(item), _) => item.title.clone(),
        (None, Some(chapter)) => chapter.title().to_owned(),
        (None, None) => String::new(),
    };
    Line {
        tick,
        label: &part.label,
        title,
        note: note.to_owned(),
        place: set,
        open: None,
    }
}

/// A line; the answer says whether the lines below it are to be shown or hidden.
fn show(ui: &mut Ui, page: Page<'_>, line: &Line<'_>, at: &mut usize) -> bool {
    let mut turned = false;
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.set_min_height(LINE);
        column(ui, TICK, Align::Min, |ui| {
            if let Some(tick) = &line.tick {
                tick_only(ui, page, tick);
            }
        });
        let room = vec2(ui.available_width() - CARET, LINE);
        ui.allocate_ui(room, |ui| words(ui, line, at));
        column(ui, CARET, Align::Min, |ui| {
            let Some(open) = line.open else { return };
            let (icon, verb) = if open {
                (Icon::CaretDown, "Hide")
            } else {
                (Icon::CaretRight, "Show")
            };
            let name = format!("{verb} what is in {}", line.title);
            turned = Button::of_icon(icon, &name).show(ui).clicked();
        });
    });
    rule_under(ui, row.response.rect);
    turned
}

/// One line under a whole row, where the row of words has its own.
pub(super) fn rule_under(ui: &Ui, row: Rect) {
    let ink = theme::tokens(ui).line.hair;
    paint::hline(ui.painter(), row.x_range(), row.bottom() - 0.5, ink);
}

/// Label, title, note and pages; a press leads to its first page.
fn words(ui: &mut Ui, line: &Line<'_>, at: &mut usize) {
    let tokens = theme::tokens(ui);
    let (pages, first) = line.place.map_or((String::new(), None), |set| {
        (set.pages.to_string(), Some(set.first))
    });
    let here = line
        .place
        .is_some_and(|set| (set.first..set.first + set.pages.max(1)).contains(at));
    let noun = if pages == "1" { "page" } else { "pages" };
    let mut sentence = format!("{} {}", line.label, line.title);
    if !line.note.is_empty() {
        sentence = format!("{sentence}, {}", line.note);
    }
    if !pages.is_empty() {
        sentence = format!("{sentence}, {pages} {noun}");
    }
    let id = ui.make_persistent_id(("pack line", line.label, &line.title));
    let style = if here {
        TextStyle::BodyStrong
    } else {
        TextStyle::Small
    };
    let (primary, muted) = (tokens.text.primary, tokens.text.muted);
    // What a row has beside the title: its own margins, the label, the pages.
    let room = ui.available_width() - 2.0 * size::S3 - LABEL - PAGES - 2.0 * size::S2;
    let fit = Fit::Lines(room.max(60.0), 2);
    let title = theme::galley(ui, style, line.title.as_str(), primary, fit);
    let note = (!line.note.is_empty()).then(|| {
        let fit = Fit::Elide(room.max(60.0));
        theme::galley(ui, TextStyle::Meta, line.note.as_str(), muted, fit)
    });
    let top = (LINE - style.line()) / 2.0;
    let below = note.as_ref().map_or(0.0, |note| note.size().y);
    let height = (title.size().y + below + 2.0 * top).max(LINE);
    let cut = title.elided;
    let mut response = choice_row(ui, id, height, sentence.trim(), here, |ui, rect| {
        let secondary = tokens.text.secondary;
        let line_of =
            |ui: &Ui, words: &str, ink| theme::galley(ui, TextStyle::Small, words, ink, Fit::Line);
        let label = line_of(ui, line.label, secondary);
        let words = if pages.is_empty() {
            "–"
        } else {
            pages.as_str()
        };
        let count = line_of(ui, words, primary);
        let painter = ui.painter();
        let first = rect.top() + (LINE - label.size().y) / 2.0;
        let right = rect.left() + LABEL - label.size().x;
        painter.galley(pos2(right, first), label, secondary);
        let x = rect.right() - count.size().x;
        painter.galley(pos2(x, first), count, primary);
        let left = rect.left() + LABEL + size::S2;
        let under = rect.top() + top + title.size().y;
        painter.galley(pos2(left, rect.top() + top), title, primary);
        if let Some(note) = note {
            painter.galley(pos2(left, under), note, muted);
        }
    });
    if cut {
        response = response.on_hover_text(&line.title);
    }
    if response.clicked()
        && let Some(first) = first
    {
        *at = first;
    }
}

/// A cell of a fixed width, so that what follows stands in line whatever it holds.
pub(super) fn column(ui: &mut Ui, width: f32, side: Align, contents: impl FnOnce(&mut Ui)) {
    let layout = if side == Align::Max {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let (_, rect) = ui.allocate_space(vec2(width, LINE));
    contents(&mut ui.new_child(UiBuilder::new().max_rect(rect).layout(layout)));
}

/// A tick box whose words stand in the row beside it.
pub(super) fn tick_only(ui: &mut Ui, page: Page<'_>, ticked: &Ticked) {
    let response = tick(ui, ticked.state, "");
    response.widget_info(|| {
        let on = ticked.state != Tick::Off;
        egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, &ticked.name)
    });
    if ticked.state == Tick::Part {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_toggled(egui::accesskit::Toggled::Mixed);
        });
    }
    if response.clicked() {
        for ask in &ticked.asks {
            page.cx.out.send(Message::Packs(ask.clone()));
        }
    }
}
