//! The pack of a meeting: edition and contents at the left, the page as it will print in the middle,
//! what must be settled before it is issued at the right. In a narrow window the three are tabs.

mod before;
mod contents;
mod forms;
mod items;
mod pages;

use std::sync::Arc;

use egui::{Frame, Key, Margin, Modifiers, Panel, Ui};

use crate::{
    app::{Message, PackAsk, PackDesk, packs::Task},
    job::viewer::Look,
    model::{Meeting, date},
    pack::doc::Edition,
    ui::{
        ViewCx,
        parts::frame,
        theme::{self, Icon, size},
        widgets::{button::Button, empty::empty_state, modal, rule::hair, tabs::tabs},
    },
};

/// Least and greatest width of the contents and of what is to be settled.
const SIDE: (f32, f32) = (312.0, 360.0);
/// Under this width the three parts are tabs.
const THREE: f32 = 1_000.0;

/// Which part a narrow window shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    Contents,
    #[default]
    Pages,
    Before,
}

impl Part {
    const ALL: [Self; 3] = [Self::Contents, Self::Pages, Self::Before];
}

/// What the page remembers between frames, and what the program tells it.
#[derive(Default)]
pub struct PacksState {
    /// What is chosen, shown and under way.
    pub desk: Arc<PackDesk>,
    /// The revision of the record.
    pub revision: u64,
    /// Why nothing may be issued from this record.
    pub locked: Option<&'static str>,
    /// What is open is itself an issued pack.
    pub opened: bool,
    /// The version that copies are made of, where there is one.
    pub source: Option<u32>,
    part: Part,
    page: usize,
    pages: pages::PagesState,
    chooser: contents::Chooser,
    noting: before::Noting,
}

/// Everything that the parts of the page read.
#[derive(Clone, Copy)]
struct Page<'a> {
    cx: &'a ViewCx<'a>,
    desk: &'a PackDesk,
    meeting: &'a Meeting,
    locked: Option<&'static str>,
    opened: bool,
    source: Option<u32>,
}

/// Shows the section.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut PacksState) {
    let desk = Arc::clone(&state.desk);
    let Some(meeting) = desk.meeting(cx.record, cx.today) else {
        frame::page(ui, "packs", |ui| {
            let pressed = empty_state(
                ui,
                "No meeting to make a pack for",
                "A pack is a meeting’s agenda with everything the board needs for it, frozen when it \
                 is issued. Add a meeting first.",
                Some((Icon::CalendarBlank, "Go to meetings")),
            );
            if pressed {
                cx.out.go(crate::model::SectionId::Meetings);
            }
        });
        return;
    };
    let page = Page {
        cx,
        desk: &desk,
        meeting,
        locked: state.locked,
        opened: state.opened,
        source: state.source,
    };
    keys(ui, page, state);
    head(ui, page);
    if let Some(shown) = &desk.shown {
        state.page = state.page.min(shown.pages.saturating_sub(1));
    }
    // Words are set when they are written.
    let ready = desk.working.is_none()
        && !ui.ctx().text_edit_focused()
        && !desk.is_current(state.revision, state.page);
    if ready {
        cx.out.send(Message::Packs(PackAsk::Pages(state.page)));
    }
    if ui.available_width() < THREE {
        narrow(ui, page, state);
    } else {
        wide(ui, page, state);
    }
}

fn wide(ui: &mut Ui, page: Page<'_>, state: &mut PacksState) {
    let tokens = theme::tokens(ui);
    let side = Frame::new().fill(tokens.surface.page);
    let inner = Margin::symmetric(12, 12);
    let width = (ui.available_width() * 0.26).clamp(SIDE.0, SIDE.1);
    Panel::left("pack contents")
        .resizable(false)
        .exact_size(width)
        .frame(side.inner_margin(inner))
        .show(ui, |ui| {
            contents::ui(ui, page, &mut state.page, &mut state.chooser);
        });
    Panel::right("before issue")
        .resizable(false)
        .exact_size(width)
        .frame(side.inner_margin(Margin::symmetric(20, 12)))
        .show(ui, |ui| before::ui(ui, page, &mut state.noting));
    pages::ui(ui, page, &mut state.page, &mut state.pages);
}

fn narrow(ui: &mut Ui, page: Page<'_>, state: &mut PacksState) {
    let inner = Margin::symmetric(16, 4);
    Frame::new().inner_margin(inner).show(ui, |ui| {
        let on = Part::ALL.iter().position(|part| *part == state.part);
        let labels = ["Contents", "Pages", before::title(page)];
        let chosen = tabs(ui, "pack parts", &labels, on.unwrap_or(1));
        if let Some(part) = chosen.and_then(|place| Part::ALL.get(place)) {
            state.part = *part;
        }
    });
    match state.part {
        Part::Pages => pages::ui(ui, page, &mut state.page, &mut state.pages),
        Part::Contents => {
            Frame::new().inner_margin(inner).show(ui, |ui| {
                contents::ui(ui, page, &mut state.page, &mut state.chooser);
            });
        }
        Part::Before => {
            Frame::new()
                .inner_margin(inner)
                .show(ui, |ui| before::ui(ui, page, &mut state.noting));
        }
    }
}

fn head(ui: &mut Ui, page: Page<'_>) {
    let inner = Margin {
        left: 24,
        right: 24,
        top: 12,
        bottom: 0,
    };
    Frame::new().inner_margin(inner).show(ui, |ui| {
        let title = format!("Pack for {}", date::long(page.meeting.date));
        let sentence = "A frozen copy of the record, the rules in force and the papers. Opening it \
                        later shows the meeting as the board saw it.";
        frame::title_row(ui, &title, sentence, |ui| {
            let issued = page
                .desk
                .issued
                .as_ref()
                .filter(|issued| issued.meeting == page.meeting.id);
            let Some(issued) = issued else { return };
            let (edition, sheet) = match page.desk.edition {
                Edition::Directors => ("directors", "supplement"),
                Edition::Public => ("public", "supplement-public"),
            };
            let Some(file) = issued.file(edition) else {
                return;
            };
            if let Some(sheet) = issued.file(sheet)
                && Button::outlined("Sheet of changes")
                    .icon(Icon::ArrowSquareOut)
                    .show(ui)
                    .clicked()
            {
                page.cx.out.send(Message::Look(sheet.clone(), Look::Open));
            }
            if Button::outlined("Show in folder")
                .icon(Icon::FolderOpen)
                .show(ui)
                .clicked()
            {
                page.cx.out.send(Message::Look(file.clone(), Look::Folder));
            }
            if Button::outlined("Open in viewer")
                .icon(Icon::ArrowSquareOut)
                .show(ui)
                .clicked()
            {
                page.cx.out.send(Message::Look(file.clone(), Look::Open));
            }
        });
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    hair(ui);
    ui.spacing_mut().item_spacing.y = size::S2;
}

/// Page up and down turn pages, E switches the edition, I issues, B writes the chair's brief, unless a
/// field has the focus.
fn keys(ui: &Ui, page: Page<'_>, state: &mut PacksState) {
    let ctx = ui.ctx();
    if ctx.text_edit_focused() || egui::Popup::is_any_open(ctx) || modal::is_open(ctx) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = page
        .desk
        .shown
        .as_ref()
        .map_or(0, |shown| shown.pages.saturating_sub(1));
    if pressed(Key::PageDown) {
        state.page = (state.page + 1).min(last);
    }
    if pressed(Key::PageUp) {
        state.page = state.page.saturating_sub(1);
    }
    let working = page.desk.working.as_ref();
    let busy = working.is_some_and(|one| one.task != Task::Preview);
    if pressed(Key::I) && !busy && !page.opened && before::why_waits(page).is_none() {
        page.cx.out.send(Message::Packs(PackAsk::Issue));
    }
    if pressed(Key::B) && !busy && !page.opened {
        page.cx.out.send(Message::Packs(PackAsk::Brief));
    }
    if pressed(Key::E) {
        let other = match page.desk.edition {
            Edition::Directors => Edition::Public,
            Edition::Public => Edition::Directors,
        };
        page.cx.out.send(Message::Packs(PackAsk::Edition(other)));
    }
}
