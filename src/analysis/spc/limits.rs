//! Centre line and process limits of one part.

use crate::analysis::series::Screening;
use crate::analysis::sums;

/// Distance of a limit from the mean, in mean moving ranges (Wheeler; NHS "Making Data Count").
pub const LIMIT_FACTOR: f64 = 2.66;

/// Moving ranges of at least this many times their mean are screened out (Nelson 1982).
pub const SCREENING_FACTOR: f64 = 3.267;

/// Limits of one part and how they came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Mean moving range the limits rest on.
    pub mr_bar: f64,
    /// Lower process limit, never clipped to the scale.
    pub lpl: f64,
    /// Upper process limit, never clipped to the scale.
    pub upl: f64,
    /// Lower near limit, two thirds of the way to the limit.
    pub near_lpl: f64,
    /// Upper near limit, two thirds of the way to the limit.
    pub near_upl: f64,
}

impl Limits {
    fn around(mean: f64, mr_bar: f64) -> Self {
        let far = LIMIT_FACTOR * mr_bar;
        let near = 2.0 * LIMIT_FACTOR / 3.0 * mr_bar;
        Self {
            mr_bar,
            lpl: mean - far,
            upl: mean + far,
            near_lpl: mean - near,
            near_upl: mean + near,
        }
    }
}

/// Mean and limits of one part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Centre {
    pub mean: Option<f64>,
    pub limits: Option<Limits>,
    pub ranges: usize,
    pub ranges_screened_out: usize,
    pub screening_set_aside: bool,
}

/// Works out the centre line and limits from the given rows (missing values are NaN).
///
/// Where screening would leave no moving range above zero, the unscreened mean moving range is
/// used: otherwise every point off the mean would lie beyond a limit of no width.
pub(super) fn centre(values: &[f64], screening: Screening) -> Centre {
    let Some(mean) = sums::mean(values.iter().copied().filter(|value| !value.is_nan())) else {
        return Centre::default();
    };
    let ranges = || {
        // A missing value is NaN and so are both its moving ranges: a gap is never bridged.
        values
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs())
            .filter(|range| !range.is_nan())
    };
    let Some((unscreened, count)) = sums::mean_and_count(ranges()) else {
        return Centre {
            mean: Some(mean),
            ..Centre::default()
        };
    };
    let mut out = Centre {
        mean: Some(mean),
        ranges: count,
        ..Centre::default()
    };
    let mut mr_bar = unscreened;
    if screening == Screening::On {
        let bound = SCREENING_FACTOR * unscreened;
        let kept = ranges().filter(|range| *range < bound);
        match sums::mean_and_count(kept) {
            Some((screened, kept)) if screened > sums::tolerance(mean) => {
                mr_bar = screened;
                out.ranges_screened_out = count - kept;
            }
            Some(_) | None => out.screening_set_aside = unscreened > 0.0,
        }
    }
    out.limits = Some(Limits::around(mean, mr_bar));
    out
}
