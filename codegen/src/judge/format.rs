//! The formats of `docs/schema-language.md`, each a short function in the words of its definition.

use crate::model::Format;

/// Whether a string has a format. No string has a format of integers.
pub(super) fn text_has(format: Format, text: &str) -> bool {
    match format {
        Format::Uuid => uuid(text),
        Format::UnixSeconds | Format::UnixMilliseconds => false,
        Format::UsDateTime => us_date_time(text),
        Format::DateTime => date_time(text),
        Format::CountryCode => upper(text, 2),
        Format::CurrencyCode => upper(text, 3),
        Format::PhoneNumber => phone_number(text),
        Format::Bic => bic(text),
        Format::Uri => uri(text),
        Format::LastFour => digits(text, 4),
    }
}

/// The first and the last integer of a format. No integer has a format of strings.
pub(crate) fn range(format: Format) -> Option<(i64, i64)> {
    match format {
        Format::UnixSeconds => Some((1_000_000_000, 9_999_999_999)),
        Format::UnixMilliseconds => Some((1_000_000_000_000, 9_999_999_999_999)),
        _ => None,
    }
}

/// `6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f`: 8-4-4-4-12 hexadecimal digits of either case.
fn uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `12-14-2023 19:42:50`. Months are not asked how many days they have.
fn us_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(' ') else { return false };
    let parts: Vec<&str> = date.split('-').collect();
    matches!(parts.as_slice(), [month, day, year]
        if number(month, 1, 12) && number(day, 1, 31) && digits(year, 4))
        && clock(time, 59)
}

/// RFC 3339: `2023-12-14T19:42:50.123Z`, also with lower-case `t` and `z`, an offset and a leap second. Months are not
/// asked how many days they have.
fn date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    let parts: Vec<&str> = date.split('-').collect();
    let date = matches!(parts.as_slice(), [year, month, day]
        if digits(year, 4) && number(month, 1, 12) && number(day, 1, 31));
    let Some(at) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (time, zone) = time.split_at(at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    date && clock(time, 60) && !fraction.is_empty() && all_digits(fraction) && offset(zone)
}

/// `Z` or `+01:00`.
fn offset(zone: &str) -> bool {
    let signed = || zone.strip_prefix(['+', '-'])?.split_once(':');
    matches!(zone, "Z" | "z") || signed().is_some_and(|(hour, minute)| number(hour, 0, 23) && number(minute, 0, 59))
}

/// `19:42:50`.
fn clock(time: &str, last_second: u32) -> bool {
    let parts: Vec<&str> = time.split(':').collect();
    matches!(parts.as_slice(), [hour, minute, second]
        if number(hour, 0, 23) && number(minute, 0, 59) && number(second, 0, last_second))
}

/// `+491701234567`: a plus and 2 to 15 digits, the first not 0.
fn phone_number(text: &str) -> bool {
    text.strip_prefix('+')
        .is_some_and(|rest| (2..=15).contains(&rest.len()) && all_digits(rest) && !rest.starts_with('0'))
}

/// `DEUTDEFF500`: 8 or 11 upper-case letters and digits, the first six letters.
fn bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
}

/// `https://example.test/a`: a scheme of RFC 3986, a colon, at least one more character; no space, no control character
/// of ASCII.
fn uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|character: char| character.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && !rest.contains(|character: char| character == ' ' || character.is_ascii_control())
}

/// `IT`: so many upper-case letters of ASCII.
fn upper(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// So many digits of ASCII.
fn digits(text: &str, length: usize) -> bool {
    text.len() == length && all_digits(text)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two digits that make a number within the bounds.
fn number(text: &str, first: u32, last: u32) -> bool {
    digits(text, 2) && text.parse().is_ok_and(|number: u32| (first..=last).contains(&number))
}
