//! What follows from the record, worked out off the UI thread whenever the record changes.
//!
//! Lists and pages read it and may lag behind by a moment; forms read the record itself.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    analysis::{
        curve::{Curves, Order, sort},
        nav::{self, Attention, NavCount},
        overview::{self, OffTrack, Overview},
        spc::VariationIcon,
        thread::Threads,
    },
    check::{self, Finding, Severity},
    job::Finish,
    model::Record,
};

use super::{AppState, message::Done};

/// Everything that views show and that takes more than a glance at one item.
#[derive(Debug)]
pub struct Derived {
    /// The revision of the record that this follows from.
    pub revision: u64,
    /// The day that counted as today.
    pub today: Date,
    /// Who refers to whom.
    pub threads: Threads,
    /// The chart of every measure.
    pub curves: Curves,
    /// Measures that are off track, the most worrying first.
    pub off_track: Vec<OffTrack>,
    /// What is wrong or missing.
    pub findings: Vec<Finding>,
    /// Page one.
    pub overview: Overview,
    /// Counts of the navigation.
    pub nav: Vec<NavCount>,
}

impl Derived {
    /// Works everything out; what has not changed since `before` is taken over.
    pub fn new(record: &Record, today: Date, revision: u64, before: Option<&Self>) -> Self {
        let threads = Threads::new(record);
        let curves = Curves::new(record, today, before.map(|before| &before.curves));
        let off_track = off_track(&curves);
        let findings = check::run(record, today);
        let overview = overview::overview(record, today, &off_track);
        let pressing = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Note);
        let attention = Attention {
            off_track: off_track.len(),
            findings: pressing.count(),
        };
        let nav = nav::nav(record, today, &threads, attention);
        Self {
            revision,
            today,
            threads,
            curves,
            off_track,
            findings,
            overview,
            nav,
        }
    }
}

fn off_track(curves: &Curves) -> Vec<OffTrack> {
    let worrying = sort(curves.list(), Order::Concern);
    let curves = worrying
        .into_iter()
        .filter_map(|place| curves.list().get(place));
    curves
        .filter_map(|curve| {
            let sentence = curve.verdict.off_track.clone()?;
            let concerning = matches!(
                curve.variation(),
                VariationIcon::ConcernHigh | VariationIcon::ConcernLow
            );
            Some(OffTrack {
                measure: curve.id,
                sentence,
                concerning,
            })
        })
        .collect()
}

impl AppState {
    /// Works out what follows from the record, off the UI thread, one at a time.
    pub(super) fn derive(&mut self) {
        let today = self.today();
        let Some(document) = &mut self.document else {
            return;
        };
        let revision = document.history.revision();
        let current = document.derived.revision == revision && document.derived.today == today;
        if document.deriving.is_some() || current {
            return;
        }
        document.deriving = Some(revision);
        let record = document.record().clone();
        let before = Arc::clone(&document.derived);
        self.outside
            .jobs
            .start("consequences", Finish::May, move || {
                let derived = Derived::new(&record, today, revision, Some(&before));
                Done::Derived(Box::new(derived))
            });
    }

    pub(super) fn derived(&mut self, derived: Derived) {
        let Some(document) = &mut self.document else {
            return;
        };
        if document.deriving == Some(derived.revision) {
            document.deriving = None;
            document.derived = Arc::new(derived);
            // The record may have moved on meanwhile.
            self.derive();
        }
    }
}
