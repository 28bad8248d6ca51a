//! How the record is presented to a meeting: a pack as data, and that data as files.
//!
//! [`freeze`] keeps the record as at issue, [`compose`] makes a [`doc::Document`] of it for one
//! edition, [`public`] takes out beforehand what the public may not see, and each way out turns a
//! document into bytes. Nothing here touches the disk or the clock.

mod base64;
pub mod brief;
mod build;
pub mod calendar;
pub mod chapters;
mod chart;
pub mod compose;
pub mod contents;
pub mod doc;
pub mod freeze;
pub mod hash;
pub mod html;
pub mod leak;
pub mod paper;
pub mod pdf;
pub mod picture;
pub mod plain;
mod plot;
pub mod public;
pub mod quarter;
pub mod rules;
pub mod since;
pub mod spreadsheet;
mod svg;
pub mod table_csv;
pub mod tables;
mod words;
