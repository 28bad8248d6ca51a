use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::fs::{Disk, Fs};
use super::{Base, SaveError, Step, base_of, load, save, save_with};

const OLD: &[u8] = b"the old record, which somebody wrote with care";
const NEW: &[u8] = b"the new record, with one more decision in it";

/// What goes wrong, and how often.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Once,
    ForEver,
    /// A write takes half of the bytes; anything else fails once.
    Short,
}

/// Counts operations and makes the `at`-th fail.
struct Faulty<'f, F> {
    under: &'f F,
    count: Cell<usize>,
    at: usize,
    fault: Fault,
    kind: io::ErrorKind,
    after: &'f dyn Fn(),
}

impl<F: Fs> Faulty<'_, F> {
    fn fails(&self) -> bool {
        let count = self.count.get() + 1;
        self.count.set(count);
        count == self.at || (self.fault == Fault::ForEver && count > self.at)
    }

    fn or_fault<T>(&self, work: impl FnOnce(&F) -> io::Result<T>) -> io::Result<T> {
        let result = if self.fails() {
            Err(io::Error::from(self.kind))
        } else {
            work(self.under)
        };
        (self.after)();
        result
    }
}

impl<F: Fs> Fs for Faulty<'_, F> {
    type File = F::File;

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.or_fault(|fs| fs.real_path(path))
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        self.or_fault(|fs| fs.size(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.or_fault(|fs| fs.read(path))
    }

    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<F::File> {
        self.or_fault(|fs| fs.create(path, like))
    }

    fn write(&self, file: &mut F::File, bytes: &[u8]) -> io::Result<usize> {
        if self.fault == Fault::Short && self.count.get() + 1 == self.at {
            self.count.set(self.at);
            return self.under.write(file, &bytes[..bytes.len() / 2]);
        }
        self.or_fault(|fs| fs.write(file, bytes))
    }

    fn copy_permissions(&self, from: &Path, to: &F::File) -> io::Result<()> {
        self.or_fault(|fs| fs.copy_permissions(from, to))
    }

    fn flush(&self, file: &F::File) -> io::Result<()> {
        self.or_fault(|fs| fs.flush(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.rename(from, to))
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.flush_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.or_fault(|fs| fs.remove(path))
    }
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn folder_with(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.ron");
    put(&path, bytes);
    (folder, path)
}

/// Sets the stage: what the tests write is not what they test.
fn put(path: &Path, bytes: &[u8]) {
    let mut file = std::fs::File::create(path).unwrap();
    io::Write::write_all(&mut file, bytes).unwrap();
}

#[test]
fn a_save_replaces_the_file_and_leaves_nothing_beside_it() {
    let (folder, path) = folder_with(OLD);
    let (bytes, base) = load(&path).unwrap();
    assert_eq!(bytes, OLD);
    let base = save(&path, NEW, &base).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert_eq!(base, Base::of(NEW));
    assert_eq!(files_in(folder.path()), ["board.ron"]);
}

#[test]
fn a_new_file_is_made_only_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.ron");
    let base = base_of(&path).unwrap();
    assert_eq!(base, Base::ABSENT);
    save(&path, NEW, &base).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    assert!(matches!(
        save(&path, OLD, &Base::ABSENT),
        Err(SaveError::ChangedOnDisk)
    ));
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
}

#[test]
fn what_somebody_else_wrote_is_never_overwritten() {
    let (_folder, path) = folder_with(OLD);
    let (_, base) = load(&path).unwrap();
    put(&path, b"theirs");
    assert!(matches!(
        save(&path, NEW, &base),
        Err(SaveError::ChangedOnDisk)
    ));
    assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(save(&path, NEW, &base), Err(SaveError::Gone)));
    assert!(!path.exists());
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/board.ron");
    let err = save(&path, NEW, &Base::ABSENT).unwrap_err();
    let sentence = err.to_string();
    assert!(sentence.contains("no such file or folder"), "{sentence}");
    assert!(sentence.contains("Choose another folder."), "{sentence}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_its_target_changes_with_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, path) = folder_with(OLD);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    save(&link, NEW, &base_of(&link).unwrap()).unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::read(&path).unwrap(), NEW);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn the_same_bytes_touch_nothing() {
    use std::os::unix::fs::MetadataExt as _;

    let (_folder, path) = folder_with(OLD);
    let inode = std::fs::metadata(&path).unwrap().ino();
    save(&path, OLD, &base_of(&path).unwrap()).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().ino(), inode);
}

#[test]
fn a_file_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ron");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(super::SIZE_LIMIT + 1).unwrap();
    assert!(matches!(load(&path), Err(SaveError::TooLarge(_))));
}

/// Runs a save with every operation failing in turn; gives how many faults were tried.
fn every_fault(present: bool, fault: Fault, kind: io::ErrorKind) -> usize {
    for at in 1.. {
        let (folder, path) = folder_with(OLD);
        if !present {
            std::fs::remove_file(&path).unwrap();
        }
        let base = base_of(&path).unwrap();
        let faulty = Faulty {
            under: &Disk,
            count: Cell::new(0),
            at,
            fault,
            kind,
            after: &|| {
                let seen = std::fs::read(&path).unwrap_or_default();
                assert!(
                    seen == NEW || (present && seen == OLD) || (!present && seen.is_empty()),
                    "{seen:?}"
                );
            },
        };
        let result = save_with(&faulty, &path, NEW, &base);
        let now = std::fs::read(&path).ok();
        let replaced = now.as_deref() == Some(NEW);
        match &result {
            Ok(base) => {
                assert!(replaced, "said to be saved: {fault:?} {kind:?} at {at}");
                assert_eq!(base, &Base::of(NEW));
            }
            Err(SaveError::Failed {
                step: Step::FlushFolder,
                ..
            }) => assert!(replaced),
            Err(err) => {
                assert_eq!(now.is_some(), present, "{err}");
                assert!(!replaced, "{fault:?} {kind:?} at {at}: {err}");
                assert!(err.to_string().ends_with('.'), "{err}");
            }
        }
        if fault != Fault::ForEver {
            let names = files_in(folder.path());
            assert!(names.len() <= 1, "left behind at {at}: {names:?}");
        }
        // Once the trouble is over, saving again must work.
        if result.is_err() {
            save(&path, NEW, &base).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), NEW);
        }
        if faulty.count.get() < at {
            return at - 1;
        }
    }
    unreachable!("every save ends")
}

#[test]
fn whatever_fails_the_file_is_the_old_or_the_new_one() {
    let kinds = [
        io::ErrorKind::StorageFull,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::InvalidInput,
        io::ErrorKind::Interrupted,
        io::ErrorKind::QuotaExceeded,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::Other,
    ];
    let mut tried = 0;
    for kind in kinds {
        for fault in [Fault::Once, Fault::Short, Fault::ForEver] {
            if (fault, kind) == (Fault::ForEver, io::ErrorKind::Interrupted) {
                // A write that is interrupted for ever is tried for ever.
                continue;
            }
            for present in [true, false] {
                tried += every_fault(present, fault, kind);
            }
        }
    }
    assert!(tried >= 300, "only {tried} faults tried");
}

/// A disk in memory that knows what a power cut would leave: bytes that were not flushed may be
/// there, torn or missing, names that were not flushed may be old or new.
#[derive(Clone, Debug, Default)]
struct Platter {
    names: BTreeMap<PathBuf, usize>,
    flushed_names: BTreeMap<PathBuf, usize>,
    files: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl Platter {
    /// Every content the record may have after a power cut now.
    fn after_cut(&self, path: &Path) -> Vec<Option<Vec<u8>>> {
        let mut found = Vec::new();
        for names in [&self.names, &self.flushed_names] {
            let Some(&file) = names.get(path) else {
                found.push(None);
                continue;
            };
            let (bytes, flushed) = &self.files[file];
            if flushed.as_ref() == Some(bytes) {
                found.push(Some(bytes.clone()));
                continue;
            }
            found.push(Some(bytes.clone()));
            found.push(Some(bytes[..bytes.len() / 2].to_vec()));
            found.push(Some(flushed.clone().unwrap_or_default()));
        }
        found
    }
}

#[derive(Default)]
struct Memory {
    platter: RefCell<Platter>,
    /// The platter after each operation.
    moments: RefCell<Vec<Platter>>,
}

impl Memory {
    fn change<T>(&self, work: impl FnOnce(&mut Platter) -> T) -> T {
        let result = work(&mut self.platter.borrow_mut());
        self.moments
            .borrow_mut()
            .push(self.platter.borrow().clone());
        result
    }
}

impl Fs for Memory {
    type File = usize;

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        self.read(path).map(|bytes| bytes.len() as u64)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let platter = self.platter.borrow();
        let file = platter.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(platter.files[*file].0.clone())
    }

    fn create(&self, path: &Path, _like: Option<&Path>) -> io::Result<usize> {
        self.change(|platter| {
            let number = platter.files.len();
            platter.files.push((Vec::new(), None));
            platter.names.insert(path.to_owned(), number);
            Ok(number)
        })
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        let part = &bytes[..bytes.len().min(10)];
        self.change(|platter| platter.files[*file].0.extend_from_slice(part));
        Ok(part.len())
    }

    fn copy_permissions(&self, _from: &Path, _to: &usize) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self, file: &usize) -> io::Result<()> {
        self.change(|platter| {
            let (bytes, flushed) = &mut platter.files[*file];
            *flushed = Some(bytes.clone());
        });
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|platter| {
            let file = platter.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
            platter.names.insert(to.to_owned(), file);
            Ok(())
        })
    }

    fn flush_folder(&self, _folder: &Path) -> io::Result<()> {
        self.change(|platter| platter.flushed_names = platter.names.clone());
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(|platter| platter.names.remove(path));
        Ok(())
    }
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_old_or_the_new_file() {
    let path = Path::new("/board.ron");
    let disk = Memory::default();
    disk.change(|platter| {
        platter.files.push((OLD.to_vec(), Some(OLD.to_vec())));
        platter.names.insert(path.to_owned(), 0);
        platter.flushed_names = platter.names.clone();
    });
    save_with(&disk, path, NEW, &Base::of(OLD)).unwrap();
    let moments = disk.moments.borrow();
    assert!(moments.len() > 8, "{}", moments.len());
    for (count, moment) in moments.iter().enumerate() {
        for content in moment.after_cut(path) {
            let content = content.expect("the name never goes");
            assert!(
                content == OLD || content == NEW,
                "moment {count}: {}",
                String::from_utf8_lossy(&content)
            );
        }
    }
    // Saved was said: from now on it is the new one.
    let last = moments.last().unwrap();
    assert!(
        last.after_cut(path)
            .iter()
            .all(|content| content.as_deref() == Some(NEW))
    );
}
