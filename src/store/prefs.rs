//! What the program remembers of its user between two runs: recent files, theme, density, zoom.
//!
//! Kept as a small file in the user's configuration folder. Reading it never fails: a file that is
//! damaged is put aside, the defaults apply, and a sentence says so. Fields that are not known are
//! passed over, so that an older version of the program can read what a newer one wrote.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::read::read_text;
use super::save::{self, SaveError};
use super::write::record_text;

/// Names the folder of the preferences instead of the user's own.
pub const FOLDER_VARIABLE: &str = "TRAJECTORY_CONFIG_DIR";

/// How many recent files are remembered.
pub const RECENT_LIMIT: usize = 12;

/// Smallest and largest zoom in per cent.
pub const ZOOM_RANGE: (u16, u16) = (50, 300);

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// The other one: from the system's to dark, then light and dark in turn.
    #[must_use]
    pub const fn switched(self) -> Self {
        match self {
            Self::System | Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// How close rows stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DensityChoice {
    /// Room around everything.
    #[default]
    Comfortable,
    /// More rows on the screen.
    Compact,
}

impl DensityChoice {
    /// The other one.
    #[must_use]
    pub const fn switched(self) -> Self {
        match self {
            Self::Comfortable => Self::Compact,
            Self::Compact => Self::Comfortable,
        }
    }
}

/// A file that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The record's name.
    pub name: String,
    /// When it was last opened or saved.
    pub opened: DateTime,
}

/// A window's size in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// The preferences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How close rows stand.
    pub density: DensityChoice,
    /// Zoom of the whole window in per cent, within [`ZOOM_RANGE`].
    pub zoom_percent: u16,
    /// Where the last file was opened or saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_folder: Option<PathBuf>,
    /// The size the window had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowSize>,
    /// Files that were open, the latest first; at most [`RECENT_LIMIT`].
    pub recent: Vec<Recent>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            density: DensityChoice::default(),
            zoom_percent: 100,
            last_folder: None,
            window: None,
            recent: Vec::new(),
        }
    }
}

impl Prefs {
    /// Takes a file out of the recent ones.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    /// Puts a file first among the recent ones.
    pub fn remember(&mut self, path: PathBuf, name: String, opened: DateTime) {
        self.forget(&path);
        self.recent.insert(0, Recent { path, name, opened });
        self.recent.truncate(RECENT_LIMIT);
    }

    /// Changes the zoom by so many per cent, within [`ZOOM_RANGE`].
    pub fn zoom_by(&mut self, percent: i16) {
        let zoom = self.zoom_percent.saturating_add_signed(percent);
        self.zoom_percent = zoom.clamp(ZOOM_RANGE.0, ZOOM_RANGE.1);
    }

    /// Values in range, whatever the file said.
    fn in_range(mut self) -> Self {
        self.zoom_by(0);
        self.recent.truncate(RECENT_LIMIT);
        let sound = |size: &WindowSize| {
            let range = 200.0..20_000.0;
            range.contains(&size.width) && range.contains(&size.height)
        };
        self.window = self.window.filter(sound);
        self
    }

    /// A path that is no text cannot stand in the file; the rest of the preferences can.
    fn writable(&self) -> Self {
        let mut prefs = self.clone();
        prefs.recent.retain(|recent| recent.path.to_str().is_some());
        prefs.last_folder = prefs.last_folder.filter(|folder| folder.to_str().is_some());
        prefs
    }
}

/// The file in which the preferences are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrefsFile(pub PathBuf);

/// Why the preferences were not kept.
#[derive(Debug)]
pub enum PrefsError {
    /// They cannot be written as text.
    Unwritable(String),
    /// Their folder cannot be made.
    Folder(io::Error),
    /// The file cannot be saved.
    Save(SaveError),
}

impl fmt::Display for PrefsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The preferences were not kept. ")?;
        match self {
            Self::Unwritable(why) => out.write_str(why),
            Self::Folder(err) => write!(out, "Their folder cannot be made: {err}."),
            Self::Save(err) => err.fmt(out),
        }
    }
}

impl std::error::Error for PrefsError {}

impl PrefsFile {
    /// In this folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join("preferences.ron"))
    }

    /// In the folder named by [`FOLDER_VARIABLE`], or else in the user's configuration folder; none
    /// where the user has no such folder.
    pub fn of_user() -> Option<Self> {
        if let Some(folder) = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty())
        {
            return Some(Self::in_folder(Path::new(&folder)));
        }
        directories::ProjectDirs::from("", "", "trajectory")
            .map(|folders| Self::in_folder(folders.config_dir()))
    }

    /// Reads the preferences. Where the file is missing they are the defaults; where it cannot be
    /// read or understood as well, and the sentence says so. A file that is not understood is put
    /// aside under a name of its own, so that nothing in it is lost.
    pub fn load(&self) -> (Prefs, Option<String>) {
        let bytes = match save::load(&self.0) {
            Ok((bytes, _)) => bytes,
            Err(SaveError::Unreadable(err)) if err.kind() == io::ErrorKind::NotFound => {
                return (Prefs::default(), None);
            }
            Err(err) => {
                let sentence = format!("The preferences are not as they were. {err}");
                return (Prefs::default(), Some(sentence));
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        match read_text::<Prefs>(&text) {
            Ok(prefs) => (prefs.in_range(), None),
            Err(err) => {
                let aside = self.0.with_extension("ron.broken");
                let kept = match std::fs::rename(&self.0, &aside) {
                    Ok(()) => format!(" The file is now {}.", aside.display()),
                    Err(_) => String::new(),
                };
                let place = err.place;
                let sentence =
                    format!("The preferences are not as they were: line {place}: {err}{kept}");
                (Prefs::default(), Some(sentence))
            }
        }
    }

    /// Keeps the preferences.
    ///
    /// # Errors
    /// See [`PrefsError`]; the old file is then as it was.
    pub fn save(&self, prefs: &Prefs) -> Result<(), PrefsError> {
        let text = record_text(&prefs.writable())
            .map_err(|err| PrefsError::Unwritable(err.to_string()))?;
        if let Some(folder) = self.0.parent() {
            make_private_folder(folder).map_err(PrefsError::Folder)?;
        }
        let base = save::base_of(&self.0).map_err(PrefsError::Save)?;
        save::save(&self.0, text.as_bytes(), &base).map_err(PrefsError::Save)?;
        Ok(())
    }
}

#[cfg(unix)]
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;

    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Prefs, PrefsFile, RECENT_LIMIT, ThemeChoice, WindowSize};

    fn file() -> (tempfile::TempDir, PrefsFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = PrefsFile::in_folder(&folder.path().join("deep/er"));
        (folder, file)
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let (_folder, file) = file();
        assert_eq!(file.load(), (Prefs::default(), None));
        let mut prefs = Prefs {
            theme: ThemeChoice::Dark,
            last_folder: Some("/records".into()),
            window: Some(WindowSize {
                width: 1280.0,
                height: 800.5,
            }),
            ..Prefs::default()
        };
        prefs.zoom_by(20);
        prefs.remember(
            "/records/a \"b\".ron".into(),
            "O'Neill’s board".into(),
            date(2019, 10, 1).at(9, 30, 0, 0),
        );
        file.save(&prefs).unwrap();
        assert_eq!(file.load(), (prefs.clone(), None));
        prefs.theme = ThemeChoice::Light;
        file.save(&prefs).unwrap();
        assert_eq!(file.load(), (prefs, None));
    }

    #[test]
    fn a_broken_file_is_put_aside_and_said() {
        let (_folder, file) = file();
        file.save(&Prefs::default()).unwrap();
        let text = "(theme: Purple)";
        std::io::Write::write_all(
            &mut std::fs::File::create(&file.0).unwrap(),
            text.as_bytes(),
        )
        .unwrap();
        let (prefs, notice) = file.load();
        assert_eq!(prefs, Prefs::default());
        let notice = notice.unwrap();
        assert!(notice.contains("Purple"), "{notice}");
        let aside = file.0.with_extension("ron.broken");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), text);
        assert_eq!(file.load(), (Prefs::default(), None));
    }

    #[test]
    fn a_newer_programs_fields_and_wild_values_do_no_harm() {
        let (_folder, file) = file();
        file.save(&Prefs::default()).unwrap();
        let text = "(novelty: 7, zoom_percent: 9999, window: (width: 0, height: 1e30))";
        std::io::Write::write_all(
            &mut std::fs::File::create(&file.0).unwrap(),
            text.as_bytes(),
        )
        .unwrap();
        let (prefs, notice) = file.load();
        assert_eq!(notice, None);
        assert_eq!((prefs.zoom_percent, prefs.window), (300, None));
    }

    #[test]
    fn the_latest_file_comes_first_and_only_once() {
        let mut prefs = Prefs::default();
        let at = date(2019, 10, 1).at(9, 0, 0, 0);
        for count in 0..20 {
            prefs.remember(format!("/{count}.ron").into(), String::new(), at);
        }
        prefs.remember("/15.ron".into(), "again".into(), at);
        assert_eq!(prefs.recent.len(), RECENT_LIMIT);
        assert_eq!(prefs.recent[0].name, "again");
        prefs.forget("/15.ron".as_ref());
        assert!(prefs.recent.iter().all(|recent| recent.name.is_empty()));
    }

    #[test]
    fn the_theme_switches_back_and_forth() {
        assert_eq!(ThemeChoice::System.switched(), ThemeChoice::Dark);
        assert_eq!(ThemeChoice::Dark.switched(), ThemeChoice::Light);
    }
}
