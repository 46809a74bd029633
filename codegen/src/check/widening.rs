//! Whether a rule set by an erratum admits more than the one before.

use std::cmp::Ordering;

use super::rules::compare;
use crate::model::{Decimal, Rule};
use crate::raw::entry::{RawEffective, Setting};
use crate::raw::extract::Spanned;
use crate::source::Span;

/// What setting a rule does to what is admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Nothing,
    Widens,
    Narrows,
}

/// One rule that an erratum sets.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) keyword: &'static str,
    pub(super) span: Span,
    pub(super) effect: Effect,
}

/// What an erratum sets, in the order of the language.
pub(super) fn keywords(effective: &RawEffective) -> impl Iterator<Item = (&'static str, Span)> {
    [
        ("type", span(effective.kind.as_ref())),
        ("required", span(effective.required.as_ref())),
        ("nullable", span(effective.nullable.as_ref())),
        ("minLength", span(effective.min_length.as_ref())),
        ("maxLength", span(effective.max_length.as_ref())),
        ("enum", span(effective.values.as_ref())),
        ("allowEmpty", span(effective.allow_empty.as_ref())),
        ("pattern", span(effective.pattern.as_ref())),
        ("format", span(effective.format.as_ref())),
        ("minimum", span(effective.minimum.as_ref())),
        ("maximum", span(effective.maximum.as_ref())),
        ("minItems", span(effective.min_items.as_ref())),
        ("maxItems", span(effective.max_items.as_ref())),
        ("severity", span(effective.severity.as_ref())),
    ]
    .into_iter()
    .filter_map(|(keyword, span)| Some((keyword, span?)))
}

fn span<T>(key: Option<&Spanned<T>>) -> Option<Span> {
    key.map(|key| key.span)
}

/// `required`, `nullable` and `allowEmpty`.
pub(super) fn set_flags(effective: &RawEffective, rule: &mut Rule) -> Vec<Step> {
    [
        // A member that need not be there is what more payloads have.
        flag("required", effective.required.as_ref(), &mut rule.required, false),
        flag("nullable", effective.nullable.as_ref(), &mut rule.nullable, true),
        flag("allowEmpty", effective.allow_empty.as_ref(), &mut rule.allow_empty, true),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn flag(keyword: &'static str, set: Option<&Spanned<bool>>, now: &mut bool, wider: bool) -> Option<Step> {
    let set = set?;
    let effect = match (*now == set.value, set.value == wider) {
        (true, _) => Effect::Nothing,
        (false, true) => Effect::Widens,
        (false, false) => Effect::Narrows,
    };
    *now = set.value;
    Some(Step { keyword, span: set.span, effect })
}

/// Lengths, numbers of items, numbers.
pub(super) fn set_bounds(effective: &RawEffective, rule: &mut Rule) -> Vec<Step> {
    // No count is below 0, so that 0 is no bound.
    rule.min_length = rule.min_length.filter(|min| *min > 0);
    rule.min_items = rule.min_items.filter(|min| *min > 0);
    let steps = [
        bound("minLength", effective.min_length.as_ref(), &mut rule.min_length, Ordering::Less, u64::cmp),
        bound("maxLength", effective.max_length.as_ref(), &mut rule.max_length, Ordering::Greater, u64::cmp),
        bound("minItems", effective.min_items.as_ref(), &mut rule.min_items, Ordering::Less, u64::cmp),
        bound("maxItems", effective.max_items.as_ref(), &mut rule.max_items, Ordering::Greater, u64::cmp),
        bound("minimum", effective.minimum.as_ref(), &mut rule.minimum, Ordering::Less, compare),
        bound("maximum", effective.maximum.as_ref(), &mut rule.maximum, Ordering::Greater, compare),
    ];
    rule.min_length = rule.min_length.filter(|min| *min > 0);
    rule.min_items = rule.min_items.filter(|min| *min > 0);
    steps.into_iter().flatten().collect()
}

/// `wider` is how a bound that admits more compares with the one before.
fn bound<T: Clone + Zero>(
    keyword: &'static str,
    set: Option<&Spanned<Setting<T>>>,
    now: &mut Option<T>,
    wider: Ordering,
    compare: fn(&T, &T) -> Ordering,
) -> Option<Step> {
    let set = set?;
    let after = match &set.value {
        Setting::Gone => None,
        Setting::Set(value) if wider == Ordering::Less && value.is_no_bound() => None,
        Setting::Set(value) => Some(value.clone()),
    };
    let effect = match (now.as_ref(), after.as_ref()) {
        (None, None) => Effect::Nothing,
        (None, Some(_)) => Effect::Narrows,
        (Some(_), None) => Effect::Widens,
        (Some(before), Some(after)) => match compare(after, before) {
            Ordering::Equal => Effect::Nothing,
            order if order == wider => Effect::Widens,
            _ => Effect::Narrows,
        },
    };
    *now = after;
    Some(Step { keyword, span: set.span, effect })
}

/// Whether a lower bound says nothing.
trait Zero {
    fn is_no_bound(&self) -> bool;
}

impl Zero for u64 {
    fn is_no_bound(&self) -> bool {
        *self == 0
    }
}

impl Zero for Decimal {
    fn is_no_bound(&self) -> bool {
        false
    }
}

pub(super) fn set_format(effective: &RawEffective, rule: &mut Rule) -> Option<Step> {
    let set = effective.format.as_ref()?;
    let after = match &set.value {
        Setting::Gone => None,
        Setting::Set(word) => Some(word.0),
    };
    let effect = match (rule.format, after) {
        (before, after) if before == after => Effect::Nothing,
        (None, Some(_)) => Effect::Narrows,
        _ => Effect::Widens,
    };
    rule.format = after;
    Some(Step { keyword: "format", span: set.span, effect })
}
