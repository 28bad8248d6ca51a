//! Gates on the way to the transfer: first date, date now, and what lies between.

use jiff::civil::Date;

use crate::{
    analysis::{overview::gates, words as plain_words},
    model::{
        Gate,
        date::{day_number, days_between, from_day_number, long, month_short, plus_months},
    },
    pack::{
        build::{Entry, cell, entry, figure_column, key, marked, table, text_column},
        compose::Cx,
        doc::{Block, Mark, Picture, Text, plain},
        svg::{Align, Drawing, Weight, dashed, fitted, ink, solid},
        words,
    },
};

/// Most gates in one drawing: more would not fit on a page. The table has all.
const MOST_DRAWN: usize = 24;

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Verdict(plain(verdict(cx)))];
    let rows = rows(cx);
    if rows.is_empty() {
        return blocks;
    }
    blocks.push(Block::Chart {
        picture: slips(cx, &rows),
        caption:
            "Hollow circle: first date. Filled circle: date now. Square: passed. Dashed line: \
                  this meeting."
                .to_owned(),
    });
    let entries = rows
        .iter()
        .enumerate()
        .map(|(place, row)| of_row(cx, place, row))
        .collect();
    let columns = vec![
        text_column("Gate", 0.0),
        figure_column("First date", 18.0),
        figure_column("Date now", 17.0),
        figure_column("Slips", 10.0),
        text_column("Who decides", 34.0),
        text_column("Position", 30.0),
    ];
    blocks.push(table("By first date.", columns, entries, Vec::new()));
    blocks
}

/// A gate, or the transfer itself, as the drawing and the table show it.
struct Row<'r> {
    title: String,
    first: Date,
    now: Date,
    passed: Option<Date>,
    slips: usize,
    gate: Option<&'r Gate>,
}

fn rows<'r>(cx: &Cx<'r>) -> Vec<Row<'r>> {
    let mut gates: Vec<&Gate> = cx.record.gates.iter().collect();
    gates.sort_by_key(|gate| (gate.original_due, gate.id));
    let mut rows: Vec<Row<'r>> = gates
        .into_iter()
        .map(|gate| Row {
            title: gate.title.clone(),
            first: gate.original_due,
            now: gate.passed_on.unwrap_or_else(|| gate.due()),
            passed: gate.passed_on,
            slips: gate.moves.len(),
            gate: Some(gate),
        })
        .collect();
    let transfer = &cx.record.transfer;
    if let (Some(first), Some(now)) = (transfer.original, transfer.date()) {
        rows.push(Row {
            title: "Go-live".to_owned(),
            first,
            now,
            passed: transfer.happened_on,
            slips: transfer.moves.len(),
            gate: None,
        });
    }
    rows
}

fn verdict(cx: &Cx<'_>) -> String {
    let (open, all) = gates(cx.record, cx.today);
    let transfer = &cx.record.transfer;
    let mut text = match (open, all) {
        (_, 0) => "No gates are recorded.".to_owned(),
        (0, all) => format!(
            "All {} passed.",
            words::counted(all, "gate is", "gates are")
        ),
        (open, all) => {
            let before = transfer
                .date()
                .filter(|_| transfer.happened_on.is_none())
                .map(|date| days_between(cx.meeting.date, date))
                .and_then(|days| usize::try_from(days).ok())
                .map_or_else(String::new, |days| {
                    format!(", {} before transfer", words::counted(days, "day", "days"))
                });
            format!(
                "{} of {} {} open{before}.",
                plain_words::capital(&words::count(open)),
                words::counted(all, "gate", "gates"),
                words::be(open)
            )
        }
    };
    if let Some(day) = transfer.happened_on {
        text.push_str(" Services passed to the company on ");
        text.push_str(&long(day));
        text.push('.');
    } else if let (Some(first), Some(now), false) = (
        transfer.original,
        transfer.date(),
        transfer.moves.is_empty(),
    ) {
        let days = usize::try_from(days_between(first, now).max(0)).unwrap_or(0);
        let said = format!(
            " Go-live has moved {}, from {}, by {}.",
            plain_words::times(transfer.moves.len()),
            super::cover::month_and_year(first),
            words::counted(days, "day", "days")
        );
        text.push_str(&said);
    }
    text
}

fn of_row(cx: &Cx<'_>, place: usize, row: &Row<'_>) -> Entry {
    let position = match (row.passed, row.gate) {
        (Some(_), _) => marked(Mark::Blue, "Passed"),
        (None, _) if row.now < cx.today => marked(Mark::Red, "Overdue"),
        (None, Some(_)) if row.slips > 0 => marked(Mark::Amber, "Open"),
        (None, Some(_)) => marked(Mark::Bar, "Open"),
        (None, None) => marked(Mark::Amber, "To come"),
    };
    let title: Text = if row.gate.is_some() {
        let mut title = key(format!("G{}", place + 1));
        title.push(crate::pack::doc::Span::plain(format!(" {}", row.title)));
        title
    } else {
        key(row.title.as_str())
    };
    let who = row.gate.map_or("Council", |gate| gate.decided_by.as_str());
    entry(
        row.gate.is_some_and(|gate| gate.illustrative),
        vec![
            title,
            cell(words::in_table(row.first, cx.today)),
            cell(words::in_table(row.now, cx.today)),
            cell(row.slips.to_string()),
            cell(who),
            position,
        ],
    )
}

/// Height of one gate's row.
const ROW: f32 = 19.0;
const WIDTH: f32 = 476.0;
const LEFT: f32 = 150.0;
const RIGHT: f32 = 380.0;
const HEAD: f32 = 18.0;

/// The slip chart.
fn slips(cx: &Cx<'_>, rows: &[Row<'_>]) -> Picture {
    let shown = rows.len().min(MOST_DRAWN);
    let rows = &rows[rows.len() - shown..];
    let height = HEAD + ROW * shown as f32 + 16.0;
    let mut drawing = Drawing::new(WIDTH, height);
    let days = |row: &Row<'_>| [day_number(row.first), day_number(row.now)];
    let meeting = day_number(cx.meeting.date);
    let all = rows.iter().flat_map(days).chain([meeting]);
    let (first, last) = all.fold((i32::MAX, i32::MIN), |(low, high), day| {
        (low.min(day), high.max(day))
    });
    let last = last.max(first.saturating_add(30));
    let x = |day: i32| {
        let share = f64::from(day - first) / f64::from(last - first);
        #[expect(clippy::cast_possible_truncation, reason = "a place on a page")]
        let share = share as f32;
        LEFT + (RIGHT - LEFT) * share
    };
    let bottom = HEAD + ROW * shown as f32;
    months(&mut drawing, (first, last), &x, bottom);
    for (place, row) in rows.iter().enumerate() {
        let y = HEAD + ROW * (place as f32 + 0.5);
        let name = fitted(&row.title, LEFT - 14.0);
        drawing.text((0.0, y), &name, Align::Start, Weight::Strong, ink::INK);
        let (from, to) = (x(day_number(row.first)), x(day_number(row.now)));
        drawing.line(&[(from, y), (to, y)], solid(ink::POINT, 2.2));
        drawing.disc((from, y), 3.2, ink::WHITE, Some(solid(ink::INK, 1.2)));
        if row.passed.is_some() {
            let square = [
                (to - 3.4, y - 3.4),
                (to + 3.4, y - 3.4),
                (to + 3.4, y + 3.4),
                (to - 3.4, y + 3.4),
            ];
            drawing.shape(&square, ink::BLUE, Some(solid(ink::INK, 0.5)));
        } else {
            drawing.disc((to, y), 3.6, ink::INK, None);
        }
        let moved = days_between(row.first, row.now);
        let days = match moved {
            0 => "0 days".to_owned(),
            1 => "+1 day".to_owned(),
            -1 => "−1 day".to_owned(),
            days if days > 0 => format!("+{days} days"),
            days => format!("−{} days", days.unsigned_abs()),
        };
        drawing.text(
            (RIGHT + 54.0, y),
            &days,
            Align::End,
            Weight::Strong,
            ink::INK,
        );
        let noun = if row.slips == 1 { "slip" } else { "slips" };
        let slips = format!("{} {noun}", row.slips);
        drawing.text(
            (WIDTH, y),
            &slips,
            Align::End,
            Weight::Regular,
            ink::SECONDARY,
        );
    }
    let now = x(meeting);
    drawing.line(
        &[(now, HEAD - 4.0), (now, bottom)],
        dashed(ink::INK, 0.9, 2.0, 2.0),
    );
    let label = format!(
        "This meeting, {} {}",
        cx.meeting.date.day(),
        month_short(cx.meeting.date.month())
    );
    let room = crate::pack::svg::width(&label) / 2.0;
    let at = now.clamp(room, WIDTH - room);
    drawing.text(
        (at, bottom + 9.0),
        &label,
        Align::Middle,
        Weight::Strong,
        ink::INK,
    );
    Picture {
        svg: drawing.finish(),
        width_pt: WIDTH,
        height_pt: height,
        alt: alt(rows),
    }
}

fn months(drawing: &mut Drawing, (first, last): (i32, i32), x: &dyn Fn(i32) -> f32, bottom: f32) {
    let from = from_day_number(first);
    let months = (last - first) / 30 + 1;
    // So many months between labels that they do not touch.
    let step = (months / 10 + 1).min(1200);
    let Ok(mut day) = Date::new(from.year(), from.month(), 1) else {
        return;
    };
    for _ in 0..12 {
        let number = day_number(day);
        if number > last {
            break;
        }
        if number >= first {
            let at = x(number);
            drawing.line(&[(at, HEAD - 4.0), (at, bottom)], solid(ink::GRID, 0.5));
            let text = if step >= 12 || (day.month() == 1 && step > 1) {
                day.year().to_string()
            } else {
                month_short(day.month()).to_owned()
            };
            drawing.text(
                (at, 6.0),
                &text,
                Align::Middle,
                Weight::Regular,
                ink::SECONDARY,
            );
        }
        let next = plus_months(day, step);
        if next == day {
            break;
        }
        day = next;
    }
}

fn alt(rows: &[Row<'_>]) -> String {
    const END: &str = " Every date is in the table that follows.";
    let parts: Vec<String> = rows
        .iter()
        .map(|row| {
            let days = days_between(row.first, row.now);
            let state = if row.passed.is_some() {
                "passed"
            } else {
                "open"
            };
            format!("{}: {state}, {days} days from its first date", row.title)
        })
        .collect();
    let mut text = format!("Gates by first date. {}.", parts.join("; "));
    let room = super::curves::ALT_LIMIT - END.len();
    if text.chars().count() > room {
        text = text.chars().take(room - 1).collect();
        text.push('…');
    }
    text + END
}
