//! Fixtures: payloads with the verdict that they must get, as generated crates carry them.

use std::collections::HashMap;

use crate::edit::{EditError, remove, set};
use crate::event::member;
use crate::reader::Reader;
use crate::report::{Keyword, Profile, Report, Severity};
use crate::skip::ItemEnd;

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
    /// Fixtures from lines of JSON, as the generator writes them: a line has a `payload`, or the name of a `base` that
    /// stands before it and `edits` to make. A line that is not so gives a fixture whose payload is empty and which no
    /// verdict fits.
    pub fn parse(lines: &str) -> Self {
        let mut payloads: HashMap<String, String> = HashMap::new();
        let mut all = Vec::new();
        for line in lines.lines() {
            let fixture = Line::new(line).fixture(&payloads);
            if Line::new(line).find("base").is_none() {
                payloads.insert(fixture.name.clone(), fixture.payload.clone());
            }
            all.push(fixture);
        }
        Self { all }
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
                property: violation.property.clone(),
            })
            .collect();
        findings.sort();
        findings
    }
}

/// A line: one JSON object.
struct Line<'l> {
    reader: Reader<'l, 'l>,
    start: usize,
}

impl<'l> Line<'l> {
    fn new(line: &'l str) -> Self {
        Self { reader: Reader::lending(line), start: 0 }
    }

    fn fixture(mut self, payloads: &HashMap<String, String>) -> Fixture {
        Fixture {
            name: self.text("name").unwrap_or_default(),
            kind: self.text("kind").and_then(|word| FixtureKind::of(&word)).unwrap_or(FixtureKind::Invalid),
            payload: self.payload(payloads).unwrap_or_default(),
            effective: self.findings("effective"),
            documented: self.findings("documented"),
        }
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        member(&mut self.reader, self.start, name)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let at = self.find(name)?;
        Some(self.reader.name(at).ok()?.0.into_owned())
    }

    /// The JSON text of a member.
    fn json(&mut self, name: &str) -> Option<&'l str> {
        let at = self.find(name)?;
        let end = self.reader.skip(at).ok()?;
        Some(self.reader.slice(at, end))
    }

    fn payload(&mut self, payloads: &HashMap<String, String>) -> Option<String> {
        let Some(base) = self.text("base") else { return Some(self.json("payload")?.to_owned()) };
        let mut payload = payloads.get(&base)?.clone();
        for at in self.items("edits") {
            let mut edit = Line { reader: Reader::lending(self.reader.text), start: at };
            payload = match (edit.text("set"), edit.text("remove")) {
                (Some(pointer), None) => set(&payload, &pointer, edit.json("value")?).ok()?,
                (None, Some(pointer)) => remove(&payload, &pointer).ok()?,
                _ => return None,
            };
        }
        Some(payload)
    }

    /// Where the items of an array stand.
    fn items(&mut self, name: &str) -> Vec<usize> {
        let mut items = Vec::new();
        let Some(array) = self.find(name) else { return items };
        let Ok(Some(mut at)) = self.reader.open_array(array) else { return items };
        loop {
            items.push(at);
            let Ok(end) = self.reader.skip(at) else { return items };
            match self.reader.item_end(end) {
                Ok(ItemEnd::Next(next)) => at = next,
                _ => return items,
            }
        }
    }

    fn findings(&mut self, name: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        for at in self.items(name) {
            if let Ok((text, _)) = self.reader.name(at) {
                findings.extend(Finding::of(&text));
            }
        }
        findings.sort();
        findings
    }
}

impl Finding {
    /// From `[warning:]keyword[ pointer]`; the last step of the pointer of `required` is the member that is missing.
    fn of(text: &str) -> Option<Self> {
        let (severity, text) = match text.strip_prefix("warning:") {
            Some(rest) => (Severity::Warning, rest),
            None => (Severity::Error, text),
        };
        let (keyword, pointer) = text.split_once(' ').unwrap_or((text, ""));
        let keyword = Keyword::ALL.into_iter().find(|known| known.word() == keyword)?;
        if keyword != Keyword::Required {
            return Some(Self { pointer: pointer.to_owned(), keyword, severity, property: None });
        }
        let (pointer, property) = pointer.rsplit_once('/')?;
        let property = property.replace("~1", "/").replace("~0", "~");
        Some(Self { pointer: pointer.to_owned(), keyword, severity, property: Some(property) })
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

#[cfg(test)]
mod tests {
    use super::{FixtureKind, Fixtures};
    use crate::report::{Keyword, Profile};

    #[test]
    fn a_line_is_a_payload_or_edits_of_one() {
        let fixtures = Fixtures::parse(concat!(
            r#"{"name":"a","kind":"example","payload":{"x":{"y":1.50}},"effective":[],"documented":["type /x"]}"#,
            "\n",
            r#"{"name":"b","kind":"invalid","base":"a","edits":[{"remove":"/x/y"},{"set":"/z","value":[]}],"#,
            r#""effective":["required /x/y","warning:exactlyOneOf"],"documented":[]}"#,
        ));
        let a = fixtures.get("a").unwrap();
        assert_eq!(a.payload, r#"{"x":{"y":1.50}}"#);
        assert!(a.is_valid(Profile::Effective) && !a.is_valid(Profile::Documented));
        let b = fixtures.get("b").unwrap();
        assert_eq!((b.kind, b.payload.as_str()), (FixtureKind::Invalid, r#"{"x":{},"z":[]}"#));
        let found = b.findings(Profile::Effective);
        assert_eq!(found[0].keyword, Keyword::ExactlyOneOf);
        assert_eq!((found[1].pointer.as_str(), found[1].property.as_deref()), ("/x", Some("y")));
        assert_eq!(a.with("/x/y", "2").unwrap(), r#"{"x":{"y":2}}"#);
        assert!(Fixtures::parse("{}").iter().all(|fixture| fixture.payload.is_empty()));
    }
}
