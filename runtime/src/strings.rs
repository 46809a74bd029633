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
    /// Reads a string into a place and holds it against the rule.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is not a string and decoding cannot go on.
    #[inline]
    pub(crate) fn text<P: Place<'a>>(&mut self, at: usize, rule: &'static Rule, out: &mut P) -> Next {
        // All that is not done here is left to calls that end the function, so that nothing has to be saved before.
        if self.loan.as_bytes().get(at) != Some(&b'"') {
            return self.text_slow(at, rule, out);
        }
        let Some(behind) = self.loan.get(at + 1..) else { return self.text_slow(at, rule, out) };
        let bytes = behind.as_bytes();
        let Some(length) = scan::plain_run(bytes) else { return self.text_slow(at, rule, out) };
        if bytes.get(length) != Some(&b'"') {
            return self.text_slow(at, rule, out);
        }
        let Some(value) = behind.get(..length) else { return self.text_slow(at, rule, out) };
        if out.owns() {
            return self.text_slow(at, rule, out);
        }
        out.put(Some(Cow::Borrowed(value)));
        if length.wrapping_sub(rule.least) > rule.slack {
            return self.special_text(at, rule, value);
        }
        Ok(at + length + 2)
    }

    /// Holds a plain string that its length alone does not tell to keep the rule; gives the position after it.
    #[inline(never)]
    fn special_text(&mut self, at: usize, rule: &'static Rule, value: &str) -> Next {
        // What most patterns are is seen without a call.
        let is_prefix = rule.format.is_none() && rule.choices.is_none();
        if is_prefix && has_length(rule, value) && rule.pattern.is_some_and(|pattern| pattern.has_prefix(value)) {
            return Ok(at + value.len() + 2);
        }
        self.ruled_text(at, rule, value)
    }

    #[inline(never)]
    fn ruled_text(&mut self, at: usize, rule: &'static Rule, value: &str) -> Next {
        if !surely_keeps(rule, value) {
            self.hold(at, rule, value)?;
        }
        Ok(at + value.len() + 2)
    }

    #[cold]
    fn text_slow<P: Place<'a>>(&mut self, at: usize, rule: &'static Rule, out: &mut P) -> Next {
        if P::OPTIONAL && self.byte(at) == b'n' {
            out.put(None);
            return self.null(at, rule);
        }
        if !P::KEPT {
            return self.text_whole(at, rule, None);
        }
        let mut value = Cow::Borrowed("");
        let end = self.text_whole(at, rule, Some(&mut value));
        out.put(Some(value));
        end
    }

    /// Reads a string into an enumeration and holds it against the rule.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is not a string and decoding cannot go on.
    #[inline(never)]
    pub fn choice(&mut self, at: usize, rule: &'static Rule, out: &mut dyn Choice<'a>) -> Next {
        match self.known(at, rule) {
            Some((index, end)) => {
                out.set_known(index);
                Ok(end)
            }
            None => self.choice_slow(at, rule, out),
        }
    }

    /// The index of the plain string at `at` in the enumeration, and the position after it, if it keeps the rule.
    #[inline]
    pub(crate) fn known(&self, at: usize, rule: &'static Rule) -> Option<(usize, usize)> {
        let [b'"', behind @ ..] = self.bytes.get(at..)? else { return None };
        let length = scan::plain_run(behind)?;
        let (value, [b'"', ..]) = behind.split_at_checked(length)? else { return None };
        let is_free = rule.excluded.is_empty() && rule.pattern.is_none() && rule.format.is_none();
        if !is_free || length > rule.max || !is_long_enough(rule, value) {
            return None;
        }
        Some((rule.choices?.find(value)?, at + length + 2))
    }

    fn choice_slow(&mut self, at: usize, rule: &'static Rule, out: &mut dyn Choice<'a>) -> Next {
        let mut value = Cow::Borrowed("");
        let after = self.text_whole(at, rule, Some(&mut value))?;
        match rule.choices.and_then(|choices| choices.find(value.as_bytes())) {
            Some(index) => out.set_known(index),
            None => out.set_unknown(value),
        }
        Ok(after)
    }

    #[cold]
    fn text_whole(&mut self, at: usize, rule: &'static Rule, out: Option<&mut Cow<'a, str>>) -> Next {
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
    #[inline(never)]
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

/// Where a string is put.
pub(crate) trait Place<'a> {
    /// Whether it may hold no string, which is what `null` makes of it.
    const OPTIONAL: bool = false;

    /// Whether somebody wants to have the string.
    const KEPT: bool = true;

    /// Whether what it holds must be given back before something else is put there.
    fn owns(&self) -> bool;

    fn put(&mut self, value: Option<Cow<'a, str>>);
}

impl<'a> Place<'a> for Cow<'a, str> {
    fn owns(&self) -> bool {
        // A place that nothing was put into holds a `String` that has no room.
        matches!(self, Cow::Owned(text) if text.capacity() > 0)
    }

    fn put(&mut self, value: Option<Cow<'a, str>>) {
        *self = value.unwrap_or_default();
    }
}

impl<'a> Place<'a> for Option<Cow<'a, str>> {
    const OPTIONAL: bool = true;

    fn owns(&self) -> bool {
        self.as_ref().is_some_and(Place::owns)
    }

    fn put(&mut self, value: Self) {
        *self = value;
    }
}

/// A string that is judged and forgotten.
impl<'a> Place<'a> for () {
    const OPTIONAL: bool = true;
    const KEPT: bool = false;

    fn owns(&self) -> bool {
        false
    }

    fn put(&mut self, _value: Option<Cow<'a, str>>) {}
}

/// Whether a string surely keeps the rule; what is not sure is found out on the slow way.
#[inline]
fn surely_keeps(rule: &Rule, value: &str) -> bool {
    (value.is_empty() && rule.allow_empty)
        || (has_length(rule, value)
            && rule.format.is_none_or(|format| format.admits(value))
            && rule.pattern.is_none_or(|pattern| pattern.admits(value))
            && admitted(rule, value.as_bytes()))
}

/// Whether a string surely is as long as it must be.
#[inline]
fn has_length(rule: &Rule, value: &str) -> bool {
    // Bytes are at least as many as whatever is counted, and that at least as many as characters.
    value.len() <= rule.max && is_long_enough(rule, value.as_bytes())
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
        // The lengths and the first bytes tell most values apart, without a call to compare the rest.
        match value.len() {
            2..=16 => self.values.iter().position(|known| is_short_same(known.as_bytes(), value)),
            _ => self.find_long(value),
        }
    }

    #[inline(never)]
    fn find_long(&self, value: &[u8]) -> Option<usize> {
        self.values.iter().position(|known| known.as_bytes() == value)
    }
}

/// Whether two texts of 2 to 16 bytes are the same, without the call that comparing slices of unknown length is: what overlaps is
/// compared twice.
#[inline]
pub(crate) fn is_short_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && match one.len() {
            2..4 => one.first_chunk::<2>() == other.first_chunk() && one.last_chunk::<2>() == other.last_chunk(),
            4..8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
            8..=16 => one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk(),
            _ => false,
        }
}
