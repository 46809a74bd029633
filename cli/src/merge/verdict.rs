//! The three-way comparison of one row.
//!
//! No copy of the old page is kept, and none is needed: a row's provenance has a hash of what the page said. If the page's
//! row still has that hash, the page did not change it; if the schema's row has it, no person did. If neither has, the
//! facts that differ are few, and some mixture of both rows has the hash: that mixture is what the page once said.

use super::mine::Mine;
use crate::import::transcription::{Facts, Row};

/// What is to become of a row's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They stay. `restamp`: the page has changed to what the schema says already.
    Keep { restamp: bool },
    /// The page has changed, and these are in its place.
    Take(Box<Facts>),
    /// Page and person have both changed the same facts.
    Conflict { base: Option<Box<Facts>> },
}

/// So many facts that differ are tried in all combinations.
const MOST_MIXED: usize = 8;

/// Compares a row with the page's.
pub(super) fn verdict(mine: &Mine, theirs: &Row) -> Verdict {
    let page = &theirs.facts;
    let Some(stored) = mine.row else {
        if mine.elsewhere {
            return Verdict::Keep { restamp: false };
        }
        let page = as_far_as_stated(mine, theirs);
        return if differing(&mine.facts, &page).is_empty() {
            Verdict::Keep { restamp: false }
        } else {
            Verdict::Take(Box::new(page))
        };
    };
    if page.hash(&mine.name) == stored.hash {
        return Verdict::Keep { restamp: false };
    }
    if differing(&mine.facts, page).is_empty() {
        return Verdict::Keep { restamp: true };
    }
    if mine.facts.hash(&mine.name) == stored.hash {
        return Verdict::Take(Box::new(page.clone()));
    }
    match mixture(mine, page, stored.hash) {
        None => Verdict::Conflict { base: other_bound(mine, page, stored.hash).map(Box::new) },
        Some(base) => {
            let mut merged = mine.facts.clone();
            for key in differing(&base, page) {
                if differing(&base, &mine.facts).contains(&key) {
                    return Verdict::Conflict { base: Some(Box::new(base)) };
                }
                put(&mut merged, key, page);
            }
            Verdict::Take(Box::new(merged))
        }
    }
}

/// What the page said, if it is made of what the two sides say.
fn mixture(mine: &Mine, page: &Facts, hash: u32) -> Option<Facts> {
    let keys = differing(&mine.facts, page);
    if keys.len() > MOST_MIXED {
        return None;
    }
    (1..(1_usize << keys.len())).find_map(|chosen| {
        let mut base = mine.facts.clone();
        for (bit, key) in keys.iter().enumerate() {
            if chosen >> bit & 1 == 1 {
                put(&mut base, key, page);
            }
        }
        (base.hash(&mine.name) == hash).then_some(base)
    })
}

/// What the page said, if both sides have changed a length that was no greater than this.
const GREATEST_TRIED: u64 = 4_096;

/// What the page said, if it is what the schema says but for one length or number of items.
fn other_bound(mine: &Mine, page: &Facts, hash: u32) -> Option<Facts> {
    let changed = differing(&mine.facts, page);
    let bounds = changed.iter().filter(|key| matches!(**key, "minLength" | "maxLength" | "minItems" | "maxItems"));
    bounds.take(2).find_map(|key| {
        (0..=GREATEST_TRIED).find_map(|tried| {
            let tried = (tried > 0).then_some(tried);
            let bound =
                Facts { min_length: tried, max_length: tried, min_items: tried, max_items: tried, ..Facts::default() };
            let mut base = mine.facts.clone();
            put(&mut base, key, &bound);
            (base.hash(&mine.name) == hash).then_some(base)
        })
    })
}

/// The page's facts, with the schema's where the page says nothing and an import can but guess.
fn as_far_as_stated(mine: &Mine, theirs: &Row) -> Facts {
    let mut page = theirs.facts.clone();
    // Of a row of a table, an example may show that it is optional; a row of an example alone is never known to be required.
    if !theirs.says_presence && (page.required || theirs.at.is_none()) {
        page.required = mine.facts.required;
    }
    if theirs.inferred || theirs.at.is_none() {
        for key in ["type", "format", "pattern", "items", "nullable", "allowEmpty"] {
            put(&mut page, key, &mine.facts);
        }
    }
    page
}

/// The keys of the schema language in which two rows differ, in its order.
pub(super) fn differing(a: &Facts, b: &Facts) -> Vec<&'static str> {
    let (a, b) = (a.keys(), b.keys());
    let missing = |one: &[(&'static str, String)], entry: &(&'static str, String)| !one.contains(entry);
    let mut keys: Vec<_> = a.iter().filter(|entry| missing(&b, entry)).map(|(key, _)| *key).collect();
    for (key, _) in b.iter().filter(|entry| missing(&a, entry)) {
        if !keys.contains(key) {
            keys.push(key);
        }
    }
    keys
}

/// Sets one key as another row has it.
pub(super) fn put(facts: &mut Facts, key: &str, from: &Facts) {
    match key {
        "type" => facts.kind = from.kind,
        "required" => facts.required = from.required,
        "nullable" => facts.nullable = from.nullable,
        "minLength" => facts.min_length = from.min_length,
        "maxLength" => facts.max_length = from.max_length,
        "enum" => facts.values.clone_from(&from.values),
        "const" => facts.constant.clone_from(&from.constant),
        "pattern" => facts.pattern.clone_from(&from.pattern),
        "format" => facts.format = from.format,
        "allowEmpty" => facts.allow_empty = from.allow_empty,
        "minimum" => facts.minimum.clone_from(&from.minimum),
        "maximum" => facts.maximum.clone_from(&from.maximum),
        "minItems" => facts.min_items = from.min_items,
        "maxItems" => facts.max_items = from.max_items,
        "items" => facts.items.clone_from(&from.items),
        _ => {}
    }
}
