//! `import --merge`: what a person must decide is left alone until it is decided.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use common::merge::{Folder, changed, drift, fixture, with, with_row};

/// The page with the bounds of the customer's name.
fn named(min: &str, max: &str) -> String {
    with_row(&fixture("paid.md"), "customer.name", &format!("| customer.name | string | yes | {min} | {max} | |"))
}

/// An imported schema in which a person has changed the greatest length of the customer's name.
fn corrected() -> Folder {
    let folder = Folder::imported(&fixture("paid.md"));
    folder.edit(
        "{type: string, minLength: 1, maxLength: 50,",
        "{type: string, minLength: 1, maxLength: 70, doc: Who paid.,",
    );
    folder
}

/// Nothing is written without a decision, and the conflict is said.
#[track_caller]
fn open(folder: &Folder, page: &str, conflicts: &[&str]) -> String {
    let before = folder.text();
    let said = folder.merge(page, &["--format", "json"]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert_eq!(folder.text(), before);
    assert!(said.err.contains("schemas/") && said.err.contains("is left as it was"), "{}", said.err);
    let open: Vec<_> = said.out.lines().filter(|line| line.starts_with("{\"conflict\"")).collect();
    assert_eq!(drift(&open.join("\n")), conflicts, "{}", said.out);
    said.out
}

#[test]
fn what_a_person_has_changed_stays_while_the_page_stays() {
    let folder = corrected();
    let before = folder.text();
    let said = folder.merge(&with(&fixture("paid.md"), "Sent when", "It is sent when"), &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert_eq!(folder.text(), before);
}

#[test]
fn different_facts_of_one_row_go_together() {
    let folder = corrected();
    let (drift, lines) = folder.drift(&named("2", "50"), &[]);
    assert_eq!(drift, ["re-bounded /customer/name"]);
    assert_eq!(
        lines,
        [
            "-name:  {type: string, minLength: 1, maxLength: 70, doc: Who paid., row: 10/#}",
            "+name:  {type: string, minLength: 2, maxLength: 70, doc: Who paid., row: 10/#}",
        ]
    );
}

#[test]
fn the_same_fact_changed_by_both_is_a_conflict_with_all_three_sides() {
    let folder = corrected();
    let said = open(&folder, &named("1", "60"), &["conflict /customer/name"]);
    for side in [
        "\"base\":\"type: string, minLength: 1, maxLength: 50\"",
        "maxLength: 70",
        "maxLength: 60",
        "\"row\":10",
        "paid.yaml",
    ] {
        assert!(said.contains(side), "{side}: {said}");
    }
    let before = folder.text();
    let dry = folder.merge(&named("1", "60"), &["--accept", "page", "--dry-run"]);
    assert_eq!((dry.status, folder.text() == before), (1, true));
    let (_, lines) = folder.drift(&named("1", "60"), &["--accept", "page"]);
    assert_eq!(lines.last().unwrap(), "+name:  {type: string, minLength: 1, maxLength: 60, doc: Who paid., row: 10/#}");

    let folder = corrected();
    let before = folder.text();
    let (_, lines) = folder.drift(&named("1", "60"), &["--accept", "mine"]);
    // Only that the page's new row was seen is noted.
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains("maxLength: 70"), "{lines:?}");
    assert_ne!(before, folder.text());
}

#[test]
fn a_change_that_a_person_has_made_before_the_page_is_no_drift() {
    let folder = corrected();
    let before = folder.text();
    let said = folder.merge(&named("1", "70"), &[]);
    assert_eq!((said.status, folder.text() == before), (0, true), "{}{}", said.out, said.err);
}

#[test]
fn an_erratum_that_a_person_wrote_is_taken_out_only_if_asked() {
    let page = with(&fixture("paid.md"), "\"name\": \"\"", "\"name\": \"A. Guest\"");
    let folder = Folder::paid();
    let said = open(&folder, &page, &["conflict erratum P1"]);
    assert!(said.contains("\"drift\":\"no longer needed\",\"at\":\"erratum P1\""), "{said}");
    let (_, lines) = folder.drift(&page, &["--accept", "page"]);
    assert_eq!(
        lines,
        [
            "-# Seen in production, too.",
            "-- id: P1",
            "-at: /customer/name",
            "-effective: {minLength: 0}",
            "-because: \"guests have no name: the example has an empty one\"",
            "-evidence: examples/paid#/customer/name",
            "-\"customer\": {\"name\": \"\", \"phone\": \"+49 30\"},",
            "+\"customer\": {\"name\": \"A. Guest\", \"phone\": \"+49 30\"},",
        ]
    );
}

#[test]
fn what_speaks_of_a_row_that_has_gone_is_a_conflict() {
    let page = with(&with_row(&fixture("paid.md"), "items.count", ""), ", \"count\": 2", "");
    let folder = Folder::paid();
    open(&folder, &page, &["conflict note N1"]);
    let before = folder.text();
    folder.drift(&page, &["--accept", "page"]);
    assert!(!folder.text().contains("N1"), "{}", folder.text());
    // Whoever wants to keep the note has to write what it is about; the file says so when it is checked.
    let folder = Folder::paid();
    let said = folder.merge(&page, &["--accept", "mine"]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("F0504") && folder.text().contains("N1"), "{}", said.err);
    assert_ne!(folder.text(), before);
}

#[test]
fn a_row_that_the_page_dropped_and_a_person_changed_is_a_conflict() {
    let page = with(&with_row(&fixture("paid.md"), "customer.name", ""), "\"name\": \"\", ", "");
    let folder = corrected();
    let said = folder.merge(&page, &["--format", "json"]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains("a person has changed it"), "{}", said.out);
    folder.drift(&page, &["--accept", "page"]);
    assert!(!folder.text().contains("Who paid."), "{}", folder.text());
    let folder = corrected();
    folder.merge(&page, &["--accept", "mine"]);
    assert!(folder.text().contains("Who paid."), "{}", folder.text());
}

#[test]
fn what_other_pages_share_is_never_changed_for_one() {
    let folder = Folder::account_token();
    let provider = std::fs::read_to_string(folder.path().join("schemas/anddone/provider.yaml")).unwrap();
    let page = with_row(&fixture("account-token.md"), "EventDateTime", "| EventDateTime | string | 36 | 40 | |");
    let said = open(&folder, &page, &["conflict /EventDateTime"]);
    assert!(said.contains("which other rows or pages share"), "{said}");
    let before = folder.text();
    let (_, lines) = folder.drift(&page, &["--accept", "page"]);
    assert_eq!(lines, ["-EventDateTime:", "+EventDateTime: {maxLength: 40, row: 2/#}"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("schemas/anddone/provider.yaml")).unwrap(), provider);

    let folder = Folder::account_token();
    let (_, lines) = folder.drift(&page, &["--accept", "mine"]);
    assert_eq!(lines, ["-EventDateTime:", "+EventDateTime: {row: 2/#}"]);
    assert_eq!(changed(&before, &folder.text()).len(), 2);
}

#[test]
fn values_of_a_shared_type_change_for_all_its_rows_or_by_decision() {
    let page = fixture("account-token.md");
    let row = page.lines().find(|line| line.starts_with("| EventCode |")).unwrap().to_owned();
    let page = with(
        &page,
        &row,
        &row.replace("MerchantTokenDeactivated |", "MerchantTokenDeactivated, MerchantTokenExpired |"),
    );
    let folder = Folder::account_token();
    open(&folder, &page, &["conflict /EventCode"]);
    folder.drift(&page, &["--accept", "page"]);
    assert!(folder.text().contains("NotificationType:    {type: AccountTokenEvent, minLength"), "{}", folder.text());
}

#[test]
fn a_schema_that_is_not_in_order_is_left_alone() {
    let folder = Folder::of("acme", &[("paid.yaml", "provider: acme\npayload: {}\n")]);
    let before = folder.text();
    let said = folder.merge(&fixture("paid.md"), &["--accept", "page"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("does not pass `check`"), "{}", said.err);
    assert_eq!(folder.text(), before);
}

#[test]
fn the_report_has_a_form_for_people_for_programs_and_for_a_pull_request() {
    let page = with_row(&named("1", "60"), "note", "| memo\\|x | string | no | | 140 | |");
    let report = |form: &str| Folder::paid().merge(&page, &["--dry-run", "--format", form]).out;
    let text = report("text");
    assert!(text.starts_with("schemas/acme/paid.yaml: "), "{text}");
    assert!(text.contains("  re-bounded  /customer/name  maxLength: 50 → 60 (widened)\n"), "{text}");
    let markdown = report("markdown");
    assert!(markdown.starts_with("## `schemas/acme/paid.yaml`: "), "{markdown}");
    assert!(markdown.contains("| Change | Where | What |\n| --- | --- | --- |\n"), "{markdown}");
    assert!(markdown.contains("| re-bounded | `/customer/name` | `maxLength: 50 → 60 (widened)` |\n"), "{markdown}");
    for line in report("json").lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["at"].is_string() && (line["drift"].is_string() || line["conflict"].is_string()), "{line}");
    }
}
