//! What a judgement consists of.

use std::fmt;

use crate::expected::Expected;
use crate::shape::Place;

/// Which rules to judge by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Profile {
    /// The page to the letter. Pages contradict themselves, so this may reject a page's own example.
    Documented,
    /// The page with its errata: what is in effect.
    #[default]
    Effective,
}

/// All violations of a payload, in the order in which they stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Report {
    /// Errors and warnings.
    pub violations: Vec<Violation>,
    /// How many more there are than [`crate::MAX_VIOLATIONS`].
    pub omitted: usize,
}

/// One broken rule. It never holds the value: that may be card data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// RFC 6901 pointer to the value; for [`Keyword::Required`] and the rules over several members to the object.
    pub pointer: String,
    /// The rule's kind.
    pub keyword: Keyword,
    /// Whether it makes the payload invalid.
    pub severity: Severity,
    /// The member, where the pointer is that of the object around it.
    pub property: Option<&'static str>,
    /// What the rule asks for.
    pub expected: Expected,
    /// What was there, measured.
    pub actual: Measure,
    /// The row that the rule comes from.
    pub schema: SchemaRow,
}

/// A row of a schema. It is written as `schemas/anddone/account-token.yaml:31:7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaRow {
    /// The schema's file.
    pub file: &'static str,
    /// The row in it.
    pub place: Place,
}

/// JSON Schema's keywords, and three for rules over several members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Keyword {
    /// The JSON type.
    Type,
    /// A member that must be there.
    Required,
    /// The least length of a string.
    MinLength,
    /// The greatest length of a string.
    MaxLength,
    /// A value out of several.
    Enum,
    /// One value.
    Const,
    /// A regular expression.
    Pattern,
    /// A format.
    Format,
    /// The least number.
    Minimum,
    /// The greatest number.
    Maximum,
    /// The least number of items.
    MinItems,
    /// The greatest number of items.
    MaxItems,
    /// One of several members, and no other.
    ExactlyOneOf,
    /// None or one of several members.
    AtMostOneOf,
    /// One or more of several members.
    AtLeastOneOf,
}

/// Whether a violation makes a payload invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It does.
    Error,
    /// Worth knowing; the payload is valid.
    Warning,
}

/// What was found, without the value itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A value of another type.
    Type(JsonType),
    /// A length in the rule's unit, or a number of items or members.
    Count(usize),
    /// A value of the right type that is not as asked.
    Value,
    /// Nothing.
    Missing,
}

/// The types of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any other number.
    Number,
    /// Text.
    String,
    /// Items.
    Array,
    /// Members.
    Object,
}

impl Report {
    /// Whether nothing worse than a warning was found.
    pub fn is_valid(&self) -> bool {
        self.omitted == 0 && self.errors().next().is_none()
    }

    /// Whether nothing was found at all.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// What makes the payload invalid.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.severity == Severity::Error)
    }

    /// What does not.
    pub fn warnings(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.severity == Severity::Warning)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, violation) in self.violations.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        if self.omitted > 0 {
            write!(f, "\nand {} more", self.omitted)?;
        }
        Ok(())
    }
}

impl Violation {
    /// What is wrong, in words and without the place: `shorter than 8 characters: 7`.
    pub fn message(&self) -> String {
        self.message_parts().to_string()
    }

    fn message_parts(&self) -> impl fmt::Display + '_ {
        Message(self)
    }
}

struct Message<'v>(&'v Violation);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Violation { expected, actual, property, .. } = self.0;
        match (self.0.keyword, property) {
            (Keyword::Required, Some(property)) => write!(f, "`{property}` is missing"),
            _ => write!(f, "expected {expected}, found {actual}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "(the payload)" } else { self.pointer.as_str() };
        write!(f, "{place}: {} [{}, {}]", self.message_parts(), self.keyword, self.schema)
    }
}

impl fmt::Display for SchemaRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.place.line, self.place.column)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(found) => write!(f, "{found}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Value => f.write_str("another value"),
            Self::Missing => f.write_str("nothing"),
        }
    }
}

impl Keyword {
    /// Every keyword.
    pub const ALL: [Self; 15] = [
        Self::Type,
        Self::Required,
        Self::MinLength,
        Self::MaxLength,
        Self::Enum,
        Self::Const,
        Self::Pattern,
        Self::Format,
        Self::Minimum,
        Self::Maximum,
        Self::MinItems,
        Self::MaxItems,
        Self::ExactlyOneOf,
        Self::AtMostOneOf,
        Self::AtLeastOneOf,
    ];

    /// The word as JSON Schema writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Enum => "enum",
            Self::Const => "const",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::ExactlyOneOf => "exactlyOneOf",
            Self::AtMostOneOf => "atMostOneOf",
            Self::AtLeastOneOf => "atLeastOneOf",
        }
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documented => "documented",
            Self::Effective => "effective",
        })
    }
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}
