//! The rows of two objects, or of two lists of headers.

use fieldwright_codegen::model::{Field, Kind, Object, Value};

use super::value::Place;
use super::{Compare, pair, pointer, same_order};
use crate::diff::change::{Change, Look, Probe};
use crate::diff::rule::Rule;
use crate::diff::verdict::{Api, Wire};

impl<'m> Compare<'m> {
    pub(super) fn object(&mut self, old: &'m Object, new: &'m Object, at: &[String]) {
        let paired = pair(&old.fields, &new.fields, wire_name);
        if !same_order(&old.fields, &new.fields, &paired, wire_name) {
            let order = |object: &Object| object.fields.iter().map(wire_name).collect::<Vec<_>>().join(", ");
            let first = |object: &'m Object| object.fields.first().map(|field| &field.place);
            let change = self.change(Rule::OrderChanged, pointer(at)).texts(Some(order(old)), Some(order(new)));
            self.changes.push(change.places(first(old), first(new)));
        }
        for (old, new) in paired.both {
            self.field(old, new, at);
        }
        for field in paired.added {
            self.one_sided(field, at, true);
        }
        for field in paired.removed {
            self.one_sided(field, at, false);
        }
        self.groups(old, new, at);
    }

    pub(super) fn headers(&mut self) {
        let (old, new) = (&self.old_page.headers, &self.new_page.headers);
        let paired = pair(old, new, wire_name);
        if !same_order(old, new, &paired, wire_name) {
            let change = self.change(Rule::OrderChanged, "header:");
            let first = |fields: &'m [Field]| fields.first().map(|field| &field.place);
            self.changes.push(change.places(first(old), first(new)));
        }
        for (old, new) in paired.both {
            let place = Place::of(Vec::new(), old, new).header(&new.name.wire);
            self.described(&place, old, new);
            self.value(&place, &old.value, &new.value);
        }
        for field in paired.added {
            let change = self.change(Rule::HeaderAdded, format!("header:{}", field.name.wire));
            self.changes.push(change.places(None, Some(&field.place)));
        }
        for field in paired.removed {
            let change = self.change(Rule::HeaderRemoved, format!("header:{}", field.name.wire));
            self.changes.push(change.places(Some(&field.place), None));
        }
    }

    fn field(&mut self, old: &'m Field, new: &'m Field, at: &[String]) {
        let mut tokens = at.to_vec();
        tokens.push(new.name.wire.clone());
        let place = Place::of(tokens, old, new);
        if old.name.field != new.name.field {
            let change = self.change(Rule::RustNameChanged, place.path.clone());
            let change = change.texts(Some(&*old.name.field), Some(&*new.name.field));
            self.changes.push(change.places(Some(&old.place), Some(&new.place)));
        }
        self.described(&place, old, new);
        self.value(&place, &old.value, &new.value);
    }

    /// What is said of a row beside its rules.
    fn described(&mut self, place: &Place<'m>, old: &Field, new: &Field) {
        self.text(place, Rule::DocChanged, old.doc.as_deref(), new.doc.as_deref());
        self.text(place, Rule::SourceChanged, old.source.as_deref(), new.source.as_deref());
        let row = |field: &Field| field.row.map(|row| row.to_string());
        self.text(place, Rule::RowChanged, row(old).as_deref(), row(new).as_deref());
        if old.sensitive != new.sensitive {
            let rule = if new.sensitive { Rule::SensitiveMarked } else { Rule::SensitiveUnmarked };
            let change = self.change(rule, place.path.clone());
            self.changes.push(change.places(Some(place.old), Some(place.new)));
        }
    }

    pub(super) fn text(&mut self, place: &Place<'m>, rule: Rule, old: Option<&str>, new: Option<&str>) {
        if old != new {
            let change = self.change(rule, place.path.clone()).texts(old, new);
            self.changes.push(change.places(Some(place.old), Some(place.new)));
        }
    }

    /// A row that only one side has.
    fn one_sided(&mut self, field: &'m Field, at: &[String], added: bool) {
        let mut tokens = at.to_vec();
        tokens.push(field.name.wire.clone());
        let (rule, wire) = if added { (Rule::FieldAdded, Wire::Safe) } else { (Rule::FieldRemoved, Wire::Risk) };
        let effective = &field.value.effective;
        let says_nothing = effective.kind == Kind::Any && !effective.required;
        let change = self.change(rule, pointer(&tokens)).wire(if says_nothing { Wire::None } else { wire });
        let text = Some(fieldwright_codegen::describe::rule(effective));
        let here = Some(&field.place);
        let side = |there: bool| -> Option<&'m Value> { there.then_some(&field.value) };
        let probe = Probe { at: tokens, old: side(!added), new: side(added), look: Look::Presence };
        let change = change.probe(Some(probe)).api(Api::Major);
        self.changes.push(if added {
            change.texts(None::<String>, text).places(None, here)
        } else {
            change.texts(text, None::<String>).places(here, None)
        });
    }

    pub(super) fn change(&self, rule: Rule, path: impl Into<String>) -> Change<'m> {
        Change::new(rule, &self.new_page.payload, path)
    }
}

fn wire_name(field: &Field) -> &str {
    &field.name.wire
}
