//! Values looked at one by one, as a table has them: writing goes through this, and so do generated `Debug` and
//! `PartialEq`, which as derives would cost a user's compiler as much as all of the decoding.

use std::fmt;

use crate::record::DynRecord;
use crate::slot::Slot;

/// What a slot holds.
#[derive(Clone, Copy)]
pub enum View<'v, 'a> {
    /// The object does not have the member.
    Missing,
    /// `null`.
    Null,
    /// Text, or the value of an enumeration.
    Text(&'v str),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// JSON as it came: the digits of a number, or a value that no schema knows.
    Json(&'v str),
    /// Items.
    Array(&'v dyn Items<'a>),
    /// An object with a table.
    Record(&'v dyn DynRecord<'a>),
}

/// A list of slots.
pub trait Items<'a> {
    /// The item, if there are so many.
    fn item(&self, index: usize) -> Option<&dyn Slot<'a>>;
}

impl<'a, T: Slot<'a>> Items<'a> for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn Slot<'a>> {
        self.get(index).map(|item| item as &dyn Slot<'a>)
    }
}

/// Whether two values of one type hold the same.
pub fn equal<'a>(one: &dyn DynRecord<'a>, other: &dyn DynRecord<'a>) -> bool {
    let rows = 0..one.shape().fields.len();
    rows.into_iter().all(|row| same(one.member(row), other.member(row)))
}

fn same<'a>(one: &dyn Slot<'a>, other: &dyn Slot<'a>) -> bool {
    match (one.view(), other.view()) {
        (View::Missing, View::Missing) | (View::Null, View::Null) => true,
        (View::Text(one), View::Text(other)) | (View::Json(one), View::Json(other)) => one == other,
        (View::Integer(one), View::Integer(other)) => one == other,
        (View::Boolean(one), View::Boolean(other)) => one == other,
        (View::Record(one), View::Record(other)) => equal(one, other),
        (View::Array(one), View::Array(other)) => {
            let pairs = (0..).map(|index| (one.item(index), other.item(index)));
            let mut pairs = pairs.take_while(|pair| !matches!(pair, (None, None)));
            pairs.all(|pair| matches!(pair, (Some(one), Some(other)) if same(one, other)))
        }
        _ => false,
    }
}

/// Shows a value as a struct whose fields are called as in JSON, without what is sensitive.
///
/// # Errors
/// As the formatter's.
pub fn debug(record: &dyn DynRecord<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut shown = f.debug_struct(shape.name);
    for (index, field) in shape.fields.iter().enumerate() {
        if field.sensitive {
            shown.field(field.name, &format_args!("<redacted>"));
        } else {
            shown.field(field.name, &Shown(record.member(index)));
        }
    }
    shown.finish()
}

impl View<'_, '_> {
    pub(crate) fn show(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Missing"),
            Self::Null => f.write_str("Null"),
            Self::Text(text) => fmt::Debug::fmt(text, f),
            Self::Integer(value) => fmt::Debug::fmt(&value, f),
            Self::Boolean(value) => fmt::Debug::fmt(&value, f),
            Self::Json(text) => f.write_str(text),
            Self::Array(items) => {
                let mut list = f.debug_list();
                let mut index = 0;
                while let Some(item) = items.item(index) {
                    list.entry(&Shown(item));
                    index += 1;
                }
                list.finish()
            }
            Self::Record(record) => debug(record, f),
        }
    }
}

/// A slot for the standard library's builders.
pub(crate) struct Shown<'s, 'a>(pub(crate) &'s dyn Slot<'a>);

impl fmt::Debug for Shown<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}
