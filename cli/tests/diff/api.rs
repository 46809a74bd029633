//! What the generated crate offers, read off its source text: an answer of another kind to what a version step must be.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_codegen::model::Model;

/// Public items by their paths: what each has inside, and whether more may come.
type Surface = BTreeMap<String, Item>;

#[derive(Default, PartialEq, Eq)]
struct Item {
    head: String,
    parts: BTreeSet<String>,
    open: bool,
}

/// The step from one crate to the other.
pub(crate) fn step(old: &Model, new: &Model) -> &'static str {
    let (old, new) = (surface(old), surface(new));
    let mut step = "patch";
    for (path, before) in &old {
        let Some(after) = new.get(path) else { return "major" };
        let gone = !before.parts.is_subset(&after.parts);
        let more = after.parts != before.parts;
        if before.head != after.head || gone || (more && !before.open) {
            return "major";
        }
        if more {
            step = "minor";
        }
    }
    if new.keys().any(|path| !old.contains_key(path)) { "minor" } else { step }
}

fn surface(model: &Model) -> Surface {
    let mut surface = Surface::new();
    for (path, text) in fieldwright_codegen::emit(model)
        .iter()
        .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "rs"))
    {
        let mut open = false;
        let mut inside: Option<String> = None;
        for line in text.lines() {
            match (&inside, line) {
                (Some(_), "}") => inside = None,
                (Some(item), line) => {
                    let part = line.trim();
                    if !part.is_empty() && !part.starts_with("//") && !part.starts_with('#') {
                        surface.get_mut(item).unwrap().parts.insert(part.to_owned());
                    }
                }
                (None, "#[non_exhaustive]") => open = true,
                (None, line) if line.starts_with("pub struct ") || line.starts_with("pub enum ") => {
                    let key = format!("{path} {}", line.split(['<', '{', ';']).next().unwrap().trim());
                    surface.insert(key.clone(), Item { head: line.to_owned(), parts: BTreeSet::new(), open });
                    inside = line.ends_with('{').then_some(key);
                    open = false;
                }
                (None, line) if line.starts_with("pub ") => {
                    let head = line.split(['=', '{']).next().unwrap().to_owned();
                    surface.insert(format!("{path} {head}"), Item { head, ..Item::default() });
                }
                _ => {}
            }
        }
    }
    surface
}
