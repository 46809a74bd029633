//! `import --merge`: what has changed on a page is named, and nothing else in the schema changes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use common::merge::{Folder, fixture, with, with_row};

/// A page with a change, what the drift is, and the lines of the schema that have changed.
struct Case {
    page: String,
    drift: &'static [&'static str],
    lines: &'static [&'static str],
}

#[track_caller]
fn holds(folder: &Folder, case: &Case) {
    let (drift, lines) = folder.drift(&case.page, &[]);
    assert_eq!(drift, case.drift);
    assert_eq!(lines, case.lines);
}

#[test]
fn a_page_that_says_the_same_in_other_words_has_no_drift() {
    let pages = [(Folder::account_token(), "account-token.md"), (Folder::paid(), "paid.md")];
    for (folder, page) in pages {
        let before = folder.text();
        let said =
            folder.merge(&with(&fixture(page), "## Fields", "Much has changed here, but not:\n\n## Fields"), &[]);
        assert_eq!((said.status, said.err.as_str()), (0, ""), "{}", said.out);
        assert_eq!(folder.text(), before);
    }
}

/// The changes of one row, in a schema of the repository and its style.
#[test]
fn the_changes_of_a_row_touch_its_lines_alone() {
    let page = fixture("account-token.md");
    let cases = [
        Case {
            page: with_row(&page, "EventBody.AccountToken", "| EventBody.AccountToken | string | 1 | 64 | |"),
            drift: &["re-bounded /EventBody/AccountToken"],
            lines: &[
                "-AccountToken:        {type: string, minLength: 1, maxLength: 50, sensitive: true, doc: The account token.}",
                "+AccountToken:        {type: string, minLength: 1, maxLength: 64, row: 5/#, sensitive: true, doc: The account token.}",
            ],
        },
        Case {
            page: with_row(&page, "EventBody.AccountToken", "| EventBody.AccountToken | string | 8 | 50 | |"),
            drift: &["re-bounded /EventBody/AccountToken"],
            lines: &[
                "-AccountToken:        {type: string, minLength: 1, maxLength: 50, sensitive: true, doc: The account token.}",
                "+AccountToken:        {type: string, minLength: 8, maxLength: 50, row: 5/#, sensitive: true, doc: The account token.}",
            ],
        },
        Case {
            page: with_row(&page, "EventBody.AccountToken", "| EventBody.AccountToken | string | 1 | | |"),
            drift: &["re-bounded /EventBody/AccountToken"],
            lines: &[
                "-AccountToken:        {type: string, minLength: 1, maxLength: 50, sensitive: true, doc: The account token.}",
                "+AccountToken:        {type: string, minLength: 1, row: 5/#, sensitive: true, doc: The account token.}",
            ],
        },
        Case {
            page: with_row(
                &page,
                "EventBody.NameOnAccount",
                "| EventBody.NameOnAccount | string | 1 | 50 | |\n| EventBody.City | string | 1 | 9 | |",
            ),
            drift: &["added /EventBody/City"],
            lines: &["+City:                {type: string, required: false, minLength: 1, maxLength: 9, row: 11/#}"],
        },
        Case {
            page: with(&with_row(&page, "EventBody.CardBrand", ""), "\"CardBrand\": \"VISA\",\n", ""),
            drift: &["removed /EventBody/CardBrand", "example account-token-created"],
            lines: &[
                "-CardBrand:           {type: string, minLength: 1, maxLength: 8, doc: The card's brand.}",
                "-\"CardBrand\": \"VISA\",",
            ],
        },
        Case {
            page: with(&page, "TimeZone", "Zone"),
            drift: &["renamed /EventBody/Zone", "example account-token-created"],
            lines: &[
                "-TimeZone:            {type: string, minLength: 8, maxLength: 8, doc: The zone of NotificationDate.}",
                "+# review: renamed on the page, as it seems; before it was TimeZone",
                "+Zone:                {type: string, minLength: 8, maxLength: 8, doc: The zone of NotificationDate.}",
                "-at: /EventBody/TimeZone",
                "+at: /EventBody/Zone",
                "-evidence: examples/account-token-created#/EventBody/TimeZone",
                "+evidence: examples/account-token-created#/EventBody/Zone",
                "-\"TimeZone\": \"Eastern\"",
                "+\"Zone\": \"Eastern\"",
            ],
        },
        Case {
            page: with_row(
                &with_row(&page, "EventBody.CardBrand", ""),
                "EventBody.TimeZone",
                "| EventBody.TimeZone | string | 8 | 8 | |\n| EventBody.CardBrand | string | 1 | 8 | |",
            ),
            drift: &["moved /EventBody/CardBrand"],
            lines: &[
                "-CardBrand:           {type: string, minLength: 1, maxLength: 8, doc: The card's brand.}",
                "+CardBrand:           {type: string, minLength: 1, maxLength: 8, doc: The card's brand.}",
            ],
        },
        Case {
            page: with(
                &with_row(&page, "EventBody.ExpiryMonth", "| EventBody.ExpiryMonth | integer | | | |"),
                "\"ExpiryMonth\": \"03\"",
                "\"ExpiryMonth\": 3",
            ),
            drift: &[
                "retyped /EventBody/ExpiryMonth",
                "re-bounded /EventBody/ExpiryMonth",
                "re-bounded /EventBody/ExpiryMonth",
                "example account-token-created",
            ],
            lines: &[
                "-ExpiryMonth:         {type: string, minLength: 2, maxLength: 2, sensitive: true, doc: Month of expiry.}",
                "+ExpiryMonth:         {type: integer, row: 7/#, sensitive: true, doc: Month of expiry.}",
                "-\"ExpiryMonth\": \"03\",",
                "+\"ExpiryMonth\": 3,",
            ],
        },
    ];
    for case in cases {
        holds(&Folder::account_token(), &case);
    }
}

#[test]
fn an_enumeration_that_rows_share_gets_a_value_where_it_stands() {
    let page = with(
        &fixture("account-token.md"),
        ", MerchantTokenDeactivated |",
        ", MerchantTokenDeactivated, MerchantTokenExpired |",
    );
    let case = Case {
        page,
        drift: &["enum /EventCode", "enum /EventBody/NotificationType"],
        lines: &[
            "+MerchantTokenExpired:",
            "-EventCode: {type: AccountTokenEvent}",
            "+EventCode: {type: AccountTokenEvent, row: 1/#}",
            "-NotificationType:    {type: AccountTokenEvent, minLength: 36, maxLength: 36, doc: The event once more.}",
            "+NotificationType:    {type: AccountTokenEvent, minLength: 36, maxLength: 36, row: 11/#, doc: The event once more.}",
        ],
    };
    holds(&Folder::account_token(), &case);
}

#[test]
fn rows_that_change_their_object_take_along_what_people_have_written() {
    let page = fixture("account-token.md");
    let page = with(
        &page,
        "| EventBody.ExpiryMonth |",
        "| EventBody.Expiry | object | | | |\n| EventBody.Expiry.ExpiryMonth |",
    );
    let page = with(&page, "| EventBody.ExpiryYear |", "| EventBody.Expiry.ExpiryYear |");
    let case = Case {
        page: with(
            &page,
            "\"ExpiryMonth\": \"03\",\n\"ExpiryYear\": \"30\",",
            "\"Expiry\": {\"ExpiryMonth\": \"03\", \"ExpiryYear\": \"30\"},",
        ),
        drift: &[
            "added /EventBody/Expiry",
            "re-nested /EventBody/Expiry/ExpiryMonth",
            "re-nested /EventBody/Expiry/ExpiryYear",
            "example account-token-created",
        ],
        lines: &[
            "-ExpiryMonth:         {type: string, minLength: 2, maxLength: 2, sensitive: true, doc: Month of expiry.}",
            "-ExpiryYear:          {type: string, minLength: 2, maxLength: 2, sensitive: true, doc: Year of expiry.}",
            "+Expiry:",
            "+type: object",
            "+row: 7/#",
            "+fields:",
            "+ExpiryMonth: {type: string, minLength: 2, maxLength: 2, sensitive: true, doc: Month of expiry.}",
            "+ExpiryYear: {type: string, minLength: 2, maxLength: 2, sensitive: true, doc: Year of expiry.}",
            "-\"ExpiryMonth\": \"03\",",
            "-\"ExpiryYear\": \"30\",",
            "+\"Expiry\": {\"ExpiryMonth\": \"03\", \"ExpiryYear\": \"30\"},",
        ],
    };
    holds(&Folder::account_token(), &case);
}

#[test]
fn a_new_contradiction_gets_an_erratum_with_its_evidence() {
    let case = Case {
        page: with(&fixture("account-token.md"), "\"ExpiryMonth\": \"03\"", "\"ExpiryMonth\": \"3\""),
        drift: &["example account-token-created", "erratum added /EventBody/ExpiryMonth"],
        lines: &[
            "+- id: E1",
            "+at: /EventBody/ExpiryMonth",
            "+effective: {minLength: 1}",
            "+because: the example has 1 character",
            "+evidence: examples/account-token-created#/EventBody/ExpiryMonth",
            "-\"ExpiryMonth\": \"03\",",
            "+\"ExpiryMonth\": \"3\",",
        ],
    };
    holds(&Folder::account_token(), &case);
}

#[test]
fn comments_quotes_and_styles_survive() {
    let page = fixture("paid.md");
    let cases = [
        Case {
            page: with_row(&page, "id", "| id | string | yes | 1 | 40 | |"),
            drift: &["re-bounded /id"],
            lines: &[
                "-id:   {type: string, minLength: 1, maxLength: 36, doc: 'The payment''s id.'} # also in the log",
                "+id:   {type: string, minLength: 1, maxLength: 40, row: 2/#, doc: 'The payment''s id.'} # also in the log",
            ],
        },
        Case {
            page: with_row(&page, "customer.name", "| customer.name | string | yes | 1 | | |"),
            drift: &["re-bounded /customer/name"],
            lines: &["-maxLength: 50 # from the card", "+row: 10/#", "+# from the card"],
        },
        Case {
            page: with_row(&page, "customer", "| customer | object | yes | | | |"),
            drift: &["presence /customer"],
            lines: &["-required: false   # guests have none", "+required: true   # guests have none", "+row: 9/#"],
        },
        Case {
            page: with_row(&page, "status", "| status | string | yes | | | new, pending, paid |"),
            drift: &["enum /status"],
            lines: &["+pending:", "-failed: { doc: It was not paid., name: Refused }", "+row: 4/#"],
        },
        Case {
            page: with_row(&page, "channel", "| channel | string | no | | | web, phone, shop |"),
            drift: &["enum /channel"],
            lines: &[
                "+- phone",
                "-channel: {type: Channel, required: false}",
                "+channel: {type: Channel, required: false, row: 5/#}",
            ],
        },
        Case {
            page: with_row(
                &page,
                "items.sku",
                "| items.sku | string | yes | 1 | 20 | |\n| items.colour | string | no | | 20 | |",
            ),
            drift: &["added /items/colour"],
            lines: &[
                "-fields: {sku: {type: string, minLength: 1, maxLength: 20}, count: {type: integer}}",
                "+fields: {sku: {type: string, minLength: 1, maxLength: 20}, colour: {type: string, required: false, maxLength: 20, row: 15/#}, count: {type: integer}}",
            ],
        },
        Case {
            page: with_row(
                &with_row(&page, "note", ""),
                "type",
                "| type | string | yes | | | payment.paid |\n| note | string | no | | 140 | |",
            ),
            drift: &["moved /note"],
            lines: &[
                "+# The last one.",
                "+note: {type: string, required: false, maxLength: 140, sensitive: true}",
                "-# The last one.",
                "-note: {type: string, required: false, maxLength: 140, sensitive: true}",
            ],
        },
        Case {
            page: with(&with_row(&page, "id", ""), "  \"id\": \"pay_1\",\n", ""),
            drift: &["removed /id", "example paid"],
            lines: &[
                "-id:   {type: string, minLength: 1, maxLength: 36, doc: 'The payment''s id.'} # also in the log",
                "-\"id\": \"pay_1\",",
            ],
        },
        Case {
            page: with(&with(&page, "| customer", "| buyer"), "\"customer\"", "\"buyer\""),
            drift: &["renamed /buyer", "example paid"],
            lines: &[
                "-customer:",
                "+# review: renamed on the page, as it seems; before it was customer",
                "+buyer:",
                "-at: /customer/name",
                "+at: /buyer/name",
                "-evidence: examples/paid#/customer/name",
                "-- {id: P2, at: /customer/phone, effective: {minLength: 6}, because: the example has 6 characters, evidence: examples/paid#/customer/phone}",
                "+evidence: examples/paid#/buyer/name",
                "+- {id: P2, at: /buyer/phone, effective: {minLength: 6}, because: the example has 6 characters, evidence: examples/paid#/buyer/phone}",
                "-\"customer\": {\"name\": \"\", \"phone\": \"+49 30\"},",
                "+\"buyer\": {\"name\": \"\", \"phone\": \"+49 30\"},",
            ],
        },
        Case {
            page: with(
                &page,
                "| X-Acme-Signature | string | yes |",
                "| X-Acme-Signature | string | yes |\n| X-Acme-Key | string | no |",
            ),
            drift: &["added header:X-Acme-Key"],
            lines: &["+X-Acme-Key: {type: string, required: false, row: 2/#}"],
        },
    ];
    for case in cases {
        holds(&Folder::paid(), &case);
    }
}

#[test]
fn an_object_in_a_new_object_keeps_every_line() {
    let page = fixture("paid.md");
    let page = with_row(&page, "customer", "| party | object | no | | | |\n| party.customer | object | no | | | |");
    let page = with(&page, "| customer.", "| party.customer.");
    let page = with(
        &page,
        "\"customer\": {\"name\": \"\", \"phone\": \"+49 30\"}",
        "\"party\": {\"customer\": {\"name\": \"\", \"phone\": \"+49 30\"}}",
    );
    let folder = Folder::paid();
    let before = folder.text();
    let (drift, _) = folder.drift(&page, &[]);
    assert_eq!(drift, ["added /party", "re-nested /party/customer", "example paid"]);
    let after = folder.text();
    let start = before.find("    customer:\n").unwrap();
    let end = before.find("    items:\n").unwrap();
    for line in before[start..end].lines() {
        assert!(after.contains(&format!("    {line}\n")), "{line}\n{after}");
    }
}

#[test]
fn a_page_that_was_replaced_is_refused() {
    let page = fixture("account-token.md");
    let fields = page.find("## Fields").unwrap();
    let example = page.find("## Payload").unwrap();
    let pages = [
        (
            "# Refunds\n\n## Fields\n\n| Name | Type |\n| --- | --- |\n| Refund | object |\n| Refund.Id | string |\n"
                .to_owned(),
            "of the schema's 15 rows, 0 are on this page",
        ),
        ("# Gone\n\nThis page has moved.\n".to_owned(), "no field table was found"),
        (format!("{}{}", &page[..fields], &page[example..]), "only a sample"),
        (String::new(), "page.md"),
    ];
    for (page, why) in pages {
        let folder = Folder::account_token();
        let before = folder.text();
        let said = folder.merge(&page, &["--accept", "page"]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{}", said.err);
        assert!(said.err.contains(why), "{}", said.err);
        assert_eq!(folder.text(), before);
    }
}
