//! The entry that would explain what a diagnostic found: as data, and as the YAML to be pasted.

use std::fmt;

/// An erratum or a note that explains a contradiction. It is a proposal: whether the example is right, a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What it is about.
    pub target: RemedyTarget,
    /// What it does.
    pub action: RemedyAction,
    /// Why, in one sentence.
    pub because: String,
    /// What shows it, as the schema writes it.
    pub evidence: Vec<String>,
}

/// What a proposed entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemedyTarget {
    /// A pointer to a row, or `header:NAME`.
    Row(String),
    /// The name of a rule over several members.
    Rule(String),
}

/// What a proposed entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemedyAction {
    /// An erratum with `effective: {keyword: value}`; the value is YAML in one line.
    Erratum {
        /// As in `minLength`.
        keyword: String,
        /// As in `19`.
        value: String,
    },
    /// A note with `about: …`.
    Note {
        /// As in `length`.
        about: &'static str,
    },
}

impl Remedy {
    /// An erratum about a row.
    pub(crate) fn erratum(at: String, effective: &str, because: String, evidence: String) -> Self {
        let (keyword, value) = effective.split_once(": ").unwrap_or((effective, "null"));
        Self {
            target: RemedyTarget::Row(at),
            action: RemedyAction::Erratum { keyword: keyword.to_owned(), value: value.to_owned() },
            because,
            evidence: vec![evidence],
        }
    }

    /// A note about a row.
    pub(crate) fn note(at: String, about: &'static str, because: String, evidence: &[&str]) -> Self {
        Self {
            target: RemedyTarget::Row(at),
            action: RemedyAction::Note { about },
            because,
            evidence: evidence.iter().map(|&shown| shown.to_owned()).collect(),
        }
    }

    /// The entry with its id, ready to stand under `errata` or `notes`.
    #[must_use]
    pub fn entry<'r>(&'r self, id: &'r str) -> impl fmt::Display + 'r {
        Entry { remedy: self, id }
    }
}

struct Entry<'r> {
    remedy: &'r Remedy,
    id: &'r str,
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Remedy { target, action, because, evidence } = self.remedy;
        writeln!(f, "  - id: {}", self.id)?;
        match target {
            RemedyTarget::Row(at) => writeln!(f, "    at: {}", scalar(at))?,
            RemedyTarget::Rule(name) => writeln!(f, "    rule: {}", scalar(name))?,
        }
        match action {
            RemedyAction::Erratum { keyword, value } => writeln!(f, "    effective: {{{keyword}: {value}}}")?,
            RemedyAction::Note { about } => writeln!(f, "    about: {about}")?,
        }
        writeln!(f, "    because: {}", scalar(because))?;
        match evidence.as_slice() {
            [one] => write!(f, "    evidence: {}", scalar(one)),
            several => {
                let several: Vec<_> = several.iter().map(|shown| scalar(shown)).collect();
                write!(f, "    evidence: [{}]", several.join(", "))
            }
        }
    }
}

/// A scalar as YAML: plain where that is plain.
fn scalar(text: &str) -> String {
    let written = serde_yaml::to_string(text).map(|line| line.trim_end().to_owned());
    // JSON is YAML, too, and always one line. In a list, a comma would end a plain scalar.
    let plain = written.ok().filter(|line| !line.contains('\n'));
    plain.unwrap_or_else(|| serde_json::Value::from(text).to_string())
}
