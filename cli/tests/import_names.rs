//! Rust names that an import gives where those that it would get will not do: the schema passes `check` without a hand.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::import::{import, table};

#[test]
fn names_that_rust_would_have_twice_are_told_apart() {
    // Two enumerations within arrays, a type of generated code, and two objects that no row lists.
    let page = table(
        "| Field | Type | Values |",
        &[
            "| tags | array of string | a, b |",
            "| in.tags | array of string | c, d |",
            "| rule | array of string | e |",
            "| box.key | string | |",
            "| Box.key | string | |",
        ],
    );
    let imported = import(page.as_bytes(), &[]);
    assert_eq!(imported.rows().len(), 8, "{}", imported.schema);
}

#[test]
fn events_of_another_script_are_named() {
    // The event list has values that the enumeration has not, and the file is called as a type of generated code is.
    let listed = "# Event\n\n## Events\n\n- parcel.made\n- parcel.Made\n- \u{434}\n\n";
    let page =
        format!("{listed}{}", table("| Field | Type | Values |", &["| event | string | parcel.made, \u{2466} |"]));
    let imported = import(page.as_bytes(), &[]);
    let rows = imported.rows();
    assert_eq!(rows["/event"].effective.values.as_ref().unwrap().len(), 4, "{}", imported.schema);
}
