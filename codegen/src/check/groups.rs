//! Rules over several members of one object.

use std::collections::HashMap;

use super::draft::{Draft, Target};
use super::errata;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Group, GroupKeyword, Severity, TypeId, TypeKind};
use crate::raw::extract::Spanned;
use crate::raw::page::RawRule;
use crate::source::Span;

/// The word that schemas and violations use.
pub(super) fn word(keyword: GroupKeyword) -> &'static str {
    match keyword {
        GroupKeyword::ExactlyOneOf => "exactlyOneOf",
        GroupKeyword::AtMostOneOf => "atMostOneOf",
        GroupKeyword::AtLeastOneOf => "atLeastOneOf",
    }
}

pub(super) fn resolve(draft: &mut Draft<'_>) {
    for page in 0..draft.pages.len() {
        let Some(rules) = draft.pages.get(page).and_then(|notes| notes.raw.rules.as_ref()) else { continue };
        for (name, rule) in rules.value.iter() {
            if let Some((object, group)) = group(draft, page, name, rule) {
                add(draft, object, group, name.span);
            }
        }
    }
}

fn add(draft: &mut Draft<'_>, object: TypeId, group: Group, span: Span) {
    if let Some(TypeKind::Object(object)) = draft.type_mut(object).map(|definition| &mut definition.kind) {
        object.groups.push(group);
    }
    if let Some(notes) = draft.notes_mut(object) {
        notes.groups.push(span);
    }
}

fn group(draft: &mut Draft<'_>, page: usize, name: &Spanned<String>, rule: &RawRule) -> Option<(TypeId, Group)> {
    let at = rule.at.as_ref().map_or("", |at| at.value.as_str());
    let at_span = rule.at.as_ref().map_or(name.span, |at| at.span);
    let located = match draft.locate(page, at) {
        Ok(located) => located,
        Err(lost) => {
            errata::report_lost(draft, page, at, at_span, lost);
            return None;
        }
    };
    let Some(object) = draft.object_at(page, &located.target).filter(|_| !at.starts_with("header:")) else {
        let message = format!("`{}` is no object with rows", shortened(at));
        draft.report(
            Diagnostic::error(Code::F0409, at_span, message).help("Point to an object whose members the rule is over."),
        );
        return None;
    };
    let mut through = located.through;
    through.push(object);
    if let Some(shared) = draft.shared(page, &through) {
        errata::report_shared(draft, at_span, shared, matches!(located.target, Target::Row(_)));
        return None;
    }
    let (keyword, names) = rule.keywords().next()?;
    let members = members(draft, object, names)?;
    let group = Group {
        name: name.value.clone(),
        keyword,
        members,
        documented: Severity::Error,
        effective: Severity::Error,
        doc: super::layout::prose(rule.doc.as_ref()),
        place: draft.place(name.span),
    };
    Some((object, group))
}

/// Where the members stand among the object's fields.
fn members(draft: &mut Draft<'_>, object: TypeId, names: &Spanned<Vec<Spanned<String>>>) -> Option<Vec<usize>> {
    let mut members = Vec::with_capacity(names.value.len());
    let mut seen = HashMap::new();
    let mut sound = true;
    for name in &names.value {
        let index = draft.notes(object).and_then(|notes| notes.index.get(name.value.as_str()).copied());
        if let Some(index) = index {
            members.push(index);
        } else {
            unknown_member(draft, object, name);
            sound = false;
        }
        if let Some(first) = seen.insert(&name.value, name.span) {
            let message = format!("the rule names `{}` twice", shortened(&name.value));
            draft.report(
                Diagnostic::error(Code::F0409, name.span, message).label(first, "first here").help("Keep one of them."),
            );
            sound = false;
        }
    }
    if names.value.len() < 2 {
        draft.report(
            Diagnostic::error(Code::F0409, names.span, "a rule over several members names at least two")
                .help("For a single member there is `required`."),
        );
        sound = false;
    }
    sound.then_some(members)
}

fn unknown_member(draft: &mut Draft<'_>, object: TypeId, name: &Spanned<String>) {
    let message = format!("the object has no member `{}`", shortened(&name.value));
    let diagnostic = Diagnostic::error(Code::F0409, name.span, message);
    let known = draft.fields(object).iter().map(|field| field.name.wire.as_str());
    let diagnostic = match draft.nearest(&name.value, known) {
        Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
        None => diagnostic.help("Name members of the object that `at` points to; without `at` it is the root."),
    };
    draft.report(diagnostic);
}
