//! Names on lines of their own, each with its description on the lines below it:
//!
//! ```text
//! status
//! Status of the webhook. One of the following:
//! NEW
//! CLO - Closed.
//! type
//! Name of the webhook type.
//! ```
//!
//! Values of an enumeration look like names, and so does a word that was in another typeface within a sentence. What
//! tells them apart is the line before and the line after.

use super::lists::{is_callout, is_heading};
use super::{Line, words};
use crate::import::page::{Definition, Text};
use crate::import::vocabulary::{exact_role, is_name, is_presence, is_type_word, key};

/// Fewer than these are words that happen to stand alone.
const FEWEST: usize = 3;

/// The definitions that begin with the first of these lines, and how many of them they take. Before a sample, which
/// `sampled` says there is at the end, the last line may be its heading.
pub(super) fn definitions(lines: &[Line], sampled: bool) -> Option<(Vec<Definition>, usize)> {
    let first = lines.first()?;
    term(first.text).filter(|_| is_described(lines, 0))?;
    let mut region = Region::default();
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        let text = line.text.trim();
        let last = lines.get(index + 1..).is_none_or(|rest| rest.iter().all(Line::is_blank));
        if is_heading(text) && ((sampled && last) || region.is_over(lines, index)) {
            break;
        }
        match term(text).filter(|_| region.is_name(lines, index)) {
            Some((name, rest)) => region.begin(line.number, name, rest),
            None => region.go_on(text),
        }
        taken = index + 1;
        // A page of prose that begins with three words that stand alone ends soon.
        if region.definitions.len() < FEWEST && index > 60 {
            return None;
        }
    }
    (region.definitions.len() >= FEWEST).then(|| (region.finish(), taken))
}

#[derive(Default)]
struct Region {
    definitions: Vec<(usize, String, Vec<String>)>,
    /// Values are being listed.
    listing: bool,
    /// The line before is a name.
    named: bool,
}

impl Region {
    fn begin(&mut self, line: usize, name: &str, rest: &str) {
        let rest = if rest.is_empty() { Vec::new() } else { vec![rest.to_owned()] };
        self.definitions.push((line, name.to_owned(), rest));
        self.listing = false;
        self.named = true;
    }

    fn go_on(&mut self, text: &str) {
        self.listing = text.ends_with(':') || (self.listing && !is_callout(text));
        self.named = false;
        if let Some((_, _, description)) = self.definitions.last_mut() {
            description.push(text.to_owned());
        }
    }

    /// Whether a line that may be a name is one.
    fn is_name(&self, lines: &[Line], at: usize) -> bool {
        let text = lines.get(at).map_or("", |line| line.text.trim());
        let (before, after) = (before(lines, at), after(lines, at));
        if is_callout(text) || (self.named && (is_type_word(text) || is_presence(text))) {
            return false;
        }
        // A word in another typeface: the sentence was not over before it, and goes on after it.
        let within =
            !self.named && ends_open(before) && after.starts_with(|c: char| c.is_lowercase() || ",.;)".contains(c));
        if within {
            return false;
        }
        let alone = term(after).is_some();
        // A type below it makes it a name, even among values.
        if is_type_word(after) && term(after).is_some_and(|(_, rest)| rest.is_empty()) && is_described(lines, at) {
            return true;
        }
        if self.listing && (alone || is_value(after) || is_callout(after) || after.is_empty()) {
            return false;
        }
        if alone && !is_callout(after) {
            // Two names in a row: the first has nothing to be said of it, or it is a title.
            return text.starts_with(char::is_lowercase) || is_type_word(after) || is_presence(after);
        }
        !after.is_empty() && !is_heading_of_names(text, after)
    }

    /// Whether the names end here: after a heading there is no name soon.
    fn is_over(&self, lines: &[Line], at: usize) -> bool {
        let text = lines.get(at).map_or("", |line| line.text.trim());
        let blank = at > 0 && lines.get(at - 1).is_some_and(Line::is_blank);
        text.contains(' ')
            && !is_callout(text)
            && !self.listing
            && !self.named
            && (blank || !is_described_soon(lines, at))
    }

    fn finish(self) -> Vec<Definition> {
        let definition = |(line, name, description): (usize, String, Vec<String>)| Definition {
            line,
            term: Text::of(name),
            description: words(&description.join("\n")),
        };
        self.definitions.into_iter().map(definition).collect()
    }
}

/// A name, and what else its line says: `amount`, `amount integer required`.
fn term(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > 160 {
        return None;
    }
    let (name, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let said = |word: &str| {
        is_type_word(word) || is_presence(word) || matches!(key(word).as_str(), "or" | "of" | "nullable" | "deprecated")
    };
    let letters = name.chars().any(char::is_alphabetic);
    (letters && is_name(name) && !name.starts_with(['-', '*', '/', '(']) && rest.split_whitespace().all(said))
        .then_some((name, rest.trim()))
}

/// Whether a name is followed by what describes it.
fn is_described(lines: &[Line], at: usize) -> bool {
    let text = lines.get(at).map_or("", |line| line.text.trim());
    let after = after(lines, at);
    !is_callout(text)
        && exact_role(text).is_none_or(|_| exact_role(after).is_none())
        && !after.is_empty()
        && (term(after).is_none() || is_type_word(after) || is_presence(after))
        && !is_heading_of_names(text, after)
}

/// Whether one of the next lines is a name with a description.
fn is_described_soon(lines: &[Line], at: usize) -> bool {
    (at + 1..at + 4).any(|at| lines.get(at).is_some_and(|line| term(line.text).is_some()) && is_described(lines, at))
}

/// Whether a word with a capital stands over something that is no sentence: `Webhooks` over `Account Token Payloads`.
fn is_heading_of_names(text: &str, after: &str) -> bool {
    let plain = text.starts_with(char::is_uppercase) && text.chars().skip(1).all(char::is_lowercase);
    plain && is_heading(after)
}

fn before<'t>(lines: &[Line<'t>], at: usize) -> &'t str {
    lines
        .get(..at)
        .and_then(|lines| lines.iter().rev().find(|line| !line.is_blank()))
        .map_or("", |line| line.text.trim())
}

fn after<'t>(lines: &[Line<'t>], at: usize) -> &'t str {
    lines.get(at + 1..).and_then(|lines| lines.iter().find(|line| !line.is_blank())).map_or("", |line| line.text.trim())
}

/// Whether a line ends in the midst of a sentence.
fn ends_open(text: &str) -> bool {
    const SMALL: [&str; 24] = [
        "the", "a", "an", "of", "in", "to", "for", "and", "or", "with", "by", "on", "from", "is", "this", "that", "as",
        "see", "another", "your", "its", "if", "when", "be",
    ];
    text.ends_with(',')
        || text.split_whitespace().next_back().is_some_and(|word| SMALL.contains(&word.to_lowercase().as_str()))
}

/// Whether a line is a value with its meaning: `CLO - Closed.`
fn is_value(text: &str) -> bool {
    let value = [" - ", " – ", " — ", ": "].iter().find_map(|dash| text.split_once(dash)).map(|(value, _)| value);
    value.is_some_and(|value| value.split_whitespace().count() <= 3)
}
