//! Objects: their rows, and the base rows that these start from.

use std::collections::HashMap;

use super::draft::{Owner, RowNotes};
use super::idents;
use super::keys::Keys;
use super::layout::prose;
use super::rules;
use super::types::Resolver;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Field, Kind, Object, TypeDef, TypeId, TypeKind};
use crate::name::{FieldName, TypeName};
use crate::raw::extract::Spanned;
use crate::raw::row::{RawRow, Rows};
use crate::source::Span;

/// What an object is made of.
pub(super) struct Plan<'r> {
    pub(super) rows: &'r Spanned<Rows>,
    pub(super) base: Option<&'r Spanned<String>>,
    pub(super) name: TypeName,
    pub(super) doc: Option<String>,
    pub(super) source: Option<String>,
    pub(super) span: Span,
}

/// What the rows of an object start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    None,
    /// What was named is no base, which is reported already.
    Broken,
    Of(TypeId),
}

impl Base {
    fn id(self) -> Option<TypeId> {
        if let Self::Of(id) = self { Some(id) } else { None }
    }
}

/// A row, what is beside it, and the keys that rows over it start from.
pub(super) struct Row<'r> {
    pub(super) field: Field,
    pub(super) notes: RowNotes<'r>,
    keys: Keys<'r>,
}

impl<'r> Resolver<'_, 'r> {
    /// The object made of these rows.
    pub(super) fn object(&mut self, owner: Owner, plan: Plan<'r>) -> TypeId {
        if let Some(&id) = self.built.get(&plan.rows.span) {
            return id;
        }
        let kind = TypeKind::Object(Object { fields: Vec::new(), wire_order: Vec::new(), groups: Vec::new() });
        let place = self.draft.place(plan.span);
        let definition = TypeDef { name: plan.name, doc: plan.doc, source: plan.source, place, kind };
        let id = self.draft.add_type(definition, owner);
        self.built.insert(plan.rows.span, id);
        if plan.rows.value.entries.is_empty() {
            self.draft
                .report(Diagnostic::error(Code::F0404, plan.rows.span, "there is no row here").help(
                    "List the page's rows; an object that holds anything has the type `object` and no `fields`.",
                ));
        }
        self.working(plan.span, |resolver| {
            let base = match plan.base {
                None => Base::None,
                Some(name) => resolver.base(owner, name).map_or(Base::Broken, Base::Of),
            };
            resolver.fill(owner, id, plan.rows, base);
        });
        id
    }

    fn fill(&mut self, owner: Owner, id: TypeId, rows: &'r Spanned<Rows>, base: Base) {
        let mut taken = HashMap::new();
        let mut depth = 0;
        let mut own = HashMap::new();
        for (wire, row) in rows.value.iter() {
            let Row { field, notes, keys } = self.row(owner, wire, row.as_ref(), base, &mut taken);
            own.insert(wire.value.as_str(), keys);
            let below = self.draft.depth_of(&field.value);
            if self.too_deep(below, wire.span) {
                continue;
            }
            depth = depth.max(below);
            if let Some(TypeDef { kind: TypeKind::Object(object), .. }) = self.draft.type_mut(id) {
                object.wire_order.push(object.fields.len());
                object.fields.push(field);
            }
            if let Some(beside) = self.draft.notes_mut(id) {
                beside.index.insert(&wire.value, beside.rows.len());
                beside.rows.push(notes);
            }
        }
        if let Some(beside) = self.draft.notes_mut(id) {
            beside.depth = depth + 1;
        }
        self.bases.insert(id, own);
    }

    /// The object type that a base names.
    fn base(&mut self, owner: Owner, name: &'r Spanned<String>) -> Option<TypeId> {
        let named = if rules::kind(&name.value).is_some() { None } else { Some(self.find(owner, name)?) };
        let rows = named
            .filter(|named| named.kind.is_none_or(|kind| kind == Kind::Object))
            .and_then(|named| named.keys.fields);
        let id = rows.and_then(|rows| self.built.get(&rows.span).copied());
        if id.is_none() {
            self.draft.report(
                Diagnostic::error(
                    Code::F0403,
                    name.span,
                    format!("`{}` is no object with rows", shortened(&name.value)),
                )
                .help("A base is a type with `fields`."),
            );
        }
        id
    }

    pub(super) fn row(
        &mut self,
        owner: Owner,
        wire: &'r Spanned<String>,
        row: Option<&'r RawRow>,
        base: Base,
        taken: &mut HashMap<String, Span>,
    ) -> Row<'r> {
        let under =
            base.id().and_then(|base| self.bases.get(&base)).and_then(|rows| rows.get(wire.value.as_str())).copied();
        if row.is_none() && under.is_none() && base != Base::Broken {
            self.says_nothing(wire, base);
        }
        let own = row.map(Keys::of_row).unwrap_or_default();
        let under = under.unwrap_or_default();
        // Whoever names another type does not want what the base is made of.
        let renamed = own.kind.is_some_and(|word| rules::kind(&word.value).is_none());
        let keys = own.over(if renamed { under.without_structure() } else { under });
        let ident = idents::field(self.draft, wire, keys.name, taken);
        let (value, notes) = self.value(owner, keys, wire);
        let field = Field {
            name: FieldName { wire: wire.value.clone(), field: ident },
            doc: prose(notes.keys.doc),
            source: notes.keys.source.map(|source| source.value.clone()),
            place: self.draft.place(wire.span),
            sensitive: notes.keys.sensitive.is_some_and(|sensitive| sensitive.value),
            // The provider's file is held against the rows when they are all there.
            unchecked_signature: false,
            row: keys.row.map(|row| row.value),
            value,
        };
        Row { field, notes, keys }
    }

    fn says_nothing(&mut self, wire: &Spanned<String>, base: Base) {
        let name = shortened(&wire.value);
        let known = base.id().and_then(|base| self.bases.get(&base));
        let diagnostic = match known {
            None => Diagnostic::error(Code::F0404, wire.span, format!("the row `{name}` says nothing"))
                .help("Write what the page says of it, or `{type: any}`; only over a base may a row say nothing."),
            Some(known) => {
                let diagnostic = Diagnostic::error(
                    Code::F0404,
                    wire.span,
                    format!("the row `{name}` says nothing, and the base has no such row"),
                );
                match self.draft.nearest(&wire.value, known.keys().copied()) {
                    Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
                    None => diagnostic.help("Write what the page says of it, or `{type: any}`."),
                }
            }
        };
        self.draft.report(diagnostic);
    }
}
