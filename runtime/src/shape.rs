//! The tables that generated code consists of, and the words to write them with.
//!
//! ```
//! use fieldwright::{Field, Rule, Shape};
//!
//! static BIN_DETAILS: Shape = Shape::new("BinDetails", "schemas/rapyd/payment-updated.yaml", &[
//!     Field::new("brand", Rule::text(0, 32).at(41, 9)),
//!     Field::new("level", Rule::text(0, 32).nullable().at(42, 9)),
//! ]);
//! assert_eq!(BIN_DETAILS.fields.len(), 2);
//! ```

use crate::format::Format;
use crate::pattern::Pattern;
use crate::report::{Profile, Severity};

/// An object type: its members in the order in which they are expected on the wire, with the rules of both profiles.
#[derive(Debug)]
pub struct Shape {
    /// The type's name, as in `BinDetails`.
    pub name: &'static str,
    /// The schema file that the rows stand in.
    pub file: &'static str,
    /// In the order in which the examples write them.
    pub fields: &'static [Field],
    /// The rules as documented, one a field; empty where they are the same as the effective ones.
    pub documented: &'static [Rule],
    /// The rules over several members.
    pub groups: &'static [Group],
}

/// A member of an object, with the effective rule.
#[derive(Debug)]
pub struct Field {
    /// As it stands in JSON.
    pub name: &'static str,
    pub(crate) key: Key,
    /// What is in effect.
    pub rule: Rule,
}

/// `"name":` as it stands in most payloads, ready to be compared in one step.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) bytes: [u8; Key::WINDOW],
    pub(crate) mask: [u8; Key::WINDOW],
    /// Of `"name":`; 0 where it does not fit or has characters that JSON escapes.
    pub(crate) len: usize,
}

/// All rules for one value in one profile.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The JSON type.
    pub kind: Kind,
    /// The member must be there.
    pub required: bool,
    /// `null` is allowed beside the type.
    pub nullable: bool,
    /// `""` stands for "absent" and is exempt from all rules for strings.
    pub allow_empty: bool,
    /// A string must be looked at beyond its length.
    pub(crate) special: bool,
    /// `choices` has one value, and the rule is `const`.
    pub constant: bool,
    /// What `min` and `max` count in a string.
    pub unit: LengthUnit,
    /// The least length of a string or array.
    pub min: usize,
    /// The greatest; `usize::MAX` for none.
    pub max: usize,
    /// So many bytes surely hold `min` characters.
    pub(crate) sure: usize,
    /// Bounds of a number.
    pub range: Option<&'static Range>,
    /// The format of a string or an integer.
    pub format: Option<Format>,
    /// The pattern of a string.
    pub pattern: Option<&'static Pattern>,
    /// The values of an enumeration.
    pub choices: Option<&'static Choices>,
    /// Indices of `choices` that this rule does not admit.
    pub excluded: &'static [u16],
    /// The members of an object; for an array, of the object that each item is.
    pub shape: Option<&'static Shape>,
    /// What each item of an array is.
    pub items: Option<&'static Rule>,
    /// The row in the schema.
    pub place: Place,
}

/// The JSON type that a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    String,
    /// A whole number of 64 bits.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Members.
    Object,
    /// Items.
    Array,
    /// Any JSON value, `null` included.
    Any,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    /// Unicode scalar values.
    Characters,
    /// Bytes of the UTF-8 form.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

/// The line and column of a row in its schema, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// In characters.
    pub column: u32,
}

/// Bounds of a number, exact decimals in the grammar of a JSON number.
#[derive(Debug)]
pub struct Range {
    /// The least value.
    pub minimum: Option<&'static str>,
    /// The greatest value.
    pub maximum: Option<&'static str>,
}

/// The values of an enumeration, in the page's order.
#[derive(Debug)]
pub struct Choices {
    /// As they stand in JSON.
    pub values: &'static [&'static str],
}

/// A rule over several members: how many of them may be there.
#[derive(Debug)]
pub struct Group {
    /// What is asked of the members.
    pub keyword: Groups,
    /// Indices into [`Shape::fields`].
    pub members: &'static [u16],
    /// What breaking it means under the effective rules.
    pub effective: Severity,
    /// What breaking it means under the documented rules.
    pub documented: Severity,
    /// The rule in the schema.
    pub place: Place,
}

/// The kinds of rules over several members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Groups {
    /// One, and no other.
    ExactlyOneOf,
    /// None or one.
    AtMostOneOf,
    /// One or more.
    AtLeastOneOf,
}

impl Shape {
    /// A shape whose documented rules are the effective ones.
    #[must_use]
    pub const fn new(name: &'static str, file: &'static str, fields: &'static [Field]) -> Self {
        Self { name, file, fields, documented: &[], groups: &[] }
    }

    /// With documented rules of its own: one for each field, in their order.
    #[must_use]
    pub const fn documented(self, documented: &'static [Rule]) -> Self {
        Self { documented, ..self }
    }

    /// With rules over several members.
    #[must_use]
    pub const fn groups(self, groups: &'static [Group]) -> Self {
        Self { groups, ..self }
    }

    /// The rule of field `index` in `profile`.
    #[must_use]
    pub fn rule(&'static self, index: usize, profile: Profile) -> Option<&'static Rule> {
        let field = self.fields.get(index)?;
        match profile {
            Profile::Effective => Some(&field.rule),
            Profile::Documented => Some(self.documented.get(index).unwrap_or(&field.rule)),
        }
    }
}

impl Field {
    /// A member and its effective rule.
    #[must_use]
    pub const fn new(name: &'static str, rule: Rule) -> Self {
        Self { name, key: Key::new(name), rule }
    }
}

impl Key {
    pub(crate) const WINDOW: usize = 32;

    #[expect(clippy::indexing_slicing, reason = "a constant, so an index out of range cannot get past the compiler")]
    const fn new(name: &str) -> Self {
        let mut key = Self { bytes: [0; Self::WINDOW], mask: [0; Self::WINDOW], len: 0 };
        let name = name.as_bytes();
        if name.len() + 3 > Self::WINDOW {
            return key;
        }
        let mut i = 0;
        while i < name.len() {
            if name[i] == b'"' || name[i] == b'\\' || name[i] < b' ' {
                return Self { bytes: [0; Self::WINDOW], mask: [0; Self::WINDOW], len: 0 };
            }
            key.bytes[i + 1] = name[i];
            key.mask[i + 1] = 0xff;
            i += 1;
        }
        key.bytes[0] = b'"';
        key.mask[0] = 0xff;
        key.bytes[i + 1] = b'"';
        key.mask[i + 1] = 0xff;
        key.bytes[i + 2] = b':';
        key.mask[i + 2] = 0xff;
        key.len = i + 3;
        key
    }
}

impl Rule {
    /// A required value of a type, and nothing more. Anything may be `null`.
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        Self {
            kind,
            required: true,
            nullable: matches!(kind, Kind::Any),
            allow_empty: false,
            special: false,
            constant: false,
            unit: LengthUnit::Characters,
            min: 0,
            max: usize::MAX,
            sure: 0,
            range: None,
            format: None,
            pattern: None,
            choices: None,
            excluded: &[],
            shape: None,
            items: None,
            place: Place { line: 0, column: 0 },
        }
    }

    /// A string of any length.
    #[must_use]
    pub const fn string() -> Self {
        Self::of(Kind::String)
    }

    /// A string of `min` to `max` characters; `usize::MAX` for no limit.
    #[must_use]
    pub const fn text(min: usize, max: usize) -> Self {
        Self::of(Kind::String).length(min, max)
    }

    /// A string out of an enumeration.
    #[must_use]
    pub const fn choice(choices: &'static Choices) -> Self {
        Self { choices: Some(choices), special: true, ..Self::of(Kind::String) }
    }

    /// An integer of 64 bits.
    #[must_use]
    pub const fn integer() -> Self {
        Self::of(Kind::Integer)
    }

    /// A number, kept as its digits.
    #[must_use]
    pub const fn number() -> Self {
        Self::of(Kind::Number)
    }

    /// `true` or `false`.
    #[must_use]
    pub const fn boolean() -> Self {
        Self::of(Kind::Boolean)
    }

    /// Any JSON value.
    #[must_use]
    pub const fn any() -> Self {
        Self::of(Kind::Any)
    }

    /// An object of which the schema says nothing more.
    #[must_use]
    pub const fn free_object() -> Self {
        Self::of(Kind::Object)
    }

    /// An object with rows.
    #[must_use]
    pub const fn object(shape: &'static Shape) -> Self {
        Self { shape: Some(shape), ..Self::of(Kind::Object) }
    }

    /// An array of which the schema says nothing more.
    #[must_use]
    pub const fn free_array() -> Self {
        Self::of(Kind::Array)
    }

    /// An array of such items.
    #[must_use]
    pub const fn array(items: &'static Rule) -> Self {
        Self { items: Some(items), ..Self::of(Kind::Array) }
    }

    /// What a page calls an array and its example shows as an object: an array is checked item by item, an object is
    /// reported as `type` and its members are checked all the same.
    #[must_use]
    pub const fn array_or_object(items: &'static Rule) -> Self {
        Self { shape: items.shape, ..Self::array(items) }
    }

    /// The length of a string or the number of items of an array.
    #[must_use]
    pub const fn length(self, min: usize, max: usize) -> Self {
        // A character has at most four bytes: 4 * (min - 1) bytes could be one character short, one byte more cannot.
        let sure = if min == 0 { 0 } else { min.saturating_mul(4).saturating_sub(3) };
        Self { min, max, sure, ..self }
    }

    /// Lengths count something else than characters.
    #[must_use]
    pub const fn counting(self, unit: LengthUnit) -> Self {
        Self { unit, special: true, ..self }
    }

    /// The member may be missing.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// `null` is allowed.
    #[must_use]
    pub const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// `""` stands for "absent".
    #[must_use]
    pub const fn or_empty(self) -> Self {
        Self { allow_empty: true, special: true, ..self }
    }

    /// In a format.
    #[must_use]
    pub const fn format(self, format: Format) -> Self {
        Self { format: Some(format), special: true, ..self }
    }

    /// By a pattern.
    #[must_use]
    pub const fn pattern(self, pattern: &'static Pattern) -> Self {
        Self { pattern: Some(pattern), special: true, ..self }
    }

    /// The choices whose indices are given are not admitted here.
    #[must_use]
    pub const fn except(self, excluded: &'static [u16]) -> Self {
        Self { excluded, ..self }
    }

    /// The one choice is a constant.
    #[must_use]
    pub const fn constant(self) -> Self {
        Self { constant: true, ..self }
    }

    /// Between bounds.
    #[must_use]
    pub const fn within(self, range: &'static Range) -> Self {
        Self { range: Some(range), ..self }
    }

    /// Where the row stands in its schema.
    #[must_use]
    pub const fn at(self, line: u32, column: u32) -> Self {
        Self { place: Place { line, column }, ..self }
    }
}
