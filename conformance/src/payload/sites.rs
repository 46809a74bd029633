//! The places of a payload that a schema speaks of.

use fieldwright_codegen::model::{Content, Model, Object, Value};

use super::tree::Tree;

/// A place, as positions from the root, and what the schema says of it.
pub(super) struct Site<'m> {
    pub(super) path: Vec<usize>,
    pub(super) place: Place<'m>,
}

/// What the schema says of a place.
pub(super) enum Place<'m> {
    /// A value with rules.
    Value(&'m Value),
    /// An object with rows.
    Object(&'m Object),
}

/// All places of a payload, outermost first.
pub(super) fn sites<'m>(model: &'m Model, root: &'m Object, payload: &Tree) -> Vec<Site<'m>> {
    let mut sites = Vec::new();
    of_object(model, root, payload, &mut Vec::new(), &mut sites);
    sites
}

fn of_object<'m>(model: &'m Model, object: &'m Object, tree: &Tree, path: &mut Vec<usize>, out: &mut Vec<Site<'m>>) {
    out.push(Site { path: path.clone(), place: Place::Object(object) });
    let Tree::Object(members) = tree else { return };
    for (index, (name, member)) in members.iter().enumerate() {
        let Some(field) = object.fields.iter().find(|field| field.name.wire == *name) else { continue };
        path.push(index);
        of_value(model, &field.value, member, path, out);
        path.pop();
    }
}

fn of_value<'m>(model: &'m Model, value: &'m Value, tree: &Tree, path: &mut Vec<usize>, out: &mut Vec<Site<'m>>) {
    out.push(Site { path: path.clone(), place: Place::Value(value) });
    match (&value.content, tree) {
        (Content::Object(id), Tree::Object(_)) => {
            if let Some(object) = model.object(*id) {
                of_object(model, object, tree, path, out);
            }
        }
        (Content::Object(_), Tree::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index);
                of_value(model, value, item, path, out);
                path.pop();
            }
        }
        (Content::Items(of), Tree::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index);
                of_value(model, of, item, path, out);
                path.pop();
            }
        }
        _ => {}
    }
}
