//! The chair's brief of a meeting, written as a PDF.

use std::path::PathBuf;

use crate::{
    app::{Document, files, message::Done, registers},
    job::{AskKind, FileKind, Finish},
    pack::brief,
};

use super::{
    AppState, Copied, Form, Task,
    copy::{self, Wanted},
    of_meeting,
};

impl AppState {
    /// Asks where the brief of the meeting at hand is to be written.
    pub(in crate::app) fn ask_where_to_brief(&mut self) {
        let name = self.suggested_brief();
        if name.is_empty() {
            return;
        }
        self.pack_desk().wanted = Wanted::Brief;
        let title = "Write the chair’s brief to";
        self.ask((AskKind::Save, FileKind::Pdf), title, &name, None);
    }

    pub(super) fn suggested_brief(&self) -> String {
        let today = self.today();
        let Some(record) = self.document.as_ref().map(Document::record) else {
            return String::new();
        };
        let name = files::suggested_name(record);
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let meeting = self.packs.meeting(record, today);
        meeting.map_or_else(String::new, |one| {
            format!("{stem}-{}-chairs-brief.pdf", one.date)
        })
    }

    pub(super) fn brief_to(&mut self, path: PathBuf) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let record = document.record().clone();
        let derived = document.derived.clone();
        let Some(meeting) = self.packs.meeting(&record, today).map(|one| one.id) else {
            return;
        };
        let path = copy::with_ending(path, FileKind::Pdf);
        let (number, cancel) = self.begin_task(Task::Brief, "Reading the record");
        let place = self.outside.place.clone();
        let reply = self.outside.jobs.reply();
        self.outside.jobs.start("brief", Finish::Must, move || {
            let mut told = |words: &str| reply.send(Done::PackProgress(number, words.to_owned()));
            let result = (|| {
                let gone = || "This meeting is no longer in the record.".to_owned();
                let meeting = record.meetings.get(meeting).ok_or_else(gone)?;
                let findings = of_meeting(&derived.findings, &record, meeting);
                let document = brief::brief(&record, meeting, &findings, today)
                    .map_err(|err| err.to_string())?;
                let bytes = copy::written(&document, Form::Pdf, &[], (&place, &cancel, &mut told))?;
                registers::write(&path, &bytes)?;
                Ok(Copied {
                    file: path,
                    changed: Vec::new(),
                })
            })();
            Done::PackCopied(number, Box::new(result))
        });
    }
}
