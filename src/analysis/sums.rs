//! Sums that do not drift, and the one tolerance used when values are compared with a centre
//! line or a limit.
//!
//! Fourteen values of 33.3 added naively give a mean that is not 33.3, and the whole chart would
//! turn into a false "seven points below the mean". Every mean of the statistics is made here.

/// Relative width within which a value counts as being on a line.
pub const RELATIVE_TOLERANCE: f64 = 1e-9;

/// Factor that takes any sum of readable values back into range; a power of two, so it is exact.
const SHRINK: f64 = 1.0 / 1_267_650_600_228_229_401_496_703_205_376.0;

/// A running sum that carries along what rounding loses (the two-sum of Knuth 1969, without
/// branches), and counts its terms.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    total: f64,
    lost: f64,
    count: usize,
}

impl Sum {
    /// Adds one term.
    #[inline]
    pub fn add(&mut self, term: f64) {
        let next = self.total + term;
        let taken = next - self.total;
        self.lost += (self.total - (next - taken)) + (term - taken);
        self.total = next;
        self.count += 1;
    }

    /// The compensated sum.
    pub fn total(self) -> f64 {
        self.total + self.lost
    }

    /// How many terms were added.
    pub fn count(self) -> usize {
        self.count
    }

    fn mean(self) -> f64 {
        self.total() / self.count as f64
    }
}

impl Extend<f64> for Sum {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, terms: I) {
        for term in terms {
            self.add(term);
        }
    }
}

/// Arithmetic mean of the terms, or `None` without any.
///
/// When the plain sum leaves the range of `f64` the terms are added again on a smaller scale, so
/// finite terms always have a finite mean.
pub fn mean<I>(terms: I) -> Option<f64>
where
    I: Iterator<Item = f64> + Clone,
{
    mean_and_count(terms).map(|(mean, _)| mean)
}

/// As [`mean`], with the number of terms.
pub fn mean_and_count<I>(terms: I) -> Option<(f64, usize)>
where
    I: Iterator<Item = f64> + Clone,
{
    let mut sum = Sum::default();
    sum.extend(terms.clone());
    if sum.count == 0 {
        return None;
    }
    let plain = sum.mean();
    if plain.is_finite() {
        return Some((plain, sum.count));
    }
    let mut small = Sum::default();
    small.extend(terms.map(|term| term * SHRINK));
    Some((small.mean() / SHRINK, sum.count))
}

/// How far from a line a value may lie and still count as on it: `1e-9 * max(1, |centre|)`.
pub fn tolerance(centre: f64) -> f64 {
    RELATIVE_TOLERANCE * centre.abs().max(1.0)
}

/// Side of `centre` on which `value` lies: 1 above, -1 below, 0 on it within [`tolerance`].
#[inline]
pub fn side(value: f64, centre: f64) -> i8 {
    side_within(value, centre, tolerance(centre))
}

/// As [`side`], with the tolerance worked out beforehand.
#[inline]
pub fn side_within(value: f64, centre: f64, tolerance: f64) -> i8 {
    let away = value - centre;
    i8::from(away > tolerance) - i8::from(away < -tolerance)
}

/// Median of the values, which are reordered; `None` without any. Linear time.
pub fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let odd = values.len() % 2 == 1;
    let (lower, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if odd {
        return Some(upper);
    }
    let below = lower
        .iter()
        .copied()
        .max_by(f64::total_cmp)
        .unwrap_or(upper);
    Some(below.midpoint(upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_equal_values_have_their_own_mean() {
        let values = [33.3; 14];
        let naive = values.iter().sum::<f64>() / 14.0;
        assert!(
            (naive - 33.3).abs() > 0.0,
            "the trap this module exists for"
        );
        let mean = mean(values.iter().copied()).unwrap();
        assert_eq!(side(33.3, mean), 0);
        assert!((mean - 33.3).abs() < 1e-14);
    }

    #[test]
    fn a_mean_of_huge_values_stays_finite() {
        let values = [1.7e308, 1.7e308, 1.6e308];
        let mean = mean(values.iter().copied()).unwrap();
        assert!((mean / 1.666_666_666_666_666_7e308 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn compensation_keeps_small_terms_beside_large_ones() {
        let mut sum = Sum::default();
        sum.extend([1e16, 1.0, -1e16, 1.0]);
        assert_eq!(sum.total().to_bits(), 2.0_f64.to_bits());
    }

    #[test]
    fn a_mean_of_nothing_is_nothing() {
        assert_eq!(mean(std::iter::empty()), None);
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn median_of_odd_and_even_counts() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
    }
}
