use super::*;

fn refused(source: &str) -> (&str, String) {
    let fault = parse(source).unwrap_err();
    (&source[fault.at], fault.message)
}

fn range(low: char, high: char) -> Class {
    Class { ranges: vec![(low, high)] }
}

#[test]
fn a_prefix() {
    let pattern = parse("^wh_").unwrap();
    assert_eq!(pattern.alternatives.len(), 1);
    assert_eq!(pattern.alternatives[0].len(), 3);
    assert!(!pattern.to_end);
}

#[test]
fn alternatives_take_in_what_stands_around_them() {
    let pattern = parse("^x(card_|other_)[0-9a-f]{32}$").unwrap();
    assert_eq!(pattern.alternatives.iter().map(Vec::len).collect::<Vec<_>>(), [7, 8]);
    let last = pattern.alternatives[1].last().unwrap();
    assert_eq!((last.min, last.max), (32, Some(32)));
    assert_eq!(last.class.ranges, [('0', '9'), ('a', 'f')]);
    assert!(pattern.to_end);
    assert_eq!(parse("^(?:a|b)").unwrap().alternatives, parse("^(a|b)").unwrap().alternatives);
}

#[test]
fn classes() {
    let class = |source| parse(source).unwrap().alternatives[0][0].class.clone();
    assert_eq!(class(r"^\d"), range('0', '9'));
    assert_eq!(class("^[c-ea-cf]"), range('a', 'f'));
    assert_eq!(class("^[-a]").ranges, [('-', '-'), ('a', 'a')]);
    assert_eq!(class(r"^[\]\d]").ranges, [('0', '9'), (']', ']')]);
    assert_eq!(class("^[^b]").ranges, [('\0', 'a'), ('c', char::MAX)]);
    assert_eq!(class("^[^\u{d7ff}\u{e000}]").ranges, [('\0', '\u{d7fe}'), ('\u{e001}', char::MAX)]);
    assert_eq!(class(r"^\."), range('.', '.'));
    assert_eq!(class("^.").ranges.len(), 4);
}

#[test]
fn quantifiers() {
    let count = |source| {
        let step = parse(source).unwrap().alternatives[0][0].clone();
        (step.min, step.max)
    };
    assert_eq!(count("^a?"), (0, Some(1)));
    assert_eq!(count("^a*"), (0, None));
    assert_eq!(count("^a+b"), (1, None));
    assert_eq!(count("^a{3}"), (3, Some(3)));
    assert_eq!(count("^a{3,}"), (3, None));
    assert_eq!(count("^a{3,5}"), (3, Some(5)));
}

#[test]
fn what_is_refused_and_where() {
    assert_eq!(refused("abc").0, "a");
    assert_eq!(refused("").0, "");
    assert_eq!(refused("^a|b").0, "|");
    assert_eq!(refused("^(a)(b)").0, "(");
    assert_eq!(refused("^(a)+").0, "+");
    assert_eq!(refused("^(?=a)").0, "?");
    assert_eq!(refused(r"^\w").0, r"\w");
    assert_eq!(refused(r"^a\").0, r"\");
    assert_eq!(refused("^a{5,3}").0, "{5,3}");
    assert_eq!(refused("^a{}").0, "{}");
    assert_eq!(refused("^a{0}").0, "{0}");
    assert_eq!(refused("^a{9999999999}").0, "{9999999999}");
    assert_eq!(refused("^a{").0, "{");
    assert_eq!(refused("^a+?").0, "?");
    assert_eq!(refused("^[a").0, "[a");
    assert_eq!(refused("^[]").0, "[");
    assert_eq!(refused("^[z-a]").0, "z-a");
    assert_eq!(refused("^a$b").0, "b");
    assert_eq!(refused("^a)").0, ")");
    assert_eq!(refused("^").0, "^");
    assert_eq!(refused("^(a|)").0, "^(a|)");
    assert_eq!(refused("^(((").0, "(");
}

#[test]
fn a_repeat_ends_where_another_character_starts() {
    assert!(refused("^a*a").1.contains("cannot tell"));
    assert!(refused("^[a-f]+[0-9]*f").1.contains("cannot tell"));
    assert!(refused("^.*x").1.contains("cannot tell"));
    for good in ["^a+b", "^a{2}a", "^[a-f]+[0-9]+f", "^a*$"] {
        parse(good).unwrap();
    }
}
