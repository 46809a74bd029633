//! Which files of an output folder are ours: a list beside them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The list's name in the output folder.
pub(super) const NAME: &str = ".fieldwright-files";

const HEAD: &str = "# The files that fieldwright has made and may replace or remove. Do not edit.\n";

/// The paths of the list, as it stands in the folder.
pub(super) fn read(folder: &Path) -> io::Result<BTreeSet<String>> {
    match fs::read_to_string(folder.join(NAME)) {
        Ok(text) => Ok(paths(&text).map(str::to_owned).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// The paths in a list's text.
pub(super) fn paths(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| is_inside(line))
}

/// The list's text.
pub(super) fn text<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    let mut text = HEAD.to_owned();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// Whether a path is one that we would have written: below the folder, in plain characters, without tricks. The list
/// could have been changed by anybody, and what it names may be removed.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        })
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn a_list_can_name_nothing_outside_its_folder() {
        assert!(is_inside("src/rapyd/payment_updated.rs"));
        for path in ["", "/etc/passwd", "../x", "src/../../x", "C:\\x", "src//x", "# head", "src/.git", "a b"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
