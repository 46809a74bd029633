//! Lengths in each unit, about each bound, of characters of every width.

use super::set::{Set, all_broken, member, quoted, row};

/// Least and most; what is none is not said.
const BOUNDS: [(Option<u64>, Option<u64>); 12] = [
    (Some(1), Some(1)),
    (Some(1), Some(3)),
    (Some(2), Some(10)),
    (Some(7), Some(9)),
    (Some(8), Some(8)),
    (Some(15), Some(17)),
    (Some(16), Some(16)),
    (Some(31), Some(33)),
    (Some(36), Some(36)),
    (None, Some(5)),
    (Some(3), None),
    (None, Some(0)),
];

/// A unit, and how much a character of one, two, three and four bytes counts in it.
const UNITS: [(&str, [u64; 4]); 3] = [("characters", [1, 1, 1, 1]), ("bytes", [1, 2, 3, 4]), ("utf16", [1, 1, 1, 2])];

const CHARACTERS: [char; 4] = ['a', 'é', '漢', '😀'];

pub(super) fn cases() -> Set {
    let mut rows = Vec::new();
    for (unit, _) in UNITS {
        for (least, most) in BOUNDS {
            let bound = |word: &str, bound: Option<u64>| bound.map_or_else(String::new, |n| format!(", {word}: {n}"));
            let keys = format!(
                "{{type: string, lengthUnit: {unit}{}{}}}",
                bound("minLength", least),
                bound("maxLength", most)
            );
            rows.push(row(wire(unit, least, most), keys));
        }
    }
    rows.push(row("plain", "{type: string, minLength: 3, maxLength: 3}"));
    let mut set = Set::new("lengths", "Lengths", &rows);
    for (unit, widths) in UNITS {
        for (least, most) in BOUNDS {
            for (character, width) in CHARACTERS.into_iter().zip(widths) {
                about(&mut set, unit, (least, most), character, width);
            }
        }
    }
    written_otherwise(&mut set);
    set
}

fn wire(unit: &str, least: Option<u64>, most: Option<u64>) -> String {
    let shown = |bound: Option<u64>| bound.map_or_else(|| "any".to_owned(), |bound| bound.to_string());
    format!("{unit}-{}-{}", shown(least), shown(most))
}

/// Texts one below, at and one above each bound, made of a character and of as many `a` as are needed to fill up.
fn about(set: &mut Set, unit: &str, (least, most): (Option<u64>, Option<u64>), character: char, width: u64) {
    let wire = wire(unit, least, most);
    let mut targets: Vec<u64> =
        [least, most].into_iter().flatten().flat_map(|bound| [bound.saturating_sub(1), bound, bound + 1]).collect();
    targets.sort_unstable();
    targets.dedup();
    for target in targets {
        let full = usize::try_from(target / width).unwrap_or(0);
        let rest = usize::try_from(target % width).unwrap_or(0);
        let text = character.to_string().repeat(full) + &"a".repeat(rest);
        let mut keywords = Vec::new();
        if least.is_some_and(|least| target < least) {
            keywords.push("minLength");
        }
        if most.is_some_and(|most| target > most) {
            keywords.push("maxLength");
        }
        let name = format!("{wire}/{character}/{target}");
        set.add(&name, member(&wire, &quoted(&text)), all_broken(&wire, &keywords));
    }
}

/// What a length counts is the text, not the way in which it is written.
fn written_otherwise(set: &mut Set) {
    for (name, literal, keywords) in [
        ("escapes-count-once", r#""\u0061\u00e9\ud83d\ude00""#, &[][..]),
        ("short-escapes-count-once", r#""\n\t\"""#, &[]),
        ("null-characters-count", r#""\u0000\u0000\u0000""#, &[]),
        ("escapes-too-many", r#""\u0061\u0061\u0061\u0061""#, &["maxLength"]),
        ("escapes-too-few", r#""\ud83d\ude00\u0061""#, &["minLength"]),
        ("combining-characters-count", "\"e\u{301}x\"", &[]),
        ("joined-emoji-count-each", "\"👨\u{200d}👩\"", &[]),
        ("spaces-count", r#"" a ""#, &[]),
        ("unseen-characters-count", "\"\u{200b}\u{200b}\u{200b}\"", &[]),
        ("regional-indicators-count-each", "\"🇩🇪\"", &["minLength"]),
        ("delete-counts", "\"\u{7f}\u{7f}\u{7f}\"", &[]),
    ] {
        set.add(&format!("plain/{name}"), member("plain", literal), all_broken("plain", keywords));
    }
}
