//! The checked model: every name resolved, every rule normalised, both profiles side by side.
//!
//! `check` makes it, and nothing after `check` sees anything else. It holds no spans to be resolved later and no
//! references that could dangle: a [`TypeId`] is an index into [`Model::types`], which `check` fills.

use crate::name::{FieldName, TypeName};

/// All providers, in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Model {
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
    pub title: String,
    pub site: Option<String>,
    pub sources: Vec<Source>,
    pub authentication: Vec<Authentication>,
    pub delivery: Option<Delivery>,
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
    pub key: String,
    pub title: String,
    pub url: Option<String>,
    /// The day it was read or released, as written.
    pub read: Option<String>,
}

/// How a provider lets a receiver tell its requests from others'. Keys other than the scheme are kept as written.
#[derive(Debug, Clone)]
pub struct Authentication {
    pub scheme: String,
    pub header: Option<String>,
    pub doc: Option<String>,
    /// Everything else the entry says, in its order.
    pub details: Vec<(String, String)>,
}

/// What the provider expects of a receiver's answer, and what it does otherwise.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The status codes that count as received; `2xx` is written as such.
    pub success: Vec<String>,
    pub doc: Option<String>,
    /// Everything else, in its order.
    pub details: Vec<(String, String)>,
}

/// Whether a page has a field table or shows an example alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentedBy {
    Table,
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
    pub title: String,
    pub url: Option<String>,
    pub read: Option<String>,
    pub sha256: Option<String>,
    pub documented_by: DocumentedBy,
    pub doc: Option<String>,
    /// `schemas/anddone/account-token.yaml`.
    pub file: String,
    pub place: Place,
    pub headers: Vec<Field>,
    /// An object type among [`Page::types`].
    pub root: TypeId,
    /// The page's own types, the root first, then in the order in which they are met.
    pub types: Vec<TypeId>,
    pub event: Option<Event>,
    /// Errata and notes in the file's order, errata first.
    pub entries: Vec<Entry>,
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
    pub place: Place,
}

/// A generated Rust type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    pub name: TypeName,
    pub doc: Option<String>,
    pub source: Option<String>,
    pub place: Place,
    pub kind: TypeKind,
}

#[derive(Debug, Clone)]
pub enum TypeKind {
    Object(Object),
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
    pub groups: Vec<Group>,
}

/// An enumeration, open on the wire.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// Everything that any use of the type admits in either profile, in the page's order, no value twice.
    pub variants: Vec<Variant>,
}

#[derive(Debug, Clone)]
pub struct Variant {
    pub value: String,
    /// The Rust variant.
    pub ident: String,
    pub doc: Option<String>,
}

/// One row: a member of an object, or a header.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: FieldName,
    pub doc: Option<String>,
    pub source: Option<String>,
    pub place: Place,
    pub sensitive: bool,
    pub value: Value,
}

/// What stands at a place: the rules of both profiles, and what it is made of.
#[derive(Debug, Clone)]
pub struct Value {
    pub documented: Rule,
    pub effective: Rule,
    /// The structure of the value, by the effective rules. Where the page documents an array and the example has an
    /// object, this is the object, and `documented.kind` is [`Kind::Array`].
    pub content: Content,
}

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

/// The JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    Array,
    /// Any JSON value, null included: no example and no page says which.
    Any,
}

/// All rules for one value in one profile, in JSON Schema's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub kind: Kind,
    /// Of a member: it must be there. Of an item, always true.
    pub required: bool,
    pub nullable: bool,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub length_unit: LengthUnit,
    /// The strings admitted, in the page's order; `None` where there is no such rule.
    pub values: Option<Vec<String>>,
    /// `values` has one entry and the rule is `const`.
    pub constant: bool,
    pub pattern: Option<Pattern>,
    pub format: Option<Format>,
    /// `""` stands for "absent" and is exempt from all rules for strings.
    pub allow_empty: bool,
    pub minimum: Option<Decimal>,
    pub maximum: Option<Decimal>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode scalar values.
    #[default]
    Characters,
    /// Of the UTF-8 form.
    Bytes,
    Utf16,
}

/// An exact decimal, as written, in the grammar of a JSON number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal(pub String);

/// The formats of the schema language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    Uuid,
    UnixSeconds,
    UnixMilliseconds,
    UsDateTime,
    DateTime,
    CountryCode,
    CurrencyCode,
    PhoneNumber,
    Bic,
    Uri,
    LastFour,
}

/// A pattern that was parsed and found checkable in one pass; see `docs/schema-language.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written, a regular expression of ECMA-262.
    pub source: String,
    /// At least one. A value must meet one of them.
    pub alternatives: Vec<Alternative>,
    /// It ends in `$`: nothing may follow.
    pub to_end: bool,
}

/// Steps that follow each other.
pub type Alternative = Vec<Step>;

/// A run of characters of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub class: Class,
    pub min: u32,
    /// `None`: no limit.
    pub max: Option<u32>,
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Inclusive ranges, sorted, not touching.
    pub ranges: Vec<(char, char)>,
}

/// A rule over several members of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub keyword: GroupKeyword,
    /// Indices into [`Object::fields`], at least two, in the order written.
    pub members: Vec<usize>,
    pub documented: Severity,
    pub effective: Severity,
    pub doc: Option<String>,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKeyword {
    ExactlyOneOf,
    AtMostOneOf,
    AtLeastOneOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

/// An erratum or a note: something about the page that a reader should know, with its evidence.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: String,
    pub kind: EntryKind,
    /// It changes the effective rules.
    pub erratum: bool,
    /// A pointer in the form of `table`, `header:NAME`, or `rule:NAME`.
    pub at: String,
    pub because: String,
    pub evidence: Vec<String>,
    pub place: Place,
}

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
    pub name: String,
    pub title: Option<String>,
    /// The text as written: one JSON document.
    pub json: String,
    /// How many different member paths it has; items of an array count once.
    pub paths: usize,
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

impl Rule {
    /// A rule that asks for nothing but the type.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            required: true,
            nullable: false,
            min_length: None,
            max_length: None,
            length_unit: LengthUnit::Characters,
            values: None,
            constant: false,
            pattern: None,
            format: None,
            allow_empty: false,
            minimum: None,
            maximum: None,
            min_items: None,
            max_items: None,
        }
    }
}

impl Kind {
    /// JSON Schema's word, and `any`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Any => "any",
        }
    }
}

impl Format {
    /// Every format, in the order of `docs/schema-language.md`.
    pub const ALL: [Self; 11] = [
        Self::Uuid,
        Self::UnixSeconds,
        Self::UnixMilliseconds,
        Self::UsDateTime,
        Self::DateTime,
        Self::CountryCode,
        Self::CurrencyCode,
        Self::PhoneNumber,
        Self::Bic,
        Self::Uri,
        Self::LastFour,
    ];

    /// The word that schemas use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::UnixSeconds => "unix-seconds",
            Self::UnixMilliseconds => "unix-milliseconds",
            Self::UsDateTime => "us-date-time",
            Self::DateTime => "date-time",
            Self::CountryCode => "country-code",
            Self::CurrencyCode => "currency-code",
            Self::PhoneNumber => "phone-number",
            Self::Bic => "bic",
            Self::Uri => "uri",
            Self::LastFour => "last-four",
        }
    }
}
