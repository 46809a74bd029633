//! Names: one value with all its forms. `docs/schema-language.md`, "Names", is the documentation of these rules.
//!
//! | what | from | form |
//! |---|---|---|
//! | field | the wire name | `snake_case` |
//! | variant | the value | `PascalCase` |
//! | type | the row's name, the type's name or the file's stem | `PascalCase` |
//! | module | the folder's name or the file's stem | `snake_case` |
//!
//! Whatever is no ASCII letter or digit separates words. A leading digit gets an `n` or `N`, a keyword a trailing
//! underscore. Letters outside ASCII are refused rather than dropped, and a name that consists of separators alone has no
//! Rust name. Whether two names become the same is for `check` to see; nothing here makes a name unique.

use std::collections::HashSet;

use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// The name of a member in JSON and in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldName {
    /// As it stands in JSON.
    pub wire: String,
    /// The Rust field, never a raw identifier: `type_`, `n3d_required`.
    pub field: String,
}

/// The name of a generated type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeName {
    /// `BinDetails`.
    pub ident: String,
    /// `BIN_DETAILS`: its table.
    pub table: String,
    /// The module path inside the crate, as in `["rapyd", "payment_updated"]` or `["rapyd", "types"]` for shared ones.
    pub module: Vec<String>,
}

/// Why there is no Rust name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameFault {
    /// It has no letter and no digit.
    Nothing,
    /// It has this letter, which is not ASCII.
    Foreign(char),
}

/// What generated code imports from the runtime where it needs it; no type can be called so.
pub(crate) const IMPORTED: [&str; 31] = [
    "Choice",
    "Choices",
    "Class",
    "DecodeErrors",
    "Decoded",
    "Field",
    "Fixtures",
    "Format",
    "Group",
    "Groups",
    "LengthUnit",
    "Maybe",
    "Next",
    "Number",
    "Pattern",
    "Place",
    "Profile",
    "Range",
    "Raw",
    "Reader",
    "Record",
    "Report",
    "Rule",
    "Severity",
    "Shape",
    "Slot",
    "Step",
    "UncheckedSignature",
    "UnknownEvent",
    "discriminator",
    "is_one_of",
];

/// What else generated code, or the prelude under it, uses itself. `Unknown` is one of every provider's events.
const RESERVED_TYPES: [&str; 28] = [
    "Box",
    "Clone",
    "Cow",
    "Debug",
    "Decode",
    "DecodeOwned",
    "Default",
    "Deserialize",
    "Deserializer",
    "Drop",
    "Err",
    "Event",
    "Fixture",
    "From",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Unknown",
    "Vec",
];

/// What a provider's module has beside its payloads.
const RESERVED_PAYLOADS: [&str; 6] = ["Ack", "ApiKeyEndpoint", "Endpoint", "HmacSha256Endpoint", "Verified", "Webhook"];

/// What a module has beside the tables of its types.
const RESERVED_TABLES: [&str; 4] = ["EVENTS", "FILE", "FIXTURES", "PATTERN"];

/// Stems that are modules or files of generated code already, or the crate that it links.
const RESERVED_STEMS: [&str; 9] =
    ["bin", "fieldwright", "fixtures", "lib", "main", "mod", "provider", "schema", "types"];

/// Files that Windows takes for devices, whatever their ending. With them go `com1` to `com9` and `lpt1` to `lpt9`.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// Keywords of edition 2024, strict and reserved.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The Rust field of a member.
pub(crate) fn field(wire: &str) -> Result<String, NameFault> {
    usable(wire)?;
    Ok(spared(wire.to_snake_case(), 'n'))
}

/// The Rust variant of a value.
pub(crate) fn variant(value: &str) -> Result<String, NameFault> {
    pascal(value)
}

/// What a schema has to call each of these values, beside those that are `known` already: `None` where the derived name is
/// one, and no other value has it; else `Value` and its number among all of them.
pub fn variants_given<'v>(
    known: impl IntoIterator<Item = &'v str>,
    values: impl IntoIterator<Item = &'v str>,
) -> Vec<Option<String>> {
    let mut taken: HashSet<String> = HashSet::from([UNKNOWN.to_owned()]);
    let mut number = 0;
    for value in known {
        taken.extend(variant(value));
        number += 1;
    }
    let mut is_own = |value: &str| variant(value).is_ok_and(|ident| taken.insert(ident));
    let own: Vec<bool> = values.into_iter().map(&mut is_own).collect();
    let mut name = |own: bool| {
        number += 1;
        while !own && !taken.insert(format!("Value{number}")) {
            number += 1;
        }
        (!own).then(|| format!("Value{number}"))
    };
    own.into_iter().map(&mut name).collect()
}

/// The Rust name of a type.
pub(crate) fn type_ident(name: &str) -> Result<String, NameFault> {
    pascal(name)
}

/// The module of a folder or a stem that [`is_stem`] admits.
pub(crate) fn module(stem: &str) -> String {
    spared(stem.replace('-', "_"), 'n')
}

impl TypeName {
    pub(crate) fn new(ident: String, module: Vec<String>) -> Self {
        Self { table: table(&ident), ident, module }
    }
}

fn table(ident: &str) -> String {
    ident.to_shouty_snake_case()
}

/// Whether a folder or a file may be called so: `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
pub(crate) fn is_stem(stem: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    stem.split('-').all(word) && stem.starts_with(|c: char| c.is_ascii_lowercase()) && stem.len() <= 100
}

/// Why a stem is taken, if it is.
pub(crate) fn stem_taken(stem: &str) -> Option<&'static str> {
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    if DEVICES.contains(&stem) || numbered.is_some_and(|n| n.len() == 1 && matches!(n.as_bytes(), [b'1'..=b'9'])) {
        Some("a device on Windows, where the generated file could not be written")
    } else if RESERVED_STEMS.contains(&stem) {
        Some("a module of generated code already")
    } else {
        None
    }
}

/// Whether generated code uses this type name itself.
pub(crate) fn type_taken(ident: &str) -> bool {
    IMPORTED.contains(&ident) || RESERVED_TYPES.contains(&ident) || RESERVED_TABLES.contains(&table(ident).as_str())
}

/// Whether a provider's module uses this name itself, beside the module of each page.
pub(crate) fn payload_taken(ident: &str) -> bool {
    RESERVED_PAYLOADS.contains(&ident)
}

/// The variant that every enumeration has for values that it does not list.
pub(crate) const UNKNOWN: &str = "Unknown";

/// A provider as a type, from the name of a folder that [`is_stem`] admits.
pub(crate) fn marker(folder: &str) -> String {
    spared(folder.to_pascal_case(), 'N')
}

/// The field for a key, from a name in `snake_case`.
pub(crate) fn key_field(key: &str) -> String {
    spared(key.to_owned(), 'n')
}

/// Whether `name:` may say this.
pub(crate) fn is_field(ident: &str) -> bool {
    let lower = ident.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    lower && ident.starts_with(|c: char| c.is_ascii_lowercase()) && !KEYWORDS.contains(&ident) && ident.len() <= 100
}

/// Whether `typeName:`, or `name:` of a value, may say this.
pub(crate) fn is_type(ident: &str) -> bool {
    let word = ident.bytes().all(|b| b.is_ascii_alphanumeric());
    word && ident.starts_with(|c: char| c.is_ascii_uppercase()) && !KEYWORDS.contains(&ident) && ident.len() <= 100
}

fn pascal(name: &str) -> Result<String, NameFault> {
    usable(name)?;
    Ok(spared(name.to_pascal_case(), 'N'))
}

fn usable(name: &str) -> Result<(), NameFault> {
    if let Some(foreign) = name.chars().find(|c| !c.is_ascii() && c.is_alphanumeric()) {
        return Err(NameFault::Foreign(foreign));
    }
    if name.bytes().any(|b| b.is_ascii_alphanumeric()) { Ok(()) } else { Err(NameFault::Nothing) }
}

/// What a leading digit and a keyword need.
fn spared(mut name: String, digit: char) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, digit);
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_without_a_name_of_their_own_get_one() {
        let given = |known: &[&str], values: &[&str]| {
            let names = variants_given(known.iter().copied(), values.iter().copied());
            names.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>()
        };
        assert_eq!(given(&[], &["made", "gone"]), ["", ""]);
        assert_eq!(
            given(&[], &["a", "\u{434}", "#", "A", "unknown", "b"]),
            ["", "Value2", "Value3", "Value4", "Value5", ""]
        );
        assert_eq!(given(&["made", "gone"], &["Gone", "new"]), ["Value3", ""]);
        assert_eq!(given(&["made"], &["#", "value 2"]), ["Value3", ""]);
    }

    #[test]
    fn fields() {
        let field = |wire| field(wire).unwrap();
        assert_eq!(field("EventCode"), "event_code");
        assert_eq!(field("type"), "type_");
        assert_eq!(field("gen"), "gen_");
        assert_eq!(field("self"), "self_");
        assert_eq!(field("Self"), "self_");
        assert_eq!(field("3d_required"), "n3d_required");
        assert_eq!(field("line_1"), "line_1");
        assert_eq!(field("x-truemed-api-key"), "x_truemed_api_key");
        assert_eq!(field("userID"), "user_id");
    }

    #[test]
    fn types_and_variants() {
        assert_eq!(type_ident("bin_details").unwrap(), "BinDetails");
        assert_eq!(variant("3d_verification").unwrap(), "N3dVerification");
        assert_eq!(variant("partial match").unwrap(), "PartialMatch");
        assert_eq!(variant("self").unwrap(), "Self_");
        assert_eq!(TypeName::new("BinDetails".into(), Vec::new()).table, "BIN_DETAILS");
    }

    #[test]
    fn no_names() {
        assert_eq!(field(""), Err(NameFault::Nothing));
        assert_eq!(field("_"), Err(NameFault::Nothing));
        assert_eq!(variant("#"), Err(NameFault::Nothing));
        assert_eq!(field("größe"), Err(NameFault::Foreign('ö')));
        assert_eq!(field("gro\u{308}ße"), Err(NameFault::Foreign('ß')));
    }

    #[test]
    fn stems() {
        for good in ["account-token", "a", "a1-2"] {
            assert!(is_stem(good), "{good}");
        }
        for bad in ["", "A", "1a", "a--b", "a-", "-a", "a_b", "../x", "a/b", "C:x", "a.b", "ä"] {
            assert!(!is_stem(bad), "{bad}");
        }
        for taken in ["con", "com1", "lpt9", "types", "mod"] {
            assert!(stem_taken(taken).is_some(), "{taken}");
        }
        assert!(stem_taken("com10").is_none() && stem_taken("console").is_none());
    }

    #[test]
    fn keywords_are_what_rust_says() {
        // `gen` is one since edition 2024, of which syn knows nothing.
        for word in KEYWORDS.into_iter().filter(|word| *word != "gen") {
            assert!(syn::parse_str::<syn::Ident>(word).is_err(), "{word}");
        }
    }
}
