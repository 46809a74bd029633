//! Named formats and prefixes in sentences: `String starting with wh_`, `Unix time`, UUID, ISO 4217.

use fieldwright_codegen::model::{Format, Kind};

use super::Finder;
use crate::import::page::Text;

/// A format or pattern that a sentence states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shape {
    pub(crate) format: Option<Format>,
    pub(crate) pattern: Option<String>,
}

/// What a description says of the form of a value.
pub(crate) fn prose(text: &Text) -> Shape {
    let plain = text.plain.as_str();
    match starts(plain) {
        Some(pattern) => Shape { format: None, pattern: Some(pattern) },
        None => Shape { format: format(plain), pattern: None },
    }
}

/// `String starting with wh_`, `starts with card_ or other_`, `prefixed with "cus_"`.
fn starts(text: &str) -> Option<String> {
    static STARTS: Finder = Finder::new(
        "(?i)\\b(?:start(?:s|ing)? with|begin(?:s|ning)? with|prefixed (?:with|by)|with the prefix|has the prefix)(?: the)?(?: prefix)?:?\\s+((?:[`'\"“]?[A-Za-z][A-Za-z0-9]*[_-][`'\"”]?(?:,? or |, )?){1,8})",
    );
    let list = STARTS.first(text)?;
    let prefixes: Vec<&str> = list
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .filter(|word| word.ends_with(['_', '-']))
        .collect();
    match prefixes.as_slice() {
        [] => None,
        [one] => Some(format!("^{one}")),
        several => Some(format!("^({})", several.join("|"))),
    }
}

/// The formats that the language has, each with the words that mean it. The first that is found counts.
fn format(text: &str) -> Option<Format> {
    static FORMATS: [(Finder, Format); 9] = [
        (
            Finder::new(r"(?i)\b(?:milliseconds?\b.{0,60}\b(?:unix|epoch)|(?:unix|epoch)\b.{0,40}\bmilliseconds?)\b"),
            Format::UnixMilliseconds,
        ),
        (
            Finder::new(
                r"(?i)\b(?:unix (?:time|timestamp|epoch)|epoch (?:time|seconds|timestamp)|seconds since (?:the )?(?:unix )?epoch)\b",
            ),
            Format::UnixSeconds,
        ),
        (Finder::new(r"\b(?:UUID|GUID)\b|(?i)\buuid\b"), Format::Uuid),
        (Finder::new(r"(?i)\bMM-DD-YYYY hh:mm:ss\b"), Format::UsDateTime),
        (Finder::new(r"(?i)\bRFC[ -]?3339\b"), Format::DateTime),
        (
            Finder::new(
                r"(?i)(?:\bISO[ -]?3166(?:-1)?\b.{0,20}\balpha-?2\b|\btwo-letter (?:iso )?country code|\btwo-letter ISO[ -]?3166)",
            ),
            Format::CountryCode,
        ),
        (Finder::new(r"(?i)\bISO[ -]?4217\b"), Format::CurrencyCode),
        (Finder::new(r"(?i)\bE\.?164\b"), Format::PhoneNumber),
        (Finder::new(r"(?i)\blast (?:four|4) digits\b"), Format::LastFour),
    ];
    static BIC: Finder = Finder::new(r"\bBIC\b|\b(?:SWIFT|Swift) code\b");
    static URL: Finder =
        Finder::new(r"(?i)^\W*(?:(?:the|a|an|full|complete|absolute|fully[- ]qualified|https?)\s+)*(?:ur[il])\b");
    if let Some((_, format)) = FORMATS.iter().find(|(finder, _)| finder.is_in(text)) {
        return Some(*format);
    }
    if BIC.is_in(text) {
        return Some(Format::Bic);
    }
    URL.is_in(text).then_some(Format::Uri)
}

/// The type that a format is of.
pub(crate) fn kind(format: Format) -> Kind {
    match format {
        Format::UnixSeconds | Format::UnixMilliseconds => Kind::Integer,
        _ => Kind::String,
    }
}

/// Of a header, which is text: the digits that a format of integers has.
pub(crate) fn digits(format: Format) -> Option<&'static str> {
    match format {
        Format::UnixSeconds => Some("^[0-9]{10}$"),
        Format::UnixMilliseconds => Some("^[0-9]{13}$"),
        _ => None,
    }
}

/// The length that values of a format have, where all have the same: bounds beside it say nothing more.
pub(crate) fn fixes_length(format: Format) -> bool {
    !matches!(format, Format::Uri | Format::PhoneNumber | Format::DateTime)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> (Option<&'static str>, Option<String>) {
        let Shape { format, pattern } = prose(&Text::of(text));
        (format.map(Format::word), pattern)
    }

    #[test]
    fn formats_are_found_in_sentences() {
        for (text, format) in [
            ("When it was made, in Unix time", Some("unix-seconds")),
            ("Time in milliseconds that it was made, in Unix time", Some("unix-milliseconds")),
            ("The operation's id. UUID.", Some("uuid")),
            ("The two-letter ISO 3166-1 ALPHA-2 code", Some("country-code")),
            ("A currency code as in ISO 4217", Some("currency-code")),
            ("Its number in E.164 format", Some("phone-number")),
            ("The BIC of the bank", Some("bic")),
            ("A URL to the icon", Some("uri")),
            ("The last four digits of the card", Some("last-four")),
            ("It is sent to the url of the merchant", None),
            ("The buyer's comic", None),
        ] {
            assert_eq!(shape(text).0, format, "{text}");
        }
    }

    #[test]
    fn prefixes_become_patterns() {
        assert_eq!(shape("Its id. String starting with wh_.").1.as_deref(), Some("^wh_"));
        assert_eq!(shape("String starting with card_ or other_.").1.as_deref(), Some("^(card_|other_)"));
        assert_eq!(shape("It begins with `cus_`").1.as_deref(), Some("^cus_"));
        assert_eq!(shape("The list starts with the newest").1, None);
    }
}
