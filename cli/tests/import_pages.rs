//! The pages that the repository's own schemas were made from, imported without a hand, beside those schemas.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic, and tells its score")]

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;

use common::import::{Import, elsewhere, files, import, repository, rows};
use fieldwright_codegen::model::{Kind, Rule, Severity, Value};

/// The page whose file begins with a number, imported, and the rows of the schema that people made of it.
fn both(number: &str, payload: &str) -> Option<(Import, BTreeMap<String, Value>)> {
    let folder = elsewhere("pages")?;
    let page: PathBuf = files(&folder)
        .into_iter()
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number))
        .unwrap();
    let model = repository();
    let by_hand = rows(&model, model.page(payload).unwrap());
    Some((import(&std::fs::read(page).unwrap(), &[]), by_hand))
}

/// How many rows have the same rule by both, and what differs.
fn score(name: &str, imported: &Import, by_hand: &BTreeMap<String, Value>, of: fn(&Value) -> &Rule) -> Vec<String> {
    let rows = imported.rows();
    let mut differ = Vec::new();
    for (path, value) in by_hand {
        match rows.get(path) {
            None => differ.push(format!("{path}: no such row")),
            Some(row) if of(row) != of(value) => {
                differ.push(format!("{path}: {}\n    by hand {}", shown(of(row)), shown(of(value))));
            }
            Some(_) => {}
        }
    }
    differ.extend(rows.keys().filter(|path| !by_hand.contains_key(*path)).map(|path| format!("{path}: not by hand")));
    let all = by_hand.len();
    println!("{name}: {} of {all} rows the same", all - differ.len().min(all));
    differ
}

fn shown(rule: &Rule) -> String {
    format!(
        "{} required={} nullable={} {:?}..{:?} {:?} const={} {:?} {:?} empty={}",
        rule.kind.word(),
        rule.required,
        rule.nullable,
        rule.min_length,
        rule.max_length,
        rule.values,
        rule.constant,
        rule.pattern.as_ref().map(|pattern| &pattern.source),
        rule.format,
        rule.allow_empty
    )
}

fn documented(value: &Value) -> &Rule {
    &value.documented
}

fn effective(value: &Value) -> &Rule {
    &value.effective
}

#[test]
fn the_field_tables_come_out_as_by_hand_in_both_profiles() {
    for (number, payload) in [("002", "anddone/account-token"), ("004", "anddone/token-link")] {
        let Some((imported, by_hand)) = both(number, payload) else { return };
        let differ = score(&format!("{payload}, documented"), &imported, &by_hand, documented);
        assert!(differ.is_empty(), "{}", differ.join("\n"));
        let differ = score(&format!("{payload}, effective"), &imported, &by_hand, effective);
        assert!(differ.is_empty(), "{}", differ.join("\n"));
        assert_eq!(imported.reviews(), 0, "{}", imported.schema);
        let model = repository();
        let event = model.page(payload).unwrap().event.clone().unwrap();
        let found = imported.page().event.clone().unwrap();
        assert_eq!((found.at, found.names), (event.at, event.names));
    }
}

#[test]
fn a_text_that_has_lost_its_nesting_gets_it_back() {
    let Some((imported, by_hand)) = both("003", "rapyd/customer-payment-method-created") else { return };
    let rows = imported.rows();
    assert_eq!(rows.keys().collect::<Vec<_>>(), by_hand.keys().collect::<Vec<_>>());
    assert_eq!(rows.len(), 46);
    for (name, of) in [("documented", documented as fn(&Value) -> &Rule), ("effective", effective)] {
        let differ = score(&format!("customer-payment-method-created, {name}"), &imported, &by_hand, of);
        assert!(differ.is_empty(), "{}", differ.join("\n"));
    }
    let nesting = imported.schema.matches("the text has lost its nesting").count();
    println!("customer-payment-method-created: {nesting} objects to review, {} guesses in all", imported.reviews());
    assert_eq!(nesting, 4);
}

#[test]
fn a_page_with_a_sample_alone_gives_every_path_with_its_type() {
    let Some((imported, by_hand)) = both("001", "rapyd/payment-updated") else { return };
    let rows = imported.rows();
    assert_eq!(rows.keys().collect::<Vec<_>>(), by_hand.keys().collect::<Vec<_>>());
    assert_eq!(rows.len(), 93);
    // What the example has as null is a type that only another source could tell.
    let same = |path: &&String| {
        let (kind, by_hand) = (rows[*path].effective.kind, &by_hand[*path].effective);
        kind == by_hand.kind || kind == Kind::Any && (by_hand.nullable || by_hand.kind == Kind::Any)
    };
    let right = rows.keys().filter(same).count();
    let unknown = rows.values().filter(|row| row.effective.kind == Kind::Any).count();
    println!("payment-updated: {right} of 93 types right, {unknown} of them null in the example and so unknown");
    let wrong: Vec<_> = rows.keys().filter(|path| !same(path)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(unknown, 13);
    assert!(rows.values().all(|row| !row.documented.required));
    assert!(imported.said.contains("rows: 93"), "{}", imported.said);
}

#[test]
fn a_page_that_tells_its_members_in_a_list_gives_header_marks_and_group() {
    let Some((imported, by_hand)) = both("000", "truemed/payment-token-updated") else { return };
    let differ = score("payment-token-updated, effective", &imported, &by_hand, effective);
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let root = imported.model.object(imported.page().root).unwrap();
    let [group] = root.groups.as_slice() else { panic!("one group: {:?}", root.groups) };
    let members: Vec<_> = group.members.iter().map(|index| root.fields[*index].name.wire.as_str()).collect();
    assert_eq!(members, ["payment_session_id", "failed_payment_session_id", "provision_token_request_id"]);
    assert_eq!((group.documented, group.effective), (Severity::Error, Severity::Warning));
}
