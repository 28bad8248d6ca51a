//! Later versions: sheets of changes of both editions, papers merged or travelling inside, and what
//! the command line says of them.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use jiff::civil::date;
use tempfile::TempDir;
use trajectory::{
    model::{Record, Restriction},
    pack::{
        compose::{compose_public, supplement},
        freeze::{Frozen, Request, freeze, read_pack},
        leak, pdf, plain,
        public::PublicPack,
    },
    store::write::record_text,
};

use super::support::{a_day_later, sample, september};

const WHY: &str = "Bank reconciliation finished late";

fn pack(record: &Record, previous: Option<&Frozen>) -> Frozen {
    freeze(Request {
        previous,
        why: WHY.to_owned(),
        ..Request::of(record, september(record).id, date(2019, 9, 25))
    })
    .unwrap()
}

/// A day later, and the restricted item changed in every way.
fn changed(record: &Record) -> Record {
    let mut later = a_day_later(record);
    let mut meeting = september(&later);
    for item in &mut meeting.agenda {
        if item.restricted.is_some() {
            "A secret name of the item".clone_into(&mut item.title);
            item.papers[0].received = None;
            "A secret name of its paper".clone_into(&mut item.papers[0].title);
        }
    }
    later.put(meeting.into());
    later
}

#[test]
fn the_public_has_a_sheet_of_its_own_that_is_silent() {
    let record = sample();
    let first = pack(&record, None);
    let second = pack(&changed(&record), Some(&first));
    let public = PublicPack::of(&second).unwrap();
    let sheet = supplement(public.pack()).unwrap();
    let text = plain::outline(&sheet);
    for said in [
        "# S Changes since version 1",
        "| 8A | New paper | Finance report to August | Late | Received |",
        "New item | Urgent business",
        "4 Oct 2019",
        "Public edition. Version 2",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    for never in ["secret", WHY, "legal advice", "| 9", "Why late"] {
        assert!(!text.contains(never), "{never}\n{text}");
    }
    leak::refuse(&plain::strings(&sheet), public.withheld()).unwrap();
    let whole = compose_public(&public);
    assert_eq!(whole.parts[0].label, "S", "it leads the edition too");
    // The chain of the public edition is its own: no hash of what directors have.
    let before = PublicPack::of(&first).unwrap();
    let previous = public.pack().issue.previous.as_ref().unwrap();
    assert_eq!(previous.hash, before.pack().seal.whole);
    let frozen = public.pack().text().unwrap();
    for hash in [&first.seal.whole, &first.seal.record, &second.seal.record] {
        assert!(!frozen.contains(hash.as_str()));
    }
    // A public pack that is opened and made public again says the same.
    let opened = read_pack(frozen.into_bytes()).unwrap();
    assert!(opened.is_sound(), "{:?}", opened.changed);
    let again = PublicPack::of(&opened.pack).unwrap();
    assert_eq!(plain::outline(&supplement(again.pack()).unwrap()), text);
    // The first version has no sheet, and labels are those of the whole pack.
    assert!(supplement(before.pack()).is_none());
    for part in &before.pack().issue.contents.parts {
        assert!(public.pack().issue.contents.parts.contains(part));
    }
}

#[test]
fn what_is_restricted_since_is_not_told_as_withdrawn() {
    let record = sample();
    let first = pack(&record, None);
    let mut later = record.clone();
    let mut meeting = september(&record);
    let mut items = meeting.agenda.iter_mut();
    let item = items.find(|item| item.number == "8").unwrap();
    let (title, paper) = (item.title.clone(), item.papers[0].title.clone());
    item.restricted = Some(Restriction {
        code: "s.43".to_owned(),
        reason: "Commercial".to_owned(),
        reviewer: String::new(),
        review_on: None,
    });
    later.put(meeting.into());
    let second = pack(&later, Some(&first));
    let public = PublicPack::of(&second).unwrap();
    let text = supplement(public.pack()).map_or_else(String::new, |one| plain::outline(&one));
    assert!(!text.contains(&title) && !text.contains(&paper), "{text}");
    assert!(!text.contains("| 8"), "{text}");
}

fn run(arguments: &[&str]) -> (bool, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_trajectory"))
        .arg("pack")
        .args(arguments)
        .output()
        .unwrap();
    (out.status.success(), String::from_utf8(out.stdout).unwrap())
}

/// Two versions as files, and a paper.
fn files(folder: &Path) -> (PathBuf, PathBuf) {
    let record = sample();
    let (old, new) = (folder.join("old.pack.ron"), folder.join("new.ron"));
    std::fs::write(&old, pack(&record, None).text().unwrap()).unwrap();
    std::fs::write(&new, record_text(&changed(&record)).unwrap()).unwrap();
    (old, new)
}

#[test]
fn sheets_papers_and_large_print_are_written_from_the_command_line() {
    let folder = TempDir::new().unwrap();
    let (old, new) = files(folder.path());
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let paper = folder.path().join("plan.pdf");
    let to = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let meeting = ["--meeting", "2019-09-26", "--after", old, "--why", WHY];
    let made = |more: &[&str], name: &str| {
        let output = to(name);
        let mut arguments = vec![new, "-o", &output];
        arguments.extend(meeting);
        arguments.extend(more);
        let (well, said) = run(&arguments);
        assert!(well, "{said}");
        (std::fs::read(output).unwrap(), said)
    };
    let (sheet, said) = made(&["--supplement"], "sheet.pdf");
    std::fs::write(&paper, &sheet).unwrap();
    assert!(
        said.contains("sheet of changes, directors’ edition, version 2"),
        "{said}"
    );
    let text = pdf::strings(&sheet).unwrap().join(" ");
    assert!(text.contains("S-1") && text.contains(WHY));
    let (sheet, said) = made(&["--supplement", "--public"], "public.pdf");
    assert!(said.contains("sheet of changes, public edition"), "{said}");
    let text = pdf::strings(&sheet).unwrap().join(" ");
    assert!(text.contains("S-1") && !text.contains(WHY));
    // Attached it travels inside; merged it stands page by page, with the label of the paper.
    let attach = format!("4A={}", paper.to_str().unwrap());
    let (inside, _) = made(&["--attach", &attach], "inside.pdf");
    let strings = pdf::strings(&inside).unwrap();
    assert!(strings.iter().any(|one| one == "4A-plan.pdf"));
    assert!(strings.iter().any(|one| one.contains("pdfaid")), "PDF/A-3a");
    let (merged, _) = made(&["--attach", &attach, "--merge"], "merged.pdf");
    let strings = pdf::strings(&merged).unwrap();
    assert!(
        !strings
            .iter()
            .any(|one| one == "4A-plan.pdf" || one.contains("pdfuaid"))
    );
    let all = pdf::squeeze(&strings.join(" "));
    for said in [
        "4A-1",
        "Merged file, not PDF/UA",
        "Follows its item, page by page",
    ] {
        assert!(all.contains(&pdf::squeeze(said)), "{said}");
    }
    let (large, _) = made(&["--large-print"], "large.pdf");
    assert!(large.len() != inside.len());
}

#[test]
fn the_terminal_names_what_was_replaced_and_only_hashes_of_its_own() {
    let folder = TempDir::new().unwrap();
    let mut record = sample();
    let mut action = record.actions.iter().next().unwrap().clone();
    action.title = "Smile \u{1F600}, they said".to_owned();
    record.put(action.into());
    let (from, output) = (folder.path().join("r.ron"), folder.path().join("p.pdf"));
    std::fs::write(&from, record_text(&record).unwrap()).unwrap();
    let (from, output) = (from.to_str().unwrap(), output.to_str().unwrap());
    let directors = ["--meeting", "2019-09-26", "-o", output, from];
    let (well, said) = run(&directors);
    assert!(well, "{said}");
    assert!(
        said.contains("[U+1F600] stands") && said.contains("cannot be printed"),
        "{said}"
    );
    let frozen = pack(&record, None);
    assert!(said.contains(&frozen.seal.record), "{said}");
    let mut public = directors.to_vec();
    public.push("--public");
    let (well, said) = run(&public);
    assert!(well, "{said}");
    assert!(!said.contains(&frozen.seal.record), "{said}");
    let own = PublicPack::of(&frozen).unwrap();
    assert!(said.contains(&own.pack().seal.record), "{said}");
    // Without a version before there is no sheet, and nothing is written.
    let sheet = folder.path().join("none.pdf");
    let arguments = [
        from,
        "--meeting",
        "2019-09-26",
        "--supplement",
        "-o",
        sheet.to_str().unwrap(),
    ];
    let (well, said) = run(&arguments);
    assert!(
        !well && said.contains("There is no sheet of changes"),
        "{said}"
    );
    assert!(!sheet.exists());
}
