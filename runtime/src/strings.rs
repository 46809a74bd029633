//! Strings: the fast way for plain ones that keep the rules, and the whole way for all others.

use std::borrow::Cow;

use crate::error::SyntaxErrorKind;
use crate::fault::FaultKind;
use crate::reader::{Next, Reader, Stop};
use crate::record::Choice;
use crate::scan;
use crate::shape::{LengthUnit, Rule};

impl<'t, 'a> Reader<'t, 'a> {
    /// Reads a string into `out` and holds it against the rule.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is not a string and decoding cannot go on.
    #[expect(clippy::inline_always, reason = "measured: a call less for every string")]
    #[inline(always)]
    pub fn text(&mut self, at: usize, rule: &'static Rule, out: &mut Cow<'a, str>) -> Next {
        if self.is_empty_string(at, rule) {
            *out = Cow::Borrowed("");
            return Ok(at + 2);
        }
        if let Some(end) = self.plain_string(at, rule) {
            *out = self.lend(at + 1, end);
            return Ok(end + 1);
        }
        self.text_slow(at, rule, Some(out))
    }

    /// Holds a string against the rule without keeping it.
    #[inline]
    pub(crate) fn judge_text(&mut self, at: usize, rule: &'static Rule) -> Next {
        if self.is_empty_string(at, rule) {
            return Ok(at + 2);
        }
        if let Some(end) = self.plain_string(at, rule) {
            return Ok(end + 1);
        }
        self.text_slow(at, rule, None)
    }

    /// Reads a string into an enumeration and holds it against the rule.
    ///
    /// # Errors
    /// As [`Reader::text`].
    #[inline]
    pub fn choice(&mut self, at: usize, rule: &'static Rule, out: &mut dyn Choice<'a>) -> Next {
        if self.byte(at) == b'"' {
            let end = scan::plain(self.bytes, at + 1);
            let length = end - at - 1;
            if self.byte(end) == b'"' && length <= rule.max && length >= rule.sure && rule.excluded.is_empty() {
                let value = self.slice(at + 1, end);
                if let Some(index) = rule.choices.and_then(|choices| choices.find(value)) {
                    out.set_known(index);
                    return Ok(end + 1);
                }
            }
        }
        let mut value = Cow::Borrowed("");
        let after = self.text_slow(at, rule, Some(&mut value))?;
        match rule.choices.and_then(|choices| choices.find(&value)) {
            Some(index) => out.set_known(index),
            None => out.set_unknown(value),
        }
        Ok(after)
    }

    /// Whether `""` stands at `at` and the rule admits it: what providers write most often, and quickest to see.
    #[inline]
    fn is_empty_string(&self, at: usize, rule: &Rule) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\"\""))
            && (rule.allow_empty || (rule.min == 0 && !rule.special))
    }

    /// The closing quote of a string that has no escapes and surely keeps the rule.
    #[expect(clippy::inline_always, reason = "measured: a call less for every string")]
    #[inline(always)]
    fn plain_string(&self, at: usize, rule: &'static Rule) -> Option<usize> {
        if self.byte(at) != b'"' {
            return None;
        }
        let end = scan::plain(self.bytes, at + 1);
        let length = end - at - 1;
        if self.byte(end) != b'"' || length > rule.max || length < rule.sure {
            return None;
        }
        if rule.special && !keeps(rule, self.slice(at + 1, end)) {
            return None;
        }
        Some(end)
    }

    #[cold]
    fn text_slow(&mut self, at: usize, rule: &'static Rule, out: Option<&mut Cow<'a, str>>) -> Next {
        if self.byte(at) != b'"' {
            return self.mistyped(at, rule);
        }
        let (end, escaped) = self.string(at)?;
        if escaped {
            let value = self.unescape(at + 1, end);
            self.hold(at, rule, &value)?;
            if let Some(out) = out {
                *out = Cow::Owned(value);
            }
        } else {
            self.hold(at, rule, self.slice(at + 1, end))?;
            if let Some(out) = out {
                *out = self.lend(at + 1, end);
            }
        }
        Ok(end + 1)
    }

    /// Holds a string against every rule for strings, each on its own.
    fn hold(&mut self, at: usize, rule: &'static Rule, value: &str) -> Result<(), Stop> {
        if value.is_empty() && rule.allow_empty {
            return Ok(());
        }
        let length = length(value, rule.unit);
        if length < rule.min {
            self.fault(at, FaultKind::MinLength(length), rule)?;
        }
        if length > rule.max {
            self.fault(at, FaultKind::MaxLength(length), rule)?;
        }
        if !admitted(rule, value) {
            self.fault(at, FaultKind::Enum, rule)?;
        }
        if rule.pattern.is_some_and(|pattern| !pattern.admits(value)) {
            self.fault(at, FaultKind::Pattern, rule)?;
        }
        if rule.format.is_some_and(|format| !format.admits(value)) {
            self.fault(at, FaultKind::Format, rule)?;
        }
        Ok(())
    }

    /// Reads a string of any kind: the position of its closing quote, and whether it has escapes.
    pub(crate) fn string(&mut self, at: usize) -> Result<(usize, bool), Stop> {
        let mut escaped = false;
        let mut end = scan::plain(self.bytes, at + 1);
        loop {
            match self.byte(end) {
                b'"' => return Ok((end, escaped)),
                b'\\' => {
                    escaped = true;
                    end = scan::plain(self.bytes, self.escape(end)?);
                }
                _ => return self.syntax(end, SyntaxErrorKind::ControlCharacter),
            }
        }
    }

    /// Checks the escape whose backslash stands at `at`; gives the position after it.
    fn escape(&mut self, at: usize) -> Next {
        match self.byte(at + 1) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(at + 2),
            b'u' => match self.unit(at) {
                Some(0xdc00..=0xdfff) => self.syntax(at, SyntaxErrorKind::LoneSurrogate),
                Some(0xd800..=0xdbff) => match self.unit(at + 6) {
                    Some(0xdc00..=0xdfff) => Ok(at + 12),
                    _ => self.syntax(at, SyntaxErrorKind::LoneSurrogate),
                },
                Some(_) => Ok(at + 6),
                None => self.syntax(at, SyntaxErrorKind::InvalidEscape),
            },
            _ if at + 1 >= self.bytes.len() => self.syntax(at + 1, SyntaxErrorKind::UnexpectedEnd),
            _ => self.syntax(at, SyntaxErrorKind::InvalidEscape),
        }
    }

    /// The code unit of the escape `\uXXXX` at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        match self.bytes.get(at..at + 6)? {
            [b'\\', b'u', digits @ ..] => digits.iter().try_fold(0, |unit, &digit| {
                let digit = char::from(digit).to_digit(16)?;
                Some(unit * 16 + digit)
            }),
            _ => None,
        }
    }

    /// The text of a string whose escapes were checked.
    pub(crate) fn unescape(&self, start: usize, end: usize) -> String {
        // No escape is shorter than what it stands for.
        let mut value = String::with_capacity(end - start);
        let mut at = start;
        while at < end {
            let run = scan::plain(self.bytes, at).min(end);
            value.push_str(self.slice(at, run));
            at = run;
            if at < end {
                let (character, after) = self.unescaped(at);
                value.push(character);
                at = after;
            }
        }
        value
    }

    /// What the escape at `at` stands for, and the position after it.
    fn unescaped(&self, at: usize) -> (char, usize) {
        let simple = match self.byte(at + 1) {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.unit(at).unwrap_or(0);
                let (code, after) = match high {
                    0xd800..=0xdbff => {
                        let low = self.unit(at + 6).unwrap_or(0xdc00);
                        (0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), at + 12)
                    }
                    _ => (high, at + 6),
                };
                return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), after);
            }
            other => char::from(other),
        };
        (simple, at + 2)
    }

    /// A member's name: its text without escapes, and the position of its closing quote.
    pub(crate) fn name(&mut self, at: usize) -> Result<(Cow<'t, str>, usize), Stop> {
        if self.byte(at) != b'"' {
            return self.syntax(at, SyntaxErrorKind::ExpectedName);
        }
        let (end, escaped) = self.string(at)?;
        let name =
            if escaped { Cow::Owned(self.unescape(at + 1, end)) } else { Cow::Borrowed(self.slice(at + 1, end)) };
        Ok((name, end))
    }
}

/// Whether a plain string whose length in bytes is within bounds keeps the other rules.
fn keeps(rule: &Rule, value: &str) -> bool {
    if value.is_empty() && rule.allow_empty {
        return true;
    }
    // Other units than characters are counted on the slow way.
    rule.unit == LengthUnit::Characters
        && rule.format.is_none_or(|format| format.admits(value))
        && rule.pattern.is_none_or(|pattern| pattern.admits(value))
        && admitted(rule, value)
}

/// Whether the enumeration, if there is one, admits the value here.
fn admitted(rule: &Rule, value: &str) -> bool {
    let Some(choices) = rule.choices else { return true };
    choices.find(value).is_some_and(|index| !rule.excluded.iter().any(|&excluded| usize::from(excluded) == index))
}

/// The length of a string in a unit.
fn length(value: &str, unit: LengthUnit) -> usize {
    match unit {
        LengthUnit::Characters => value.chars().count(),
        LengthUnit::Bytes => value.len(),
        LengthUnit::Utf16 => value.encode_utf16().count(),
    }
}

impl crate::shape::Choices {
    /// The index of a value.
    #[inline]
    pub fn find(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|&known| known == value)
    }
}
