//! A type of one field, to decode into.

use std::fmt::Debug;
use std::marker::PhantomData;

use fieldwright::{Field, Profile, Record, Rule, Shape, Slot, decode, decode_owned, nothing, validate};

use crate::body;

/// Something that stands for a rule, since a table is a constant of its type.
pub(crate) trait Ruled {
    const RULE: Rule;
}

/// A record of one field.
struct One<T, R> {
    v: T,
    rule: PhantomData<R>,
}

impl<T: Default, R> Default for One<T, R> {
    fn default() -> Self {
        Self { v: T::default(), rule: PhantomData }
    }
}

impl<'a, T: Slot<'a>, R: Ruled> Record<'a> for One<T, R> {
    const SHAPE: &'static Shape =
        &Shape::new("One", "schemas/x/one.yaml", const { &[Field::new("v", R::RULE.at(1, 1))] });

    fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
        match index {
            0 => &mut self.v,
            _ => nothing(),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.v,
            _ => &(),
        }
    }
}

/// A value as the member of a body; the second one is long enough for whole windows and blocks of bytes to be compared.
fn bodies(value: &str) -> [&'static str; 2] {
    let body = body(value);
    [(body.clone() + &" ".repeat(64)).leak(), body.leak()]
}

#[track_caller]
pub(crate) fn read_by<T: Slot<'static> + Default + Debug + PartialEq, R: Ruled>(value: &str) -> T {
    let [first, second] = bodies(value).map(|body| {
        let borrowed = decode::<One<T, R>>(body.as_bytes()).unwrap_or_else(|errors| panic!("{body}: {errors}"));
        assert_eq!(
            borrowed.validate(Profile::Effective),
            validate(body.as_bytes(), One::<T, R>::SHAPE, Profile::Effective).unwrap()
        );
        let owned = decode_owned::<One<T, R>>(body.as_bytes()).unwrap();
        assert_eq!(owned.v, borrowed.v);
        borrowed.into_inner().v
    });
    assert_eq!(first, second);
    first
}

#[track_caller]
pub(crate) fn refuses_by<T: Slot<'static> + Default, R: Ruled>(value: &str) -> bool {
    let [first, second] = bodies(value).map(|body| decode::<One<T, R>>(body.as_bytes()).is_err());
    assert_eq!(first, second, "{value}");
    first
}

/// What a value becomes in a field of a type with a rule.
macro_rules! read {
    ($type:ty, $rule:expr, $value:expr $(,)?) => {{
        struct This;
        impl crate::one::Ruled for This {
            const RULE: Rule = $rule;
        }
        crate::one::read_by::<$type, This>($value)
    }};
}

/// Whether a value cannot stand in a field of a type with a rule.
macro_rules! refuses {
    ($type:ty, $rule:expr, $value:expr $(,)?) => {{
        struct This;
        impl crate::one::Ruled for This {
            const RULE: Rule = $rule;
        }
        crate::one::refuses_by::<$type, This>($value)
    }};
}

pub(crate) use {read, refuses};
