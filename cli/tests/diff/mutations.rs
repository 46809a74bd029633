//! Planted differences in rows, each with the change that must be found.

use serde_json::{Value as Json, json};

use crate::numbers::Numbers;
use crate::pages;
use crate::rows::{ROW_MUTATIONS, SPECIAL, planted};
use crate::spec::{self, KINDS, Spec};

/// A change as the test knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    pub(crate) rule: String,
    pub(crate) of: String,
    pub(crate) path: String,
    pub(crate) wire: String,
    pub(crate) api: String,
}

/// Rule, verdict for the wire, verdict for the crate.
pub(crate) type Planted = (&'static str, &'static str, &'static str);

impl Expected {
    pub(crate) fn of(change: &Json) -> Self {
        let text = |key: &str| change[key].as_str().unwrap().to_owned();
        Self { rule: text("rule"), of: text("payload"), path: text("path"), wire: text("wire"), api: text("api") }
    }

    pub(crate) fn at(path: &str, (rule, wire, api): Planted) -> Self {
        Self {
            rule: rule.to_owned(),
            of: "acme/paid".to_owned(),
            path: path.to_owned(),
            wire: wire.to_owned(),
            api: api.to_owned(),
        }
    }
}

/// The schemas with one to six differences planted, and what they are.
pub(crate) fn mutate(old: &Spec, numbers: &mut Numbers) -> (Spec, Vec<Expected>) {
    let mut new = old.clone();
    let mut expected = Vec::new();
    let mut touched: Vec<Vec<String>> = Vec::new();
    let mut done: Vec<usize> = Vec::new();
    let wanted = 1 + numbers.next(6);
    let mut planted = 0;
    let mut names = 1000;
    while planted < wanted {
        let found = if numbers.one_in(3) {
            let which = numbers.next(pages::MUTATIONS);
            if done.contains(&pages::concern(which)) {
                continue;
            }
            let found = pages::mutate(&mut new, which);
            if found.is_some() {
                done.push(pages::concern(which));
            }
            found
        } else if numbers.one_in(4) {
            structure(&mut new, numbers, &mut touched, &mut names)
        } else {
            in_row(&mut new, numbers, &mut touched)
        };
        if let Some(found) = found {
            expected.extend(found);
            planted += 1;
        }
    }
    new.settle();
    (new, expected)
}

fn pointer(path: &[String]) -> String {
    path.iter().fold(String::new(), |text, token| text + "/" + token)
}

fn free(path: &[String], touched: &[Vec<String>]) -> bool {
    touched.iter().all(|other| !other.starts_with(path) && !path.starts_with(other))
}

/// Whether the rows of an object were put in another order.
fn is_moved(at: &[String], touched: &[Vec<String>]) -> bool {
    touched.iter().any(|other| other.starts_with(at) && other.len() == at.len() + 1 && other[at.len()] == "#order")
}

/// Rows added, removed and moved.
fn structure(
    spec: &mut Spec,
    numbers: &mut Numbers,
    touched: &mut Vec<Vec<String>>,
    names: &mut usize,
) -> Option<Vec<Expected>> {
    let paths = spec.paths();
    let path = paths.get(numbers.next(paths.len()))?.clone();
    let (_, at) = path.split_last().unwrap();
    let top = at.is_empty() && spec.example;
    match numbers.next(3) {
        0 => {
            *names += 1;
            let kind = numbers.next(KINDS);
            let mut row = spec::row(numbers, names, kind, 1);
            if top {
                row["required"] = json!(false);
            }
            let mut added = at.to_vec();
            added.push(format!("r{names}x"));
            if !free(&added, touched) {
                return None;
            }
            let nothing = row["type"] == "any" && row["required"] == false;
            spec.object(at).insert(added.last().unwrap().clone(), row);
            touched.push(added.clone());
            Some(vec![Expected::at(&pointer(&added), ("field-added", if nothing { "none" } else { "safe" }, "major"))])
        }
        1 => {
            if !free(&path, touched) || is_moved(at, touched) || spec.object(at).len() < 2 {
                return None;
            }
            let row = spec.object(at).shift_remove(path.last().unwrap()).unwrap();
            let nothing = row["type"] == "any" && row["required"] == false;
            touched.push(path.clone());
            Some(vec![Expected::at(&pointer(&path), ("field-removed", if nothing { "none" } else { "risk" }, "major"))])
        }
        _ => {
            let mut marker = at.to_vec();
            marker.push("#order".to_owned());
            // What is added or taken away beside it would make the order hard to tell.
            let beside = touched.iter().any(|other| other.len() == marker.len() && other.starts_with(at));
            if beside || !free(&marker, touched) || spec.object(at).len() < 2 {
                return None;
            }
            let object = spec.object(at);
            let reversed: Vec<_> = std::mem::take(object).into_iter().rev().collect();
            object.extend(reversed);
            touched.push(marker);
            Some(vec![Expected::at(&pointer(at), ("order-changed", "none", "patch"))])
        }
    }
}

fn in_row(spec: &mut Spec, numbers: &mut Numbers, touched: &mut Vec<Vec<String>>) -> Option<Vec<Expected>> {
    let paths = spec.paths();
    let path = paths.get(numbers.next(paths.len()))?.clone();
    if !free(&path, touched) || is_moved(&path[..path.len() - 1], touched) {
        return None;
    }
    let top = path.len() == 1 && spec.example;
    let row = spec.row(&path);
    let items = if row["type"] == "array" { "/*" } else { "" };
    // Most rows can be changed in few of the ways, and each of those shall be as likely as the others.
    let ways = (0..ROW_MUTATIONS).filter_map(|which| {
        let mut changed = row.clone();
        let found = planted(&mut changed, which, numbers, top)?;
        Some((which, changed, found))
    });
    let mut ways: Vec<_> = ways.collect();
    // What is about rules matters more than what is about words.
    if numbers.one_in(2) {
        ways.retain(|(which, ..)| SPECIAL.contains(which) || *which == 28);
    }
    if ways.is_empty() {
        return None;
    }
    let (which, changed, planted) = ways.swap_remove(numbers.next(ways.len()));
    *row = changed;
    let deeper = matches!(planted.0, "type-renamed") || which == 21;
    let at = pointer(&path) + if deeper { items } else { "" };
    touched.push(path);
    Some(vec![Expected::at(&at, planted)])
}
