//! The pages of packs beyond the section itself: what is in a part, a second version, a frozen pack
//! opened; and the questions of what is exported and read in.

use std::{rc::Rc, time::Duration};

use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use trajectory::{
    app::{Command, Format, Message, Modal, PackAsk},
    job::{Answer, pick::ScriptedPicker},
    model::SectionId,
    pack::tables::Register,
    store::prefs::ThemeChoice,
    ui::TrajectoryApp,
};

use super::window::{Look, WIDE, light, program, program_with, send};

const SAMPLE: &str = "worcestershire-2019.ron";
const FROZEN: &str = "worcestershire-2019-09-26.pack.ron";

/// A list of actions as a council keeps it: a title, a move, a row without a date.
const LIST: &str = "Improvement plan,,,,\n\
    Ref,Action,Lead officer,Due date,RAG\n\
    ,Write to every foster carer about the new panel,Fostering manager,31/10/2019,Green\n\
    ,Agree a protocol with the district councils on homeless care leavers,Head of corporate \
    parenting,15/11/2019,Amber\n\
    ,Find a lead for transitions,,,\n";

fn dark() -> Look {
    Look {
        theme: ThemeChoice::Dark,
        ..light(WIDE)
    }
}

fn press(harness: &mut Harness<'static, TrajectoryApp>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn parts_and_their_items() {
    let mut results = SnapshotResults::new();
    for (look, word) in [(light(WIDE), "light"), (dark(), "dark")] {
        let mut harness = program(&look, Some(SAMPLE));
        send(&mut harness, Message::Run(Command::Goto(SectionId::Packs)));
        press(
            &mut harness,
            "Show what is in Bed and breakfast, standing concern",
        );
        press(&mut harness, "Include Access to mental-health services");
        press(
            &mut harness,
            "Show what is in Approve the interim business plan",
        );
        results.add(harness.try_snapshot(format!("packs-items-{word}")));
    }
}

#[test]
fn a_second_version_with_a_paper() {
    let folder = tempfile::TempDir::new().unwrap();
    let (first, plan) = (
        folder.path().join("a.pack.ron"),
        folder.path().join("plan.pdf"),
    );
    std::fs::write(&plan, "%PDF-1.7 no page is looked at before the issue").unwrap();
    let answers = [first, plan].map(|path| Answer {
        path: Some(path),
        took: Duration::from_secs(2),
    });
    let picker = Rc::new(ScriptedPicker::new(answers));
    let mut harness = program_with(&light(WIDE), Some(SAMPLE), picker);
    send(&mut harness, Message::Run(Command::Goto(SectionId::Packs)));
    send(&mut harness, Message::Packs(PackAsk::Issue));
    send(
        &mut harness,
        Message::Packs(PackAsk::Attach("4A".to_owned())),
    );
    press(
        &mut harness,
        "Show what is in Approve the interim business plan",
    );
    let mut results = SnapshotResults::new();
    results.add(harness.try_snapshot("packs-second-light"));
}

#[test]
fn a_frozen_pack_opened() {
    let mut results = SnapshotResults::new();
    for (look, word) in [(light(WIDE), "light"), (dark(), "dark")] {
        let mut harness = program(&look, Some(FROZEN));
        results.add(harness.try_snapshot(format!("packs-opened-{word}")));
        if word == "light" {
            send(
                &mut harness,
                Message::Run(Command::Goto(SectionId::Meetings)),
            );
            results.add(harness.try_snapshot("packs-opened-meetings-light"));
            send(&mut harness, Message::Run(Command::Goto(SectionId::Packs)));
            results.add(harness.try_snapshot("packs-opened-packs-light"));
        }
    }
}

#[test]
fn exports_are_asked_for() {
    let mut results = SnapshotResults::new();
    for (look, word) in [(light(WIDE), "light"), (dark(), "dark")] {
        let mut harness = program(&look, Some(SAMPLE));
        let table = Format::Text(Register::default());
        for (format, form) in [(Format::Workbook, "workbook"), (table, "table")] {
            send(&mut harness, Message::Show(Some(Modal::Export(format))));
            results.add(harness.try_snapshot(format!("export-{form}-{word}")));
        }
    }
}

#[test]
fn actions_are_looked_at_before_they_are_read_in() {
    let mut results = SnapshotResults::new();
    for (look, word) in [(light(WIDE), "light"), (dark(), "dark")] {
        let folder = tempfile::TempDir::new().unwrap();
        let list = folder.path().join("improvement-plan.csv");
        std::fs::write(&list, LIST).unwrap();
        let answer = Answer {
            path: Some(list),
            took: Duration::from_secs(2),
        };
        let picker = Rc::new(ScriptedPicker::new([answer]));
        let mut harness = program_with(&look, Some(SAMPLE), picker);
        send(&mut harness, Message::Run(Command::ReadActions));
        results.add(harness.try_snapshot(format!("actions-in-{word}")));
    }
}

#[test]
fn a_warning_is_noted_for_the_chair() {
    let mut results = SnapshotResults::new();
    for (look, word) in [(light(WIDE), "light"), (dark(), "dark")] {
        let mut harness = program(&look, Some(SAMPLE));
        send(&mut harness, Message::Run(Command::Goto(SectionId::Packs)));
        let verb = harness.query_all_by_label("Note why it stands…").next();
        verb.unwrap().click_accesskit();
        harness.run();
        results.add(harness.try_snapshot(format!("packs-noting-{word}")));
    }
}
