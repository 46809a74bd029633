//! Strings: the fast way for plain ones that keep the rules, and the whole way for all others.

use std::borrow::Cow;
use std::mem;

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
        match self.plain_string(at, rule) {
            Plain::Empty => {
                *out = Cow::Borrowed("");
                Ok(at + 2)
            }
            Plain::To(end) => {
                match self.borrowed(at + 1, end) {
                    Some(value) => *out = Cow::Borrowed(value),
                    None => *out = self.copied(at + 1, end),
                }
                Ok(end + 1)
            }
            Plain::Not => self.text_slow(at, rule, Some(out)),
        }
    }

    /// Reads a string or `null` into `out` and holds it against the rule.
    ///
    /// # Errors
    /// As [`Reader::text`].
    pub(crate) fn optional_text(&mut self, at: usize, rule: &'static Rule, out: &mut Option<Cow<'a, str>>) -> Next {
        match self.plain_string(at, rule) {
            Plain::Empty => {
                *out = Some(Cow::Borrowed(""));
                Ok(at + 2)
            }
            Plain::To(end) => {
                match self.borrowed(at + 1, end) {
                    Some(value) => *out = Some(Cow::Borrowed(value)),
                    None => *out = Some(self.copied(at + 1, end)),
                }
                Ok(end + 1)
            }
            Plain::Not if self.byte(at) == b'n' => {
                *out = None;
                self.null(at, rule)
            }
            Plain::Not => self.text_slow(at, rule, Some(out.insert(Cow::Borrowed("")))),
        }
    }

    /// Holds a string against the rule without keeping it.
    #[inline]
    pub(crate) fn judge_text(&mut self, at: usize, rule: &'static Rule) -> Next {
        match self.plain_string(at, rule) {
            Plain::Empty => Ok(at + 2),
            Plain::To(end) => Ok(end + 1),
            Plain::Not => self.text_slow(at, rule, None),
        }
    }

    /// Reads a string into an enumeration and holds it against the rule.
    ///
    /// # Errors
    /// As [`Reader::text`].
    #[inline]
    pub fn choice(&mut self, at: usize, rule: &'static Rule, out: &mut dyn Choice<'a>) -> Next {
        if let Some(choices) = rule.choices
            && let Some([b'"', behind @ ..]) = self.bytes.get(at..)
        {
            let length = scan::plain_run(behind);
            if let Some((value, [b'"', ..])) = behind.split_at_checked(length)
                && length <= rule.max
                && is_long_enough(rule, value)
                && rule.excluded.is_empty()
                && let Some(index) = choices.find(value)
            {
                out.set_known(index);
                return Ok(at + length + 2);
            }
        }
        self.choice_slow(at, rule, out)
    }

    fn choice_slow(&mut self, at: usize, rule: &'static Rule, out: &mut dyn Choice<'a>) -> Next {
        let mut value = Cow::Borrowed("");
        let after = self.text_slow(at, rule, Some(&mut value))?;
        match rule.choices.and_then(|choices| choices.find(value.as_bytes())) {
            Some(index) => out.set_known(index),
            None => out.set_unknown(value),
        }
        Ok(after)
    }

    /// Looks whether the string at `at` has no escapes and surely keeps the rule.
    #[expect(clippy::inline_always, reason = "measured: a call less for every string")]
    #[inline(always)]
    fn plain_string(&self, at: usize, rule: &'static Rule) -> Plain {
        let Some([b'"', behind @ ..]) = self.bytes.get(at..) else { return Plain::Not };
        // What providers write most often is quickest to see.
        if let [b'"', ..] = behind {
            let kept = rule.allow_empty || (rule.min == 0 && !rule.special);
            return if kept { Plain::Empty } else { Plain::Not };
        }
        let length = scan::plain_run(behind);
        let Some((value, [b'"', ..])) = behind.split_at_checked(length) else { return Plain::Not };
        if length > rule.max || !is_long_enough(rule, value) || (rule.special && !self.keeps(rule, at + 1, value)) {
            return Plain::Not;
        }
        Plain::To(at + 1 + length)
    }

    /// Whether a plain string whose length in bytes is within bounds surely keeps the other rules.
    #[expect(clippy::inline_always, reason = "measured: a call less for every string with a format or a pattern")]
    #[inline(always)]
    fn keeps(&self, rule: &Rule, start: usize, value: &[u8]) -> bool {
        // Other units than characters are counted on the slow way.
        rule.unit == LengthUnit::Characters
            && rule.format.is_none_or(|format| format.admits_bytes(value))
            && rule.pattern.is_none_or(|pattern| {
                pattern.has_prefix(value) || pattern.admits(self.slice(start, start + value.len()))
            })
            && (rule.choices.is_none() || admitted(rule, value))
    }

    #[cold]
    fn text_slow(&mut self, at: usize, rule: &'static Rule, out: Option<&mut Cow<'a, str>>) -> Next {
        if self.byte(at) != b'"' {
            return self.mistyped(at, rule);
        }
        let end = scan::plain(self.bytes, at + 1);
        if self.byte(end) == b'"' {
            self.hold(at, rule, self.slice(at + 1, end))?;
            if let Some(out) = out {
                *out = self.lend(at + 1, end);
            }
            return Ok(end + 1);
        }
        let mut value = mem::take(&mut self.scratch);
        let end = self.unescape(at + 1, end, &mut value)?;
        self.hold(at, rule, &value)?;
        if let Some(out) = out {
            *out = Cow::Owned(value.as_str().to_owned());
        }
        self.scratch = value;
        Ok(end + 1)
    }

    /// Holds a string against every rule for strings, each on its own.
    fn hold(&mut self, at: usize, rule: &'static Rule, value: &str) -> Result<(), Stop> {
        if value.is_empty() && rule.allow_empty {
            return Ok(());
        }
        // Bytes are at least as many as whatever is counted, so most texts need not be.
        if value.len() > rule.max || value.len() < rule.sure {
            let length = length(value, rule.unit);
            if length < rule.min {
                self.fault(at, FaultKind::MinLength(length), rule)?;
            }
            if length > rule.max {
                self.fault(at, FaultKind::MaxLength(length), rule)?;
            }
        }
        if !admitted(rule, value.as_bytes()) {
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

    /// Passes over a string; gives the position after it.
    pub(crate) fn skip_string(&mut self, at: usize) -> Next {
        let mut end = scan::plain(self.bytes, at + 1);
        loop {
            match self.byte(end) {
                b'"' => return Ok(end + 1),
                b'\\' => end = scan::plain(self.bytes, self.escape(end)?.1),
                _ => return self.syntax(end, SyntaxErrorKind::ControlCharacter),
            }
        }
    }

    /// Puts the text of a string into `value`, which is emptied before: from `start` on, plain up to `end`. Gives the position
    /// of the closing quote.
    fn unescape(&mut self, start: usize, mut end: usize, value: &mut String) -> Next {
        value.clear();
        // Enough for most texts, so that it does not grow bit by bit.
        value.reserve(128);
        value.push_str(self.slice(start, end));
        loop {
            match self.byte(end) {
                b'"' => return Ok(end),
                b'\\' => {
                    let (character, behind) = self.escape(end)?;
                    value.push(character);
                    end = scan::plain(self.bytes, behind);
                    value.push_str(self.slice(behind, end));
                }
                _ => return self.syntax(end, SyntaxErrorKind::ControlCharacter),
            }
        }
    }

    /// What the escape whose backslash stands at `at` stands for, and the position after it.
    fn escape(&mut self, at: usize) -> Result<(char, usize), Stop> {
        let simple = match self.byte(at + 1) {
            letter @ (b'"' | b'\\' | b'/') => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(at),
            _ if at + 1 >= self.bytes.len() => return self.syntax(at + 1, SyntaxErrorKind::UnexpectedEnd),
            _ => return self.syntax(at, SyntaxErrorKind::InvalidEscape),
        };
        Ok((simple, at + 2))
    }

    fn unicode_escape(&mut self, at: usize) -> Result<(char, usize), Stop> {
        let Some(unit) = self.unit(at) else { return self.syntax(at, SyntaxErrorKind::InvalidEscape) };
        let (code, after) = match (unit, self.unit(at + 6)) {
            (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), at + 12)
            }
            _ => (unit, at + 6),
        };
        match char::from_u32(code) {
            Some(character) => Ok((character, after)),
            // Only surrogates are no characters.
            None => self.syntax(at, SyntaxErrorKind::LoneSurrogate),
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

    /// A member's name: its text without escapes, and the position of its closing quote.
    pub(crate) fn name(&mut self, at: usize) -> Result<(Cow<'t, str>, usize), Stop> {
        if self.byte(at) != b'"' {
            return self.syntax(at, SyntaxErrorKind::ExpectedName);
        }
        let end = scan::plain(self.bytes, at + 1);
        if self.byte(end) == b'"' {
            return Ok((Cow::Borrowed(self.slice(at + 1, end)), end));
        }
        let mut name = String::new();
        let end = self.unescape(at + 1, end, &mut name)?;
        Ok((Cow::Owned(name), end))
    }
}

/// A string as it stands in the text.
enum Plain {
    Empty,
    /// The position of its closing quote.
    To(usize),
    /// It has escapes, or may break the rule, or is no string.
    Not,
}

/// Whether a string surely has the least length, of which its bytes tell the more the fewer of them make a character.
#[inline]
fn is_long_enough(rule: &Rule, value: &[u8]) -> bool {
    value.len() >= rule.sure || (value.len() >= rule.min && value.is_ascii())
}

/// Whether the enumeration, if there is one, admits the value here.
fn admitted(rule: &Rule, value: &[u8]) -> bool {
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
    pub fn find(&self, value: &[u8]) -> Option<usize> {
        // The lengths and the first bytes tell most values apart, and spare a call to compare the rest.
        let first = value.first();
        self.values.iter().map(|known| known.as_bytes()).position(|known| known.first() == first && known == value)
    }
}
