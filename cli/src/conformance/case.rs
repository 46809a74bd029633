//! One case: a payload, the rules to judge it by, and the verdict. A line of JSON each.

use std::fmt;

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};

pub use crate::profile::Profile;

/// A payload and what must be found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Case {
    /// Unique in the set, and stable.
    pub name: String,
    /// `<provider>/<page>`: one of the set's own schemas or of the workspace's.
    pub schema: String,
    /// Whose rules to judge by.
    pub profile: Profile,
    /// The payload's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    /// The payload's bytes in base64, where they are not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload_base64: Option<String>,
    /// What must be found.
    pub expected: Verdict,
    /// Why that must be found, where a person has decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The schema's files, of a case that is on its way into the set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// What is found in a payload.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Nothing worse than a warning was found.
    pub valid: bool,
    /// The text is not strict JSON.
    #[serde(default, skip_serializing_if = "is_false")]
    pub syntax: bool,
    /// Every rule that is broken, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<Violation>,
}

/// A rule that is broken. What else an implementation says of it is not compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Violation {
    /// RFC 6901 pointer.
    pub instance_location: String,
    /// As in `minLength`.
    pub keyword: String,
    /// `error` or `warning`.
    pub severity: Severity,
    /// Of `required`: the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
}

/// Whether a violation makes a payload invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// It does.
    Error,
    /// It does not.
    Warning,
}

/// A file of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// `<provider>/<page>.yaml` or `<provider>/provider.yaml`.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Case {
    /// A case without a verdict yet: a valid payload.
    pub fn new(name: impl Into<String>, schema: impl Into<String>, profile: Profile, payload: &[u8]) -> Self {
        let text = std::str::from_utf8(payload).ok().map(str::to_owned);
        let payload_base64 = text.is_none().then(|| Base64::encode_string(payload));
        let (name, schema, expected) = (name.into(), schema.into(), Verdict::of(Vec::new()));
        Self { name, schema, profile, payload: text, payload_base64, expected, why: None, sources: Vec::new() }
    }

    /// Reads a line.
    ///
    /// # Errors
    /// If it is not a case: why, for people.
    pub fn read(line: &str) -> Result<Self, String> {
        let case: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        case.bytes().map(|_| case)
    }

    /// The payload as it is sent.
    ///
    /// # Errors
    /// If the line has none, or two, or base64 that is none.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match (&self.payload, &self.payload_base64) {
            (Some(text), None) => Ok(text.clone().into_bytes()),
            (None, Some(text)) => Base64::decode_vec(text).map_err(|error| format!("`payloadBase64`: {error}")),
            _ => Err("a case has either `payload` or `payloadBase64`".to_owned()),
        }
    }

    /// The line, without its end.
    pub fn line(&self) -> String {
        // Nothing in a case can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Verdict {
    /// What is broken, in any order.
    pub fn of(mut violations: Vec<Violation>) -> Self {
        violations.sort();
        let valid = violations.iter().all(|violation| violation.severity == Severity::Warning);
        Self { valid, syntax: false, violations }
    }

    /// The text is not strict JSON.
    pub fn syntax() -> Self {
        Self { syntax: true, ..Self::default() }
    }

    /// Whether two verdicts are the same, whatever the order of what they list.
    pub fn is(&self, other: &Self) -> bool {
        let sorted = |verdict: &Self| {
            let mut violations = verdict.violations.clone();
            violations.sort();
            violations
        };
        (self.valid, self.syntax) == (other.valid, other.syntax) && sorted(self) == sorted(other)
    }
}

impl Violation {
    /// An error of the value at a pointer.
    pub fn error(instance_location: impl Into<String>, keyword: impl Into<String>) -> Self {
        let (instance_location, keyword) = (instance_location.into(), keyword.into());
        Self { instance_location, keyword, severity: Severity::Error, property: None }
    }

    /// A member that the object at a pointer must have.
    pub fn missing(instance_location: impl Into<String>, property: impl Into<String>) -> Self {
        Self { property: Some(property.into()), ..Self::error(instance_location, "required") }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.syntax, self.valid) {
            (true, _) => return f.write_str("not strict JSON"),
            (false, true) => f.write_str("valid")?,
            (false, false) => f.write_str("invalid")?,
        }
        for (index, violation) in self.violations.iter().enumerate() {
            let Violation { instance_location, keyword, severity, property } = violation;
            let before = if index == 0 { ": " } else { ", " };
            let warning = if *severity == Severity::Warning { "warning:" } else { "" };
            let place = if instance_location.is_empty() { "(payload)" } else { instance_location };
            write!(f, "{before}{warning}{keyword} at {place}")?;
            if let Some(property) = property {
                write!(f, " of {property}")?;
            }
        }
        Ok(())
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it asks about by reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
