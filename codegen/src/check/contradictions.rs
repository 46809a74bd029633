//! Contradictions that no entry explains: of a schema that passes, everything odd is accounted for.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, RowId, RowPlace, Target};
use super::idents::enum_with;
use super::json::length;
use super::rejected;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Content, LengthUnit, Rule, TypeId, Value};
use crate::raw::extract::{Spanned, listed};
use crate::raw::words::About;
use crate::remedy::Remedy;
use crate::source::Span;

/// Looks at every page that is sound so far; what is wrong otherwise would be reported twice.
pub(super) fn find(draft: &mut Draft<'_>) {
    let faulty = draft.faulty_files();
    let shared_faulty: Vec<_> = (0..draft.providers.len())
        .map(|provider| {
            let file = draft.provider(provider).and_then(|provider| provider.file.as_deref());
            let unreadable = draft.providers.get(provider).is_some_and(|notes| notes.unreadable);
            unreadable
                || file.is_some_and(|file| {
                    let index = draft.sources.files().iter().position(|source| source.path == file);
                    index.and_then(|index| faulty.get(index)).copied().unwrap_or_default()
                })
        })
        .collect();
    shared_enumerations(draft);
    for page in 0..draft.pages.len() {
        let Some(notes) = draft.pages.get(page) else { continue };
        let broken = faulty.get(notes.file).copied().unwrap_or_default();
        if broken || shared_faulty.get(notes.provider).copied().unwrap_or_default() {
            continue;
        }
        let rows = rows(draft, page);
        impossible_enumerations(draft, page, &rows);
        differing_lengths(draft, page, &rows);
        event_list(draft, page);
        unsettled_rules(draft, page);
        rejected::find(draft, page);
    }
}

/// All rows of the page's own objects, and its headers.
fn rows(draft: &Draft<'_>, page: usize) -> Vec<RowId> {
    let Some(page) = draft.page(page) else { return Vec::new() };
    let headers = (0..page.headers.len()).map(|index| RowId { place: RowPlace::Header(index), items: 0 });
    let fields = page.types.iter().flat_map(|id| fields(draft, *id));
    headers.chain(fields).flat_map(|row| with_items(draft, row)).collect()
}

fn fields(draft: &Draft<'_>, id: TypeId) -> impl Iterator<Item = RowId> {
    (0..draft.fields(id).len()).map(move |index| RowId { place: RowPlace::Field(id, index), items: 0 })
}

/// A row and, where it is an array, its items.
fn with_items(draft: &Draft<'_>, row: RowId) -> Vec<RowId> {
    let mut rows = vec![row];
    if let RowPlace::Field(id, index) = row.place {
        let mut content = draft.fields(id).get(index).map(|field| &field.value.content);
        while let Some(Content::Items(inner)) = content {
            rows.push(RowId { items: rows.len(), ..row });
            content = Some(&inner.content);
        }
    }
    rows
}

/// Whether a note is about these rows and one of these subjects, or an erratum sets one of these rules there.
fn settled(draft: &Draft<'_>, page: usize, rows: &[RowId], about: &[About], sets: &[&str]) -> bool {
    let entries = draft.pages.get(page).map(|notes| notes.entries.as_slice()).unwrap_or_default();
    entries.iter().filter(|entry| !entry.cross_page).any(|entry| {
        let here = matches!(&entry.target, Target::Row(row) if rows.contains(row));
        here && (entry.about.is_some_and(|subject| about.contains(&subject))
            || entry.sets.iter().any(|set| sets.contains(set)))
    })
}

fn fits(rule: &Rule, value: &str) -> bool {
    let length = length(value, rule.length_unit);
    rule.min_length.is_none_or(|min| length >= min) && rule.max_length.is_none_or(|max| length <= max)
}

/// None of the values can have the length.
fn is_impossible(rule: &Rule) -> bool {
    rule.values.as_ref().is_some_and(|values| !values.iter().any(|value| fits(rule, value)))
}

fn impossible_enumerations(draft: &mut Draft<'_>, page: usize, rows: &[RowId]) {
    for row in rows {
        let Some(value) = draft.value(page, *row) else { continue };
        if is_impossible(&value.documented)
            && is_impossible(&value.effective)
            && !settled(draft, page, &[*row], &[About::Length, About::Enum], &[])
        {
            let (value, span) = (value.clone(), draft.row(page, *row).map(|notes| notes.span));
            if let Some(span) = span {
                let values = draft.row(page, *row).and_then(|notes| notes.keys.values).map(|key| key.span);
                let at = draft.pointer_to(page, *row);
                report_impossible(draft, &value, span, values, at);
            }
        }
    }
}

/// Rows of `provider.yaml` have no errata, so they have to be right by themselves.
fn shared_enumerations(draft: &mut Draft<'_>) {
    let shared = (0..draft.types.len())
        .map(TypeId)
        .filter(|id| draft.notes(*id).is_some_and(|notes| notes.owner.page.is_none()));
    let mut found = Vec::new();
    for id in shared {
        for (field, notes) in
            draft.fields(id).iter().zip(draft.notes(id).map(|notes| notes.rows.as_slice()).unwrap_or_default())
        {
            if is_impossible(&field.value.documented) {
                found.push((field.value.clone(), notes.span, notes.keys.values.map(|key| key.span)));
            }
        }
    }
    for (value, span, values) in found {
        report_impossible(draft, &value, span, values, None);
    }
}

/// Only in a payload is there an erratum that could explain it: where the row stands in one, `at` points to it.
fn report_impossible(draft: &mut Draft<'_>, value: &Value, span: Span, values: Option<Span>, at: Option<String>) {
    let rule = &value.effective;
    let lengths: Vec<_> = rule.values.iter().flatten().map(|value| length(value, rule.length_unit)).collect();
    let (least, most) =
        (lengths.iter().min().copied().unwrap_or_default(), lengths.iter().max().copied().unwrap_or_default());
    let message = format!("no value of the enumeration has a length of {}: they have {least} to {most}", range(rule));
    let mut effective = Vec::new();
    if rule.min_length.is_some_and(|min| least < min) {
        effective.push(format!("minLength: {least}"));
    }
    if rule.max_length.is_some_and(|max| most > max) {
        effective.push(format!("maxLength: {most}"));
    }
    let diagnostic = Diagnostic::error(Code::F0602, span, message).help(if at.is_some() {
        format!("The hull takes the values in: an erratum with `effective: {{{}}}` explains it.", effective.join(", "))
    } else {
        "Leave the length to the rows of the pages that document it; there an erratum can explain it.".to_owned()
    });
    let diagnostic = match (at, effective.first()) {
        (Some(at), Some(first)) => {
            let because = format!("no value of the enumeration has a length of {}", range(rule));
            diagnostic.propose(Remedy::erratum(at, first, because, "table".to_owned()))
        }
        _ => diagnostic,
    };
    draft.report(match values {
        Some(values) => diagnostic.label(values.before(), "the enumeration"),
        None => diagnostic,
    });
}

fn range(rule: &Rule) -> String {
    match (rule.min_length, rule.max_length) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "anything".to_owned(),
    }
}

type Lengths = (Option<u64>, Option<u64>, LengthUnit);

fn lengths(rule: &Rule) -> Lengths {
    (rule.min_length, rule.max_length, rule.length_unit)
}

/// Two members share an enumeration and document different lengths.
fn differing_lengths(draft: &mut Draft<'_>, page: usize, rows: &[RowId]) {
    let mut uses: HashMap<TypeId, Vec<RowId>> = HashMap::new();
    let mut order = Vec::new();
    for row in rows {
        if let Some(Value { content: Content::Enumeration(id), .. }) = draft.value(page, *row) {
            let rows = uses.entry(*id).or_default();
            if rows.is_empty() {
                order.push(*id);
            }
            rows.push(*row);
        }
    }
    for id in order {
        let Some(rows) = uses.get(&id) else { continue };
        let Some((first, other)) = differing_pair(draft, page, rows) else { continue };
        if settled(draft, page, rows, &[About::Length], &[]) {
            continue;
        }
        let shown = |row: RowId| Some((draft.row(page, row)?.span, range(&draft.value(page, row)?.documented)));
        if let (Some((first_span, first_range)), Some((span, range))) = (shown(first), shown(other)) {
            let same = |what: &str, range: &str| format!("{what} has the same enumeration with a length of {range}");
            // A note stands at a row of the payload: what nothing refers to has no pointer.
            let noted = match (draft.pointer_to(page, first), draft.pointer_to(page, other)) {
                (Some(first_at), Some(at)) => Some((at, same(&format!("the row at {first_at}"), &first_range))),
                (None, Some(at)) => Some((at, same("a row outside the payload", &first_range))),
                (Some(at), None) => Some((at, same("a row outside the payload", &range))),
                (None, None) => None,
            };
            let name = draft.model.type_def(id).map(|definition| definition.name.ident.clone()).unwrap_or_default();
            let message = format!("two rows share the enumeration `{name}` and document different lengths");
            let diagnostic = Diagnostic::error(Code::F0603, span, message)
                .saying(format!("here {range}"))
                .label(first_span, format!("here {first_range}"))
                .help("A note on one of the rows with `about: length` says that it was seen.");
            draft.report(match noted {
                Some((at, because)) => diagnostic.propose(Remedy::note(at, "length", because, &["table"])),
                None => diagnostic,
            });
        }
    }
}

fn differing_pair(draft: &Draft<'_>, page: usize, rows: &[RowId]) -> Option<(RowId, RowId)> {
    let says = |row: &RowId| {
        draft.value(page, *row).is_some_and(|value| lengths(&value.documented) != (None, None, LengthUnit::Characters))
    };
    let first = *rows.iter().find(|row| says(row))?;
    let value = draft.value(page, first)?;
    let (documented, effective) = (lengths(&value.documented), lengths(&value.effective));
    let other = rows.iter().copied().filter(says).find(|row| {
        draft.value(page, *row).is_some_and(|value| {
            // Errata that make the lengths equal have settled it.
            lengths(&value.documented) != documented && lengths(&value.effective) != effective
        })
    })?;
    Some((first, other))
}

/// The event list names events that the enumeration has not, or the other way round, or under other names.
fn event_list(draft: &mut Draft<'_>, page: usize) {
    let Some(names) =
        draft.pages.get(page).and_then(|notes| notes.raw.event.as_ref()).and_then(|event| event.value.names.as_ref())
    else {
        return;
    };
    let Some(event) = draft.page(page).and_then(|page| page.event.clone()) else { return };
    let Ok(located) = draft.walk(page, &event.at) else { return };
    let Target::Row(row) = located.target else { return };
    let Some(value) = draft.value(page, row) else { return };
    let documented: HashSet<_> = value.documented.values.iter().flatten().map(String::as_str).collect();
    let effective: HashSet<_> = value.effective.values.iter().flatten().map(String::as_str).collect();
    let listed_names: HashSet<_> = event.names.iter().map(|(value, _)| value.as_str()).collect();
    let unlisted: Vec<_> = event
        .values
        .iter()
        .map(String::as_str)
        .filter(|value| documented.contains(value) && !listed_names.contains(value))
        .collect();
    let row_span = draft.row(page, row).map_or(names.span, |notes| notes.span);
    let at = draft.pointer_to(page, row).unwrap_or_default();
    let seen = |because: &str| Remedy::note(at.clone(), "events", because.to_owned(), &["event-list"]);
    let missing: Vec<_> =
        names.value.iter().map(|(value, _)| value).filter(|value| !effective.contains(value.value.as_str())).collect();
    let mut faults = Vec::new();
    if !missing.is_empty() {
        faults.push(not_enumerated(&at, row_span, &effective, &missing));
    }
    for (value, name) in names.value.iter() {
        if !effective.contains(value.value.as_str()) {
            continue;
        }
        if name.value.0 != value.value && !settled(draft, page, &[row], &[About::Events, About::Names], &[]) {
            let message = format!("the event list calls `{}` otherwise", shortened(&value.value));
            faults.push(
                Diagnostic::error(Code::F0604, row_span, message)
                    .saying("the enumeration")
                    .label(name.span, "the event list")
                    .help("A note on this row with `about: events` says that it was seen.")
                    .propose(seen("the event list calls events otherwise than the enumeration")),
            );
        }
    }
    if !unlisted.is_empty() && !settled(draft, page, &[row], &[About::Events, About::Enum], &["enum"]) {
        faults.push(
            Diagnostic::error(
                Code::F0604,
                row_span,
                format!("the event list does not have {}", listed(unlisted.into_iter())),
            )
            .saying("the enumeration")
            .label(names.span.before(), "the event list")
            .help("A note on this row with `about: events` says that it was seen.")
            .propose(seen("the event list does not have every value of the enumeration")),
        );
    }
    for fault in faults {
        draft.report(fault);
    }
}

/// The event list has values that the enumeration at the row has not.
fn not_enumerated(at: &str, row: Span, known: &HashSet<&str>, values: &[&Spanned<String>]) -> Diagnostic {
    const MOST_LABELS: usize = 8;
    let missing: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    let names = listed(missing.iter().copied());
    let effective = enum_with(known.iter().copied(), &missing);
    let because = format!("the event list has {names}, the enumeration has not");
    let fault = Diagnostic::error(Code::F0604, row, because.clone())
        .saying("the enumeration")
        .help(format!("An erratum with `effective: {{{effective}}}` explains it."))
        .propose(Remedy::erratum(at.to_owned(), &effective, because, "event-list".to_owned()));
    values.iter().take(MOST_LABELS).fold(fault, |fault, value| fault.label(value.span, "the event list"))
}

/// A rule over several members that no example shows to hold, and no entry settles. An example that has the object and
/// breaks the rule is reported as such.
fn unsettled_rules(draft: &mut Draft<'_>, page: usize) {
    let mut unsettled = Vec::new();
    let types = draft.page(page).map(|page| page.types.as_slice()).unwrap_or_default();
    let entries = draft.pages.get(page).map(|notes| notes.entries.as_slice()).unwrap_or_default();
    for id in types {
        let (Some(object), Some(notes)) = (draft.model.object(*id), draft.notes(*id)) else { continue };
        for (group, span) in object.groups.iter().zip(&notes.groups) {
            let settled =
                entries.iter().any(|entry| matches!(&entry.target, Target::Rule(name) if *name == group.name));
            if !settled && !notes.shown {
                unsettled.push((group.name.clone(), *span));
            }
        }
    }
    for (name, span) in unsettled {
        draft.report(
            Diagnostic::error(
                Code::F0605,
                span,
                format!("no example shows that the rule `{}` holds", shortened(&name)),
            )
            .help(format!(
                "Say with an entry on `rule: {name}` what the page says of it; if it does not forbid the opposite, an \
                 erratum with `effective: {{severity: warning}}` is right."
            ))
            .propose(rejected::lenient(
                &name,
                "no example shows the rule, and the page does not say that it forbids the opposite".to_owned(),
                "prose".to_owned(),
            )),
        );
    }
}
