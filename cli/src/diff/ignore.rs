//! Changes that somebody has looked at and wants to hear no more of.
//!
//! ```text
//! # rule-id            path               reason
//! max-length-widened   /customer/name     the column is wide enough
//! enum-value-added     /items/*/kind
//! doc-changed          *
//! ```
//!
//! One rule a line. A path may name a payload before it, as in `acme/order-paid:/customer/name`; `*` alone is any place.

use std::fs;
use std::path::Path;

use super::Diff;
use super::change::Change;
use super::rule::Rule;
use crate::failure::Failure;
use crate::suggest;

/// The lines of an ignore file.
pub(crate) struct Ignore {
    entries: Vec<Entry>,
}

struct Entry {
    rule: Rule,
    payload: Option<String>,
    /// None is any place.
    path: Option<String>,
    line: usize,
    used: bool,
}

/// Longer files are a mistake.
const MOST_BYTES: u64 = 1 << 20;

impl Ignore {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let failed = |error: &dyn std::fmt::Display| Failure::new(format!("cannot read `{shown}`: {error}"));
        if fs::metadata(path).map_err(|error| failed(&error))?.len() > MOST_BYTES {
            return Err(failed(&format!("longer than {MOST_BYTES} bytes")));
        }
        let text = fs::read_to_string(path).map_err(|error| failed(&error))?;
        Self::parse(&text, &shown.to_string())
    }

    /// All lines are looked at before anything is said of them.
    fn parse(text: &str, file: &str) -> Result<Self, Failure> {
        let mut entries = Vec::new();
        let mut wrong = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let mut words = line.split_whitespace();
            let Some(id) = words.next().filter(|word| !word.starts_with('#')) else { continue };
            let Some(rule) = Rule::ALL.into_iter().find(|rule| rule.id() == id) else {
                let meant = suggest::name(id, Rule::ALL.iter().map(|rule| rule.id()));
                let meant = meant.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default();
                wrong.push(format!("{file}:{number}: there is no rule `{id}`{meant}"));
                continue;
            };
            let Some(place) = words.next() else {
                wrong.push(format!("{file}:{number}: `{id}` has no path: `*` is any place, `\"\"` the payload itself"));
                continue;
            };
            let (payload, path) = match place.split_once(':') {
                Some((payload, path)) if payload.contains('/') && !payload.starts_with('/') => (Some(payload), path),
                _ => (None, place),
            };
            let path = if path == "\"\"" { "" } else { path };
            entries.push(Entry {
                rule,
                payload: payload.map(str::to_owned),
                path: (path != "*").then(|| path.to_owned()),
                line: number,
                used: false,
            });
        }
        let mut wrong = wrong.into_iter();
        match wrong.next() {
            None => Ok(Self { entries }),
            Some(first) => Err(wrong.fold(Failure::new(first), Failure::help).help("docs/diff.md lists the rules")),
        }
    }

    /// Takes the changes away that a line names, and returns the lines that name none.
    pub(crate) fn apply(mut self, diff: &mut Diff) -> Vec<usize> {
        let before = diff.changes.len();
        // Every line is asked, so that all that name a change are known to.
        diff.changes.retain(|change| self.entries.iter_mut().filter_map(|entry| entry.names(change)).count() == 0);
        diff.ignored = before - diff.changes.len();
        self.entries.iter().filter(|entry| !entry.used).map(|entry| entry.line).collect()
    }
}

impl Entry {
    fn names(&mut self, change: &Change) -> Option<()> {
        let named = self.rule == change.rule
            && self.payload.as_ref().is_none_or(|payload| *payload == change.of)
            && self.path.as_ref().is_none_or(|path| *path == change.path);
        self.used |= named;
        named.then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unknown_rule_is_told() {
        let text = "# all\n\ndoc-changed *\nmax-lenght-widened /a why not\nfield-removed\nfoo /b\n";
        let Err(Failure::Message { text, help }) = Ignore::parse(text, "ignore") else { panic!() };
        assert_eq!(text, "ignore:4: there is no rule `max-lenght-widened`, did you mean `max-length-widened`?");
        assert_eq!(help.len(), 3);
        assert!(help[0].starts_with("ignore:5: `field-removed` has no path"), "{help:?}");
        assert_eq!(help[1], "ignore:6: there is no rule `foo`");
    }
}
