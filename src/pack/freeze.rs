//! A pack frozen at issue: the record as it was, the meeting, what was chosen, and its seal.
//!
//! A frozen pack is a RON file of its own, written as records are. The seal holds the hash of each
//! part of the text and of the whole, so that whoever opens it later can say what was changed, and
//! the hash of the pack before it, so that packs hang together. A hash is no signature: whoever
//! rewrites the seal too is found out by the hash on the printed last page and in the next pack.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    base64,
    contents::Contents,
    doc::Edition,
    hash,
    paper::{PaperFile, bad_name, mime_of},
    rules::Rules,
    since::SheetRow,
};
use crate::{
    model::{Id, Meeting, Record},
    store::{
        read::{self, ReadError, ReadErrorKind},
        source::{Place, Source},
        write::{WriteError, record_text},
    },
};

/// The format of packs that this program writes.
pub const PACK_FORMAT: u32 = 1;

/// What stands in the seal's place while the whole is hashed.
const BLANK: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The ending of a frozen pack's file name.
pub const ENDING: &str = ".pack.ron";

/// A pack as issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// Version of the file format.
    pub format: u32,
    /// What was issued, and when.
    pub issue: Issue,
    /// The record as at issue.
    pub record: Record,
    /// Papers by name, with their bytes where they were attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<FrozenPaper>,
    /// Hashes of all that.
    pub seal: Seal,
}

/// What was issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// The meeting it is for.
    pub meeting: Id<Meeting>,
    /// Editions that may be made of it.
    pub editions: Vec<Edition>,
    /// Version, from 1.
    pub version: u32,
    /// Day of issue.
    pub issued: Date,
    /// The day whose position the record describes.
    pub as_at: Date,
    /// The rules in force.
    pub rules: Rules,
    /// What was chosen, with labels.
    pub contents: Contents,
    /// The pack that this one follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
    /// Changes since the version before, for the supplement sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheet: Vec<SheetRow>,
    /// Why there is a later version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The same of the public edition, for its own sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_before: Option<PublicBefore>,
    /// What a public edition leaves out, in neutral words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// The pack before this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Its meeting.
    pub meeting: Id<Meeting>,
    /// Its version.
    pub version: u32,
    /// Its day of issue.
    pub issued: Date,
    /// The hash of its whole text.
    pub hash: String,
}

/// The public edition of the version before, and what differs for the public since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicBefore {
    /// The hash of its whole text.
    pub hash: String,
    /// Changes, for the sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheet: Vec<SheetRow>,
}

/// Something that the public edition does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Its label.
    pub label: String,
    /// What it is, in neutral words: "Whole item, and its paper".
    pub what: String,
    /// The reason.
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reviewer: String,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// A paper as at issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenPaper {
    /// Its label: `4A`.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The name of its file; empty where none was attached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The hash of its bytes; empty where none were attached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
    /// Its bytes in base 64; empty where none were attached.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bytes: String,
}

impl FrozenPaper {
    /// Its bytes, where it was attached.
    pub fn content(&self) -> Option<Vec<u8>> {
        (!self.bytes.is_empty())
            .then(|| base64::decode(&self.bytes))
            .flatten()
    }

    /// Its media type, by its name.
    pub fn mime(&self) -> &'static str {
        mime_of(&self.file)
    }
}

/// Hashes, each over the text as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Of the field `issue`.
    pub issue: String,
    /// Of the field `record`: the hash that a pack prints.
    pub record: String,
    /// Of each paper, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// Of the whole text, with zeros in the place of this hash.
    pub whole: String,
}

/// A pack read from its file.
#[derive(Debug, Clone)]
pub struct OpenedPack {
    /// The pack.
    pub pack: Frozen,
    /// What is not as it was issued, a sentence each; empty for a sound pack.
    pub changed: Vec<String>,
    /// The text it was read from.
    pub source: Source,
}

impl OpenedPack {
    /// Whether everything is as it was issued.
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty()
    }
}

/// Why a pack was not made. `Display` is a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The record has no such meeting.
    NoMeeting,
    /// The version is not above that of the pack it follows.
    OldVersion {
        /// The version of the pack before.
        before: u32,
    },
    /// A paper that is attached has no place on the agenda.
    NoSuchPaper(String),
    /// A file name that could lead out of a folder, or that some system cannot keep.
    BadName(String),
    /// The text could not be written.
    Write(WriteError),
    /// The pack would be above the size that is opened.
    TooLarge(u64),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMeeting => out.write_str(
                "The record has no such meeting. No pack was made; name a meeting by its id or its \
                 day.",
            ),
            Self::OldVersion { before } => write!(
                out,
                "Version {before} was issued before. No pack was made; a later version has a \
                 higher number."
            ),
            Self::NoSuchPaper(label) => write!(
                out,
                "No paper of the meeting has the label {label}. No pack was made; labels are an \
                 item’s number and a letter, such as 4A."
            ),
            Self::BadName(name) => write!(
                out,
                "A paper cannot travel under the name {name:?}. No pack was made; rename the file."
            ),
            Self::Write(err) => write!(out, "{err} No pack was made."),
            Self::TooLarge(size) => write!(
                out,
                "The pack would have {} MB; above {} MB it could not be opened again. No pack was \
                 made; attach fewer or smaller papers.",
                size.div_ceil(1024 * 1024),
                read::SIZE_LIMIT / (1024 * 1024)
            ),
        }
    }
}

impl std::error::Error for Error {}

/// What a pack is to be made of.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The record as it is.
    pub record: &'a Record,
    /// The meeting.
    pub meeting: Id<Meeting>,
    /// Version; the next one after `previous` where none is given.
    pub version: Option<u32>,
    /// Day of issue.
    pub issued: Date,
    /// The day whose position the record describes.
    pub as_at: Date,
    /// What was chosen; the meeting's own choice where nothing was.
    pub contents: Option<Contents>,
    /// Papers to attach.
    pub attach: Vec<PaperFile>,
    /// The pack that this one follows.
    pub previous: Option<&'a Frozen>,
    /// Why there is a later version.
    pub why: String,
}

impl<'a> Request<'a> {
    /// The next version with the meeting's own choice, no papers attached, of the record's own date.
    pub fn of(record: &'a Record, meeting: Id<Meeting>, issued: Date) -> Self {
        Self {
            record,
            meeting,
            version: None,
            issued,
            as_at: record.as_at.unwrap_or(issued),
            contents: None,
            attach: Vec::new(),
            previous: None,
            why: String::new(),
        }
    }
}

/// The version after the last one that was issued for a meeting.
pub fn next_version(record: &Record, meeting: Id<Meeting>) -> u32 {
    record
        .issued_packs
        .iter()
        .filter(|pack| pack.meeting == meeting)
        .map(|pack| pack.version)
        .max()
        .unwrap_or(0)
        .saturating_add(1)
}

/// Makes a pack and seals it.
///
/// # Errors
/// A sentence for each thing that keeps it from being made, see [`Error`].
pub fn freeze(request: Request<'_>) -> Result<Frozen, Error> {
    let record = request.record;
    let meeting = record
        .meetings
        .get(request.meeting)
        .ok_or(Error::NoMeeting)?;
    let same_meeting = request
        .previous
        .filter(|before| before.issue.meeting == meeting.id);
    let before = same_meeting.map_or(0, |pack| pack.issue.version);
    let version = request.version.unwrap_or(before.saturating_add(1));
    if version <= before {
        return Err(Error::OldVersion { before });
    }
    let contents = match (request.contents, same_meeting) {
        (Some(contents), _) => contents,
        (None, Some(before)) => before.issue.contents.continued(meeting),
        (None, None) => Contents::of_meeting(record, meeting, request.as_at),
    };
    let papers = papers(meeting, &contents, &request.attach)?;
    let mut pack = Frozen {
        format: PACK_FORMAT,
        issue: Issue {
            meeting: meeting.id,
            editions: vec![Edition::Directors, Edition::Public],
            version,
            issued: request.issued,
            as_at: request.as_at,
            rules: Rules::in_force(record, meeting, request.as_at),
            contents,
            previous: request.previous.map(|before| Previous {
                meeting: before.issue.meeting,
                version: before.issue.version,
                issued: before.issue.issued,
                hash: before.seal.whole.clone(),
            }),
            sheet: Vec::new(),
            why: request.why,
            public_before: None,
            left_out: Vec::new(),
        },
        record: record.clone(),
        papers,
        seal: Seal::default(),
    };
    if let Some(before) = same_meeting {
        pack.issue.sheet = super::since::sheet(before, &pack);
        pack.issue.public_before = Some(super::public::since_before(before, &pack)?);
    }
    pack.sealed()
}

/// Papers of the agenda by label, with the files that were attached to them.
fn papers(
    meeting: &Meeting,
    contents: &Contents,
    attach: &[PaperFile],
) -> Result<Vec<FrozenPaper>, Error> {
    let mut papers: Vec<FrozenPaper> = Vec::new();
    for item in &meeting.agenda {
        for paper in &item.papers {
            if let Some(label) = contents.paper_label(item.id, paper) {
                papers.push(FrozenPaper {
                    label: label.to_owned(),
                    title: paper.title.clone(),
                    file: String::new(),
                    hash: String::new(),
                    bytes: String::new(),
                });
            }
        }
    }
    for file in attach {
        if bad_name(&file.name) {
            return Err(Error::BadName(file.name.clone()));
        }
        let paper = papers
            .iter_mut()
            .find(|paper| paper.label == file.label)
            .ok_or_else(|| Error::NoSuchPaper(file.label.clone()))?;
        paper.file.clone_from(&file.name);
        paper.hash = hash::sha256(&file.bytes);
        paper.bytes = base64::encode(&file.bytes);
    }
    Ok(papers)
}

impl Frozen {
    /// The meeting it is for.
    pub fn meeting(&self) -> Option<&Meeting> {
        self.record.meetings.get(self.issue.meeting)
    }

    /// The name of its file: `2019-09-26-v1.pack.ron`.
    pub fn file_name(&self) -> String {
        let day = self.meeting().map_or(self.issue.issued, |one| one.date);
        format!("{day}-v{}{ENDING}", self.issue.version)
    }

    /// The same pack with its seal worked out anew.
    ///
    /// # Errors
    /// [`Error::Write`], or [`Error::TooLarge`].
    pub fn sealed(mut self) -> Result<Self, Error> {
        let blank = BLANK.to_owned();
        self.seal = Seal {
            issue: blank.clone(),
            record: blank.clone(),
            papers: vec![blank.clone(); self.papers.len()],
            whole: blank,
        };
        let text = self.text()?;
        if text.len() as u64 > read::SIZE_LIMIT {
            return Err(Error::TooLarge(text.len() as u64));
        }
        let source = Source::new(text);
        self.seal.issue = part_hash(&source, "issue");
        self.seal.record = part_hash(&source, "record");
        self.seal.papers = (0..self.papers.len())
            .map(|place| part_hash(&source, &format!("papers[{place}]")))
            .collect();
        self.seal.whole = hash::sha256(self.text()?.as_bytes());
        Ok(self)
    }

    /// The text of its file.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn text(&self) -> Result<String, Error> {
        record_text(self).map_err(Error::Write)
    }
}

/// The hash of one value of the text; empty where it is not there.
fn part_hash(source: &Source, path: &str) -> String {
    let tree = source.tree();
    tree.root()
        .and_then(|root| tree.follow(source.text(), root, path))
        .and_then(|node| source.text().get(tree.node(node).span))
        .map_or_else(String::new, |text| hash::sha256(text.as_bytes()))
}

/// Reads a frozen pack. One that was changed since it was issued opens all the same, and says what
/// is not as it was.
///
/// # Errors
/// Everything that keeps the bytes from being a pack, with line and column.
pub fn read_pack(bytes: Vec<u8>) -> Result<OpenedPack, ReadError> {
    let opened = read::read::<Frozen>(bytes)?;
    let (pack, source) = (opened.record, opened.source);
    if pack.format != PACK_FORMAT {
        let kind = if pack.format > PACK_FORMAT {
            ReadErrorKind::Newer
        } else {
            ReadErrorKind::Value
        };
        let sentence = format!(
            "There is no format {} of packs; this program reads format {PACK_FORMAT}.",
            pack.format
        );
        return Err(refusal(&source, kind, "format", sentence));
    }
    read::refuse_duplicate_ids(&source)?;
    if pack.meeting().is_none() {
        let sentence = format!(
            "The pack is for the meeting {}, but the record in it has no such meeting.",
            pack.issue.meeting
        );
        return Err(refusal(
            &source,
            ReadErrorKind::Value,
            "issue.meeting",
            sentence,
        ));
    }
    for (place, paper) in pack.papers.iter().enumerate() {
        if !paper.file.is_empty() && bad_name(&paper.file) {
            let sentence = format!(
                "A paper cannot travel under the name {:?}: it could lead out of its folder.",
                paper.file
            );
            let path = format!("papers[{place}].file");
            return Err(refusal(&source, ReadErrorKind::Value, &path, sentence));
        }
    }
    let changed = verify(&pack, &source);
    Ok(OpenedPack {
        pack,
        changed,
        source,
    })
}

fn refusal(source: &Source, kind: ReadErrorKind, path: &str, sentence: String) -> ReadError {
    let place = source.position_of_path(path).unwrap_or_default();
    ReadError::new(kind, source, place, sentence)
}

/// What in the text is not as it was issued, a sentence each.
fn verify(pack: &Frozen, source: &Source) -> Vec<String> {
    // A copy through a mail system may have other line breaks; that changes nothing.
    let text = source.text().replace("\r\n", "\n");
    let unix = Source::new(text);
    let mut changed = Vec::new();
    let is_as_sealed = |path: &str, sealed: &str| part_hash(&unix, path) == sealed;
    if !is_as_sealed("record", &pack.seal.record) {
        changed.push(
            "The record in it is not what was issued: its text does not give the hash in the seal."
                .to_owned(),
        );
    }
    if !is_as_sealed("issue", &pack.seal.issue) {
        changed.push(
            "Its version, dates, rules or choice of contents are not what was issued.".to_owned(),
        );
    }
    if pack.papers.len() != pack.seal.papers.len() {
        changed.push(format!(
            "It was issued with {}, now there {} {}.",
            super::words::counted(pack.seal.papers.len(), "paper", "papers"),
            super::words::be(pack.papers.len()),
            super::words::count(pack.papers.len())
        ));
    }
    for (place, (paper, sealed)) in pack.papers.iter().zip(&pack.seal.papers).enumerate() {
        let content = paper.content();
        let whole = if paper.bytes.is_empty() {
            paper.hash.is_empty()
        } else {
            content.is_some_and(|bytes| hash::sha256(&bytes) == paper.hash)
        };
        if !whole || !is_as_sealed(&format!("papers[{place}]"), sealed) {
            changed.push(format!(
                "Paper {}, {}, is not what was issued.",
                paper.label, paper.title
            ));
        }
    }
    if changed.is_empty() && whole_hash(&unix) != Some(pack.seal.whole.clone()) {
        changed.push(
            "Something beside the record, the papers and the choice of contents is not what was \
             issued: a comment, the seal or the layout of the text."
                .to_owned(),
        );
    }
    changed
}

/// The hash of a pack's text with zeros in the place of its own.
fn whole_hash(source: &Source) -> Option<String> {
    let tree = source.tree();
    let node = tree.follow(source.text(), tree.root()?, "seal.whole")?;
    let span = tree.node(node).span;
    let (before, after) = (
        source.text().get(..span.start)?,
        source.text().get(span.end..)?,
    );
    Some(hash::sha256(
        format!("{before}\"{BLANK}\"{after}").as_bytes(),
    ))
}

/// The first place of a text that is not what this program would write for the same pack; none for
/// a pack as written.
pub fn first_difference(pack: &Frozen, source: &Source) -> Option<Place> {
    let written = pack.text().ok()?;
    let text = source.text();
    let same = written
        .bytes()
        .zip(text.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    (same < written.len().max(text.len())).then(|| source.place(same))
}
