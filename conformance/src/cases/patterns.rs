//! Patterns: prefixes, alternatives, classes and repeats.

use super::set::{Set, all_broken, member, quoted, row};

/// A pattern, what it admits, and what it does not.
type Pattern = (&'static str, &'static [&'static str], &'static [&'static str]);

const PATTERNS: [Pattern; 22] = [
    ("^card_", &["card_", "card_1", "card_\n", "card_é"], &["", "card", "Card_1", " card_1", "xcard_"]),
    ("^(card_|other_)", &["card_", "other_1", "card_other_"], &["", "cardother_", "othe_", "OTHER_"]),
    ("^(a|ab|abc)$", &["a", "ab", "abc"], &["", "abcd", "b", "aba", "a\n"]),
    ("^[0-9]{4}$", &["0000", "9999"], &["", "999", "99999", "99a9", "٠٠٠٠", "9999\n"]),
    ("^\\d{2,3}$", &["12", "123"], &["", "1", "1234", "1a", "１２"]),
    ("^[0-9a-f]{8}-[0-9a-f]{4}$", &["0123abcd-ffff"], &["0123ABCD-ffff", "0123abcd_ffff", "0123abcd-fff"]),
    ("^[^x]*$", &["", "abc", "é漢😀", "\n"], &["x", "abcx", "xabc"]),
    ("^[^0-9]+$", &["abc", "-"], &["", "1", "a1"]),
    ("^.{2,5}$", &["ab", "😀😀😀😀😀", "é漢"], &["", "a", "abcdef", "a\nb", "a\r", "\u{2028}a"]),
    ("^a?b*c+$", &["c", "ac", "bbbccc", "abc"], &["", "ab", "aac", "acb"]),
    ("^a{0,2}$", &["", "a", "aa"], &["aaa", "b"]),
    ("^a{3,}$", &["aaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"], &["", "aa", "aaab"]),
    ("^é+$", &["é", "éé"], &["", "e", "e\u{301}", "É"]),
    ("^[à-ü]{2}$", &["éè", "àü"], &["éa", "é", "éèé"]),
    ("^[😀-😎]$", &["😀", "😅", "😎"], &["", "😏", "a", "😀😀"]),
    ("^\\.\\*\\[\\]$", &[".*[]"], &["a*[]", ".[]", ".*[]x"]),
    ("^[\\-\\]]+$", &["-", "]-]"], &["", "\\", "a"]),
    ("^[-a]+$", &["-", "a-a"], &["", "b"]),
    ("^/a/b$", &["/a/b"], &["a/b", "/a/b/"]),
    ("^[ -~]+$", &["abc ~", " "], &["", "é", "\u{7f}", "\t"]),
    ("^x(?:1|2)y$", &["x1y", "x2y"], &["xy", "x3y", "x12y"]),
    ("^(wh_[0-9a-f]{3}|evt_)[0-9]$", &["wh_abc1", "evt_9", "wh_0129"], &["wh_ab1", "evt_a", "wh_abcd"]),
];

pub(super) fn cases() -> Set {
    let name = |index: usize| format!("p{index}");
    let mut rows: Vec<_> = PATTERNS
        .iter()
        .enumerate()
        .map(|(index, (source, ..))| row(name(index), format!("{{type: string, pattern: {}}}", quoted(source))))
        .collect();
    rows.push(row("sized", "{type: string, pattern: ^ab, minLength: 4, maxLength: 5}"));
    rows.push(row("empty", "{type: string, pattern: ^ab, minLength: 4, allowEmpty: true}"));
    let mut set = Set::new("patterns", "Patterns", &rows);
    for (index, (source, good, bad)) in PATTERNS.into_iter().enumerate() {
        let wire = name(index);
        for (texts, word, keywords) in [(good, "good", &[][..]), (bad, "bad", &["pattern"])] {
            for text in texts {
                let name = format!("{source}/{word}/{}", text.escape_debug());
                set.add(&name, member(&wire, &quoted(text)), all_broken(&wire, keywords));
            }
        }
        set.add(&format!("{source}/type"), member(&wire, "[]"), all_broken(&wire, &["type"]));
    }
    for (text, keywords) in [
        ("abcd", &[][..]),
        ("abc", &["minLength"]),
        ("abcdef", &["maxLength"]),
        ("x", &["minLength", "pattern"]),
        ("xxxxxx", &["maxLength", "pattern"]),
        ("", &["minLength", "pattern"]),
    ] {
        set.add(&format!("sized/{text}"), member("sized", &quoted(text)), all_broken("sized", keywords));
    }
    for (text, keywords) in [("", &[][..]), (" ", &["minLength", "pattern"]), ("abcd", &[])] {
        set.add(&format!("or-empty/{text}"), member("empty", &quoted(text)), all_broken("empty", keywords));
    }
    // What is written as an escape is the same text.
    set.add("escaped/good", member("p0", r#""\u0063ard\u005f""#), Vec::new());
    set.add("escaped/bad", member("p3", r#""\u00399\u0661\u0661""#), all_broken("p3", &["pattern"]));
    set
}
