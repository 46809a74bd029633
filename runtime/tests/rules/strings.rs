//! Lengths, escapes, enumerations, patterns.

use std::borrow::Cow;

use fieldwright::{Choices, Class, Format, LengthUnit, Pattern, Rule, Step};

use crate::one::read;
use crate::{body, found, holds, shape};

#[test]
fn lengths_in_every_unit() {
    // As characters, bytes and UTF-16 units: é is 1, 2, 1, 漢 is 1, 3, 1, 😀 is 1, 4, 2.
    let cases = |expected: [&'static str; 9]| {
        let values = ["\"\"", "\"a\"", "\"ab\"", "\"abcd\"", "\"abcde\"", "\"é\"", "\"éé\"", "\"漢漢\"", "\"😀😀\""];
        let escaped = [
            "\"\"",
            "\"\\u0061\"",
            "\"a\\u0062\"",
            "\"abc\\u0064\"",
            "\"\\u0061bcde\"",
            "\"\\u00e9\"",
            "\"\\u00e9\\u00E9\"",
            "\"\\u6f22漢\"",
            "\"\\ud83d\\ude00😀\"",
        ];
        values.into_iter().zip(expected).chain(escaped.into_iter().zip(expected)).collect::<Vec<_>>()
    };
    let (short, long) = ("minLength", "maxLength");
    holds(Rule::text(2, 4), &cases([short, short, "", "", long, short, "", "", ""]));
    holds(Rule::text(2, 4).counting(LengthUnit::Bytes), &cases([short, short, "", "", long, "", "", long, long]));
    holds(Rule::text(2, 4).counting(LengthUnit::Utf16), &cases([short, short, "", "", long, short, "", "", ""]));
    holds(
        Rule::text(3, 3).counting(LengthUnit::Utf16),
        &cases([short, short, short, long, long, short, short, short, long]),
    );
    holds(Rule::text(0, 1), &cases(["", "", long, long, long, "", long, long, long]));
    holds(Rule::text(1, usize::MAX), &cases([short, "", "", "", "", "", "", "", ""]));
    holds(Rule::text(2, 4).or_empty(), &cases(["", short, "", "", long, short, "", "", ""]));
    let long_text = format!("\"{}\"", "x".repeat(40));
    let multi = format!("\"{}\"", "é".repeat(40));
    for rule in [Rule::text(40, 40), Rule::text(40, usize::MAX), Rule::text(0, 40)] {
        holds(rule, &[(&long_text, ""), (&multi, "")]);
    }
    holds(Rule::text(41, 99), &[(&long_text, short), (&multi, short)]);
    holds(Rule::text(0, 39), &[(&long_text, long), (&multi, long)]);
    holds(Rule::string(), &[("\"\"", ""), ("1", "type"), ("null", "type"), ("\"", "not JSON"), ("\"\n\"", "not JSON")]);
    holds(Rule::string().nullable(), &[("null", ""), ("nulL", "not JSON"), ("\"null\"", "")]);
}

#[test]
fn escapes_are_those_of_json() {
    holds(
        Rule::text(1, 1),
        &[
            (r#""\"""#, ""),
            (r#""\\""#, ""),
            (r#""\/""#, ""),
            (r#""\b""#, ""),
            (r#""\f""#, ""),
            (r#""\n""#, ""),
            (r#""\r""#, ""),
            (r#""\t""#, ""),
            (r#""\u0000""#, ""),
            (r#""\uFFFF""#, ""),
            (r#""\ud83d\ude00""#, ""),
            (r#""\ud800\udc00""#, ""),
            (r#""\udbff\udfff""#, ""),
            (r#""\ud7ff""#, ""),
            (r#""\ue000""#, ""),
            (r#""\ud800""#, "not JSON"),
            (r#""\udc00""#, "not JSON"),
            (r#""\ud83d\ud83d""#, "not JSON"),
            (r#""\ud83dx""#, "not JSON"),
            (r#""\ud83d\u0061""#, "not JSON"),
            (r#""\udbff\ue000""#, "not JSON"),
            (r#""\a""#, "not JSON"),
            (r#""\u12""#, "not JSON"),
            (r#""\u12g4""#, "not JSON"),
            (r#""\U0041""#, "not JSON"),
            (r#""\x41""#, "not JSON"),
            (r#""\'""#, "not JSON"),
            (r#""\""#, "not JSON"),
        ],
    );
    let value = r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀 plain text of more than sixteen bytes \u0041""#;
    let text = read!(Cow<'_, str>, Rule::string(), value);
    assert_eq!(text, "\"\\/\u{8}\u{c}\n\r\té😀é😀 plain text of more than sixteen bytes A");
    for at in 0..40 {
        let (before, behind) = ("x".repeat(at), "y".repeat(40 - at));
        for (escape, character) in [("\\n", "\n"), ("é", "é"), ("\\u00e9", "é")] {
            let text = read!(Cow<'_, str>, Rule::string(), &format!("\"{before}{escape}{behind}\""));
            assert_eq!(text, format!("{before}{character}{behind}"));
        }
        for odd in ["\n", "\u{1f}", "\0", "\t"] {
            let skipped = format!("{{\"stranger\":\"{before}{odd}{behind}\",\"v\":\"\"}}");
            assert_eq!(found(&skipped, shape(Rule::string())), "not JSON");
            assert_eq!(found(&body(&format!("\"{before}{odd}{behind}\"")), shape(Rule::string())), "not JSON");
        }
        // The characters next to those that end a run.
        for even in ["\u{7f}", " ", "!", "#", "[", "]"] {
            assert_eq!(found(&body(&format!("\"{before}{even}{behind}\"")), shape(Rule::text(41, 41))), "");
        }
    }
}

/// Values are compared in ways that their length decides, so there is one of each length, and each with one other byte.
#[test]
fn an_enumeration_admits_no_value_that_differs_in_one_byte() {
    const LONGEST: &str = "abcdefghijklmnopqrst";
    static WORDS: Choices = Choices {
        values: &[
            "a",
            "ab",
            "abc",
            "abcd",
            "abcde",
            "abcdefg",
            "abcdefgh",
            "abcdefghi",
            "abcdefghijklmno",
            "abcdefghijklmnop",
            "abcdefghijklmnopq",
            LONGEST,
        ],
    };
    let words = shape(Rule::choice(&WORDS));
    for length in 0..=LONGEST.len() {
        let word = &LONGEST[..length];
        let expected = if WORDS.values.contains(&word) { "" } else { "enum" };
        assert_eq!(found(&body(&format!("\"{word}\"")), words), expected, "{word}");
        for place in 0..length {
            let other = format!("{}-{}", &word[..place], &word[place + 1..]);
            assert_eq!(found(&body(&format!("\"{other}\"")), words), "enum", "{other}");
        }
    }
}

#[test]
fn enumerations_and_constants() {
    static WORDS: Choices = Choices { values: &["open", "on hold", "é", "", "opened"] };
    static ONE: Choices = Choices { values: &["fixed"] };
    holds(
        Rule::choice(&WORDS),
        &[
            ("\"open\"", ""),
            ("\"on hold\"", ""),
            ("\"é\"", ""),
            ("\"\\u00e9\"", ""),
            ("\"\"", ""),
            ("\"opened\"", ""),
            ("\"ope\"", "enum"),
            ("\"Open\"", "enum"),
            ("\"open \"", "enum"),
            ("\"\\u006fpen\"", ""),
            ("1", "type"),
            ("null", "type"),
            ("\"open", "not JSON"),
            ("\"op\nen\"", "not JSON"),
        ],
    );
    holds(
        Rule::choice(&WORDS).except(&[0, 3]),
        &[("\"open\"", "enum"), ("\"opened\"", ""), ("\"\"", "enum"), ("\"on hold\"", ""), ("\"\\u006fpen\"", "enum")],
    );
    holds(
        Rule::choice(&WORDS).length(5, 6),
        &[
            ("\"open\"", "minLength"),
            ("\"opened\"", ""),
            ("\"on hold\"", "maxLength"),
            ("\"other\"", "enum"),
            ("\"é\"", "minLength"),
        ],
    );
    holds(Rule::choice(&ONE).or_empty(), &[("\"\"", ""), ("\"fixed\"", ""), ("\"fixe\"", "enum")]);
    holds(Rule::choice(&ONE).constant(), &[("\"fixed\"", ""), ("\"fix\"", "const"), ("\"\"", "const"), ("[]", "type")]);
}

#[test]
fn patterns() {
    static PREFIXES: Pattern = Pattern {
        source: "^(card_|other_)",
        alternatives: &[&[Step::Text("card_")], &[Step::Text("other_")]],
        to_end: false,
    };
    static RUNS: Pattern = Pattern {
        source: "^[a-c]{2,3}x?[0-9]+$",
        alternatives: &[&[
            Step::Run(Class(&[('a', 'c')]), 2, 3),
            Step::Run(Class(&[('x', 'x')]), 0, 1),
            Step::Run(Class(&[('0', '9')]), 1, u32::MAX),
        ]],
        to_end: true,
    };
    static DIGITS: Pattern =
        Pattern { source: "^[0-9]*$", alternatives: &[&[Step::Run(Class(&[('0', '9')]), 0, u32::MAX)]], to_end: true };
    static WHOLE: Pattern =
        Pattern { source: "^(ab|é)$", alternatives: &[&[Step::Text("ab")], &[Step::Text("é")]], to_end: true };
    holds(
        Rule::string().pattern(&PREFIXES),
        &[
            ("\"card_\"", ""),
            ("\"card_1\"", ""),
            ("\"other_x\"", ""),
            ("\"card\"", "pattern"),
            ("\"\"", "pattern"),
            ("\" card_\"", "pattern"),
            ("\"\\u0063ard_\"", ""),
            ("\"Card_\"", "pattern"),
            ("7", "type"),
        ],
    );
    holds(Rule::string().pattern(&PREFIXES).or_empty(), &[("\"\"", ""), ("\"x\"", "pattern")]);
    holds(
        Rule::string().pattern(&RUNS),
        &[
            ("\"ab0\"", ""),
            ("\"abcx0123456789\"", ""),
            ("\"a0\"", "pattern"),
            ("\"abca0\"", "pattern"),
            ("\"abd0\"", "pattern"),
            ("\"ab\"", "pattern"),
            ("\"abxx0\"", "pattern"),
            ("\"ab0x\"", "pattern"),
            ("\"cba9\"", ""),
            ("\"`b0\"", "pattern"),
        ],
    );
    holds(
        Rule::string().pattern(&WHOLE),
        &[("\"ab\"", ""), ("\"é\"", ""), ("\"\\u00e9\"", ""), ("\"abc\"", "pattern"), ("\"éab\"", "pattern")],
    );
    holds(
        Rule::string().pattern(&DIGITS),
        &[("\"\"", ""), ("\"12\"", ""), ("\"x\"", "pattern"), ("\"1x\"", "pattern")],
    );
    holds(
        Rule::text(4, 6).pattern(&RUNS),
        &[("\"ab0\"", "minLength"), ("\"x\"", "minLength pattern"), ("\"abc0000\"", "maxLength")],
    );
}

#[test]
fn a_pattern_that_is_kept_spares_no_other_rule() {
    static SECURE: Pattern = Pattern { source: "^https:", alternatives: &[&[Step::Text("https:")]], to_end: false };
    static CARDS: Choices = Choices { values: &["card_1", "bank_1"] };
    static CARD: Pattern = Pattern { source: "^card_", alternatives: &[&[Step::Text("card_")]], to_end: false };
    holds(
        Rule::string().pattern(&SECURE).format(Format::Uri),
        &[
            ("\"https://a\"", ""),
            ("\"https://a b\"", "format"),
            ("\"http://a\"", "pattern"),
            ("\"x\"", "pattern format"),
        ],
    );
    holds(
        Rule::choice(&CARDS).pattern(&CARD),
        &[("\"card_1\"", ""), ("\"card_2\"", "enum"), ("\"bank_1\"", "pattern"), ("\"x\"", "enum pattern")],
    );
}
