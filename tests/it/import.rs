//! `trajectory import` through its library function: what it prints, what it writes, how it ends.

use jiff::civil::{Date, date};
use tempfile::TempDir;
use trajectory::{
    cli::{self, CLEAN, FINDINGS, Import, UNREADABLE},
    model::{Measure, Reading, Record},
    store::read,
};

use super::support::repository;

const TODAY: Date = date(2019, 9, 24);
const TITLE: &str = "Return interviews within 72 hours";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(figures: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let sample = repository("saves/worcestershire-2019.ron");
        std::fs::copy(sample, folder.path().join("board.ron")).unwrap();
        std::fs::write(folder.path().join("figures.csv"), figures).unwrap();
        Self { folder }
    }

    #[expect(
        clippy::fn_params_excessive_bools,
        reason = "the command's own switches"
    )]
    fn import(&self, dry_run: bool, partial: bool) -> (u8, String) {
        let how = Import {
            dry_run,
            partial,
            today: Ok(TODAY),
        };
        let mut out = Vec::new();
        let record = self.folder.path().join("board.ron");
        let code = cli::import(
            &record,
            &self.folder.path().join("figures.csv"),
            how,
            &mut out,
        );
        (code, String::from_utf8(out).unwrap())
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("board.ron")).unwrap()
    }

    fn record(&self) -> Record {
        read::read_record(self.text().into_bytes()).unwrap().record
    }

    fn measure(&self) -> Measure {
        let record = self.record();
        let found = record
            .measures
            .iter()
            .find(|measure| measure.title == TITLE);
        found.unwrap().clone()
    }
}

#[test]
fn sound_figures_are_written_into_the_file_and_nothing_else_is() {
    let desk = Desk::new(&format!(
        "measure,date,value\n{TITLE},Jul 2017,81\n{TITLE},Sep 2017,84 %\n"
    ));
    let before = desk.text();
    let (code, out) = desk.import(true, false);
    assert_eq!(code, CLEAN, "{out}");
    assert!(
        out.contains("figures.csv:2: add: Return interviews within 72 hours, 31 Jul 2017: 81 %")
    );
    assert!(
        out.contains(": revise: ") && out.contains("83 % → 84 %"),
        "{out}"
    );
    assert!(out.contains("2 figures would be recorded."));
    assert_eq!(desk.text(), before, "a dry run writes nothing");
    let (code, out) = desk.import(false, false);
    assert_eq!(code, CLEAN, "{out}");
    let measure = desk.measure();
    assert_eq!(measure.values[0].date, date(2017, 7, 31));
    let revised = &measure.values[1];
    assert_eq!(revised.reading, Reading::Number(84.0));
    assert_eq!(revised.revisions[0].was, Reading::Number(83.0));
    assert_eq!(revised.revisions[0].until, TODAY);
    assert!(revised.revisions[0].why.contains("figures.csv"));
    let kept = before
        .lines()
        .filter(|line| desk.text().contains(*line))
        .count();
    assert!(
        kept + 1 >= before.lines().count(),
        "the rest of the file stays"
    );
    let (code, out) = desk.import(false, false);
    assert_eq!(
        (code, out.contains("Nothing to record.")),
        (CLEAN, true),
        "{out}"
    );
}

#[test]
fn a_refused_figure_keeps_all_out_unless_partial() {
    let desk = Desk::new(&format!(
        "measure,date,value\n{TITLE},Jul 2017,81\n{TITLE},Aug 2017,810\nNo\u{1b}[31msuch,Aug 2017,1\n"
    ));
    let before = desk.text();
    let (code, out) = desk.import(false, false);
    assert_eq!((code, desk.text() == before), (FINDINGS, true));
    assert!(out.contains("figures.csv:3: refuse: "), "{out}");
    assert!(out.contains("between 0 and 100") && out.contains("Nothing was written"));
    assert!(
        !out.contains('\u{1b}') && out.contains("\\u{1b}[31m"),
        "{out}"
    );
    let (code, _) = desk.import(false, true);
    assert_eq!(code, FINDINGS);
    assert_eq!(desk.measure().values[0].reading, Reading::Number(81.0));
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let desk = Desk::new("nothing\nlike a table\n");
    assert_eq!(desk.import(false, false).0, UNREADABLE);
    std::fs::write(desk.folder.path().join("figures.csv"), b"a,\xa31").unwrap();
    let (code, out) = desk.import(false, false);
    assert_eq!((code, out.contains("UTF-8")), (UNREADABLE, true));
    std::fs::write(desk.folder.path().join("board.ron"), "(").unwrap();
    assert_eq!(desk.import(false, false).0, UNREADABLE);
}
