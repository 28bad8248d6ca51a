//! PDFs of others, before they are merged: can they be read, how many pages have they.

use std::sync::Arc;

use hayro_syntax::{LoadPdfError, Pdf};

use super::{Donor, Error};

/// More pages are not merged from one file.
const MOST_PAGES: usize = 500;

/// The pages of each donor, or the first one that cannot be merged.
pub fn check(donors: &[Donor], parts: usize) -> Result<Vec<usize>, Error> {
    donors.iter().map(|donor| pages(donor, parts)).collect()
}

fn pages(donor: &Donor, parts: usize) -> Result<usize, Error> {
    let refuse = |reason| Error::Donor {
        name: donor.name.clone(),
        reason,
    };
    if donor.after_part >= parts {
        return Err(refuse("the part that it follows is not in the pack"));
    }
    let pdf = Pdf::new(Arc::new(donor.bytes.clone())).map_err(|err| match err {
        LoadPdfError::Decryption(_) => refuse("it is protected by a password"),
        LoadPdfError::Invalid => refuse("it is not a PDF, or it is damaged"),
    })?;
    let pages = pdf.pages().len();
    match pages {
        0 => Err(refuse("it has no pages")),
        1..=MOST_PAGES => Ok(pages),
        _ => Err(refuse("it has more than 500 pages")),
    }
}
