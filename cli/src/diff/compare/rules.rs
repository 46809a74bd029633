//! Two rules for one value.

use std::cmp::Ordering;

use fieldwright_codegen::model::{Decimal, Kind, LengthUnit, Rule as Rules};
use serde_json::{Value as Json, json};

use super::number;
use crate::diff::change::Look;
use crate::diff::rule::Rule;
use crate::diff::verdict::Wire;

/// A difference between two rules.
#[derive(Debug, Clone)]
pub(super) struct RuleChange {
    pub(super) rule: Rule,
    pub(super) wire: Wire,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) look: Look,
}

/// Longer texts are not tried.
const LONGEST: u64 = 1 << 16;

/// Everything in which two rules differ. A value of another type is another value, so nothing but its presence is compared
/// then.
pub(super) fn changes(old: &Rules, new: &Rules) -> Vec<RuleChange> {
    let mut found = Found(Vec::new());
    found.presence(old, new);
    if old.kind == new.kind {
        found.lengths(old, new);
        found.values(old, new);
        found.texts(old, new);
        found.bounds(old, new);
    } else {
        found.kind(old, new);
    }
    found.0
}

struct Found(Vec<RuleChange>);

impl Found {
    fn add(&mut self, rule: Rule, old: Option<String>, new: Option<String>, look: Look) {
        let wire = rule.facts().wire.first().copied().unwrap_or(Wire::None);
        self.0.push(RuleChange { rule, wire, old, new, look });
    }

    fn graded(&mut self, rule: Rule, wire: Wire, old: Option<String>, new: Option<String>) {
        self.0.push(RuleChange { rule, wire, old, new, look: Look::Values(Vec::new()) });
    }

    fn presence(&mut self, old: &Rules, new: &Rules) {
        let word = |required: bool| Some(if required { "required" } else { "optional" }.to_owned());
        if old.required != new.required {
            let rule = if new.required { Rule::NowRequired } else { Rule::NowOptional };
            self.add(rule, word(old.required), word(new.required), Look::Presence);
        }
        // Anything is null as well.
        if old.nullable != new.nullable && old.kind != Kind::Any && new.kind != Kind::Any {
            let rule = if new.nullable { Rule::NowNullable } else { Rule::NoLongerNullable };
            let word = |nullable: bool| Some(if nullable { "nullable" } else { "not nullable" }.to_owned());
            self.add(rule, word(old.nullable), word(new.nullable), Look::Values(vec![Json::Null]));
        }
    }

    fn kind(&mut self, old: &Rules, new: &Rules) {
        let same_bounds = old.minimum == new.minimum && old.maximum == new.maximum && old.format == new.format;
        let wire = match (old.kind, new.kind) {
            (Kind::Any, _) => Wire::Safe,
            (Kind::Number, Kind::Integer) if same_bounds => Wire::Safe,
            _ => Wire::Risk,
        };
        // A fraction tells the two kinds of numbers apart.
        let look = Look::Values(vec![json!(0.5), json!(1.5)]);
        let word = |kind: Kind| Some(kind.word().to_owned());
        self.0.push(RuleChange { rule: Rule::TypeChanged, wire, old: word(old.kind), new: word(new.kind), look });
    }

    fn lengths(&mut self, old: &Rules, new: &Rules) {
        let texts = |bounds: [Option<u64>; 2]| {
            let lengths = bounds.into_iter().flatten().flat_map(|bound| [bound.saturating_sub(1), bound, bound + 1]);
            let lengths = lengths.filter(|length| *length <= LONGEST).filter_map(|length| usize::try_from(length).ok());
            Look::Values(lengths.map(|length| json!("x".repeat(length))).collect())
        };
        let (before, after) = (old.min_length.unwrap_or(0), new.min_length.unwrap_or(0));
        if before != after {
            let rule = if after > before { Rule::MinLengthNarrowed } else { Rule::MinLengthWidened };
            self.add(rule, bound(old.min_length), bound(new.min_length), texts([old.min_length, new.min_length]));
        }
        match greatest(old.max_length, new.max_length) {
            Ordering::Less => {
                let look = texts([old.max_length, new.max_length]);
                self.add(Rule::MaxLengthWidened, bound(old.max_length), bound(new.max_length), look);
            }
            Ordering::Greater => {
                let look = texts([old.max_length, new.max_length]);
                self.add(Rule::MaxLengthNarrowed, bound(old.max_length), bound(new.max_length), look);
            }
            Ordering::Equal => {}
        }
        if old.length_unit != new.length_unit {
            self.unit(old, new);
        }
    }

    /// A text has at least as many UTF-16 units as characters, and at least as many bytes as those.
    fn unit(&mut self, old: &Rules, new: &Rules) {
        let size = |unit: LengthUnit| match unit {
            LengthUnit::Characters => 0,
            LengthUnit::Utf16 => 1,
            LengthUnit::Bytes => 2,
        };
        let word = |unit: LengthUnit| match unit {
            LengthUnit::Characters => "characters",
            LengthUnit::Utf16 => "utf16",
            LengthUnit::Bytes => "bytes",
        };
        let counts_more = size(new.length_unit) > size(old.length_unit);
        let least = old.min_length.or(new.min_length).is_some_and(|least| least > 0);
        let most = old.max_length.or(new.max_length);
        let wire = match (least, most.is_some()) {
            (false, false) => Wire::None,
            (true, _) if counts_more => Wire::Risk,
            (_, true) if !counts_more => Wire::Risk,
            _ => Wire::Safe,
        };
        let emoji = |bound: u64| usize::try_from(bound.min(LONGEST)).map(|count| "\u{1f600}".repeat(count));
        let bounds = [old.min_length, old.max_length, new.min_length, new.max_length];
        let near =
            bounds.into_iter().flatten().flat_map(|bound| [bound, bound / 2, bound.div_ceil(2), bound.div_ceil(4)]);
        let look = Look::Values(near.filter_map(|bound| emoji(bound).ok()).map(|text| json!(text)).collect());
        let (before, after) = (word(old.length_unit).to_owned(), word(new.length_unit).to_owned());
        self.0.push(RuleChange { rule: Rule::LengthUnitChanged, wire, old: Some(before), new: Some(after), look });
    }

    fn values(&mut self, old: &Rules, new: &Rules) {
        match (&old.values, &new.values) {
            (None, None) => {}
            (None, Some(values)) => {
                let rule = if new.constant { Rule::ConstAdded } else { Rule::EnumAdded };
                self.add(rule, None, Some(list(values)), Look::Values(Vec::new()));
            }
            (Some(values), None) => {
                let rule = if old.constant { Rule::ConstRemoved } else { Rule::EnumRemoved };
                self.add(rule, Some(list(values)), None, Look::Values(Vec::new()));
            }
            (Some(before), Some(after)) if old.constant || new.constant => {
                if before != after || old.constant != new.constant {
                    let wire = match (has_all(before, after), has_all(after, before)) {
                        (true, true) => Wire::None,
                        (true, false) => Wire::Safe,
                        (false, _) => Wire::Risk,
                    };
                    self.graded(Rule::ConstChanged, wire, Some(list(before)), Some(list(after)));
                }
            }
            (Some(before), Some(after)) => self.listed(before, after),
        }
    }

    fn listed(&mut self, before: &[String], after: &[String]) {
        for value in after.iter().filter(|value| !before.contains(value)) {
            let look = Look::Values(vec![json!(value)]);
            self.add(Rule::EnumValueAdded, None, Some(value.clone()), look);
        }
        for value in before.iter().filter(|value| !after.contains(value)) {
            let look = Look::Values(vec![json!(value)]);
            self.add(Rule::EnumValueRemoved, Some(value.clone()), None, look);
        }
        let common = |of: &[String], other: &[String]| -> Vec<String> {
            of.iter().filter(|value| other.contains(value)).cloned().collect()
        };
        if common(before, after) != common(after, before) {
            self.graded(Rule::EnumOrderChanged, Wire::None, Some(list(before)), Some(list(after)));
        }
    }

    fn texts(&mut self, old: &Rules, new: &Rules) {
        let source = |rules: &Rules| rules.pattern.as_ref().map(|pattern| pattern.source.clone());
        let kinds = [Rule::PatternAdded, Rule::PatternRemoved, Rule::PatternChanged];
        self.replaced(kinds, source(old), source(new));
        let word = |rules: &Rules| rules.format.map(|format| format.word().to_owned());
        self.replaced([Rule::FormatAdded, Rule::FormatRemoved, Rule::FormatChanged], word(old), word(new));
        if old.allow_empty != new.allow_empty {
            let rule = if new.allow_empty { Rule::EmptyAllowed } else { Rule::EmptyRefused };
            self.add(rule, None, None, Look::Values(vec![json!("")]));
        }
    }

    fn replaced(&mut self, [added, removed, changed]: [Rule; 3], old: Option<String>, new: Option<String>) {
        let rule = match (&old, &new) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            _ if old == new => return,
            _ => changed,
        };
        self.add(rule, old, new, Look::Values(vec![json!("x"), json!("X1")]));
    }

    fn bounds(&mut self, old: &Rules, new: &Rules) {
        let exact = |bound: &Option<Decimal>| bound.as_ref().map(|decimal| decimal.0.clone());
        let (before, after) = (exact(&old.minimum), exact(&new.minimum));
        match number::order(before.as_deref(), after.as_deref(), Ordering::Less) {
            Ordering::Less => self.add(Rule::MinimumRaised, before, after, Look::Values(Vec::new())),
            Ordering::Greater => self.add(Rule::MinimumLowered, before, after, Look::Values(Vec::new())),
            Ordering::Equal => {}
        }
        let (before, after) = (exact(&old.maximum), exact(&new.maximum));
        match number::order(before.as_deref(), after.as_deref(), Ordering::Greater) {
            Ordering::Less => self.add(Rule::MaximumRaised, before, after, Look::Values(Vec::new())),
            Ordering::Greater => self.add(Rule::MaximumLowered, before, after, Look::Values(Vec::new())),
            Ordering::Equal => {}
        }
        let near = |bounds: [Option<u64>; 2]| {
            let counts = bounds.into_iter().flatten().flat_map(|bound| [bound, bound.saturating_sub(1), bound + 1]);
            Look::Items(counts.chain([0, 1]).collect())
        };
        let (before, after) = (old.min_items.unwrap_or(0), new.min_items.unwrap_or(0));
        if before != after {
            let rule = if after > before { Rule::MinItemsNarrowed } else { Rule::MinItemsWidened };
            self.add(rule, bound(old.min_items), bound(new.min_items), near([old.min_items, new.min_items]));
        }
        let rule = match greatest(old.max_items, new.max_items) {
            Ordering::Less => Rule::MaxItemsWidened,
            Ordering::Greater => Rule::MaxItemsNarrowed,
            Ordering::Equal => return,
        };
        self.add(rule, bound(old.max_items), bound(new.max_items), near([old.max_items, new.max_items]));
    }
}

fn bound(bound: Option<u64>) -> Option<String> {
    bound.map(|bound| bound.to_string())
}

/// No greatest length is greater than any.
fn greatest(old: Option<u64>, new: Option<u64>) -> Ordering {
    old.unwrap_or(u64::MAX).cmp(&new.unwrap_or(u64::MAX))
}

fn has_all(of: &[String], values: &[String]) -> bool {
    values.iter().all(|value| of.contains(value))
}

fn list(values: &[String]) -> String {
    values.join(" | ")
}
