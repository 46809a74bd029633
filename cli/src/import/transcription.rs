//! What a page says: the one product of interpretation, and all that writing and merging see.
//!
//! A transcription is what the page *documents*, as facts, before errata. Where it had to guess, the row says from what.
//! Rows are comparable by their path, [`Transcription::walk`] gives each with its own.

use std::fmt::Write as _;

use fieldwright_codegen::model::{self, Content, Format, Kind, Rule};
use fieldwright_codegen::remedy::Remedy;
use sha2::{Digest, Sha256};

/// The guess at a row that a payload alone shows.
pub(crate) const SHOWN: &str = "no row lists it; known from a sample alone";

/// The guess at an object that rows name only in passing.
pub(crate) const NAMED: &str = "it has no row of its own; rows below name it";

/// A page as facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Transcription {
    /// The page's own.
    pub(crate) title: Option<String>,
    /// The page has no field table: its rows are those of its samples.
    pub(crate) by_example: bool,
    /// The Rust name of the payload.
    pub(crate) type_name: String,
    /// One row an HTTP header, in the page's order.
    pub(crate) headers: Vec<Row>,
    /// The rows of the body, in the page's order.
    pub(crate) rows: Vec<Row>,
    /// Enumerations that several rows have.
    pub(crate) enumerations: Vec<Enumeration>,
    /// Objects that the page describes and no row refers to.
    pub(crate) objects: Vec<Object>,
    /// The member that says which event a payload is.
    pub(crate) event: Option<Event>,
    /// Rules over several members.
    pub(crate) groups: Vec<Group>,
    /// The payloads that the page shows.
    pub(crate) samples: Vec<Sample>,
    /// Errata and notes, each with its evidence, in the order in which they were found.
    pub(crate) entries: Vec<Entry>,
    /// Guesses about the page as a whole.
    pub(crate) reviews: Vec<String>,
    /// How many tables the page has, and how many of them have rows here.
    pub(crate) tables: Tables,
}

/// What became of a page's tables. Lists of names with descriptions count as tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tables {
    /// All of them.
    pub(crate) all: usize,
    /// Those with rows of the payload or its headers.
    pub(crate) used: usize,
}

/// A row of the page: a member of an object, or a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Row {
    /// On the wire.
    pub(crate) name: String,
    /// The page's n-th row, counted from 1 over all its tables; `None`: known from a sample alone.
    pub(crate) at: Option<usize>,
    /// What the page documents of it.
    pub(crate) facts: Facts,
    /// The rows of the object, or of each item of the array, that stands here.
    pub(crate) children: Vec<Row>,
    /// The value that the page says is taken where there is none. No rule of a payload.
    pub(crate) default: Option<String>,
    /// The page does not state the type.
    pub(crate) inferred: bool,
    /// The page states whether it must be there.
    pub(crate) says_presence: bool,
    /// Guesses, each with what it was guessed from.
    pub(crate) reviews: Vec<String>,
    /// The Rust name of the field, where the derived one will not do.
    pub(crate) field_name: Option<String>,
    /// The Rust name of the object or enumeration that stands here, where the derived one will not do.
    pub(crate) type_name: Option<String>,
}

/// What a page documents of one value, in the words of the schema language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    /// The strings admitted; empty where there is no such rule.
    pub(crate) values: Vec<String>,
    pub(crate) constant: Option<String>,
    pub(crate) pattern: Option<String>,
    pub(crate) format: Option<Format>,
    pub(crate) minimum: Option<String>,
    pub(crate) maximum: Option<String>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) allow_empty: bool,
    /// What each item of an array is, where it has no rows.
    pub(crate) items: Option<Box<Facts>>,
}

/// An object that stands nowhere in the payload as far as the page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    /// The Rust name of its type.
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) reviews: Vec<String>,
}

/// An enumeration that several rows have: one Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// The Rust name.
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

/// Which member says what a payload is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// A pointer to the member.
    pub(crate) at: String,
    /// A value on the wire and what the page's event list calls it.
    pub(crate) names: Vec<(String, String)>,
    pub(crate) reviews: Vec<String>,
}

/// A rule over several members of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: String,
    /// A pointer to the object.
    pub(crate) at: String,
    /// `exactlyOneOf`, `atMostOneOf` or `atLeastOneOf`.
    pub(crate) keyword: &'static str,
    pub(crate) members: Vec<String>,
    pub(crate) reviews: Vec<String>,
}

/// A payload that the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    pub(crate) name: String,
    /// The page's words above it.
    pub(crate) title: Option<String>,
    /// The page's text: one JSON document.
    pub(crate) json: String,
}

/// An erratum or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) remedy: Remedy,
}

impl Default for Facts {
    fn default() -> Self {
        Self::of(Kind::Any)
    }
}

impl Facts {
    /// Nothing but a type, required.
    pub(crate) fn of(kind: Kind) -> Self {
        Self {
            kind,
            required: true,
            nullable: false,
            min_length: None,
            max_length: None,
            values: Vec::new(),
            constant: None,
            pattern: None,
            format: None,
            minimum: None,
            maximum: None,
            min_items: None,
            max_items: None,
            allow_empty: false,
            items: None,
        }
    }

    /// What a checked schema says that the page documents: comparable with what an import finds on the page.
    pub(crate) fn documented(value: &model::Value) -> Self {
        let Rule { kind, required, nullable, min_length, max_length, values, constant, .. } = value.documented.clone();
        let rule = &value.documented;
        let items = match &value.content {
            Content::Items(item) if !matches!(item.content, Content::Object(_)) => {
                Some(Box::new(Self::documented(item)))
            }
            _ => None,
        };
        let values = values.unwrap_or_default();
        let (constant, values) = if constant { (values.into_iter().next(), Vec::new()) } else { (None, values) };
        Self {
            kind,
            required,
            nullable,
            // A length of at least nothing is no rule.
            min_length: min_length.filter(|length| *length > 0),
            max_length,
            values,
            constant,
            pattern: rule.pattern.as_ref().map(|pattern| pattern.source.clone()),
            format: rule.format,
            minimum: rule.minimum.as_ref().map(|bound| bound.0.clone()),
            maximum: rule.maximum.as_ref().map(|bound| bound.0.clone()),
            min_items: rule.min_items.filter(|count| *count > 0),
            max_items: rule.max_items,
            allow_empty: rule.allow_empty,
            items,
        }
    }

    /// The facts as keys and values of the schema language, those that say nothing left out, in a fixed order. The type
    /// is always there; `required` is there where it is false.
    pub(crate) fn keys(&self) -> Vec<(&'static str, String)> {
        let count = |key, count: Option<u64>| count.map(|count| (key, count.to_string()));
        let text = |key, text: &Option<String>| text.clone().map(|text| (key, text));
        let flag = |key, set: bool, word: &str| set.then(|| (key, word.to_owned()));
        let list =
            (!self.values.is_empty()).then(|| ("enum", serde_json::Value::from(self.values.clone()).to_string()));
        let items = self.items.as_ref().map(|items| {
            let keys: Vec<_> = items.keys().into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
            ("items", keys.join(", "))
        });
        [
            Some(("type", self.kind.word().to_owned())),
            flag("required", !self.required, "false"),
            flag("nullable", self.nullable, "true"),
            count("minLength", self.min_length),
            count("maxLength", self.max_length),
            list,
            text("const", &self.constant),
            text("pattern", &self.pattern),
            self.format.map(|format| ("format", format.word().to_owned())),
            flag("allowEmpty", self.allow_empty, "true"),
            text("minimum", &self.minimum),
            text("maximum", &self.maximum),
            count("minItems", self.min_items),
            count("maxItems", self.max_items),
            items,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What a row's provenance keeps of its facts: the first half of a page's answer to "who changed this row?". It
    /// depends on the name and the facts, not on where they stand or on any prose.
    pub(crate) fn hash(&self, name: &str) -> u32 {
        let mut text = name.to_owned();
        for (key, value) in self.keys() {
            // A line break stands in no name and no value.
            let _ = write!(text, "\n{key}\n{value}");
        }
        let digest = Sha256::digest(text);
        digest.iter().take(4).fold(0, |hash, byte| hash << 8 | u32::from(*byte))
    }
}

impl Row {
    /// A row with a name and nothing known of it.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Whether an object or an enumeration stands here, or in each item: each is a type in Rust.
    pub(crate) fn holds_type(&self) -> bool {
        let items = self.facts.items.as_ref();
        !self.children.is_empty()
            || !self.facts.values.is_empty()
            || items.is_some_and(|items| !items.values.is_empty())
    }

    /// Marks a guess.
    pub(crate) fn review(&mut self, guess: impl Into<String>) {
        let guess = guess.into();
        if !self.reviews.contains(&guess) {
            self.reviews.push(guess);
        }
    }
}

impl Transcription {
    /// Every row with its path: headers as `header:NAME`, members as `/data/ewallets/amount`, the rows of objects that
    /// stand nowhere as `type:Name/member`. Outer rows come before inner ones. Arrays leave no trace in a path, so that a
    /// row keeps its path where an array becomes an object.
    pub(crate) fn walk(&self) -> Vec<(String, &Row)> {
        let mut found = Vec::new();
        for header in &self.headers {
            found.push((format!("header:{}", header.name), header));
        }
        walk(&self.rows, "", &mut found);
        for object in &self.objects {
            walk(&object.rows, &format!("type:{}", object.name), &mut found);
        }
        found
    }

    /// The row at a path as [`Self::walk`] writes it, or at a schema's pointer, which has `*` for the items of arrays.
    pub(crate) fn row_mut(&mut self, path: &str) -> Option<&mut Row> {
        if let Some(name) = path.strip_prefix("header:") {
            return self.headers.iter_mut().find(|row| row.name == name);
        }
        let (rows, path) = match path.strip_prefix("type:") {
            None => (&mut self.rows, path),
            Some(path) => {
                let (name, rest) = path.split_at(path.find('/')?);
                (&mut self.objects.iter_mut().find(|object| object.name == name)?.rows, rest)
            }
        };
        let mut tokens = path.strip_prefix('/')?.split('/');
        let first = unescaped(tokens.next()?);
        let mut row = rows.iter_mut().find(|row| row.name == first)?;
        for token in tokens {
            let name = unescaped(token);
            match row.children.iter().position(|row| row.name == name) {
                Some(index) => row = row.children.get_mut(index)?,
                None if token == "*" => {}
                None => return None,
            }
        }
        Some(row)
    }

    /// How many guesses are marked.
    pub(crate) fn reviews(&self) -> usize {
        let rows: usize = self.walk().iter().map(|(_, row)| row.reviews.len()).sum();
        let objects: usize = self.objects.iter().map(|object| object.reviews.len()).sum();
        let groups: usize = self.groups.iter().map(|group| group.reviews.len()).sum();
        let event = self.event.as_ref().map_or(0, |event| event.reviews.len());
        rows + objects + groups + event + self.reviews.len()
    }

    /// Adds an entry with the next free id, unless there is one with the same effect.
    pub(crate) fn add_entry(&mut self, remedy: Remedy) -> bool {
        let same = |entry: &Entry| entry.remedy.target == remedy.target && entry.remedy.action == remedy.action;
        if self.entries.iter().any(same) {
            return false;
        }
        // Entries that turned out to be wrong are taken out again, so their number does not tell which ids are free.
        let last = self.entries.iter().filter_map(|entry| entry.id.strip_prefix('E')?.parse::<usize>().ok()).max();
        self.entries.push(Entry { id: format!("E{}", last.unwrap_or(0) + 1), remedy });
        true
    }
}

fn walk<'t>(rows: &'t [Row], path: &str, found: &mut Vec<(String, &'t Row)>) {
    for row in rows {
        let path = child(path, &row.name);
        found.push((path.clone(), row));
        walk(&row.children, &path, found);
    }
}

/// The pointer to a member.
pub(crate) fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// A pointer's token as a name.
pub(crate) fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}
