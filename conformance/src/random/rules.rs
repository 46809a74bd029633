//! What is asked of single values, as the keys of a row.

use fieldwright_codegen::fixtures::SplitMix64;
use fieldwright_codegen::model::Format;
use serde_json::{Value as Json, json};

use super::file::decimal;
use super::patterns::pattern;
use super::{Names, one};

/// Sizes around which implementations change their ways: nothing, one, and a word or vector of bytes.
const SIZES: [u64; 14] = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100];

const INTEGERS: [&str; 16] = [
    "0",
    "1",
    "-1",
    "10",
    "99",
    "255",
    "-128",
    "1000000",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9223372036854775806",
    "9223372036854775807",
    "-9223372036854775808",
    "-9007199254740993",
];

const DECIMALS: [&str; 12] = [
    "0.1",
    "0.01",
    "10.25",
    "-0.5",
    "99.99",
    "1e3",
    "2.5e-3",
    "1.0",
    "-0",
    "123456.789",
    "0.30000000000000004",
    "1e20",
];

const STRING_FORMATS: [Format; 9] = [
    Format::Uuid,
    Format::UsDateTime,
    Format::DateTime,
    Format::CountryCode,
    Format::CurrencyCode,
    Format::PhoneNumber,
    Format::Bic,
    Format::Uri,
    Format::LastFour,
];

/// A string with or without rules.
pub(super) fn text(chance: &mut SplitMix64, names: Names) -> Json {
    let mut row = match chance.below(10) {
        0 => json!({"type": "string"}),
        1 | 2 => lengths(chance),
        3 => enumeration(chance, names),
        4 => json!({"const": names.values(chance, 1).first().map(|value| value.0.clone()).unwrap_or_default()}),
        5 => json!({"pattern": pattern(chance)}),
        6 => {
            let mut row = roomy(chance);
            row["pattern"] = json!(pattern(chance));
            row
        }
        7 | 8 => {
            let mut row = json!({});
            row["format"] = json!(chance.pick(&STRING_FORMATS).map_or("uuid", |format| format.word()));
            row
        }
        _ => {
            let mut row = roomy(chance);
            row["format"] = json!(chance.pick(&STRING_FORMATS).map_or("uuid", |format| format.word()));
            row
        }
    };
    if chance.percent(20) {
        row["type"] = json!("string");
    }
    if chance.percent(15) {
        row["type"] = json!("string");
        row["allowEmpty"] = json!(true);
    }
    row
}

/// Bounds that leave room for most patterns and formats: looking for a text that does not exist takes long.
fn roomy(chance: &mut SplitMix64) -> Json {
    match chance.below(3) {
        0 => json!({"minLength": chance.between(0, 3)}),
        1 => json!({"maxLength": 60}),
        _ => json!({"minLength": 1, "maxLength": 60, "lengthUnit": one(chance, &["bytes", "utf16"])}),
    }
}

/// One bound, or both.
fn lengths(chance: &mut SplitMix64) -> Json {
    let mut sizes = [0, 0].map(|_: u64| chance.pick(&SIZES).copied().unwrap_or(1));
    sizes.sort_unstable();
    let [least, most] = sizes;
    let mut row = match chance.below(4) {
        0 => json!({"minLength": least}),
        1 => json!({"maxLength": most}),
        _ => json!({"minLength": least, "maxLength": most}),
    };
    if chance.percent(50) {
        row["lengthUnit"] = json!(one(chance, &["characters", "bytes", "utf16"]));
    }
    row
}

/// A list or a map of values, sometimes with lengths or a pattern that some value has, or a format that perhaps none has.
fn enumeration(chance: &mut SplitMix64, names: Names) -> Json {
    let count = match chance.below(20) {
        0 => 40,
        _ => chance.between(1, 6),
    };
    let values = names.values(chance, count);
    let lengths: Vec<u64> = values.iter().map(|(value, _)| value.chars().count() as u64).collect();
    let mut row = json!({"enum": listed(chance, names, &values)});
    match (chance.below(10), lengths.iter().min().copied(), lengths.iter().max().copied()) {
        (0 | 1, Some(least), Some(most)) => {
            row["minLength"] = json!(least);
            row["maxLength"] = json!(most.saturating_sub(chance.below(2)).max(least));
        }
        (2, ..) => row["const"] = json!(values.first().map(|(value, _)| value)),
        (3, ..) => {
            let letter = values.first().and_then(|(value, _)| value.chars().next());
            if let Some(letter) = letter.filter(char::is_ascii_alphanumeric) {
                row["pattern"] = json!(format!("^{letter}"));
            }
        }
        (4, ..) if chance.percent(30) => row["format"] = json!("country-code"),
        _ => {}
    }
    row
}

/// Values as a list where no Rust name is needed, else as a map.
pub(super) fn listed(chance: &mut SplitMix64, names: Names, values: &[(String, Option<String>)]) -> Json {
    if values.iter().all(|(_, name)| name.is_none()) && chance.percent(50) {
        return values.iter().map(|(value, _)| value.clone()).collect();
    }
    let meaning = |chance: &mut SplitMix64, name: &Option<String>| match (name, chance.below(3)) {
        (Some(name), 0) => json!({"name": name, "doc": names.doc(chance)}),
        (Some(name), _) => json!({"name": name}),
        (None, 0) => json!(names.doc(chance)),
        (None, _) => Json::Null,
    };
    Json::Object(values.iter().map(|(value, name)| (value.clone(), meaning(chance, name))).collect())
}

/// An integer or a number.
pub(super) fn number(chance: &mut SplitMix64) -> Json {
    let integer = chance.percent(50);
    if integer && chance.percent(25) {
        return json!({"format": one(chance, &["unix-seconds", "unix-milliseconds"])});
    }
    let mut row = json!({"type": if integer { "integer" } else { "number" }});
    let from: &[&str] = if chance.percent(if integer { 85 } else { 30 }) { &INTEGERS } else { &DECIMALS };
    let mut bounds = [one(chance, from), one(chance, from)];
    let value = |text: &str| text.parse::<f64>().unwrap_or_default();
    bounds.sort_by(|a, b| value(a).total_cmp(&value(b)));
    // Bounds that are the same as floating point may be the wrong way round as decimals.
    if value(bounds[0]).total_cmp(&value(bounds[1])).is_eq() {
        bounds[1] = bounds[0];
    }
    if chance.percent(60) {
        row["minimum"] = decimal(bounds[0]);
    }
    if chance.percent(60) {
        row["maximum"] = decimal(bounds[1]);
    }
    row
}

/// How many items there may be.
pub(super) fn counts(chance: &mut SplitMix64, row: &mut Json) {
    let least = chance.below(4);
    if chance.percent(40) {
        row["minItems"] = json!(least);
    }
    if chance.percent(40) {
        row["maxItems"] = json!(least + chance.below(4));
    }
}
