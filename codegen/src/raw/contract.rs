//! How a provider's requests show where they come from, and what is expected of the answers: parts of `provider.yaml`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::extract::{Concept, Extract, Keys, OneOrMany, Spanned, listed, wrong};
use super::text::{Prose, Token};
use super::words::{Vocabulary, Word};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::load::{Node, Value};
use crate::model::{Encoding, Part, encoding_word};
use crate::source::Span;

/// A way to tell the provider's requests from others'.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Authentication", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawAuthentication {
    /// `hmac-sha256`, `api-key` or `body-signature`.
    pub(crate) scheme: Spanned<Word<SchemeWord>>,
    /// The header that holds the key or the signature.
    pub(crate) header: Option<Spanned<String>>,
    /// Of a `body-signature`: a pointer to the member that holds it.
    pub(crate) at: Option<Spanned<String>>,
    /// What the provider calls the key, in `snake_case`.
    pub(crate) key: Option<Spanned<String>>,
    /// What is signed, one part behind the other with nothing between them.
    pub(crate) signed: Option<Spanned<Vec<Spanned<Part>>>>,
    /// The header that holds the time of signing in Unix seconds: one of those that are signed.
    pub(crate) timestamp_header: Option<Spanned<String>>,
    /// How the digest is written: `hex` (lower case), `base64`, or `base64-of-hex`.
    pub(crate) encoding: Option<Spanned<Word<Encoding>>>,
    /// What stands in front of the digest, as in `sha256=`.
    pub(crate) prefix: Option<Spanned<String>>,
    /// What is not documented that it takes to check a signature: each completes "it is not documented …".
    pub(crate) unknown: Option<Spanned<Vec<Spanned<Prose>>>>,
    /// How it works, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
}

/// A scheme of authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SchemeWord {
    HmacSha256,
    ApiKey,
    BodySignature,
}

/// What the provider expects of a receiver's answer, and what it does otherwise.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Delivery", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawDelivery {
    /// The status codes that count as received: `[204]` or `2xx`.
    pub(crate) success: Option<Spanned<OneOrMany<Token>>>,
    /// How a webhook is sent again.
    pub(crate) retries: Option<Spanned<RawRetries>>,
    /// A pointer to the string that is the same each time a webhook is sent, and another for another webhook.
    pub(crate) idempotency_key: Option<Spanned<String>>,
    /// What else there is to know, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
}

/// How a webhook is sent again.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Retries", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawRetries {
    /// For how long at most, as in `7 days`.
    #[schemars(rename = "for")]
    pub(crate) period: Option<Spanned<Token>>,
    /// With longer and longer pauses.
    pub(crate) backoff: Option<Spanned<bool>>,
}

impl SchemeWord {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::HmacSha256 => "hmac-sha256",
            Self::ApiKey => "api-key",
            Self::BodySignature => "body-signature",
        }
    }
}

impl Vocabulary for SchemeWord {
    const WHAT: &'static str = "scheme of authentication";

    fn words() -> Vec<(&'static str, Self)> {
        [Self::HmacSha256, Self::ApiKey, Self::BodySignature].map(|scheme| (scheme.word(), scheme)).into()
    }
}

impl Vocabulary for Encoding {
    const WHAT: &'static str = "way to write a digest";

    fn words() -> Vec<(&'static str, Self)> {
        [Self::Hex, Self::Base64, Self::Base64OfHex].map(|encoding| (encoding_word(encoding), encoding)).into()
    }
}

impl Concept for RawAuthentication {
    const WHAT: &'static str = "a scheme of authentication";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let scheme = keys.required("scheme");
        if let Some(scheme) = &scheme {
            needed(keys, scheme);
        }
        let raw = (keys.optional("header"), keys.optional("at"), keys.optional("key"), keys.optional("signed"));
        let (header, at, key, signed) = raw;
        let timestamp_header = keys.optional("timestampHeader");
        let encoding = keys.optional("encoding");
        let prefix = keys.optional("prefix");
        let unknown = keys.optional("unknown");
        let doc = keys.optional("doc");
        Some(Self { scheme: scheme?, header, at, key, signed, timestamp_header, encoding, prefix, unknown, doc })
    }
}

/// Reports the keys that a scheme needs and has not.
fn needed(keys: &mut Keys<'_>, scheme: &Spanned<Word<SchemeWord>>) {
    let word = scheme.value.0;
    let needed: &[&str] = match word {
        SchemeWord::ApiKey => &["header", "key"],
        SchemeWord::HmacSha256 if keys.has("unknown") => &["header"],
        SchemeWord::HmacSha256 => &["header", "key", "signed", "encoding"],
        SchemeWord::BodySignature => &["at", "unknown"],
    };
    for &key in needed {
        if keys.has(key) {
            continue;
        }
        let message = format!("the scheme `{}` needs the key `{key}`", word.word());
        let diagnostic = Diagnostic::error(Code::F0202, scheme.span, message);
        keys.report(match (word, key) {
            (_, "unknown") => diagnostic
                .help("Say what is not documented that it takes to check it: `unknown: [how the digest is encoded]`."),
            (SchemeWord::HmacSha256, "key" | "signed" | "encoding") => diagnostic
                .help(format!("Add `{key}: …`, or, if the provider does not document it, say so: `unknown: [how …]`.")),
            _ => diagnostic.help(format!("Add `{key}: …`.")),
        });
    }
}

impl Concept for RawDelivery {
    const WHAT: &'static str = "a delivery";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let success = keys.optional("success");
        let retries = keys.optional("retries");
        let idempotency_key = keys.optional("idempotencyKey");
        let doc = keys.optional("doc");
        Some(Self { success, retries, idempotency_key, doc })
    }
}

impl Concept for RawRetries {
    const WHAT: &'static str = "a way to send a webhook again";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let period = keys.optional("for");
        let backoff = keys.optional("backoff");
        Some(Self { period, backoff })
    }
}

/// The forms of a part of what is signed.
const PARTS: [&str; 5] = ["url", "body", "header:NAME", "key:NAME", "text:ANY"];

impl Extract for Part {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        if !matches!(node.value, Value::Scalar(_)) {
            wrong(node, at, diagnostics, &format!("a part of what is signed: {}", listed(PARTS.into_iter())));
            return None;
        }
        let text = String::extract(node, at, diagnostics)?;
        let part = match text.split_once(':') {
            None if text == "url" => Some(Self::Url),
            None if text == "body" => Some(Self::Body),
            Some((_, "")) | None => None,
            Some(("header", name)) => Some(Self::Header(name.to_owned())),
            Some(("key", name)) => Some(Self::Key(name.to_owned())),
            Some(("text", text)) => Some(Self::Text(text.to_owned())),
            Some(_) => None,
        };
        if part.is_none() {
            let message = format!("`{}` is no part of what is signed", shortened(&text));
            let help = format!("There are {}.", listed(PARTS.into_iter()));
            diagnostics.push(Diagnostic::error(Code::F0204, node.span, message).help(help));
        }
        part
    }
}

impl JsonSchema for Part {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Part".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^(url|body|header:.+|key:.+|text:.+)$"})
    }
}
