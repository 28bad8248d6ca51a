//! How the record is kept safe: reading only, unsaved work that was found, two states brought
//! together, earlier versions.

use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

use egui::{Vec2, vec2};
use egui_kittest::{Harness, SnapshotResults, kittest::Queryable as _};
use jiff::civil::date;
use tempfile::TempDir;
use trajectory::{
    app::{Command, Message, Outside},
    edit::Edit,
    job::{Runner, pick::ScriptedPicker},
    model::Action,
    store::prefs::{Prefs, PrefsFile, ThemeChoice},
    ui::TrajectoryApp,
};

const WIDE: Vec2 = vec2(1440.0, 900.0);
const SMALL: Vec2 = vec2(1024.0, 640.0);

type Program = Harness<'static, TrajectoryApp>;

/// A folder with a copy of the sample.
fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("board.ron");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(root.join("saves/worcestershire-2019.ron"), &path).unwrap();
    (folder, path)
}

fn program(folder: &TempDir, theme: ThemeChoice, size: Vec2, first: Vec<Message>) -> Program {
    let outside = Outside {
        clock: Box::new(|| date(2019, 9, 24).at(14, 32, 0, 0)),
        picker: Box::new(Rc::new(ScriptedPicker::default())),
        jobs: Runner::inline(),
        prefs_file: PrefsFile::in_folder(&folder.path().join("config")),
        random: fastrand::Rng::with_seed(7),
    };
    let prefs = Prefs {
        theme,
        ..Prefs::default()
    };
    let shown = match theme {
        ThemeChoice::System | ThemeChoice::Light => egui::Theme::Light,
        ThemeChoice::Dark => egui::Theme::Dark,
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(shown)
        .with_max_steps(16)
        .with_render_cursor(false)
        .build_eframe(|creation| TrajectoryApp::new(&creation.egui_ctx, outside, prefs, first));
    harness.run();
    harness
}

fn send(harness: &mut Program, message: Message) {
    harness.state_mut().state_mut().dispatch(vec![message]);
    harness.run();
}

fn click(harness: &mut Program, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn edit_owners(harness: &mut Program, numbers: &[u32], owner: &str) {
    for &number in numbers {
        let record = harness.state().state().document.as_ref().unwrap().record();
        let action = record.actions.iter().find(|a| a.number == number).unwrap();
        let action = Action {
            owner: owner.to_owned(),
            ..action.clone()
        };
        send(harness, Message::Edit(Edit::from(action)));
    }
}

/// The file as somebody else leaves it.
fn they_write(path: &Path, harness: &mut Program) {
    let text = std::fs::read_to_string(path).unwrap();
    let record = harness.state().state().document.as_ref().unwrap().record();
    let action = record.actions.iter().find(|a| a.number == 12).unwrap();
    let kept = harness
        .state()
        .state()
        .document
        .as_ref()
        .unwrap()
        .kept
        .clone();
    let before = kept
        .unwrap()
        .record
        .actions
        .get(action.id)
        .unwrap()
        .owner
        .clone();
    let text = text
        .replace(&format!("owner: \"{before}\""), "owner: \"Head of care\"")
        .replace(
            "Worcestershire Children First",
            "Worcestershire Children First Ltd",
        );
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
    harness.state().state().look_at_file();
    harness.run();
}

#[test]
fn reading_only() {
    let mut results = SnapshotResults::new();
    for (theme, size, word) in [
        (ThemeChoice::Light, WIDE, "light"),
        (ThemeChoice::Dark, SMALL, "dark-small"),
        (ThemeChoice::Light, WIDE / 1.5, "150"),
    ] {
        let (folder, path) = folder();
        let mut rights = std::fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(&path, rights).unwrap();
        let mut harness = program(&folder, theme, size, vec![Message::Open(path)]);
        let record = harness.state().state().document.as_ref().unwrap().record();
        let action = record.actions.iter().find(|a| a.number == 12).unwrap().id;
        send(
            &mut harness,
            Message::Go(trajectory::app::Route::item(action.into())),
        );
        results.add(harness.try_snapshot(format!("keeping-read-only-{word}")));
    }
}

#[test]
fn unsaved_work_that_was_found() {
    let mut results = SnapshotResults::new();
    for (theme, size, word) in [
        (ThemeChoice::Light, WIDE, "light"),
        (ThemeChoice::Dark, WIDE, "dark"),
        (ThemeChoice::Light, SMALL, "small"),
    ] {
        let (folder, path) = folder();
        let mut crashed = program(&folder, theme, size, vec![Message::Open(path.clone())]);
        edit_owners(&mut crashed, &[3, 7, 12], "Head of housing");
        drop(crashed);
        let mut harness = program(&folder, theme, size, Vec::new());
        results.add(harness.try_snapshot(format!("keeping-start-{word}")));
        click(&mut harness, "See the edits");
        results.add(harness.try_snapshot(format!("keeping-found-{word}")));
        click(&mut harness, "Throw away…");
        results.add(harness.try_snapshot(format!("keeping-throw-away-{word}")));
    }
}

#[test]
fn two_states_brought_together() {
    let mut results = SnapshotResults::new();
    for (theme, size, word) in [
        (ThemeChoice::Light, WIDE, "light"),
        (ThemeChoice::Dark, WIDE, "dark"),
        (ThemeChoice::Light, SMALL, "small"),
    ] {
        let (folder, path) = folder();
        let mut harness = program(&folder, theme, size, vec![Message::Open(path.clone())]);
        edit_owners(&mut harness, &[3, 7, 12], "Head of housing");
        they_write(&path, &mut harness);
        results.add(harness.try_snapshot(format!("keeping-merge-{word}")));
    }
}

#[test]
fn earlier_versions() {
    let mut results = SnapshotResults::new();
    let (folder, path) = folder();
    let mut harness = program(&folder, ThemeChoice::Light, WIDE, vec![Message::Open(path)]);
    for owner in ["Head of housing", "Head of care"] {
        edit_owners(&mut harness, &[3, 7, 12], owner);
        send(&mut harness, Message::Run(Command::Save));
    }
    send(&mut harness, Message::Run(Command::Versions));
    // The moments are those of the run: only the shape of the screen is looked at.
    assert!(harness.query_all_by_label("Look").count() == 2);
    harness.query_all_by_label("Look").next().unwrap().click();
    harness.run();
    assert!(harness.query_by_label("Back to the record").is_some());
    results.add(Ok(()));
}
