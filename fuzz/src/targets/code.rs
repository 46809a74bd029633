//! A model → code.

use std::path::Path;
use std::process::Command;

use fieldwright_codegen::emit::emit_single;
use fieldwright_codegen::{Model, compile, emit};

use crate::schemas;

/// Whatever passes `check` becomes code that is Rust, and fixtures that are JSON.
pub fn model_code(data: &[u8]) {
    let Some(model) = model(data) else { return };
    let files = emit(&model);
    for (path, text) in files.iter() {
        assert!(path.split('/').all(|part| !part.is_empty() && !part.starts_with('.')), "{path}");
        match Path::new(path).extension().and_then(|ending| ending.to_str()) {
            Some("rs") => rust(path, text),
            Some("ndjson") => {
                for line in text.lines() {
                    assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{path}: {line}");
                }
            }
            _ => {}
        }
    }
    rust("in one file", &emit_single(&model));
}

/// The same, by the compiler itself: slow, and so no part of a bounded run. It builds the runtime first.
pub fn compiles(data: &[u8]) {
    let Some(model) = model(data) else { return };
    let folder = tempfile::tempdir().expect("there is room");
    let manifest = format!(
        "[package]\nname = \"made\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[lints.rust]\nwarnings = \"deny\"\n\
         [dependencies]\nfieldwright = {{ path = \"{}\" }}\n",
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").display()
    );
    std::fs::create_dir(folder.path().join("src")).expect("there is room");
    let root = "//! Made.\ninclude!(\"all.rs\");\n".to_owned();
    for (name, text) in [("Cargo.toml", manifest), ("src/lib.rs", root), ("src/all.rs", emit_single(&model))] {
        std::fs::write(folder.path().join(name), text).expect("there is room");
    }
    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--offline", "--quiet"]).current_dir(folder.path());
    // Beside the fuzzers' own, without their flags.
    cargo.env("CARGO_TARGET_DIR", std::env::temp_dir().join("fieldwright-fuzz-compiles")).env_remove("RUSTFLAGS");
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Whether there is code to be looked at.
#[must_use]
pub fn passes_check(data: &[u8]) -> bool {
    model(data).is_some()
}

fn model(data: &[u8]) -> Option<Model> {
    compile(&schemas::sources(std::str::from_utf8(data).ok()?)).model
}

fn rust(path: &str, text: &str) {
    if let Err(error) = syn::parse_file(text) {
        panic!("{path}: {error}\n{text}");
    }
}
