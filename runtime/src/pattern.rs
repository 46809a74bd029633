//! Patterns that can be checked in one pass, as data.

use crate::strings::is_short_same;

/// A regular expression of the schema language, parsed: `^(card_|other_)[0-9a-f]{32}$`.
#[derive(Debug)]
pub struct Pattern {
    /// As the schema writes it.
    pub source: &'static str,
    /// A text must meet one of them.
    pub alternatives: &'static [&'static [Step]],
    /// Nothing may follow.
    pub to_end: bool,
}

/// A piece of a pattern.
#[derive(Debug)]
pub enum Step {
    /// This very text.
    Text(&'static str),
    /// Characters of a class: at least so many, at most so many (`u32::MAX` for no limit). A run is as long as it can be:
    /// the schema language refuses patterns in which a shorter one would let the rest match.
    Run(Class, u32, u32),
}

/// A set of characters: inclusive ranges.
#[derive(Debug)]
pub struct Class(pub &'static [(char, char)]);

impl Pattern {
    /// Whether a text meets the pattern.
    pub fn admits(&self, text: &str) -> bool {
        self.alternatives.iter().any(|steps| match run(steps, text) {
            Some(rest) => !self.to_end || rest.is_empty(),
            None => false,
        })
    }

    /// Whether the pattern is a short prefix, or several, and the text starts with one: most patterns are, and it is seen
    /// without a call.
    #[inline]
    pub(crate) fn has_prefix(&self, text: &str) -> bool {
        let starts = |steps: &&[Step]| match steps {
            [Step::Text(prefix)] => {
                let start = text.as_bytes().get(..prefix.len());
                start.is_some_and(|start| is_short_same(start, prefix.as_bytes()))
            }
            _ => false,
        };
        !self.to_end && self.alternatives.iter().any(starts)
    }
}

/// Walks the steps over a text; gives what is left of it.
fn run<'t>(steps: &[Step], mut text: &'t str) -> Option<&'t str> {
    for step in steps {
        text = match step {
            Step::Text(expected) => text.strip_prefix(expected)?,
            Step::Run(class, min, max) => class.run(text, *min, *max)?,
        };
    }
    Some(text)
}

impl Class {
    /// What is left behind a run of `min` to `max` characters of the class.
    fn run<'t>(&self, text: &'t str, min: u32, max: u32) -> Option<&'t str> {
        let mut count = 0;
        let mut rest = text.chars();
        while count < max && rest.clone().next().is_some_and(|character| self.has(character)) {
            rest.next();
            count += 1;
        }
        (count >= min).then_some(rest.as_str())
    }

    fn has(&self, character: char) -> bool {
        self.0.iter().any(|&(first, last)| first <= character && character <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Pattern, Step};

    #[test]
    fn runs_are_counted_and_the_end_is_held() {
        static STEPS: &[Step] = &[Step::Text("w_"), Step::Run(Class(&[('0', '9'), ('a', 'f')]), 2, 3)];
        static ALTERNATIVES: &[&[Step]] = &[STEPS];
        let pattern = Pattern { source: "^w_[0-9a-f]{2,3}$", alternatives: ALTERNATIVES, to_end: true };
        for (text, admitted) in
            [("w_ab", true), ("w_abc", true), ("w_a", false), ("w_abcd", false), ("w_", false), ("", false)]
        {
            assert_eq!(pattern.admits(text), admitted, "{text}");
        }
        let prefix = Pattern { to_end: false, ..pattern };
        assert!(prefix.admits("w_abcdé"));
    }
}
