//! Which backups stay: the last ten, one a day for thirty days, one a month for twelve.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// How many of the latest stay, whatever their day.
pub const LATEST: usize = 10;

/// For how many days the last of a day stays.
pub const DAYS: i64 = 30;

/// For how many months the last of a month stays.
pub const MONTHS: i64 = 12;

/// Which of these moments stay at `now`, in the order given.
///
/// Days and months are those of universal
/// time, so that two computers agree. A clock that was once ahead spoils nothing: moments after now
/// stay beside the latest ones, not in their place.
pub fn staying(moments: &[Timestamp], now: Timestamp) -> Vec<bool> {
    let mut order: Vec<usize> = (0..moments.len()).collect();
    // The latest first; of equal moments the one that comes later in the list.
    order.sort_by_key(|&index| std::cmp::Reverse((moments.get(index).copied(), index)));
    let today = day(now);
    let first_day = today.saturating_sub(Span::new().days(DAYS - 1));
    let first_month = month(today.saturating_sub(Span::new().months(MONTHS - 1)));
    let (mut latest, mut ahead) = (0, 0);
    let mut days = BTreeSet::new();
    let mut months = BTreeSet::new();
    let mut stays = vec![false; moments.len()];
    for index in order {
        let (Some(moment), Some(stay)) = (moments.get(index), stays.get_mut(index)) else {
            continue;
        };
        if *moment > now {
            ahead += 1;
            *stay = ahead <= LATEST;
            continue;
        }
        latest += 1;
        let date = day(*moment);
        let of_day = date >= first_day && days.insert(date);
        let of_month = month(date) >= first_month && months.insert(month(date));
        *stay = latest <= LATEST || of_day || of_month;
    }
    stays
}

fn day(moment: Timestamp) -> Date {
    moment.to_zoned_datetime(TimeZone::UTC).date()
}

fn month(date: Date) -> (i16, i8) {
    (date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::{DAYS, LATEST, MONTHS, day, month, staying};
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2026-11-25T12:00:00Z".parse().unwrap()
    }

    fn hours_ago(hours: i64) -> Timestamp {
        now() - SignedDuration::from_hours(hours)
    }

    fn kept(moments: &[Timestamp]) -> Vec<Timestamp> {
        let stays = staying(moments, now());
        let pairs = moments.iter().zip(stays);
        pairs.filter(|(_, stays)| *stays).map(|(m, _)| *m).collect()
    }

    #[test]
    fn a_year_of_hourly_saves_comes_to_few() {
        let moments: Vec<_> = (0..24 * 400).map(hours_ago).collect();
        let kept = kept(&moments);
        // Ten of the last hours, the last of 29 days before today, the last of 11 or 10 earlier
        // months: October's last day is within the thirty.
        assert_eq!(kept.len(), LATEST + 29 + 10, "{kept:#?}");
        assert_eq!(kept[..LATEST], moments[..LATEST]);
        let oldest = kept.last().unwrap();
        assert_eq!(oldest.to_string(), "2025-12-31T23:00:00Z");
    }

    #[test]
    fn a_clock_that_was_ahead_does_not_push_out_what_is_new() {
        let mut moments: Vec<_> = (1..=20).map(|hours| hours_ago(-hours)).collect();
        moments.extend((0..10).map(hours_ago));
        let kept = kept(&moments);
        assert_eq!(kept.len(), 20);
        assert_eq!(kept[10..], moments[20..]);
    }

    proptest! {
        #[test]
        fn the_rule_holds_for_any_moments(
            ages in prop::collection::vec(-500_000_i64..60_000_000, 0..120)
        ) {
            let moments: Vec<_> = ages
                .iter()
                .map(|age| now() - SignedDuration::from_secs(*age))
                .collect();
            let stays = staying(&moments, now());
            prop_assert_eq!(stays.len(), moments.len());
            let kept = kept(&moments);
            let mut past: Vec<_> = moments.iter().copied().filter(|m| *m <= now()).collect();
            past.sort_unstable();
            past.reverse();
            // The latest are all there.
            for moment in past.iter().take(LATEST) {
                prop_assert!(kept.contains(moment));
            }
            let today = day(now());
            for moment in &past {
                let date = day(*moment);
                let age = date.until(today).unwrap().get_days();
                // Every day of thirty that had one still has its last one.
                if i64::from(age) < DAYS {
                    let last = past.iter().filter(|m| day(**m) == date).max().unwrap();
                    prop_assert!(kept.contains(last));
                }
                let (year, of_year) = month(date);
                let (this_year, this_month) = month(today);
                let months = (i64::from(this_year) - i64::from(year)) * 12
                    + i64::from(this_month) - i64::from(of_year);
                if months < MONTHS {
                    let last = past.iter().filter(|m| month(day(**m)) == month(date)).max().unwrap();
                    prop_assert!(kept.contains(last));
                }
            }
            // And there are never many.
            prop_assert!(kept.len() <= 2 * LATEST + 30 + 12);
            // What stays, stays when asked again.
            prop_assert!(staying(&kept, now()).into_iter().all(|stays| stays));
        }
    }
}
