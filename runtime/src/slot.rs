//! How each kind of Rust value is read and written, once.
//!
//! What is not generic is not inlined into generated code: it is compiled here, and not again for every field.

use std::borrow::Cow;

use crate::decimal::Number;
use crate::raw::{Maybe, Raw};
use crate::reader::{Next, Reader};
use crate::record::Record;
use crate::shape::{Kind, Rule};
use crate::skip::ItemEnd;
use crate::write::Writer;

/// A value that a row of a table can be read into.
pub trait Slot<'a> {
    /// Reads the value at `at`.
    ///
    /// # Errors
    /// If the text is not JSON, or a value of this type cannot be made of it.
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next;

    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Whether the member is to be left out.
    fn is_missing(&self, rule: &Rule) -> bool {
        let _ = rule;
        false
    }
}

impl<'a> Slot<'a> for Cow<'a, str> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.text(at, rule, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl<'a> Slot<'a> for i64 {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.integer(at, rule, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.integer(*self);
    }
}

impl<'a> Slot<'a> for bool {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.boolean(at, rule, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl<'a> Slot<'a> for Number<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.number(at, rule, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(self.as_str());
    }
}

impl<'a> Slot<'a> for Raw<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        let end = reader.free(at, rule)?;
        *self = Raw::of_text(reader.lend(at, end));
        Ok(end)
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(self.as_str());
    }
}

/// `None` is a member that is missing where the rule says that it may be, and `null` where it must be there.
impl<'a, T: Slot<'a> + Default> Slot<'a> for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        if reader.byte(at) == b'n' && rule.kind != Kind::Any {
            *self = None;
            return reader.null(at, rule);
        }
        self.insert(T::default()).read(reader, at, rule)
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw("null"),
        }
    }

    fn is_missing(&self, rule: &Rule) -> bool {
        self.is_none() && !rule.required
    }
}

impl<'a, T: Slot<'a> + Default> Slot<'a> for Maybe<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        if reader.byte(at) == b'n' {
            *self = Maybe::Null;
            return reader.null(at, rule);
        }
        let mut value = T::default();
        let end = value.read(reader, at, rule)?;
        *self = Maybe::Value(value);
        Ok(end)
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Null | Self::Missing => writer.raw("null"),
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

    fn write(&self, writer: &mut Writer) {
        writer.array(self.iter().map(|item| item as &dyn Slot<'a>));
    }
}

impl<'a, T: Record<'a>> Slot<'a> for T {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.record(at, rule, self)
    }

    fn write(&self, writer: &mut Writer) {
        writer.record(self);
    }
}
