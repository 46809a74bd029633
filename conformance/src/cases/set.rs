//! The cases of a theme while they are made.

use std::fmt::Write as _;

use fieldwright_cli::conformance::case::{Case, Profile, Verdict, Violation};
use serde_json::Value as Json;

/// What every file begins with.
const HEADER: &str = "# Written by `cargo run -p fieldwright-conformance -- write`.\n\n";

/// The cases of a theme, and the schema that they are judged by.
pub struct Set {
    /// The file's stem.
    pub name: &'static str,
    /// The schema's files below `schemas`, if the theme has one of its own.
    pub schemas: Vec<(String, String)>,
    /// In their order.
    pub cases: Vec<Case>,
    payload: String,
}

impl Set {
    /// A theme whose schema has these rows, none of which has to be there unless it says so.
    pub(super) fn new(name: &'static str, title: &str, rows: &[(String, String)]) -> Self {
        let mut lines = String::new();
        for (wire, keys) in rows {
            let _ = writeln!(lines, "    {}: {keys}", Json::from(wire.as_str()));
        }
        Self::of_page(name, title, &format!("payload:\n  fields:\n{lines}"))
    }

    /// A theme whose schema says this beside its title.
    pub(super) fn of_page(name: &'static str, title: &str, rest: &str) -> Self {
        let text = format!("{HEADER}provider: {name}\npage: {{title: {title}, documentedBy: example}}\n{rest}");
        let schemas = vec![(format!("{name}/page.yaml"), text)];
        Self { name, schemas, cases: Vec::new(), payload: format!("{name}/page") }
    }

    /// A theme about schemas that are there already.
    pub(super) fn of_others(name: &'static str) -> Self {
        Self { name, schemas: Vec::new(), cases: Vec::new(), payload: String::new() }
    }

    /// Adds what all pages of the provider share.
    pub(super) fn sharing(mut self, title: &str, types: &str) -> Self {
        let text = format!("{HEADER}provider: {}\ntitle: {title}\ntypes:\n{types}", self.name);
        self.schemas.push((format!("{}/provider.yaml", self.name), text));
        self
    }

    /// A case that is the same in both profiles, which take turns.
    pub(super) fn add(&mut self, name: &str, payload: impl AsRef<[u8]>, violations: Vec<Violation>) {
        let profile = if self.cases.len().is_multiple_of(2) { Profile::Effective } else { Profile::Documented };
        self.add_in(profile, name, payload, violations);
    }

    /// A case of one profile.
    pub(super) fn add_in(
        &mut self,
        profile: Profile,
        name: &str,
        payload: impl AsRef<[u8]>,
        violations: Vec<Violation>,
    ) {
        let name = format!("{}/{name}", self.name);
        let case = Case::new(name, self.payload.clone(), profile, payload.as_ref());
        self.cases.push(Case { expected: Verdict::of(violations), ..case });
    }

    /// A case that is no strict JSON.
    pub(super) fn add_broken(&mut self, name: &str, payload: impl AsRef<[u8]>) {
        self.add(name, payload, Vec::new());
        if let Some(case) = self.cases.last_mut() {
            case.expected = Verdict::syntax();
        }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        self.cases.iter().map(|case| case.line() + "\n").collect()
    }
}

/// A row.
pub(super) fn row(wire: impl Into<String>, keys: impl Into<String>) -> (String, String) {
    (wire.into(), keys.into())
}

/// `{"wire":value}`.
pub(super) fn member(wire: &str, value: &str) -> String {
    format!("{{{}:{value}}}", Json::from(wire))
}

/// A string as JSON.
pub(super) fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// An error of the member of the root.
pub(super) fn broken(wire: &str, keyword: &str) -> Violation {
    Violation::error(format!("/{}", wire.replace('~', "~0").replace('/', "~1")), keyword)
}

/// Errors of the member of the root.
pub(super) fn all_broken(wire: &str, keywords: &[&str]) -> Vec<Violation> {
    keywords.iter().map(|keyword| broken(wire, keyword)).collect()
}
