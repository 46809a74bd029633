//! A page → a schema.

use fieldwright_cli::fuzzing::{self, Kind};

/// A page as Markdown.
pub fn import_markdown(data: &[u8]) {
    import(data, Some(Kind::Markdown));
}

/// A page as HTML.
pub fn import_html(data: &[u8]) {
    import(data, Some(Kind::Html));
}

/// A page as text copied from a browser.
pub fn import_text(data: &[u8]) {
    import(data, Some(Kind::Text));
}

/// A page of which nobody has said what it is written in.
pub fn import_any(data: &[u8]) {
    import(data, None);
}

/// Whatever is made of a page passes `check`.
fn import(page: &[u8], kind: Option<Kind>) {
    if let Some((text, passes)) = fuzzing::import(page, kind) {
        assert!(passes, "{text}");
    }
}
