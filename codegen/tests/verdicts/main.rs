//! Verdicts: the judge, the fixtures that take theirs from it, and the JSON Schema that must agree with both.
//!
//! The models are built by hand, so that these tests do not depend on the reading of schemas.

#![cfg(test)]

mod builder;
mod fixtures;
mod json_schema;
mod judge;
mod pages;
mod schemas;
