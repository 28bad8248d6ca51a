//! Pages as pictures, set exactly as in the file.
//!
//! For the window: ask for the few pages in sight, at the scale of the screen, through the worker
//! (`job::worker::pack::preview`, which can be cancelled). [`Preview::pages`] and [`Preview::parts`] say
//! how many pages there are, also for an empty range: so a list of pages can be laid out before their
//! pictures are there. A worker that sets 240 pages takes a second or two, and the range does not change
//! that: ask once for all the pages that may come into sight.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use typst_render::RenderOptions;

use super::{Error, Options, PartPages, Replaced, typeset};
use crate::pack::doc::Document;

/// The largest scale, pixels to the point: an A4 page of 20 megapixels.
const LARGEST: f32 = 6.0;
/// Pictures made at one time.
const MOST: usize = 64;

/// A picture: rows from the top, four bytes a pixel, red, green, blue, alpha (opaque).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The page, from 0.
    pub page: usize,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

/// Pictures of some pages, and what is known of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The pictures, in order.
    pub images: Vec<Image>,
    /// Pages in all.
    pub pages: usize,
    /// Where each part stands.
    pub parts: Vec<PartPages>,
    /// Characters that no face could print.
    pub replaced: Vec<Replaced>,
    /// What did not fit where it was meant to.
    pub remarks: Vec<String>,
}

/// Pictures of the pages in `range` (from 0, cut to those that there are), `scale` pixels to the point.
///
/// # Errors
///
/// As [`super::make`].
pub fn preview(
    document: &Document,
    options: &Options,
    range: Range<usize>,
    scale: f32,
) -> Result<Preview, Error> {
    let set = typeset::set(document, options, &mut |_| {})?;
    let scale = if scale.is_finite() {
        scale.clamp(0.1, LARGEST)
    } else {
        1.0
    };
    let render = RenderOptions {
        pixel_per_pt: f64::from(scale).into(),
        render_bleed: false,
    };
    let images = set
        .pages
        .pages()
        .iter()
        .enumerate()
        .skip(range.start)
        .take(range.len().min(MOST))
        .map(|(page, content)| {
            let pixels = typst_render::render(content, &render);
            Image {
                page,
                width: pixels.width(),
                height: pixels.height(),
                // The page is white and opaque, so premultiplied and plain are the same.
                rgba: pixels.take(),
            }
        })
        .collect();
    let pages = set.pages.pages().len();
    typeset::forget();
    Ok(Preview {
        images,
        pages,
        parts: set.parts,
        replaced: set.replaced,
        remarks: set.remarks,
    })
}
