//! Objects and pages: rows, what they share, and the entries that belong to them.

use std::collections::BTreeSet;

use fieldwright_codegen::fixtures::SplitMix64;
use serde_json::{Map, Value as Json, json};

use super::errata::widen;
use super::groups::group;
use super::shared::{Shared, SharedKind};
use super::{Options, one};

/// Makes one page, or the types of a provider.
pub(super) struct Maker<'m> {
    pub(super) chance: &'m mut SplitMix64,
    pub(super) options: &'m Options,
    pub(super) types: &'m [Shared],
    /// How many names were given.
    numbers: &'m mut usize,
    /// What the page says beside its rows.
    pub(super) rules: Map<String, Json>,
    pub(super) errata: Vec<Json>,
    pub(super) notes: Vec<Json>,
}

impl<'m> Maker<'m> {
    pub(super) fn new(
        chance: &'m mut SplitMix64,
        options: &'m Options,
        types: &'m [Shared],
        numbers: &'m mut usize,
    ) -> Self {
        Self { chance, options, types, numbers, rules: Map::new(), errata: Vec::new(), notes: Vec::new() }
    }

    /// A page of its provider; `number` tells its event from those of the others.
    pub(super) fn page(mut self, provider: &str, number: usize) -> Json {
        let names = self.options.names;
        let mut page = json!({
            "provider": provider,
            "page": {"title": names.doc(self.chance), "doc": names.doc(self.chance)},
        });
        if self.chance.percent(20) {
            page["page"]["documentedBy"] = json!("example");
        }
        if self.chance.percent(20) {
            page["headers"] = json!({"x-key": {"type": "string", "minLength": 4, "sensitive": true}, "Content-Type": {"const": "application/json"}});
        }
        let mut taken = BTreeSet::from(["kind".to_owned()]);
        let mut rows = self.rows(&mut taken, self.options.depth, Some(""));
        let kind = match self.chance.below(3) {
            0 => json!({"const": format!("event.{number}"), "required": true}),
            _ => json!({"enum": [format!("event.{number}"), format!("event.{number}.again")], "required": true}),
        };
        let at = usize::try_from(self.chance.below(rows.len() as u64 + 1)).unwrap_or(0);
        rows.shift_insert(at, "kind".to_owned(), kind);
        page["event"] = json!({"at": "/kind"});
        page["payload"] = json!({"typeName": format!("Root{number}")});
        self.over_a_base(&mut page["payload"], &mut rows, &mut taken);
        page["payload"]["fields"] = Json::Object(rows);
        for (section, entries) in [("errata", &self.errata), ("notes", &self.notes)] {
            if !entries.is_empty() {
                page[section] = json!(entries);
            }
        }
        if !self.rules.is_empty() {
            page["rules"] = Json::Object(self.rules);
        }
        page
    }

    /// The rows of an object. Entries may be about them if `at` is where they stand.
    pub(super) fn rows(&mut self, taken: &mut BTreeSet<String>, depth: u32, at: Option<&str>) -> Map<String, Json> {
        let mut rows = Map::new();
        for _ in 0..self.chance.between(1, self.options.rows.max(1)) {
            let number = self.number();
            let name = self.options.names.row(self.chance, number, taken);
            let here = at.map(|at| format!("{at}/{}", escape(&name.wire)));
            let mut row = self.row(depth, here.as_deref());
            if let Some(field) = &name.field {
                row["name"] = json!(field);
            }
            if let Some(type_name) = name.type_name.filter(|_| is_named(&row)) {
                row["typeName"] = json!(type_name);
            }
            self.presence(&mut row);
            if let Some(here) = here.filter(|_| self.chance.percent(25)) {
                widen(self, &here, &row);
            }
            rows.insert(name.wire, row);
        }
        if let Some(at) = at.filter(|_| self.chance.percent(35)) {
            group(self, at, &rows);
        }
        rows
    }

    /// What every row may say.
    fn presence(&mut self, row: &mut Json) {
        match self.chance.below(3) {
            0 => row["required"] = json!(false),
            1 => row["required"] = json!(true),
            _ => {}
        }
        if row["type"] != "any" && self.chance.percent(20) {
            row["nullable"] = json!(true);
        }
        if self.chance.percent(50) {
            row["doc"] = json!(self.options.names.doc(self.chance));
        }
        if self.chance.percent(10) {
            row["sensitive"] = json!(true);
        }
        if self.chance.percent(10) {
            row["source"] = json!(one(self.chance, &["guide", "inferred"]));
        }
    }

    /// Sometimes puts rows over those of a shared type, and more of that type's beside them.
    pub(super) fn over_a_base(
        &mut self,
        object: &mut Json,
        rows: &mut Map<String, Json>,
        taken: &mut BTreeSet<String>,
    ) -> bool {
        let objects: Vec<&Shared> =
            self.types.iter().filter(|shared| matches!(shared.kind, SharedKind::Object(_))).collect();
        let Some(base) = self.chance.pick(&objects).copied() else { return false };
        let SharedKind::Object(known) = &base.kind else { return false };
        // A row of the same name would start from what the type says of it.
        if !self.chance.percent(30) || known.iter().any(|wire| taken.contains(wire)) {
            return false;
        }
        object["base"] = json!(base.name);
        for wire in known {
            if self.chance.percent(60) && taken.insert(wire.clone()) {
                let row = match self.chance.below(4) {
                    0 => json!({"nullable": true}),
                    1 => json!({"required": false, "doc": self.options.names.doc(self.chance)}),
                    _ => Json::Null,
                };
                rows.insert(wire.clone(), row);
            }
        }
        true
    }

    /// A number that no name of the provider has.
    pub(super) fn number(&mut self) -> usize {
        *self.numbers += 1;
        *self.numbers
    }
}

/// Whether a type of the row's own stands in it.
fn is_named(row: &Json) -> bool {
    let has = |row: &Json, key: &str| row.get(key).is_some();
    let mut inner = row;
    while let Some(items) = inner.get("items") {
        inner = items;
    }
    (has(inner, "fields") || has(inner, "enum")) && !has(inner, "typeName")
}

/// A token as pointers hold it.
pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
