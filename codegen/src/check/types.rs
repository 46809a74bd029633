//! Every row of every page as a type.
//!
//! A named type is resolved when it is first met and at most once. Rows and lists of values are known by their place in
//! the file: whoever inherits them shares the type that was made of them, so that no chain of bases can multiply
//! anything.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Owner};
use super::idents::{self, Names};
use super::keys::Keys;
use super::layout::prose;
use super::named::State;
use super::objects::{Base, Plan, Row};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::load::MAX_NESTED;
use crate::model::{DocumentedBy, Pattern, TypeId};
use crate::name::TypeName;
use crate::raw::extract::Spanned;
use crate::raw::row::Rows;
use crate::source::Span;

/// How many bytes the rules of one file may come to, once every row has those of its type.
const MAX_RULES: usize = 16 << 20;

/// How many types may be in work at once, each because another is made of it or starts from it: for every object of the
/// deepest payload the object itself and its name, its base and that one's name, and as many again.
const MAX_IN_WORK: usize = 8 * MAX_NESTED;

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
    /// By the page that they are for, if not for all, and their names.
    pub(super) named: HashMap<(Option<usize>, &'r str), State<'r>>,
    /// The type made of these rows or values.
    pub(super) built: HashMap<Span, TypeId>,
    /// The keys of each row of an object, as rows over them start.
    pub(super) bases: HashMap<TypeId, HashMap<&'r str, Keys<'r>>>,
    pub(super) patterns: HashMap<Span, Option<Pattern>>,
    /// Values that an enumeration has taken in already.
    pub(super) taken_in: HashSet<(TypeId, Span)>,
    /// The names of the module in work.
    pub(super) names: HashMap<Option<usize>, Names>,
    /// The names of the provider's payloads, which its module exports together.
    roots: HashMap<String, Span>,
    modules: HashSet<String>,
    in_work: usize,
    spent: usize,
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
            roots: HashMap::new(),
            modules: HashSet::new(),
            in_work: 0,
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
        let module = self.draft.page(page).map(|page| page.module.clone()).unwrap_or_default();
        // Of two files that become one module, enough has been said.
        if self.modules.insert(module) {
            let span = payload.type_name.as_ref().map_or(raw.provider.span, |given| given.span);
            idents::payload(self.draft, self.provider, &name.ident, span, &mut self.roots);
        }
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

    /// Whether what stands in an object of the payload goes too deep for it.
    pub(super) fn too_deep(&mut self, inside: usize, span: Span) -> bool {
        if inside < MAX_NESTED {
            return false;
        }
        let message = format!("objects and arrays stand in each other more than {MAX_NESTED} deep");
        self.draft.report(Diagnostic::error(Code::F0103, span, message));
        true
    }

    /// Resolves a type while others wait for it. How deep a payload is, is not known before its innermost object is; this
    /// keeps the way there short, whatever it leads through.
    pub(super) fn working<T>(&mut self, span: Span, resolve: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.in_work >= MAX_IN_WORK {
            let message = format!("types are made of each other more than {MAX_IN_WORK} deep");
            self.draft.report(Diagnostic::error(Code::F0103, span, message));
            return None;
        }
        self.in_work += 1;
        let resolved = resolve(self);
        self.in_work -= 1;
        Some(resolved)
    }

    /// Counts what a row takes, once it has all that its type says.
    pub(super) fn spend(&mut self, bytes: usize, span: Span) -> bool {
        let before = self.spent;
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > MAX_RULES && before <= MAX_RULES {
            let message = "the rules of this file are too many, once every row has those of its type".to_owned();
            self.draft
                .report(Diagnostic::error(Code::F0103, span, message).help("Use long enumerations in fewer rows."));
        }
        self.spent <= MAX_RULES
    }
}
