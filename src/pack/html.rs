//! A document as one accessible page of HTML: real headings and tables, drawings in place with what
//! they say, a link past the contents, rules for print. No script, nothing fetched from elsewhere.

use std::fmt::Write as _;

use super::doc::{Block, Document, Figure, Mark, Part, Picture, Row, Style, Table, Text};
use crate::model::date::long;

const CSS: &str = include_str!("html.css");

/// The page.
pub fn html(document: &Document) -> String {
    let mut page = Page {
        out: String::with_capacity(256 * 1024),
        document,
    };
    page.head();
    page.cover();
    page.contents();
    page.out.push_str("<main id=\"main\">\n");
    for (place, part) in document.parts.iter().enumerate() {
        page.part(place, part);
    }
    page.out.push_str("</main>\n");
    page.foot();
    page.out.push_str("</body>\n</html>\n");
    page.out
}

/// Text as HTML: every sign with a meaning of its own is written as what it is, and what a page
/// cannot hold is shown by its number.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            // Marks that turn the direction of writing would turn what follows them as well.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => {
                hidden(letter, &mut out);
            }
            letter if letter.is_control() => hidden(letter, &mut out),
            letter => out.push(letter),
        }
    }
    out
}

fn hidden(letter: char, out: &mut String) {
    let _infallible = write!(out, "[U+{:04X}]", u32::from(letter));
}

struct Page<'d> {
    out: String,
    document: &'d Document,
}

impl Page<'_> {
    fn head(&mut self) {
        let title = escape(&self.document.title);
        let _infallible = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
             'unsafe-inline'; img-src data:\">\n<title>{title}</title>\n<style>\n{CSS}</style>\n\
             </head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
        );
    }

    fn cover(&mut self) {
        let document = self.document;
        let body = escape(&document.body);
        self.out.push_str("<header>\n");
        let _infallible = writeln!(self.out, "<p class=\"body\"><strong>{body}</strong></p>");
        if !document.controlled_by.trim().is_empty() {
            let council = escape(&document.controlled_by);
            let _infallible = writeln!(self.out, "<p>Controlled by {council}</p>");
        }
        let mark = escape(&document.mark);
        let _infallible = writeln!(self.out, "<p class=\"mark\">{mark}</p>");
        if let Some(cover) = &document.cover {
            let title = escape(&cover.title.join(" "));
            let (when, what) = (escape(&cover.when), escape(&cover.what));
            let _infallible = writeln!(
                self.out,
                "<h1 class=\"title\">{title}</h1>\n<p class=\"when\">{when}<br>{what}</p>"
            );
            if let Some(timeline) = &cover.timeline {
                self.picture(timeline, "");
            }
            self.out.push_str("<dl class=\"facts\">\n");
            for (label, text) in &cover.facts {
                let text = escape(text).replace('\n', "<br>");
                let label = escape(label);
                let _infallible = writeln!(self.out, "<div><dt>{label}</dt><dd>{text}</dd></div>");
            }
            self.out.push_str("</dl>\n");
        } else {
            let title = escape(&document.title);
            let _infallible = writeln!(self.out, "<h1 class=\"title\">{title}</h1>");
        }
        self.out.push_str("</header>\n");
    }

    fn contents(&mut self) {
        self.out
            .push_str("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ul>\n");
        for (place, part) in self.document.parts.iter().enumerate() {
            let title = escape(format!("{} {}", part.label, part.title).trim());
            let _infallible = writeln!(self.out, "<li><a href=\"#part-{place}\">{title}</a></li>");
        }
        self.out.push_str("</ul>\n</nav>\n");
    }

    fn part(&mut self, place: usize, part: &Part) {
        let title = escape(&part.title);
        let label = if part.label.is_empty() {
            String::new()
        } else {
            format!("<span class=\"label\">{}</span> ", escape(&part.label))
        };
        let _infallible = writeln!(
            self.out,
            "<section aria-labelledby=\"part-{place}\">\n<h2 id=\"part-{place}\">{label}{title}</h2>"
        );
        if !part.purpose.is_empty() || !part.purpose_rest.is_empty() {
            let (word, rest) = (escape(&part.purpose), escape(&part.purpose_rest));
            let dot = if rest.is_empty() { "" } else { ". " };
            let _infallible = writeln!(
                self.out,
                "<p class=\"note\"><strong>{word}</strong>{dot}{rest}</p>"
            );
        }
        for block in &part.blocks {
            self.block(block);
        }
        self.out.push_str("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            // A part is a heading of the second level here, under the title of the page.
            Block::Heading { level, text } => {
                let level = level.saturating_add(1).clamp(3, 6);
                let _infallible = write!(self.out, "<h{level}>");
                self.text(text);
                let _infallible = writeln!(self.out, "</h{level}>");
            }
            Block::Verdict(text) => self.paragraph("verdict", text),
            Block::Paragraph(text) => self.paragraph("", text),
            Block::Note(text) => self.paragraph("note", text),
            Block::Missing(text) => {
                self.out.push_str("<p class=\"missing\">");
                self.mark(Mark::Gap);
                self.text(text);
                self.out.push_str("</p>\n");
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Facts { caption, rows, .. } => self.facts(caption, rows),
            Block::Table(table) => self.table(table),
            Block::Numbered(rows) => {
                for (number, text) in rows {
                    let number = escape(number);
                    let _infallible = write!(
                        self.out,
                        "<p class=\"numbered\"><span class=\"number\">{number}</span> "
                    );
                    self.text(text);
                    self.out.push_str("</p>\n");
                }
            }
            Block::Decision { label, text, votes } => {
                let label = escape(label);
                let _infallible = write!(
                    self.out,
                    "<div class=\"decision\">\n<p class=\"note\"><strong>{label}</strong></p>\n<p>"
                );
                self.text(text);
                self.out.push_str("</p>\n");
                if !votes.is_empty() {
                    let votes = escape(votes);
                    let _infallible = writeln!(self.out, "<p><strong>{votes}</strong></p>");
                }
                self.out.push_str("</div>\n");
            }
            Block::SignOff { who, what } => {
                let (who, what) = (escape(who), escape(what));
                let _infallible = writeln!(
                    self.out,
                    "<div class=\"sign\">\n<p class=\"note\">{who}, {what}</p>\n\
                     <p class=\"note\">Signature</p>\n<p class=\"note\">Date</p>\n</div>"
                );
            }
            Block::Chart { picture, caption } => self.picture(picture, caption),
            Block::TwoUp(left, right) => self.columns("two", left, right),
            Block::Beside { left, right, .. } => self.columns("beside", left, right),
            Block::Together(blocks) => {
                self.out.push_str("<div class=\"together\">\n");
                for block in blocks {
                    self.block(block);
                }
                self.out.push_str("</div>\n");
            }
        }
    }

    fn columns(&mut self, class: &str, left: &[Block], right: &[Block]) {
        let _infallible = writeln!(self.out, "<div class=\"{class}\">");
        for side in [left, right] {
            self.out.push_str("<div>\n");
            for block in side {
                self.block(block);
            }
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn paragraph(&mut self, class: &str, text: &Text) {
        if text.is_empty() {
            return;
        }
        if class.is_empty() {
            self.out.push_str("<p>");
        } else {
            let _infallible = write!(self.out, "<p class=\"{class}\">");
        }
        self.text(text);
        self.out.push_str("</p>\n");
    }

    fn text(&mut self, text: &Text) {
        for span in text {
            if let Some(mark) = span.mark {
                self.mark(mark);
            }
            let link = span
                .to_part
                .filter(|&place| place < self.document.parts.len());
            let words = if span.style == Style::PageOf {
                // A page of HTML has no page numbers: the link says where it leads.
                link.and_then(|place| self.document.parts.get(place))
                    .map_or_else(|| "–".to_owned(), link_words)
            } else {
                span.text.clone()
            };
            let words = escape(&words).replace('\n', "<br>");
            let (open, close) = match span.style {
                Style::Plain | Style::PageOf => ("", ""),
                Style::Strong => ("<strong>", "</strong>"),
                Style::Note => ("<small>", "</small>"),
                Style::Illustrative => ("<em>", "</em>"),
            };
            match link {
                Some(place) => {
                    let _infallible = write!(
                        self.out,
                        "{open}<a href=\"#part-{place}\">{words}</a>{close}"
                    );
                }
                None => {
                    let _infallible = write!(self.out, "{open}{words}{close}");
                }
            }
        }
    }

    /// A mark is decoration: the word beside it says the same.
    fn mark(&mut self, mark: Mark) {
        let (class, letter) = match mark {
            Mark::Red => ("red", "R"),
            Mark::Amber => ("amber", "A"),
            Mark::Green => ("green", "G"),
            Mark::Blue => ("blue", "B"),
            Mark::Delivered => ("delivered", "D"),
            Mark::Bar => ("bar", ""),
            Mark::Gap => ("gap", "!"),
        };
        let _infallible = write!(
            self.out,
            "<span class=\"m {class}\" aria-hidden=\"true\">{letter}</span> "
        );
    }

    fn figures(&mut self, figures: &[Figure]) {
        self.out.push_str("<dl class=\"figures\">\n");
        for figure in figures {
            let (value, label, note) = (
                escape(&figure.value),
                escape(&figure.label),
                escape(&figure.note),
            );
            let value = if figure.illustrative {
                format!("<em>{value}</em>")
            } else {
                value
            };
            let _infallible = writeln!(
                self.out,
                "<div><dt>{label}</dt><dd class=\"big\">{value}</dd><dd class=\"note\">{note}</dd>\
                 </div>"
            );
        }
        self.out.push_str("</dl>\n");
    }

    fn facts(&mut self, caption: &str, rows: &[(String, Text)]) {
        if !caption.is_empty() {
            let caption = escape(caption);
            let _infallible = writeln!(self.out, "<p class=\"note\">{caption}</p>");
        }
        self.out.push_str("<dl class=\"rows\">\n");
        for (label, text) in rows {
            let label = escape(label);
            let _infallible = write!(self.out, "<div><dt>{label}</dt><dd>");
            self.text(text);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str(
            "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n",
        );
        if !table.caption.is_empty() {
            let caption = escape(&table.caption);
            let _infallible = writeln!(self.out, "<caption>{caption}</caption>");
        }
        self.out.push_str("<thead>\n<tr>");
        for column in &table.columns {
            let class = if column.right { " class=\"right\"" } else { "" };
            let head = escape(&column.head);
            let _infallible = write!(self.out, "<th scope=\"col\"{class}>{head}</th>");
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(table, row);
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
        self.paragraph("note", &table.note);
    }

    fn row(&mut self, table: &Table, row: &Row) {
        self.out.push_str(if row.total {
            "<tr class=\"total\">"
        } else {
            "<tr>"
        });
        for (place, cell) in row.cells.iter().enumerate() {
            let right = table.columns.get(place).is_some_and(|column| column.right);
            let class = if right { " class=\"right\"" } else { "" };
            // The first cell names its row.
            let (open, close) = if place == 0 {
                (format!("<th scope=\"row\"{class}>"), "</th>")
            } else {
                (format!("<td{class}>"), "</td>")
            };
            self.out.push_str(&open);
            self.text(cell);
            self.out.push_str(close);
        }
        self.out.push_str("</tr>\n");
    }

    /// The drawing in place. What it says stands in its label; its own texts are hidden from those
    /// who listen, since they are in no order.
    fn picture(&mut self, picture: &Picture, caption: &str) {
        let alt = escape(&picture.alt);
        let svg = picture.svg.replacen(
            "<svg ",
            &format!("<svg role=\"img\" aria-label=\"{alt}\" focusable=\"false\" "),
            1,
        );
        let _infallible = write!(self.out, "<figure>\n{svg}");
        if !caption.is_empty() {
            let caption = escape(caption);
            let _infallible = writeln!(self.out, "<figcaption>{caption}</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn foot(&mut self) {
        let document = self.document;
        let version = super::compose::version_words(document.version);
        let as_at = long(document.as_at);
        let hash = super::hash::groups(&document.record_hash);
        let _infallible = writeln!(
            self.out,
            "<footer>\n<p class=\"note\">{version}. Record as at {as_at}. Record hash {hash}</p>\n\
             </footer>"
        );
    }
}

fn link_words(part: &Part) -> String {
    if part.label.is_empty() {
        part.title.clone()
    } else {
        format!("part {}", part.label)
    }
}
