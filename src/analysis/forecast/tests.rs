use super::noise::Noise;
use super::*;
use crate::analysis::series::Point;
use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;

fn monthly(values: &[f64], direction: Direction) -> Series {
    let points = values
        .iter()
        .zip(date(2023, 1, 1).series(1.month()))
        .map(|(&value, date)| Point {
            date,
            value: Some(value),
        })
        .collect();
    Series::new(points, direction)
}

fn forecaster(values: &[f64]) -> Forecaster {
    Forecaster::new(&monthly(values, Direction::Increase)).unwrap()
}

const RISING: [f64; 9] = [61.0, 63.0, 62.0, 66.0, 65.0, 69.0, 68.0, 72.0, 71.0];

fn near(actual: f64, expected: f64, allowed: f64) {
    assert!(
        (actual - expected).abs() <= allowed,
        "{actual} is not {expected}"
    );
}

#[test]
fn fewer_than_five_points_in_the_part_give_no_forecast() {
    let mut series = monthly(&RISING, Direction::Increase);
    series.rebase = vec![date(2023, 6, 1)];
    let refused = Forecaster::new(&series).unwrap_err();
    assert_eq!(refused, NoForecast::TooFewPoints(4));
    assert!(refused.words().contains("4 of 5 points"));
    series.rebase = vec![date(2023, 5, 1)];
    assert_eq!(Forecaster::new(&series).unwrap().basis().points, 5);
    series.points[8].value = None;
    assert_eq!(
        Forecaster::new(&series).unwrap_err(),
        NoForecast::TooFewPoints(4)
    );
    let empty = monthly(&[], Direction::Increase);
    assert_eq!(
        Forecaster::new(&empty).unwrap_err(),
        NoForecast::TooFewPoints(0)
    );
}

#[test]
fn each_method_alone_is_what_its_name_says() {
    let fitted = forecaster(&[10.0, 12.0, 11.0, 13.0, 14.0]);
    let middle = |which| fitted.alone(which).at(date(2023, 7, 1)).unwrap().middle;
    // Two steps after the last of five values, worked by hand.
    near(middle(MethodName::XmrForward), 12.0, 1e-6);
    near(middle(MethodName::RandomWalk), 14.0, 1e-6);
    // Steps 2, -1, 2, 1: median 1.5, carried on by 0.6 + 0.36.
    near(middle(MethodName::DampedStep), 14.0 + 1.5 * 0.96, 1e-6);
    // Slope 0.9 through (2, 12), at 6.
    near(middle(MethodName::StraightLine), 12.0 + 0.9 * 4.0, 1e-6);
}

#[test]
fn spreads_are_those_of_the_text_books() {
    let fitted = forecaster(&[10.0, 12.0, 11.0, 13.0, 14.0]);
    let half_80 = |which| {
        let band = fitted.alone(which).at(date(2023, 7, 1)).unwrap().band_80;
        (band.1 - band.0) / 2.0 / SPREAD
    };
    // 90 % points of Student's t with 4, 4, 3 and 3 degrees of freedom.
    let (t4, t3) = (1.533_206_27, 1.637_744_35);
    near(
        half_80(MethodName::XmrForward),
        t4 * 1.5 / 1.128 * 1.2_f64.sqrt(),
        1e-6,
    );
    near(
        half_80(MethodName::RandomWalk),
        t4 * (2.5_f64 * 2.0).sqrt(),
        1e-6,
    );
    // Errors of the damped step: 1.1, -1.9, 1.1, 0.1.
    near(
        half_80(MethodName::DampedStep),
        t3 * (6.04_f64 / 4.0 * 2.0).sqrt(),
        1e-6,
    );
    // Residuals of the line: -0.2, 0.9, -1, 0.1, 0.2.
    let sigma = (1.9_f64 / 3.0).sqrt();
    near(
        half_80(MethodName::StraightLine),
        t3 * sigma * (1.2_f64 + 1.6).sqrt(),
        1e-6,
    );
}

#[test]
fn bands_nest_and_hold_their_share() {
    let fitted = forecaster(&RISING);
    let on = date(2024, 3, 1);
    let fan = fitted.at(on).unwrap();
    let edges = [
        fan.band_95.0,
        fan.band_80.0,
        fan.band_50.0,
        fan.middle,
        fan.band_50.1,
        fan.band_80.1,
        fan.band_95.1,
    ];
    assert!(edges.is_sorted());
    for (edge, share) in edges
        .into_iter()
        .zip([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
    {
        near(1.0 - fitted.probability_at(edge, on).unwrap(), share, 1e-8);
    }
}

#[test]
fn a_share_stays_within_0_and_100() {
    let mut series = monthly(&[99.0, 97.0, 99.5, 98.0, 99.0, 100.0], Direction::Increase);
    series.scale = Scale::Percent;
    let fitted = Forecaster::new(&series).unwrap();
    let fan = fitted.fan(date(2026, 1, 1));
    assert!(
        fan.iter()
            .all(|point| point.band_95.1 <= 100.0 && point.band_95.0 >= 0.0)
    );
    let on = date(2024, 1, 1);
    near(fitted.probability_at(0.0, on).unwrap(), 1.0, 0.0);
    let at_100 = fitted.probability_at(100.0, on).unwrap();
    assert!(
        at_100 > 0.0 && at_100 < 1.0,
        "values cut off at 100 meet a target of 100"
    );
}

#[test]
fn a_chance_is_stated_in_tenths_and_never_beyond_the_ends() {
    for (probability, stated, words) in [
        (0.0, 0.05, "less than 1 in 10"),
        (0.07, 0.1, "about 1 in 10"),
        (0.62, 0.6, "about 6 in 10"),
        (0.94, 0.9, "about 9 in 10"),
        (1.0, 0.95, "more than 9 in 10"),
    ] {
        let chance = Chance::new(probability);
        near(chance.stated(), stated, 1e-12);
        assert_eq!(chance.words(), words);
    }
}

#[test]
fn at_or_before_is_never_less_likely_and_agrees_one_step_ahead() {
    let fitted = forecaster(&RISING);
    for target in [64.0, 70.0, 73.0, 76.0, 80.0] {
        let next = fitted.chance(target, date(2023, 10, 1)).unwrap();
        let simulated =
            paths::share_meeting(&fitted.methods, 1.0, (SPREAD, Noise::default()), |value| {
                value >= target
            });
        near(
            simulated,
            fitted.probability_at(target, date(2023, 10, 1)).unwrap(),
            0.02,
        );
        let later = fitted.chance(target, date(2024, 9, 1)).unwrap();
        assert!(next.by_date >= next.at_date && later.by_date >= later.at_date);
    }
    let year = fitted.chance(74.0, date(2024, 9, 1)).unwrap();
    assert!(year.by_date.probability() > year.at_date.probability() + 0.1);
}

#[test]
fn simulated_paths_end_where_the_closed_form_says() {
    // A path of one long stride has only its end, so both ways of working must agree there.
    let fitted = forecaster(&RISING);
    for which in MethodName::ALL {
        let alone = fitted.alone(which);
        let on = date(2024, 3, 1);
        let steps = alone.steps_to(on).unwrap();
        for target in [66.0, 70.0, 75.0] {
            let exact = alone.probability_at(target, on).unwrap();
            let simulated =
                paths::share_at_end(&alone.methods, steps, (SPREAD, Noise::default()), |value| {
                    value >= target
                });
            near(simulated, exact, 0.02);
        }
    }
}

#[test]
fn the_same_series_gives_the_same_answer() {
    let chance = || forecaster(&RISING).chance(74.0, date(2024, 9, 1)).unwrap();
    let first = chance();
    let _other = forecaster(&[3.0, 1.0, 4.0, 1.0, 5.0])
        .chance(2.0, date(2024, 9, 1))
        .unwrap();
    assert_eq!(first, chance());
}

#[test]
fn a_range_is_met_inside_it() {
    let range = Direction::InRange {
        low: 60.0,
        high: 80.0,
    };
    let fitted = Forecaster::new(&monthly(&RISING, range)).unwrap();
    let on = date(2023, 12, 1);
    let up = forecaster(&RISING);
    let expected = up.probability_at(60.0, on).unwrap() - up.probability_at(80.0, on).unwrap();
    near(fitted.probability_at(0.0, on).unwrap(), expected, 1e-9);
    let neutral = Forecaster::new(&monthly(&RISING, Direction::Neutral)).unwrap();
    assert_eq!(
        neutral.chance(70.0, on).unwrap_err(),
        NoForecast::NothingToMeet
    );
    assert_eq!(
        up.chance(f64::NAN, on).unwrap_err(),
        NoForecast::NothingToMeet
    );
    assert_eq!(
        up.chance(70.0, date(2023, 9, 1)).unwrap_err(),
        NoForecast::DatePassed
    );
}

#[test]
fn a_constant_series_meets_its_own_value() {
    let fitted = forecaster(&[85.0; 6]);
    let on = date(2023, 9, 1);
    near(fitted.probability_at(85.0, on).unwrap(), 1.0, 0.0);
    near(fitted.probability_at(85.1, on).unwrap(), 0.0, 0.0);
    assert_eq!(
        fitted.chance(85.0, on).unwrap().by_date.words(),
        "more than 9 in 10"
    );
    near(fitted.at(on).unwrap().band_95.1, 85.0, 1e-9);
}

#[test]
fn fan_dates_keep_the_usual_spacing_and_end_on_the_date_asked_for() {
    let fitted = forecaster(&RISING);
    let dates = fitted.fan_dates(date(2023, 12, 15));
    assert_eq!(
        dates,
        [
            date(2023, 10, 1),
            date(2023, 11, 1),
            date(2023, 12, 1),
            date(2023, 12, 15)
        ]
    );
    assert_eq!(fitted.fan_dates(date(2023, 9, 1)), []);
    assert_eq!(fitted.fan_dates(date(2200, 1, 1)).len(), 120);
}

proptest! {
    #[test]
    fn no_series_panics_and_bands_are_numbers(
        values in prop::collection::vec(prop_oneof![any::<f64>(), Just(1e300), -50.0..50.0], 0..30),
        target in any::<f64>(),
    ) {
        if let Ok(fitted) = Forecaster::new(&monthly(&values, Direction::Decrease)) {
            let on = fitted.basis().last + 400.days();
            let fan = fitted.at(on).unwrap();
            prop_assert!(!fan.middle.is_nan() && fan.band_95.0 <= fan.band_95.1);
            if let Ok(chance) = fitted.chance(target, on) {
                prop_assert!((STATED.0..=STATED.1).contains(&chance.by_date.stated()));
            }
        }
    }

    #[test]
    fn irregular_dates_and_gaps_never_panic(
        rows in prop::collection::vec((0_i64..4000, prop::option::weighted(0.8, -50.0..50.0)), 0..40),
        ahead in 1_i64..5000,
        rebase in prop::option::of(0_i64..4000),
    ) {
        let day = |days: i64| date(2010, 1, 1) + days.days();
        let points = rows.into_iter().map(|(days, value)| Point { date: day(days), value }).collect();
        let mut series = Series::new(points, Direction::InRange { low: -5.0, high: 5.0 });
        series.rebase.extend(rebase.map(day));
        series.scale = Scale::NonNegative;
        if let Ok(fitted) = Forecaster::new(&series) {
            let on = fitted.basis().last + ahead.days();
            let fan = fitted.fan(on);
            prop_assert!(fan.iter().all(|point| point.band_95.0 >= 0.0 && point.band_95.1.is_finite()));
            let chance = fitted.chance(0.0, on).unwrap();
            prop_assert!(chance.by_date >= chance.at_date);
        }
        let target = crate::analysis::trajectory::Milestone { on: day(ahead), value: 1.0 };
        if let Some(need) = crate::analysis::trajectory::rate_needed(&series, target) {
            prop_assert!(need.change.is_finite());
        }
    }

    #[test]
    fn shifting_and_scaling_moves_the_fan(
        values in prop::collection::vec(-50.0..50.0, 5..20), shift in -1e3_f64..1e3, factor in 0.1_f64..100.0,
    ) {
        let on = date(2025, 6, 1);
        let plain = forecaster(&values).at(on).unwrap();
        let moved: Vec<f64> = values.iter().map(|value| value * factor + shift).collect();
        let moved = forecaster(&moved).at(on).unwrap();
        let allowed = 1e-6 * (shift.abs() + factor * 1e3);
        prop_assert!((plain.middle * factor + shift - moved.middle).abs() < allowed);
        prop_assert!((plain.band_80.0 * factor + shift - moved.band_80.0).abs() < allowed);
    }

    #[test]
    fn reversing_polarity_turns_the_chance_round(
        values in prop::collection::vec(-50.0..50.0, 5..20), target in -60.0..60.0,
    ) {
        let on = date(2025, 6, 1);
        let up = forecaster(&values).probability_at(target, on).unwrap();
        let down = Forecaster::new(&monthly(&values, Direction::Decrease)).unwrap();
        prop_assert!((up + down.probability_at(target, on).unwrap() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_share_of_few_is_as_unsure_as_so_many_cases_are() {
    let values = [88.0, 88.0, 87.0, 88.0, 88.0, 87.0, 88.0, 88.0];
    let fan = |of: Option<f64>| {
        let mut series = monthly(&values, Direction::Increase);
        series.scale = Scale::Percent;
        series.of = of;
        let fitted = Forecaster::new(&series).unwrap();
        let by = date(2024, 9, 1);
        (fitted.at(by).unwrap(), fitted.chance(95.0, by).unwrap())
    };
    let width = |point: &FanPoint| point.band_80.1 - point.band_80.0;
    let (unknown, never) = fan(None);
    let (many, _) = fan(Some(1e6));
    let (few, maybe) = fan(Some(16.0));
    assert_eq!(unknown, many);
    // Of 16 cases a share of 88 has a standard deviation of about 8 points.
    assert!(
        width(&few) > 12.0 && width(&unknown) < 7.0,
        "{few:?} {unknown:?}"
    );
    assert!(few.band_80.1 <= 100.0);
    assert!(maybe.at_date.probability() > never.at_date.probability());
    assert!(maybe.by_date.probability() >= maybe.at_date.probability());
    // All of eight is no proof that a ninth cannot fail.
    let mut series = monthly(&[100.0; 8], Direction::Increase);
    series.scale = Scale::Percent;
    series.of = Some(8.0);
    let fitted = Forecaster::new(&series).unwrap();
    assert!(fitted.at(date(2024, 9, 1)).unwrap().band_80.0 < 95.0);
}
