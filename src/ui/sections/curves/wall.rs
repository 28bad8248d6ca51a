//! The wall: one small chart a measure; and the same measures as rows of the board table.

use std::sync::Arc;

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::{
    analysis::curve::{Curve, Mode, PartStyle, PointKind, marks::Ink},
    model::{ItemRef, date::short},
    ui::{
        ViewCx,
        charts::{
            paint::{colour, icons, point_of},
            spark,
        },
        parts::private,
        theme::{self, Fit, TextStyle, size},
        widgets::{
            paint,
            points::legend_point,
            table::{Column, Table},
            table_state::TableEvent,
            verdict_icon::{self, paint_assurance, paint_variation},
        },
    },
};

use super::CurvesState;

/// Least width of a cell.
const CELL_WIDTH: f32 = 360.0;
/// Height of a cell.
const CELL_HEIGHT: f32 = 178.0;
/// Room for the scroll bar.
const SCROLL_BAR: f32 = 10.0;
/// Most cells side by side.
const MOST_COLUMNS: usize = 3;

/// Entries of the legend, each with the points it stands for.
pub(super) const KINDS: [(&[PointKind], &str); 4] = [
    (&[PointKind::Concern], "concern"),
    (&[PointKind::Improvement], "improvement"),
    (&[PointKind::NeutralUp, PointKind::NeutralDown], "neutral"),
    (&[PointKind::Usual], "usual"),
];

/// Paints the wall. It is one stop of the Tab key and owns the arrows, as a table does.
pub(super) fn wall(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut CurvesState, shown: &[Arc<Curve>]) {
    let outer = ui.available_rect_before_wrap();
    let id = ui.make_persistent_id("wall");
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "one to three columns"
    )]
    let columns = ((outer.width() / CELL_WIDTH).floor().max(1.0) as usize).min(MOST_COLUMNS);
    let rows = shown.len().div_ceil(columns);
    state.cursor = state.cursor.min(shown.len().saturating_sub(1));
    let response = ui.interact(outer, id, Sense::focusable_noninteractive());
    if response.has_focus() {
        keys(ui, cx, id, state, shown, columns);
    }
    let mut opened = None;
    let width = (outer.width() - SCROLL_BAR) / columns as f32;
    ScrollArea::vertical()
        .id_salt("cells")
        .auto_shrink(false)
        .show_viewport(ui, |ui, _viewport| {
            ui.set_height(rows as f32 * CELL_HEIGHT);
            let corner = ui.max_rect().min;
            let cell_rect = |place: usize| {
                let at = vec2(
                    (place % columns) as f32 * width,
                    (place / columns) as f32 * CELL_HEIGHT,
                );
                Rect::from_min_size(corner + at, vec2(width, CELL_HEIGHT))
            };
            if std::mem::take(&mut state.reveal) {
                let rect = cell_rect(state.cursor);
                ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
            }
            // Only what is in view: a wall of two hundred costs what a full window does.
            let clip = ui.clip_rect();
            let row = |y: f32| ((y - corner.y) / CELL_HEIGHT).clamp(0.0, rows as f32);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to the count of rows"
            )]
            let (first, last) = (row(clip.top()) as usize, row(clip.bottom()).ceil() as usize);
            let within = first * columns..(last * columns).min(shown.len());
            for (place, curve) in shown.iter().enumerate().take(within.end).skip(within.start) {
                let rect = cell_rect(place);
                let on = response.has_focus() && place == state.cursor;
                let edges = (place % columns > 0, place % columns + 1 < columns);
                if cell(ui, rect, edges, curve, state, on) {
                    state.cursor = place;
                    opened = Some(curve.id);
                }
            }
        });
    response.widget_info(|| {
        let at = shown.get(state.cursor).map_or_else(String::new, |curve| {
            format!("{}: {}", curve.title, curve.verdict.short)
        });
        WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), format!("Curves: {at}"))
    });
    if let Some(id) = opened {
        cx.out.go_to(ItemRef::Measure(id));
    }
}

fn keys(
    ui: &Ui,
    cx: &ViewCx<'_>,
    id: egui::Id,
    state: &mut CurvesState,
    shown: &[Arc<Curve>],
    columns: usize,
) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = shown.len().saturating_sub(1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = state.cursor;
    if pressed(Key::ArrowLeft) {
        state.cursor = before.saturating_sub(1);
    } else if pressed(Key::ArrowRight) {
        state.cursor = (before + 1).min(last);
    } else if pressed(Key::ArrowUp) && before >= columns {
        state.cursor = before - columns;
    } else if pressed(Key::ArrowDown) && before + columns <= last {
        state.cursor = before + columns;
    } else if pressed(Key::Home) {
        state.cursor = 0;
    } else if pressed(Key::End) {
        state.cursor = last;
    }
    state.reveal |= state.cursor != before;
    if pressed(Key::Enter)
        && let Some(curve) = shown.get(state.cursor)
    {
        cx.out.go_to(ItemRef::Measure(curve.id));
    }
}

/// One measure; says whether it was pressed.
fn cell(
    ui: &Ui,
    rect: Rect,
    (inner_left, inner_right): (bool, bool),
    curve: &Arc<Curve>,
    state: &mut CurvesState,
    on: bool,
) -> bool {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let id = ui.make_persistent_id(("cell", curve.id));
    let response = ui
        .interact(rect, id, Sense::CLICK)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    paint::hline(painter, rect.x_range(), rect.top(), tokens.line.hair);
    if inner_left {
        paint::vline(painter, rect.left(), rect.y_range(), tokens.line.hair);
    }
    let left = rect.left() + if inner_left { size::S4 } else { 0.0 };
    let right = rect.right() - if inner_right { size::S4 } else { 2.0 };
    let pair = 2.0 * verdict_icon::WALL + 4.0;
    let room = right - left - pair - size::S2;
    let name = if curve.title.is_empty() {
        "A new measure"
    } else {
        &curve.title
    };
    let title = theme::galley(
        ui,
        TextStyle::BodyMedium,
        name,
        tokens.text.primary,
        Fit::Elide(room),
    );
    painter.galley(pos2(left, rect.top() + 9.0), title, tokens.text.primary);
    let mut strong = theme::format(TextStyle::BodyStrong, tokens.text.primary);
    strong.italics = curve.illustrative;
    let values = theme::galley_of(
        ui,
        [
            (curve.verdict.latest.clone(), strong),
            (
                format!("  {}", curve.goal.target_text),
                theme::format(TextStyle::Body, tokens.text.secondary),
            ),
        ],
        Fit::Elide(room),
    );
    painter.galley(pos2(left, rect.top() + 29.0), values, tokens.text.primary);
    let (variation, assurance) = icons(curve);
    let icon = |n: f32| {
        let x = right - pair + n * (verdict_icon::WALL + 4.0);
        Rect::from_min_size(
            pos2(x, rect.top() + 11.0),
            vec2(verdict_icon::WALL, verdict_icon::WALL),
        )
    };
    paint_variation(ui, icon(0.0), variation);
    paint_assurance(ui, icon(1.0), assurance);
    let plot = Rect::from_min_max(
        pos2(left, rect.top() + 54.0),
        pos2(right, rect.bottom() - 30.0),
    );
    if curve.mode == Mode::Empty {
        no_figures(ui, plot, curve);
    } else {
        spark(ui, plot, curve, &mut state.sparks);
    }
    let own = private::mark(ui, curve.id).map_or(0.0, |own| {
        private::paint_mark(ui, pos2(right, rect.bottom() - 25.0), &own) + size::S2
    });
    let sentence = theme::galley(
        ui,
        TextStyle::Small,
        curve.verdict.short.as_str(),
        tokens.text.secondary,
        Fit::Elide(right - left - own),
    );
    painter.galley(
        pos2(left, rect.bottom() - 26.0),
        sentence,
        tokens.text.secondary,
    );
    if on {
        paint::focus_ring_inside(painter, rect.shrink(2.0), tokens);
    }
    let heard = private::heard(ui, curve.id);
    response.widget_info(|| {
        let label = format!("{name}: {}{heard}", curve.verdict.short);
        WidgetInfo::labeled(Role::Link, ui.is_enabled(), label)
    });
    response.clicked()
}

/// A dashed frame in the place of a chart.
fn no_figures(ui: &Ui, plot: Rect, curve: &Curve) {
    let tokens = theme::tokens(ui);
    paint::dashed_rect(ui.painter(), plot, tokens.line.control);
    let hidden = curve.hidden();
    let (what, verb) = if hidden > 0 {
        ("The counts are too small to show", "Open the measure")
    } else if curve.points.is_empty() && curve.owner.is_empty() {
        ("No values yet", "Add a value")
    } else {
        ("No figures have been supplied", "Ask for the figures")
    };
    for (text, ink, down) in [
        (what, tokens.text.primary, -9.0),
        (verb, tokens.accent.link, 11.0),
    ] {
        let galley = theme::galley(
            ui,
            TextStyle::Small,
            text,
            ink,
            Fit::Elide(plot.width() - 16.0),
        );
        let at = plot.center() + vec2(-galley.size().x / 2.0, down - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    }
}

/// Whether any chart has a point of one of these kinds.
pub(super) fn occur(shown: &[Arc<Curve>], kinds: &[PointKind]) -> bool {
    let mut points = shown.iter().flat_map(|curve| &curve.points);
    points.any(|point| point.value.is_some() && kinds.contains(&point.kind))
}

/// The legend of the whole wall: only the meanings that occur.
pub(super) fn legend(ui: &mut Ui, occurs: [bool; KINDS.len()]) {
    let tokens = theme::tokens(ui);
    ui.spacing_mut().item_spacing.x = 10.0;
    for ((kinds, word), occurs) in KINDS.iter().zip(occurs) {
        if let (true, Some(kind)) = (occurs, kinds.first()) {
            legend_point(ui, point_of(*kind), word);
        }
    }
    for (word, ink, dashed) in [
        ("mean", Ink::Mean, false),
        ("limits", Ink::Limit, true),
        ("target", Ink::Target, true),
    ] {
        let galley = theme::galley(ui, TextStyle::Small, word, tokens.text.primary, Fit::Line);
        if ui.available_width() < galley.size().x + 28.0 {
            return;
        }
        let response = paint::painted(ui, vec2(28.0 + galley.size().x, galley.size().y), word);
        let rect = response.rect;
        let line = [rect.left_center(), rect.left_center() + vec2(22.0, 0.0)];
        let stroke = Stroke::new(1.4, colour(ink, tokens));
        if dashed {
            ui.painter()
                .extend(egui::Shape::dashed_line(&line, stroke, 5.0, 3.0));
        } else {
            ui.painter().line_segment(line, stroke);
        }
        ui.painter()
            .galley(rect.min + vec2(28.0, 0.0), galley, tokens.text.primary);
    }
}

/// The board table: a row a measure with latest value, target, icons, mean, limits, last rebase.
pub(super) fn table(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut CurvesState, shown: &[Arc<Curve>]) {
    let columns = [
        Column::flexible("Measure", 220.0),
        Column::fixed("Latest", 110.0).right(),
        Column::fixed("Target", 140.0),
        Column::fixed("", 64.0),
        Column::fixed("Mean", 80.0).right().leaves(2),
        Column::fixed("Limits", 150.0).right().leaves(1),
        Column::fixed("Last rebase", 110.0).leaves(1),
        Column::fixed("Date of data", 110.0).leaves(3),
        Column::flexible("What it says", 220.0).leaves(4),
    ];
    let sentence = |row: usize| {
        shown.get(row).map_or_else(String::new, |curve| {
            format!(
                "{}, {}. {}",
                curve.title, curve.verdict.latest, curve.verdict.short
            )
        })
    };
    let output = Table::new("board", "Measures", &columns, shown.len())
        .sentence(&sentence)
        .row_height(32.0)
        .show(ui, &mut state.table, |ui, at| {
            if let Some(curve) = shown.get(at.row) {
                table_cell(ui, curve, at.col, at.selected);
            }
        });
    for event in output.events {
        if let TableEvent::Opened(row) = event
            && let Some(curve) = shown.get(row)
        {
            cx.out.go_to(ItemRef::Measure(curve.id));
        }
    }
}

fn table_cell(ui: &mut Ui, curve: &Curve, col: usize, selected: bool) {
    let tokens = theme::tokens(ui);
    let style = match (col, selected) {
        (0, true) | (1, _) => TextStyle::BodyStrong,
        (0, false) => TextStyle::BodyMedium,
        (_, _) => TextStyle::Small,
    };
    let (mean, limits) = match curve.last_part().map(|part| part.style) {
        Some(PartStyle::Limits {
            mean, lower, upper, ..
        }) => (
            curve.show.line(mean),
            format!("{} to {}", curve.show.digits(lower), curve.show.line(upper)),
        ),
        Some(PartStyle::Median { median, .. }) => {
            (format!("({})", curve.show.line(median)), "–".to_owned())
        }
        Some(PartStyle::Bare) | None => ("–".to_owned(), "–".to_owned()),
    };
    let text = match col {
        0 => curve.title.clone(),
        1 => curve.verdict.latest.clone(),
        2 => curve.goal.target_text.clone(),
        3 => {
            let (variation, assurance) = icons(curve);
            let side = verdict_icon::ROW;
            verdict_icon::verdict_pair(ui, variation, assurance, side, &curve.verdict.conclusion);
            return;
        }
        4 => mean,
        5 => limits,
        6 => curve
            .last_part()
            .filter(|part| part.rebase.is_some())
            .map_or_else(|| "–".to_owned(), |part| short(part.start)),
        7 => curve
            .latest()
            .map_or_else(|| "–".to_owned(), |point| short(point.date)),
        _ => curve.verdict.short.clone(),
    };
    ui.label(theme::text(style, text).color(tokens.text.primary));
}
