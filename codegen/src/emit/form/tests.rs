use super::*;
use crate::emit::layout::Source;
use crate::emit::types::{Look, enumeration_items, structure_items};
use crate::emit::{Options, doc};

type Make = fn(Look, &Parts) -> TokenStream;

/// Names of that length, in two rows, whose order is the other one.
fn parts(length: usize, detail: &str) -> Parts {
    let row = |name: &str| Row {
        docs: doc::paragraphs(&["What it is.".to_owned(), format!("* one\n* `{name}`: two ")]),
        name: name.repeat(length),
        detail: detail.parse().unwrap(),
    };
    Parts {
        docs: doc::paragraphs(&["A type.", ""]),
        name: "T".repeat(length),
        table: "T".repeat(length + 1),
        text: "t".repeat(length),
        rows: vec![row("a"), row("b")],
        order: vec![1, 0],
        blank: false,
    }
}

/// Whether there was room, and the items are then as they would be without the form.
fn compared(form: &OnceLock<Form>, parts: &Parts, make: &dyn Fn(&Parts) -> TokenStream) -> bool {
    let (mut source, mut laid_out) = (Source::bare(), Source::bare());
    source.form(form, parts, make);
    laid_out.items(make(parts));
    assert_eq!(source.finish(), laid_out.finish());
    form.get().is_some_and(|form| form.fill(parts, &mut String::new()).is_some())
}

#[test]
fn what_is_filled_in_is_as_prettyplease_has_it() {
    let makers: [(Make, &str); 2] =
        [(structure_items, "Option<super::types::Longer<'a>>"), (enumeration_items, "\"w\\\"ire\"")];
    for (features, borrows) in [(true, true), (true, false), (false, true), (false, false)] {
        let look = Look { options: Options { features }, borrows };
        for (make, detail) in makers {
            let form = OnceLock::new();
            let filled =
                (1..=100).filter(|&length| compared(&form, &parts(length, detail), &|parts| make(look, parts)));
            assert!((20..90).contains(&filled.count()), "short names have room, long ones have not");
        }
    }
}

#[test]
fn what_has_no_rows_or_a_semicolon_in_its_documentation_is_left_to_prettyplease() {
    let look = Look { options: Options { features: true }, borrows: true };
    let (form, make) = (OnceLock::new(), |parts: &Parts| structure_items(look, parts));
    let mut odd = parts(3, "bool");
    odd.rows.iter_mut().for_each(|row| row.docs = doc::paragraphs(&["One;", "two."]));
    assert!(!compared(&form, &odd, &make));
    assert!(compared(&form, &parts(3, "bool"), &make));
    assert!(!compared(&form, &Parts { rows: Vec::new(), order: Vec::new(), ..parts(3, "bool") }, &make));
}
