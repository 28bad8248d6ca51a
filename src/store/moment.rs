//! Moments of files and locks as people read them: in the computer's own time zone.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// The moment by the clock on the wall.
pub fn local(at: Timestamp) -> DateTime {
    TimeZone::system().to_datetime(at)
}
