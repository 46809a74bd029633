//! Doc comments. Their text is hostile by assumption: a schema may have been imported from anywhere.

use std::iter;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A doc comment: its lines, of which none is markup. Code in it would be run as a test, a link in it resolved, and a bare
/// address complained of.
#[derive(Debug, Default)]
pub(super) struct Doc {
    text: String,
    /// A line starts without a space.
    bare: bool,
}

/// A doc comment of paragraphs, each of which is one line of Markdown or several.
pub(super) fn paragraphs<T: AsRef<str>>(texts: &[T]) -> Doc {
    let mut doc = Doc::default();
    for text in texts {
        doc.paragraph(text.as_ref());
    }
    doc
}

impl Doc {
    /// One line, which starts at once.
    pub(super) fn bare(line: &str) -> Self {
        Self { text: line.to_owned(), bare: true }
    }

    /// Adds a paragraph, unless there is nothing in it.
    pub(super) fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// The lines as they stand behind the slashes.
    fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let lines = self.text.split('\n').filter(|_| !self.text.is_empty());
        let lines = lines.map(|line| line.trim_end_matches(' '));
        lines.map(|line| (if self.bare || line.is_empty() { "" } else { " " }, line))
    }

    /// Writes the comment as it is laid out, if nothing in it is laid out otherwise: behind a semicolon an item has an empty
    /// line.
    pub(super) fn write(&self, indent: usize, text: &mut String) -> Option<()> {
        for (space, line) in self.lines() {
            if line.ends_with(';') {
                return None;
            }
            text.extend(iter::repeat_n(' ', indent));
            text.push_str("///");
            text.push_str(space);
            text.push_str(line);
            text.push('\n');
        }
        Some(())
    }

    /// The comment inside of what it documents, laid out.
    pub(super) fn inner(&self) -> String {
        self.lines().flat_map(|(space, line)| ["//!", space, line, "\n"]).collect()
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (space, line) in self.lines() {
            let line = format!("{space}{line}");
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

/// A text of a schema as one line of Markdown that shows it as it is.
pub(super) fn plain(text: &str) -> String {
    if is_harmless(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len() + 8);
    for word in text.split(|c: char| c.is_whitespace() || is_unfit(c)).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        for (index, character) in word.char_indices() {
            let special = matches!(character, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '&' | '|');
            let colon = character == ':' && word.get(index..).is_some_and(|rest| rest.starts_with("://"));
            // What starts a heading, a list or a rule does so at the start of the paragraph alone.
            let opening = line.is_empty() && matches!(character, '#' | '-' | '+' | '=' | '_');
            let numbered = matches!(character, '.' | ')') && line.bytes().all(|byte| byte.is_ascii_digit());
            if special || colon || opening || (numbered && !line.is_empty()) {
                line.push('\\');
            }
            line.push(character);
        }
    }
    line
}

/// Whether nothing in a text could be markup, as in most: words with single spaces between them.
fn is_harmless(text: &str) -> bool {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b',' | b'/' | b'-' | b'_');
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(harmless)
        && !text.ends_with(' ')
        && !text.contains("  ")
}

/// A name or value in code style. A backtick cannot be escaped there, so the fence is longer than any run of them.
pub(super) fn code(text: &str) -> String {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        return format!("`{text}`");
    }
    let text: String = text.chars().map(|c| if c.is_whitespace() || is_unfit(c) { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if text.trim().is_empty() {
        return "`\"\"`".to_owned();
    }
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// An address as a link, if nothing in it could end the link.
pub(super) fn link(address: &str) -> String {
    let fit = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`');
    if address.starts_with("https://") && address.chars().all(fit) { format!("<{address}>") } else { code(address) }
}

/// Control characters, and those that change the direction of the text around them or are not seen.
fn is_unfit(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(plain("```rust\npanic!()\n```"), "\\`\\`\\`rust panic!() \\`\\`\\`");
        assert_eq!(plain("    indented"), "indented");
        assert_eq!(plain("see [x](y) <script>"), "see \\[x\\](y) \\<script\\>");
        assert_eq!(plain("# head"), "\\# head");
        assert_eq!(plain("1. one"), "1\\. one");
        assert_eq!(plain("a\rb\u{202e}c"), "a b c");
        assert_eq!(plain("it_visa_card at https://x.test"), "it_visa_card at https\\://x.test");
    }

    #[test]
    fn code_is_fenced_whatever_is_in_it() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "`\"\"`");
    }
}
