//! `provider.yaml`: what pages share.

use std::collections::BTreeSet;

use fieldwright_codegen::fixtures::SplitMix64;
use serde_json::{Map, Value as Json, json};

use super::objects::Maker;
use super::{Options, rules};

/// A named type that rows may use.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    pub(super) name: String,
    pub(super) kind: SharedKind,
}

/// What a named type is.
#[derive(Debug, Clone)]
pub(super) enum SharedKind {
    /// An object with these rows.
    Object(Vec<String>),
    /// An enumeration.
    Values,
    /// A shorthand for the rules of a string or a number.
    Rules,
}

/// The provider's file, and its types.
pub(super) fn provider(
    chance: &mut SplitMix64,
    provider: &str,
    options: &Options,
    numbers: &mut usize,
) -> (Json, Vec<Shared>) {
    let mut file = json!({
        "provider": provider,
        "title": options.names.doc(chance),
        "sources": {"guide": {"title": "A guide"}},
    });
    let mut types = Map::new();
    let mut known: Vec<Shared> = Vec::new();
    for _ in 0..chance.below(5) {
        *numbers += 1;
        let name = options.names.type_name(chance, *numbers);
        let (tree, kind) = shared(chance, options, &known, numbers);
        types.insert(name.clone(), tree);
        known.push(Shared { name, kind });
    }
    if !types.is_empty() {
        file["types"] = Json::Object(types);
    }
    (file, known)
}

fn shared(chance: &mut SplitMix64, options: &Options, known: &[Shared], numbers: &mut usize) -> (Json, SharedKind) {
    match chance.below(4) {
        0 => {
            let count = chance.between(1, 6);
            let values = options.names.values(chance, count);
            let listed = rules::listed(chance, options.names, &values);
            (json!({"enum": listed, "doc": options.names.doc(chance)}), SharedKind::Values)
        }
        1 => {
            let mut tree = if chance.percent(50) { rules::text(chance, options.names) } else { rules::number(chance) };
            tree["doc"] = json!(options.names.doc(chance));
            // A list of values makes it an enumeration, which is a type of its own.
            let kind = if tree.get("enum").is_some() { SharedKind::Values } else { SharedKind::Rules };
            (tree, kind)
        }
        _ => {
            let mut maker = Maker::new(chance, options, known, numbers);
            let rows = maker.rows(&mut BTreeSet::new(), 1, None);
            let names = rows.keys().cloned().collect();
            (json!({"fields": rows, "doc": options.names.doc(chance)}), SharedKind::Object(names))
        }
    }
}
