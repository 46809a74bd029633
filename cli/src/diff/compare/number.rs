//! Exact decimals, in order.

use std::cmp::Ordering;

use fieldwright::Number;

/// The order of two bounds, where having no bound is `without` to having one.
pub(super) fn order(old: Option<&str>, new: Option<&str>, without: Ordering) -> Ordering {
    match (old, new) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => without,
        (Some(_), None) => without.reverse(),
        (Some(old), Some(new)) => match (Number::parse(old), Number::parse(new)) {
            (Some(old), Some(new)) => old.compare(&new),
            _ => Ordering::Equal,
        },
    }
}
