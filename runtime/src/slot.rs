//! How each kind of Rust value is read and looked at, once.
//!
//! What is not generic is not inlined into generated code: it is compiled here, and not again for every field.

use std::borrow::Cow;
use std::fmt;

use crate::decimal::Number;
use crate::raw::{Maybe, Raw};
use crate::reader::{Next, Reader};
use crate::record::Record;
use crate::shape::{Field, Kind, Rule};
use crate::skip::ItemEnd;
use crate::view::{Shown, View};

/// A value that a row of a table can be read into.
pub trait Slot<'a> {
    /// Reads the value at `at`.
    ///
    /// # Errors
    /// If the text is not JSON, or a value of this type cannot be made of it.
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next;

    /// Reads a member by a line (see `lines.rs`): its value, if a comma and the name of its row stand at `at`.
    ///
    /// # Errors
    /// As [`Slot::read`], and if something else stands there.
    #[inline(never)]
    fn read_line(&mut self, reader: &mut Reader<'_, 'a>, at: usize, field: &'static Field) -> Next {
        if field.key.stands(reader.bytes, at) {
            self.read(reader, at + field.key.len, &field.rule)
        } else {
            reader.elsewhere()
        }
    }

    /// The same for a row whose name is short.
    ///
    /// # Errors
    /// As [`Slot::read_line`].
    #[inline(never)]
    fn read_short_line(&mut self, reader: &mut Reader<'_, 'a>, at: usize, field: &'static Field) -> Next {
        if field.key.stands_short(reader.bytes, at) {
            self.read(reader, at + field.key.len, &field.rule)
        } else {
            reader.elsewhere()
        }
    }

    /// Reads the value at `at` into a place that may have none, which is what `null` makes of it.
    ///
    /// # Errors
    /// As [`Slot::read`].
    fn read_option(place: &mut Option<Self>, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next
    where
        Self: Sized + Default,
    {
        // What is in the way has to be given back first; mostly nothing is, and then nothing here may ask for that.
        if place.is_some() {
            return read_again(place, reader, at, rule);
        }
        if reader.byte(at) == b'n' && rule.kind != Kind::Any {
            return reader.null(at, rule);
        }
        place.get_or_insert_default().read(reader, at, rule)
    }

    /// What it holds.
    fn view(&self) -> View<'_, 'a>;

    /// Shows it as `Debug` does.
    ///
    /// # Errors
    /// As the formatter's.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().show(f)
    }

    /// Whether the member is to be left out.
    fn is_missing(&self, rule: &Rule) -> bool {
        let _ = rule;
        false
    }
}

/// Reads a value into a place that has one.
#[cold]
#[inline(never)]
fn read_again<'a, T: Slot<'a> + Default>(
    place: &mut Option<T>,
    reader: &mut Reader<'_, 'a>,
    at: usize,
    rule: &'static Rule,
) -> Next {
    *place = None;
    T::read_option(place, reader, at, rule)
}

impl<'a> Slot<'a> for Cow<'a, str> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.text(at, rule, self)
    }

    /// The commonest field of all: compiled once, and no value is put in place only to be replaced.
    fn read_option(place: &mut Option<Self>, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.text(at, rule, place)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Text(self)
    }
}

impl<'a> Slot<'a> for i64 {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.integer(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Integer(*self)
    }
}

impl<'a> Slot<'a> for bool {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.boolean(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Boolean(*self)
    }
}

impl<'a> Slot<'a> for Number<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.number(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Json(self.as_str())
    }
}

impl<'a> Slot<'a> for Raw<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.raw(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Json(self.as_str())
    }
}

/// `None` is a member that is missing where the rule says that it may be, and `null` where it must be there.
impl<'a, T: Slot<'a> + Default> Slot<'a> for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        T::read_option(self, reader, at, rule)
    }

    fn view(&self) -> View<'_, 'a> {
        match self {
            Some(value) => value.view(),
            None => View::Null,
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(&Shown(value)).finish(),
            None => f.write_str("None"),
        }
    }

    fn is_missing(&self, rule: &Rule) -> bool {
        self.is_none() && !rule.required
    }
}

impl<'a, T: Slot<'a> + Default> Slot<'a> for Maybe<T> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        if reader.byte(at) == b'n' {
            *self = Maybe::Null;
            return reader.null(at, rule);
        }
        *self = Maybe::Value(T::default());
        match self {
            Self::Value(value) => value.read(reader, at, rule),
            Self::Null | Self::Missing => reader.skip(at),
        }
    }

    fn view(&self) -> View<'_, 'a> {
        match self {
            Self::Value(value) => value.view(),
            Self::Null => View::Null,
            Self::Missing => View::Missing,
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => f.debug_tuple("Value").field(&Shown(value)).finish(),
            Self::Null => f.write_str("Null"),
            Self::Missing => f.write_str("Missing"),
        }
    }

    fn is_missing(&self, _rule: &Rule) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<'a, T: Slot<'a> + Default> Slot<'a> for Vec<T> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, start: usize, rule: &'static Rule) -> Next {
        self.clear();
        let Some(mut at) = reader.open_array(start)? else {
            return reader.close_empty(start, rule);
        };
        let items = rule.items.unwrap_or(&crate::judge::ANYTHING);
        loop {
            let mut item = T::default();
            at = item.read(reader, at, items)?;
            self.push(item);
            match reader.item_end(at)? {
                ItemEnd::Next(next) => at = next,
                ItemEnd::Last(end) => {
                    reader.hold_count(start, self.len(), rule)?;
                    return Ok(end);
                }
            }
        }
    }

    fn view(&self) -> View<'_, 'a> {
        View::Array(self)
    }
}

impl<'a, T: Record<'a>> Slot<'a> for T {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.record(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Record(self)
    }
}

/// No field.
impl<'a> Slot<'a> for () {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, _rule: &'static Rule) -> Next {
        reader.skip(at)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Missing
    }

    fn is_missing(&self, _rule: &Rule) -> bool {
        true
    }
}
