//! `trajectory pack`, `return` and `diff`: a record to a frozen pack or a page, and what differs.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    job::worker::{self, Cancel, Place},
    model::{Id, Meeting, Record, date::short},
    pack::{
        compose,
        doc::Document,
        freeze::{self, ENDING, Frozen, Request, freeze as freeze_pack, read_pack},
        html, leak,
        paper::PaperFile,
        pdf,
        public::PublicPack,
        quarter::{Quarter, quarterly},
        since::since,
    },
    store::{
        read,
        save::{self, SaveError},
        show::show_line,
    },
};

use super::{CLEAN, FINDINGS, UNREADABLE};

/// Longest sentence that comes from a file.
const LONGEST: usize = 600;

/// How a pack was asked for.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The meeting, by its id or its day; not needed where the file is a pack.
    pub meeting: Option<String>,
    /// The public edition.
    pub public: bool,
    /// The version; the next one where none is given.
    pub version: Option<u32>,
    /// The pack that this one follows.
    pub after: Option<PathBuf>,
    /// Why there is a later version.
    pub why: String,
    /// Papers to attach: label, `=`, file.
    pub attach: Vec<String>,
    /// Day of issue: one that was asked for, or else the calendar's, which the record's own date
    /// overrides.
    pub today: Result<Date, Date>,
    /// Where to write it; the ending says what.
    pub output: PathBuf,
}

/// What a file name asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Frozen,
    Html,
    Pdf,
}

/// Makes a pack of a meeting, or another way out of a frozen one, and writes it.
///
/// Returns [`CLEAN`], or [`UNREADABLE`] with a sentence printed; then nothing was written.
pub fn pack(file: &Path, how: &Pack, out: &mut impl Write) -> u8 {
    finish(make(file, how), out)
}

/// Writes the quarterly return.
///
/// Returns [`CLEAN`], or [`UNREADABLE`] with a sentence printed; then nothing was written.
pub fn quarterly_return(
    file: &Path,
    quarter: &str,
    output: &Path,
    today: Result<Date, Date>,
    out: &mut impl Write,
) -> u8 {
    finish(make_return(file, quarter, output, today), out)
}

/// Prints what differs between two records or packs, a sentence a line.
///
/// Returns [`CLEAN`] where nothing does, [`FINDINGS`] where something does, [`UNREADABLE`] where a
/// file cannot be read.
pub fn diff(old: &Path, new: &Path, out: &mut impl Write) -> u8 {
    let found = load(old).and_then(|old| Ok(since(&old.record, &load(new)?.record)));
    match found {
        Ok(list) => {
            let mut text = String::new();
            for one in &list {
                text.push_str(&show_line(&one.sentence(), LONGEST));
                text.push('\n');
            }
            if list.is_empty() {
                text.push_str("Nothing differs.\n");
            }
            // A reader that has gone away wants no more.
            let _ignored = out.write_all(text.as_bytes());
            if list.is_empty() { CLEAN } else { FINDINGS }
        }
        Err(sentence) => finish(Err(sentence), out),
    }
}

fn finish(result: Result<String, String>, out: &mut impl Write) -> u8 {
    let (text, code) = match result {
        Ok(text) => (text, CLEAN),
        Err(sentence) => (sentence, UNREADABLE),
    };
    let _ignored = writeln!(out, "{}", text.trim_end());
    code
}

/// A record, or the record in a pack with the pack.
struct Loaded {
    record: Record,
    pack: Option<Frozen>,
    /// What of a pack is not as it was issued.
    changed: Vec<String>,
}

fn load(path: &Path) -> Result<Loaded, String> {
    let name = safe(path);
    let (bytes, _) = save::load(path).map_err(|err| format!("{name}: error: {err}"))?;
    if path.to_string_lossy().ends_with(ENDING) {
        let opened = read_pack(bytes).map_err(|err| err.report(&name))?;
        Ok(Loaded {
            record: opened.pack.record.clone(),
            changed: opened.changed,
            pack: Some(opened.pack),
        })
    } else {
        let opened = read::read_record(bytes).map_err(|err| err.report(&name))?;
        Ok(Loaded {
            record: opened.record,
            pack: None,
            changed: Vec::new(),
        })
    }
}

fn safe(path: &Path) -> String {
    show_line(&path.display().to_string(), LONGEST)
}

fn make(file: &Path, how: &Pack) -> Result<String, String> {
    let way = way(&how.output)?;
    if same_file(file, &how.output) {
        return Err(format!(
            "{}: error: the output would take the place of the file it is made of. Nothing was \
             written; choose another name.",
            safe(&how.output)
        ));
    }
    let loaded = load(file)?;
    let mut notes = loaded.changed.clone();
    let frozen = match loaded.pack {
        Some(pack) => pack,
        None => issue(&loaded.record, how)?,
    };
    let bytes = if how.public {
        let public = PublicPack::of(&frozen).map_err(|err| format!("error: {err}"))?;
        public_bytes(way, &public)?
    } else {
        let document = || compose::compose(&frozen);
        directors_bytes(way, &frozen, document)?
    };
    write(&how.output, &bytes)?;
    notes.insert(0, said(&how.output, &frozen, how.public));
    Ok(notes.join("\n"))
}

fn said(output: &Path, pack: &Frozen, public: bool) -> String {
    let edition = if public {
        "public edition"
    } else {
        "directors’ edition"
    };
    let meeting = pack.meeting().map_or_else(String::new, |meeting| {
        format!("{}, {}", meeting.title, short(meeting.date))
    });
    let text = format!(
        "{}: {edition}, version {}, of {meeting}. Record hash {}",
        output.display(),
        pack.issue.version,
        pack.seal.record
    );
    show_line(&text, LONGEST)
}

/// Freezes the record for a meeting.
fn issue(record: &Record, how: &Pack) -> Result<Frozen, String> {
    let meeting = find_meeting(record, how.meeting.as_deref())?;
    let today = how
        .today
        .unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    let before = match &how.after {
        Some(path) => {
            let loaded = load(path)?;
            Some(loaded.pack.ok_or_else(|| {
                format!(
                    "{}: error: a pack follows another pack, and this is a record.",
                    safe(path)
                )
            })?)
        }
        None => None,
    };
    let attach = how
        .attach
        .iter()
        .map(|one| paper(one))
        .collect::<Result<Vec<_>, _>>()?;
    freeze_pack(Request {
        record,
        meeting,
        version: how.version,
        issued: today,
        as_at: record.as_at.unwrap_or(today),
        contents: None,
        attach,
        previous: before.as_ref(),
        why: how.why.clone(),
    })
    .map_err(|err| format!("error: {err}"))
}

/// The meeting with this id, or the only one of this day.
fn find_meeting(record: &Record, wanted: Option<&str>) -> Result<Id<Meeting>, String> {
    let missing = freeze::Error::NoMeeting;
    let Some(wanted) = wanted else {
        return Err(
            "error: A pack is made for a meeting: name it with --meeting, by its id or its day."
                .to_owned(),
        );
    };
    if let Ok(day) = wanted.parse::<Date>() {
        let mut of_day = record.meetings.iter().filter(|one| one.date == day);
        return match (of_day.next(), of_day.next()) {
            (Some(only), None) => Ok(only.id),
            (Some(_), Some(_)) => Err(format!(
                "error: There are several meetings on {}. No pack was made; name one by its id.",
                short(day)
            )),
            (None, _) => Err(format!("error: {missing}")),
        };
    }
    wanted
        .parse::<Id<Meeting>>()
        .ok()
        .filter(|&id| record.meetings.get(id).is_some())
        .ok_or_else(|| format!("error: {missing}"))
}

/// `4A=plan.pdf`: the paper with this label, and its file.
fn paper(text: &str) -> Result<PaperFile, String> {
    let (label, path) = text.split_once('=').ok_or_else(|| {
        format!(
            "error: {} is not a paper: expected its label, an equals sign and a file, such as \
             4A=plan.pdf.",
            show_line(text, LONGEST)
        )
    })?;
    let path = Path::new(path);
    let (bytes, _) = save::load(path).map_err(|err| format!("{}: error: {err}", safe(path)))?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(PaperFile {
        label: label.to_owned(),
        name,
        bytes,
    })
}

fn way(output: &Path) -> Result<Way, String> {
    if output.to_string_lossy().ends_with(ENDING) {
        return Ok(Way::Frozen);
    }
    let is = |ending: &str| {
        output
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(ending))
    };
    if is("html") || is("htm") {
        return Ok(Way::Html);
    }
    if is("pdf") {
        return Ok(Way::Pdf);
    }
    Err(format!(
        "{}: error: the ending says what is written: .pack.ron, .pdf or .html. Nothing was written.",
        safe(output)
    ))
}

fn directors_bytes(
    way: Way,
    pack: &Frozen,
    document: impl FnOnce() -> Document,
) -> Result<Vec<u8>, String> {
    match way {
        Way::Frozen => Ok(pack
            .text()
            .map_err(|err| format!("error: {err}"))?
            .into_bytes()),
        Way::Html | Way::Pdf => page_bytes(way, &document()),
    }
}

/// A document as a page or as a PDF, which a process of its own sets.
fn page_bytes(way: Way, document: &Document) -> Result<Vec<u8>, String> {
    if way != Way::Pdf {
        return Ok(html::html(document).into_bytes());
    }
    let place =
        Place::this_program().map_err(|err| format!("error: {err}. Nothing was written."))?;
    let (options, cancel) = (pdf::Options::default(), Cancel::default());
    let made = worker::pack::make(&place, document, &options, &cancel, &mut |_| {});
    made.map(|made| made.bytes)
        .map_err(|err| format!("error: {err}"))
}

/// The public edition, searched for everything withheld before anything is written.
fn public_bytes(way: Way, public: &PublicPack) -> Result<Vec<u8>, String> {
    let document = || compose::compose_public(public);
    let bytes = directors_bytes(way, public.pack(), document)?;
    let strings = match way {
        Way::Frozen => leak::strings_of_pack(public.pack()),
        Way::Html => leak::strings_of_html(&String::from_utf8_lossy(&bytes)),
        Way::Pdf => pdf::strings(&bytes).map_err(|err| format!("error: {err}"))?,
    };
    leak::refuse(&strings, public.withheld()).map_err(|err| format!("error: {err}"))?;
    Ok(bytes)
}

fn make_return(
    file: &Path,
    quarter: &str,
    output: &Path,
    today: Result<Date, Date>,
) -> Result<String, String> {
    let quarter: Quarter = quarter
        .parse()
        .map_err(|err: String| format!("error: {err}. Nothing was written."))?;
    let way = way(output)?;
    if way == Way::Frozen {
        return Err(format!(
            "{}: error: a return is no pack; it is written as .pdf or .html. Nothing was written.",
            safe(output)
        ));
    }
    let record = load(file)?.record;
    let today = today.unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    if today < quarter.first_day() {
        return Err(format!(
            "error: The quarter {quarter} has not begun on {}. Nothing was written.",
            short(today)
        ));
    }
    let document = quarterly(&record, quarter, today).map_err(|err| format!("error: {err}"))?;
    let bytes = page_bytes(way, &document)?;
    write(output, &bytes)?;
    let text = format!(
        "{}: quarterly return, {}, as at {}. Record hash {}",
        output.display(),
        quarter.words(),
        short(document.as_at),
        document.record_hash
    );
    Ok(show_line(&text, LONGEST))
}

/// Writes the whole file or nothing; what stood there under this name gives way.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let refuse = |err: SaveError| format!("{}: error: {err}", safe(path));
    let base = save::base_of(path).map_err(refuse)?;
    save::save(path, bytes, &base).map_err(refuse)?;
    Ok(())
}

/// Whether both paths lead to the same file.
fn same_file(one: &Path, other: &Path) -> bool {
    match (std::path::absolute(one), std::path::absolute(other)) {
        (Ok(one), Ok(other)) => one == other,
        (_, _) => false,
    }
}
