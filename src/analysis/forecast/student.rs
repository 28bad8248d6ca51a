//! Student's t distribution: density and distribution function.

/// Student's t with given degrees of freedom, its constants worked out once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Student {
    freedom: f64,
    /// Logarithm of the density at 0.
    ln_peak: f64,
}

impl Student {
    /// At least one degree of freedom.
    pub fn new(freedom: f64) -> Self {
        let freedom = freedom.max(1.0);
        let ln_peak = ln_gamma(f64::midpoint(freedom, 1.0))
            - ln_gamma(freedom / 2.0)
            - 0.5 * (freedom * std::f64::consts::PI).ln();
        Self { freedom, ln_peak }
    }

    pub fn freedom(&self) -> f64 {
        self.freedom
    }

    pub fn density(&self, at: f64) -> f64 {
        let power = f64::midpoint(self.freedom, 1.0);
        (self.ln_peak - power * (at * at / self.freedom).ln_1p()).exp()
    }

    /// Probability of a value of at most `at`.
    pub fn below(&self, at: f64) -> f64 {
        let square = at * at;
        if !square.is_finite() {
            return if at > 0.0 { 1.0 } else { 0.0 };
        }
        // Half the regularised incomplete beta function I_x(freedom / 2, 1 / 2) is each tail.
        let x = self.freedom / (self.freedom + square);
        let (a, b) = (self.freedom / 2.0, 0.5);
        // Density at 0 is 1 / (sqrt(freedom) B(a, b)), which gives the constant of the fraction.
        let front = (self.ln_peak + 0.5 * self.freedom.ln() + a * x.ln()).exp()
            * (square / (self.freedom + square)).sqrt();
        let tail = if x < (a + 1.0) / (a + b + 2.0) {
            0.5 * front * beta_fraction(a, b, x) / a
        } else {
            0.5 - 0.5 * front * beta_fraction(b, a, 1.0 - x) / b
        };
        if at > 0.0 { 1.0 - tail } else { tail }
    }
}

/// Continued fraction of the incomplete beta function by Lentz's method (Press et al. 2007, 6.4).
fn beta_fraction(alpha: f64, beta: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / away(1.0 - (alpha + beta) * x / (alpha + 1.0));
    let mut fraction = lower;
    for m in 1..300_u16 {
        let m = f64::from(m);
        let at = alpha + 2.0 * m;
        let even = m * (beta - m) * x / ((at - 1.0) * at);
        let odd = -(alpha + m) * (alpha + beta + m) * x / (at * (at + 1.0));
        lower = 1.0 / away(1.0 + even * lower);
        upper = away(1.0 + even / upper);
        fraction *= upper * lower;
        lower = 1.0 / away(1.0 + odd * lower);
        upper = away(1.0 + odd / upper);
        let change = upper * lower;
        fraction *= change;
        if (change - 1.0).abs() < 1e-14 {
            break;
        }
    }
    fraction
}

/// Logarithm of the gamma function for positive arguments (Lanczos, g = 7, nine terms).
fn ln_gamma(at: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = at - 1.0;
    let mut sum = 0.999_999_999_999_809_9;
    let mut shift = 1.0;
    for term in TERMS {
        sum += term / (x + shift);
        shift += 1.0;
    }
    let t = x + 7.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * t.ln() - t + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_quantiles() {
        // Tables of Student's t: degrees of freedom, 97.5 % and 90 % point.
        for (freedom, far, near) in [
            (1.0, 12.706_204_74, 3.077_683_54),
            (3.0, 3.182_446_31, 1.637_744_35),
            (4.0, 2.776_445_11, 1.533_206_27),
            (10.0, 2.228_138_85, 1.372_183_64),
            (30.0, 2.042_272_46, 1.310_415_03),
            (1000.0, 1.962_339_08, 1.282_398_72),
        ] {
            let t = Student::new(freedom);
            assert!(
                (t.below(far) - 0.975).abs() < 1e-8,
                "{freedom}: {}",
                t.below(far)
            );
            assert!(
                (t.below(-near) - 0.1).abs() < 1e-8,
                "{freedom}: {}",
                t.below(-near)
            );
            assert!((t.below(0.0) - 0.5).abs() < 1e-12);
        }
    }

    #[test]
    fn density_is_the_slope_of_the_distribution() {
        let t = Student::new(5.0);
        for at in [-4.0, -1.0, 0.0, 0.3, 2.5] {
            let slope = (t.below(at + 1e-5) - t.below(at - 1e-5)) / 2e-5;
            assert!((slope - t.density(at)).abs() < 1e-8, "{at}");
        }
        assert_eq!(
            (t.below(f64::INFINITY), t.below(f64::NEG_INFINITY)),
            (1.0, 0.0)
        );
    }
}
