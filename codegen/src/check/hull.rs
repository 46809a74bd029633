//! What is in effect by an erratum, and whether it may say so.
//!
//! **The hull rule.** The effective rule is the tightest one that admits both what the page documents and the evidence.
//! So an erratum widens, by no more than its evidence asks for, and leaves nothing out that the page documents.

use std::collections::HashSet;

use super::draft::{Draft, RowId, Target};
use super::errata;
use super::evidence::Evidence;
use super::json::length;
use super::locate::Located;
use super::measure::{self, Excess};
use super::rules;
use super::widening::{self, Effect, Step};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Content, Kind, Rule, Severity, TypeKind, Value};
use crate::raw::entry::{RawEffective, RawErratum, Setting};
use crate::raw::extract::Spanned;
use crate::raw::row::RawVariant;
use crate::remedy::Remedy;
use crate::source::Span;

/// How many values of examples may be looked at to see whether errata go beyond their evidence.
const MAX_MEASURED: usize = 1_000_000;

/// Puts an erratum into effect, and names the rules that it sets.
pub(super) fn apply<'r>(
    draft: &mut Draft<'r>,
    page: usize,
    raw: &'r RawErratum,
    located: &Located,
    evidence: &[Evidence<'r>],
) -> Vec<&'static str> {
    let effective = &raw.effective;
    if let Some(severity) = effective.value.severity.as_ref().filter(|_| !matches!(located.target, Target::Rule(_))) {
        draft.report(
            Diagnostic::error(Code::F0509, severity.span, "only a rule over several members has a severity")
                .help("Write `rule: NAME` instead of `at`, or take it out."),
        );
    }
    match &located.target {
        Target::Root => {
            draft.report(
                Diagnostic::error(
                    Code::F0509,
                    effective.span,
                    "the root as a whole has no rules that an erratum could set",
                )
                .help("Point to a row, or make it a note."),
            );
            Vec::new()
        }
        Target::Rule(name) => {
            apply_to_rule(draft, page, name, raw);
            vec!["severity"]
        }
        Target::Row(row) => match draft.shared(page, &located.through) {
            Some(shared) => {
                let at = raw.entry.at.as_ref().map_or(effective.span, |at| at.span);
                errata::report_shared(draft, at, shared, true);
                Vec::new()
            }
            None => apply_to_row(draft, page, *row, raw, evidence),
        },
    }
}

fn apply_to_rule(draft: &mut Draft<'_>, page: usize, name: &str, raw: &RawErratum) {
    let effective = &raw.effective;
    for (keyword, span) in widening::keywords(&effective.value).filter(|(keyword, _)| *keyword != "severity") {
        let message = format!("a rule over several members has no `{keyword}`");
        draft.report(
            Diagnostic::error(Code::F0509, span, message).help("Its `severity` is all that an erratum can set."),
        );
    }
    let Some(severity) = &effective.value.severity else {
        return report_nothing(draft, effective.span, None);
    };
    let narrow = raw.narrow.as_ref().is_some_and(|narrow| narrow.value);
    let types = draft.page(page).map(|page| page.types.clone()).unwrap_or_default();
    for id in types {
        let Some(TypeKind::Object(object)) = draft.type_mut(id).map(|definition| &mut definition.kind) else {
            continue;
        };
        let Some(group) = object.groups.iter_mut().find(|group| group.name == name) else { continue };
        let before = group.effective;
        group.effective = severity.value.0;
        match (before, severity.value.0) {
            (Severity::Warning, Severity::Error) if !narrow => {
                report_narrows(draft, severity.span, "severity", None);
            }
            (before, after) if before == after => report_nothing(draft, severity.span, None),
            _ => {}
        }
        return;
    }
}

/// A value while an erratum changes it.
struct Change<'r> {
    value: Value,
    steps: Vec<Step>,
    added: Vec<&'r RawVariant>,
}

fn apply_to_row<'r>(
    draft: &mut Draft<'r>,
    page: usize,
    row: RowId,
    raw: &'r RawErratum,
    evidence: &[Evidence<'r>],
) -> Vec<&'static str> {
    let Some(value) = draft.value(page, row).cloned() else { return Vec::new() };
    let before = value.effective.clone();
    let mut change = Change { value, steps: Vec::new(), added: Vec::new() };
    let effective = &raw.effective.value;
    set_type(draft, effective, &mut change);
    let unfit = unfit(draft, effective, row, &change.value.effective);
    set_values(effective, &mut change);
    set_pattern(draft, effective, &mut change);
    let rule = &mut change.value.effective;
    change.steps.extend(widening::set_flags(effective, rule));
    change.steps.extend(widening::set_bounds(effective, rule));
    change.steps.extend(widening::set_format(effective, rule));
    change.steps.retain(|step| !unfit.contains(&step.keyword));
    judge_steps(draft, page, row, raw, &change.steps);
    if !raw.narrow.as_ref().is_some_and(|narrow| narrow.value) {
        within_evidence(draft, page, raw, evidence, &before, &change);
    }
    let set = change.steps.iter().map(|step| step.keyword).collect();
    store(draft, page, row, change);
    set
}

fn store<'r>(draft: &mut Draft<'r>, page: usize, row: RowId, change: Change<'r>) {
    if let Content::Enumeration(id) = change.value.content
        && let Some(notes) = draft.notes_mut(id)
    {
        notes.variants.extend(change.added);
    }
    if let Some(value) = draft.value_mut(page, row) {
        *value = change.value;
    }
}

/// A type has no hull: the evidence wins, and with it what such a value is made of.
fn set_type(draft: &mut Draft<'_>, effective: &RawEffective, change: &mut Change<'_>) {
    let Some(word) = &effective.kind else { return };
    let Some(kind) = rules::kind(&word.value) else {
        let message = format!("`{}` is no JSON type", shortened(&word.value));
        let known = crate::raw::extract::listed(rules::KINDS.iter().map(|kind| kind.word()));
        draft.report(Diagnostic::error(Code::F0401, word.span, message).help(format!("In effect is one of {known}.")));
        return;
    };
    let rule = &mut change.value.effective;
    let effect = match (rule.kind, kind) {
        (before, after) if before == after => Effect::Nothing,
        (Kind::Any, _) | (Kind::Number, Kind::Integer) => Effect::Narrows,
        _ => Effect::Widens,
    };
    change.steps.push(Step { keyword: "type", span: word.span, effect });
    if effect == Effect::Nothing {
        return;
    }
    let kept =
        Rule { required: rule.required, nullable: rule.nullable, length_unit: rule.length_unit, ..Rule::of(kind) };
    *rule = match (rule.kind, kind) {
        // An integer's bounds hold for numbers as well.
        (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer) => {
            Rule { minimum: rule.minimum.take(), maximum: rule.maximum.take(), ..kept }
        }
        _ => kept,
    };
    set_content(&mut change.value, kind);
}

/// What a value of another type is made of: an object is what each item of the array was, and the other way round. What the
/// page documents stays beside it.
fn set_content(value: &mut Value, kind: Kind) {
    let documented = value.documented_content().clone();
    if kind == value.documented.kind {
        (value.content, value.documented_content) = (documented, None);
        return;
    }
    value.content = match (std::mem::replace(&mut value.content, Content::Leaf), kind) {
        (Content::Items(inner), Kind::Object) if matches!(inner.content, Content::Object(_)) => inner.content,
        (object @ Content::Object(_), Kind::Array) => {
            Content::Items(Box::new(Value::of(Rule::of(Kind::Object), object)))
        }
        _ => Content::Leaf,
    };
    value.documented_content = Some(Box::new(documented));
}

/// Refuses rules that say nothing about the type in effect, and names them.
fn unfit(draft: &mut Draft<'_>, effective: &RawEffective, row: RowId, rule: &Rule) -> Vec<&'static str> {
    let mut unfit = Vec::new();
    let format = effective.format.as_ref().and_then(|format| match &format.value {
        Setting::Set(word) => Some(word.0),
        Setting::Gone => None,
    });
    for (keyword, span) in widening::keywords(effective) {
        let presence = keyword == "required" && row.items > 0;
        let other_format = keyword == "format" && format.is_some_and(|format| rules::kind_of(format) != rule.kind);
        if presence || other_format || !rules::applies(keyword, rule.kind) {
            let message = if presence {
                "the items of an array have no `required`".to_owned()
            } else {
                format!("`{keyword}` does not apply to the type `{}`, which is in effect", rule.kind.word())
            };
            draft.report(Diagnostic::error(Code::F0405, span, message).help("Take it out, or set the `type` as well."));
            unfit.push(keyword);
        }
    }
    unfit
}

fn set_values<'r>(effective: &'r RawEffective, change: &mut Change<'r>) {
    let Some(setting) = &effective.values else { return };
    let rule = &mut change.value.effective;
    let effect = match (&setting.value, &mut rule.values) {
        (Setting::Gone, None) => Effect::Nothing,
        (Setting::Gone, values) => {
            *values = None;
            rule.constant = false;
            Effect::Widens
        }
        (Setting::Set(_), None) => Effect::Narrows,
        (Setting::Set(added), Some(values)) => {
            let known: HashSet<_> = values.iter().cloned().collect();
            let new: Vec<_> = added.values.iter().filter(|variant| !known.contains(&variant.value.value)).collect();
            values.extend(new.iter().map(|variant| variant.value.value.clone()));
            rule.constant &= new.is_empty();
            let effect = if new.is_empty() { Effect::Nothing } else { Effect::Widens };
            change.added.extend(new);
            effect
        }
    };
    change.steps.push(Step { keyword: "enum", span: setting.span, effect });
}

fn set_pattern(draft: &mut Draft<'_>, effective: &RawEffective, change: &mut Change<'_>) {
    let Some(setting) = &effective.pattern else { return };
    let before = &mut change.value.effective.pattern;
    let after = match &setting.value {
        Setting::Gone => None,
        Setting::Set(source) => rules::pattern(draft, &Spanned { value: source.clone(), span: setting.span }),
    };
    let effect = match (before.as_ref(), after.as_ref()) {
        (None, None) => Effect::Nothing,
        (Some(before), Some(after)) if before == after => Effect::Nothing,
        (None, Some(_)) => Effect::Narrows,
        // Which of two patterns admits more is not looked into.
        (Some(_), _) => Effect::Widens,
    };
    *before = after;
    change.steps.push(Step { keyword: "pattern", span: setting.span, effect });
}

/// Refuses what narrows, and what changes nothing.
fn judge_steps(draft: &mut Draft<'_>, page: usize, row: RowId, raw: &RawErratum, steps: &[Step]) {
    let documented = draft.row(page, row).map(|notes| (notes.keys, notes.span));
    // Where nothing is left of what was said, that is reported already.
    let refused = steps.is_empty() && widening::keywords(&raw.effective.value).next().is_some();
    if !refused && steps.iter().all(|step| step.effect == Effect::Nothing) {
        report_nothing(draft, raw.effective.span, documented.map(|(_, span)| span));
    }
    if raw.narrow.as_ref().is_some_and(|narrow| narrow.value) {
        return;
    }
    for step in steps.iter().filter(|step| step.effect == Effect::Narrows) {
        let said = documented.map(|(keys, span)| {
            keys.rules().find(|(keyword, _)| *keyword == step.keyword).map_or(span, |(_, span)| span)
        });
        report_narrows(draft, step.span, step.keyword, said);
    }
}

fn report_narrows(draft: &mut Draft<'_>, span: Span, keyword: &str, documented: Option<Span>) {
    let diagnostic =
        Diagnostic::error(Code::F0501, span, format!("this `{keyword}` admits less than what is in effect without it"))
            .help("An erratum widens; where narrowing is meant, add `narrow: true` and say why.");
    draft.report(match documented {
        Some(documented) => diagnostic.label(documented, "what the page documents"),
        None => diagnostic,
    });
}

fn report_nothing(draft: &mut Draft<'_>, span: Span, row: Option<Span>) {
    let diagnostic = Diagnostic::error(Code::F0502, span, "the erratum changes nothing")
        .help("Take it out, or make it a note if there is something to say.");
    draft.report(match row {
        Some(row) => diagnostic.label(row, "this row says so already"),
        None => diagnostic,
    });
}

/// Refuses what goes further than the examples that it rests on.
fn within_evidence(
    draft: &mut Draft<'_>,
    page: usize,
    raw: &RawErratum,
    evidence: &[Evidence<'_>],
    before: &Rule,
    change: &Change<'_>,
) {
    let at = raw.entry.at.as_ref().map_or("", |at| at.value.as_str());
    let tokens = super::locate::tokens(at).unwrap_or_default();
    let place = raw.entry.evidence.span;
    if draft.measured.get() > MAX_MEASURED {
        let message = "the evidence of all errata together has too many values to be measured";
        draft.report(Diagnostic::error(Code::F0103, place, message).help("Point to single values of the example."));
        return;
    }
    let Some(shown) = draft.shown(page, &tokens, evidence) else { return };
    let widened = change.steps.iter().filter(|step| step.effect == Effect::Widens);
    let excesses: Vec<_> = widened
        .filter_map(|step| {
            measure::excess(step.keyword, before, &change.value.effective, &shown).map(|excess| (step, excess))
        })
        .collect();
    for (step, Excess { message, remedy }) in excesses {
        let diagnostic = Diagnostic::error(Code::F0503, step.span, message).label(place, "the evidence");
        draft.report(match remedy {
            Some(remedy) => diagnostic.help(format!("Write `{remedy}`, or name the evidence that asks for more.")),
            None => diagnostic.help("Take it out, or name the evidence that asks for it."),
        });
    }
}

/// Refuses lengths in effect that leave out values of the enumeration, once all errata are in effect.
pub(super) fn keeps_what_is_documented(draft: &mut Draft<'_>, page: usize) {
    let entries = draft.pages.get(page).map(|notes| notes.entries.as_slice()).unwrap_or_default();
    let lengths = entries.iter().filter(|entry| entry.sets.iter().any(|set| matches!(*set, "minLength" | "maxLength")));
    let rows: Vec<_> = lengths
        .filter_map(|entry| if let Target::Row(row) = entry.target { Some((row, entry.span)) } else { None })
        .collect();
    for (row, span) in rows {
        let Some(rule) = draft.value(page, row).map(|value| &value.effective) else { continue };
        let outside = rule.values.iter().flatten().find(|value| {
            let length = length(value, rule.length_unit);
            rule.min_length.is_some_and(|min| length < min) || rule.max_length.is_some_and(|max| length > max)
        });
        let Some(outside) = outside else { continue };
        let count = length(outside, rule.length_unit);
        let message = format!("the lengths in effect leave out `{}`, which has {count}", shortened(outside));
        let keyword = if rule.min_length.is_some_and(|min| count < min) { "minLength" } else { "maxLength" };
        let remedy =
            measure::enumeration_bound(keyword, rule).map(|bound| format!("{keyword}: {bound}")).unwrap_or_default();
        let diagnostic = Diagnostic::error(Code::F0508, span, message)
            .help(format!("The hull takes in every value of the enumeration: write `{remedy}`."));
        // An erratum that sets this bound already is to be changed; another bound may be explained by one of its own.
        let entries = draft.pages.get(page).map(|notes| notes.entries.as_slice()).unwrap_or_default();
        let is_set = entries.iter().any(|entry| entry.target == Target::Row(row) && entry.sets.contains(&keyword));
        let diagnostic = match draft.pointer_to(page, row).filter(|_| !is_set) {
            Some(at) => diagnostic.propose(Remedy::erratum(
                at,
                &remedy,
                format!("the enumeration has a value of length {count}"),
                "table".to_owned(),
            )),
            None => diagnostic,
        };
        let place = draft.row(page, row).map(|notes| notes.span);
        draft.report(match place {
            Some(place) => diagnostic.label(place, "the row with the enumeration"),
            None => diagnostic,
        });
    }
}
