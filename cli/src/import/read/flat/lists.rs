//! Lists with bullets, and lines that are headings.

use super::{Line, indent, words};
use crate::import::page::ListItem;
use crate::import::vocabulary::key;

/// What a line says behind its bullet.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let signed = ["• ", "- ", "* ", "– ", "◦ ", "▪ ", "‣ ", "· ", "○ ", "●", "•\t", "-\t"];
    signed.iter().find_map(|sign| text.strip_prefix(sign)).or_else(|| numbered(text)).map(str::trim)
}

/// `1. `, `2) `.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=2).contains(&digits).then_some(rest)
}

/// The list that begins with the first of these lines, and how many of them it takes.
pub(super) fn list(lines: &[Line]) -> (Vec<ListItem>, usize) {
    let mut items = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        let Some(text) = bullet(line.text) else { break };
        let indent = indent(line.text);
        while indents.last().is_some_and(|outer| *outer > indent) {
            indents.pop();
        }
        if indents.last() != Some(&indent) {
            indents.push(indent);
        }
        items.push(ListItem { line: line.number, depth: indents.len() - 1, text: words(text) });
        taken = index + 1;
    }
    (items, taken)
}

/// Whether a line is a heading: a few words, most of them with a capital, that are no sentence.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 120 || is_callout(text) || text.ends_with(['.', ',', ';', ':', '!', '?']) || bullet(text).is_some()
    {
        return false;
    }
    let long =
        || text.split_whitespace().filter(|word| word.chars().count() > 3 || word.chars().all(char::is_uppercase));
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let count = long().count();
    text.split_whitespace().count() <= 14
        && text.starts_with(char::is_uppercase)
        && count > 0
        && long().filter(capital).count() * 5 >= count * 3
}

/// Whether a line begins a note between the others.
pub(super) fn is_callout(text: &str) -> bool {
    matches!(key(text).as_str(), "note" | "notes" | "important" | "warning" | "tip" | "caution" | "info" | "example")
}

/// Whether a line belongs to the site around the page.
pub(super) fn is_chrome(text: &str) -> bool {
    const LINES: [&str; 14] = [
        "skip to main content",
        "skip to content",
        "on this page",
        "in this article",
        "table of contents",
        "copy",
        "copy page",
        "copy code",
        "edit this page",
        "previous",
        "next",
        "was this page helpful?",
        "copied",
        "search",
    ];
    text.len() < 40 && LINES.contains(&text.trim().to_lowercase().as_str())
}
