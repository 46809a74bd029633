//! The checked model: every name resolved, every rule normalised, both profiles side by side.
//!
//! `check` makes it, and nothing after `check` sees anything else. It holds no spans to be resolved later and no
//! references that could dangle: a [`TypeId`] is an index into [`Model::types`], which `check` fills.

mod contract;
mod provenance;
mod rule;

pub(crate) use contract::listed as parts_listed;
pub use contract::{
    Authentication, Carrier, Delivery, Encoding, Hmac, Part, Retries, Scheme, Success, Undocumented, encoding_word,
};
pub use fieldwright::{Groups as GroupKeyword, Severity};
pub use provenance::{NoProvenance, Provenance};
pub use rule::{Alternative, Class, Decimal, Format, Kind, LengthUnit, Pattern, Rule, Step};

use crate::name::{FieldName, TypeName};

/// All providers, in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// In the order of their ids.
    pub providers: Vec<Provider>,
    /// Every Rust type that the schemas ask for, shared ones before those of pages, in the order of the files.
    pub types: Vec<TypeDef>,
}

/// An index into [`Model::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// Where something stands in a schema: the file as messages name it, with line and column counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// As in `schemas/anddone/account-token.yaml`, always with `/`.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// In characters.
    pub column: u32,
}

/// One provider: a folder of schemas.
#[derive(Debug, Clone)]
pub struct Provider {
    /// The folder's name, `[a-z][a-z0-9-]*`.
    pub id: String,
    /// The module's name, as in `anddone`.
    pub module: String,
    /// As people call it.
    pub title: String,
    /// Its documentation.
    pub site: Option<String>,
    /// Where facts came from, other than the pages.
    pub sources: Vec<Source>,
    /// The ways in which its requests can be told from others'.
    pub authentication: Vec<Authentication>,
    /// What it expects of a receiver, where that is known.
    pub delivery: Option<Delivery>,
    /// What is to be said of all its pages.
    pub notes: Vec<Entry>,
    /// The types of `provider.yaml`, in its order.
    pub types: Vec<TypeId>,
    /// In the order of their stems.
    pub pages: Vec<Page>,
    /// `schemas/<provider>/provider.yaml`, if there is one.
    pub file: Option<String>,
}

/// A place that facts came from, other than the page itself.
#[derive(Debug, Clone)]
pub struct Source {
    /// What rows and entries call it.
    pub key: String,
    /// As people call it.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// The day it was read or released, as written.
    pub read: Option<String>,
}

/// Whether a page has a field table or shows an example alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentedBy {
    /// It has a field table.
    Table,
    /// It shows an example alone.
    Example,
}

/// One documentation page: one payload.
#[derive(Debug, Clone)]
pub struct Page {
    /// `<provider>/<stem>`, as commands name it: `anddone/account-token`.
    pub payload: String,
    /// The file's stem: `account-token`.
    pub stem: String,
    /// The module's name: `account_token`.
    pub module: String,
    /// The page's own.
    pub title: String,
    /// Where it is, if known.
    pub url: Option<String>,
    /// When it was read.
    pub read: Option<String>,
    /// Of the page's text as it was read.
    pub sha256: Option<String>,
    /// What the page shows.
    pub documented_by: DocumentedBy,
    /// What the payload tells, in our own words.
    pub doc: Option<String>,
    /// `schemas/anddone/account-token.yaml`.
    pub file: String,
    /// The start of the payload in the schema.
    pub place: Place,
    /// In the page's order.
    pub headers: Vec<Field>,
    /// An object type among [`Page::types`].
    pub root: TypeId,
    /// The page's own types, the root first, then in the order in which they are met.
    pub types: Vec<TypeId>,
    /// What tells the payload from others of the provider, where something does.
    pub event: Option<Event>,
    /// Errata and notes in the file's order, errata first.
    pub entries: Vec<Entry>,
    /// In the file's order.
    pub examples: Vec<Example>,
    /// How many rows the page's own tables have, headers included.
    pub rows: usize,
}

/// What tells the pages of a provider apart.
#[derive(Debug, Clone)]
pub struct Event {
    /// The members to walk from the root, as in `["EventCode"]`.
    pub at: Vec<String>,
    /// The values that mean this page: all that the effective rules of the member admit.
    pub values: Vec<String>,
    /// What the page's event list calls a value, where it lists it.
    pub names: Vec<(String, String)>,
    /// The row in the schema that the values are those of.
    pub place: Place,
}

/// A generated Rust type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// In Rust.
    pub name: TypeName,
    /// In our own words.
    pub doc: Option<String>,
    /// Where it came from, if not from the page.
    pub source: Option<String>,
    /// Its definition in the schema.
    pub place: Place,
    /// What it is.
    pub kind: TypeKind,
}

/// What a generated type is.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// A struct.
    Object(Object),
    /// An enumeration.
    Enumeration(Enumeration),
}

/// An object with rows.
#[derive(Debug, Clone)]
pub struct Object {
    /// In the page's order.
    pub fields: Vec<Field>,
    /// The order in which the examples write the members, as indices into `fields`: members of the first example that
    /// has this object in its order, then the others in the page's. A permutation.
    pub wire_order: Vec<usize>,
    /// The rules over several members.
    pub groups: Vec<Group>,
}

/// An enumeration, open on the wire.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Everything that any use of the type admits in either profile, in the page's order, no value twice.
    pub variants: Vec<Variant>,
}

/// A value of an enumeration.
#[derive(Debug, Clone)]
pub struct Variant {
    /// As it stands in JSON.
    pub value: String,
    /// The Rust variant.
    pub ident: String,
    /// What it means, in our own words.
    pub doc: Option<String>,
}

/// One row: a member of an object, or a header.
#[derive(Debug, Clone)]
pub struct Field {
    /// In JSON and in Rust.
    pub name: FieldName,
    /// What it means, in our own words.
    pub doc: Option<String>,
    /// Where its facts came from, if not from the page.
    pub source: Option<String>,
    /// The row in the schema.
    pub place: Place,
    /// Card or account data, or a credential: not shown by `Debug`.
    pub sensitive: bool,
    /// It holds a signature, and not all is documented that it takes to check it.
    pub unchecked_signature: bool,
    /// Which row of the page it transcribes, where an import has said so.
    pub row: Option<Provenance>,
    /// What stands there.
    pub value: Value,
}

/// What stands at a place: the rules of both profiles, and what it is made of.
#[derive(Debug, Clone)]
pub struct Value {
    /// What the page says.
    pub documented: Rule,
    /// What is in effect.
    pub effective: Rule,
    /// The structure of the value, by the effective rules: what the generated type has.
    pub content: Content,
    /// The structure by the page, where `documented` has another type than `effective`; else it is `content`. Of what
    /// stands in it, only the documented rules are anybody's.
    pub documented_content: Option<Box<Content>>,
}

/// What a value is made of.
#[derive(Debug, Clone)]
pub enum Content {
    /// Nothing inside that a schema speaks of: a string, a number, a boolean, a free object or array, or anything.
    Leaf,
    /// A string out of a type's values. What the rule admits stands in [`Rule::values`].
    Enumeration(TypeId),
    /// An object with rows.
    Object(TypeId),
    /// An array whose items have a rule of their own.
    Items(Box<Value>),
}

impl Value {
    /// A value of which the page says what is in effect.
    #[must_use]
    pub fn of(rule: Rule, content: Content) -> Self {
        Self { documented: rule.clone(), effective: rule, content, documented_content: None }
    }

    /// The structure by the page.
    #[must_use]
    pub fn documented_content(&self) -> &Content {
        self.documented_content.as_deref().unwrap_or(&self.content)
    }

    /// The object that stands where the page documents an array of such: by the documented rules it has the wrong type, and
    /// its members are judged all the same.
    #[must_use]
    pub fn object_for_array(&self) -> Option<TypeId> {
        match self.content {
            Content::Object(id) if self.documented.kind == Kind::Array => Some(id),
            _ => None,
        }
    }
}

/// A rule over several members of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As the schema calls it.
    pub name: String,
    /// What is asked of the members.
    pub keyword: GroupKeyword,
    /// Indices into [`Object::fields`], at least two, in the order written.
    pub members: Vec<usize>,
    /// What breaking it means by the page.
    pub documented: Severity,
    /// What breaking it means in effect.
    pub effective: Severity,
    /// In our own words.
    pub doc: Option<String>,
    /// The rule in the schema.
    pub place: Place,
}

/// An erratum or a note: something about the page that a reader should know, with its evidence.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Unique on the page.
    pub id: String,
    /// What the entry is about.
    pub kind: EntryKind,
    /// It changes the effective rules.
    pub erratum: bool,
    /// A pointer in the form of `table`, `header:NAME`, or `rule:NAME`.
    pub at: String,
    /// Why, in one sentence.
    pub because: String,
    /// What shows it, in the form of the schema.
    pub evidence: Vec<String>,
    /// The entry in the schema.
    pub place: Place,
}

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// The page contradicts itself.
    Contradiction,
    /// Odd within one example.
    Tension,
    /// Another page of the provider says otherwise.
    CrossPage,
}

/// A payload that the page shows.
#[derive(Debug, Clone)]
pub struct Example {
    /// Unique on the page.
    pub name: String,
    /// The page's words above it.
    pub title: Option<String>,
    /// The text as written: one JSON document.
    pub json: String,
    /// How many different member paths it has; items of an array count once.
    pub paths: usize,
    /// Its text in the schema.
    pub place: Place,
}

impl Model {
    /// The type behind an id.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// The object behind an id, if it is one.
    #[must_use]
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match &self.type_def(id)?.kind {
            TypeKind::Object(object) => Some(object),
            TypeKind::Enumeration(_) => None,
        }
    }

    /// All pages, in the order of `<provider>/<stem>`.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.providers.iter().flat_map(|provider| &provider.pages)
    }

    /// The page that commands call `payload`.
    #[must_use]
    pub fn page(&self, payload: &str) -> Option<&Page> {
        self.pages().find(|page| page.payload == payload)
    }
}

impl Page {
    /// How many contradictions within the page the schema explains.
    #[must_use]
    pub fn contradictions(&self) -> usize {
        self.entries.iter().filter(|entry| entry.kind == EntryKind::Contradiction).count()
    }

    /// How many different member paths the examples have together.
    #[must_use]
    pub fn example_paths(&self) -> usize {
        self.examples.iter().map(|example| example.paths).max().unwrap_or(0)
    }
}
