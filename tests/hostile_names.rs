//! Whatever a schema calls things and says of them, it gets an error that shows every place that has to do with it, or
//! code that compiles without a warning, under the names that `docs/schema-language.md` promises.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fieldwright_codegen::disk::{self, Tree};
use fieldwright_codegen::emit::emit_single;
use fieldwright_codegen::{Model, SourceFile, Sources, compile, emit};
use support::{ROOT, Workshop, file, found, succeeds};

/// Words of Rust, of its prelude, of the crates that are linked and of generated code itself.
const WORDS: &str = "self Self super crate gen type async dyn union raw macro_rules \
    Option Vec String Some None Err Result Copy Clone Debug Default PartialEq Eq Ord PartialOrd Hash Send From ToOwned \
    Choice Choices Class DecodeErrors Decoded Field Fixtures Format Group Groups LengthUnit Maybe Next Number Pattern \
    Place Profile Range Raw Reader Record Report Rule Severity Shape Slot Step UnknownEvent \
    Fields Documented View Items debug equal discriminator is_one_of Serialize Serializer Deserialize Deserializer Cow fmt Fixture Measure \
    Event Events File Payload Unknown A N3 fieldwright std core serde_core types mod lib schema main bin \
    str u8 i64 bool usize decode validate to_json into_owned shape member index reader at rule f body as_str set_known \
    Ack ApiKeyEndpoint HmacSha256Endpoint Endpoint Verified Webhook Contract Authentication Part Encoding Secret \
    UncheckedSignature Decode DecodeUnverified url key contract authentication verify sign \
    vec panic include_str cfg doc";

/// The word in every role, one page a role, each in a folder of its own.
fn roles(number: usize, word: &str) -> Vec<SourceFile> {
    let stem = word.to_lowercase().replace('_', "-");
    let mut letters = word.chars();
    let first = letters.next().unwrap().to_ascii_uppercase();
    let pascal: String = std::iter::once(first).chain(letters).filter(|&letter| letter != '_').collect();
    let page = |folder: &str, stem: &str, payload: &str| {
        let event = "event: {at: /t}";
        let text = format!(
            "provider: {folder}\npage: {{title: T}}\n{event}\npayload: {{typeName: {payload}, t: {{const: b}}}}}}\n"
        );
        file(&format!("{folder}/{stem}.yaml"), &text)
    };
    let folder = |role: &str| format!("{role}{number}");
    let object = format!("Page, fields: {{{word}: {{typeName: {pascal}, fields: {{x: {{type: any}}}}}}");
    let values = format!("Page, fields: {{{word}: {{typeName: {pascal}, enum: [x, {word}], sensitive: true}}");
    vec![
        page(
            &folder("field"),
            "page",
            &format!("Page, fields: {{{word}: {{type: string}}, n: {{type: number, minimum: 1}}"),
        ),
        page(&folder("object"), "page", &object),
        page(&folder("values"), "page", &values),
        page(&folder("root"), "page", &format!("{pascal}, fields: {{x: {{type: boolean}}")),
        page(&folder("stem"), &stem, "Page, fields: {x: {type: string, pattern: '^[a-z]{2}'}"),
        page(&stem, "page", "Page, fields: {x: {type: integer}"),
    ]
}

/// Every word in every role that it may have. One that may not is refused as taken, as a keyword or as there already.
fn words() -> Vec<SourceFile> {
    let mut files: Vec<_> =
        WORDS.split_whitespace().enumerate().flat_map(|(number, word)| roles(number, word)).collect();
    // Folders called alike but for case or hyphens are another test's.
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.path.clone()));
    let sources = Sources::new(files);
    let mut refused = std::collections::HashSet::new();
    for diagnostic in compile(&sources).diagnostics {
        let found = found(&sources, &diagnostic);
        let why = ["F0303", "F0304"].into_iter().any(|code| found.starts_with(code));
        let twice = found.starts_with("F0302") && diagnostic.labels.len() == 2;
        assert!(why || twice, "{found}: {}", diagnostic.message);
        refused.insert(diagnostic.labels[0].span.file);
    }
    let files = sources.files().iter().enumerate();
    files.filter(|(index, _)| !refused.contains(index)).map(|(_, file)| file.clone()).collect()
}

/// More of everything than any page has.
fn large() -> SourceFile {
    let mut text = "provider: large\npage: {title: Large}\npayload:\n  fields:\n".to_owned();
    for row in 0..300 {
        writeln!(text, "    row{row}: {{type: string, maxLength: {row}, required: {}}}", row % 2 == 0).unwrap();
    }
    writeln!(text, "    long: {{type: string, doc: \"{}\"}}", "long * [doc] ``` ".repeat(230)).unwrap();
    writeln!(text, "    \"{}\": {{type: string, name: long_name}}", "n".repeat(1_000)).unwrap();
    let values: Vec<_> = (0..300).map(|value| format!("value{value}")).collect();
    writeln!(text, "    word: {{enum: [{}]}}", values.join(", ")).unwrap();
    let mut depth = "{type: integer}".to_owned();
    for level in 0..25 {
        depth = format!("{{fields: {{level{level}: {depth}}}}}");
    }
    writeln!(text, "    deep: {depth}").unwrap();
    file("large/page.yaml", &text)
}

fn model() -> Model {
    let mut files = words();
    files.push(large());
    files.extend_from_slice(disk::read(&Path::new(ROOT).join("tests/hostile_names/schemas")).unwrap().files());
    let sources = Sources::new(files);
    let compiled = compile(&sources);
    let found: Vec<_> = compiled.diagnostics.iter().map(|found| found.one_line(&sources).to_string()).collect();
    compiled.model.unwrap_or_else(|| panic!("{}", found.join("\n")))
}

/// A crate's manifest; every warning in it is an error.
fn manifest(name: &str, more: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [features]\ndefault = [\"derives\", \"serde\", \"fixtures\", \"verify\"]\nderives = []\nserde = []\nfixtures = []\n\
         verify = [\"fieldwright/verify\"]\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n\
         [dependencies]\nfieldwright = {{ path = \"{}\", features = [\"fixtures\", \"serde\"] }}\n{more}",
        Path::new(ROOT).join("runtime").display().to_string().replace('\\', "/")
    )
}

#[test]
fn what_is_not_refused_compiles_under_the_promised_names() {
    let workshop = Workshop::new("hostile-names");
    let model = model();
    let write = |path: &str, text: &str| {
        let path = workshop.folder.join(path);
        // What is the same is left alone, so that cargo has nothing to do in the next run.
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    Tree::new(workshop.folder.join("emitted")).plan(&emit(&model)).unwrap().apply().unwrap();
    write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"emitted\", \"single\", \"consumer\"]\n");
    fs::copy(Path::new(ROOT).join("Cargo.lock"), workshop.folder.join("Cargo.lock")).unwrap();
    write("emitted/Cargo.toml", &manifest("emitted", ""));
    write("single/Cargo.toml", &manifest("single", ""));
    write("single/src/lib.rs", "//! Code that is included.\n#![deny(missing_docs)]\ninclude!(\"all.rs\");\n");
    write("single/src/all.rs", &emit_single(&model));
    write("consumer/Cargo.toml", &manifest("consumer", "emitted = { path = \"../emitted\" }\n"));
    write("consumer/src/main.rs", include_str!("hostile_names/consumer.rs"));

    succeeds(&mut workshop.cargo("", &["check", "--workspace"]));
    succeeds(&mut workshop.cargo("", &["check", "--package", "emitted", "--no-default-features"]));
    succeeds(workshop.cargo("", &["doc", "--no-deps", "--package", "emitted"]).env("RUSTDOCFLAGS", "--deny warnings"));
    let tests = succeeds(&mut workshop.cargo("", &["test", "--doc", "--package", "emitted"]));
    assert!(tests.contains("running 0 tests"), "{tests}");
    succeeds(&mut workshop.cargo("", &["run", "--package", "consumer"]));
}
