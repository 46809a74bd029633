//! The reader accepts what RFC 8259 accepts and nothing else, judged beside `serde_json`.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

use fieldwright::{MAX_DEPTH, Raw, SyntaxErrorKind};

/// What the reader says of a text.
fn verdict(text: &str) -> Result<(), SyntaxErrorKind> {
    Raw::parse(text).map(|_| ()).map_err(|error| error.kind)
}

#[test]
fn what_is_json_is_read_and_kept_as_it_came() {
    for text in [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1.5e+3",
        "1E5",
        "0.0",
        "1e-400",
        "9007199254740993",
        "18446744073709551616",
        r#""""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0041\u00e9\ud83d\ude00\u0000""#,
        "\"é漢😀\u{7f}\"",
        "[]",
        "{}",
        "[[],{}]",
        r#"{"":0,"a":[1,2,{"b":null}]}"#,
        " [ 1 , 2 ] ",
        "\t{\n\"a\"\r:1}\n",
    ] {
        assert_eq!(Raw::parse(text).map(|raw| raw.as_str().to_owned()), Ok(text.trim().to_owned()), "{text}");
    }
}

#[test]
fn what_is_not_json_is_named_and_placed() {
    use SyntaxErrorKind::*;
    for (text, kind, offset) in [
        ("", UnexpectedEnd, 0),
        ("  ", UnexpectedEnd, 2),
        ("nul", UnexpectedEnd, 3),
        ("nulL", ExpectedValue, 0),
        ("+1", ExpectedValue, 0),
        ("01", InvalidNumber, 0),
        ("-", UnexpectedEnd, 1),
        ("1.", UnexpectedEnd, 2),
        ("1.x", InvalidNumber, 2),
        (".5", ExpectedValue, 0),
        ("1e", UnexpectedEnd, 2),
        ("1e999", NumberOutOfRange, 0),
        ("-1e999", NumberOutOfRange, 0),
        ("NaN", ExpectedValue, 0),
        ("[1,]", ExpectedValue, 3),
        ("[1 2]", ExpectedCommaOrEnd, 3),
        ("[", UnexpectedEnd, 1),
        ("]", ExpectedValue, 0),
        ("{\"a\"}", ExpectedColon, 4),
        ("{\"a\":1,}", ExpectedName, 7),
        ("{a:1}", ExpectedName, 1),
        ("{\"a\":1 \"b\":2}", ExpectedCommaOrEnd, 7),
        ("{\"a\":1,\"\\u0061\":2}", DuplicateName, 7),
        ("[{\"a\":1,\"a\":2}]", DuplicateName, 8),
        ("\"a\nb\"", ControlCharacter, 2),
        ("\"a", UnexpectedEnd, 2),
        ("\"\\", UnexpectedEnd, 2),
        ("\"\\x\"", InvalidEscape, 1),
        ("\"\\u12g4\"", InvalidEscape, 1),
        ("\"\\ud800\"", LoneSurrogate, 1),
        ("\"\\ud800\\u0041\"", LoneSurrogate, 1),
        ("\"\\udc00\"", LoneSurrogate, 1),
        ("1 1", TrailingText, 2),
        ("{}}", TrailingText, 2),
        ("\u{feff}{}", ByteOrderMark, 0),
        ("{}\0", TrailingText, 2),
        ("/**/1", ExpectedValue, 0),
        ("'a'", ExpectedValue, 0),
    ] {
        let error = Raw::parse(text).expect_err(text);
        assert_eq!((error.kind, error.position.offset), (kind, offset), "{text:?}");
    }
}

#[test]
fn depth_is_limited_to_the_level() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let most = MAX_DEPTH as usize;
    assert_eq!(verdict(&nested(most)), Ok(()));
    assert_eq!(verdict(&nested(most + 1)), Err(SyntaxErrorKind::TooDeep));
    assert_eq!(verdict(&nested(100_000)), Err(SyntaxErrorKind::TooDeep));
    assert_eq!(verdict(&"{\"a\":".repeat(100_000)), Err(SyntaxErrorKind::TooDeep));
    // serde_json draws the line at the same level.
    assert!(serde_json::from_str::<serde_json::Value>(&nested(most)).is_ok());
    assert!(serde_json::from_str::<serde_json::Value>(&nested(most + 1)).is_err());
}

#[test]
fn positions_count_lines_and_characters() {
    let error = Raw::parse("{\n  \"é\": tru }").unwrap_err();
    assert_eq!((error.position.line, error.position.column), (2, 8));
}

/// A small generator of numbers: the same ones for the same seed, for ever.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// Texts that are nearly JSON: pieces of it in any order, and JSON with one byte changed, added or taken away.
fn nearly_json(random: &mut Random) -> String {
    const PIECES: [&str; 34] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\"",
        "\"a\"",
        "\"b\"",
        "\"\\u0061\"",
        "\\",
        "\\n",
        "\\ud83d",
        "\\ude00",
        "null",
        "true",
        "fals",
        "0",
        "1",
        "-",
        ".",
        "e",
        "E+",
        "12",
        "1e308",
        "1e309",
        "é",
        "😀",
        "\u{1}",
        "\"x\":",
        "\"y\":1",
        "[]",
    ];
    if random.below(2) == 0 {
        return (0..random.below(12)).map(|_| PIECES[random.below(PIECES.len())]).collect();
    }
    let mut text: Vec<char> =
        r#"{"a":[1,-2.5e+3,"x\u00e9\n",{"b":null,"c":true}],"d":"😀","e":{"f":[[]]}}"#.chars().collect();
    for _ in 0..=random.below(2) {
        let at = random.below(text.len());
        let new = PIECES[random.below(PIECES.len())].chars().next().unwrap();
        match random.below(3) {
            0 => text[at] = new,
            1 => text.insert(at, new),
            _ => {
                text.remove(at);
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn the_reader_and_serde_json_agree_on_random_texts() {
    let mut random = Random(7);
    let (mut accepted, mut rejected) = (0, 0);
    for _ in 0..300_000 {
        let text = nearly_json(&mut random);
        let ours = verdict(&text);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        match (&ours, &theirs) {
            // The one thing that serde_json lets pass and this reader does not.
            (Err(SyntaxErrorKind::DuplicateName), Ok(_)) | (Err(_), Err(_)) => rejected += 1,
            (Ok(()), Ok(_)) => accepted += 1,
            _ => panic!("{text:?}: {ours:?} here, {theirs:?} there"),
        }
    }
    assert!(accepted > 5_000 && rejected > 100_000, "{accepted} accepted, {rejected} rejected: a test of nothing");
}
