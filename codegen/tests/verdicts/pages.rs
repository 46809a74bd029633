//! Three pages: one that contradicts itself, one with a rule over several members, one with everything there is.

use fieldwright_codegen::model::{Content, Field, Format, GroupKeyword, Kind, LengthUnit, Model, Page, Severity};

use crate::builder::{enumeration, format, group, object, page, pattern, row, rule, string, text};

pub(crate) const ACCOUNT_TOKEN: &str = r#"{"EventCode":"MerchantTokenCreated","EventDateTime":"12-14-2023 19:42:50",
    "EventBody":{"MerchantId":"4bvl9KxM","NotificationType":"MerchantTokenCreated","TimeZone":"Eastern"},
    "AdditionalFields":"","Signature":null}"#;

/// A token's life: five rows of the root and three below are enough to err six times.
pub(crate) fn account_token() -> (Model, Page) {
    let mut model = Model::default();
    let event = enumeration(&mut model, "AccountTokenEvent");
    let events = &["MerchantTokenCreated", "MerchantTokenUpdated", "MerchantTokenDeactivated"];
    let body = vec![
        row("MerchantId", text(8, 8).leaf()),
        row("NotificationType", text(36, 36).values(events).but(text(20, 36).values(events), event.clone())),
        row("TimeZone", text(8, 8).but(text(7, 8), Content::Leaf)),
    ];
    let body = Content::Object(object(&mut model, "AccountTokenBody", body, vec![]));
    let root = vec![
        row("EventCode", text(1, 36).values(events).of(event)),
        row("EventDateTime", text(36, 36).but(text(19, 36), Content::Leaf)),
        row("EventBody", rule(Kind::Array).but(rule(Kind::Object), body)),
        row("AdditionalFields", text(1, 100).but(text(0, 100), Content::Leaf)),
        row("Signature", text(1, 100).but(text(1, 100).nullable(), Content::Leaf)),
    ];
    let root = object(&mut model, "AccountToken", root, vec![]);
    (model, page(root, &[ACCOUNT_TOKEN]))
}

/// A payment token: no example, and three ids of which the page wants one.
pub(crate) fn payment_token() -> (Model, Page) {
    let mut model = Model::default();
    let ids = ["payment_session_id", "failed_payment_session_id", "provision_token_request_id"];
    let mut rows = vec![row("payment_token", string().leaf())];
    rows.extend(ids.map(|id| row(id, string().optional().leaf())));
    let origin = group("one-origin", GroupKeyword::ExactlyOneOf, &[1, 2, 3], Severity::Warning);
    let root = object(&mut model, "PaymentToken", rows, vec![origin]);
    (model, page(root, &[]))
}

/// Every kind of rule, alone and with its neighbours.
pub(crate) fn everything() -> (Model, Page) {
    let mut model = Model::default();
    let mut rows = strings(&mut model);
    rows.extend(numbers());
    rows.extend(containers(&mut model));
    let groups = vec![
        group("at-most", GroupKeyword::AtMostOneOf, &members(&rows, &["most a", "most/b", "most~c"]), Severity::Error),
        group("at-least", GroupKeyword::AtLeastOneOf, &members(&rows, &["least_a", "least_b"]), Severity::Error),
    ];
    let root = object(&mut model, "Everything", rows, groups);
    (model, page(root, &[]))
}

fn members(rows: &[Field], names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|name| rows.iter().position(|row| row.name.wire == *name)).collect()
}

fn strings(model: &mut Model) -> Vec<Field> {
    let status = enumeration(model, "Status");
    let hexadecimal: &[(char, char)] = &[('0', '9'), ('a', 'f')];
    let payment = || pattern("^payment_[0-9a-f]{32}$", &["payment_"], Some((hexadecimal, 32, Some(32))));
    let mut rows = vec![
        row("length", text(2, 10).leaf()),
        row("bytes", text(2, 10).unit(LengthUnit::Bytes).leaf()),
        row("utf16", text(2, 10).unit(LengthUnit::Utf16).leaf()),
        row("long", text(1, 500).leaf()),
        row("status", string().values(&["NEW", "CLO", "partial match"]).of(status.clone())),
        row("status_or_null", string().values(&["NEW", "CLO"]).nullable().of(status.clone())),
        row("status_or_empty", text(3, 13).values(&["NEW", "CLO", "partial match"]).allow_empty().of(status.clone())),
        row("status_grown", string().values(&["NEW"]).but(string().values(&["NEW", "OLD"]), status)),
        row("constant", string().constant("PAYMENT_UPDATED").leaf()),
        row("constant_or_null", string().constant("x").nullable().leaf()),
        row("prefix", string().pattern(pattern("^wh_", &["wh_"], None)).leaf()),
        row("either", text(7, 40).pattern(pattern("^(card_|other_)", &["card_", "other_"], None)).leaf()),
        row("payment", string().pattern(payment()).leaf()),
        row("payment_or_empty", string().pattern(payment()).allow_empty().nullable().leaf()),
        row("shop", format(Format::Uri).length(9, 60).pattern(pattern("^https://", &["https://"], None)).leaf()),
        row("last4_or_empty", format(Format::LastFour).length(4, 4).allow_empty().leaf()),
    ];
    for word in Format::ALL {
        rows.push(row(word.word(), format(word).leaf()));
    }
    rows
}

fn numbers() -> Vec<Field> {
    vec![
        row("integer", rule(Kind::Integer).leaf()),
        row("percent", rule(Kind::Integer).between("0", "100").leaf()),
        row(
            "half",
            rule(Kind::Integer).between("-0.5", "2.5").but(rule(Kind::Integer).between("-1", "3"), Content::Leaf),
        ),
        row("paid_at", format(Format::UnixSeconds).between("0", "9999999999").nullable().leaf()),
        row("amount", rule(Kind::Number).leaf()),
        row("rate", rule(Kind::Number).between("0.01", "10").leaf()),
        row("flag", rule(Kind::Boolean).leaf()),
        row("flag_or_null", rule(Kind::Boolean).nullable().optional().leaf()),
        row("anything", rule(Kind::Any).optional().leaf()),
    ]
}

fn containers(model: &mut Model) -> Vec<Field> {
    let amount = vec![
        row("amount", rule(Kind::Number).leaf()),
        row("ewallet id", text(1, 3).optional().leaf()),
        row("by_card", string().optional().leaf()),
        row("by_bank", string().optional().leaf()),
    ];
    let way = group("way", GroupKeyword::ExactlyOneOf, &[2, 3], Severity::Error);
    let wallet = object(model, "Wallet", amount, vec![way]);
    let wallets = || Content::Items(Box::new(rule(Kind::Object).of(Content::Object(wallet))));
    let level = object(model, "Level", vec![row("wallets", rule(Kind::Array).of(wallets()))], vec![]);
    let matrix =
        Content::Items(Box::new(rule(Kind::Array).items(1, 2).of(Content::Items(Box::new(text(1, 2).leaf())))));
    vec![
        row("free", rule(Kind::Object).leaf()),
        row("list", rule(Kind::Array).items(1, 3).leaf()),
        row("wallets", rule(Kind::Array).items(2, 4).of(wallets())),
        row("matrix", rule(Kind::Array).optional().of(matrix)),
        row("nested", rule(Kind::Object).nullable().optional().of(Content::Object(level))),
        row("wallet", rule(Kind::Array).but(rule(Kind::Object), Content::Object(wallet))),
        row("wallet_or_null", rule(Kind::Array).nullable().but(rule(Kind::Object).nullable(), Content::Object(wallet))),
        row("most a", string().optional().leaf()),
        row("most/b", rule(Kind::Object).optional().of(Content::Object(level))),
        row("most~c", string().optional().nullable().leaf()),
        row("least_a", string().optional().leaf()),
        row("least_b", string().optional().leaf()),
    ]
}
