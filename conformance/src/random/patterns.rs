//! Regular expressions of the kind that schemas may hold.

use fieldwright_codegen::fixtures::SplitMix64;

use super::one;

/// Runs that may stand before each other in this order: none shares a character with a later one.
const RUNS: [&str; 8] = ["[a-f]", "[0-4]", "[5-9]", "[A-Z]", "_", "[à-ü]", "[-.:]", "[😀-😎]"];

/// Classes that share characters with others, so that only a certain number of them may be followed by anything.
const WIDE: [&str; 8] = [".", "[^x]", "\\d", "[ -~]", "[^a-z0-9]", "[\\[\\]\\-\\\\]", "[^\\d_]", "[\\^a]"];

const LITERALS: [&str; 10] = ["card_", "other_", "wh_", "A", "é", "😀", "\\.", "\\/x", "ab", "0"];

/// A pattern: a prefix, alternatives, or runs to the end.
pub(super) fn pattern(chance: &mut SplitMix64) -> String {
    let end = if chance.percent(50) { "$" } else { "" };
    match chance.below(7) {
        0 => format!("^{}", one(chance, &LITERALS)),
        1 => {
            let (first, second, third) = (one(chance, &LITERALS), one(chance, &LITERALS), one(chance, &LITERALS));
            format!("^({first}|{second}|{third}{})", runs(chance))
        }
        2 => format!("^(?:{}|{}){}{end}", one(chance, &LITERALS), one(chance, &LITERALS), runs(chance)),
        3 => {
            let (wide, many) = (one(chance, &WIDE), many(chance));
            format!("^{}{wide}{many}{end}", one(chance, &LITERALS))
        }
        4 => {
            let count = chance.between(1, 4);
            format!("^{}{{{count}}}{}{end}", one(chance, &WIDE), one(chance, &LITERALS))
        }
        _ => format!("^{}{end}", runs(chance)),
    }
}

/// Some of the runs in their order, at least one.
fn runs(chance: &mut SplitMix64) -> String {
    let mut text = String::new();
    for run in RUNS {
        if chance.percent(25) {
            text += run;
            text += &many(chance);
        }
    }
    if text.is_empty() { "[a-z0-9]+".to_owned() } else { text }
}

fn many(chance: &mut SplitMix64) -> String {
    let least = chance.between(0, 3);
    match chance.below(7) {
        0 => "?".to_owned(),
        1 => "*".to_owned(),
        2 => "+".to_owned(),
        3 => format!("{{{}}}", least + 1),
        4 => format!("{{{least},}}"),
        5 => format!("{{{least},{}}}", least + 1 + chance.below(4)),
        _ => String::new(),
    }
}
