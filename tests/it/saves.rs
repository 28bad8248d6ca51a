//! The sample records in `saves/`: they parse, hang together, and say what their sources say.

use std::{collections::HashSet, fs, path::Path};

use jiff::civil::{Date, date};
use serde_json::Value;
use trajectory::model::{
    Class, ClauseKind, FeeUnit, Framework, Funding, Item, ItemRef, Measure, Pence, Reading, Record,
    Stage, When, date::FinancialYear,
};

const ALL: [&str; 3] = [
    "worcestershire-2019.ron",
    "worcestershire-2024.ron",
    "new-board.ron",
];

const WORCESTERSHIRE: [&str; 2] = [ALL[0], ALL[1]];

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("saves")
        .join(name);
    fs::read_to_string(path).unwrap()
}

fn load(name: &str) -> Record {
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options
        .from_str(&text(name))
        .map_err(|err| format!("{name}:{err}"))
        .unwrap()
}

fn items(record: &Record) -> impl Iterator<Item = (ItemRef, Item)> {
    record
        .refs()
        .into_iter()
        .map(|at| (at, record.item(at).unwrap()))
}

/// Every text in the item that is written like a day, with the field it stands in.
fn days(value: &Value, field: &str, found: &mut Vec<(String, Date)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                days(value, name, found);
            }
        }
        Value::Array(list) => {
            for value in list {
                days(value, field, found);
            }
        }
        Value::String(text) => {
            if let Ok(when) = text.parse::<When>() {
                found.push((field.to_owned(), when.first_day()));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn every_sample_opens_with_the_extension_line() {
    for name in ALL {
        let text = text(name);
        assert!(text.starts_with("#![enable(implicit_some)]\n"), "{name}");
        assert!(!text.contains(['\r', '\t']), "{name}");
        assert_eq!(load(name).format, trajectory::model::FORMAT, "{name}");
    }
}

#[test]
fn ids_are_unique_over_the_file() {
    for name in ALL {
        let record = load(name);
        let mut seen = HashSet::new();
        for (at, _) in items(&record) {
            if let Some(id) = at.id_text() {
                assert!(seen.insert(id.to_owned()), "{name}: {id} twice");
            }
        }
        for meeting in record.meetings.iter() {
            for item in &meeting.agenda {
                assert!(
                    seen.insert(item.id.to_string()),
                    "{name}: {} twice",
                    item.id
                );
            }
        }
    }
}

#[test]
fn the_numbers_people_say_are_unique() {
    for name in ALL {
        let record = load(name);
        let mut actions = HashSet::new();
        assert!(record.actions.iter().all(|a| actions.insert(a.number)));
        let mut decisions = HashSet::new();
        assert!(record.decisions.iter().all(|d| decisions.insert(d.number)));
    }
}

#[test]
fn every_reference_names_an_item() {
    for name in ALL {
        let record = load(name);
        for (at, item) in items(&record) {
            for reference in item.references() {
                assert!(
                    record.contains(reference.to),
                    "{name}: {at:?}.{} names {:?}",
                    reference.field,
                    reference.to
                );
            }
        }
    }
}

#[test]
fn a_declaration_names_an_item_of_its_own_agenda() {
    for name in ALL {
        for meeting in load(name).meetings.iter() {
            for declaration in &meeting.declarations {
                let known = declaration
                    .item
                    .is_none_or(|id| meeting.agenda.iter().any(|item| item.id == id));
                assert!(known, "{name}: {}", meeting.date);
            }
        }
    }
}

/// Fields whose days may lie ahead of the record: plans, deadlines, terms.
const PLANNED: [&str; 13] = [
    "by",
    "consultation_closes",
    "due",
    "expires",
    "from",
    "funded_until",
    "next",
    "original",
    "original_due",
    "plan_due",
    "review_on",
    "starts",
    "to",
];

#[test]
fn a_record_knows_nothing_later_than_its_day() {
    for name in WORCESTERSHIRE {
        let record = load(name);
        let today = record.as_at.unwrap();
        for (at, item) in items(&record) {
            let mut found = Vec::new();
            days(&item.to_value(), "", &mut found);
            for (field, day) in found {
                let meeting_to_come = matches!(at, ItemRef::Meeting(_)) && field == "date";
                assert!(
                    day <= today || PLANNED.contains(&field.as_str()) || meeting_to_come,
                    "{name}: {at:?}.{field} is {day}"
                );
            }
        }
        for meeting in record.meetings.iter().filter(|m| m.date > today) {
            assert_eq!(meeting.state, trajectory::model::MeetingState::Planned);
            assert!(meeting.signed.is_none() && meeting.closed.is_none());
        }
        for measure in record.measures.iter() {
            for benchmark in &measure.benchmarks {
                assert!(benchmark.values.iter().all(|value| value.date <= today));
            }
        }
    }
}

#[test]
fn the_sample_of_2019_does_not_speak_of_later_years() {
    // The name of a rule on limits holds a year of its own.
    let text = text("worcestershire-2019.ron").replace("mdc_2024_two_in_three", "");
    // 2022 is the year of the goal; 2020 and 2021 are those of plans, terms and targets.
    for later in ["2023", "2024", "2025", "Tina Russell", "pandemic"] {
        assert!(!text.contains(later), "{later}");
    }
}

fn numbers(measure: &Measure) -> impl Iterator<Item = f64> {
    let values = measure.values.iter().flat_map(|value| {
        let revisions = value.revisions.iter().filter_map(|r| r.was.number());
        [value.reading.number(), value.numerator, value.denominator]
            .into_iter()
            .flatten()
            .chain(revisions)
    });
    let targets = measure.targets.iter().map(|target| target.value);
    let others = measure
        .benchmarks
        .iter()
        .flat_map(|benchmark| benchmark.values.iter().map(|value| value.value));
    values.chain(targets).chain(others)
}

#[test]
fn measures_hold_ordinary_numbers_in_order_of_time() {
    for name in ALL {
        for measure in load(name).measures.iter() {
            let title = &measure.title;
            assert!(numbers(measure).all(f64::is_finite), "{name}: {title}");
            let dates = measure.values.iter().map(|value| value.date);
            assert!(dates.is_sorted_by(|a, b| a < b), "{name}: {title}");
            for rebase in &measure.rebases {
                assert!(
                    measure.values.iter().any(|value| value.date == rebase.date),
                    "{name}: {title}: a rebase must fall on a value"
                );
            }
            for value in &measure.values {
                if let (Some(of), Some(all), Some(share)) =
                    (value.numerator, value.denominator, value.reading.number())
                {
                    assert!(of <= all, "{name}: {title}");
                    assert!(
                        (100.0 * of / all - share).abs() <= 0.51,
                        "{name}: {title}, {}: {of} of {all} is not {share} %",
                        value.date
                    );
                }
            }
        }
    }
}

/// Every figure without `illustrative` has a source; every measure that is not marked has one too.
#[test]
fn whatever_is_not_marked_illustrative_has_a_source() {
    for name in WORCESTERSHIRE {
        let record = load(name);
        for measure in record.measures.iter() {
            let title = &measure.title;
            assert!(!measure.source.is_empty(), "{name}: {title}");
            for value in &measure.values {
                assert!(
                    value.illustrative || !measure.illustrative,
                    "{name}: {title}, {}: the measure is marked, the value is not",
                    value.date
                );
            }
            let targets_marked = measure.targets.iter().all(|t| t.illustrative);
            assert!(targets_marked, "{name}: {title}: no real target is known");
        }
        for inspection in record.inspections.iter() {
            assert!(
                inspection.illustrative || !inspection.source.is_empty(),
                "{name}: {}",
                inspection.title
            );
        }
        // Nothing of these kinds is public: all of it is invented.
        assert!(record.actions.iter().all(|a| a.illustrative));
        assert!(record.claims.iter().all(|c| c.illustrative));
        assert!(record.fee_terms.iter().all(|f| f.illustrative));
        assert!(record.interests.iter().all(|i| i.illustrative));
        assert!(record.quorum_rules.iter().all(|q| q.illustrative));
        assert!(record.clauses.iter().all(|c| c.illustrative));
        assert!(record.recommendations.iter().all(|r| r.illustrative));
        assert!(record.meetings.iter().all(|m| m.illustrative));
        assert!(record.forward_plan.iter().all(|f| f.illustrative));
        // Evidence within an illustrative item is invented as well.
        let evidence = record.actions.iter().flat_map(|a| &a.evidence);
        let on_clauses = record.clauses.iter().flat_map(|c| &c.evidence);
        assert!(evidence.chain(on_clauses).all(|e| e.illustrative));
        for decision in record.decisions.iter() {
            assert!(
                decision.illustrative || !decision.taken_elsewhere.is_empty(),
                "{name}: decision {} of a board whose minutes are not public",
                decision.number
            );
        }
    }
}

#[test]
fn only_office_holders_known_from_public_papers_are_named() {
    for (name, known) in [
        (
            "worcestershire-2019.ron",
            &["Rob Morrison", "Catherine Driscoll"][..],
        ),
        (
            "worcestershire-2024.ron",
            &["Rob Morrison", "Catherine Driscoll", "Tina Russell"][..],
        ),
    ] {
        for person in load(name).people.iter() {
            let by_seat_or_office = ["director", "Director", "member", "secretary"]
                .iter()
                .any(|word| person.name.contains(word));
            assert!(
                known.contains(&person.name.as_str()) || by_seat_or_office,
                "{name}: {}",
                person.name
            );
        }
    }
}

#[test]
fn grades_and_headings_belong_to_their_framework() {
    for name in ALL {
        let record = load(name);
        for inspection in record.inspections.iter() {
            let framework: &Framework = record.frameworks.get(inspection.framework).unwrap();
            for judgement in &inspection.judgements {
                assert!(framework.headings.contains(&judgement.heading), "{name}");
                assert!(framework.step(&judgement.grade).is_some(), "{name}");
            }
        }
    }
}

#[test]
fn directors_are_paid_500_pounds_a_day_by_the_department() {
    let record = load("worcestershire-2019.ron");
    assert_eq!(record.fee_terms.len(), 3);
    for term in record.fee_terms.iter() {
        assert_eq!((term.rate, term.unit), (Pence(50_000), FeeUnit::Day));
        assert_eq!(term.funding, Funding::DfE);
    }
    let caps: Pence = record.fee_terms.iter().filter_map(|t| t.cap_amount).sum();
    assert_eq!(caps, Pence::pounds(60_000));
    let fees: Pence = record.claims.iter().map(|claim| claim.fee).sum();
    assert_eq!(fees, Pence::pounds(19_500));
    let expenses: Pence = record
        .claims
        .iter()
        .map(trajectory::model::Claim::expenses_total)
        .sum();
    assert_eq!(expenses, Pence(49_560));
    for claim in record.claims.iter() {
        assert_eq!(claim.fee, Pence(50_000).times(claim.quantity));
        for day in &claim.dates {
            assert_eq!(FinancialYear::of(*day), FinancialYear(2019));
        }
    }
}

#[test]
fn the_report_of_july_2019_has_its_place() {
    let record = load("worcestershire-2019.ron");
    assert_eq!(record.as_at, Some(date(2019, 9, 24)));
    let about = &record.organisation.about;
    for said in [
        "inadequate",
        "requires improvement",
        "first inspection since 2017",
        "sustained trajectory of improvement",
        "required the council to provide the services differently",
        "from 1 October 2019",
        "first authority to improve its rating before setting up its company",
        "bed and breakfast",
        "mental-health services",
    ] {
        assert!(about.contains(said), "{said}");
    }
    let plan = record.organisation.plan.as_ref().unwrap();
    assert_eq!(
        (plan.goal.as_str(), plan.by.to_string().as_str()),
        ("At least good", "2022")
    );
    assert_eq!(record.organisation.spending[0].amount, Pence(1_980_000_000));
    assert_eq!(record.organisation.stage, Stage::Shadow);
    assert!(record.organisation.under_direction);

    let measure = |title: &str| {
        let found = record.measures.iter().find(|m| m.title == title);
        found.unwrap_or_else(|| panic!("{title}"))
    };
    let workforce = measure("Permanent workforce");
    let points: Vec<_> = workforce.values.iter().map(|value| value.reading).collect();
    assert_eq!(points, [Reading::Number(40.0), Reading::Number(85.0)]);
    assert!(workforce.benchmarks.is_empty(), "nobody publishes one");
    let last = |title: &str| measure(title).values.last().unwrap().reading;
    assert_eq!(
        last("Care leavers in bed and breakfast"),
        Reading::Number(2.0)
    );
    assert_eq!(
        last("Care leavers in bed and breakfast in the past year"),
        Reading::Number(17.0)
    );
    assert_eq!(record.concerns.len(), 2);
    assert!(record.concerns.iter().all(|c| c.closed.is_none()));
    let seats = record.people.iter().filter(|p| p.is_director()).count();
    assert_eq!(seats, 11);
    assert_eq!(record.transfer.date(), Some(date(2019, 10, 1)));
}

#[test]
fn the_sample_of_2019_has_its_findings_on_purpose() {
    let record = load("worcestershire-2019.ron");
    let late = |a: &&trajectory::model::Action| a.days_late(date(2019, 9, 24)) > 0;
    assert_eq!(record.actions.len(), 20);
    assert_eq!(record.actions.iter().filter(late).count(), 8);
    let open = record.gates.iter().filter(|g| g.passed_on.is_none());
    assert_eq!((record.gates.len(), open.count()), (11, 4));
    let chair = record.people.iter().find(|p| p.name == "Rob Morrison");
    let chair = chair.unwrap();
    assert_eq!(chair.class, Class::IndependentChair);
    assert!(record.fee_terms.iter().all(|term| term.person != chair.id));
    let mut days = HashSet::new();
    let twice: Vec<Date> = record
        .claims
        .iter()
        .flat_map(|claim| claim.dates.iter().map(move |day| (claim.person, *day)))
        .filter(|claimed| !days.insert(*claimed))
        .map(|(_, day)| day)
        .collect();
    assert_eq!(twice, [date(2019, 7, 11)]);
    let unreasoned = record.actions.iter().flat_map(|a| &a.moves);
    assert_eq!(unreasoned.filter(|m| m.why.is_empty()).count(), 2);
    let recurring = record
        .clauses
        .iter()
        .filter(|c| matches!(c.kind, ClauseKind::Recurring { .. }));
    assert_eq!((record.clauses.len(), recurring.count()), (8, 1));
    let again = record.recommendations.iter();
    assert_eq!(again.filter(|r| r.raised_before.is_some()).count(), 1);
}

#[test]
fn the_sample_of_2024_carries_the_record_to_the_hand_back() {
    let before = load("worcestershire-2019.ron");
    let record = load("worcestershire-2024.ron");
    assert_eq!(record.organisation.stage, Stage::HandedBack);
    assert!(!record.organisation.under_direction);
    assert_eq!(record.transfer.happened_on, Some(date(2019, 10, 1)));
    assert_eq!(record.transfer.handed_back_on, Some(date(2024, 10, 1)));
    for direction in record.directions.iter() {
        let ended = direction.revoked.is_some() || record.superseded_by(direction.id).is_some();
        assert!(ended, "{}", direction.title);
    }
    // Nothing is thrown away, and no first date is touched, over five years.
    for at in before.refs() {
        assert!(record.contains(at), "{at:?} was lost");
    }
    for action in before.actions.iter() {
        let later = record.actions.get(action.id).unwrap();
        assert_eq!(action.original_due, later.original_due);
        assert_eq!(action.moves, later.moves[..action.moves.len()]);
    }
    for person in before.people.iter() {
        let later = record.people.get(person.id).unwrap();
        assert!(later.terms.len() >= person.terms.len());
    }
}

#[test]
fn the_sample_of_2024_has_published_series_and_long_ones() {
    let record = load("worcestershire-2024.ron");
    let published = |m: &&Measure| {
        m.source.starts_with("Department for Education")
            && m.values.len() >= 3
            && m.values.iter().all(|value| !value.illustrative)
    };
    assert!(record.measures.iter().filter(published).count() >= 12);
    for measure in record.measures.iter().filter(published) {
        let names: Vec<_> = measure.benchmarks.iter().map(|b| b.name.as_str()).collect();
        assert!(
            names.starts_with(&["England", "West Midlands"]),
            "{}",
            measure.title
        );
    }
    let suppressed = record.measures.iter().filter(published);
    let suppressed = suppressed.flat_map(|m| &m.values);
    assert!(
        suppressed
            .filter(|v| v.reading == Reading::Suppressed)
            .count()
            > 5
    );
    let long = record
        .measures
        .iter()
        .filter(|m| m.values.len() >= 24 && m.values.iter().all(|v| v.illustrative));
    assert!(long.count() >= 5);
    assert!(record.measures.iter().any(|m| !m.rebases.is_empty()));
}

#[test]
fn published_figures_stand_as_published() {
    let record = load("worcestershire-2024.ron");
    let reading = |title: &str, day: Date| {
        let measure = record.measures.iter().find(|m| m.title == title);
        let value = measure.unwrap().values.iter().find(|v| v.date == day);
        value.unwrap().reading
    };
    for (title, day, published) in [
        ("Agency social workers", date(2017, 9, 30), 23.0),
        ("Agency social workers", date(2019, 9, 30), 12.5),
        ("Average caseload", date(2023, 9, 30), 16.4),
        ("Re-referrals within twelve months", date(2019, 3, 31), 16.4),
        (
            "Second or later child protection plan",
            date(2023, 3, 31),
            29.8,
        ),
        ("Children looked after, per 10,000", date(2023, 3, 31), 84.0),
        (
            "Care leavers in suitable accommodation, 19 to 21",
            date(2022, 3, 31),
            79.0,
        ),
    ] {
        let found = reading(title, day);
        assert_eq!(found, Reading::Number(published), "{title}, {day}");
    }
    let two_years = "Child protection plans of two years or more";
    for year in 2018..=2021 {
        assert_eq!(
            reading(two_years, date(year, 3, 31)),
            Reading::Suppressed,
            "{year}: published as c"
        );
    }
    assert_eq!(
        reading(two_years, date(2022, 3, 31)),
        Reading::Number(0.0),
        "a true zero"
    );
}

#[test]
fn the_sample_of_2024_says_how_it_ended() {
    let record = load("worcestershire-2024.ron");
    let lapse = record
        .decisions
        .iter()
        .find(|d| d.title == "Let the contract lapse");
    let lapse = lapse.unwrap();
    assert_eq!(lapse.taken, Some(When::day(date(2024, 1, 10))));
    for said in ["£7.6m", "£28.6m", "£148.4m", "942.01", "£200,000"] {
        assert!(lapse.note.contains(said), "{said}");
    }
    let last = record
        .inspections
        .iter()
        .filter(|inspection| !inspection.judgements.is_empty())
        .max_by_key(|inspection| inspection.known());
    let last = last.unwrap();
    assert_eq!(last.known(), Some(When::day(date(2023, 7, 14))));
    for judgement in &last.judgements {
        let grade = match judgement.heading.as_str() {
            "Children in care" => "Requires improvement",
            _ => "Good",
        };
        assert_eq!(judgement.grade, grade, "{}", judgement.heading);
    }
}

#[test]
fn the_new_board_has_rules_and_no_content() {
    let record = load("new-board.ron");
    assert!(record.as_at.is_none());
    assert!(!record.board_rules.standing_agenda.is_empty());
    assert_eq!(record.quorum_rules.len(), 1);
    assert!(
        record
            .quorum_rules
            .iter()
            .all(|rule| rule.at_least.is_none())
    );
    let headings = |name: &str| {
        let found = record.frameworks.iter().find(|f| f.name.contains(name));
        found.unwrap().headings.clone()
    };
    assert!(headings("from 2023").contains(&"Care leavers".to_owned()));
    assert!(!headings("SIF").is_empty());
    let allowed = record.quorum_rules.len() + record.frameworks.len() + 3;
    assert_eq!(record.refs().len(), allowed, "no other items");
}
