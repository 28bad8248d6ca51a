//! How the record is presented to a meeting: a pack as data, and that data as files.
//!
//! `freeze` keeps the record as at issue, `compose` makes a [`doc::Document`] of it for one edition,
//! and each way out turns a document into bytes. Nothing here touches the disk or the clock.

pub mod calendar;
pub mod doc;
pub mod picture;
pub mod spreadsheet;
pub mod table_csv;
pub mod tables;
