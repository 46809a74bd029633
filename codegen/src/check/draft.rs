//! The model while it is made, and beside it what only `check` needs to know: where everything stands.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::json::Json;
use super::keys::Keys;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Content, Field, Model, Page, Place, Provider, TypeDef, TypeId, TypeKind, Value};
use crate::raw::Raw;
use crate::raw::extract::nearest;
use crate::raw::page::RawPage;
use crate::raw::provider::RawProvider;
use crate::raw::row::RawVariant;
use crate::raw::words::About;
use crate::source::{Sources, Span};

pub(super) struct Draft<'r> {
    pub(super) sources: &'r Sources,
    pub(super) raw: &'r Raw,
    pub(super) model: Model,
    pub(super) diagnostics: Vec<Diagnostic>,
    guesses: Cell<usize>,
    /// How many values of examples errata were measured by.
    pub(super) measured: Cell<usize>,
    reported: HashSet<(Code, Option<Span>, String)>,
    /// One for each of the model's types.
    pub(super) types: Vec<TypeNotes<'r>>,
    /// One for each of the model's providers.
    pub(super) providers: Vec<ProviderNotes<'r>>,
    /// One for each page of the model, in its order.
    pub(super) pages: Vec<PageNotes<'r>>,
}

pub(super) struct ProviderNotes<'r> {
    pub(super) raw: Option<&'r RawProvider>,
    /// The keys under `sources`.
    pub(super) sources: HashSet<&'r str>,
    /// There is a file, and it could not be read: whatever it may define is not reported as missing.
    pub(super) unreadable: bool,
}

pub(super) struct PageNotes<'r> {
    /// Indices into the model's providers and the provider's pages.
    pub(super) provider: usize,
    pub(super) page: usize,
    pub(super) file: usize,
    pub(super) raw: &'r RawPage,
    pub(super) headers: Vec<RowNotes<'r>>,
    pub(super) examples: Vec<ExampleNotes<'r>>,
    pub(super) entries: Vec<EntryNotes>,
    pub(super) event: Option<Span>,
    /// The ids of errata and notes.
    pub(super) ids: HashSet<String>,
    /// How many errata were suggested, so that no two have the same id.
    pub(super) suggested: usize,
}

/// What is beside a type.
pub(super) struct TypeNotes<'r> {
    pub(super) owner: Owner,
    /// How many values are of this type.
    pub(super) uses: usize,
    /// Some example has such an object.
    pub(super) shown: bool,
    /// How deep its objects and arrays go.
    pub(super) depth: usize,
    /// Of an object: one for each field.
    pub(super) rows: Vec<RowNotes<'r>>,
    /// Of an object: where each wire name stands among the fields.
    pub(super) index: HashMap<&'r str, usize>,
    /// Of an object: one for each group.
    pub(super) groups: Vec<Span>,
    /// Of an enumeration: every value that a use admits.
    pub(super) variants: Vec<&'r RawVariant>,
}

/// Whose file a type stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) provider: usize,
    /// An index into [`Draft::pages`]; `None` for `provider.yaml`.
    pub(super) page: Option<usize>,
}

/// What is beside a row.
#[derive(Debug, Clone)]
pub(super) struct RowNotes<'r> {
    /// The row's name in the file.
    pub(super) span: Span,
    pub(super) keys: Keys<'r>,
    pub(super) items: Option<Box<RowNotes<'r>>>,
}

pub(super) struct ExampleNotes<'r> {
    pub(super) name: &'r str,
    pub(super) name_span: Span,
    pub(super) span: Span,
    pub(super) text: &'r str,
    /// Where each line of the text starts, in the text and in the file; empty where they are not the same lines.
    pub(super) lines: Vec<(usize, usize)>,
    /// `None`: it is not JSON.
    pub(super) json: Option<Json>,
}

/// An erratum or note that is about something.
pub(super) struct EntryNotes {
    pub(super) target: Target,
    /// Of a note.
    pub(super) about: Option<About>,
    /// Of an erratum: the rules that it sets.
    pub(super) sets: Vec<&'static str>,
    pub(super) cross_page: bool,
    pub(super) span: Span,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// The page or the payload as a whole.
    Root,
    Row(RowId),
    /// An index into the page's groups is no use, as they stand in several objects: the rule's name.
    Rule(String),
}

/// A row, or an item of the array that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RowId {
    pub(super) place: RowPlace,
    /// How many arrays lie between the row and the value.
    pub(super) items: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RowPlace {
    /// An index into the page's headers.
    Header(usize),
    /// An index into the fields of an object.
    Field(TypeId, usize),
}

impl<'r> Draft<'r> {
    pub(super) fn new(sources: &'r Sources, raw: &'r Raw) -> Self {
        Self {
            sources,
            raw,
            model: Model::default(),
            diagnostics: Vec::new(),
            guesses: Cell::new(0),
            measured: Cell::new(0),
            reported: HashSet::new(),
            types: Vec::new(),
            providers: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// Takes a diagnostic once: what is wrong with a type is met with each of its uses.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        let span = diagnostic.labels.first().map(|label| label.span);
        if self.reported.insert((diagnostic.code, span, diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The known word that `word` is most likely meant to be. Guessing takes time, and nobody reads the hundredth guess.
    pub(super) fn nearest<'w>(&self, word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        const MOST: usize = 100;
        self.guesses.set(self.guesses.get() + 1);
        if self.guesses.get() > MOST { None } else { nearest(word, known) }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        self.sources.place(span)
    }

    pub(super) fn provider(&self, index: usize) -> Option<&Provider> {
        self.model.providers.get(index)
    }

    pub(super) fn page(&self, index: usize) -> Option<&Page> {
        let notes = self.pages.get(index)?;
        self.model.providers.get(notes.provider)?.pages.get(notes.page)
    }

    pub(super) fn page_mut(&mut self, index: usize) -> Option<&mut Page> {
        let notes = self.pages.get(index)?;
        self.model.providers.get_mut(notes.provider)?.pages.get_mut(notes.page)
    }

    /// The module path of an owner's types.
    pub(super) fn module(&self, owner: Owner) -> Vec<String> {
        let provider = self.provider(owner.provider).map(|provider| provider.module.clone()).unwrap_or_default();
        let page =
            owner.page.and_then(|page| self.page(page)).map_or_else(|| "types".to_owned(), |page| page.module.clone());
        vec![provider, page]
    }

    /// The fields of an object type.
    pub(super) fn fields(&self, id: TypeId) -> &[Field] {
        self.model.object(id).map(|object| object.fields.as_slice()).unwrap_or_default()
    }

    pub(super) fn type_mut(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.model.types.get_mut(id.0)
    }

    pub(super) fn notes(&self, id: TypeId) -> Option<&TypeNotes<'r>> {
        self.types.get(id.0)
    }

    pub(super) fn notes_mut(&mut self, id: TypeId) -> Option<&mut TypeNotes<'r>> {
        self.types.get_mut(id.0)
    }

    /// Adds a type whose rows are still to come.
    pub(super) fn add_type(&mut self, definition: TypeDef, owner: Owner) -> TypeId {
        let id = TypeId(self.model.types.len());
        self.model.types.push(definition);
        self.types.push(TypeNotes {
            owner,
            uses: 0,
            shown: false,
            depth: 1,
            rows: Vec::new(),
            index: HashMap::new(),
            groups: Vec::new(),
            variants: Vec::new(),
        });
        match owner.page {
            Some(page) => {
                if let Some(page) = self.page_mut(page) {
                    page.types.push(id);
                }
            }
            None => {
                if let Some(provider) = self.model.providers.get_mut(owner.provider) {
                    provider.types.push(id);
                }
            }
        }
        id
    }

    /// The field behind a row.
    pub(super) fn field(&self, page: usize, row: RowId) -> Option<&Field> {
        match row.place {
            RowPlace::Header(index) => self.page(page)?.headers.get(index),
            RowPlace::Field(id, index) => self.fields(id).get(index),
        }
    }

    pub(super) fn field_mut(&mut self, page: usize, row: RowId) -> Option<&mut Field> {
        match row.place {
            RowPlace::Header(index) => self.page_mut(page)?.headers.get_mut(index),
            RowPlace::Field(id, index) => match &mut self.type_mut(id)?.kind {
                TypeKind::Object(object) => object.fields.get_mut(index),
                TypeKind::Enumeration(_) => None,
            },
        }
    }

    /// The value in a row, or an item of it.
    pub(super) fn value(&self, page: usize, row: RowId) -> Option<&Value> {
        let mut value = &self.field(page, row)?.value;
        for _ in 0..row.items {
            let Content::Items(inner) = &value.content else { return None };
            value = inner;
        }
        Some(value)
    }

    pub(super) fn value_mut(&mut self, page: usize, row: RowId) -> Option<&mut Value> {
        let mut value = &mut self.field_mut(page, row)?.value;
        for _ in 0..row.items {
            let Content::Items(inner) = &mut value.content else { return None };
            value = inner;
        }
        Some(value)
    }

    /// What is beside a row, or beside its items.
    pub(super) fn row(&self, page: usize, row: RowId) -> Option<&RowNotes<'r>> {
        let mut notes = match row.place {
            RowPlace::Header(index) => self.pages.get(page)?.headers.get(index)?,
            RowPlace::Field(id, index) => self.notes(id)?.rows.get(index)?,
        };
        for _ in 0..row.items {
            match notes.items.as_deref() {
                Some(items) => notes = items,
                None => break,
            }
        }
        Some(notes)
    }

    /// How many objects and arrays stand in each other in a value.
    pub(super) fn depth_of(&self, value: &Value) -> usize {
        match &value.content {
            Content::Leaf | Content::Enumeration(_) => 0,
            Content::Object(id) => self.notes(*id).map_or(0, |notes| notes.depth),
            Content::Items(inner) => 1 + self.depth_of(inner),
        }
    }

    /// How many rows an owner's file lists for an object, at every level; a type that is used twice counts twice.
    pub(super) fn rows_of(&self, owner: Owner, id: TypeId) -> usize {
        self.count_rows(owner, id, &mut HashMap::new())
    }

    fn count_rows(&self, owner: Owner, id: TypeId, known: &mut HashMap<TypeId, usize>) -> usize {
        if let Some(&rows) = known.get(&id) {
            return rows;
        }
        if self.notes(id).is_none_or(|notes| notes.owner != owner) {
            return 0;
        }
        let mut rows = 0_usize;
        for field in self.fields(id) {
            let mut content = &field.value.content;
            while let Content::Items(inner) = content {
                content = &inner.content;
            }
            let below = if let Content::Object(inner) = content { self.count_rows(owner, *inner, known) } else { 0 };
            rows = rows.saturating_add(1).saturating_add(below);
        }
        known.insert(id, rows);
        rows
    }

    /// Whether something is wrong already with a page's file or its provider's, so that what follows from it would be
    /// reported twice.
    pub(super) fn faulty_files(&self) -> Vec<bool> {
        let mut faulty = vec![false; self.sources.files().len()];
        for file in &self.raw.faulty {
            if let Some(file) = faulty.get_mut(*file) {
                *file = true;
            }
        }
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        for label in errors.filter_map(|diagnostic| diagnostic.labels.first()) {
            if let Some(file) = faulty.get_mut(label.span.file) {
                *file = true;
            }
        }
        faulty
    }
}
