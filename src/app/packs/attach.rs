//! Files that go with a pack: which paper each is for, and its bytes when the pack is made.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{
    job::{AskKind, FileKind},
    pack::paper::{PaperFile, bad_name},
    store::save,
};

use super::AppState;
use crate::app::notice::Level;

impl AppState {
    pub(super) fn ask_for_paper(&mut self, label: String) {
        let title = format!("Attach to paper {label}");
        self.pack_desk().attaching = Some(label);
        self.ask((AskKind::Open, FileKind::Paper), &title, "", None);
    }

    /// The file of the paper that was asked for.
    pub(in crate::app) fn attach_paper(&mut self, path: PathBuf) {
        let Some(label) = self.pack_desk().attaching.take() else {
            return;
        };
        if bad_name(&name_of(&path)) {
            let words = format!(
                "A paper cannot travel under the name {:?}. It was not attached; rename the file.",
                name_of(&path)
            );
            return self.say(Level::Error, words);
        }
        self.pack_desk().attached.insert(label, path);
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The files with their bytes.
///
/// # Errors
/// A sentence that names the file which cannot be read.
pub fn read(attached: &BTreeMap<String, PathBuf>) -> Result<Vec<PaperFile>, String> {
    attached
        .iter()
        .map(|(label, path)| {
            let (bytes, _) = save::load(path).map_err(|err| {
                format!(
                    "Paper {label}, {}: {err}. No pack was made.",
                    path.display()
                )
            })?;
            Ok(PaperFile {
                label: label.clone(),
                name: name_of(path),
                bytes,
            })
        })
        .collect()
}
