//! Find or command: items of the record and commands by their words, chosen with the arrows.

use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, ScrollArea, Stroke, vec2,
};

use crate::{
    app::{AppState, Command, Message, Modal, Outbox, Route},
    model::ItemRef,
    ui::{
        parts::{icon_of, section_icon},
        theme::{self, Fit, Icon, TextStyle, Tokens, size},
        widgets::{field::Field, row::choice_row},
    },
};

/// Most rows shown.
const MOST_ROWS: usize = 40;
const WIDTH: f32 = 560.0;

/// One row of the palette.
#[derive(Debug, Clone)]
enum Row {
    Item(ItemRef, String),
    Command(Command),
}

/// Every item with the words shown and the words searched.
type Index = Vec<(ItemRef, String, String)>;

/// Rows for the present query and revision.
#[derive(Debug, Default)]
pub struct PaletteRows {
    key: Option<(u64, String)>,
    index: Option<(u64, Index)>,
    rows: Vec<Row>,
}

impl PaletteRows {
    fn update(&mut self, state: &AppState, query: &str) {
        let revision = state
            .document
            .as_ref()
            .map_or(u64::MAX, |d| d.history.revision());
        let key = (revision, query.to_lowercase());
        if self.key.as_ref() == Some(&key) {
            return;
        }
        if self.index.as_ref().is_none_or(|(of, _)| *of != revision) {
            self.index = Some((revision, index(state)));
        }
        let wanted: Vec<&str> = key.1.split_whitespace().collect();
        let hit = |text: &str| wanted.iter().all(|word| text.contains(word));
        self.rows.clear();
        for command in Command::all() {
            let words = command.text();
            let text = format!("{} {}", words.label, words.tooltip).to_lowercase();
            if hit(&text) && command.enabled(state).is_ok() && command != Command::Palette {
                self.rows.push(Row::Command(command));
            }
        }
        let (first, rest): (Vec<Row>, Vec<Row>) = std::mem::take(&mut self.rows)
            .into_iter()
            .partition(|row| matches!(row, Row::Command(Command::Goto(_))));
        let items = self.index.iter().flat_map(|(_, index)| index);
        let items = items
            .filter(|(_, _, text)| !wanted.is_empty() && hit(text))
            .take(MOST_ROWS)
            .map(|(at, name, _)| Row::Item(*at, name.clone()));
        self.rows = if wanted.is_empty() {
            first.into_iter().chain(rest).collect()
        } else {
            first.into_iter().chain(items).chain(rest).collect()
        };
        self.rows.truncate(MOST_ROWS);
        self.key = Some(key);
    }
}

fn index(state: &AppState) -> Index {
    let Some(document) = &state.document else {
        return Vec::new();
    };
    let record = document.record();
    let mut rows = Vec::new();
    for at in record.refs() {
        let Some(item) = record.item(at) else {
            continue;
        };
        let (name, title) = (crate::app::dispatch::capital(&item.name()), item.title());
        let shown = if name == title {
            title
        } else {
            format!("{name}: {title}")
        };
        let text = format!("{} {shown}", at.noun()).to_lowercase();
        rows.push((at, shown, text));
    }
    rows
}

/// Paints the palette under the bar.
pub fn ui(
    ctx: &Context,
    state: &AppState,
    out: &Outbox,
    rows: &mut PaletteRows,
    query: &str,
    row: usize,
) {
    rows.update(state, query);
    let last = rows.rows.len().saturating_sub(1);
    let mut row = row.min(last);
    let pressed = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        row = (row + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        row = row.saturating_sub(1);
    }
    let entered = pressed(Key::Enter);
    if pressed(Key::Escape) {
        out.send(Message::Show(None));
        return;
    }
    let mut text = query.to_owned();
    let mut chosen = entered.then_some(row);
    let tokens = Tokens::of(ctx.theme());
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .accessible_name("Find or command")
        .anchor(Align2::CENTER_TOP, vec2(0.0, size::S2));
    ctx.memory_mut(|memory| memory.set_modal_layer(area.layer()));
    let shown = area.show(ctx, |ui| {
        Frame::new()
            .fill(tokens.surface.raised)
            .stroke(Stroke::new(size::STROKE, tokens.line.control))
            .corner_radius(size::RADIUS_POPUP)
            .inner_margin(Margin::same(8))
            .show(ui, |ui| {
                ui.set_width(WIDTH.min(ctx.content_rect().width() - 32.0));
                let field = Field::unlabelled("Find or command")
                    .hint("Find anything, or type a command")
                    .icon(Icon::MagnifyingGlass);
                field.focus(true).text(ui, &mut text);
                ui.add_space(size::S1);
                list(ui, state, rows, row, &mut chosen);
            });
    });
    if let Some(row) = chosen.and_then(|place| rows.rows.get(place)) {
        out.send(Message::Show(None));
        match row {
            Row::Item(at, _) => out.send(Message::Go(Route::item(*at))),
            Row::Command(command) => out.run(*command),
        }
        return;
    }
    let outside = ctx.input(|input| {
        input.pointer.any_pressed()
            && input
                .pointer
                .interact_pos()
                .is_some_and(|at| !shown.response.rect.contains(at))
    });
    if outside {
        out.send(Message::Show(None));
    } else if text != query {
        out.send(Message::Show(Some(Modal::Palette {
            query: text,
            row: 0,
        })));
    } else if let Some(Modal::Palette { row: before, .. }) = &state.modal
        && *before != row
    {
        out.send(Message::Show(Some(Modal::Palette { query: text, row })));
    }
}

fn list(
    ui: &mut egui::Ui,
    state: &AppState,
    rows: &PaletteRows,
    row: usize,
    chosen: &mut Option<usize>,
) {
    let tokens = theme::tokens(ui);
    let height = (ui.ctx().content_rect().height() - 160.0).clamp(120.0, 420.0);
    if rows.rows.is_empty() {
        let words = if state.document.is_none() {
            "No command has these words"
        } else {
            "Nothing has these words"
        };
        ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
    }
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, entry) in rows.rows.iter().enumerate() {
            let (icon, name, beside) = match entry {
                Row::Item(at, name) => {
                    (icon_of(*at), name.clone(), at.section().title().to_owned())
                }
                Row::Command(command) => {
                    let icon = if let Command::Goto(section) = command {
                        section_icon(*section)
                    } else {
                        Icon::CaretRight
                    };
                    let keys = command
                        .shortcuts()
                        .first()
                        .map(|keys| ui.ctx().format_shortcut(keys));
                    (
                        icon,
                        command.text().label.to_owned(),
                        keys.unwrap_or_default(),
                    )
                }
            };
            let id = ui.make_persistent_id(("palette row", place));
            let response = choice_row(ui, id, 30.0, &name, place == row, |ui, rect| {
                let y = rect.center().y;
                let at = egui::pos2(rect.left() + 20.0, y);
                theme::paint_icon(ui.painter(), icon, at, size::ICON, tokens.text.secondary);
                let beside =
                    theme::galley(ui, TextStyle::Meta, &beside, tokens.text.muted, Fit::Line);
                let room = rect.width() - 56.0 - beside.size().x;
                let name = theme::galley(
                    ui,
                    TextStyle::Small,
                    &name,
                    tokens.text.primary,
                    Fit::Elide(room),
                );
                let name_at = egui::pos2(rect.left() + 36.0, y - name.size().y / 2.0);
                let beside_at = egui::pos2(
                    rect.right() - beside.size().x - 8.0,
                    y - beside.size().y / 2.0,
                );
                ui.painter().galley(name_at, name, tokens.text.primary);
                ui.painter().galley(beside_at, beside, tokens.text.muted);
            });
            if place == row {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                *chosen = Some(place);
            }
        }
    });
}
