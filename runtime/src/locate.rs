//! From byte offsets to RFC 6901 pointers: one walk over a text that is known to be JSON.

use crate::fault::{Fault, FaultKind};
use crate::reader::Reader;
use crate::report::{JsonType, Keyword, Measure, Profile, Report, Severity, Violation};
use crate::shape::{Kind, LengthUnit, Rule, Shape};

/// The pointers of values by their byte offsets, which must be ascending; equal ones are allowed.
pub(crate) fn pointers(text: &str, offsets: &[usize]) -> Vec<String> {
    let mut walk =
        Walk { reader: Reader::owning(text), offsets, found: Vec::with_capacity(offsets.len()), path: String::new() };
    let start = walk.reader.space(0);
    // A text that is not JSON has no pointers; the callers have read it before.
    let _ = walk.value(start);
    walk.found.resize(offsets.len(), String::new());
    walk.found
}

struct Walk<'t, 'o> {
    reader: Reader<'t, 't>,
    offsets: &'o [usize],
    found: Vec<String>,
    path: String,
}

impl Walk<'_, '_> {
    fn value(&mut self, at: usize) -> Option<usize> {
        while self.offsets.get(self.found.len()).is_some_and(|&offset| offset <= at) {
            self.found.push(self.path.clone());
        }
        let (open, close) = match self.reader.byte(at) {
            b'{' => (b'{', b'}'),
            b'[' => (b'[', b']'),
            _ => return self.reader.skip(at).ok(),
        };
        // Where nothing is looked for inside, nothing is built.
        if self.offsets.len() == self.found.len() {
            return self.reader.skip(at).ok();
        }
        self.reader.enter(at).ok()?;
        let mut at = self.reader.space(at + 1);
        let mut index = 0_usize;
        while self.reader.byte(at) != close {
            let above = self.path.len();
            self.path.push('/');
            if open == b'{' {
                let (name, end) = self.reader.name(at).ok()?;
                self.path.push_str(&name.replace('~', "~0").replace('/', "~1"));
                at = self.reader.colon(end + 1).ok()?;
            } else {
                self.path.push_str(&index.to_string());
                index += 1;
            }
            at = self.value(at)?;
            self.path.truncate(above);
            at = self.reader.space(at);
            if self.reader.byte(at) == b',' {
                at = self.reader.space(at + 1);
            }
        }
        self.reader.leave();
        Some(at + 1)
    }
}

/// Faults as violations, in the order of the text.
pub(crate) fn report(text: &str, mut faults: Vec<Fault>, omitted: usize, profile: Profile) -> Report {
    faults.sort_by_key(|fault| fault.at);
    let offsets: Vec<usize> = faults.iter().map(|fault| fault.at).collect();
    let pointers = pointers(text, &offsets);
    let located = faults.iter().zip(pointers);
    Report { violations: located.map(|(fault, pointer)| violation(fault, pointer, profile)).collect(), omitted }
}

fn violation(fault: &Fault, pointer: String, profile: Profile) -> Violation {
    let Fault { kind, rule, shape, .. } = *fault;
    let (keyword, expected, actual) = describe(kind, rule);
    let mut violation = Violation {
        pointer,
        keyword,
        severity: Severity::Error,
        property: None,
        expected,
        actual,
        schema: place(shape, rule.place),
    };
    match kind {
        FaultKind::Missing(index) => {
            violation.property = shape.and_then(|shape| shape.fields.get(index)).map(|field| field.name.to_owned());
        }
        FaultKind::Group(index, present) => {
            if let Some((shape, group)) = shape.and_then(|shape| Some((shape, shape.groups.get(index)?))) {
                violation.keyword = group.keyword.keyword();
                violation.severity = match profile {
                    Profile::Documented => group.documented,
                    Profile::Effective => group.effective,
                };
                let names: Vec<&str> = group
                    .members
                    .iter()
                    .filter_map(|&member| Some(shape.fields.get(usize::from(member))?.name))
                    .collect();
                violation.expected = format!("{} of `{}`", group.keyword.amount(), names.join("`, `"));
                violation.actual = Measure::Count(present);
                violation.schema = place(Some(shape), group.place);
            }
        }
        _ => {}
    }
    violation
}

fn place(shape: Option<&'static Shape>, place: crate::shape::Place) -> String {
    let file = shape.map_or("", |shape| shape.file);
    format!("{file}:{}:{}", place.line, place.column)
}

fn describe(kind: FaultKind, rule: &Rule) -> (Keyword, String, Measure) {
    let unit = match rule.unit {
        LengthUnit::Characters => "characters",
        LengthUnit::Bytes => "bytes",
        LengthUnit::Utf16 => "UTF-16 units",
    };
    let bound = |bound: Option<&'static str>, of_type: i64| bound.map_or_else(|| of_type.to_string(), str::to_owned);
    match kind {
        FaultKind::Type(found) => (Keyword::Type, type_words(rule), Measure::Type(found)),
        FaultKind::ObjectForArray => (Keyword::Type, type_words(rule), Measure::Type(JsonType::Object)),
        FaultKind::Missing(_) => (Keyword::Required, "a member".to_owned(), Measure::Missing),
        FaultKind::MinLength(n) => {
            (Keyword::MinLength, format!("at least {}", counted(rule.min, unit)), Measure::Count(n))
        }
        FaultKind::MaxLength(n) => {
            (Keyword::MaxLength, format!("at most {}", counted(rule.max, unit)), Measure::Count(n))
        }
        FaultKind::Enum if rule.constant => (Keyword::Const, values(rule), Measure::Value),
        FaultKind::Enum => (Keyword::Enum, format!("one of {}", values(rule)), Measure::Value),
        FaultKind::Pattern => {
            let source = rule.pattern.map_or("", |pattern| pattern.source);
            (Keyword::Pattern, format!("a match of `{source}`"), Measure::Value)
        }
        FaultKind::Format => {
            let word = rule.format.map_or("", crate::format::Format::word);
            (Keyword::Format, format!("the format `{word}`"), Measure::Value)
        }
        FaultKind::Minimum | FaultKind::BelowIntegers => {
            let least = bound(rule.range.and_then(|range| range.minimum), i64::MIN);
            (Keyword::Minimum, format!("at least {least}"), Measure::Value)
        }
        FaultKind::Maximum | FaultKind::BeyondIntegers => {
            let most = bound(rule.range.and_then(|range| range.maximum), i64::MAX);
            (Keyword::Maximum, format!("at most {most}"), Measure::Value)
        }
        FaultKind::MinItems(n) => {
            (Keyword::MinItems, format!("at least {}", counted(rule.min, "items")), Measure::Count(n))
        }
        FaultKind::MaxItems(n) => {
            (Keyword::MaxItems, format!("at most {}", counted(rule.max, "items")), Measure::Count(n))
        }
        FaultKind::Group(_, present) => (Keyword::ExactlyOneOf, String::new(), Measure::Count(present)),
    }
}

/// A number of things, of which `unit` is the plural.
fn counted(count: usize, unit: &str) -> String {
    let unit = if count == 1 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
    format!("{count} {unit}")
}

fn type_words(rule: &Rule) -> String {
    let word = match rule.kind {
        Kind::String => "a string",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::Object => "an object",
        Kind::Array => "an array",
        Kind::Any => "a value",
    };
    if rule.nullable { format!("{word} or null") } else { word.to_owned() }
}

/// The values that a rule admits; only the first few of many.
fn values(rule: &Rule) -> String {
    const SHOWN: usize = 12;
    let Some(choices) = rule.choices else { return String::new() };
    let admitted = |index: &usize| !rule.excluded.iter().any(|&excluded| usize::from(excluded) == *index);
    let all: Vec<&str> =
        (0..choices.values.len()).filter(admitted).filter_map(|i| choices.values.get(i).copied()).collect();
    let shown = all.iter().take(SHOWN).map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    if all.len() > SHOWN { format!("{shown} and {} more", all.len() - SHOWN) } else { shown }
}

impl crate::shape::Groups {
    /// The keyword of the rule.
    pub fn keyword(self) -> Keyword {
        match self {
            Self::ExactlyOneOf => Keyword::ExactlyOneOf,
            Self::AtMostOneOf => Keyword::AtMostOneOf,
            Self::AtLeastOneOf => Keyword::AtLeastOneOf,
        }
    }

    fn amount(self) -> &'static str {
        match self {
            Self::ExactlyOneOf => "exactly one",
            Self::AtMostOneOf => "at most one",
            Self::AtLeastOneOf => "at least one",
        }
    }
}
