//! The four simple methods whose average is the forecast.
//!
//! Averages of simple methods are hard to beat and their spread is an honest one, because it adds
//! what the methods disagree about to what each is unsure of (Hyndman and Athanasopoulos,
//! "Forecasting: Principles and Practice", 2021, 13.4).

use crate::analysis::series::Screening;
use crate::analysis::{spc, sums};

use super::student::Student;

/// Share of the last step that carries on to the next in the damped method.
const DAMPING: f64 = 0.6;

/// Mean moving range over standard deviation of normal values (the constant d2 of control charts).
const RANGE_TO_SIGMA: f64 = 1.128;

/// A part of a series as the methods see it: values and the steps between them.
pub(super) struct History {
    /// Position of each value in steps since the first.
    pub at: Vec<f64>,
    /// The values, all present.
    pub values: Vec<f64>,
    /// The rows with missing values as NaN, for moving ranges.
    pub rows: Vec<f64>,
}

/// Distribution of the value at one horizon by one method.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marginal {
    pub middle: f64,
    pub spread: f64,
    pub shape: Student,
}

/// One method, fitted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Method {
    /// The `XmR` chart carried forward: nothing changes.
    Steady {
        mean: f64,
        sigma: f64,
        count: f64,
        shape: Student,
    },
    /// Last value and a walk from it, with a drift that dies away (none: random walk).
    Walk {
        last: f64,
        drift: f64,
        step: f64,
        shape: Student,
    },
    /// Least-squares line carried on.
    Line {
        middle: f64,
        slope: f64,
        mid_at: f64,
        last_at: f64,
        sigma: f64,
        count: f64,
        sxx: f64,
        shape: Student,
    },
}

impl Method {
    /// The four methods fitted to a part of at least five values.
    pub fn all(history: &History, screening: Screening) -> [Self; 4] {
        let steps: Vec<(f64, f64)> = history
            .values
            .windows(2)
            .zip(history.at.windows(2))
            .map(|(value, at)| (value[1] - value[0], (at[1] - at[0]).max(1.0)))
            .collect();
        let mut rates: Vec<f64> = steps.iter().map(|(change, gap)| change / gap).collect();
        let median = sums::median(&mut rates).unwrap_or(0.0);
        [
            Self::steady(history, screening),
            Self::walk(history, &steps, 0.0),
            Self::walk(history, &steps, median),
            Self::line(history),
        ]
    }

    fn steady(history: &History, screening: Screening) -> Self {
        let count = history.values.len() as f64;
        let mean = mean(&history.values);
        let sigma = match spc::mean_range(&history.rows, screening) {
            Some(range) => range / RANGE_TO_SIGMA,
            // No two neighbours: the standard deviation is all there is.
            None => {
                (squares(history.values.iter().map(|value| value - mean)) / (count - 1.0)).sqrt()
            }
        };
        Self::Steady {
            mean,
            sigma,
            count,
            shape: Student::new(count - 1.0),
        }
    }

    fn walk(history: &History, steps: &[(f64, f64)], drift: f64) -> Self {
        let count = steps.len() as f64;
        let errors = steps
            .iter()
            .map(|(change, gap)| (change - DAMPING * drift * gap) / gap.sqrt());
        let step = (squares(errors) / count).sqrt();
        let last = history.values.last().copied().unwrap_or(0.0);
        let fitted = if drift.abs() > 0.0 { 1.0 } else { 0.0 };
        Self::Walk {
            last,
            drift,
            step,
            shape: Student::new(count - fitted),
        }
    }

    fn line(history: &History) -> Self {
        let count = history.values.len() as f64;
        let (middle, mid_at) = (mean(&history.values), mean(&history.at));
        let sxx = squares(history.at.iter().map(|at| at - mid_at));
        let mut sxy = sums::Sum::default();
        sxy.extend(
            history
                .at
                .iter()
                .zip(&history.values)
                .map(|(at, value)| (at - mid_at) * (value - middle)),
        );
        let slope = sxy.total() / sxx;
        let errors = history
            .at
            .iter()
            .zip(&history.values)
            .map(|(at, value)| value - middle - slope * (at - mid_at));
        let sigma = (squares(errors) / (count - 2.0)).sqrt();
        let last_at = history.at.last().copied().unwrap_or(0.0);
        Self::Line {
            middle,
            slope,
            mid_at,
            last_at,
            sigma,
            count,
            sxx,
            shape: Student::new(count - 2.0),
        }
    }

    /// Distribution of the value so many steps after the last one.
    pub fn marginal(&self, steps: f64) -> Marginal {
        match *self {
            Self::Steady {
                mean,
                sigma,
                count,
                shape,
            } => Marginal {
                middle: mean,
                spread: sigma * (1.0 + 1.0 / count).sqrt(),
                shape,
            },
            Self::Walk {
                last,
                drift,
                step,
                shape,
            } => Marginal {
                middle: last + drift * carried(steps),
                spread: step * steps.sqrt(),
                shape,
            },
            Self::Line {
                middle,
                slope,
                mid_at,
                last_at,
                sigma,
                count,
                sxx,
                shape,
            } => {
                let out = last_at + steps - mid_at;
                Marginal {
                    middle: middle + slope * out,
                    spread: sigma * (1.0 + 1.0 / count + out * out / sxx).sqrt(),
                    shape,
                }
            }
        }
    }

    /// Degrees of freedom of the spread.
    pub fn shape(&self) -> Student {
        match *self {
            Self::Steady { shape, .. } | Self::Walk { shape, .. } | Self::Line { shape, .. } => {
                shape
            }
        }
    }
}

/// Sum of the first so many powers of the damping: how many full steps the drift amounts to.
pub(super) fn carried(steps: f64) -> f64 {
    DAMPING * (1.0 - DAMPING.powf(steps)) / (1.0 - DAMPING)
}

fn mean(values: &[f64]) -> f64 {
    sums::mean(values.iter().copied()).unwrap_or(0.0)
}

fn squares(values: impl Iterator<Item = f64>) -> f64 {
    let mut sum = sums::Sum::default();
    sum.extend(values.map(|value| value * value));
    sum.total()
}
