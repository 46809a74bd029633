//! What rules ask for, in words.

use std::fmt;

use crate::error::SyntaxErrorKind;
use crate::fault::FaultKind;
use crate::shape::{Group, Groups, LengthUnit, Rule, Shape};

/// What a rule asks for. It is put into words only when somebody writes it: `at least 8 characters`.
#[derive(Clone, Copy)]
pub struct Expected(pub(crate) Asked);

#[derive(Clone, Copy)]
pub(crate) enum Asked {
    /// What the rule asks where this is wrong.
    Rule(FaultKind, &'static Rule),
    Group(&'static Shape, &'static Group),
    /// A value that can be written, which for this reason it cannot.
    Json(SyntaxErrorKind),
}

/// So many values of an enumeration are named.
const SHOWN: usize = 12;

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Asked::Rule(kind, rule) => by_rule(f, kind, rule),
            Asked::Group(shape, group) => {
                write!(f, "{} of ", group.keyword.amount())?;
                let members = group.members.iter().filter_map(|&member| shape.fields.get(usize::from(member)));
                listed(f, members.map(|field| field.name))
            }
            Asked::Json(kind) => write!(f, "a value that can be written as JSON ({kind})"),
        }
    }
}

impl fmt::Debug for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl PartialEq for Expected {
    /// Whether the same words are used.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Expected {}

fn by_rule(f: &mut fmt::Formatter<'_>, kind: FaultKind, rule: &Rule) -> fmt::Result {
    let unit = match rule.unit {
        LengthUnit::Characters => "character",
        LengthUnit::Bytes => "byte",
        LengthUnit::Utf16 => "UTF-16 unit",
    };
    let bound = |f: &mut fmt::Formatter<'_>, words, bound: Option<&str>, of_type: i64| match bound {
        Some(bound) => write!(f, "{words} {bound}"),
        None => write!(f, "{words} {of_type}"),
    };
    match kind {
        FaultKind::Type(_) | FaultKind::ObjectForArray if rule.nullable => {
            write!(f, "{} or null", rule.kind.with_article())
        }
        FaultKind::Type(_) | FaultKind::ObjectForArray => f.write_str(rule.kind.with_article()),
        FaultKind::Missing(_) | FaultKind::Group(..) => f.write_str("a member"),
        FaultKind::MinLength(_) => counted(f, "at least", rule.min, unit),
        FaultKind::MaxLength(_) => counted(f, "at most", rule.max, unit),
        FaultKind::MinItems(_) => counted(f, "at least", rule.min, "item"),
        FaultKind::MaxItems(_) => counted(f, "at most", rule.max, "item"),
        FaultKind::Enum if rule.constant => values(f, rule),
        FaultKind::Enum => f.write_str("one of ").and_then(|()| values(f, rule)),
        FaultKind::Pattern => write!(f, "a match of `{}`", rule.pattern.map_or("", |pattern| pattern.source)),
        FaultKind::Format => write!(f, "the format `{}`", rule.format.map_or("", crate::format::Format::word)),
        FaultKind::Minimum | FaultKind::BelowIntegers => {
            bound(f, "at least", rule.range.and_then(|range| range.minimum), i64::MIN)
        }
        FaultKind::Maximum | FaultKind::BeyondIntegers => {
            bound(f, "at most", rule.range.and_then(|range| range.maximum), i64::MAX)
        }
    }
}

/// A number of things.
fn counted(f: &mut fmt::Formatter<'_>, words: &str, count: usize, unit: &str) -> fmt::Result {
    write!(f, "{words} {count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// The values that a rule admits; only the first few of many.
fn values(f: &mut fmt::Formatter<'_>, rule: &Rule) -> fmt::Result {
    let values = rule.choices.map_or(&[][..], |choices| choices.values);
    let excluded = |index: usize| rule.excluded.iter().any(|&excluded| usize::from(excluded) == index);
    let admitted = values.iter().enumerate().filter(|&(index, _)| !excluded(index)).map(|(_, &value)| value);
    listed(f, admitted.clone().take(SHOWN))?;
    match admitted.count().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

fn listed<'n>(f: &mut fmt::Formatter<'_>, names: impl Iterator<Item = &'n str>) -> fmt::Result {
    for (index, name) in names.enumerate() {
        write!(f, "{}`{name}`", if index == 0 { "" } else { ", " })?;
    }
    Ok(())
}

impl Groups {
    fn amount(self) -> &'static str {
        match self {
            Self::ExactlyOneOf => "exactly one",
            Self::AtMostOneOf => "at most one",
            Self::AtLeastOneOf => "at least one",
        }
    }
}
