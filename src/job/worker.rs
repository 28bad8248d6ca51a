//! Work in a process of its own: the same program, started with `worker TASK`.
//!
//! For what may need too much time or memory, or reads what strangers made: a pack set as PDF, a
//! workbook read. The input goes in through the standard input, the answer comes out of the standard
//! output in one frame with its length, so half an answer is never taken for a whole one; lines on the
//! standard error are progress. The process limits its own memory (Unix), the caller limits its time,
//! and a cancel ends it within a moment. Whatever becomes of it, the window and the record stand.
//!
//! A new task is a line in [`work_of`] and a typed pair of functions beside [`pack`]. Where no process
//! can be started, [`Place::Here`] runs the same work on the calling thread; the caller chooses, nothing
//! falls back by itself.

pub mod blobs;
pub mod pack;
pub mod sheet;

use std::{
    fmt,
    io::{BufRead as _, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
    },
    time::{Duration, Instant},
};

/// First bytes of an answer.
const FRAME: &[u8; 8] = b"TRJWRK1\n";
/// How often a cancel and the clock are looked at.
const LOOK: Duration = Duration::from_millis(15);
/// A line of progress begins with this; other lines on the standard error are not for people.
const PROGRESS: &str = "progress: ";

/// A task: input to answer, told of progress. The error is a sentence for a person.
pub type Work = fn(&[u8], &mut dyn FnMut(&str)) -> Result<Vec<u8>, String>;

/// The tasks by name.
pub fn work_of(task: &str) -> Option<Work> {
    Some(match task {
        pack::MAKE => pack::make_work,
        pack::PREVIEW => pack::preview_work,
        sheet::READ => sheet::work,
        _ => return None,
    })
}

/// Where the work is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a process of its own, of this program.
    Process(PathBuf),
    /// On the calling thread, without limits: for tests, and where no process can be started.
    Here,
}

impl Place {
    /// A process of the program that is running.
    ///
    /// # Errors
    ///
    /// When the system does not say where that is.
    pub fn this_program() -> std::io::Result<Self> {
        std::env::current_exe().map(Self::Process)
    }
}

/// What a task may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time.
    pub time: Duration,
    /// Memory, bytes (Unix).
    pub memory: u64,
    /// Size of the answer, bytes.
    pub answer: u64,
}

impl Limits {
    /// For packs: 1,250 pages take 9 seconds and 2 GB.
    pub const PACK: Self = Self {
        time: Duration::from_mins(3),
        memory: 4 << 30,
        answer: 1 << 30,
    };
}

/// Ends a task from another thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Ends it.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was ended.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The person ended it.
    Cancelled,
    /// It took longer than it may, in seconds.
    TooLong(u64),
    /// It ended without an answer, most often because it needed more memory than it may have.
    Died(String),
    /// The process could not be started.
    NotStarted(String),
    /// The task's own sentence.
    Refused(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => f.write_str("Cancelled. Nothing was written."),
            Self::TooLong(seconds) => write!(
                f,
                "Stopped after {seconds} seconds without an end in sight. Nothing was written and the record \
                 is as it was. Try with less in it."
            ),
            Self::Died(how) => write!(
                f,
                "The work ended before it was done ({how}); most often it needed more memory than it may \
                 take. Nothing was written and the record is as it was. Try with less in it."
            ),
            Self::NotStarted(why) => write!(
                f,
                "The program could not start its helper process ({why}). Nothing was written and the record \
                 is as it was. Start the program again; if that does not help, install it again."
            ),
            Self::Refused(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Error {}

/// Does a task and waits for its answer. Call it from a thread that may wait.
///
/// # Errors
///
/// When there is no whole answer, whatever the cause; then there is no part of one either.
pub fn run(
    place: &Place,
    task: &str,
    input: Vec<u8>,
    limits: Limits,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, Error> {
    match place {
        Place::Here => here(task, &input, progress),
        Place::Process(program) => {
            Running::start(program, task, input, limits)?.wait(cancel, progress)
        }
    }
}

fn here(task: &str, input: &[u8], progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Error> {
    let work = work_of(task).ok_or_else(|| Error::NotStarted(format!("no task “{task}”")))?;
    let guarded = std::panic::AssertUnwindSafe(|| work(input, progress));
    match std::panic::catch_unwind(guarded) {
        Ok(answer) => answer.map_err(Error::Refused),
        Err(_panic) => Err(Error::Died("an error in the program".to_owned())),
    }
}

/// A process at work.
struct Running {
    child: Child,
    answer: Receiver<Result<Vec<u8>, Error>>,
    lines: Receiver<String>,
    limits: Limits,
    started: Instant,
}

impl Running {
    fn start(program: &Path, task: &str, input: Vec<u8>, limits: Limits) -> Result<Self, Error> {
        let mut command = Command::new(program);
        command
            .arg("worker")
            .arg(task)
            .arg("--memory")
            .arg(limits.memory.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        without_console(&mut command);
        let mut child = command
            .spawn()
            .map_err(|err| Error::NotStarted(err.to_string()))?;
        let started = Instant::now();
        let (Some(mut stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            stop(&mut child);
            return Err(Error::NotStarted("it has no pipes".to_owned()));
        };
        let (send_answer, answer) = channel();
        let (send_line, lines) = channel();
        let threads = [
            // A process that ends early does not read to the end; what it says then counts.
            thread("worker input", move || {
                let _broken_pipe = stdin.write_all(&input);
            }),
            thread("worker answer", move || {
                let _nobody_waits = send_answer.send(read_frame(stdout, limits.answer));
            }),
            thread("worker progress", move || {
                for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                    if send_line.send(line).is_err() {
                        break;
                    }
                }
            }),
        ];
        if let Some(err) = threads.into_iter().find_map(Result::err) {
            stop(&mut child);
            return Err(Error::NotStarted(err.to_string()));
        }
        Ok(Self {
            child,
            answer,
            lines,
            limits,
            started,
        })
    }

    fn wait(mut self, cancel: &Cancel, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Error> {
        loop {
            self.tell(progress);
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if self.started.elapsed() > self.limits.time {
                return Err(Error::TooLong(self.limits.time.as_secs()));
            }
            match self.answer.recv_timeout(LOOK) {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(Error::Died(how))) => {
                    let status = self.child.wait().ok();
                    self.tell(progress);
                    return Err(Error::Died(status.and_then(how_it_ended).unwrap_or(how)));
                }
                Ok(Err(err)) => return Err(err),
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(Error::Died("no answer".to_owned()));
                }
            }
        }
    }

    fn tell(&self, progress: &mut dyn FnMut(&str)) {
        loop {
            match self.lines.try_recv() {
                Ok(line) => match line.strip_prefix(PROGRESS) {
                    Some(words) => progress(words),
                    None => log::warn!("helper process: {line}"),
                },
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// Ends a process and lets the system forget it.
fn stop(child: &mut Child) {
    // It may have ended by itself: then there is nothing to kill.
    let _ended = child.kill();
    let _status = child.wait();
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(|_detached| ())
}

#[cfg(windows)]
fn without_console(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_console(_command: &mut Command) {}

#[cfg(unix)]
fn how_it_ended(status: ExitStatus) -> Option<String> {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.signal(), status.code()) {
        (Some(signal), _) => Some(format!("signal {signal}")),
        (None, Some(code)) => Some(format!("exit code {code}")),
        (None, None) => None,
    }
}

#[cfg(not(unix))]
fn how_it_ended(status: ExitStatus) -> Option<String> {
    status.code().map(|code| format!("exit code {code}"))
}

/// One answer: mark, kind, length, bytes, and nothing after them.
fn read_frame(mut from: impl Read, most: u64) -> Result<Vec<u8>, Error> {
    let died = |what: &str| Error::Died(what.to_owned());
    let mut head = [0; FRAME.len() + 1 + 8];
    from.read_exact(&mut head)
        .map_err(|_closed| died("no answer"))?;
    let (mark, rest) = head.split_at(FRAME.len());
    let [kind, length @ ..] = rest else {
        return Err(died("no answer"));
    };
    if mark != FRAME {
        return Err(died("an answer that is none"));
    }
    let length = length
        .iter()
        .fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
    if length > most {
        return Err(Error::Refused(format!(
            "The result has {} MB, more than the {} MB that are taken. Nothing was written. Try with less in it.",
            length >> 20,
            most >> 20
        )));
    }
    let mut answer = Vec::new();
    from.take(length)
        .read_to_end(&mut answer)
        .map_err(|err| died(&err.to_string()))?;
    if answer.len() as u64 != length {
        return Err(died("half an answer"));
    }
    if *kind == 0 {
        Ok(answer)
    } else {
        Err(Error::Refused(
            String::from_utf8_lossy(&answer).into_owned(),
        ))
    }
}

fn write_frame(mut to: impl Write, kind: u8, answer: &[u8]) -> std::io::Result<()> {
    to.write_all(FRAME)?;
    to.write_all(&[kind])?;
    to.write_all(&(answer.len() as u64).to_be_bytes())?;
    to.write_all(answer)?;
    to.flush()
}

/// The other side: reads the input, does the task, writes the answer. Returns the exit code.
pub fn serve(
    task: &str,
    memory: Option<u64>,
    mut input: impl Read,
    output: impl Write,
    mut errors: impl Write,
) -> u8 {
    limit_myself(memory);
    let Some(work) = work_of(task) else {
        // Nobody can be told more than this when even the standard error is closed.
        let _closed = writeln!(errors, "no task “{task}”");
        return 2;
    };
    let mut bytes = Vec::new();
    if let Err(err) = input.read_to_end(&mut bytes) {
        let _closed = writeln!(errors, "the input could not be read: {err}");
        return 2;
    }
    let answer = work(&bytes, &mut |words| {
        let _closed = writeln!(errors, "{PROGRESS}{words}");
    });
    let written = match &answer {
        Ok(answer) => write_frame(output, 0, answer),
        Err(sentence) => write_frame(output, 1, sentence.as_bytes()),
    };
    u8::from(written.is_err())
}

/// Less memory than the system would give, a lower rank than the window, and an end with the window.
#[cfg(unix)]
fn limit_myself(memory: Option<u64>) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    if let Some(memory) = memory {
        let maximum = getrlimit(Resource::As).maximum;
        let limit = Rlimit {
            current: Some(maximum.map_or(memory, |maximum| maximum.min(memory))),
            maximum,
        };
        if let Err(err) = setrlimit(Resource::As, limit) {
            log::warn!("no memory limit: {err}");
        }
    }
    if let Err(err) = rustix::process::nice(10) {
        log::debug!("no lower rank: {err}");
    }
    #[cfg(target_os = "linux")]
    if let Err(err) =
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
    {
        log::debug!("would outlive the window: {err}");
    }
}

#[cfg(not(unix))]
fn limit_myself(_memory: Option<u64>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_answer_is_none() {
        let mut frame = Vec::new();
        write_frame(&mut frame, 0, b"the whole answer").unwrap();
        assert_eq!(read_frame(&*frame, 100), Ok(b"the whole answer".to_vec()));
        for cut in 0..frame.len() {
            let half = frame.get(..cut).unwrap();
            assert!(
                matches!(read_frame(half, 100), Err(Error::Died(_))),
                "{cut}"
            );
        }
        assert!(matches!(read_frame(&*frame, 5), Err(Error::Refused(_))));
    }

    #[test]
    fn a_refusal_is_the_tasks_own_sentence() {
        let mut frame = Vec::new();
        write_frame(&mut frame, 1, "Too large.".as_bytes()).unwrap();
        assert_eq!(
            read_frame(&*frame, 100),
            Err(Error::Refused("Too large.".to_owned()))
        );
    }

    #[test]
    fn an_unknown_task_is_said_so() {
        let answer = run(
            &Place::Here,
            "nonsense",
            Vec::new(),
            Limits::PACK,
            &Cancel::default(),
            &mut |_| {},
        );
        assert!(matches!(answer, Err(Error::NotStarted(_))));
        let mut errors = Vec::new();
        assert_eq!(
            serve("nonsense", None, &b""[..], Vec::new(), &mut errors),
            2
        );
        assert!(!errors.is_empty());
    }
}
