//! The ways as crates: `<way>/types` has the types, `<way>/user` decodes five of the payloads.

use std::error::Error;
use std::path::Path;

use fieldwright_codegen::{compile, disk, emit};

use crate::pages::Page;
use crate::{Outcome, plain, put, yaml};

/// The runtime, from whatever folder this was built in.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime");

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

/// So many pages are compiled in all ways.
#[cfg(feature = "typify")]
const SOME: usize = 10;

/// Payloads that the using crate decodes.
const ROOTS: usize = 5;

pub fn write(folder: &Path, pages: &[Page]) -> Outcome {
    ours(&folder.join("ours"), pages)?;
    krate(&folder.join("serde"), SERDE, Some(&plain::source(pages)), &generic_user(pages))?;
    typify(folder, pages)
}

#[cfg(feature = "typify")]
fn typify(folder: &Path, pages: &[Page]) -> Outcome {
    // With the rules its output is ten times as long; once is enough to see what that comes to.
    let ways = [("typify", false), ("typify-rules", true)];
    for (way, rules) in ways.into_iter().filter(|(_, rules)| !rules || pages.len() <= SOME) {
        let source = crate::typified::source(pages, rules)?;
        let dependencies = format!("{SERDE}regress = \"*\"\n");
        krate(&folder.join(way), &dependencies, Some(&source), &generic_user(pages))?;
    }
    Ok(())
}

#[cfg(not(feature = "typify"))]
fn typify(_: &Path, _: &[Page]) -> Outcome {
    Ok(())
}

fn ours(folder: &Path, pages: &[Page]) -> Outcome {
    let schemas = folder.join("schemas");
    yaml::write(&schemas, pages)?;
    let sources = disk::read(&schemas)?;
    let compiled = compile(&sources);
    let model = compiled.model.ok_or_else(|| {
        let lines: Vec<String> =
            compiled.diagnostics.iter().map(|found| found.one_line(&sources).to_string()).collect();
        lines.join("\n")
    })?;
    for (path, text) in emit(&model).iter().filter(|(path, _)| path.starts_with("src/")) {
        put(&folder.join("types").join(path), text)?;
    }
    let runtime = format!("fieldwright = {{ path = {RUNTIME:?} }}\n");
    krate(folder, &runtime, None, &our_user(pages))
}

/// Both crates of a way, in a workspace of their own.
fn krate(folder: &Path, dependencies: &str, types: Option<&str>, user: &str) -> Result<(), Box<dyn Error>> {
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    write_all(
        folder,
        &[
            ("Cargo.toml", "[workspace]\nmembers = [\"types\", \"user\"]\nresolver = \"3\"\n"),
            (
                "types/Cargo.toml",
                &format!(
                    "{}\n[features]\ndefault = [\"derives\", \"serde\"]\nderives = []\nserde = []\nfixtures = []\n\n\
                 [dependencies]\n{dependencies}",
                    package("types")
                ),
            ),
            (
                "user/Cargo.toml",
                &format!("{}\n[dependencies]\ntypes = {{ path = \"../types\" }}\n{dependencies}", package("user")),
            ),
            ("user/src/main.rs", user),
        ],
    )?;
    types.map_or(Ok(()), |types| write_all(folder, &[("types/src/lib.rs", types)]))
}

fn write_all(folder: &Path, files: &[(&str, &str)]) -> Outcome {
    files.iter().try_for_each(|(path, text)| put(&folder.join(path), text))
}

/// Decodes and judges.
fn our_user(pages: &[Page]) -> String {
    let calls = pages.iter().take(ROOTS).enumerate().map(|(index, page)| {
        let root = &page.structs[0].name;
        format!(
            "    if let Ok(payload) = types::{}::{root}::decode_unverified(&body) {{\n        \
             println!(\"{{}}\", payload.validate(fieldwright::Profile::Effective).is_valid());\n    }}\n",
            yaml::provider(index)
        )
    });
    user(&calls.collect::<String>())
}

/// Decodes; there is nothing to judge by.
fn generic_user(pages: &[Page]) -> String {
    let calls = pages.iter().take(ROOTS).map(|page| {
        let root = &page.structs[0].name;
        format!("    println!(\"{{}}\", serde_json::from_slice::<types::{root}>(&body).is_ok());\n")
    });
    user(&calls.collect::<String>())
}

fn user(calls: &str) -> String {
    format!("fn main() {{\n    let body = std::fs::read(\"payload.json\").unwrap_or_default();\n{calls}}}\n")
}
