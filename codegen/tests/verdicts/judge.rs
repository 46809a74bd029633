//! What the judge finds, rule by rule.

use fieldwright_codegen::judge::{Profile, judge};
use fieldwright_codegen::model::{Content, Format, Kind, LengthUnit, Model, Value};
use serde_json::{Value as Json, json};

use crate::builder::{Draft, format, object, page, pattern, row, rule, string, text};
use crate::pages;

/// What both profiles find in a payload whose only row is `v`.
fn found(value: Value, payload: &Json) -> Vec<String> {
    let mut model = Model::default();
    let root = object(&mut model, "Root", vec![row("v", value)], vec![]);
    let page = page(root, &[]);
    let findings = judge(&model, &page, payload, Profile::Effective);
    findings.iter().map(ToString::to_string).collect()
}

/// The keywords that a value of `v` breaks.
fn broken(draft: &Draft, value: &Json) -> Vec<String> {
    let findings = found(draft.clone().leaf(), &json!({"v": value}));
    findings.iter().map(|finding| finding.strip_suffix(" /v").unwrap_or(finding).to_owned()).collect()
}

fn number(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_account_token_example_breaks_documented_rules_and_no_effective_one() {
    let (model, page) = pages::account_token();
    let payload: Json = serde_json::from_str(pages::ACCOUNT_TOKEN).unwrap();
    let findings: Vec<String> =
        judge(&model, &page, &payload, Profile::Documented).iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        [
            "minLength /EventDateTime",
            "type /EventBody",
            "minLength /EventBody/NotificationType",
            "minLength /EventBody/TimeZone",
            "minLength /AdditionalFields",
            "type /Signature",
        ]
        .map(str::to_owned)
    );
    assert_eq!(judge(&model, &page, &payload, Profile::Effective), []);
}

#[test]
fn an_array_that_the_page_documents_is_judged_item_by_item() {
    let (model, page) = pages::account_token();
    let mut payload: Json = serde_json::from_str(pages::ACCOUNT_TOKEN).unwrap();
    payload["EventBody"] = json!([{"MerchantId": "1234567", "TimeZone": "12345678"}, null]);
    let findings = judge(&model, &page, &payload, Profile::Documented);
    let inside: Vec<String> =
        findings.iter().map(ToString::to_string).filter(|finding| finding.contains("EventBody")).collect();
    assert_eq!(
        inside,
        ["minLength /EventBody/0/MerchantId", "required /EventBody/0/NotificationType", "type /EventBody/1"]
            .map(str::to_owned)
    );
}

#[test]
fn missing_null_and_empty_are_three_things() {
    let rules = text(1, 3);
    assert_eq!(found(rules.clone().leaf(), &json!({})), ["required /v"]);
    assert_eq!(broken(&rules, &Json::Null), ["type"]);
    assert_eq!(broken(&rules, &json!("")), ["minLength"]);
    assert_eq!(found(rules.clone().optional().leaf(), &json!({})), [""; 0]);
    assert_eq!(broken(&rules.clone().optional(), &Json::Null), ["type"]);
    assert_eq!(broken(&rules.clone().nullable(), &Json::Null), [""; 0]);
    assert_eq!(broken(&rules.allow_empty(), &json!("")), [""; 0]);
}

#[test]
fn a_wrong_type_is_said_once() {
    assert_eq!(broken(&text(1, 3).values(&["a"]), &json!(7)), ["type"]);
    assert_eq!(broken(&rule(Kind::Boolean), &json!("true")), ["type"]);
    assert_eq!(broken(&rule(Kind::Object), &json!([])), ["type"]);
    assert_eq!(broken(&rule(Kind::Array).items(1, 2), &json!({})), ["type"]);
    assert_eq!(broken(&rule(Kind::Number), &json!("1")), ["type"]);
    for anything in [json!(null), json!(1), json!([])] {
        assert_eq!(broken(&rule(Kind::Any), &anything), [""; 0]);
    }
}

#[test]
fn rules_for_strings_are_said_independently() {
    assert_eq!(broken(&text(3, 5).values(&["abc"]), &json!("x")), ["minLength", "enum"]);
    assert_eq!(broken(&text(0, 2).constant("ab"), &json!("abc")), ["maxLength", "const"]);
    let everything = format(Format::Uri).length(9, 20).pattern(pattern("^https:", &["https:"], None));
    assert_eq!(broken(&everything, &json!("x")), ["minLength", "pattern", "format"]);
    assert_eq!(broken(&everything.allow_empty(), &json!("")), [""; 0]);
}

#[test]
fn lengths_count_in_their_unit() {
    for (unit, fits, exceeds) in
        [(LengthUnit::Characters, "😀😀", "😀😀😀"), (LengthUnit::Bytes, "é", "漢"), (LengthUnit::Utf16, "😀", "😀x")]
    {
        assert_eq!(broken(&text(2, 2).unit(unit), &json!(fits)), [""; 0]);
        assert_eq!(broken(&text(2, 2).unit(unit), &json!(exceeds)), ["maxLength"]);
    }
}

#[test]
fn integers_are_integers_however_written_and_have_64_bits() {
    let integer = rule(Kind::Integer);
    for good in ["0", "-0", "1.0", "1e2", "9223372036854775807", "-9223372036854775808"] {
        assert_eq!(broken(&integer, &number(good)), [""; 0], "{good}");
    }
    assert_eq!(broken(&integer, &number("1.5")), ["type"]);
    assert_eq!(broken(&integer, &number("9223372036854775808")), ["maximum"]);
    assert_eq!(broken(&integer, &number("1e30")), ["maximum"]);
    assert_eq!(broken(&integer, &number("-1e19")), ["minimum"]);
    assert_eq!(broken(&integer.between("0", "10"), &number("1e30")), ["maximum"]);
}

#[test]
fn bounds_are_exact() {
    let rate = rule(Kind::Number).between("0.1", "10");
    for (value, expected) in [
        ("0.1", ""),
        ("0.09999", "minimum"),
        ("10", ""),
        ("10.0", ""),
        ("1e1", ""),
        ("10.001", "maximum"),
        ("-1", "minimum"),
    ] {
        assert_eq!(broken(&rate, &number(value)).join(" "), expected, "{value}");
    }
    let large = rule(Kind::Integer).between("9007199254740993", "9223372036854775806");
    assert_eq!(broken(&large, &number("9007199254740992")), ["minimum"]);
    assert_eq!(broken(&large, &number("9007199254740993")), [""; 0]);
    assert_eq!(broken(&large, &number("9223372036854775807")), ["maximum"]);
}

#[test]
fn unix_times_have_their_digits() {
    let seconds = format(Format::UnixSeconds);
    for (value, expected) in [
        ("1000000000", ""),
        ("9999999999", ""),
        ("999999999", "format"),
        ("1725412012675", "format"),
        ("1725412012.0", ""),
    ] {
        assert_eq!(broken(&seconds, &number(value)).join(" "), expected, "{value}");
    }
    assert_eq!(broken(&format(Format::UnixMilliseconds), &json!(1_725_412_012)), ["format"]);
}

#[test]
fn formats_admit_what_they_are_and_nothing_else() {
    for (word, good, bad) in [
        (Format::Uuid, "0F8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950"),
        (Format::UsDateTime, "12-31-2023 23:59:59", "12-14-2023 19:42:60"),
        (Format::UsDateTime, "02-31-2023 00:00:00", "1-14-2023 19:42:50"),
        (Format::DateTime, "2023-12-14t19:42:60.125+05:30", "2023-12-14T19:42:50.Z"),
        (Format::DateTime, "2023-12-14T19:42:50z", "2023-12-14T19:42:50+24:00"),
        (Format::CountryCode, "IT", "It"),
        (Format::CurrencyCode, "USD", "US"),
        (Format::PhoneNumber, "+12", "+1"),
        (Format::PhoneNumber, "+123456789012345", "+1234567890123456"),
        (Format::Bic, "DEUTDEFF", "DEUTDEFF5"),
        (Format::Bic, "NEDSZAJJXXX", "NEDSZ1JJXXX"),
        (Format::Uri, "a:b", "a:"),
        (Format::Uri, "https://例え.test", "https://example.test/\u{7f}"),
        (Format::LastFour, "0008", "٠٠٠٨"),
    ] {
        assert_eq!(broken(&format(word), &json!(good)), [""; 0], "{good}");
        assert_eq!(broken(&format(word), &json!(bad)), ["format"], "{bad}");
    }
}

#[test]
fn patterns_match_from_the_start_and_to_the_end_if_they_say_so() {
    let prefix = string().pattern(pattern("^(card_|other_)", &["card_", "other_"], None));
    assert_eq!(broken(&prefix, &json!("other_1")), [""; 0]);
    assert_eq!(broken(&prefix, &json!(" card_1")), ["pattern"]);
    let whole = string().pattern(pattern("^a[0-9]{2,3}$", &["a"], Some((&[('0', '9')], 2, Some(3)))));
    for (value, expected) in [("a1", "pattern"), ("a12", ""), ("a123", ""), ("a1234", "pattern"), ("a12\n", "pattern")]
    {
        assert_eq!(broken(&whole, &json!(value)).join(" "), expected, "{value}");
    }
}

#[test]
fn items_are_counted_and_judged() {
    let list = || rule(Kind::Array).items(1, 2).of(Content::Items(Box::new(text(1, 1).leaf())));
    assert_eq!(found(list(), &json!({"v": []})), ["minItems /v"]);
    assert_eq!(
        found(list(), &json!({"v": ["a", 1, ""]})),
        ["maxItems /v", "type /v/1", "minLength /v/2"].map(str::to_owned)
    );
}

#[test]
fn rules_over_members_count_who_is_there_and_weigh_what_the_profile_says() {
    let (model, page) = pages::payment_token();
    let cases = [
        (json!({"payment_token": "t"}), 1),
        (json!({"payment_token": "t", "payment_session_id": null}), 0),
        (json!({"payment_token": "t", "payment_session_id": "a", "failed_payment_session_id": "b"}), 1),
    ];
    for (payload, count) in cases {
        for (profile, expected) in [(Profile::Documented, "exactlyOneOf"), (Profile::Effective, "warning:exactlyOneOf")]
        {
            let findings = judge(&model, &page, &payload, profile);
            let of_root = findings.iter().filter(|finding| finding.pointer.is_empty());
            assert_eq!(of_root.map(ToString::to_string).collect::<Vec<_>>(), vec![expected; count], "{payload}");
        }
    }
}

#[test]
fn a_payload_that_is_no_object_is_a_wrong_type() {
    let (model, page) = pages::payment_token();
    for payload in [json!([]), json!(null), json!("{}")] {
        let findings = judge(&model, &page, &payload, Profile::Documented);
        assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), ["type"]);
    }
}

#[test]
fn names_are_escaped_in_pointers_and_unknown_members_are_nobodys_business() {
    let mut model = Model::default();
    let root = object(&mut model, "Root", vec![row("a/b~c d", string().leaf())], vec![]);
    let page = page(root, &[]);
    let findings = judge(&model, &page, &json!({"a/b~c d": 1, "other": {}}), Profile::Effective);
    assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), ["type /a~1b~0c d"]);
}
