//! Figures as they are shown.

use super::*;

#[test]
fn figures_are_shown_with_their_unit() {
    assert_eq!(Unit::Percent.show(83.04, 0), "83 %");
    assert_eq!(Unit::Count.show(1234.0, 0), "1,234");
    assert_eq!(Unit::Pounds.show(-0.001, 2), "£0.00");
    assert_eq!(Unit::Percent.digits(-12.35, 1), "−12.3");
}

#[test]
fn absence_is_never_a_number() {
    for reading in [
        Reading::Suppressed,
        Reading::NotApplicable,
        Reading::NotAvailable,
    ] {
        assert_eq!(reading.number(), None);
        assert!(reading.symbol().is_some() && reading.reason().is_some());
    }
}
