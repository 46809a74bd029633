//! The set on disk: `*.ndjson`, and the schemas that its cases name.
//!
//! `*.hand.ndjson` are written by people; every other file is written by [`write()`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use fieldwright_cli::conformance::case::Case;
use fieldwright_codegen::{Model, compile, disk};

use crate::cases::themes;

/// The set's folder.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The systematic files by their paths below the set's folder.
pub fn systematic() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for theme in themes() {
        files.insert(format!("{}.ndjson", theme.name), theme.text());
        files.extend(theme.schemas.into_iter().map(|(path, text)| (format!("schemas/{path}"), text)));
    }
    files
}

/// Writes the systematic files that are not as they should be into the folder, and names them. Whatever else is there stays.
///
/// # Errors
/// If one cannot be read or written.
pub fn write(folder: &Path) -> io::Result<Vec<String>> {
    let mut written = Vec::new();
    for (path, text) in systematic() {
        let file = folder.join(&path);
        if fs::read_to_string(&file).is_ok_and(|now| now == text) {
            continue;
        }
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, text)?;
        written.push(path);
    }
    Ok(written)
}

/// A file's name, and its lines: cases, or why one is none.
pub type Lines = (String, Vec<Result<Case, String>>);

/// All cases of the set: each file's name, and what is in it or why that is no case.
///
/// # Errors
/// If a file cannot be read.
pub fn read(folder: &Path) -> io::Result<Vec<Lines>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ndjson"));
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, fs::read_to_string(path)?.lines().map(Case::read).collect()))
        })
        .collect()
}

/// The schemas of the set, or those of the workspace.
///
/// # Errors
/// If they do not load: what is wrong with them.
pub fn schemas(folder: &Path) -> Result<Model, String> {
    let compiled = compile(&disk::read(folder).map_err(|error| error.to_string())?);
    let messages: Vec<String> = compiled.diagnostics.into_iter().map(|found| found.message).collect();
    compiled.model.ok_or_else(|| messages.join("\n"))
}
