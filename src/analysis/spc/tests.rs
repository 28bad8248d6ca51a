use super::*;
use crate::analysis::series::{Direction, Point, TwoInThree};
use jiff::ToSpan as _;
use jiff::civil::date;

pub(super) fn series(values: &[Option<f64>], direction: Direction) -> Series {
    let points = values
        .iter()
        .zip(date(2020, 1, 1).series(1.day()))
        .map(|(&value, date)| Point { date, value })
        .collect();
    Series::new(points, direction)
}

fn full(values: &[f64]) -> Series {
    series(
        &values.iter().copied().map(Some).collect::<Vec<_>>(),
        Direction::Increase,
    )
}

pub(super) fn labels(chart: &Xmr) -> Vec<&'static str> {
    chart
        .points
        .iter()
        .map(|point| point.rule.label())
        .collect()
}

fn close(actual: f64, expected: f64) {
    assert!(
        (actual - expected).abs() < 0.005,
        "{actual} is not {expected}"
    );
}

#[test]
fn published_check_of_screening() {
    // Documentation of PowerBI-SPC: screened 4.60 / 1.94 / -0.72, unscreened 6.95 / 1.94 / -3.06.
    let mut values = [1.0, 2.0].repeat(9);
    values[4] = 10.0;
    values.truncate(18);
    values[4..]
        .iter_mut()
        .skip(1)
        .enumerate()
        .for_each(|(at, value)| {
            *value = if at % 2 == 0 { 1.0 } else { 2.0 };
        });
    let mut given = full(&values);
    let part = &xmr(&given).parts[0];
    close(part.upl().unwrap(), 4.60);
    close(part.mean.unwrap(), 1.94);
    close(part.lpl().unwrap(), -0.72);
    assert_eq!(part.ranges_screened_out, 2);
    given.screening = Screening::Off;
    let part = &xmr(&given).parts[0];
    close(part.upl().unwrap(), 6.95);
    close(part.lpl().unwrap(), -3.06);
}

#[test]
fn screening_drops_ranges_of_3_267_times_their_mean() {
    // Nine ranges of 1 and one of r: it is dropped from r = 4.3670 on.
    let dropped = |last: f64| {
        let values = [[0.0, 1.0].repeat(5), vec![1.0 + last]].concat();
        xmr(&full(&values)).parts[0].ranges_screened_out
    };
    assert_eq!((dropped(4.3669), dropped(4.3671)), (0, 1));
}

#[test]
fn fourteen_equal_values_are_all_on_the_mean() {
    let chart = xmr(&full(&[33.3; 14]));
    assert!(labels(&chart).iter().all(|label| *label == "Common Cause"));
    assert!(
        chart
            .points
            .iter()
            .all(|point| point.relative_to_mean == Some(0))
    );
    assert!(
        chart
            .points
            .iter()
            .all(|point| point.outside_limits == Some(false))
    );
    assert_eq!(chart.parts[0].upl(), chart.parts[0].mean);
    assert_eq!(chart.variation_icon, VariationIcon::CommonCause);
}

#[test]
fn screening_never_leaves_limits_of_no_width() {
    let mut values = vec![5.0; 14];
    values[6] = 6.0;
    let chart = xmr(&full(&values));
    let part = &chart.parts[0];
    assert!(part.screening_set_aside);
    let mr_bar = part.limits.unwrap().mr_bar;
    assert!((mr_bar - 2.0 / 13.0).abs() < 1e-12);
    let flagged: Vec<_> = chart
        .points
        .iter()
        .filter(|point| point.rule != Rule::CommonCause)
        .collect();
    // Six and seven fives stand on either side of the six, which alone is beyond the limit.
    assert_eq!(chart.points[6].rule, Rule::AboveUpl);
    assert_eq!(flagged.len(), 8, "the six and the seven fives after it");
}

/// The given values between stretches of wide variation, so that no limit is near them.
fn amid_noise(middle: &[f64]) -> Vec<f64> {
    let noise = [40.0, 60.0].repeat(6);
    [noise.as_slice(), middle, noise.as_slice()].concat()
}

#[test]
fn a_v_is_labelled_by_the_step_to_the_right() {
    let valley = [
        53.0, 52.0, 51.0, 50.0, 49.0, 48.0, 47.0, 48.0, 49.0, 50.0, 51.0, 52.0, 53.0,
    ];
    let chart = xmr(&full(&amid_noise(&valley)));
    let found: Vec<_> = chart.points[12..25]
        .iter()
        .map(|point| point.rule)
        .collect();
    assert_eq!(found[..6], [Rule::TrendDecreasing; 6]);
    assert_eq!(found[6..], [Rule::TrendIncreasing; 7]);
    let peak = valley.map(|value| 100.0 - value);
    let chart = xmr(&full(&amid_noise(&peak)));
    assert_eq!(chart.points[18].rule, Rule::TrendDecreasing);
}

#[test]
fn a_saw_tooth_is_labelled_by_the_jump_as_in_the_reference() {
    let tooth = [47.0, 48.0, 49.0, 50.0, 51.0, 52.0, 53.0];
    let chart = xmr(&full(&amid_noise(&tooth.repeat(2))));
    // The 60 before the first tooth is no part of it; the 40 after the second is not either.
    let found: Vec<_> = chart.points[12..26]
        .iter()
        .map(|point| point.rule)
        .collect();
    assert_eq!(found[..6], [Rule::TrendIncreasing; 6]);
    assert_eq!(found[6], Rule::TrendDecreasing, "the jump");
    assert_eq!(found[7..], [Rule::TrendIncreasing; 7]);
}

#[test]
fn a_tie_breaks_a_trend_and_a_missing_value_breaks_every_run() {
    let noise = [40.0, 60.0, 40.0, 60.0, 40.0, 60.0];
    let with = |middle: &[Option<f64>]| {
        let mut values: Vec<_> = noise.iter().copied().map(Some).collect();
        values.extend_from_slice(middle);
        values.extend(noise.iter().copied().map(Some));
        xmr(&series(&values, Direction::Increase))
    };
    let rising = [47.0, 48.0, 49.0, 50.0, 51.0, 52.0, 53.0].map(Some);
    assert_eq!(with(&rising).points[8].rule, Rule::TrendIncreasing);
    let mut tied = rising;
    tied[3] = tied[2];
    assert!(
        with(&tied)
            .points
            .iter()
            .all(|point| point.rule == Rule::CommonCause)
    );
    let mut gap = rising;
    gap[3] = None;
    let chart = with(&gap);
    assert!(
        chart
            .points
            .iter()
            .all(|point| point.rule == Rule::CommonCause)
    );
    let point = chart.points[9];
    assert_eq!(
        (point.value, point.relative_to_mean, point.outside_limits),
        (None, None, None)
    );
}

#[test]
fn a_gap_costs_two_moving_ranges() {
    let chart = xmr(&series(
        &[Some(1.0), Some(2.0), None, Some(9.0), Some(8.0)],
        Direction::Increase,
    ));
    let part = &chart.parts[0];
    assert_eq!(
        (part.ranges, part.points, part.points_with_value),
        (2, 5, 4)
    );
    assert_eq!(part.limits.unwrap().mr_bar.to_bits(), 1.0_f64.to_bits());
}

#[test]
fn two_in_three_needs_all_three_on_one_side_and_counts_as_chosen() {
    // Mean 50, moving ranges 4 and 5 in turn: the near limit is about 58, the limit about 62.
    let mut values = [48.0, 52.0].repeat(20);
    let mut alone = values.clone();
    values[20] = 63.0;
    values[21] = 59.0;
    values[22] = 51.0;
    let mut given = full(&values);
    given.baseline_points = Some(20);
    let rules = |given: &Series| {
        xmr(given).points[20..23]
            .iter()
            .map(|p| p.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rules(&given),
        [Rule::AboveUpl, Rule::CommonCause, Rule::CommonCause]
    );
    given.two_in_three = TwoInThree::Mdc2024;
    assert_eq!(
        rules(&given),
        [Rule::AboveUpl, Rule::TwoInThreeAbove, Rule::CommonCause]
    );
    // Two near points whose windows always hold a point below the mean.
    alone[20] = 48.0;
    alone[21] = 59.0;
    alone[22] = 59.0;
    alone[23] = 48.0;
    let mut given = full(&alone);
    given.baseline_points = Some(20);
    assert!(
        xmr(&given)
            .points
            .iter()
            .all(|point| point.rule == Rule::CommonCause)
    );
}

#[test]
fn two_points_alone_never_make_two_in_three() {
    let mut given = full(&[[52.0, 48.0].repeat(10), vec![59.0, 59.0]].concat());
    given.baseline_points = Some(20);
    assert!(
        xmr(&given).points[20..]
            .iter()
            .all(|point| point.rule == Rule::CommonCause)
    );
}

#[test]
fn limits_from_a_baseline_judge_the_points_after_it() {
    let mut given = full(&[[10.0, 12.0].repeat(6), vec![30.0, 31.0]].concat());
    given.baseline_points = Some(12);
    let chart = xmr(&given);
    assert_eq!(chart.parts[0].mean, Some(11.0));
    assert_eq!(chart.parts[0].ranges, 11);
    assert_eq!(chart.points[12].rule, Rule::AboveUpl);
    given.baseline_points = Some(11);
    let chart = xmr(&given);
    assert_eq!(chart.notes, [Note::BaselineTooShort(11)]);
    assert_eq!(chart.parts[0].ranges, 13);
}

#[test]
fn a_shift_in_a_part_with_a_constant_baseline_is_still_seen() {
    let mut given = full(&[vec![5.0; 12], vec![9.0; 7]].concat());
    given.baseline_points = Some(12);
    let chart = xmr(&given);
    assert!(
        chart.points[..12]
            .iter()
            .all(|point| point.rule == Rule::CommonCause)
    );
    assert!(
        chart.points[12..]
            .iter()
            .all(|point| point.rule == Rule::ShiftAbove)
    );
}

#[test]
fn rebase_on_the_first_row_and_on_an_unknown_date_change_nothing() {
    let plain = full(&[3.0, 5.0, 4.0, 6.0]);
    let mut rebased = plain.clone();
    rebased.rebase = vec![date(2020, 1, 1), date(2019, 1, 1)];
    let (plain, rebased) = (xmr(&plain), xmr(&rebased));
    assert_eq!(plain.parts, rebased.parts);
    assert_eq!(plain.points, rebased.points);
    assert_eq!(rebased.notes, [Note::RebaseNotInSeries(date(2019, 1, 1))]);
}

#[test]
fn one_value_has_a_mean_but_no_limits() {
    let mut given = full(&[4.0]);
    given.target = Some(3.0);
    let chart = xmr(&given);
    assert_eq!(
        (chart.parts[0].mean, chart.parts[0].limits),
        (Some(4.0), None)
    );
    assert_eq!(chart.points[0].outside_limits, None);
    assert_eq!(chart.assurance_icon, Some(AssuranceIcon::NotEnoughData));
    assert_eq!(
        chart.reference_assurance_icon(),
        Some(AssuranceIcon::Inconsistent)
    );
    let empty = xmr(&full(&[]));
    assert_eq!(
        (empty.parts.len(), empty.variation_icon),
        (0, VariationIcon::NotEnoughData)
    );
}

#[test]
fn a_missing_latest_value_does_not_hide_the_latest_signal() {
    let mut values: Vec<_> = [10.0, 12.0].repeat(8).into_iter().map(Some).collect();
    values.extend([Some(40.0), None]);
    let chart = xmr(&series(&values, Direction::Decrease));
    assert_eq!(chart.variation_icon, VariationIcon::ConcernHigh);
    assert_eq!(chart.reference_variation_icon(), VariationIcon::CommonCause);
    assert_eq!(chart.latest, Some(16));
}

#[test]
fn assurance_compares_the_target_with_both_limits() {
    let mut given = full(&[10.0, 12.0].repeat(8));
    let part = xmr(&given).parts[0].clone();
    let (lpl, upl) = (part.lpl().unwrap(), part.upl().unwrap());
    let mut verdict = |direction, target| {
        given.direction = direction;
        given.target = target;
        xmr(&given).assurance_icon.map(AssuranceIcon::label)
    };
    let (up, down) = (Direction::Increase, Direction::Decrease);
    assert_eq!(verdict(up, Some(upl + 0.1)), Some("fail"));
    assert_eq!(verdict(down, Some(upl + 0.1)), Some("pass"));
    assert_eq!(verdict(up, Some(lpl - 0.1)), Some("pass"));
    assert_eq!(verdict(down, Some(lpl - 0.1)), Some("fail"));
    assert_eq!(verdict(up, Some(upl)), Some("inconsistent"));
    assert_eq!(verdict(up, None), None);
    assert_eq!(verdict(Direction::Neutral, Some(1.0)), None);
    assert_eq!(
        verdict(
            Direction::InRange {
                low: 0.0,
                high: 30.0
            },
            None
        ),
        Some("pass")
    );
    assert_eq!(
        verdict(
            Direction::InRange {
                low: 0.0,
                high: 11.0
            },
            None
        ),
        Some("inconsistent")
    );
    assert_eq!(
        verdict(
            Direction::InRange {
                low: 0.0,
                high: 1.0
            },
            None
        ),
        Some("fail")
    );
}

#[test]
fn within_a_range_the_place_of_the_value_decides() {
    let range = Direction::InRange {
        low: 20.0,
        high: 30.0,
    };
    let kind = |signal, value, mean| PointType::of(signal, range, value, mean);
    assert_eq!(
        kind(1, 10.0, 5.0),
        PointType::Improvement,
        "rising towards the range"
    );
    assert_eq!(
        kind(-1, 10.0, 15.0),
        PointType::Concern,
        "falling further below it"
    );
    assert_eq!(
        kind(-1, 35.0, 40.0),
        PointType::Improvement,
        "falling towards it"
    );
    assert_eq!(kind(1, 35.0, 25.0), PointType::Concern, "risen out of it");
    assert_eq!(kind(1, 25.0, 15.0), PointType::Improvement, "come in");
    assert_eq!(
        kind(1, 28.0, 24.0),
        PointType::NeutralHigh,
        "moved within it"
    );
    assert_eq!(kind(0, 99.0, 24.0), PointType::CommonCause);
    let icon = |kind, signal| VariationIcon::of(kind, range, signal).label();
    assert_eq!(icon(PointType::Improvement, -1), "improvement_low");
    assert_eq!(icon(PointType::Improvement, 1), "improvement_high");
    assert_eq!(icon(PointType::Concern, -1), "concern_low");
    assert_eq!(icon(PointType::Concern, 1), "concern_high");
}

#[test]
fn a_short_part_says_how_many_points_it_has() {
    let part = &xmr(&full(&[1.0; 7])).parts[0];
    assert_eq!(
        part.too_early().as_deref(),
        Some("too early for limits: 7 of 13 points")
    );
    assert_eq!(xmr(&full(&[1.0; 13])).parts[0].too_early(), None);
}

#[test]
fn values_of_1e300_have_finite_limits() {
    let chart = xmr(&full(&[1e300, -1e300].repeat(500)));
    let limits = chart.parts[0].limits.unwrap();
    assert!(limits.upl.is_finite() && limits.lpl.is_finite() && limits.mr_bar > 1e300);
}

#[test]
fn a_million_points_are_linear() {
    let values: Vec<f64> = (0..1_000_000_u32)
        .map(|at| f64::from(at.wrapping_mul(2_654_435_761) >> 16))
        .collect();
    let base = date(1000, 1, 1);
    let days: Vec<_> = base.series(1.day()).take(1_000_000).collect();
    let points = days
        .iter()
        .zip(&values)
        .map(|(&date, &v)| Point {
            date,
            value: Some(v),
        })
        .collect();
    let given = Series::new(points, Direction::Increase);
    let started = std::time::Instant::now();
    assert_eq!(xmr(&given).points.len(), 1_000_000);
    assert_eq!(
        crate::analysis::run_chart::run_chart(&given)[0].points,
        1_000_000
    );
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}
