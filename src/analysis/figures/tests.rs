//! Every reason by a table, the layouts by a few lines each, and text of any kind.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::analysis::curve;
use crate::model::{Frequency, Organisation, Period, Unit};

const TODAY: Date = date(2019, 9, 24);

fn measure(n: u32, title: &str, unit: Unit) -> Measure {
    let mut measure = Measure::new(format!("mea-2019-00000{n}").parse().unwrap());
    measure.title = title.to_owned();
    measure.unit = unit;
    measure.period = Period::InPeriod;
    measure
}

fn values(measure: &mut Measure, numbers: &[(i16, i8, f64)]) {
    for (year, month, number) in numbers {
        let day = Date::new(*year, *month, 1).unwrap().last_of_month();
        measure
            .values
            .push(MeasureValue::new(day, Reading::Number(*number)));
    }
}

/// Five measures: monthly shares and pounds, quarterly days, yearly counts and shares.
fn record() -> Record {
    let mut record = Record::default();
    let mut shares = measure(1, "Visits in time", Unit::Percent);
    let steady: Vec<(i16, i8, f64)> = (1..=8)
        .map(|month| (2019, month, 80.0 + f64::from(month % 2)))
        .filter(|(_, month, _)| *month != 7)
        .collect();
    values(&mut shares, &steady);
    record.put(shares.into());
    record.put(measure(2, "Spending", Unit::Pounds).into());
    let mut days = measure(3, "Days waited", Unit::Days);
    days.frequency = Frequency::Quarterly;
    record.put(days.into());
    let mut yearly = measure(4, "agency_rate_fte", Unit::Percent);
    yearly.frequency = Frequency::Annual;
    yearly.period = Period::Snapshot;
    record.put(yearly.into());
    let mut looked_after = measure(5, "Number of Children looked after", Unit::Count);
    looked_after.frequency = Frequency::Annual;
    record.put(looked_after.into());
    let mut referrals = measure(6, "referral count", Unit::Count);
    referrals.frequency = Frequency::Annual;
    record.put(referrals.into());
    let organisation = Organisation {
        council: "Worcestershire County Council".to_owned(),
        ..Organisation::default()
    };
    record.put(organisation.into());
    record
}

fn read(text: &str) -> Preview {
    preview(text, &record(), TODAY, Fractions::Ask).unwrap()
}

/// One row of a list with every column.
fn one(row: &str) -> PreviewRow {
    let head = "measure,date,value,numerator,denominator,source,as at";
    let preview = read(&format!("{head}\n{row}"));
    assert_eq!(preview.rows.len(), 1, "{row}");
    preview.rows.into_iter().next().unwrap()
}

#[test]
fn every_reason_has_its_row() {
    use About as A;
    use Weight::{Refusal, Warning};
    for (row, weight, about) in [
        ("Visits in tine,Jul 2019,80", Refusal, A::Measure),
        (",Jul 2019,80", Refusal, A::Measure),
        ("Visits in time,soon,80", Refusal, A::Date),
        ("Visits in time,2019,80", Refusal, A::Period),
        ("Visits in time,Q1 2019/20,80", Refusal, A::Period),
        ("Visits in time,15/07/2019,80", Refusal, A::Period),
        ("Days waited,31/05/2019,80", Refusal, A::Period),
        ("Visits in time,Sep 2019,80", Refusal, A::Future),
        ("Visits in time,Jul 2019,101", Refusal, A::Unit),
        ("Visits in time,Jul 2019,-1", Refusal, A::Unit),
        ("Visits in time,Jul 2019,£80", Refusal, A::Unit),
        ("Spending,Jul 2019,80 %", Refusal, A::Unit),
        ("Days waited,Jun 2019,-3", Refusal, A::Unit),
        ("Visits in time,Jul 2019,0.83", Refusal, A::Fraction),
        ("Visits in time,Jul 2019,n/a", Refusal, A::Symbol),
        ("Visits in time,Jul 2019,u", Warning, A::Symbol),
        ("Visits in time,Jul 2019,99", Warning, A::Jump),
        ("Visits in time,Jul 2019,80,60,50", Refusal, A::Parts),
        ("Visits in time,Jul 2019,80,40,0", Refusal, A::Parts),
        ("Visits in time,Jul 2019,80,x y,50", Refusal, A::Parts),
        ("Visits in time,Jul 2019,80,42,50", Refusal, A::Parts),
        ("Visits in time,Jul 2019,80.5,8010,10000", Warning, A::Parts),
        ("Visits in time,Jul 2019,80,,,,soon", Refusal, A::AsAt),
        ("Visits in time,Jul 2019,80,,,,25/09/2019", Refusal, A::AsAt),
        ("Visits in time,Jul 2019,80,,,,30/07/2019", Warning, A::AsAt),
        ("Visits in time,Aug 2019,c", Warning, A::Lost),
        ("agency_rate_fte,2018,20", Warning, A::Period),
    ] {
        let read = one(row);
        let found = read.reasons.iter().find(|reason| reason.about == about);
        assert_eq!(
            found.map(|reason| reason.weight),
            Some(weight),
            "{row}: {read:?}"
        );
        assert_eq!(read.what == What::Refuse, weight == Refusal, "{row}");
        assert!(read.why().ends_with(['.', '?', ')']), "{}", read.why());
    }
}

#[test]
fn a_sound_row_is_added_revised_completed_or_the_same() {
    let number = Reading::Number;
    for (row, what) in [
        ("Visits in time,Jul 2019,81", What::Add),
        ("visits  IN time,31/07/2019,81 %", What::Add),
        ("mea-2019-000001,2019-07-31,81", What::Add),
        (
            "Visits in time,Aug 2019,82",
            What::Revise { was: number(80.0) },
        ),
        ("Visits in time,Aug 2019,80", What::Same),
        ("Visits in time,Aug 2019,80,40,50", What::Complete),
        ("Visits in time,Jul 2019,c", What::Add),
        ("Spending,Jul 2019,\"£1,234.50\"", What::Add),
        ("Days waited,Q1 2019/20,12", What::Add),
        ("Number of Children looked after,2018-19,800", What::Add),
    ] {
        let read = one(row);
        assert_eq!(read.what, what, "{row}: {}", read.why());
        assert!(read.reasons.is_empty(), "{row}: {}", read.why());
    }
    let spending = one("Spending,Jul 2019,\"£1,234.50\"");
    assert_eq!(spending.value.unwrap().reading, number(1234.5));
    assert_eq!(
        one("Days waited,Q1 2019/20,12").date,
        Some(date(2019, 6, 30))
    );
    let year = one("Number of Children looked after,2018-19,800");
    assert_eq!(year.date, Some(date(2019, 3, 31)));
}

#[test]
fn the_nearest_name_is_suggested() {
    assert!(
        one("Visits in tme,Jul 2019,81")
            .why()
            .contains("“Visits in time”")
    );
    let far = one("Something else altogether,Jul 2019,81");
    assert_eq!(far.why(), "No measure of this name.");
}

#[test]
fn a_day_given_twice_is_refused_and_a_repeat_left_out() {
    let text = "measure,date,value\nVisits in time,Jul 2019,80\nVisits in time,31/07/2019,81\n\
                Days waited,Jun 2019,5\nDays waited,Jun 2019,5";
    let preview = read(text);
    let what: Vec<bool> = preview
        .rows
        .iter()
        .map(|row| row.what == What::Refuse)
        .collect();
    assert_eq!(what, [true, true, false, true]);
    assert!(
        preview
            .rows
            .iter()
            .filter(|row| row.what == What::Refuse)
            .all(|row| {
                row.reasons
                    .iter()
                    .any(|reason| reason.about == About::Duplicate)
            })
    );
    assert!(preview.rows.last().unwrap().why().contains("line 4"));
}

#[test]
fn fractions_are_asked_about_and_then_read() {
    let text = "date\tVisits in time\nFeb 2018\t0.83\nMar 2018\t1\nApr 2018\t0.57";
    assert_eq!(read(text).refused(), 3);
    let read = |fractions| {
        let preview = preview(text, &record(), TODAY, fractions).unwrap();
        let numbers = preview
            .rows
            .iter()
            .map(|row| row.value.as_ref().unwrap().reading);
        numbers.filter_map(Reading::number).collect::<Vec<_>>()
    };
    assert_eq!(read(Fractions::OfOne), [83.0, 100.0, 57.0]);
    assert_eq!(read(Fractions::PerCent), [0.83, 1.0, 0.57]);
}

#[test]
fn grids_are_read_both_ways_with_any_separator() {
    let down = "measure;Jun 2018;Jul 2018\r\nVisits in time;80;\r\nSpending;5;c\r\n";
    let across = "\u{feff}date,Visits in time,Spending\nJun 2018,80,5\nJul 2018,,c\n";
    for (text, layout) in [
        (down, Layout::MeasuresByDates),
        (across, Layout::DatesByMeasures),
    ] {
        let preview = read(text);
        assert_eq!(preview.layout, layout);
        assert_eq!(
            (preview.rows.len(), preview.changing()),
            (3, 3),
            "{preview:?}"
        );
        assert_eq!(preview.notes, ["1 empty cell was left out."]);
    }
    let bare = read("Visits in time\tJul 2019\t81\n");
    assert_eq!((bare.layout, bare.changing()), (Layout::List, 1));
    assert!(preview("a,b\n1,2", &record(), TODAY, Fractions::Ask).is_err());
}

#[test]
fn official_statistics_are_read_for_the_own_council() {
    let wide = "time_period,geographic_level,region_name,old_la_code,area_code,area_name,inpost_fte,agency_rate_fte\n\
                2017,National,,,E92000001,England,28482.6,15.8\n\
                2017,Local authority,West Midlands,885,E10000034,Worcestershire,208.5,23\n\
                2018,Local authority,West Midlands,885,E10000034,Worcestershire,z,z\n";
    let preview = read(wide);
    assert_eq!(preview.layout, Layout::Statistics);
    let rows: Vec<_> = preview
        .rows
        .iter()
        .map(|row| (row.line, row.date))
        .collect();
    assert_eq!(
        rows,
        [
            (2, Some(date(2017, 9, 30))),
            (3, Some(date(2017, 9, 30))),
            (4, Some(date(2018, 9, 30)))
        ]
    );
    assert_eq!(preview.rows[0].compare.as_deref(), Some("England"));
    assert_eq!(preview.rows[1].compare, None);
    assert_eq!(
        preview.rows[2].value.as_ref().unwrap().reading,
        Reading::NotApplicable
    );
    assert!(preview.notes[0].contains("inpost_fte"));
    let long = "time_period,geographic_level,old_la_code,area_code,area_name,measure,value,source_file\n\
                2013,Local authority,885,E10000034,Worcestershire,referral_count,4321,c1.csv\n";
    let preview = read(long);
    assert_eq!(preview.rows[0].date, Some(date(2013, 3, 31)));
    assert!(
        preview.rows[0]
            .value
            .as_ref()
            .unwrap()
            .source
            .contains("c1.csv")
    );
}

#[test]
fn the_interactive_tool_is_read_by_its_kind_of_year() {
    let text = "topic,measure_short,measure,polarity,year_type,area_name,area_code,year,value\n\
                Children Looked After,LACnum,Number of Children looked after,neutral,Annual,Worcestershire,E10000034,2018,790\n\
                Children Looked After,LACnum,Number of Children looked after,neutral,Annual,England,E92000001,2018,75000\n\
                Workforce,agency_rate_fte,Percentage of agency social workers,decrease,Annual (end of Sept),Worcestershire,E10000034,2018,-\n";
    let preview = read(text);
    assert_eq!(preview.layout, Layout::Lait);
    let days: Vec<_> = preview.rows.iter().map(|row| row.date.unwrap()).collect();
    assert_eq!(days, [date(2018, 3, 31), date(2018, 9, 30)]);
    assert!(preview.notes[0].contains("does not compare between areas"));
    assert_eq!(
        preview.rows[1].value.as_ref().unwrap().reading,
        Reading::NotAvailable
    );
    let mut nameless = record();
    nameless.put(Organisation::default().into());
    let fault = super::preview(text, &nameless, TODAY, Fractions::Ask).unwrap_err();
    assert!(fault.contains("names no council"));
}

#[test]
fn text_beyond_the_limits_is_refused_in_a_sentence() {
    let long = "x".repeat(MOST_BYTES + 1);
    let rows = "a\n".repeat(MOST_ROWS + 1);
    let columns = ",".repeat(MOST_COLUMNS);
    let open = "measure,date,value\nVisits in time,\"Jul 2019,80\nand,so,on\n";
    for (text, word) in [
        (long.as_str(), "5 MB"),
        (rows.as_str(), "rows"),
        (columns.as_str(), "columns"),
        (open, "never closed"),
        ("", "nothing"),
    ] {
        let err = preview(text, &record(), TODAY, Fractions::Ask).unwrap_err();
        assert!(err.contains(word) && err.ends_with('.'), "{err}");
    }
    let most = format!("{},b", ",".repeat(MOST_COLUMNS - 2));
    let err = preview(&most, &record(), TODAY, Fractions::Ask).unwrap_err();
    assert!(
        !err.contains("columns."),
        "the limit itself is allowed: {err}"
    );
}

#[test]
fn what_is_exported_is_read_again_as_the_same() {
    let mut record = record();
    let mut measure = record.measures.iter().next().unwrap().clone();
    let mut odd = MeasureValue::new(date(2018, 12, 31), Reading::Suppressed);
    odd.as_at = Some(date(2019, 1, 12));
    measure.values.insert(0, odd);
    measure.title = "=Visits, \"in\" time".to_owned();
    record.put(measure.clone().into());
    let csv = curve::csv::csv(&curve::curve(&measure, &record, TODAY));
    let preview = preview(&csv, &record, TODAY, Fractions::Ask).unwrap();
    assert_eq!(preview.rows.len(), measure.values.len());
    for row in &preview.rows {
        assert_eq!(row.what, What::Same, "{row:?}");
    }
    // Into a record without the values, they come in as they were.
    let values = std::mem::take(&mut measure.values);
    record.put(measure.into());
    let again = super::preview(&csv, &record, TODAY, Fractions::Ask).unwrap();
    let read: Vec<_> = again.rows.into_iter().filter_map(|row| row.value).collect();
    assert_eq!(read, values);
}

#[test]
fn a_hidden_figure_stays_hidden_when_it_is_revised() {
    let mut small = measure(7, "Small", Unit::Count);
    small.hide_below = Some(5);
    assert_eq!(shown_now(&small, Reading::Number(3.0)), "hidden");
    assert_eq!(shown(&small, Reading::Number(12.25)), "12.25");
    assert_eq!(shown(&small, Reading::Suppressed), "c");
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _read = preview(&text, &record(), TODAY, Fractions::OfOne);
    }

    #[test]
    fn no_cells_panic(cells in proptest::collection::vec("[-–%£,.0-9a-zA-Z/ \"'Q:=]{0,14}", 0..24)) {
        let text = format!(
            "measure,date,value,numerator,denominator\n{}",
            cells.chunks(5).map(|row| row.join(",")).collect::<Vec<_>>().join("\n")
        );
        if let Ok(read) = preview(&text, &record(), TODAY, Fractions::Ask) {
            for row in &read.rows {
                prop_assert!(row.line > 1);
                prop_assert_eq!(row.what == What::Refuse, row.reasons.iter().any(|r| r.weight == Weight::Refusal));
                if row.what.changes() {
                    prop_assert!(row.value.is_some() && row.measure.is_some());
                }
            }
        }
    }

    #[test]
    fn any_date_and_value_of_a_measure_are_judged(
        date in "[0-9]{1,4}[-/ ]([0-9]{1,2}|Aug|q[0-9])([-/ ][0-9]{1,4})?",
        value in "[-£]?[0-9,]{0,6}(\\.[0-9]{0,3})?(e[-+]?[0-9]{1,3})?%?",
    ) {
        for name in ["Visits in time", "Spending", "Days waited", "agency_rate_fte"] {
            let text = format!("measure\tdate\tvalue\n{name}\t{date}\t{value}");
            let read = preview(&text, &record(), TODAY, Fractions::Ask);
            prop_assert!(read.is_ok());
        }
    }
}

#[test]
fn england_the_region_and_named_areas_become_benchmarks() {
    let head = "time_period,geographic_level,region_name,old_la_code,area_code,area_name,agency_rate_fte\n";
    let rows = "2017,National,,,E92000001,England,15.8\n\
                2017,Regional,West Midlands,,E12000005,West Midlands,17.1\n\
                2017,Regional,East Midlands,,E12000004,East Midlands,17.7\n\
                2017,Local authority,West Midlands,893,E06000051,Shropshire,9\n\
                2018,Local authority,West Midlands,893,E06000051,Shropshire,c\n\
                2017,Local authority,West Midlands,885,E10000034,Worcestershire,23\n\
                2017,National,,,E92000001,England,15.9\n";
    let text = format!("{head}{rows}");
    let mut record = record();
    let areas = |record: &Record| {
        let found = preview(&text, record, TODAY, Fractions::Ask).unwrap();
        let rows = found.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| (row.line, row.compare.clone().unwrap_or_default(), row.what))
            .collect();
        (rows, found.notes)
    };
    let (rows, notes) = areas(&record);
    let row = |line, area: &str, what| (line, area.to_owned(), what);
    assert_eq!(
        rows,
        [
            row(2, "England", What::Add),
            row(3, "West Midlands", What::Add),
            row(7, "", What::Add),
            row(8, "England", What::Refuse),
        ]
    );
    assert!(
        notes[0].starts_with("3 rows of other areas were left out"),
        "{notes:?}"
    );
    // A comparator of any measure is read by its name, and what is recorded is compared with.
    let mut measure = record
        .measures
        .iter()
        .find(|measure| measure.title.contains("agency"))
        .unwrap()
        .clone();
    measure.benchmarks = ["shropshire", "England"]
        .map(|name| crate::model::Benchmark {
            name: name.to_owned(),
            values: vec![crate::model::DatedNumber {
                date: date(2017, 9, 30),
                value: 15.8,
            }],
            source: String::new(),
        })
        .to_vec();
    record.put(measure.into());
    let (rows, notes) = areas(&record);
    assert_eq!(rows[0], row(2, "England", What::Same));
    let was = Reading::Number(15.8);
    assert_eq!(rows[2], row(5, "Shropshire", What::Revise { was }));
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("1 figure of other areas, published")),
        "{notes:?}"
    );
}
