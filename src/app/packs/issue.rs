//! The issue of a pack: everything is made before anything is written, each file whole or not at all.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    edit::Edit,
    job::{
        AskKind, FileKind, Finish,
        worker::{self, Cancel, Place},
    },
    model::{Id, IssuedPack, Meeting, Record},
    pack::{
        doc::Edition,
        freeze::{ENDING, Frozen, Request, freeze, read_pack},
        leak,
        pdf::{self, Options},
    },
    store::save,
};

use super::{AppState, Working, preview};
use crate::app::{files, message::Done, notice::Level, registers};

/// What was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The meeting it is for.
    pub meeting: Id<Meeting>,
    /// The version.
    pub version: u32,
    /// The hash of its whole text.
    pub hash: String,
    /// The frozen pack, the directors' and the public edition.
    pub files: Vec<PathBuf>,
    /// What is worth knowing: a version before that was not found.
    pub remarks: Vec<String>,
}

impl AppState {
    pub(super) fn ask_where_to_issue(&mut self) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let record = document.record();
        let Some(meeting) = self.packs.meeting(record, today) else {
            return;
        };
        let version = preview::next_version(record, meeting.id);
        let name = files::suggested_name(record);
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let name = file_name(stem, meeting, version);
        self.ask(
            (AskKind::Save, FileKind::Pack),
            "Issue the pack to",
            &name,
            None,
        );
    }

    /// The name that the next pack would have.
    pub(in crate::app) fn suggested_pack(&self) -> String {
        let today = self.today();
        let Some(document) = &self.document else {
            return String::new();
        };
        let record = document.record();
        let name = files::suggested_name(record);
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        self.packs
            .meeting(record, today)
            .map_or_else(String::new, |meeting| {
                file_name(stem, meeting, preview::next_version(record, meeting.id))
            })
    }

    /// Makes the pack and both editions and writes them beside each other.
    pub(in crate::app) fn issue_to(&mut self, path: PathBuf) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let record = document.record().clone();
        let Some(meeting) = self.packs.meeting(&record, today).map(|one| one.id) else {
            return;
        };
        if let Some(working) = &self.packs.working {
            working.cancel.cancel();
        }
        let cancel = Cancel::default();
        let number = self.packs.number + 1;
        let contents = self.packs.contents.clone();
        let desk = self.pack_desk();
        desk.number = number;
        desk.working = Some(Working {
            words: "Freezing the record".to_owned(),
            issuing: true,
            cancel: cancel.clone(),
        });
        let place = self.outside.place.clone();
        let reply = self.outside.jobs.reply();
        self.outside.jobs.start("issue", Finish::Must, move || {
            let mut told = |words: &str| reply.send(Done::PackProgress(number, words.to_owned()));
            let version = preview::next_version(&record, meeting);
            let before = before(&path, &record, meeting, version);
            let request = Request {
                record: &record,
                meeting,
                version: Some(version),
                issued: today,
                as_at: record.as_at.unwrap_or(today),
                contents,
                attach: Vec::new(),
                previous: before.as_ref(),
                why: String::new(),
            };
            let missed = version > 1 && before.is_none();
            let result = issue(request, &path, (&place, &cancel), &mut told).map(|mut issued| {
                if missed {
                    let words = "The version before was not found in the folder, so this one has \
                                 no sheet of changes.";
                    issued.remarks.push(words.to_owned());
                }
                issued
            });
            Done::PackIssued(number, Box::new(result))
        });
    }

    pub(in crate::app) fn pack_issued(&mut self, number: u64, result: Result<Issued, String>) {
        let today = self.today();
        let desk = self.pack_desk();
        if desk.number == number {
            desk.working = None;
        }
        let issued = match result {
            Ok(issued) => issued,
            Err(why) => return self.say(Level::Error, why),
        };
        let Some(document) = &mut self.document else {
            return;
        };
        let random = &mut self.outside.random;
        let packs = &document.record().issued_packs;
        let file = issued.files.first().and_then(|path| path.file_name());
        let pack = IssuedPack {
            id: Record::fresh_id(packs, today.year(), || random.u32(..)),
            meeting: issued.meeting,
            version: issued.version,
            issued: today,
            hash: issued.hash.clone(),
            file: file.unwrap_or_default().to_string_lossy().into_owned(),
        };
        document.history.close_step();
        let label = format!("issue of version {}", issued.version);
        self.apply(&Edit::Several(label, vec![Edit::from(pack)]));
        if let Some(document) = &mut self.document {
            document.history.close_step();
        }
        let mut words = format!(
            "Version {} is issued: the pack and both editions. The issue is entered in the record.",
            issued.version
        );
        for remark in &issued.remarks {
            words.push(' ');
            words.push_str(remark);
        }
        let first = issued.files.first().cloned();
        self.pack_desk().issued = Some(Arc::new(issued));
        self.notices.push(Level::Done, words, self.now).shows = first;
    }
}

/// `worcestershire-children-first-2019-09-26.pack.ron`; a later version says so.
fn file_name(stem: &str, meeting: &Meeting, version: u32) -> String {
    if version == 1 {
        format!("{stem}-{}{ENDING}", meeting.date)
    } else {
        format!("{stem}-{}-v{version}{ENDING}", meeting.date)
    }
}

/// The pack of the version before, where it lies beside the new one as it was issued.
fn before(path: &Path, record: &Record, meeting: Id<Meeting>, version: u32) -> Option<Frozen> {
    let last = record
        .issued_packs
        .iter()
        .find(|pack| pack.meeting == meeting && pack.version.saturating_add(1) == version)?;
    let (bytes, _) = save::load(&path.with_file_name(&last.file)).ok()?;
    let opened = read_pack(bytes).ok()?;
    (opened.is_sound() && opened.pack.seal.whole == last.hash).then_some(opened.pack)
}

fn issue(
    request: Request<'_>,
    path: &Path,
    (place, cancel): (&Place, &Cancel),
    told: &mut dyn FnMut(&str),
) -> Result<Issued, String> {
    let pack = freeze(request).map_err(|err| err.to_string())?;
    let text = pack.text().map_err(|err| err.to_string())?;
    let mut made = Vec::new();
    for (edition, ending) in [
        (Edition::Directors, "directors"),
        (Edition::Public, "public"),
    ] {
        let preview::Composed {
            document, withheld, ..
        } = preview::composed(&pack, edition)?;
        let name = match edition {
            Edition::Directors => "Directors’ edition",
            Edition::Public => "Public edition",
        };
        let mut said = |words: &str| told(&format!("{name}: {words}"));
        let file = worker::pack::make(place, &document, &Options::default(), cancel, &mut said)
            .map_err(|err| err.to_string())?;
        if edition == Edition::Public {
            told("Looking for what is withheld");
            let strings = pdf::strings(&file.bytes).map_err(|err| err.to_string())?;
            leak::refuse(&strings, &withheld).map_err(|leak| leak.to_string())?;
        }
        made.push((beside(path, ending), file.bytes));
    }
    if cancel.is_cancelled() {
        return Err("Cancelled. Nothing was written.".to_owned());
    }
    told("Writing the files");
    let path = with_ending(path);
    let mut files = vec![path.clone()];
    registers::write(&path, text.as_bytes())?;
    for (path, bytes) in made {
        registers::write(&path, &bytes)?;
        files.push(path);
    }
    Ok(Issued {
        meeting: pack.issue.meeting,
        version: pack.issue.version,
        hash: pack.seal.whole.clone(),
        files,
        remarks: Vec::new(),
    })
}

fn with_ending(path: &Path) -> PathBuf {
    if path.to_string_lossy().ends_with(ENDING) {
        path.to_owned()
    } else {
        path.with_file_name(format!("{}{ENDING}", stem(path)))
    }
}

fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name
        .strip_suffix(ENDING)
        .or_else(|| name.strip_suffix(".ron"));
    stem.unwrap_or(&name).to_owned()
}

/// `…-public.pdf` beside the frozen pack.
fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_file_name(format!("{}-{ending}.pdf", stem(path)))
}
