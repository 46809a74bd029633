//! What a type cell says: `String(50)`, `Max35Text`, `array of objects`, `Integer (int64)`, `string or null`, a link.

mod sized;
#[cfg(test)]
mod tests;
mod words;

use fieldwright_codegen::model::{Format, Kind};

use super::Finder;
use super::length::Bounds;
use super::presence::{self, Presence};
use crate::import::page::Text;
use crate::import::vocabulary::key;
use sized::sized;
use words::word;

/// A type as a page states it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TypeFact {
    /// `None`: the page says something that is no JSON type.
    pub(crate) kind: Option<Kind>,
    pub(crate) format: Option<Format>,
    pub(crate) bounds: Bounds,
    /// It is an enumeration, whose values may stand elsewhere.
    pub(crate) enumeration: bool,
    pub(crate) values: Vec<String>,
    /// Of an array.
    pub(crate) items: Option<Box<TypeFact>>,
    pub(crate) nullable: bool,
    pub(crate) presence: Option<Presence>,
    /// The object that the page speaks of by name.
    pub(crate) object: Option<Reference>,
    pub(crate) review: Option<String>,
}

/// A name for an object that is described elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) name: String,
    /// Where the page links to.
    pub(crate) target: Option<String>,
}

/// Types that name no other type are not longer than that; what follows is a description.
const LONGEST: usize = 300;

/// What a type cell says.
pub(crate) fn cell(text: &Text) -> TypeFact {
    let plain: String = text.plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let shortened: String = plain.chars().take(LONGEST).collect();
    let mut fact = parse(&shortened, 0);
    fact.presence = fact.presence.or_else(|| presence::prose(text));
    if let (Some(object), Some((_, target))) = (innermost(&mut fact), text.links().next()) {
        object.target = Some(target.to_owned());
    }
    fact
}

fn innermost(fact: &mut TypeFact) -> Option<&mut Reference> {
    match &mut fact.items {
        Some(items) => innermost(items),
        None => fact.object.as_mut(),
    }
}

/// Arrays of arrays of arrays are as deep as pages go.
const DEEPEST: usize = 4;

fn parse(text: &str, depth: usize) -> TypeFact {
    let text = text.trim().trim_end_matches(['.', ',', ';', ':']).trim();
    if text.is_empty() || depth > DEEPEST {
        return TypeFact::default();
    }
    let parts = alternatives(text);
    if parts.len() > 1 {
        return union(text, &parts, depth);
    }
    if let Some(items) = array(text) {
        let items = parse(&items, depth + 1);
        let said = items.kind.is_some() || items.object.is_some();
        return TypeFact { kind: Some(Kind::Array), items: said.then(|| Box::new(items)), ..TypeFact::default() };
    }
    sized(text).or_else(|| single(text)).unwrap_or_else(|| named(text))
}

/// The parts between `|`, `or`, `/` and commas that stand in no brackets.
fn alternatives(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let lower = text.to_lowercase();
    for (place, character) in text.char_indices() {
        match character {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '>' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let or = lower.get(place..).is_some_and(|rest| rest.starts_with(" or ") || rest.starts_with(" и "));
        if depth == 0 && (matches!(character, '|' | '/' | ',' | ';') || or) && place >= start {
            parts.push(text.get(start..place).unwrap_or_default().trim().to_owned());
            let behind = if or { " or".len() } else { character.len_utf8() };
            start = place + behind;
        }
    }
    parts.push(text.get(start..).unwrap_or_default().trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

fn union(text: &str, parts: &[String], depth: usize) -> TypeFact {
    let quoted = |part: &String| {
        let inner = part.trim_matches(['"', '\'', '`', '“', '”']);
        (inner.len() + 2 <= part.len()).then(|| inner.to_owned())
    };
    if let Some(values) = parts.iter().map(quoted).collect::<Option<Vec<_>>>() {
        return TypeFact { kind: Some(Kind::String), enumeration: true, values, ..TypeFact::default() };
    }
    let mut fact = TypeFact::default();
    let mut kinds = Vec::new();
    for part in parts {
        let word = key(part);
        if matches!(word.as_str(), "null" | "nil" | "nullable" | "none") {
            fact.nullable = true;
        } else if let Some(presence) = presence::cell(part).filter(|_| word.len() > 2) {
            fact.presence = Some(presence);
        } else {
            kinds.push(parse(part, depth + 1));
        }
    }
    let mut kinds = kinds.into_iter();
    let Some(first) = kinds.next() else { return fact };
    let (nullable, presence) = (fact.nullable || first.nullable, fact.presence.or(first.presence));
    let others: Vec<_> = kinds.filter(|other| other.kind.is_some() || other.object.is_some()).collect();
    if others.iter().all(|other| other.kind == first.kind) && (others.is_empty() || first.kind.is_some()) {
        return TypeFact { nullable, presence, ..first };
    }
    TypeFact {
        kind: Some(Kind::Any),
        nullable: false,
        presence,
        review: Some(format!("the type is given as \"{text}\"; a row has one type, taken for anything")),
        ..TypeFact::default()
    }
}

/// What the items of an array are: `array of strings`, `string[]`, `[string]`, `List<String>`, `object array`.
fn array(text: &str) -> Option<String> {
    static OF: Finder = Finder::new(
        r"(?i)^(?:an? )?(?:array|list|collection|set|vector|sequence|массив|lista|arreglo)s?(?:\s*(?:of|de|из)\s+(?:unique |one or more )?|\s*[\[<(:]\s*)(.+?)[\]>)]*$",
    );
    static BARE: Finder = Finder::new(
        r"(?i)^(?:an? |json )?(?:array|list|collection|массив|数组|lista|arreglo|配列)(?:\s*\[\s*\]|\s*\(\s*\))?$",
    );
    static BEHIND: Finder = Finder::new(r"(?i)^(.+?)(?:\s*\[\s*\]|\[(?:\d+|n|\d+\.\.[\dn]+)\]| arrays?| list)$");
    static WRAPPED: Finder = Finder::new(r"^\[\s*(.+?)\s*\]$");
    if BARE.is_in(text) {
        return Some(String::new());
    }
    let inner = OF.first(text).or_else(|| BEHIND.first(text)).or_else(|| WRAPPED.first(text))?;
    // `Array (max 10)` and `list (optional)` say nothing of the items.
    if inner.starts_with(|c: char| c.is_ascii_digit())
        || key(inner).starts_with("max")
        || presence::cell(inner).is_some()
    {
        return Some(String::new());
    }
    Some(inner.to_owned())
}

/// A type word, with or without a format behind it: `string`, `Integer (int64)`, `string <date-time>`, `enum(a, b)`.
fn single(text: &str) -> Option<TypeFact> {
    static QUALIFIED: Finder = Finder::new(r"^(?:an? |json )?(.+?)\s*[(\[<{:]\s*(.+?)\s*[)\]>}]*$");
    if let Some(fact) = word(text) {
        return Some(fact);
    }
    let found = QUALIFIED.captures(text)?;
    let (head, inner) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    if matches!(key(head).as_str(), "optional" | "nullable" | "maybe" | "readonly" | "required") {
        let mut fact = parse(inner, DEEPEST);
        fact.nullable |= key(head) == "nullable";
        return fact.kind.map(|_| fact);
    }
    let mut fact = word(head)?;
    if fact.enumeration {
        fact.values = listed(inner);
        return Some(fact);
    }
    if let Some(presence) = presence::cell(inner).filter(|_| inner.len() > 1) {
        fact.presence = Some(presence);
    } else if matches!(key(inner).as_str(), "null" | "nullable" | "ornull") {
        fact.nullable = true;
    } else if fact.kind == Some(Kind::Object) {
        fact.object = is_type_name(inner).then(|| Reference { name: last_part(inner), target: None });
    } else if key(inner).starts_with("enum") {
        fact.enumeration = true;
    } else if let Some(inner) = word(inner).filter(|inner| inner.kind.is_some()) {
        // `number (integer)`, `string (date-time)`: what is said last is said closer.
        let closer = inner.format.is_some() || fact.kind == Some(Kind::Number) && inner.kind == Some(Kind::Integer);
        if closer {
            fact.kind = inner.kind;
            fact.format = inner.format;
        }
    }
    Some(fact)
}

fn listed(text: &str) -> Vec<String> {
    text.split([',', '|', '/', ';'])
        .map(|value| value.trim().trim_matches(['"', '\'', '`', '“', '”']).to_owned())
        .filter(|value| !value.is_empty() && value.len() <= 100)
        .collect()
}

/// A name that is no type word is that of an object or an enumeration which is described elsewhere.
fn named(text: &str) -> TypeFact {
    // `string · max 50`, `Object containing …`: the first word says it.
    static FIRST: Finder = Finder::new(r"^(?:an? |the |json )?([^\s(,;:.]+)");
    if let Some(first) = FIRST.first(text).filter(|first| first.len() < text.len())
        && let Some(fact) = word(first)
    {
        return TypeFact { bounds: super::length::prose(text), ..fact };
    }
    if !is_type_name(text) {
        return TypeFact {
            review: Some(format!("the type \"{text}\" is not one that is known")),
            ..TypeFact::default()
        };
    }
    TypeFact { object: Some(Reference { name: last_part(text), target: None }), ..TypeFact::default() }
}

/// `Address`, `models.Mode`, `Agent token`: a few words.
fn is_type_name(text: &str) -> bool {
    text.chars().count() <= 60
        && text.split_whitespace().count() <= 4
        && text.chars().any(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " _-.`:#*".contains(c))
}

/// `models.Mode` is `Mode`.
fn last_part(text: &str) -> String {
    let text = text.trim_matches(['`', '*', ' ']);
    text.rsplit(['.', ':', '#']).find(|part| !part.is_empty()).unwrap_or(text).trim().to_owned()
}
