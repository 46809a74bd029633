//! Events: which member tells the pages of a provider apart, and which of its values mean which page.

use std::collections::HashMap;

use super::draft::Draft;
use super::errata;
use super::locate::tokens;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Content, Event, Kind};
use crate::raw::page::RawEvent;
use crate::source::Span;

pub(super) fn resolve(draft: &mut Draft<'_>) {
    for page in 0..draft.pages.len() {
        let Some(raw) = draft.pages.get(page).and_then(|notes| notes.raw.event.as_ref()) else { continue };
        if let Some(event) = event(draft, page, &raw.value, raw.span) {
            if let Some(page) = draft.page_mut(page) {
                page.event = Some(event);
            }
            if let Some(notes) = draft.pages.get_mut(page) {
                notes.event = Some(raw.value.at.span);
            }
        }
    }
    for provider in 0..draft.providers.len() {
        tell_apart(draft, provider);
    }
}

fn event(draft: &mut Draft<'_>, page: usize, raw: &RawEvent, span: Span) -> Option<Event> {
    let at = &raw.at;
    if let Err(lost) = draft.locate(page, &at.value) {
        errata::report_lost(draft, page, &at.value, at.span, lost);
        return None;
    }
    let path = tokens(&at.value)?;
    // Nothing tells which item of an array would count.
    let Some(row) = draft.member(page, &path) else { return report_no_string(draft, at.span, &at.value) };
    let value = draft.value(page, row)?;
    if value.effective.kind != Kind::String || matches!(value.content, Content::Items(_)) {
        return report_no_string(draft, at.span, &at.value);
    }
    let Some(values) = value.effective.values.clone() else {
        let place = draft.row(page, row).map(|notes| notes.span);
        let message = format!("`{}` may hold any string", shortened(&at.value));
        let diagnostic = Diagnostic::error(Code::F0802, at.span, message)
            .help("Give its row an `enum` or a `const`: the values that mean this page.");
        draft.report(match place {
            Some(place) => diagnostic.label(place, "this row lists no values"),
            None => diagnostic,
        });
        return None;
    };
    let names = raw.names.iter().flat_map(|names| names.value.iter());
    let names = names.map(|(value, name)| (value.value.clone(), name.value.0.clone())).collect();
    Some(Event { at: path, values, names, place: draft.place(span) })
}

fn report_no_string(draft: &mut Draft<'_>, span: Span, at: &str) -> Option<Event> {
    let message = format!("`{}` leads to no single string", shortened(at));
    draft.report(
        Diagnostic::error(Code::F0801, span, message)
            .help("An event is told by a member that is a string and stands in no array, as in `/data/type`."),
    );
    None
}

/// Refuses two pages for one event, and two pages that nothing tells apart.
fn tell_apart(draft: &mut Draft<'_>, provider: usize) {
    let mut faults = Vec::new();
    let mut means: HashMap<(&[String], &str), Span> = HashMap::new();
    let mut without: Option<Span> = None;
    for (index, notes) in draft.pages.iter().enumerate().filter(|(_, notes)| notes.provider == provider) {
        let Some(page) = draft.page(index) else { continue };
        let (Some(event), Some(span)) = (&page.event, notes.event) else {
            // An event that could not be read is reported already.
            if notes.raw.event.is_some() {
                continue;
            }
            let span = notes.raw.provider.span;
            match without {
                Some(first) => faults.push(nothing_tells(span, first)),
                None => without = Some(span),
            }
            continue;
        };
        for value in &event.values {
            if let Some(first) = means.insert((&event.at, value), span) {
                faults.push(both_mean(value, span, first));
            }
        }
    }
    for fault in faults {
        draft.report(fault);
    }
}

fn nothing_tells(span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::F0804, span, "nothing tells the payloads of this page from those of another")
        .saying("this page has no `event`")
        .label(first, "nor has this one")
        .help("Say under `event` which member holds a value of its own on each page; one page may go without.")
}

fn both_mean(value: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::F0803, span, format!("two pages have the event `{}`", shortened(value)))
        .saying("this one")
        .label(first, "and this one")
        .help("Leave the value to the page whose payload it announces.")
}
