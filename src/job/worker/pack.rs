//! Packs through the worker: a document to a PDF, or to pictures of its pages.

use std::{mem, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Cancel, Error, Limits, Place, blobs, run};
use crate::pack::{
    doc::Document,
    pdf::{self, Made, Options, Preview},
};

/// The task that makes a PDF.
pub const MAKE: &str = "pack";
/// The task that makes pictures.
pub const PREVIEW: &str = "preview";

/// What goes in: the bytes of attachments and donors travel beside it, in this order.
#[derive(Serialize, Deserialize)]
struct Input {
    document: Document,
    options: Options,
    range: Range<usize>,
    scale: f32,
}

impl Input {
    fn send(mut self) -> Result<Vec<u8>, Error> {
        let blobs = self.take_bytes();
        blobs::join(&self, blobs.iter().map(Vec::as_slice)).map_err(Error::Refused)
    }

    fn receive(bytes: &[u8]) -> Result<Self, String> {
        let (mut input, blobs): (Self, _) = blobs::split(bytes)?;
        input.put_bytes(blobs);
        Ok(input)
    }

    fn places(&mut self) -> impl Iterator<Item = &mut Vec<u8>> {
        let attached = self.document.attachments.iter_mut();
        let donors = self.options.bundle.iter_mut();
        attached
            .map(|file| &mut file.bytes)
            .chain(donors.map(|donor| &mut donor.bytes))
    }

    fn take_bytes(&mut self) -> Vec<Vec<u8>> {
        self.places().map(mem::take).collect()
    }

    fn put_bytes(&mut self, blobs: Vec<Vec<u8>>) {
        for (place, blob) in self.places().zip(blobs) {
            *place = blob;
        }
    }
}

/// Makes a PDF.
///
/// # Errors
///
/// With a sentence, when there is none; then nothing was written.
pub fn make(
    place: &Place,
    document: &Document,
    options: &Options,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&str),
) -> Result<Made, Error> {
    make_within(place, document, options, Limits::PACK, cancel, progress)
}

/// [`make`], within other limits.
///
/// # Errors
///
/// As [`make`].
pub fn make_within(
    place: &Place,
    document: &Document,
    options: &Options,
    limits: Limits,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&str),
) -> Result<Made, Error> {
    let input = Input {
        document: document.clone(),
        options: options.clone(),
        range: 0..0,
        scale: 1.0,
    };
    let answer = run(place, MAKE, input.send()?, limits, cancel, progress)?;
    let (mut made, mut blobs): (Made, _) = blobs::split(&answer).map_err(Error::Died)?;
    made.bytes = blobs.pop().unwrap_or_default();
    Ok(made)
}

/// Makes pictures of pages: see [`pdf::preview`].
///
/// # Errors
///
/// With a sentence, when there are none.
pub fn preview(
    place: &Place,
    document: &Document,
    options: &Options,
    range: Range<usize>,
    scale: f32,
    cancel: &Cancel,
) -> Result<Preview, Error> {
    let mut document = document.clone();
    // What travels inside is not seen on a page.
    document.attachments.clear();
    let input = Input {
        document,
        options: options.clone(),
        range,
        scale,
    };
    let answer = run(
        place,
        PREVIEW,
        input.send()?,
        Limits::PACK,
        cancel,
        &mut |_| {},
    )?;
    let (mut preview, blobs): (Preview, _) = blobs::split(&answer).map_err(Error::Died)?;
    for (image, rgba) in preview.images.iter_mut().zip(blobs) {
        image.rgba = rgba;
    }
    Ok(preview)
}

/// [`make`], on the other side.
pub(super) fn make_work(input: &[u8], progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let input = Input::receive(input)?;
    let mut told = |stage: pdf::Stage| progress(stage.words());
    let mut made = pdf::make_with(&input.document, &input.options, &mut told)
        .map_err(|err| err.to_string())?;
    let bytes = mem::take(&mut made.bytes);
    blobs::join(&made, [bytes.as_slice()])
}

/// [`preview`], on the other side.
pub(super) fn preview_work(
    input: &[u8],
    _progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, String> {
    let input = Input::receive(input)?;
    let mut preview = pdf::preview(&input.document, &input.options, input.range, input.scale)
        .map_err(|err| err.to_string())?;
    let pictures: Vec<Vec<u8>> = preview
        .images
        .iter_mut()
        .map(|image| mem::take(&mut image.rgba))
        .collect();
    blobs::join(&preview, pictures.iter().map(Vec::as_slice))
}
