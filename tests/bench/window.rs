//! The real window against a bare eframe window, each a process of its own, taken in turn: time to
//! the first frame, memory after opening the sample, and frames drawn in ten idle seconds.
//!
//! Aims: first frame at most 1.3 times, memory at most 1.3 times, no frame at all when idle. Needs a
//! display (`xvfb-run cargo bench --bench window`); says so and ends where there is none.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    path::PathBuf,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use eframe::NativeOptions;
use egui::ViewportCommand;
use trajectory::{
    app::{Message, Outside},
    job::{Runner, pick::SystemPicker},
    store::prefs::{Prefs, PrefsFile},
    ui::TrajectoryApp,
};

const ROUNDS: usize = 9;
const IDLE: Duration = Duration::from_secs(10);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let mode = arguments
        .iter()
        .find_map(|argument| argument.strip_prefix("--child="));
    if let Some(mode) = mode {
        child(mode);
        return;
    }
    if trajectory::cli::display_there(|name| std::env::var_os(name)).is_err() {
        println!("no display: skipped");
        return;
    }
    let (mut bare, mut full) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(run("bare"));
        full.push(run("full"));
    }
    let pick = |runs: &[[f64; 3]], place: usize| {
        let mut values: Vec<f64> = runs.iter().map(|run| run[place]).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    for (place, what, unit) in [(0, "first frame", "ms"), (1, "memory", "MiB")] {
        let (bare, full) = (pick(&bare, place), pick(&full, place));
        println!(
            "{what}: bare {bare:.0} {unit}, with the sample {full:.0} {unit}: ratio {:.2}",
            full / bare
        );
    }
    let idle = run("idle");
    println!("frames in {} idle seconds: {}", IDLE.as_secs(), idle[2]);
}

/// Runs one window in a process of its own; milliseconds to the frame, MiB, frames.
fn run(mode: &str) -> [f64; 3] {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .arg(format!("--child={mode}"))
        .output()
        .expect("a child");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [first, memory, frames] = numbers.as_slice() else {
        println!("{mode}: {}", String::from_utf8_lossy(&output.stderr));
        return [f64::NAN; 3];
    };
    // The child's own clock: the parent's would count its closing too.
    [*first, *memory, *frames]
}

/// Draws until its content is there, prints what was measured, and closes.
struct Measured {
    inner: Option<TrajectoryApp>,
    started: Instant,
    idle: bool,
    first: Option<f64>,
    settled: Option<(Instant, u64)>,
    frames: u64,
    reported: bool,
}

impl eframe::App for Measured {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if let Some(app) = &mut self.inner {
            app.between_frames(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frames += 1;
        let ready = if let Some(app) = &mut self.inner {
            app.frame(ui);
            app.state().document.is_some()
        } else {
            ui.label("bare");
            true
        };
        if !ready {
            return;
        }
        if self.first.is_none() {
            self.first = Some(self.started.elapsed().as_secs_f64() * 1e3);
        }
        if !self.idle {
            if self.frames > 5 {
                self.report(0);
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
            ui.ctx().request_repaint();
        } else if self.settled.is_none() && self.started.elapsed() > Duration::from_secs(8) {
            // Everything has come to rest: from now on nothing should be drawn.
            self.settled = Some((Instant::now(), self.frames));
            let ctx = ui.ctx().clone();
            let wake = move || {
                std::thread::sleep(IDLE);
                ctx.request_repaint();
            };
            std::thread::Builder::new()
                .name("wake".to_owned())
                .spawn(wake)
                .expect("a thread");
        } else if let Some((since, frames)) = self.settled
            && since.elapsed() >= IDLE
        {
            // This frame is the one that the alarm asked for.
            self.report(self.frames.saturating_sub(frames + 1));
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        } else if self.settled.is_none() {
            ui.ctx().request_repaint_after(Duration::from_secs(9));
        }
    }
}

impl Measured {
    fn report(&mut self, idle_frames: u64) {
        // The window may draw once more while it closes.
        if !std::mem::replace(&mut self.reported, true) {
            let first = self.first.unwrap_or_default();
            println!("{first} {} {idle_frames}", memory());
        }
    }
}

/// Resident memory in MiB; zero where the system does not tell.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|word| word.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}

fn child(mode: &str) {
    let started = Instant::now();
    let (full, idle) = (mode != "bare", mode == "idle");
    let options = NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        renderer: eframe::Renderer::Glow,
        persist_window: false,
        ..NativeOptions::default()
    };
    let result = eframe::run_native(
        "bench",
        options,
        Box::new(move |creation| {
            let inner = full.then(|| {
                let wake = creation.egui_ctx.clone();
                let outside = Outside {
                    clock: Box::new(|| jiff::civil::date(2024, 10, 1).at(9, 0, 0, 0)),
                    picker: Box::new(SystemPicker),
                    jobs: Runner::threads(Arc::new(move || wake.request_repaint())),
                    place: trajectory::job::worker::Place::Here,
                    prefs_file: PrefsFile::in_folder(
                        &std::env::current_dir()
                            .unwrap_or_default()
                            .join("target/bench"),
                    ),
                    random: fastrand::Rng::with_seed(1),
                };
                let sample =
                    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("saves/worcestershire-2024.ron");
                TrajectoryApp::new(
                    &creation.egui_ctx,
                    outside,
                    Prefs::default(),
                    vec![Message::Open(sample)],
                )
            });
            Ok(Box::new(Measured {
                inner,
                started,
                idle,
                first: None,
                settled: None,
                frames: 0,
                reported: false,
            }))
        }),
    );
    if let Err(err) = result {
        eprintln!("{err}");
    }
}
