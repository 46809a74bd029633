//! Characters that a reader of a file does not see, and that make it say something else than it shows.

use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Why a character may not stand in a schema, if it may not.
pub(crate) fn objection(character: char) -> Option<&'static str> {
    match character {
        '\t' | '\n' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some("a control character"),
        '\u{feff}' => Some("a byte order mark"),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("a character that changes the direction of writing")
        }
        '\u{2028}' | '\u{2029}' => Some("a line break that most editors do not show"),
        _ => None,
    }
}

/// The first such character of a file. A carriage return may stand before a line feed, as Windows writes it.
pub(super) fn hidden(file: usize, text: &str) -> Option<Diagnostic> {
    // In most files there is nothing but printable ASCII, which takes no look at each character.
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.bytes().fold(true, |all, byte| all & plain(byte)) {
        return None;
    }
    let (start, character, what) = text.char_indices().find_map(|(start, character)| {
        let line_end = character == '\r' && text.as_bytes().get(start + 1) == Some(&b'\n');
        objection(character).filter(|_| !line_end).map(|what| (start, character, what))
    })?;
    let span = Span { file, start, end: start + character.len_utf8() };
    let code = u32::from(character);
    Some(
        Diagnostic::error(Code::F0104, span, format!("{what}, U+{code:04X}, stands here"))
            .help("Take it out; in quoted text it can be written as an escape, such as \"\\u00a0\"."),
    )
}
