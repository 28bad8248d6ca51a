//! The table: rows by hairs, sorted heads, one selection, one focus.
//!
//! Only the rows in view are touched, so ten thousand rows cost what thirty do. The table is one stop of the Tab key:
//! it owns the arrows, and its accessible name is the sentence of the row the cursor is on. Rows themselves never
//! take the focus, since a row scrolled out of view would lose it.

use egui::{
    Align, CursorIcon, EventFilter, Id, Layout, Rangef, Rect, Response, Role, ScrollArea, Sense,
    TextWrapMode, Ui, UiBuilder, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};

use super::{
    paint,
    table_column::{Placed, place},
    table_state::{self, TableEvent, TableState},
};
pub use super::{
    table_cell::{cell_name, cell_text},
    table_column::Column,
};
use crate::ui::theme::{self, Density, Fit, Icon, TextStyle, size};

/// Height of the head.
pub const HEADER: f32 = 28.0;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// A thing that can be selected.
    #[default]
    Item,
    /// A heading: one cell over the whole width (column 0), not selectable.
    Group,
    /// A sum under a line in text colour, not selectable.
    Total,
}

/// The cell being laid out.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Row, from 0.
    pub row: usize,
    /// Column of the list of columns given, whichever have left.
    pub col: usize,
    /// Whether the row is selected: its name is semibold then.
    pub selected: bool,
}

/// What the table did in this frame.
pub struct TableOutput {
    /// In order; mostly empty or one.
    pub events: Vec<TableEvent>,
    /// The row that was clicked in this frame.
    pub pressed: Option<usize>,
    /// A row was clicked with the other button: show a menu at the pointer. The row is selected by then.
    pub menu_asked: bool,
    /// The table as the one thing that takes focus.
    pub response: Response,
}

/// A table to be shown. See the module.
pub struct Table<'a> {
    salt: &'a str,
    name: &'a str,
    columns: &'a [Column<'a>],
    rows: usize,
    two_lines: bool,
    height: Option<f32>,
    whole: bool,
    multiple: bool,
    sentence: &'a dyn Fn(usize) -> String,
    kind: &'a dyn Fn(usize) -> RowKind,
}

impl<'a> Table<'a> {
    /// `salt` tells tables of one region apart, `name` is what it lists ("Actions").
    pub fn new(salt: &'a str, name: &'a str, columns: &'a [Column<'a>], rows: usize) -> Self {
        Self {
            salt,
            name,
            columns,
            rows,
            two_lines: false,
            height: None,
            whole: false,
            multiple: false,
            sentence: &|row| format!("row {}", row + 1),
            kind: &|_| RowKind::Item,
        }
    }

    /// The row as one sentence, for the screen reader.
    #[must_use]
    pub fn sentence(mut self, sentence: &'a dyn Fn(usize) -> String) -> Self {
        self.sentence = sentence;
        self
    }

    /// Group and total rows.
    #[must_use]
    pub fn kinds(mut self, kind: &'a dyn Fn(usize) -> RowKind) -> Self {
        self.kind = kind;
        self
    }

    /// Rows with a second line (one line where the density is compact).
    #[must_use]
    pub const fn two_lines(mut self) -> Self {
        self.two_lines = true;
        self
    }

    /// Another row height.
    #[must_use]
    pub const fn row_height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// As high as its rows, without scrolling of its own: for short tables in a page that scrolls.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Shift and Ctrl select several rows.
    #[must_use]
    pub const fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// Lays the table out over the available width, and height unless [`Table::whole`].
    pub fn show(
        self,
        ui: &mut Ui,
        state: &mut TableState,
        mut cell: impl FnMut(&mut Ui, Cell),
    ) -> TableOutput {
        let id = ui.make_persistent_id(("table", self.salt));
        let density = Density::of(ui);
        let row_height = self.height.unwrap_or(if self.two_lines {
            density.row()
        } else {
            density.row_single()
        });
        state.clamp(self.rows);
        let body_height = row_height * self.rows as f32;
        // Inside a page that scrolls there is no height to fill.
        let whole = self.whole || !ui.available_height().is_finite();
        let height = if whole {
            HEADER + body_height
        } else {
            ui.available_height()
        };
        let width = ui.available_width();
        let outer = Rect::from_min_size(
            ui.cursor().min,
            vec2(width, height.max(HEADER + row_height)),
        );
        let response = ui.interact(outer, id, Sense::focusable_noninteractive());
        let page = ((outer.height() - HEADER) / row_height).floor().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "rows of one page"
        )]
        let page = page as usize;
        let selectable = |row: usize| (self.kind)(row) == RowKind::Item;
        let mut events = Vec::new();
        if response.has_focus() {
            let everything = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, everything));
            let reach = table_state::Reach {
                rows: self.rows,
                page,
                multiple: self.multiple,
            };
            table_state::keys(ui, state, reach, &selectable, &mut events);
        }
        let placed = place(self.columns, outer.x_range());
        self.header(ui, outer, &placed, state, &mut events);
        let body = Rect::from_min_max(pos2(outer.left(), outer.top() + HEADER), outer.max);
        let mut rows = Rows {
            table: &self,
            id,
            placed: &placed,
            row_height,
            pressed: None,
            opened: None,
            menu: None,
        };
        let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt(id.with("body")));
        inner.spacing_mut().item_spacing = vec2(0.0, 0.0);
        if whole {
            rows.show(&mut inner, body.top(), state, &mut cell);
        } else {
            ScrollArea::vertical()
                .id_salt("rows")
                .auto_shrink(false)
                .show_viewport(&mut inner, |ui, _viewport| {
                    ui.set_height(body_height);
                    let top = ui.max_rect().top();
                    rows.show(ui, top, state, &mut cell);
                });
        }
        let (pressed, opened, menu) = (rows.pressed, rows.opened, rows.menu);
        ui.advance_cursor_after_rect(outer);
        if let Some(row) = pressed {
            response.request_focus();
            let modifiers = ui.input(|input| input.modifiers);
            if state.press(row, modifiers, self.multiple) {
                events.push(TableEvent::SelectionChanged);
            }
        }
        events.extend(opened.map(TableEvent::Opened));
        if let Some(row) = menu {
            response.request_focus();
            let among = state.selected.binary_search(&row).is_ok();
            if !among && state.press(row, egui::Modifiers::NONE, self.multiple) {
                events.push(TableEvent::SelectionChanged);
            }
        }
        if response.has_focus() {
            // Round the table, so that the selected row keeps its bar; a scroll area would cut the ring's sides.
            let room = size::FOCUS + size::FOCUS_GAP;
            let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(room));
            paint::focus_ring_inside(&painter, outer.expand(room), theme::tokens(ui));
        }
        self.describe(ui, &response, state);
        TableOutput {
            events,
            pressed,
            menu_asked: menu.is_some(),
            response,
        }
    }

    fn describe(&self, ui: &Ui, response: &Response, state: &TableState) {
        let name = match (state.cursor, state.selected.len()) {
            (Some(row), 0 | 1) if row < self.rows => {
                format!("{}: {}", self.name, (self.sentence)(row))
            }
            (Some(row), several) if row < self.rows => {
                format!(
                    "{}, {several} selected: {}",
                    self.name,
                    (self.sentence)(row)
                )
            }
            (_, _) if self.rows == 1 => format!("{}, 1 row", self.name),
            (_, _) => format!("{}, {} rows", self.name, self.rows),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
    }

    fn header(
        &self,
        ui: &Ui,
        outer: Rect,
        placed: &[Placed],
        state: &mut TableState,
        events: &mut Vec<TableEvent>,
    ) {
        let tokens = theme::tokens(ui);
        let y = Rangef::new(outer.top(), outer.top() + HEADER);
        let pad = Density::of(ui).cell_x();
        for place in placed {
            let Some(column) = self.columns.get(place.col) else {
                continue;
            };
            let rect = Rect::from_x_y_ranges(place.x, y);
            let sorted = state
                .sort
                .filter(|(col, _)| *col == place.col)
                .map(|(_, ascending)| ascending);
            let mut ink = if sorted.is_some() {
                tokens.text.primary
            } else {
                tokens.text.muted
            };
            let style = if sorted.is_some() {
                TextStyle::Label
            } else {
                TextStyle::Meta
            };
            if column.sortable {
                let id = ui.make_persistent_id(("head", self.salt, place.col));
                let response = ui
                    .interact(rect, id, Sense::click())
                    .on_hover_cursor(CursorIcon::PointingHand);
                if response.hovered() {
                    ink = tokens.text.primary;
                }
                if response.has_focus() {
                    paint::focus_ring_inside(ui.painter(), rect.shrink(2.0), tokens);
                }
                let name = match sorted {
                    Some(true) => format!("Sort by {}, now ascending", column.title),
                    Some(false) => format!("Sort by {}, now descending", column.title),
                    None => format!("Sort by {}", column.title),
                };
                response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
                if response.clicked() {
                    let ascending = !sorted.unwrap_or(false);
                    state.sort = Some((place.col, ascending));
                    events.push(TableEvent::SortChanged(place.col, ascending));
                }
            }
            let caret = if sorted.is_some() { 16.0 } else { 0.0 };
            let fit = Fit::Elide(rect.width() - 2.0 * pad - caret);
            let galley = theme::galley(ui, style, column.title, ink, fit);
            let left = if place.right {
                rect.right() - pad - caret - galley.size().x
            } else {
                rect.left() + pad
            };
            let end = left + galley.size().x;
            ui.painter().galley(
                pos2(left, rect.center().y - galley.size().y / 2.0),
                galley,
                ink,
            );
            if let Some(ascending) = sorted {
                let icon = if ascending {
                    Icon::CaretUp
                } else {
                    Icon::CaretDown
                };
                theme::paint_icon(
                    ui.painter(),
                    icon,
                    pos2(end + 8.0, rect.center().y),
                    11.0,
                    ink,
                );
            }
        }
        paint::hline(
            ui.painter(),
            outer.x_range(),
            outer.top() + HEADER - 0.5,
            tokens.line.rule,
        );
    }
}

/// The rows being laid out.
struct Rows<'t, 'a> {
    table: &'t Table<'a>,
    id: Id,
    placed: &'t [Placed],
    row_height: f32,
    pressed: Option<usize>,
    opened: Option<usize>,
    menu: Option<usize>,
}

impl Rows<'_, '_> {
    fn show(
        &mut self,
        ui: &mut Ui,
        top: f32,
        state: &mut TableState,
        cell: &mut impl FnMut(&mut Ui, Cell),
    ) {
        let x = ui.max_rect().x_range();
        let height = self.row_height;
        let row_rect = |row: usize| {
            let y = top + row as f32 * height;
            Rect::from_x_y_ranges(x, Rangef::new(y, y + height))
        };
        if let (true, Some(row)) = (std::mem::take(&mut state.reveal), state.cursor) {
            ui.scroll_to_rect_animation(row_rect(row), None, ScrollAnimation::none());
        }
        let clip = ui.clip_rect().y_range();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the rows"
        )]
        let row_at = |y: f32| ((y - top) / height).floor().max(0.0) as usize;
        let visible = row_at(clip.min)..(row_at(clip.max) + 1).min(self.table.rows);
        for row in visible {
            self.row(ui, row, row_rect(row), state, cell);
        }
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        row: usize,
        rect: Rect,
        state: &TableState,
        cell: &mut impl FnMut(&mut Ui, Cell),
    ) {
        let tokens = theme::tokens(ui);
        let kind = (self.table.kind)(row);
        let selected = kind == RowKind::Item && state.selected.binary_search(&row).is_ok();
        if kind == RowKind::Item {
            let response = ui.interact(rect, self.id.with(("row", row)), Sense::CLICK);
            if selected {
                ui.painter()
                    .rect_filled(rect, 0.0, tokens.surface.row_selected);
            } else if response.contains_pointer() {
                ui.painter()
                    .rect_filled(rect, 0.0, tokens.surface.row_hover);
            }
            if response.clicked() {
                self.pressed = Some(row);
            }
            if response.double_clicked() {
                self.opened = Some(row);
            }
            if response.secondary_clicked() {
                self.menu = Some(row);
            }
        }
        let line = match kind {
            RowKind::Item | RowKind::Total => tokens.line.hair,
            RowKind::Group => tokens.line.rule,
        };
        paint::hline(ui.painter(), rect.x_range(), rect.bottom() - 0.5, line);
        if kind == RowKind::Total {
            paint::hline(
                ui.painter(),
                rect.x_range(),
                rect.top() - 0.5,
                tokens.text.primary,
            );
        }
        if selected {
            let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, rect.height()));
            ui.painter().rect_filled(bar, 0.0, tokens.accent.base);
        }
        let pad = Density::of(ui).cell_x();
        if kind == RowKind::Group {
            self.cell(
                ui,
                rect.shrink2(vec2(pad, 0.0)),
                false,
                Cell {
                    row,
                    col: 0,
                    selected,
                },
                cell,
            );
            return;
        }
        for place in self.placed {
            let inner = Rect::from_x_y_ranges(place.x, rect.y_range()).shrink2(vec2(pad, 0.0));
            self.cell(
                ui,
                inner,
                place.right,
                Cell {
                    row,
                    col: place.col,
                    selected,
                },
                cell,
            );
        }
    }

    fn cell(
        &self,
        ui: &mut Ui,
        rect: Rect,
        right: bool,
        at: Cell,
        cell: &mut impl FnMut(&mut Ui, Cell),
    ) {
        let layout = if right {
            Layout::right_to_left(Align::Center)
        } else {
            Layout::left_to_right(Align::Center)
        };
        let salt = self.id.with((at.row, at.col));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(salt));
        inner.shrink_clip_rect(rect.expand2(vec2(2.0, 0.0)));
        inner.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        inner.spacing_mut().item_spacing = vec2(size::S2, 0.0);
        cell(&mut inner, at);
    }
}
