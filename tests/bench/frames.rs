//! Frames of the real program with ten thousand actions against twenty, in one run: a resting frame
//! of the section Actions, and one keystroke in a field of the inspector; then frames while a pack is
//! made against frames before; then charts, see `curves`.
//!
//! Aims: a frame at most 1.2 times, a keystroke at most 1.5 times, a frame while a pack is made at most
//! 1.2 times. Work off the UI thread is left out, as it does not hold a frame up: tasks run between the
//! measured frames; the pack alone is made beside them.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod curves;
mod sample;

use std::{
    rc::Rc,
    time::{Duration, Instant},
};

use egui::{Event, vec2};
use egui_kittest::Harness;
use jiff::civil::date;
use trajectory::{
    app::{Command, Message, Outside, PackAsk, Route},
    job::{Runner, pick::ScriptedPicker, worker::Place},
    model::SectionId,
    store::prefs::{Prefs, PrefsFile},
    ui::TrajectoryApp,
};

/// Actions of the sample itself.
const OWN: usize = 20;
/// Measured frames of each program, taken in turn.
const ROUNDS: usize = 60;
/// Measured keystrokes; after each one the program works out the record's consequences.
const KEYSTROKES: usize = 12;

struct Program {
    harness: Harness<'static, TrajectoryApp>,
    folder: tempfile::TempDir,
}

fn program(actions: usize) -> Program {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("board.ron");
    let text = trajectory::store::write::record_text(&sample::record(actions - OWN)).expect("text");
    trajectory::store::save::save(
        &path,
        text.as_bytes(),
        &trajectory::store::save::Base::ABSENT,
    )
    .expect("saved");
    let outside = Outside {
        clock: Box::new(|| date(2019, 9, 24).at(14, 32, 0, 0)),
        picker: Box::new(Rc::new(ScriptedPicker::default())),
        jobs: Runner::threads(std::sync::Arc::new(|| {})),
        place: Place::Process(env!("CARGO_BIN_EXE_trajectory").into()),
        prefs_file: PrefsFile::in_folder(folder.path()),
        random: fastrand::Rng::with_seed(7),
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .build_eframe(|creation| {
            let first = vec![Message::Open(path)];
            TrajectoryApp::new(&creation.egui_ctx, outside, Prefs::default(), first)
        });
    while harness.state().state().document.is_none() {
        std::thread::sleep(Duration::from_millis(20));
        harness.step();
    }
    send(
        &mut harness,
        Message::Run(Command::Goto(SectionId::Actions)),
    );
    Program { harness, folder }
}

fn send(harness: &mut Harness<'static, TrajectoryApp>, message: Message) {
    harness.state_mut().state_mut().dispatch(vec![message]);
    settle(harness);
}

/// Steps until no task is under way and nothing moves.
fn settle(harness: &mut Harness<'static, TrajectoryApp>) {
    for _ in 0..4_000 {
        harness.step();
        let state = harness.state().state();
        let busy = state
            .document
            .as_ref()
            .is_none_or(|document| document.deriving.is_some());
        if !busy {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    for _ in 0..4 {
        harness.step();
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let (mut small, mut large) = (program(20), program(10_000));
    let mut frames = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (program, times) in [(&mut small, &mut frames.0), (&mut large, &mut frames.1)] {
            let start = Instant::now();
            program.harness.step();
            times.push(start.elapsed());
        }
    }
    report("a frame of Actions", frames);
    for program in [&mut small, &mut large] {
        let record = program
            .harness
            .state()
            .state()
            .document
            .as_ref()
            .expect("open")
            .record();
        let first = record.actions.iter().next().expect("an action").id;
        send(&mut program.harness, Message::Go(Route::item(first.into())));
        focus_owner(&mut program.harness);
    }
    let mut keys = (Vec::new(), Vec::new());
    for _ in 0..KEYSTROKES {
        for (program, times) in [(&mut small, &mut keys.0), (&mut large, &mut keys.1)] {
            let start = Instant::now();
            program.harness.event(Event::Text("a".to_owned()));
            program.harness.step();
            times.push(start.elapsed());
            settle(&mut program.harness);
        }
    }
    for program in [&small, &large] {
        let document = program
            .harness
            .state()
            .state()
            .document
            .as_ref()
            .expect("open");
        assert!(document.is_unsaved(), "the keystrokes reached no field");
        assert!(program.folder.path().exists());
    }
    report("a keystroke in a field", keys);
    while_a_pack_is_made();
    curves::report();
}

/// Frames of the packs page of a record with some hundreds of pages: at rest, and while its pages are set.
fn while_a_pack_is_made() {
    let mut program = program(1_500);
    send(
        &mut program.harness,
        Message::Run(Command::Goto(SectionId::Packs)),
    );
    await_pack(&mut program.harness, None);
    let mut rest = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        program.harness.step();
        rest.push(start.elapsed());
    }
    let mut making = Vec::new();
    let pages = |program: &Program| {
        let state = program.harness.state().state();
        state.packs.shown.as_ref().map_or(0, |shown| shown.pages)
    };
    let all = pages(&program);
    // Other pages are asked for, so that the whole pack is set again.
    for first in [all / 2, 0, all - 4] {
        let state = program.harness.state_mut().state_mut();
        state.dispatch(vec![Message::Packs(PackAsk::Pages(first))]);
        await_pack(&mut program.harness, Some(&mut making));
    }
    assert!(
        making.len() > 10,
        "the pack was made before a frame was drawn"
    );
    let (rest, making) = (median(rest), median(making));
    let ratio = making.as_secs_f64() / rest.as_secs_f64();
    println!(
        "a frame while a pack of {all} pages is made: {making:.2?}, before {rest:.2?}: ratio {ratio:.2}"
    );
}

/// Steps until the pages asked for are there, sixty frames a second at most; the frames' times go to `times`.
fn await_pack(
    harness: &mut Harness<'static, TrajectoryApp>,
    mut times: Option<&mut Vec<Duration>>,
) {
    loop {
        let start = Instant::now();
        harness.step();
        if let Some(times) = &mut times {
            times.push(start.elapsed());
        }
        let packs = &harness.state().state().packs;
        if packs.working.is_none() && packs.shown.is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(16));
    }
}

fn focus_owner(harness: &mut Harness<'static, TrajectoryApp>) {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    {
        let mut fields = harness.query_all_by_label("Owner");
        let field =
            fields.rfind(|node| node.accesskit_node().role() == egui::accesskit::Role::TextInput);
        field.expect("the field Owner").focus();
    }
    settle(harness);
}

fn report(what: &str, (small, large): (Vec<Duration>, Vec<Duration>)) {
    let (small, large) = (median(small), median(large));
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{what}: {small:.2?} with 20 actions, {large:.2?} with 10,000: ratio {ratio:.2}");
}
