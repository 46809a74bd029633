//! Examples that the effective rules reject, each with the erratum that would explain it.

use std::collections::HashSet;
use std::ops::Range;

use super::draft::{Draft, Target};
use super::examples::span_in;
use super::groups;
use super::json::{Json, JsonValue};
use super::locate::tokens;
use super::measure;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::judge::{Finding, Profile, judge};
use crate::model::{Content, Format, Kind, Rule, Severity};
use crate::remedy::{Remedy, RemedyAction, RemedyTarget};

pub(super) fn find(draft: &mut Draft<'_>, page: usize) {
    let count = draft.pages.get(page).map_or(0, |notes| notes.examples.len());
    for example in 0..count {
        let faults = faults(draft, page, example);
        for fault in faults {
            draft.report(fault);
        }
    }
}

fn faults(draft: &mut Draft<'_>, page: usize, example: usize) -> Vec<Diagnostic> {
    let findings = {
        let (Some(model_page), Some(notes)) = (draft.page(page), draft.pages.get(page)) else { return Vec::new() };
        let Some(text) =
            notes.examples.get(example).filter(|example| example.json.is_some()).map(|example| example.text)
        else {
            return Vec::new();
        };
        let Ok(payload) = serde_json::from_str(text) else { return Vec::new() };
        judge(&draft.model, model_page, &payload, Profile::Effective)
    };
    // What is wrong with every item of an array is one contradiction.
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let mut path = tokens(&finding.pointer).unwrap_or_default();
        path.extend(finding.property.clone());
        let general = general(draft, page, &path);
        if seen.insert((general.clone(), finding.keyword)) {
            faults.extend(fault(draft, page, example, finding, &path, &general));
        }
    }
    faults
}

/// The path with `*` for the indices of arrays.
fn general(draft: &Draft<'_>, page: usize, path: &[String]) -> Vec<String> {
    let Some(root) = draft.page(page).map(|page| page.root) else { return path.to_vec() };
    let root = Content::Object(root);
    let mut content = Some(&root);
    path.iter()
        .map(|token| match content {
            Some(Content::Items(inner)) if token.bytes().all(|b| b.is_ascii_digit()) => {
                content = Some(&inner.content);
                "*".to_owned()
            }
            _ => {
                while let Some(Content::Items(inner)) = content {
                    content = Some(&inner.content);
                }
                content = match content {
                    Some(Content::Object(id)) => draft
                        .notes(*id)
                        .and_then(|notes| notes.index.get(token.as_str()))
                        .and_then(|index| draft.fields(*id).get(*index))
                        .map(|field| &field.value.content),
                    _ => None,
                };
                token.clone()
            }
        })
        .collect()
}

fn fault(
    draft: &mut Draft<'_>,
    page: usize,
    example: usize,
    finding: &Finding,
    path: &[String],
    general: &[String],
) -> Option<Diagnostic> {
    if matches!(finding.keyword, "exactlyOneOf" | "atMostOneOf" | "atLeastOneOf") {
        return group_fault(draft, page, example, finding, path);
    }
    let span = draft.shown_row(page, general)?;
    let rule = match draft.walk(page, general).ok()?.target {
        Target::Row(row) => draft.value(page, row)?.effective.clone(),
        Target::Root | Target::Rule(_) => Rule::of(Kind::Object),
    };
    let notes = draft.pages.get(page)?.examples.get(example)?;
    let json = notes.json.as_ref()?;
    let observed = json.observe(general);
    let one = json.observe(path);
    // Of a missing member the object shows the place.
    let parent = json.observe(path.get(..path.len().saturating_sub(1)).unwrap_or_default());
    let value = if finding.property.is_some() { parent.values.first() } else { one.values.first() };
    let remedy = measure::remedy(finding.keyword, &rule, &observed.values);
    let evidence = if finding.property.is_some() {
        format!("examples/{}", notes.name)
    } else {
        format!("examples/{}#{}", notes.name, pointer(path))
    };
    let value_span = value.map_or(notes.name_span, |json| span_in(notes, short(json)));
    let what = describe(finding.keyword, &rule, value.copied());
    let at = shortened(&pointer(general)).into_owned();
    let message = if path.is_empty() {
        format!("the example `{}` is no payload: {what}", notes.name)
    } else {
        format!("the example `{}` contradicts the row at `{at}`: {what}", notes.name)
    };
    let diagnostic = Diagnostic::error(Code::F0601, span, message)
        .saying(admits(finding.keyword, &rule))
        .label(value_span, shows(finding.keyword, &rule, value.copied()));
    Some(match remedy {
        _ if path.is_empty() => diagnostic.help("A payload is an object: show the body as it is sent."),
        Some((effective, because)) => {
            let remedy = Remedy::erratum(pointer(general), &effective, because, evidence);
            let entry = remedy.entry(&free_id(draft, page)).to_string();
            diagnostic.help(format!("If the example is right, this erratum explains it:\n{entry}")).propose(remedy)
        }
        None => diagnostic.help("Look at the page again; an erratum has to say which of the two is right."),
    })
}

fn group_fault(
    draft: &mut Draft<'_>,
    page: usize,
    example: usize,
    finding: &Finding,
    path: &[String],
) -> Option<Diagnostic> {
    let target = draft.walk(page, path).ok()?.target;
    let object = draft.object_at(page, &target)?;
    let index =
        draft.model.object(object)?.groups.iter().position(|group| groups::word(group.keyword) == finding.keyword)?;
    let name = draft.model.object(object)?.groups.get(index)?.name.clone();
    let span = *draft.notes(object)?.groups.get(index)?;
    let notes = draft.pages.get(page)?.examples.get(example)?;
    let value = notes.json.as_ref()?.observe(path).values.first().map(|json| short(json));
    let value_span = value.map_or(notes.name_span, |at| span_in(notes, at));
    let message = format!("the example `{}` breaks the rule `{}`", notes.name, shortened(&name));
    Some(
        Diagnostic::error(Code::F0601, span, message).saying("the rule").label(value_span, "the object").help(format!(
            "If the page does not forbid it, explain it with an erratum on `rule: {name}` with `effective: {{severity: warning}}`."
        )).propose(lenient(&name, "the example breaks it".to_owned(), format!("examples/{}", notes.name))),
    )
}

/// The erratum by which breaking a rule over several members is a warning.
pub(super) fn lenient(rule: &str, because: String, evidence: String) -> Remedy {
    Remedy {
        target: RemedyTarget::Rule(rule.to_owned()),
        action: RemedyAction::Erratum { keyword: "severity".to_owned(), value: "warning".to_owned() },
        because,
        evidence: vec![evidence],
    }
}

/// Of an object or array, which may go on for lines, its start.
fn short(json: &Json) -> Range<usize> {
    match json.value {
        JsonValue::Array(_) | JsonValue::Object(_) => json.at.start..json.at.start + 1,
        _ => json.at.clone(),
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().fold(String::new(), |pointer, token| crate::judge::child(&pointer, token))
}

/// What the example does, in a sentence that starts with it.
fn describe(keyword: &str, rule: &Rule, value: Option<&Json>) -> String {
    match keyword {
        "required" => "it does not have the member".to_owned(),
        "type" => format!("it has {} where {} is documented", found(value), rule.kind.with_article()),
        "enum" | "const" => "it has a value that is not listed".to_owned(),
        "pattern" => "it does not meet the pattern".to_owned(),
        "format" => format!("it does not have the format {}", rule.format.map_or("asked for", Format::word)),
        _ => match (value.and_then(|json| measure::measure(keyword, rule, json)), measure::bound(keyword, rule)) {
            (Some(measured), Some(bound)) => {
                let most = if measure::is_lower(keyword) { "at least" } else { "at most" };
                let counted = measure::counted(keyword, rule, &measured);
                format!("it has {counted} where the row asks for {most} {}", bound.0)
            }
            (Some(measured), None) => format!("it has {}, which no 64-bit integer is", measured.0),
            (None, _) => format!("it breaks `{keyword}`"),
        },
    }
}

/// What the label at the row says.
fn admits(keyword: &str, rule: &Rule) -> String {
    match (keyword, measure::bound(keyword, rule)) {
        (_, Some(bound)) => format!("{keyword} is {}", bound.0),
        ("type", _) if rule.nullable => format!("the type is {} or null", rule.kind.word()),
        ("type", _) => format!("the type is {}", rule.kind.word()),
        ("required", _) => "it is required".to_owned(),
        ("pattern", _) => rule
            .pattern
            .as_ref()
            .map_or_else(String::new, |pattern| format!("the pattern is {}", shortened(&pattern.source))),
        ("format", _) => rule.format.map_or_else(String::new, |format| format!("the format is {}", format.word())),
        ("enum" | "const", _) => "its values are listed".to_owned(),
        _ => String::new(),
    }
}

/// What the label at the value says.
fn shows(keyword: &str, rule: &Rule, value: Option<&Json>) -> String {
    match keyword {
        "required" => "it is missing here".to_owned(),
        "type" => format!("the example has {}", found(value)),
        _ => match value.and_then(|json| measure::measure(keyword, rule, json)) {
            Some(measured) => format!("the example has {}", measure::counted(keyword, rule, &measured)),
            None => "the example has this".to_owned(),
        },
    }
}

fn found(value: Option<&Json>) -> &'static str {
    match value.map(Json::kind) {
        None => "nothing",
        Some(None) => "null",
        Some(Some(kind)) => kind.with_article(),
    }
}

fn free_id(draft: &mut Draft<'_>, page: usize) -> String {
    loop {
        let Some(notes) = draft.pages.get_mut(page) else { return "E1".to_owned() };
        notes.suggested += 1;
        let id = format!("E{}", notes.suggested);
        if !notes.ids.contains(&id) {
            return id;
        }
    }
}
