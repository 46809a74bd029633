//! Cases on their way into the set: with their schemas, if those are new.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use fieldwright_codegen::{SourceFile, Sources, compile, tables};

use super::case::{Case, Verdict};
use super::executor::{file, judge};
use super::set::{SCHEMAS, case_files, cases, own_schemas};
use crate::failure::Failure;

/// The file that people's cases go to.
pub(crate) const FILE: &str = "found.hand.ndjson";

/// A case that was added, and what the engine says of it.
pub(crate) struct Added {
    pub(crate) case: Case,
    pub(crate) engine: Verdict,
}

/// Adds the cases of a text, a line each. If one cannot be added, none is.
pub(crate) fn add(folder: &Path, others: &Sources, text: &str) -> Result<Vec<Added>, Failure> {
    let mut names = HashSet::new();
    for path in case_files(folder)? {
        names.extend(cases(&path)?.into_iter().map(|case| case.name));
    }
    let known = own_schemas(folder)?;
    let mut files: Vec<SourceFile> = known.files().to_vec();
    let mut new_files = Vec::new();
    let mut new_cases = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let here = number + 1;
        let mut case = Case::read(line).map_err(|why| Failure::new(format!("line {here}: this is no case: {why}")))?;
        if !names.insert(case.name.clone()) {
            return Err(Failure::new(format!("line {here}: there is a case `{}` already", case.name))
                .help("give this one another name"));
        }
        for source in std::mem::take(&mut case.sources) {
            let path = source.path.clone();
            let new = file(source).ok_or_else(|| Failure::new(format!("line {here}: `{path}` is no schema's path")))?;
            match files.iter().find(|known| (&known.provider, &known.stem) == (&new.provider, &new.stem)) {
                Some(known) if known.text == new.text => {}
                Some(_) => {
                    return Err(Failure::new(format!("line {here}: there is another schema `{path}` already"))
                        .help("give the provider of this one another name"));
                }
                None => {
                    files.push(new.clone());
                    new_files.push((path, new));
                }
            }
        }
        new_cases.push(case);
    }
    let added = judged(new_cases, &Sources::new(files), others)?;
    write(folder, &new_files, &added)?;
    Ok(added)
}

/// Each case with what the engine says, by the schemas as they will be.
fn judged(cases: Vec<Case>, own: &Sources, others: &Sources) -> Result<Vec<Added>, Failure> {
    let compiled = compile(own);
    let Some(model) = compiled.model else {
        let message = compiled.diagnostics.first().map(|found| found.message.clone()).unwrap_or_default();
        return Err(Failure::new(format!("with this schema the set's would have errors: {message}")));
    };
    let others = compile(others).model.unwrap_or_default();
    let mut added = Vec::new();
    for case in cases {
        let found = [&model, &others].into_iter().find_map(|model| Some((model, model.page(&case.schema)?)));
        let (model, page) = found.ok_or_else(|| {
            Failure::new(format!("the case `{}` names no schema: `{}`", case.name, case.schema))
                .help("a case may bring its schema along, under `sources`")
        })?;
        let body = case.bytes().map_err(Failure::new)?;
        let engine = judge(&body, tables::shape(model, page), case.profile.into());
        added.push(Added { case, engine });
    }
    Ok(added)
}

/// The schemas first: cases without them would spoil the set.
fn write(folder: &Path, files: &[(String, SourceFile)], added: &[Added]) -> Result<(), Failure> {
    let failed =
        |path: &Path, error: &std::io::Error| Failure::new(format!("cannot write `{}`: {error}", path.display()));
    for (path, file) in files {
        let path = folder.join(SCHEMAS).join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
        }
        fs::write(&path, &file.text).map_err(|error| failed(&path, &error))?;
    }
    let path = folder.join(FILE);
    let lines: String = added.iter().map(|added| added.case.line() + "\n").collect();
    let mut file =
        fs::OpenOptions::new().create(true).append(true).open(&path).map_err(|error| failed(&path, &error))?;
    file.write_all(lines.as_bytes()).map_err(|error| failed(&path, &error))
}
