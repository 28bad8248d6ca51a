//! Chance of meeting a target at least once up to a date, from simulated paths.
//!
//! The random numbers are the same on every call, so the same series always gives the same answer
//! and no other series can change it.

use super::methods::{Method, carried};
use super::noise::Noise;

/// Paths drawn for each method.
const PATHS: u32 = 500;

/// Most steps of a path; longer horizons are walked in fewer, longer steps.
const MOST_STEPS: f64 = 60.0;

/// Most degrees of freedom for which a spread is drawn as a sum of squares.
const FEW_FREEDOM: f64 = 8.0;

/// Share of paths, over all methods, on which some value up to the horizon meets the target.
pub(super) fn share_meeting(
    methods: &[Method],
    steps: f64,
    (spread, noise): (f64, Noise),
    meets: impl Fn(f64) -> bool,
) -> f64 {
    let count = steps.ceil().clamp(1.0, MOST_STEPS);
    let mut random = Random::new();
    let mut met = 0_u32;
    for method in methods {
        for _ in 0..PATHS {
            met += u32::from(Path::draw(method, (spread, noise), &mut random).meets(
                steps,
                count,
                &mut random,
                &meets,
            ));
        }
    }
    f64::from(met) / (f64::from(PATHS) * methods.len() as f64)
}

/// One possible course of a method: what is unknown of it, drawn once.
struct Path<'a> {
    method: &'a Method,
    noise: Noise,
    /// Factor on every spread, without what is drawn.
    spread: f64,
    /// Factor on every draw of noise, so that values follow Student's t.
    widen: f64,
    /// Error of the level, in standard errors.
    level: f64,
    /// Error of the slope, in standard errors.
    tilt: f64,
}

impl<'a> Path<'a> {
    fn draw(method: &'a Method, (spread, noise): (f64, Noise), random: &mut Random) -> Self {
        let widen = spread / random.mean_square(method.shape().freedom()).sqrt();
        Self {
            method,
            noise,
            spread,
            widen,
            level: random.normal(),
            tilt: random.normal(),
        }
    }

    /// Whether a value on the way to the horizon, walked in `count` equal steps, meets the target.
    fn meets(
        &self,
        steps: f64,
        count: f64,
        random: &mut Random,
        meets: &impl Fn(f64) -> bool,
    ) -> bool {
        let stride = steps / count;
        let mut walked = 0.0;
        let mut number = 1.0;
        while number <= count {
            let out = number * stride;
            if let Method::Walk { step, .. } = *self.method {
                walked += self.widen * step * stride.sqrt() * random.normal();
            }
            let value = self.value(out, walked, random);
            if meets(value + self.chance(out, random)) {
                return true;
            }
            number += 1.0;
        }
        false
    }

    /// The chance in a share of few, as far as the method's own spread falls short of it. Nothing is
    /// drawn where there is none, so that other series keep their random numbers.
    fn chance(&self, steps: f64, random: &mut Random) -> f64 {
        let marginal = self.method.marginal(steps);
        let beyond = self
            .noise
            .beyond(marginal.middle, marginal.spread * self.spread);
        if beyond > 0.0 {
            beyond * random.normal()
        } else {
            0.0
        }
    }

    fn value(&self, steps: f64, walked: f64, random: &mut Random) -> f64 {
        match *self.method {
            Method::Steady {
                mean, sigma, count, ..
            } => mean + self.widen * sigma * (self.level / count.sqrt() + random.normal()),
            Method::Walk { last, drift, .. } => last + drift * carried(steps) + walked,
            Method::Line {
                middle,
                slope,
                mid_at,
                last_at,
                sigma,
                count,
                sxx,
                ..
            } => {
                let out = last_at + steps - mid_at;
                let unsure = self.level / count.sqrt() + self.tilt * out / sxx.sqrt();
                middle + slope * out + self.widen * sigma * (unsure + random.normal())
            }
        }
    }
}

/// `SplitMix64` (Steele, Lea and Flood 2014) with a fixed seed, and normal values from it.
struct Random {
    state: u64,
    spare: Option<f64>,
}

impl Random {
    fn new() -> Self {
        Self {
            state: 0x5EED_0F7A_1EC7_0217,
            spare: None,
        }
    }

    /// Uniform in (0, 1].
    fn uniform(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((mixed >> 11) + 1) as f64 / 9_007_199_254_740_992.0
    }

    /// Chi-squared over its degrees of freedom: exact for few, else after Wilson and Hilferty (1931).
    fn mean_square(&mut self, freedom: f64) -> f64 {
        if freedom > FEW_FREEDOM {
            let part = 2.0 / (9.0 * freedom);
            return (1.0 - part + self.normal() * part.sqrt())
                .powi(3)
                .max(f64::MIN_POSITIVE);
        }
        let mut sum = 0.0;
        let mut drawn = 0.0;
        while drawn < freedom {
            sum += self.normal().powi(2);
            drawn += 1.0;
        }
        sum / freedom
    }

    /// Standard normal by Box and Muller (1958), which makes two at a time.
    fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * self.uniform()).sin_cos();
        self.spare = Some(radius * sine);
        radius * cosine
    }
}

/// As [`share_meeting`], looking at the end of each path only.
#[cfg(test)]
pub(super) fn share_at_end(
    methods: &[Method],
    steps: f64,
    (spread, noise): (f64, Noise),
    meets: impl Fn(f64) -> bool,
) -> f64 {
    let mut random = Random::new();
    let mut met = 0_u32;
    for method in methods {
        for _ in 0..PATHS {
            let path = Path::draw(method, (spread, noise), &mut random);
            met += u32::from(path.meets(steps, 1.0, &mut random, &meets));
        }
    }
    f64::from(met) / (f64::from(PATHS) * methods.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_values_have_mean_0_and_variance_1() {
        let mut random = Random::new();
        let draws: Vec<f64> = (0..200_000).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 2e5;
        let variance = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / 2e5;
        assert!(
            mean.abs() < 0.01 && (variance - 1.0).abs() < 0.01,
            "{mean} {variance}"
        );
    }
}
