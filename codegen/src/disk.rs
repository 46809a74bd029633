//! All reading and writing of files.

mod diff;
mod draft;
mod manifest;
mod plan;
mod record;
mod stage;
mod tree;

pub use draft::Draft;
pub use plan::{Change, Plan};
pub use record::{Left, Run};
pub use tree::{Tree, WriteError};

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::parallel;
use crate::source::{SourceFile, Sources};

/// No schema is longer than this, in bytes: the longest known page makes one of a thousandth of it.
pub const MAX_SCHEMA_BYTES: u64 = 16 << 20;

/// Why schemas could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What went wrong with it.
    pub source: io::Error,
}

/// Reads `<folder>/<provider>/<page>.yaml`, in no other folders. Folders and files that start with a dot are left alone.
///
/// # Errors
/// If the folder or a file in it cannot be read, is a link, is not UTF-8, or is longer than [`MAX_SCHEMA_BYTES`].
pub fn read(folder: &Path) -> Result<Sources, ReadError> {
    let mut found = Vec::new();
    for (provider, entry) in entries(folder)? {
        if !is_plain(&entry, fs::FileType::is_dir)? {
            continue;
        }
        for (name, entry) in entries(&entry.path())? {
            let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { continue };
            if is_plain(&entry, fs::FileType::is_file)? {
                let (path, stem) = (format!("schemas/{provider}/{name}"), stem.to_owned());
                let file = SourceFile { path, provider: provider.clone(), stem, text: String::new() };
                found.push((file, entry.path()));
            }
        }
    }
    let texts = parallel::map(&found, |(_, path)| text(path));
    let filled = found.into_iter().zip(texts).map(|((file, _), text)| Ok(SourceFile { text: text?, ..file }));
    Ok(Sources::new(filled.collect::<Result<_, _>>()?))
}

/// The entries of a folder by name, sorted, without hidden ones.
fn entries(folder: &Path) -> Result<Vec<(String, fs::DirEntry)>, ReadError> {
    let fail = |source| ReadError { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry));
        }
    }
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries)
}

/// Whether the entry is of a kind. A link to one is refused: what is left out in silence would be missed in the output.
fn is_plain(entry: &fs::DirEntry, kind: impl Fn(&fs::FileType) -> bool) -> Result<bool, ReadError> {
    let path = entry.path();
    let fail = |source| ReadError { path: path.clone(), source };
    let found = entry.file_type().map_err(fail)?;
    if found.is_symlink() && fs::metadata(&path).is_ok_and(|behind| kind(&behind.file_type())) {
        return Err(fail(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is a link: schemas are not read through links",
        )));
    }
    Ok(kind(&found))
}

fn text(path: &Path) -> Result<String, ReadError> {
    let fail = |source| ReadError { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    // One byte more than may be there tells a file that is too long.
    let file = fs::File::open(path).map_err(fail)?;
    bytes.reserve(
        file.metadata().map_or(0, |metadata| usize::try_from(metadata.len().min(MAX_SCHEMA_BYTES)).unwrap_or(0)) + 1,
    );
    file.take(MAX_SCHEMA_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > MAX_SCHEMA_BYTES {
        let why = format!("longer than {MAX_SCHEMA_BYTES} bytes");
        return Err(fail(io::Error::new(io::ErrorKind::FileTooLarge, why)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..sound).unwrap_or_default());
        let (lines, last) = (before.split('\n').count(), before.rsplit('\n').next().unwrap_or_default());
        let why = format!("not UTF-8 at line {lines}, column {}", last.chars().count() + 1);
        fail(io::Error::new(io::ErrorKind::InvalidData, why))
    })
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
