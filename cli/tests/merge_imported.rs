//! `import --merge` into a schema that an import has made: each row has a hash of what the page said.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use common::merge::{Folder, fixture, with, with_row};

#[test]
fn what_was_imported_is_merged_without_a_trace_of_the_old_page() {
    let page = fixture("paid.md");
    let folder = Folder::imported(&page);
    let now = with_row(&page, "customer.phone", "| customer.phone | string | no | 8 | 20 | |");
    let (drift, lines) = folder.drift(&with(&now, "\"phone\": \"+49 30\"", "\"phone\": \"+49 30 1234\""), &[]);
    // No one has touched the erratum, so that it goes without being asked for.
    assert_eq!(drift, ["re-bounded /customer/phone", "example example", "no longer needed erratum E2"]);
    assert_eq!(
        lines,
        [
            "-phone: {type: string, required: false, minLength: 8, maxLength: 16, row: 12/#}",
            "+phone: {type: string, required: false, minLength: 8, maxLength: 20, row: 12/#}",
            "-- id: E2",
            "-at: /customer/phone",
            "-effective: {minLength: 6}",
            "-because: the example has 6 characters",
            "-evidence: examples/example#/customer/phone",
            "-\"customer\": {\"name\": \"\", \"phone\": \"+49 30\"},",
            "+\"customer\": {\"name\": \"\", \"phone\": \"+49 30 1234\"},",
        ]
    );
}

#[test]
fn a_row_that_only_an_example_shows_now_stays_and_is_named() {
    let page = fixture("paid.md");
    let folder = Folder::imported(&page);
    folder
        .edit("{type: string, required: false, maxLength: 140,", "{maxLength: 140, required: false, doc: 'What for.',");
    let (drift, lines) = folder.drift(&with_row(&page, "note", ""), &[]);
    assert_eq!(drift[0], "removed /note");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].contains("doc: 'What for.'") && !lines[1].contains("row:"), "{lines:?}");
}

#[test]
fn a_row_that_the_page_lists_now_is_no_longer_a_guess() {
    let page = fixture("paid.md");
    let without = with_row(&page, "note", "");
    let folder = Folder::imported(&without);
    assert!(folder.text().contains("    # review: no row lists it; known from a sample alone\n    note:"));
    let (drift, lines) = folder.drift(&page, &[]);
    assert!(drift.iter().any(|one| one == "added /note"), "{drift:?}");
    assert!(lines.contains(&"-# review: no row lists it; known from a sample alone".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("+note:") && line.contains("row: ")), "{lines:?}");
}

#[test]
fn rows_moved_added_and_removed_at_once_leave_an_order_that_the_next_merge_understands() {
    let page = fixture("paid.md");
    let folder = Folder::imported(&page);
    let moved = with_row(
        &with_row(&page, "id", ""),
        "channel",
        "| channel | string | no | | | web, shop |\n| id | string | yes | 1 | 36 | |",
    );
    let moved = with_row(&moved, "type", "| version | integer | no | | | |\n| kind | string | no | | 9 | |");
    let moved = with(&moved, "  \"type\": \"payment.paid\",\n", "");
    let (drift, _) = folder.drift(&moved, &[]);
    for expected in ["removed /type", "added /version", "added /kind", "moved /id"] {
        assert!(drift.iter().any(|one| one == expected), "{expected}: {drift:?}");
    }
    let (drift, _) = folder.drift(&page, &[]);
    for expected in ["added /type", "removed /version", "removed /kind", "moved /id"] {
        assert!(drift.iter().any(|one| one == expected), "{expected}: {drift:?}");
    }
}

#[test]
fn rows_of_one_number_are_in_the_order_that_the_page_has() {
    // The file keeps an order of its own, for it knew `id` from the sample alone.
    let table = "# A\n\n| Field | Type | Required |\n| --- | --- | --- |\n";
    let sample = "\n    {\"id\": \"x\", \"sum\": {\"unit\": 1}, \"state\": \"c\"}\n";
    let folder = Folder::imported(&format!("{table}| sum | object | yes |\n| state | string | no |\n{sample}"));
    let rows = "| id | string | yes |\n| fresh | string | no |\n| sum.unit | integer | no |\n| state | string | no |\n";
    // `fresh` is the second row now, as `state` was, of which only its place has changed.
    let (drift, _) = folder.drift(&format!("{table}{rows}{sample}"), &[]);
    assert!(drift.iter().any(|one| one == "added /fresh"), "{drift:?}");
}

#[test]
fn an_object_may_be_listed_below_its_members() {
    let page = |rows: &str| {
        format!(
            "# A\n\n| Field | Type | Required |\n| --- | --- | --- |\n{rows}\n    {{\"id\": \"x\", \"type\": \"y\", \"sum\": {{\"unit\": 1}}}}\n"
        )
    };
    let (others, object) = ("| id | string | yes |\n| type | string | yes |\n", "| sum | object | yes |\n");
    let folder = Folder::imported(&page(&format!("{others}{object}| sum.unit | integer | no |\n")));
    let (drift, _) = folder.drift(&page(&format!("| sum.unit | string | no |\n{others}{object}")), &[]);
    assert!(drift.iter().any(|one| one == "retyped /sum/unit"), "{drift:?}");
}

#[test]
fn a_row_is_not_lost_where_another_one_is_likelier_to_be_renamed() {
    let page = |rows: &str| format!("# A\n\n| Field | Type | Required |\n| --- | --- | --- |\n{rows}");
    let folder = Folder::imported(&page("| id | string | yes |\n| d | string | no |\n| ste | string | no |\n"));
    // `ste` is more like the new name, but it is the place of `d`.
    let (drift, _) = folder.drift(&page("| id | string | yes |\n| stte | string | no |\n"), &[]);
    assert_eq!(drift, ["renamed /stte", "removed /ste"]);
}

#[test]
fn what_comes_behind_an_object_without_a_row_keeps_the_order_of_the_page() {
    let table = "# A\n\n| Field | Type | Required |\n| --- | --- | --- |\n";
    let sample = "\n    {\"id\": \"x\", \"sum\": {\"unit\": 1}, \"state\": \"c\"}\n";
    let rows = "| id | string | yes |\n| early | string | no |\n| sum.unit | integer | no |\n| late | string | no |\n";
    // The file has `id` last, which it knew from the sample alone, and `sum` first.
    let folder = Folder::imported(&format!("{table}| sum | object | yes |\n| state | string | no |\n{sample}"));
    folder.drift(&format!("{table}{rows}{sample}"), &[]);
    let text = folder.text();
    let place = |name: &str| text.find(&format!("\n    {name}:")).unwrap();
    assert!(place("id") < place("early") && place("early") < place("late"), "{text}");
    // Where it breaks no order, what comes behind the object does.
    let folder = Folder::imported(&format!("{table}{}{sample}", rows.replace("| late | string | no |\n", "")));
    folder.drift(&format!("{table}{rows}{sample}"), &[]);
    let text = folder.text();
    let place = |name: &str| text.find(&format!("\n    {name}:")).unwrap();
    assert!(place("sum") < place("late") && place("late") < place("state"), "{text}");
}

#[test]
fn a_table_on_a_page_that_had_only_an_example_is_merged_once() {
    let sample = "\n    {\"paid\": {\"id\": \"x\", \"type\": \"y\", \"sum\": {\"unit\": 1}}}\n";
    let folder = Folder::imported(&format!("# A\n{sample}"));
    // The object stands where its member does, and its own row is the last one.
    let rows = "| paid.sum.unit | integer | no |\n| paid.id | string | yes |\n| paid.type | string | yes |\n| paid.sum | object | yes |\n";
    let page = format!("# A\n\n| Field | Type | Required |\n| --- | --- | --- |\n{rows}{sample}");
    let (drift, _) = folder.drift(&page, &[]);
    assert!(drift.iter().any(|one| one == "retyped /paid/sum/unit"), "{drift:?}");
}

#[test]
fn another_page_that_says_the_same_changes_nothing() {
    // In effect no object stands where the table has one, and the sample has a character that schemas escape.
    let page = "# Parcel\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | string | yes |\n| weight | object | no |\n\
        | weight.unit | string | no |\n\n## Example\n\n```json\n{\"id\": \"a\u{202e}b\", \"weight\": 12.5}\n```\n";
    let folder = Folder::imported(page);
    let before = folder.text();
    assert!(before.contains("unit:") && before.contains("effective: {type: number}"), "{before}");
    let said = folder.merge(&format!("{page}\n\n"), &[]);
    assert_eq!((said.status, folder.text()), (0, before), "{}{}", said.out, said.err);
}
