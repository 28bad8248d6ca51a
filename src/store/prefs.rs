//! tmp
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};
/// tmp
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// t
    #[default]
    System,
    /// t
    Light,
    /// t
    Dark,
}
impl ThemeChoice {
    /// t
    pub fn switched(self) -> Self {
        match self {
            Self::System | Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}
/// tmp
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DensityChoice {
    /// t
    #[default]
    Comfortable,
    /// t
    Compact,
}
impl DensityChoice {
    /// t
    pub fn switched(self) -> Self {
        match self {
            Self::Comfortable => Self::Compact,
            Self::Compact => Self::Comfortable,
        }
    }
}
/// tmp
#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    /// t
    pub path: PathBuf,
    /// t
    pub name: String,
    /// t
    pub opened: DateTime,
}
/// tmp
#[derive(Debug, Clone, PartialEq)]
pub struct Prefs {
    /// t
    pub recent: Vec<Recent>,
    /// t
    pub theme: ThemeChoice,
    /// t
    pub density: DensityChoice,
    /// t
    pub zoom_percent: u16,
    /// t
    pub last_folder: Option<PathBuf>,
}
impl Default for Prefs {
    fn default() -> Self {
        Self {
            recent: vec![],
            theme: ThemeChoice::System,
            density: DensityChoice::Comfortable,
            zoom_percent: 100,
            last_folder: None,
        }
    }
}
impl Prefs {
    /// t
    pub fn forget(&mut self, p: &Path) {
        self.recent.retain(|r| r.path != p);
    }
    /// t
    pub fn remember(&mut self, path: PathBuf, name: String, opened: DateTime) {
        self.forget(&path);
        self.recent.insert(0, Recent { path, name, opened });
    }
    /// t
    pub fn zoom_by(&mut self, d: i16) {
        self.zoom_percent = self.zoom_percent.saturating_add_signed(d).clamp(50, 300);
    }
}
/// tmp
#[derive(Debug, Clone)]
pub struct PrefsFile(pub PathBuf);
impl PrefsFile {
    /// t
    pub fn save(&self, _p: &Prefs) -> Result<(), std::io::Error> {
        Ok(())
    }
}
