//! The mixture of the methods' distributions: probabilities and quantiles.

use super::methods::Marginal;
use crate::analysis::sums;

/// The equal mixture of the methods' distributions at one horizon.
pub(super) struct Mixture(pub [Marginal; 4]);

impl Mixture {
    /// Probability of at most `value`.
    pub fn below(&self, value: f64) -> f64 {
        self.0.iter().map(|part| part.below(value)).sum::<f64>() / 4.0
    }

    /// Probability of at least `value`.
    pub fn at_least(&self, value: f64) -> f64 {
        self.0.iter().map(|part| part.at_least(value)).sum::<f64>() / 4.0
    }

    fn density(&self, value: f64) -> f64 {
        self.0.iter().map(|part| part.density(value)).sum::<f64>() / 4.0
    }

    /// The value below which lies the given share: Newton's method kept within a bracket.
    pub fn quantile(&self, share: f64) -> f64 {
        // A mixture's quantile lies between its parts', which lie within seven spreads (the
        // fewest degrees of freedom are three) for every share used here.
        let edge = |sign: f64| {
            self.0
                .iter()
                .map(move |part| part.middle + sign * 7.0 * part.spread)
        };
        let mut low = edge(-1.0).fold(f64::INFINITY, f64::min);
        let mut high = edge(1.0).fold(f64::NEG_INFINITY, f64::max);
        let narrow = 1e-10 * (high - low);
        let mut guess = f64::midpoint(low, high);
        for _ in 0..200 {
            let off = self.below(guess) - share;
            if off > 0.0 {
                high = guess;
            } else {
                low = guess;
            }
            if high - low <= narrow {
                break;
            }
            let next = guess - off / self.density(guess);
            let inside = next > low && next < high;
            let step = (next - guess).abs();
            guess = if inside {
                next
            } else {
                f64::midpoint(low, high)
            };
            if inside && step <= narrow {
                break;
            }
        }
        guess
    }
}

impl Marginal {
    /// Probability of at most `value`; without spread the middle itself is certain.
    fn below(&self, value: f64) -> f64 {
        if self.spread > 0.0 {
            self.shape.below((value - self.middle) / self.spread)
        } else {
            f64::from(u8::from(sums::side(value, self.middle) >= 0))
        }
    }

    fn at_least(&self, value: f64) -> f64 {
        if self.spread > 0.0 {
            1.0 - self.below(value)
        } else {
            f64::from(u8::from(sums::side(value, self.middle) <= 0))
        }
    }

    fn density(&self, value: f64) -> f64 {
        if self.spread > 0.0 {
            self.shape.density((value - self.middle) / self.spread) / self.spread
        } else {
            0.0
        }
    }
}
