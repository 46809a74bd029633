//! Every kind of rule on either side of its bound, judged as text and decoded into a field: what a payload of one member
//! breaks, and what it becomes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod decoded;
mod formats;
mod numbers;
mod objects;
mod one;
mod strings;

use fieldwright::{Field, Profile, Rule, Shape, validate};

/// A table of one required member `v`.
pub(crate) fn shape(rule: Rule) -> &'static Shape {
    let fields = Box::leak(Box::new([Field::new("v", rule.at(1, 1))]));
    Box::leak(Box::new(Shape::new("One", "schemas/x/one.yaml", fields)))
}

pub(crate) fn body(value: &str) -> String {
    format!("{{\"v\":{value}}}")
}

/// What is found in a body, in words: `minLength pattern`, `required v`, or `not JSON`.
pub(crate) fn found(body: &str, shape: &'static Shape) -> String {
    let Ok(report) = validate(body.as_bytes(), shape, Profile::Effective) else { return "not JSON".to_owned() };
    let words = report.violations.iter().map(|violation| match violation.property {
        Some(name) => format!("{} {name}", violation.keyword.word()),
        None => violation.keyword.word().to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Holds values of a member against a rule, with and without space around them, and as a table's last row and its first.
#[track_caller]
pub(crate) fn holds(rule: Rule, cases: &[(&str, &str)]) {
    let alone = shape(rule);
    let fields = Box::leak(Box::new([
        Field::new("before", Rule::any().optional()),
        Field::new("v", rule.at(1, 1)),
        Field::new("behind", Rule::any().optional()),
    ]));
    let among = Box::leak(Box::new(Shape::new("One", "schemas/x/one.yaml", fields)));
    for (value, expected) in cases {
        for (body, shape) in [
            (body(value), alone),
            (format!(" {{ \"v\" : {value} \n}} "), alone),
            (format!("{{\"\\u0076\":{value},\"stranger\":[1,{{\"a\":null}}]}}"), alone),
            (format!("{{\"before\":1,\"v\":{value},\"behind\":\"this is a long text behind it\"}}"), among),
            (format!("{{\"behind\":[],\"v\":{value}}}"), among),
        ] {
            assert_eq!(found(&body, shape), *expected, "{body}");
        }
    }
}
