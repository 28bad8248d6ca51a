//! What the unit tests of several layers share.

use proptest::test_runner::Config;

/// How many cases of chance a property is tried on: the usual few, or as many as `TRAJECTORY_CASES`
/// says.
pub fn cases() -> Config {
    let usual = Config::default();
    let asked = std::env::var("TRAJECTORY_CASES").ok();
    let asked = asked.map(|text| text.parse().expect("a number of cases"));
    Config {
        cases: asked.unwrap_or(usual.cases),
        ..usual
    }
}
