//! Whatever passes `check` becomes code that compiles without a warning and documents without one, by thousands of types.
//!
//! `COMPILES_SEED` replays a run, `COMPILES_TYPES` makes it longer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fieldwright_codegen::disk::Tree;
use fieldwright_codegen::emit::emit_single;
use fieldwright_codegen::{Files, Model, compile, emit};
use fieldwright_conformance::random::{Names, Options, providers, sources};

/// The repository's root.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What a variable of the environment says, as a number.
fn asked(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap())
}

/// How many structs and enumerations the code has.
fn types(code: &Files) -> usize {
    let is_type = |line: &&str| ["pub struct ", "pub enum "].iter().any(|word| line.trim_start().starts_with(word));
    code.iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "rs"))
        .flat_map(|(_, text)| text.lines())
        .filter(is_type)
        .count()
}

/// A model of random schemas that become so many types at least, and its code. Every other provider is hostile.
fn model(seed: u64, types: usize) -> (Model, Files) {
    let plain = Options { pages: 4, ..Options::default() };
    let hostile = Options { names: Names::Hostile, pages: 3, ..plain };
    let mut count = types.div_ceil(20).max(2);
    loop {
        let mut schemas = providers(seed, count, &plain);
        let names = providers(seed.wrapping_add(1), count, &hostile).into_iter();
        schemas
            .iter_mut()
            .zip(names)
            .filter(|(plain, _)| plain.provider.ends_with(['1', '3', '5', '7', '9']))
            .for_each(|(plain, hostile)| *plain = hostile);
        let sources = sources(&schemas);
        let compiled = compile(&sources);
        let faults: Vec<_> =
            compiled.diagnostics.iter().take(5).map(|found| found.one_line(&sources).to_string()).collect();
        let model = compiled.model.unwrap_or_else(|| panic!("{}", faults.join("\n")));
        let code = emit(&model);
        if self::types(&code) >= types {
            return (model, code);
        }
        count += count / 2;
    }
}

/// A workspace below the target folder that outlives the test, so that only its first run builds the runtime.
struct Workshop(PathBuf);

impl Workshop {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"all\", \"part\"]\n").unwrap();
        Self(folder)
    }

    /// A crate in which every warning is an error.
    fn package(&self, name: &str) -> PathBuf {
        let folder = self.0.join(name);
        fs::create_dir_all(folder.join("src")).unwrap();
        let runtime = Path::new(ROOT).join("runtime").display().to_string().replace('\\', "/");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [features]\ndefault = [\"derives\", \"serde\", \"fixtures\", \"verify\"]\nderives = []\nserde = []\nfixtures = []\n\
             verify = [\"fieldwright/verify\"]\n\n\
             [lints.rust]\nwarnings = \"deny\"\n\n\
             [dependencies]\nfieldwright = {{ path = \"{runtime}\", features = [\"fixtures\", \"serde\"] }}\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        folder
    }

    #[track_caller]
    fn cargo(&self, seed: u64, arguments: &[&str]) -> String {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(&self.0);
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_BUILD_TARGET").env("RUSTDOCFLAGS", "--deny warnings");
        cargo.env("CARGO_TARGET_DIR", self.0.join("target")).env("CARGO_TERM_COLOR", "never");
        let output = cargo.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let first: String = said.lines().take(60).fold(String::new(), |text, line| text + line + "\n");
        assert!(output.status.success(), "{arguments:?} with COMPILES_SEED={seed}\n{first}");
        said + &String::from_utf8_lossy(&output.stdout)
    }
}

#[test]
fn thousands_of_random_types_compile_without_a_warning() {
    let seed = asked("COMPILES_SEED", 1);
    let wanted = usize::try_from(asked("COMPILES_TYPES", 2_000)).unwrap();
    let (model, code) = model(seed, wanted);
    println!("COMPILES_SEED={seed}: {} types of {} payloads", types(&code), model.pages().count());
    let workshop = Workshop::new("generated-compiles");
    Tree::new(workshop.package("all")).plan(&code).unwrap().apply().unwrap();
    // Some of them in one file, as build scripts have them, and as documentation.
    let (part, _) = self::model(seed, wanted.div_ceil(10));
    let folder = workshop.package("part");
    fs::write(
        folder.join("src/lib.rs"),
        "//! Code that is included.\n#![deny(missing_docs)]\ninclude!(\"made.rs\");\n",
    )
    .unwrap();
    fs::write(folder.join("src/made.rs"), emit_single(&part)).unwrap();

    workshop.cargo(seed, &["check", "--workspace"]);
    workshop.cargo(seed, &["check", "--package", "all", "--no-default-features"]);
    workshop.cargo(seed, &["doc", "--no-deps", "--package", "part"]);
    let tests = workshop.cargo(seed, &["test", "--doc", "--package", "part"]);
    assert!(tests.contains("running 0 tests"), "texts of schemas ran as tests, with COMPILES_SEED={seed}: {tests}");
}
