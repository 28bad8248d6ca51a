//! The issue of a pack: everything is made before anything is written, each file whole or not at all.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    analysis::words::uncapital,
    edit::{Edit, issue::numbers_out, statements::current_statements},
    job::{
        AskKind, FileKind, Finish,
        worker::{self, Cancel, Place},
    },
    model::{Id, IssuedPack, Item, Measure, Meeting, Record},
    pack::{
        compose::{compose, compose_merged, compose_public, supplement},
        doc::{Document, Edition},
        freeze::{ENDING, Frozen, Request, freeze, next_version},
        pdf::Options,
        public::PublicPack,
    },
};

use super::{AppState, Before, Form, PackDesk, Task, attach, copy, earlier};
use crate::app::{files, message::Done, notice::Level, registers};

/// What was issued.
#[derive(Debug, Clone, PartialEq)]
pub struct Issued {
    /// The meeting it is for.
    pub meeting: Id<Meeting>,
    /// The version.
    pub version: u32,
    /// The hash of its whole text.
    pub hash: String,
    /// The frozen pack, the directors' and the public edition, then sheets of changes, the other forms
    /// asked for and the merged file where there are any.
    pub files: Vec<PathBuf>,
    /// What is worth knowing: a version before that was not found.
    pub remarks: Vec<String>,
    /// Measures with what their charts said at issue.
    pub said: Vec<Measure>,
}

impl Issued {
    /// The PDF of this kind: `directors`, `public`, `supplement`, `supplement-public`, `merged`.
    pub fn file(&self, kind: &str) -> Option<&PathBuf> {
        let ending = format!("-{kind}.pdf");
        let is_it = |path: &&PathBuf| path.to_string_lossy().ends_with(&ending);
        self.files.iter().find(is_it)
    }
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
        let version = next_version(record, meeting.id);
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
                file_name(stem, meeting, next_version(record, meeting.id))
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
        let mut places = self.places_of_packs();
        let (number, cancel) = self.begin_task(Task::Issue, "Freezing the record");
        let desk = self.packs.clone();
        places
            .folders
            .splice(0..0, path.parent().map(Path::to_owned));
        // What the pages showed is what is issued.
        if let Some(Before::Found(file)) = desk.shown.as_ref().map(|shown| &shown.before) {
            places.named = Some(file.clone());
        }
        let place = self.outside.place.clone();
        let reply = self.outside.jobs.reply();
        self.outside.jobs.start("issue", Finish::Must, move || {
            let mut told = |words: &str| reply.send(Done::PackProgress(number, words.to_owned()));
            let version = next_version(&record, meeting);
            let (_, before) = earlier::find(&record, meeting, version, &places);
            let attach = match attach::read(&desk.attached) {
                Ok(attach) => attach,
                Err(why) => return Done::PackIssued(number, Box::new(Err(why))),
            };
            let request = Request {
                version: Some(version),
                contents: desk.contents.clone(),
                attach,
                previous: before.as_ref(),
                why: desk.why.clone(),
                ..Request::of(&record, meeting, today)
            };
            let said = said(&record, request.as_at);
            let missed = version > 1 && before.is_none();
            let mut work = Work {
                place: &place,
                cancel: &cancel,
                told: &mut told,
            };
            let result = work.issue(request, &path, &desk).map(|mut issued| {
                issued.said = said;
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
        // Another number: the record was closed, or another one opened, in the meantime.
        let is_here = desk.number == number;
        if is_here {
            desk.working = None;
        }
        let issued = match result {
            Ok(issued) => issued,
            Err(why) => return self.say(Level::Error, why),
        };
        let Some(document) = self.document.as_mut().filter(|_| is_here) else {
            let words = format!(
                "Version {} was written, but its record was closed before the issue could be entered \
                 in it. Open the record and issue the pack again.",
                issued.version
            );
            return self.say(Level::Warning, words);
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
        let mut edits = keep_said(document.record(), &issued.said);
        edits.extend(numbers_out(document.record(), pack.meeting, today));
        edits.push(Edit::from(pack));
        document.history.close_step();
        let label = format!("issue of version {}", issued.version);
        self.apply(&Edit::Several(label, edits));
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
        let desk = self.pack_desk();
        desk.issued = Some(Arc::new(issued));
        // The next version follows this one, for reasons of its own.
        desk.before = None;
        desk.why.clear();
        self.notices.push(Level::Done, words, self.now).shows = first;
    }
}

/// What the charts said at issue, for the measures that have not kept it yet.
fn said(record: &Record, today: jiff::civil::Date) -> Vec<Measure> {
    current_statements(record, today)
        .into_iter()
        .filter_map(|edit| {
            let Edit::Put(item) = edit else { return None };
            let Item::Measure(measure) = *item else {
                return None;
            };
            Some(measure)
        })
        .collect()
}

/// The edits that keep it, in a record that may have changed while the pack was made.
fn keep_said(record: &Record, said: &[Measure]) -> Vec<Edit> {
    said.iter()
        .filter_map(|with| {
            let mut measure = record.measures.get(with.id)?.clone();
            if measure.values == with.values {
                measure.statements.clone_from(&with.statements);
            } else {
                let new = with.statements.iter();
                let missing = new.filter(|one| !measure.statements.contains(one));
                let missing: Vec<_> = missing.cloned().collect();
                measure.statements.extend(missing);
            }
            Some(Edit::from(measure))
        })
        .collect()
}

/// `worcestershire-children-first-2019-09-26.pack.ron`; a later version says so.
fn file_name(stem: &str, meeting: &Meeting, version: u32) -> String {
    if version == 1 {
        format!("{stem}-{}{ENDING}", meeting.date)
    } else {
        format!("{stem}-{}-v{version}{ENDING}", meeting.date)
    }
}

/// What an issue needs beside the request.
struct Work<'w> {
    place: &'w Place,
    cancel: &'w Cancel,
    told: &'w mut dyn FnMut(&str),
}

impl Work<'_> {
    /// Sets a document, and searches it for what it must not say.
    fn set(
        &mut self,
        name: &str,
        document: &Document,
        form: Form,
        withheld: &[String],
    ) -> Result<Vec<u8>, String> {
        let told = &mut *self.told;
        let mut said = |words: &str| told(&format!("{name}: {words}"));
        copy::written(
            document,
            form,
            withheld,
            (self.place, self.cancel, &mut said),
        )
    }

    /// Sheets of changes of a later version.
    fn sheets(
        &mut self,
        pack: &Frozen,
        public: &PublicPack,
        made: &mut Vec<(String, Vec<u8>)>,
    ) -> Result<(), String> {
        if let Some(sheet) = supplement(pack) {
            let bytes = self.set("Sheet of changes", &sheet, Form::Pdf, &[])?;
            made.push(("supplement.pdf".to_owned(), bytes));
        }
        if let Some(sheet) = supplement(public.pack()) {
            let withheld = public.withheld();
            let bytes = self.set("Public sheet of changes", &sheet, Form::Pdf, withheld)?;
            made.push(("supplement-public.pdf".to_owned(), bytes));
        }
        Ok(())
    }

    fn issue(
        &mut self,
        request: Request<'_>,
        path: &Path,
        desk: &PackDesk,
    ) -> Result<Issued, String> {
        let pack = freeze(request).map_err(|err| err.to_string())?;
        let public = PublicPack::of(&pack).map_err(|err| err.to_string())?;
        let text = pack.text().map_err(|err| err.to_string())?;
        let withheld = public.withheld();
        let editions = [
            (Edition::Directors, compose(&pack), &[][..]),
            (Edition::Public, compose_public(&public), withheld),
        ];
        let also = Form::ALL
            .into_iter()
            .filter(|form| desk.also.contains(form));
        let mut made = Vec::new();
        for form in std::iter::once(Form::Pdf).chain(also) {
            for (edition, document, withheld) in &editions {
                let mut name = copy::name(*edition).to_owned();
                if form != Form::Pdf {
                    name = format!("{name}, {}", uncapital(form.words()));
                }
                let bytes = self.set(&name, document, form, withheld)?;
                made.push((format!("{}{}", copy::word(*edition), form.ending()), bytes));
            }
            if form == Form::Pdf {
                self.sheets(&pack, &public, &mut made)?;
            }
        }
        let (document, bundle) = compose_merged(&pack);
        if desk.merged && !bundle.is_empty() {
            let options = Options {
                bundle,
                ..Options::default()
            };
            let told = &mut *self.told;
            let mut said = |words: &str| told(&format!("Merged file: {words}"));
            let file = worker::pack::make(self.place, &document, &options, self.cancel, &mut said)
                .map_err(|err| err.to_string())?;
            made.push(("merged.pdf".to_owned(), file.bytes));
        }
        if self.cancel.is_cancelled() {
            return Err("Cancelled. Nothing was written.".to_owned());
        }
        (self.told)("Writing the files");
        let path = with_ending(path);
        let mut files = vec![path.clone()];
        registers::write_frozen(&path, text.as_bytes())?;
        for (ending, bytes) in made {
            let path = beside(&path, &ending);
            registers::write(&path, &bytes)?;
            files.push(path);
        }
        Ok(Issued {
            meeting: pack.issue.meeting,
            version: pack.issue.version,
            hash: pack.seal.whole.clone(),
            files,
            remarks: Vec::new(),
            said: Vec::new(),
        })
    }
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
    path.with_file_name(format!("{}-{ending}", stem(path)))
}
