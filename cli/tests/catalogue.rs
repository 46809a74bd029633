//! The built-in catalogue is a copy of the workspace's schemas. A package may hold only what lies in its own folder, so
//! there must be a copy; this test sees to it that it is one, and `BLESS=1` makes it so.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Texts by `<provider>/<page>.yaml`.
type Files = BTreeMap<String, String>;

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn is_schema(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "yaml")
}

fn read(folder: &Path) -> Files {
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
    };
    let mut files = Files::new();
    for provider in names(folder) {
        for name in names(&folder.join(&provider)).into_iter().filter(|name| is_schema(name)) {
            let text = fs::read_to_string(folder.join(&provider).join(&name)).unwrap();
            files.insert(format!("{provider}/{name}"), text);
        }
    }
    files
}

/// The text of `src/catalogue/files.rs`.
fn list(files: &Files) -> String {
    let mut text = "\
//! Written by `BLESS=1 cargo test -p fieldwright-cli --test catalogue`.

/// Provider, stem and text of every schema, in the order of their paths.
#[rustfmt::skip]
pub(super) const FILES: &[(&str, &str, &str)] = &[
"
    .to_owned();
    for path in files.keys() {
        let (provider, stem) = path.strip_suffix(".yaml").unwrap().split_once('/').unwrap();
        writeln!(text, "    (\"{provider}\", \"{stem}\", include_str!(\"../../catalogue/{path}\")),").unwrap();
    }
    text + "];\n"
}

#[test]
fn the_catalogue_is_a_copy_of_the_schemas() {
    let schemas = read(&package().join("../schemas"));
    if schemas.is_empty() {
        // A package that was taken out of its workspace has nothing to be a copy of.
        return;
    }
    let (catalogue, list_file) = (package().join("catalogue"), package().join("src/catalogue/files.rs"));
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&catalogue);
        for (path, text) in &schemas {
            let place = catalogue.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        fs::write(&list_file, list(&schemas)).unwrap();
    }
    let mend = "`BLESS=1 cargo test -p fieldwright-cli --test catalogue` copies the schemas anew";
    let copies = read(&catalogue);
    assert_eq!(copies.keys().collect::<Vec<_>>(), schemas.keys().collect::<Vec<_>>(), "{mend}");
    for (path, text) in &schemas {
        assert!(copies.get(path) == Some(text), "{path} differs: {mend}");
    }
    assert_eq!(fs::read_to_string(list_file).unwrap(), list(&schemas), "{mend}");
}
