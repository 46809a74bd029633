//! What has changed, as data.

use fieldwright_codegen::model::Place;

use super::verdict::differing;
use crate::import::transcription::Facts;

/// Everything that a merge found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drift {
    /// What has changed on the page, in its order.
    pub(crate) changes: Vec<Change>,
    /// What a person must decide.
    pub(crate) conflicts: Vec<Conflict>,
}

/// One thing that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// The row's path, an entry's id, or an example's name.
    pub(crate) at: String,
    /// The key of the schema language that has changed.
    pub(crate) key: Option<&'static str>,
    pub(crate) was: Option<String>,
    pub(crate) now: Option<String>,
    /// More of it: what it was guessed from, or what it means.
    pub(crate) note: Option<String>,
    /// It is a guess.
    pub(crate) guessed: bool,
    /// In the schema, before the merge.
    pub(crate) place: Option<Place>,
    /// Which row of the page.
    pub(crate) row: Option<usize>,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Added,
    Removed,
    Renamed,
    Nested,
    Moved,
    Retyped,
    Bound,
    Enumeration,
    Presence,
    Format,
    Event,
    Rule,
    Example,
    ErratumUnneeded,
    ErratumNeeded,
}

/// Something that a merge cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The row's path, or an entry's id.
    pub(crate) at: String,
    /// Why it has to be decided.
    pub(crate) why: String,
    /// What the page said when it was last read; `None`: it is not known.
    pub(crate) base: Option<String>,
    pub(crate) mine: Option<String>,
    pub(crate) page: Option<String>,
    pub(crate) place: Option<Place>,
    pub(crate) row: Option<usize>,
    /// `--accept` has settled it.
    pub(crate) settled: bool,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Nested => "re-nested",
            Self::Moved => "moved",
            Self::Retyped => "retyped",
            Self::Bound => "re-bounded",
            Self::Enumeration => "enum",
            Self::Presence => "presence",
            Self::Format => "format",
            Self::Event => "event",
            Self::Rule => "rule",
            Self::Example => "example",
            Self::ErratumUnneeded => "no longer needed",
            Self::ErratumNeeded => "erratum added",
        }
    }
}

impl Change {
    pub(super) fn new(kind: Kind, at: impl Into<String>) -> Self {
        Self {
            kind,
            at: at.into(),
            key: None,
            was: None,
            now: None,
            note: None,
            guessed: false,
            place: None,
            row: None,
        }
    }

    pub(super) fn becoming(mut self, was: Option<String>, now: Option<String>) -> Self {
        (self.was, self.now) = (was, now);
        self
    }

    pub(super) fn noting(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(super) fn standing(mut self, place: Option<Place>, row: Option<usize>) -> Self {
        (self.place, self.row) = (place, row);
        self
    }
}

impl Conflict {
    /// Open, with neither side said yet.
    pub(super) fn new(at: impl Into<String>, why: impl Into<String>) -> Self {
        let (at, why) = (at.into(), why.into());
        Self { at, why, base: None, mine: None, page: None, place: None, row: None, settled: false }
    }
}

impl Drift {
    /// The page is as it was.
    pub(crate) fn is_none(&self) -> bool {
        self.changes.is_empty() && self.conflicts.is_empty()
    }

    /// Something is left to be decided.
    pub(crate) fn is_open(&self) -> bool {
        self.conflicts.iter().any(|conflict| !conflict.settled)
    }
}

/// What has become other facts, one change a key.
pub(super) fn of_facts(at: &str, was: &Facts, now: &Facts) -> Vec<Change> {
    let value =
        |facts: &Facts, key: &str| facts.keys().into_iter().find(|(one, _)| *one == key).map(|(_, value)| value);
    let change = |key: &'static str| {
        let kind = match key {
            "type" | "items" => Kind::Retyped,
            "required" | "nullable" => Kind::Presence,
            "enum" | "const" => Kind::Enumeration,
            "pattern" | "format" | "allowEmpty" => Kind::Format,
            _ => Kind::Bound,
        };
        let default = |facts: &Facts| match key {
            "required" => Some(facts.required.to_string()),
            "nullable" | "allowEmpty" => Some(value(facts, key).unwrap_or_else(|| "false".to_owned())),
            "enum" => Some(facts.values.join(", ")).filter(|values| !values.is_empty()),
            _ => value(facts, key),
        };
        let mut change = Change::new(kind, at).becoming(default(was), default(now));
        change.key = Some(key);
        change.note = note(key, was, now);
        change
    };
    differing(was, now).into_iter().map(change).collect()
}

/// In which direction.
fn note(key: &str, was: &Facts, now: &Facts) -> Option<String> {
    if key == "enum" {
        let missing = |from: &Facts, other: &Facts| -> Vec<String> {
            from.values.iter().filter(|value| !other.values.contains(value)).cloned().collect()
        };
        let (come, gone) = (missing(now, was), missing(was, now));
        let said =
            |word: &str, values: Vec<String>| (!values.is_empty()).then(|| format!("{word} {}", values.join(", ")));
        let said: Vec<_> = [said("added", come), said("removed", gone)].into_iter().flatten().collect();
        return Some(if said.is_empty() { "in another order".to_owned() } else { said.join("; ") });
    }
    let lower = matches!(key, "minLength" | "minimum" | "minItems");
    if !lower && !matches!(key, "maxLength" | "maximum" | "maxItems") {
        return None;
    }
    let number = |facts: &Facts| {
        let text = facts.keys().into_iter().find(|(one, _)| *one == key).map(|(_, value)| value);
        text.and_then(|text| text.parse::<f64>().ok())
    };
    let word = match (number(was), number(now)) {
        (None, _) => "new",
        (_, None) => "dropped",
        // For a message alone: that the bounds differ is known exactly.
        (Some(was), Some(now)) if (now < was) == lower => "widened",
        (Some(_), Some(_)) => "narrowed",
    };
    Some(word.to_owned())
}

/// Facts in one line.
pub(super) fn shown(facts: &Facts) -> String {
    let keys: Vec<_> = facts
        .keys()
        .into_iter()
        .map(|(key, value)| match key {
            "enum" => format!("enum: [{}]", facts.values.join(", ")),
            "items" => format!("items: {{{value}}}"),
            _ => format!("{key}: {value}"),
        })
        .collect();
    keys.join(", ")
}
