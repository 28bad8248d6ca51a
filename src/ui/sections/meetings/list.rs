//! The list of meetings: those to come first, the nearest at the top; then the past, newest first.

use egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    analysis::{quorum, words},
    app::Command,
    model::{DecisionState, Id, Meeting, MeetingState, Record, date},
    ui::{
        ViewCx,
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            empty::empty_state,
            row::choice_row,
            rule,
            status_mark::{self, Mark},
        },
    },
};

use super::MeetingsState;

const ROW: f32 = 44.0;

/// The mark and words of a meeting's quorum; none where the record cannot tell.
pub(super) fn quorum_mark(record: &Record, meeting: &Meeting) -> Option<(Mark, String)> {
    match meeting.state {
        MeetingState::Cancelled => None,
        MeetingState::Inquorate => Some((Mark::Red, "met without a quorum".to_owned())),
        MeetingState::Planned | MeetingState::Held => {
            let judged = quorum::judge_meeting(record, meeting)?;
            Some((mark_of(&judged), judged.words()))
        }
    }
}

/// Disc, triangle or diamond: to spare, holds by one, lost.
pub(super) fn mark_of(judged: &quorum::Quorum) -> Mark {
    if !judged.holds() {
        Mark::Red
    } else if judged.is_thin() {
        Mark::Amber
    } else {
        Mark::Green
    }
}

/// "; none to spare among …", for the sides that are at their minimum while there is a quorum.
pub(super) fn bare_sides(judged: &quorum::Quorum) -> String {
    if !judged.holds() {
        return String::new();
    }
    let bare: Vec<String> = judged
        .groups
        .iter()
        .filter(|side| side.counting == side.needed && side.needed > 0)
        .map(|side| format!("“{}”", words::uncapital(side.group.words())))
        .collect();
    if bare.is_empty() {
        String::new()
    } else {
        format!("; none to spare among {}", words::join(&bare))
    }
}

/// The list. `shown` is the meeting whose page is open.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &MeetingsState, shown: Option<Id<Meeting>>) {
    let order = &state.order;
    if order.meetings.is_empty() {
        let why = "An agenda gathers papers, decisions and who is conflicted; \
                   attendance and minutes follow from it.";
        if empty_state(
            ui,
            "No meetings yet.",
            why,
            Some((Icon::Plus, "New meeting from the forward plan")),
        ) {
            cx.out.run(Command::NewMeeting);
        }
        return;
    }
    let groups = [
        ("To come", 0..order.to_come),
        ("Past", order.to_come..order.meetings.len()),
    ];
    ScrollArea::vertical()
        .id_salt("meetings")
        .auto_shrink(false)
        .show_viewport(ui, |ui, _| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (heading, range) in groups {
                if range.is_empty() {
                    continue;
                }
                rule::section(ui, heading, None);
                let count = range.len() as f32;
                let ids = order.meetings.get(range).unwrap_or(&[]);
                // Rows out of sight take their space and nothing else.
                let top = ui.cursor().top();
                let clip = ui.clip_rect();
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "places in a list"
                )]
                let place = |y: f32| ((y - top) / ROW).clamp(0.0, count) as usize;
                let (first, last) = (place(clip.top()), place(clip.bottom() + ROW));
                ui.add_space(first as f32 * ROW);
                for id in ids.get(first..last).unwrap_or(&[]) {
                    if let Some(meeting) = cx.record.meetings.get(*id) {
                        row(ui, cx, meeting, shown == Some(*id));
                    }
                }
                ui.add_space((count - last as f32) * ROW);
                ui.add_space(size::S3);
            }
        });
}

fn row(ui: &mut Ui, cx: &ViewCx<'_>, meeting: &Meeting, selected: bool) {
    let decide = if meeting.state == MeetingState::Planned {
        meeting.to_decide().count()
    } else {
        decided(cx.record, meeting)
    };
    let quorum = quorum_mark(cx.record, meeting);
    let second = second_line(meeting, decide);
    let quorum_words = quorum.as_ref().map_or_else(
        || "quorum not judged".to_owned(),
        |(_, words)| words.clone(),
    );
    let day = date::short(meeting.date);
    let sentence = format!("{day}, {}, {second}, {quorum_words}", meeting.title);
    let id = ui.make_persistent_id(("meeting", meeting.id));
    let response = choice_row(ui, id, ROW, &sentence, selected, |ui, rect| {
        let tokens = theme::tokens(ui);
        let ink = tokens.text.primary;
        let width = rect.width() - 26.0;
        let head = format!("{day}  {}", meeting.title);
        let style = if selected {
            TextStyle::Label
        } else {
            TextStyle::SmallMedium
        };
        let format = egui::text::TextFormat {
            font_id: style.font_at(TextStyle::Small.size()),
            italics: meeting.illustrative,
            ..theme::format(TextStyle::Small, ink)
        };
        let galley = theme::galley_of(ui, [(head, format)], Fit::Elide(width));
        let at = rect.min + egui::vec2(0.0, 5.0);
        ui.painter().galley(at, galley, ink);
        let muted = tokens.text.secondary;
        let galley = theme::galley(ui, TextStyle::Meta, &*second, muted, Fit::Elide(width));
        ui.painter()
            .galley(at + egui::vec2(0.0, 18.0), galley, muted);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some((mark, _)) = quorum {
                let (_, space) = ui.allocate_space(egui::vec2(15.0, 15.0));
                status_mark::paint_mark_with(ui, space, mark, "");
            }
        });
    });
    let response = response.on_hover_text(&quorum_words);
    if response.clicked() {
        cx.select(meeting.id);
    }
}

/// How many decisions a meeting took, or refused.
fn decided(record: &Record, meeting: &Meeting) -> usize {
    let mut all: Vec<_> = meeting
        .agenda
        .iter()
        .filter_map(|item| item.decision)
        .collect();
    let under = record.decisions.iter();
    all.extend(
        under
            .filter(|decision| decision.meeting == Some(meeting.id))
            .map(|decision| decision.id),
    );
    all.sort_unstable();
    all.dedup();
    all.iter()
        .filter_map(|id| record.decisions.get(*id))
        .filter(|decision| match decision.state {
            DecisionState::Taken | DecisionState::Refused => true,
            DecisionState::Proposed | DecisionState::Deferred => false,
        })
        .count()
}

fn second_line(meeting: &Meeting, decide: usize) -> String {
    let state = meeting.state.word();
    match decide {
        0 => state.to_owned(),
        count if meeting.state == MeetingState::Planned => format!("{state}, {count} to decide"),
        count => format!(
            "{state}, {}",
            words::figures(count, "decision", "decisions")
        ),
    }
}
