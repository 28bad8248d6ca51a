//! A workbook that somebody else made, read through the worker: rows of text come back, or a sentence.

use std::time::Duration;

use super::{Cancel, Error, Limits, Place, run};
use crate::store::workbook::{self, Row};

/// The task that reads a list of actions.
pub const READ: &str = "sheet";
/// The sheet that is read where a workbook has one of that name.
pub const ACTIONS: &str = "Actions";
/// What is said of a workbook that took too long or needed too much.
pub const TOO_MUCH: &str = "The workbook needs more time or memory than a list of actions should. \
                            Nothing was read in. Save the list as “CSV UTF-8” and read that in.";

/// What reading may take. The address space counts the program itself.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(2),
    memory: 768 << 20,
    answer: 64 << 20,
};

/// Reads a workbook.
///
/// # Errors
///
/// With a sentence, when it is none, or passes a limit.
pub fn read(place: &Place, bytes: Vec<u8>) -> Result<Vec<Row>, Error> {
    let answer = run(place, READ, bytes, LIMITS, &Cancel::default(), &mut |_| {})?;
    serde_json::from_slice(&answer).map_err(|err| Error::Died(err.to_string()))
}

/// [`read`], on the other side.
pub(super) fn work(input: &[u8], _progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let rows = workbook::rows(input, ACTIONS)?;
    serde_json::to_vec(&rows).map_err(|err| err.to_string())
}
