//! Packs in the window: what is chosen, the pages as they will print, and the issue.
//!
//! Freezing, composing and setting are tasks; pages are set in a process of their own. What a person
//! chose is kept while the record is open. An issue writes the frozen pack and both editions, the
//! public one only after its leak check, sheets of changes with a later version, and enters the issue
//! in the record as one step.

mod attach;
mod brief;
mod copy;
mod earlier;
mod issue;
mod preview;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    check::{Finding, Severity},
    job::{AskKind, FileKind, worker::Cancel},
    model::{Id, ItemRef, Meeting, Record},
    pack::{
        contents::{self, Chapter, Contents},
        doc::Edition,
    },
};

pub use copy::{Copied, Form};
pub use earlier::Before;
pub use issue::Issued;
pub use preview::{Asked, Page, Set, Shown};

use super::AppState;

/// What the page of packs asks for.
#[derive(Debug, Clone)]
pub enum PackAsk {
    /// Another meeting.
    Meeting(Id<Meeting>),
    /// Another edition.
    Edition(Edition),
    /// A chapter in or out.
    Chapter(Chapter, bool),
    /// An item of a chapter in or out.
    Item(ItemRef, bool),
    /// Every item of a chapter in.
    Whole(Chapter),
    /// Attach a file to the paper with this label: choose which.
    Attach(String),
    /// The file of this paper stays behind.
    Detach(String),
    /// Whether attached PDFs are also written as one file, page by page.
    Merged(bool),
    /// Whether an issue also writes both editions in this form.
    Also(Form, bool),
    /// Why there is a later version.
    Why(String),
    /// Say where the version before lies.
    FindBefore,
    /// Copy what was issued, in this form: choose where.
    Copy(Form),
    /// Write the chair's brief: choose where.
    Brief,
    /// The pages from this one on are wanted as pictures.
    Pages(usize),
    /// Issue the pack: choose where.
    Issue,
    /// Stop what is under way.
    Cancel,
}

/// A task that takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Pages to look at.
    Preview,
    /// The issue of a pack.
    Issue,
    /// A copy of what was issued.
    Copy,
    /// The chair's brief.
    Brief,
}

impl Task {
    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Preview => "Preview",
            Self::Issue => "Issue",
            Self::Copy => "Copy",
            Self::Brief => "Chair’s brief",
        }
    }
}

/// What is under way.
#[derive(Debug, Clone)]
pub struct Working {
    /// Its words: "Setting the pages".
    pub words: String,
    /// What it is.
    pub task: Task,
    cancel: Cancel,
}

/// What is chosen, shown and under way.
#[derive(Debug, Clone, Default)]
pub struct PackDesk {
    /// The meeting; the next one where nobody chose.
    pub meeting: Option<Id<Meeting>>,
    /// The edition shown.
    pub edition: Edition,
    /// What was chosen by hand; the meeting's own contents where nothing was.
    pub contents: Option<Contents>,
    /// Files of papers, by their label.
    pub attached: BTreeMap<String, PathBuf>,
    /// Whether attached PDFs are also written as one file, page by page.
    pub merged: bool,
    /// Forms in which an issue also writes both editions.
    pub also: Vec<Form>,
    /// Why there is a later version.
    pub why: String,
    /// Where a person says that the version before lies.
    before: Option<PathBuf>,
    /// What is written to the place that is being chosen.
    wanted: copy::Wanted,
    /// What was copied last.
    pub copied: Option<PathBuf>,
    /// The paper whose file is being chosen.
    attaching: Option<String>,
    /// Pages as they will print.
    pub shown: Option<Arc<Shown>>,
    /// Why there are none, for the pages asked for last.
    pub fault: Option<String>,
    /// What is under way.
    pub working: Option<Working>,
    /// What was asked for last.
    asked: Option<Asked>,
    number: u64,
    /// What was issued in this session.
    pub issued: Option<Arc<Issued>>,
}

impl PackDesk {
    /// The meeting that a pack is made for.
    pub fn meeting<'r>(&self, record: &'r Record, today: jiff::civil::Date) -> Option<&'r Meeting> {
        self.meeting
            .and_then(|id| record.meetings.get(id))
            .or_else(|| record.next_meeting(today))
            .or_else(|| record.last_meeting(today))
            .or_else(|| record.meetings.iter().last())
    }

    /// The pages of the edition that is chosen, once they are set: what is said of an edition is said
    /// of these.
    pub fn shown_of_edition(&self) -> Option<&Shown> {
        let shown = self.shown.as_deref()?;
        (shown.edition() == self.edition).then_some(shown)
    }

    /// What the pack of a meeting would hold.
    pub fn contents(
        &self,
        record: &Record,
        meeting: &Meeting,
        today: jiff::civil::Date,
    ) -> Contents {
        let own = || Contents::of_meeting(record, meeting, today);
        self.contents
            .clone()
            .map_or_else(own, |chosen| chosen.continued(meeting))
    }

    /// Whether the pages shown are those of the record and the choice as they are now.
    pub fn is_current(&self, revision: u64, first: usize) -> bool {
        let key = |asked: &Asked| {
            asked.revision == revision
                && asked.edition == self.edition
                && asked.meeting == self.meeting
                && asked.contents == self.contents
                && asked.attached == self.attached
                && asked.why == self.why
                && asked.before == self.before
        };
        let asked = self
            .asked
            .as_ref()
            .is_some_and(|asked| key(asked) && asked.covers(first));
        asked
            || self
                .shown
                .as_ref()
                .is_some_and(|shown| key(&shown.asked) && shown.has(first))
    }
}

/// Findings that concern a meeting: its own, and those of its decisions and of actions whose dates
/// moved. Errors first.
pub fn of_meeting<'f>(
    findings: &'f [Finding],
    record: &Record,
    meeting: &Meeting,
) -> Vec<&'f Finding> {
    let mut own: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .filter(|finding| concerns(finding.at, record, meeting))
        .collect();
    own.sort_by_key(|finding| finding.severity != Severity::Error);
    own
}

/// Whether an item is of a meeting: itself, a decision of it, an action on its agenda.
fn concerns(at: ItemRef, record: &Record, meeting: &Meeting) -> bool {
    if let ItemRef::Decision(id) = at {
        let decision = record.decisions.get(id);
        return decision.is_some_and(|one| one.meeting == Some(meeting.id))
            || meeting.agenda.iter().any(|item| item.decision == Some(id));
    }
    if let ItemRef::Action(id) = at {
        return meeting.agenda.iter().any(|item| item.actions.contains(&id));
    }
    at == ItemRef::Meeting(meeting.id)
}

impl AppState {
    /// The desk to be changed.
    pub(super) fn pack_desk(&mut self) -> &mut PackDesk {
        Arc::make_mut(&mut self.packs)
    }

    pub(super) fn pack_asked(&mut self, ask: PackAsk) {
        match ask {
            PackAsk::Meeting(id) => {
                let desk = self.pack_desk();
                (desk.meeting, desk.contents, desk.issued) = (Some(id), None, None);
                (desk.attached, desk.merged) = (BTreeMap::new(), false);
                (desk.before, desk.copied) = (None, None);
                desk.why.clear();
            }
            PackAsk::Edition(edition) => self.pack_desk().edition = edition,
            PackAsk::Chapter(chapter, true) => self.choose(|to, _| to.add_chapter(chapter)),
            PackAsk::Chapter(chapter, false) => self.choose(|to, _| to.remove_chapter(chapter)),
            PackAsk::Item(at, wanted) => self.choose(|to, _| to.tell(at, wanted)),
            PackAsk::Whole(chapter) => self.choose(|to, record| {
                for at in contents::items(record, chapter) {
                    to.tell(at, true);
                }
            }),
            PackAsk::Attach(label) => self.ask_for_paper(label),
            PackAsk::Detach(label) => {
                self.pack_desk().attached.remove(&label);
            }
            PackAsk::Merged(merged) => self.pack_desk().merged = merged,
            PackAsk::Also(form, wanted) => {
                let also = &mut self.pack_desk().also;
                also.retain(|one| *one != form);
                if wanted {
                    also.push(form);
                }
            }
            PackAsk::Why(why) => self.pack_desk().why = why,
            PackAsk::FindBefore => {
                let title = "Find the version before";
                self.ask((AskKind::Open, FileKind::Pack), title, "", None);
            }
            PackAsk::Copy(form) => self.ask_where_to_copy(form),
            PackAsk::Brief => self.ask_where_to_brief(),
            PackAsk::Pages(first) => self.set_pages(first),
            PackAsk::Issue => self.ask_where_to_issue(),
            PackAsk::Cancel => {
                if let Some(working) = &self.packs.working {
                    working.cancel.cancel();
                }
            }
        }
    }

    /// Where the version before lies.
    pub(super) fn found_before(&mut self, path: PathBuf) {
        self.pack_desk().before = Some(path);
    }

    /// Changes what was chosen, from the meeting's own choice on.
    fn choose(&mut self, change: impl FnOnce(&mut Contents, &Record)) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        let record = document.record();
        let Some(meeting) = self.packs.meeting(record, today) else {
            return;
        };
        let mut contents = self.packs.contents(record, meeting, today);
        change(&mut contents, record);
        self.pack_desk().contents = Some(contents);
    }

    /// The record was closed or another one opened.
    pub(super) fn clear_packs(&mut self) {
        if let Some(working) = &self.packs.working {
            working.cancel.cancel();
        }
        let number = self.packs.number + 1;
        self.packs = Arc::new(PackDesk {
            number,
            ..PackDesk::default()
        });
    }

    pub(super) fn pack_progress(&mut self, number: u64, words: String) {
        let desk = self.pack_desk();
        if desk.number == number
            && let Some(working) = &mut desk.working
        {
            working.words = words;
        }
    }

    /// The files of the pack issued last: the frozen pack, the directors' and the public edition, then
    /// sheets of changes and the merged file where there are any.
    pub fn issued_files(&self) -> &[PathBuf] {
        self.packs
            .issued
            .as_ref()
            .map_or(&[], |issued| &issued.files)
    }
}
