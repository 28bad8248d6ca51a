//! Pages of a pack as pictures: a draft is frozen, composed and set, and the pages in sight come back.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    job::{
        Finish,
        worker::{self, Cancel, Place},
    },
    model::{Id, Meeting, Record},
    pack::{
        compose::{compose, compose_public},
        contents::Contents,
        doc::{Document, Edition},
        freeze::{self, Frozen, Request},
        leak,
        pdf::{Image, Options, Replaced},
        plain,
        public::PublicPack,
        since::SheetKind,
    },
};

use super::{AppState, Task, attach, earlier, earlier::Before};
use crate::app::message::Done;

/// Pages that are drawn at one time.
const AT_ONCE: usize = 4;
/// Pixels to the point: sharp at the size of a window.
const SCALE: f32 = 1.6;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub(super) revision: u64,
    pub(super) meeting: Option<Id<Meeting>>,
    pub(super) edition: Edition,
    pub(super) contents: Option<Contents>,
    pub(super) attached: BTreeMap<String, PathBuf>,
    pub(super) why: String,
    pub(super) before: Option<PathBuf>,
    first: usize,
}

impl Asked {
    pub(super) const fn covers(&self, page: usize) -> bool {
        self.first <= page && page < self.first + AT_ONCE
    }
}

/// A picture of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// From 0.
    pub page: usize,
    /// Tells pictures apart.
    pub number: u64,
    /// The picture.
    pub image: Arc<Image>,
}

/// Where a part of the pack stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The stable label.
    pub label: String,
    /// Its heading.
    pub title: String,
    /// Its first page, from 0.
    pub first: usize,
    /// How many pages.
    pub pages: usize,
}

/// Pages as they will print.
#[derive(Debug, Clone)]
pub struct Shown {
    pub(super) asked: Asked,
    /// The version that an issue would have.
    pub version: u32,
    /// The version before it: its sheet of changes compares the two.
    pub before: Before,
    /// Nothing differs from that version.
    pub unchanged: bool,
    /// Pages in all.
    pub pages: usize,
    /// Parts in order.
    pub parts: Vec<Set>,
    /// Pictures.
    pub images: Vec<Page>,
    /// What did not fit, what could not be printed.
    pub remarks: Vec<String>,
    /// Of the public edition: texts that are withheld.
    pub withheld: usize,
    /// Of the public edition: what was left out, and why.
    pub left_out: Vec<(String, String)>,
    /// Of the public edition: why it may not be published.
    pub leak: Option<String>,
    /// Values hidden for small numbers.
    pub hidden: usize,
}

impl Shown {
    /// Whether there is a picture of this page, or no such page.
    pub(super) fn has(&self, page: usize) -> bool {
        page >= self.pages || self.image(page).is_some()
    }

    /// Which edition they are of.
    pub const fn edition(&self) -> Edition {
        self.asked.edition
    }

    /// The picture of a page.
    pub fn image(&self, page: usize) -> Option<&Page> {
        self.images.iter().find(|one| one.page == page)
    }
}

/// A document of one edition with what a public edition leaves out.
pub(super) struct Composed {
    pub document: Document,
    pub withheld: Vec<String>,
    pub left_out: Vec<(String, String)>,
}

/// Composes an edition.
pub(super) fn composed(pack: &Frozen, edition: Edition) -> Result<Composed, String> {
    match edition {
        Edition::Directors => Ok(Composed {
            document: compose(pack),
            withheld: Vec::new(),
            left_out: Vec::new(),
        }),
        Edition::Public => {
            let public = PublicPack::of(pack).map_err(|err| err.to_string())?;
            let left_out = public
                .pack()
                .issue
                .left_out
                .iter()
                .map(|one| (format!("{} {}", one.label, one.what), one.reason.clone()))
                .collect();
            Ok(Composed {
                document: compose_public(&public),
                withheld: public.withheld().to_vec(),
                left_out,
            })
        }
    }
}

impl AppState {
    /// Sets the pages from `first` on, off the UI thread.
    pub(super) fn set_pages(&mut self, first: usize) {
        let today = self.today();
        let Some(document) = &self.document else {
            return;
        };
        if self.packs.working.is_some() {
            return;
        }
        let (record, revision) = (document.record().clone(), document.history.revision());
        let Some(meeting) = self.packs.meeting(&record, today).map(|one| one.id) else {
            return;
        };
        let desk = &self.packs;
        let asked = Asked {
            revision,
            meeting: desk.meeting,
            edition: desk.edition,
            contents: desk.contents.clone(),
            attached: desk.attached.clone(),
            why: desk.why.clone(),
            before: desk.before.clone(),
            first,
        };
        let version = freeze::next_version(&record, meeting);
        let places = self.places_of_packs();
        let (number, cancel) = self.begin_task(Task::Preview, "Setting the pages");
        let desk = self.pack_desk();
        desk.fault = None;
        desk.asked = Some(asked.clone());
        let place = self.outside.place.clone();
        self.outside.jobs.start("pages", Finish::May, move || {
            let attach = match attach::read(&asked.attached) {
                Ok(attach) => attach,
                Err(why) => return Done::PackPages(number, Box::new(Err(why))),
            };
            let (before, previous) = earlier::find(&record, meeting, version, &places);
            let request = Request {
                version: Some(version),
                contents: asked.contents.clone(),
                attach,
                previous: previous.as_ref(),
                why: asked.why.clone(),
                ..Request::of(&record, meeting, today)
            };
            let shown = shown(request, asked, number, (&place, &cancel));
            let shown = shown.map(|shown| Shown { before, ..shown });
            Done::PackPages(number, Box::new(shown))
        });
    }

    pub(in crate::app) fn pages_set(&mut self, number: u64, shown: Result<Shown, String>) {
        let desk = self.pack_desk();
        if desk.number != number {
            return;
        }
        desk.working = None;
        match shown {
            Ok(shown) => {
                desk.asked = Some(shown.asked.clone());
                desk.shown = Some(Arc::new(shown));
            }
            Err(fault) => desk.fault = Some(fault),
        }
    }
}

fn shown(
    request: Request<'_>,
    asked: Asked,
    number: u64,
    (place, cancel): (&Place, &Cancel),
) -> Result<Shown, String> {
    let (edition, record) = (asked.edition, request.record);
    let previous = request.previous;
    let version = request.version.unwrap_or(1);
    let pack = freeze::freeze(request).map_err(|err| err.to_string())?;
    let Composed {
        document,
        withheld,
        left_out,
    } = composed(&pack, edition)?;
    let leak = leak::refuse(&plain::strings(&document), &withheld)
        .err()
        .map(|leak| leak.to_string());
    let range = asked.first..asked.first + AT_ONCE;
    let set = worker::pack::preview(place, &document, &Options::default(), range, SCALE, cancel)
        .map_err(|err| err.to_string())?;
    let parts = document
        .parts
        .iter()
        .zip(&set.parts)
        .map(|(part, pages)| Set {
            label: part.label.clone(),
            title: part.title.clone(),
            first: pages.first.saturating_sub(1),
            pages: pages.count,
        })
        .collect();
    let mut remarks = set.remarks;
    remarks.extend(set.replaced.iter().map(Replaced::sentence));
    let images = set.images.into_iter().map(|image| Page {
        page: image.page,
        number,
        image: Arc::new(image),
    });
    Ok(Shown {
        asked,
        version,
        before: Before::First,
        unchanged: previous.is_some_and(|previous| is_same(previous, &pack)),
        pages: set.pages,
        parts,
        images: images.collect(),
        remarks,
        withheld: withheld.len(),
        left_out,
        leak,
        hidden: hidden_values(record),
    })
}

/// Whether a version says nothing that the one before it did not say.
fn is_same(before: &Frozen, after: &Frozen) -> bool {
    let (old, new) = (&before.issue, &after.issue);
    let mut sheet = new.sheet.iter();
    old.contents == new.contents && sheet.all(|row| row.kind == SheetKind::Unchanged)
}

fn hidden_values(record: &Record) -> usize {
    record
        .measures
        .iter()
        .map(|measure| {
            let hidden = crate::analysis::curve::hide::hidden(measure, record);
            hidden.iter().flatten().count()
        })
        .sum()
}
