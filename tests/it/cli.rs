//! The headless commands: what they print and how they end.

use std::path::PathBuf;

use jiff::civil::{Date, date};
use tempfile::TempDir;
use trajectory::cli::{self, Form};

use super::support::repository;

const CALENDAR: Date = date(2026, 1, 1);

fn check(files: &[PathBuf]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::check(files, None, CALENDAR, &mut out, &mut err);
    assert!(err.is_empty());
    (code, String::from_utf8(out).unwrap())
}

#[expect(clippy::disallowed_methods, reason = "stands in for a person's editor")]
fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn findings_have_file_line_column_severity_and_rule() {
    let sample = repository("saves/worcestershire-2019.ron");
    let (code, text) = check(std::slice::from_ref(&sample));
    assert_eq!(code, cli::FINDINGS);
    let source = std::fs::read_to_string(&sample).unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("error[fee-terms-missing]"))
        .unwrap();
    let rest = line
        .strip_prefix(&format!("{}:", sample.display()))
        .unwrap();
    let (number, rest) = rest.split_once(':').unwrap();
    let written = source
        .lines()
        .nth(number.parse::<usize>().unwrap() - 1)
        .unwrap();
    assert!(
        written.contains("pay:") || written.contains("per-"),
        "points at: {written}"
    );
    assert!(rest.contains("Rob Morrison"), "{rest}");
    let numbers: Vec<usize> = text
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("{}:", sample.display())))
        .filter_map(|rest| rest.split(':').next()?.parse().ok())
        .collect();
    assert!(numbers.is_sorted(), "in the order of the file");
}

#[test]
fn a_record_with_notes_only_is_clean() {
    let folder = TempDir::new().unwrap();
    let empty = file(&folder, "empty.ron", "(\n    format: 1,\n)\n");
    let (code, text) = check(&[empty]);
    assert!(!text.contains("error["), "{text}");
    assert_eq!(code == cli::CLEAN, !text.contains("warning["), "{text}");
}

#[test]
fn an_unreadable_file_ends_with_two_and_shows_the_line() {
    let folder = TempDir::new().unwrap();
    let broken = file(
        &folder,
        "broken.ron",
        "(\n    format: 1,\n    actoins: [],\n)\n",
    );
    let missing = folder.path().join("missing.ron");
    let (code, text) = check(&[broken, missing]);
    assert_eq!(code, cli::UNREADABLE);
    assert!(text.contains("broken.ron:3:5: error:"), "{text}");
    assert!(
        text.contains("    actoins: [],") && text.contains('^'),
        "{text}"
    );
    assert!(text.contains("missing.ron: error: "), "{text}");
}

#[test]
fn what_is_wrong_in_substance_has_its_place_also_beside_an_unknown_field() {
    let folder = TempDir::new().unwrap();
    let text = "(
    format: 1,
    mood: \"good\",
    actions: [
        (
            id: \"act-2019-000001\",
            number: 1,
            title: \"Pl\u{200b}an\",
            detail: \"child Jane Smith waits for CAMHS\",
            original_due: \"2019-06-28\",
            measures: [\"mea-2019-000009\"],
        ),
    ],
)
";
    let (code, printed) = check(&[file(&folder, "odd.ron", text)]);
    assert_eq!(code, cli::UNREADABLE, "{printed}");
    for place in [
        "odd.ron:3:5: error: There is no field `mood` here.",
        "odd.ron:8:20: ",
        "odd.ron:9:21: ",
        "odd.ron:11:23: error[dangling-reference]",
    ] {
        assert!(printed.contains(place), "{place} in\n{printed}");
    }
    let twice = text.replace("    ],", "        (id: \"act-2019-000001\", number: 2, title: \"B\", original_due: \"2019-06-28\"),\n    ],");
    let twice = twice.replace("    mood: \"good\",\n", "");
    let (code, printed) = check(&[file(&folder, "twice.ron", &twice)]);
    assert_eq!(code, cli::UNREADABLE);
    assert!(
        printed.contains(
            "twice.ron:12:14: error: The id `act-2019-000001` stands here for the second time."
        ),
        "{printed}"
    );
}

#[test]
fn what_is_printed_cannot_steer_a_terminal() {
    let folder = TempDir::new().unwrap();
    let text = "(\n    format: 1,\n    organisation: (name: \"Board \u{1b}[31m\u{202e}\"),\n    x: 1,\n)\n";
    let (_, printed) = check(&[file(&folder, "odd.ron", text)]);
    let steering =
        |c: char| c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    assert!(!printed.contains(steering), "{printed:?}");
}

#[test]
fn curves_are_printed_as_text_and_as_json() {
    let sample = repository("saves/worcestershire-2019.ron");
    let curves = |only, form| {
        let mut out = Vec::new();
        cli::curves(
            &sample,
            only,
            form,
            Err(CALENDAR),
            &mut out,
            &mut Vec::new(),
        )?;
        Ok::<_, String>(out)
    };
    let out = curves(None, Form::Json).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 31);
    for field in [
        "parts",
        "rule",
        "point_type",
        "variation_icon",
        "assurance_icon",
        "words",
    ] {
        assert!(
            list.iter().all(|curve| curve.get(field).is_some()),
            "{field}"
        );
    }
    let out = curves(Some("Contacts decided within 24 hours"), Form::Text).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.starts_with("Contacts decided within 24 hours"),
        "{text}"
    );
    assert!(
        curves(Some("Nothing"), Form::Text)
            .unwrap_err()
            .contains("no measure")
    );
}
