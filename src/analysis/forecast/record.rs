//! How past statements have fared, so that a reader can judge the next one.

/// A statement whose outcome is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statement {
    /// The chance stated, from 0 to 1.
    pub chance: f64,
    /// Whether the target was met.
    pub came_true: bool,
}

/// Bands of chance in which statements are counted, in per cent; a band includes its lower end.
pub const BANDS: [(u8, u8); 4] = [(0, 30), (30, 50), (50, 70), (70, 100)];

/// How the statements of one band have fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fared {
    /// The band in per cent.
    pub band: (u8, u8),
    /// Statements of the band.
    pub statements: usize,
    /// Those that came true.
    pub came_true: usize,
}

impl Fared {
    /// In words: "of 12 past statements of 50–70 %, 8 came true".
    pub fn words(&self) -> String {
        let (low, high) = self.band;
        let noun = if self.statements == 1 {
            "statement"
        } else {
            "statements"
        };
        match self.statements {
            0 => format!("no past statement of {low}–{high} % has been scored yet"),
            count => format!(
                "of {count} past {noun} of {low}–{high} %, {} came true",
                self.came_true
            ),
        }
    }
}

/// How past statements in the band of `chance` have fared. Unreadable chances are left out.
pub fn fared(past: &[Statement], chance: f64) -> Fared {
    let band_of = |chance: f64| {
        // Tenths are stated, so a hundredth of rounding must not move one into another band.
        let pct = chance * 100.0 + 1e-6;
        BANDS
            .into_iter()
            .rev()
            .find(|(low, _)| pct >= f64::from(*low))
    };
    let band = band_of(chance).unwrap_or(BANDS[0]);
    let mut out = Fared {
        band,
        statements: 0,
        came_true: 0,
    };
    for statement in past
        .iter()
        .filter(|statement| band_of(statement.chance) == Some(band))
    {
        out.statements += 1;
        out.came_true += usize::from(statement.came_true);
    }
    out
}

/// Brier score: mean squared distance of chance and outcome, 0 best; `None` without statements.
pub fn brier(past: &[Statement]) -> Option<f64> {
    crate::analysis::sums::mean(past.iter().map(|statement| {
        let outcome = if statement.came_true { 1.0 } else { 0.0 };
        (statement.chance - outcome).powi(2)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_counted_in_the_band_of_the_chance() {
        let past: Vec<Statement> = [
            (0.5, true),
            (0.6, false),
            (0.7, true),
            (0.2, true),
            (0.65, true),
        ]
        .into_iter()
        .map(|(chance, came_true)| Statement { chance, came_true })
        .collect();
        let found = fared(&past, 0.6);
        assert_eq!(
            found.words(),
            "of 3 past statements of 50–70 %, 2 came true"
        );
        assert_eq!(
            fared(&past, 0.95).words(),
            "of 1 past statement of 70–100 %, 1 came true"
        );
        assert_eq!(
            fared(&past, 0.4).words(),
            "no past statement of 30–50 % has been scored yet"
        );
        assert_eq!(fared(&past, f64::NAN).band, (0, 30));
    }

    #[test]
    fn brier_is_the_mean_squared_miss() {
        let past = [
            Statement {
                chance: 0.8,
                came_true: true,
            },
            Statement {
                chance: 0.4,
                came_true: false,
            },
        ];
        assert!((brier(&past).unwrap() - 0.1).abs() < 1e-12);
        assert_eq!(brier(&[]), None);
    }
}
