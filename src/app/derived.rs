//! What follows from the record, worked out off the UI thread whenever the record changes.
//!
//! Lists and pages read it and may lag behind by a moment; forms read the record itself.

use jiff::civil::Date;

use crate::{
    analysis::{
        nav::{self, Attention, NavCount},
        overview::{self, OffTrack, Overview},
        thread::Threads,
    },
    check::{self, Finding},
    model::Record,
};

/// Everything that views show and that takes more than a glance at one item.
#[derive(Debug)]
pub struct Derived {
    /// The revision of the record that this follows from.
    pub revision: u64,
    /// The day that counted as today.
    pub today: Date,
    /// Who refers to whom.
    pub threads: Threads,
    /// Page one.
    pub overview: Overview,
    /// Counts of the navigation.
    pub nav: Vec<NavCount>,
    /// Measures that are off track.
    pub off_track: Vec<OffTrack>,
    /// What is wrong or missing.
    pub findings: Vec<Finding>,
}

impl Derived {
    /// Works everything out; what has not changed since `before` is taken over.
    pub fn new(record: &Record, today: Date, revision: u64, _before: Option<&Self>) -> Self {
        let threads = Threads::new(record);
        let off_track = Vec::new();
        let overview = overview::overview(record, today, &off_track);
        let findings = check::run(record, today);
        let attention = Attention {
            off_track: off_track.len(),
            findings: check::counts(&findings)[..2].iter().sum(),
        };
        let nav = nav::nav(record, today, &threads, attention);
        Self {
            findings,
            revision,
            today,
            threads,
            overview,
            nav,
            off_track,
        }
    }
}
