//! Fields: a label, a box to type in, and a line for what is wrong with it.
//!
//! Text goes to the caller with every key. A value that has to be read (a date, an amount) keeps its raw text in
//! the view until the field is left, so that a half-typed date is never an edit; what cannot be read stays in the
//! box with the reason under it, and the last good value stays where it was.

use std::sync::Arc;

use egui::{
    Align, Align2, Color32, Frame, Galley, Id, Key, Layout, Margin, Modifiers, Rect, Response,
    Role, Sense, Stroke, StrokeKind, TextBuffer, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    locked, paint,
    status_mark::{self, Mark},
};
use crate::ui::theme::{self, Density, Fit, Icon, TextStyle, Tokens, size};
use crate::unseen;

/// Height of the line under a field that can fail; always there, so that nothing jumps when it fills.
pub const ERROR_LINE: f32 = 16.0 + RING;
/// Where the words of that line begin, beside their mark.
const LINE_LEFT: f32 = status_mark::LINE + 5.0;
/// Most lines of what is said of characters that nobody can see.
const MOST_LINES: usize = 3;
/// Room for the focus ring between the box and the line under it.
const RING: f32 = 3.0;

/// Where the label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Side,
    Above,
    Unseen,
}

/// A labelled field. Build it, then end with the kind: [`Field::text`], [`Field::prose`], [`Field::parsed`], …
///
/// The label is the accessible name; two fields of one name in one region need a `push_id` round each.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub(super) label: &'a str,
    place: Place,
    label_width: f32,
    pub(super) width: Option<f32>,
    pub(super) hint: &'a str,
    icon: Option<Icon>,
    pub(super) error: Option<&'a str>,
    can_fail: bool,
    limit: usize,
    pub(super) focus: bool,
    pub(super) tooltip: &'a str,
}

/// The places a field was given.
pub(super) struct Slots {
    pub id: Id,
    pub control: Rect,
    pub error: Rect,
}

/// What a parsed field did in this frame.
pub(super) struct Parsed<T> {
    pub committed: Option<T>,
    pub control: Rect,
    pub id: Id,
}

/// The raw text of a parsed field while it differs from its value.
#[derive(Clone, Default)]
struct Draft {
    text: String,
    error: Option<String>,
}

impl<'a> Field<'a> {
    const fn new(label: &'a str, place: Place) -> Self {
        Self {
            label,
            place,
            label_width: size::FORM_LABEL,
            width: None,
            hint: "",
            icon: None,
            error: None,
            can_fail: false,
            limit: 20_000,
            focus: false,
            tooltip: "",
        }
    }

    /// Label at the left, as in the inspector.
    pub const fn side(label: &'a str) -> Self {
        Self::new(label, Place::Side)
    }

    /// Label above, as in wide forms.
    pub const fn above(label: &'a str) -> Self {
        Self::new(label, Place::Above)
    }

    /// No visible label (a search field, a cell): `label` is still its accessible name.
    pub const fn unlabelled(label: &'a str) -> Self {
        Self::new(label, Place::Unseen)
    }

    /// Another width for labels at the left.
    #[must_use]
    pub const fn label_width(mut self, width: f32) -> Self {
        self.label_width = width;
        self
    }

    /// Width of the box; without it the field fills what is there.
    #[must_use]
    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Muted words in the empty box.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// An icon at the left in the box (search).
    #[must_use]
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Reserves the error line and shows what the caller found wrong, if anything.
    #[must_use]
    pub const fn error(mut self, error: Option<&'a str>) -> Self {
        self.can_fail = true;
        self.error = error;
        self
    }

    /// Most characters the box takes (20,000 without it).
    #[must_use]
    pub const fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// Asks for the focus in this frame (the first field of a new item).
    #[must_use]
    pub const fn focus(mut self, now: bool) -> Self {
        self.focus = now;
        self
    }

    /// What the present value means, at length (choices only).
    #[must_use]
    pub const fn tooltip(mut self, text: &'a str) -> Self {
        self.tooltip = text;
        self
    }

    /// One line of text. `changed()` at every key; Escape puts back the text as it was when the field was entered.
    pub fn text(self, ui: &mut Ui, text: &mut String) -> Response {
        if let Some(reason) = locked::reason(ui) {
            return self.read_only(ui, text, reason);
        }
        let unseen = unseen::sentence(text);
        let under = self.under(ui, unseen.as_deref(), self.width_in(ui));
        let slots = self.slots_over(ui, Density::of(ui).control(), under);
        let mut response = self.line_edit(ui, &slots, text, 0.0);
        if self.focus {
            response.request_focus();
        }
        response = revert_on_escape(ui, response, slots.id, text);
        self.show_line_below(ui, &slots, unseen.as_deref(), &response);
        response
    }

    /// Several lines of prose, wrapped at reading width where none is given, at least `rows` high, growing with the text.
    /// Escape leaves the field and keeps what was written: one key never costs a paragraph.
    pub fn prose(self, ui: &mut Ui, text: &mut String, rows: usize) -> Response {
        let tokens = theme::tokens(ui);
        let id = ui.make_persistent_id(("field", self.label));
        let top = ui.cursor().min;
        let full = ui.available_width();
        let left = self.label_beside(ui, top);
        let down = if self.place == Place::Above {
            16.0 + size::S1
        } else {
            0.0
        };
        let room = full - left;
        let width = self.width.unwrap_or(size::READING + 20.0).min(room);
        let place = Rect::from_min_size(top + vec2(left, down), vec2(width, f32::INFINITY));
        let locked = locked::reason(ui);
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, wrap: f32| -> Arc<Galley> {
            let tokens = theme::tokens(ui);
            let ink = if locked.is_some() {
                tokens.text.secondary
            } else {
                tokens.text.primary
            };
            theme::galley(ui, TextStyle::Small, text.as_str(), ink, Fit::Wrap(wrap))
        };
        let builder = UiBuilder::new()
            .max_rect(place)
            .layout(Layout::top_down(Align::Min))
            .id_salt(id);
        let mut child = ui.new_child(builder);
        let height = rows.max(1) as f32 * TextStyle::Small.line() + 10.0;
        let right = if locked.is_some() { 33 } else { 9 };
        let mut frame = box_frame(tokens, 9, right, 5);
        if locked.is_some() {
            frame = frame
                .fill(tokens.surface.canvas)
                .stroke(Stroke::new(size::STROKE, tokens.line.hair));
        }
        let copy = text.clone();
        let mut unchanging = copy.as_str();
        let buffer: &mut dyn TextBuffer = match locked {
            Some(_) => &mut unchanging,
            None => text,
        };
        let mut response = TextEdit::multiline(buffer)
            .id(id)
            .frame(frame)
            .hint_text(theme::text(TextStyle::Small, self.hint).color(tokens.text.muted))
            .layouter(&mut layouter)
            .desired_width(width)
            .desired_rows(1)
            .min_size(vec2(width, height))
            .char_limit(self.limit)
            .show(&mut child)
            .response
            .response
            .accessible_name(self.label);
        if let Some(reason) = locked {
            let lock = response.rect.right_top() + vec2(-16.0, Density::of(ui).control() / 2.0);
            let ink = tokens.text.secondary;
            theme::paint_icon(ui.painter(), Icon::LockSimple, lock, size::ICON, ink);
            ui.accesskit_node_builder(response.id, egui::accesskit::Node::set_read_only);
            response = response.on_hover_text(reason);
        } else if self.focus {
            response.request_focus();
        }
        ring(ui, &response, response.rect, tokens);
        let unseen = unseen::sentence(text);
        let error_line = self.under(ui, unseen.as_deref(), width);
        let bottom = response.rect.bottom();
        let total = Rect::from_min_max(top, pos2(top.x + full, bottom + error_line));
        ui.advance_cursor_after_rect(total);
        let error = Rect::from_min_size(pos2(place.left(), bottom), vec2(width, error_line));
        let slots = Slots {
            id,
            control: response.rect,
            error,
        };
        if response.lost_focus() {
            // The key has done its work: nothing behind the field closes with it.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        self.show_line_below(ui, &slots, unseen.as_deref(), &response);
        response
    }

    /// A value that cannot be changed here, with the reason as tooltip.
    pub fn read_only(self, ui: &mut Ui, value: &str, reason: &str) -> Response {
        let tokens = theme::tokens(ui);
        let slots = self.slots(ui, Density::of(ui).control(), self.can_fail);
        let rect = slots.control;
        let response = ui.interact(
            rect,
            slots.id,
            Sense::focusable_noninteractive() | Sense::hover(),
        );
        let border = Stroke::new(size::STROKE, tokens.line.hair);
        let painter = ui.painter();
        painter.rect(
            rect,
            size::RADIUS_CONTROL,
            tokens.surface.canvas,
            border,
            StrokeKind::Inside,
        );
        let fit = Fit::Elide(rect.width() - 40.0);
        let galley = theme::galley(ui, TextStyle::Small, value, tokens.text.secondary, fit);
        let at = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, tokens.text.secondary);
        let lock = pos2(rect.right() - 16.0, rect.center().y);
        theme::paint_icon(
            painter,
            Icon::LockSimple,
            lock,
            size::ICON,
            tokens.text.secondary,
        );
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(ui.is_enabled(), value, value, "");
            info.label = Some(self.label.to_owned());
            info
        });
        ui.accesskit_node_builder(slots.id, egui::accesskit::Node::set_read_only);
        ring(ui, &response, rect, tokens);
        Self::show_error(ui, &slots, self.error, &response);
        response.on_hover_text(reason)
    }

    /// A value read from text when the field is left. The answer is a new value, once.
    ///
    /// `parse` says in one sentence why it cannot read; the field adds what still holds ("Still 11 Oct 2019.").
    /// Escape drops what was typed. `print` is the one way the value is written.
    pub fn parsed<T: PartialEq>(
        self,
        ui: &mut Ui,
        value: &T,
        parse: impl Fn(&str) -> Result<T, String>,
        print: impl Fn(&T) -> String,
    ) -> Option<T> {
        self.parsed_in(ui, value, &parse, &print, 0.0).committed
    }

    pub(super) fn parsed_in<T: PartialEq>(
        self,
        ui: &mut Ui,
        value: &T,
        parse: &dyn Fn(&str) -> Result<T, String>,
        print: &dyn Fn(&T) -> String,
        trailing: f32,
    ) -> Parsed<T> {
        if let Some(reason) = locked::reason(ui) {
            let response = self.error(None).read_only(ui, &print(value), reason);
            return Parsed {
                committed: None,
                control: response.rect,
                id: response.id,
            };
        }
        let slots = self.slots(ui, Density::of(ui).control(), true);
        let key = slots.id.with("draft");
        let mut draft = ui.data(|data| data.get_temp::<Draft>(key));
        let mut text = draft
            .as_ref()
            .map_or_else(|| print(value), |draft| draft.text.clone());
        let response = self.line_edit(ui, &slots, &mut text, trailing);
        if self.focus {
            response.request_focus();
        }
        if response.changed() {
            draft = Some(Draft { text, error: None });
        }
        let mut committed = None;
        if response.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            draft = None;
        } else if !response.has_focus()
            && let Some(left) = draft.as_mut().filter(|draft| draft.error.is_none())
        {
            match parse(&left.text) {
                Ok(read) => {
                    committed = (read != *value).then_some(read);
                    draft = None;
                }
                Err(why) => {
                    let still = print(value);
                    let still = if still.is_empty() {
                        "empty".to_owned()
                    } else {
                        still
                    };
                    left.error = Some(format!("{why} Still {still}."));
                    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                        response.request_focus();
                    }
                }
            }
        }
        let error = draft.as_ref().and_then(|draft| draft.error.clone());
        Self::show_error(ui, &slots, error.as_deref().or(self.error), &response);
        ui.data_mut(|data| {
            if let Some(draft) = draft {
                data.insert_temp(key, draft);
            } else {
                data.remove::<Draft>(key);
            }
        });
        Parsed {
            committed,
            control: slots.control,
            id: slots.id,
        }
    }

    /// Takes the space of the whole field and paints its label.
    pub(super) fn slots(self, ui: &mut Ui, height: f32, can_fail: bool) -> Slots {
        let error_line = if can_fail || self.can_fail {
            ERROR_LINE
        } else {
            0.0
        };
        self.slots_over(ui, height, error_line)
    }

    /// Room that the label takes at the left.
    fn before(self) -> f32 {
        if self.place == Place::Side {
            self.label_width + size::S3
        } else {
            0.0
        }
    }

    /// Width of the box in what is there.
    fn width_in(self, ui: &Ui) -> f32 {
        let room = ui.available_size_before_wrap().x - self.before();
        self.width.unwrap_or(room).clamp(24.0, room.max(24.0))
    }

    /// Height of the line under the box; of several where what nobody can see takes more words.
    fn under(self, ui: &Ui, unseen: Option<&str>, width: f32) -> f32 {
        match unseen.filter(|_| self.error.is_none()) {
            Some(unseen) => {
                let ink = theme::tokens(ui).text.primary;
                let fit = Fit::Lines(width - LINE_LEFT, MOST_LINES);
                theme::galley(ui, TextStyle::Meta, unseen, ink, fit)
                    .size()
                    .y
                    + RING
            }
            None if self.can_fail => ERROR_LINE,
            None => 0.0,
        }
    }

    /// Takes the space of the field with so much room under the box.
    fn slots_over(self, ui: &mut Ui, height: f32, error_line: f32) -> Slots {
        let id = ui.make_persistent_id(("field", self.label));
        let down = if self.place == Place::Above {
            16.0 + size::S1
        } else {
            0.0
        };
        let (before, width) = (self.before(), self.width_in(ui));
        let (_, total) = ui.allocate_space(vec2(before + width, down + height + error_line));
        let left = self.label_beside(ui, total.min);
        let control = Rect::from_min_size(total.min + vec2(left, down), vec2(width, height));
        let error = Rect::from_min_size(control.left_bottom(), vec2(width, error_line));
        Slots { id, control, error }
    }

    /// Paints the label and says how far right of `top` the box begins.
    fn label_beside(self, ui: &Ui, top: egui::Pos2) -> f32 {
        let tokens = theme::tokens(ui);
        let ink = tokens.text.secondary;
        match self.place {
            Place::Side => {
                let fit = Fit::Lines(self.label_width, 2);
                let galley = theme::galley(ui, TextStyle::Small, self.label, ink, fit);
                let middle = Density::of(ui).control() / 2.0 - TextStyle::Small.line() / 2.0;
                ui.painter().galley(top + vec2(0.0, middle), galley, ink);
                self.label_width + size::S3
            }
            Place::Above => {
                let galley = theme::galley(ui, TextStyle::Label, self.label, ink, Fit::Line);
                ui.painter().galley(top, galley, ink);
                0.0
            }
            Place::Unseen => 0.0,
        }
    }

    fn line_edit(self, ui: &mut Ui, slots: &Slots, text: &mut String, trailing: f32) -> Response {
        let tokens = theme::tokens(ui);
        let rect = slots.control;
        let before = entry_text(ui, slots.id, text);
        let builder = UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center))
            .id_salt(slots.id);
        let mut child = ui.new_child(builder);
        let left = if self.icon.is_some() { 32 } else { 9 };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "room for an icon, below 100"
        )]
        let right = 9 + trailing as i8;
        let response = TextEdit::singleline(text)
            .id(slots.id)
            .frame(box_frame(tokens, left, right, 0))
            .font(TextStyle::Small.font())
            .text_color(tokens.text.primary)
            .hint_text(theme::text(TextStyle::Small, self.hint).color(tokens.text.muted))
            .align(Align2::LEFT_CENTER)
            .desired_width(rect.width())
            .min_size(rect.size())
            .char_limit(self.limit)
            .show(&mut child)
            .response
            .response
            .accessible_name(self.label);
        if let Some(icon) = self.icon {
            let at = pos2(rect.left() + 18.0, rect.center().y);
            theme::paint_icon(ui.painter(), icon, at, size::ICON, tokens.text.secondary);
        }
        ring(ui, &response, rect, tokens);
        remember_entry(ui, slots.id, &response, before);
        response
    }

    /// What is wrong, or else what in the text nobody can see.
    fn show_line_below(self, ui: &Ui, slots: &Slots, unseen: Option<&str>, response: &Response) {
        if self.error.is_some() {
            Self::show_error(ui, slots, self.error, response);
        } else if let Some(unseen) = unseen {
            below(ui, slots.error, slots.id, (Mark::Warning, unseen));
            ui.accesskit_node_builder(response.id, |node| node.set_description(unseen));
        }
    }

    pub(super) fn show_error(ui: &Ui, slots: &Slots, error: Option<&str>, response: &Response) {
        let Some(error) = error else { return };
        below(ui, slots.error, slots.id, (Mark::Error, error));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(error);
        });
    }
}

/// Drops what was typed in the parsed field `id`: its value came by another way.
pub(super) fn forget_draft(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.remove::<Draft>(id.with("draft")));
}

/// Paints a sentence with its mark into `rect`, and says it to the screen reader.
fn below(ui: &Ui, rect: Rect, id: Id, (mark, sentence): (Mark, &str)) {
    let tokens = theme::tokens(ui);
    let rect = Rect::from_min_max(rect.min + vec2(0.0, RING), rect.max);
    let middle = rect.top() + TextStyle::Meta.line() / 2.0;
    let place = Rect::from_center_size(
        pos2(rect.left() + status_mark::LINE / 2.0, middle),
        vec2(status_mark::LINE, status_mark::LINE),
    );
    status_mark::paint_mark(ui, place, mark);
    let left = rect.left() + LINE_LEFT;
    let room = rect.right() - left;
    let fit = if mark == Mark::Warning {
        Fit::Lines(room, MOST_LINES)
    } else {
        Fit::Elide(room)
    };
    let galley = theme::galley(ui, TextStyle::Meta, sentence, tokens.text.primary, fit);
    let elided = galley.elided;
    ui.painter()
        .galley(pos2(left, rect.top()), galley, tokens.text.primary);
    let response = ui.interact(rect, id.with("error"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, sentence));
    if elided {
        response.on_hover_text(sentence);
    }
}

fn box_frame(tokens: &Tokens, left: i8, right: i8, y: i8) -> Frame {
    Frame::new()
        .fill(tokens.surface.page)
        .stroke(Stroke::new(size::STROKE, tokens.line.control))
        .corner_radius(size::RADIUS_CONTROL)
        .inner_margin(Margin {
            left,
            right,
            top: y,
            bottom: y,
        })
}

fn ring(ui: &Ui, response: &Response, rect: Rect, tokens: &Tokens) {
    if response.has_focus() {
        paint::focus_ring(ui.painter(), rect, size::RADIUS_CONTROL, tokens);
    }
}

/// The text before this frame's keys, unless the field has been entered already.
fn entry_text(ui: &Ui, id: Id, text: &str) -> Option<String> {
    let entered = ui.data(|data| data.get_temp::<String>(id.with("entry")).is_some());
    (!entered).then(|| text.to_owned())
}

fn remember_entry(ui: &Ui, id: Id, response: &Response, before: Option<String>) {
    if let Some(before) = before.filter(|_| response.has_focus()) {
        ui.data_mut(|data| data.insert_temp(id.with("entry"), before));
    }
}

fn revert_on_escape(ui: &Ui, mut response: Response, id: Id, text: &mut String) -> Response {
    if response.has_focus() {
        return response;
    }
    let entry = ui.data_mut(|data| data.remove_temp::<String>(id.with("entry")));
    let left = response.lost_focus()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if let Some(entry) = entry.filter(|entry| left && entry != text) {
        *text = entry;
        response.mark_changed();
    }
    response
}

/// The colour of a control's text in its state.
pub(super) fn ink(ui: &Ui, enabled: bool) -> Color32 {
    let tokens = theme::tokens(ui);
    if enabled {
        tokens.text.primary
    } else {
        tokens.text.disabled
    }
}
