//! What a type has without a derive: serde, `Debug` and equality, by its table.

use std::borrow::Cow;

use fieldwright::{Field, Record, Rule, Shape, Slot};

use crate::payment::{Part, Payment, VALID, payment};

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
        const SHAPE: &'static Shape = &CARD;
        fn member_mut(&mut self, _index: usize) -> &mut dyn Slot<'a> {
            &mut self.0
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
