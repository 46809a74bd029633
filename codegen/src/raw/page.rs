//! A page's file.

use schemars::JsonSchema;

use super::entry::{RawErratum, RawNote};
use super::extract::{Concept, Keys, Map, Spanned};
use super::row::{RawType, Rows};
use super::text::{Document, Prose, Token};
use super::words::Word;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::model::{DocumentedBy, GroupKeyword};

/// What one documentation page says, row by row in its order, and, apart from that, what is in effect and why.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Page", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawPage {
    /// The folder's name, said once more.
    pub(crate) provider: Spanned<String>,
    /// The page itself: where it is, and when it was read.
    pub(crate) page: Spanned<RawPageInfo>,
    /// One row an HTTP header, in the page's order.
    pub(crate) headers: Option<Spanned<Rows>>,
    /// What tells this page's payloads from those of the provider's other pages.
    pub(crate) event: Option<Spanned<RawEvent>>,
    /// Named types that only this page uses.
    pub(crate) types: Option<Spanned<Map<RawType>>>,
    /// The rows of the body.
    pub(crate) payload: Spanned<RawPayload>,
    /// Rules over several members of one object, by name.
    pub(crate) rules: Option<Spanned<Map<RawRule>>>,
    /// What is in effect instead, and why.
    pub(crate) errata: Option<Spanned<Vec<Spanned<RawErratum>>>>,
    /// What was seen and changes no rule.
    pub(crate) notes: Option<Spanned<Vec<Spanned<RawNote>>>>,
    /// The payloads that the page shows, by name.
    pub(crate) examples: Option<Spanned<Map<RawExample>>>,
}

/// The page itself.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "PageInfo", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawPageInfo {
    /// The page's own title.
    pub(crate) title: Spanned<Prose>,
    /// Where it is, if known.
    pub(crate) url: Option<Spanned<String>>,
    /// The day it was read.
    pub(crate) read: Option<Spanned<Token>>,
    /// Of the page's text as it was read, if kept.
    pub(crate) sha256: Option<Spanned<Token>>,
    /// `table` (the default), or `example`: the page has no field table.
    pub(crate) documented_by: Option<Spanned<Word<DocumentedBy>>>,
    /// What the webhook tells, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
}

/// The member that says which event a payload is.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Event", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawEvent {
    /// RFC 6901 pointer to the member.
    pub(crate) at: Spanned<String>,
    /// A value on the wire, and what the page's event list calls it.
    pub(crate) names: Option<Spanned<Map<Spanned<Token>>>>,
}

/// The rows of the body.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Payload", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawPayload {
    /// A named object type: rows of the same name here start from what it says.
    pub(crate) base: Option<Spanned<String>>,
    /// The Rust name of the root type, else the file's stem in `PascalCase`.
    pub(crate) type_name: Option<Spanned<String>>,
    /// The rows, in the page's order.
    pub(crate) fields: Spanned<Rows>,
}

/// A rule over several members of one object. It has exactly one of `exactlyOneOf`, `atMostOneOf` and `atLeastOneOf`.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Rule", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawRule {
    /// Pointer to the object; `""` is the root and the default.
    pub(crate) at: Option<Spanned<String>>,
    /// One of these members is there, and only one.
    exactly_one_of: Option<Members>,
    /// No two of these members are there.
    at_most_one_of: Option<Members>,
    /// One of these members is there, or several.
    at_least_one_of: Option<Members>,
    /// What it means, in our own words.
    pub(crate) doc: Option<Spanned<Prose>>,
}

type Members = Spanned<Vec<Spanned<String>>>;

/// A payload that the page shows.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename = "Example", rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RawExample {
    /// What the page calls it.
    pub(crate) title: Option<Spanned<Prose>>,
    /// The page's text to the letter, best behind `|`, so that digits and order are kept.
    pub(crate) json: Spanned<Document>,
}

impl Concept for RawPage {
    const WHAT: &'static str = "a page's schema";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let provider = keys.required("provider");
        let page = keys.required("page");
        let headers = keys.section("headers");
        let event = keys.optional("event");
        let types = keys.section("types");
        let payload = keys.required("payload");
        let rules = keys.section("rules");
        let errata = keys.section("errata");
        let notes = keys.section("notes");
        let examples = keys.section("examples");
        let (provider, page, payload) = (provider?, page?, payload?);
        Some(Self { provider, page, headers, event, types, payload, rules, errata, notes, examples })
    }
}

impl Concept for RawPageInfo {
    const WHAT: &'static str = "a page";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let title = keys.required("title");
        let url = keys.optional("url");
        let read = keys.optional("read");
        let sha256 = keys.optional("sha256");
        let documented_by = keys.optional("documentedBy");
        let doc = keys.optional("doc");
        Some(Self { title: title?, url, read, sha256, documented_by, doc })
    }
}

impl Concept for RawEvent {
    const WHAT: &'static str = "an event";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let at = keys.required("at");
        let names = keys.optional("names");
        Some(Self { at: at?, names })
    }
}

impl Concept for RawPayload {
    const WHAT: &'static str = "a payload";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let base = keys.optional("base");
        let type_name = keys.optional("typeName");
        let fields = keys.required("fields");
        Some(Self { base, type_name, fields: fields? })
    }
}

impl Concept for RawRule {
    const WHAT: &'static str = "a rule";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let at = keys.optional("at");
        let exactly_one_of = keys.optional("exactlyOneOf");
        let at_most_one_of = keys.optional("atMostOneOf");
        let at_least_one_of = keys.optional("atLeastOneOf");
        let doc = keys.optional("doc");
        let rule = Self { at, exactly_one_of, at_most_one_of, at_least_one_of, doc };
        let second = rule.keywords().nth(1).map(|(_, members)| members.span);
        if second.is_some() || rule.keywords().next().is_none() {
            let message = "a rule has one of `exactlyOneOf`, `atMostOneOf` and `atLeastOneOf`";
            let span = second.unwrap_or(keys.at());
            let help = match second {
                Some(_) => "Make two rules of two keys.",
                None => "Add one of them, with the members that the rule is over.",
            };
            keys.report(Diagnostic::error(Code::F0409, span, message).help(help));
            return None;
        }
        Some(rule)
    }
}

impl RawRule {
    /// The keywords that are said.
    pub(crate) fn keywords(&self) -> impl Iterator<Item = (GroupKeyword, &Members)> {
        [
            (GroupKeyword::ExactlyOneOf, self.exactly_one_of.as_ref()),
            (GroupKeyword::AtMostOneOf, self.at_most_one_of.as_ref()),
            (GroupKeyword::AtLeastOneOf, self.at_least_one_of.as_ref()),
        ]
        .into_iter()
        .filter_map(|(keyword, members)| Some((keyword, members?)))
    }
}

impl Concept for RawExample {
    const WHAT: &'static str = "an example";

    fn read(keys: &mut Keys<'_>) -> Option<Self> {
        let title = keys.optional("title");
        let json = keys.required("json");
        Some(Self { title, json: json? })
    }
}
