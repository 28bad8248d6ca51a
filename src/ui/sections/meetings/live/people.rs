//! The quorum lamp with its rule in three lines, and who is in the room by one key each.

use egui::{Key, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::{
    analysis::{
        quorum::{self, Quorum, conflicts, sitting_on},
        words,
    },
    edit::meeting::Act,
    model::{
        Attendance, ClassGroup, Id, ItemRef, Meeting, MeetingState, Person, Presence, Record, date,
    },
    ui::{
        ViewCx,
        parts::{names, value_field},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            locked, paint, rule,
            status_mark::{self, LAMP},
        },
    },
};

use super::{super::list::mark_of, Hour, hint};

/// Keys of people, in the order of the list.
pub(super) const KEYS: [(Key, &str); 11] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
    (Key::Num0, "0"),
    (Key::Minus, "-"),
];

/// Height of a person's row.
const ROW: f32 = 30.0;

/// Everybody who may be in the room: those who sit, then whoever attends.
pub(super) fn listed(record: &Record, meeting: &Meeting) -> Vec<Id<Person>> {
    let mut list: Vec<Id<Person>> = sitting_on(record, meeting.date)
        .into_iter()
        .map(|(person, _)| person.id)
        .collect();
    // The keys count from the chair down, side by side.
    list.sort_by_key(|id| record.people.get(*id).map(|person| person.class));
    let others = meeting.attendance.iter().map(|entry| entry.person);
    let beside = record.people.iter().filter(|person| !person.is_director());
    for id in others.chain(beside.map(|person| person.id)) {
        if !list.contains(&id) {
            list.push(id);
        }
    }
    list
}

/// The quorum now: of the item at hand while the meeting is open, of the whole before and after.
pub(super) fn judged(cx: &ViewCx<'_>, hour: Hour<'_>) -> Option<Quorum> {
    let live = hour.meeting.is_live();
    let item = hour.item.filter(|_| live);
    quorum::judge(cx.record, hour.meeting, item, live.then_some(hour.now))
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>, listed: &[Id<Person>]) {
    ScrollArea::vertical()
        .id_salt("live people")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(18, 14))
                .show(ui, |ui| {
                    lamp(ui, cx, hour);
                    ui.add_space(size::S2);
                    presence(ui, cx, hour, listed);
                });
        });
}

/// The mark with the number that counts, what it means, and the rule in lines. It is heard when it changes.
fn lamp(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>) {
    let tokens = theme::tokens(ui);
    let Some(judged) = judged(cx, hour) else {
        let why = quorum::why_not_judged(cx.record, hour.meeting.date).unwrap_or_default();
        status_mark::mark_with_word_at(ui, status_mark::Mark::Note, 15.0, &why, &why);
        return;
    };
    let head = if judged.holds() {
        words::capital(&judged.words())
    } else if hour.meeting.is_live() {
        "No quorum: nothing can be decided".to_owned()
    } else {
        "No quorum".to_owned()
    };
    let second = format!(
        "{} {}, the rule asks for {}",
        judged.counting,
        if judged.expected { "expected" } else { "count" },
        judged.needed
    );
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LAMP, LAMP), Sense::hover());
        let count = judged.counting.to_string();
        status_mark::paint_mark_with(ui, rect, mark_of(&judged), &count);
        ui.add_space(size::S1);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(2.0);
            let label = ui.label(theme::text(TextStyle::Heading, &head).color(tokens.text.primary));
            let spoken = format!("{head}. {second}");
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_role(egui::accesskit::Role::Alert);
                node.set_live(egui::accesskit::Live::Assertive);
                node.set_label(spoken);
            });
            ui.label(theme::text(TextStyle::Small, &second).color(tokens.text.secondary));
        });
    });
    ui.add_space(size::S1);
    let rule = cx.record.quorum_rules.get(judged.rule);
    let chair = rule.is_some_and(|rule| rule.chair_or_deputy);
    rule_lines(ui, &judged, chair);
    consequence(ui, cx, &judged);
}

fn rule_lines(ui: &mut Ui, judged: &Quorum, chair: bool) {
    ui.spacing_mut().item_spacing.y = 0.0;
    rule_line(ui, "Present and counting", judged.counting, judged.needed);
    for side in &judged.groups {
        rule_line(ui, short_side(side.group), side.counting, side.needed);
    }
    if chair {
        rule_line(ui, "Chair or deputy", usize::from(judged.chair_ok), 1);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

const fn short_side(group: ClassGroup) -> &'static str {
    match group {
        ClassGroup::Independent => "Independent directors",
        ClassGroup::Council => "Nominated by the council",
        ClassGroup::Executive => "Executive directors",
        ClassGroup::InAttendance => "In attendance",
    }
}

fn rule_line(ui: &mut Ui, what: &str, counting: usize, needed: usize) {
    let tokens = theme::tokens(ui);
    let ok = counting >= needed;
    let count = format!("{counting} of {needed}");
    let spoken = format!("{what}, {count}, {}", if ok { "enough" } else { "too few" });
    let space = vec2(ui.available_width(), 27.0);
    let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let ink = tokens.text.primary;
    let count = theme::galley(ui, TextStyle::Label, count, ink, Fit::Line);
    let room = rect.width() - count.size().x - 42.0;
    let what = theme::galley(ui, TextStyle::Small, what, ink, Fit::Elide(room));
    let painter = ui.painter();
    let middle = |height: f32| rect.center().y - height / 2.0;
    painter.galley(pos2(rect.left(), middle(what.size().y)), what, ink);
    let right = rect.right() - 30.0 - count.size().x;
    painter.galley(pos2(right, middle(count.size().y)), count, ink);
    let icon = if ok { Icon::Check } else { Icon::X };
    let at = pos2(rect.right() - 9.0, rect.center().y);
    theme::paint_icon(painter, icon, at, size::ICON, tokens.text.secondary);
    let y = rect.bottom() - 0.5;
    paint::hline(painter, rect.x_range(), y, tokens.line.hair);
}

/// What happens when one more leaves, and which rule says so.
fn consequence(ui: &mut Ui, cx: &ViewCx<'_>, judged: &Quorum) {
    ui.add_space(size::S1);
    let bare = judged
        .groups
        .iter()
        .find(|side| side.needed > 0 && side.counting == side.needed);
    let words = if !judged.holds() {
        format!("{}.", words::capital(&words::join(&judged.lost_because)))
    } else if let Some(side) = bare {
        let one = match side.group {
            ClassGroup::Independent => "an independent director",
            ClassGroup::Council => "a director nominated by the council",
            ClassGroup::Executive => "an executive director",
            ClassGroup::InAttendance => "one more",
        };
        format!("If {one} leaves, the item must stop.")
    } else if judged.margin == 0 {
        "If one more leaves, the item must stop.".to_owned()
    } else {
        String::new()
    };
    if !words.is_empty() {
        names::small(ui, words);
    }
    if let Some(rule) = cx.record.quorum_rules.get(judged.rule) {
        let words = format!("Rule of {}", date::long(rule.from));
        if Button::link(&words).show(ui).clicked() {
            cx.out.go_to(ItemRef::from(rule.id));
        }
    }
}

fn presence(ui: &mut Ui, cx: &ViewCx<'_>, hour: Hour<'_>, listed: &[Id<Person>]) {
    let there = hour
        .meeting
        .attendance
        .iter()
        .filter(|entry| is_here(entry, hour))
        .count();
    let beside = format!("{there} in the meeting");
    rule::heading(ui, "Present", &beside, None);
    let item = hour.item.filter(|_| hour.meeting.is_live());
    let out = conflicts(cx.record, hour.meeting, item);
    ui.spacing_mut().item_spacing.y = 0.0;
    for (place, person) in listed.iter().enumerate() {
        let key = KEYS.get(place).map(|(_, key)| *key);
        let conflict = out.get(person).map(String::as_str);
        row(ui, cx, hour, *person, key, conflict);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.add_space(size::S1);
    if hour.meeting.state == MeetingState::Planned {
        hint(ui, "A key marks arriving or leaving, with the time.");
        let unknown = sitting_on(cx.record, hour.meeting.date)
            .iter()
            .filter(|(person, _)| hour.meeting.attendance_of(person.id).is_none())
            .count();
        if unknown > 1 && !hour.meeting.is_live() {
            let words = format!("Mark the other {unknown} present");
            if Button::link(&words).edits().show(ui).clicked() {
                hour.act(cx, Act::AllPresent);
            }
        }
    }
}

fn is_here(entry: &Attendance, hour: Hour<'_>) -> bool {
    if hour.meeting.is_live() {
        entry.is_there_at(hour.now)
    } else {
        entry.how == Presence::Present
    }
}

/// "Independent", "left 15:10", "out, conflict".
fn state_words(
    cx: &ViewCx<'_>,
    hour: Hour<'_>,
    person: Id<Person>,
    entry: Option<&Attendance>,
    conflict: bool,
) -> String {
    let class = cx.record.people.get(person).map(|person| person.class);
    let class = class.map_or("", |class| match class.group() {
        ClassGroup::Independent if class == crate::model::Class::IndependentChair => "Chair",
        ClassGroup::Independent => "Independent",
        ClassGroup::Council => "Council",
        ClassGroup::Executive => "Executive",
        ClassGroup::InAttendance => "Attends",
    });
    match entry {
        None if hour.meeting.is_live() => "not here".to_owned(),
        None => class.to_owned(),
        Some(entry) => match entry.how {
            Presence::Apologies => "apologies".to_owned(),
            Presence::Absent => "absent".to_owned(),
            Presence::Present => match (entry.left, conflict, entry.arrived) {
                (Some(left), _, _) => format!("left {}", value_field::show_time(left)),
                (None, true, _) => "out, conflict".to_owned(),
                (None, false, Some(at)) => format!("since {}", value_field::show_time(at)),
                (None, false, None) => class.to_owned(),
            },
        },
    }
}

fn row(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    hour: Hour<'_>,
    person: Id<Person>,
    key: Option<&str>,
    conflict: Option<&str>,
) {
    let tokens = theme::tokens(ui);
    let entry = hour.meeting.attendance_of(person);
    let here = entry.is_some_and(|entry| is_here(entry, hour));
    let out = here && conflict.is_some();
    let name = super::name(cx, person);
    let state = state_words(cx, hour, person, entry, out);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let id = ui.make_persistent_id(("person", person));
    let planned = hour.meeting.state == MeetingState::Planned;
    let open = planned && locked::reason(ui).is_none();
    let sense = if open { Sense::click() } else { Sense::hover() };
    let mut response = ui.interact(rect, id, sense);
    if open {
        response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    }
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.surface.row_hover);
    }
    let sentence = format!("{name}, {state}");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, open, here, &sentence));
    if response.has_focus() {
        paint::focus_ring_inside(ui.painter(), rect, tokens);
    }
    key_box(ui, rect, key);
    let standing = if out {
        Standing::Out
    } else if here {
        Standing::Here
    } else if entry.is_some_and(|entry| entry.left.is_some()) {
        Standing::Left
    } else {
        Standing::NotHere
    };
    square(ui, pos2(rect.left() + 37.0, rect.center().y), standing);
    let ink = if here && !out {
        tokens.text.primary
    } else {
        tokens.text.muted
    };
    let fit = Fit::Elide(112.0);
    let state = theme::galley(ui, TextStyle::Meta, state, tokens.text.muted, fit);
    let left = rect.left() + 54.0;
    let room = rect.right() - left - state.size().x - size::S2;
    let style = if here && !out {
        TextStyle::SmallMedium
    } else {
        TextStyle::Small
    };
    let words = fitted(ui, style, &name, ink, room);
    let elided = words.1;
    let words = words.0;
    let painter = ui.painter();
    let middle = |height: f32| rect.center().y - height / 2.0;
    painter.galley(pos2(left, middle(words.size().y)), words, ink);
    let x = rect.right() - state.size().x;
    painter.galley(pos2(x, middle(state.size().y)), state, tokens.text.muted);
    let y = rect.bottom() - 0.5;
    paint::hline(painter, rect.x_range(), y, tokens.line.hair);
    let response = match (conflict.filter(|_| out), elided) {
        (Some(why), _) => response.on_hover_text(format!("{name}: {why}")),
        (None, true) => response.on_hover_text(&*name),
        (None, false) => response,
    };
    if response.clicked() {
        hour.act(cx, Act::Toggle(person));
    }
    if open {
        response.context_menu(|ui| {
            let words = "Apologies";
            if Button::quiet(words).edits().show(ui).clicked() {
                hour.act(cx, Act::Apologies(person));
                ui.close();
            }
        });
    }
}

/// A name in its room. Where it has to be cut, what stands behind its last comma stays whole if it is
/// short: seats are told apart by it.
fn fitted(
    ui: &Ui,
    style: TextStyle,
    name: &str,
    ink: egui::Color32,
    room: f32,
) -> (std::sync::Arc<egui::Galley>, bool) {
    const TAIL: usize = 10;
    let whole = theme::galley(ui, style, name, ink, Fit::Elide(room));
    if !whole.elided {
        return (whole, false);
    }
    let tail = name
        .rsplit_once(", ")
        .map(|(head, tail)| (head, tail.trim()));
    let Some((head, tail)) = tail.filter(|(_, tail)| tail.chars().count() <= TAIL) else {
        return (whole, true);
    };
    let letters: Vec<char> = head.chars().collect();
    for kept in (1..letters.len()).rev() {
        let start: String = letters.iter().take(kept).collect();
        let text = format!("{}… {tail}", start.trim_end());
        let galley = theme::galley(ui, style, text, ink, Fit::Line);
        if galley.size().x <= room {
            return (galley, true);
        }
    }
    (whole, true)
}

fn key_box(ui: &Ui, rect: egui::Rect, key: Option<&str>) {
    let Some(key) = key else { return };
    let tokens = theme::tokens(ui);
    let centre = pos2(rect.left() + 10.0, rect.center().y);
    let space = egui::Rect::from_center_size(centre, vec2(19.0, 18.0));
    let border = Stroke::new(size::STROKE, tokens.line.rule);
    let painter = ui.painter();
    painter.rect_stroke(space, size::RADIUS_CHIP, border, StrokeKind::Inside);
    let ink = tokens.text.secondary;
    let galley = theme::galley(ui, TextStyle::Tick, key, ink, Fit::Line);
    let at = centre - galley.size() / 2.0;
    painter.galley(at, galley, ink);
}

/// How a person stands to the room now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Full with a tick.
    Here,
    /// Crossed: there, but out for a conflict.
    Out,
    /// With an arrow.
    Left,
    /// Hollow.
    NotHere,
}

fn square(ui: &Ui, centre: egui::Pos2, standing: Standing) {
    let tokens = theme::tokens(ui);
    let rect = egui::Rect::from_center_size(centre, vec2(14.0, 14.0));
    let painter = ui.painter();
    let ink = tokens.text.primary;
    let outline = || {
        let stroke = Stroke::new(1.2, tokens.text.secondary);
        painter.rect_stroke(rect, size::RADIUS_MARK, stroke, StrokeKind::Inside);
    };
    let at = |x: f32, y: f32| paint::in_box(rect, 16.0, x, y);
    match standing {
        Standing::Here => {
            painter.rect_filled(rect, size::RADIUS_MARK, ink);
            let tick = Stroke::new(1.8, tokens.surface.page);
            painter.line(vec![at(3.8, 8.4), at(6.8, 11.4), at(12.2, 5.2)], tick);
        }
        Standing::Out => {
            outline();
            painter.line_segment([at(3.0, 13.0), at(13.0, 3.0)], Stroke::new(1.6, ink));
        }
        Standing::Left => {
            outline();
            let arrow = Stroke::new(1.6, ink);
            painter.line_segment([at(4.0, 8.0), at(12.0, 8.0)], arrow);
            painter.line(vec![at(9.0, 5.0), at(12.0, 8.0), at(9.0, 11.0)], arrow);
        }
        Standing::NotHere => outline(),
    }
}
