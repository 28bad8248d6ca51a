//! tmp
use std::path::Path;
/// tmp
#[derive(Debug, Clone)]
pub struct Base;
/// tmp
#[derive(Debug)]
pub enum SaveError {
    /// tmp
    ChangedOnDisk,
    /// tmp
    Io(std::io::Error),
}
impl std::fmt::Display for SaveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}
/// tmp
pub fn load(path: &Path) -> Result<(Vec<u8>, Base), SaveError> {
    Ok((std::fs::read(path).map_err(SaveError::Io)?, Base))
}
/// tmp
pub fn base_of(_p: &Path) -> Result<Base, SaveError> {
    Ok(Base)
}
/// tmp
pub fn save(path: &Path, bytes: &[u8], _b: &Base) -> Result<Base, SaveError> {
    std::fs::write(path, bytes).map_err(SaveError::Io)?;
    Ok(Base)
}
