//! A type of one field, to decode into.

use std::fmt::Debug;

use fieldwright::{Next, Profile, Reader, Record, Rule, Shape, Slot, decode, decode_owned, validate};

use crate::{body, shape};

/// A record of one field, by a table that is given to the thread that reads it.
struct One<T> {
    v: T,
}

thread_local! {
    static SHAPE: std::cell::Cell<Option<&'static Shape>> = const { std::cell::Cell::new(None) };
}

impl<T: Default> Default for One<T> {
    fn default() -> Self {
        Self { v: T::default() }
    }
}

impl<'a, T: Slot<'a>> Record<'a> for One<T> {
    fn shape(&self) -> &'static Shape {
        SHAPE.get().unwrap()
    }

    fn field(&mut self, index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        match index {
            0 => self.v.read(reader, at, rule),
            _ => reader.unknown_row(at),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.v,
            _ => &(),
        }
    }
}

/// What a value becomes in a field.
#[track_caller]
pub(crate) fn read<T: Slot<'static> + Default + Debug + PartialEq>(rule: Rule, value: &str) -> T {
    SHAPE.set(Some(shape(rule)));
    let body: &'static str = body(value).leak();
    let borrowed = decode::<One<T>>(body.as_bytes()).unwrap_or_else(|errors| panic!("{body}: {errors}"));
    assert_eq!(
        borrowed.validate(Profile::Effective),
        validate(body.as_bytes(), SHAPE.get().unwrap(), Profile::Effective).unwrap()
    );
    let owned = decode_owned::<One<T>>(body.as_bytes()).unwrap();
    assert_eq!(owned.v, borrowed.v);
    borrowed.into_inner().v
}

/// Whether a value cannot stand in a field.
pub(crate) fn refuses<T: Slot<'static> + Default>(rule: Rule, value: &str) -> bool {
    SHAPE.set(Some(shape(rule)));
    let body: &'static str = body(value).leak();
    decode::<One<T>>(body.as_bytes()).is_err()
}
