//! The page as it will print: always light paper, whatever the theme.

use std::collections::BTreeMap;

use egui::{
    Align, Color32, ColorImage, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};

use super::Page;
use crate::{
    app::packs::{Page as Picture, Shown},
    ui::{
        theme::{self, Icon, TextStyle, size},
        widgets::{button::Button, ends::at_end},
    },
};

/// Pictures kept on the graphics card.
const MOST: usize = 12;
/// Steps of the zoom, from the whole page.
const ZOOMS: [f32; 5] = [1.0, 1.35, 1.8, 2.4, 3.2];

/// Pictures on the graphics card, and the zoom.
#[derive(Default)]
pub struct PagesState {
    textures: BTreeMap<(u64, usize), TextureHandle>,
    zoom: usize,
}

impl PagesState {
    fn texture(&mut self, ui: &Ui, picture: &Picture) -> &TextureHandle {
        let key = (picture.number, picture.page);
        if self.textures.len() > MOST && !self.textures.contains_key(&key) {
            // The oldest settings come first.
            self.textures.pop_first();
        }
        self.textures.entry(key).or_insert_with(|| {
            let image = &picture.image;
            let size = [image.width as usize, image.height as usize];
            let pixels = ColorImage::from_rgba_unmultiplied(size, &image.rgba);
            let name = format!("page {}", picture.page);
            ui.ctx().load_texture(name, pixels, TextureOptions::LINEAR)
        })
    }
}

/// Paints the bar over the page, and the page.
pub(super) fn ui(ui: &mut Ui, page: Page<'_>, at: &mut usize, state: &mut PagesState) {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface.sunken)
        .inner_margin(Margin::symmetric(16, 8))
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            bar(ui, page, at, state);
            match (&page.desk.shown, &page.desk.fault) {
                (_, Some(fault)) => say(ui, fault),
                (Some(shown), None) => sheet(ui, shown, *at, state),
                (None, None) => say(ui, "The pages are being set."),
            }
        });
}

fn say(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    ui.add_space(size::S4);
    ui.label(theme::text(TextStyle::Body, words).color(tokens.text.primary));
}

fn bar(ui: &mut Ui, page: Page<'_>, at: &mut usize, state: &mut PagesState) {
    let tokens = theme::tokens(ui);
    let pages = page.desk.shown.as_ref().map_or(0, |shown| shown.pages);
    ui.horizontal(|ui| {
        let first = (*at == 0).then_some("This is the first page");
        if Button::of_icon(Icon::CaretLeft, "Page before")
            .blocked(first)
            .show(ui)
            .clicked()
        {
            *at = at.saturating_sub(1);
        }
        let words = if pages == 0 {
            "No page yet".to_owned()
        } else {
            format!("Page {} of {pages}", *at + 1)
        };
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.primary));
        let last = (*at + 1 >= pages).then_some("This is the last page");
        if Button::of_icon(Icon::CaretRight, "Page after")
            .blocked(last)
            .show(ui)
            .clicked()
        {
            *at += 1;
        }
        at_end(ui, Align::Center, |ui| {
            let whole = (state.zoom == 0).then_some("The whole page is shown");
            if Button::of_icon(Icon::Minus, "Smaller page")
                .blocked(whole)
                .show(ui)
                .clicked()
            {
                state.zoom -= 1;
            }
            let zoom = ZOOMS.get(state.zoom).copied().unwrap_or(1.0);
            let words = if state.zoom == 0 {
                "Whole page".to_owned()
            } else {
                format!("{:.0} %", zoom * 100.0)
            };
            ui.label(theme::text(TextStyle::Small, words).color(tokens.text.primary));
            let most = (state.zoom + 1 >= ZOOMS.len()).then_some("The page is as large as it gets");
            if Button::of_icon(Icon::Plus, "Larger page")
                .blocked(most)
                .show(ui)
                .clicked()
            {
                state.zoom += 1;
            }
        });
    });
}

fn sheet(ui: &mut Ui, shown: &Shown, at: usize, state: &mut PagesState) {
    let tokens = theme::tokens(ui);
    let Some(picture) = shown.image(at) else {
        return say(ui, "The page is being set.");
    };
    let (width, height) = (picture.image.width as f32, picture.image.height as f32);
    if width < 1.0 || height < 1.0 {
        return;
    }
    let room = ui.available_size();
    let whole = (room.x / width).min((room.y - size::S2) / height).max(0.05);
    let zoom = ZOOMS.get(state.zoom).copied().unwrap_or(1.0);
    let space = vec2(width, height) * whole * zoom;
    let name = page_name(shown, at);
    let texture = state.texture(ui, picture).id();
    ScrollArea::both()
        .id_salt("sheet")
        .auto_shrink(false)
        .show(ui, |ui| {
            let left = ((room.x - space.x) / 2.0).max(0.0);
            let (_, outer) = ui.allocate_space(vec2(space.x + left, space.y));
            let paper = Rect::from_min_size(outer.min + vec2(left, 0.0), space);
            let id = ui.make_persistent_id("paper");
            let response = ui.interact(paper, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
            let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture, paper, all, Color32::WHITE);
            let edge = Stroke::new(size::STROKE, tokens.line.rule);
            ui.painter()
                .rect_stroke(paper, 0.0, edge, StrokeKind::Outside);
        });
}

/// "Page 3 of 24: Action log".
fn page_name(shown: &Shown, at: usize) -> String {
    let part = shown
        .parts
        .iter()
        .rfind(|part| (part.first..part.first + part.pages.max(1)).contains(&at));
    let title = part.map_or("Cover", |part| part.title.as_str());
    format!("Page {} of {}: {title}", at + 1, shown.pages)
}
