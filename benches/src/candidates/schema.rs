//! The exported JSON Schema in front of a value of any shape.

use std::cell::LazyCell;
use std::hint::black_box;
use std::rc::Rc;

use jsonschema::Validator;
use serde_json::Value;

use super::{Candidate, Knows, Verdict};
use crate::peers::Peers;

pub(super) fn candidates<P: Peers + 'static>() -> Vec<Candidate> {
    // Compiled once, when it is asked for first: that is not what is measured.
    let validator = Rc::new(LazyCell::new(|| compiled(P::SCHEMA)));
    let again = Rc::clone(&validator);
    vec![
        Candidate::new("serde_json-value", Knows::Types, |body| {
            let value = serde_json::from_slice::<Value>(body);
            Verdict::is_ok(black_box(&value))
        }),
        Candidate::new("serde_json-value-jsonschema", Knows::Rules, move |body| {
            match (black_box(&serde_json::from_slice::<Value>(body)), &**validator) {
                (Ok(value), Some(validator)) => Verdict::of(usize::from(!validator.is_valid(value))),
                _ => Verdict::Broken(1),
            }
        }),
        Candidate::new("serde_json-value-jsonschema-each", Knows::Each, move |body| {
            match (black_box(&serde_json::from_slice::<Value>(body)), &**again) {
                (Ok(value), Some(validator)) => Verdict::of(validator.iter_errors(value).count()),
                _ => Verdict::Broken(1),
            }
        }),
    ]
}

/// None, which no payload gets past, for a schema that is none.
fn compiled(schema: &str) -> Option<Validator> {
    jsonschema::validator_for(&serde_json::from_str(schema).ok()?).ok()
}
