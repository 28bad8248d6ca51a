//! Blocks made ready: each kind of the document as the template reads it.

use resvg::usvg;

use super::{
    clean::Care,
    fonts::Face,
    height::narrow_width,
    measure::Room,
    prepare::{
        CELL_LINES, GUTTER, HIGHEST, KEPT, LONGEST_ALT, MM, NARROW_GUTTER, Setter, joined,
        lines_apart, or,
    },
    view,
};
use crate::pack::doc::{self, Block, Mark, Span, Style};

/// What of a clause's number fits into the head of a page.
const LONGEST_NAME: usize = 40;

impl Setter {
    /// `level` is that of the last heading: the next may be one deeper at most.
    pub(super) fn blocks(
        &mut self,
        blocks: &[Block],
        width: f64,
        level: &mut u8,
    ) -> Vec<view::Block> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, width, level, &mut out);
        }
        out
    }

    fn block(&mut self, block: &Block, width: f64, level: &mut u8, out: &mut Vec<view::Block>) {
        let body = Room::new(width, 10.0 * self.scale);
        let small = Room::new(width, 8.0 * self.scale);
        out.push(match block {
            Block::Heading {
                level: wanted,
                text,
            } => {
                *level = (*wanted).clamp(2, (*level + 1).min(3));
                let spans = self.heading(text, Room::new(width, 13.0 * self.scale));
                view::Block::Heading {
                    level: *level,
                    spans,
                }
            }
            Block::Verdict(text) => {
                let room = Room::new(width, 15.0 * self.scale);
                view::Block::Verdict {
                    spans: self.spans(text, room),
                    tall: room.lines(&joined(text)) > 8,
                }
            }
            Block::Paragraph(text) => view::Block::Paragraph {
                spans: self.spans(text, body),
            },
            Block::Note(text) => view::Block::Note {
                spans: self.spans(text, small),
            },
            Block::Missing(text) => view::Block::Missing {
                spans: self.spans(text, body),
                tall: body.lines(&joined(text)) > CELL_LINES,
            },
            Block::Figures(figures) => {
                for row in figures.chunks(5) {
                    out.push(self.figures(row, width));
                }
                return;
            }
            // A table has rows: ISO 32000-1, table 337.
            Block::Facts { rows, .. } if rows.is_empty() => return,
            Block::Facts {
                caption,
                rows,
                label_mm,
            } => self.facts(caption, rows, f64::from(*label_mm) * MM, width),
            Block::Table(table) => {
                self.table(table, width, out);
                return;
            }
            Block::Numbered(rows) => view::Block::Numbered {
                rows: self.numbered(rows, width),
            },
            Block::Decision { label, text, votes } => {
                let tall = self.height(block, width) > KEPT;
                self.decision((label, votes), text, width, tall)
            }
            Block::SignOff { who, what } => {
                let who = format!("{who} {what}");
                let who = self.apart(who.trim(), small, out);
                out.push(view::Block::SignOff { who });
                return;
            }
            Block::Chart { picture, caption } => {
                let (chart, below) = self.chart(picture, caption, width);
                out.push(chart);
                out.extend(below);
                return;
            }
            Block::TwoUp(..) | Block::Beside { .. } | Block::Together(_) => {
                self.grouped(block, width, level)
            }
        });
    }

    fn decision(
        &mut self,
        (label, votes): (&str, &str),
        text: &[Span],
        width: f64,
        tall: bool,
    ) -> view::Block {
        let room = Room::new(width - 60.0, 10.0 * self.scale);
        let small = Room::new(width - 60.0, 8.0 * self.scale);
        view::Block::Decision {
            label: small.breakable(&self.cleaner.line(label)),
            spans: self.spans(text, room),
            votes: room.breakable(&self.cleaner.text(votes)),
            tall,
        }
    }

    /// A drawing with its caption; a caption too long to be kept with it stands below.
    fn chart(
        &mut self,
        picture: &doc::Picture,
        caption: &str,
        width: f64,
    ) -> (view::Block, Option<view::Block>) {
        let small = Room::new(width, 8.0 * self.scale);
        let long = small.lines(caption) > 6;
        let below = |setter: &mut Self| view::Block::Note {
            spans: setter.spans(&doc::plain(caption), small),
        };
        match self.picture(picture, width) {
            Ok(picture) if long => {
                let caption = String::new();
                (view::Block::Chart { picture, caption }, Some(below(self)))
            }
            Ok(picture) => {
                let caption = small.breakable(&self.cleaner.text(caption));
                (view::Block::Chart { picture, caption }, None)
            }
            Err(alt) => {
                let says = format!("A drawing could not be printed. It says: {alt}");
                let missing = self.missing(&says, Room::new(width, 10.0 * self.scale));
                let caption = (!caption.is_empty()).then(|| below(self));
                (missing, caption)
            }
        }
    }

    /// A small text that is kept with what follows, unless it is too long: then it stands before it.
    fn apart(&mut self, text: &str, room: Room, out: &mut Vec<view::Block>) -> String {
        if room.lines(text) <= CELL_LINES {
            return room.breakable(&self.cleaner.text(text));
        }
        out.push(view::Block::Note {
            spans: self.spans(&doc::plain(text), room),
        });
        String::new()
    }

    /// Blocks side by side or kept together.
    fn grouped(&mut self, block: &Block, width: f64, level: &mut u8) -> view::Block {
        let tall = self.height(block, width) > KEPT;
        match block {
            Block::TwoUp(left, right) => {
                let half = (width - GUTTER) / 2.0;
                view::Block::TwoUp {
                    left: self.blocks(left, half, level),
                    right: self.blocks(right, half, level),
                    tall,
                }
            }
            Block::Beside {
                left_mm,
                left,
                right,
            } => {
                let narrow = narrow_width(*left_mm, width);
                view::Block::Beside {
                    width: narrow,
                    left: self.blocks(left, narrow, level),
                    right: self.blocks(right, width - narrow - NARROW_GUTTER, level),
                    tall,
                }
            }
            Block::Together(blocks) => {
                let list = self.blocks(blocks, width, level);
                if let Some(name) = clause_name(blocks) {
                    let name = self.cleaner.line(&name);
                    view::Block::Clause { name, list, tall }
                } else {
                    view::Block::Together { list, tall }
                }
            }
            other @ (Block::Heading { .. }
            | Block::Verdict(_)
            | Block::Paragraph(_)
            | Block::Note(_)
            | Block::Missing(_)
            | Block::Figures(_)
            | Block::Facts { .. }
            | Block::Table(_)
            | Block::Numbered(_)
            | Block::Decision { .. }
            | Block::SignOff { .. }
            | Block::Chart { .. }) => view::Block::Together {
                list: self.blocks(std::slice::from_ref(other), width, level),
                tall,
            },
        }
    }

    fn missing(&mut self, says: &str, room: Room) -> view::Block {
        view::Block::Missing {
            spans: self.spans(&doc::plain(says), room),
            tall: room.lines(says) > CELL_LINES,
        }
    }

    /// A heading stands on lines of its own: no line breaks in it, never empty.
    fn heading(&mut self, text: &[Span], room: Room) -> Vec<view::Span> {
        let mut spans = self.styled(text, room);
        for span in &mut spans {
            span.text = span.text.replace('\n', " ");
            if span.style == "page" {
                // A bookmark has no page numbers in its words.
                span.style = "plain";
            }
        }
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            spans.push(view::Span::bare("Untitled".to_owned()));
        }
        spans
    }

    /// Spans as the template reads them.
    pub(super) fn spans(&mut self, text: &[Span], room: Room) -> Vec<view::Span> {
        lines_apart(self.styled(text, room))
    }

    /// Spans with their line breaks in them.
    fn styled(&mut self, text: &[Span], room: Room) -> Vec<view::Span> {
        text.iter()
            .map(|span| {
                let part = span.to_part.filter(|part| *part < self.parts);
                view::Span {
                    text: room.breakable(&self.cleaner.text(&span.text)),
                    style: match span.style {
                        Style::Strong => "strong",
                        Style::Note => "note",
                        Style::Illustrative => "illustrative",
                        // Without a part there is no page to print: the text says what it can.
                        Style::PageOf if part.is_some() => "page",
                        Style::PageOf | Style::Plain => "plain",
                    },
                    mark: span.mark.map(mark),
                    part,
                    note: None,
                }
            })
            .collect()
    }

    fn figures(&mut self, figures: &[doc::Figure], width: f64) -> view::Block {
        let columns = if figures.len() == 5 { 5.0 } else { 4.0 };
        let room = (width - NARROW_GUTTER * (columns - 1.0)) / columns;
        let small = Room::new(room, 9.0 * self.scale);
        let list = figures
            .iter()
            .map(|figure| {
                let value = self.cleaner.line(&figure.value);
                let wide = super::fonts::width(&value, Face::Display, 34.0 * self.scale);
                let size = if wide > room {
                    (34.0 * room / wide).max(13.0)
                } else {
                    34.0
                };
                view::Figure {
                    value: Room::new(room, size * self.scale).breakable(&value),
                    label: small.breakable(&self.cleaner.line(&figure.label)),
                    note: small.breakable(&self.cleaner.line(&figure.note)),
                    illustrative: figure.illustrative,
                    size,
                }
            })
            .collect();
        view::Block::Figures { list }
    }

    fn facts(
        &mut self,
        caption: &str,
        rows: &[(String, doc::Text)],
        label: f64,
        width: f64,
    ) -> view::Block {
        let gutter = 10.0;
        let label = label.max(20.0).min(width * 0.5) + gutter;
        let size = 9.0 * self.scale;
        let (left, right) = (
            Room::new(label - gutter, size),
            Room::new(width - label, size),
        );
        let rows: Vec<view::Fact> = rows
            .iter()
            .map(|(name, value)| view::Fact {
                tall: right.lines(&joined(value)) > CELL_LINES || left.lines(name) > CELL_LINES,
                label: left.breakable(&self.cleaner.line(name)),
                value: self.cell(value, right, usize::MAX),
            })
            .collect();
        view::Block::Facts(view::Facts {
            caption: Room::new(width, 8.0 * self.scale).breakable(&self.cleaner.line(caption)),
            label,
            tall: rows.len() >= 8 || rows.iter().any(|row| row.tall),
            rows,
        })
    }

    fn numbered(&mut self, rows: &[(String, doc::Text)], width: f64) -> Vec<view::Numbered> {
        let number = Room::new(13.0 * MM - 4.0, 9.0 * self.scale);
        let text = Room::new(width - 13.0 * MM, 10.0 * self.scale);
        rows.iter()
            .map(|(label, spans)| view::Numbered {
                number: number.breakable(&self.cleaner.line(label)),
                spans: self.spans(spans, text),
            })
            .collect()
    }

    /// A cell, kept together where it may take more than `loose` lines.
    pub(super) fn cell(&mut self, text: &[Span], room: Room, loose: usize) -> view::Cell {
        let mut spans = self.runs(text, room);
        if room.lines(&joined(text)) > loose {
            return view::Cell::Kept { kept: spans };
        }
        match spans.pop() {
            Some(only) if spans.is_empty() && only.is_bare() => view::Cell::Bare(only.text),
            last => {
                spans.extend(last);
                view::Cell::Runs(spans)
            }
        }
    }

    /// The runs of a cell: notes are set small, on lines below the rest.
    pub(super) fn runs(&mut self, text: &[Span], room: Room) -> Vec<view::Span> {
        let mut spans: Vec<view::Span> = Vec::new();
        let mut below = false;
        for mut span in self.styled(text, room) {
            let small = span.style == "note";
            let apart = span.text.starts_with('\n')
                || spans.last().is_none_or(|last| last.text.ends_with('\n'));
            if small != below && (!small || apart) {
                below = small;
                if let Some(last) = spans.last_mut() {
                    last.text.truncate(last.text.trim_end_matches('\n').len());
                    let breaks = span.text.len() - span.text.trim_start_matches('\n').len();
                    span.text.drain(..breaks);
                    spans.push(view::Span::bare("\n".to_owned()));
                }
            }
            if below {
                span.style = "below";
            }
            spans.push(span);
        }
        lines_apart(spans)
    }

    /// A drawing that the typesetter will take, no wider than its place; else what it says.
    pub(super) fn picture(
        &mut self,
        picture: &doc::Picture,
        width: f64,
    ) -> Result<view::Picture, String> {
        let alt: String = or(
            self.cleaner.line(&picture.alt),
            "A drawing without a description.",
        )
        .chars()
        .take(LONGEST_ALT)
        .collect();
        let svg = self.cleaner.drawing(&picture.svg);
        let sound = usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok();
        if !sound || self.care == Care::Plain || svg.contains("<image") {
            return Err(alt);
        }
        let (wide, high) = (f64::from(picture.width_pt), f64::from(picture.height_pt));
        if !(wide.is_finite() && high.is_finite() && wide >= 1.0 && high >= 1.0) {
            return Err(alt);
        }
        let factor = (width / wide).min(HIGHEST / high).min(1.0);
        Ok(view::Picture {
            svg,
            width: wide * factor,
            height: high * factor,
            alt,
        })
    }
}

/// The name of a clause, which is its number and text as heading, then its position beside its thread.
fn clause_name(blocks: &[Block]) -> Option<String> {
    let [Block::Heading { text, .. }, Block::Beside { .. }, ..] = blocks else {
        return None;
    };
    let name = text.first().map_or("", |span| span.text.trim());
    Some(name.chars().take(LONGEST_NAME).collect())
}

fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Red => "red",
        Mark::Amber => "amber",
        Mark::Green => "green",
        Mark::Blue => "blue",
        Mark::Delivered => "delivered",
        Mark::Bar => "bar",
        Mark::Gap => "gap",
    }
}
