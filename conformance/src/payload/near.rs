//! Values that are as a rule asks, by a hair or not.

use fieldwright_codegen::fixtures::SplitMix64;
use fieldwright_codegen::model::{Kind, LengthUnit, Rule};

use super::tree::Tree;

/// One, two, three and four bytes; one and two units of UTF-16; and what must be escaped.
const CHARACTERS: [&str; 12] = ["a", "Z", "7", "é", "ß", "漢", "€", "😀", "\u{301}", "\"", "\n", "\u{7f}"];

const NUMBERS: [&str; 42] = [
    "0",
    "-0",
    "1",
    "-1",
    "1.0",
    "1e2",
    "1E+2",
    "10e-1",
    "0.1",
    "0.10",
    "1.5",
    "-1.5",
    "1e-2",
    "0e5",
    "0.0",
    "-0.0",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775807.0",
    "9223372036854775807.5",
    "1e18",
    "1e19",
    "1e30",
    "1e308",
    "-1e308",
    "0.30000000000000004",
    "0.3",
    "1e-400",
    "1725412012",
    "1725412012675",
    "999999999",
    "10000000000",
    "1725412012.0",
    "123456789012345678901234567890",
];

/// A value of the rule's type that lies about a bound of it.
pub(super) fn near(rule: &Rule, now: &Tree, chance: &mut SplitMix64) -> Tree {
    match (rule.kind, now) {
        (Kind::String, Tree::Text(now)) if chance.percent(50) => Tree::Text(slipped(rule, now, chance)),
        (Kind::String, _) => Tree::Text(sized(rule, chance)),
        (Kind::Integer | Kind::Number, _) => Tree::Number(number(rule, chance)),
        (Kind::Array, Tree::Array(items)) => Tree::Array(counted(rule, items, chance)),
        _ => anything(chance, 2),
    }
}

/// Any value at all.
pub(super) fn anything(chance: &mut SplitMix64, depth: u32) -> Tree {
    match chance.below(if depth == 0 { 7 } else { 10 }) {
        0 => Tree::Null,
        1 => Tree::Bool(chance.percent(50)),
        2 | 3 => Tree::Number(some(&NUMBERS, chance)),
        4..7 => {
            let count = chance.below(5);
            Tree::Text((0..count).map(|_| some(&CHARACTERS, chance)).collect())
        }
        7 => {
            let count = chance.below(4);
            Tree::Array((0..count).map(|_| anything(chance, depth - 1)).collect())
        }
        _ => {
            let count = chance.below(4);
            let member = |chance: &mut SplitMix64, number| (format!("k{number}"), anything(chance, depth - 1));
            Tree::Object((0..count).map(|number| member(chance, number)).collect())
        }
    }
}

fn some(texts: &[&str], chance: &mut SplitMix64) -> String {
    chance.pick(texts).copied().unwrap_or_default().to_owned()
}

/// A text whose length is about a bound.
fn sized(rule: &Rule, chance: &mut SplitMix64) -> String {
    let bound = match (rule.min_length, rule.max_length) {
        (Some(least), Some(most)) => {
            if chance.percent(50) {
                least
            } else {
                most
            }
        }
        (Some(bound), None) | (None, Some(bound)) => bound,
        (None, None) => chance.below(20),
    };
    let target = (bound + chance.below(3)).saturating_sub(1).min(2_000);
    let measure = |text: &str| match rule.length_unit {
        LengthUnit::Characters => text.chars().count(),
        LengthUnit::Bytes => text.len(),
        LengthUnit::Utf16 => text.encode_utf16().count(),
    };
    let plain = chance.percent(30);
    let (mut text, mut length) = (String::new(), 0);
    while length < target {
        let next = if plain { "a".to_owned() } else { some(&CHARACTERS, chance) };
        let width = measure(&next) as u64;
        if length + width > target {
            text.push('a');
            length += 1;
        } else {
            text += &next;
            length += width;
        }
    }
    text
}

/// A listed value, or what was there with a slip of the pen.
fn slipped(rule: &Rule, now: &str, chance: &mut SplitMix64) -> String {
    let listed = rule.values.as_ref().filter(|_| chance.percent(60)).and_then(|values| chance.pick(values).cloned());
    let mut characters: Vec<char> = listed.unwrap_or_else(|| now.to_owned()).chars().collect();
    let place = usize::try_from(chance.below(characters.len() as u64 + 1)).unwrap_or(0);
    let new = some(&CHARACTERS, chance).chars().next().unwrap_or('a');
    match chance.below(9) {
        0 => characters.insert(place, new),
        1 if place < characters.len() => drop(characters.remove(place)),
        2 => characters.iter_mut().skip(place).take(1).for_each(|character| *character = new),
        3 => characters.iter_mut().skip(place).take(1).for_each(|character| *character = swapped(*character)),
        4 => characters.push('\n'),
        5 => characters.insert(0, ' '),
        6 => characters.truncate(place),
        7 if place > 0 && place < characters.len() => characters.swap(place - 1, place),
        _ => {}
    }
    characters.into_iter().collect()
}

fn swapped(character: char) -> char {
    if character.is_ascii_uppercase() { character.to_ascii_lowercase() } else { character.to_ascii_uppercase() }
}

/// A bound, or a number beside it, written in one of several ways.
fn number(rule: &Rule, chance: &mut SplitMix64) -> String {
    let bounds: Vec<&str> =
        [&rule.minimum, &rule.maximum].into_iter().flatten().map(|bound| bound.0.as_str()).collect();
    let Some(bound) = chance.pick(&bounds).copied().filter(|_| chance.percent(70)) else {
        return some(&NUMBERS, chance);
    };
    match (bound.parse::<i128>(), chance.below(5)) {
        (Ok(whole), 0) => (whole + 1).to_string(),
        (Ok(whole), 1) => (whole - 1).to_string(),
        (Ok(whole), 2) => format!("{whole}.0"),
        (Ok(whole), 3) => format!("{whole}.{}1", "0".repeat(usize::try_from(chance.below(20)).unwrap_or(0))),
        (Ok(whole), _) if chance.percent(30) => format!("{whole}0e-1"),
        (Err(_), 0) if bound.contains('.') && !bound.contains('e') => format!("{bound}000001"),
        (Err(_), 1) if bound.contains('.') && !bound.contains('e') => format!("{bound}0"),
        _ => bound.to_owned(),
    }
}

/// About as many items as a bound says.
fn counted(rule: &Rule, items: &[Tree], chance: &mut SplitMix64) -> Vec<Tree> {
    let bounds: Vec<u64> = [rule.min_items, rule.max_items].into_iter().flatten().collect();
    let bound = chance.pick(&bounds).copied().unwrap_or(items.len() as u64);
    let target = usize::try_from((bound + chance.below(3)).saturating_sub(1).min(50)).unwrap_or(0);
    let mut counted: Vec<Tree> = items.iter().take(target).cloned().collect();
    while counted.len() < target {
        let item = chance.pick(items).cloned().unwrap_or_else(|| anything(chance, 1));
        counted.push(item);
    }
    counted
}
