//! Formats, each with texts that have it beside texts that just have not.

use fieldwright::{Format, Rule};

use crate::holds;

/// For every format what it admits and what it does not, next to each other.
const FORMATS: [(Format, &[&str], &[&str]); 9] = [
    (
        Format::Uuid,
        &[
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f",
            "6BFE7C4D-5F2C-4F12-8D3E-0A1B2C3D4E5F",
            "00000000-0000-0000-0000-999999999999",
        ],
        &[
            "",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f0",
            "6bfe7c4d5-f2c-4f12-8d3e-0a1b2c3d4e5f",
            "gbfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5g",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5/",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5:",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5`",
            "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5@",
            "6bfe7c4d 5f2c-4f12-8d3e-0a1b2c3d4e5f",
            "6bfe7c4d.5f2c-4f12-8d3e-0a1b2c3d4e5f",
        ],
    ),
    (
        Format::UsDateTime,
        &["01-01-0000 00:00:00", "12-31-9999 23:59:59", "10-20-2023 09:30:05"],
        &[
            "",
            "00-14-2023 19:42:50",
            "13-14-2023 19:42:50",
            "12-00-2023 19:42:50",
            "12-32-2023 19:42:50",
            "12-14-2023 24:42:50",
            "12-14-2023 19:60:50",
            "12-14-2023 19:42:60",
            "12-14-2023T19:42:50",
            "12/14/2023 19:42:50",
            "12-14-2023 19:42:5",
            "12-14-2023 19:42:500",
            "1a-14-2023 19:42:50",
            "12-14-202a 19:42:50",
            "12-14-2023 19:42-50",
        ],
    ),
    (
        Format::DateTime,
        &[
            "2023-12-14T19:42:50Z",
            "2023-12-14t19:42:50z",
            "0000-01-01T00:00:00Z",
            "2023-12-31T23:59:60Z",
            "2023-12-14T19:42:50.1Z",
            "2023-12-14T19:42:50.123456789z",
            "2023-12-14T19:42:50+00:00",
            "2023-12-14T19:42:50-23:59",
            "2023-02-31T00:00:00Z",
        ],
        &[
            "",
            "2023-12-14T19:42:50",
            "2023-12-14 19:42:50Z",
            "2023-00-14T19:42:50Z",
            "2023-13-14T19:42:50Z",
            "2023-12-00T19:42:50Z",
            "2023-12-32T19:42:50Z",
            "2023-12-14T24:42:50Z",
            "2023-12-14T19:60:50Z",
            "2023-12-14T19:42:61Z",
            "2023-12-14T19:42:50.Z",
            "2023-12-14T19:42:50.aZ",
            "2023-12-14T19:42:50+24:00",
            "2023-12-14T19:42:50+00:60",
            "2023-12-14T19:42:50+0000",
            "2023-12-14T19:42:50+00:0",
            "2023-12-14T19:42:50+00:000",
            "2023-12-14T19:42:50ZZ",
            "2023-12-14T19:42:50 Z",
            "23-12-14T19:42:50Z",
            "2023-12-14T19:42:50.1",
        ],
    ),
    (Format::CountryCode, &["IT", "ZA", "AZ"], &["", "I", "ITA", "it", "I1", "I@", "I[", "1T"]),
    (Format::CurrencyCode, &["EUR", "ZAZ"], &["", "EU", "EURO", "eur", "EU1", "EU@", "E[R"]),
    (
        Format::PhoneNumber,
        &["+12", "+123456789012345", "+90", "+19"],
        &["", "+", "+1", "12", "+02", "+1234567890123456", "+1a", "+1 2", "++12", "+1/", "+1:"],
    ),
    (
        Format::Bic,
        &["DEUTDEFF", "DEUTDE00", "DEUTDEFF500", "AZAZAZ09ZZZ"],
        &[
            "",
            "DEUTDEF",
            "DEUTDEFF5",
            "DEUTDEFF50",
            "DEUTDEFF5000",
            "deutdeff",
            "DEUTD1FF",
            "1EUTDEFF",
            "DEUTDEF ",
            "DEUTDEF@",
            "DEUTDEF/",
            "DEUTDEF:",
            "DEUTDEF[",
            "DEUTDEFF50a",
        ],
    ),
    (
        Format::Uri,
        &[
            "https://x",
            "http:x",
            "https:x",
            "a:b",
            "urn:isbn:1",
            "x+1-2.3:y",
            "A:é",
            "mailto:a@b",
            "httpsx:y",
            "https+x:y",
        ],
        &[
            "",
            "https:",
            "a:",
            ":a",
            "1a:b",
            "a b:c",
            "a:b c",
            // Two that are wrong do not make a right.
            "a:b c d",
            "a:b\\t",
            "a:\\u007f",
            "+a:b",
            "a_b:c",
            "https",
            "https//x",
            "a",
            "é:x",
            "a:\\u0000",
        ],
    ),
    (Format::LastFour, &["0000", "9999", "1234"], &["", "123", "12345", "12a4", "12 4", "/123", "123:", "-123"]),
];

#[test]
fn formats() {
    for (format, good, bad) in FORMATS {
        let rule = Rule::string().format(format);
        for (texts, expected) in [(good, ""), (bad, "format")] {
            for text in texts {
                let quoted = format!("\"{text}\"");
                // The same text with its first character escaped goes the other way through the reader.
                let escaped = text
                    .chars()
                    .next()
                    .filter(char::is_ascii)
                    .map(|first| format!("\"\\u{:04x}{}\"", u32::from(first), &text[1..]));
                holds(rule, &[(&quoted, expected)]);
                if let Some(escaped) = &escaped {
                    holds(rule, &[(escaped, expected)]);
                }
            }
        }
        holds(rule.or_empty(), &[("\"\"", ""), ("1", "type")]);
    }
    for (format, least, most) in [
        (Format::UnixSeconds, 1_000_000_000_i64, 9_999_999_999),
        (Format::UnixMilliseconds, 1_000_000_000_000, 9_999_999_999_999),
    ] {
        let case = |value: i64, expected: &str| {
            holds(Rule::integer().format(format), &[(&value.to_string(), expected), (&format!("{value}.0"), expected)]);
        };
        case(least, "");
        case(most, "");
        case(least - 1, "format");
        case(most + 1, "format");
        case(-least, "format");
        holds(
            Rule::integer().format(format),
            &[("1e40", "maximum format"), ("-1e40", "minimum format"), ("1.5", "type"), ("\"1000000000\"", "type")],
        );
        assert!(!format.admits("1000000000") && !Format::Uuid.admits_integer(least));
    }
}
