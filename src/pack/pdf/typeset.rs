//! The typesetter at work: a prepared document to pages, pages to a file.

use typst::{
    foundations::{Label, Selector, Smart},
    introspection::Introspector as _,
    utils::PicoStr,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{
    Error, MOST_ATTACHED, MOST_ROWS, MOST_TEXT, Options, PartPages, Print, Replaced, Stage,
    clean::Care,
    donor,
    prepare::{How, MM, PAD, Prepared, TIGHT_PAD, prepare},
    view,
    world::{PackWorld, file_path},
};
use crate::pack::doc::{Block, Document, Edition};

/// Where the text of a page begins.
const TOP: f64 = 30.0 * MM;
/// Text that reaches less far down than this is a short last page: 25 mm of it.
const SHORT_PAGE: f64 = TOP + 25.0 * MM;
/// A longer pack is not set a second time for the sake of a page that is nearly empty.
const MOST_SET_TWICE: usize = 60;

/// Pages, and what is known of them.
pub struct Set {
    /// The pages.
    pub pages: PagedDocument,
    /// Where each part stands.
    pub parts: Vec<PartPages>,
    /// Characters replaced.
    pub replaced: Vec<Replaced>,
    /// Sentences about what did not fit.
    pub remarks: Vec<String>,
}

/// Sets the pages of a document.
pub fn set(
    document: &Document,
    options: &Options,
    progress: &mut dyn FnMut(Stage),
) -> Result<Set, Error> {
    progress(Stage::Preparing);
    check_size(document)?;
    let donors = donor::check(&options.bundle, document.parts.len())?;
    let job = Job {
        document,
        options,
        donors,
        care: Care::Faces,
    };
    progress(Stage::Setting);
    match job.set() {
        Ok(set) => Ok(set),
        Err(refused) => {
            log::warn!("the pages were refused, once more with plain text: {refused}");
            set_plain(document, options)
        }
    }
}

/// Sets the pages with nothing in them that could be refused: plain letters, no drawings.
pub fn set_plain(document: &Document, options: &Options) -> Result<Set, Error> {
    let donors = donor::check(&options.bundle, document.parts.len())?;
    let job = Job {
        document,
        options,
        donors,
        care: Care::Plain,
    };
    job.set().map_err(Error::Typesetter)
}

/// Writes the file.
pub fn write(
    pages: &PagedDocument,
    document: &Document,
    options: &Options,
) -> Result<Vec<u8>, String> {
    let standards: &[PdfStandard] = match (options.accessible(), document.attachments.is_empty()) {
        (false, _) => &[],
        (true, true) => &[PdfStandard::Ua_1],
        (true, false) => &[PdfStandard::Ua_1, PdfStandard::A_3a],
    };
    let edition = match document.edition {
        Edition::Directors => "directors",
        Edition::Public => "public",
    };
    let options = PdfOptions {
        ident: Smart::Custom(format!(
            "{}/{edition}/{}/{}",
            document.record_hash, document.version, document.title
        )),
        creator: Smart::Custom(Some("Trajectory".to_owned())),
        standards: PdfStandards::new(standards).map_err(|err| err.message().to_string())?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| messages(&errors))
}

/// Lets go of what the typesetter remembers between runs.
pub fn forget() {
    typst::comemo::evict(0);
}

struct Job<'a> {
    document: &'a Document,
    options: &'a Options,
    donors: Vec<usize>,
    care: Care,
}

impl Job<'_> {
    fn set(&self) -> Result<Set, String> {
        let held = self.held()?;
        let mut set = self.once(&held)?;
        let short = self.short_ends(&set);
        if !short.is_empty() && set.pages.pages().len() <= MOST_SET_TWICE {
            // Once more, those parts closer: worth it where it saves a page.
            let second = self.once(&[held, short].concat())?;
            if second.pages.pages().len() < set.pages.pages().len() {
                set = second;
            }
        }
        for (part, pages) in self.document.parts.iter().zip(&set.parts) {
            if part.one_page && pages.count > 1 {
                set.remarks.push(format!(
                    "“{}” is meant for one page and takes {}.",
                    part.title, pages.count
                ));
            }
        }
        Ok(set)
    }

    fn once(&self, tight: &[usize]) -> Result<Set, String> {
        let Prepared { mut pack, replaced } = prepare(self.document, self.how(), tight);
        self.merge(&mut pack);
        let attached = self.document.attachments.iter().map(|file| &*file.bytes);
        let donors = self.options.bundle.iter().map(|donor| &*donor.bytes);
        let pages = pages_of(&pack, &attached.chain(donors).collect::<Vec<_>>())?;
        let parts = part_pages(&pages, pack.parts.len());
        Ok(Set {
            parts: parts.into_iter().take(self.document.parts.len()).collect(),
            pages,
            replaced,
            remarks: Vec::new(),
        })
    }

    fn how(&self) -> How {
        How {
            care: self.care,
            scale: match self.options.print {
                Print::Normal => 1.0,
                Print::Large => 1.4,
            },
        }
    }

    /// The parts meant for one page that are held on fewer pages by setting them closer.
    fn held(&self) -> Result<Vec<usize>, String> {
        let parts = self.document.parts.iter().enumerate();
        let meant: Vec<usize> = parts
            .filter(|(_, part)| part.one_page)
            .map(|(index, _)| index)
            .collect();
        if meant.is_empty() {
            return Ok(meant);
        }
        let loose = self.alone(&meant, &[])?;
        let is_over = |index: &usize| loose.get(*index).is_some_and(|part| part.count > 1);
        let over: Vec<usize> = meant.iter().copied().filter(is_over).collect();
        if over.is_empty() {
            return Ok(over);
        }
        let close = self.alone(&meant, &over)?;
        let count = |parts: &[PartPages], index: usize| parts.get(index).map(|part| part.count);
        let gains = |index: &usize| count(&close, *index) < count(&loose, *index);
        Ok(over.into_iter().filter(gains).collect())
    }

    /// The pages that these parts take. The others are there with their titles alone, as links lead to
    /// them: a trial is much quicker than the whole.
    fn alone(&self, wanted: &[usize], tight: &[usize]) -> Result<Vec<PartPages>, String> {
        let mut document = Document {
            cover: None,
            attachments: Vec::new(),
            ..self.document.clone()
        };
        for (index, part) in document.parts.iter_mut().enumerate() {
            if !wanted.contains(&index) {
                part.blocks.clear();
            }
        }
        let pack = prepare(&document, self.how(), tight).pack;
        let pages = pages_of(&pack, &[])?;
        Ok(part_pages(&pages, pack.parts.len()))
    }

    /// The pages of others, each after its part.
    fn merge(&self, pack: &mut view::Pack) {
        let attached = self.document.attachments.len();
        for (index, (donor, pages)) in self.options.bundle.iter().zip(&self.donors).enumerate() {
            let Some(part) = pack.parts.get_mut(donor.after_part) else {
                continue;
            };
            for page in 1..=*pages {
                part.merged.push(view::Merged {
                    label: (page == 1).then(|| donor.label.clone()),
                    path: file_path(attached + index),
                    page,
                    alt: format!("{}, page {page} of {pages}", donor.name),
                });
            }
        }
        if !self.options.bundle.is_empty() {
            pack.foot.push_str(". Merged file, not PDF/UA");
        }
    }

    /// Parts whose last page is nearly empty, where rows set closer may take up what is on it; those
    /// meant for one page have been tried before.
    fn short_ends(&self, set: &Set) -> Vec<usize> {
        let ends = ends(&set.pages, self.document.parts.len());
        let parts = self.document.parts.iter().zip(&set.parts).zip(&ends);
        parts
            .enumerate()
            .filter(|(_, ((part, pages), end))| {
                let (mut rows, mut text) = (0, 0);
                count(&part.blocks, &mut rows, &mut text);
                let most = rows as f64 * 2.0 * (PAD - TIGHT_PAD) * self.how().scale;
                let short = |(_, y): (usize, f64)| y < SHORT_PAGE && y - TOP <= most;
                !part.one_page && pages.count > 1 && end.is_some_and(short)
            })
            .map(|(index, _)| index)
            .collect()
    }
}

/// What the typesetter makes of a pack with its files.
fn pages_of(pack: &view::Pack, files: &[&[u8]]) -> Result<PagedDocument, String> {
    let json = serde_json::to_vec(pack).map_err(|err| err.to_string())?;
    let world = PackWorld::new(json, files).ok_or("the files have no names")?;
    let warned = typst::compile::<PagedDocument>(&world);
    for warning in &warned.warnings {
        log::debug!("typesetter: {}", warning.message);
    }
    warned.output.map_err(|errors| messages(&errors))
}

/// The page and height at which each part ends.
fn ends(pages: &PagedDocument, parts: usize) -> Vec<Option<(usize, f64)>> {
    let mut out = vec![None; parts];
    for (index, found) in marks(pages, "part-end").into_iter().enumerate() {
        if let Some(slot) = out.get_mut(index) {
            *slot = found;
        }
    }
    out
}

fn marks(pages: &PagedDocument, label: &str) -> Vec<Option<(usize, f64)>> {
    let Some(label) = Label::new(PicoStr::intern(label)) else {
        return Vec::new();
    };
    let introspector = pages.introspector();
    introspector
        .query(&Selector::Label(label))
        .iter()
        .map(|content| {
            let location = content.location()?;
            let place = introspector.position(location)?;
            Some((place.page.get(), place.point.y.to_pt()))
        })
        .collect()
}

fn part_pages(pages: &PagedDocument, parts: usize) -> Vec<PartPages> {
    let starts: Vec<usize> = marks(pages, "part-start")
        .into_iter()
        .map(|place| place.map_or(1, |(page, _)| page))
        .collect();
    (0..parts)
        .map(|index| {
            let first = starts.get(index).copied().unwrap_or(1);
            let next = starts
                .get(index + 1)
                .copied()
                .unwrap_or(pages.pages().len() + 1);
            PartPages {
                first,
                count: next.saturating_sub(first).max(1),
            }
        })
        .collect()
}

fn messages(errors: &[typst::diag::SourceDiagnostic]) -> String {
    let mut out: Vec<String> = Vec::new();
    for error in errors {
        let message = error.message.to_string();
        if !out.contains(&message) {
            out.push(message);
        }
    }
    out.truncate(3);
    out.join("; ")
}

fn check_size(document: &Document) -> Result<(), Error> {
    let mut rows = 0;
    let mut text = 0;
    for part in &document.parts {
        count(&part.blocks, &mut rows, &mut text);
    }
    if rows > MOST_ROWS {
        return Err(Error::TooLarge(format!(
            "{rows} rows of tables, where {MOST_ROWS} fit"
        )));
    }
    if text > MOST_TEXT {
        return Err(Error::TooLarge(format!(
            "{} MB of text and drawings, where {} MB fit",
            text >> 20,
            MOST_TEXT >> 20
        )));
    }
    let attached: usize = document
        .attachments
        .iter()
        .map(|file| file.bytes.len())
        .sum();
    if attached > MOST_ATTACHED {
        return Err(Error::TooLarge(format!(
            "{} MB of attached papers, where {} MB fit",
            attached >> 20,
            MOST_ATTACHED >> 20
        )));
    }
    Ok(())
}

fn count(blocks: &[Block], rows: &mut usize, text: &mut usize) {
    let of = |spans: &[crate::pack::doc::Span]| -> usize {
        spans.iter().map(|span| span.text.len()).sum()
    };
    for block in blocks {
        match block {
            Block::Heading { text: words, .. }
            | Block::Verdict(words)
            | Block::Paragraph(words)
            | Block::Note(words)
            | Block::Missing(words)
            | Block::Decision { text: words, .. } => *text += of(words),
            Block::Figures(figures) => *rows += figures.len(),
            Block::Facts { rows: facts, .. } | Block::Numbered(facts) => {
                *rows += facts.len();
                *text += facts.iter().map(|(_, words)| of(words)).sum::<usize>();
            }
            Block::Table(table) => {
                *rows += table.rows.len();
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                *text += cells.map(|cell| of(cell)).sum::<usize>() + of(&table.note);
            }
            Block::SignOff { .. } => {}
            Block::Chart { picture, .. } => *text += picture.svg.len(),
            Block::TwoUp(left, right) | Block::Beside { left, right, .. } => {
                count(left, rows, text);
                count(right, rows, text);
            }
            Block::Together(blocks) => count(blocks, rows, text),
        }
    }
}
