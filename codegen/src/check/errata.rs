//! Errata and notes: what they are about, what they rest on, and what is in effect by them.

use std::collections::HashMap;

use super::draft::{Draft, EntryNotes, Target};
use super::evidence::{self, Evidence};
use super::hull;
use super::locate::{Among, Located, Lost};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Entry, EntryKind, TypeId};
use crate::raw::entry::{RawEntry, RawErratum, RawNote};
use crate::raw::extract::{Spanned, listed};
use crate::raw::words::About;
use crate::source::Span;

pub(super) fn apply(draft: &mut Draft<'_>) {
    for provider in 0..draft.providers.len() {
        provider_notes(draft, provider);
    }
    for page in 0..draft.pages.len() {
        let Some(raw) = draft.pages.get(page).map(|notes| notes.raw) else { continue };
        let mut ids = HashMap::new();
        for erratum in raw.errata.iter().flat_map(|errata| &errata.value) {
            self::erratum(draft, page, erratum, &mut ids);
        }
        for note in raw.notes.iter().flat_map(|notes| &notes.value) {
            self::note(draft, page, note, &mut ids);
        }
        if let Some(notes) = draft.pages.get_mut(page) {
            notes.ids = ids.into_keys().collect();
        }
        hull::keeps_what_is_documented(draft, page);
    }
}

type Ids = HashMap<String, Span>;

fn provider_notes(draft: &mut Draft<'_>, provider: usize) {
    let raw = draft.providers.get(provider).and_then(|provider| provider.raw).and_then(|raw| raw.notes.as_ref());
    let mut ids = HashMap::new();
    for note in raw.iter().flat_map(|notes| &notes.value) {
        let entry = &note.value.entry;
        identify(draft, &entry.id.value.0, entry.id.span, &mut ids);
        for evidence in &entry.evidence.value.0 {
            evidence::read(draft, provider, None, evidence);
        }
        let entry = model_entry(draft, entry, note.span, false);
        if let Some(provider) = draft.model.providers.get_mut(provider) {
            provider.notes.push(entry);
        }
    }
}

fn erratum<'r>(draft: &mut Draft<'r>, page: usize, raw: &'r Spanned<RawErratum>, ids: &mut Ids) {
    let presence = raw.value.effective.value.required.is_some();
    let Some((located, evidence)) = common(draft, page, &raw.value.entry, raw.span, true, presence, ids) else {
        return;
    };
    let sets = hull::apply(draft, page, &raw.value, &located, &evidence);
    remember(
        draft,
        page,
        EntryNotes {
            target: located.target,
            about: None,
            sets,
            cross_page: is_cross_page(&raw.value.entry),
            span: raw.value.effective.span,
        },
    );
}

fn note<'r>(draft: &mut Draft<'r>, page: usize, raw: &'r Spanned<RawNote>, ids: &mut Ids) {
    let presence = raw.value.about.value.0 == About::Presence;
    let Some((located, _)) = common(draft, page, &raw.value.entry, raw.span, false, presence, ids) else { return };
    remember(
        draft,
        page,
        EntryNotes {
            target: located.target,
            about: Some(raw.value.about.value.0),
            sets: Vec::new(),
            cross_page: is_cross_page(&raw.value.entry),
            span: raw.span,
        },
    );
}

fn remember(draft: &mut Draft<'_>, page: usize, notes: EntryNotes) {
    if let Some(page) = draft.pages.get_mut(page) {
        page.entries.push(notes);
    }
}

/// Refuses a pointer into an example that has nothing there, unless that it is missing is the point.
fn leads_somewhere(draft: &mut Draft<'_>, page: usize, evidence: &Evidence<'_>, presence: bool) {
    let Evidence::Example { index, pointer: Some((raw, tokens)) } = evidence else { return };
    let example = draft.pages.get(page).and_then(|notes| notes.examples.get(*index));
    let Some(json) = example.and_then(|example| example.json.as_ref()) else { return };
    let observed = json.observe(tokens);
    if observed.values.is_empty() && !(presence && observed.omitted) {
        let message = format!("the example has nothing at `{}`", shortened(&raw.value));
        draft.report(
            Diagnostic::error(Code::F0505, raw.span, message).help("Correct the pointer; it starts behind the `#`."),
        );
    }
}

/// What errata and notes have in common; `presence`: they are about a member that may be missing. The entry is kept even where something is wrong with it.
fn common<'r>(
    draft: &mut Draft<'r>,
    page: usize,
    raw: &'r RawEntry,
    span: Span,
    erratum: bool,
    presence: bool,
    ids: &mut Ids,
) -> Option<(Located, Vec<Evidence<'r>>)> {
    identify(draft, &raw.id.value.0, raw.id.span, ids);
    let entry = model_entry(draft, raw, span, erratum);
    if let Some(page) = draft.page_mut(page) {
        page.entries.push(entry);
    }
    let provider = draft.pages.get(page)?.provider;
    let count = raw.evidence.value.0.len();
    let evidence: Vec<_> = raw
        .evidence
        .value
        .0
        .iter()
        .filter_map(|evidence| evidence::read(draft, provider, Some(page), evidence))
        .collect();
    let located = about(draft, page, raw)?;
    for one in &evidence {
        leads_somewhere(draft, page, one, presence);
    }
    (evidence.len() == count).then_some((located, evidence))
}

fn model_entry(draft: &Draft<'_>, raw: &RawEntry, span: Span, erratum: bool) -> Entry {
    let at = match (&raw.at, &raw.rule) {
        (Some(at), _) => at.value.clone(),
        (None, Some(rule)) => format!("rule:{}", rule.value),
        (None, None) => String::new(),
    };
    Entry {
        id: raw.id.value.0.clone(),
        kind: raw.kind.as_ref().map_or(EntryKind::Contradiction, |kind| kind.value.0),
        erratum,
        at,
        because: raw.because.value.0.clone(),
        evidence: raw.evidence.value.0.iter().map(|evidence| evidence.value.clone()).collect(),
        place: draft.place(span),
    }
}

fn is_cross_page(raw: &RawEntry) -> bool {
    raw.kind.as_ref().is_some_and(|kind| kind.value.0 == EntryKind::CrossPage)
}

fn identify(draft: &mut Draft<'_>, id: &str, span: Span, ids: &mut Ids) {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let message = format!("`{}` is no id", shortened(id));
        draft.report(Diagnostic::error(Code::F0506, span, message).help("An id is letters and digits, as in `A1`."));
    }
    if let Some(first) = ids.insert(id.to_owned(), span) {
        draft.report(
            Diagnostic::error(Code::F0506, span, format!("the id `{}` stands twice", shortened(id)))
                .saying("again here")
                .label(first, "first here")
                .help("Errata and notes of a page share their ids: give one of them another."),
        );
    }
}

/// What an entry is about.
fn about(draft: &mut Draft<'_>, page: usize, raw: &RawEntry) -> Option<Located> {
    match (&raw.at, &raw.rule) {
        (Some(at), None) => match draft.locate(page, &at.value) {
            Ok(located) => Some(located),
            Err(lost) => {
                report_lost(draft, page, &at.value, at.span, lost);
                None
            }
        },
        (None, Some(rule)) => about_rule(draft, page, rule),
        (Some(_), Some(rule)) => {
            draft.report(
                Diagnostic::error(Code::F0509, rule.span, "an entry has `at` or `rule`, not both")
                    .help("Use `rule` for what stands under `rules`, `at` for rows."),
            );
            None
        }
        (None, None) => {
            draft.report(
                Diagnostic::error(Code::F0509, raw.id.span, "the entry does not say what it is about")
                    .help("Add `at: /POINTER/TO/ROW`, or `rule: NAME`; `at: \"\"` is the page as a whole."),
            );
            None
        }
    }
}

fn about_rule(draft: &mut Draft<'_>, page: usize, rule: &Spanned<String>) -> Option<Located> {
    let rules = draft.pages.get(page)?.raw.rules.as_ref();
    let known: Vec<_> =
        rules.iter().flat_map(|rules| rules.value.iter()).map(|(name, _)| name.value.as_str()).collect();
    if known.contains(&rule.value.as_str()) {
        return Some(Located { target: Target::Rule(rule.value.clone()), through: Vec::new() });
    }
    let message = format!("the page has no rule `{}`", shortened(&rule.value));
    let diagnostic = Diagnostic::error(Code::F0504, rule.span, message);
    let diagnostic = match draft.nearest(&rule.value, known.iter().copied()) {
        Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
        None => diagnostic.help("Rules over several members stand under `rules`; for a row there is `at`."),
    };
    draft.report(diagnostic);
    None
}

/// Reports a pointer that leads nowhere.
pub(super) fn report_lost(draft: &mut Draft<'_>, page: usize, at: &str, span: Span, lost: Lost) {
    let (name, among) = match lost {
        Lost::Unknown { name, among } => (name, among),
        Lost::Malformed => {
            draft.report(
                Diagnostic::error(Code::F0504, span, format!("`{}` is no pointer", shortened(at))).help(
                    "A pointer is `/EventBody/TimeZone` or `/ewallets/*/amount`; `\"\"` is the root, a header `header:NAME`.",
                ),
            );
            return;
        }
    };
    let fields = match among {
        Among::Headers => draft.page(page).map(|page| page.headers.as_slice()).unwrap_or_default(),
        Among::Members(id) => draft.fields(id),
        Among::Nothing => &[],
    };
    let known = || fields.iter().map(|field| field.name.wire.as_str());
    let message = format!("there is no row `{}` at `{}`", shortened(&name), shortened(at));
    let diagnostic = Diagnostic::error(Code::F0504, span, message);
    let diagnostic = match draft.nearest(&name, known()) {
        Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
        None if fields.is_empty() => diagnostic.help("Nothing that the schema speaks of stands inside this row."),
        None => diagnostic.help(format!("There are {}.", listed(known()))),
    };
    draft.report(diagnostic);
}

/// Reports an entry that would change what other rows share.
pub(super) fn report_shared(draft: &mut Draft<'_>, span: Span, shared: TypeId, row: bool) {
    let name = draft.model.type_def(shared).map(|definition| definition.name.ident.clone()).unwrap_or_default();
    let uses = draft.notes(shared).map_or(0, |notes| notes.uses);
    let message = if uses > 1 {
        format!("this is a row of the type `{name}`, which is used {uses} times")
    } else {
        format!("this is a row of the type `{name}`, which all pages of the provider share")
    };
    let what = if row { "The row that is called so here" } else { "The page" };
    draft.report(Diagnostic::error(Code::F0507, span, message).help(format!(
        "{what} can have rows of its own: list them with `base: {name}` and `fields`, each with nothing behind it."
    )));
}
