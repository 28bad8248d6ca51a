//! A pack set by the program against the office suite `soffice` turning the same content into a PDF,
//! whole processes in turn: a short pack and a long one. Where it is not installed there is nothing to
//! compare with.
//!
//! Aims: the pack of 240 pages at least 6 times faster, the one of 10 pages at least 20 times. The suite
//! gets the pack as a text document (ODT), made once from the pack's HTML, with a profile of its own that
//! has been used before: its first start, which is slower, is not counted.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod sample;

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use trajectory::store::{
    save::{Base, save},
    write::record_text,
};

const ROUNDS: usize = 5;

fn main() {
    let office = Command::new("soffice")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if !office.is_ok_and(|status| status.success()) {
        println!("LibreOffice is not installed: nothing to compare with");
        return;
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    compare(
        folder.path(),
        "the return of a quarter",
        0,
        &["return", "--quarter", "2019Q3"],
    );
    compare(
        folder.path(),
        "a pack",
        1_300,
        &["pack", "--meeting", "2019-09-26"],
    );
}

fn compare(folder: &Path, what: &str, more: usize, arguments: &[&str]) {
    let text = record_text(&sample::record(more)).expect("text");
    let board = format!("board-{more}.ron");
    save(&folder.join(&board), text.as_bytes(), &Base::ABSENT).expect("written");
    let (command, options) = arguments.split_first().expect("a command");
    let ours = |out: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_trajectory"));
        program
            .arg(command)
            .arg(&board)
            .args(options)
            .args(["-o", out]);
        timed(&mut program, folder, out)
    };
    let office = |from: &str, to: &str, out: &str| {
        let mut program = Command::new("soffice");
        let profile = format!(
            "-env:UserInstallation=file://{}",
            folder.join("office").display()
        );
        program.args([
            &profile,
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            "office-out",
            from,
        ]);
        timed(&mut program, folder, out)
    };
    ours("pack.html");
    // As a text document of a word processor; this run also makes the profile.
    office("pack.html", "odt:writer8", "office-out/pack.odt");
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        mine.push(ours("pack.pdf"));
        theirs.push(office("office-out/pack.odt", "pdf", "office-out/pack.pdf"));
    }
    let (mine, theirs) = (median(mine), median(theirs));
    println!(
        "{what}, {} pages ({} by LibreOffice): {mine:.2?} against {theirs:.2?}, {:.1} times faster",
        pages(&folder.join("pack.pdf")),
        pages(&folder.join("office-out/pack.pdf")),
        theirs.as_secs_f64() / mine.as_secs_f64()
    );
}

/// How long a process takes to leave a file that was not there.
fn timed(program: &mut Command, folder: &Path, out: &str) -> Duration {
    let out = folder.join(out);
    let _absent = std::fs::remove_file(&out);
    let start = Instant::now();
    let done = program.current_dir(folder).output().expect("started");
    let took = start.elapsed();
    assert!(out.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    took
}

fn pages(pdf: &Path) -> usize {
    let bytes = std::fs::read(pdf).expect("a PDF");
    let pdf = hayro_syntax::Pdf::new(Arc::new(bytes)).expect("a PDF");
    pdf.pages().len()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
