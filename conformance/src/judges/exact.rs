//! Numbers as they are written: compared digit by digit, and which of them `serde_json`'s values hold exactly. The judges
//! that read such values cannot be asked about others.

use std::cmp::Ordering;

use serde_json::Number;

/// Whether every number of a JSON text is kept as it is.
pub(super) fn is_exact(text: &str) -> bool {
    numbers(text)
        .all(|literal| literal.parse::<Number>().is_ok_and(|number| normal(&number.to_string()) == normal(literal)))
}

/// The literals of numbers, outside strings.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let part = move |character: char| {
        if quoted {
            quoted = escaped || character != '"';
            escaped = !escaped && character == '\\';
            return true;
        }
        quoted = character == '"';
        !matches!(character, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')
    };
    text.split(part).filter(|piece| piece.starts_with(|first: char| first == '-' || first.is_ascii_digit()))
}

/// A number without what can be written in several ways: sign, digits without zeros at either end, power of ten.
fn normal(literal: &str) -> (bool, String, i64) {
    let unsigned = literal.trim_start_matches('-');
    let (mantissa, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let kept = digits.trim_end_matches('0');
    let shift = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let power = power.trim_start_matches('+').parse::<i64>().unwrap_or(i64::MAX);
    let power = power.saturating_sub(shift(fraction.len())).saturating_add(shift(digits.len() - kept.len()));
    match kept.trim_start_matches('0') {
        "" => (false, String::new(), 0),
        kept => (unsigned.len() < literal.len(), kept.to_owned(), power),
    }
}

/// Whether nothing but zeros stands behind the point.
pub(crate) fn is_integer(literal: &str) -> bool {
    normal(literal).2 >= 0
}

/// Two numbers in the grammar of JSON.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    let ((left_negative, left, left_power), (right_negative, right, right_power)) = (normal(left), normal(right));
    let size = || match (left.is_empty(), right.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => {
            // The place of the first digit, then the digits from there.
            let first =
                |digits: &str, power: i64| power.saturating_add(i64::try_from(digits.len()).unwrap_or(i64::MAX));
            first(&left, left_power).cmp(&first(&right, right_power)).then_with(|| left.cmp(&right))
        }
    };
    match (left_negative, right_negative) {
        (false, false) => size(),
        (true, true) => size().reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{compare, is_exact, is_integer};

    #[test]
    fn numbers_are_compared_by_their_digits() {
        let rising = [
            "-1e308",
            "-18446744073709551616",
            "-1.5",
            "-1",
            "-0.1",
            "0",
            "1e-400",
            "0.0999",
            "0.1",
            "0.10001",
            "1",
            "1.5",
            "9.99",
            "10",
            "9007199254740992",
            "9007199254740992.5",
            "9007199254740993",
            "1e30",
        ];
        for (index, left) in rising.iter().enumerate() {
            for (other, right) in rising.iter().enumerate() {
                assert_eq!(compare(left, right), index.cmp(&other), "{left} {right}");
            }
        }
        assert_eq!(compare("1.0", "10e-1"), Ordering::Equal);
        assert_eq!(compare("-0.0", "0e9"), Ordering::Equal);
        assert!(["0", "-0", "1.0", "1e2", "10e-1", "1.50e1"].into_iter().all(is_integer));
        assert!(!["1.5", "1e-1", "0.1", "15e-1"].into_iter().any(is_integer));
    }

    #[test]
    fn floating_point_keeps_some_numbers() {
        for kept in
            ["1", "-0", "1.0", "1e2", "0.1", "9223372036854775807", "18446744073709551615", "1e300", "[1.5,\"1e-400\"]"]
        {
            assert!(is_exact(kept), "{kept}");
        }
        for lost in [
            "18446744073709551617",
            "0.1234567890123456789",
            "9007199254740993.0",
            "1e-400",
            "{\"\\\"\":[0.30000000000000000001]}",
        ] {
            assert!(!is_exact(lost), "{lost}");
        }
    }
}
