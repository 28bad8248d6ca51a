//! Preferences: changed by commands, kept off the UI thread.

use std::path::PathBuf;

use crate::job::Finish;

use super::{AppState, message::Done, state::Effect};

impl AppState {
    pub(super) fn change_prefs(&mut self, change: impl FnOnce(&mut crate::store::prefs::Prefs)) {
        change(&mut self.prefs);
        self.effects.push(Effect::ApplyPrefs);
        self.keep_prefs();
    }

    /// Keeps the preferences, off the UI thread.
    pub(super) fn keep_prefs(&mut self) {
        let (file, prefs) = (self.outside.prefs_file.clone(), self.prefs.clone());
        self.outside
            .jobs
            .start("preferences", Finish::Must, move || {
                match file.save(&prefs) {
                    Ok(()) => Done::PrefsKept,
                    Err(err) => Done::PrefsFailed(err.to_string()),
                }
            });
    }

    /// Notes that a file was opened or saved.
    pub(super) fn remember(&mut self, path: PathBuf) {
        let Some(document) = &self.document else {
            return;
        };
        let at = (self.outside.clock)();
        self.prefs.remember(path, document.title(), at);
        self.keep_prefs();
    }
}
