//! Doc comments. Their text is hostile by assumption: a schema may have been imported from anywhere.

use proc_macro2::TokenStream;
use quote::quote;

/// A doc comment of paragraphs. Each becomes one line of Markdown in which nothing of the text is markup: code in it
/// would be run as a test, a link in it resolved, and a bare address complained of.
pub(super) fn paragraphs(texts: &[String]) -> TokenStream {
    let mut lines = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.split('\n').map(|line| format!(" {line}")));
    }
    quote!(#(#[doc = #lines])*)
}

/// The same as inner attributes.
pub(super) fn inner(texts: &[String]) -> TokenStream {
    let mut lines = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.split('\n').map(|line| format!(" {line}")));
    }
    quote!(#(#![doc = #lines])*)
}

/// A text of a schema as one line of Markdown that shows it as it is.
pub(super) fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
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

/// A name or value in code style. A backtick cannot be escaped there, so the fence is longer than any run of them.
pub(super) fn code(text: &str) -> String {
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
