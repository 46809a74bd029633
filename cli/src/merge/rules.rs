//! New facts of a row, written where the row says the old ones.

use fieldwright_codegen::load::Entry;
use fieldwright_codegen::model::Kind;

use super::edits::Edits;
use super::keys::{self, Change};
use super::mine::Mine;
use super::tree::{Keys, Tree, entries, get, text_of};
use super::values;
use super::verdict::differing;
use crate::import::transcription::{Facts, Row};
use crate::import::write::{self, Manner};

/// What is to be written of one row.
#[derive(Debug)]
pub(super) struct Plan {
    changes: Vec<Change>,
    /// Of the items of an array.
    items: Vec<Change>,
    /// The values of the row itself.
    own_values: Option<Vec<String>>,
    /// The values of a type of this page, which all its rows agree upon.
    type_values: Option<(Keys, Vec<String>)>,
    /// The row no longer has the type that it named.
    detached: bool,
}

/// Why facts cannot be written where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inherited {
    pub(super) why: String,
    /// The row itself could say otherwise, without a change to what it shares.
    pub(super) can_override: bool,
}

/// How rows are to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manners {
    pub(super) by_example: bool,
    /// A row says for itself what it would otherwise share.
    pub(super) overrule: bool,
}

/// Plans the change from what the schema documents to other facts. `agreed`: whether all rows of a type of this page are to
/// have these values.
pub(super) fn plan(
    tree: &Tree<'_>,
    mine: &Mine,
    target: &Facts,
    manners: Manners,
    agreed: impl Fn(&str, &[String]) -> bool,
) -> Result<Plan, Inherited> {
    let entry = mine.keys.as_ref().and_then(|keys| tree.entry(keys));
    let Some(entry) = entry else {
        let place = &mine.place;
        return Err(Inherited {
            why: format!("the row stands in {}:{}, which other pages share", place.file, place.line),
            can_override: false,
        });
    };
    let mut plan =
        Plan { changes: Vec::new(), items: Vec::new(), own_values: None, type_values: None, detached: false };
    let own = Own { entry, named: named(entry), manners };
    let changed = differing(&mine.facts, target);
    for key in &changed {
        match *key {
            "enum" => own.values(tree, &mine.facts, target, &mut plan, &agreed)?,
            "items" if mine.facts.items.is_some() && target.items.is_some() && get(&entry.value, "items").is_some() => {
                own.items(&mine.facts, target, &mut plan);
            }
            "type" if plan.detached => {}
            "type" => own.kind(&mine.facts, target, &mut plan)?,
            key => own.key(key, &mine.facts, target, &mut plan)?,
        }
    }
    own.say_type(&mine.facts, target, &mut plan);
    if plan.detached || changed.contains(&"type") && own.named.is_some() {
        // What the type has said, the row has to say now.
        for (key, value) in yaml(target, manners) {
            let known = get(&entry.value, key).is_some() || plan.changes.iter().any(|(one, _)| *one == key);
            if !known && key != "required" && key != "row" {
                plan.changes.push((key, Some(value)));
            }
        }
    }
    Ok(plan)
}

impl Plan {
    /// Nothing but the provenance.
    pub(super) fn stamp_alone() -> Self {
        Self { changes: Vec::new(), items: Vec::new(), own_values: None, type_values: None, detached: false }
    }

    /// Adds where the facts come from; `known`: the row says it already, of a row that the page may not have any more.
    pub(super) fn stamped(mut self, stamp: Option<String>, known: bool) -> Self {
        if stamp.is_some() || known {
            self.changes.push(("row", stamp));
        }
        self
    }

    pub(super) fn write(self, tree: &Tree<'_>, entry: &Entry, edits: &mut Edits) {
        if let (Some(wanted), Some(listed)) = (&self.own_values, get(&entry.value, "enum")) {
            values::change(tree, &listed.value, wanted, edits);
        }
        if let Some((keys, wanted)) = &self.type_values
            && let Some(node) = tree.node(keys)
        {
            values::change(tree, node, wanted, edits);
        }
        if let Some(items) = get(&entry.value, "items").filter(|_| !self.items.is_empty()) {
            keys::change(tree, items, self.items, edits);
        }
        keys::change(tree, entry, self.changes, edits);
    }
}

struct Own<'o> {
    entry: &'o Entry,
    /// The type that the row names.
    named: Option<&'o str>,
    manners: Manners,
}

impl Own<'_> {
    fn has(&self, key: &str) -> bool {
        get(&self.entry.value, key).is_some()
    }

    fn inherited(&self, key: &str, can_override: bool) -> Inherited {
        let from = match self.named {
            Some(name) => format!("the type {name}"),
            None => "the base".to_owned(),
        };
        Inherited { why: format!("`{key}` is said by {from}, which other rows or pages share"), can_override }
    }

    fn kind(&self, mine: &Facts, target: &Facts, plan: &mut Plan) -> Result<(), Inherited> {
        let implied = ["fields", "items", "enum", "const", "pattern", "minLength", "maxLength", "format"];
        let inherits = !self.has("type") && mine.kind != Kind::Any && !implied.iter().any(|key| self.has(key));
        if inherits && !self.manners.overrule {
            return Err(self.inherited("type", true));
        }
        plan.changes.push(("type", Some(target.kind.word().to_owned())));
        Ok(())
    }

    /// A row whose other keys have said the type has to say it itself once they are gone.
    fn say_type(&self, mine: &Facts, target: &Facts, plan: &mut Plan) {
        let keys = || entries(&self.entry.value).iter().map(|entry| entry.key.as_str());
        if self.has("type") || keys().next().is_none() || implied(keys(), mine) != mine.kind {
            return;
        }
        let gone = |key: &str| plan.changes.iter().any(|(one, value)| *one == key && value.is_none());
        let come = plan.changes.iter().filter(|(_, value)| value.is_some()).map(|(key, _)| *key);
        let left = keys().filter(|key| !gone(key)).chain(come);
        let said = plan.changes.iter().any(|(key, _)| *key == "type");
        if !said && implied(left, target) != target.kind {
            plan.changes.push(("type", Some(target.kind.word().to_owned())));
        }
    }

    fn key(&self, key: &'static str, mine: &Facts, target: &Facts, plan: &mut Plan) -> Result<(), Inherited> {
        let value = match key {
            "required" => Some(target.required.to_string()),
            "nullable" => Some(target.nullable.to_string()),
            "allowEmpty" => Some(target.allow_empty.to_string()),
            _ => yaml(target, self.manners).into_iter().find(|(one, _)| *one == key).map(|(_, value)| value),
        };
        // By default a row is required, unless the page has but an example.
        let default = matches!(key, "nullable" | "allowEmpty") && !has(mine, key)
            || key == "required" && mine.required != self.manners.by_example;
        let inherits = !self.has(key) && has(mine, key) && !default || key == "required" && !self.has(key) && !default;
        match value {
            Some(_) if inherits && !self.manners.overrule => return Err(self.inherited(key, true)),
            None if inherits => return Err(self.inherited(key, false)),
            value => plan.changes.push((key, value)),
        }
        Ok(())
    }

    fn values(
        &self,
        tree: &Tree<'_>,
        mine: &Facts,
        target: &Facts,
        plan: &mut Plan,
        agreed: &impl Fn(&str, &[String]) -> bool,
    ) -> Result<(), Inherited> {
        let stays = target.values.iter().any(|value| mine.values.contains(value));
        if self.has("enum") {
            if stays {
                plan.own_values = Some(target.values.clone());
                return Ok(());
            }
            return self.key("enum", mine, target, plan);
        }
        if let Some(name) = self.named.filter(|_| !mine.values.is_empty()) {
            let keys = vec!["types".to_owned(), name.to_owned(), "enum".to_owned()];
            if stays && tree.node(&keys).is_some() && agreed(name, &target.values) {
                plan.type_values = Some((keys, target.values.clone()));
                return Ok(());
            }
            if !self.manners.overrule {
                return Err(self.inherited("enum", true));
            }
            plan.changes.push(("type", Some(target.kind.word().to_owned())));
            plan.detached = true;
            return Ok(());
        }
        self.key("enum", mine, target, plan)
    }

    fn items(&self, mine: &Facts, target: &Facts, plan: &mut Plan) {
        let (Some(mine), Some(target)) = (&mine.items, &target.items) else { return };
        let values = yaml(target, self.manners);
        for key in differing(mine, target) {
            let value = match key {
                "type" => Some(target.kind.word().to_owned()),
                key => values.iter().find(|(one, _)| *one == key).map(|(_, value)| value.clone()),
            };
            plan.items.push((key, value));
        }
    }
}

/// The type that keys say which do not name it, by the rules of the language.
fn implied<'k>(keys: impl Iterator<Item = &'k str>, facts: &Facts) -> Kind {
    let keys: Vec<&str> = keys.collect();
    let any = |of: &[&str]| keys.iter().any(|key| of.contains(key));
    let integer = facts.format.is_some_and(|format| crate::import::facts::format::kind(format) == Kind::Integer);
    if any(&["fields"]) {
        Kind::Object
    } else if any(&["items"]) {
        Kind::Array
    } else if any(&["format"]) && integer {
        Kind::Integer
    } else if any(&["enum", "const", "pattern", "minLength", "maxLength", "format"]) {
        Kind::String
    } else {
        Kind::Any
    }
}

/// The named type that a row has.
pub(super) fn named(entry: &Entry) -> Option<&str> {
    let known = ["string", "integer", "number", "boolean", "object", "array", "any"];
    text_of(&entry.value, "type").filter(|word| !known.contains(word))
}

fn has(facts: &Facts, key: &str) -> bool {
    facts.keys().iter().any(|(one, _)| *one == key)
}

/// Facts as keys with their values in YAML.
fn yaml(facts: &Facts, manners: Manners) -> Vec<(&'static str, String)> {
    let row = Row { facts: facts.clone(), ..Row::default() };
    let mut keys = write::keys(&row, &Manner { shared: &[], by_example: manners.by_example });
    if facts.kind == Kind::Array && keys.iter().all(|(key, _)| *key != "type") {
        keys.push(("type", facts.kind.word().to_owned()));
    }
    keys
}

/// Whether the entry has rows of its own in the file.
pub(super) fn rows_key(entry: &Entry) -> Option<&'static [&'static str]> {
    if get(&entry.value, "fields").is_some() {
        return Some(&["fields"]);
    }
    let items = get(&entry.value, "items")?;
    entries(&items.value).iter().any(|key| key.key == "fields").then_some(&["items", "fields"])
}
