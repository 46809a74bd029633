//! Exact decimals: the digits of the wire, compared as digits.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A number of JSON with the digits that the wire had: `10.50` stays `10.50`. Two are equal if their digits are; use
/// [`Number::compare`] for their values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number<'a>(Cow<'a, str>);

impl<'a> Number<'a> {
    /// Whether it owns its digits.
    pub(crate) fn owns(&self) -> bool {
        matches!(self.0, Cow::Owned(_))
    }

    /// Digits that the reader has checked.
    pub(crate) fn of_digits(digits: Cow<'a, str>) -> Self {
        Self(digits)
    }

    /// A number from its digits, if they are one of JSON's numbers and within ±1.8e308.
    pub fn parse(digits: impl Into<Cow<'a, str>>) -> Option<Self> {
        let digits = digits.into();
        let mut reader = crate::reader::Reader::owning(&digits);
        let end = reader.number_end(0).ok()?;
        (end == digits.len()).then_some(Self(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is a whole number of 64 bits; `1.0` and `1e2` are whole.
    pub fn as_i64(&self) -> Option<i64> {
        match to_integer(&self.0) {
            Integer::Fits(value) => Some(value),
            _ => None,
        }
    }

    /// The value times ten to the power of `exponent`, if that is a whole number of 64 bits: an amount of `10.50` with the
    /// two decimals of a dollar is 1050 minor units. Nothing is rounded.
    pub fn minor_units(&self, exponent: u32) -> Option<i64> {
        match scaled(&self.0, i64::from(exponent)) {
            Integer::Fits(value) => Some(value),
            _ => None,
        }
    }

    /// Compares the values.
    pub fn compare(&self, other: &Number<'_>) -> Ordering {
        compare(&self.0, &other.0)
    }

    /// The same number, owning its digits.
    pub fn into_owned(self) -> Number<'static> {
        Number(Cow::Owned(self.0.into_owned()))
    }
}

impl Default for Number<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed("0"))
    }
}

impl From<i64> for Number<'_> {
    fn from(value: i64) -> Self {
        Self(Cow::Owned(value.to_string()))
    }
}

impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a number is among the integers of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    Fits(i64),
    Fraction,
    Below,
    Beyond,
}

/// The value as an integer.
pub(crate) fn to_integer(text: &str) -> Integer {
    scaled(text, 0)
}

/// The value times ten to the power of `shift`, as an integer.
fn scaled(text: &str, shift: i64) -> Integer {
    let parts = Parts::of(text);
    let point = parts.point.saturating_add(shift);
    let count = i64::try_from(parts.count).unwrap_or(i64::MAX);
    if parts.count == 0 {
        return Integer::Fits(0);
    }
    if count > point {
        return Integer::Fraction;
    }
    let outside = if parts.negative { Integer::Below } else { Integer::Beyond };
    if point > 19 {
        return outside;
    }
    let mut value: i128 = 0;
    for digit in parts.digits() {
        value = value * 10 + i128::from(digit - b'0');
    }
    for _ in count..point {
        value *= 10;
    }
    let value = if parts.negative { -value } else { value };
    i64::try_from(value).map_or(outside, Integer::Fits)
}

/// Compares two numbers of JSON by value.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (Parts::of(a), Parts::of(b));
    match (a.sign(), b.sign()) {
        (1, 1) => a.compare_magnitude(&b),
        (-1, -1) => b.compare_magnitude(&a),
        (a, b) => a.cmp(&b),
    }
}

/// A number as 0.`digits` times ten to the power of `point`, with no zero at either end of the digits.
struct Parts<'t> {
    negative: bool,
    whole: &'t [u8],
    fraction: &'t [u8],
    /// How many digits.
    count: usize,
    point: i64,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent =
            exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 });
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let (mut whole, mut fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let mut point = i64::try_from(whole.len()).unwrap_or(i64::MAX);
        if whole.is_empty() {
            let zeros = fraction.len();
            fraction = fraction.trim_start_matches('0');
            point -= i64::try_from(zeros - fraction.len()).unwrap_or(i64::MAX);
        }
        if fraction.is_empty() {
            whole = whole.trim_end_matches('0');
        }
        let (whole, fraction) = (whole.as_bytes(), fraction.as_bytes());
        Self { negative, whole, fraction, count: whole.len() + fraction.len(), point: point.saturating_add(exponent) }
    }

    fn sign(&self) -> i8 {
        match (self.count, self.negative) {
            (0, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'t> {
        self.whole.iter().chain(self.fraction).copied()
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        self.point.cmp(&other.point).then_with(|| self.digits().cmp(other.digits()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Integer, Number, compare, to_integer};
    use std::cmp::Ordering;

    #[test]
    fn values_are_compared_and_not_digits() {
        let ascending = [
            "-1e300",
            "-10",
            "-9.99",
            "-0.001",
            "0",
            "1e-400",
            "0.001",
            "0.0100",
            "1",
            "1.5",
            "9",
            "10",
            "1.1e1",
            "9007199254740993",
            "1e300",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(compare(a, b), i.cmp(&j), "{a} and {b}");
            }
        }
        for (a, b) in [("1", "1.0"), ("100", "1e2"), ("-0", "0.0"), ("0.10", "1e-1"), ("0e9", "0")] {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} and {b}");
        }
    }

    #[test]
    fn integers_are_exact_to_the_last_one() {
        for (text, expected) in [
            ("9223372036854775807", Integer::Fits(i64::MAX)),
            ("9223372036854775808", Integer::Beyond),
            ("-9223372036854775808", Integer::Fits(i64::MIN)),
            ("-9223372036854775809", Integer::Below),
            ("9007199254740993", Integer::Fits(9_007_199_254_740_993)),
            ("1.0", Integer::Fits(1)),
            ("1e2", Integer::Fits(100)),
            ("120e-1", Integer::Fits(12)),
            ("121e-1", Integer::Fraction),
            ("1e-999999999999999999999", Integer::Fraction),
            ("-0", Integer::Fits(0)),
            ("1759972e00", Integer::Fits(1_759_972)),
        ] {
            assert_eq!(to_integer(text), expected, "{text}");
        }
    }

    #[test]
    fn money_is_scaled_without_rounding() {
        let amount = |text: &'static str| Number::parse(text).expect("a number");
        assert_eq!(amount("10.50").minor_units(2), Some(1050));
        assert_eq!(amount("10.505").minor_units(2), None);
        assert_eq!(amount("0.1").minor_units(1), Some(1));
        assert_eq!(amount("10.50").as_str(), "10.50");
        for bad in ["", "01", "1.", ".5", "+1", "1e", "1e999", "NaN", " 1", "1 "] {
            assert!(Number::parse(bad).is_none(), "{bad}");
        }
    }
}
