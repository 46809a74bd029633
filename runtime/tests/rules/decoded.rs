//! What values become in fields.

use std::borrow::Cow;

use fieldwright::{Maybe, Number, Raw, Rule};

use crate::one::{read, refuses};

#[test]
fn what_is_decoded_is_what_stands_there() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-7", -7),
        ("42", 42),
        ("-42", -42),
        ("12345678", 12_345_678),
        ("-12345678", -12_345_678),
        ("123456789", 123_456_789),
        ("-987654321", -987_654_321),
        ("999999999999999999", 999_999_999_999_999_999),
        ("-999999999999999999", -999_999_999_999_999_999),
        ("1000000000000000000", 1_000_000_000_000_000_000),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("12e1", 120),
        ("-1.50e1", -15),
        ("10.0", 10),
    ] {
        assert_eq!(read!(i64, Rule::integer(), text), value, "{text}");
        assert_eq!(read!(Option<i64>, Rule::integer().optional(), text), Some(value));
        assert_eq!(read!(Vec<i64>, Rule::array(&Rule::integer()), &format!("[{text}, {text}]")), [value, value]);
    }
    for text in ["0", "-0.0", "12.50", "1e5", "-1E-2", "9007199254740993.000000000000000001"] {
        assert_eq!(read!(Number<'_>, Rule::number(), text).as_str(), text);
    }
    assert!(read!(bool, Rule::boolean(), "true") && !read!(bool, Rule::boolean(), "false"));
    assert_eq!(read!(Option<bool>, Rule::boolean().nullable(), "null"), None);
    assert_eq!(read!(Option<bool>, Rule::boolean().nullable(), "false"), Some(false));
    assert_eq!(read!(Maybe<bool>, Rule::boolean().nullable().optional(), "null"), Maybe::Null);
    assert_eq!(read!(Maybe<bool>, Rule::boolean().nullable().optional(), "true"), Maybe::Value(true));
    for text in ["", "a", "é", "漢字", "a text that is longer than sixteen bytes, and than thirty-two"] {
        let quoted = format!("\"{text}\"");
        assert_eq!(read!(Cow<'_, str>, Rule::string(), &quoted), text);
        assert_eq!(read!(Option<Cow<'_, str>>, Rule::string().nullable(), &quoted).as_deref(), Some(text));
        assert_eq!(read!(Maybe<Cow<'_, str>>, Rule::string().nullable(), &quoted), Maybe::Value(Cow::Borrowed(text)));
    }
    assert_eq!(read!(Option<Cow<'_, str>>, Rule::string().nullable(), "null"), None);
    assert_eq!(read!(Option<Cow<'_, str>>, Rule::text(3, 4).nullable(), "\"\\u0061\"").as_deref(), Some("a"));
    for text in ["null", "1.50", "\"a\\u0062\"", "[1, {\"a\" : null}]", "{}"] {
        assert_eq!(read!(Raw<'_>, Rule::any(), text).as_str(), text);
    }
    assert_eq!(read!(Option<Number<'_>>, Rule::number().nullable(), "1.50").unwrap().as_str(), "1.50");
    assert_eq!(read!(Option<Number<'_>>, Rule::number().nullable(), "null"), None);
    // `read` compares what is found while decoding with what is found by judging alone.
    assert_eq!(read!(Raw<'_>, Rule::free_array().length(0, 1), "[1,2]").as_str(), "[1,2]");
    assert_eq!(read!(Vec<Vec<i64>>, Rule::free_array(), "[[], [1],[ 2 ,3 ] ]"), [vec![], vec![1], vec![2, 3]]);
}

#[test]
fn what_a_field_cannot_hold_is_refused() {
    for value in ["\"1\"", "1.5", "true", "null", "[]", "{}", "9223372036854775808", "-1e30"] {
        assert!(refuses!(i64, Rule::integer(), value), "{value}");
    }
    for value in ["1", "null", "[\"a\"]", "{}", "true"] {
        assert!(refuses!(Cow<'_, str>, Rule::string(), value), "{value}");
    }
    for value in ["1", "\"true\"", "null"] {
        assert!(refuses!(bool, Rule::boolean(), value), "{value}");
    }
    for value in ["\"1\"", "null", "false"] {
        assert!(refuses!(Number<'_>, Rule::number(), value), "{value}");
    }
    // A double holds 308 digits; what has more is an attack or an accident.
    for (count, beyond) in
        [(18, false), (299, false), (300, false), (301, false), (308, false), (310, true), (400, true)]
    {
        let digits = "9".repeat(count);
        for value in [digits.clone(), format!("-{digits}"), digits.clone() + ".5"] {
            assert_eq!(refuses!(Number<'_>, Rule::number(), &value), beyond, "{count} digits");
        }
    }
    for value in ["{}", "1", "null", "[\"a\"]", "[1.5]"] {
        assert!(refuses!(Vec<i64>, Rule::array(&Rule::integer()), value), "{value}");
    }
    assert!(refuses!(Option<Number<'_>>, Rule::number().optional(), "null"));
    assert!(refuses!(Raw<'_>, Rule::free_array(), "{}"));
    assert!(refuses!(Option<i64>, Rule::integer().optional(), "null"), "null is not allowed, only leaving it out is");
    assert!(!refuses!(Option<i64>, Rule::integer().nullable(), "null"));
}
