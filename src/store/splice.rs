//! tmp
use super::{source::Source, write};
use crate::model::Record;
/// tmp
pub fn splice(_s: &Source, _o: &Record, new: &Record) -> Result<Source, write::WriteError> {
    fresh(new)
}
/// tmp
pub fn fresh(new: &Record) -> Result<Source, write::WriteError> {
    Ok(Source::new(write::record_text(new)?))
}
