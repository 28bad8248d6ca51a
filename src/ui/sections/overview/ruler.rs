//! The plan from its start to its goal: what is gone is heavy, each mark is a link.

use egui::{
    Align2, CursorIcon, Painter, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use super::go;
use crate::{
    analysis::ruler::{Mark, MarkKind, Ruler},
    model::date::day_number,
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle, Tokens, size},
        widgets::{
            gate_mark::{GateMark, paint_gate},
            paint,
        },
    },
};

/// Height of the whole: two lines of words, the line, the years under it.
const HEIGHT: f32 = 74.0;
/// The line, from the top.
const LINE: f32 = 44.0;

/// Days on the line, and what of the width above it is taken by words.
struct Ground {
    rect: Rect,
    from: Date,
    days: f64,
    /// Kept free at the right end, so that the words of the last mark stay on the page.
    spare: f32,
    taken: Vec<Rect>,
}

impl Ground {
    fn x(&self, day: Date) -> f32 {
        let share = f64::from(day_number(day) - day_number(self.from)) / self.days;
        #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
        let share = share.clamp(0.0, 1.0) as f32;
        let inner = self.rect.shrink2(vec2(6.0, 0.0));
        inner.left() + share * (inner.width() - self.spare)
    }

    fn line(&self) -> f32 {
        self.rect.top() + LINE
    }

    fn is_free(&self, area: Rect) -> bool {
        self.taken
            .iter()
            .all(|other| !other.intersects(area.expand(3.0)))
    }
}

/// Paints the ruler.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>, ruler: &Ruler) {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let days = f64::from((day_number(ruler.to) - day_number(ruler.from)).max(1));
    let mut ground = Ground {
        rect,
        from: ruler.from,
        days,
        spare: 0.0,
        taken: Vec::new(),
    };
    if let Some(last) = ruler.marks.last() {
        let room = rect.right() - ground.x(last.on);
        ground.spare = (width_of(ui, last) + 12.0 - room).max(0.0);
    }
    let painter = ui.painter().clone();
    let line = ground.line();
    let across = rect.shrink2(vec2(6.0, 0.0)).x_range();
    painter.hline(across, line, Stroke::new(1.4, tokens.line.control));
    years(ui, &painter, &ground, ruler, tokens);
    if let Some(today) = ruler.today {
        today_ui(ui, &painter, &ground, today, &ruler.today_words);
    }
    for (index, mark) in ruler.marks.iter().enumerate() {
        let next = ruler
            .marks
            .get(index + 1)
            .map_or(f32::INFINITY, |mark| ground.x(mark.on));
        post(&painter, &ground, mark, tokens);
        words(ui, cx, &mut ground, mark, index, next);
    }
    ui.add_space(size::S2);
}

fn width_of(ui: &Ui, mark: &Mark) -> f32 {
    let ink = theme::tokens(ui).text.primary;
    let wide = |style, words| theme::galley(ui, style, words, ink, Fit::Line).size().x;
    wide(TextStyle::Label, &mark.title).max(wide(TextStyle::Meta, &mark.detail))
}

fn years(ui: &Ui, painter: &Painter, ground: &Ground, ruler: &Ruler, tokens: &Tokens) {
    let line = ground.line();
    for year in &ruler.years {
        let x = ground.x(*year);
        let tick = Stroke::new(size::STROKE, tokens.line.control);
        painter.vline(x, line - 4.0..=line + 4.0, tick);
        let words = year.year().to_string();
        let galley = theme::galley(ui, TextStyle::Tick, &words, tokens.text.muted, Fit::Line);
        painter.galley(pos2(x + 4.0, line + 4.0), galley, tokens.text.muted);
    }
}

/// The heavy part of the line, the arrow, and the words beside it.
fn today_ui(ui: &Ui, painter: &Painter, ground: &Ground, today: Date, words: &str) {
    let tokens = theme::tokens(ui);
    let (here, line) = (ground.x(today), ground.line());
    let gone = ground.rect.left() + 6.0..=here;
    painter.hline(gone, line, Stroke::new(2.6, tokens.text.primary));
    let arrow = [vec2(-4.5, 14.0), vec2(4.5, 14.0), vec2(0.0, 6.0)].map(|to| pos2(here, line) + to);
    painter.add(Shape::convex_polygon(
        arrow.to_vec(),
        tokens.accent.base,
        Stroke::NONE,
    ));
    let galley = theme::galley(ui, TextStyle::Label, words, tokens.accent.base, Fit::Line);
    let before = here - galley.size().x - 8.0;
    let left = if before > ground.rect.left() {
        before
    } else {
        here + 8.0
    };
    let area = Rect::from_min_size(pos2(left, line + 3.0), galley.size());
    painter.rect_filled(area, 0.0, tokens.surface.page);
    painter.galley(area.min, galley, tokens.accent.base);
}

/// The upright of a mark; a goal is dashed, the transfer has its diamond.
fn post(painter: &Painter, ground: &Ground, mark: &Mark, tokens: &Tokens) {
    let (here, top, line) = (ground.x(mark.on), ground.rect.top() + 2.0, ground.line());
    let stroke = Stroke::new(1.4, tokens.text.primary);
    if mark.kind == MarkKind::Goal {
        let upright = [pos2(here, top), pos2(here, line)];
        painter.extend(Shape::dashed_line(&upright, stroke, 3.0, 2.0));
    } else {
        painter.vline(here, top..=line, stroke);
    }
    if mark.kind == MarkKind::Transfer || mark.kind == MarkKind::HandBack {
        paint_gate(painter, pos2(here, line), GateMark::Open, tokens);
    }
}

/// The words of a mark, at the side where there is room; left out where there is none.
fn words(ui: &Ui, cx: &ViewCx<'_>, ground: &mut Ground, mark: &Mark, index: usize, next: f32) {
    let tokens = theme::tokens(ui);
    let (ink, second) = (tokens.text.primary, tokens.text.secondary);
    let title = theme::galley(ui, TextStyle::Label, &mark.title, ink, Fit::Line);
    let detail = theme::galley(ui, TextStyle::Meta, &mark.detail, second, Fit::Line);
    let wide = title.size().x.max(detail.size().x);
    let top = ground.rect.top();
    let here = ground.x(mark.on);
    let place = |left: f32| Rect::from_min_size(pos2(left, top), vec2(wide, 32.0));
    let (after, before) = (place(here + 6.0), place(here - 6.0 - wide));
    let crowded = after.right() > ground.rect.right() || after.right() + 4.0 > next;
    let at_left = crowded && before.left() >= ground.rect.left() && ground.is_free(before);
    let area = if at_left { before } else { after };
    if !ground.is_free(area) {
        return;
    }
    ground.taken.push(area);
    let id = ui.make_persistent_id(("ruler", index));
    let response = ui
        .interact(area, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    let sentence = format!("{}, {}", mark.title, mark.detail);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &sentence));
    if response.has_focus() {
        paint::focus_ring(ui.painter(), area, size::RADIUS_MARK, tokens);
    }
    let align = if at_left {
        Align2::RIGHT_TOP
    } else {
        Align2::LEFT_TOP
    };
    for (galley, down) in [(title, 0.0), (detail, 16.0)] {
        let spot = align.align_size_within_rect(galley.size(), area).min + vec2(0.0, down);
        ui.painter().galley(spot, galley, ink);
    }
    if response.clicked() {
        go(cx, mark.goto);
    }
}
