//! What a schema says of the page as a whole: when it was read, its event list, its rules over several members.

use super::drift::{Change, Kind};
use super::edits::Edits;
use super::keys;
use super::tree::{Tree, entries, get, items, text, text_of};
use crate::import::transcription::{Event, Group};
use crate::import::write::{Identity, key, scalar};

/// The day and the hash of the page.
pub(super) fn read(tree: &Tree<'_>, identity: &Identity, edits: &mut Edits) {
    let Some(page) = tree.sections().iter().find(|section| section.key == "page") else { return };
    let mut changes: Vec<keys::Change> = vec![("sha256", Some(identity.sha256.clone()))];
    changes.extend(identity.read.as_ref().map(|read| ("read", Some(scalar(read).into_owned()))));
    keys::change(tree, page, changes, edits);
}

/// The hash that the page had when it was last read.
pub(super) fn hash<'t>(tree: &'t Tree<'_>) -> Option<&'t str> {
    tree.sections().iter().find(|section| section.key == "page").and_then(|page| text_of(&page.value, "sha256"))
}

/// The page's event list.
pub(super) fn events(tree: &Tree<'_>, event: Option<&Event>, changes: &mut Vec<Change>, edits: &mut Edits) {
    let Some(event) = event.filter(|event| !event.names.is_empty()) else { return };
    let section = tree.sections().iter().find(|section| section.key == "event");
    let Some(names) = section.and_then(|section| get(&section.value, "names")) else { return };
    let known = entries(&names.value);
    let flow = tree.is_flow(&names.value);
    let mut gone = Vec::new();
    for entry in known {
        let was = text(&entry.value).unwrap_or_default();
        match event.names.iter().find(|(value, _)| *value == entry.key) {
            Some((_, now)) if now == was => {}
            Some((value, now)) => {
                changes.push(Change::new(Kind::Event, value).becoming(Some(was.to_owned()), Some(now.clone())));
                edits.replace(entry.value.span.start, entry.value.span.end, scalar(now));
            }
            None => {
                changes.push(Change::new(Kind::Event, &entry.key).becoming(Some(was.to_owned()), None));
                gone.push(entry);
            }
        }
    }
    // The page may list the events no longer; then there is nothing to put in their place.
    if gone.len() < known.len() {
        for entry in gone {
            let at = known.iter().position(|one| one.key == entry.key).unwrap_or_default();
            let next = known.get(at + 1).map(|next| next.key_span.start);
            let before = at.checked_sub(1).and_then(|before| known.get(before)).map(|before| tree.end(before));
            match (flow, before, next) {
                (false, ..) => edits.remove(tree.line_start(entry.key_span.start), tree.line_end(tree.end(entry))),
                (true, _, Some(next)) => edits.remove(entry.key_span.start, next),
                (true, Some(before), None) => edits.remove(before, tree.end(entry)),
                (true, None, None) => {}
            }
        }
    }
    let Some(last) = known.last() else { return };
    for (value, name) in event.names.iter().filter(|(value, _)| known.iter().all(|entry| entry.key != *value)) {
        changes.push(Change::new(Kind::Event, value).becoming(None, Some(name.clone())));
        let (value, name) = (key(value), scalar(name));
        if flow {
            edits.insert(tree.end(last), format!(", {value}: {name}"));
        } else {
            let pad = (last.value.span.start - last.key_span.start).saturating_sub(value.len() + 2);
            let indent = tree.column(last.key_span.start);
            edits.insert(tree.line_end(tree.end(last)), format!("{:indent$}{value}: {:pad$}{name}\n", "", ""));
        }
    }
}

/// Rules over several members that the schema does not have. One that the page does not state may be a person's reading
/// of it, and stays.
pub(super) fn groups(tree: &Tree<'_>, groups: &[Group], changes: &mut Vec<Change>, edits: &mut Edits) {
    let section = tree.sections().iter().find(|section| section.key == "rules");
    let known = section.map(|section| entries(&section.value)).unwrap_or_default();
    let same = |group: &&Group| {
        known.iter().any(|rule| {
            let members = get(&rule.value, group.keyword).map(|members| items(&members.value)).unwrap_or_default();
            let mut known: Vec<_> = members.iter().filter_map(text).collect();
            let mut wanted: Vec<_> = group.members.iter().map(String::as_str).collect();
            known.sort_unstable();
            wanted.sort_unstable();
            known == wanted && text_of(&rule.value, "at").unwrap_or_default() == group.at
        })
    };
    let new: Vec<&Group> = groups.iter().filter(|group| !same(group)).collect();
    let mut lines = String::new();
    for group in &new {
        let members: Vec<_> = group.members.iter().map(|member| scalar(member)).collect();
        let rule = format!("{}: [{}]", group.keyword, members.join(", "));
        changes.push(Change::new(Kind::Rule, &group.name).becoming(None, Some(rule.clone())));
        let taken = known.iter().any(|rule| rule.key == group.name);
        let name = if taken { format!("{}-2", group.name) } else { group.name.clone() };
        for review in &group.reviews {
            super::rows::comment(&mut lines, "  ", "review: ", review);
        }
        let at = if group.at.is_empty() { String::new() } else { format!("    at: {}\n", scalar(&group.at)) };
        lines.push_str(&format!("  {}:\n{at}    {rule}\n", key(&name)));
    }
    if new.is_empty() {
        return;
    }
    match (known.last(), section) {
        (Some(last), _) => edits.insert(tree.line_end(tree.end(last)), lines),
        (None, _) => {
            let Some(payload) = tree.sections().iter().find(|section| section.key == "payload") else { return };
            edits.insert(tree.line_end(tree.end(payload)), format!("\nrules:\n{lines}"));
        }
    }
}
