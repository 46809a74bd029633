//! YAML → model.

use fieldwright_codegen::compile;
use fieldwright_codegen::diagnostic::Severity;

use crate::schemas;

/// A schema becomes a model, or errors that each point at a piece of the text.
pub fn yaml_model(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let sources = schemas::sources(text);
    let compiled = compile(&sources);
    for found in &compiled.diagnostics {
        for label in &found.labels {
            let text = &sources.files()[label.span.file].text;
            assert!(text.get(label.span.start..label.span.end).is_some(), "{found:?}");
        }
        let line = found.one_line(&sources).to_string();
        assert!(!line.contains(['\r', '\0', '\u{1b}', '\u{202e}']), "{line:?} would draw on the terminal");
    }
    let failed = compiled.diagnostics.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(compiled.model.is_none(), failed, "a model, or an error that says why there is none");
}
