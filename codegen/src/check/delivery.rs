//! What a provider expects of the answers to its requests, and its pointers into all of its payloads.

use super::draft::{Draft, RowId};
use super::layout;
use super::locate::tokens;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Content, Delivery, Kind, Retries, Success};
use crate::raw::contract::{RawDelivery, RawRetries};
use crate::raw::extract::{OneOrMany, Spanned};
use crate::raw::text::Token;

pub(super) fn resolve(draft: &mut Draft<'_>, provider: usize, raw: &RawDelivery) -> Delivery {
    Delivery {
        success: raw.success.as_ref().and_then(|raw| success(draft, raw)),
        retries: raw.retries.as_ref().map(|raw| retries(draft, &raw.value)),
        idempotency_key: raw.idempotency_key.as_ref().and_then(|at| string_member(draft, provider, at)),
        doc: layout::prose(raw.doc.as_ref()),
    }
}

fn success(draft: &mut Draft<'_>, raw: &Spanned<OneOrMany<Token>>) -> Option<Success> {
    let codes = &raw.value.0;
    if let [only] = codes.as_slice()
        && only.value.0 == "2xx"
    {
        return Some(Success::Any2xx);
    }
    let mut statuses = Vec::with_capacity(codes.len());
    for code in codes {
        match code.value.0.parse() {
            Ok(status @ 200..=299) if code.value.0.len() == 3 => statuses.push(status),
            _ => draft.report(
                Diagnostic::error(
                    Code::F0204,
                    code.span,
                    format!("`{}` is no status of success", shortened(&code.value.0)),
                )
                .help("List statuses from 200 to 299, as in `[204]`, or write `2xx` for all of them."),
            ),
        }
    }
    if codes.is_empty() {
        draft.report(
            Diagnostic::error(Code::F0204, raw.span, "no status counts as received")
                .help("List statuses, write `2xx`, or leave the key out where it is not documented."),
        );
    }
    (!statuses.is_empty()).then_some(Success::Statuses(statuses))
}

fn retries(draft: &mut Draft<'_>, raw: &RawRetries) -> Retries {
    if let Some(period) = raw.period.as_ref().filter(|period| !is_period(&period.value.0)) {
        draft.report(
            Diagnostic::error(Code::F0204, period.span, format!("`{}` is no span of time", shortened(&period.value.0)))
                .help("Write a number and a unit: `30 seconds`, `5 minutes`, `48 hours`, `7 days`."),
        );
    }
    Retries {
        period: raw.period.as_ref().map(|period| period.value.0.clone()),
        backoff: raw.backoff.as_ref().map(|backoff| backoff.value),
    }
}

fn is_period(text: &str) -> bool {
    let Some((count, unit)) = text.split_once(' ') else { return false };
    let number = count.bytes().all(|b| b.is_ascii_digit()) && !count.starts_with('0') && matches!(count.len(), 1..=6);
    number && ["second", "minute", "hour", "day"].contains(&unit.strip_suffix('s').unwrap_or(unit))
}

/// The members that a provider's pointer goes through: each payload that has rows has a string there.
pub(super) fn string_member(draft: &mut Draft<'_>, provider: usize, at: &Spanned<String>) -> Option<Vec<String>> {
    let Some(path) = tokens(&at.value).filter(|path| !path.is_empty()) else {
        let message = format!("`{}` is no pointer to a member", shortened(&at.value));
        draft.report(
            Diagnostic::error(Code::F0903, at.span, message)
                .help("A pointer starts with `/` and names a member of the payload, as in `/id` (RFC 6901)."),
        );
        return None;
    };
    for page in pages(draft, provider) {
        let has_rows = draft.page(page).is_some_and(|page| !draft.fields(page.root).is_empty());
        if !has_rows || string_row(draft, page, &path).is_some() {
            continue;
        }
        let Some(raw) = draft.pages.get(page).map(|notes| notes.raw) else { continue };
        let payload = draft.page(page).map(|page| page.payload.clone()).unwrap_or_default();
        draft.report(
            Diagnostic::error(Code::F0903, at.span, format!("`{payload}` has no string at `{}`", shortened(&at.value)))
                .label(raw.provider.span, "the payload of this page")
                .help("Point to a member that is a string in all payloads of the provider and stands in no array."),
        );
    }
    Some(path)
}

/// Notes that the string at a path is a signature that nobody can check.
pub(super) fn mark(draft: &mut Draft<'_>, provider: usize, path: &[String]) {
    for page in pages(draft, provider) {
        if let Some(field) = string_row(draft, page, path).and_then(|row| draft.field_mut(page, row)) {
            field.unchecked_signature = true;
        }
    }
}

fn pages(draft: &Draft<'_>, provider: usize) -> Vec<usize> {
    let pages = draft.pages.iter().enumerate().filter(|(_, notes)| notes.provider == provider);
    pages.map(|(index, _)| index).collect()
}

/// The row at a path of members, if any text may stand there.
fn string_row(draft: &Draft<'_>, page: usize, path: &[String]) -> Option<RowId> {
    let row = draft.member(page, path)?;
    let value = draft.value(page, row)?;
    (value.effective.kind == Kind::String && matches!(value.content, Content::Leaf)).then_some(row)
}
