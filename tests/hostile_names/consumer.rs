//! Uses the names that the documentation of the schema language promises.

use emitted::{Maybe, Profile};
use emitted::arrays::{Nested, nested::Square};
use emitted::hostile::fields::Type;
use emitted::hostile::types::Keyword;
use emitted::hostile::values::{A, AB, N3, Word};
use emitted::hostile::{Event, Fields, Rest, Values};

fn main() {
    let fields = Fields {
        type_: Type::Fields,
        self_: "1".into(),
        super_: 2,
        n3d_required: "3".into(),
        underscore: "4".into(),
        hash: "5".into(),
        nothing: "6".into(),
        a_b_c: "7".into(),
        composed: "8".into(),
        decomposed: "9".into(),
        cyrillic_a: "10".into(),
        card: "😀😀😀".into(),
        n1_10: "11".into(),
        n2026_11_21: "12".into(),
        option: Maybe::Missing,
        ..Fields::default()
    };
    let json = fields.to_json();
    for member in [r##""#":"5""##, r#""":"6""#, r#""a\"b\\c":"7""#, "\"é\":\"8\"", "\"e\u{301}\":\"9\"", "\"а\":\"10\""] {
        assert!(json.contains(member), "{member} in {json}");
    }
    let fixtures = emitted::hostile::fields::fixtures();
    for fixture in &fixtures {
        let Ok(decoded) = Fields::decode_unverified(fixture.payload.as_bytes()) else { continue };
        assert_eq!(decoded.validate(Profile::Effective).findings(), fixture.findings(Profile::Effective), "{}", fixture.name);
    }
    assert!(!format!("{fields:?}").contains("validate: \""));

    let words = [
        (Word::Type, "type"),
        (Word::Self_, "self"),
        (Word::Capital, "Self"),
        (Word::N3, "3"),
        (Word::Hash, "#"),
        (Word::Nothing, ""),
        (Word::ABC, "a\"b\\c"),
        (Word::N110, "1.10"),
        (Word::SaidUnknown, "unknown"),
        (Word::None, "None"),
    ];
    for (word, text) in words {
        assert_eq!((Word::from(text), word.as_str()), (word.clone(), text));
    }
    let ab = AB { n3: N3 { x: 1 } };
    let values = Values { type_: "values".into(), word: Word::Unknown("new".into()), a: A::A, ab };
    let json = values.to_json();
    assert!(matches!(&*Event::decode_unverified(json.as_bytes()).unwrap(), Event::Values(back) if *back == values));

    let rest = Event::decode_unverified(br#"{"type":"nobody's","x":1}"#).unwrap();
    assert!(matches!(&*rest, Event::Rest(Rest { x: Some(1) })));
    assert_eq!(Keyword::from("b"), Keyword::B);

    let json = r#"{"grid":[[[1,2],[]],[]],"holes":[null,["a",null]],"rows":[[{"cell":"b"}]],"free":[1,{}],"anything":[null],"numbers":null}"#;
    let nested = Nested::decode_unverified(json.as_bytes()).unwrap();
    assert_eq!(nested.rows, [[Square { cell: "b".into() }]]);
    assert_eq!(nested.to_json(), json);
    let deep = json.replace("[1,2]", "[1,2,-3]");
    let report = Nested::decode_unverified(deep.as_bytes()).unwrap().validate(Profile::Effective);
    let pointers: Vec<_> = report.violations.iter().map(|violation| violation.pointer.as_str()).collect();
    assert_eq!(pointers, ["/grid/0/0", "/grid/0/0/2"]);
}
