//! Formats: what each admits, and what is nearly that.

use super::set::{Set, all_broken, member, quoted, row};

const UUID: [&str; 4] = [
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f",
    "6BFE7C4D-5F2C-4F12-8D3E-0A1B2C3D4E5F",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-FFFF-ffff-FFFF-ffffffffffff",
];

const NO_UUID: [&str; 14] = [
    "",
    "6bfe7c4d5f2c4f128d3e0a1b2c3d4e5f",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f0",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5g",
    "6bfe7c4d-5f2c-4f12-8d3e0-a1b2c3d4e5f",
    "6bfe7c4-d5f2c-4f12-8d3e-0a1b2c3d4e5f",
    "{6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f}",
    "urn:uuid:6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f",
    " 6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5f\n",
    "6bfe7c4d_5f2c_4f12_8d3e_0a1b2c3d4e5f",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e5é",
    "6bfe7c4d-5f2c-4f12-8d3e-0a1b2c3d4e\u{ff15}f",
];

const US: [&str; 6] = [
    "12-14-2023 19:42:50",
    "01-01-0000 00:00:00",
    "12-31-9999 23:59:59",
    "02-29-2024 12:00:00",
    "02-31-2023 12:00:00",
    "09-09-2023 09:09:09",
];

const NO_US: [&str; 17] = [
    "",
    "2023-12-14 19:42:50",
    "12/14/2023 19:42:50",
    "12-14-2023T19:42:50",
    "12-14-2023 19:42",
    "12-14-23 19:42:50",
    "13-14-2023 19:42:50",
    "00-14-2023 19:42:50",
    "12-32-2023 19:42:50",
    "12-00-2023 19:42:50",
    "12-14-2023 24:00:00",
    "12-14-2023 19:60:00",
    "12-14-2023 19:42:60",
    "12-14-2023  19:42:50",
    "12-14-2023 19:42:50Z",
    "1-14-2023 19:42:50",
    "12-14-2023 7:42:50",
];

const DATE_TIME: [&str; 10] = [
    "2023-12-14T19:42:50Z",
    "2023-12-14t19:42:50z",
    "2023-12-14T19:42:50.1Z",
    "2023-12-14T19:42:50.123456789Z",
    "2023-12-14T19:42:50+01:00",
    "2023-12-14T19:42:50-23:59",
    "2016-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "2023-02-31T00:00:00Z",
    "2023-12-14T19:42:50.5-00:00",
];

const NO_DATE_TIME: [&str; 20] = [
    "",
    "2023-12-14",
    "2023-12-14T19:42:50",
    "2023-12-14 19:42:50Z",
    "2023-12-14T19:42Z",
    "2023-12-14T19:42:50.Z",
    "2023-12-14T19:42:50,5Z",
    "2023-13-14T19:42:50Z",
    "2023-00-14T19:42:50Z",
    "2023-12-32T19:42:50Z",
    "2023-12-14T24:00:00Z",
    "2023-12-14T19:60:00Z",
    "2023-12-14T19:42:61Z",
    "2023-12-14T19:42:50+1:00",
    "2023-12-14T19:42:50+24:00",
    "2023-12-14T19:42:50+01:60",
    "2023-12-14T19:42:50+0100",
    "23-12-14T19:42:50Z",
    "+2023-12-14T19:42:50Z",
    "2023-12-14T19:42:50ZZ",
];

const COUNTRY: [&str; 4] = ["DE", "US", "ZZ", "AA"];
const NO_COUNTRY: [&str; 9] = ["", "D", "DEU", "de", "De", "D1", "D ", "ÄE", "\u{ff24}\u{ff25}"];
const CURRENCY: [&str; 4] = ["EUR", "USD", "XXX", "AAA"];
const NO_CURRENCY: [&str; 9] = ["", "EU", "EURO", "eur", "Eur", "E1R", "€UR", "EU ", "EUR\n"];

const PHONE: [&str; 5] = ["+12", "+491701234567", "+123456789012345", "+19", "+999999999999999"];

const NO_PHONE: [&str; 13] = [
    "",
    "+",
    "+1",
    "491701234567",
    "00491701234567",
    "+0123456789",
    "+1234567890123456",
    "+49 170 1234567",
    "+49-170-1234567",
    "+49(170)1234567",
    "++4917012345",
    "+49170123456a",
    "+\u{661}\u{662}\u{663}",
];

const BIC: [&str; 5] = ["DEUTDEFF", "DEUTDEFF500", "NEDSZAJJ", "NEDSZAJJXXX", "ABCDEF12345"];

const NO_BIC: [&str; 13] = [
    "",
    "DEUTDEF",
    "DEUTDEFF5",
    "DEUTDEFF50",
    "DEUTDEFF5000",
    "deutdeff",
    "DEUTDEff",
    "DEUTD3FF",
    "1EUTDEFF",
    "DEUTDEF-",
    "DEUTDEFF50 ",
    "DEUTDEFÉ",
    "DEUTDEFF50é",
];

const URI: [&str; 12] = [
    "https://example.test",
    "https://example.test/a?b=c#d",
    "http://localhost:8080/",
    "a:b",
    "mailto:a@b.test",
    "urn:x",
    "x-y+z.1:q",
    "HTTPS://EXAMPLE.TEST",
    "https://exämple.test/ü",
    "a:%",
    "a::",
    "https://example.test/%zz",
];

const NO_URI: [&str; 14] = [
    "",
    "example.test",
    "//example.test",
    "/a/b",
    ":",
    ":a",
    "a:",
    "1a:b",
    "-a:b",
    "a b:c",
    "https://example.test/a b",
    "https://example.test/\n",
    "é:b",
    "https://example.test/\u{7f}",
];

const FOUR: [&str; 4] = ["1234", "0000", "9999", "0008"];
const NO_FOUR: [&str; 10] =
    ["", "123", "12345", "12a4", " 123", "1234\n", "-123", "1.23", "\u{661}\u{662}\u{663}\u{664}", "\u{ff11}234"];

const SECONDS: [&str; 6] =
    ["1000000000", "1725412012", "9999999999", "1725412012.0", "1.725412012e9", "17254120120e-1"];

const NO_SECONDS: [(&str, &str); 12] = [
    ("999999999", "format"),
    ("10000000000", "format"),
    ("0", "format"),
    ("-1725412012", "format"),
    ("1725412012675", "format"),
    ("1e9", ""),
    ("1e10", "format"),
    ("1725412012.5", "type"),
    ("\"1725412012\"", "type"),
    ("9999999999.0", ""),
    ("9999999999.5", "type"),
    ("01", "syntax"),
];

const MILLISECONDS: [&str; 5] =
    ["1000000000000", "1725412012675", "9999999999999", "1725412012675.0", "1.725412012675e12"];

const NO_MILLISECONDS: [(&str, &str); 8] = [
    ("999999999999", "format"),
    ("10000000000000", "format"),
    ("1725412012", "format"),
    ("-1725412012675", "format"),
    ("1725412012675.5", "type"),
    ("\"1725412012675\"", "type"),
    ("null", "type"),
    ("9223372036854775808", "format maximum"),
];

/// A format, what it admits, and what it does not.
type Strings = (&'static str, &'static [&'static str], &'static [&'static str]);

const STRINGS: [Strings; 9] = [
    ("uuid", &UUID, &NO_UUID),
    ("us-date-time", &US, &NO_US),
    ("date-time", &DATE_TIME, &NO_DATE_TIME),
    ("country-code", &COUNTRY, &NO_COUNTRY),
    ("currency-code", &CURRENCY, &NO_CURRENCY),
    ("phone-number", &PHONE, &NO_PHONE),
    ("bic", &BIC, &NO_BIC),
    ("uri", &URI, &NO_URI),
    ("last-four", &FOUR, &NO_FOUR),
];

pub(super) fn cases() -> Set {
    let mut rows: Vec<_> = STRINGS.iter().map(|(word, ..)| row(*word, format!("{{format: {word}}}"))).collect();
    rows.extend(
        STRINGS
            .iter()
            .map(|(word, ..)| row(format!("{word}-or-empty"), format!("{{format: {word}, allowEmpty: true}}"))),
    );
    rows.extend(["unix-seconds", "unix-milliseconds"].map(|word| row(word, format!("{{format: {word}}}"))));
    let mut set = Set::new("formats", "Formats", &rows);
    for (word, good, bad) in STRINGS {
        for text in good {
            set.add(&format!("{word}/good/{}", text.escape_debug()), member(word, &quoted(text)), Vec::new());
        }
        for text in bad {
            set.add(
                &format!("{word}/bad/{}", text.escape_debug()),
                member(word, &quoted(text)),
                all_broken(word, &["format"]),
            );
        }
        let optional = format!("{word}-or-empty");
        set.add(&format!("{optional}/empty"), member(&optional, "\"\""), Vec::new());
        set.add(&format!("{optional}/space"), member(&optional, "\" \""), all_broken(&optional, &["format"]));
        set.add(&format!("{word}/number"), member(word, "1234"), all_broken(word, &["type"]));
    }
    for (word, good, bad) in
        [("unix-seconds", &SECONDS[..], &NO_SECONDS[..]), ("unix-milliseconds", &MILLISECONDS, &NO_MILLISECONDS)]
    {
        for literal in good {
            set.add(&format!("{word}/good/{literal}"), member(word, literal), Vec::new());
        }
        for (literal, keywords) in bad {
            let name = format!("{word}/edge/{literal}");
            match *keywords {
                "syntax" => set.add_broken(&name, member(word, literal)),
                keywords => {
                    let keywords: Vec<&str> = keywords.split_whitespace().collect();
                    set.add(&name, member(word, literal), all_broken(word, &keywords));
                }
            }
        }
    }
    set
}
