//! Single rows.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::objects::Maker;
use super::rules;
use super::shared::{Shared, SharedKind};

impl Maker<'_> {
    /// A row of any kind, without presence. Entries may be about what is in it if `at` is where it stands.
    pub(super) fn row(&mut self, depth: u32, at: Option<&str>) -> Json {
        match self.chance.below(20) {
            8..11 => rules::number(self.chance),
            11 => json!({"type": "boolean"}),
            12 => json!({"type": "any"}),
            13 => self.leaf_container(),
            14 => self.named().unwrap_or_else(|| json!({"type": "boolean"})),
            15 | 16 if depth > 0 => self.object(depth, at),
            17 if depth > 0 => self.objects(depth, at),
            18 if depth > 0 => self.list(depth),
            _ => rules::text(self.chance, self.options.names),
        }
    }

    /// An object or an array of which no more is said.
    fn leaf_container(&mut self) -> Json {
        if self.chance.percent(50) {
            return json!({"type": "object"});
        }
        let mut row = json!({"type": "array"});
        rules::counts(self.chance, &mut row);
        row
    }

    /// A row of a named type.
    fn named(&mut self) -> Option<Json> {
        let Shared { name, .. } = self.chance.pick(self.types)?;
        Some(json!({"type": name}))
    }

    fn object(&mut self, depth: u32, at: Option<&str>) -> Json {
        let mut taken = BTreeSet::new();
        let mut rows = self.rows(&mut taken, depth - 1, at);
        let mut row = json!({});
        let over = self.over_a_base(&mut row, &mut rows, &mut taken);
        if over || self.chance.percent(50) {
            row["type"] = json!("object");
        }
        row["fields"] = Json::Object(rows);
        row
    }

    /// An array of objects.
    fn objects(&mut self, depth: u32, at: Option<&str>) -> Json {
        let inside = at.map(|at| format!("{at}/*"));
        let rows = self.rows(&mut BTreeSet::new(), depth - 1, inside.as_deref());
        let mut row = json!({"type": "array"});
        rules::counts(self.chance, &mut row);
        row["fields"] = Json::Object(rows);
        row
    }

    /// An array of anything.
    fn list(&mut self, depth: u32) -> Json {
        let mut items = match self.chance.below(6) {
            0 if depth > 1 => self.list(depth - 1),
            1 => self.named().unwrap_or_else(|| json!({"type": "any"})),
            2 => rules::number(self.chance),
            3 if depth > 1 => self.object(depth - 1, None),
            _ => rules::text(self.chance, self.options.names),
        };
        if items["type"] != "any" && self.chance.percent(20) {
            items["nullable"] = json!(true);
        }
        let mut row = json!({"type": "array"});
        rules::counts(self.chance, &mut row);
        row["items"] = items;
        row
    }

    /// Whether a row's type is one of the provider's, and which.
    pub(super) fn shared_kind(&self, row: &Json) -> Option<&SharedKind> {
        let name = row["type"].as_str()?;
        self.types.iter().find(|shared| shared.name == name).map(|shared| &shared.kind)
    }
}
