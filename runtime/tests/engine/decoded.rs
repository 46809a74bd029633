//! What payloads are decoded into, and what keeps them from it.

use std::borrow::Cow;

use fieldwright::{Keyword, Maybe, Profile, Record, SyntaxErrorKind, decode, decode_owned};

use crate::payment::{Part, Payment, Status, VALID, payment};

#[test]
fn a_payload_is_decoded_and_written_back_to_the_byte() {
    let decoded = payment(VALID);
    assert_eq!(decoded.id, "p_1");
    assert!(matches!(decoded.id, Cow::Borrowed(_)), "plain text is borrowed");
    assert_eq!(decoded.status, Status::Act);
    assert_eq!(decoded.amount.as_str(), "10.50");
    assert_eq!(decoded.note, Maybe::Missing);
    assert_eq!(decoded.parts, Some(vec![Part { n: 1 }]));
    assert_eq!(decoded.to_json(), VALID);
    assert!(decoded.validate(Profile::Effective).is_empty());
}

#[test]
fn missing_null_and_empty_stay_what_they_were() {
    for text in [
        r#"{"id":"ab","status":"ACT","amount":0,"meta":null}"#,
        r#"{"id":"ab","status":"ACT","amount":0,"note":null,"meta":null}"#,
        r#"{"id":"ab","status":"ACT","amount":0,"note":"","meta":{}}"#,
        r#"{"id":"ab","status":"XYZ","amount":-0.0e0,"meta":{"a":null},"parts":[]}"#,
        r#"{"id":"ab","status":"","amount":1e2,"meta":{},"a \"quoted\" name that is longer than thirty-two bytes":true}"#,
    ] {
        assert_eq!(payment(text).to_json(), text);
        let owned: Payment<'static> = decode_owned(text.as_bytes()).unwrap();
        assert_eq!(owned.to_json(), text);
        assert_eq!(fieldwright::copy::<Payment<'static>>(&*payment(text)), owned);
    }
}

#[test]
fn members_come_in_any_order_and_strangers_are_no_fault() {
    let shuffled = r#"{ "zz":{"zz":1}, "parts" : [ {"x":0, "n":1} ] ,"amount":10.50,"\u0069d":"p_1",
        "meta":{"k":[1]},"at":1725412012,"status":"ACT"}"#;
    let decoded = payment(shuffled);
    assert_eq!(decoded.to_json(), VALID);
    assert_eq!(decoded.unknown_members(), ["/zz", "/parts/0/x"]);
    assert!(decoded.validate(Profile::Effective).is_empty());
}

#[test]
fn what_breaks_a_value_rule_is_decoded_all_the_same() {
    let text = r#"{"id":"toolong","status":"NEW","amount":1,"meta":null}"#;
    let decoded = payment(text);
    assert_eq!(decoded.status, Status::Unknown("NEW".into()));
    assert_eq!(decoded.validate(Profile::Effective).violations.len(), 2);
    assert_eq!((*decoded).validate(Profile::Effective).violations.len(), 2);
    assert_eq!(decoded.to_json(), text);
}

#[test]
fn integers_are_whole_numbers_of_64_bits() {
    let part = |n: &str| format!(r#"{{"id":"ab","status":"ACT","amount":0,"meta":null,"parts":[{{"n":{n}}}]}}"#);
    for (n, value) in
        [("9223372036854775807", i64::MAX), ("-9223372036854775808", i64::MIN), ("-0", 0), ("1.0", 1), ("1e2", 100)]
    {
        assert_eq!(payment(&part(n)).parts.as_deref(), Some(&[Part { n: value }][..]), "{n}");
    }
    for (n, keyword) in [("9223372036854775808", Keyword::Maximum), ("-1e20", Keyword::Minimum), ("1.5", Keyword::Type)]
    {
        let errors = decode::<Payment<'_>>(part(n).as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(errors.violations[0].keyword, keyword, "{n}");
    }
    for n in ["01", "-", "1.", "1e", "--1", "0x1", "1e999"] {
        assert!(decode::<Payment<'_>>(part(n).as_bytes()).is_err_and(|errors| errors.syntax.is_some()), "{n}");
    }
}

#[test]
fn strictness_reaches_into_what_is_ignored() {
    for (member, kind) in [
        (r#""zz":{"a":1,"a":2}"#, SyntaxErrorKind::DuplicateName),
        (r#""zz":"\ud800""#, SyntaxErrorKind::LoneSurrogate),
        (r#""zz":1e999"#, SyntaxErrorKind::NumberOutOfRange),
        (r#""zz":1,"zz":1"#, SyntaxErrorKind::DuplicateName),
        (r#""id":"ab""#, SyntaxErrorKind::DuplicateName),
        (r#""i\u0064":"ab""#, SyntaxErrorKind::DuplicateName),
        (r#""zz":01"#, SyntaxErrorKind::InvalidNumber),
    ] {
        let text = format!(r#"{{"id":"ab","status":"ACT","amount":0,"meta":null,{member}}}"#);
        let errors = decode::<Payment<'_>>(text.as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(errors.syntax.map(|error| error.kind), Some(kind), "{text}");
    }
    let errors = decode::<Payment<'_>>(b"{\"zz\":\"\xff\"}").map(|_| ()).unwrap_err();
    assert_eq!(errors.syntax.map(|error| (error.kind, error.position.offset)), Some((SyntaxErrorKind::InvalidUtf8, 7)));
    let errors = decode::<Payment<'_>>(b"[\"ab\",\"ACT\",0]").map(|_| ()).unwrap_err();
    assert_eq!(errors.violations[0].keyword, Keyword::Type, "an array is no object");
}
