//! How a concept of the language is read off a tree, such that every fault is found and named at its place.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::load::{Entry, Node, Style, Value};
use crate::model::Decimal;
use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// A map whose keys are the author's, in the file's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Map<T> {
    pub(crate) entries: Vec<(Spanned<String>, T)>,
}

/// One value, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OneOrMany<T>(pub(crate) Vec<Spanned<T>>);

/// What can be read off a node.
pub(crate) trait Extract: Sized {
    /// Reports what is wrong. `at` is the place to blame where the node itself is nothing.
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self>;
}

/// A map with known keys.
pub(crate) trait Concept: Sized {
    /// As messages call it: `a row`.
    const WHAT: &'static str;

    /// Asks for the keys; `None` where one that must be there is not.
    fn read(keys: &mut Keys<'_>) -> Option<Self>;
}

impl<C: Concept> Extract for C {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            wrong(node, at, diagnostics, &format!("{}, which is a map", C::WHAT));
            return None;
        };
        let mut keys = Keys::new(C::WHAT, entries, at, diagnostics);
        let concept = C::read(&mut keys);
        keys.finish();
        concept
    }
}

/// The keys of a map, while a concept asks for them.
pub(crate) struct Keys<'n> {
    what: &'static str,
    /// In the file's order, no key twice.
    entries: &'n [Entry],
    asked: Vec<&'static str>,
    at: Span,
    diagnostics: &'n mut Vec<Diagnostic>,
}

impl<'n> Keys<'n> {
    fn new(what: &'static str, entries: &'n [Entry], at: Span, diagnostics: &'n mut Vec<Diagnostic>) -> Self {
        /// Most concepts have fewer keys, and none has many more.
        const KEYS: usize = 32;
        Self { what, entries, asked: Vec::with_capacity(KEYS), at, diagnostics }
    }

    /// A concept asks for few keys, so looking through them is the quickest way to find one.
    fn find(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The place of the map, for faults that concern several keys.
    pub(crate) fn at(&self) -> Span {
        self.at
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether a key is there, whatever its value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The value of a key that may be there.
    pub(crate) fn optional<T: Extract>(&mut self, key: &'static str) -> Option<Spanned<T>> {
        self.asked.push(key);
        let entry = self.find(key)?;
        let value = T::extract(&entry.value, entry.key_span, self.diagnostics)?;
        let nothing = entry.value.value == Value::Null;
        Some(Spanned { value, span: if nothing { entry.key_span } else { entry.value.span } })
    }

    /// The same for a key that most concepts of the kind do without.
    pub(crate) fn rare<T: Extract>(&mut self, key: &'static str) -> Option<Box<Spanned<T>>> {
        self.optional(key).map(Box::new)
    }

    /// A list or map of which nothing may be left behind the key: `errata:` with the last erratum taken out.
    pub(crate) fn section<T: Extract>(&mut self, key: &'static str) -> Option<Spanned<T>> {
        let Spanned { value, span } = self.optional::<Option<T>>(key)?;
        value.map(|value| Spanned { value, span })
    }

    /// The value of a key that must be there.
    pub(crate) fn required<T: Extract>(&mut self, key: &'static str) -> Option<Spanned<T>> {
        if !self.has(key) {
            let message = format!("{} needs the key `{key}`", self.what);
            self.diagnostics.push(Diagnostic::error(Code::F0202, self.at, message).help(format!("Add `{key}: …`.")));
        }
        self.optional(key)
    }

    fn finish(self) {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str())) {
            let message = format!("{} has no key `{}`", self.what, shortened(&entry.key));
            let diagnostic = Diagnostic::error(Code::F0201, entry.key_span, message);
            self.diagnostics.push(match nearest(&entry.key, self.asked.iter().copied()) {
                Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("It has {}.", listed(self.asked.iter().copied()))),
            });
        }
    }
}

/// Which keys a concept asks for.
#[cfg(test)]
pub(crate) fn keys_of<C: Concept>() -> Vec<&'static str> {
    let mut diagnostics = Vec::new();
    let mut keys = Keys::new(C::WHAT, &[], Span { file: 0, start: 0, end: 0 }, &mut diagnostics);
    let _ = C::read(&mut keys);
    keys.asked
}

/// The known word that `word` is most likely meant to be.
pub(crate) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    /// Longer words are no slips of the keyboard, and comparing them costs.
    const LONGEST: usize = 40;
    if word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    known
        .filter(|candidate| candidate.len() <= LONGEST && candidate.len().abs_diff(word.len()) <= 1 + word.len() / 4)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let shorter = candidate.len().min(word.len());
            *distance == 0 || *distance < shorter && *distance <= 1 + shorter / 4
        })
        // Of two that are equally near, always the same: candidates may come in any order.
        .min()
        .map(|(_, candidate)| candidate)
}

/// `` `a`, `b` and `c` ``; of many words the first ones.
pub(crate) fn listed<'w>(words: impl Iterator<Item = &'w str>) -> String {
    const MOST: usize = 30;
    let mut words = words.map(|word| format!("`{}`", shortened(word)));
    let mut quoted: Vec<_> = words.by_ref().take(MOST).collect();
    if words.next().is_some() {
        quoted.push("others".to_owned());
    }
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// Reports that a node is something else than what it should be.
pub(crate) fn wrong(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>, expected: &str) {
    let (found, span) = match &node.value {
        Value::Null => (Cow::Borrowed("nothing"), at),
        Value::List(_) => (Cow::Borrowed("a list"), first_line(node.span, at)),
        Value::Map(_) => (Cow::Borrowed("a map"), first_line(node.span, at)),
        Value::Scalar(scalar) if scalar.style == Style::Plain => {
            (format!("`{}`", shortened(&scalar.text)).into(), node.span)
        }
        Value::Scalar(_) => (Cow::Borrowed("text in quotes"), node.span),
    };
    diagnostics.push(Diagnostic::error(Code::F0203, span, format!("expected {expected}, found {found}")));
}

/// Of a value that may go on for pages, the key is the better place.
fn first_line(span: Span, at: Span) -> Span {
    if at.start == at.end { span.before() } else { at }
}

impl<T: Extract> Extract for Spanned<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let value = T::extract(node, at, diagnostics)?;
        Some(Self { value, span: if node.value == Value::Null { at } else { node.span } })
    }
}

/// Nothing behind the colon is `None`.
impl<T: Extract> Extract for Option<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        if node.value == Value::Null { Some(None) } else { T::extract(node, at, diagnostics).map(Some) }
    }
}

impl<T: Extract> Extract for Vec<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            wrong(node, at, diagnostics, "a list");
            return None;
        };
        Some(items.iter().filter_map(|item| T::extract(item, item.span.before(), diagnostics)).collect())
    }
}

impl<T: Extract> Extract for OneOrMany<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        if let Value::List(_) = node.value {
            return Vec::extract(node, at, diagnostics).map(Self);
        }
        Spanned::extract(node, at, diagnostics).map(|one| Self(vec![one]))
    }
}

impl<T: Extract> Extract for Map<T> {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            wrong(node, at, diagnostics, "a map");
            return None;
        };
        let mut map = Self { entries: Vec::with_capacity(entries.len()) };
        for entry in entries {
            let Some(key) = super::text::line(&entry.key, entry.key_span, diagnostics) else { continue };
            if let Some(value) = T::extract(&entry.value, entry.key_span, diagnostics) {
                map.entries.push((Spanned { value: key, span: entry.key_span }, value));
            }
        }
        Some(map)
    }
}

impl<T> Map<T> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Spanned<String>, T)> {
        self.entries.iter()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

/// The text of a scalar without quotes, as numbers and `true` are written.
fn plain(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) if scalar.style == Style::Plain => Some(&scalar.text),
        _ => None,
    }
}

impl Extract for bool {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        match plain(node) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                wrong(node, at, diagnostics, "`true` or `false`");
                None
            }
        }
    }
}

impl Extract for u64 {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let digits = plain(node).filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let canonical = digits.filter(|text| *text == "0" || !text.starts_with('0'));
        let number = canonical.and_then(|text| text.parse().ok());
        if number.is_none() {
            wrong(node, at, diagnostics, "a whole number, 0 or more");
        }
        number
    }
}

impl Extract for Decimal {
    fn extract(node: &Node, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let number = plain(node).filter(|text| is_json_number(text));
        if number.is_none() {
            wrong(node, at, diagnostics, "a number as JSON writes it");
        }
        number.map(|text| Self(text.to_owned()))
    }
}

/// Whether a text is a number in JSON's grammar, with an exponent that a person would write.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| {
            let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
            digits(unsigned) && unsigned.len() <= 3
        })
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": generator.subschema_for::<T>()})
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({"anyOf": [one, {"type": "array", "items": one}]})
    }
}
