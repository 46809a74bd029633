//! Words that are types by themselves.

use fieldwright_codegen::model::{Format, Kind};

use super::TypeFact;
use crate::import::facts::format::kind as kind_of;
use crate::import::vocabulary::key;

/// Type words in lower case without what is no letter or digit.
const WORDS: &[(Kind, &[&str])] = &[
    (
        Kind::String,
        &[
            "string",
            "str",
            "strings",
            "text",
            "texts",
            "char",
            "chars",
            "character",
            "characters",
            "varchar",
            "nvarchar",
            "alphanumeric",
            "alpha",
            "alphanum",
            "an",
            "ans",
            "a",
            "email",
            "emailaddress",
            "date",
            "localdate",
            "time",
            "datetime",
            "datetimestring",
            "datestring",
            "localdatetime",
            "timezone",
            "phone",
            "phonenumber",
            "base64",
            "binary",
            "bytes",
            "hex",
            "html",
            "password",
            "ipaddress",
            "ip",
            "ipv4",
            "duration",
            "edmstring",
            "edmdate",
            "cadena",
            "texto",
            "строка",
            "字符串",
            "文字列",
            "문자열",
            "iso8601",
            "iso8601datetime",
            "iso8601date",
            "isodate",
            "isodatetime",
            "date8601",
            "jsonstring",
            "timespan",
            "zeichenkette",
        ],
    ),
    (
        Kind::Integer,
        &[
            "integer",
            "integers",
            "int",
            "ints",
            "int8",
            "int16",
            "int32",
            "int64",
            "uint",
            "uint32",
            "uint64",
            "long",
            "short",
            "bigint",
            "smallint",
            "tinyint",
            "wholenumber",
            "edmint32",
            "edmint64",
            "entero",
            "inteiro",
            "целое",
            "целоечисло",
            "整数",
            "整型",
            "ganzzahl",
            "byte",
            "signedinteger",
            "unsignedinteger",
            "longint",
        ],
    ),
    (
        Kind::Number,
        &[
            "number",
            "numbers",
            "num",
            "float",
            "float32",
            "float64",
            "double",
            "decimal",
            "bigdecimal",
            "real",
            "numeric",
            "edmdouble",
            "edmdecimal",
            "número",
            "numero",
            "число",
            "数字",
            "数値",
            "zahl",
            "decimalnumber",
            "floatingpoint",
            "currencyamount",
        ],
    ),
    (
        Kind::Boolean,
        &[
            "bool",
            "boolean",
            "booleans",
            "flag",
            "bit",
            "truefalse",
            "edmboolean",
            "booleano",
            "булево",
            "布尔",
            "布尔值",
            "логический",
            "yesno",
        ],
    ),
    (
        Kind::Object,
        &[
            "object",
            "objects",
            "obj",
            "map",
            "hash",
            "hashmap",
            "dict",
            "dictionary",
            "json",
            "jsonobject",
            "struct",
            "complexobject",
            "complextype",
            "nestedobject",
            "associativearray",
            "objeto",
            "объект",
            "对象",
            "オブジェクト",
            "record",
        ],
    ),
    (
        Kind::Array,
        &["array", "arrays", "list", "collection", "lista", "массив", "数组", "配列", "arreglo", "jsonarray"],
    ),
    (Kind::Any, &["any", "mixed", "anytype", "variant", "anyvalue", "unknown"]),
];

/// Words that name a format and so a type.
const FORMATS: &[(Format, &[&str])] = &[
    (Format::Uuid, &["uuid", "guid", "uuidv4", "uuid4", "uuidstring"]),
    (Format::Uri, &["uri", "url", "urlstring", "uristring", "httpurl", "absoluteuri"]),
    (Format::DateTime, &["datetimeoffset", "rfc3339", "edmdatetimeoffset", "datetimerfc3339"]),
    (Format::UnixSeconds, &["unixtimestamp", "unixtime", "epoch", "epochseconds", "unixepoch", "timestampseconds"]),
    (Format::UnixMilliseconds, &["unixmilliseconds", "epochmilliseconds", "timestampmilliseconds", "epochmillis"]),
];

/// What one word, or a few that are written as one, says.
pub(super) fn word(text: &str) -> Option<TypeFact> {
    let key = key(text);
    if key.is_empty() || key.len() > 40 {
        return None;
    }
    // OpenAPI's `date-time`, and no other way to write it, means RFC 3339.
    let strict = text.to_lowercase() == "date-time";
    let known = |words: &[&str]| words.contains(&key.as_str());
    if let Some((format, _)) = FORMATS.iter().find(|(_, words)| known(words)) {
        return Some(TypeFact { kind: Some(kind_of(*format)), format: Some(*format), ..TypeFact::default() });
    }
    if matches!(
        key.as_str(),
        "enum"
            | "enumeration"
            | "enumerated"
            | "enums"
            | "enumerable"
            | "stringenum"
            | "enumstring"
            | "enumvalue"
            | "枚举"
    ) {
        return Some(TypeFact { kind: Some(Kind::String), enumeration: true, ..TypeFact::default() });
    }
    if key == "timestamp" {
        let review = "the type is \"timestamp\", which may be text or a number".to_owned();
        return Some(TypeFact { review: Some(review), ..TypeFact::default() });
    }
    let (kind, _) = WORDS.iter().find(|(_, words)| known(words))?;
    let format = strict.then_some(Format::DateTime);
    Some(TypeFact { kind: Some(*kind), format, ..TypeFact::default() })
}
