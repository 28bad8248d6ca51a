//! What has changed in a clause's thread since the last quarter ended.

use jiff::civil::Date;

use crate::{
    analysis::{thread::ClauseThread, words},
    model::{Action, Clause, Decision, DecisionState, PositionJudgement, Record, date::plus_days},
};

/// The last day of the quarter before the one that `today` is in.
pub(super) fn quarter_end(today: Date) -> Date {
    let first_month = (today.month() - 1) / 3 * 3 + 1;
    let first = Date::new(today.year(), first_month, 1).unwrap_or(today);
    plus_days(first, -1)
}

/// Label and value of each change: position, moves, decisions, evidence.
pub(super) fn facts(
    record: &Record,
    clause: &Clause,
    thread: &ClauseThread,
    since: Date,
) -> Vec<(&'static str, String)> {
    let actions: Vec<&Action> = thread
        .rows
        .iter()
        .filter_map(|row| record.actions.get(row.action))
        .collect();
    let mut decisions: Vec<&Decision> = thread
        .rows
        .iter()
        .flat_map(|row| &row.decisions)
        .chain(&thread.decisions)
        .filter_map(|&id| record.decisions.get(id))
        .collect();
    decisions.sort_by_key(|decision| decision.id);
    decisions.dedup_by_key(|decision| decision.id);
    vec![
        ("Position", position(&clause.judgements, since)),
        ("Moves", moves(&actions, since)),
        ("Decisions", decided(&decisions, since)),
        ("Evidence", evidence(clause, &actions, since)),
    ]
}

/// "On track, now at risk"; "At risk, unchanged"; "At risk, first judged".
fn position(judgements: &[PositionJudgement], since: Date) -> String {
    let before = judgements.iter().rev().find(|judged| judged.as_at <= since);
    let now = judgements.last().filter(|judged| judged.as_at > since);
    match (before, now) {
        (None, None) => "Not judged yet".to_owned(),
        (Some(before), None) => format!("{}, not judged since", before.position.word()),
        (None, Some(now)) => format!("{}, first judged", now.position.word()),
        (Some(before), Some(now)) if before.position == now.position => {
            format!("{}, unchanged", now.position.word())
        }
        (Some(before), Some(now)) => format!(
            "{}, now {}",
            before.position.word(),
            words::uncapital(now.position.word())
        ),
    }
}

/// "3 dates, 2 actions".
fn moves(actions: &[&Action], since: Date) -> String {
    let counts: Vec<usize> = actions
        .iter()
        .map(|action| action.moves.iter().filter(|step| step.on > since).count())
        .filter(|count| *count > 0)
        .collect();
    if counts.is_empty() {
        "None".to_owned()
    } else {
        format!(
            "{}, {}",
            words::figures(counts.iter().sum(), "date", "dates"),
            words::figures(counts.len(), "action", "actions")
        )
    }
}

/// "1 taken, 2 to take".
fn decided(decisions: &[&Decision], since: Date) -> String {
    let taken = decisions
        .iter()
        .filter(|one| one.taken.is_some_and(|taken| taken.first_day() > since))
        .count();
    let waiting = decisions
        .iter()
        .filter(|one| one.state == DecisionState::Proposed)
        .count();
    match (taken, waiting) {
        (0, 0) => "None".to_owned(),
        (0, waiting) => format!("{waiting} to take"),
        (taken, 0) => format!("{taken} taken"),
        (taken, waiting) => format!("{taken} taken, {waiting} to take"),
    }
}

fn evidence(clause: &Clause, actions: &[&Action], since: Date) -> String {
    let added = actions
        .iter()
        .flat_map(|action| &action.evidence)
        .chain(&clause.evidence)
        .filter(|one| one.on > since)
        .count();
    match added {
        0 => "None".to_owned(),
        added => format!("{} added", words::figures(added, "item", "items")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Position;
    use jiff::civil::date;

    #[test]
    fn quarters_end_with_their_last_month() {
        assert_eq!(quarter_end(date(2019, 9, 24)), date(2019, 6, 30));
        assert_eq!(quarter_end(date(2019, 10, 1)), date(2019, 9, 30));
        assert_eq!(quarter_end(date(2019, 1, 1)), date(2018, 12, 31));
    }

    #[test]
    fn a_position_is_told_against_the_one_before() {
        let judged = |position, month, day| PositionJudgement {
            position,
            as_at: date(2019, month, day),
            judged_by: String::new(),
            note: String::new(),
        };
        let since = date(2019, 6, 30);
        let first = judged(Position::OnTrack, 6, 30);
        let worse = judged(Position::AtRisk, 9, 20);
        assert_eq!(position(&[], since), "Not judged yet");
        assert_eq!(
            position(std::slice::from_ref(&first), since),
            "On track, not judged since"
        );
        assert_eq!(
            position(std::slice::from_ref(&worse), since),
            "At risk, first judged"
        );
        assert_eq!(
            position(&[first, worse.clone()], since),
            "On track, now at risk"
        );
        let same = judged(Position::AtRisk, 4, 1);
        assert_eq!(position(&[same, worse], since), "At risk, unchanged");
    }
}
