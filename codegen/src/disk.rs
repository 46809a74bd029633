//! All reading and writing of files.

mod diff;
mod manifest;
mod tree;

pub use tree::{Change, Plan, Tree, WriteError};

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

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

/// Reads `<folder>/<provider>/<page>.yaml`, in no other folders and through no links. Folders and files that start with a
/// dot are left alone.
///
/// # Errors
/// If the folder or a file in it cannot be read, is not UTF-8, or is longer than [`MAX_SCHEMA_BYTES`].
pub fn read(folder: &Path) -> Result<Sources, ReadError> {
    let mut files = Vec::new();
    for (provider, path) in entries(folder)? {
        if !is_plain(&path, fs::FileType::is_dir)? {
            continue;
        }
        for (name, path) in entries(&path)? {
            let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { continue };
            if is_plain(&path, fs::FileType::is_file)? {
                files.push(SourceFile {
                    path: format!("schemas/{provider}/{name}"),
                    provider: provider.clone(),
                    stem: stem.to_owned(),
                    text: text(&path)?,
                });
            }
        }
    }
    Ok(Sources::new(files))
}

/// The entries of a folder by name, sorted, without hidden ones.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, ReadError> {
    let fail = |source| ReadError { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry.path()));
        }
    }
    entries.sort();
    Ok(entries)
}

/// Whether the entry itself, not what a link points to, is of a kind.
fn is_plain(path: &Path, kind: impl Fn(&fs::FileType) -> bool) -> Result<bool, ReadError> {
    let metadata = fs::symlink_metadata(path).map_err(|source| ReadError { path: path.to_owned(), source })?;
    Ok(kind(&metadata.file_type()))
}

fn text(path: &Path) -> Result<String, ReadError> {
    let fail = |source| ReadError { path: path.to_owned(), source };
    if fs::metadata(path).map_err(fail)?.len() > MAX_SCHEMA_BYTES {
        let why = format!("longer than {MAX_SCHEMA_BYTES} bytes");
        return Err(fail(io::Error::new(io::ErrorKind::FileTooLarge, why)));
    }
    fs::read_to_string(path).map_err(fail)
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
