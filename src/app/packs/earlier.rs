//! The version that was issued before: where a person says it lies, or where it was issued.

use std::path::{Path, PathBuf};

use crate::{
    model::{Id, IssuedPack, Meeting, Record},
    pack::freeze::{Frozen, read_pack},
    store::save,
};

use super::AppState;

/// The version before the one that is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Before {
    /// There is none.
    #[default]
    First,
    /// It was found here, as it was issued.
    Found(PathBuf),
    /// It was not found: there is no sheet of changes.
    Missed,
    /// The file that was named is not that version as it was issued.
    Wrong(PathBuf),
}

/// Where it is looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// The file that a person named.
    pub named: Option<PathBuf>,
    /// Files of packs issued beside it, then folders.
    pub folders: Vec<PathBuf>,
}

impl AppState {
    /// Where the version before may lie: where a person says, where the last one was issued in this
    /// session, beside the record, in the folder used last.
    pub(super) fn places_of_packs(&self) -> Places {
        let issued = self.packs.issued.as_ref();
        let issued = issued.and_then(|issued| issued.files.first()?.parent());
        let path = self.document.as_ref().and_then(|one| one.path.as_deref());
        let record = path.and_then(Path::parent);
        let last = self.prefs.last_folder.as_deref();
        let mut folders: Vec<PathBuf> = Vec::new();
        for folder in [issued, record, last].into_iter().flatten() {
            if !folders.iter().any(|one| one == folder) {
                folders.push(folder.to_owned());
            }
        }
        Places {
            named: self.packs.before.clone(),
            folders,
        }
    }
}

/// The pack issued before `version`, as it was issued. Not on the UI thread.
pub(super) fn find(
    record: &Record,
    meeting: Id<Meeting>,
    version: u32,
    places: &Places,
) -> (Before, Option<Frozen>) {
    if version < 2 {
        return (Before::First, None);
    }
    let last = record
        .issued_packs
        .iter()
        .find(|pack| pack.meeting == meeting && pack.version.saturating_add(1) == version);
    let Some(last) = last else {
        return (Before::Missed, None);
    };
    if let Some(named) = &places.named {
        return match read(named, last) {
            Some(pack) => (Before::Found(named.clone()), Some(pack)),
            None => (Before::Wrong(named.clone()), None),
        };
    }
    for folder in &places.folders {
        let path = folder.join(&last.file);
        if let Some(pack) = read(&path, last) {
            return (Before::Found(path), Some(pack));
        }
    }
    (Before::Missed, None)
}

fn read(path: &Path, issued: &IssuedPack) -> Option<Frozen> {
    let (bytes, _) = save::load(path).ok()?;
    let opened = read_pack(bytes).ok()?;
    (opened.is_sound() && opened.pack.seal.whole == issued.hash).then_some(opened.pack)
}
