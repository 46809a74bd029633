//! What things are called in the generated modules.

use std::collections::BTreeMap;

use fieldwright_codegen::model::{Content, Field, Model, Page, Rule, TypeId, Value};
use heck::ToPascalCase;
use proc_macro2::{Ident, Span};

/// The module of a page, and the stem of its files: `rapyd_payment_updated`.
pub(crate) fn module(page: &Page) -> String {
    page.payload.replace(['/', '-'], "_")
}

/// An identifier; the model's names are good ones.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The types that a page's payload is made of.
#[derive(Default)]
pub(crate) struct Types {
    /// In the order in which they are met, the root first.
    pub(crate) structs: Vec<TypeId>,
    /// Closed enumerations: one for each list of values that a rule admits.
    pub(crate) enums: Vec<Closed>,
    taken: BTreeMap<String, usize>,
    idents: BTreeMap<TypeId, String>,
}

/// An enumeration that admits what a rule admits and nothing else.
pub(crate) struct Closed {
    pub(crate) ident: String,
    pub(crate) values: Vec<String>,
}

impl Types {
    /// Everything that the page's root leads to.
    pub(crate) fn of(model: &Model, page: &Page) -> Self {
        let mut types = Self::default();
        types.add_struct(model, page.root);
        types
    }

    /// What a struct is called.
    pub(crate) fn ident(&self, id: TypeId) -> Ident {
        ident(self.idents.get(&id).map_or("Unmet", String::as_str))
    }

    /// What the enumeration of a rule is called; none if the rule has no values.
    pub(crate) fn closed(&self, rule: &Rule) -> Option<Ident> {
        let values = admitted(rule)?;
        self.enums.iter().find(|known| known.values == values).map(|known| ident(&known.ident))
    }

    fn add_struct(&mut self, model: &Model, id: TypeId) {
        let (Some(definition), Some(object)) = (model.type_def(id), model.object(id)) else { return };
        if self.idents.contains_key(&id) {
            return;
        }
        let name = self.free(&definition.name.ident);
        self.idents.insert(id, name);
        self.structs.push(id);
        for field in &object.fields {
            self.add_value(model, field, &field.value);
        }
    }

    fn add_value(&mut self, model: &Model, field: &Field, value: &Value) {
        match &value.content {
            Content::Object(id) => self.add_struct(model, *id),
            Content::Items(items) => self.add_value(model, field, items),
            Content::Enumeration(id) => {
                let name = model.type_def(*id).map(|definition| definition.name.ident.clone());
                self.add_enum(name, field, &value.effective);
            }
            Content::Leaf => self.add_enum(None, field, &value.effective),
        }
    }

    fn add_enum(&mut self, name: Option<String>, field: &Field, rule: &Rule) {
        let Some(values) = admitted(rule) else { return };
        if self.closed(rule).is_none() {
            let ident = self.free(&name.unwrap_or_else(|| field.name.field.to_pascal_case()));
            self.enums.push(Closed { ident, values });
        }
    }

    /// The name, with a number behind it if it is taken.
    fn free(&mut self, name: &str) -> String {
        let count = self.taken.entry(name.to_owned()).or_default();
        *count += 1;
        if *count == 1 { name.to_owned() } else { format!("{name}{count}") }
    }
}

/// The strings that a rule with values admits, its lengths considered.
fn admitted(rule: &Rule) -> Option<Vec<String>> {
    let fits = |value: &&String| {
        let length = value.chars().count() as u64;
        rule.min_length.is_none_or(|least| length >= least) && rule.max_length.is_none_or(|most| length <= most)
    };
    let empty = rule.allow_empty.then(String::new);
    Some(rule.values.as_ref()?.iter().filter(fits).cloned().chain(empty).collect())
}
