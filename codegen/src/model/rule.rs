//! The rules for one value, in JSON Schema's words.

pub use fieldwright::{Format, Kind, LengthUnit};

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

/// An exact decimal, as written, in the grammar of a JSON number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal(pub String);

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
