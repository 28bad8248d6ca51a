//! The page of pasted figures over the whole window.

use std::{rc::Rc, sync::Arc};

use egui::{Theme, vec2};
use egui_kittest::{Harness, SnapshotResults};
use jiff::civil::date;
use tempfile::TempDir;
use trajectory::{
    app::{Command, FiguresAsk, Message, Outside, Pasted},
    job::{Runner, pick::ScriptedPicker},
    store::prefs::{Prefs, PrefsFile, ThemeChoice},
    ui::TrajectoryApp,
};

const TEXT: &str = "measure,date,value,numerator,denominator
Return interviews within 72 hours,Jul 2017,81,,
Return interviews within 72 hours,Aug 2017,810,,
Return interviews within 72 hours,Sep 2017,84,,
Return interviews within 72 hours,Oct 2017,82,,
Return interviews in 72 hours,Nov 2017,82,,
Return interviews within 72 hours,Dec 2017,38,,
Return interviews within 72 hours,Jun 2017,0.83,,
Care leavers in bed and breakfast,24/09/2019,c,,
Care leavers in bed and breakfast,Oct 2019,3,,
";

fn picture(
    name: &str,
    (width, height): (f32, f32),
    theme: Theme,
    text: Option<&str>,
) -> SnapshotResults {
    let folder = TempDir::new().expect("a folder");
    let outside = Outside {
        clock: Box::new(|| date(2019, 9, 24).at(14, 32, 0, 0)),
        picker: Box::new(Rc::new(ScriptedPicker::default())),
        jobs: Runner::inline(),
        place: trajectory::job::worker::Place::Here,
        prefs_file: PrefsFile::in_folder(folder.path()),
        random: fastrand::Rng::with_seed(7),
    };
    let prefs = Prefs {
        theme: match theme {
            Theme::Light => ThemeChoice::Light,
            Theme::Dark => ThemeChoice::Dark,
        },
        ..Prefs::default()
    };
    let first = vec![
        Message::Run(Command::OpenSample),
        Message::Run(Command::PasteFigures),
    ];
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_theme(theme)
        .with_max_steps(12)
        .build_eframe(|creation| TrajectoryApp::new(&creation.egui_ctx, outside, prefs, first));
    harness.run();
    if let Some(text) = text {
        let pasted = Pasted {
            text: text.to_owned(),
            name: Some("figures.csv".to_owned()),
            ..Pasted::default()
        };
        let ask = Message::Figures(FiguresAsk::Read(Arc::new(pasted)));
        harness.state_mut().state_mut().dispatch(vec![ask]);
        harness.run();
    }
    harness.snapshot(name);
    harness.take_snapshot_results()
}

#[test]
fn figures() {
    let mut all = SnapshotResults::new();
    let wide = (1440.0, 900.0);
    all.extend(picture("figures-empty", wide, Theme::Light, None));
    all.extend(picture("figures-light", wide, Theme::Light, Some(TEXT)));
    all.extend(picture("figures-dark", wide, Theme::Dark, Some(TEXT)));
    let narrow = (960.0, 600.0);
    all.extend(picture("figures-narrow", narrow, Theme::Light, Some(TEXT)));
}
