//! The rules for one value, in JSON Schema's words.

/// The JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Members.
    Object,
    /// Items.
    Array,
    /// Any JSON value, null included: no example and no page says which.
    Any,
}

/// All rules for one value in one profile, in JSON Schema's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The JSON type.
    pub kind: Kind,
    /// Of a member: it must be there. Of an item, always true.
    pub required: bool,
    /// `null` is allowed beside the type.
    pub nullable: bool,
    /// Of a string, in `length_unit`.
    pub min_length: Option<u64>,
    /// Of a string, in `length_unit`.
    pub max_length: Option<u64>,
    /// What lengths count.
    pub length_unit: LengthUnit,
    /// The strings admitted, in the page's order; `None` where there is no such rule.
    pub values: Option<Vec<String>>,
    /// `values` has one entry and the rule is `const`.
    pub constant: bool,
    /// Of a string.
    pub pattern: Option<Pattern>,
    /// Of a string or an integer.
    pub format: Option<Format>,
    /// `""` stands for "absent" and is exempt from all rules for strings.
    pub allow_empty: bool,
    /// Of a number.
    pub minimum: Option<Decimal>,
    /// Of a number.
    pub maximum: Option<Decimal>,
    /// Of an array.
    pub min_items: Option<u64>,
    /// Of an array.
    pub max_items: Option<u64>,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode scalar values.
    #[default]
    Characters,
    /// Of the UTF-8 form.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

/// An exact decimal, as written, in the grammar of a JSON number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal(pub String);

/// The formats of the schema language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// An integer of 10 digits.
    UnixSeconds,
    /// An integer of 13 digits.
    UnixMilliseconds,
    /// `MM-DD-YYYY hh:mm:ss`.
    UsDateTime,
    /// RFC 3339.
    DateTime,
    /// ISO 3166-1 alpha-2.
    CountryCode,
    /// ISO 4217.
    CurrencyCode,
    /// E.164.
    PhoneNumber,
    /// ISO 9362.
    Bic,
    /// An absolute URI.
    Uri,
    /// Four digits.
    LastFour,
}

/// A pattern that was parsed and found checkable in one pass; see `docs/schema-language.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written, a regular expression of ECMA-262.
    pub source: String,
    /// At least one. A value must meet one of them.
    pub alternatives: Vec<Alternative>,
    /// It ends in `$`: nothing may follow.
    pub to_end: bool,
}

/// Steps that follow each other.
pub type Alternative = Vec<Step>;

/// A run of characters of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which characters.
    pub class: Class,
    /// How many at least.
    pub min: u32,
    /// `None`: no limit.
    pub max: Option<u32>,
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Inclusive ranges, sorted, not touching.
    pub ranges: Vec<(char, char)>,
}

impl Rule {
    /// A rule that asks for nothing but the type.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            required: true,
            nullable: false,
            min_length: None,
            max_length: None,
            length_unit: LengthUnit::Characters,
            values: None,
            constant: false,
            pattern: None,
            format: None,
            allow_empty: false,
            minimum: None,
            maximum: None,
            min_items: None,
            max_items: None,
        }
    }
}

impl Kind {
    /// JSON Schema's word, and `any`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Any => "any",
        }
    }
}

impl Format {
    /// Every format, in the order of `docs/schema-language.md`.
    pub const ALL: [Self; 11] = [
        Self::Uuid,
        Self::UnixSeconds,
        Self::UnixMilliseconds,
        Self::UsDateTime,
        Self::DateTime,
        Self::CountryCode,
        Self::CurrencyCode,
        Self::PhoneNumber,
        Self::Bic,
        Self::Uri,
        Self::LastFour,
    ];

    /// The word that schemas use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::UnixSeconds => "unix-seconds",
            Self::UnixMilliseconds => "unix-milliseconds",
            Self::UsDateTime => "us-date-time",
            Self::DateTime => "date-time",
            Self::CountryCode => "country-code",
            Self::CurrencyCode => "currency-code",
            Self::PhoneNumber => "phone-number",
            Self::Bic => "bic",
            Self::Uri => "uri",
            Self::LastFour => "last-four",
        }
    }
}
