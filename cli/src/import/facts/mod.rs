//! What the cells and sentences of a page say of one value. A module a fact.

pub(crate) mod format;
pub(crate) mod length;
pub(crate) mod name;
pub(crate) mod presence;
pub(crate) mod types;
pub(crate) mod values;

use std::sync::OnceLock;

use regex_lite::{Captures, Regex};

/// A regular expression that is compiled when it is first asked. The engine is linear in the text, whatever the page says.
pub(crate) struct Finder {
    pattern: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Finder {
    pub(crate) const fn new(pattern: &'static str) -> Self {
        Self { pattern, regex: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        let regex = self.regex.get_or_init(|| Regex::new(self.pattern).ok());
        debug_assert!(regex.is_some(), "{} compiles", self.pattern);
        regex.as_ref()
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// The first group of the first match.
    pub(crate) fn first<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.captures(text)?.get(1).map(|group| group.as_str())
    }

    /// Where the first match ends.
    pub(crate) fn end(&self, text: &str) -> Option<usize> {
        self.regex()?.find(text).map(|found| found.end())
    }

    pub(crate) fn without(&self, text: &str) -> String {
        self.regex().map_or_else(|| text.to_owned(), |regex| regex.replace_all(text, " ").into_owned())
    }
}
