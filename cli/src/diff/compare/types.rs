//! Generated types: what a row is in Rust, and what types are called.

use fieldwright_codegen::model::{Content, Enumeration, Kind, Model, TypeDef, TypeId, TypeKind, Value};

use super::value::{Owed, Place};
use super::{Compare, pair};
use crate::diff::rule::Rule;

/// The type of a value as the emitter writes it, without what says that it may be missing or null, and without what is in
/// the items of an array.
pub(super) fn rust(model: &Model, value: &Value) -> String {
    match &value.content {
        Content::Object(id) | Content::Enumeration(id) => model.type_def(*id).map(path).unwrap_or_default(),
        Content::Items(_) => "Vec<…>".to_owned(),
        Content::Leaf => match value.effective.kind {
            Kind::String => "Cow<str>",
            Kind::Integer => "i64",
            Kind::Number => "Number",
            Kind::Boolean => "bool",
            Kind::Array => "Vec<Raw>",
            Kind::Object | Kind::Any => "Raw",
        }
        .to_owned(),
    }
}

/// `rapyd::payment_updated::BinDetails`.
pub(super) fn path(definition: &TypeDef) -> String {
    let mut path = definition.name.module.join("::");
    path.push_str("::");
    path.push_str(&definition.name.ident);
    path
}

impl<'m> Compare<'m> {
    /// Two types that stand in the same place. They are compared where they are met first.
    pub(super) fn types(&mut self, place: &Place<'m>, old: TypeId, new: TypeId, owed: &mut Owed) {
        let first = self.seen.insert((old, new));
        let (Some(before), Some(after)) = (self.old.type_def(old), self.new.type_def(new)) else { return };
        let renamed = self.moved(before) != path(after);
        // Told once, and not at all where a page as a whole has moved.
        owed.retyped = renamed && first;
        if !first {
            return;
        }
        // What is said of a row's items is said in the row.
        let path = place.path.trim_end_matches("/*").to_owned();
        let place = Place { path, old: &before.place, new: &after.place, ..place.clone() };
        self.text(&place, Rule::DocChanged, before.doc.as_deref(), after.doc.as_deref());
        self.text(&place, Rule::SourceChanged, before.source.as_deref(), after.source.as_deref());
        if let (TypeKind::Enumeration(old), TypeKind::Enumeration(new)) = (&before.kind, &after.kind) {
            self.variants(&place, old, new);
        }
    }

    /// The path that a type of the old page would have if only the page's name had changed.
    pub(super) fn moved(&self, definition: &TypeDef) -> String {
        let path = path(definition);
        let module = |page: &fieldwright_codegen::model::Page| {
            let provider = page.payload.split('/').next().unwrap_or_default().replace('-', "_");
            format!("{provider}::{}::", page.module)
        };
        match path.strip_prefix(&module(self.old_page)) {
            Some(rest) => module(self.new_page) + rest,
            None => path,
        }
    }

    fn variants(&mut self, place: &Place<'m>, old: &'m Enumeration, new: &'m Enumeration) {
        let paired = pair(&old.variants, &new.variants, |variant| &variant.value);
        for (before, after) in &paired.both {
            if before.ident != after.ident {
                self.text(place, Rule::VariantRenamed, Some(&before.ident), Some(&after.ident));
            }
            let say = |doc: Option<&String>| Some(format!("{}: {}", after.value, doc.map_or("", String::as_str)));
            if before.doc != after.doc {
                let (old, new) = (say(before.doc.as_ref()), say(after.doc.as_ref()));
                self.text(place, Rule::DocChanged, old.as_deref(), new.as_deref());
            }
        }
    }
}
