//! Importing pages, and comparing what comes out by the path of its rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::model::{Content, Field, Kind, Model, Page, TypeId, Value};
use fieldwright_codegen::{SourceFile, Sources, compile};

use super::{fieldwright, stderr, stdout, with_input};

/// A page that was imported: the schema, its model, and what the program said.
pub(crate) struct Import {
    pub(crate) schema: String,
    pub(crate) said: String,
    pub(crate) model: Model,
}

impl Import {
    pub(crate) fn page(&self) -> &Page {
        self.model.pages().next().unwrap()
    }

    pub(crate) fn rows(&self) -> BTreeMap<String, Value> {
        rows(&self.model, self.page())
    }

    pub(crate) fn reviews(&self) -> usize {
        self.schema.matches("# review: ").count()
    }
}

/// Imports a page from stdin; the schema has to pass `check`.
pub(crate) fn import(page: &[u8], args: &[&str]) -> Import {
    let mut all = vec!["import", "-", "--provider", "acme", "--read", "2026-11-21"];
    all.extend(args);
    let output = with_input(fieldwright(&all), page);
    let (schema, said) = (stdout(&output), stderr(&output));
    assert_eq!(output.status.code(), Some(0), "{said}\n{schema}");
    let file = SourceFile {
        path: "schemas/acme/page.yaml".to_owned(),
        provider: "acme".to_owned(),
        stem: "page".to_owned(),
        text: schema.clone(),
    };
    let sources = Sources::new(vec![file]);
    let compiled = compile(&sources);
    let shown: Vec<_> = compiled.diagnostics.iter().map(|one| one.one_line(&sources).to_string()).collect();
    let model = compiled.model.unwrap_or_else(|| panic!("{}\n{schema}", shown.join("\n")));
    Import { schema, said, model }
}

/// The page of the repository's own schemas.
pub(crate) fn repository() -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let sources = fieldwright_codegen::disk::read(&root).unwrap();
    compile(&sources).model.unwrap()
}

/// Every row by its path: `header:NAME`, `/data/ewallets/*/amount`.
pub(crate) fn rows(model: &Model, page: &Page) -> BTreeMap<String, Value> {
    let mut rows = BTreeMap::new();
    for header in &page.headers {
        rows.insert(format!("header:{}", header.name.wire), header.value.clone());
    }
    object(model, page.root, "", &mut rows);
    rows
}

fn object(model: &Model, id: TypeId, above: &str, rows: &mut BTreeMap<String, Value>) {
    for Field { name, value, .. } in &model.object(id).unwrap().fields {
        let path = format!("{above}/{}", name.wire);
        rows.insert(path.clone(), value.clone());
        let mut content = &value.content;
        let mut below = path;
        if value.effective.kind == Kind::Array {
            below += "/*";
        }
        while let Content::Items(inner) = content {
            content = &inner.content;
        }
        if let Content::Object(id) = content {
            object(model, *id, &below, rows);
        }
    }
}

/// Pages that are not part of the repository. `None`, and a word about it: they are not here.
pub(crate) fn elsewhere(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if folder.exists() {
        return Some(folder);
    }
    #[allow(clippy::print_stdout, reason = "a test that does nothing says so")]
    {
        println!("skipped: {path} is not here");
    }
    None
}

/// The files of a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A page with one field table, from its header and its lines.
pub(crate) fn table(header: &str, lines: &[&str]) -> String {
    let columns = header.matches('|').count() - 1;
    format!("# Thing\n\n## Fields\n\n{header}\n|{}\n{}\n", " --- |".repeat(columns), lines.join("\n"))
}
