//! What to put in the place of a secret: texts of the same length, plainer ones first.

use fieldwright::{LengthUnit, Pattern, Rule, Step};

/// JSON texts to put in the place of one, at least one. None says more of the old one than its length, its punctuation and
/// which characters were letters or digits, except for what a pattern asks of every text.
pub(super) fn disguises(token: &str, rule: Option<&Rule>) -> Vec<String> {
    if !token.starts_with('"') {
        return vec![token.chars().map(|c| if c.is_ascii_digit() { '1' } else { c }).collect()];
    }
    let text: String = serde_json::from_str(token).unwrap_or_default();
    let unit = rule.map_or(LengthUnit::Characters, |rule| rule.unit);
    let prefix = rule.and_then(|rule| rule.pattern).map_or("", |pattern| prefix(pattern, &text));
    let masks = [
        Mask { letters: None, digit: 'x' },
        Mask::of(['x', 'X', '0']),
        Mask::of(['a', 'A', '0']),
        Mask::of(['a', 'A', '1']),
    ];
    let mut all: Vec<String> = masks.iter().map(|mask| mask.of_text(&text, unit)).collect();
    if let Some(rest) = text.strip_prefix(prefix).filter(|_| !prefix.is_empty()) {
        all.extend(masks.iter().map(|mask| prefix.to_owned() + &mask.of_text(rest, unit)));
    }
    let choices = rule.and_then(|rule| rule.choices).map_or(&[][..], |choices| choices.values);
    all.extend(choices.iter().find(|value| **value != text).map(|value| (*value).to_owned()));
    all.iter().map(|text| serde_json::Value::from(text.as_str()).to_string()).collect()
}

/// What the pattern asks every text like this one to start with.
fn prefix(pattern: &Pattern, text: &str) -> &'static str {
    let starts = pattern.alternatives.iter().filter_map(|steps| match steps.first() {
        Some(Step::Text(start)) => Some(*start),
        _ => None,
    });
    starts.filter(|start| text.starts_with(start)).max_by_key(|start| start.len()).unwrap_or_default()
}

/// What to write for a character.
struct Mask {
    /// For lower and upper case; without, everything is the same.
    letters: Option<[char; 2]>,
    digit: char,
}

impl Mask {
    fn of([lower, upper, digit]: [char; 3]) -> Self {
        Self { letters: Some([lower, upper]), digit }
    }

    fn of_text(&self, text: &str, unit: LengthUnit) -> String {
        let mut masked = String::with_capacity(text.len());
        for c in text.chars() {
            let times = match unit {
                LengthUnit::Characters => 1,
                LengthUnit::Bytes => c.len_utf8(),
                LengthUnit::Utf16 => c.len_utf16(),
            };
            masked.extend(std::iter::repeat_n(self.of_char(c), times));
        }
        masked
    }

    fn of_char(&self, c: char) -> char {
        match self.letters {
            None => self.digit,
            Some(_) if c.is_ascii_digit() => self.digit,
            Some([_, upper]) if c.is_uppercase() => upper,
            Some(_) if c.is_ascii_punctuation() || c == ' ' => c,
            Some([lower, _]) => lower,
        }
    }
}
