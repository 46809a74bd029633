//! Pointers to rows that have another name or place now: in errata, notes, rules, evidence and the event.

use fieldwright_codegen::load::{Node, Value};

use super::edits::Edits;
use super::tree::{Tree, get, items};
use crate::import::transcription::unescaped;
use crate::import::write::scalar;

/// A row that is elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Redirect {
    /// As `Transcription::walk` writes paths.
    pub(super) from: String,
    /// A pointer of the schema, with `*` for items of arrays.
    pub(super) to: String,
}

/// Points everything to where the rows are now.
pub(super) fn redirect(tree: &Tree<'_>, redirects: &[Redirect], edits: &mut Edits) {
    if redirects.is_empty() {
        return;
    }
    let mut write = Write { redirects, edits };
    for section in tree.sections() {
        match section.key.as_str() {
            "errata" | "notes" => items(&section.value).iter().for_each(|entry| write.entry(entry)),
            "event" => write.pointer(get(&section.value, "at").map(|entry| &entry.value), ""),
            "rules" => super::tree::entries(&section.value).iter().for_each(|rule| write.rule(&rule.value)),
            _ => {}
        }
    }
}

struct Write<'w> {
    redirects: &'w [Redirect],
    edits: &'w mut Edits,
}

impl Write<'_> {
    fn entry(&mut self, entry: &Node) {
        self.pointer(get(entry, "at").map(|at| &at.value), "");
        let Some(evidence) = get(entry, "evidence") else { return };
        match &evidence.value.value {
            Value::List(several) => several.iter().for_each(|one| self.pointer(Some(one), "#")),
            _ => self.pointer(Some(&evidence.value), "#"),
        }
    }

    /// A rule names members of one object.
    fn rule(&mut self, rule: &Node) {
        let at = get(rule, "at").and_then(|at| super::tree::text(&at.value)).unwrap_or_default().to_owned();
        for keyword in ["exactlyOneOf", "atMostOneOf", "atLeastOneOf"] {
            for member in get(rule, keyword).into_iter().flat_map(|members| items(&members.value)) {
                let Some(name) = super::tree::text(member) else { continue };
                let pointer = crate::import::transcription::child(&at, name);
                let now = self.now(&pointer);
                if let Some((parent, name)) = now.as_deref().and_then(|now| now.rsplit_once('/'))
                    && plain(parent) == plain(&at)
                {
                    self.edits.replace(member.span.start, member.span.end, scalar(&unescaped(name)));
                }
            }
        }
        self.pointer(get(rule, "at").map(|at| &at.value), "");
    }

    /// Replaces a scalar that is a pointer, or has one behind a sign.
    fn pointer(&mut self, node: Option<&Node>, behind: &str) {
        let Some((node, text)) = node.and_then(|node| Some((node, super::tree::text(node)?))) else { return };
        let (before, pointer) =
            if behind.is_empty() { ("", text) } else { text.split_once(behind).unwrap_or(("", "")) };
        if let Some(now) = self.now(pointer) {
            let text = format!("{before}{behind}{now}");
            // What was plain with a `#` in it may stay plain.
            let plain = !behind.is_empty() && scalar(&now) == now && scalar(before) == before;
            let written = if plain { text } else { scalar(&text).into_owned() };
            self.edits.replace(node.span.start, node.span.end, written);
        }
    }

    fn now(&self, pointer: &str) -> Option<String> {
        let tokens: Vec<&str> = pointer.split('/').collect();
        // The innermost row that has moved says where its members are.
        let within = |redirect: &&Redirect| {
            let pointer = plain(pointer);
            pointer == redirect.from || pointer.strip_prefix(&redirect.from).is_some_and(|rest| rest.starts_with('/'))
        };
        let redirect = self.redirects.iter().filter(within).max_by_key(|redirect| redirect.from.len())?;
        let depth = redirect.from.split('/').count();
        let mut rest = tokens.iter();
        let mut passed = 0;
        while passed < depth {
            passed += usize::from(*rest.next()? != "*");
        }
        let rest: Vec<&str> = rest.copied().collect();
        Some(if rest.is_empty() { redirect.to.clone() } else { format!("{}/{}", redirect.to, rest.join("/")) })
    }
}

/// A pointer without what it says of arrays.
pub(super) fn plain(pointer: &str) -> String {
    pointer.split('/').filter(|token| *token != "*").collect::<Vec<_>>().join("/")
}
