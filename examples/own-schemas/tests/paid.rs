use fieldwright::{Keyword, Profile};
use own_schemas::acme::{Event, InvoicePaid};

const BODY: &[u8] = br#"{"event": "invoice.paid", "invoice": "INV-2026-00042", "amount": 10.50, "currency": "EUR",
    "card": "4242", "lines": [{"text": "A cube", "3d": true}]}"#;

#[test]
fn an_invoice_is_decoded_and_judged_by_both_profiles() {
    let invoice = InvoicePaid::decode_unverified(BODY).unwrap();
    assert_eq!(invoice.amount.minor_units(2), Some(1050));
    assert_eq!(invoice.lines[0].n3d, Some(true));
    assert_eq!(invoice.self_, None);
    assert!(invoice.validate(Profile::Effective).is_empty());
    let documented = invoice.validate(Profile::Documented);
    assert_eq!(documented.violations.len(), 1);
    assert_eq!(documented.violations[0].keyword, Keyword::MaxLength);
    assert!(documented.violations[0].schema.file == "schemas/acme/invoice-paid.yaml");
}

#[test]
fn an_event_that_no_schema_knows_is_kept() {
    assert!(matches!(*Event::decode_unverified(BODY).unwrap(), Event::InvoicePaid(_)));
    let Event::Unknown(event) = Event::decode_unverified(br#"{"event":"invoice.void"}"#).unwrap().into_inner() else { panic!() };
    assert_eq!(event.name.as_deref(), Some("invoice.void"));
}

#[test]
fn what_is_sensitive_is_not_in_debug_output() {
    let shown = format!("{:?}", InvoicePaid::decode_unverified(BODY).unwrap());
    assert!(shown.contains("INV-2026-00042") && !shown.contains("4242"), "{shown}");
}
