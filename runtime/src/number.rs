//! Numbers: the grammar of RFC 8259, integers of 64 bits, and bounds that are held exactly.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::decimal::{self, Number};
use crate::error::SyntaxErrorKind;
use crate::fault::FaultKind;
use crate::reader::{Next, Reader, Stop};
use crate::report::JsonType;
use crate::scan;
use crate::shape::Rule;

/// So many digits always fit 64 bits.
const SAFE_DIGITS: usize = 18;

impl<'a> Reader<'_, 'a> {
    /// Reads an integer of 64 bits and holds it against the rule. As in JSON Schema, `1.0` and `1e2` are integers.
    ///
    /// # Errors
    /// If the text is not JSON, or decoding cannot go on because the value is no such integer.
    #[inline]
    pub fn integer(&mut self, at: usize, rule: &'static Rule, out: &mut i64) -> Next {
        let first = self.byte(at);
        let digits = if first == b'-' { at + 1 } else { at };
        let mut end = digits;
        let mut value: i64 = 0;
        if let Some(eight) = self.bytes.get(end..).and_then(<[u8]>::first_chunk)
            && let Some(number) = scan::eight_digits(*eight)
        {
            value = i64::from(number);
            end += 8;
        }
        while let digit @ b'0'..=b'9' = self.byte(end) {
            // Wraps only beyond the digits that are accepted below.
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            end += 1;
        }
        let length = end - digits;
        let plain = length == 1 || (2..=SAFE_DIGITS).contains(&length) && self.byte(digits) != b'0';
        if !plain || matches!(self.byte(end), b'.' | b'e' | b'E') {
            return self.integer_slow(at, rule, out);
        }
        *out = if first == b'-' { -value } else { value };
        if rule.format.is_none_or(|format| format.admits_integer(*out)) && rule.range.is_none() {
            return Ok(end);
        }
        self.ruled_integer(at, end, rule, *out)
    }

    #[inline(never)]
    fn ruled_integer(&mut self, at: usize, end: usize, rule: &'static Rule, value: i64) -> Next {
        self.hold_integer(at, end, rule, value)?;
        Ok(end)
    }

    #[cold]
    fn integer_slow(&mut self, at: usize, rule: &'static Rule, out: &mut i64) -> Next {
        if !matches!(self.byte(at), b'-' | b'0'..=b'9') {
            return self.mistyped(at, rule);
        }
        let end = self.number_end(at)?;
        let text = self.slice(at, end);
        match decimal::to_integer(text) {
            decimal::Integer::Fits(value) => {
                *out = value;
                self.hold_integer(at, end, rule, value)?;
            }
            decimal::Integer::Fraction => self.fault(at, FaultKind::Type(JsonType::Number), rule)?,
            decimal::Integer::Below => self.outside(at, FaultKind::BelowIntegers, rule)?,
            decimal::Integer::Beyond => self.outside(at, FaultKind::BeyondIntegers, rule)?,
        }
        Ok(end)
    }

    /// An integer that 64 bits do not hold has no format either.
    fn outside(&mut self, at: usize, kind: FaultKind, rule: &'static Rule) -> Result<(), Stop> {
        self.fault(at, kind, rule)?;
        if rule.format.is_some() { self.fault(at, FaultKind::Format, rule) } else { Ok(()) }
    }

    /// Reads a number, keeping its digits, and holds it against the rule.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is not a number and decoding cannot go on.
    pub fn number(&mut self, at: usize, rule: &'static Rule, out: &mut Number<'a>) -> Next {
        match self.plain_number(at) {
            Some(digits) if rule.range.is_none() && !out.owns() => {
                *out = Number::of_digits(Cow::Borrowed(digits));
                Ok(at + digits.len())
            }
            _ => self.whole_number(at, rule, out),
        }
    }

    /// The digits at `at`, and perhaps a fraction, if what follows ends the value and they may be borrowed.
    #[inline]
    fn plain_number(&self, at: usize) -> Option<&'a str> {
        let rest = self.loan.get(at..)?;
        let bytes = rest.as_bytes();
        // What stands in most amounts that are not there, and quickest to see.
        if let [b'0'..=b'9', b',' | b'}' | b']', ..] = bytes {
            return rest.get(..1);
        }
        let whole = digits(bytes, 0);
        let end = if bytes.get(whole) == Some(&b'.') { digits(bytes, whole + 1) } else { whole };
        let is_plain = match bytes {
            [b'0', b'0'..=b'9', ..] => false,
            _ => whole > 0 && end != whole + 1 && whole < 300,
        };
        match bytes.get(end) {
            Some(b',' | b'}' | b']') if is_plain => rest.get(..end),
            _ => None,
        }
    }

    #[inline(never)]
    pub(crate) fn whole_number(&mut self, at: usize, rule: &'static Rule, out: &mut Number<'a>) -> Next {
        if !matches!(self.byte(at), b'-' | b'0'..=b'9') {
            return self.mistyped(at, rule);
        }
        let end = self.held_number(at, rule)?;
        match self.borrowed(at, end) {
            Some(digits) => *out = Number::of_digits(Cow::Borrowed(digits)),
            None => *out = Number::of_digits(self.copied(at, end)),
        }
        Ok(end)
    }

    /// Holds a number against the rule without keeping it.
    pub(crate) fn judge_number(&mut self, at: usize, rule: &'static Rule) -> Next {
        match self.byte(at) {
            b'-' | b'0'..=b'9' => self.held_number(at, rule),
            _ => self.mistyped(at, rule),
        }
    }

    #[inline]
    fn held_number(&mut self, at: usize, rule: &'static Rule) -> Next {
        let end = self.number_end(at)?;
        if rule.range.is_some() {
            self.hold_range(at, end, rule)?;
        }
        Ok(end)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// If the text is not JSON, or the value is neither and decoding cannot go on.
    pub fn boolean(&mut self, at: usize, rule: &'static Rule, out: &mut bool) -> Next {
        match self.byte(at) {
            b't' => {
                *out = true;
                self.literal(at, b"true")
            }
            b'f' => {
                *out = false;
                self.literal(at, b"false")
            }
            _ => self.mistyped(at, rule),
        }
    }

    /// Reads `null` where a rule may or may not allow it.
    ///
    /// # Errors
    /// If the text is not JSON, or `null` is not allowed and decoding cannot go on.
    #[inline(never)]
    pub fn null(&mut self, at: usize, rule: &'static Rule) -> Next {
        let end = self.literal(at, b"null")?;
        if !rule.nullable {
            self.fault(at, FaultKind::Type(JsonType::Null), rule)?;
        }
        Ok(end)
    }

    fn hold_integer(&mut self, at: usize, end: usize, rule: &'static Rule, value: i64) -> Result<(), Stop> {
        if rule.format.is_some_and(|format| !format.admits_integer(value)) {
            self.fault(at, FaultKind::Format, rule)?;
        }
        self.hold_range(at, end, rule)
    }

    fn hold_range(&mut self, at: usize, end: usize, rule: &'static Rule) -> Result<(), Stop> {
        let Some(range) = rule.range else { return Ok(()) };
        let text = self.slice(at, end);
        if range.minimum.is_some_and(|minimum| decimal::compare(text, minimum) == Ordering::Less) {
            self.fault(at, FaultKind::Minimum, rule)?;
        }
        if range.maximum.is_some_and(|maximum| decimal::compare(text, maximum) == Ordering::Greater) {
            self.fault(at, FaultKind::Maximum, rule)?;
        }
        Ok(())
    }

    /// The end of the number at `at`.
    #[inline]
    pub(crate) fn number_end(&mut self, at: usize) -> Next {
        // What stands in most amounts that are not there, and quickest to see.
        if let Some([b'0'..=b'9', b',' | b'}' | b']']) = self.bytes.get(at..at + 2) {
            return Ok(at + 1);
        }
        self.long_number_end(at)
    }

    fn long_number_end(&mut self, at: usize) -> Next {
        let digits = if self.byte(at) == b'-' { at + 1 } else { at };
        let end = self.digits_end(digits);
        if end == digits || (self.byte(digits) == b'0' && end > digits + 1) {
            return self.syntax(if end == digits { digits } else { at }, SyntaxErrorKind::InvalidNumber);
        }
        if matches!(self.byte(end), b'.' | b'e' | b'E') || end - digits > 300 {
            return self.number_end_slow(at, end);
        }
        Ok(end)
    }

    /// The same from the end of the whole digits on.
    fn number_end_slow(&mut self, at: usize, mut end: usize) -> Next {
        let mut large = end - at > 300;
        if self.byte(end) == b'.' {
            let fraction = end + 1;
            end = self.digits_end(fraction);
            if end == fraction {
                return self.syntax(end, SyntaxErrorKind::InvalidNumber);
            }
        }
        if matches!(self.byte(end), b'e' | b'E') {
            let sign = end + 1;
            let exponent = if matches!(self.byte(sign), b'+' | b'-') { sign + 1 } else { sign };
            end = self.digits_end(exponent);
            if end == exponent {
                return self.syntax(end, SyntaxErrorKind::InvalidNumber);
            }
            large = true;
        }
        if !large {
            return Ok(end);
        }
        // A number that no double can hold even roughly is an attack or an accident, never an amount.
        match self.slice(at, end).parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(end),
            _ => self.syntax(at, SyntaxErrorKind::NumberOutOfRange),
        }
    }

    fn digits_end(&self, at: usize) -> usize {
        digits(self.bytes, at)
    }
}

/// The position of the first byte from `at` on that is no digit.
#[inline]
fn digits(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b'0'..=b'9') = bytes.get(at) {
        at += 1;
    }
    at
}
