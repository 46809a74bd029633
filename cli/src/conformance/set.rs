//! A set on disk: files of cases, and the schemas that they name.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{fs, io};

use fieldwright_codegen::{SourceFile, Sources, compile, disk};
use serde_json::Value as Json;

use super::case::{Case, Source};
use super::protocol::Request;
use super::rules::rules;
use crate::failure::Failure;

/// The folder of the schemas, below that of the cases.
pub(super) const SCHEMAS: &str = "schemas";

/// A folder of cases.
pub(crate) struct Set {
    /// The files by their names, each with its cases.
    pub(crate) files: Vec<(String, Vec<Case>)>,
    /// What announces each schema.
    announcements: HashMap<String, Request>,
}

impl Set {
    /// Reads a set. Cases may name its own schemas, and the `others`.
    pub(crate) fn read(folder: &Path, others: &Sources) -> Result<Self, Failure> {
        let own = own_schemas(folder)?;
        let mut files = Vec::new();
        for path in case_files(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, cases(&path)?));
        }
        if files.iter().all(|(_, cases)| cases.is_empty()) {
            return Err(Failure::new(format!("there is no case in `{}`", folder.display()))
                .help("cases are lines of files such as `lengths.ndjson`"));
        }
        let mut announcements = HashMap::new();
        for sources in [others, &own] {
            announcements.extend(announce(sources)?);
        }
        Ok(Self { files, announcements })
    }

    /// How many cases there are.
    pub(crate) fn count(&self) -> usize {
        self.files.iter().map(|(_, cases)| cases.len()).sum()
    }

    /// What announces a schema.
    pub(super) fn announcement(&self, schema: &str) -> Option<&Request> {
        self.announcements.get(schema)
    }
}

/// The nearest folder `conformance` with cases in it, from where we are upward.
pub(crate) fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let folders = here.ancestors().map(|folder| folder.join("conformance"));
    folders.into_iter().find(|folder| case_files(folder).is_ok_and(|files| !files.is_empty()))
}

/// The files of cases, in the order of their names.
pub(super) fn case_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error: io::Error| Failure::new(format!("cannot read `{}`: {error}", folder.display()));
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).map_err(unreadable)?.collect();
    let mut files: Vec<PathBuf> = entries.map_err(unreadable)?.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ndjson"));
    files.sort();
    Ok(files)
}

/// The cases of a file.
pub(super) fn cases(path: &Path) -> Result<Vec<Case>, Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            Case::read(line).map_err(|why| {
                Failure::new(format!("{shown}:{}: this is no case: {why}", number + 1))
                    .help("`docs/conformance.md` has the form of a case")
            })
        })
        .collect()
}

/// The set's own schemas, if it has any.
pub(super) fn own_schemas(folder: &Path) -> Result<Sources, Failure> {
    let folder = folder.join(SCHEMAS);
    if !folder.exists() {
        return Ok(Sources::default());
    }
    disk::read(&folder).map_err(|error| Failure::new(error.to_string()))
}

/// The announcement of each page.
fn announce(sources: &Sources) -> Result<BTreeMap<String, Request>, Failure> {
    let compiled = compile(sources);
    let Some(model) = compiled.model else {
        let first = compiled.diagnostics.first();
        let place = first.and_then(|found| found.labels.first()).map(|label| sources.place(label.span));
        let place = place.map_or_else(String::new, |at| format!("{}:{}:{}: ", at.file, at.line, at.column));
        let message = first.map(|found| found.message.as_str()).unwrap_or_default();
        return Err(Failure::new(format!("the set's schemas have errors: {place}{message}"))
            .help("`fieldwright check --schemas DIR` shows all of them"));
    };
    let mut announcements = BTreeMap::new();
    for page in model.pages() {
        let files = sources.files().iter().filter(|file| {
            format!("{}/{}", file.provider, file.stem) == page.payload
                || page.payload.starts_with(&format!("{}/", file.provider)) && file.stem == "provider"
        });
        let sources = files.map(source).collect();
        let rules: Json = rules(&model, page);
        let request = Request::Schema { schema: page.payload.clone(), sources, rules };
        announcements.insert(page.payload.clone(), request);
    }
    Ok(announcements)
}

fn source(file: &SourceFile) -> Source {
    Source { path: format!("{}/{}.yaml", file.provider, file.stem), text: file.text.clone() }
}
