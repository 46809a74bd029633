//! Named types, base rows and objects.
//!
//! A named type is resolved when it is first met and at most once. Rows and lists of values are known by their place in
//! the file: whoever inherits them shares the type that was made of them, so that no chain of bases can multiply
//! anything.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Owner, RowNotes};
use super::idents::{self, Names};
use super::keys::Keys;
use super::layout::prose;
use super::rules;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::{MAX_DEPTH, shortened};
use crate::model::{Content, DocumentedBy, Field, Kind, Object, Pattern, TypeDef, TypeId, TypeKind, Value};
use crate::name::{FieldName, TypeName};
use crate::raw::extract::{Map, Spanned, nearest};
use crate::raw::row::{RawRow, RawType, Rows};
use crate::source::Span;

/// How many bytes the rules of one file may come to, once every row has those of its type.
const MAX_RULES: usize = 16 << 20;

pub(super) fn resolve(draft: &mut Draft<'_>) {
    for provider in 0..draft.providers.len() {
        let mut resolver = Resolver::new(draft, provider);
        resolver.shared();
        let pages: Vec<_> = (0..resolver.draft.pages.len())
            .filter(|page| resolver.draft.pages.get(*page).is_some_and(|notes| notes.provider == provider))
            .collect();
        for page in pages {
            resolver.page(page);
        }
    }
}

pub(super) struct Resolver<'d, 'r> {
    pub(super) draft: &'d mut Draft<'r>,
    pub(super) provider: usize,
    named: HashMap<(Option<usize>, &'r str), State<'r>>,
    /// The type made of these rows or values.
    pub(super) built: HashMap<Span, TypeId>,
    /// The keys of each row of an object, as rows over them start.
    bases: HashMap<TypeId, HashMap<&'r str, Keys<'r>>>,
    pub(super) patterns: HashMap<Span, Option<Pattern>>,
    /// Values that an enumeration has taken in already.
    pub(super) taken_in: HashSet<(TypeId, Span)>,
    /// The names of the module in work.
    pub(super) names: HashMap<Option<usize>, Names>,
    depth: usize,
    spent: usize,
}

/// A named type.
#[derive(Debug, Clone, Copy)]
struct State<'r> {
    raw: &'r RawType,
    name: &'r Spanned<String>,
    progress: Progress<'r>,
}

#[derive(Debug, Clone, Copy)]
enum Progress<'r> {
    Waiting,
    Working,
    Failed,
    Done(Named<'r>),
}

/// What a row that names a type starts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'r> {
    pub(super) keys: Keys<'r>,
    pub(super) kind: Option<Kind>,
    pub(super) enumeration: Option<TypeId>,
}

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
enum Base {
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
struct Row<'r> {
    field: Field,
    notes: RowNotes<'r>,
    keys: Keys<'r>,
}

impl<'d, 'r> Resolver<'d, 'r> {
    fn new(draft: &'d mut Draft<'r>, provider: usize) -> Self {
        Self {
            draft,
            provider,
            named: HashMap::new(),
            built: HashMap::new(),
            bases: HashMap::new(),
            patterns: HashMap::new(),
            taken_in: HashSet::new(),
            names: HashMap::new(),
            depth: 0,
            spent: 0,
        }
    }

    /// The types of `provider.yaml`.
    fn shared(&mut self) {
        let raw = self.draft.providers.get(self.provider).and_then(|provider| provider.raw);
        let types = raw.and_then(|raw| raw.types.as_ref());
        self.declare(None, types);
        self.resolve_all(None, types);
    }

    fn page(&mut self, page: usize) {
        let Some(raw) = self.draft.pages.get(page).map(|notes| notes.raw) else { return };
        let owner = Owner { provider: self.provider, page: Some(page) };
        self.spent = 0;
        self.declare(Some(page), raw.types.as_ref());
        let payload = &raw.payload.value;
        let stem = self.draft.page(page).map(|page| page.stem.clone()).unwrap_or_default();
        let name = self.type_name(owner, &stem, raw.provider.span, payload.type_name.as_ref());
        let plan = Plan {
            rows: &payload.fields,
            base: payload.base.as_ref(),
            name,
            doc: prose(raw.page.value.doc.as_ref()),
            source: None,
            span: raw.payload.span,
        };
        let root = self.object(owner, plan);
        if let Some(notes) = self.draft.notes_mut(root) {
            notes.uses = 1;
        }
        self.headers(owner, page, raw.headers.as_ref());
        self.resolve_all(Some(page), raw.types.as_ref());
        let rows = self.draft.rows_of(owner, root);
        if let Some(page) = self.draft.page_mut(page) {
            page.root = root;
            page.rows = if page.documented_by == DocumentedBy::Example { 0 } else { rows + page.headers.len() };
        }
    }

    fn headers(&mut self, owner: Owner, page: usize, headers: Option<&'r Spanned<Rows>>) {
        let Some(headers) = headers else { return };
        let mut taken = HashMap::new();
        for (wire, row) in headers.value.iter() {
            let Row { field, notes, .. } = self.row(owner, wire, row.as_ref(), Base::None, &mut taken);
            if let Some(page) = self.draft.page_mut(page) {
                page.headers.push(field);
            }
            if let Some(page) = self.draft.pages.get_mut(page) {
                page.headers.push(notes);
            }
        }
    }

    fn declare(&mut self, page: Option<usize>, types: Option<&'r Spanned<Map<RawType>>>) {
        let Some(types) = types else { return };
        for (name, raw) in types.value.iter() {
            if rules::kind(&name.value).is_some() {
                self.draft.report(
                    Diagnostic::error(Code::F0304, name.span, format!("`{}` is a JSON type already", name.value))
                        .help("Give the type another name."),
                );
            }
            if page.is_some()
                && let Some(shared) = self.named.get(&(None, name.value.as_str()))
            {
                self.draft.report(
                    Diagnostic::error(Code::F0410, name.span, format!("the provider has a type `{}` already", name.value))
                        .saying("defined again here")
                        .label(shared.name.span, "defined here for all pages")
                        .help("Use that one, or give this one another name."),
                );
            }
            self.named.insert((page, &name.value), State { raw, name, progress: Progress::Waiting });
        }
    }

    /// Also the types that nothing uses, so that their faults are found.
    fn resolve_all(&mut self, page: Option<usize>, types: Option<&'r Spanned<Map<RawType>>>) {
        let Some(types) = types else { return };
        for (name, _) in types.value.iter() {
            self.named((page, &name.value), name.span);
        }
    }

    /// The type that `name` means on a page.
    pub(super) fn find(&mut self, owner: Owner, name: &'r Spanned<String>) -> Option<Named<'r>> {
        let candidates = [(owner.page, name.value.as_str()), (None, name.value.as_str())];
        if let Some(key) = candidates.into_iter().find(|key| self.named.contains_key(key)) {
            return self.named(key, name.span);
        }
        if !self.draft.providers.get(self.provider).is_some_and(|provider| provider.unreadable) {
            let known = self.named.keys().filter(|(page, _)| page.is_none() || *page == owner.page).map(|(_, known)| *known);
            let kinds = rules::KINDS.iter().map(|kind| kind.word());
            // Sorted, so that of two equally near names the message always shows the same.
            let mut known: Vec<_> = known.chain(kinds).collect();
            known.sort_unstable();
            let message = format!("there is no type `{}`", shortened(&name.value));
            let diagnostic = Diagnostic::error(Code::F0401, name.span, message);
            self.draft.report(match nearest(&name.value, known.into_iter()) {
                Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
                None => diagnostic.help("Define it under `types`, here or in `provider.yaml`, or name a JSON type."),
            });
        }
        None
    }

    fn named(&mut self, key: (Option<usize>, &'r str), used: Span) -> Option<Named<'r>> {
        let state = *self.named.get(&key)?;
        match state.progress {
            Progress::Done(named) => return Some(named),
            Progress::Failed => return None,
            Progress::Working => {
                self.draft.report(
                    Diagnostic::error(Code::F0402, used, format!("the type `{}` contains itself", shortened(key.1)))
                        .saying("here it comes round again")
                        .label(state.name.span, "defined here")
                        .help("Leave the inner rows out: an `object` without `fields` holds anything."),
                );
                return None;
            }
            Progress::Waiting => {}
        }
        if self.too_deep(self.depth, used) {
            return None;
        }
        self.set(key, Progress::Working);
        self.depth += 1;
        let named = self.define(Owner { provider: self.provider, page: key.0 }, &state);
        self.depth -= 1;
        self.set(key, named.map_or(Progress::Failed, Progress::Done));
        named
    }

    fn set(&mut self, key: (Option<usize>, &'r str), progress: Progress<'r>) {
        if let Some(state) = self.named.get_mut(&key) {
            state.progress = progress;
        }
    }

    fn define(&mut self, owner: Owner, state: &State<'r>) -> Option<Named<'r>> {
        let own = Keys::of_type(state.raw);
        let mut named = self.complete(owner, own)?;
        let (value, _) = self.value_of(owner, &named, state.name);
        // To define a type is not to use it.
        if let Some(notes) = innermost(&value).and_then(|id| self.draft.notes_mut(id)) {
            notes.uses = notes.uses.saturating_sub(1);
        }
        if let (Some(values), None) = (own.values, named.enumeration) {
            named.enumeration = self.built.get(&values.span).copied();
        }
        Some(named)
    }

    /// Adds what the named type says, where a type is named.
    pub(super) fn complete(&mut self, owner: Owner, keys: Keys<'r>) -> Option<Named<'r>> {
        let Some(word) = keys.kind else { return Some(Named { keys, kind: None, enumeration: None }) };
        if let Some(kind) = rules::kind(&word.value) {
            return Some(Named { keys, kind: Some(kind), enumeration: None });
        }
        let under = self.find(owner, word)?;
        if let (Some(own), Some(_)) = (keys.fields, under.keys.fields) {
            self.draft.report(
                Diagnostic::error(Code::F0408, own.span.before(), format!("`{}` has rows of its own already", word.value))
                    .label(word.span, "the type of this row")
                    .help(format!("To start from its rows, write `base: {}` instead of `type`.", word.value)),
            );
        }
        let keys = Keys { kind: under.keys.kind, ..keys }.over(under.keys);
        Some(Named { keys, ..under })
    }

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
            self.draft.report(
                Diagnostic::error(Code::F0404, plan.rows.span, "there is no row here")
                    .help("List the page's rows; an object that holds anything has the type `object` and no `fields`."),
            );
        }
        if self.too_deep(self.depth, plan.span) {
            return id;
        }
        self.depth += 1;
        let base = match plan.base {
            None => Base::None,
            Some(name) => self.base(owner, name).map_or(Base::Broken, Base::Of),
        };
        self.fill(owner, id, plan.rows, base);
        self.depth -= 1;
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
        let rows = named.filter(|named| named.kind.is_none_or(|kind| kind == Kind::Object)).and_then(|named| named.keys.fields);
        let id = rows.and_then(|rows| self.built.get(&rows.span).copied());
        if id.is_none() {
            self.draft.report(
                Diagnostic::error(Code::F0403, name.span, format!("`{}` is no object with rows", shortened(&name.value)))
                    .help("A base is a type with `fields`."),
            );
        }
        id
    }

    fn row(
        &mut self,
        owner: Owner,
        wire: &'r Spanned<String>,
        row: Option<&'r RawRow>,
        base: Base,
        taken: &mut HashMap<String, Span>,
    ) -> Row<'r> {
        let under = base.id().and_then(|base| self.bases.get(&base)).and_then(|rows| rows.get(wire.value.as_str())).copied();
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
            value,
        };
        Row { field, notes, keys }
    }

    fn says_nothing(&mut self, wire: &Spanned<String>, base: Base) {
        let known = base.id().and_then(|base| self.draft.notes(base)).map(|notes| {
            let mut known: Vec<_> = notes.index.keys().copied().collect();
            known.sort_unstable();
            known
        });
        let name = shortened(&wire.value);
        let diagnostic = match known {
            None => Diagnostic::error(Code::F0404, wire.span, format!("the row `{name}` says nothing"))
                .help("Write what the page says of it, or `{type: any}`; only over a base may a row say nothing."),
            Some(known) => {
                let diagnostic =
                    Diagnostic::error(Code::F0404, wire.span, format!("the row `{name}` says nothing, and the base has no such row"));
                match nearest(&wire.value, known.into_iter()) {
                    Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
                    None => diagnostic.help("Write what the page says of it, or `{type: any}`."),
                }
            }
        };
        self.draft.report(diagnostic);
    }

    pub(super) fn type_name(
        &mut self,
        owner: Owner,
        text: &str,
        span: Span,
        given: Option<&Spanned<String>>,
    ) -> TypeName {
        let module = self.draft.module(owner);
        let names = self.names.entry(owner.page).or_default();
        idents::type_name(self.draft, names, module, text, span, given)
    }

    fn too_deep(&mut self, depth: usize, span: Span) -> bool {
        if depth < MAX_DEPTH {
            return false;
        }
        let message = format!("objects stand in each other more than {MAX_DEPTH} deep");
        self.draft.report(Diagnostic::error(Code::F0103, span, message));
        true
    }

    /// Counts what a row takes, once it has all that its type says.
    pub(super) fn spend(&mut self, bytes: usize, span: Span) -> bool {
        let before = self.spent;
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > MAX_RULES && before <= MAX_RULES {
            let message = "the rules of this file are too many, once every row has those of its type".to_owned();
            self.draft.report(Diagnostic::error(Code::F0103, span, message).help("Use long enumerations in fewer rows."));
        }
        self.spent <= MAX_RULES
    }
}

/// The type that stands in a value, through arrays.
fn innermost(value: &Value) -> Option<TypeId> {
    match &value.content {
        Content::Leaf => None,
        Content::Enumeration(id) | Content::Object(id) => Some(*id),
        Content::Items(inner) => innermost(inner),
    }
}
