//! What stands in one row, before and after.

use fieldwright_codegen::describe;
use fieldwright_codegen::model::{self, Content, Field, Kind, Model, TypeKind, Value};

use super::rules::{self, RuleChange};
use super::{Compare, pointer};
use crate::diff::change::{Look, Probe};
use crate::diff::rule::Rule;
use crate::diff::verdict::{Api, Wire};

/// A place in both schemas.
#[derive(Clone)]
pub(super) struct Place<'m> {
    /// From the root of the payload.
    pub(super) tokens: Vec<String>,
    pub(super) path: String,
    pub(super) old: &'m model::Place,
    pub(super) new: &'m model::Place,
    pub(super) header: bool,
}

impl<'m> Place<'m> {
    pub(super) fn of(tokens: Vec<String>, old: &'m Field, new: &'m Field) -> Self {
        Self { path: pointer(&tokens), tokens, old: &old.place, new: &new.place, header: false }
    }

    pub(super) fn header(self, name: &str) -> Self {
        Self { path: format!("header:{name}"), header: true, ..self }
    }

    fn items(&self) -> Self {
        let mut tokens = self.tokens.clone();
        tokens.push("*".to_owned());
        Self { path: self.path.clone() + "/*", tokens, ..self.clone() }
    }
}

impl<'m> Compare<'m> {
    pub(super) fn value(&mut self, place: &Place<'m>, old: &'m Value, new: &'m Value) {
        let effective = rules::changes(&old.effective, &new.effective);
        let mut api = Owed::of(self, old, new);
        let same_kind = old.effective.kind == new.effective.kind;
        for change in &effective {
            let api = if place.header { Api::Patch } else { self.api(change, old, new, &mut api) };
            self.rule_change(place, change, api, old, new);
        }
        if same_kind {
            self.content(place, old, new, &mut api);
        }
        self.documented(place, &effective, old, new);
        if api.retyped && !place.header {
            let change = self.change(Rule::TypeRenamed, place.path.clone());
            let change = change.texts(Some(api.old), Some(api.new)).places(Some(place.old), Some(place.new));
            self.changes.push(change);
        }
    }

    fn rule_change(&mut self, place: &Place<'m>, found: &RuleChange, api: Api, old: &'m Value, new: &'m Value) {
        let event = self.names_event(&place.tokens) && !place.header;
        let rule = match found.rule {
            Rule::EnumValueAdded if event => Rule::EventNameAdded,
            Rule::EnumValueRemoved if event => Rule::EventNameRemoved,
            rule => rule,
        };
        let probe = || Probe { at: place.tokens.clone(), old: Some(old), new: Some(new), look: found.look.clone() };
        let change = self.change(rule, place.path.clone()).wire(found.wire).api(api);
        let change = change.texts(found.old.clone(), found.new.clone()).places(Some(place.old), Some(place.new));
        self.changes.push(change.probe((!place.header).then(probe)));
    }

    fn names_event(&self, tokens: &[String]) -> bool {
        self.new_page.event.as_ref().is_some_and(|event| event.at == tokens)
    }

    /// What a change of the rules does to the generated types.
    fn api(&self, change: &RuleChange, old: &Value, new: &Value, owed: &mut Owed) -> Api {
        match change.rule {
            Rule::NowRequired | Rule::NowOptional | Rule::NowNullable | Rule::NoLongerNullable => Api::Major,
            Rule::TypeChanged | Rule::EnumAdded | Rule::EnumRemoved | Rule::ConstAdded | Rule::ConstRemoved => {
                owed.pay()
            }
            Rule::ConstChanged => owed.pay(),
            Rule::EnumValueAdded => varied(!self.has_variant(old, change.new.as_deref(), Side::Old)),
            Rule::EnumValueRemoved => varied(!self.has_variant(new, change.old.as_deref(), Side::New)),
            _ => Api::Patch,
        }
    }

    /// Whether the type has a variant for a value. Where the value is text there is no such thing to lose.
    fn has_variant(&self, of: &Value, value: Option<&str>, side: Side) -> bool {
        let Content::Enumeration(id) = &of.content else { return true };
        let model = if side == Side::Old { self.old } else { self.new };
        match model.type_def(*id).map(|definition| &definition.kind) {
            Some(TypeKind::Enumeration(found)) => found.variants.iter().any(|v| Some(v.value.as_str()) == value),
            _ => true,
        }
    }

    fn content(&mut self, place: &Place<'m>, old: &'m Value, new: &'m Value, owed: &mut Owed) {
        match (&old.content, &new.content) {
            (Content::Object(before), Content::Object(after)) => {
                self.types(place, *before, *after, owed);
                let (Some(old), Some(new)) = (self.old.object(*before), self.new.object(*after)) else { return };
                self.object(old, new, &place.tokens);
            }
            (Content::Enumeration(before), Content::Enumeration(after)) => self.types(place, *before, *after, owed),
            (Content::Items(before), Content::Items(after)) => self.items(&place.items(), before, after),
            (Content::Leaf | Content::Enumeration(_), Content::Object(_) | Content::Items(_)) => {
                self.shape(place, Rule::ShapeAdded, old, new, owed);
            }
            (Content::Object(_) | Content::Items(_), Content::Leaf | Content::Enumeration(_)) => {
                self.shape(place, Rule::ShapeRemoved, old, new, owed);
            }
            _ => {}
        }
    }

    /// Items that are objects have no rules of their own beside those of their rows.
    fn items(&mut self, place: &Place<'m>, old: &'m Value, new: &'m Value) {
        self.value(place, old, new);
    }

    fn shape(&mut self, place: &Place<'m>, rule: Rule, old: &'m Value, new: &'m Value, owed: &mut Owed) {
        let described = if rule == Rule::ShapeAdded { new } else { old };
        let model = if rule == Rule::ShapeAdded { self.new } else { self.old };
        let wire = if admits_anything(model, &described.content) {
            Wire::None
        } else {
            rule.facts().wire.first().copied().unwrap_or(Wire::None)
        };
        let api = if place.header { Api::Patch } else { owed.pay() };
        let look = Look::Values(Vec::new());
        let probe = Probe { at: place.tokens.clone(), old: Some(old), new: Some(new), look };
        let change = self.change(rule, place.path.clone()).wire(wire).api(api);
        let change = change.places(Some(place.old), Some(place.new));
        self.changes.push(change.probe((!place.header).then_some(probe)));
    }

    /// What the page says is compared in the same way, and told where it is not what is in effect as well.
    fn documented(&mut self, place: &Place<'m>, effective: &[RuleChange], old: &Value, new: &Value) {
        let told = |change: &RuleChange| {
            effective.iter().any(|e| (e.rule, &e.old, &e.new) == (change.rule, &change.old, &change.new))
        };
        let untold: Vec<RuleChange> =
            rules::changes(&old.documented, &new.documented).into_iter().filter(|change| !told(change)).collect();
        if untold.is_empty() {
            return;
        }
        let lost = |change: &RuleChange| match change.rule {
            Rule::EnumValueAdded => !self.has_variant(old, change.new.as_deref(), Side::Old),
            Rule::EnumValueRemoved => !self.has_variant(new, change.old.as_deref(), Side::New),
            _ => false,
        };
        let api = varied(!place.header && untold.iter().any(lost));
        let change = self.change(Rule::DocumentedRuleChanged, place.path.clone()).api(api);
        let change = change.texts(Some(describe::rule(&old.documented)), Some(describe::rule(&new.documented)));
        self.changes.push(change.places(Some(place.old), Some(place.new)));
    }
}

/// Whether what is described asks for nothing that an object or array might not have.
fn admits_anything(model: &Model, content: &Content) -> bool {
    match content {
        Content::Leaf | Content::Enumeration(_) => true,
        Content::Items(item) => item.effective.kind == Kind::Any,
        Content::Object(id) => model.object(*id).is_none_or(|object| {
            let asked = |field: &Field| field.value.effective.required || field.value.effective.kind != Kind::Any;
            object.groups.is_empty() && !object.fields.iter().any(asked)
        }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

fn varied(varied: bool) -> Api {
    if varied { Api::Major } else { Api::Patch }
}

/// A change of a Rust type that is yet to be laid to one of the changes.
pub(super) struct Owed {
    pub(super) retyped: bool,
    old: String,
    new: String,
}

impl Owed {
    fn of(compare: &Compare<'_>, old: &Value, new: &Value) -> Self {
        let (before, after) = (super::types::rust(compare.old, old), super::types::rust(compare.new, new));
        // Anything needs no `Option` to be null, so that one goes or comes with the type.
        let any = old.effective.kind == Kind::Any || new.effective.kind == Kind::Any;
        let option = |value: &Value| any && value.effective.nullable && value.effective.kind != Kind::Any;
        Self { retyped: before != after || option(old) != option(new), old: before, new: after }
    }

    fn pay(&mut self) -> Api {
        varied(std::mem::take(&mut self.retyped))
    }
}
