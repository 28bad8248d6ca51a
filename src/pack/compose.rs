//! A frozen pack to a document as data, page type by page type.
//!
//! The parts are planned first, so that each can lead to the page of any other; then each chapter
//! writes its own. Figures and lists of page one come from the same lists ([`Cx`]).

use jiff::civil::Date;

use super::{
    chapters,
    contents::{Chapter, Chosen},
    doc::{Document, Edition, Part},
    freeze::{Frozen, Issue},
    hash,
    pdf::Donor,
    public::PublicPack,
    words,
};
use crate::{
    analysis::{
        changes::{Change, ChangeKind, changes},
        curve::{Curve, Curves},
        overview,
        thread::Threads,
    },
    model::{
        AgendaItem, Concern, Id, ItemRef, Measure, Meeting, Purpose, Record,
        date::{long, weekday},
    },
};

/// Everything that chapters read, worked out once.
pub struct Cx<'p> {
    /// The pack.
    pub pack: &'p Frozen,
    /// What was issued.
    pub issue: &'p Issue,
    /// The record as at issue.
    pub record: &'p Record,
    /// The meeting.
    pub meeting: &'p Meeting,
    /// The day whose position the record describes.
    pub today: Date,
    /// For whom.
    pub edition: Edition,
    /// Who names whom.
    pub threads: Threads,
    /// Whether attached PDFs are set page by page after their item.
    pub merged: bool,
    /// Charts of all measures.
    pub curves: Curves,
    /// Measures off track: the measure and why.
    pub off_track: Vec<(Id<Measure>, String)>,
    /// What changed since the meeting before, oldest first, new figures of measures left out.
    pub changed: Vec<Change>,
    /// Measures with a new figure since then.
    pub new_figures: usize,
    /// Since when changes are told.
    pub since: Date,
    /// Parts in order.
    pub plan: Vec<Planned<'p>>,
}

/// A part that is going to stand in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned<'p> {
    /// Changes since the version before.
    Sheet,
    /// Page one.
    OnePage,
    /// Contents and running order.
    RunningOrder,
    /// An agenda item or a chapter.
    Chosen(&'p Chosen),
    /// What the public edition does not have.
    LeftOut,
    /// Identity, rules, signs.
    About,
}

/// The edition that a pack was frozen for: the directors', or the public one of a pack that was made
/// for the public alone.
pub fn compose(pack: &Frozen) -> Document {
    document(pack, edition_of(pack), false)
}

fn edition_of(pack: &Frozen) -> Edition {
    if pack.issue.editions == [Edition::Public] {
        Edition::Public
    } else {
        Edition::Directors
    }
}

/// The public edition: of a record from which everything restricted was taken out before.
pub fn compose_public(pack: &PublicPack) -> Document {
    document(pack.pack(), Edition::Public, false)
}

/// The sheet of changes alone, for those who printed the version before; none for a first version,
/// or where nothing changed. Of a public pack it is the public one.
pub fn supplement(pack: &Frozen) -> Option<Document> {
    if !has_sheet(&pack.issue) {
        return None;
    }
    let mut document = compose(pack);
    let sheet = document.parts.iter().position(|part| part.label == "S")?;
    let mut part = document.parts.swap_remove(sheet);
    chapters::unlink(&mut part);
    document.title = format!("{}. {}", part.title, document.title);
    document.cover = None;
    document.parts = vec![part];
    document.attachments.clear();
    Some(document)
}

/// A pack whose attached papers that are PDFs are set page by page after the part of their item.
/// Papers of other kinds go on travelling inside.
pub fn compose_merged(pack: &Frozen) -> (Document, Vec<Donor>) {
    let mut document = document(pack, edition_of(pack), true);
    let contents = &pack.issue.contents;
    let mut donors = Vec::new();
    for paper in pack
        .papers
        .iter()
        .filter(|one| chapters::papers::is_pdf(one))
    {
        let of = contents.papers.iter().find(|one| one.label == paper.label);
        let item = of.and_then(|one| contents.label_of(one.item));
        let after_part = document
            .parts
            .iter()
            .position(|part| Some(part.label.as_str()) == item);
        if let (Some(after_part), Some(bytes)) = (after_part, paper.content()) {
            donors.push(Donor {
                after_part,
                label: paper.label.clone(),
                name: format!("Paper {}, {}", paper.label, paper.title),
                bytes,
            });
        }
    }
    let names: Vec<String> = donors.iter().map(|one| one.label.clone()).collect();
    let is_merged = |name: &str| {
        let mut papers = pack.papers.iter();
        papers.any(|paper| {
            names.contains(&paper.label) && chapters::papers::travels_as(paper) == name
        })
    };
    document.attachments.retain(|file| !is_merged(&file.name));
    (document, donors)
}

fn document(pack: &Frozen, edition: Edition, merged: bool) -> Document {
    let record = &pack.record;
    let organisation = &record.organisation;
    let body = if organisation.name.trim().is_empty() {
        "The board".to_owned()
    } else {
        organisation.name.clone()
    };
    let Some(meeting) = pack.meeting() else {
        return empty(pack, edition, body);
    };
    let mut cx = Cx::new(pack, meeting, edition);
    cx.merged = merged;
    let parts = cx.plan.iter().map(|planned| cx.part(*planned)).collect();
    Document {
        title: format!("Board meeting pack, {}, {body}", long(meeting.date)),
        cover: Some(chapters::cover::cover(&cx)),
        parts,
        attachments: chapters::papers::attachments(&cx),
        ..empty(pack, edition, body)
    }
}

/// A document of this pack without pages: what stands in the head and foot of each.
fn empty(pack: &Frozen, edition: Edition, body: String) -> Document {
    let issue = &pack.issue;
    let version = version_words(issue.version);
    Document {
        title: format!("Board meeting pack, {body}"),
        short_body: short_name(&body),
        body,
        controlled_by: pack.record.organisation.council.clone(),
        edition,
        mark: match edition {
            Edition::Directors => "Directors’ edition. Not for publication".to_owned(),
            Edition::Public => format!("Public edition. {version}"),
        },
        version: issue.version,
        issued: issue.issued,
        as_at: issue.as_at,
        record_hash: pack.seal.record.clone(),
        cover: None,
        parts: Vec::new(),
        attachments: Vec::new(),
    }
}

/// "Version 1", or "Draft" for what was not issued.
pub fn version_words(version: u32) -> String {
    if version == 0 {
        "Draft".to_owned()
    } else {
        format!("Version {version}")
    }
}

/// The initials of a long name, the name itself where it is short.
pub fn short_name(name: &str) -> String {
    if name.chars().count() <= 24 {
        return name.to_owned();
    }
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect();
    if initials.chars().count() >= 2 {
        initials
    } else {
        name.chars().take(24).collect()
    }
}

impl<'p> Cx<'p> {
    /// Reads the pack once.
    pub fn new(pack: &'p Frozen, meeting: &'p Meeting, edition: Edition) -> Self {
        let (record, issue) = (&pack.record, &pack.issue);
        let today = issue.as_at;
        let curves = Curves::new(record, today, None);
        let off_track = record
            .measures
            .iter()
            .filter_map(|measure| {
                let why = curves.get(measure.id)?.verdict.off_track.clone()?;
                Some((measure.id, why))
            })
            .collect();
        let since = overview::changes_since(record, today);
        let (figures, mut changed): (Vec<Change>, Vec<Change>) = changes(record, since, today)
            .into_iter()
            .partition(|change| change.kind == ChangeKind::Value);
        changed.reverse();
        Self {
            pack,
            issue,
            record,
            meeting,
            today,
            edition,
            threads: Threads::new(record),
            merged: false,
            curves,
            off_track,
            changed,
            new_figures: figures.len(),
            since,
            plan: plan(pack, meeting, edition),
        }
    }

    /// Whether this is for the public.
    pub fn is_public(&self) -> bool {
        self.edition == Edition::Public
    }

    /// The chart of a measure.
    pub fn curve(&self, measure: Id<Measure>) -> Option<&Curve> {
        self.curves.get(measure).map(AsRef::as_ref)
    }

    /// Concerns not closed, longest open first.
    pub fn open_concerns(&self) -> Vec<&'p Concern> {
        let mut open: Vec<&Concern> = self
            .record
            .concerns
            .iter()
            .filter(|concern| concern.closed.is_none())
            .collect();
        open.sort_by_key(|concern| concern.opened);
        open
    }

    /// What is to be decided, in the order of the agenda.
    pub fn to_decide(&self) -> Vec<overview::DecideRow> {
        overview::decide_rows_of(self.record, self.meeting, self.today)
    }

    /// An item of the agenda.
    pub fn item(&self, id: Id<AgendaItem>) -> Option<&'p AgendaItem> {
        self.meeting.agenda.iter().find(|item| item.id == id)
    }

    /// The place of the part with a chapter.
    pub fn part_of(&self, chapter: Chapter) -> Option<usize> {
        self.plan.iter().position(|planned| match planned {
            Planned::Chosen(chosen) => chosen.chapters.contains(&chapter),
            Planned::Sheet
            | Planned::OnePage
            | Planned::RunningOrder
            | Planned::LeftOut
            | Planned::About => false,
        })
    }

    /// The place of the part of an agenda item; none where it has no page.
    pub fn part_of_item(&self, id: Id<AgendaItem>) -> Option<usize> {
        self.plan.iter().position(|planned| match planned {
            Planned::Chosen(chosen) => chosen.item == Some(id),
            Planned::Sheet
            | Planned::OnePage
            | Planned::RunningOrder
            | Planned::LeftOut
            | Planned::About => false,
        })
    }

    /// The chapter that shows an item.
    pub const fn chapter_of(at: ItemRef) -> Option<Chapter> {
        match at {
            ItemRef::Action(_) => Some(Chapter::Actions),
            ItemRef::Concern(_) => Some(Chapter::Concerns),
            ItemRef::Clause(_) | ItemRef::Direction(_) => Some(Chapter::Direction),
            ItemRef::Gate(_) | ItemRef::Transfer => Some(Chapter::Transfer),
            ItemRef::Measure(_) => Some(Chapter::Curves),
            ItemRef::Decision(_) => Some(Chapter::Decisions),
            ItemRef::Interest(_) | ItemRef::QuorumRule(_) | ItemRef::Waiver(_) => {
                Some(Chapter::Interests)
            }
            ItemRef::FeeTerm(_) | ItemRef::Claim(_) => Some(Chapter::Fees),
            ItemRef::ForwardItem(_) => Some(Chapter::ForwardPlan),
            ItemRef::Organisation
            | ItemRef::BoardRules
            | ItemRef::Person(_)
            | ItemRef::ReservedMatter(_)
            | ItemRef::Framework(_)
            | ItemRef::Inspection(_)
            | ItemRef::Recommendation(_)
            | ItemRef::Meeting(_)
            | ItemRef::IssuedPack(_) => None,
        }
    }

    /// "Thursday 26 September 2019, 14:00".
    pub fn meeting_when(&self) -> String {
        let day = format!("{} {}", weekday(self.meeting.date), long(self.meeting.date));
        match self.meeting.starts {
            Some(time) => format!("{day}, {}", words::clock(time)),
            None => day,
        }
    }

    fn part(&self, planned: Planned<'p>) -> Part {
        let matter = |title: &str, one_page: bool, blocks| Part {
            label: String::new(),
            title: title.to_owned(),
            purpose: String::new(),
            purpose_rest: String::new(),
            one_page,
            blocks,
        };
        match planned {
            Planned::Sheet => Part {
                label: "S".to_owned(),
                ..matter(
                    &chapters::sheet::title(self),
                    false,
                    chapters::sheet::blocks(self),
                )
            },
            Planned::OnePage => matter("On one page", true, chapters::one_page::blocks(self)),
            Planned::RunningOrder => matter(
                "Contents and running order",
                false,
                chapters::running_order::blocks(self),
            ),
            Planned::Chosen(chosen) => self.chosen(chosen),
            Planned::LeftOut => matter(
                "Left out of this edition",
                false,
                chapters::left_out::blocks(self),
            ),
            Planned::About => matter("About this pack", false, chapters::about::blocks(self)),
        }
    }

    fn chosen(&self, chosen: &Chosen) -> Part {
        let item = chosen.item.and_then(|id| self.item(id));
        let mut blocks = Vec::new();
        if let Some(item) = item {
            blocks.extend(chapters::item::blocks(self, item, &chosen.chapters));
        }
        for (place, &chapter) in chosen.chapters.iter().enumerate() {
            if place > 0 {
                blocks.push(super::build::heading(chapter.title()));
            }
            let chapter_blocks = self.chapter(chapter);
            if place == 0 && item.is_some() {
                chapters::verdict_first(&mut blocks, chapter_blocks);
            } else {
                blocks.extend(chapters::without_verdict(chapter_blocks, place > 0));
            }
        }
        let title = match (item, chosen.chapters.first()) {
            (Some(item), _) if !item.title.trim().is_empty() => item.title.clone(),
            (_, Some(chapter)) => chapter.title().to_owned(),
            (_, None) => format!("Item {}", chosen.label),
        };
        let (purpose, purpose_rest) = item.map_or_else(Default::default, purpose_line);
        Part {
            label: chosen.label.clone(),
            title,
            purpose,
            purpose_rest,
            one_page: false,
            blocks,
        }
    }

    /// The pages of one chapter.
    pub fn chapter(&self, chapter: Chapter) -> Vec<super::doc::Block> {
        match chapter {
            Chapter::Interests => chapters::interests::blocks(self),
            Chapter::Minutes => chapters::minutes::blocks(self),
            Chapter::MattersArising => chapters::matters_arising::blocks(self),
            Chapter::Transfer => chapters::transfer::blocks(self),
            Chapter::Concerns => chapters::concerns::blocks(self),
            Chapter::Actions => chapters::actions::blocks(self),
            Chapter::Direction => chapters::direction::blocks(self),
            Chapter::Curves => chapters::curves::blocks(self),
            Chapter::Decisions => chapters::decisions::blocks(self),
            Chapter::Fees => chapters::fees::blocks(self),
            Chapter::ForwardPlan => chapters::forward_plan::blocks(self),
            Chapter::Papers => chapters::papers::blocks(self),
        }
    }

    /// The first eight digits of the record's hash.
    pub fn short_hash(&self) -> String {
        hash::short(&self.pack.seal.record)
    }
}

/// The word of a purpose.
pub const fn purpose_word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Decide => "Decide",
        Purpose::Discuss => "Discuss",
        Purpose::Note => "Note",
    }
}

fn purpose_line(item: &AgendaItem) -> (String, String) {
    let mut rest = Vec::new();
    if !item.presenter.trim().is_empty() {
        rest.push(item.presenter.trim().trim_end_matches('.').to_owned());
    }
    if let Some(minutes) = item.minutes {
        let noun = if minutes == 1 { "minute" } else { "minutes" };
        rest.push(format!("{minutes} {noun}"));
    }
    if item.restricted.is_some() {
        rest.push("Restricted: left out of the public edition".to_owned());
    }
    (purpose_word(item.purpose).to_owned(), rest.join(". "))
}

/// Whether there is anything to say of the version before.
fn has_sheet(issue: &Issue) -> bool {
    !issue.sheet.is_empty() || !issue.why.is_empty()
}

fn plan<'p>(pack: &'p Frozen, meeting: &Meeting, edition: Edition) -> Vec<Planned<'p>> {
    let mut plan = Vec::new();
    if has_sheet(&pack.issue) {
        plan.push(Planned::Sheet);
    }
    plan.extend([Planned::OnePage, Planned::RunningOrder]);
    plan.extend(
        pack.issue
            .contents
            .parts
            .iter()
            .filter(|chosen| {
                let item = chosen
                    .item
                    .and_then(|id| meeting.agenda.iter().find(|item| item.id == id));
                match (chosen.item, item) {
                    (None, _) => !chosen.chapters.is_empty(),
                    (Some(_), None) => false,
                    (Some(_), Some(item)) => {
                        !chosen.chapters.is_empty() || chapters::item::has_page(item)
                    }
                }
            })
            .map(Planned::Chosen),
    );
    if edition == Edition::Public {
        plan.push(Planned::LeftOut);
    }
    plan.push(Planned::About);
    plan
}
