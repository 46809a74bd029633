//! What a generated type implements.

use std::borrow::Cow;

use crate::reader::{Next, Reader};
use crate::report::{Profile, Report};
use crate::shape::{Choices, Rule, Shape};
use crate::slot::Slot;

/// A struct with a table: one match finds the field of a row, and another does so to read into it.
pub trait Record<'a> {
    /// The table. It is a constant, so that reading what stands in its order is compiled for this type alone.
    const SHAPE: &'static Shape;

    /// The field of row `index` of the table, to be read into; [`nothing`] for a row that there is not.
    fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a>;

    /// The field of row `index` of the table; `()` for a row that there is not.
    fn member(&self, index: usize) -> &dyn Slot<'a>;

    /// The value as compact JSON, members in the order of the table. What was missing stays missing, what was `null` stays
    /// `null`, numbers keep their digits.
    fn to_json(&self) -> String
    where
        Self: Sized,
    {
        crate::write::to_json(self)
    }

    /// Holds the value against all rules of a profile.
    fn validate(&self, profile: Profile) -> Report
    where
        Self: Sized,
    {
        crate::decode::validate_value(self, profile)
    }
}

/// No field: only a record and a table that were not made for each other come to this.
#[must_use]
pub fn nothing<'s>() -> &'s mut () {
    // What has no size takes no memory that could be lost.
    Box::leak(Box::new(()))
}

/// A record of any type, or of none: what the object loop reads into, and what is written and shown.
pub trait DynRecord<'a> {
    /// The table.
    fn shape(&self) -> &'static Shape;

    /// Reads row `index` of the table, whose value stands at `at`.
    ///
    /// # Errors
    /// As the reader's.
    fn field(&mut self, index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next;

    /// The field of row `index` of the table; `()` for a row that there is not.
    fn member(&self, index: usize) -> &dyn Slot<'a>;
}

impl<'a, T: Record<'a>> DynRecord<'a> for T {
    fn shape(&self) -> &'static Shape {
        T::SHAPE
    }

    fn field(&mut self, index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        self.member_mut(index).read(reader, at, rule)
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        Record::member(self, index)
    }
}

/// An open enumeration: known values by their index in the table, all others as they are.
pub trait Choice<'a> {
    /// The values that the schema has.
    fn choices(&self) -> &'static Choices;

    /// The value as it stands in JSON.
    fn value(&self) -> &str;

    /// Takes value `index` of the table.
    fn set_known(&mut self, index: usize);

    /// Takes a value that the table does not have.
    fn set_unknown(&mut self, value: Cow<'a, str>);
}

/// The enumeration's value for a text.
pub fn choose<'a, T: Choice<'a> + Default>(value: impl Into<Cow<'a, str>>) -> T {
    let mut choice = T::default();
    set(&mut choice, value.into());
    choice
}

/// Takes a text as what it is to the table.
pub(crate) fn set<'a>(choice: &mut dyn Choice<'a>, value: Cow<'a, str>) {
    match choice.choices().find(value.as_bytes()) {
        Some(index) => choice.set_known(index),
        None => choice.set_unknown(value),
    }
}
