//! The words to write rules with.
//!
//! A compiler that checks a table runs them, once a row, and that is a good part of what a table costs it. So they change
//! what they are given in place: to build a rule anew is ten times the work.

use crate::format::Format;
use crate::pattern::Pattern;
use crate::shape::{Choices, Kind, LengthUnit, Place, Range, Rule, Shape};

impl Rule {
    /// A required value of a type, and nothing more. Anything may be `null`.
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        let mut rule = Self::PLAIN;
        rule.kind = kind;
        rule.nullable = matches!(kind, Kind::Any);
        rule
    }

    const PLAIN: Self = Self {
        kind: Kind::Any,
        required: true,
        nullable: true,
        allow_empty: false,
        special: false,
        constant: false,
        unit: LengthUnit::Characters,
        min: 0,
        max: usize::MAX,
        sure: 0,
        least: 0,
        slack: usize::MAX,
        range: None,
        format: None,
        pattern: None,
        choices: None,
        excluded: &[],
        shape: None,
        items: None,
        place: Place { line: 0, column: 0 },
    };

    /// A string of any length.
    #[must_use]
    pub const fn string() -> Self {
        Self::of(Kind::String)
    }

    /// A string of `min` to `max` characters; `usize::MAX` for no limit.
    #[must_use]
    pub const fn text(min: usize, max: usize) -> Self {
        let mut rule = Self::of(Kind::String);
        rule.bound(min, max);
        rule
    }

    /// A string out of an enumeration.
    #[must_use]
    pub const fn choice(choices: &'static Choices) -> Self {
        let mut rule = Self::of(Kind::String);
        rule.choices = Some(choices);
        rule.look_closer();
        rule
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
        let mut rule = Self::of(Kind::Object);
        rule.shape = Some(shape);
        rule
    }

    /// An array of which the schema says nothing more.
    #[must_use]
    pub const fn free_array() -> Self {
        Self::of(Kind::Array)
    }

    /// An array of such items.
    #[must_use]
    pub const fn array(items: &'static Rule) -> Self {
        let mut rule = Self::of(Kind::Array);
        rule.items = Some(items);
        rule
    }

    /// What a page calls an array and its example shows as an object: an array is checked item by item, an object is
    /// reported as `type` and its members are checked all the same.
    #[must_use]
    pub const fn array_or_object(items: &'static Rule) -> Self {
        let mut rule = Self::array(items);
        rule.shape = items.shape;
        rule
    }

    /// The length of a string or the number of items of an array.
    #[must_use]
    pub const fn length(mut self, min: usize, max: usize) -> Self {
        self.bound(min, max);
        self
    }

    const fn bound(&mut self, min: usize, max: usize) {
        // A character has at most four bytes: 4 * (min - 1) bytes could be one character short, one byte more cannot.
        self.sure = if min == 0 { 0 } else { min.saturating_mul(4).saturating_sub(3) };
        self.min = min;
        self.max = max;
        if self.special || self.sure > max {
            self.never_sure();
        } else {
            self.least = self.sure;
            self.slack = max - self.sure;
        }
    }

    /// No length in bytes tells that a text keeps the rule.
    const fn never_sure(&mut self) {
        self.least = usize::MAX;
        self.slack = 0;
    }

    /// A string must be looked at beyond its length.
    const fn look_closer(&mut self) {
        self.special = true;
        self.never_sure();
    }

    /// Lengths count something else than characters.
    #[must_use]
    pub const fn counting(mut self, unit: LengthUnit) -> Self {
        self.unit = unit;
        self
    }

    /// The member may be missing.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// `null` is allowed.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// `""` stands for "absent".
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.allow_empty = true;
        self.look_closer();
        self
    }

    /// In a format.
    #[must_use]
    pub const fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self.look_closer();
        self
    }

    /// By a pattern.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self.look_closer();
        self
    }

    /// The choices whose indices are given are not admitted here.
    #[must_use]
    pub const fn except(mut self, excluded: &'static [u16]) -> Self {
        self.excluded = excluded;
        self
    }

    /// The one choice is a constant.
    #[must_use]
    pub const fn constant(mut self) -> Self {
        self.constant = true;
        self
    }

    /// Between bounds.
    #[must_use]
    pub const fn within(mut self, range: &'static Range) -> Self {
        self.range = Some(range);
        self
    }

    /// Where the row stands in its schema.
    #[must_use]
    pub const fn at(mut self, line: u32, column: u32) -> Self {
        self.place = Place { line, column };
        self
    }
}
