//! Payloads with an edit at a place, and what the edit asks for around it.

use fieldwright_codegen::fixtures::Edit;
use fieldwright_codegen::judge::Finding;
use fieldwright_codegen::model::{Content, GroupKeyword, Object, Severity, Value};
use serde_json::{Map, Value as Json};

use super::candidates::{Candidate, make};
use super::judges::Judge;
use crate::diff::change::{Look, Probe};

/// So many repairs are tried on a payload.
const MOST_REPAIRS: usize = 256;

/// A payload like `base` that both sides accept, or that the rejecting one at least finds less in.
pub(super) fn agreed(accepting: &Judge<'_>, rejecting: &Judge<'_>, base: &Json) -> Option<Json> {
    let mut payload = base.clone();
    let mut tried = Vec::new();
    for _ in 0..MOST_REPAIRS {
        let findings = rejecting.findings(&payload);
        let next = findings.iter().filter(|finding| finding.severity == Severity::Error).map(repaired_at);
        let Some(place) = next.into_iter().find(|place| !tried.contains(place)) else { break };
        let instead = rejecting.bases().find_map(|theirs| theirs.pointer(&place).cloned());
        let edits = instead.map(|value| Edit::Set { pointer: place.clone(), value });
        let mut mended = payload.clone();
        edits.unwrap_or(Edit::Remove { pointer: place.clone() }).apply(&mut mended);
        settle(accepting, &mut mended, &place);
        tried.push(place);
        if accepting.accepts(&mended) {
            payload = mended;
        }
    }
    Some(payload).filter(|payload| accepting.accepts(payload))
}

/// Where to put something so that a finding goes away.
fn repaired_at(finding: &Finding) -> String {
    match &finding.property {
        Some(property) => below(&finding.pointer, property),
        None => finding.pointer.clone(),
    }
}

/// The base with the candidate in place, and a pointer to that place.
pub(super) fn with(judge: &Judge<'_>, base: &Json, probe: &Probe, candidate: &Candidate) -> Option<(Json, String)> {
    let mut payload = base.clone();
    let (at, last) = match probe.look {
        Look::Members(_) => (probe.at.as_slice(), None),
        _ => probe.at.split_last().map(|(last, at)| (at, Some(last)))?,
    };
    let parent = reach(judge, &mut payload, at)?;
    let place = match last {
        None => parent,
        Some(last) if payload.pointer(&parent)?.is_array() => parent + if last == "*" { "/0" } else { return None },
        Some(last) => below(&parent, last),
    };
    apply(judge, &mut payload, probe, candidate, &place)?;
    if last.is_some() {
        settle(judge, &mut payload, &place);
    }
    Some((payload, place))
}

fn apply(judge: &Judge<'_>, payload: &mut Json, probe: &Probe, candidate: &Candidate, place: &str) -> Option<()> {
    match candidate {
        Candidate::Missing => Edit::Remove { pointer: place.to_owned() }.apply(payload),
        Candidate::Set(value) => Edit::Set { pointer: place.to_owned(), value: value.clone() }.apply(payload),
        Candidate::Items(count) => {
            let value = judge.value_at(&probe.at)?;
            let item = match payload.pointer(place).and_then(Json::as_array).and_then(|items| items.first()) {
                Some(item) => item.clone(),
                None => item(judge, value),
            };
            let items = (0..*count).map(|_| item.clone()).collect();
            Edit::Set { pointer: place.to_owned(), value: items }.apply(payload);
        }
        Candidate::Members(members) => {
            let object = judge.object_at(&probe.at)?;
            for (name, there) in members {
                let pointer = below(place, name);
                let known = payload.pointer(&pointer).is_some();
                if !there {
                    Edit::Remove { pointer }.apply(payload);
                } else if !known {
                    let field = object.fields.iter().find(|field| field.name.wire == *name);
                    let value = field.map_or(Json::Null, |field| make(judge, &field.value));
                    Edit::Set { pointer, value }.apply(payload);
                }
            }
        }
    }
    Some(())
}

/// What an array is to be filled with.
fn item(judge: &Judge<'_>, value: &Value) -> Json {
    match &value.content {
        Content::Items(item) => make(judge, item),
        _ => Json::from("item"),
    }
}

/// A pointer to the value at a path, whose first items are taken; what is missing on the way is made.
fn reach(judge: &Judge<'_>, payload: &mut Json, at: &[String]) -> Option<String> {
    let mut pointer = String::new();
    for (index, token) in at.iter().enumerate() {
        let value = judge.value_at(at.get(..=index)?)?;
        let here = payload.pointer(&pointer)?;
        pointer = match here {
            Json::Array(_) if token == "*" => pointer + "/0",
            Json::Object(_) => below(&pointer, token),
            _ => return None,
        };
        let there = payload.pointer(&pointer);
        if there.is_none_or(Json::is_null) {
            let value = make(judge, value);
            Edit::Set { pointer: pointer.clone(), value }.apply(payload);
            settle(judge, payload, &pointer);
        }
    }
    Some(pointer)
}

/// Adds and takes away members until the rules over several members hold; what stands at `kept` stays as it is.
fn settle(judge: &Judge<'_>, payload: &mut Json, kept: &str) {
    let Some((parent, _)) = kept.rsplit_once('/') else { return };
    let tokens = judge.tokens(parent);
    let Some(object) = judge.object_at(&tokens) else { return };
    for group in &object.groups {
        let Some(Json::Object(members)) = payload.pointer_mut(parent) else { return };
        let names = group.members.iter().filter_map(|index| object.fields.get(*index));
        let names: Vec<&str> = names.map(|field| field.name.wire.as_str()).collect();
        let is_kept = |name: &str| below(parent, name) == kept;
        let there: Vec<&str> = names.iter().copied().filter(|name| members.contains_key(*name)).collect();
        if there.is_empty() && group.keyword != GroupKeyword::AtMostOneOf {
            add(judge, object, members, names.iter().copied().find(|name| !is_kept(name)));
        }
        if there.len() > 1 && group.keyword != GroupKeyword::AtLeastOneOf {
            let stays = there.iter().copied().find(|name| is_kept(name)).or(there.first().copied());
            for name in there.into_iter().filter(|name| Some(*name) != stays) {
                members.shift_remove(name);
            }
        }
    }
}

fn add(judge: &Judge<'_>, object: &Object, members: &mut Map<String, Json>, name: Option<&str>) {
    let field = name.and_then(|name| object.fields.iter().find(|field| field.name.wire == name));
    if let Some(field) = field {
        members.insert(field.name.wire.clone(), make(judge, &field.value));
    }
}

fn below(pointer: &str, member: &str) -> String {
    format!("{pointer}/{}", member.replace('~', "~0").replace('/', "~1"))
}
