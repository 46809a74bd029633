//! What a name cell says: the name, its depth, and whatever else was put beside it.

use super::Finder;
use super::presence::{self, Presence};
use crate::import::page::{MarkKind, Text};
use crate::import::vocabulary::{is_name, is_type_word, key};

/// A name as it stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "there is no other word for it")]
pub(crate) struct Name {
    /// On the wire, possibly a path: `data.object.id`, `ewallets[].amount`.
    pub(crate) name: String,
    /// How deep it stands by the marks before it: `- `, `» »`, an indentation.
    pub(crate) depth: Depth,
    pub(crate) presence: Option<Presence>,
    pub(crate) nullable: bool,
    /// What looks like a type beside the name.
    pub(crate) kind: Option<Text>,
}

/// How deep a name stands, as far as the cell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(crate) struct Depth {
    /// Marks before the name.
    pub(crate) marks: usize,
    /// Spaces before the name: more or less, never how many.
    pub(crate) indent: usize,
}

/// Reads a name cell. `None`: there is no name in it.
pub(crate) fn cell(text: &Text) -> Option<Name> {
    let (marks, rest) = unmarked(&text.plain);
    let offset = text.plain.len() - rest.len();
    let (raw, end) = match (span(text, offset), PATH.end(rest)) {
        (Some(range), _) => (text.plain.get(range.clone())?, range.end),
        (None, Some(end)) => (rest.get(..end)?, offset + end),
        (None, None) => {
            let word = rest.split_whitespace().next()?;
            // `amount(optional)`: a bracket ends the name, unless it is that of an array.
            let end = word.find('(').filter(|end| *end > 0).unwrap_or(word.len());
            (word.get(..end)?, offset + end)
        }
    };
    let stars = raw.ends_with('*') || text.plain.get(end..)?.trim_start().starts_with('*');
    let optional = raw.ends_with('?');
    let (inner_marks, name) = unmarked(raw);
    let name = name.trim_end_matches(['*', '?', ':', ',']).trim_matches(['"', '\'', '`']);
    let name = dotted(name);
    let name = name.as_str();
    if !is_name(name) || !name.chars().any(|c| c.is_alphabetic() || c == '_') {
        return None;
    }
    let beside = text.slice(end..text.plain.len());
    let beside_text = beside.plain.trim_start_matches(['*', '?', ':', ',']).trim();
    let presence = if optional {
        Some(Presence::Optional)
    } else if stars {
        Some(Presence::Required)
    } else {
        presence::prose(&beside).or_else(|| presence::cell(beside_text).filter(|_| beside_text.len() > 2))
    };
    Some(Name {
        name: name.to_owned(),
        depth: Depth { marks: marks + inner_marks, indent: text.indent },
        presence,
        nullable: presence::nullable(beside_text),
        kind: kind(&beside),
    })
    .filter(|name| {
        beside_text.is_empty() || name.presence.is_some() || name.kind.is_some() || says_little(beside_text, text)
    })
}

/// The object that a cell says a row stands in. A group's title of several words is no name on the wire.
pub(crate) fn of_parent(text: &Text) -> Option<String> {
    cell(text).map(|name| name.name)
}

/// `data > total > value`, with or without the spaces.
static PATH: Finder = Finder::new(r"^[A-Za-z_][A-Za-z0-9_\[\]]*(?:\s*(?:->|[>›»→])\s*[A-Za-z_][A-Za-z0-9_\[\]]*)+");

/// A path whose parts stand behind arrows, as one with dots.
fn dotted(name: &str) -> String {
    if !PATH.is_in(name) {
        return name.to_owned();
    }
    let parts = name.split(['>', '›', '»', '→']).map(|part| part.trim().trim_end_matches('-').trim_end());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// The code or bold span that the text begins with.
fn span(text: &Text, offset: usize) -> Option<std::ops::Range<usize>> {
    let named = |kind: &MarkKind| matches!(kind, MarkKind::Code | MarkKind::Strong | MarkKind::Link(_));
    let mark =
        text.marks.iter().find(|mark| named(&mark.kind) && mark.range.start <= offset && mark.range.end > offset)?;
    let inner = text.plain.get(mark.range.clone())?;
    (!inner.trim().contains(char::is_whitespace) || is_name(unmarked(inner).1)).then(|| mark.range.clone())
}

/// How many marks of depth stand before a name, and the rest.
fn unmarked(text: &str) -> (usize, &str) {
    let mut marks = 0;
    let mut rest = text.trim_start();
    loop {
        let Some(first) = rest.chars().next() else { return (marks, rest) };
        let behind = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            '└' | '├' | '»' | '>' | '↳' | '•' | '›' | '→' | '∟' | '·' | '–' | '—' => marks += 1,
            // `-name` and `- name`, but also `--` for two levels; a number is no name.
            '-' | '+' if !behind.starts_with(|c: char| c.is_ascii_digit()) => marks += 1,
            '─' | '│' | '\u{a0}' | '\u{3000}' | '*' => {}
            c if c.is_whitespace() => {}
            _ => return (marks, rest),
        }
        rest = behind;
    }
}

/// What looks like a type beside the name: `id*` with `integer` under it.
fn kind(beside: &Text) -> Option<Text> {
    let mut start = 0;
    for line in beside.plain.split_inclusive('\n') {
        let text = beside.slice(start..start + line.len());
        start += line.len();
        let bare = text.plain.trim_start_matches(['*', '?', ':', '(', ' ']).trim_end_matches(')');
        let first = bare.split(|c: char| c.is_whitespace() || ",;".contains(c)).next().unwrap_or_default();
        let linked = text.links().next().is_some();
        if !first.is_empty() && (is_type_word(first) || linked || is_array(first)) && presence::cell(bare).is_none() {
            let from = text.plain.find(bare).unwrap_or(0);
            return Some(text.slice(from..from + bare.len()));
        }
    }
    None
}

fn is_array(word: &str) -> bool {
    word.ends_with("[]") && is_name(word)
}

/// Whether what stands beside a name is a note and not the rest of a sentence.
fn says_little(beside: &str, text: &Text) -> bool {
    let marked = text.code().next().is_some() || text.marked(&MarkKind::Strong).next().is_some();
    let bracketed = beside.starts_with(['(', '[']) && beside.ends_with([')', ']']);
    bracketed || key(beside).is_empty() || marked && text.plain.contains('\n') || marked && beside.len() <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(String, usize, Option<Presence>, Option<String>)> {
        cell(&Text::of(text)).map(|name| (name.name, name.depth.marks, name.presence, name.kind.map(|kind| kind.plain)))
    }

    #[test]
    fn names_come_with_what_stands_beside_them() {
        let plain = |name: &str| Some((name.to_owned(), 0, None, None));
        assert_eq!(shown("amount"), plain("amount"));
        assert_eq!(shown("data.object.id"), plain("data.object.id"));
        assert_eq!(shown("- MerchantId"), Some(("MerchantId".into(), 1, None, None)));
        assert_eq!(shown("»» id"), Some(("id".into(), 2, None, None)));
        assert_eq!(shown("name?"), Some(("name".into(), 0, Some(Presence::Optional), None)));
        assert_eq!(shown("name*"), Some(("name".into(), 0, Some(Presence::Required), None)));
        assert_eq!(shown("reference\n(required)"), Some(("reference".into(), 0, Some(Presence::Required), None)));
        assert_eq!(shown("id*\ninteger"), Some(("id".into(), 0, Some(Presence::Required), Some("integer".into()))));
        assert_eq!(shown("Work or school account"), None);
        assert_eq!(shown(""), None);
        assert_eq!(shown("-5"), None);
    }
}
