//! Page one: where the board stands, in two minutes. Everything on it is a link.

mod rows;
mod ruler;

use egui::{Align, Color32, Layout, Ui, pos2, vec2};

use crate::{
    analysis::{
        changes::Change,
        overview::{Figure, Goto, Overview},
    },
    app::{Message, NewItem, Route},
    model::{ItemRef, SectionId, date::day_month},
    ui::{
        ViewCx,
        parts::{frame, icon_of},
        theme::{self, Fit, Icon, TextStyle, size},
        widgets::{
            button::Button,
            kpi::{Kpi, kpi_strip},
            locked,
            row::link_row,
            rule::heading,
        },
    },
};

/// Width from which two columns have room.
const TWO_COLUMNS: f32 = 900.0;
/// Width from which the ruler has room.
const RULER: f32 = 1000.0;
/// Width of the verb beside the headline.
const VERB: f32 = 128.0;
/// Rows of a list before "2 more …" in a narrow window.
const NARROW_ROWS: usize = 3;

/// Paints page one.
pub fn ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    let derived = cx.derived;
    let overview = &derived.overview;
    frame::page(ui, "overview", |ui| {
        let width = ui.available_width();
        head(ui, cx, overview);
        if let Some(ruler) = overview.ruler.as_ref().filter(|_| width >= RULER) {
            ruler::ui(ui, cx, ruler);
        }
        figures(ui, cx, &overview.figures, width >= RULER);
        ui.add_space(size::S4);
        empty_lines(ui, cx, overview);
        if width >= TWO_COLUMNS {
            let right = if width >= RULER { width * 0.332 } else { 292.0 };
            let gutter = if width >= RULER { size::S7 } else { size::S5 };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.vertical(|ui| {
                    ui.set_width(width - right - gutter);
                    left_column(ui, cx, width < RULER);
                });
                ui.add_space(gutter);
                ui.vertical(|ui| {
                    ui.set_width(right);
                    right_column(ui, cx);
                });
            });
        } else {
            left_column(ui, cx, true);
            ui.add_space(size::S5);
            right_column(ui, cx);
        }
        if !cx.record.organisation.about.is_empty() {
            ui.add_space(size::S5);
            let tokens = theme::tokens(ui);
            ui.set_max_width(size::READING * 1.4);
            let about = cx.record.organisation.about.as_str();
            ui.label(theme::text(TextStyle::Meta, about).color(tokens.text.muted));
        }
    });
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, overview: &Overview) {
    let tokens = theme::tokens(ui);
    let wide = ui.available_width() >= RULER;
    let style = if wide {
        TextStyle::Title
    } else {
        TextStyle::Verdict
    };
    ui.horizontal_top(|ui| {
        let builds = locked::reason(ui).is_none() && cx.record.next_meeting(cx.today).is_some();
        let room = if builds { VERB } else { 0.0 };
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - room);
            ui.label(theme::text(style, overview.headline.as_str()).color(tokens.text.primary));
            if !overview.second_line.is_empty() {
                let line = theme::text(TextStyle::Small, overview.second_line.as_str());
                ui.label(line.color(tokens.text.secondary));
            }
        });
        if builds {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let tooltip = "The pack of the next meeting: contents, pages, issue";
                let build = Button::primary("Build pack").icon(Icon::Files);
                if build.tooltip(tooltip).show(ui).clicked() {
                    cx.out.go(SectionId::Packs);
                }
            });
        }
    });
    ui.add_space(size::S2);
}

/// Goes where a link of page one leads.
fn go(cx: &ViewCx<'_>, goto: Goto) {
    match goto {
        Goto::Section(section) => cx.out.go(section),
        Goto::Item(item) => cx.out.go_to(item),
        Goto::Agenda(meeting, _) | Goto::Meeting(meeting) => cx.out.go_to(meeting.into()),
        Goto::OffTrackCurves => cx.out.go(SectionId::Curves),
        Goto::Changes => cx.out.go(SectionId::Overview),
        Goto::OpenConcerns => cx.out.go(SectionId::Concerns),
        Goto::FeeLedger => cx.out.go(SectionId::Board),
    }
}

fn figures(ui: &mut Ui, cx: &ViewCx<'_>, figures: &[Figure; 6], large: bool) {
    let cells: Vec<Kpi<'_>> = figures
        .iter()
        .map(|figure| Kpi {
            figure: &figure.value,
            unit: &figure.suffix,
            label: &figure.label,
            meta: &figure.meta,
            illustrative: false,
        })
        .collect();
    let rows = if ui.available_width() < 720.0 { 3 } else { 6 };
    for (line, cells) in cells.chunks(rows).enumerate() {
        let pressed = kpi_strip(ui, cells, large);
        if let Some(figure) = pressed.and_then(|place| figures.get(line * rows + place)) {
            go(cx, figure.goto);
        }
    }
}

/// What a record still lacks, one row each: what is missing, and the verb that begins it.
fn empty_lines(ui: &mut Ui, cx: &ViewCx<'_>, overview: &Overview) {
    if overview.empty.is_empty() {
        return;
    }
    heading(ui, "Begin here", "", None);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for line in &overview.empty {
            let sentence = format!("{} {}", line.sentence, line.verb);
            let response = link_row(ui, 32.0, &sentence, |ui, rect| {
                let tokens = theme::tokens(ui);
                let verb = theme::galley(
                    ui,
                    TextStyle::SmallMedium,
                    line.verb,
                    tokens.accent.link,
                    Fit::Line,
                );
                let at = pos2(rect.right() - verb.size().x, rect.top() + 7.0);
                let room = rect.width() - verb.size().x - size::S4;
                ui.painter().galley(at, verb, tokens.accent.link);
                let at = pos2(rect.left(), rect.top() + 7.0);
                cell(
                    ui,
                    at,
                    room,
                    TextStyle::Small,
                    line.sentence,
                    tokens.text.primary,
                );
            });
            if response.clicked() {
                cx.out.go(line.section);
                if let Ok(what) = NewItem::for_section(cx.record, line.section, None) {
                    cx.out.send(Message::Add(what));
                }
            }
        }
    });
    ui.add_space(size::S5);
}

fn left_column(ui: &mut Ui, cx: &ViewCx<'_>, narrow: bool) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let overview = &cx.derived.overview;
    let agenda = overview.next_meeting.map(|_| "Open agenda");
    if heading(ui, &overview.decide_heading, "", agenda)
        && let Some(meeting) = overview.next_meeting
    {
        cx.out.go_to(meeting.into());
    }
    if overview.to_decide.is_empty() {
        quiet(ui, "Nothing waits for a decision.");
    }
    for row in &overview.to_decide {
        let sentence = format!("{}: {}. {}. {}", row.number, row.title, row.line, row.route);
        let response = link_row(ui, 50.0, &sentence, |ui, rect| {
            let tokens = theme::tokens(ui);
            let route = if narrow { 0.32 } else { 0.27 };
            let title_x = rect.left() + 60.0;
            let route_x = rect.right() - rect.width() * route;
            cell(
                ui,
                pos2(rect.left(), rect.top() + 8.0),
                56.0,
                TextStyle::Small,
                &row.number,
                tokens.text.secondary,
            );
            let room = route_x - title_x - size::S3;
            cell(
                ui,
                pos2(title_x, rect.top() + 7.0),
                room,
                TextStyle::BodyMedium,
                &row.title,
                tokens.text.primary,
            );
            cell(
                ui,
                pos2(title_x, rect.top() + 27.0),
                room,
                TextStyle::Small,
                &row.line,
                tokens.text.secondary,
            );
            cell(
                ui,
                pos2(route_x, rect.top() + 8.0),
                rect.right() - route_x,
                TextStyle::Small,
                &row.route,
                tokens.text.primary,
            );
        });
        if response.clicked() {
            cx.out.go_to(row.meeting.into());
        }
    }
    ui.add_space(size::S5);
    off_track(ui, cx, narrow);
}

fn off_track(ui: &mut Ui, cx: &ViewCx<'_>, narrow: bool) {
    let list = &cx.derived.off_track;
    let beside = format!("{} of {} measures", list.len(), cx.record.measures.len());
    if heading(ui, "Off track", &beside, Some("All curves")) {
        cx.out.go(SectionId::Curves);
    }
    if list.is_empty() {
        quiet(ui, "No measure is off track.");
    }
    let most = if narrow { NARROW_ROWS } else { 8 };
    for entry in list.iter().take(most) {
        rows::off_track_row(ui, cx, entry);
    }
    if list.len() > most {
        let words = format!("{} more off track", list.len() - most);
        if Button::link(&words).show(ui).clicked() {
            cx.out.go(SectionId::Curves);
        }
    }
}

fn right_column(ui: &mut Ui, cx: &ViewCx<'_>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let overview = &cx.derived.overview;
    heading(ui, "Open concerns", "", None);
    if overview.concerns.is_empty() {
        quiet(ui, "No concern is open.");
    }
    for concern in &overview.concerns {
        let sentence = format!("{}. {}. {}", concern.title, concern.line, concern.meta);
        let width = ui.available_width();
        let tokens = theme::tokens(ui);
        let title = theme::galley(
            ui,
            TextStyle::BodyMedium,
            &concern.title,
            tokens.text.primary,
            Fit::Wrap(width),
        );
        let line = theme::galley(
            ui,
            TextStyle::Small,
            &concern.line,
            tokens.text.primary,
            Fit::Wrap(width),
        );
        let meta = theme::galley(
            ui,
            TextStyle::Meta,
            &concern.meta,
            tokens.text.secondary,
            Fit::Wrap(width),
        );
        let height = title.size().y + line.size().y + meta.size().y + 16.0;
        let response = link_row(ui, height, &sentence, |ui, rect| {
            let mut at = rect.min + vec2(0.0, 7.0);
            for galley in [title, line, meta] {
                let below = galley.size().y;
                ui.painter().galley(at, galley, tokens.text.primary);
                at.y += below;
            }
        });
        if response.clicked() {
            cx.out.go_to(concern.concern.into());
        }
    }
    ui.add_space(size::S5);
    changes(ui, cx, overview);
    ui.add_space(size::S5);
    let meeting = cx.record.next_meeting(cx.today).map(|meeting| meeting.id);
    let link = meeting.map(|_| "Week view");
    if heading(ui, "Next", "", link)
        && let Some(meeting) = meeting
    {
        cx.out.go_to(meeting.into());
    }
    if overview.next.is_empty() {
        quiet(ui, "Nothing is dated ahead.");
    }
    for entry in overview.next.iter().take(6) {
        let words = [day_month(entry.on), entry.what.clone(), entry.meta.clone()];
        if dated_row(ui, &words, None) {
            go(cx, entry.goto);
        }
    }
}

fn changes(ui: &mut Ui, cx: &ViewCx<'_>, overview: &Overview) {
    heading(ui, &overview.changes_heading, "", None);
    if overview.changes.is_empty() {
        quiet(ui, "Nothing has changed since.");
    }
    let id = ui.make_persistent_id("all changes");
    let all = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let most = if all { overview.changes.len() } else { 6 };
    for Change {
        on, at, sentence, ..
    } in overview.changes.iter().take(most)
    {
        let words = [day_month(*on), sentence.clone(), String::new()];
        if dated_row(ui, &words, Some(*at)) {
            cx.out.send(Message::Go(Route::item(*at)));
        }
    }
    if overview.changes.len() > 6 {
        let words = if all {
            "Fewer changes".to_owned()
        } else {
            format!("{} more changes", overview.changes.len() - most)
        };
        if Button::link(&words).show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(id, !all));
        }
    }
    if overview.new_figures > 0 {
        let words = match overview.new_figures {
            1 => "One measure has a new figure".to_owned(),
            many => format!("{many} measures have new figures"),
        };
        if Button::link(&words).show(ui).clicked() {
            cx.out.go(SectionId::Curves);
        }
    }
}

/// Date, what, and one more word or the icon of its section.
fn dated_row(ui: &mut Ui, words: &[String; 3], icon: Option<ItemRef>) -> bool {
    let tokens = theme::tokens(ui);
    let [day, what, meta] = words;
    let width = ui.available_width();
    let meta = theme::galley(
        ui,
        TextStyle::Small,
        meta,
        tokens.text.secondary,
        Fit::Elide(width * 0.35),
    );
    let right = if icon.is_some() {
        size::ICON
    } else {
        meta.size().x
    };
    let room = width - 58.0 - right - size::S3;
    let what_galley = theme::galley(
        ui,
        TextStyle::Small,
        what,
        tokens.text.primary,
        Fit::Wrap(room),
    );
    let height = what_galley.size().y + 12.0;
    let sentence = format!("{day}: {what}. {}", meta.text());
    link_row(ui, height, &sentence, |ui, rect| {
        let top = rect.top() + 6.0;
        cell(
            ui,
            pos2(rect.left(), top),
            54.0,
            TextStyle::Small,
            day,
            tokens.text.secondary,
        );
        ui.painter().galley(
            pos2(rect.left() + 58.0, top),
            what_galley,
            tokens.text.primary,
        );
        if let Some(item) = icon {
            let at = pos2(rect.right() - size::ICON / 2.0, rect.top() + 15.0);
            theme::paint_icon(
                ui.painter(),
                icon_of(item),
                at,
                size::ICON,
                tokens.text.secondary,
            );
        } else {
            let at = pos2(rect.right() - meta.size().x, top);
            ui.painter().galley(at, meta, tokens.text.secondary);
        }
    })
    .clicked()
}

fn quiet(ui: &mut Ui, words: &str) {
    let tokens = theme::tokens(ui);
    ui.add_space(size::S2);
    ui.label(theme::text(TextStyle::Small, words).color(tokens.text.secondary));
}

/// One line of text cut at `room`.
fn cell(ui: &Ui, at: egui::Pos2, room: f32, style: TextStyle, words: &str, colour: Color32) {
    let galley = theme::galley(ui, style, words, colour, Fit::Elide(room));
    ui.painter().galley(at, galley, colour);
}
