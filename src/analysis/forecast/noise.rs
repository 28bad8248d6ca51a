//! The chance in a share of few: so many independent cases never give a smoother series than this.

use crate::analysis::series::{Scale, Series};

/// Of how many a share is, where that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Noise(Option<f64>);

impl Noise {
    /// Of a series of shares whose usual base is known; else there is none.
    pub fn of(series: &Series) -> Self {
        let base = series.of.filter(|base| base.is_finite() && *base >= 1.0);
        Self(base.filter(|_| series.scale == Scale::Percent))
    }

    /// Standard deviation of a share of so many about a middle, in points of per cent.
    ///
    /// The share is moved a little towards one half (one more case of either kind, after Laplace),
    /// since eight of eight is no proof that a ninth cannot fail.
    pub fn around(self, middle: f64) -> f64 {
        let Some(base) = self.0 else { return 0.0 };
        let share = (middle / 100.0).clamp(0.0, 1.0);
        let share = (share * base + 1.0) / (base + 2.0);
        100.0 * (share * (1.0 - share) / base).sqrt()
    }

    /// What has to be added to a spread, in quadrature, to reach that.
    pub fn beyond(self, middle: f64, spread: f64) -> f64 {
        let least = self.around(middle);
        (least * least - spread * spread).max(0.0).sqrt()
    }
}
