//! What goes wrong while a text is read: offsets and measures only, so that recording costs next to nothing.

use crate::report::JsonType;
use crate::shape::{Rule, Shape};

/// A broken rule at a byte offset. `locate` turns it into a violation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    /// Of the value; of the object for `Missing` and `Group`.
    pub(crate) at: usize,
    pub(crate) kind: FaultKind,
    pub(crate) rule: &'static Rule,
    /// The object type that the row stands in.
    pub(crate) shape: Option<&'static Shape>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum FaultKind {
    Type(JsonType),
    /// An object stands where an array is documented; its members are checked all the same.
    ObjectForArray,
    /// The field's index.
    Missing(usize),
    MinLength(usize),
    MaxLength(usize),
    Enum,
    Pattern,
    Format,
    Minimum,
    Maximum,
    /// An integer below what 64 bits hold.
    BelowIntegers,
    /// An integer beyond what 64 bits hold.
    BeyondIntegers,
    MinItems(usize),
    MaxItems(usize),
    /// The group's index and how many of its members are there.
    Group(usize, usize),
}

impl FaultKind {
    /// A typed value cannot be made: decoding has to stop.
    pub(crate) fn is_structural(self) -> bool {
        matches!(
            self,
            Self::Type(_) | Self::ObjectForArray | Self::Missing(_) | Self::BelowIntegers | Self::BeyondIntegers
        )
    }
}
