//! The schema's file: never half of it, never over another by accident.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Writes a new file, or with `force` puts it in place of the one that is there.
pub(crate) fn save(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let shown = path.display();
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return Err(Failure::new(format!("`{shown}` is no file")));
    };
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{shown}` is there already")).help("`--force` replaces it"));
    }
    let failed = |error: std::io::Error| Failure::new(format!("cannot write {shown}: {error}"));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    // Beside the file, so that renaming it is one step.
    let draft = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&draft)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    let placed = written.and_then(|()| if force { fs::rename(&draft, path) } else { link(&draft, path) });
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed.map_err(failed)
}

/// Gives the draft its name unless somebody has taken it meanwhile.
fn link(draft: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(draft, path) {
        Ok(()) => fs::remove_file(draft),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no hard links.
        Err(_) => fs::rename(draft, path),
    }
}
