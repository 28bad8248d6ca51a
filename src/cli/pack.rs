//! `trajectory pack`, `return` and `diff`: a record to a frozen pack or a page, and what differs.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    app::registers,
    edit::{Edit, issue::numbers_out, statements::current_statements},
    job::worker::{self, Cancel, Place},
    model::{Id, IssuedPack, Meeting, Record, date::short},
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
    store::{read, save, show::show_line},
};

use super::{
    CLEAN, FINDINGS, UNREADABLE, record_to_read,
    write_in::{alone, line, record_in},
};

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
    /// Attached papers that are PDFs stand page by page after their item instead of travelling inside.
    pub merge: bool,
    /// Every size 1.4 times as large.
    pub large_print: bool,
    /// What of it is wanted.
    pub wanted: Wanted,
    /// Day of issue: one that was asked for, or else the calendar's, which the record's own date
    /// overrides.
    pub today: Result<Date, Date>,
    /// Where to write it; the ending says what.
    pub output: PathBuf,
}

/// What of a pack is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    #[default]
    Whole,
    /// The sheet of changes alone.
    Sheet,
    /// All of it, and the issue entered in the record with what its charts say.
    Issue,
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
/// Returns [`CLEAN`], or [`UNREADABLE`] with a sentence printed; then nothing was written. That the
/// record is of a newer format is said on `err`; such a record is not frozen and its issue not entered.
pub fn pack(file: &Path, how: &Pack, out: &mut impl Write, err: &mut impl Write) -> u8 {
    if how.wanted != Wanted::Issue {
        return finish(make(file, how, err), out);
    }
    let mut text = String::new();
    let result = alone(file, &mut text, |text| enter(file, how, text));
    finish(result.map(|_| text), out)
}

/// Issues a pack: writes it frozen, then enters it in the record as the window does, with what the
/// charts say on that day.
fn enter(file: &Path, how: &Pack, text: &mut String) -> Result<u8, String> {
    if how.public || way(&how.output)? != Way::Frozen {
        return Err(
            "error: What is issued is the frozen pack, whole: write it to a .pack.ron; editions are made \
             of it. Nothing was written."
                .to_owned(),
        );
    }
    let name = safe(file);
    let (bytes, base) = save::load(file).map_err(|err| format!("{name}: error: {err}"))?;
    let opened = read::read_record(bytes).map_err(|err| err.report(&name))?;
    let record = &opened.record;
    let meeting = find_meeting(record, how.meeting.as_deref())?;
    let next = freeze::next_version(record, meeting);
    let version = how.version.unwrap_or(next);
    if version < next {
        let before = next.saturating_sub(1);
        return Err(format!("error: {}", freeze::Error::OldVersion { before }));
    }
    let how = Pack {
        version: Some(version),
        ..how.clone()
    };
    let pack = issue(record, &how, &mut std::io::sink())?;
    line(text, &write_pack(&how, &pack)?);
    let mut digits = pack.seal.whole.as_bytes().chunks(8).cycle();
    // Its own hash makes an id of it, so that the same issue gives the same record.
    let random = || {
        let digits = digits.next().and_then(|one| std::str::from_utf8(one).ok());
        digits.map_or(0, |one| u32::from_str_radix(one, 16).unwrap_or(0))
    };
    let output = how.output.file_name().unwrap_or_default();
    let issued = IssuedPack {
        id: Record::fresh_id(&record.issued_packs, pack.issue.issued.year(), random),
        meeting,
        version,
        issued: pack.issue.issued,
        hash: pack.seal.whole.clone(),
        file: output.to_string_lossy().into_owned(),
    };
    let mut edits = current_statements(record, pack.issue.as_at);
    edits.extend(numbers_out(record, meeting, issued.issued));
    edits.push(Edit::from(issued));
    let label = format!("issue of version {version}");
    let edit = Edit::Several(label, edits);
    let count = format!("Version {version}");
    record_in(file, (opened, base), &edit, &count, text).map_err(|why| {
        format!(
            "{why}\n{}: note: this frozen pack is written, but the record does not have its issue: delete \
             it and issue again.",
            safe(&how.output)
        )
    })?;
    Ok(CLEAN)
}

fn write_pack(how: &Pack, pack: &Frozen) -> Result<String, String> {
    let made = made(Way::Frozen, pack, how)?;
    write(&how.output, &made.bytes)?;
    Ok(said(&how.output, pack, how))
}

/// Writes the quarterly return.
///
/// Returns [`CLEAN`], or [`UNREADABLE`] with a sentence printed; then nothing was written. That the
/// record is of a newer format is said on `err`.
pub fn quarterly_return(
    file: &Path,
    quarter: &str,
    output: &Path,
    today: Result<Date, Date>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> u8 {
    finish(make_return(file, quarter, output, today, err), out)
}

/// Prints what differs between two records or packs, a sentence a line.
///
/// Returns [`CLEAN`] where nothing does, [`FINDINGS`] where something does, [`UNREADABLE`] where a
/// file cannot be read. Of a record of a newer format only what is understood is compared, which is
/// said on `err`.
pub fn diff(old: &Path, new: &Path, out: &mut impl Write, err: &mut impl Write) -> u8 {
    let found = load(old, err).and_then(|old| Ok(since(&old.record, &load(new, err)?.record)));
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
    /// Whether the record is of a newer format, and so perhaps not whole.
    newer: bool,
}

fn load(path: &Path, aside: &mut impl Write) -> Result<Loaded, String> {
    if path.to_string_lossy().ends_with(ENDING) {
        let name = safe(path);
        let (bytes, _) = save::load(path).map_err(|err| format!("{name}: error: {err}"))?;
        let opened = read_pack(bytes).map_err(|err| err.report(&name))?;
        Ok(Loaded {
            record: opened.pack.record.clone(),
            changed: opened.changed,
            pack: Some(opened.pack),
            newer: false,
        })
    } else {
        let read = record_to_read(path, aside)?;
        Ok(Loaded {
            record: read.record,
            pack: None,
            changed: Vec::new(),
            newer: read.newer,
        })
    }
}

fn safe(path: &Path) -> String {
    show_line(&path.display().to_string(), LONGEST)
}

fn make(file: &Path, how: &Pack, aside: &mut impl Write) -> Result<String, String> {
    let way = way(&how.output)?;
    spare(file, &how.output)?;
    let loaded = load(file, aside)?;
    if loaded.newer && way == Way::Frozen {
        return Err(format!(
            "{}: error: A frozen pack keeps the whole record, and one of a newer format is perhaps not \
             understood as a whole here. Nothing was written; make it with the version that wrote the \
             record, or write a .pdf or .html of what is understood.",
            safe(file)
        ));
    }
    let mut notes = loaded.changed.clone();
    let frozen = match loaded.pack {
        Some(pack) => pack,
        None => issue(&loaded.record, how, aside)?,
    };
    let (edition, withheld) = if how.public {
        let public = PublicPack::of(&frozen).map_err(|err| format!("error: {err}"))?;
        (public.pack().clone(), public.withheld().to_vec())
    } else {
        (frozen, Vec::new())
    };
    let made = made(way, &edition, how)?;
    if how.public {
        // Searched for everything withheld before anything is written.
        let strings = strings(way, &edition, &made.bytes)?;
        leak::refuse(&strings, &withheld).map_err(|err| format!("error: {err}"))?;
    }
    write(&how.output, &made.bytes)?;
    notes.insert(0, said(&how.output, &edition, how));
    notes.extend(made.notes);
    Ok(notes.join("\n"))
}

/// One line: which edition of what. The hash is that of the record in this very edition.
fn said(output: &Path, pack: &Frozen, how: &Pack) -> String {
    let edition = match (how.public, how.wanted == Wanted::Sheet) {
        (true, false) => "public edition",
        (false, false) => "directors’ edition",
        (true, true) => "sheet of changes, public edition",
        (false, true) => "sheet of changes, directors’ edition",
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
fn issue(record: &Record, how: &Pack, aside: &mut impl Write) -> Result<Frozen, String> {
    let meeting = find_meeting(record, how.meeting.as_deref())?;
    let today = how
        .today
        .unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    let before = match &how.after {
        Some(path) => {
            let loaded = load(path, aside)?;
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
        version: how.version,
        attach,
        previous: before.as_ref(),
        why: how.why.clone(),
        ..Request::of(record, meeting, today)
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

/// What a way out gave, and what its reader should know.
struct Made {
    bytes: Vec<u8>,
    notes: Vec<String>,
}

fn made(way: Way, pack: &Frozen, how: &Pack) -> Result<Made, String> {
    if way != Way::Pdf && (how.merge || how.large_print) {
        return Err(
            "error: Merged papers and large print are for .pdf alone. Nothing was written."
                .to_owned(),
        );
    }
    if way == Way::Frozen {
        if how.wanted == Wanted::Sheet {
            return Err(
                "error: A sheet of changes is written as .pdf or .html; the frozen pack has it too. \
                 Nothing was written."
                    .to_owned(),
            );
        }
        let text = pack.text().map_err(|err| format!("error: {err}"))?;
        return Ok(Made {
            bytes: text.into_bytes(),
            notes: Vec::new(),
        });
    }
    let mut options = pdf::Options::default();
    if how.large_print {
        options.print = pdf::Print::Large;
    }
    let document = if how.wanted == Wanted::Sheet {
        compose::supplement(pack).ok_or_else(|| {
            "error: There is no sheet of changes: it goes with a version that follows another one \
             (--after) and differs from it. Nothing was written."
                .to_owned()
        })?
    } else if how.merge && way == Way::Pdf {
        let (document, bundle) = compose::compose_merged(pack);
        options.bundle = bundle;
        document
    } else {
        compose::compose(pack)
    };
    page(way, &document, &options)
}

/// A document as a page or as a PDF, which a process of its own sets.
fn page(way: Way, document: &Document, options: &pdf::Options) -> Result<Made, String> {
    if way != Way::Pdf {
        return Ok(Made {
            bytes: html::html(document).into_bytes(),
            notes: Vec::new(),
        });
    }
    let place =
        Place::this_program().map_err(|err| format!("error: {err}. Nothing was written."))?;
    let made = worker::pack::make(&place, document, options, &Cancel::default(), &mut |_| {})
        .map_err(|err| format!("error: {err}"))?;
    let mut notes: Vec<String> = made.remarks;
    notes.extend(made.replaced.iter().map(pdf::Replaced::sentence));
    Ok(Made {
        bytes: made.bytes,
        notes: notes.iter().map(|note| show_line(note, LONGEST)).collect(),
    })
}

/// Every string of what was made.
fn strings(way: Way, pack: &Frozen, bytes: &[u8]) -> Result<Vec<String>, String> {
    match way {
        Way::Frozen => Ok(leak::strings_of_pack(pack)),
        Way::Html => Ok(leak::strings_of_html(&String::from_utf8_lossy(bytes))),
        Way::Pdf => pdf::strings(bytes).map_err(|err| format!("error: {err}")),
    }
}

fn make_return(
    file: &Path,
    quarter: &str,
    output: &Path,
    today: Result<Date, Date>,
    aside: &mut impl Write,
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
    spare(file, output)?;
    let record = load(file, aside)?.record;
    let today = today.unwrap_or_else(|calendar| record.as_at.unwrap_or(calendar));
    if today < quarter.first_day() {
        return Err(format!(
            "error: The quarter {quarter} has not begun on {}. Nothing was written.",
            short(today)
        ));
    }
    let document = quarterly(&record, quarter, today).map_err(|err| format!("error: {err}"))?;
    let made = page(way, &document, &pdf::Options::default())?;
    write(output, &made.bytes)?;
    let text = format!(
        "{}: quarterly return, {}, as at {}. Record hash {}",
        output.display(),
        quarter.words(),
        short(document.as_at),
        document.record_hash
    );
    let mut lines = vec![show_line(&text, LONGEST)];
    lines.extend(made.notes);
    Ok(lines.join("\n"))
}

/// Writes the whole file or nothing; what stood there under this name gives way, unless it is another
/// frozen pack.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let written = if path.to_string_lossy().ends_with(ENDING) {
        registers::write_frozen(path, bytes)
    } else {
        registers::write(path, bytes)
    };
    written.map_err(|err| format!("{}: error: {err}", safe(path)))
}

/// Refuses to write over the file that is read.
fn spare(file: &Path, output: &Path) -> Result<(), String> {
    if save::same_file(file, output) {
        return Err(format!(
            "{}: error: the output would take the place of the file it is made of. Nothing was \
             written; choose another name.",
            safe(output)
        ));
    }
    Ok(())
}
