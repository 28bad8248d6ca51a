//! The ladder, painted: fields of the frameworks, levels held, the goal, and the lane of visits.

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Rangef, Rect, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use crate::{
    analysis::{
        changes::grade_words,
        ladder::{Ladder, LadderGrade, Track},
        words,
    },
    model::{
        ItemRef, When,
        date::{Precision, day_number},
    },
    ui::{
        ViewCx,
        theme::{self, Fit, TextStyle, Tokens, size},
        widgets::{
            gate_mark::{GateMark, paint_gate},
            paint,
        },
    },
};

/// Height of a step of the first track; further tracks are lower.
const STEP: f32 = 44.0;
const STEP_LOW: f32 = 30.0;
/// Room above a track for the names of its frameworks.
const NAMES: f32 = 26.0;
/// Room for the years.
const TICKS: f32 = 24.0;
/// Height of the lane.
const LANE: f32 = 36.0;
/// Height of the legend.
const LEGEND: f32 = 22.0;
/// Side of a grade's square.
const MARK: f32 = 11.0;
/// Least room for the name of a year.
const YEAR: f32 = 36.0;

/// A mark that leads somewhere.
struct Spot {
    item: ItemRef,
    on: Date,
    rect: Rect,
    sentence: String,
}

/// What the parts of the chart share.
struct Plan<'a> {
    ladder: &'a Ladder,
    tokens: &'static Tokens,
    x: Rangef,
    today: Date,
    /// The item in the inspector, and the one the keys stand on.
    marked: [Option<ItemRef>; 2],
}

impl Plan<'_> {
    fn at(&self, date: Date) -> f32 {
        let (from, to) = (day_number(self.ladder.from), day_number(self.ladder.to));
        let part = (day_number(date) - from) as f32 / (to - from).max(1) as f32;
        self.x.min + part.clamp(0.0, 1.0) * self.x.span()
    }

    /// Where something stands that is known to the year or month only: in its middle.
    fn middle(&self, when: When) -> f32 {
        match when.precision() {
            Precision::Day => self.at(when.first_day()),
            Precision::Month | Precision::Year => {
                f32::midpoint(self.at(when.first_day()), self.at(when.last_day()))
            }
        }
    }
}

/// Paints the chart over the available width. Arrows walk its marks, Enter opens one.
pub(super) fn chart(ui: &mut Ui, cx: &ViewCx<'_>, ladder: &Ladder, cursor: &mut Option<ItemRef>) {
    let width = ui.available_width();
    let labels = (width * 0.22).clamp(140.0, 150.0);
    let heights: Vec<f32> = ladder
        .tracks
        .iter()
        .enumerate()
        .map(|(n, track)| NAMES + track.rows.len().max(1) as f32 * step_height(n))
        .collect();
    let height = heights.iter().sum::<f32>() + TICKS + LANE + LEGEND;
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, height), Sense::focusable_noninteractive());
    let mut spots = Vec::new();
    let plan = Plan {
        ladder,
        tokens: theme::tokens(ui),
        x: Rangef::new(rect.left() + labels, rect.right() - 2.0),
        today: cx.today,
        marked: [cx.route.item, cursor.filter(|_| response.has_focus())],
    };
    let mut top = rect.top();
    let plot_top = top + NAMES;
    for (n, (track, height)) in ladder.tracks.iter().zip(&heights).enumerate() {
        fields(ui, &plan, track, rect.left(), top, n);
        top += height;
    }
    years(ui, &plan, top);
    let lane = top + TICKS + LANE / 2.0;
    let taken = today_line(ui, &plan, plot_top, lane + 12.0);
    let mut top = rect.top();
    for (n, (track, height)) in ladder.tracks.iter().zip(&heights).enumerate() {
        grades(ui, &plan, track, top, n, taken, &mut spots, cx);
        top += height;
    }
    events(ui, &plan, rect.left(), lane, &mut spots);
    legend(ui, &plan, lane + LANE / 2.0 + 2.0);
    spots.sort_by_key(|spot| spot.on);
    press(ui, cx, &spots, cursor);
    keys(ui, cx, &response, &spots, cursor);
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect, plan.tokens);
    }
    let place = cursor.and_then(|at| spots.iter().find(|spot| spot.item == at));
    let name = match place {
        Some(spot) => format!("Ladder of grades: {}", spot.sentence),
        None => format!(
            "Ladder of grades, {}",
            words::figures(spots.len(), "mark", "marks")
        ),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
}

const fn step_height(track: usize) -> f32 {
    if track == 0 { STEP } else { STEP_LOW }
}

/// The vertical middle of a step (from 1, the lowest) of a track.
fn row_y(track: &Track, top: f32, n: usize, step: usize) -> f32 {
    let from_top = track.rows.len().max(1).saturating_sub(step) as f32;
    top + NAMES + (from_top + 0.5) * step_height(n)
}

/// The fields apart, the names of the frameworks above and of the steps at the left.
fn fields(ui: &Ui, plan: &Plan<'_>, track: &Track, left: f32, top: f32, n: usize) {
    let tokens = plan.tokens;
    let painter = ui.painter();
    let steps = track.rows.len().max(1);
    let y = Rangef::new(top + NAMES, top + NAMES + steps as f32 * step_height(n));
    for field in &track.fields {
        let x = Rangef::new(plan.at(field.from) + 2.0, plan.at(field.to) - 2.0);
        if x.span() <= 0.0 {
            continue;
        }
        painter.rect_filled(Rect::from_x_y_ranges(x, y), 0.0, tokens.surface.canvas);
        for line in 0..=steps {
            let y = y.min + line as f32 * step_height(n);
            paint::hline(painter, x, y, tokens.line.hair);
        }
        if x.span() > 24.0 {
            let fit = Fit::Elide(x.span() - 6.0);
            let ink = tokens.text.secondary;
            let name = theme::galley(ui, TextStyle::Meta, field.name.as_str(), ink, fit);
            painter.galley(pos2(x.min + 6.0, top + 5.0), name, ink);
        }
    }
    for (index, row) in track.rows.iter().enumerate() {
        let fit = Fit::Elide(plan.x.min - left - size::S3);
        let ink = tokens.text.primary;
        let name = theme::galley(ui, TextStyle::Meta, row.as_str(), ink, fit);
        let y = row_y(track, top, n, index + 1) - name.size().y / 2.0;
        let x = plan.x.min - size::S3 - name.size().x;
        painter.galley(pos2(x, y), name, ink);
    }
}

fn years(ui: &Ui, plan: &Plan<'_>, top: f32) {
    let tokens = plan.tokens;
    let (first, last) = (plan.ladder.from.year(), plan.ladder.to.year());
    let count = f32::from(last - first + 1);
    let each = plan.x.span() / count;
    let every = [1_i16, 2, 5, 10, 20]
        .into_iter()
        .find(|every| f32::from(*every) * each >= YEAR)
        .unwrap_or(50);
    for year in first..=last {
        let Ok(day) = Date::new(year, 1, 1) else {
            continue;
        };
        let x = plan.at(day);
        paint::vline(ui.painter(), x, top..=top + 4.0, tokens.line.control);
        if (year - first) % every == 0 && x + 28.0 < plan.x.max + 4.0 {
            let ink = tokens.text.muted;
            let name = theme::galley(ui, TextStyle::Tick, year.to_string(), ink, Fit::Line);
            ui.painter().galley(pos2(x + 2.0, top + 5.0), name, ink);
        }
    }
}

/// The accent line of today and its word; the answer is the place of the word.
fn today_line(ui: &Ui, plan: &Plan<'_>, top: f32, bottom: f32) -> Rect {
    let accent = plan.tokens.accent.base;
    let x = plan.at(plan.today);
    paint::vline(ui.painter(), x, top..=bottom, accent);
    let word = theme::galley(ui, TextStyle::Label, "today", accent, Fit::Line);
    let space = word.size();
    let left = if x + 6.0 + space.x > plan.x.max {
        x - 6.0 - space.x
    } else {
        x + 6.0
    };
    let at = pos2(left, top + 2.0);
    ui.painter().galley(at, word, accent);
    Rect::from_min_size(at, space)
}

#[expect(clippy::too_many_arguments, reason = "one paint call of one chart")]
fn grades(
    ui: &Ui,
    plan: &Plan<'_>,
    track: &Track,
    top: f32,
    n: usize,
    today: Rect,
    spots: &mut Vec<Spot>,
    cx: &ViewCx<'_>,
) {
    let tokens = plan.tokens;
    let ink = tokens.text.primary;
    let mut placed: Vec<Rect> = vec![today];
    let x_today = plan.at(plan.today);
    placed.push(Rect::from_x_y_ranges(
        Rangef::point(x_today).expand(1.0),
        Rangef::new(top, top + 2000.0),
    ));
    let mut pending = Vec::new();
    for grade in &track.grades {
        let Some(step) = grade.step else { continue };
        let centre = pos2(plan.middle(grade.known), row_y(track, top, n, step));
        if let Some(held) = grade.held_to {
            let x = centre.x..=plan.at(held).max(centre.x);
            ui.painter().hline(x, centre.y, Stroke::new(2.4, ink));
        }
        let square = Rect::from_center_size(centre, vec2(MARK, MARK));
        paint_square(ui, plan, square, grade.other_word, grade.inspection.into());
        placed.push(square.expand(2.0));
        pending.push((grade, centre));
        spots.push(spot_of(cx, grade, square));
    }
    if n == 0 {
        goal(ui, plan, track, top, &mut placed);
    }
    for (grade, centre) in pending {
        let words = if grade.other_word {
            let word = grade_words(&grade.grade);
            format!("{},\n“{word}” on its own scale", grade.known)
        } else {
            grade.known.to_string()
        };
        label(ui, plan, &words, grade.illustrative, centre, &mut placed);
    }
}

fn paint_square(ui: &Ui, plan: &Plan<'_>, square: Rect, hollow: bool, item: ItemRef) {
    let tokens = plan.tokens;
    let ink = tokens.text.primary;
    if hollow {
        ui.painter().rect(
            square,
            0.0,
            tokens.surface.page,
            Stroke::new(1.8, ink),
            StrokeKind::Inside,
        );
    } else {
        ui.painter().rect_filled(square, 0.0, ink);
    }
    ring(ui, plan, square, item);
}

/// The ring round a mark that is selected or that the keys stand on.
fn ring(ui: &Ui, plan: &Plan<'_>, square: Rect, item: ItemRef) {
    if plan.marked.contains(&Some(item)) {
        let accent = plan.tokens.accent.focus;
        let stroke = Stroke::new(size::FOCUS, accent);
        ui.painter()
            .rect_stroke(square.expand(3.0), 2.0, stroke, StrokeKind::Inside);
    }
}

fn spot_of(cx: &ViewCx<'_>, grade: &LadderGrade, rect: Rect) -> Spot {
    let inspection = cx.record.inspections.get(grade.inspection);
    let title = inspection.map_or("", |one| one.title.as_str());
    let framework = inspection
        .and_then(|one| cx.record.frameworks.get(one.framework))
        .map_or("", |framework| framework.name.as_str());
    Spot {
        item: grade.inspection.into(),
        on: grade.known.first_day(),
        rect,
        sentence: format!(
            "{title}, {}: {} ({framework})",
            grade.known,
            grade_words(&grade.grade)
        ),
    }
}

/// The goal: a hollow square by its date and dashes from there on.
fn goal(ui: &Ui, plan: &Plan<'_>, track: &Track, top: f32, placed: &mut Vec<Rect>) {
    let Some(goal) = &plan.ladder.goal else {
        return;
    };
    let Some(step) = goal.step else { return };
    let ink = plan.tokens.text.primary;
    let centre = pos2(plan.at(goal.by.first_day()), row_y(track, top, 0, step));
    let line = [centre, pos2(plan.x.max, centre.y)];
    ui.painter()
        .extend(Shape::dashed_line(&line, Stroke::new(1.8, ink), 4.0, 3.0));
    let square = Rect::from_center_size(centre, vec2(MARK, MARK));
    ui.painter()
        .rect_filled(square, 0.0, plan.tokens.surface.page);
    let mut corners = vec![
        square.left_top(),
        square.right_top(),
        square.right_bottom(),
        square.left_bottom(),
    ];
    corners.push(square.left_top());
    ui.painter().extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.6, ink),
        2.6,
        2.0,
    ));
    placed.push(square.expand(2.0));
    let words = format!("goal, by {}", goal.by);
    label(ui, plan, &words, false, centre, placed);
}

/// Words at a mark, in the first place where they cover nothing; left out where there is none.
fn label(
    ui: &Ui,
    plan: &Plan<'_>,
    words: &str,
    illustrative: bool,
    centre: egui::Pos2,
    placed: &mut Vec<Rect>,
) {
    let ink = plan.tokens.text.secondary;
    let galley = if illustrative {
        theme::galley_illustrative(ui, TextStyle::Meta, words, ink, Fit::Line)
    } else {
        theme::galley(ui, TextStyle::Meta, words, ink, Fit::Line)
    };
    let space = galley.size();
    let above = centre.y - MARK / 2.0 - 3.0 - space.y;
    let middle = centre.y - space.y / 2.0;
    let below = centre.y + MARK / 2.0 + 2.0;
    let (right, left) = (centre.x + 8.0, centre.x - 8.0 - space.x);
    let (start, end) = (centre.x - MARK / 2.0, centre.x + MARK / 2.0 - space.x);
    let two_lines = words.contains('\n');
    let choices = if two_lines {
        [
            (right, middle - 4.0),
            (left, middle - 4.0),
            (start, above),
            (end, above),
            (start, below),
            (end, below),
        ]
    } else {
        [
            (start, above),
            (end, above),
            (centre.x - space.x, above),
            (start, below),
            (end, below),
            (left, middle),
        ]
    };
    let free = choices
        .into_iter()
        .map(|(x, y)| Rect::from_min_size(pos2(x, y), space))
        .find(|rect| {
            rect.left() >= plan.x.min - 2.0
                && rect.right() <= plan.x.max + 2.0
                && placed.iter().all(|other| !other.intersects(*rect))
        });
    if let Some(rect) = free {
        ui.painter().galley(rect.min, galley, ink);
        placed.push(rect.expand2(vec2(4.0, 0.0)));
    }
}

fn events(ui: &Ui, plan: &Plan<'_>, left: f32, y: f32, spots: &mut Vec<Spot>) {
    let tokens = plan.tokens;
    let ink = tokens.text.secondary;
    let fit = Fit::Elide(plan.x.min - left - size::S3);
    let name = theme::galley(ui, TextStyle::Meta, "Visits, directions", ink, fit);
    let x = plan.x.min - size::S3 - name.size().x;
    let at = pos2(x, y - name.size().y / 2.0);
    ui.painter().galley(at, name, ink);
    paint::hline(ui.painter(), plan.x, y, tokens.line.rule);
    // Directions first, so that a visit on the same day stands on top of the bar.
    for direction in [true, false] {
        for event in plan
            .ladder
            .events
            .iter()
            .filter(|one| one.direction == direction)
        {
            let centre = pos2(plan.middle(event.on), y);
            let (mark, space) = if direction {
                (GateMark::Direction, vec2(8.0, 17.0))
            } else {
                (GateMark::Visit, vec2(12.0, 12.0))
            };
            paint_gate(ui.painter(), centre, mark, tokens);
            let rect = Rect::from_center_size(centre, space);
            ring(ui, plan, rect, event.item);
            spots.push(Spot {
                item: event.item,
                on: event.on.first_day(),
                rect,
                sentence: event.words.clone(),
            });
        }
    }
}

fn legend(ui: &Ui, plan: &Plan<'_>, top: f32) {
    let tokens = plan.tokens;
    let ink = tokens.text.muted;
    let y = top + LEGEND / 2.0;
    let mut x = plan.x.min + 6.0;
    let hollow = plan
        .ladder
        .tracks
        .iter()
        .any(|track| track.grades.iter().any(|grade| grade.other_word));
    let marks = [
        (Some(GateMark::Visit), "visit", true),
        (Some(GateMark::Direction), "direction", true),
        (Some(GateMark::Report), "graded report", true),
        (None, "word of another scale", hollow),
    ];
    for (mark, words, shown) in marks {
        let galley = theme::galley(ui, TextStyle::Tick, words, ink, Fit::Line);
        if !shown || x + 14.0 + galley.size().x > plan.x.max + 2.0 {
            continue;
        }
        if let Some(mark) = mark {
            paint_gate(ui.painter(), pos2(x, y), mark, tokens);
        } else {
            let square = Rect::from_center_size(pos2(x, y), vec2(10.0, 10.0));
            let stroke = Stroke::new(1.6, tokens.text.primary);
            ui.painter()
                .rect_stroke(square, 0.0, stroke, StrokeKind::Inside);
        }
        x += 12.0;
        let width = galley.size().x;
        let at = pos2(x, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
        x += width + 20.0;
    }
}

/// A press on a mark opens it. Marks are heard through the chart, whose keys reach every one.
fn press(ui: &Ui, cx: &ViewCx<'_>, spots: &[Spot], cursor: &mut Option<ItemRef>) {
    for spot in spots {
        let id = ui.scope_id().with(("ladder mark", spot.item));
        let response = ui
            .interact(spot.rect.expand(4.0), id, Sense::CLICK)
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spot.sentence));
        if response.clicked() {
            *cursor = Some(spot.item);
            open(cx, spot.item);
        }
        response.on_hover_text(&spot.sentence);
    }
}

fn open(cx: &ViewCx<'_>, item: ItemRef) {
    if let ItemRef::Inspection(_) = item {
        cx.out.send(crate::app::Message::Select(Some(item)));
    } else {
        cx.out.go_to(item);
    }
}

fn keys(
    ui: &Ui,
    cx: &ViewCx<'_>,
    response: &egui::Response,
    spots: &[Spot],
    cursor: &mut Option<ItemRef>,
) {
    if !response.has_focus() || spots.is_empty() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let here = cursor.and_then(|at| spots.iter().position(|spot| spot.item == at));
    let last = spots.len() - 1;
    let mut to = None;
    if taken(Key::ArrowRight) {
        to = Some(here.map_or(0, |here| (here + 1).min(last)));
    }
    if taken(Key::ArrowLeft) {
        to = Some(here.map_or(last, |here| here.saturating_sub(1)));
    }
    if taken(Key::Home) {
        to = Some(0);
    }
    if taken(Key::End) {
        to = Some(last);
    }
    if let Some(spot) = to.and_then(|to| spots.get(to)) {
        *cursor = Some(spot.item);
    }
    if taken(Key::Enter)
        && let Some(item) = *cursor
    {
        open(cx, item);
    }
}
