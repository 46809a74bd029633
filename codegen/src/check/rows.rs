//! One row: its rules as documented, and what it is made of.

use super::draft::{Owner, RowNotes};
use super::keys::Keys;
use super::layout::prose;
use super::named::Named;
use super::objects::Plan;
use super::rules;
use super::types::Resolver;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::model::{Content, DocumentedBy, Enumeration, Format, Kind, Rule, TypeDef, TypeId, TypeKind, Value};
use crate::raw::extract::Spanned;
use crate::raw::row::RawValues;
use crate::source::Span;

impl<'r> Resolver<'_, 'r> {
    /// What stands in the row called `name`.
    pub(super) fn value(&mut self, owner: Owner, keys: Keys<'r>, name: &'r Spanned<String>) -> (Value, RowNotes<'r>) {
        let Some(named) = self.complete(owner, keys) else {
            let rule = Rule::of(Kind::Any);
            return (Value::of(rule, Content::Leaf), RowNotes { span: name.span, keys, items: None });
        };
        let required = keys.required.map_or_else(|| self.required_by_default(owner), |required| required.value);
        let (mut value, notes) = self.value_of(owner, &named, name);
        value.documented.required = required;
        value.effective.required = required;
        self.type_name_is_used(&keys, &value);
        (value, notes)
    }

    /// What stands in a row, or in a type called `name`, once the type that it names is known.
    pub(super) fn value_of(
        &mut self,
        owner: Owner,
        named: &Named<'r>,
        name: &'r Spanned<String>,
    ) -> (Value, RowNotes<'r>) {
        let keys = named.keys;
        let kind = named.kind.unwrap_or_else(|| inferred(&keys));
        self.exclusive(&keys, name);
        rules::applicable(self.draft, &keys, kind, named.kind.is_some());
        self.source_is_known(&keys);
        let documented = self.rule(&keys, kind, name.span);
        let (content, items) = self.content(owner, named, kind, name);
        if let Content::Object(id) | Content::Enumeration(id) = content {
            self.used(id);
        }
        (Value::of(documented, content), RowNotes { span: name.span, keys, items: items.map(Box::new) })
    }

    fn content(
        &mut self,
        owner: Owner,
        named: &Named<'r>,
        kind: Kind,
        name: &'r Spanned<String>,
    ) -> (Content, Option<RowNotes<'r>>) {
        let keys = named.keys;
        match (kind, keys.fields, keys.items, keys.values) {
            (Kind::Object, Some(_), _, _) => (Content::Object(self.rows_of(owner, &keys, name)), None),
            (Kind::Array, Some(_), _, _) => {
                let id = self.rows_of(owner, &keys, name);
                self.used(id);
                let item = Value::of(Rule::of(Kind::Object), Content::Object(id));
                let notes = RowNotes { span: name.span, keys: Keys::default(), items: None };
                (Content::Items(Box::new(item)), Some(notes))
            }
            (Kind::Array, None, Some(items), _) => {
                self.nameless(items);
                let type_name = Keys { type_name: keys.type_name, ..Keys::default() };
                let keys = Keys::of_row(&items.value).over(type_name);
                let Some((mut value, notes)) = self.working(name.span, |resolver| resolver.value(owner, keys, name))
                else {
                    return (Content::Leaf, None);
                };
                value.documented.required = true;
                value.effective.required = true;
                (Content::Items(Box::new(value)), Some(notes))
            }
            (Kind::String, _, _, Some(values)) => {
                (Content::Enumeration(self.enumeration(owner, named, values, name)), None)
            }
            _ => (Content::Leaf, None),
        }
    }

    fn used(&mut self, id: TypeId) {
        if let Some(notes) = self.draft.notes_mut(id) {
            notes.uses += 1;
        }
    }

    /// The object type of a row's `fields`.
    fn rows_of(&mut self, owner: Owner, keys: &Keys<'r>, name: &'r Spanned<String>) -> TypeId {
        let Some(rows) = keys.fields else { return TypeId(usize::MAX) };
        if let Some(&id) = self.built.get(&rows.span) {
            return id;
        }
        let plan = Plan {
            rows,
            base: keys.base,
            name: self.type_name(owner, &name.value, name.span, keys.type_name),
            doc: prose(keys.doc),
            source: keys.source.map(|source| source.value.clone()),
            span: name.span,
        };
        self.object(owner, plan)
    }

    /// The enumeration of a row's values: the type that the row names, or one of its own.
    fn enumeration(
        &mut self,
        owner: Owner,
        named: &Named<'r>,
        values: &'r Spanned<RawValues>,
        name: &'r Spanned<String>,
    ) -> TypeId {
        let known = named.enumeration.or_else(|| self.built.get(&values.span).copied());
        let id = known.unwrap_or_else(|| self.new_enumeration(owner, &named.keys, values, name));
        if self.taken_in.insert((id, values.span)) {
            if let Some(notes) = self.draft.notes_mut(id) {
                notes.variants.extend(&values.value.values);
            }
            rules::each_once(self.draft, values);
        }
        id
    }

    fn new_enumeration(
        &mut self,
        owner: Owner,
        keys: &Keys<'r>,
        values: &'r Spanned<RawValues>,
        name: &'r Spanned<String>,
    ) -> TypeId {
        let definition = TypeDef {
            name: self.type_name(owner, &name.value, name.span, keys.type_name),
            doc: prose(keys.doc),
            source: keys.source.map(|source| source.value.clone()),
            place: self.draft.place(name.span),
            kind: TypeKind::Enumeration(Enumeration { variants: Vec::new() }),
        };
        let id = self.draft.add_type(definition, owner);
        self.built.insert(values.span, id);
        id
    }

    /// The rules that the page documents.
    fn rule(&mut self, keys: &Keys<'r>, kind: Kind, span: Span) -> Rule {
        if !self.spend(rules::weight(keys), span) {
            return Rule::of(kind);
        }
        let pattern = keys.pattern.filter(|_| kind == Kind::String).and_then(|pattern| {
            let draft = &mut *self.draft;
            self.patterns.entry(pattern.span).or_insert_with(|| rules::pattern(draft, pattern)).clone()
        });
        let rule = Rule { pattern, ..rules::of_keys(keys, kind) };
        rules::possible(self.draft, keys, &rule);
        rule
    }

    fn required_by_default(&self, owner: Owner) -> bool {
        let page = owner.page.and_then(|page| self.draft.page(page));
        page.is_none_or(|page| page.documented_by == DocumentedBy::Table)
    }

    /// Refuses keys that cannot stand beside each other.
    fn exclusive(&mut self, keys: &Keys<'r>, name: &'r Spanned<String>) {
        if let (Some(_), Some(items)) = (keys.fields, keys.items) {
            self.draft.report(
                Diagnostic::error(Code::F0408, items.span, "a row has `fields` or `items`, not both")
                    .label(name.span, "this row")
                    .help("`fields` are the rows of each item already; `items` is for items that are no objects with rows."),
            );
        }
        if let (Some(base), None) = (keys.base, keys.fields) {
            self.draft.report(
                Diagnostic::error(Code::F0408, base.span, "a base adds no rows, and this row lists none").help(
                    format!(
                        "List under `fields` the rows that the page has, or write `type: {}` for all of them.",
                        crate::diagnostic::shortened(&base.value)
                    ),
                ),
            );
        }
    }

    /// Refuses a `typeName` that would name nothing.
    fn type_name_is_used(&mut self, keys: &Keys<'r>, value: &Value) {
        let Some(type_name) = keys.type_name else { return };
        let named = keys.kind.filter(|word| rules::kind(&word.value).is_none());
        if named.is_none() && !is_leaf(value) {
            return;
        }
        let message = "no object or enumeration stands in this row that could be called so";
        let diagnostic = Diagnostic::error(Code::F0408, type_name.span, message);
        self.draft.report(match named {
            Some(word) => diagnostic.label(word.span, "this type has a name").help("Leave `typeName` out."),
            None => diagnostic.help("Leave `typeName` out; the name of the field is set with `name`."),
        });
    }

    fn nameless(&mut self, items: &Spanned<crate::raw::row::RawRow>) {
        let name = items.value.name.as_ref().map(|name| ("name", name.span));
        let required = items.value.required.as_ref().map(|required| ("required", required.span));
        let row = items.value.row.as_ref().map(|row| ("row", row.span));
        for (key, span) in name.into_iter().chain(required).chain(row) {
            let message = format!("the items of an array have no `{key}`");
            self.draft.report(Diagnostic::error(Code::F0408, span, message).help("Leave it out."));
        }
    }

    fn source_is_known(&mut self, keys: &Keys<'r>) {
        let Some(source) = keys.source else { return };
        let Some(provider) = self.draft.providers.get(self.provider) else { return };
        let known = provider.unreadable || provider.sources.contains(source.value.as_str());
        if source.value != "inferred" && !known {
            let message = format!("the provider has no source `{}`", crate::diagnostic::shortened(&source.value));
            self.draft.report(
                Diagnostic::error(Code::F0411, source.span, message)
                    .help("Add it under `sources` of `provider.yaml`, or write `inferred` for what nobody says."),
            );
        }
    }
}

/// The type of a row that does not say it.
fn inferred(keys: &Keys<'_>) -> Kind {
    let format = keys.format.map(|format| format.value.0);
    let integer = format.is_some_and(|format| rules::kind_of(format) == Kind::Integer);
    let text = keys.values.is_some()
        || keys.constant.is_some()
        || keys.pattern.is_some()
        || keys.min_length.is_some()
        || keys.max_length.is_some()
        || format.is_some();
    if keys.fields.is_some() {
        Kind::Object
    } else if keys.items.is_some() {
        Kind::Array
    } else if integer {
        Kind::Integer
    } else if text {
        Kind::String
    } else {
        Kind::Any
    }
}

fn is_leaf(value: &Value) -> bool {
    match &value.content {
        Content::Leaf => true,
        Content::Items(inner) => is_leaf(inner),
        Content::Enumeration(_) | Content::Object(_) => false,
    }
}

/// For rules: integers have two formats, all others are for strings.
pub(super) fn is_integer_format(format: Format) -> bool {
    matches!(format, Format::UnixSeconds | Format::UnixMilliseconds)
}
