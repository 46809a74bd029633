//! JSON samples: in code, and between other text.

use serde::de::IgnoredAny;

use crate::import::page::BlockKind;

/// A sample between other lines has more bytes: `{}` and `[1]` tell nothing.
pub(crate) const FEWEST: usize = 6;

/// The same, of one between words.
pub(crate) const FEWEST_BETWEEN: usize = 20;

/// A code block. JSON is called so, whatever the page calls it, and slips that its authors made in it are mended.
pub(crate) fn code(language: Option<String>, raw: &str) -> BlockKind {
    let text = raw.trim_matches('\n').trim_end();
    let mended = if is_json(text) { Some(text.to_owned()) } else { mend(text).filter(|text| is_json(text)) };
    match mended {
        Some(text) => BlockKind::Code { language: Some("json".to_owned()), text },
        None => BlockKind::Code { language: language.map(|language| language.to_lowercase()), text: text.to_owned() },
    }
}

/// Whether a text is a JSON object or array with something in it.
pub(crate) fn is_json(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '[']) && text.len() > 2 && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Whether a text is JSON once the slips in it are mended.
pub(crate) fn is_json_at_heart(text: &str) -> bool {
    is_json(text) || mend(text).is_some_and(|text| is_json(&text))
}

/// Finds samples in a text. It reads the text at most a few times, however many braces there are in it.
pub(crate) struct Finder<'t> {
    text: &'t str,
    /// How many bytes may yet be read in vain.
    patience: usize,
}

impl<'t> Finder<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, patience: text.len().saturating_mul(4) + (1 << 16) }
    }

    /// The end of the sample that begins at `start`, and the sample, mended if need be.
    pub(crate) fn sample(&mut self, start: usize) -> Option<(usize, String)> {
        let rest = self.text.get(start..)?;
        if self.patience == 0 {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        let parsed = values.next().is_some_and(|value| value.is_ok());
        let read = values.byte_offset();
        if parsed {
            return rest.get(..read).map(|sample| (start + read, sample.to_owned()));
        }
        self.patience = self.patience.saturating_sub(read.max(1));
        let length = balanced(rest, self.patience);
        self.patience = self.patience.saturating_sub(length.unwrap_or(rest.len()));
        let sample = mend(rest.get(..length?)?).filter(|text| is_json(text))?;
        Some((start + length?, sample))
    }
}

/// Where the bracket closes that a text begins with.
fn balanced(text: &str, most: usize) -> Option<usize> {
    let (mut depth, mut string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().take(most) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'{' | b'[' if !string => depth += 1,
            b'}' | b']' if !string => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// What people write who mean JSON, as JSON: without comments, ellipses and surplus commas, with straight quotes.
fn mend(text: &str) -> Option<String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut mender = Mender::default();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '“' | '”' => {
                mender.value('"');
                string(&mut rest, &mut mender.out, c == '"');
            }
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '/' if rest.peek() == Some(&'*') => {
                let mut before = ' ';
                while let Some(c) = rest.next().filter(|c| *c != '/' || before != '*') {
                    before = c;
                }
            }
            '…' => {}
            '.' if rest.peek() == Some(&'.') => while rest.next_if_eq(&'.').is_some() {},
            ',' => mender.comma = Some(mender.out.len()),
            '}' | ']' => {
                mender.comma = None;
                mender.value(c);
            }
            c if c.is_whitespace() => mender.out.push(if c == '\n' { '\n' } else { ' ' }),
            c => mender.value(c),
        }
    }
    Some(mender.out)
}

/// Copies a string up to its end. A straight quote ends what a straight one began.
fn string(rest: &mut std::iter::Peekable<std::str::Chars>, out: &mut String, straight: bool) {
    while let Some(c) = rest.next() {
        match c {
            '"' | '”' | '“' if (c == '"') == straight => {
                out.push('"');
                return;
            }
            '"' => out.push_str("\\\""),
            '\\' => {
                out.push(c);
                out.extend(rest.next());
            }
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

#[derive(Default)]
struct Mender {
    out: String,
    /// A comma was seen here that is not written yet: it may be one too many.
    comma: Option<usize>,
}

impl Mender {
    fn value(&mut self, c: char) {
        if let Some(at) = self.comma.take()
            && !self.out.trim_end().ends_with(['{', '[', ','])
        {
            // Behind it there is only white space.
            self.out.insert(at, ',');
        }
        self.out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_samples_are_mended() {
        let text = "{\n  “id”: “a1”, // the id\n  \"list\": [1, 2, ...],\n  \"more\": {...}, /* and so on */\n}";
        let BlockKind::Code { language, text } = code(Some("JavaScript".to_owned()), text) else { unreachable!() };
        assert_eq!(language.as_deref(), Some("json"));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value, serde_json::json!({ "id": "a1", "list": [1, 2], "more": {} }));
    }

    #[test]
    fn code_in_another_language_is_left_alone() {
        let kind = code(Some("Ruby".to_owned()), "\nputs 1\n\n");
        assert_eq!(kind, BlockKind::Code { language: Some("ruby".to_owned()), text: "puts 1".to_owned() });
    }

    #[test]
    fn a_sample_ends_where_its_bracket_does() {
        let text = "see { \"a\": \"}\" } and more";
        assert_eq!(Finder::new(text).sample(4), Some((16, "{ \"a\": \"}\" }".to_owned())));
        assert_eq!(Finder::new("{ no json }").sample(0), None);
    }

    #[test]
    fn braces_that_never_close_are_given_up() {
        let text = "{\"a\": [\n".repeat(200_000);
        let mut finder = Finder::new(&text);
        assert!(text.match_indices('{').all(|(at, _)| finder.sample(at).is_none()));
    }
}
