//! Patterns that can be checked in one pass, as data.

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

/// A run of characters of one class. Runs are as long as they can be: the schema language refuses patterns in which a
/// shorter run would let the rest match.
#[derive(Debug)]
pub struct Step {
    pub class: Class,
    pub min: u32,
    /// `u32::MAX`: no limit.
    pub max: u32,
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
}

/// Walks the steps over a text; gives what is left of it.
fn run<'t>(steps: &[Step], mut text: &'t str) -> Option<&'t str> {
    for step in steps {
        let mut count = 0;
        let mut characters = text.chars();
        while count < step.max {
            let rest = characters.as_str();
            match characters.next() {
                Some(character) if step.class.has(character) => count += 1,
                _ => {
                    text = rest;
                    break;
                }
            }
            text = characters.as_str();
        }
        if count < step.min {
            return None;
        }
    }
    Some(text)
}

impl Class {
    fn has(&self, character: char) -> bool {
        self.0.iter().any(|&(first, last)| first <= character && character <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Pattern, Step};

    const HEX: Class = Class(&[('0', '9'), ('a', 'f')]);
    const fn literal(ranges: &'static [(char, char)]) -> Step {
        Step { class: Class(ranges), min: 1, max: 1 }
    }

    #[test]
    fn runs_are_counted_and_the_end_is_held() {
        static STEPS: &[Step] = &[literal(&[('w', 'w')]), literal(&[('_', '_')]), Step { class: HEX, min: 2, max: 3 }];
        let pattern = Pattern { source: "^w_[0-9a-f]{2,3}$", alternatives: &[STEPS], to_end: true };
        for (text, admitted) in [("w_ab", true), ("w_abc", true), ("w_a", false), ("w_abcd", false), ("w_", false), ("", false)] {
            assert_eq!(pattern.admits(text), admitted, "{text}");
        }
        let prefix = Pattern { to_end: false, ..pattern };
        assert!(prefix.admits("w_abcdé"));
    }
}
