//! Two checked models, place by place.
//!
//! `page` pairs what pages have, `object` the rows, `value` what stands in a row, `rules` the rules for one value, `types` the
//! names in Rust; `groups`, `entries` and `provider` the rest. What a change means for the wire follows from the rules, what
//! it means for the crate from the types that the emitter makes of them.

mod entries;
mod groups;
mod number;
mod object;
mod page;
mod provider;
mod rules;
mod types;
mod value;

use std::collections::HashSet;

use fieldwright_codegen::model::{Model, Page, TypeId};

use super::change::Change;

pub(crate) use provider::models;

/// What pairs of pages are compared with, and what was found so far.
struct Compare<'m> {
    old: &'m Model,
    new: &'m Model,
    old_page: &'m Page,
    new_page: &'m Page,
    changes: Vec<Change<'m>>,
    /// Types that were compared already; they can stand in several places.
    seen: HashSet<(TypeId, TypeId)>,
}

/// The changes of one page.
pub(crate) fn pages<'m>(old: &'m Model, old_page: &'m Page, new: &'m Model, new_page: &'m Page) -> Vec<Change<'m>> {
    let mut compare = Compare { old, new, old_page, new_page, changes: Vec::new(), seen: HashSet::new() };
    compare.page();
    compare.changes
}

/// Things on both sides by their keys: those in both in the new order, then what is only new, then what is only old.
struct Paired<'i, T> {
    both: Vec<(&'i T, &'i T)>,
    added: Vec<&'i T>,
    removed: Vec<&'i T>,
}

fn pair<'i, T>(old: &'i [T], new: &'i [T], key: impl Fn(&T) -> &str) -> Paired<'i, T> {
    let by_key = |items: &'i [T]| -> std::collections::HashMap<String, &'i T> {
        items.iter().map(|item| (key(item).to_owned(), item)).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let mut paired = Paired { both: Vec::new(), added: Vec::new(), removed: Vec::new() };
    for item in new {
        match before.get(key(item)) {
            Some(&old) => paired.both.push((old, item)),
            None => paired.added.push(item),
        }
    }
    paired.removed.extend(old.iter().filter(|item| !after.contains_key(key(item))));
    paired
}

/// Whether what both sides have stands in the same order.
fn same_order<T>(old: &[T], new: &[T], paired: &Paired<'_, T>, key: impl Fn(&T) -> &str) -> bool {
    let common: HashSet<&str> = paired.both.iter().map(|(_, item)| key(item)).collect();
    let order = |items: &[T]| -> Vec<String> {
        items.iter().map(&key).filter(|name| common.contains(name)).map(str::to_owned).collect()
    };
    order(old) == order(new)
}

/// A pointer of the form of `table`: `/lines/*/sku`.
pub(crate) fn pointer(tokens: &[String]) -> String {
    tokens.iter().fold(String::new(), |path, token| path + "/" + &token.replace('~', "~0").replace('/', "~1"))
}
