//! What the section says and in which order it shows the gates: worked out when the record changes.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    analysis::words,
    model::{
        Gate, Id, Items, Record, Transfer,
        date::{days_between, long, short, weekday, working_days_between},
    },
    ui::ViewCx,
};

struct Key {
    revision: u64,
    today: Date,
    gates: Items<Gate>,
    transfer: Arc<Transfer>,
}

/// The countdown in three pieces: a large one, what follows it, and a line below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Countdown {
    pub large: String,
    pub beside: String,
    pub below: String,
}

/// Words and orders that follow from the record.
#[derive(Default)]
pub(super) struct Index {
    key: Option<Key>,
    order: Vec<Id<Gate>>,
    sentence: String,
    countdown: Countdown,
    headline: String,
    below: String,
}

impl Index {
    /// Works everything out again where the record or the day has changed.
    pub fn refresh(&mut self, cx: &ViewCx<'_>) {
        let same = self.key.as_ref().is_some_and(|key| {
            key.revision == cx.derived.revision
                && key.today == cx.today
                && key.gates.same_as(&cx.record.gates)
                && Arc::ptr_eq(&key.transfer, &cx.record.transfer)
        });
        if same {
            return;
        }
        let (record, today) = (cx.record, cx.today);
        self.order = order(&record.gates);
        self.sentence = sentence(record, today);
        self.countdown = countdown(&record.transfer, today);
        (self.headline, self.below) = gate_words(&record.gates, today);
        self.key = Some(Key {
            revision: cx.derived.revision,
            today,
            gates: record.gates.clone(),
            transfer: record.transfer.clone(),
        });
    }

    /// Gates as shown: passed ones by the day they were passed, then open ones by their first date.
    pub fn order(&self) -> &[Id<Gate>] {
        &self.order
    }

    /// The sentence under the title.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    pub const fn countdown(&self) -> &Countdown {
        &self.countdown
    }

    /// "Four gates are open; two of them are late.", and which.
    pub fn gate_words(&self) -> (&str, &str) {
        (&self.headline, &self.below)
    }
}

fn order(gates: &Items<Gate>) -> Vec<Id<Gate>> {
    let mut list: Vec<&Gate> = gates.iter().collect();
    list.sort_by_key(|gate| {
        (
            gate.passed_on.is_none(),
            gate.passed_on.unwrap_or(gate.original_due),
        )
    });
    list.into_iter().map(|gate| gate.id).collect()
}

fn sentence(record: &Record, today: Date) -> String {
    let transfer = &record.transfer;
    let company = if record.organisation.name.is_empty() {
        "the company"
    } else {
        &record.organisation.name
    };
    if let Some(back) = transfer.handed_back_on.filter(|day| *day <= today) {
        return format!("The services went back to the council on {}.", long(back));
    }
    match (
        transfer.happened_on.filter(|day| *day <= today),
        transfer.date(),
    ) {
        (Some(day), _) => format!("The services passed to {company} on {}.", long(day)),
        (None, Some(day)) => {
            format!(
                "The council’s services pass to {company} on {} {}.",
                weekday(day),
                long(day)
            )
        }
        (None, None) => "No date is set on which the services pass.".to_owned(),
    }
}

/// Days to go; after the day, since when.
fn countdown(transfer: &Transfer, today: Date) -> Countdown {
    let lines = |large: String, beside: &str, below: String| Countdown {
        large,
        beside: beside.to_owned(),
        below,
    };
    let live = transfer.happened_on.filter(|day| *day <= today);
    if let Some(back) = transfer.handed_back_on.filter(|day| *day <= today) {
        let below = live.map_or_else(String::new, |day| format!("Live from {}", long(day)));
        return lines(format!("Handed back on {}", long(back)), "", below);
    }
    if let Some(day) = live {
        let below = format!("{} days", days_between(day, today));
        return lines(format!("Live since {}", long(day)), "", below);
    }
    let Some(day) = transfer.date() else {
        return lines("–".to_owned(), "no date", "Add a transfer date".to_owned());
    };
    let left = days_between(today, day);
    if left == 0 {
        return lines("Today".to_owned(), "", "the services pass".to_owned());
    }
    if left < 0 {
        let beside = if left == -1 {
            "day past the date"
        } else {
            "days past the date"
        };
        let below = format!("planned for {}; no day recorded", short(day));
        return lines(left.unsigned_abs().to_string(), beside, below);
    }
    let working = usize::try_from(working_days_between(today, day)).unwrap_or(0);
    let below = format!("{} of them working days", words::number(working));
    lines(
        left.to_string(),
        if left == 1 { "day to go" } else { "days to go" },
        below,
    )
}

/// How many gates are open, how many of those late, and which.
fn gate_words(gates: &Items<Gate>, today: Date) -> (String, String) {
    let open: Vec<&Gate> = gates
        .iter()
        .filter(|gate| gate.passed_on.is_none())
        .collect();
    if gates.is_empty() {
        return ("No gates are recorded.".to_owned(), String::new());
    }
    if open.is_empty() {
        let count = words::number(gates.len());
        let slipped = gates
            .iter()
            .filter(|gate| gate.days_late(today) > 0)
            .count();
        let below = match slipped {
            0 => "Each on its first date.".to_owned(),
            1 => "One of them after its first date.".to_owned(),
            more => format!(
                "{} of them after their first date.",
                words::capital(&words::number(more))
            ),
        };
        let all = if gates.len() == 1 {
            "The one gate is passed.".to_owned()
        } else {
            format!("All {count} gates are passed.")
        };
        return (all, below);
    }
    let mut late: Vec<&Gate> = open
        .iter()
        .copied()
        .filter(|gate| gate.days_late(today) > 0)
        .collect();
    late.sort_by_key(|gate| gate.due());
    let counted = words::capital(&words::counted(open.len(), "gate", "gates"));
    let are = if open.len() == 1 { "is" } else { "are" };
    let headline = match (late.len(), open.len()) {
        (0, _) => format!("{counted} {are} open; none is late."),
        (1, 1) => format!("{counted} is open, and late."),
        (1, _) => format!("{counted} {are} open; one of them is late."),
        (some, all) if some == all => format!("{counted} are open, all of them late."),
        (some, _) => format!(
            "{counted} are open; {} of them are late.",
            words::number(some)
        ),
    };
    let mut named: Vec<String> = late
        .iter()
        .take(3)
        .map(|gate| {
            let due = gate.due();
            let when = if due < today {
                format!("was due {}", words::day_in_sentence(due, today))
            } else {
                format!("now due {}", words::near_day(due, today))
            };
            format!("{}, {when}", gate.title)
        })
        .collect();
    if late.len() > 3 {
        named.push(format!("{} more", words::number(late.len() - 3)));
    }
    let below = if named.is_empty() {
        String::new()
    } else {
        format!("Late from the first date: {}.", named.join("; "))
    };
    (headline, below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn gate(n: u32, first: Date, passed_on: Option<Date>) -> Gate {
        Gate {
            id: format!("gat-2019-00000{n}").parse().unwrap(),
            title: format!("Gate {n}"),
            decided_by: String::new(),
            original_due: first,
            moves: Vec::new(),
            passed_on,
            depends_on: Vec::new(),
            decision: None,
            actions: Vec::new(),
            clauses: Vec::new(),
            note: String::new(),
            illustrative: false,
        }
    }

    const TODAY: Date = date(2019, 9, 24);

    #[test]
    fn done_gates_come_first_and_open_ones_by_first_date() {
        let gates: Items<Gate> = [
            gate(1, date(2019, 9, 30), None),
            gate(2, date(2019, 5, 1), Some(date(2019, 5, 20))),
            gate(3, date(2019, 9, 26), None),
            gate(4, date(2019, 4, 1), Some(date(2019, 4, 1))),
        ]
        .into_iter()
        .collect();
        let places: Vec<String> = order(&gates).iter().map(ToString::to_string).collect();
        assert_eq!(
            places,
            [
                "gat-2019-000004",
                "gat-2019-000002",
                "gat-2019-000003",
                "gat-2019-000001"
            ]
        );
    }

    #[test]
    fn the_headline_counts_open_and_late_gates() {
        let open: Items<Gate> = [
            gate(1, date(2019, 8, 31), None),
            gate(2, date(2019, 9, 26), None),
        ]
        .into_iter()
        .collect();
        let (headline, below) = gate_words(&open, TODAY);
        assert_eq!(headline, "Two gates are open; one of them is late.");
        assert_eq!(
            below,
            "Late from the first date: Gate 1, was due 31 August."
        );
        let done: Items<Gate> = [gate(1, date(2019, 8, 31), Some(date(2019, 9, 1)))]
            .into_iter()
            .collect();
        assert_eq!(gate_words(&done, TODAY).0, "The one gate is passed.");
    }

    #[test]
    fn the_countdown_becomes_a_date_since_when() {
        let mut transfer = Transfer {
            original: Some(date(2019, 10, 1)),
            ..Transfer::default()
        };
        let before = countdown(&transfer, TODAY);
        assert_eq!(
            (before.large.as_str(), before.beside.as_str()),
            ("7", "days to go")
        );
        assert_eq!(before.below, "five of them working days");
        transfer.happened_on = Some(date(2019, 10, 1));
        assert_eq!(
            countdown(&transfer, date(2020, 1, 1)).large,
            "Live since 1 October 2019"
        );
        transfer.handed_back_on = Some(date(2024, 10, 1));
        assert_eq!(
            countdown(&transfer, date(2025, 1, 1)).large,
            "Handed back on 1 October 2024"
        );
    }
}
