//! The object loop through types written as the generator writes them.

use std::borrow::Cow;

use fieldwright::{
    Choice, Choices, Decoded, Field, Format, Group, Groups, Keyword, Maybe, Measure, Next, Number, Place, Profile, Raw,
    Reader, Record, Rule, Severity, Shape, Slot, SyntaxErrorKind, View, decode, decode_owned, validate,
};

static STATUS: Choices = Choices { values: &["ACT", "CLO"] };

static PAYMENT: Shape = Shape::new(
    "Payment",
    "schemas/x/payment.yaml",
    &[
        Field::new("id", Rule::text(2, 4).at(1, 3)),
        Field::new("status", Rule::choice(&STATUS).at(2, 3)),
        Field::new("amount", Rule::number().at(3, 3)),
        Field::new("at", Rule::integer().format(Format::UnixSeconds).optional().at(4, 3)),
        Field::new("note", Rule::text(0, 3).optional().nullable().at(5, 3)),
        Field::new("meta", Rule::free_object().nullable().at(6, 3)),
        Field::new("parts", Rule::array(&Rule::object(&PART)).length(0, 2).optional().at(7, 3)),
        Field::new("a \"quoted\" name that is longer than thirty-two bytes", Rule::boolean().optional().at(8, 3)),
    ],
)
.groups(&[Group {
    keyword: Groups::AtMostOneOf,
    members: &[3, 4],
    effective: Severity::Warning,
    documented: Severity::Error,
    place: Place { line: 9, column: 3 },
}]);

static PART: Shape = Shape::new("Part", "schemas/x/payment.yaml", &[Field::new("n", Rule::integer().at(11, 5))])
    .documented(&[Rule::text(1, 1).at(11, 5)]);

#[derive(Debug, Default, Clone, PartialEq)]
struct Payment<'a> {
    id: Cow<'a, str>,
    status: Status<'a>,
    amount: Number<'a>,
    at: Option<i64>,
    note: Maybe<Cow<'a, str>>,
    meta: Option<Raw<'a>>,
    parts: Option<Vec<Part>>,
    quoted: Option<bool>,
}

impl<'a> Record<'a> for Payment<'a> {
    fn shape(&self) -> &'static Shape {
        &PAYMENT
    }

    fn field(&mut self, index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        match index {
            0 => self.id.read(reader, at, rule),
            1 => self.status.read(reader, at, rule),
            2 => self.amount.read(reader, at, rule),
            3 => self.at.read(reader, at, rule),
            4 => self.note.read(reader, at, rule),
            5 => self.meta.read(reader, at, rule),
            6 => self.parts.read(reader, at, rule),
            7 => self.quoted.read(reader, at, rule),
            _ => reader.unknown_row(at),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.id,
            1 => &self.status,
            2 => &self.amount,
            3 => &self.at,
            4 => &self.note,
            5 => &self.meta,
            6 => &self.parts,
            7 => &self.quoted,
            _ => &(),
        }
    }
}

#[derive(Debug, Default, Clone, PartialEq)]
struct Part {
    n: i64,
}

impl<'a> Record<'a> for Part {
    fn shape(&self) -> &'static Shape {
        &PART
    }

    fn field(&mut self, index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        match index {
            0 => self.n.read(reader, at, rule),
            _ => reader.unknown_row(at),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.n,
            _ => &(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Status<'a> {
    Act,
    Clo,
    Unknown(Cow<'a, str>),
}

impl Default for Status<'_> {
    fn default() -> Self {
        Self::Unknown(Cow::Borrowed(""))
    }
}

impl<'a> Choice<'a> for Status<'a> {
    fn choices(&self) -> &'static Choices {
        &STATUS
    }

    fn value(&self) -> &str {
        match self {
            Self::Act => "ACT",
            Self::Clo => "CLO",
            Self::Unknown(value) => value,
        }
    }

    fn set_known(&mut self, index: usize) {
        *self = if index == 0 { Self::Act } else { Self::Clo };
    }

    fn set_unknown(&mut self, value: Cow<'a, str>) {
        *self = Self::Unknown(value);
    }
}

impl<'a> Slot<'a> for Status<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.choice(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Text(self.value())
    }

    fn show(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, f)
    }
}

const VALID: &str = r#"{"id":"p_1","status":"ACT","amount":10.50,"at":1725412012,"meta":{"k":[1]},"parts":[{"n":1}]}"#;

fn payment(text: &str) -> Decoded<'_, Payment<'_>> {
    decode(text.as_bytes()).unwrap_or_else(|errors| panic!("{text}: {errors}"))
}

/// Pointer, keyword and missing member of everything that a profile finds.
fn found(text: &str, profile: Profile) -> Vec<(String, Keyword, Option<String>)> {
    let report = validate(text.as_bytes(), &PAYMENT, profile).unwrap_or_else(|error| panic!("{text}: {error}"));
    report.violations.into_iter().map(|v| (v.pointer, v.keyword, v.property.map(str::to_owned))).collect()
}

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
fn what_breaks_a_value_rule_is_decoded_all_the_same() {
    let text = r#"{"id":"toolong","status":"NEW","amount":1,"meta":null}"#;
    let decoded = payment(text);
    assert_eq!(decoded.status, Status::Unknown("NEW".into()));
    assert_eq!(decoded.validate(Profile::Effective).violations.len(), 2);
    assert_eq!((*decoded).validate(Profile::Effective).violations.len(), 2);
    assert_eq!(decoded.to_json(), text);
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

#[test]
fn serde_goes_through_the_same_tables() {
    #[derive(Debug)]
    struct Wrapped(Payment<'static>);
    impl<'de> serde_core::Deserialize<'de> for Wrapped {
        fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            fieldwright::deserialize(deserializer).map(Self)
        }
    }
    impl serde_core::Serialize for Wrapped {
        fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            fieldwright::serialize(&self.0, serializer)
        }
    }
    let Wrapped(read) = serde_json::from_str(VALID).unwrap();
    assert_eq!(read.amount.as_str(), "10.5", "serde_json presents a double");
    assert_eq!(serde_json::to_string(&Wrapped(read)).unwrap(), VALID.replace("10.50", "10.5"));
    let error = serde_json::from_str::<Wrapped>(r#"{"id":1,"status":"ACT","amount":0,"meta":3}"#).unwrap_err();
    assert!(error.to_string().contains("/id") && error.to_string().contains("/meta"), "{error}");
    let exact = payment(r#"{"id":"ab","status":"ACT","amount":0.1234567890123456789,"meta":null}"#).into_inner();
    assert!(serde_json::to_string(&Wrapped(fieldwright::copy(&exact))).is_err(), "digits are never lost unsaid");
}

/// A payload through the routines that stand in for its derives.
struct ByTable<'p, 'a>(&'p Payment<'a>);

impl std::fmt::Debug for ByTable<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fieldwright::debug(self.0, f)
    }
}

const EVERY_KIND: [&str; 4] = [
    VALID,
    r#"{"id":"\"q\"","status":"NEW","amount":1e2,"note":null,"meta":null,"parts":[{"n":1},{"n":-2}]}"#,
    r#"{"id":"","status":"CLO","amount":0,"note":"ü","meta":{},"parts":[]}"#,
    r#"{"id":"","status":"CLO","amount":0.0,"at":7,"meta":{ }}"#,
];

#[test]
fn a_value_is_shown_as_by_a_derive() {
    for text in EVERY_KIND {
        let payment = payment(text);
        // A derive would know the field's name in Rust.
        let called = |shown: String| shown.replace("a \"quoted\" name that is longer than thirty-two bytes", "quoted");
        assert_eq!(called(format!("{:?}", ByTable(&payment))), format!("{payment:?}"));
        assert_eq!(called(format!("{:#?}", ByTable(&payment))), format!("{payment:#?}"));
    }
}

#[test]
fn values_are_equal_as_by_a_derive() {
    for one in EVERY_KIND {
        for other in EVERY_KIND {
            let (one, other) = (payment(one), payment(other));
            assert_eq!(fieldwright::equal(&*one, &*other), *one == *other, "{one:?} {other:?}");
        }
    }
    let mut changed = payment(VALID).into_inner();
    changed.parts = Some(vec![Part { n: 2 }]);
    assert!(!fieldwright::equal(&changed, &*payment(VALID)));
    changed.parts = Some(vec![Part { n: 1 }, Part { n: 1 }]);
    assert!(!fieldwright::equal(&changed, &*payment(VALID)));
}

#[test]
fn what_is_sensitive_is_not_shown() {
    static CARD: Shape = {
        static FIELDS: [Field; 1] = [Field::new("number", Rule::string().at(1, 1)).sensitive()];
        Shape::new("Card", "schemas/x/card.yaml", &FIELDS)
    };
    struct Card<'a>(Cow<'a, str>);
    impl<'a> Record<'a> for Card<'a> {
        fn shape(&self) -> &'static Shape {
            &CARD
        }
        fn field(&mut self, _index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
            self.0.read(reader, at, rule)
        }
        fn member(&self, _index: usize) -> &dyn Slot<'a> {
            &self.0
        }
    }
    impl std::fmt::Debug for Card<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            fieldwright::debug(self, f)
        }
    }
    assert_eq!(format!("{:?}", Card(Cow::Borrowed("4111"))), "Card { number: <redacted> }");
}
