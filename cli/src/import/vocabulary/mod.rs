//! The words that documentation writes into the cells of its field tables, in the languages that it is written in.
//!
//! A reader needs them where the page has lost its columns, the interpreter to know what a column says.

mod headers;

pub(crate) use headers::{Role, exact_role, role, roles};

/// A word as a header is looked up: in lower case, without all that is not a letter or a digit.
pub(crate) fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words that a type begins with.
#[rustfmt::skip] // As above.
const TYPES: &[&str] = &[
    "string", "str", "strings", "integer", "integers", "int", "int32", "int64", "uint", "uint32", "uint64", "long",
    "short", "byte", "number", "numbers", "numeric", "num", "n", "an", "ans", "float", "double", "decimal", "real",
    "money", "currency", "bool", "boolean", "booleans", "flag", "bit", "array", "arrays", "list", "collection", "set",
    "object", "objects", "obj", "map", "hash", "dict", "dictionary", "json", "struct", "enum", "enumeration",
    "enumerated", "date", "datetime", "datetimeoffset", "time", "timestamp", "timespan", "duration", "timezone", "uuid",
    "guid", "char", "character", "characters", "varchar", "nvarchar", "text", "alphanumeric", "alpha", "digits", "url",
    "uri", "email", "phone", "file", "binary", "base64", "any", "mixed", "null", "alphanum", "bigdecimal", "bigint",
    "instant", "localdate", "localdatetime", "iso8601", "hex", "cadena", "texto", "entero", "número", "numero",
    "booleano", "fecha", "objeto", "arreglo", "inteiro", "data", "lista", "decimalnumber", "zeichenkette", "ganzzahl",
    "zahl", "строка", "целое", "число", "массив", "объект", "дата", "булево", "字符串", "整数", "整型", "数字", "布尔",
    "数组", "对象", "日期", "文字列", "数値", "配列", "オブジェクト",
];

/// Words that go on with a type: `array of strings`, `string or null`, `date time`.
const JOINTS: &[&str] = &["of", "or", "and", "|", "/", "de", "<", "или"];

/// Whether a single word is a type: `string`, `String(50)`, `integer[]`, `Array<String>`, `Max35Text`.
pub(crate) fn is_type_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = word.split(['(', '[', '<', '{', '|', '/', ':']).next().unwrap_or(word);
    TYPES.contains(&key(stem).as_str()) || is_iso20022(stem)
}

/// `Max35Text`, `Exact4AlphaNumericText`.
fn is_iso20022(word: &str) -> bool {
    let rest = word.strip_prefix("Max").or_else(|| word.strip_prefix("Exact")).or_else(|| word.strip_prefix("Min"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.ends_with(|c: char| c.is_alphabetic())
    })
}

/// How many of the words, from the first on, are a type: 0 where the first is none.
pub(crate) fn type_prefix(words: &[&str]) -> usize {
    let Some(first) = words.first() else { return 0 };
    if !is_type_word(first) {
        return 0;
    }
    let mut length = 1;
    loop {
        let next = |by: usize| words.get(length + by).copied().unwrap_or("");
        // A joint needs a type behind it: `string of characters` is a type, `string of the name` is one and a sentence.
        if JOINTS.contains(&next(0).to_lowercase().as_str()) && is_type_word(next(1)) {
            length += 2;
        } else if is_suffix(words.get(length - 1).copied().unwrap_or(""), next(0)) {
            length += 1;
        } else {
            return length;
        }
    }
}

/// `date time`, `string array`, `string (50)`, `array [string]`: what may stand behind a type word and belongs to it.
fn is_suffix(before: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    let pair = matches!((key(before).as_str(), lower.as_str()), ("date", "time") | ("unix", "timestamp"));
    let length = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    pair || matches!(lower.as_str(), "array" | "[]" | "list" | "object")
        || length
            .is_some_and(|inner| !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || ",.-".contains(c)))
        || (word.starts_with(['[', '<']) && word.ends_with([']', '>']))
}

/// Whether a cell holds a bound, or says that there is none.
pub(crate) fn is_bound(cell: &str) -> bool {
    let cell = cell.trim();
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ",.-–".contains(c));
    number(cell) || is_nothing(cell)
}

/// Whether a cell says that there is nothing to say.
pub(crate) fn is_nothing(cell: &str) -> bool {
    const NOTHING: &[&str] = &["", "na", "none", "null", "nil", "nolimit", "unlimited", "notapplicable", "нет", "无"];
    NOTHING.contains(&key(cell).as_str())
}

/// Whether a cell of a required column has what such cells have.
pub(crate) fn is_presence(cell: &str) -> bool {
    const WORDS: &[&str] = &[
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "t",
        "f",
        "m",
        "o",
        "c",
        "r",
        "x",
        "required",
        "optional",
        "mandatory",
        "conditional",
        "always",
        "never",
        "sometimes",
        "notrequired",
        "req",
        "opt",
        "cond",
        "sim",
        "não",
        "nao",
        "si",
        "sí",
        "s",
        "oui",
        "non",
        "ja",
        "nein",
        "nee",
        "да",
        "нет",
        "是",
        "否",
        "必填",
        "必须",
        "可选",
        "obrigatório",
        "opcional",
        "condicional",
        "obligatorio",
        "heavycheckmark",
        "whitecheckmark",
        "01",
        "11",
        "0n",
        "1n",
        "0",
        "1",
    ];
    const MARKS: &[char] = &['✅', '✓', '✔', '☑', '❌', '✗', '✘', '●', '○', '◯', '×'];
    is_nothing(cell) || WORDS.contains(&key(cell).as_str()) || cell.trim().starts_with(MARKS)
}

/// Whether text may be the name of a field: one word, that is not a sentence's.
pub(crate) fn is_name(text: &str) -> bool {
    let name = strip_nesting(text);
    let fits = |c: char| c.is_alphanumeric() || "_-.$@:/[]{}#*?».›→".contains(c);
    name.chars().count() <= 120 && name.chars().any(char::is_alphanumeric) && name.chars().all(fits)
        // A word that ends in a full stop ends a sentence.
        && !name.ends_with(['.', ':'])
}

/// A name without what stands before it to show its depth: `- `, `» `, `> `, `↳ `, `• `.
pub(crate) fn strip_nesting(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || "-–—»>↳└├─│•·∟›→+*".contains(c)).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_ends_where_a_sentence_begins() {
        for (text, length) in [
            ("string of the name", 1),
            ("array of strings with names", 3),
            ("date time of the event", 2),
            ("string or null if unknown", 3),
            ("String(50) Text", 1),
            ("varchar (50) Text", 2),
            ("Max35Text Text", 1),
            ("Unique identifier", 0),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(type_prefix(&words), length, "{text}");
        }
    }

    #[test]
    fn names_are_told_from_words() {
        for name in ["id", "a.b[].c", "{PAYMENT_ID}", "x-api-key", "name*", "$ref", "@type", "- child", "↳ child"] {
            assert!(is_name(name), "{name}");
        }
        for text in ["", "-", "two words", "Reserved.", "note:"] {
            assert!(!is_name(text), "{text}");
        }
    }
}
