//! The program `trajectory`: arguments to a window or to a headless command.

use std::{io::Write as _, path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Args, Parser, Subcommand, ValueEnum};
use eframe::NativeOptions;
use jiff::civil::Date;
use trajectory::{
    app::{Message, Outside},
    cli,
    job::{Runner, pick::SystemPicker, worker},
    pack::tables::Register,
    store::{
        journal::Folder,
        prefs::{Prefs, PrefsFile},
    },
    ui::TrajectoryApp,
};

/// The governance record of a board: open it in a window, or check it from the command line.
#[derive(Parser)]
#[command(
    name = "trajectory",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    /// The record to open.
    file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Headless>,
}

/// What works without a window.
#[derive(Subcommand)]
enum Headless {
    /// Print what is wrong or missing in records, as `file:line:column`.
    ///
    /// Ends with 0 when nothing is worse than a note, 1 with findings, 2 when a file is unreadable. A
    /// record of a newer version is checked as far as it is understood, and ends with 1 at least.
    Check {
        /// The records to check.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Work as if this were today (year-month-day) instead of the record's date or the calendar's.
        #[arg(long)]
        today: Option<Date>,
    },
    /// Print the curve of each measure: limits, verdict, trajectory, forecast and words.
    Curves {
        /// The record.
        file: PathBuf,
        /// Only this measure, by its id or its name.
        #[arg(long)]
        measure: Option<String>,
        /// As JSON, for other programs.
        #[arg(long, conflicts_with = "save")]
        json: bool,
        /// Write the chart of the measure to this file instead: .svg, .png, or .csv for its figures.
        #[arg(long, requires = "measure")]
        save: Option<PathBuf>,
        /// Work as if this were today (year-month-day).
        #[arg(long)]
        today: Option<Date>,
    },
    /// Read figures from a CSV file into a record, and print what each one does.
    ///
    /// Ends with 0 when all were recorded, 1 when figures were refused (then none are written), 2
    /// when a file is unreadable.
    Import {
        /// The record.
        file: PathBuf,
        /// The figures: measure, date, value; measures by dates; or a file of the Department.
        figures: PathBuf,
        /// Print what would be done, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Write what is sound even when other figures are refused.
        #[arg(long)]
        partial: bool,
        /// Work as if this were today (year-month-day).
        #[arg(long)]
        today: Option<Date>,
    },
    /// Read a list of actions from a CSV file or a workbook into a record, and print what each row does.
    ///
    /// Ends with 0 when all were recorded, 1 when rows were refused or dates would move without a
    /// reason (then none are written), 2 when a file is unreadable.
    ImportActions {
        /// The record.
        file: PathBuf,
        /// The list: a head row with Action, Owner, Due and Status, in any order.
        list: PathBuf,
        /// Print what would be done, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Write what is sound even when other rows are refused.
        #[arg(long)]
        partial: bool,
        /// Why dates move, where the list does not say.
        #[arg(long, default_value = "")]
        reason: String,
        /// Work as if this were today (year-month-day).
        #[arg(long)]
        today: Option<Date>,
    },
    /// Write the record in another form: a workbook, a table as text, a calendar.
    ///
    /// Hidden figures stay hidden. The file is written whole or not at all.
    Export {
        /// The record.
        file: PathBuf,
        /// In which form.
        #[arg(long)]
        to: To,
        /// Which table, for csv.
        #[arg(long, default_value = "actions")]
        table: Which,
        /// The file to write.
        #[arg(short, long)]
        output: PathBuf,
        /// Work as if this were today (year-month-day).
        #[arg(long)]
        today: Option<Date>,
    },
    /// Freeze a meeting's pack, or write a page of it.
    ///
    /// Ends with 0 when it was written, 2 with a sentence and nothing written.
    Pack(PackAsked),
    /// Write the quarterly return to the Secretary of State.
    ///
    /// Ends with 0 when it was written, 2 with a sentence and nothing written.
    Return {
        /// The record.
        file: PathBuf,
        /// The quarter: 2019Q3.
        #[arg(long)]
        quarter: String,
        /// Work as if this were today (year-month-day).
        #[arg(long)]
        today: Option<Date>,
        /// Where to write it: a name that ends in .pdf or .html.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Print what differs between two records or packs, in sentences.
    ///
    /// Ends with 0 when nothing does, 1 when something does, 2 when a file is unreadable.
    Diff {
        /// The older one.
        old: PathBuf,
        /// The newer one.
        new: PathBuf,
    },
    /// Do one piece of work for the window: input and answer through the standard streams.
    #[command(hide = true)]
    Worker {
        /// What to do.
        task: String,
        /// Memory that may be used, bytes.
        #[arg(long)]
        memory: Option<u64>,
    },
}

/// The form of an export.
#[derive(Clone, Copy, ValueEnum)]
enum To {
    /// Every register as a workbook.
    Xlsx,
    /// One register as comma-separated text, in UTF-8 with a byte order mark.
    Csv,
    /// Meetings and everything owed as a calendar.
    Ics,
}

/// The register of an export as text.
#[derive(Clone, Copy, ValueEnum)]
enum Which {
    /// The action log.
    Actions,
    /// Values of measures.
    Measures,
    /// Claims.
    Fees,
    /// Clauses of directions.
    Directions,
}

impl To {
    fn format(self, table: Which) -> cli::Format {
        match self {
            Self::Xlsx => cli::Format::Workbook,
            Self::Ics => cli::Format::Calendar,
            Self::Csv => cli::Format::Text(match table {
                Which::Actions => Register::Actions,
                Which::Measures => Register::Measures,
                Which::Fees => Register::Fees,
                Which::Directions => Register::Directions,
            }),
        }
    }
}

/// What is asked of a pack.
#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
struct PackAsked {
    /// The record, or a frozen pack.
    file: PathBuf,
    /// The meeting, by its id or its day.
    #[arg(long)]
    meeting: Option<String>,
    /// The public edition, without what is restricted; refused where it would hold any of it.
    #[arg(long)]
    public: bool,
    /// The version; the one after the pack before where none is given.
    #[arg(long)]
    version: Option<u32>,
    /// The pack that this one follows: labels are kept, and a sheet tells the changes.
    #[arg(long)]
    after: Option<PathBuf>,
    /// Why there is a later version.
    #[arg(long, default_value = "")]
    why: String,
    /// A paper to attach, by its label: 4A=plan.pdf.
    #[arg(long)]
    attach: Vec<String>,
    /// Set attached papers that are PDFs page by page after their item. Such a file cannot claim
    /// PDF/UA and says so.
    #[arg(long)]
    merge: bool,
    /// Large print: every size 1.4 times as large (.pdf).
    #[arg(long)]
    large_print: bool,
    /// The sheet of changes alone, for those who printed the version before.
    #[arg(long, conflicts_with = "issue")]
    supplement: bool,
    /// Enter the issue in the record (a .pack.ron is written), with what its charts say.
    #[arg(long)]
    issue: bool,
    /// Work as if this were today (year-month-day).
    #[arg(long)]
    today: Option<Date>,
    /// Where to write it; the ending says what: .pack.ron, .pdf or .html.
    #[arg(short, long)]
    output: PathBuf,
}

impl PackAsked {
    fn how(self, calendar: Date) -> cli::Pack {
        let Self {
            file: _,
            meeting,
            public,
            version,
            after,
            why,
            attach,
            merge,
            large_print,
            supplement,
            issue,
            today,
            output,
        } = self;
        cli::Pack {
            meeting,
            public,
            version,
            after,
            why,
            attach,
            merge,
            large_print,
            wanted: match (supplement, issue) {
                (true, _) => cli::Wanted::Sheet,
                (false, true) => cli::Wanted::Issue,
                (false, false) => cli::Wanted::Whole,
            },
            today: today.ok_or(calendar),
            output,
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let calendar = jiff::ZonedDateTime::now().date();
    let (out, err) = (&mut std::io::stdout().lock(), &mut std::io::stderr());
    match arguments.command {
        Some(Headless::Check { files, today }) => {
            ExitCode::from(cli::check(&files, today, calendar, out, err))
        }
        Some(Headless::Curves {
            file,
            measure,
            json,
            save,
            today,
        }) => {
            let form = if json {
                cli::Form::Json
            } else {
                cli::Form::Text
            };
            let today = today.ok_or(calendar);
            ended(match (&save, &measure) {
                (Some(to), Some(measure)) => cli::save_curve(&file, measure, to, today, out, err),
                (_, measure) => cli::curves(&file, measure.as_deref(), form, today, out, err),
            })
        }
        Some(Headless::Import {
            file,
            figures,
            dry_run,
            partial,
            today,
        }) => {
            let how = cli::Import {
                dry_run,
                partial,
                today: today.ok_or(calendar),
            };
            ExitCode::from(cli::import(&file, &figures, how, out))
        }
        Some(Headless::ImportActions {
            file,
            list,
            dry_run,
            partial,
            reason,
            today,
        }) => {
            let how = cli::ImportActions {
                dry_run,
                partial,
                reason,
                today: today.ok_or(calendar),
                place: place(),
            };
            let mut random = fastrand::Rng::new();
            let code = cli::import_actions(&file, &list, &how, || random.u32(..), out);
            ExitCode::from(code)
        }
        Some(Headless::Export {
            file,
            to,
            table,
            output,
            today,
        }) => {
            let today = today.ok_or(calendar);
            let result = cli::export(&file, to.format(table), &output, today, err);
            ended(result.map(|sentence| {
                // A reader that has gone away wants no more.
                let _ignored = out.write_all(sentence.as_bytes());
            }))
        }
        Some(Headless::Pack(asked)) => {
            let file = asked.file.clone();
            ExitCode::from(cli::pack(&file, &asked.how(calendar), out, err))
        }
        Some(Headless::Return {
            file,
            quarter,
            today,
            output,
        }) => {
            let today = today.ok_or(calendar);
            let code = cli::quarterly_return(&file, &quarter, &output, today, out, err);
            ExitCode::from(code)
        }
        Some(Headless::Diff { old, new }) => ExitCode::from(cli::diff(&old, &new, out, err)),
        Some(Headless::Worker { task, memory }) => {
            let (input, errors) = (std::io::stdin().lock(), std::io::stderr());
            ExitCode::from(worker::serve(&task, memory, input, out, errors))
        }
        None => window(arguments.file),
    }
}

fn ended(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => complain(&sentence),
    }
}

fn window(file: Option<PathBuf>) -> ExitCode {
    if let Err(sentence) = cli::display_there(|name| std::env::var_os(name)) {
        return complain(&sentence);
    }
    let file = file.map(|file| std::path::absolute(&file).unwrap_or(file));
    let (prefs_file, prefs, notice) = preferences();
    say_where_work_is_kept(Folder::beside(&prefs_file));
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("trajectory")
        .with_title("Trajectory")
        .with_min_inner_size([640.0, 420.0])
        .with_inner_size([1440.0, 900.0]);
    if let Some(window) = prefs.window {
        viewport = viewport.with_inner_size([window.width, window.height]);
    }
    let options = NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        persist_window: false,
        ..NativeOptions::default()
    };
    let result = eframe::run_native(
        "trajectory",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let wake = ctx.clone();
            let outside = Outside {
                clock: Box::new(|| jiff::ZonedDateTime::now().datetime()),
                picker: Box::new(SystemPicker),
                jobs: Runner::threads(Arc::new(move || wake.request_repaint())),
                place: place(),
                prefs_file,
                random: fastrand::Rng::new(),
            };
            let mut first: Vec<Message> = file.map(Message::Open).into_iter().collect();
            first.extend(notice.map(Message::Say));
            Ok(Box::new(TrajectoryApp::new(&ctx, outside, prefs, first)))
        }),
    );
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => complain(&cli::no_window(&err.to_string())),
    }
}

/// A panic says where unsaved work is, and nothing of what is in it.
fn say_where_work_is_kept(folder: Folder) {
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        let place = panic.location().map(ToString::to_string);
        let words = cli::panic_words(thread.name(), place.as_deref(), &folder.0);
        let _told = complain(&words);
    }));
}

/// Where work goes that needs limits of its own: a process of this program.
fn place() -> worker::Place {
    worker::Place::this_program().unwrap_or(worker::Place::Here)
}

fn preferences() -> (PrefsFile, Prefs, Option<String>) {
    let Some(file) = PrefsFile::of_user() else {
        // Nowhere to keep them: they last as long as the window.
        let nowhere = PrefsFile::in_folder(std::path::Path::new("."));
        return (nowhere, Prefs::default(), None);
    };
    let (prefs, notice) = file.load();
    (file, prefs, notice)
}

#[expect(
    clippy::print_stderr,
    reason = "the one place where the program speaks to a terminal"
)]
fn complain(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::from(2)
}
