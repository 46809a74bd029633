//! A JSON text as a tree that forgets nothing: digits, the order of members, names that stand twice.

use fieldwright_codegen::fixtures::SplitMix64;
use serde_json::Value as Json;

use super::style::Style;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number with just these digits.
    Number(String),
    /// A string.
    Text(String),
    /// Items.
    Array(Vec<Tree>),
    /// Members; a name may stand twice.
    Object(Vec<(String, Tree)>),
}

impl From<&Json> for Tree {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Bool(*truth),
            Json::Number(number) => Self::Number(number.to_string()),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Json::Object(members) => {
                Self::Object(members.iter().map(|(name, value)| (name.clone(), Self::from(value))).collect())
            }
        }
    }
}

impl Tree {
    /// A string.
    pub fn of(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number with just these digits.
    pub fn number(digits: &str) -> Self {
        Self::Number(digits.to_owned())
    }

    /// What is written of it.
    pub fn text(&self, style: Style, chance: &mut SplitMix64) -> String {
        let mut out = String::new();
        style.write(self, chance, &mut out);
        out
    }

    /// What is written of it without a space or an escape more than it needs.
    pub fn plain(&self) -> String {
        self.text(Style::Plain, &mut SplitMix64::new(0))
    }

    /// The values directly in it.
    pub(super) fn children(&self) -> Vec<&Self> {
        match self {
            Self::Array(items) => items.iter().collect(),
            Self::Object(members) => members.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// The value at a path of positions.
    pub(super) fn at(&mut self, path: &[usize]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        match self {
            Self::Array(items) => items.get_mut(*first)?.at(rest),
            Self::Object(members) => members.get_mut(*first)?.1.at(rest),
            _ => None,
        }
    }
}
