//! The page of the section: ladder and judgements side by side where there is room, then what
//! inspectors asked for.

use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{InspectionsState, Worked, add, ladder_chart, recommendation_table, twin};
use crate::{
    analysis::{changes::grade_words, inspections::shown_report},
    app::NewItem,
    model::{Framework, Inspection, InspectionKind, ItemRef},
    ui::{
        ViewCx,
        parts::{frame::margin, links},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            finding_row::banner,
            gap_box::gap_box,
            grade::{self, paint_grade},
            paint,
            row::link_row,
            rule,
            status_mark::Mark,
        },
    },
};

/// Room in which judgements stand beside the chart.
const SIDE_BY_SIDE: f32 = 960.0;
/// Room in which they stand beside what is owed next, under the chart.
const JUDGEMENTS_BESIDE_NEXT: f32 = 640.0;
/// Most repeated findings told at once.
const MOST_REPEATS: usize = 2;

pub(super) fn page(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut InspectionsState, worked: &Worked) {
    // The bar of the page scrolls in the margin, so that it covers nothing.
    let full = ui.available_width();
    let mut place = ui.available_rect_before_wrap();
    place.max.x += margin(ui) - size::S1;
    let mut outer = ui.new_child(UiBuilder::new().max_rect(place).id_salt("page"));
    ScrollArea::vertical()
        .id_salt("inspections page")
        .auto_shrink(false)
        .show(&mut outer, |ui| {
            ui.set_max_width(full);
            if full >= SIDE_BY_SIDE {
                let side = (full * 0.36).clamp(340.0, 420.0);
                let left = full - side - size::S7;
                two(ui, left, size::S7, side, |ui, first| {
                    if first {
                        overall(ui, cx, state, worked);
                    } else {
                        ui.scope(|ui| judgements(ui, cx));
                        ui.add_space(size::S3);
                        apart(ui, cx);
                        next(ui, cx, worked);
                    }
                });
            } else {
                overall(ui, cx, state, worked);
                ui.add_space(size::S4);
                if full >= JUDGEMENTS_BESIDE_NEXT {
                    let half = (full - size::S6) / 2.0;
                    two(ui, half, size::S6, half, |ui, first| {
                        if first {
                            judgements(ui, cx);
                        } else {
                            ui.scope(|ui| next(ui, cx, worked));
                            ui.add_space(size::S3);
                            apart(ui, cx);
                        }
                    });
                } else {
                    ui.scope(|ui| judgements(ui, cx));
                    ui.add_space(size::S3);
                    ui.scope(|ui| next(ui, cx, worked));
                }
            }
            ui.add_space(size::S5);
            recommendation_table::recommendations(ui, cx, state, worked);
            repeats(ui, cx, worked);
            ui.add_space(size::S5);
        });
}

/// Two columns with a gap between them; `add` is told which is the first.
fn two(ui: &mut Ui, left: f32, gap: f32, right: f32, mut add: impl FnMut(&mut Ui, bool)) {
    let top = ui.cursor().min;
    let mut bottom = top.y;
    for (first, x, width) in [(true, 0.0, left), (false, left + gap, right)] {
        let at = Rect::from_min_size(pos2(top.x + x, top.y), vec2(width, f32::INFINITY));
        let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt(("column", first)));
        add(&mut child, first);
        bottom = bottom.max(child.min_rect().bottom());
    }
    let whole = Rect::from_min_max(top, pos2(top.x + left + gap + right, bottom));
    ui.advance_cursor_after_rect(whole);
}

fn overall(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut InspectionsState, worked: &Worked) {
    let link = if state.twin { "Chart (T)" } else { "Table (T)" };
    let heading = if state.twin {
        "Inspections and visits"
    } else {
        "Overall grade"
    };
    if rule::heading(ui, heading, "", Some(link)) {
        state.twin = !state.twin;
    }
    if state.twin {
        twin::twin(ui, cx, &mut state.twin_table);
    } else {
        ui.add_space(size::S1);
        ladder_chart::chart(ui, cx, &worked.ladder, &mut state.cursor);
    }
    ui.add_space(size::S2);
    frameworks(ui, cx);
}

/// Frameworks as chips, and the verb that adds one.
pub(super) fn frameworks(ui: &mut Ui, cx: &ViewCx<'_>) {
    let tokens = theme::tokens(ui);
    let mut list: Vec<&Framework> = cx.record.frameworks.iter().collect();
    list.sort_by_key(|framework| framework.from);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::text(TextStyle::Meta, "Frameworks").color(tokens.text.muted));
        for framework in list {
            links::chip(ui, cx, framework.id.into());
        }
        if Button::link("Add framework")
            .edits()
            .icon(Icon::Plus)
            .show(ui)
            .clicked()
        {
            add(cx, NewItem::Framework);
        }
    });
}

/// Why grades of two frameworks are not joined, where there are two.
fn apart(ui: &mut Ui, cx: &ViewCx<'_>) {
    if cx.record.frameworks.len() < 2 {
        return;
    }
    let tokens = theme::tokens(ui);
    let note = "Grades of different frameworks stand in separate fields and are never joined by \
                a line: a heading of one is not a heading of another.";
    ui.label(theme::text(TextStyle::Small, note).color(tokens.text.secondary));
    ui.add_space(size::S3);
}

/// What is owed next.
fn next(ui: &mut Ui, cx: &ViewCx<'_>, worked: &Worked) {
    rule::heading(ui, "Next", "", None);
    ui.spacing_mut().item_spacing.y = 0.0;
    for duty in &worked.duties {
        let sentence = format!("{}: {}", duty.what, duty.when);
        let row = link_row(ui, 30.0, &sentence, |ui, rect| {
            let (style, ink) = if duty.late {
                (TextStyle::Label, theme::tokens(ui).text.primary)
            } else {
                (TextStyle::Small, theme::tokens(ui).text.secondary)
            };
            split(ui, rect, &duty.what, &duty.when, style, ink);
        });
        if row.clicked() {
            match duty.item {
                Some(item) => cx.select(item),
                None => add(cx, NewItem::Inspection(InspectionKind::AnnualConversation)),
            }
        }
    }
}

/// Words at the left, cut where the words at the right begin.
fn split(ui: &Ui, rect: Rect, left: &str, right: &str, style: TextStyle, ink: egui::Color32) {
    let tokens = theme::tokens(ui);
    let right = theme::galley(ui, style, right, ink, Fit::Line);
    let room = rect.width() - right.size().x - size::S3;
    let fit = Fit::Elide(room);
    let left = theme::galley(ui, TextStyle::Small, left, tokens.text.primary, fit);
    let y = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let at = pos2(rect.left(), y(&left));
    ui.painter().galley(at, left, tokens.text.primary);
    let at = pos2(rect.right() - right.size().x, y(&right));
    ui.painter().galley(at, right, ink);
}

fn judgements(ui: &mut Ui, cx: &ViewCx<'_>) {
    let chosen = match cx.route.item {
        Some(ItemRef::Inspection(id)) => Some(id),
        _other => None,
    };
    let Some(report) = shown_report(cx.record, chosen, cx.today) else {
        rule::heading(ui, "Judgements", "", None);
        ui.add_space(size::S2);
        let why = "The judgements of the latest graded report stand here.";
        if gap_box(ui, "No graded report", why, Some("Add inspection")) {
            add(cx, NewItem::Inspection(InspectionKind::Graded));
        }
        return;
    };
    let framework = cx.record.frameworks.get(report.framework);
    let heading = report.known().map_or_else(
        || "Judgements".to_owned(),
        |known| format!("Judgements, {known}"),
    );
    let link = framework.map(|framework| framework.name.as_str());
    if rule::heading(ui, &heading, "", link)
        && let Some(framework) = framework
    {
        cx.select(framework.id);
    }
    let lines = lines(report, framework);
    if lines.is_empty() && gap_box(ui, "No judgement entered", "", Some("Enter the grades")) {
        cx.select(report.id);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for (heading, grade) in lines {
        judgement_row(ui, report, framework, heading, grade);
    }
}

/// The judgements given, in the order of the framework, then those under other headings.
fn lines<'a>(report: &'a Inspection, framework: Option<&'a Framework>) -> Vec<(&'a str, &'a str)> {
    let mut list: Vec<(usize, &str, &str)> = report
        .judgements
        .iter()
        .map(|one| {
            let place = framework
                .and_then(|framework| framework.headings.iter().position(|h| *h == one.heading));
            (
                place.unwrap_or(usize::MAX),
                one.heading.as_str(),
                one.grade.as_str(),
            )
        })
        .collect();
    list.sort_by_key(|(place, _, _)| *place);
    list.into_iter()
        .map(|(_, heading, grade)| (heading, grade))
        .collect()
}

fn judgement_row(
    ui: &mut Ui,
    report: &Inspection,
    framework: Option<&Framework>,
    heading: &str,
    word: &str,
) {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 29.0), Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Label,
            true,
            format!("{heading}: {}", grade_words(word)),
        )
    });
    let ink = tokens.text.primary;
    let split = rect.left() + (rect.width() * 0.45).max(rect.width() - 190.0);
    let text = |words: &str, width: f32| {
        let fit = Fit::Elide(width);
        if report.illustrative {
            theme::galley_illustrative(ui, TextStyle::Small, words, ink, fit)
        } else {
            theme::galley(ui, TextStyle::Small, words, ink, fit)
        }
    };
    let name = text(heading, split - rect.left() - size::S2);
    let y = rect.center().y - name.size().y / 2.0;
    let elided = name.elided;
    ui.painter().galley(pos2(rect.left(), y), name, ink);
    let step = framework
        .and_then(|framework| framework.step(word))
        .and_then(|step| u8::try_from(step).ok())
        .unwrap_or(0);
    let square = Rect::from_min_size(
        pos2(split, rect.center().y - grade::HEIGHT / 2.0),
        vec2(grade::WIDTH, grade::HEIGHT),
    );
    paint_grade(ui, square, step);
    let left = square.right() + size::S2;
    let word = text(word, rect.right() - left);
    ui.painter().galley(pos2(left, y), word, ink);
    paint::hline(
        ui.painter(),
        rect.x_range(),
        rect.bottom() - 0.5,
        tokens.line.hair,
    );
    if elided {
        response.on_hover_text(heading);
    }
}

fn repeats(ui: &mut Ui, cx: &ViewCx<'_>, worked: &Worked) {
    for repeat in worked.repeats.iter().take(MOST_REPEATS) {
        ui.add_space(size::S3);
        let verb = if repeat.concern.is_some() {
            "Open the concern"
        } else {
            "Open the recommendation"
        };
        let strong = "The same finding twice.";
        if banner(ui, Mark::Warning, strong, &repeat.sentence, Some(verb)) {
            match repeat.concern {
                Some(concern) => cx.out.go_to(concern.into()),
                None => cx.select(repeat.again),
            }
        }
    }
    if let Some(more) = worked.repeats.len().checked_sub(MOST_REPEATS)
        && more > 0
    {
        let tokens = theme::tokens(ui);
        let words = format!("{more} more came back; the column Ancestry names them.");
        ui.label(theme::text(TextStyle::Meta, words).color(tokens.text.muted));
    }
}
