//! Lists of actions as people keep them.

use jiff::civil::date;

use super::*;
use crate::model::Brag;

const TODAY: Date = Date::constant(2019, 9, 24);

fn record() -> Record {
    let mut record = Record::default();
    let mut action = Action::new("act-2019-000001".parse().unwrap(), 12, date(2019, 6, 28));
    action.title = "Sign the accommodation contract".to_owned();
    action.owner = "Head of placements".to_owned();
    action.status = Brag::OnTrack;
    record.put(action.into());
    record
}

fn read(text: &str) -> Preview {
    preview(rows_of_text(text).unwrap(), &record(), TODAY).unwrap()
}

#[test]
fn a_list_under_a_title_is_found_by_its_heads() {
    let preview = read(
        "Improvement plan 2019,,,\n,,,\nAction Required,Lead Officer,By when?,Cost\n\
         Write to every carer,Fostering manager,31/10/2019,£5\n",
    );
    assert_eq!(
        preview.mapping(),
        "“Action Required” is read as title; “Lead Officer” is read as owner; “By when?” is read \
         as due date; “Cost” is left out"
    );
    let row = preview.rows.first().unwrap();
    assert_eq!((row.line, row.what.word()), (4, "add"));
}

#[test]
fn a_new_action_needs_a_title_and_a_date_and_no_more() {
    let preview =
        read("Action,Owner,Due,RAG\nWrite to carers,Manager,31 Oct 2019,Green\nNo date,,,\n");
    assert_eq!(preview.summary(), "1 to add, 1 refused");
    let What::Add(action) = &preview.rows[0].what else {
        panic!("{:?}", preview.rows[0]);
    };
    assert_eq!(action.original_due, date(2019, 10, 31));
    assert_eq!(action.status, Brag::OnTrack);
    assert_eq!(preview.rows[1].line, 3);
}

#[test]
fn another_date_of_a_known_action_is_a_move_and_wants_a_reason() {
    let preview = read("Action,Due\nSign the accommodation  CONTRACT,31/12/2019\n");
    let row = &preview.rows[0];
    let What::Change { after, to, .. } = &row.what else {
        panic!("{row:?}");
    };
    assert_eq!(after.original_due, date(2019, 6, 28));
    assert_eq!(*to, Some(date(2019, 12, 31)));
    assert_eq!(preview.wanting_reason(), 1);
    assert!(row.why().contains("28 Jun 2019 → 31 Dec 2019"));
}

#[test]
fn the_numbers_of_another_list_overwrite_nothing() {
    let preview = read("No.,Action,Due\n12,Something else,31/12/2019\n");
    assert_eq!(preview.refused(), 1);
    assert!(
        preview.rows[0]
            .why()
            .contains("Sign the accommodation contract")
    );
}

#[test]
fn blue_needs_proof_and_an_unknown_status_is_refused() {
    let preview = read("Action,Due,Status\nA,1 Oct 2019,Blue\nB,1 Oct 2019,Purple\n");
    let What::Add(action) = &preview.rows[0].what else {
        panic!("{:?}", preview.rows[0]);
    };
    assert_eq!(action.status, Brag::Delivered);
    assert_eq!(preview.rows[1].what, What::Refuse);
}

#[test]
fn the_same_action_twice_counts_once() {
    let preview = read("Action,Due\nA,1 Oct 2019\na,2 Oct 2019\n");
    assert_eq!(preview.summary(), "1 to add, 1 refused");
}
