//! `trajectory pack`, `return` and `diff`: what they write, what they print, how they end.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use tempfile::TempDir;
use trajectory::cli::{self, Pack};

use super::support::repository;

const SAMPLE: &str = "saves/worcestershire-2019.ron";

fn asked(output: PathBuf) -> Pack {
    Pack {
        meeting: Some("2019-09-26".to_owned()),
        public: false,
        version: None,
        after: None,
        why: String::new(),
        attach: Vec::new(),
        merge: false,
        large_print: false,
        wanted: cli::Wanted::Whole,
        today: Err(date(2026, 1, 1)),
        output,
    }
}

fn run(file: &Path, how: &Pack) -> (u8, String) {
    let mut out = Vec::new();
    let code = cli::pack(file, how, &mut out, &mut Vec::new());
    (code, String::from_utf8(out).unwrap())
}

#[test]
fn a_pack_is_written_in_each_form_and_edition() {
    let folder = TempDir::new().unwrap();
    let sample = repository(SAMPLE);
    let frozen = folder.path().join("september.pack.ron");
    let (code, said) = run(&sample, &asked(frozen.clone()));
    assert_eq!(code, cli::CLEAN, "{said}");
    assert!(
        said.contains("version 1, of Shadow board, 26 Sep 2019"),
        "{said}"
    );
    // A frozen pack gives the same page as the record it was made of.
    let pages: Vec<String> = [&sample, &frozen]
        .into_iter()
        .enumerate()
        .map(|(place, from)| {
            let page = folder.path().join(format!("{place}.html"));
            let (code, said) = run(from, &asked(page.clone()));
            assert_eq!(code, cli::CLEAN, "{said}");
            std::fs::read_to_string(page).unwrap()
        })
        .collect();
    assert_eq!(pages[0], pages[1]);
    for name in ["public.html", "public.pack.ron"] {
        let output = folder.path().join(name);
        let mut how = asked(output.clone());
        how.public = true;
        let (code, said) = run(&frozen, &how);
        assert_eq!(code, cli::CLEAN, "{said}");
        assert!(
            !std::fs::read_to_string(output)
                .unwrap()
                .contains("Learning from placements that broke down")
        );
    }
    let mut later = asked(folder.path().join("two.pack.ron"));
    later.after = Some(frozen.clone());
    let (code, said) = run(&sample, &later);
    assert_eq!(code, cli::CLEAN, "{said}");
    assert!(said.contains("version 2"), "{said}");
}

#[test]
fn what_cannot_be_written_is_said_in_a_sentence_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let sample = repository(SAMPLE);
    let refused = |how: &Pack, says: &str| {
        let (code, said) = run(&sample, how);
        assert_eq!(code, cli::UNREADABLE, "{said}");
        assert!(
            said.contains(says) && said.trim_end().lines().count() == 1,
            "{said}"
        );
        assert!(!how.output.exists() || how.output == sample);
    };
    let page = || asked(folder.path().join("x.html"));
    let mut none = page();
    none.meeting = None;
    refused(&none, "--meeting");
    let mut wrong = page();
    wrong.meeting = Some("2019-09-27".to_owned());
    refused(&wrong, "no such meeting");
    let mut paper = page();
    paper.attach = vec!["4A".to_owned()];
    refused(&paper, "4A=plan.pdf");
    refused(&asked(folder.path().join("x.docx")), "the ending says");
    refused(
        &asked(folder.path().join("nowhere/x.html")),
        "no such file or folder",
    );
    let mut after = page();
    after.after = Some(sample.clone());
    refused(&after, "this is a record");
}

#[test]
fn a_frozen_pack_is_not_written_over_nor_the_file_it_is_made_of() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let mut how = asked(folder.path().join("one.pack.ron"));
    let (code, said) = run(&board, &how);
    assert_eq!(code, cli::CLEAN, "{said}");
    let first = std::fs::read(&how.output).unwrap();
    // The same again is the same file.
    assert_eq!(run(&board, &how).0, cli::CLEAN);
    how.version = Some(7);
    let (code, said) = run(&board, &how);
    assert!(
        code == cli::UNREADABLE && said.contains("a frozen pack is not written over"),
        "{said}"
    );
    how.wanted = cli::Wanted::Issue;
    assert_eq!(run(&board, &how).0, cli::UNREADABLE);
    assert_eq!(std::fs::read(&how.output).unwrap(), first);
    let linked = folder.path().join("linked.html");
    std::fs::hard_link(&board, &linked).unwrap();
    if cfg!(unix) {
        let (code, said) = run(&board, &asked(linked));
        assert!(
            code == cli::UNREADABLE && said.contains("the file it is made of"),
            "{said}"
        );
    }
    assert_eq!(
        std::fs::read(&board).unwrap(),
        std::fs::read(repository(SAMPLE)).unwrap()
    );
}

#[test]
fn a_return_is_written_for_a_quarter_that_has_begun() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("return.html");
    let written = |quarter: &str| {
        let today = Err(date(2026, 1, 1));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let sample = repository(SAMPLE);
        let code = cli::quarterly_return(&sample, quarter, &output, today, &mut out, &mut err);
        (code, String::from_utf8(out).unwrap())
    };
    for (quarter, says) in [("2019Q9", "not a quarter"), ("2020Q1", "has not begun")] {
        let (code, said) = written(quarter);
        assert_eq!(
            (code, said.contains(says)),
            (cli::UNREADABLE, true),
            "{said}"
        );
        assert!(!output.exists());
    }
    let (code, said) = written("2019Q3");
    assert_eq!(code, cli::CLEAN, "{said}");
    let page = std::fs::read_to_string(&output).unwrap();
    assert!(page.contains("Clause 3(b)") && page.contains("July to September 2019"));
}

#[test]
fn differences_are_printed_and_tell_by_the_exit_code() {
    let diff = |old: &str, new: &str| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = cli::diff(&repository(old), &repository(new), &mut out, &mut err);
        (code, String::from_utf8(out).unwrap())
    };
    assert_eq!(
        diff(SAMPLE, SAMPLE),
        (cli::CLEAN, "Nothing differs.\n".to_owned())
    );
    let (code, said) = diff(SAMPLE, "saves/worcestershire-2024.ron");
    assert_eq!(code, cli::FINDINGS);
    assert!(
        said.lines().count() > 20 && said.contains("Action 12"),
        "{said}"
    );
    assert_eq!(diff(SAMPLE, "saves/nothing.ron").0, cli::UNREADABLE);
}

#[test]
fn an_issue_is_entered_in_the_record_with_what_its_charts_say() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.ron");
    std::fs::copy(repository(SAMPLE), &board).unwrap();
    let record = || {
        let bytes = std::fs::read(&board).unwrap();
        trajectory::store::read::read_record(bytes).unwrap().record
    };
    let said = |record: &trajectory::model::Record| -> usize {
        record.measures.iter().map(|one| one.statements.len()).sum()
    };
    let before = record();
    let mut how = asked(folder.path().join("one.pack.ron"));
    how.wanted = cli::Wanted::Issue;
    let (code, text) = run(&board, &how);
    assert_eq!(code, cli::CLEAN, "{text}");
    assert!(text.contains("Version 1 recorded in"), "{text}");
    let after = record();
    assert!(said(&after) > said(&before));
    let issued = after.issued_packs.iter().next().unwrap().clone();
    assert_eq!((issued.version, issued.file.as_str()), (1, "one.pack.ron"));
    let bytes = std::fs::read(folder.path().join("one.pack.ron")).unwrap();
    let pack = trajectory::pack::freeze::read_pack(bytes).unwrap().pack;
    assert_eq!(pack.seal.whole, issued.hash);
    // The next one is version 2; an old number is refused, and a page is no issue.
    how.output = folder.path().join("two.pack.ron");
    let (code, text) = run(&board, &how);
    assert!(code == cli::CLEAN && text.contains("version 2"), "{text}");
    how.version = Some(1);
    assert_eq!(run(&board, &how).0, cli::UNREADABLE);
    how.version = None;
    how.output = folder.path().join("x.html");
    let (code, text) = run(&board, &how);
    assert!(
        code == cli::UNREADABLE && text.contains(".pack.ron"),
        "{text}"
    );
    assert_eq!(record().issued_packs.len(), 2);
}
