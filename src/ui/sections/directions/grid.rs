//! The thread as a grid with its connectors, or as an outline where the page is narrow.
//!
//! One stop of the Tab key: arrows move the cursor from node to node, Enter opens, Left from the
//! first column goes back to the clauses.

use std::sync::Arc;

use egui::{
    CursorIcon, EventFilter, Galley, Id as EguiId, Key, Modifiers, Pos2, Rect, Role, Sense, Shape,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    clauses,
    nodes::{self, Goal, Look, Node, Row},
};
use crate::ui::{
    theme::{self, Fit, TextStyle, size},
    widgets::{
        paint,
        status_mark::{Mark, paint_mark},
        verdict_icon::{self, paint_assurance, paint_variation},
    },
};

/// Row, column, and place in the stack of that cell.
pub(super) type Place = (usize, usize, usize);

/// Below this width the thread is an outline.
const OUTLINE_BELOW: f32 = 640.0;
const BETWEEN_COLUMNS: f32 = 25.0;
const BETWEEN_ROWS: f32 = 15.0;
const BETWEEN_STACKED: f32 = 8.0;
const SPINE: f32 = 10.0;
const PAD: f32 = 10.0;
/// Shares of the columns in the width that is left between them.
const SHARES: [f32; 4] = [0.281, 0.251, 0.208, 0.260];

/// The id under which the thread takes the focus.
fn grid_id() -> EguiId {
    EguiId::unique("thread of the clause")
}

/// Gives the thread the focus.
pub(super) fn focus(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(grid_id()));
}

struct Placed<'a> {
    place: Place,
    node: &'a Node,
    rect: Rect,
}

/// Lays the thread out; answers what was asked of it.
pub(super) fn ui(ui: &mut Ui, rows: &[Row], cursor: &mut Option<Place>) -> Option<Goal> {
    let width = ui.available_width();
    let top = ui.cursor().min;
    let mut placed = Vec::new();
    let mut row_rects = Vec::new();
    let outline = width < OUTLINE_BELOW;
    let bottom = if outline {
        outline_layout(ui, rows, top, width, &mut placed, &mut row_rects)
    } else {
        grid_layout(ui, rows, top, width, &mut placed, &mut row_rects)
    };
    let area = Rect::from_min_max(top, pos2(top.x + width, bottom));
    let id = grid_id();
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    let shape = shape_of(rows);
    *cursor = cursor.filter(|place| exists(&shape, *place));
    let mut asked = None;
    let mut moved = false;
    if response.has_focus() {
        if cursor.is_none() {
            *cursor = first(&shape);
            moved = true;
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        moved |= keys(ui, &shape, cursor);
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            asked = placed
                .iter()
                .find(|p| Some(p.place) == *cursor)
                .map(|p| p.node.goal);
        }
    }
    if outline {
        outline_lines(ui, &placed);
    } else {
        column_heads(ui, rows, top, width);
        connectors(ui, rows, &placed, top);
    }
    for (row, rect) in rows.iter().zip(&row_rects) {
        let heard = ui.interact(
            *rect,
            id.with(("row", rect.top().to_bits())),
            Sense::hover(),
        );
        heard.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.sentence));
    }
    for one in &placed {
        let on = response.has_focus() && Some(one.place) == *cursor;
        if on && moved {
            ui.scroll_to_rect(one.rect.expand(size::S3), None);
        }
        if node(ui, one, on) {
            *cursor = Some(one.place);
            asked = Some(one.node.goal);
        }
    }
    let name = placed
        .iter()
        .find(|p| Some(p.place) == *cursor)
        .map_or_else(
            || format!("Thread, {} rows", rows.len()),
            |p| {
                format!(
                    "Thread, row {} of {}: {}",
                    p.place.0 + 1,
                    rows.len(),
                    p.node.name()
                )
            },
        );
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
    ui.advance_cursor_after_rect(area);
    asked
}

type Counts = [usize; 4];

fn shape_of(rows: &[Row]) -> Vec<Counts> {
    rows.iter()
        .map(|row| [0, 1, 2, 3].map(|col| row.cells.get(col).map_or(0, Vec::len)))
        .collect()
}

fn count_at(shape: &[Counts], row: usize, col: usize) -> usize {
    shape
        .get(row)
        .and_then(|row| row.get(col))
        .copied()
        .unwrap_or(0)
}

fn exists(shape: &[Counts], (row, col, n): Place) -> bool {
    n < count_at(shape, row, col)
}

fn first(shape: &[Counts]) -> Option<Place> {
    (0..shape.len())
        .flat_map(|row| (0..4).map(move |col| (row, col, 0)))
        .find(|place| exists(shape, *place))
}

/// Which way the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    Up,
    Down,
}

/// The next place that way; none where there is nothing.
fn step(shape: &[Counts], at: Place, way: Way) -> Option<Place> {
    let (row, col, n) = at;
    match way {
        Way::Right => (col + 1..4)
            .map(|c| (row, c, 0))
            .find(|p| exists(shape, *p)),
        Way::Left => (0..col)
            .rev()
            .map(|c| (row, c, 0))
            .find(|p| exists(shape, *p)),
        Way::Down if exists(shape, (row, col, n + 1)) => Some((row, col, n + 1)),
        Way::Down => (row + 1..shape.len()).find_map(|r| nearest(shape, r, col).map(|c| (r, c, 0))),
        Way::Up if n > 0 => Some((row, col, n - 1)),
        Way::Up => (0..row).rev().find_map(|r| {
            nearest(shape, r, col).map(|c| (r, c, count_at(shape, r, c).saturating_sub(1)))
        }),
    }
}

/// The column of `row` nearest to `col` that holds anything, the left one first.
fn nearest(shape: &[Counts], row: usize, col: usize) -> Option<usize> {
    (0..4)
        .filter(|c| count_at(shape, row, *c) > 0)
        .min_by_key(|c| (c.abs_diff(col), *c))
}

/// Answers the arrows; says whether the cursor moved.
fn keys(ui: &Ui, shape: &[Counts], cursor: &mut Option<Place>) -> bool {
    let Some(at) = *cursor else { return false };
    for (key, way) in [
        (Key::ArrowLeft, Way::Left),
        (Key::ArrowRight, Way::Right),
        (Key::ArrowUp, Way::Up),
        (Key::ArrowDown, Way::Down),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            if let Some(to) = step(shape, at, way) {
                *cursor = Some(to);
                return true;
            }
            if way == Way::Left {
                ui.memory_mut(|memory| memory.request_focus(clauses::list_id()));
            }
        }
    }
    false
}

fn columns(width: f32) -> [(f32, f32); 4] {
    let usable = width - 3.0 * BETWEEN_COLUMNS;
    let mut left = 0.0;
    SHARES.map(|share| {
        let place = (left, usable * share);
        left += usable * share + BETWEEN_COLUMNS;
        place
    })
}

fn grid_layout<'a>(
    ui: &Ui,
    rows: &'a [Row],
    top: Pos2,
    width: f32,
    placed: &mut Vec<Placed<'a>>,
    row_rects: &mut Vec<Rect>,
) -> f32 {
    let columns = columns(width);
    let mut y = top.y + 24.0;
    for (r, row) in rows.iter().enumerate() {
        let height = row
            .cells
            .iter()
            .zip(columns)
            .flat_map(|(cell, (_, width))| cell.iter().map(move |node| (node, width)))
            .map(|(node, width)| Painted::new(ui, node, width).height)
            .fold(0.0, f32::max);
        let most = row.cells.iter().map(Vec::len).max().unwrap_or(0).max(1) as f32;
        for (c, (cell, (left, width))) in row.cells.iter().zip(columns).enumerate() {
            for (n, node) in cell.iter().enumerate() {
                let at = pos2(top.x + left, y + n as f32 * (height + BETWEEN_STACKED));
                let rect = Rect::from_min_size(at, vec2(width, height));
                placed.push(Placed {
                    place: (r, c, n),
                    node,
                    rect,
                });
            }
        }
        let row_height = most * height + (most - 1.0) * BETWEEN_STACKED;
        row_rects.push(Rect::from_min_size(pos2(top.x, y), vec2(width, row_height)));
        y += row_height + BETWEEN_ROWS;
    }
    y - BETWEEN_ROWS.min(y - top.y)
}

fn outline_layout<'a>(
    ui: &Ui,
    rows: &'a [Row],
    top: Pos2,
    width: f32,
    placed: &mut Vec<Placed<'a>>,
    row_rects: &mut Vec<Rect>,
) -> f32 {
    let mut y = top.y;
    for (r, row) in rows.iter().enumerate() {
        let from = y;
        for (c, cell) in row.cells.iter().enumerate() {
            let indent = if c == 0 { 0.0 } else { size::S4 };
            for (n, node) in cell.iter().enumerate() {
                let room = width - indent;
                let height = Painted::new(ui, node, room).height;
                let rect = Rect::from_min_size(pos2(top.x + indent, y), vec2(room, height));
                placed.push(Placed {
                    place: (r, c, n),
                    node,
                    rect,
                });
                y += height + 6.0;
            }
        }
        row_rects.push(Rect::from_min_max(
            pos2(top.x, from),
            pos2(top.x + width, y),
        ));
        y += size::S2;
    }
    y
}

fn column_heads(ui: &Ui, rows: &[Row], top: Pos2, width: f32) {
    let tokens = theme::tokens(ui);
    for (head, (left, room)) in nodes::heads(rows).into_iter().zip(columns(width)) {
        let ink = tokens.text.secondary;
        let galley = theme::galley(ui, TextStyle::Label, head, ink, Fit::Elide(room));
        ui.painter()
            .galley(pos2(top.x + left, top.y + 2.0), galley, ink);
    }
}

/// The spine from the clause to every action, and lines from node to node: dashed where one is missing.
fn connectors(ui: &Ui, rows: &[Row], placed: &[Placed<'_>], top: Pos2) {
    let tokens = theme::tokens(ui);
    let solid = Stroke::new(1.4, tokens.line.rule);
    let dashed = Stroke::new(1.2, tokens.line.control);
    let painter = ui.painter();
    let line = |from: Pos2, to: Pos2, missing: bool| {
        if missing {
            painter.extend(Shape::dashed_line(&[from, to], dashed, 3.0, 3.0));
        } else {
            painter.line_segment([from, to], solid);
        }
    };
    let spine = top.x - SPINE;
    let mut lowest = None;
    for row in 0..rows.len() {
        let firsts: Vec<&Placed<'_>> = placed
            .iter()
            .filter(|p| p.place.0 == row && p.place.2 == 0)
            .collect();
        if let Some(head) = firsts.first() {
            let y = head.rect.center().y;
            line(
                pos2(spine, y),
                pos2(head.rect.left(), y),
                head.node.look == Look::Gap,
            );
            lowest = Some(y);
        }
        for pair in firsts.windows(2) {
            let [from, to] = pair else { continue };
            let y = from.rect.center().y;
            let missing = from.node.look == Look::Gap || to.node.look == Look::Gap;
            line(pos2(from.rect.right(), y), pos2(to.rect.left(), y), missing);
        }
    }
    if let Some(lowest) = lowest {
        line(pos2(spine, top.y - size::S4), pos2(spine, lowest), false);
    }
}

/// A rule down the left of what hangs on an action.
fn outline_lines(ui: &Ui, placed: &[Placed<'_>]) {
    let colour = theme::tokens(ui).line.rule;
    for one in placed.iter().filter(|one| one.place.1 > 0) {
        let x = one.rect.left() - size::S2;
        paint::vline(
            ui.painter(),
            x,
            one.rect.top() - 6.0..=one.rect.center().y,
            colour,
        );
        paint::hline(
            ui.painter(),
            x..=one.rect.left(),
            one.rect.center().y,
            colour,
        );
    }
}

/// The text of a node, laid out.
struct Painted {
    over: Option<Arc<Galley>>,
    mark: Option<Arc<Galley>>,
    title: Arc<Galley>,
    meta: Option<Arc<Galley>>,
    verb: Option<Arc<Galley>>,
    height: f32,
}

impl Painted {
    fn new(ui: &Ui, node: &Node, width: f32) -> Self {
        let tokens = theme::tokens(ui);
        let quiet = tokens.text.secondary;
        let room = width - 2.0 * PAD;
        let before = if node.look == Look::Gap { 19.0 } else { 0.0 };
        let mark = node.mark.map(|(_, word)| {
            theme::galley(ui, TextStyle::Meta, word, tokens.text.primary, Fit::Line)
        });
        let pair = if node.pair.is_some() { 44.0 } else { 0.0 };
        let taken = mark.as_ref().map_or(pair, |word| word.size().x + 26.0);
        let over = (!node.over.is_empty()).then(|| {
            theme::galley(
                ui,
                TextStyle::Meta,
                &node.over,
                quiet,
                Fit::Elide(room - taken),
            )
        });
        let style = TextStyle::SmallMedium;
        let ink = if node.look == Look::Remark {
            quiet
        } else {
            tokens.text.primary
        };
        let title = theme::galley(ui, style, &node.title, ink, Fit::Lines(room - before, 3));
        let lay = if node.slanted {
            theme::galley_illustrative
        } else {
            theme::galley
        };
        let meta = (!node.meta.is_empty()).then(|| {
            lay(
                ui,
                TextStyle::Meta,
                node.meta.clone(),
                quiet,
                Fit::Lines(room, 4),
            )
        });
        let verb = (!node.verb.is_empty()).then(|| {
            theme::galley(
                ui,
                TextStyle::Small,
                node.verb,
                tokens.accent.link,
                Fit::Elide(room),
            )
        });
        let parts = [&over, &meta, &verb];
        let text: f32 = parts
            .iter()
            .filter_map(|p| p.as_ref())
            .map(|g| g.size().y)
            .sum();
        let height = 7.0 + text + title.size().y + 8.0;
        Self {
            over,
            mark,
            title,
            meta,
            verb,
            height,
        }
    }
}

fn node(ui: &Ui, one: &Placed<'_>, on: bool) -> bool {
    let Placed { node, rect, place } = *one;
    let tokens = theme::tokens(ui);
    let acts = node.goal != Goal::Nothing;
    let sense = if acts { Sense::CLICK } else { Sense::hover() };
    let mut response = ui.interact(rect, grid_id().with(place), sense);
    if acts {
        response = response.on_hover_cursor(CursorIcon::PointingHand);
    }
    let role = if acts { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), node.name()));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let painter = ui.painter();
    match node.look {
        Look::Item => {
            let fill = if response.hovered() {
                tokens.surface.row_hover
            } else {
                tokens.surface.page
            };
            let border = Stroke::new(size::STROKE, tokens.line.rule);
            painter.rect(rect, size::RADIUS_CHIP, fill, border, StrokeKind::Inside);
        }
        Look::Gap => {
            if response.hovered() {
                painter.rect_filled(rect, 0.0, tokens.surface.row_hover);
            }
            paint::dashed_rect(painter, rect, tokens.line.control);
        }
        Look::Remark => {}
    }
    text(ui, node, rect);
    if on {
        paint::focus_ring(painter, rect, size::RADIUS_CHIP, tokens);
    }
    if !node.more.is_empty() {
        response = response.on_hover_text(&node.more);
    }
    acts && response.clicked()
}

fn text(ui: &Ui, node: &Node, rect: Rect) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let ink = tokens.text.primary;
    let Painted {
        over,
        mark,
        title,
        meta,
        verb,
        height,
    } = Painted::new(ui, node, rect.width());
    let left = rect.left() + PAD;
    let mut y = rect.top() + 7.0;
    if node.look == Look::Remark {
        // Without a box the words stand level with the connector.
        y = rect.center().y - height / 2.0 + 7.0;
    }
    if let (Some(word), Some((mark, _))) = (mark, node.mark) {
        let at = rect.right() - PAD - word.size().x;
        painter.galley(pos2(at, y), word, ink);
        let square = Rect::from_min_size(pos2(at - 21.0, y + 0.5), vec2(15.0, 15.0));
        paint_mark(ui, square, mark);
    }
    if let Some((variation, assurance)) = node.pair {
        let side = verdict_icon::NODE;
        let last = Rect::from_min_size(
            pos2(rect.right() - PAD - side, rect.top() + 7.0),
            vec2(side, side),
        );
        paint_assurance(ui, last, assurance);
        paint_variation(ui, last.translate(vec2(-side - 4.0, 0.0)), variation);
    }
    if let Some(over) = over {
        let height = over.size().y;
        painter.galley(pos2(left, y), over, ink);
        y += height;
    }
    let mut title_left = left;
    if node.look == Look::Gap {
        let square = Rect::from_min_size(pos2(left, y + 2.0), vec2(14.0, 14.0));
        paint_mark(ui, square, Mark::Warning);
        title_left += 19.0;
    }
    let height = title.size().y;
    painter.galley(pos2(title_left, y), title, ink);
    y += height;
    for below in [meta, verb].into_iter().flatten() {
        let height = below.size().y;
        painter.galley(pos2(left, y), below, ink);
        y += height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 0 is full, row 1 lacks measures and has two decisions, row 2 has an action only.
    const SHAPE: [Counts; 3] = [[1, 1, 1, 1], [1, 0, 1, 2], [1, 0, 0, 0]];

    #[test]
    fn arrows_pass_over_what_is_not_there() {
        assert_eq!(step(&SHAPE, (1, 0, 0), Way::Right), Some((1, 2, 0)));
        assert_eq!(step(&SHAPE, (1, 2, 0), Way::Left), Some((1, 0, 0)));
        assert_eq!(step(&SHAPE, (1, 0, 0), Way::Left), None);
        assert_eq!(step(&SHAPE, (0, 1, 0), Way::Down), Some((1, 0, 0)));
    }

    #[test]
    fn arrows_go_through_a_stack_before_the_next_row() {
        assert_eq!(step(&SHAPE, (1, 3, 0), Way::Down), Some((1, 3, 1)));
        assert_eq!(step(&SHAPE, (1, 3, 1), Way::Down), Some((2, 0, 0)));
        assert_eq!(step(&SHAPE, (2, 0, 0), Way::Up), Some((1, 0, 0)));
        assert_eq!(step(&SHAPE, (2, 0, 0), Way::Down), None);
    }

    #[test]
    fn the_first_place_is_the_first_that_holds_anything() {
        assert_eq!(first(&[[0, 0, 0, 0], [0, 0, 1, 0]]), Some((1, 2, 0)));
        assert_eq!(first(&[]), None);
    }
}
