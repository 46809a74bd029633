//! The same facts in every shape in which such pages come give the same schema.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test may panic, and take its time")]

mod common;

use std::fmt::Write;

use common::import::import;

/// Name, type, description, least and greatest length.
type Row = [&'static str; 5];

/// A page as facts.
struct Facts {
    title: &'static str,
    module: &'static str,
    /// An event with what is said of it.
    events: &'static [[&'static str; 2]],
    rows: &'static [Row],
    sample_title: &'static str,
    sample: &'static str,
}

const ACCOUNT_TOKEN: Facts = Facts {
    title: "Account Token Webhook Payloads",
    module: "Account Token",
    events: &[
        ["AccountToken.MerchantTokenCreated", "Sent when a token was stored."],
        ["AccountToken.MerchantTokenUpdated", "Sent when a token was changed."],
        ["AccountToken.MerchantTokenDeactivated", "Sent when a token can no longer be used."],
    ],
    rows: &[
        ["EventCode", "Enumeration", "MerchantTokenCreated, MerchantTokenUpdated, MerchantTokenDeactivated", "1", "36"],
        ["EventDateTime", "string", "When it happened.", "36", "36"],
        ["EventBody", "array", "What the event is about.", "N/A", "N/A"],
        ["- MerchantId", "string", "Number of the merchant", "8", "8"],
        ["- AccountToken", "string", "The account token", "1", "50"],
        ["- CardBrand", "string", "Brand", "1", "8"],
        ["- ExpiryMonth", "string", "Month of expiry", "2", "2"],
        ["- ExpiryYear", "string", "Year of expiry", "2", "2"],
        ["- MaskedAccountNumber", "string", "Account number in a mask", "8", "8"],
        ["- NameOnAccount", "string", "Whose account it is", "1", "50"],
        [
            "- NotificationType",
            "Enumeration",
            "MerchantTokenCreated, MerchantTokenUpdated, MerchantTokenDeactivated",
            "36",
            "36",
        ],
        ["- NotificationDate", "string", "Identifies the notification", "36", "36"],
        ["- TimeZone", "string", "Zone of the date above", "8", "8"],
        ["AdditionalFields", "string", "More values about the webhook", "1", "100"],
        ["Signature", "string", "HMAC value of the webhook", "1", "100"],
    ],
    sample_title: "Payload Example: Account Token Created",
    sample: r#"{
  "EventCode": "MerchantTokenCreated",
  "EventDateTime": "12-14-2023 19:42:50",
  "EventBody": {
    "MerchantId": "4bvl9KxM",
    "AccountToken": "RPYGLDBW10MPD5ZK",
    "CardBrand": "VISA",
    "ExpiryMonth": "03",
    "ExpiryYear": "30",
    "MaskedAccountNumber": "****0008",
    "NameOnAccount": "Onkar",
    "NotificationType": "MerchantTokenCreated",
    "NotificationDate": "12-14-2023 19:42:50",
    "TimeZone": "Eastern"
  },
  "AdditionalFields": "",
  "Signature": null
}"#,
};

const TOKEN_LINK: Facts = Facts {
    title: "Token Link Webhook Payloads",
    module: "Token Link",
    events: &[
        ["TokenLinkCreated", "Sent when a link was made."],
        ["TokenLinkUpdated", "Sent when a link was updated."],
        ["TokenLinkModified", "Sent when the settings of a link were changed."],
    ],
    rows: &[
        ["EventCode", "Enumeration", "TokenLinkCreate, TokenLinkUpdated, TokenLinkModified", "1", "36"],
        ["EventDateTime", "string", "When it happened.", "36", "36"],
        ["EventBody", "array", "What the event is about (see below)", "N/A", "N/A"],
        ["- MerchantId", "string", "Number of the merchant", "8", "8"],
        ["- TokenLinkId", "string", "Number of the link", "8", "8"],
        ["- Title", "string", "Title of the link", "1", "100"],
        ["- MerchantReference", "string", "Reference of the merchant", "1", "500"],
        ["- PaymentMethods", "string", "What the payer may pay with", "1", "500"],
        ["- TokenLinkStatus", "Enumeration", "Created, Completed, Expired, Invalidated, Failed", "1", "50"],
        ["- ExpireOn", "string", "When the link expires", "36", "36"],
        ["- NotificationType", "Enumeration", "TokenLinkCreate, TokenLinkUpdated, TokenLinkModified", "36", "36"],
        ["- NotificationDate", "string", "When the notification was sent.", "36", "36"],
        ["- ReasonCode", "string", "Code of the reason", "36", "36"],
        ["- TimeZone", "string", "Zone of the date above", "8", "8"],
        ["AdditionalFields", "string", "More values about the webhook", "1", "100"],
        ["Signature", "string", "HMAC value of the webhook", "1", "100"],
    ],
    sample_title: "Payload Example: Token Link Created",
    sample: r#"{
  "EventCode": "TokenLinkCreated",
  "EventDateTime": "12-19-2023 17:41:01",
  "EventBody": {
    "TokenLinkId": "DxL3QA2v",
    "MerchantId": "4bvl9KxM",
    "Title": "PMT-498760321313",
    "MerchantReference": null,
    "PaymentMethods": "ACH,CreditCard,DebitCard",
    "ExpireOn": "01-18-2024 17:40:41",
    "TokenLinkStatus": "Created",
    "NotificationType": "TokenLinkCreated",
    "NotificationDate": "12-19-2023 17:41:01",
    "ReasonCode": "TokenLink created",
    "TimeZone": "Eastern"
  },
  "AdditionalFields": "",
  "Signature": null
}"#,
};

const HEADER: [&str; 5] = ["Field", "Data Type", "Description", "MinLength", "MaxLength"];

/// A page with headings, an event list, a table in a form of its own, and the sample.
fn markdown(facts: &Facts, table: &str) -> String {
    let mut page =
        format!("# {}\n\n## {} Webhook Events\n\nThere are the following events:\n\n", facts.title, facts.module);
    for [event, said] in facts.events {
        writeln!(page, "- {event}: {said}").unwrap();
    }
    let Facts { module, sample_title, sample, .. } = facts;
    write!(page, "\n## {module} Webhook Payload Fields\n\n{table}\n\n## {sample_title}\n\n```json\n{sample}\n```\n")
        .unwrap();
    page
}

fn pipes(facts: &Facts) -> String {
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let mut table = line(&HEADER) + &line(&["---"; 5]);
    for row in facts.rows {
        table += &line(row);
    }
    markdown(facts, &table)
}

/// `head`: with `thead` and `th`; else the first row is like the others.
fn html(facts: &Facts, head: bool) -> String {
    let Facts { title, module, events, rows, sample_title, sample } = facts;
    let cells = |cells: &[&str], tag: &str| -> String {
        let cells: String = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>")).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(|row| cells(row, "td")).collect();
    let table = if head {
        format!("<table><thead>{}</thead><tbody>{rows}</tbody></table>", cells(&HEADER, "th"))
    } else {
        format!("<table>{}{rows}</table>", cells(&HEADER, "td"))
    };
    let events: String = events.iter().map(|[event, said]| format!("<li>{event}: {said}</li>\n")).collect();
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav>\
         <main><h1>{title}</h1><h2>{module} Webhook Events</h2><p>There are the following events:</p><ul>{events}</ul>\
         <h2>{module} Webhook Payload Fields</h2>{table}<h2>{sample_title}</h2><pre><code>{sample}</code></pre></main></body></html>"
    )
}

/// As copied from a browser: cells with a space between them.
fn spaces(facts: &Facts) -> String {
    let Facts { title, module, events, rows, sample_title, sample } = facts;
    let mut page = format!(
        "Skip to main content\n\nWebhooks\n\n{title}\n\n{module} Webhook Events\n\nThere are the following events:\n\n"
    );
    for [event, said] in *events {
        writeln!(page, "  • {event} - {said}").unwrap();
    }
    write!(page, "\n{module} Webhook Payload Fields\n\nThe table lists the fields.\n\n{}\n", HEADER.join(" ")).unwrap();
    for row in *rows {
        writeln!(page, "{}", row.join(" ")).unwrap();
    }
    write!(page, "\n{sample_title}\n\n{sample}\n").unwrap();
    page
}

/// Pipes without separators, and the first two rows on one line.
fn glued(facts: &Facts) -> String {
    let Facts { title, module, events, rows, sample_title, sample } = facts;
    let mut page = format!("{title}\n{module} Webhook Events\nThere are the following events:\n");
    for [event, said] in *events {
        writeln!(page, "- {event}: {said}").unwrap();
    }
    write!(page, "{module} Webhook Payload Fields\nThe table lists the fields.\n{} |\n", HEADER.join(" | ")).unwrap();
    for (index, row) in rows.iter().enumerate() {
        write!(page, "{} |{}", row.join(" | "), if index == 0 { " " } else { "\n" }).unwrap();
    }
    write!(page, "{sample_title}\n{sample}\n").unwrap();
    page
}

/// A schema without the hash of the page that it came from.
fn schema(page: &str) -> String {
    import(page.as_bytes(), &[]).schema.lines().filter(|line| !line.contains("sha256:")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_facts_give_the_same_schema_in_every_shape() {
    for facts in [&ACCOUNT_TOKEN, &TOKEN_LINK] {
        let expected = schema(&pipes(facts));
        assert_eq!(expected.matches("row: ").count(), facts.rows.len(), "{expected}");
        assert!(!expected.contains("review:"), "{expected}");
        for (shape, page) in [
            ("html with thead", html(facts, true)),
            ("html without thead", html(facts, false)),
            ("spaces", spaces(facts)),
            ("glued pipes", glued(facts)),
        ] {
            assert_eq!(schema(&page), expected, "{shape}");
        }
    }
}
