//! What the ledger paints: the bar against the cap, and attendance that leads to its meetings.

use egui::{CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::{
    analysis::attendance::{MeetingSquare, PersonAttendance, Square},
    model::{ItemRef, date},
    ui::{
        ViewCx,
        theme::{self, TextStyle, size},
        widgets::{
            attendance::{Attendance, PITCH, SIDE, paint_attendance},
            paint,
            table::cell_text,
        },
    },
};

/// Most squares in a cell; older meetings are in the figure beside them.
const MOST: usize = 6;

/// The square of one meeting; none where nothing is recorded.
pub(super) const fn square_of(square: &MeetingSquare) -> Option<Attendance> {
    match square.square {
        Square::Present if square.partial => Some(Attendance::Part),
        Square::Present => Some(Attendance::Present),
        Square::Apologies => Some(Attendance::Apologies),
        Square::Absent => Some(Attendance::Absent),
        Square::NotAppointed => Some(Attendance::NotMember),
        Square::NotRecorded => None,
    }
}

/// Squares of the latest meetings and "5 of 5". A square opens its meeting.
pub(super) fn squares(ui: &mut Ui, cx: &ViewCx<'_>, row: &PersonAttendance) {
    let tokens = theme::tokens(ui);
    if row.possible == 0 {
        cell_text(ui, TextStyle::Small, "not recorded", tokens.text.muted);
        return;
    }
    let seen: Vec<&MeetingSquare> = row
        .squares
        .iter()
        .filter(|square| square.square.counts())
        .collect();
    let seen = seen.get(seen.len().saturating_sub(MOST)..).unwrap_or(&[]);
    let space = vec2(MOST as f32 * PITCH, SIDE + 10.0);
    let (_, rect) = ui.allocate_space(space);
    let id = ui.make_persistent_id(("squares", row.person));
    let response = ui.interact(rect, id, Sense::CLICK);
    let left = |n: usize| rect.left() + n as f32 * PITCH;
    for (n, square) in seen.iter().enumerate() {
        if let Some(what) = square_of(square) {
            let centre = pos2(left(n) + SIDE / 2.0, rect.center().y);
            paint_attendance(ui.painter(), centre, SIDE, what, tokens);
        }
    }
    let under = response
        .hover_pos()
        .and_then(|at| (0..seen.len()).find(|n| at.x < left(n + 1) && at.x >= left(*n)))
        .and_then(|n| seen.get(n));
    if let Some(square) = under {
        let words = format!("{}: {}", date::short(square.date), square_words(square));
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(words);
        if response.clicked() {
            cx.out.go_to(ItemRef::from(square.meeting));
        }
    }
    cell_text(ui, TextStyle::Small, &row.words(), tokens.text.primary);
}

/// "present", "present for a part".
pub(super) fn square_words(square: &MeetingSquare) -> &'static str {
    if square.partial {
        "present for a part"
    } else {
        square.square.word()
    }
}

/// The bar against the cap: ink for what is claimed, the accent tick for the share of the time gone.
pub(super) fn cap_bar(ui: &mut Ui, share: f64, gone: Option<f64>, sentence: &str) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width().min(120.0);
    let response = paint::painted(ui, vec2(width, 14.0), sentence);
    let rect = response.rect;
    let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 7.0));
    let painter = ui.painter();
    #[expect(clippy::cast_possible_truncation, reason = "a share of the bar")]
    let part = |share: f64| (share.clamp(0.0, 1.0) as f32) * bar.width();
    painter.rect_stroke(
        bar,
        0.0,
        Stroke::new(size::STROKE, tokens.line.control),
        StrokeKind::Inside,
    );
    let ink = Rect::from_min_size(bar.min, vec2(part(share), bar.height()));
    painter.rect_filled(ink, 0.0, tokens.text.primary);
    if let Some(gone) = gone {
        let x = bar.left() + part(gone);
        painter.vline(x, rect.y_range(), Stroke::new(2.0, tokens.accent.base));
    }
    response.on_hover_text(sentence);
}
