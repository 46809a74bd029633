//! Fixtures: payloads with the verdict that they must get, as generated crates carry them.

mod lines;

use crate::edit::{EditError, remove, set};
use crate::report::{Keyword, Profile, Report, Severity};

/// A payload and what must be found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixture {
    /// Unique among the payload's fixtures and stable, as in `boundary/EventBody/TimeZone/length-7`.
    pub name: String,
    /// What it is there to show.
    pub kind: FixtureKind,
    /// The body, one JSON document.
    pub payload: String,
    effective: Vec<Finding>,
    documented: Vec<Finding>,
}

/// What a fixture is there to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FixtureKind {
    /// As the page shows it.
    Example,
    /// Only the members that must be there, with the shortest values.
    Minimal,
    /// Every member, with the longest values.
    Maximal,
    /// On one side of a bound, or a case of a rule over several members; valid or not.
    Boundary,
    /// Exactly one violation of the effective rules.
    Invalid,
    /// By chance, valid under the effective rules.
    Random,
}

/// A violation that a payload must have.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Finding {
    /// RFC 6901 pointer; that of the object for `required` and rules over several members.
    pub pointer: String,
    /// The rule's kind.
    pub keyword: Keyword,
    /// Whether it makes the payload invalid.
    pub severity: Severity,
    /// The member that is missing.
    pub property: Option<String>,
}

/// The fixtures of a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixtures {
    all: Vec<Fixture>,
}

impl Fixtures {
    /// Fixtures from lines of JSON, as the generator writes them. A line that is not so gives a fixture whose payload is
    /// empty and which no verdict fits.
    pub fn parse(lines: &str) -> Self {
        Self { all: lines::parse(lines) }
    }

    /// The fixture of a name.
    pub fn get(&self, name: &str) -> Option<&Fixture> {
        self.all.iter().find(|fixture| fixture.name == name)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Fixture> {
        self.all.iter()
    }

    /// Those of a kind, in their order.
    pub fn of(&self, kind: FixtureKind) -> impl Iterator<Item = &Fixture> {
        self.all.iter().filter(move |fixture| fixture.kind == kind)
    }
}

impl<'f> IntoIterator for &'f Fixtures {
    type Item = &'f Fixture;
    type IntoIter = std::slice::Iter<'f, Fixture>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Fixtures {
    type Item = Fixture;
    type IntoIter = std::vec::IntoIter<Fixture>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl Fixture {
    /// What must be found in it, sorted by place and rule.
    pub fn findings(&self, profile: Profile) -> &[Finding] {
        match profile {
            Profile::Documented => &self.documented,
            Profile::Effective => &self.effective,
        }
    }

    /// Whether it must be valid.
    pub fn is_valid(&self, profile: Profile) -> bool {
        self.findings(profile).iter().all(|finding| finding.severity == Severity::Warning)
    }

    /// The payload with the value at a pointer set to another, given as JSON.
    ///
    /// # Errors
    /// If the value is not JSON, or what should hold it is not there.
    pub fn with(&self, pointer: &str, value: &str) -> Result<String, EditError> {
        set(&self.payload, pointer, value)
    }

    /// The payload without the member or item at a pointer.
    ///
    /// # Errors
    /// If nothing stands there.
    pub fn without(&self, pointer: &str) -> Result<String, EditError> {
        remove(&self.payload, pointer)
    }
}

impl Report {
    /// The violations by place and rule, sorted, to be compared with [`Fixture::findings`].
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self
            .violations
            .iter()
            .map(|violation| Finding {
                pointer: violation.pointer.clone(),
                keyword: violation.keyword,
                severity: violation.severity,
                property: violation.property.map(str::to_owned),
            })
            .collect();
        findings.sort();
        findings
    }
}

impl FixtureKind {
    /// All kinds, in the order in which fixtures come.
    pub const ALL: [Self; 6] =
        [Self::Example, Self::Minimal, Self::Maximal, Self::Boundary, Self::Invalid, Self::Random];

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The word that names and commands use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Minimal => "minimal",
            Self::Maximal => "maximal",
            Self::Boundary => "boundary",
            Self::Invalid => "invalid",
            Self::Random => "random",
        }
    }
}
