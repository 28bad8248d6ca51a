//! The commands and a record of a newer format: those that only read it read what they understand and
//! say so beside what they print; those that would change it refuse. Its file stays as it is.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use tempfile::TempDir;
use trajectory::{
    cli::{self, Form, Format, Import, ImportActions, Pack, Wanted},
    job::worker::Place,
};

use super::support::repository;

const TODAY: Result<Date, Date> = Err(date(2026, 1, 1));

/// The sample as a newer version might have written it, in a folder of its own.
struct Newer {
    folder: TempDir,
    text: String,
}

impl Newer {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let text = std::fs::read_to_string(sample()).unwrap();
        let text = text.replacen("    format: 1,", "    format: 2, novelty: [(a: 7)],", 1);
        std::fs::write(folder.path().join("board.ron"), &text).unwrap();
        Self { folder, text }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn record(&self) -> PathBuf {
        self.path("board.ron")
    }

    /// The line that says the format, and holds a field of that format.
    fn line(&self) -> usize {
        let mut lines = self.text.lines();
        lines.position(|line| line.contains("novelty")).unwrap() + 1
    }

    /// What was said beside: one sentence in one line, about the format.
    fn says_so(&self, err: &[u8]) {
        let said = std::str::from_utf8(err).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        let left_out = format!("not known here, at line {}, was left out.", self.line());
        for words in [
            "board.ron: note: The record was written by a newer version",
            "its format is 2, this program reads up to 1",
            &left_out,
        ] {
            assert!(said.contains(words), "{said}");
        }
        assert_eq!(said.matches(". ").count(), 0, "{said}");
    }

    /// The file is as it was written, and nothing has come to stand beside it but these.
    fn untouched(&self, beside: &[&str]) {
        assert_eq!(std::fs::read_to_string(self.record()).unwrap(), self.text);
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name != "board.ron").collect();
        names.sort();
        assert_eq!(names, beside);
    }
}

fn sample() -> PathBuf {
    repository("saves/worcestershire-2019.ron")
}

fn asked(output: PathBuf, wanted: Wanted) -> Pack {
    Pack {
        meeting: Some("2019-09-26".to_owned()),
        public: false,
        version: None,
        after: None,
        why: String::new(),
        attach: Vec::new(),
        merge: false,
        large_print: false,
        wanted,
        today: TODAY,
        output,
    }
}

#[test]
fn it_is_checked_and_never_clean() {
    let newer = Newer::new();
    let check = |file: PathBuf| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = cli::check(&[file], None, date(2026, 1, 1), &mut out, &mut err);
        (code, String::from_utf8(out).unwrap(), err)
    };
    let (code, found, err) = check(newer.record());
    assert_eq!(code, cli::FINDINGS, "{found}");
    newer.says_so(&err);
    let (_, of_ours, _) = check(sample());
    let findings = |text: &str| text.lines().filter(|line| line.contains("]: ")).count();
    assert!(findings(&of_ours) > 0);
    assert_eq!(findings(&found), findings(&of_ours));
    let unknown = format!(
        "board.ron:{}:16: error: There is no field `novelty` here.",
        newer.line()
    );
    assert!(found.contains(&unknown), "{found}");
    let bare = newer.path("bare.ron");
    std::fs::write(&bare, "(\n    format: 2,\n)\n").unwrap();
    let (code, _, err) = check(bare);
    assert_eq!(code, cli::FINDINGS);
    let said = String::from_utf8(err).unwrap();
    assert!(said.contains("some may mean something else."), "{said}");
    newer.untouched(&["bare.ron"]);
}

#[test]
fn curves_exports_and_differences_are_those_of_what_is_understood() {
    let newer = Newer::new();
    let curves = |file: &Path, err: &mut Vec<u8>| {
        let mut out = Vec::new();
        cli::curves(file, None, Form::Json, TODAY, &mut out, err).unwrap();
        out
    };
    let mut err = Vec::new();
    assert_eq!(
        curves(&newer.record(), &mut err),
        curves(&sample(), &mut Vec::new())
    );
    newer.says_so(&err);

    let mut err = Vec::new();
    let to = newer.path("out.ics");
    cli::export(&newer.record(), Format::Calendar, &to, TODAY, &mut err).unwrap();
    newer.says_so(&err);

    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::diff(&newer.record(), &sample(), &mut out, &mut err);
    assert_eq!((code, &out[..]), (cli::CLEAN, &b"Nothing differs.\n"[..]));
    newer.says_so(&err);
    newer.untouched(&["out.ics"]);
}

#[test]
fn pages_are_made_of_it_and_no_frozen_pack() {
    let newer = Newer::new();
    for (name, public) in [("directors.html", false), ("public.html", true)] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let how = Pack {
            public,
            ..asked(newer.path(name), Wanted::Whole)
        };
        let code = cli::pack(&newer.record(), &how, &mut out, &mut err);
        assert_eq!(code, cli::CLEAN, "{}", String::from_utf8_lossy(&out));
        newer.says_so(&err);
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let to = newer.path("return.html");
    let code = cli::quarterly_return(&newer.record(), "2019Q3", &to, TODAY, &mut out, &mut err);
    assert_eq!(code, cli::CLEAN);
    newer.says_so(&err);

    let how = asked(newer.path("x.pack.ron"), Wanted::Whole);
    let mut out = Vec::new();
    let code = cli::pack(&newer.record(), &how, &mut out, &mut Vec::new());
    let said = String::from_utf8(out).unwrap();
    assert_eq!(code, cli::UNREADABLE, "{said}");
    assert!(said.contains("Nothing was written"), "{said}");
    newer.untouched(&["directors.html", "public.html", "return.html"]);
}

#[test]
fn what_would_change_it_refuses() {
    let newer = Newer::new();
    std::fs::write(newer.path("figures.csv"), "measure,date,value\n").unwrap();
    std::fs::write(
        newer.path("plan.csv"),
        "Action,Owner,Due,Status\nWrite,,,\n",
    )
    .unwrap();
    let record = newer.record();
    let place = format!("board.ron:{}:13: error: ", newer.line());
    let refused = |run: &dyn Fn(&mut Vec<u8>) -> u8| {
        let mut out = Vec::new();
        let code = run(&mut out);
        let said = String::from_utf8(out).unwrap();
        assert_eq!(code, cli::UNREADABLE, "{said}");
        assert!(
            said.contains(&place) && said.contains("newer version"),
            "{said}"
        );
        newer.untouched(&["figures.csv", "plan.csv"]);
    };
    refused(&|out| {
        let how = Import {
            dry_run: false,
            partial: true,
            today: TODAY,
        };
        cli::import(&record, &newer.path("figures.csv"), how, out)
    });
    refused(&|out| {
        let how = ImportActions {
            dry_run: false,
            partial: true,
            reason: String::new(),
            today: TODAY,
            place: Place::Here,
        };
        cli::import_actions(&record, &newer.path("plan.csv"), &how, || 7, out)
    });
    refused(&|out| {
        let how = asked(newer.path("x.pack.ron"), Wanted::Issue);
        cli::pack(&record, &how, out, &mut Vec::new())
    });
}
