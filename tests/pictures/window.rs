//! The whole window: each section in both themes, one at zoom 150 %, the smallest window, the start
//! page and the questions.

use std::{path::Path, rc::Rc};

use egui::{Vec2, vec2};
use egui_kittest::{Harness, SnapshotResults};
use jiff::civil::date;
use trajectory::{
    app::{Command, Message, Modal, Outside},
    job::{Runner, pick::ScriptedPicker},
    model::SectionId,
    store::prefs::{DensityChoice, Prefs, PrefsFile, ThemeChoice},
    ui::TrajectoryApp,
};

#[derive(Clone, Copy)]
pub struct Look {
    pub theme: ThemeChoice,
    pub size: Vec2,
    pub zoom: u16,
}

pub const WIDE: Vec2 = vec2(1440.0, 900.0);

pub fn light(size: Vec2) -> Look {
    Look {
        theme: ThemeChoice::Light,
        size,
        zoom: 100,
    }
}

/// The program with a sample open, or on its start page.
pub fn program(look: &Look, sample: Option<&str>) -> Harness<'static, TrajectoryApp> {
    program_with(look, sample, Rc::new(ScriptedPicker::default()))
}

/// [`program`], with answers to what it asks for.
pub fn program_with(
    look: &Look,
    sample: Option<&str>,
    picker: Rc<ScriptedPicker>,
) -> Harness<'static, TrajectoryApp> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Nobody else's unsaved work is to be found in it.
    let folder = tempfile::TempDir::new().unwrap().path().to_owned();
    let first = sample.map(|sample| Message::Open(root.join("saves").join(sample)));
    started(&folder, look, first.into_iter().collect(), picker)
}

/// The program with its preferences and journals in a folder, started with these messages.
pub fn program_in(
    folder: &Path,
    look: &Look,
    first: Vec<Message>,
) -> Harness<'static, TrajectoryApp> {
    started(folder, look, first, Rc::new(ScriptedPicker::default()))
}

fn started(
    folder: &Path,
    look: &Look,
    first: Vec<Message>,
    picker: Rc<ScriptedPicker>,
) -> Harness<'static, TrajectoryApp> {
    let outside = Outside {
        clock: Box::new(|| date(2019, 9, 24).at(14, 32, 0, 0)),
        picker: Box::new(picker),
        jobs: Runner::inline(),
        place: trajectory::job::worker::Place::Here,
        prefs_file: PrefsFile::in_folder(folder),
        random: fastrand::Rng::with_seed(7),
    };
    let prefs = Prefs {
        theme: look.theme,
        density: DensityChoice::Comfortable,
        ..Prefs::default()
    };
    let theme = match look.theme {
        ThemeChoice::System | ThemeChoice::Light => egui::Theme::Light,
        ThemeChoice::Dark => egui::Theme::Dark,
    };
    let scale = f32::from(look.zoom) / 100.0;
    let mut harness = Harness::builder()
        .with_size(look.size / scale)
        .with_pixels_per_point(scale)
        .with_theme(theme)
        .with_max_steps(16)
        .with_render_cursor(false)
        .build_eframe(|creation| TrajectoryApp::new(&creation.egui_ctx, outside, prefs, first));
    harness.run();
    harness
}

/// Puts away what was said in passing: it is not part of a picture.
pub fn say_nothing(harness: &mut Harness<'static, TrajectoryApp>) {
    let said: Vec<u64> = {
        let notices = &harness.state().state().notices;
        notices.shown().map(|notice| notice.number).collect()
    };
    for number in said {
        send(harness, Message::Dismiss(number));
    }
}

pub fn send(harness: &mut Harness<'static, TrajectoryApp>, message: Message) {
    harness.state_mut().state_mut().dispatch(vec![message]);
    harness.run();
}

fn name(section: SectionId) -> String {
    section.title().to_lowercase().replace(' ', "-")
}

#[test]
fn sections_in_both_themes() {
    let mut results = SnapshotResults::new();
    for (theme, word) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let mut harness = program(
            &Look {
                theme,
                ..light(WIDE)
            },
            Some("worcestershire-2019.ron"),
        );
        for section in SectionId::ALL {
            send(&mut harness, Message::Run(Command::Goto(section)));
            results.add(harness.try_snapshot(format!("window-{}-{word}", name(section))));
        }
    }
}

#[test]
fn the_smallest_window_and_large_text() {
    let mut results = SnapshotResults::new();
    let mut small = program(&light(vec2(1024.0, 640.0)), Some("worcestershire-2019.ron"));
    for section in [
        SectionId::Overview,
        SectionId::Actions,
        SectionId::Directions,
        SectionId::Packs,
    ] {
        send(&mut small, Message::Run(Command::Goto(section)));
        results.add(small.try_snapshot(format!("window-{}-small", name(section))));
    }
    let zoomed = Look {
        zoom: 150,
        ..light(WIDE)
    };
    let mut zoomed = program(&zoomed, Some("worcestershire-2019.ron"));
    for section in [SectionId::Overview, SectionId::Board, SectionId::Packs] {
        send(&mut zoomed, Message::Run(Command::Goto(section)));
        results.add(zoomed.try_snapshot(format!("window-{}-zoomed", name(section))));
    }
}

#[test]
fn what_stands_at_the_beginning() {
    let mut results = SnapshotResults::new();
    let mut start = program(&light(WIDE), None);
    results.add(start.try_snapshot("window-start-light"));
    send(&mut start, Message::Run(Command::New));
    results.add(start.try_snapshot("window-new-light"));
    let mut sample = program(&light(WIDE), Some("worcestershire-2019.ron"));
    send(
        &mut sample,
        Message::Show(Some(Modal::Palette {
            query: "care".to_owned(),
            row: 1,
        })),
    );
    results.add(sample.try_snapshot("window-palette-light"));
    send(&mut sample, Message::Show(Some(Modal::Keys)));
    results.add(sample.try_snapshot("window-keys-light"));
}
