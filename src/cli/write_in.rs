//! A record that a command changes: nobody else writes it meanwhile, and what came of it is printed.

use std::path::Path;

use jiff::SignedDuration;

use crate::{
    app::files::{self, Kept, SaveFailed, Target},
    edit::Edit,
    model::Record,
    store::{
        lock::{self, Taken},
        read::Opened,
        save::Base,
        show::show_line,
    },
};

/// How long to wait for another command to be done with the record.
const PATIENCE: SignedDuration = SignedDuration::from_secs(3);

/// Longest part of a line that comes from a file.
const LONGEST: usize = 300;

/// Nobody else writes the record from before `work` reads it until after it has written it.
pub fn alone(
    path: &Path,
    text: &mut String,
    work: impl FnOnce(&mut String) -> Result<u8, String>,
) -> Result<u8, String> {
    let name = safe(&path.display().to_string());
    let locked = |who: &str| {
        format!("{name}: error: {who} has the record open to change it; nothing was written")
    };
    match lock::take_within(path, PATIENCE) {
        Taken::Held(lock) => {
            let result = work(text);
            lock.release();
            result
        }
        Taken::ByOther(owner) => {
            let who = owner.map_or_else(|| "somebody".to_owned(), |owner| owner.to_string());
            Err(locked(&safe(&who)))
        }
        Taken::Ask(owner, silent) => Err(format!(
            "{}, or left it open {} minutes ago: open it in a window to take over",
            locked(&safe(&owner.to_string())),
            silent.as_mins()
        )),
        Taken::Impossible(why) => {
            let code = work(text)?;
            line(text, &format!("{name}: note: {}", safe(&why)));
            Ok(code)
        }
    }
}

/// Applies an edit to a record as it was read and writes it into its file; `count` says of what:
/// "3 figures".
pub fn record_in(
    path: &Path,
    (opened, base): (Opened<Record>, Base),
    edit: &Edit,
    count: &str,
    text: &mut String,
) -> Result<(), String> {
    let name = safe(&path.display().to_string());
    let mut changed = opened.record.clone();
    edit.apply(&mut changed)
        .map_err(|err| format!("{name}: error: {err}"))?;
    let kept = Kept {
        source: opened.source,
        record: opened.record,
        base,
        said: Vec::new(),
    };
    match files::write(path, changed, Some(&kept), Target::Same) {
        Ok(kept) => {
            line(text, &format!("{count} recorded in {name}."));
            for said in &kept.said {
                line(text, &format!("{name}: note: {}", safe(said)));
            }
            Ok(())
        }
        Err(SaveFailed::ChangedOnDisk) => Err(format!(
            "{name}: error: somebody else has changed the file meanwhile; it is as they left it"
        )),
        Err(SaveFailed::Other(err)) => Err(format!("{name}: error: {err}")),
    }
}

/// Adds a line.
pub fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// A text from outside, made safe for a terminal.
pub fn safe(text: &str) -> String {
    show_line(text, LONGEST)
}
