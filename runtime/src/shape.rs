//! The tables that generated code consists of, and the words to write them with.
//!
//! ```
//! use fieldwright::{Field, Rule, Shape};
//!
//! static BIN_DETAILS: Shape = Shape::new("BinDetails", "schemas/rapyd/payment-updated.yaml", &[
//!     Field::required("brand", Rule::text(0, 32), 41, 9),
//!     Field::nullable("level", Rule::text(0, 32), 42, 9),
//! ]);
//! assert_eq!(BIN_DETAILS.fields.len(), 2);
//! ```

use crate::format::Format;
use crate::pattern::Pattern;
use crate::report::{Profile, Severity};
use crate::scan;

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
    /// Its value is left out of `Debug`.
    pub sensitive: bool,
}

/// `,"name":` as it stands in most payloads, ready to be compared in one step.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) bytes: [u8; Key::WINDOW],
    /// A bit for every byte of the window behind `,"name":`.
    pub(crate) behind: u32,
    /// Of `,"name":`; 0 where it does not fit or has characters that JSON escapes.
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
    /// A text of this many bytes surely keeps the rule, and so does one of up to `slack` bytes more.
    pub(crate) least: usize,
    pub(crate) slack: usize,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode scalar values.
    #[default]
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

    /// As in "expected a string".
    #[must_use]
    pub fn with_article(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Any => "anything",
        }
    }
}

impl Shape {
    /// A shape whose documented rules are the effective ones.
    #[must_use]
    pub const fn new(name: &'static str, file: &'static str, fields: &'static [Field]) -> Self {
        Self { name, file, fields, documented: &[], groups: &[] }
    }

    /// With documented rules of its own: one for each field, in their order.
    #[must_use]
    pub const fn documented(mut self, documented: &'static [Rule]) -> Self {
        self.documented = documented;
        self
    }

    /// With rules over several members.
    #[must_use]
    pub const fn groups(mut self, groups: &'static [Group]) -> Self {
        self.groups = groups;
        self
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
    /// A member and its effective rule, which says whether it may be missing and where its row stands.
    #[must_use]
    pub const fn new(name: &'static str, rule: Rule) -> Self {
        Self { name, key: Key::new(name), rule, sensitive: false }
    }

    /// A member that must be there, by the row of its schema at `line` and `column`.
    #[must_use]
    pub const fn required(name: &'static str, mut rule: Rule, line: u32, column: u32) -> Self {
        rule.place = Place { line, column };
        Self { name, key: Key::new(name), rule, sensitive: false }
    }

    /// A member that may be missing.
    #[must_use]
    pub const fn optional(name: &'static str, mut rule: Rule, line: u32, column: u32) -> Self {
        rule.required = false;
        rule.place = Place { line, column };
        Self { name, key: Key::new(name), rule, sensitive: false }
    }

    /// A member that must be there and may be `null`.
    #[must_use]
    pub const fn nullable(name: &'static str, mut rule: Rule, line: u32, column: u32) -> Self {
        rule.nullable = true;
        rule.place = Place { line, column };
        Self { name, key: Key::new(name), rule, sensitive: false }
    }

    /// A member that may be missing and may be `null`.
    #[must_use]
    pub const fn maybe(name: &'static str, mut rule: Rule, line: u32, column: u32) -> Self {
        rule.required = false;
        rule.nullable = true;
        rule.place = Place { line, column };
        Self { name, key: Key::new(name), rule, sensitive: false }
    }

    /// Its value is left out of `Debug`.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

impl Key {
    pub(crate) const WINDOW: usize = 32;

    /// The window of a key that is this short.
    pub(crate) const SHORT: usize = 16;

    #[expect(clippy::indexing_slicing, reason = "a constant, so an index out of range cannot get past the compiler")]
    const fn new(name: &str) -> Self {
        // No text has this byte, so a key that cannot be compared as a window is never found to stand anywhere.
        const NEVER: Key = Key { bytes: [0xff; Key::WINDOW], behind: 0, len: 0 };
        let len = name.len() + 4;
        if len > Self::WINDOW {
            return NEVER;
        }
        let mut key = Self { bytes: [0; Self::WINDOW], behind: 0, len };
        if len < Self::WINDOW {
            key.behind = u32::MAX << len;
        }
        key.bytes[0] = b',';
        key.bytes[1] = b'"';
        // Taking the text apart costs the compiler a third of what indexing it does, and bytes are cheaper than references.
        let mut rest = name.as_bytes();
        let mut at = 2;
        while let &[byte, ref tail @ ..] = rest {
            if matches!(byte, b'"' | b'\\' | ..b' ') {
                return NEVER;
            }
            key.bytes[at] = byte;
            at += 1;
            rest = tail;
        }
        key.bytes[at] = b'"';
        key.bytes[at + 1] = b':';
        key
    }

    /// Whether the first sixteen bytes of the window have all of the key.
    pub(crate) const fn is_short(&self) -> bool {
        self.len > 0 && self.len <= Self::SHORT
    }

    /// The first bytes behind the comma: a quote and up to three letters, of shorter names what follows them.
    #[inline]
    pub(crate) fn head(&self) -> Option<&[u8; 4]> {
        match &self.bytes {
            [_, head @ ..] => head.first_chunk(),
        }
    }

    /// Whether `,"name":` stands at `at`, compared as a whole window, which takes one step. Not found where the text ends before
    /// the window does.
    #[expect(clippy::inline_always, reason = "measured: a call less for every member")]
    #[inline(always)]
    pub(crate) fn stands(&self, text: &[u8], at: usize) -> bool {
        scan::block_at(text, at).is_some_and(|text| self.same(text) | self.behind == u32::MAX)
    }

    /// The same of a short key.
    #[inline]
    pub(crate) fn stands_short(&self, text: &[u8], at: usize) -> bool {
        scan::block_at(text, at).is_some_and(|text| self.same_short(text) | self.behind == u32::MAX)
    }

    /// Whether the key stands at `at`, whatever stands for its comma.
    #[inline]
    pub(crate) fn follows(&self, text: &[u8], at: usize) -> bool {
        scan::block_at(text, at).is_some_and(|text| self.same(text) | self.behind | 1 == u32::MAX)
    }

    /// The same where the text ends before the window does.
    pub(crate) fn ends(&self, text: &[u8], at: usize) -> bool {
        match (self.bytes.get(..self.len), text.get(at..)) {
            (Some([_, key @ ..]), Some([_, text @ ..])) => text.len() < Key::WINDOW && text.starts_with(key),
            _ => false,
        }
    }

    /// A bit for every byte of the window in which the text is the same.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn same(&self, text: &[u8; Self::WINDOW]) -> u32 {
        match (text.as_chunks().0, self.bytes.as_chunks().0) {
            ([text, text_behind], [key, key_behind]) => {
                scan::same(*text, *key) | scan::same(*text_behind, *key_behind) << Self::SHORT
            }
            _ => 0,
        }
    }

    #[inline]
    fn same_short(&self, text: &[u8; Self::SHORT]) -> u32 {
        self.bytes.first_chunk().map_or(0, |key| scan::same(*text, *key))
    }
}
