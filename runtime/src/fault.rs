//! What goes wrong while a text is read: offsets and measures only, so that recording costs next to nothing.

use crate::expected::{Asked, Expected};
use crate::locate;
use crate::report::{JsonType, Keyword, Measure, Profile, Report, SchemaRow, Severity, Violation};
use crate::shape::{Groups, Rule, Shape};

/// A broken rule at a byte offset. `locate` turns it into a violation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    /// Of the value; of the object for `Missing` and `Group`.
    pub(crate) at: usize,
    pub(crate) kind: FaultKind,
    pub(crate) rule: &'static Rule,
    /// The object type that the row stands in.
    pub(crate) shape: Option<&'static Shape>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum FaultKind {
    Type(JsonType),
    /// An object stands where an array is documented; its members are checked all the same.
    ObjectForArray,
    /// The field's index.
    Missing(usize),
    MinLength(usize),
    MaxLength(usize),
    Enum,
    Pattern,
    Format,
    Minimum,
    Maximum,
    /// An integer below what 64 bits hold.
    BelowIntegers,
    /// An integer beyond what 64 bits hold.
    BeyondIntegers,
    MinItems(usize),
    MaxItems(usize),
    /// The group's index and how many of its members are there.
    Group(usize, usize),
}

/// Faults as violations of a text, in its order.
pub(crate) fn report(text: &str, mut faults: Vec<Fault>, omitted: usize, profile: Profile) -> Report {
    faults.sort_by_key(|fault| fault.at);
    let offsets: Vec<usize> = faults.iter().map(|fault| fault.at).collect();
    let located = faults.iter().zip(locate::pointers(text, &offsets));
    Report { violations: located.map(|(fault, pointer)| fault.violation(pointer, profile)).collect(), omitted }
}

impl Fault {
    fn violation(&self, pointer: String, profile: Profile) -> Violation {
        let Self { kind, rule, shape, .. } = *self;
        let (keyword, actual) = kind.measured(rule);
        let mut violation = Violation {
            pointer,
            keyword,
            severity: Severity::Error,
            property: None,
            expected: Expected(Asked::Rule(kind, rule)),
            actual,
            schema: SchemaRow { file: shape.map_or("", |shape| shape.file), place: rule.place },
        };
        match (kind, shape) {
            (FaultKind::Missing(index), Some(shape)) => {
                violation.property = shape.fields.get(index).map(|field| field.name);
            }
            (FaultKind::Group(index, _), Some(shape)) => {
                if let Some(group) = shape.groups.get(index) {
                    violation.keyword = group.keyword.keyword();
                    violation.severity = match profile {
                        Profile::Documented => group.documented,
                        Profile::Effective => group.effective,
                    };
                    violation.expected = Expected(Asked::Group(shape, group));
                    violation.schema.place = group.place;
                }
            }
            _ => {}
        }
        violation
    }
}

impl Groups {
    /// The keyword of the rule.
    pub fn keyword(self) -> Keyword {
        match self {
            Self::ExactlyOneOf => Keyword::ExactlyOneOf,
            Self::AtMostOneOf => Keyword::AtMostOneOf,
            Self::AtLeastOneOf => Keyword::AtLeastOneOf,
        }
    }
}

impl FaultKind {
    /// The keyword that is broken, and by how much.
    fn measured(self, rule: &Rule) -> (Keyword, Measure) {
        match self {
            Self::Type(found) => (Keyword::Type, Measure::Type(found)),
            Self::ObjectForArray => (Keyword::Type, Measure::Type(JsonType::Object)),
            Self::Missing(_) => (Keyword::Required, Measure::Missing),
            Self::MinLength(count) => (Keyword::MinLength, Measure::Count(count)),
            Self::MaxLength(count) => (Keyword::MaxLength, Measure::Count(count)),
            Self::Enum if rule.constant => (Keyword::Const, Measure::Value),
            Self::Enum => (Keyword::Enum, Measure::Value),
            Self::Pattern => (Keyword::Pattern, Measure::Value),
            Self::Format => (Keyword::Format, Measure::Value),
            Self::Minimum | Self::BelowIntegers => (Keyword::Minimum, Measure::Value),
            Self::Maximum | Self::BeyondIntegers => (Keyword::Maximum, Measure::Value),
            Self::MinItems(count) => (Keyword::MinItems, Measure::Count(count)),
            Self::MaxItems(count) => (Keyword::MaxItems, Measure::Count(count)),
            Self::Group(_, present) => (Keyword::ExactlyOneOf, Measure::Count(present)),
        }
    }

    /// A typed value cannot be made: decoding has to stop.
    pub(crate) fn is_structural(self) -> bool {
        matches!(
            self,
            Self::Type(_) | Self::ObjectForArray | Self::Missing(_) | Self::BelowIntegers | Self::BeyondIntegers
        )
    }
}
