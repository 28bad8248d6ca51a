//! Records that no person would write.

use super::*;

/// What one round of a strange record is made of.
struct Dice {
    random: fastrand::Rng,
    n: u32,
    k: u32,
    m: u32,
    first: Date,
    second: Date,
    third: Date,
    text: String,
}

impl Dice {
    fn roll(mut random: fastrand::Rng, n: u32) -> Self {
        let dates = [
            Date::MIN,
            Date::MAX,
            Date::ZERO,
            TODAY,
            date(2019, 2, 28),
            date(2020, 2, 29),
            date(2019, 9, 26),
            date(2018, 1, 1),
        ];
        let texts = [
            "",
            " ",
            "child",
            "DOB",
            "é\u{200B}",
            "born in",
            "1/1/",
            "Requires improvement",
            "Worcestershire County Council",
            "child A.",
            "aged",
            "2019-",
            "\u{1F600}",
            "ſ İ",
            "since 20é",
            "since ",
        ];
        let mut day = || dates[random.usize(0..dates.len())];
        let (first, second, third) = (day(), day(), day());
        Self {
            n,
            k: random.u32(0..6),
            m: random.u32(0..6),
            first,
            second,
            third,
            text: texts[random.usize(0..texts.len())].to_owned(),
            random,
        }
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        self.random.bool().then_some(value)
    }
}

/// Records that no person would write: dangling ids, loops, dates at both ends of the calendar,
/// empty and strange texts.
fn weird(seed: u64) -> Record {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut record = Record::default();
    for n in 0..random.u32(0..6) {
        let mut dice = Dice::roll(random.fork(), n);
        improve(&mut record, &mut dice);
        answer_for(&mut record, &mut dice);
        board(&mut record, &mut dice);
        meetings(&mut record, &mut dice);
        whole(&mut record, &mut dice);
    }
    record
}

fn improve(record: &mut Record, dice: &mut Dice) {
    let mut one = action(dice.n);
    one.number = dice.k;
    one.original_due = dice.first;
    one.moves = vec![
        moved(dice.second, dice.third),
        moved(dice.third, dice.first),
    ];
    one.status = Brag::ALL[dice.random.usize(0..6)];
    one.delivered_on = dice.maybe(dice.second);
    one.clauses = vec![id(dice.k), id(dice.m)];
    one.decisions = vec![id(dice.m)];
    one.recommendations = vec![id(dice.k)];
    one.measures = vec![id(dice.m)];
    one.evidence = vec![evidence(dice.third)];
    one.title.clone_from(&dice.text);
    record.actions.put(one);

    let mut one = concern(dice.n);
    one.opened = dice.first.into();
    one.narrative = vec![note(dice.second, &dice.text)];
    record.concerns.put(one);

    let mut one = measure(dice.n);
    one.complements = vec![id(dice.k), id(dice.m), id(dice.n)];
    one.values = vec![
        value(dice.first, f64::MAX),
        value(dice.second, -f64::MAX),
        value(dice.third, f64::NAN),
    ];
    one.values[0].numerator = Some(f64::MAX);
    one.values[0].denominator = Some(if dice.random.bool() {
        0.0
    } else {
        f64::MIN_POSITIVE
    });
    one.frequency = crate::model::Frequency::ALL[dice.random.usize(0..4)];
    record.measures.put(one);
}

fn answer_for(record: &mut Record, dice: &mut Dice) {
    let mut one = clause(dice.n, dice.k);
    one.kind = match dice.random.u8(0..3) {
        0 => ClauseKind::OneOff {
            due: Some(dice.first),
        },
        1 => ClauseKind::Recurring {
            every: Every::Month,
            next: dice.second,
        },
        _ => ClauseKind::Standing,
    };
    one.judgements = vec![judged(Position::ALL[dice.random.usize(0..5)], dice.third)];
    one.evidence = vec![evidence(dice.first)];
    record.clauses.put(one);

    let mut one = direction(dice.n);
    one.supersedes = dice.maybe(id(dice.k));
    one.revoked = dice.maybe(dice.first.into());
    one.issued = dice.second.into();
    record.directions.put(one);

    let mut one = gate(dice.n);
    one.depends_on = vec![id(dice.k), id(dice.m), id(dice.k)];
    one.original_due = dice.first;
    one.passed_on = dice.maybe(dice.second);
    record.gates.put(one);

    let mut one = framework(dice.n);
    if dice.random.bool() {
        one.scale.clear();
        one.headings.clear();
    }
    record.frameworks.put(one);
    let mut one = inspection(dice.n, dice.k, "2019", &dice.text);
    one.published = dice.maybe(dice.first.into());
    one.plan_due = Some(dice.second);
    record.inspections.put(one);
    let mut one = recommendation(dice.n, dice.m);
    one.raised_before = Some(id(dice.k));
    one.text.clone_from(&dice.text);
    record.recommendations.put(one);
}

fn board(record: &mut Record, dice: &mut Dice) {
    let mut one = person(dice.n, Class::ALL[dice.random.usize(0..6)]);
    one.pay = Pay::ALL[dice.random.usize(0..3)];
    one.terms[0].from = dice.first;
    one.terms[0].to = dice.maybe(dice.second);
    record.people.put(one);
    let mut one = fee_term(dice.n, dice.k);
    one.rate = Pence(if dice.random.bool() {
        i64::MAX
    } else {
        i64::MIN
    });
    one.cap_units = Some(Quantity::from_hundredths(dice.random.i32(-1..2)));
    one.cap_amount = Some(Pence(dice.random.i64(-1..2)));
    one.from = dice.first;
    one.to = Some(dice.second);
    record.fee_terms.put(one);
    let mut one = claim(dice.n, dice.k, dice.third);
    one.dates = vec![dice.first, dice.third, dice.first];
    one.dates.truncate(dice.random.usize(0..4));
    one.fee = Pence(i64::MIN);
    one.quantity = Quantity::from_hundredths(i32::MAX);
    one.meeting = dice.maybe(id(dice.m));
    record.claims.put(one);
    let mut one = interest(dice.n, dice.m);
    one.body.clone_from(&dice.text);
    record.interests.put(one);
    let mut one = quorum_rule(dice.n, 0);
    one.from = Date::MIN;
    let needed = dice.random.u16(..);
    one.at_least = dice.maybe(needed);
    record.quorum_rules.put(one);
    let mut one = waiver(dice.second);
    one.id = id(dice.n);
    one.from = dice.first;
    one.person = Some(id(dice.k));
    record.waivers.put(one);
}

fn meetings(record: &mut Record, dice: &mut Dice) {
    let mut one = meeting(dice.n);
    one.date = dice.first;
    one.notice_sent = dice.maybe(dice.second);
    one.state = MeetingState::ALL[dice.random.usize(0..4)];
    let mut entry = contract_item();
    entry.purpose = Purpose::Decide;
    entry.decision = Some(id(dice.k));
    one.agenda = vec![entry.clone(), entry];
    one.attendance = vec![
        attended(dice.k, Presence::Present),
        attended(dice.k, Presence::Absent),
    ];
    record.meetings.put(one);
    let mut one = decision(dice.n);
    one.number = dice.m;
    one.state = DecisionState::ALL[dice.random.usize(0..4)];
    one.meeting = dice.maybe(id(dice.k));
    one.taken = dice.maybe(dice.third.into());
    one.moved_by = Some(id(dice.m));
    record.decisions.put(one);
    record.forward_plan.put(forward(dice.first, None));
}

fn whole(record: &mut Record, dice: &mut Dice) {
    let transfer = Transfer {
        original: dice.maybe(dice.first),
        moves: vec![moved(dice.second, dice.third)],
        handed_back_on: dice.maybe(dice.third),
        ..Transfer::default()
    };
    record.transfer = transfer.into();
    let organisation = Organisation {
        name: dice.text.clone(),
        plan: Some(Plan {
            title: String::new(),
            starts: dice.first.into(),
            goal: dice.text.clone(),
            by: dice.second.into(),
            source: String::new(),
        }),
        spending: vec![Spending {
            amount: Pence(i64::MIN),
            on_what: dice.text.clone(),
            stated: dice.first.into(),
            source: String::new(),
        }],
        ..Organisation::default()
    };
    record.organisation = organisation.into();
    let mut rules = (*record.board_rules).clone();
    rules.notice_days = dice.random.u16(..);
    rules.evidence_months = dice.random.u16(..);
    rules.term_warning_days = dice.random.u16(..);
    record.board_rules = rules.into();
}

#[test]
fn no_record_is_too_strange() {
    use crate::analysis::{
        attendance::attendance,
        changes::changes,
        fees::{FeeBook, LedgerFilter},
        nav::{Attention, nav},
        overdue::overdue,
        overview::overview,
        thread::Threads,
    };
    for seed in 0..120 {
        let record = weird(seed);
        for today in [TODAY, Date::MIN, Date::MAX] {
            let _ = run(&record, today);
            let _ = overview(&record, today, &[]);
            let _ = changes(&record, Date::MIN, today);
            let _ = attendance(&record, today, None);
            let _ = overdue(&record, today).sentence();
            let ledger = FeeBook::new(&record).ledger(today, LedgerFilter::default());
            let _ = (ledger.headline(), ledger.cap_sentence());
            let threads = Threads::new(&record);
            let _ = nav(&record, today, &threads, Attention::default());
            for clause in record.clauses.iter() {
                let thread = threads.clause_thread(&record, clause.id, today);
                assert!(thread.is_some_and(|thread| thread.clause == clause.id));
            }
        }
    }
}
