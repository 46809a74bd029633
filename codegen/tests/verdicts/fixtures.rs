//! Fixtures: that they are what they say, that nothing is missing, and that they stay the same.

use std::collections::BTreeSet;

use fieldwright_codegen::fixtures::{
    Edit, Fixture, FixtureKind, Manner, Options, edited, fixtures, random_payloads, to_ndjson,
};
use fieldwright_codegen::judge::{Finding, Profile, judge};
use fieldwright_codegen::model::{Kind, Model, Page, Severity};
use serde_json::{Value as Json, json};

use crate::builder::{object, page, row, rule, text};
use crate::pages;

fn all(pages: (Model, Page)) -> (Model, Page, Vec<Fixture>) {
    let (model, page) = pages;
    let options = Options { count: 20, seed: 3, ..Options::default() };
    let fixtures = fixtures(&model, &page, &options);
    (model, page, fixtures)
}

fn every_page() -> [(Model, Page, Vec<Fixture>); 3] {
    [all(pages::account_token()), all(pages::payment_token()), all(pages::everything())]
}

fn named<'f>(fixtures: &'f [Fixture], name: &str) -> &'f Fixture {
    fixtures.iter().find(|fixture| fixture.name == name).unwrap_or_else(|| panic!("no fixture {name}"))
}

/// The last parts of the names under a path.
fn labels(fixtures: &[Fixture], path: &str) -> Vec<String> {
    fixtures.iter().filter_map(|fixture| Some(fixture.name.strip_prefix(path)?.to_owned())).collect()
}

#[test]
fn names_are_unique_and_edits_lead_to_the_payload() {
    for (model, page, fixtures) in every_page() {
        let names: BTreeSet<&str> = fixtures.iter().map(|fixture| fixture.name.as_str()).collect();
        assert_eq!(names.len(), fixtures.len());
        for fixture in &fixtures {
            match &fixture.base {
                Some(base) => {
                    let base = named(&fixtures, base);
                    assert_eq!(base.base, None);
                    assert_eq!(edited(&base.payload, &fixture.edits), fixture.payload, "{}", fixture.name);
                    every_edit_does_something(base, fixture);
                }
                None => assert_eq!(fixture.edits, []),
            }
            assert_eq!(fixture.effective, judge(&model, &page, &fixture.payload, Profile::Effective));
            assert_eq!(fixture.documented, judge(&model, &page, &fixture.payload, Profile::Documented));
        }
    }
}

/// No edit points nowhere, which would be an error to other readers of the lines.
fn every_edit_does_something(base: &Fixture, fixture: &Fixture) {
    let mut payload = base.payload.clone();
    for edit in &fixture.edits {
        if let Edit::Remove { pointer } = edit {
            assert!(payload.pointer(pointer).is_some(), "{}", fixture.name);
        }
        edit.apply(&mut payload);
        if let Edit::Set { pointer, value } = edit {
            assert_eq!(payload.pointer(pointer), Some(value), "{}", fixture.name);
        }
    }
}

#[test]
fn whole_payloads_are_valid() {
    for (_, _, fixtures) in every_page() {
        for fixture in &fixtures {
            if matches!(fixture.kind, FixtureKind::Example | FixtureKind::Random)
                || fixture.name.ends_with("/effective")
            {
                assert!(fixture.valid(Profile::Effective), "{}: {:?}", fixture.name, fixture.effective);
            }
        }
        named(&fixtures, "minimal/effective");
        named(&fixtures, "maximal/effective");
    }
    let (_, _, fixtures) = all(pages::everything());
    assert!(named(&fixtures, "maximal/documented").valid(Profile::Documented));
    assert!(named(&fixtures, "minimal/documented").valid(Profile::Documented));
}

#[test]
fn an_invalid_payload_breaks_the_one_rule_that_its_name_says() {
    for (_, _, fixtures) in every_page() {
        for fixture in fixtures.iter().filter(|fixture| fixture.kind == FixtureKind::Invalid) {
            let [finding] = fixture.effective.as_slice() else { panic!("{}: {:?}", fixture.name, fixture.effective) };
            let label = fixture.name.rsplit('/').next().unwrap();
            let meant = match label.split('-').next().unwrap() {
                "missing" => "required",
                "null" => "type",
                keyword => keyword,
            };
            assert_eq!(finding.keyword, meant, "{}", fixture.name);
            assert!(!fixture.valid(Profile::Effective));
        }
    }
}

#[test]
fn both_sides_of_every_length_are_there() {
    let (_, _, fixtures) = all(pages::everything());
    let lengths = labels(&fixtures, "boundary/length/length-");
    let plain: Vec<&str> = lengths.iter().map(String::as_str).filter(|label| !label.contains("byte")).collect();
    assert_eq!(plain, ["1", "2", "3", "9", "10", "11"]);
    for (label, keyword) in [("1", Some("minLength")), ("2", None), ("10", None), ("11", Some("maxLength"))] {
        let fixture = named(&fixtures, &format!("boundary/length/length-{label}"));
        assert_eq!(fixture.effective.first().map(|finding| finding.keyword), keyword);
    }
    for width in ["2-byte", "3-byte", "4-byte"] {
        assert!(named(&fixtures, &format!("boundary/length/length-10-{width}")).valid(Profile::Effective));
        assert!(!named(&fixtures, &format!("boundary/length/length-11-{width}")).valid(Profile::Effective));
    }
    assert!(named(&fixtures, "boundary/long/length-500-multi-byte").valid(Profile::Effective));
    assert!(named(&fixtures, "boundary/bytes/length-10-3-byte").valid(Profile::Effective));
    assert!(!named(&fixtures, "boundary/utf16/length-11-4-byte").valid(Profile::Effective));
    assert!(named(&fixtures, "boundary/either/length-40-3-byte").valid(Profile::Effective));
    assert!(!named(&fixtures, "boundary/shop/length-61-4-byte").valid(Profile::Effective));
}

#[test]
fn both_sides_of_every_bound_are_there_in_both_profiles() {
    let (_, _, fixtures) = all(pages::account_token());
    let lengths = labels(&fixtures, "boundary/EventBody/TimeZone/length-");
    for length in ["6", "7", "8", "9"] {
        assert!(lengths.iter().any(|label| label == length), "{length}");
    }
    let seven = named(&fixtures, "boundary/EventBody/TimeZone/length-7");
    assert!(seven.valid(Profile::Effective) && !seven.valid(Profile::Documented));

    let (_, _, fixtures) = all(pages::everything());
    for (name, effective, documented) in [
        ("percent/number--1", "minimum", "minimum"),
        ("percent/number-100", "", ""),
        ("percent/number-101", "maximum", "maximum"),
        ("half/number--1", "", "minimum"),
        ("half/number-3", "", "maximum"),
        ("half/number-4", "maximum", "maximum"),
        ("rate/number-0.009", "minimum", "minimum"),
        ("rate/number-10.1", "maximum", "maximum"),
        ("integer/number-9223372036854775807", "", ""),
        ("integer/number-9223372036854775808", "maximum", "maximum"),
        ("unix-seconds/number-999999999", "format", "format"),
        ("unix-seconds/number-9999999999", "", ""),
        ("wallets/items-1", "minItems", "minItems"),
        ("wallets/items-5", "maxItems", "maxItems"),
        ("status_grown/value-OLD", "", "enum"),
        ("wallet/items-1", "type", ""),
        ("last4_or_empty/empty", "", ""),
        ("nested/null", "", ""),
        ("nested/absent", "", ""),
        ("unknown-member", "", ""),
    ] {
        let fixture = named(&fixtures, &format!("boundary/{name}"));
        assert_eq!(at_the_edit(fixture, Profile::Effective), effective, "{name}");
        assert_eq!(at_the_edit(fixture, Profile::Documented), documented, "{name}");
    }
}

/// The keywords found at the place of the last edit.
fn at_the_edit(fixture: &Fixture, profile: Profile) -> String {
    let (Edit::Set { pointer, .. } | Edit::Remove { pointer }) = fixture.edits.last().unwrap();
    let findings = fixture.findings(profile).iter().filter(|finding| finding.pointer == *pointer);
    findings.map(|finding| finding.keyword).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_rule_is_broken_alone_somewhere() {
    let (_, _, fixtures) = all(pages::everything());
    let invalid = |path: &str| labels(&fixtures, &format!("invalid/{path}/"));
    // All near misses, by number: one that the judge let pass would be left out without a word.
    for (format, misses) in [
        ("uuid", 5),
        ("us-date-time", 8),
        ("date-time", 7),
        ("country-code", 5),
        ("currency-code", 5),
        ("phone-number", 6),
        ("bic", 4),
        ("uri", 6),
        ("last-four", 5),
    ] {
        let count = invalid(format).iter().filter(|label| label.starts_with("format-")).count();
        assert_eq!(count, misses, "{format}");
    }
    for (path, label) in [
        ("last4_or_empty", "format-letter"),
        ("unix-seconds", "format-milliseconds"),
        ("unix-milliseconds", "format-seconds"),
        ("status", "enum-other-case"),
        ("status_or_empty", "enum-unlike"),
        ("constant", "const-one-behind"),
        ("prefix", "pattern-first-character"),
        ("payment", "pattern-line-feed-behind"),
        ("payment", "pattern-last-missing"),
        ("shop", "format-space"),
        ("length", "missing"),
        ("length", "null"),
        ("integer", "type-fraction"),
        ("wallets/*", "type-array"),
        ("wallets/*/amount", "missing"),
        ("matrix/*/*", "type-number"),
        ("nested/wallets/*/ewallet id", "null"),
        ("most~1b/wallets", "missing"),
        ("wallet_or_null/amount", "type-string"),
    ] {
        assert!(invalid(path).iter().any(|known| known == label), "{path}: {label} is not in {:?}", invalid(path));
    }
    assert_eq!(labels(&fixtures, "invalid/type-"), ["array", "string", "null"]);
    for row in every_required_row(&pages::everything()) {
        assert!(invalid(&row).iter().any(|label| label == "missing"), "{row}");
    }
}

fn every_required_row((model, page): &(Model, Page)) -> Vec<String> {
    let rows = &model.object(page.root).unwrap().fields;
    rows.iter().filter(|row| row.value.effective.required).map(|row| row.name.wire.clone()).collect()
}

#[test]
fn a_rule_over_members_has_its_whole_truth_table() {
    let (_, _, fixtures) = all(pages::payment_token());
    let cases = labels(&fixtures, "boundary/rule:one-origin/");
    assert_eq!(cases.len(), 8);
    let none = named(&fixtures, "boundary/rule:one-origin/none");
    assert!(none.valid(Profile::Effective) && !none.valid(Profile::Documented));
    assert_eq!(none.effective.first().unwrap().to_string(), "warning:exactlyOneOf");
    let one = named(&fixtures, "boundary/rule:one-origin/failed_payment_session_id");
    assert_eq!((one.effective.len(), one.documented.len()), (0, 0));

    let (_, _, fixtures) = all(pages::everything());
    let pair = named(&fixtures, "boundary/rule:at-most/most a+most~0c");
    assert_eq!(pair.effective.iter().map(ToString::to_string).collect::<Vec<_>>(), ["atMostOneOf"]);
    assert!(!named(&fixtures, "boundary/rule:at-least/none").valid(Profile::Effective));
    assert!(named(&fixtures, "boundary/wallets/*/rule:way/by_bank").valid(Profile::Effective));
}

#[test]
fn random_payloads_are_the_same_for_ever_and_do_not_depend_on_how_many_there_are() {
    let (model, page) = pages::account_token();
    for manner in Manner::ALL {
        let five: Vec<Json> = random_payloads(&model, &page, manner, 1).take(5).collect();
        let again: Vec<Json> = random_payloads(&model, &page, manner, 1).take(50).collect();
        assert_eq!(five, again[..5]);
        assert_ne!(five, random_payloads(&model, &page, manner, 2).take(5).collect::<Vec<_>>());
    }
    let few = fixtures(&model, &page, &Options { kinds: vec![FixtureKind::Random], seed: 1, count: 4 });
    let names: Vec<&str> = few.iter().map(|fixture| fixture.name.as_str()).collect();
    assert_eq!(names, ["random/usual/1-1", "random/harsh/1-1", "random/sparse/1-1", "random/usual/1-2"]);
}

#[test]
fn usual_payloads_are_mostly_the_example() {
    let (model, page) = pages::account_token();
    let example: Json = serde_json::from_str(pages::ACCOUNT_TOKEN).unwrap();
    let mut same = 0;
    for payload in random_payloads(&model, &page, Manner::Usual, 1).take(1000) {
        assert_eq!(payload.as_object().unwrap().keys().next().unwrap(), "EventCode");
        same += usize::from(payload["AdditionalFields"] == example["AdditionalFields"]);
    }
    assert!((830..=900).contains(&same), "{same}");
}

#[test]
fn harsh_payloads_are_harsh() {
    let (model, page) = pages::everything();
    let (mut shuffled, mut wide, mut escaped, mut fallback) = (0, 0, 0, BTreeSet::new());
    for payload in random_payloads(&model, &page, Manner::Harsh, 1).take(200) {
        let keys: Vec<&String> = payload.as_object().unwrap().keys().collect();
        shuffled += usize::from(keys[0] != "length");
        let text = payload.to_string();
        wide += usize::from(text.contains('😀'));
        escaped += usize::from(text.contains("\\u001f"));
        fallback.insert(text);
    }
    assert!((3..=25).contains(&shuffled), "{shuffled}");
    assert!(wide > 50 && escaped > 20, "{wide} {escaped}");
    assert_eq!(fallback.len(), 200);
}

#[test]
fn sparse_payloads_leave_members_out() {
    let (model, page) = pages::everything();
    let members = |manner| {
        let payloads = random_payloads(&model, &page, manner, 1).take(200);
        payloads.map(|payload| payload.as_object().unwrap().len()).sum::<usize>()
    };
    let (sparse, harsh) = (members(Manner::Sparse), members(Manner::Harsh));
    assert!(sparse < harsh, "{sparse} {harsh}");
}

/// Bounds of 10¹² characters and items are no reason to make such things, nor to panic.
#[test]
fn absurd_bounds_are_survived() {
    let mut model = Model::default();
    let rows = vec![
        row("text", text(1_000_000_000_000, u64::MAX).leaf()),
        row("longest", text(0, u64::MAX).leaf()),
        row("list", rule(Kind::Array).items(1_000_000_000_000, u64::MAX).leaf()),
        row("none", text(9, 1).values(&["NEW"]).leaf()),
        row("number", rule(Kind::Number).between("-1e400", "1e400").leaf()),
        row("digits", rule(Kind::Integer).between("-99999999999999999999999999999999999999", "5").leaf()),
    ];
    let root = object(&mut model, "Absurd", rows, vec![]);
    let page = page(root, &["{}"]);
    let fixtures = fixtures(&model, &page, &Options { count: 2, ..Options::default() });
    let names: Vec<&str> = fixtures.iter().map(|fixture| fixture.name.as_str()).collect();
    assert_eq!(names, ["example/example-0"]);
}

#[test]
fn lines_say_everything() {
    for (model, page) in [pages::account_token(), pages::payment_token(), pages::everything()] {
        lines_say_everything_of(&model, &page);
    }
}

/// Lines say of a verdict what differs; what a reader makes of them is what the judge says of each payload.
pub(crate) fn lines_say_everything_of(model: &Model, page: &Page) {
    let read = fieldwright::Fixtures::parse(&to_ndjson(model, page));
    let made = fixtures(model, page, &Options::default());
    for (read, made) in read.iter().zip(&made) {
        assert_eq!((&read.name, read.kind), (&made.name, made.kind));
        assert_eq!(serde_json::from_str::<Json>(&read.payload).unwrap(), made.payload, "{}", made.name);
        for (of_read, of_made) in [
            (fieldwright::Profile::Effective, Profile::Effective),
            (fieldwright::Profile::Documented, Profile::Documented),
        ] {
            assert_eq!(words(read.findings(of_read)), sorted(made.findings(of_made)), "{} {of_read}", made.name);
        }
    }
    assert_eq!(read.iter().len(), made.len());
}

fn words(findings: &[fieldwright::Finding]) -> Vec<(String, String, bool, Option<String>)> {
    let word = |f: &fieldwright::Finding| {
        let warning = f.severity == fieldwright::Severity::Warning;
        (f.pointer.clone(), f.keyword.word().to_owned(), warning, f.property.clone())
    };
    let mut words: Vec<_> = findings.iter().map(word).collect();
    words.sort();
    words
}

fn sorted(findings: &[Finding]) -> Vec<(String, String, bool, Option<String>)> {
    let word =
        |f: &Finding| (f.pointer.clone(), f.keyword.to_owned(), f.severity == Severity::Warning, f.property.clone());
    let mut words: Vec<_> = findings.iter().map(word).collect();
    words.sort();
    words
}

#[test]
fn a_line_is_a_place_and_says_what_differs_there() {
    let (model, page) = pages::account_token();
    let text = to_ndjson(&model, &page);
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(|line| line["name"] == "invalid/EventBody/TimeZone").unwrap();
    assert_eq!((&line["base"], &line["at"]), (&json!("example/example-0"), &json!("/EventBody/TimeZone")));
    assert_eq!(line["cases"]["missing"], json!({"found": ["required"]}));
    let line = lines.iter().find(|line| line["name"] == "boundary/EventBody/TimeZone").unwrap();
    let found = json!({"effective": [], "documented": ["minLength"]});
    assert_eq!(line["cases"]["length-7"], json!({"value": "abcdefg", "found": found}));
    assert_eq!(line["cases"]["length-8"], json!({"value": "abcdefgh"}));
    let line = lines.iter().find(|line| line["name"] == "boundary/AdditionalFields").unwrap();
    let brief = json!({"repeat": "abcdefghijklmnopqrstuvwxyz", "count": 101});
    assert_eq!(line["cases"]["length-101"], json!({"text": brief, "found": ["maxLength"]}));
}
