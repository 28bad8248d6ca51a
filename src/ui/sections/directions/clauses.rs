//! The clauses of a direction, numbered exactly as issued. One stop of the Tab key: the list owns
//! the arrows, and is heard as the sentence of its selected clause.

use egui::{
    CursorIcon, EventFilter, Id as EguiId, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{DirectionsState, grid, index::ClauseLine};
use crate::{
    app::{Message, NewItem},
    model::{Clause, Direction, Id, ItemRef},
    ui::{
        ViewCx,
        parts::private,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            empty::empty_state,
            paint,
            status_mark::{Mark, paint_mark},
        },
    },
};

const HEAD: f32 = 35.0;
const REFERENCE: f32 = 80.0;
/// Width of the number in a narrow list, where long ones take two lines.
const REFERENCE_NARROW: f32 = 58.0;

/// The id under which the list takes the focus.
pub(super) fn list_id() -> EguiId {
    EguiId::unique("clauses of the direction")
}

/// The list with its head.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    state: &mut DirectionsState,
    shown: Option<ItemRef>,
    direction: Option<Id<Direction>>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, state);
    let selected = super::clause_of(shown);
    let lines = state.index.lines(direction, state.gaps_only);
    if lines.is_empty() {
        let only_gaps = state.gaps_only;
        if nothing(ui, cx, direction, only_gaps) {
            state.gaps_only = false;
        }
        return;
    }
    let area = ui.available_rect_before_wrap();
    let id = list_id();
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    let at = lines.iter().position(|line| Some(line.id) == selected);
    let mut reveal = std::mem::take(&mut state.reveal);
    let mut go_right = false;
    let mut chosen = None;
    if response.has_focus() {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        chosen = moved(ui, at, lines.len())
            .and_then(|to| lines.get(to))
            .map(|line| line.id);
        reveal |= chosen.is_some();
        go_right = ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::ArrowRight)
                || input.consume_key(Modifiers::NONE, Key::Enter)
        });
    }
    let mut scroll = ui.new_child(UiBuilder::new().max_rect(area).id_salt("rows"));
    ScrollArea::vertical()
        .id_salt("clause rows")
        .auto_shrink(false)
        .show(&mut scroll, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in &lines {
                let on = Some(line.id) == selected;
                let shown = row(ui, line, on);
                if on && reveal {
                    let jump = egui::style::ScrollAnimation::none();
                    ui.scroll_to_rect_animation(shown.rect, None, jump);
                }
                if shown.clicked() {
                    chosen = Some(line.id);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
        });
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), area, theme::tokens(ui));
    }
    let name = at.and_then(|at| lines.get(at)).map_or_else(
        || format!("Clauses, {}", lines.len()),
        |line| format!("Clauses: {}", line.sentence),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), &name));
    if let Some(chosen) = chosen {
        select(cx, state, chosen, selected);
    }
    if go_right {
        state.editing = false;
        grid::focus(ui);
    }
}

fn select(cx: &ViewCx<'_>, state: &mut DirectionsState, to: Id<Clause>, from: Option<Id<Clause>>) {
    if Some(to) != from {
        state.reveal = true;
    }
    cx.select(to);
}

/// Where a key moves the selection.
fn moved(ui: &Ui, at: Option<usize>, count: usize) -> Option<usize> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = count.saturating_sub(1);
    if pressed(Key::ArrowDown) {
        Some(at.map_or(0, |at| (at + 1).min(last)))
    } else if pressed(Key::ArrowUp) {
        Some(at.map_or(0, |at| at.saturating_sub(1)))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    }
}

fn head(ui: &mut Ui, state: &mut DirectionsState) {
    let tokens = theme::tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    let runs = [
        (
            "Clauses".to_owned(),
            theme::format(TextStyle::Heading, tokens.text.primary),
        ),
        (
            "   numbered as issued".to_owned(),
            theme::format_beside(TextStyle::Small, tokens.text.secondary, TextStyle::Heading),
        ),
    ];
    let words = if state.gaps_only {
        "Show all"
    } else {
        "Show gaps only"
    };
    let link = theme::galley(ui, TextStyle::Small, words, tokens.accent.link, Fit::Line)
        .size()
        .x;
    let room = rect.width() - link - 3.0 * size::S3;
    let galley = theme::galley_of(ui, runs, Fit::Elide(room));
    let origin = pos2(
        rect.left() + size::S3,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(origin, galley, tokens.text.primary);
    let corner = Rect::from_min_max(
        pos2(rect.right() - link - size::S3, rect.center().y - 12.0),
        rect.max,
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(corner).id_salt("gaps only"));
    if Button::link(words).show(&mut child).clicked() {
        state.gaps_only = !state.gaps_only;
    }
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.rule,
    );
}

/// An empty list; says whether the filter is to be lifted.
fn nothing(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    direction: Option<Id<Direction>>,
    only_gaps: bool,
) -> bool {
    let mut lift = false;
    egui::Frame::new().inner_margin(size::S3).show(ui, |ui| {
        if only_gaps {
            lift = empty_state(
                ui,
                "No clause of this direction has a gap.",
                "The list shows clauses with gaps only.",
                Some((Icon::X, "Show all clauses")),
            );
        } else if let Some(direction) = direction {
            let add = empty_state(
                ui,
                "No clauses yet.",
                "A clause is entered as issued, with its own number.",
                Some((Icon::Plus, "Add the first clause")),
            );
            if add {
                cx.out.send(Message::Add(NewItem::Clause(direction)));
            }
        }
    });
    lift
}

fn row(ui: &mut Ui, line: &ClauseLine, selected: bool) -> Response {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let reference_width = if width < 340.0 {
        REFERENCE_NARROW
    } else {
        REFERENCE
    };
    let left = size::S3 + reference_width;
    let style = if selected {
        TextStyle::Label
    } else {
        TextStyle::SmallMedium
    };
    let format = egui::text::TextFormat {
        font_id: style.font_at(TextStyle::Small.size()),
        ..theme::format(TextStyle::Small, tokens.text.primary)
    };
    let fit = Fit::Lines(width - left - size::S3, 3);
    let title = theme::galley_of(ui, [(line.title.clone(), format)], fit);
    let own = private::mark(ui, line.id);
    let below_all = if own.is_some() { 18.0 } else { 0.0 };
    let height = 11.0 + title.size().y + 4.0 + 20.0 + 9.0 + below_all;
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui
        .interact(
            rect,
            ui.make_persistent_id(("clause", line.id)),
            Sense::CLICK,
        )
        .on_hover_cursor(CursorIcon::PointingHand);
    let sentence = format!("{}{}", line.sentence, private::heard(ui, line.id));
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), selected, &sentence)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0.0, tokens.surface.row_selected);
        let bar = Rect::from_min_size(rect.min, vec2(size::SELECTION_BAR, height));
        painter.rect_filled(bar, 0.0, tokens.accent.base);
    } else if response.contains_pointer() {
        painter.rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    let top = rect.top() + 11.0;
    let reference = theme::galley_of(
        ui,
        [(
            line.reference.clone(),
            egui::text::TextFormat {
                font_id: TextStyle::Label.font_at(TextStyle::Small.size()),
                ..theme::format(TextStyle::Small, tokens.text.primary)
            },
        )],
        Fit::Lines(reference_width - size::S1, 2),
    );
    painter.galley(
        pos2(rect.left() + size::S3, top),
        reference,
        tokens.text.primary,
    );
    let below = top + title.size().y + 4.0;
    painter.galley(pos2(rect.left() + left, top), title, tokens.text.primary);
    second_line(ui, rect, left, below, line);
    if let Some(own) = &own {
        let right = pos2(rect.right() - size::S3, rect.bottom() - 21.0);
        private::paint_mark(ui, right, own);
    }
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.hair,
    );
    response
}

/// Position at the left; gaps and kind at the right, in fewer words where there is little room.
fn second_line(ui: &Ui, rect: Rect, left: f32, top: f32, line: &ClauseLine) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let muted = tokens.text.secondary;
    let word = theme::galley(
        ui,
        TextStyle::Small,
        &line.word,
        tokens.text.primary,
        Fit::Line,
    );
    let word_left = rect.left() + left + 22.0;
    let room = rect.right() - size::S3 - word_left - word.size().x - size::S3;
    let meta = |words: String| theme::galley(ui, TextStyle::Meta, words, muted, Fit::Line);
    let (long, short) = match line.gaps {
        0 => (String::new(), String::new()),
        1 => ("gap".to_owned(), String::new()),
        more => (format!("{more} gaps"), more.to_string()),
    };
    let mark = if line.gaps > 0 { 28.0 } else { 0.0 };
    let (mut kind, mut gaps) = (meta(line.kind.clone()), meta(long));
    if kind.size().x + gaps.size().x + mark > room {
        kind = meta(line.day.clone());
    }
    if kind.size().x + gaps.size().x + mark > room {
        gaps = meta(short);
    }
    let mut right = rect.right() - size::S3;
    if kind.size().x + gaps.size().x + mark <= room {
        right -= kind.size().x;
        painter.galley(pos2(right, top + 2.0), kind, muted);
        right -= 10.0;
    }
    if line.gaps > 0 {
        right -= gaps.size().x;
        painter.galley(pos2(right, top + 2.0), gaps, muted);
        right -= 18.0;
        let square = Rect::from_min_size(pos2(right, top + 3.0), vec2(13.0, 13.0));
        paint_mark(ui, square, Mark::Warning);
    }
    let square = Rect::from_min_size(pos2(rect.left() + left, top + 1.0), vec2(16.0, 16.0));
    paint_mark(ui, square, line.mark);
    let fit = Fit::Elide((right - word_left - size::S1).max(24.0));
    let word = theme::galley(ui, TextStyle::Small, &line.word, tokens.text.primary, fit);
    painter.galley(pos2(word_left, top), word, tokens.text.primary);
}
