//! What the typesetter may see: the template, the document as data, the files that travel with it,
//! and the bundled faces. No disk, no network, no packages, no clock.

use std::sync::LazyLock;

use typst::{
    Feature, Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::fonts;

const TEMPLATE: &str = include_str!("../../../assets/pack/pack.typ");

macro_rules! marks {
    ($($name:literal),* $(,)?) => {
        [$((
            concat!("/marks/", $name, ".svg"),
            include_bytes!(concat!("../../../assets/pack/marks/", $name, ".svg")).as_slice(),
        )),*]
    };
}

/// The drawings of the marks, by the paths at which the template finds them.
const MARKS: [(&str, &[u8]); 7] =
    marks!["red", "amber", "green", "blue", "delivered", "bar", "gap"];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Header cells of rows are called extras; a table of facts has no others.
    let extras = std::iter::once(Feature::A11yExtras).collect();
    LazyHash::new(Library::builder().with_features(extras).build())
});

/// The path of a file that travels with the document.
pub fn file_path(index: usize) -> String {
    format!("/file/{index}")
}

/// The typesetter's world.
pub struct PackWorld {
    main: Source,
    data: (FileId, Bytes),
    files: Vec<(FileId, Bytes)>,
}

impl PackWorld {
    /// A world with this data and these files, which are found at [`file_path`].
    pub fn new(json: Vec<u8>, files: &[&[u8]]) -> Option<Self> {
        let marks = MARKS.map(|(path, bytes)| Some((id(path)?, Bytes::new(bytes))));
        let files = files
            .iter()
            .enumerate()
            .map(|(index, bytes)| Some((id(&file_path(index))?, Bytes::new(bytes.to_vec()))));
        Some(Self {
            main: Source::new(id("/main.typ")?, TEMPLATE.to_owned()),
            data: (id("/pack.json")?, Bytes::new(json)),
            files: marks.into_iter().chain(files).collect::<Option<Vec<_>>>()?,
        })
    }
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PackWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        std::iter::once(&self.data)
            .chain(&self.files)
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::faces().get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
