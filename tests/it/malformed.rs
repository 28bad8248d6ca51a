//! Every mistake a person makes in a record's file is answered with its line, its column and a
//! plain sentence.

use proptest::prelude::*;
use trajectory::store::read::read_record;

/// One mistake and what is to be said of it.
struct Case {
    /// The faulty text with a `¦` where the fault must be reported.
    text: &'static str,
    /// Part of the sentence.
    sentence: &'static str,
    /// Part of the hint; empty where none is asked for.
    hint: &'static str,
}

const fn case(text: &'static str, sentence: &'static str, hint: &'static str) -> Case {
    Case {
        text,
        sentence,
        hint,
    }
}

/// Faults of whole files.
const FILES: &[Case] = &[
    case(
        "(format: 1, organisation: (name: \"a\nnext:\", about: \"b\"¦ council: \"c\"))",
        "comma is missing",
        "",
    ),
    case(
        "(format: 1, organisation: (name: ¦\"a, about: \"b\", council: \"c\"))",
        "no closing quotation mark",
        "",
    ),
    case(
        "(format: 1, organisation: (name: ¦\"a,\n about: \"\", council: \"c\"))",
        "no closing quotation mark",
        "",
    ),
    case(
        "(format: 1, organisation: (name: \"\u{A0}\",¦\u{A0}council: \"c\"))",
        "invisible character here, U+00A0",
        "ordinary space",
    ),
    case("¦", "file is empty", ""),
    case("¦\n\n  \n", "file is empty", ""),
    case("¦// a note\n", "nothing but comments", ""),
    case("¦{\"format\": 1}", "round brackets", "JSON"),
    case("¦[1]", "round brackets is expected here, but a list", ""),
    case("¦format: 1", "round brackets", ""),
    case(
        "¦#![enable(everything)]\n(format: 1)",
        "first line",
        "implicit_some",
    ),
    case(
        "¦#!/usr/bin/env ron\n(format: 1)",
        "first line",
        "implicit_some",
    ),
    case("¦()", "`format` is missing", "Add `format"),
    case("(format: ¦0)", "There is no format 0", ""),
    case("(format: ¦2)", "newer version", "version that wrote it"),
    case("(format: ¦7, novelty: [1, 2])", "newer version", ""),
    case("(format: ¦99999999999999)", "newer version", ""),
    case("(format: ¦-1)", "out of range", ""),
    case(
        "(format: ¦1.0)",
        "A whole number is expected for `format`",
        "",
    ),
    case(
        "(format: ¦\"1\")",
        "A whole number is expected for `format`",
        "Write 1 without",
    ),
    case(
        "(format: ¦one)",
        "A whole number is expected for `format`, but `one`",
        "",
    ),
    case("(format: 1, ¦format: 1)", "`format` is written twice", ""),
    case(
        "(format: 1, ¦colour: 1)",
        "no field `colour`",
        "newer version",
    ),
    case(
        "(format: 1, ¦action: [])",
        "no field `action`",
        "Did you mean `actions`?",
    ),
    case(
        "(format: 1, ¦Actions: [])",
        "no field `Actions`",
        "Did you mean `actions`?",
    ),
    case(
        "(format: 1, ¦feeTerms: [])",
        "no field `feeTerms`",
        "Did you mean `fee_terms`?",
    ),
    case("(format: 1)¦)", "closes nothing", ""),
    case(
        "(format: 1)\n¦(format: 1)",
        "after the end of the record",
        "",
    ),
    case("¦(format: 1", "`(` is never closed", "`)` is missing"),
    case(
        "(format: 1, people: ¦[",
        "`[` is never closed",
        "`]` is missing",
    ),
    case(
        "(format: 1, people: [\n(id: \"per-2019-7GK3QX\",\n¦])",
        "`(` of line 2 is closed with `]`",
        "`)` is expected",
    ),
    case(
        "(format: 1, people: [¦)",
        "`[` of line 1 is closed with `)`",
        "`]` is expected",
    ),
    case("(format: 1¦ people: [])", "comma is missing", ""),
    case("(format¦ 1)", "colon is missing after `format`", ""),
    case(
        "(format¦ = 1)",
        "colon is missing after `format`",
        "`name: value`",
    ),
    case(
        "(format: ¦, people: [])",
        "`format` has no value",
        "take the field out",
    ),
    case("(format: 1,¦, people: [])", "comma too many", ""),
    case("(format: 1, ¦/* an aside)", "comment starts here", ""),
    case(
        "(format: 1, as_at: ¦\"2019-10-01)",
        "no closing quotation mark",
        "",
    ),
    case(
        "(format: 1, as_at: ¦2019-10-01)",
        "Text in quotation marks is expected for `as_at`",
        "\"2019-10-01\"",
    ),
    case(
        "(format: 1, as_at: ¦\"1 October 2019\")",
        "`1 October 2019` is not a date for `as_at`",
        "\"2019-10-01\"",
    ),
    case(
        "(format: 1, as_at: ¦\"2019-02-30\")",
        "is not a date",
        "no such day",
    ),
    case("(format: 1, as_at: ¦\"\")", "is not a date", ""),
    case(
        "(format: 1,\n¦<<<<<<< ours\nas_at: \"2019-10-01\",\n=======\n>>>>>>> theirs\n)",
        "Two versions",
        "take the marks out",
    ),
    case(
        "(format: 1, ¦“as_at”: 1)",
        "`“` has no meaning",
        "straight quotation marks",
    ),
    case("(format: 1¦; people: [])", "`;` has no meaning", ""),
    case(
        "(format: 1, people: ¦{})",
        "A list in square brackets is expected for `people`",
        "",
    ),
    case(
        "(format: 1, people: ¦(id: \"per-2019-7GK3QX\"))",
        "A list in square brackets",
        "around the items",
    ),
    case(
        "(format: 1, organisation: ¦[])",
        "round brackets is expected for `organisation`",
        "",
    ),
    case(
        "(format: 1, organisation: ¦(stage: Live))",
        "`name` is missing",
        "",
    ),
    case(
        "(format: 1, organisation: (name: ¦Smith))",
        "Text in quotation marks is expected for `name`, but `Smith`",
        "\"Smith\"",
    ),
    case(
        "(format: 1, organisation: (name: ¦12))",
        "but the number 12 was found",
        "\"12\"",
    ),
    case(
        "(format: 1, organisation: (name: \"a¦\\d\"))",
        "`\\d` has no meaning in a text",
        "backslash",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", stage: ¦Alive))",
        "no `Alive` for `stage`",
        "Did you mean `Live`?",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", stage: ¦Handback))",
        "no `Handback`",
        "`HandedBack`",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", stage: ¦\"Live\"))",
        "without quotation marks is expected for `stage`",
        "Write Live without",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", stage: Live¦(1)))",
        "`Live` takes nothing in brackets",
        "",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", under_direction: ¦yes))",
        "`true` or `false` is expected for `under_direction`",
        "",
    ),
    case(
        "(format: 1, organisation: (name: \"a\", spending: [(amount: ¦12.50)]))",
        "A whole number is expected for `amount`",
        "whole pence: write 1250",
    ),
];

/// Faults of one person in an otherwise sound record.
const PEOPLE: &[Case] = &[
    case("¦(name: \"Ann\", class: Executive)", "`id` is missing", ""),
    case(
        "¦(id: \"per-2019-7GK3QX\", class: Executive)",
        "`name` is missing in `per-2019-7GK3QX`",
        "Add `name",
    ),
    case(
        "(id: ¦\"per-1\", name: \"Ann\", class: Executive)",
        "`per-1` is not the id of a person",
        "",
    ),
    case(
        "(id: ¦\"act-2019-7GK3QX\", name: \"Ann\", class: Executive)",
        "is not the id of a person",
        "",
    ),
    case(
        "(id: ¦\"per-2019-7gk3qx\", name: \"Ann\", class: Executive)",
        "is not the id of a person",
        "",
    ),
    case(
        "(id: ¦7, name: \"Ann\", class: Executive)",
        "but the number 7 was found",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: ¦Chair)",
        "no `Chair` for `class`",
        "`IndependentChair`",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", ¦nmae: \"Ann\", class: Executive)",
        "no field `nmae`",
        "Did you mean `name`?",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, skills: ¦\"law\")",
        "A list in square brackets is expected for `skills`",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, skills: [¦law])",
        "Text in quotation marks is expected here",
        "\"law\"",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, skills: [\"law\"¦ \"care\"])",
        "comma is missing",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, terms: [¦(to: \"2020-01-01\")])",
        "`from` is missing",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, terms: [(from: ¦\"2019-9-1\")])",
        "is not a date for `from`",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: \"Ann\", class: Executive, terms: [¦\"2019-09-01\"])",
        "round brackets is expected here",
        "",
    ),
    case(
        "(id: \"per-2019-7GK3QX\", name: ¦\"Ann,\n class: Executive, note: \"x\")",
        "no closing quotation mark",
        "",
    ),
    case(
        "¦Person(id: \"per-2019-7GK3QX\")",
        "`name` is missing in",
        "",
    ),
    case(
        "¦Director(id: \"per-2019-7GK3QX\")",
        "`Director` does not belong here",
        "round brackets",
    ),
    case(
        "(id: \"per-2019-AAAAAA\", name: \"A\", class: Executive),\n(id: ¦\"per-2019-AAAAAA\", name: \"B\", class: Executive)",
        "`per-2019-AAAAAA` stands here for the second time",
        "at line 4",
    ),
];

/// Faults of one other item, with the list it stands in.
const ITEMS: &[(&str, Case)] = &[
    (
        "meetings",
        case(
            "(id: \"mtg-2019-7GK3QX\", title: \"T\", date: \"2019-10-01\", starts: ¦\"2pm\")",
            "`2pm` is not a time for `starts`",
            "14:30",
        ),
    ),
    (
        "meetings",
        case(
            "(id: \"mtg-2019-7GK3QX\", title: \"T\", date: \"2019-10-01\", agenda: [(id: \"agi-2019-7GK3QX\", number: ¦1, title: \"T\")])",
            "Text in quotation marks is expected for `number`",
            "\"1\"",
        ),
    ),
    (
        "meetings",
        case(
            "(id: \"mtg-2019-7GK3QX\", title: \"T\", date: \"2019-10-01\", agenda: [\n(id: \"agi-2019-7GK3QX\", number: \"1\", title: \"T\"),\n(id: ¦\"agi-2019-7GK3QX\", number: \"2\", title: \"T\")])",
            "for the second time",
            "at line 5",
        ),
    ),
    (
        "clauses",
        case(
            "(id: \"cla-2019-7GK3QX\", direction: \"dir-2019-7GK3QX\", reference: \"1\", title: \"T\", kind: ¦Recurring(every: Year))",
            "`next` is missing",
            "",
        ),
    ),
    (
        "concerns",
        case(
            "(id: \"con-2019-7GK3QX\", title: \"T\", ¦title: \"T\")",
            "`title` is written twice",
            "Keep one",
        ),
    ),
    (
        "actions",
        case(
            "¦(id: \"act-2019-7GK3QX\", title: \"T\", original_due: \"2019-10-01\")",
            "`number` is missing",
            "",
        ),
    ),
    (
        "actions",
        case(
            "(id: \"act-2019-7GK3QX\", number: ¦\"12\", title: \"T\", original_due: \"2019-10-01\")",
            "A whole number is expected for `number`",
            "Write 12 without",
        ),
    ),
    (
        "actions",
        case(
            "(id: \"act-2019-7GK3QX\", number: ¦12.5, title: \"T\", original_due: \"2019-10-01\")",
            "A whole number is expected for `number`",
            "",
        ),
    ),
    (
        "actions",
        case(
            "(id: \"act-2019-7GK3QX\", number: ¦-1, title: \"T\", original_due: \"2019-10-01\")",
            "out of range",
            "",
        ),
    ),
    (
        "actions",
        case(
            "(id: \"act-2019-7GK3QX\", number: 1, title: \"T\", status: ¦Green, original_due: \"2019-10-01\")",
            "no `Green` for `status`",
            "`OnTrack`",
        ),
    ),
    (
        "actions",
        case(
            "(id: \"act-2019-7GK3QX\", number: 1, title: \"T\", original_due: \"2019-10-01\", clauses: [¦\"cla-1\"])",
            "is not the id of a clause",
            "",
        ),
    ),
    (
        "fee_terms",
        case(
            "(id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", rate: ¦500.00, from: \"2019-10-01\")",
            "A whole number is expected for `rate`",
            "write 50000",
        ),
    ),
    (
        "fee_terms",
        case(
            "(id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", rate: ¦£500, from: \"2019-10-01\")",
            "`£` has no meaning",
            "",
        ),
    ),
    (
        "fee_terms",
        case(
            "(id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", rate: 1, from: \"2019-10-01\", cap_units: ¦0.333)",
            "two decimal places",
            "",
        ),
    ),
    (
        "measures",
        case(
            "(id: \"mea-2019-7GK3QX\", title: \"T\", unit: Percent, polarity: ¦Up)",
            "no `Up` for `polarity`",
            "`HighGood`",
        ),
    ),
    (
        "measures",
        case(
            "(id: \"mea-2019-7GK3QX\", title: \"T\", unit: Percent, polarity: ¦InRange)",
            "`InRange` needs its values in round brackets",
            "",
        ),
    ),
    (
        "measures",
        case(
            "(id: \"mea-2019-7GK3QX\", title: \"T\", unit: Percent, polarity: HighGood, values: [(date: \"2019-10-01\", value: ¦12)])",
            "for `value`, but the number 12 was found",
            "`Number(12)`",
        ),
    ),
    (
        "clauses",
        case(
            "¦(id: \"cla-2019-7GK3QX\")",
            "`direction` is missing in `cla-2019-7GK3QX`",
            "",
        ),
    ),
];

fn check(case: &Case, text: &str, wrong: &mut Vec<String>) {
    let (before, after) = text.split_once('¦').unwrap_or((text, ""));
    let faulty = format!("{before}{after}");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let Err(err) = read_record(faulty.clone().into_bytes()) else {
        wrong.push(format!("was read: {faulty}\n"));
        return;
    };
    let place = text.contains('¦') && (err.place.line, err.place.column) == (line, column);
    let hint = err.hint.clone().unwrap_or_default();
    if !place || !err.sentence.contains(case.sentence) || !hint.contains(case.hint) {
        wrong.push(format!(
            "wanted {line}:{column} {} / {}\n{}\n",
            case.sentence,
            case.hint,
            err.report("x.ron")
        ));
    }
    let first = err.sentence.chars().next().unwrap_or(' ');
    if !(first.is_uppercase() || first == '`') || !err.sentence.ends_with('.') {
        wrong.push(format!("no sentence: {}", err.sentence));
    }
}

#[test]
fn whole_files() {
    let mut wrong = Vec::new();
    for case in FILES {
        check(case, case.text, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people() {
    let mut wrong = Vec::new();
    for case in PEOPLE {
        let text = format!(
            "(\n    format: 1,\n    people: [\n{},\n    ],\n)\n",
            case.text
        );
        check(case, &text, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_items() {
    let mut wrong = Vec::new();
    for (list, case) in ITEMS {
        let text = format!(
            "(\n    format: 1,\n    {list}: [\n{},\n    ],\n)\n",
            case.text
        );
        check(case, &text, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A field of an item as it is to be written: the list, what must stand beside it, the field and its
/// value, and what sort of value it is.
struct Sound {
    list: &'static str,
    rest: &'static str,
    field: &'static str,
    value: &'static str,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Date,
    Number,
    Word,
    List,
}

const fn sound(
    list: &'static str,
    rest: &'static str,
    field: &'static str,
    value: &'static str,
    sort: Sort,
) -> Sound {
    Sound {
        list,
        rest,
        field,
        value,
        sort,
    }
}

const PERSON: &str = "id: \"per-2019-7GK3QX\", class: Executive";
const ACTION: &str = "id: \"act-2019-7GK3QX\", number: 12";
const MEETING: &str = "id: \"mtg-2019-7GK3QX\"";

/// One field of every sort in many kinds of item.
const SOUND_FIELDS: &[Sound] = &[
    sound("people", PERSON, "name", "\"Ann\"", Sort::Text),
    sound(
        "people",
        "id: \"per-2019-7GK3QX\", name: \"A\"",
        "class",
        "Executive",
        Sort::Word,
    ),
    sound(
        "people",
        "id: \"per-2019-7GK3QX\", name: \"A\", class: Executive",
        "terms",
        "[]",
        Sort::List,
    ),
    sound(
        "people",
        "id: \"per-2019-7GK3QX\", name: \"A\", class: Executive",
        "pay",
        "Fee",
        Sort::Word,
    ),
    sound(
        "people",
        "id: \"per-2019-7GK3QX\", name: \"A\", class: Executive",
        "note",
        "\"x\"",
        Sort::Text,
    ),
    sound("actions", ACTION, "title", "\"Plan\"", Sort::Text),
    sound(
        "actions",
        "id: \"act-2019-7GK3QX\", number: 1, title: \"A\"",
        "original_due",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "actions",
        "id: \"act-2019-7GK3QX\", title: \"A\", original_due: \"2019-06-28\"",
        "number",
        "12",
        Sort::Number,
    ),
    sound(
        "actions",
        "id: \"act-2019-7GK3QX\", number: 1, title: \"A\", original_due: \"2019-06-28\"",
        "status",
        "OnTrack",
        Sort::Word,
    ),
    sound(
        "actions",
        "id: \"act-2019-7GK3QX\", number: 1, title: \"A\", original_due: \"2019-06-28\"",
        "moves",
        "[]",
        Sort::List,
    ),
    sound(
        "meetings",
        "id: \"mtg-2019-7GK3QX\", title: \"Board\"",
        "date",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound("meetings", MEETING, "title", "\"Board\"", Sort::Text),
    sound(
        "meetings",
        "id: \"mtg-2019-7GK3QX\", title: \"B\", date: \"2019-06-28\"",
        "state",
        "Held",
        Sort::Word,
    ),
    sound(
        "meetings",
        "id: \"mtg-2019-7GK3QX\", title: \"B\", date: \"2019-06-28\"",
        "agenda",
        "[]",
        Sort::List,
    ),
    sound(
        "fee_terms",
        "id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", from: \"2019-06-28\"",
        "rate",
        "50000",
        Sort::Number,
    ),
    sound(
        "fee_terms",
        "id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", rate: 1",
        "from",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "fee_terms",
        "id: \"fee-2019-7GK3QX\", person: \"per-2019-7GK3QX\", rate: 1, from: \"2019-06-28\"",
        "unit",
        "Day",
        Sort::Word,
    ),
    sound(
        "decisions",
        "id: \"dec-2019-7GK3QX\", number: 1",
        "title",
        "\"Lease\"",
        Sort::Text,
    ),
    sound(
        "decisions",
        "id: \"dec-2019-7GK3QX\", title: \"A\"",
        "number",
        "3",
        Sort::Number,
    ),
    sound(
        "decisions",
        "id: \"dec-2019-7GK3QX\", title: \"A\", number: 1",
        "state",
        "Taken",
        Sort::Word,
    ),
    sound(
        "forward_plan",
        "id: \"fwd-2019-7GK3QX\", title: \"A\"",
        "due",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "gates",
        "id: \"gat-2019-7GK3QX\", title: \"A\"",
        "original_due",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "interests",
        "id: \"int-2019-7GK3QX\", person: \"per-2019-7GK3QX\", nature: \"N\"",
        "body",
        "\"Council\"",
        Sort::Text,
    ),
    sound(
        "waivers",
        "id: \"wai-2019-7GK3QX\", what: \"A\", expires: \"2020-06-28\"",
        "from",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "quorum_rules",
        "id: \"quo-2019-7GK3QX\"",
        "from",
        "\"2019-06-28\"",
        Sort::Date,
    ),
    sound(
        "inspections",
        "id: \"ins-2019-7GK3QX\", framework: \"frm-2019-7GK3QX\", title: \"A\"",
        "kind",
        "Graded",
        Sort::Word,
    ),
    sound(
        "recommendations",
        "id: \"rec-2019-7GK3QX\", inspection: \"ins-2019-7GK3QX\"",
        "text",
        "\"Do\"",
        Sort::Text,
    ),
    sound(
        "measures",
        "id: \"mea-2019-7GK3QX\", title: \"A\", unit: Count",
        "polarity",
        "LowGood",
        Sort::Word,
    ),
];

/// Ways to get a field wrong, with a `¦` at the fault, and what is to be said of it. `F`
/// stands for the field's name, `V` for its value.
fn mistakes(sort: Sort) -> Vec<(&'static str, &'static str)> {
    // For any field.
    let mut ways = vec![
        ("F¦ V", "A colon is missing after `F`."),
        ("F: ¦, illustrative: true", "The field `F` has no value."),
        ("F: V, ¦F: V", "The field `F` is written twice."),
        (
            "F: V,¦, illustrative: true",
            "There is a comma too many here.",
        ),
        ("F: V, ¦shade: 1", "There is no field `shade` here."),
        ("F: ¦{\"a\": 1}", "was found."),
        ("F: V ¦§", "The character `§` has no meaning here."),
    ];
    ways.extend(match sort {
        Sort::Text => vec![
            ("F: ¦12", "but the number 12 was found."),
            ("F: ¦Ann", "but `Ann` was found."),
            ("F: ¦[V]", "but a list was found."),
            ("F: \"a¦\\q\"", "`\\q` has no meaning in a text."),
            ("F: ¦“Ann”", "The character `“` has no meaning here."),
        ],
        Sort::Date => vec![
            ("F: ¦\"2019-02-30\"", "is not a date for `F`."),
            ("F: ¦\"28 June 2019\"", "is not a date for `F`."),
            ("F: ¦\"\"", "is not a date for `F`."),
            ("F: ¦12", "but the number 12 was found."),
        ],
        Sort::Number => vec![
            (
                "F: ¦\"12\"",
                "A whole number is expected for `F`, but the text “12” was found.",
            ),
            (
                "F: ¦twelve",
                "A whole number is expected for `F`, but `twelve` was found.",
            ),
            (
                "F: ¦99999999999999999999",
                "The number for `F` is out of range.",
            ),
        ],
        Sort::Word => vec![
            ("F: ¦Sideways", "There is no `Sideways` for `F`."),
            (
                "F: ¦\"V\"",
                "A word without quotation marks is expected for `F`",
            ),
            (
                "F: ¦12",
                "A word without quotation marks is expected for `F`",
            ),
        ],
        Sort::List => vec![
            (
                "F: ¦\"none\"",
                "A list in square brackets is expected for `F`",
            ),
            ("F: ¦12", "A list in square brackets is expected for `F`"),
            ("F: ¦None", "A list in square brackets is expected for `F`"),
        ],
    });
    ways
}

/// Every mistake in every field of the table, and every field left out that may not be.
fn family() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for Sound {
        list,
        rest,
        field,
        value,
        sort,
    } in SOUND_FIELDS
    {
        for (way, sentence) in mistakes(*sort) {
            let fill = |text: &str| text.replace('F', field).replace('V', value);
            let item = format!(
                "        (\n            {rest},\n            {},\n        )",
                fill(way)
            );
            let text = format!("(\n    format: 1,\n    {list}: [\n{item},\n    ],\n)\n");
            cases.push((text, fill(sentence)));
        }
    }
    cases
}

#[test]
fn every_mistake_in_every_sort_of_field() {
    for Sound {
        list,
        rest,
        field,
        value,
        ..
    } in SOUND_FIELDS
    {
        let text = format!("(format: 1, {list}: [({rest}, {field}: {value})])");
        // Some of the rest may still be missing, but the field itself is right.
        if let Err(err) = read_record(text.into_bytes()) {
            assert!(err.sentence.contains("is missing"), "{}", err.report(list));
        }
    }
    let family = family();
    let written = FILES.len() + PEOPLE.len() + ITEMS.len();
    assert!(
        written + family.len() >= 300,
        "{written} written and {} made",
        family.len()
    );
    let mut wrong = Vec::new();
    for (text, sentence) in &family {
        let (before, after) = text.split_once('¦').unwrap();
        let place = (
            before.matches('\n').count() + 1,
            before.rsplit('\n').next().unwrap().chars().count() + 1,
        );
        match read_record(format!("{before}{after}").into_bytes()) {
            Ok(_) => wrong.push(format!("was read: {text}")),
            Err(err) => {
                if (err.place.line, err.place.column) != place || !err.sentence.contains(sentence) {
                    wrong.push(format!("wanted {place:?} {sentence}\n{}", err.report(text)));
                }
                for word in [
                    "struct",
                    "enum",
                    "variant",
                    "identifier",
                    "serde",
                    "expected `",
                ] {
                    if err.sentence.contains(word) {
                        wrong.push(format!("jargon: {}", err.sentence));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Damage to a sound text: bytes taken out, something put in, a part put in twice.
fn damaged(text: &str, cuts: &[(usize, usize, String)]) -> String {
    let mut text = text.to_owned();
    for (at, length, put) in cuts {
        let boundary = |offset: usize| {
            let offset = offset % (text.len() + 1);
            (0..=offset)
                .rev()
                .find(|&offset| text.is_char_boundary(offset))
                .unwrap_or_default()
        };
        let (from, to) = (boundary(*at), boundary(at.saturating_add(*length)));
        let (from, to) = (from.min(to), from.max(to));
        text.replace_range(from..to.min(from + 40), put);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..super::fixtures::cases() })]

    #[test]
    fn whatever_is_done_to_a_file_the_answer_is_a_sentence_with_a_place(
        cuts in proptest::collection::vec(
            (any::<usize>(), 0..12_usize, r#"[()\[\]{},:"'/*\\#a-zA-Z0-9._\n é]{0,4}"#),
            1..4,
        )
    ) {
        let text = damaged(SOUND, &cuts);
        if let Err(err) = read_record(text.clone().into_bytes()) {
            let lines: Vec<&str> = text.split('\n').collect();
            prop_assert!((1..=lines.len()).contains(&err.place.line), "{}", err.report("x"));
            let width = lines[err.place.line - 1].chars().count();
            prop_assert!((1..=width + 1).contains(&err.place.column), "{}", err.report("x"));
            prop_assert!(err.sentence.ends_with('.'), "{}", err.report("x"));
            for word in ["struct", "enum", "variant", "identifier", "serde"] {
                prop_assert!(!err.sentence.contains(word), "{}", err.report("x"));
            }
        }
    }
}

/// A sound record.
const SOUND: &str = r#"#![enable(implicit_some)]
(
    format: 1,
    organisation: (name: "A board", stage: Live, plan: (title: "P", starts: "2019", goal: "Good", by: "2022-03")),
    people: [
        // The chair.
        (id: "per-2019-7GK3QX", name: "Ann O'Neill", class: IndependentChair, terms: [(from: "2019-10-01")]),
    ],
    clauses: [
        (
            id: "cla-2019-7GK3QX",
            direction: "dir-2019-7GK3QX",
            reference: "3(b)",
            title: "Plan",
            kind: Recurring(every: Quarter, next: "2020-01-01"),
        ),
    ],
    actions: [
        (id: "act-2019-7GK3QX", number: 12, title: "Two
lines", original_due: "2020-01-31", status: OnTrack, illustrative: true),
    ],
    measures: [
        (
            id: "mea-2019-7GK3QX", title: "T", unit: Other("beds"), polarity: InRange(low: 1, high: 2.5),
            values: [(date: "2019-10-01", value: Number(12.5)), (date: "2019-11-01", value: Suppressed)],
        ),
    ],
)
"#;
