//! A document made ready for the template: cleaned, measured, flattened. What could stop the
//! typesetter or run off a page is settled here, where it can be tested without setting a page.

use super::{
    clean::{Care, Cleaner, Replaced},
    measure::Room,
    view,
};
use crate::pack::doc::{self, Document, Span};

/// The measure: 168 mm.
pub const MEASURE: f64 = 476.22;
/// Points to the millimetre.
pub const MM: f64 = 72.0 / 25.4;
/// Between two columns of equal width.
pub(super) const GUTTER: f64 = 8.0 * MM;
/// Between a narrow column and its neighbour.
pub(super) const NARROW_GUTTER: f64 = 4.0 * MM;
/// What may be kept on one page: about two thirds of it, so that an estimate may err.
pub(super) const KEPT: f64 = 430.0;
/// A drawing is never higher.
pub(super) const HIGHEST: f64 = 600.0;
/// A cell of more lines goes below its table; a fact of more lines may break.
pub const CELL_LINES: usize = 12;
/// Alternative text is a sentence or two, not a chapter.
pub(super) const LONGEST_ALT: usize = 2_000;

/// How a document is set.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// What may be printed.
    pub care: Care,
    /// 1, or 1.4 in large print.
    pub scale: f64,
}

/// A document made ready.
pub struct Prepared {
    /// What the template reads.
    pub pack: view::Pack,
    /// What no face could print.
    pub replaced: Vec<Replaced>,
}

/// Prepares a document. `tight` names the parts whose rows are set closer.
pub fn prepare(document: &Document, how: How, tight: &[usize]) -> Prepared {
    let mut setter = Setter {
        cleaner: Cleaner::new(how.care),
        care: how.care,
        scale: how.scale,
        parts: document.parts.len(),
        notes: 0,
        tables: Vec::new(),
    };
    let mut pack = setter.pack(document);
    for (index, part) in document.parts.iter().enumerate() {
        let part = setter.part(part, tight.contains(&index));
        pack.parts.push(part);
    }
    pack.tables = setter.tables;
    let replaced = setter.cleaner.replaced();
    if !replaced.is_empty() {
        if pack.parts.is_empty() {
            pack.parts.push(empty_part("About this file"));
        }
        if let Some(last) = pack.parts.last_mut() {
            list_replaced(&replaced, &mut last.blocks);
        }
    }
    Prepared { pack, replaced }
}

/// How many of the last blocks belong to what follows: its heading and the sentence below that.
fn leads(blocks: &[view::Block]) -> usize {
    let said = usize::from(matches!(
        blocks.last(),
        Some(
            view::Block::Verdict { .. } | view::Block::Paragraph { .. } | view::Block::Note { .. }
        )
    ));
    let before = blocks.len() - said;
    match blocks.get(..before).and_then(<[view::Block]>::last) {
        Some(view::Block::Heading { .. }) => said + 1,
        _ => 0,
    }
}

/// A part with nothing in it yet.
fn empty_part(title: &str) -> view::Part {
    view::Part {
        label: String::new(),
        title: title.to_owned(),
        purpose: String::new(),
        purpose_rest: String::new(),
        style: view::PartStyle {
            one_page: false,
            pad: PAD,
            close: 0.0,
        },
        merged: Vec::new(),
        blocks: Vec::new(),
    }
}

/// Space above and below the text of a row.
pub(super) const PAD: f64 = 4.25;
/// The same where a part is set closer.
pub(super) const TIGHT_PAD: f64 = 3.5;
/// Rows of a table that fill some ten pages.
const LONG_TABLE: usize = 200;
/// A part that must fit on one page gives up more.
const TIGHTEST_PAD: f64 = 2.5;
const CLOSE: f64 = 8.0;

/// Says on the last page what was replaced.
fn list_replaced(replaced: &[Replaced], blocks: &mut Vec<view::Block>) {
    let room = Room::new(MEASURE, 10.0);
    let says = |text: String| vec![view::Span::bare(room.breakable(&text))];
    blocks.push(view::Block::Heading {
        level: 2,
        spans: says("Characters replaced".to_owned()),
    });
    blocks.push(view::Block::Paragraph {
        spans: says(
            "These characters are in the record but in none of the typefaces of this file. Each is \
             printed as its number in brackets."
                .to_owned(),
        ),
    });
    let mut lines: Vec<String> = replaced
        .iter()
        .take(200)
        .map(|one| {
            let times = if one.count == 1 {
                "once".to_owned()
            } else {
                format!("{} times", one.count)
            };
            if one.place.is_empty() {
                format!("{} {times}", one.shown)
            } else {
                format!("{} {times}, first in “{}”", one.shown, one.place)
            }
        })
        .collect();
    if replaced.len() > lines.len() {
        lines.push(format!("and {} more", replaced.len() - lines.len()));
    }
    blocks.push(view::Block::Note {
        spans: lines_apart(says(lines.join("\n"))),
    });
}

/// Makes views of pieces.
pub struct Setter {
    pub(super) cleaner: Cleaner,
    pub(super) care: Care,
    pub(super) scale: f64,
    pub(super) parts: usize,
    pub(super) notes: usize,
    /// The rows of the tables so far.
    pub(super) tables: Vec<Vec<view::Row>>,
}

impl Setter {
    fn pack(&mut self, document: &Document) -> view::Pack {
        let line = |setter: &mut Self, text: &str| setter.cleaner.line(text);
        let body = line(self, &document.body);
        let controlled = line(self, &document.controlled_by);
        let mark = line(self, &document.mark);
        let head = {
            let full = if controlled.is_empty() {
                body.clone()
            } else {
                format!("{body}, controlled by {controlled}")
            };
            let short = line(self, &document.short_body);
            self.head(&full, &short, &mark)
        };
        let version = if document.version == 0 {
            "Draft".to_owned()
        } else {
            format!("Version {}", document.version)
        };
        let mark = match mark.find(". ") {
            Some(at) => {
                let (strong, rest) = mark.split_at(at);
                (strong.to_owned(), rest.to_owned())
            }
            None => (mark, String::new()),
        };
        let names: Vec<String> = document
            .attachments
            .iter()
            .map(|file| self.cleaner.line(&file.name))
            .collect();
        let names = super::attach::file_names(&names);
        view::Pack {
            title: or(line(self, &document.title), "Meeting pack"),
            body,
            controlled,
            head,
            mark,
            foot: format!("{version}. Record as at {}", long_date(document.as_at)),
            date: (
                document.issued.year(),
                document.issued.month(),
                document.issued.day(),
            ),
            fonts: super::fonts::FAMILIES.to_vec(),
            scale: self.scale,
            files: document
                .attachments
                .iter()
                .zip(names)
                .enumerate()
                .map(|(index, (file, name))| view::File {
                    name,
                    path: super::world::file_path(index),
                    mime: super::attach::mime(&file.mime).to_owned(),
                    description: or(self.cleaner.line(&file.description), "Paper"),
                })
                .collect(),
            cover: document.cover.as_ref().map(|cover| self.cover(cover)),
            parts: Vec::with_capacity(document.parts.len()),
            tables: Vec::new(),
        }
    }

    /// The left of the running head: one line, with the short name where the long one does not fit.
    fn head(&self, full: &str, short: &str, mark: &str) -> String {
        let room = Room::new(MEASURE, 8.0 * self.scale);
        let free = MEASURE - room.width_of(mark) - 12.0;
        let fits = |text: &str| room.width_of(text) <= free;
        if fits(full) {
            return full.to_owned();
        }
        let mut text = if short.is_empty() { full } else { short }.to_owned();
        while !fits(&text) && text.chars().count() > 1 {
            text = text.trim_end_matches('…').to_owned();
            text.pop();
            text.push('…');
        }
        text
    }

    fn cover(&mut self, cover: &doc::Cover) -> view::Cover {
        let wide = Room::new(MEASURE, 50.0 * self.scale);
        let title: Vec<String> = cover
            .title
            .iter()
            .map(|line| wide.breakable(&self.cleaner.line(line)))
            .filter(|line| !line.is_empty())
            .collect();
        let second = Room::new(MEASURE, 20.0 * self.scale);
        let quarter = Room::new((MEASURE - 3.0 * NARROW_GUTTER) / 4.0, 10.0 * self.scale);
        view::Cover {
            title: if title.is_empty() {
                vec!["Meeting pack".to_owned()]
            } else {
                title
            },
            when: second.breakable(&self.cleaner.line(&cover.when)),
            what: second.breakable(&self.cleaner.line(&cover.what)),
            timeline: cover
                .timeline
                .as_ref()
                .and_then(|picture| self.picture(picture, MEASURE).ok()),
            facts: cover
                .facts
                .iter()
                .take(4)
                .map(|(label, text)| {
                    let text = quarter.breakable(&self.cleaner.text(text));
                    let (value, more) = text.split_once('\n').unwrap_or((&text, ""));
                    view::CoverFact {
                        label: quarter.breakable(&self.cleaner.line(label)),
                        value: value.to_owned(),
                        more: more.to_owned(),
                    }
                })
                .collect(),
        }
    }

    fn part(&mut self, part: &doc::Part, tight: bool) -> view::Part {
        let mut blocks = self.blocks(&part.blocks, MEASURE, &mut 1);
        self.long_tables_apart(&mut blocks);
        let room = Room::new(MEASURE - 60.0, 24.0 * self.scale);
        let small = Room::new(MEASURE, 8.0 * self.scale);
        let purpose = self.cleaner.line(&part.purpose);
        let mut rest = self.cleaner.line(&part.purpose_rest);
        if !purpose.is_empty() && rest.starts_with(char::is_alphanumeric) {
            rest.insert_str(0, ". ");
        }
        view::Part {
            label: self.cleaner.line(&part.label),
            title: room.breakable(&or(self.cleaner.line(&part.title), "Untitled")),
            purpose: small.breakable(&purpose),
            purpose_rest: small.breakable(&rest),
            style: view::PartStyle {
                one_page: part.one_page,
                pad: match (tight, part.one_page) {
                    (false, _) => PAD,
                    (true, false) => TIGHT_PAD,
                    (true, true) => TIGHTEST_PAD,
                },
                close: if tight && part.one_page { CLOSE } else { 0.0 },
            },
            merged: Vec::new(),
            blocks,
        }
    }

    /// A long table after another begins on a page of its own: it is easier to find, and the typesetter
    /// sets at the same time what a page break parts.
    fn long_tables_apart(&self, blocks: &mut Vec<view::Block>) {
        let mut rows_before = 0;
        let mut index = 0;
        while index < blocks.len() {
            if let Some(view::Block::Table(table)) = blocks.get(index) {
                let rows = self.tables.get(table.rows).map_or(0, Vec::len);
                if rows.min(rows_before) >= LONG_TABLE {
                    let lead = leads(blocks.get(..index).unwrap_or_default());
                    blocks.insert(index - lead, view::Block::PageBreak);
                    index += 1;
                    rows_before = 0;
                }
                rows_before += rows;
            }
            index += 1;
        }
    }
}

/// The words of a text, without styles.
pub fn joined(text: &[Span]) -> String {
    let mut out = String::new();
    for span in text {
        if span.mark.is_some() {
            // A mark takes about as much room as two letters.
            out.push_str("mm");
        }
        out.push_str(&span.text);
    }
    out
}

/// Bare runs at their line breaks: a break is a run of its own.
pub(super) fn lines_apart(spans: Vec<view::Span>) -> Vec<view::Span> {
    let mut out = Vec::with_capacity(spans.len());
    for span in spans {
        if !span.is_bare() || !span.text.contains('\n') {
            out.push(span);
            continue;
        }
        for (index, line) in span.text.split('\n').enumerate() {
            if index > 0 {
                out.push(view::Span::bare("\n".to_owned()));
            }
            out.push(view::Span::bare(line.to_owned()));
        }
    }
    out
}

pub(super) fn or(text: String, otherwise: &str) -> String {
    if text.trim().is_empty() {
        otherwise.to_owned()
    } else {
        text
    }
}

/// "20 September 2019".
fn long_date(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
