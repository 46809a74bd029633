//! Integers, numbers, booleans, `null`.

use fieldwright::{Number, Range, Rule};

use crate::holds;
use crate::one::read;

#[test]
fn integers() {
    holds(
        Rule::integer(),
        &[
            ("0", ""),
            ("-0", ""),
            ("7", ""),
            ("-7", ""),
            ("10", ""),
            ("12345678", ""),
            ("-12345678", ""),
            ("123456789", ""),
            ("999999999999999999", ""),
            ("-999999999999999999", ""),
            ("1000000000000000000", ""),
            ("9223372036854775807", ""),
            ("9223372036854775808", "maximum"),
            ("-9223372036854775808", ""),
            ("-9223372036854775809", "minimum"),
            ("18446744073709551616", "maximum"),
            ("1e30", "maximum"),
            ("-1e30", "minimum"),
            ("1.0", ""),
            ("10e-1", ""),
            ("1e2", ""),
            ("1E2", ""),
            ("1.5", "type"),
            ("1e-1", "type"),
            ("12345678.5", "type"),
            ("\"1\"", "type"),
            ("true", "type"),
            ("null", "type"),
            ("[]", "type"),
            ("{}", "type"),
            ("01", "not JSON"),
            ("-01", "not JSON"),
            ("00000000", "not JSON"),
            ("012345678", "not JSON"),
            ("-", "not JSON"),
            ("+1", "not JSON"),
            ("1.", "not JSON"),
            ("1x", "not JSON"),
            ("12345678x", "not JSON"),
        ],
    );
}

#[test]
fn numbers() {
    holds(
        Rule::number(),
        &[
            ("0", ""),
            ("5", ""),
            ("-0.0", ""),
            ("12.50", ""),
            ("1e5", ""),
            ("1E+5", ""),
            ("1e-5", ""),
            ("1.5e308", ""),
            ("1e309", "not JSON"),
            ("-1e309", "not JSON"),
            (&"9".repeat(300), ""),
            (&"9".repeat(308), ""),
            (&"9".repeat(310), "not JSON"),
            (&format!("0.{}", "1".repeat(400)), ""),
            ("00", "not JSON"),
            ("01", "not JSON"),
            ("1.", "not JSON"),
            (".1", "not JSON"),
            ("1.e1", "not JSON"),
            ("1e", "not JSON"),
            ("1e+", "not JSON"),
            ("1e5.5", "not JSON"),
            ("-", "not JSON"),
            ("--1", "not JSON"),
            ("-a", "not JSON"),
            ("1a", "not JSON"),
            ("\"1\"", "type"),
            ("false", "type"),
            ("null", "type"),
        ],
    );
}

#[test]
fn bounds_of_numbers() {
    static BOUNDS: Range = Range { minimum: Some("-0.5"), maximum: Some("10") };
    static LEAST: Range = Range { minimum: Some("3"), maximum: None };
    static MOST: Range = Range { minimum: None, maximum: Some("3") };
    holds(
        Rule::number().within(&BOUNDS),
        &[
            ("-0.5", ""),
            ("-0.50", ""),
            ("-5e-1", ""),
            ("-0.51", "minimum"),
            ("-1", "minimum"),
            ("10", ""),
            ("10.0", ""),
            ("1e1", ""),
            ("10.01", "maximum"),
            ("11", "maximum"),
            ("0", ""),
            ("\"11\"", "type"),
        ],
    );
    for rule in [Rule::integer(), Rule::number()] {
        holds(rule.within(&LEAST), &[("3", ""), ("2", "minimum"), ("-4", "minimum"), ("4", ""), ("40", "")]);
        holds(rule.within(&MOST), &[("3", ""), ("4", "maximum"), ("-4", ""), ("2", ""), ("30", "maximum")]);
    }
    holds(
        Rule::integer().within(&BOUNDS),
        &[("0", ""), ("-1", "minimum"), ("10", ""), ("11", "maximum"), ("1e20", "maximum")],
    );
}

#[test]
fn booleans_nulls_and_anything() {
    holds(
        Rule::boolean(),
        &[
            ("true", ""),
            ("false", ""),
            ("\"true\"", "type"),
            ("1", "type"),
            ("null", "type"),
            ("tru", "not JSON"),
            ("falsy", "not JSON"),
            ("truex", "not JSON"),
            ("True", "not JSON"),
        ],
    );
    holds(Rule::boolean().nullable(), &[("true", ""), ("null", ""), ("nul", "not JSON"), ("0", "type")]);
    let anything = ["null", "1", "\"\"", "[]", "{}", "true", "[{\"a\":[]}]"].map(|value| (value, ""));
    holds(Rule::any(), &anything);
    holds(Rule::any(), &[("", "not JSON"), ("nil", "not JSON"), ("{\"a\":1,\"a\":1}", "not JSON")]);
}

#[test]
fn amounts_are_scaled_and_compared_exactly() {
    let number = |text: &'static str| Number::parse(text).unwrap();
    for (text, exponent, units) in [
        ("10.50", 2, Some(1050)),
        ("10.5", 2, Some(1050)),
        ("10.505", 2, None),
        ("0.01", 2, Some(1)),
        ("0.001", 2, None),
        ("-3", 2, Some(-300)),
        ("0", 5, Some(0)),
        ("1e2", 2, Some(10_000)),
        ("92233720368547758.07", 2, Some(i64::MAX)),
        ("92233720368547758.08", 2, None),
        ("-92233720368547758.08", 2, Some(i64::MIN)),
        ("-92233720368547758.09", 2, None),
        ("1e17", 2, None),
        ("9e18", 0, Some(9_000_000_000_000_000_000)),
        ("1e19", 0, None),
    ] {
        assert_eq!(number(text).minor_units(exponent), units, "{text} {exponent}");
    }
    for (text, value) in [("7", Some(7)), ("7.0", Some(7)), ("7.5", None), ("1e20", None), ("-1e20", None)] {
        assert_eq!(number(text).as_i64(), value, "{text}");
    }
    let ascending = [
        "-1e300", "-100", "-99.9", "-1", "-0.1", "-0.01", "0", "0.01", "0.099", "0.1", "1", "1.01", "1.1", "9", "10",
        "99", "100", "1e300",
    ];
    for (i, a) in ascending.iter().enumerate() {
        for (j, b) in ascending.iter().enumerate() {
            assert_eq!(number(a).compare(&number(b)), i.cmp(&j), "{a} and {b}");
        }
    }
    assert_eq!(Number::from(-5).as_str(), "-5");
    assert_eq!(number("1.50").to_string(), "1.50");
    assert_eq!(format!("{:?}", number("1.50")), "1.50");
    assert_eq!(number("1.50").into_owned(), number("1.50"));
}

/// Fields of a type have ways of their own; [`read`] compares what they find with what judging alone finds.
#[test]
fn bounds_of_numbers_in_fields() {
    static LEAST: Range = Range { minimum: Some("3"), maximum: None };
    static MOST: Range = Range { minimum: None, maximum: Some("3.5") };
    for text in ["0", "2", "2.99", "3", "3.5", "3.51", "4", "40", "-4", "35e-1", "40e-1"] {
        assert_eq!(read!(Number<'_>, Rule::number().within(&LEAST), text).as_str(), text);
        assert_eq!(read!(Number<'_>, Rule::number().within(&MOST), text).as_str(), text);
        assert_eq!(read!(Option<Number<'_>>, Rule::number().nullable().within(&LEAST), text).unwrap().as_str(), text);
        assert_eq!(read!(Option<Number<'_>>, Rule::number().nullable().within(&MOST), text).unwrap().as_str(), text);
    }
    for text in ["0", "2", "3", "4", "40", "-4"] {
        assert_eq!(read!(i64, Rule::integer().within(&LEAST), text).to_string(), text);
        assert_eq!(read!(Option<i64>, Rule::integer().optional().within(&MOST), text).unwrap().to_string(), text);
    }
}
