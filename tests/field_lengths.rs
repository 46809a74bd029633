//! Who validates payload field lengths in tests: fixtures at and beyond every documented bound.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use payment_webhooks_dev as payment_webhooks;

use payment_webhooks::{FixtureKind, Keyword, Profile, anddone};

/// The fixtures that hold a field at a length, as (length, valid under the effective rules).
fn lengths(fixtures: &payment_webhooks::Fixtures, field: &str) -> Vec<(usize, bool)> {
    let prefix = format!("boundary/{field}/");
    let length = |name: &str| match name.strip_prefix(&prefix)? {
        "empty" => Some(0),
        label => label.strip_prefix("length-")?.parse().ok(),
    };
    let mut found: Vec<_> = fixtures
        .of(FixtureKind::Boundary)
        .filter_map(|fixture| Some((length(&fixture.name)?, fixture.is_valid(Profile::Effective))))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_length_beside_a_bound_is_there_and_judged() {
    let fixtures = anddone::account_token::fixtures();
    // 8..8 on the page.
    assert_eq!(lengths(&fixtures, "EventBody/MerchantId"), [(0, false), (7, false), (8, true), (9, false)]);
    // 2..2 on the page.
    assert_eq!(lengths(&fixtures, "EventBody/ExpiryMonth"), [(0, false), (1, false), (2, true), (3, false)]);
    // 1..50 on the page.
    let account = lengths(&fixtures, "EventBody/AccountToken");
    assert_eq!(account, [(0, false), (1, true), (2, true), (49, true), (50, true), (51, false)]);
    // 8..8 on the page and "Eastern" in its example: 7..8 is in effect.
    let zone = lengths(&fixtures, "EventBody/TimeZone");
    assert_eq!(zone, [(0, false), (6, false), (7, true), (8, true), (9, false)]);
}

#[test]
fn a_value_that_is_one_too_long_is_reported_with_its_length_and_its_row() {
    let fixtures = anddone::account_token::fixtures();
    let long = fixtures.get("boundary/EventBody/MerchantId/length-9").unwrap();
    let report =
        anddone::AccountToken::decode_unverified(long.payload.as_bytes()).unwrap().validate(Profile::Effective);
    let [violation] = report.violations.as_slice() else { panic!("{report}") };
    assert_eq!((violation.pointer.as_str(), violation.keyword), ("/EventBody/MerchantId", Keyword::MaxLength));
    assert_eq!(violation.message(), "expected at most 8 characters, found 9");
    let schema = violation.schema.to_string();
    let row = schema.strip_prefix("schemas/anddone/account-token.yaml:").unwrap();
    let line: usize = row.split(':').next().unwrap().parse().unwrap();
    let schema = include_str!("../schemas/anddone/account-token.yaml");
    assert!(schema.lines().nth(line - 1).unwrap().trim_start().starts_with("MerchantId:"));
}

#[test]
fn lengths_are_characters_and_not_bytes() {
    let fixtures = anddone::token_link::fixtures();
    let example = fixtures.of(FixtureKind::Example).next().unwrap();
    for (title, valid) in [("é".repeat(100), true), ("😀".repeat(100), true), ("漢".repeat(101), false)] {
        let payload = example.with("/EventBody/Title", &format!("{title:?}")).unwrap();
        let link = anddone::TokenLink::decode_unverified(payload.as_bytes()).unwrap();
        assert_eq!(link.validate(Profile::Effective).is_valid(), valid, "{} characters", title.chars().count());
    }
}

#[test]
fn a_test_can_make_any_payload_of_its_own_from_a_fixture() {
    let fixtures = anddone::token_link::fixtures();
    let example = fixtures.of(FixtureKind::Example).next().unwrap();
    let without = example.without("/EventBody/TokenLinkId").unwrap();
    let errors = anddone::TokenLink::decode_unverified(without.as_bytes()).unwrap_err();
    assert_eq!(errors.violations[0].property, Some("TokenLinkId"));
}
