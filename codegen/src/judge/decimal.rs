//! Exact decimals, compared digit by digit: no floating point, and no limit on size or precision.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A number as `0.DIGITS × 10^exponent`, in the one form that has neither leading nor trailing zeros. Zero has no
/// digits, the exponent 0 and no sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exact<'t> {
    negative: bool,
    exponent: i64,
    digits: Cow<'t, str>,
}

impl<'t> Exact<'t> {
    /// Reads the grammar of a JSON number: `-12.50e-3`. What is not in it counts as zero; neither the checked model nor
    /// `serde_json` hands such a thing over.
    pub(crate) fn parse(text: &'t str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = if fraction.is_empty() { Cow::Borrowed(whole) } else { Cow::Owned(format!("{whole}{fraction}")) };
        let leading = all.len() - all.trim_start_matches('0').len();
        let digits = match all {
            Cow::Borrowed(all) => Cow::Borrowed(all.trim_matches('0')),
            Cow::Owned(all) => Cow::Owned(all.trim_matches('0').to_owned()),
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self { negative: false, exponent: 0, digits: Cow::Borrowed("") };
        }
        let point = count(whole.len()).saturating_sub(count(leading));
        Self { negative, exponent: point.saturating_add(exponent(power)), digits }
    }

    /// Whether nothing stands behind the point: of `1`, `1.0` and `1e2`, but not of `1.5` or `1e-2`.
    pub(crate) fn is_integer(&self) -> bool {
        self.exponent >= count(self.digits.len())
    }

    /// Compares the sizes, signs aside. Digits without trailing zeros compare as text once the exponents are equal.
    fn size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl From<i64> for Exact<'_> {
    fn from(number: i64) -> Self {
        let text = number.to_string();
        let Exact { negative, exponent, digits } = Exact::parse(&text);
        Self { negative, exponent, digits: Cow::Owned(digits.into_owned()) }
    }
}

impl Ord for Exact<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.size(other),
            (true, true) => other.size(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Exact<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An exponent that does not fit is as good as the largest that does.
fn exponent(power: &str) -> i64 {
    power.trim_start_matches('+').parse().unwrap_or(if power.starts_with('-') { i64::MIN } else { i64::MAX })
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
