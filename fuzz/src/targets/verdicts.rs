//! The engine beside the plain judge.

use fieldwright::{Severity, Shape, Violation};
use fieldwright_codegen::Model;
use fieldwright_codegen::judge::judge;
use fieldwright_codegen::model::Page;
use serde_json::Value as Json;

use super::numbers::same_numbers;
use crate::schemas::{LOADED, PROFILES};

/// By the tables and by the plain judge, a payload breaks the same rules at the same places. The first byte says whose.
pub fn verdicts(data: &[u8]) {
    let Some((which, text)) = data.split_first() else { return };
    let pages: Vec<_> = LOADED
        .iter()
        .flat_map(|loaded| loaded.model.pages().zip(&loaded.shapes).map(|(page, shape)| (&loaded.model, page, *shape)))
        .collect();
    let Some((model, page, shape)) = pages.get(usize::from(*which) % pages.len()) else { return };
    compare(model, page, shape, text);
}

fn compare(model: &Model, page: &Page, shape: &'static Shape, text: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Json>(text) else { return };
    // The judge reads numbers as `serde_json` keeps them, so both are given the text that it writes.
    let plain = value.to_string();
    for (profile, side) in PROFILES {
        let mut expected: Vec<_> = judge(model, page, &value, side).iter().map(ToString::to_string).collect();
        expected.sort();
        let found = |text: &[u8]| {
            let report = fieldwright::validate(text, shape, profile).ok()?;
            let errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error).count();
            assert_eq!(report.is_valid(), errors == 0);
            let mut found: Vec<_> = report.violations.iter().map(shown).collect();
            found.sort();
            (report.omitted == 0).then_some(found)
        };
        let Some(of_plain) = found(plain.as_bytes()) else { return };
        assert_eq!(of_plain, expected, "{} by the {profile} rules, {plain}", page.payload);
        let Ok(text) = std::str::from_utf8(text) else { return };
        if let Some(of_text) = found(text.as_bytes()).filter(|_| same_numbers(text, &plain)) {
            assert_eq!(of_text, expected, "{} by the {profile} rules, {text}", page.payload);
        }
    }
}

/// A violation as the judge shows its findings.
fn shown(violation: &Violation) -> String {
    let warning = if violation.severity == Severity::Warning { "warning:" } else { "" };
    let member = violation.property.map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1")));
    let pointer = format!("{}{}", violation.pointer, member.unwrap_or_default());
    let space = if pointer.is_empty() { "" } else { " " };
    format!("{warning}{}{space}{pointer}", violation.keyword.word())
}
