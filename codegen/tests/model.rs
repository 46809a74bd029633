//! What `check` makes of schemas.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use fieldwright_codegen::model::{
    Carrier, Content, Delivery, Encoding, Field, Hmac, Kind, LengthUnit, Model, Object, Page, Part, Retries, Scheme,
    Severity, Success, TypeKind, Undocumented,
};
use support::{case, completed, run, shown};

fn model(text: &str) -> Model {
    let (sources, compiled) = run(completed(case(text)));
    assert_eq!(shown(&sources, &compiled.diagnostics), "");
    compiled.model.unwrap()
}

fn page(model: &Model) -> &Page {
    model.pages().next().unwrap()
}

fn root(model: &Model) -> &Object {
    model.object(page(model).root).unwrap()
}

fn field<'m>(object: &'m Object, wire: &str) -> &'m Field {
    object.fields.iter().find(|field| field.name.wire == wire).unwrap()
}

fn inner<'m>(model: &'m Model, field: &Field) -> &'m Object {
    let mut content = &field.value.content;
    while let Content::Items(inner) = content {
        content = &inner.content;
    }
    let Content::Object(id) = content else { panic!("{content:?}") };
    model.object(*id).unwrap()
}

#[test]
fn a_row_takes_what_it_does_not_say() {
    let model = model(
        "# file: acme/provider.yaml
types:
  Short: {type: string, maxLength: 9, doc: Short.}
  Envelope:
    fields:
      id: {type: Short, minLength: 2, doc: The id.}
      data: {fields: {x: {type: integer}}}
# file: acme/page.yaml
payload:
  base: Envelope
  fields:
    id: {minLength: 1, required: false}
    data:
    own: {type: Short, nullable: true}
",
    );
    let root = root(&model);
    let id = field(root, "id");
    assert_eq!((id.value.documented.min_length, id.value.documented.max_length), (Some(1), Some(9)));
    assert_eq!((id.value.documented.kind, id.value.documented.required), (Kind::String, false));
    assert_eq!(id.doc.as_deref(), Some("The id."));
    let own = field(root, "own");
    assert_eq!((own.value.documented.max_length, own.value.documented.nullable), (Some(9), true));
    assert_eq!(own.doc.as_deref(), Some("Short."));
    let Content::Object(data) = field(root, "data").value.content else { panic!() };
    assert_eq!(model.type_def(data).unwrap().name.module, ["acme", "types"]);
    // Only the rows that the page lists itself are its rows.
    assert_eq!(page(&model).rows, 3);
    assert_eq!(page(&model).types.len(), 1);
    assert_eq!(model.providers[0].types.len(), 2);
}

#[test]
fn a_row_that_names_a_type_is_of_that_type() {
    let model = model(
        "types:
  Base: {fields: {kind: {enum: [x, y], typeName: BaseKind}, status: {type: string, maxLength: 3}}}
  Kind: {enum: [a]}
payload:
  base: Base
  fields:
    kind: {type: Kind}
    status: {type: Kind}
",
    );
    let root = root(&model);
    assert_eq!(field(root, "kind").value.documented.values.as_deref(), Some(&["a".to_owned()][..]));
    assert_eq!(field(root, "status").value.documented.max_length, Some(3));
    assert!(matches!(field(root, "status").value.content, Content::Enumeration(_)));
}

#[test]
fn presence() {
    let table = model("payload: {fields: {a: {type: string}, b: {type: string, required: false}}}\n");
    assert!(field(root(&table), "a").value.effective.required);
    assert!(!field(root(&table), "b").value.effective.required);
    let example = model(
        "page: {title: A page, documentedBy: example}\npayload: {fields: {a: {type: string}, b: {type: string, required: true}}}\n",
    );
    assert!(!field(root(&example), "a").value.effective.required);
    assert!(field(root(&example), "b").value.effective.required);
    assert_eq!(page(&example).rows, 0);
}

#[test]
fn types_that_nobody_says() {
    let model = model(
        "payload:
  fields:
    object: {fields: {x: {type: string}}}
    array: {items: {type: string}}
    listed: {enum: [a]}
    one: {const: a}
    pattern: {pattern: ^a}
    length: {maxLength: 3}
    text: {format: uuid}
    seconds: {format: unix-seconds}
    any: {doc: Whatever.}
",
    );
    let kinds: Vec<_> = root(&model).fields.iter().map(|field| field.value.documented.kind).collect();
    let string = Kind::String;
    assert_eq!(kinds, [Kind::Object, Kind::Array, string, string, string, string, string, Kind::Integer, Kind::Any]);
}

#[test]
fn arrays() {
    let model = model(
        "payload:
  fields:
    rows: {type: array, fields: {x: {type: string}}, minItems: 1}
    lists: {type: array, items: {type: array, items: {enum: [a, b]}, typeName: Letter}}
",
    );
    let root = root(&model);
    assert_eq!(inner(&model, field(root, "rows")).fields.len(), 1);
    assert_eq!(field(root, "rows").value.documented.min_items, Some(1));
    let Content::Items(outer) = &field(root, "lists").value.content else { panic!() };
    assert!(outer.effective.required);
    let Content::Items(inner) = &outer.content else { panic!() };
    let Content::Enumeration(id) = inner.content else { panic!() };
    assert_eq!(model.type_def(id).unwrap().name.ident, "Letter");
    let names: Vec<_> = page(&model).types.iter().map(|id| model.type_def(*id).unwrap().name.ident.as_str()).collect();
    assert_eq!(names, ["Page", "Rows", "Letter"]);
    assert_eq!(page(&model).rows, 3);
}

#[test]
fn variants_are_the_union_of_all_uses() {
    let model = model(
        "types:
  Status:
    enum: {a: First., b: }
payload:
  fields:
    one: {type: Status}
    two: {type: Status, enum: [b, c]}
errata:
  - {id: A1, at: /one, effective: {enum: {d: Fourth.}}, because: x, evidence: prose}
",
    );
    let one = field(root(&model), "one");
    let Content::Enumeration(id) = one.value.content else { panic!() };
    let TypeKind::Enumeration(status) = &model.type_def(id).unwrap().kind else { panic!() };
    let variants: Vec<_> =
        status.variants.iter().map(|variant| (variant.value.as_str(), variant.doc.as_deref())).collect();
    assert_eq!(variants, [("a", Some("First.")), ("b", None), ("c", None), ("d", Some("Fourth."))]);
    assert_eq!(one.value.documented.values.as_ref().unwrap().len(), 2);
    assert_eq!(one.value.effective.values.as_ref().unwrap().len(), 3);
}

#[test]
fn a_type_replaced_keeps_what_the_page_documents() {
    let model = model(
        "payload:
  fields:
    body: {type: array, maxItems: 3, fields: {x: {type: string}}}
    turned: {fields: {y: {type: string}}}
errata:
  - {id: A1, at: /body, effective: {type: object}, because: x, evidence: prose}
  - {id: A2, at: /turned, effective: {type: array, maxItems: 2}, narrow: true, because: x, evidence: prose}
",
    );
    let body = &field(root(&model), "body").value;
    assert_eq!((body.documented.kind, body.documented.max_items), (Kind::Array, Some(3)));
    assert_eq!((body.effective.kind, body.effective.max_items), (Kind::Object, None));
    assert!(matches!(body.content, Content::Object(_)));
    let turned = &field(root(&model), "turned").value;
    assert_eq!((turned.effective.kind, turned.effective.max_items), (Kind::Array, Some(2)));
    assert!(matches!(&turned.content, Content::Items(inner) if matches!(inner.content, Content::Object(_))));
}

#[test]
fn the_wire_order_is_the_first_examples() {
    let model = model(
        "payload:
  fields:
    a: {type: string, required: false}
    b: {fields: {x: {type: integer}, y: {type: integer}}}
    c: {type: string}
    d: {type: string, required: false}
examples:
  first: {json: '{\"other\": 1, \"c\": \"\", \"b\": {\"y\": 1, \"x\": 2}}'}
  second: {json: '{\"d\": \"\", \"c\": \"\", \"b\": {\"x\": 1, \"y\": 2}}'}
",
    );
    let root = root(&model);
    assert_eq!(root.wire_order, [2, 1, 0, 3]);
    assert_eq!(inner(&model, field(root, "b")).wire_order, [1, 0]);
    assert_eq!(page(&model).examples.iter().map(|example| example.paths).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn events_headers_and_rules() {
    let model = model(
        "headers:
  Content-Type: {const: application/json}
event: {at: /data/type, names: {a: a, b: b}}
payload:
  fields:
    data:
      fields:
        type: {enum: [a]}
        p: {type: string, lengthUnit: bytes, maxLength: 4, required: false}
        q: {type: string, required: false}
rules:
  one: {at: /data, exactlyOneOf: [q, p]}
errata:
  - {id: A1, at: /data/type, effective: {enum: [b]}, because: x, evidence: event-list}
  - {id: A2, rule: one, effective: {severity: warning}, because: x, evidence: prose}
",
    );
    let page = page(&model);
    let event = page.event.as_ref().unwrap();
    assert_eq!((event.at.join("."), event.values.join(" ")), ("data.type".to_owned(), "a b".to_owned()));
    assert!(page.headers[0].value.documented.constant);
    assert_eq!(page.headers[0].name.field, "content_type");
    let data = inner(&model, field(root(&model), "data"));
    assert_eq!(data.groups[0].members, [2, 1]);
    assert_eq!((data.groups[0].documented, data.groups[0].effective), (Severity::Error, Severity::Warning));
    assert_eq!(field(data, "p").value.documented.length_unit, LengthUnit::Bytes);
    assert_eq!(page.entries.iter().map(|entry| entry.at.as_str()).collect::<Vec<_>>(), ["/data/type", "rule:one"]);
    assert_eq!(page.rows, 5);
}

#[test]
fn provider_facts() {
    let model = model(
        "# file: acme-pay/provider.yaml
title: Acme Pay
sources: {api: {title: OpenAPI, read: 2026-11-21}}
authentication:
  - {scheme: api-key, header: x-key, key: api_key}
  - scheme: hmac-sha256
    header: x-sig
    key: secret
    signed: [url, header:x-time, \"text:.\", key:other, body]
    timestampHeader: x-time
    encoding: base64
    prefix: v1=
  - {scheme: body-signature, at: /a~1b/sig, key: secret, unknown: [what is signed, how it is encoded]}
delivery: {success: [204, 200], retries: {for: 7 days}, idempotencyKey: /id, doc: Once.}
# file: acme-pay/order-paid.yaml
payload: {fields: {id: {type: string}, a/b: {fields: {sig: {type: string}}}}}
",
    );
    let provider = &model.providers[0];
    assert_eq!(
        (provider.id.as_str(), provider.module.as_str(), provider.title.as_str()),
        ("acme-pay", "acme_pay", "Acme Pay")
    );
    assert_eq!(provider.sources[0].read.as_deref(), Some("2026-11-21"));
    let [key, signature, member] = provider.authentication.as_slice() else { panic!("{provider:?}") };
    assert_eq!(key.scheme, Scheme::ApiKey { header: "x-key".into(), key: "api_key".into() });
    let expected = Hmac {
        header: "x-sig".into(),
        key: "secret".into(),
        signed: vec![
            Part::Url,
            Part::Header("x-time".into()),
            Part::Text(".".into()),
            Part::Key("other".into()),
            Part::Body,
        ],
        timestamp: Some("x-time".into()),
        encoding: Encoding::Base64,
        prefix: "v1=".into(),
    };
    assert_eq!(signature.scheme, Scheme::HmacSha256(expected));
    assert_eq!((signature.keys(), signature.signs_url()), (vec!["other", "secret"], true));
    let expected = Undocumented {
        word: "body-signature",
        carrier: Carrier::Member(vec!["a/b".into(), "sig".into()]),
        known: vec![("key", "secret".into())],
        unknown: vec!["what is signed".into(), "how it is encoded".into()],
    };
    assert_eq!(member.scheme, Scheme::Undocumented(expected));
    let delivery = Delivery {
        success: Some(Success::Statuses(vec![204, 200])),
        retries: Some(Retries { period: Some("7 days".into()), backoff: None }),
        idempotency_key: Some(vec!["id".into()]),
        doc: Some("Once.".into()),
    };
    assert_eq!(provider.delivery, Some(delivery));
    let root = model.object(page(&model).root).unwrap();
    let Content::Object(inner) = root.fields[1].value.content else { panic!("{root:?}") };
    assert!(model.object(inner).unwrap().fields[0].unchecked_signature && !root.fields[0].unchecked_signature);
    let page = page(&model);
    assert_eq!((page.payload.as_str(), page.module.as_str()), ("acme-pay/order-paid", "order_paid"));
    assert_eq!(model.type_def(page.root).unwrap().name.ident, "OrderPaid");
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let text = "# file: b/two.yaml\n# file: a/one.yaml\nevent: {at: /id}\npayload: {fields: {id: {const: x}}}\n# file: a/provider.yaml\n# file: a/zwei.yaml\n";
    let files = completed(case(text));
    let mut turned = files.clone();
    turned.reverse();
    let (_, first) = run(files);
    let (_, second) = run(turned);
    assert_eq!(format!("{:?}", first.model.unwrap()), format!("{:?}", second.model.unwrap()));
}
