//! What is found wrong with payloads, by either profile.

use fieldwright::{Keyword, Measure, Profile, decode, validate};

use crate::payment::{PAYMENT, Payment, payment};

/// Pointer, keyword and missing member of everything that a profile finds.
fn found(text: &str, profile: Profile) -> Vec<(String, Keyword, Option<String>)> {
    let report = validate(text.as_bytes(), &PAYMENT, profile).unwrap_or_else(|error| panic!("{text}: {error}"));
    report.violations.into_iter().map(|v| (v.pointer, v.keyword, v.property.map(str::to_owned))).collect()
}

#[test]
fn every_violation_is_found_at_once_with_its_place() {
    let text =
        r#"{"id":"p","status":"NEW","amount":"1","at":5,"note":"long","meta":null,"parts":[{"n":1},{},{"n":null}]}"#;
    let expected = [
        ("", Keyword::AtMostOneOf, None),
        ("/id", Keyword::MinLength, None),
        ("/status", Keyword::Enum, None),
        ("/amount", Keyword::Type, None),
        ("/at", Keyword::Format, None),
        ("/note", Keyword::MaxLength, None),
        ("/parts", Keyword::MaxItems, None),
        ("/parts/1", Keyword::Required, Some("n".to_owned())),
        ("/parts/2/n", Keyword::Type, None),
    ];
    assert_eq!(
        found(text, Profile::Effective),
        expected.map(|(at, keyword, property)| (at.to_owned(), keyword, property))
    );
    let report = validate(text.as_bytes(), &PAYMENT, Profile::Effective).unwrap();
    assert_eq!(report.warnings().count(), 1);
    assert_eq!(report.violations[1].actual, Measure::Count(1));
    assert_eq!(report.violations[1].schema.to_string(), "schemas/x/payment.yaml:1:3");
    assert_eq!(report.violations[1].message(), "expected at least 2 characters, found 1");
    let errors = decode::<Payment<'_>>(text.as_bytes()).map(|_| ()).unwrap_err();
    let places: Vec<&str> = errors.violations.iter().map(|violation| violation.pointer.as_str()).collect();
    assert_eq!(
        places,
        ["/amount", "/parts/1", "/parts/2/n"],
        "only what the type cannot hold keeps it from being decoded"
    );
}

#[test]
fn the_documented_rules_are_the_other_table() {
    let text = r#"{"id":"ab","status":"ACT","amount":1,"meta":null,"parts":[{"n":12}],"at":1725412012,"note":"x"}"#;
    assert_eq!(
        found(text, Profile::Documented),
        [(String::new(), Keyword::AtMostOneOf, None), ("/parts/0/n".to_owned(), Keyword::Type, None),]
    );
    let report = validate(text.as_bytes(), &PAYMENT, Profile::Documented).unwrap();
    assert_eq!(report.errors().count(), 2);
}

#[test]
fn lengths_count_characters_however_they_are_written() {
    for (id, good) in [
        ("é", false),
        ("éé", true),
        ("漢漢漢漢", true),
        ("漢漢漢漢漢", false),
        ("😀", false),
        ("😀😀😀😀", true),
        ("😀😀😀😀😀", false),
        ("\\u00e9", false),
        ("\\ud83d\\ude00x", true),
        ("\\n\\n\\n\\n\\n", false),
        ("", false),
        ("abcd", true),
        ("abcde", false),
    ] {
        let text = format!(r#"{{"id":"{id}","status":"ACT","amount":0,"meta":null}}"#);
        assert_eq!(found(&text, Profile::Effective).is_empty(), good, "{id}");
        assert_eq!(payment(&text).validate(Profile::Effective).is_valid(), good, "{id}");
    }
}
