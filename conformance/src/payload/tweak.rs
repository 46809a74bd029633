//! One change to a payload, at a place that the schema speaks of.

use fieldwright_codegen::fixtures::SplitMix64;
use fieldwright_codegen::model::{Model, Object, Page, Value};

use super::near::{anything, near};
use super::sites::{Place, Site, sites};
use super::tree::Tree;

/// How deep something is nested where nesting is what is tried: about what readers stop at.
const DEEP: [u64; 6] = [5, 40, 125, 126, 127, 200];

/// Changes something.
pub(super) fn tweak(model: &Model, page: &Page, payload: &mut Tree, chance: &mut SplitMix64) {
    let Some(root) = model.object(page.root) else { return };
    let sites = sites(model, root, payload);
    let Some(Site { path, place }) = chance.pick(&sites) else { return };
    let Some(tree) = payload.at(path) else { return };
    match place {
        Place::Value(value) => of_value(value, tree, chance),
        Place::Object(object) => of_object(object, tree, chance),
    }
}

fn of_value(value: &Value, tree: &mut Tree, chance: &mut SplitMix64) {
    let rule = if chance.percent(50) { &value.effective } else { &value.documented };
    let new = match chance.below(10) {
        0 => Tree::Null,
        1 => anything(chance, 2),
        2 => Tree::Array(vec![tree.clone()]),
        3 => tree.children().first().map_or_else(|| Tree::of(""), |child| (*child).clone()),
        4 => Tree::Text(tree.plain()),
        _ => near(rule, tree, chance),
    };
    *tree = new;
}

fn of_object(object: &Object, tree: &mut Tree, chance: &mut SplitMix64) {
    let Tree::Object(members) = tree else {
        *tree = anything(chance, 2);
        return;
    };
    let place = usize::try_from(chance.below(members.len() as u64 + 1)).unwrap_or(0);
    let row = |chance: &mut SplitMix64| chance.pick(&object.fields).map(|field| field.name.wire.clone());
    match chance.below(10) {
        0..3 if place < members.len() => drop(members.remove(place)),
        3 => members.insert(place, (format!("unknown{}", chance.below(3)), anything(chance, 3))),
        4 => {
            if let Some(name) = row(chance).filter(|name| members.iter().all(|(known, _)| known != name)) {
                members.insert(place, (name, anything(chance, 2)));
            }
        }
        5 => chance.shuffle(members),
        6 if place < members.len() => members.rotate_left(place),
        7 if chance.percent(40) => {
            if let Some((name, value)) = members.get(place).cloned() {
                let at = usize::try_from(chance.below(members.len() as u64)).unwrap_or(0);
                members.insert(at, (name, if chance.percent(50) { value } else { Tree::Null }));
            }
        }
        8 => {
            // Nearly the name of a row.
            if let Some(name) = row(chance) {
                let other = if chance.percent(50) { name.to_uppercase() } else { format!("{name}_") };
                if members.iter().all(|(known, _)| *known != other) {
                    members.insert(place, (other, Tree::Null));
                }
            }
        }
        9 if chance.percent(20) => members.insert(place, ("deep".to_owned(), deep(chance))),
        _ => {}
    }
}

fn deep(chance: &mut SplitMix64) -> Tree {
    let depth = chance.pick(&DEEP).copied().unwrap_or(5);
    (0..depth).fold(Tree::Null, |inner, level| {
        if level % 2 == 0 { Tree::Array(vec![inner]) } else { Tree::Object(vec![("d".to_owned(), inner)]) }
    })
}
