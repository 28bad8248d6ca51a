//! From the bytes of a file to a record, or to a sentence that says what is wrong and where.
//!
//! Everything a person can do to a text file ends in a [`ReadError`] with line, column, the line
//! itself and what was expected, in the terms of the record and not of the parser. Nothing here
//! opens a file or changes one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{self, Write as _};

use memchr::memchr;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::schema;
use super::show::show;
use super::source::{Place, Source};
use crate::model::{FORMAT, ItemRef, Record};

mod explain;
mod known;
mod shape;
mod words;

pub use known::{Known, read_known};

/// Files above this many bytes are refused before they are read.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// How deep values may be nested, in the parser's count of two a bracket.
const DEPTH_LIMIT: usize = 128;

/// A record and the text it was read from.
#[derive(Clone, Debug)]
pub struct Opened<T> {
    /// What was read.
    pub record: T,
    /// The text as written.
    pub source: Source,
}

/// What sort of fault keeps a file from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// Above [`SIZE_LIMIT`].
    TooLarge,
    /// No text in UTF-8.
    Encoding,
    /// Holds the marks git leaves where two versions disagree.
    Conflict,
    /// Written by a newer version of the program.
    Newer,
    /// Brackets, commas, quotation marks.
    Shape,
    /// A field or variant the format does not have; perhaps of a newer version.
    Unknown,
    /// A field that must be there is not.
    Missing,
    /// Anything else about a value: of another type, out of range, written twice.
    Value,
    /// Two items with the same id.
    DuplicateId,
}

/// Why a text is no record, for the person who wrote it. `Display` gives the sentence alone;
/// [`ReadError::report`] gives what a terminal should show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What sort of fault.
    pub kind: ReadErrorKind,
    /// Where it is.
    pub place: Place,
    /// What is wrong and what was expected, a full sentence.
    pub sentence: String,
    /// What to do about it, a full sentence; where there is something to say.
    pub hint: Option<String>,
    /// The line of the text at that place, as written; of a long line the part around the place.
    pub line: String,
    /// How many characters of the line stand before that part.
    before_line: usize,
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&show(&self.sentence))
    }
}

impl std::error::Error for ReadError {}

/// Characters of a long line shown before and after the place.
const EXCERPT_BEFORE: usize = 60;
const EXCERPT_AFTER: usize = 40;
/// Lines above this many bytes are not kept whole.
const LONG_LINE: usize = 1000;

/// How many characters of a line an excerpt leaves out before a place.
fn skipped_before(place: Place) -> usize {
    place.column.saturating_sub(1 + EXCERPT_BEFORE)
}

impl ReadError {
    pub(crate) fn new(
        kind: ReadErrorKind,
        source: &Source,
        place: Place,
        sentence: impl Into<String>,
    ) -> Self {
        let whole = source.line(place.line);
        let (line, before_line) = if whole.len() <= LONG_LINE {
            (whole.to_owned(), 0)
        } else {
            let skipped = skipped_before(place);
            let around = whole.chars().skip(skipped);
            (
                around.take(EXCERPT_BEFORE + EXCERPT_AFTER + 1).collect(),
                skipped,
            )
        };
        Self {
            kind,
            place,
            sentence: sentence.into(),
            hint: None,
            line,
            before_line,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The offending line, safe to show, and the column (from 0) of the caret in it. Of a long line
    /// only the part around the place is given.
    pub fn excerpt(&self) -> (String, usize) {
        let column = self.place.column.saturating_sub(1);
        let skipped = skipped_before(self.place);
        let mut shown = String::new();
        if skipped > 0 {
            shown.push('…');
        }
        let mut caret = None;
        let wanted = skipped + EXCERPT_BEFORE + EXCERPT_AFTER;
        let numbered = (self.before_line..).zip(self.line.chars());
        for (at, character) in numbered.skip_while(|(at, _)| *at < skipped) {
            if at == column {
                caret = Some(shown.chars().count());
            }
            if at == wanted {
                shown.push('…');
                break;
            }
            if character == '\t' {
                shown.push_str("    ");
            } else {
                shown.push_str(&show(character.encode_utf8(&mut [0; 4])));
            }
        }
        let caret = caret.unwrap_or_else(|| shown.chars().count());
        (shown, caret)
    }

    /// `file:line:column: error: sentence`, the line, a caret under the place, the hint. Ends in a
    /// line break; nothing in it can drive a terminal.
    pub fn report(&self, file: &str) -> String {
        let (line, caret) = self.excerpt();
        let number = self.place.line.to_string();
        let margin = " ".repeat(number.len());
        let mut report = format!(
            "{}:{}: error: {}\n{number} | {line}\n{margin} | {}^\n",
            show(&file.replace('\n', "\\n")),
            self.place,
            show(&self.sentence),
            " ".repeat(caret),
        );
        if let Some(hint) = &self.hint {
            // Writing to a string cannot fail.
            let _done = writeln!(report, "{margin} = {}", show(hint));
        }
        report
    }
}

/// Reads a board's record from a file's bytes.
///
/// References to nothing and everything else that is wrong in substance are findings of `check` and
/// keep no record from opening; ids used twice do, since then no item can be addressed safely.
///
/// # Errors
/// Everything that keeps the bytes from being a record, see [`ReadErrorKind`].
pub fn read_record(bytes: Vec<u8>) -> Result<Opened<Record>, ReadError> {
    let source = current(Source::new(decode(bytes)?))?;
    let record: Record = parse(&source)?;
    if let Some(newer) = explain::newer(&source) {
        return Err(newer);
    }
    sound(&record, &source)?;
    source.reads_as(&record);
    Ok(Opened { record, source })
}

/// The source in the present format.
fn current(source: Source) -> Result<Source, ReadError> {
    match schema::migrated(source.text()) {
        Ok(None) => Ok(source),
        Ok(Some(text)) => Ok(source.replaced_by(text)),
        Err(sentence) => {
            let at = schema::probe(source.text()).map_or(0, |written| written.at);
            let place = source.place(at);
            Err(ReadError::new(
                ReadErrorKind::Value,
                &source,
                place,
                sentence,
            ))
        }
    }
}

/// What must hold of a record beyond its types: its format is ours, no id stands twice.
fn sound(record: &Record, source: &Source) -> Result<(), ReadError> {
    let format = record.format;
    if format != FORMAT {
        let place = source.position_of_path("format").unwrap_or_default();
        let sentence = format!("There is no format {format}; a record is of format {FORMAT}.");
        return Err(ReadError::new(
            ReadErrorKind::Value,
            source,
            place,
            sentence,
        ));
    }
    if has_duplicate_ids(record) {
        refuse_duplicate_ids(source)?;
    }
    Ok(())
}

/// Whether an id stands at two items; asked of the record because that is much faster than asking
/// the text.
fn has_duplicate_ids(record: &Record) -> bool {
    let refs = record.refs();
    let mut seen: HashSet<ItemRef> = HashSet::with_capacity(refs.len());
    let mut agenda = HashSet::new();
    refs.into_iter().any(|at| !seen.insert(at))
        || record
            .meetings
            .iter()
            .flat_map(|meeting| &meeting.agenda)
            .any(|item| !agenda.insert(item.id))
}

/// Reads a whole file's bytes.
///
/// Ids used twice are not looked for here: see [`refuse_duplicate_ids`].
///
/// # Errors
/// Everything that keeps the bytes from being a `T`, see [`ReadErrorKind`].
pub fn read<T: DeserializeOwned>(bytes: Vec<u8>) -> Result<Opened<T>, ReadError> {
    let source = Source::new(decode(bytes)?);
    let record = parse(&source)?;
    Ok(Opened { record, source })
}

/// Reads a text, as [`read`] does, and keeps only the value.
///
/// # Errors
/// Everything that keeps the text from being a `T`, see [`ReadErrorKind`].
pub fn read_text<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    parse(&Source::new(text.to_owned()))
}

/// Parses the text of a source.
///
/// # Errors
/// Everything that keeps the text from being a `T`, see [`ReadErrorKind`].
pub fn parse<T: DeserializeOwned>(source: &Source) -> Result<T, ReadError> {
    ron_options()
        .from_str(&unix_lines(source.text()))
        .map_err(|err| explain::explain(source, &err))
}

/// Reads one value that stands behind the first line of a file; nothing where it cannot be read.
pub(super) fn read_as<T: DeserializeOwned>(head: &str, text: &str) -> Option<T> {
    let whole = format!("{head}{text}");
    ron_options().from_str(&unix_lines(&whole)).ok()
}

fn ron_options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(DEPTH_LIMIT)
}

/// The text with `\n` for every CRLF: a record has the same content whatever its line breaks are.
/// Lines and columns stay what they are.
fn unix_lines(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Refuses a text in which two items have the same id.
///
/// # Errors
/// [`ReadErrorKind::DuplicateId`] at the second of them.
pub fn refuse_duplicate_ids(source: &Source) -> Result<(), ReadError> {
    let twice = source.duplicate_ids();
    let Some((id, first, second)) = twice.first() else {
        return Ok(());
    };
    let sentence = format!("The id `{id}` stands here for the second time.");
    let error = ReadError::new(ReadErrorKind::DuplicateId, source, *second, sentence);
    Err(error.with_hint(format!(
        "The first item with this id is at line {}. Give one of them an id of its own.",
        first.line
    )))
}

/// Bytes to text, with a sentence for every way in which they are none.
fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(too_large(bytes.len() as u64));
    }
    let encoding = |place, sentence: &str, hint: &str| {
        let error = ReadError::new(ReadErrorKind::Encoding, &Source::default(), place, sentence);
        Err(error.with_hint(hint))
    };
    let start = Place { line: 1, column: 1 };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || looks_utf16(&bytes) {
        return encoding(
            start,
            "The file is text in UTF-16, a record is in UTF-8.",
            "Save it again as UTF-8 from the editor that wrote it.",
        );
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return encoding(
            start,
            "The file is a workbook or a zip archive, not a record.",
            "A record is a text file with the ending .ron.",
        );
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(err) => {
            let at = err.utf8_error().valid_up_to();
            let bad = err.as_bytes()[at];
            let valid = String::from_utf8_lossy(&err.as_bytes()[..at]);
            let place = Source::new(valid.into_owned()).place(usize::MAX);
            return encoding(
                place,
                &format!("The byte {bad:02X} here is no text in UTF-8."),
                "The file is damaged, or was saved in another encoding: save it again as UTF-8.",
            );
        }
    };
    if let Some(at) = memchr(0, text.as_bytes()) {
        let place = Source::new(text).place(at);
        return encoding(
            place,
            "The file holds a NUL character here: it is damaged, or no text.",
            "Restore it from a backup.",
        );
    }
    Ok(text)
}

/// The error for a file of `size` bytes that is above [`SIZE_LIMIT`]; for callers that see the size
/// before they read.
pub fn too_large(size: u64) -> ReadError {
    let megabytes = size.div_ceil(1024 * 1024);
    ReadError::new(
        ReadErrorKind::TooLarge,
        &Source::default(),
        Place { line: 1, column: 1 },
        format!(
            "The file is {megabytes} MB; records above {} MB are not opened.",
            SIZE_LIMIT / (1024 * 1024)
        ),
    )
}

/// UTF-16 without a byte order mark: of the first bytes every other one is NUL.
fn looks_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64)];
    let zero = |offset: usize| {
        start
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    start.len() >= 4 && zero(0).max(zero(1)) * 4 > start.len()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{ReadErrorKind, read, refuse_duplicate_ids, too_large};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Record {
        format: u32,
        title: String,
        #[serde(default)]
        stage: Option<Stage>,
        #[serde(default)]
        fee: i64,
        #[serde(default)]
        share: f64,
        #[serde(default)]
        items: Vec<Item>,
        #[serde(default)]
        open: bool,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read")]
    enum Stage {
        Shadow,
        Live,
        Closed { on: jiff::civil::Date },
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Item {
        id: String,
        owner: String,
        #[serde(default)]
        due: Option<jiff::civil::Date>,
    }

    fn error(text: &str) -> super::ReadError {
        read::<Record>(text.as_bytes().to_vec()).expect_err(text)
    }

    /// The text, line, column, part of the sentence, part of the hint ("" for none asked for).
    const CASES: &[(&str, usize, usize, &str, &str)] = &[
        ("", 1, 1, "empty", ""),
        ("// only\n", 1, 1, "nothing but comments", ""),
        ("(format: 1, title: \"a\"", 1, 1, "`(` is never closed", ""),
        (
            "(format: 1,\n title: \"a)\n",
            2,
            9,
            "no closing quotation mark",
            "",
        ),
        (
            "(format: 1,\n title: \"a,\n open: \"b\",\n)",
            2,
            9,
            "no closing quotation mark",
            "",
        ),
        ("(format: 1 title: \"a\")", 1, 11, "comma is missing", ""),
        (
            "(format: 1, title \"a\")",
            1,
            18,
            "colon is missing after `title`",
            "",
        ),
        (
            "(format: 1, title = \"a\")",
            1,
            18,
            "colon is missing after `title`",
            ":",
        ),
        (
            "(format: 1, title: , open: true)",
            1,
            20,
            "`title` has no value",
            "",
        ),
        (
            "(format: 1, title: \"a\", items: [)",
            1,
            33,
            "`[` of line 1 is closed with `)`",
            "",
        ),
        ("(format: 1, title: \"a\"))", 1, 24, "closes nothing", ""),
        (
            "(format: 1, title: \"a\")\nx",
            2,
            1,
            "after the end of the record",
            "",
        ),
        ("(format: 1, title: \"a\", /* x", 1, 25, "comment", ""),
        ("(format: 1)", 1, 1, "`title` is missing", ""),
        (
            "(format: 1, title: \"a\", items: [\n  (id: \"x\"),\n])",
            2,
            3,
            "`owner` is missing",
            "",
        ),
        (
            "(format: 1, tilte: \"a\")",
            1,
            13,
            "no field `tilte`",
            "Did you mean `title`?",
        ),
        (
            "(format: 1, format: 1)",
            1,
            13,
            "`format` is written twice",
            "",
        ),
        (
            "(format: 1, title: Smith)",
            1,
            20,
            "Text in quotation marks is expected for `title`",
            "\"Smith\"",
        ),
        (
            "(format: 1, title: 12)",
            1,
            20,
            "but the number 12 was found",
            "",
        ),
        (
            "(format: 1.5, title: \"a\")",
            1,
            10,
            "A whole number is expected for `format`",
            "",
        ),
        (
            "(format: 1, title: \"a\", fee: 12.50)",
            1,
            30,
            "A whole number",
            "1250",
        ),
        (
            "(format: \"1\", title: \"a\")",
            1,
            10,
            "A whole number",
            "without the quotation marks",
        ),
        ("(format: -1, title: \"a\")", 1, 10, "out of range", ""),
        (
            "(format: 99999999999, title: \"a\")",
            1,
            10,
            "newer version",
            "",
        ),
        (
            "(format: 2, title: \"a\", novel: 1)",
            1,
            10,
            "newer version",
            "",
        ),
        (
            "(format: 1, title: \"a\", share: \"x\")",
            1,
            32,
            "A number is expected for `share`",
            "",
        ),
        (
            "(format: 1, title: \"a\", open: yes)",
            1,
            31,
            "`true` or `false`",
            "",
        ),
        (
            "(format: 1, title: \"a\", items: (id: \"x\"))",
            1,
            32,
            "A list in square brackets",
            "",
        ),
        (
            "(format: 1, title: \"a\", items: [\"x\"])",
            1,
            33,
            "fields in round brackets",
            "",
        ),
        (
            "(format: 1, title: \"a\", stage: Lve)",
            1,
            32,
            "no `Lve`",
            "Did you mean `Live`?",
        ),
        (
            "(format: 1, title: \"a\", stage: \"Live\")",
            1,
            32,
            "without quotation marks",
            "",
        ),
        (
            "(format: 1, title: \"a\", stage: Live(on: \"x\"))",
            1,
            36,
            "nothing in brackets",
            "",
        ),
        (
            "(format: 1, title: \"a\", stage: Closed(on: \"2019-13-45\"))",
            1,
            43,
            "not a date",
            "",
        ),
        (
            "(format: 1, title: \"a\", items: [(id: \"x\", owner: \"o\", due: 2019-10-01)])",
            1,
            60,
            "but 2019-10-01 was found",
            "\"2019-10-01\"",
        ),
        ("(format: 1, title: \"a\\q\")", 1, 22, "`\\q`", ""),
        (
            "(format: 1,\n<<<<<<< HEAD\n title: \"a\",\n=======\n title: \"b\",\n>>>>>>> x\n)",
            2,
            1,
            "Two versions",
            "",
        ),
        ("{\"format\": 1}", 1, 1, "round brackets", "JSON"),
        ("#![enable(magic)]\n(format: 1)", 1, 1, "first line", ""),
        (
            "(format: 1, title: \"a\", items: [(id: \"x\", owner: \"o\", x)])",
            1,
            56,
            "colon is missing after `x`",
            "",
        ),
        (
            "(format: 1, title: \"a\",, open: true)",
            1,
            24,
            "comma too many",
            "",
        ),
        (
            "(format: 1, title: “a”)",
            1,
            20,
            "`“`",
            "straight quotation marks",
        ),
    ];

    #[test]
    fn every_fault_has_its_place_and_sentence() {
        let mut wrong = Vec::new();
        for &(text, line, column, sentence, hint) in CASES {
            let error = error(text);
            let hinted = error.hint.clone().unwrap_or_default();
            if (error.place.line, error.place.column) != (line, column)
                || !error.sentence.contains(sentence)
                || !hinted.contains(hint)
            {
                wrong.push(format!("wanted {line}:{column} {sentence}"));
                wrong.push(error.report("x.ron"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn reads_what_is_right_with_any_mark_and_line_breaks() {
        let text = "(\n    format: 1,\n    title: \"two\nlines\",\n)\n";
        for text in [
            text.to_owned(),
            text.replace('\n', "\r\n"),
            format!("\u{FEFF}{text}"),
        ] {
            let opened = read::<Record>(text.clone().into_bytes()).unwrap();
            assert_eq!(opened.record.title, "two\nlines");
            assert_eq!(opened.source.to_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let of = |bytes: &[u8]| read::<Record>(bytes.to_vec()).unwrap_err();
        let utf16: Vec<u8> = "(format: 1)"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(of(&utf16).sentence.contains("UTF-16"));
        assert!(of(b"\xFF\xFE(\0").sentence.contains("UTF-16"));
        assert!(of(b"PK\x03\x04xyz").sentence.contains("workbook"));
        let bad = of(b"(format: 1,\n title: \"\xC3\xA9\xE9\")");
        assert_eq!((bad.place.line, bad.place.column), (2, 11));
        assert!(bad.sentence.contains("E9"), "{bad}");
        let nul = of(b"(format: 1,\n\0)");
        assert_eq!((nul.place.line, nul.place.column), (2, 1));
        assert_eq!(too_large(65 << 20).kind, ReadErrorKind::TooLarge);
    }

    #[test]
    fn ids_used_twice_are_refused_at_the_second() {
        let text = "(format: 1, title: \"a\", items: [\n(id: \"x\", owner: \"\"),\n(id: \"x\", owner: \"\")])";
        let opened = read::<Record>(text.as_bytes().to_vec()).unwrap();
        let error = refuse_duplicate_ids(&opened.source).unwrap_err();
        assert_eq!((error.place.line, error.place.column), (3, 6));
        assert!(error.hint.unwrap().contains("line 2"));
    }

    #[test]
    fn the_report_has_a_caret_under_the_place_and_nothing_dangerous() {
        let report =
            error("(format: 1, title: \"\u{1b}[31m\u{202e}\", oops: 1)").report("a\u{1b}.ron");
        assert_eq!(
            report.lines().take(3).collect::<Vec<_>>(),
            [
                "a\\u{1b}.ron:1:30: error: There is no field `oops` here.",
                "1 | (format: 1, title: \"\\u{1b}[31m\\u{202e}\", oops: 1)",
                "  |                                          ^",
            ]
        );
        let long = format!("({}x)", " ".repeat(100_000));
        assert!(error(&long).report("x").len() < 600);
    }
}
