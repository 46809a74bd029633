//! A judge of payloads that is slow and obviously right.
//!
//! It reads the rules of the checked [`Model`] one after the other off a [`serde_json::Value`], in the words of
//! `docs/schema-language.md`. Fixtures take their expected verdicts from it, and it is what the engine that generated
//! code links is compared with; so it shares no line with that engine and prefers the plain way to the fast one.
//!
//! **Limit.** A `serde_json::Value` keeps integers of 64 bits exactly and every other number as an `f64`. What is judged
//! is the number's shortest decimal form, so `0.1` is exactly one tenth, but digits beyond the 17th are gone before
//! this module sees them. Duplicate keys, broken text and depth are the business of a reader, not of a judge.

mod decimal;
mod format;
mod pattern;
mod pointer;

use std::cmp::Ordering;
use std::fmt;

use serde_json::{Map, Value as Json};

use crate::model::{
    Content, Decimal, Group, GroupKeyword, Kind, LengthUnit, Model, Object, Page, Rule, Severity, TypeId, Value,
};

pub(crate) use decimal::Exact;
pub(crate) use format::range as format_range;
pub(crate) use pattern::contains;
pub(crate) use pointer::{child, escape, split};

/// Whose rules a verdict speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// The page to the letter.
    Documented,
    /// The page with its errata.
    Effective,
}

impl Profile {
    /// Both profiles, documented first.
    pub const ALL: [Self; 2] = [Self::Documented, Self::Effective];

    /// The word that commands use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Effective => "effective",
        }
    }

    /// The rules for a value.
    pub fn rule(self, value: &Value) -> &Rule {
        match self {
            Self::Documented => &value.documented,
            Self::Effective => &value.effective,
        }
    }

    /// What a value is made of.
    pub fn content(self, value: &Value) -> &Content {
        match self {
            Self::Documented => value.documented_content(),
            Self::Effective => &value.content,
        }
    }

    /// The object that is judged although the profile asks for an array of such.
    pub fn object_for_array(self, value: &Value) -> Option<TypeId> {
        if self == Self::Documented { value.object_for_array() } else { None }
    }

    /// How much a rule over several members weighs.
    pub fn severity(self, group: &Group) -> Severity {
        match self {
            Self::Documented => group.documented,
            Self::Effective => group.effective,
        }
    }
}

/// One rule that a payload breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// RFC 6901: the value, or for `required` and the rules over several members the object. The root is `""`.
    pub pointer: String,
    /// JSON Schema's word, or `exactlyOneOf`, `atMostOneOf`, `atLeastOneOf`.
    pub keyword: &'static str,
    /// Only errors make a payload invalid.
    pub severity: Severity,
    /// For `required`: the member that is missing.
    pub property: Option<String>,
}

impl Finding {
    /// An error of the value at `pointer`.
    pub fn error(pointer: impl Into<String>, keyword: &'static str) -> Self {
        Self { pointer: pointer.into(), keyword, severity: Severity::Error, property: None }
    }

    /// A member that the object at `pointer` must have and has not.
    pub fn missing(pointer: impl Into<String>, property: impl Into<String>) -> Self {
        Self { property: Some(property.into()), ..Self::error(pointer, "required") }
    }

    fn key(&self) -> (&str, &str, bool, Option<&str>) {
        (&self.pointer, self.keyword, self.severity == Severity::Warning, self.property.as_deref())
    }
}

impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The compact form: `[warning:]keyword[ pointer]`.
///
/// For `required` the pointer is that of the missing member, so that its last token is the property. No keyword holds
/// a space and the root has no pointer, so everything behind the first space is the pointer, spaces included:
/// `minLength /EventBody/TimeZone`, `required /EventBody/MerchantId`, `warning:exactlyOneOf`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.severity == Severity::Warning {
            f.write_str("warning:")?;
        }
        f.write_str(self.keyword)?;
        let pointer = match &self.property {
            Some(property) => child(&self.pointer, property),
            None => self.pointer.clone(),
        };
        if pointer.is_empty() { Ok(()) } else { write!(f, " {pointer}") }
    }
}

/// Everything that `payload` breaks, in the order of the schema's rows; of an object first its rows, then its rules over
/// several members.
pub fn judge(model: &Model, page: &Page, payload: &Json, profile: Profile) -> Vec<Finding> {
    let mut judge = Judge { model, profile, path: Vec::new(), findings: Vec::new() };
    match (payload, model.object(page.root)) {
        (Json::Object(members), Some(object)) => judge.object(object, members),
        _ => judge.error("type"),
    }
    judge.findings
}

/// Everything that one value breaks; pointers are relative to it.
pub(crate) fn judge_value(model: &Model, value: &Value, json: &Json, profile: Profile) -> Vec<Finding> {
    let mut judge = Judge { model, profile, path: Vec::new(), findings: Vec::new() };
    judge.value(value, json);
    judge.findings
}

/// Whether what is in the value, a member or an item in effect, is judged as well.
pub(crate) fn looks_inside(value: &Value, json: &Json, profile: Profile) -> bool {
    // The members and items that are spoken of are those in effect.
    let the_same = profile == Profile::Effective || value.documented_content.is_none();
    match (json, &value.content) {
        (Json::Object(_), Content::Object(_)) => the_same || profile.object_for_array(value).is_some(),
        (Json::Array(_), Content::Items(_)) => the_same,
        _ => false,
    }
}

/// Whether none of the findings is an error.
pub fn is_valid(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity == Severity::Warning)
}

/// A step from a value to one in it.
#[derive(Clone, Copy)]
enum Step<'m> {
    Member(&'m str),
    Item(usize),
}

struct Judge<'m> {
    model: &'m Model,
    profile: Profile,
    /// Where the value in hand stands; a pointer is only made of it when there is something to say.
    path: Vec<Step<'m>>,
    findings: Vec<Finding>,
}

impl<'m> Judge<'m> {
    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |pointer, step| match step {
            Step::Member(name) => child(&pointer, name),
            Step::Item(index) => child(&pointer, &index.to_string()),
        })
    }

    fn error(&mut self, keyword: &'static str) {
        self.findings.push(Finding::error(self.pointer(), keyword));
    }

    fn errors(&mut self, keywords: Vec<&'static str>) {
        for keyword in keywords {
            self.error(keyword);
        }
    }

    /// Judges what stands one step further on.
    fn step(&mut self, step: Step<'m>, judge: impl FnOnce(&mut Self)) {
        self.path.push(step);
        judge(self);
        self.path.pop();
    }

    fn value(&mut self, value: &'m Value, json: &Json) {
        let rule = self.profile.rule(value);
        if rule.kind == Kind::Any || (json.is_null() && rule.nullable) {
            return;
        }
        if !has_kind(json, rule.kind) {
            self.error("type");
            // The page calls an object an array: say so once, and judge its members all the same.
            if let (Some(id), Json::Object(members)) = (self.profile.object_for_array(value), json)
                && let Some(object) = self.model.object(id)
            {
                self.object(object, members);
            }
            return;
        }
        match json {
            Json::String(text) => self.errors(broken_by_text(rule, text)),
            Json::Number(number) => self.errors(broken_by_number(rule, &number.to_string())),
            Json::Array(items) => self.array(value, items),
            Json::Object(members) => {
                if let Content::Object(id) = self.profile.content(value)
                    && let Some(object) = self.model.object(*id)
                {
                    self.object(object, members);
                }
            }
            Json::Null | Json::Bool(_) => {}
        }
    }

    fn array(&mut self, value: &'m Value, items: &[Json]) {
        let rule = self.profile.rule(value);
        let count = items.len() as u64;
        if rule.min_items.is_some_and(|min| count < min) {
            self.error("minItems");
        }
        if rule.max_items.is_some_and(|max| count > max) {
            self.error("maxItems");
        }
        for (index, item) in items.iter().enumerate() {
            if let Content::Items(of) = self.profile.content(value) {
                self.step(Step::Item(index), |judge| judge.value(of, item));
            }
        }
    }

    fn object(&mut self, object: &'m Object, members: &Map<String, Json>) {
        for field in &object.fields {
            let wire = &field.name.wire;
            match members.get(wire) {
                Some(json) => self.step(Step::Member(wire), |judge| judge.value(&field.value, json)),
                None if self.profile.rule(&field.value).required => {
                    self.findings.push(Finding::missing(self.pointer(), wire));
                }
                None => {}
            }
        }
        for group in &object.groups {
            let present = |index: &usize| object.fields.get(*index).is_some_and(|f| members.contains_key(&f.name.wire));
            if !holds(group.keyword, group.members.iter().filter(|index| present(index)).count()) {
                self.findings.push(Finding {
                    severity: self.profile.severity(group),
                    ..Finding::error(self.pointer(), group_word(group.keyword))
                });
            }
        }
    }
}

/// The word in schemas and findings.
pub(crate) fn group_word(keyword: GroupKeyword) -> &'static str {
    match keyword {
        GroupKeyword::ExactlyOneOf => "exactlyOneOf",
        GroupKeyword::AtMostOneOf => "atMostOneOf",
        GroupKeyword::AtLeastOneOf => "atLeastOneOf",
    }
}

/// Whether a rule over several members holds when `present` of them are there; `null` is there.
pub(crate) fn holds(keyword: GroupKeyword, present: usize) -> bool {
    match keyword {
        GroupKeyword::ExactlyOneOf => present == 1,
        GroupKeyword::AtMostOneOf => present <= 1,
        GroupKeyword::AtLeastOneOf => present >= 1,
    }
}

/// Whether a value that is not a nullable `null` has the type. As in JSON Schema, `1.0` and `1e2` are integers.
fn has_kind(json: &Json, kind: Kind) -> bool {
    match kind {
        Kind::String => json.is_string(),
        Kind::Integer => json.is_i64() || matches!(json, Json::Number(number) if is_integer(&number.to_string())),
        Kind::Number => json.is_number(),
        Kind::Boolean => json.is_boolean(),
        Kind::Object => json.is_object(),
        Kind::Array => json.is_array(),
        Kind::Any => true,
    }
}

fn is_integer(number: &str) -> bool {
    Exact::parse(number).is_integer()
}

/// The keywords that a string breaks.
pub(crate) fn broken_by_text(rule: &Rule, text: &str) -> Vec<&'static str> {
    let mut broken = Vec::new();
    if rule.allow_empty && text.is_empty() {
        return broken;
    }
    let length = length(text, rule.length_unit);
    if rule.min_length.is_some_and(|min| length < min) {
        broken.push("minLength");
    }
    if rule.max_length.is_some_and(|max| length > max) {
        broken.push("maxLength");
    }
    if rule.values.as_ref().is_some_and(|values| !values.iter().any(|value| value == text)) {
        broken.push(if rule.constant { "const" } else { "enum" });
    }
    if rule.pattern.as_ref().is_some_and(|pattern| !pattern::matches(pattern, text)) {
        broken.push("pattern");
    }
    if rule.format.is_some_and(|format| !format::text_has(format, text)) {
        broken.push("format");
    }
    broken
}

/// How long a text is in a unit.
pub(crate) fn length(text: &str, unit: LengthUnit) -> u64 {
    let length = match unit {
        LengthUnit::Characters => text.chars().count(),
        LengthUnit::Bytes => text.len(),
        LengthUnit::Utf16 => text.encode_utf16().count(),
    };
    length as u64
}

/// The keywords that a number breaks, given in decimal. An integer must fit 64 bits whatever the schema says.
pub(crate) fn broken_by_number(rule: &Rule, number: &str) -> Vec<&'static str> {
    let integer = rule.kind == Kind::Integer;
    let beyond = integer && number.parse::<i64>().is_err();
    let number = Exact::parse(number);
    let below = |bound: &Decimal| number < Exact::parse(&bound.0);
    let above = |bound: &Decimal| number > Exact::parse(&bound.0);
    let mut broken = Vec::new();
    if rule.minimum.as_ref().is_some_and(below) || (beyond && number < Exact::from(i64::MIN)) {
        broken.push("minimum");
    }
    if rule.maximum.as_ref().is_some_and(above) || (beyond && number > Exact::from(i64::MAX)) {
        broken.push("maximum");
    }
    let within = |(first, last)| number >= Exact::from(first) && number <= Exact::from(last);
    if integer && rule.format.is_some_and(|format| !format::range(format).is_some_and(within)) {
        broken.push("format");
    }
    broken
}
