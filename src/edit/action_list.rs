//! Accepted rows of a list of actions as one edit.

use crate::{
    analysis::action_list::{Preview, What, count_words},
    model::{DateMove, Record},
};

use super::Edit;

/// What is said of all moves together; a row's own reason comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Who moves the dates.
    pub by: String,
    /// Why.
    pub why: String,
}

/// One edit that records every accepted row of a preview; none where there is nothing to record.
///
/// New actions get ids and, where theirs are taken or missing, the next numbers. Another date becomes
/// a move of the day of the preview; the first date stays. Undo takes all of it back as one step.
pub fn plan(
    record: &Record,
    preview: &Preview,
    given: &Given,
    mut random: impl FnMut() -> u32,
) -> Option<Edit> {
    let (mut edits, mut made) = (Vec::new(), record.clone());
    let wanted = preview.rows.iter().filter_map(|row| match &row.what {
        What::Add(action) => Some(action.number),
        What::Change { .. } | What::Same(_) | What::Refuse => None,
    });
    let mut next = record
        .next_action_number()
        .max(wanted.max().unwrap_or(0).saturating_add(1));
    for row in &preview.rows {
        let action = match &row.what {
            What::Add(draft) => {
                let mut action = (**draft).clone();
                action.id = Record::fresh_id(&made.actions, preview.today.year(), &mut random);
                if action.number == 0 {
                    action.number = next;
                    next = next.saturating_add(1);
                }
                for step in &mut action.moves {
                    complete(step, given);
                }
                action
            }
            What::Change { after, to, why } => {
                let mut action = (**after).clone();
                if let Some(to) = to {
                    let mut step = DateMove {
                        to: *to,
                        on: preview.today,
                        by: String::new(),
                        why: why.clone(),
                    };
                    complete(&mut step, given);
                    action.moves.push(step);
                }
                action
            }
            What::Same(_) | What::Refuse => continue,
        };
        made.actions.put(action.clone());
        edits.push(Edit::from(action));
    }
    (!edits.is_empty()).then(|| Edit::Several(count_words(edits.len()), edits))
}

fn complete(step: &mut DateMove, given: &Given) {
    given.by.trim().clone_into(&mut step.by);
    if step.why.trim().is_empty() {
        given.why.trim().clone_into(&mut step.why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::action_list::{preview, rows_of_text},
        edit::History,
        model::Action,
    };
    use jiff::civil::date;
    use std::time::Duration;

    #[test]
    fn a_list_goes_in_as_one_step_and_comes_out_as_one() {
        let mut before = Record::default();
        let mut known = Action::new("act-2019-000001".parse().unwrap(), 12, date(2019, 6, 28));
        known.title = "Sign the contract".to_owned();
        before.put(known.into());
        let text =
            "No,Action,Due\n,Sign the contract,31/12/2019\n40,New,1 Oct 2019\n,Other,1 Oct 2019";
        let today = date(2019, 9, 24);
        let preview = preview(rows_of_text(text).unwrap(), &before, today).unwrap();
        let given = Given {
            by: "Board secretary".to_owned(),
            why: "The lease was late".to_owned(),
        };
        let mut state = 1_u32;
        let random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let edit = plan(&before, &preview, &given, random).unwrap();
        assert_eq!(edit.label(&before), "3 actions");
        let mut history = History::saved(before.clone());
        history.apply(&edit, Duration::ZERO).unwrap();
        let actions: Vec<&Action> = history.record().actions.iter().collect();
        let numbers: Vec<u32> = actions.iter().map(|action| action.number).collect();
        assert_eq!(numbers, [12, 40, 41]);
        assert_eq!(actions[0].original_due, date(2019, 6, 28));
        assert_eq!(actions[0].due(), date(2019, 12, 31));
        assert_eq!(actions[0].moves[0].why, "The lease was late");
        history.undo();
        assert_eq!(*history.record(), before);
    }
}
