//! What other tests rely on: random schemas pass `check`, are the same for the same seed, and say everything that schemas
//! can say.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fieldwright_codegen::compile;
use fieldwright_conformance::random::{Names, Options, providers, sources};

fn shown(options: Options, seed: u64, count: usize) -> String {
    let schemas = providers(seed, count, &options);
    let mut all = String::new();
    let mut faults = Vec::new();
    for schema in &schemas {
        let sources = sources(std::slice::from_ref(schema));
        let compiled = compile(&sources);
        let messages: Vec<String> = compiled
            .diagnostics
            .iter()
            .map(|found| {
                let place = found.labels.first().map(|label| sources.place(label.span));
                format!("{} {} {place:?}", found.code, found.message)
            })
            .collect();
        faults.extend(messages);
        all.extend(schema.files().into_iter().map(|file| file.text));
        assert!(faults.is_empty() == compiled.model.is_some() || !faults.is_empty(), "{all}");
    }
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), faults.get(..30.min(faults.len())));
    all
}

#[test]
fn plain_schemas_pass_check_and_say_everything() {
    let options = Options { pages: 2, ..Options::default() };
    let all = shown(options, 1, 300);
    assert_eq!(all, shown(options, 1, 300));
    for word in [
        "minLength",
        "maxLength",
        "lengthUnit",
        "bytes",
        "utf16",
        "enum",
        "const",
        "pattern",
        "format",
        "allowEmpty",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "nullable",
        "required",
        "items",
        "base",
        "exactlyOneOf",
        "atMostOneOf",
        "atLeastOneOf",
        "severity",
        "narrow",
        "examples",
        "sensitive",
        "headers",
        "any",
        "boolean",
    ] {
        assert!(all.contains(&format!("\"{word}\"")), "no {word}");
    }
}

#[test]
fn hostile_schemas_pass_check() {
    shown(Options { names: Names::Hostile, pages: 3, ..Options::default() }, 2, 300);
}
