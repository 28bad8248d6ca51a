//! Gates on one time axis: the first date hollow, each move a small diamond, passed with a tick,
//! open heavy, the go-live in accent. One stop of the Tab key: Up and Down move between gates, Left
//! and Right through the dates of one.

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Painter, Rect, Response, Role, ScrollArea, Sense,
    Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use super::{TransferState, axis::Axis, gate_of, line::Line};
use crate::{
    analysis::words,
    model::{ItemRef, date::short},
    ui::{
        ViewCx,
        parts::private,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            gate_mark::{GateMark, legend_gate, paint_gate},
            paint,
        },
    },
};

const ROW: f32 = 39.0;
const HEAD: f32 = 30.0;
const LEGEND: f32 = 34.0;
/// Below this width the axis keeps twelve months and "Decided by" goes under the name.
const NARROW: f32 = 960.0;

/// Widths and the axis, shared by all rows.
struct Frame {
    axis: Axis,
    narrow: bool,
    name: f32,
    axis_left: f32,
    axis_right: f32,
    today: Date,
}

impl Frame {
    fn x(&self, day: Date) -> f32 {
        self.axis.x(day, self.axis_left, self.axis_right)
    }
}

/// The gates, and the go-live as the last row.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut TransferState,
    selected: Option<ItemRef>,
) {
    let lines: Vec<Line<'_>> = state
        .index
        .order()
        .iter()
        .filter_map(|id| cx.record.gates.get(*id))
        .map(|gate| Line::of_gate(gate, cx.today))
        .chain(Line::of_transfer(&cx.record.transfer, cx.today))
        .collect();
    let area = ui.available_rect_before_wrap();
    let narrow = area.width() < NARROW;
    let (name, by) = if narrow { (190.0, 0.0) } else { (236.0, 156.0) };
    let frame = Frame {
        axis: Axis::new(
            cx.record.gates.iter(),
            &cx.record.transfer,
            cx.today,
            narrow,
        ),
        narrow,
        name,
        axis_left: area.left() + name + by + size::S3,
        axis_right: area.right() - size::S2,
        today: cx.today,
    };
    let id = ui.make_persistent_id("gates");
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    let at = lines.iter().position(|line| Some(line.item) == selected);
    if let Some(line) = at.and_then(|at| lines.get(at)) {
        state.date = state.date.min(line.dates.len().saturating_sub(1));
    }
    if response.has_focus() {
        keys(ui, cx, state, &response, &lines, at);
    }
    head(ui, &frame, area);
    let content = ROW * lines.len() as f32 + 18.0;
    let body_height = content.min((area.height() - HEAD - LEGEND).max(ROW * 2.0));
    let body = Rect::from_min_size(area.min + vec2(0.0, HEAD), vec2(area.width(), body_height));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt("gate rows"));
    inner.spacing_mut().item_spacing.y = 0.0;
    let reveal = std::mem::take(&mut state.reveal);
    let focus = response.has_focus().then_some(state.date);
    let mut pressed = None;
    ScrollArea::vertical()
        .id_salt("gates")
        .auto_shrink(false)
        .show(&mut inner, |ui| {
            let (_, all) = ui.allocate_space(vec2(area.width(), content));
            grid(ui, &frame, all, lines.len());
            for (n, line) in lines.iter().enumerate() {
                let y = all.top() + n as f32 * ROW;
                let rect = Rect::from_min_size(pos2(all.left(), y), vec2(all.width(), ROW));
                let on = at == Some(n);
                if on && reveal {
                    ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
                }
                if row(ui, &frame, line, rect, on, focus.filter(|_| on)) {
                    pressed = Some(line.item);
                }
            }
            today_line(ui, &frame, all);
        });
    if let Some(item) = pressed {
        response.request_focus();
        cx.select(item);
    }
    if response.has_focus() {
        let room = size::FOCUS + size::FOCUS_GAP;
        let ring = Rect::from_min_max(area.min, pos2(area.right(), body.bottom())).expand(room);
        let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(room));
        paint::focus_ring_inside(&painter, ring, theme::tokens(ui));
    }
    describe(ui, &response, &lines, at, state.date, cx.today);
    let below = pos2(area.left(), body.bottom() + 6.0);
    let foot = Rect::from_min_max(below, pos2(area.right(), below.y + LEGEND));
    let focused_line = at
        .and_then(|at| lines.get(at))
        .filter(|_| response.has_focus());
    let words = focused_line.map(|line| line.date_words(state.date));
    legend(ui, foot, words.as_deref(), &mut state.as_table);
    ui.advance_cursor_after_rect(area);
}

fn describe(
    ui: &Ui,
    response: &Response,
    lines: &[Line<'_>],
    at: Option<usize>,
    date: usize,
    today: Date,
) {
    let name = at.and_then(|at| lines.get(at)).map_or_else(
        || format!("Gates, {}", lines.len()),
        |line| {
            let heard = private::heard(ui, line.item);
            let words = line.date_words(date);
            format!("Gates: {}{heard}. {words}", line.sentence(today))
        },
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
}

fn keys(
    ui: &Ui,
    cx: &ViewCx<'_>,
    state: &mut TransferState,
    response: &Response,
    lines: &[Line<'_>],
    at: Option<usize>,
) {
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = lines.len().saturating_sub(1);
    let to = if pressed(Key::ArrowDown) {
        Some(at.map_or(0, |at| (at + 1).min(last)))
    } else if pressed(Key::ArrowUp) {
        Some(at.map_or(last, |at| at.saturating_sub(1)))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    };
    if let Some(line) = to.and_then(|to| lines.get(to)) {
        cx.select(line.item);
    }
    let dates = at
        .and_then(|at| lines.get(at))
        .map_or(0, |line| line.dates.len());
    if pressed(Key::ArrowLeft) {
        state.date = state.date.saturating_sub(1);
    }
    if pressed(Key::ArrowRight) {
        state.date = (state.date + 1).min(dates.saturating_sub(1));
    }
    if pressed(Key::Delete)
        && let Some(id) = gate_of(at.and_then(|at| lines.get(at)).map(|line| line.item))
    {
        cx.out.send(crate::app::Message::Remove(vec![id.into()]));
    }
}

fn head(ui: &Ui, frame: &Frame, area: Rect) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let ink = tokens.text.secondary;
    let y = area.top() + 8.0;
    let column = |x: f32, words: &str| {
        let galley = theme::galley(ui, TextStyle::Meta, words, ink, Fit::Line);
        painter.galley(pos2(x, y), galley, ink);
    };
    column(area.left(), "Gate");
    if !frame.narrow {
        column(area.left() + frame.name, "Decided by");
    }
    let mut free_from = f32::NEG_INFINITY;
    for tick in frame.axis.ticks(frame.axis_right - frame.axis_left) {
        let galley = theme::galley(ui, TextStyle::Tick, tick.words, ink, Fit::Line);
        let x = frame.x(tick.day) + 4.0;
        let end = x + galley.size().x;
        if x >= free_from && end <= area.right() {
            free_from = end + size::S1;
            painter.galley(pos2(x, y + 2.0), galley, ink);
        }
    }
    paint::hline(
        painter,
        area.x_range(),
        area.top() + HEAD - 0.5,
        tokens.line.rule,
    );
}

fn grid(ui: &Ui, frame: &Frame, all: Rect, rows: usize) {
    let tokens = theme::tokens(ui);
    let bottom = all.top() + rows as f32 * ROW + 10.0;
    for tick in frame.axis.ticks(frame.axis_right - frame.axis_left) {
        paint::vline(
            ui.painter(),
            frame.x(tick.day),
            all.top()..=bottom,
            tokens.line.hair,
        );
    }
}

fn today_line(ui: &Ui, frame: &Frame, all: Rect) {
    if !frame.axis.holds(frame.today) {
        return;
    }
    let tokens = theme::tokens(ui);
    let x = frame.x(frame.today);
    let bottom = all.bottom() - 4.0;
    ui.painter()
        .vline(x, all.top()..=bottom, Stroke::new(1.6, tokens.accent.base));
    let galley = theme::galley(ui, TextStyle::Tick, "today", tokens.accent.base, Fit::Line);
    let left = x - galley.size().x - 6.0;
    ui.painter()
        .galley(pos2(left, bottom - 12.0), galley, tokens.accent.base);
}

fn row(
    ui: &mut Ui,
    frame: &Frame,
    line: &Line<'_>,
    rect: Rect,
    on: bool,
    date: Option<usize>,
) -> bool {
    let tokens = theme::tokens(ui);
    let response = ui
        .interact(
            rect,
            ui.make_persistent_id(("gate", line.item)),
            Sense::CLICK,
        )
        .on_hover_cursor(CursorIcon::PointingHand);
    let heard = private::heard(ui, line.item);
    let sentence = format!("{}{heard}", line.sentence(frame.today));
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), on, &sentence));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let painter = ui.painter();
    if on || line.go_live {
        painter.rect_filled(rect, 0.0, tokens.surface.row_selected);
    } else if response.contains_pointer() {
        painter.rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    if on {
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, ROW));
        painter.rect_filled(bar, 0.0, tokens.accent.base);
    }
    if on || line.go_live {
        for tick in frame.axis.ticks(frame.axis_right - frame.axis_left) {
            paint::vline(painter, frame.x(tick.day), rect.y_range(), tokens.line.hair);
        }
    }
    names(ui, frame, line, rect, on);
    marks(ui, frame, line, rect, date);
    paint::hline(
        painter,
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.hair,
    );
    response.clicked()
}

fn names(ui: &Ui, frame: &Frame, line: &Line<'_>, rect: Rect, on: bool) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let indent = if on || line.go_live { size::S2 } else { 0.0 };
    let style = if line.open {
        TextStyle::BodyStrong
    } else {
        TextStyle::Body
    };
    let ink = tokens.text.primary;
    let own = private::mark(ui, line.item).map_or(0.0, |(icon, _)| {
        let middle = pos2(
            rect.left() + frame.name - size::S3 - size::ICON_CHIP / 2.0,
            rect.center().y,
        );
        theme::paint_icon(
            painter,
            icon,
            middle,
            size::ICON_CHIP,
            tokens.text.secondary,
        );
        size::ICON_CHIP + size::S2
    });
    let fit = Fit::Elide(frame.name - indent - size::S2 - own);
    let title = theme::galley(ui, style, line.title, ink, fit);
    let quiet = tokens.text.secondary;
    if frame.narrow && !line.decided_by.is_empty() {
        painter.galley(rect.min + vec2(indent, 2.0), title, ink);
        let by = theme::galley(ui, TextStyle::Meta, line.decided_by, quiet, fit);
        painter.galley(rect.min + vec2(indent, 21.0), by, quiet);
        return;
    }
    painter.galley(
        pos2(rect.left() + indent, rect.center().y - title.size().y / 2.0),
        title,
        ink,
    );
    if !frame.narrow {
        let by = theme::galley(
            ui,
            TextStyle::Small,
            line.decided_by,
            quiet,
            Fit::Elide(148.0),
        );
        let x = rect.left() + frame.name + indent;
        painter.galley(pos2(x, rect.center().y - by.size().y / 2.0), by, quiet);
    }
}

/// The marks from first date to last, the slip between them dashed, and the words beside.
fn marks(ui: &Ui, frame: &Frame, line: &Line<'_>, rect: Rect, date: Option<usize>) {
    let tokens = theme::tokens(ui);
    let y = rect.center().y;
    let shown: Vec<(usize, f32, GateMark)> = line
        .dates
        .iter()
        .enumerate()
        .filter(|(_, (day, _))| frame.axis.holds(*day))
        .map(|(n, (day, mark))| (n, frame.x(*day), *mark))
        .collect();
    let painter = ui.painter();
    let xs = line.dates.iter().map(|(day, _)| frame.x(*day));
    let low = xs.clone().fold(f32::INFINITY, f32::min);
    let high = xs.fold(f32::NEG_INFINITY, f32::max);
    if high - low > 1.0 {
        let stroke = Stroke::new(1.2, tokens.text.secondary);
        painter.extend(Shape::dashed_line(
            &[pos2(low, y), pos2(high, y)],
            stroke,
            3.5,
            2.5,
        ));
    }
    for (n, x, mark) in &shown {
        paint_gate(painter, pos2(*x, y), *mark, tokens);
        let target = Rect::from_center_size(pos2(*x, y), vec2(18.0, 24.0));
        let id = ui.make_persistent_id(("gate date", line.item, *n));
        ui.interact(target, id, Sense::hover())
            .on_hover_text(line.date_words(*n));
        if date == Some(*n) {
            painter.circle_stroke(
                pos2(*x, y),
                11.0,
                Stroke::new(size::FOCUS, tokens.accent.focus),
            );
        }
    }
    if line.go_live {
        first_planned(ui, painter, line, rect, (low, high));
    }
    words_beside(
        ui,
        painter,
        frame,
        line,
        rect,
        (low, high),
        shown.is_empty(),
    );
}

/// Over the slip of the go-live: when it was first planned, where there is room to say so.
fn first_planned(ui: &Ui, painter: &Painter, line: &Line<'_>, rect: Rect, (low, high): (f32, f32)) {
    let Some((first, GateMark::FirstDate)) = line.dates.first() else {
        return;
    };
    let ink = theme::tokens(ui).text.secondary;
    let words = format!(
        "first planned for {}, moved {}",
        short(*first),
        words::times(line.moves.len())
    );
    let galley = theme::galley(ui, TextStyle::Tick, words, ink, Fit::Line);
    if galley.size().x + 24.0 <= high - low {
        let top = rect.center().y - galley.size().y - 2.0;
        painter.galley(pos2(low + 12.0, top), galley, ink);
    }
}

/// Right of the marks where that crosses neither today nor the edge, else left of them.
fn words_beside(
    ui: &Ui,
    painter: &Painter,
    frame: &Frame,
    line: &Line<'_>,
    rect: Rect,
    (low, high): (f32, f32),
    outside: bool,
) {
    let tokens = theme::tokens(ui);
    let (style, ink) = if line.open {
        (TextStyle::Label, tokens.text.primary)
    } else {
        (TextStyle::Meta, tokens.text.secondary)
    };
    let words = if outside {
        format!("← {}", line.words)
    } else {
        line.words.clone()
    };
    let galley = theme::galley(ui, style, words, ink, Fit::Line);
    let width = galley.size().x;
    let today = frame.axis.holds(frame.today).then(|| frame.x(frame.today));
    let free = |left: f32| {
        let right = left + width;
        right <= frame.axis_right + size::S2
            && left >= frame.axis_left - size::S2
            && today.is_none_or(|x| right < x - 3.0 || left > x + 3.0)
    };
    let gap = if line.go_live { 15.0 } else { 13.0 };
    let (after, before) = (high + gap, low - gap - width);
    let left = if outside {
        frame.axis_left + 2.0
    } else if free(after) || !free(before) {
        after.min(frame.axis_right + size::S2 - width)
    } else {
        before
    };
    let y = rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(left, y), galley, ink);
}

/// Which mark means what; in its place, for the focused gate, the date the cursor is on.
fn legend(ui: &mut Ui, rect: Rect, words: Option<&str>, as_table: &mut bool) {
    let tokens = theme::tokens(ui);
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt("legend"),
    );
    ui.spacing_mut().item_spacing.x = size::S4;
    if let Some(words) = words {
        let room = Fit::Elide(rect.width() - 150.0);
        let format = theme::format(TextStyle::Small, tokens.text.primary);
        ui.label(theme::layout_job([(words.to_owned(), format)], room))
            .on_hover_text(words);
    } else {
        for (mark, word) in [
            (GateMark::FirstDate, "first date, never changes"),
            (GateMark::MovedTo, "moved to"),
            (GateMark::Passed, "passed"),
            (GateMark::Open, "open"),
        ] {
            if ui.available_width() > 240.0 {
                legend_gate(&mut ui, mark, word);
            }
        }
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if Button::link("Show as table")
            .icon(Icon::Table)
            .tooltip("T")
            .show(ui)
            .clicked()
        {
            *as_table = true;
        }
    });
}
