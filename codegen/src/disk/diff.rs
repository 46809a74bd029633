//! Differences between texts, in the unified form that every tool reads.

use similar::TextDiff;

/// What would change in a file; `None` where it does not exist.
pub(super) fn unified(path: &str, old: Option<&str>, new: Option<&str>) -> String {
    let name =
        |side: char, text: Option<&str>| text.map_or_else(|| "/dev/null".to_owned(), |_| format!("{side}/{path}"));
    TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default())
        .unified_diff()
        .context_radius(2)
        .header(&name('a', old), &name('b', new))
        .to_string()
}
