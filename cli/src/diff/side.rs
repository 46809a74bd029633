//! One of the two things that are compared: a folder of schemas, a page, or either of them as git has it.

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::disk::{self, MAX_SCHEMA_BYTES};
use fieldwright_codegen::model::{Model, Page, Place};
use fieldwright_codegen::{SourceFile, Sources, compile};

use super::git;
use crate::failure::Failure;
use crate::output::Console;
use crate::render;
use crate::schemas::{Origin, Schemas};

/// A side, checked.
pub(crate) struct Side {
    model: Model,
    /// Where a single page is asked for.
    payload: Option<String>,
    schemas: Schemas,
}

/// The file that a provider's pages share.
const SHARED: &str = "provider";

impl Side {
    /// Reads and checks what an argument names.
    pub(crate) fn read(argument: &str, console: &mut Console) -> Result<Self, Failure> {
        let path = Path::new(argument);
        let (schemas, wanted) = if path.is_dir() {
            (folder(path)?, None)
        } else if path.exists() {
            file(path)?
        } else if let Some((revision, path)) = argument.split_once(':').filter(|(revision, _)| !revision.is_empty()) {
            in_git(revision, path)?
        } else {
            return Err(Failure::new(format!("there is no `{argument}`")).help(
                "a side is a folder of schemas, a page's file, or either of them in git, as in `HEAD~1:schemas`",
            ));
        };
        Self::checked(argument, schemas, wanted, console)
    }

    fn checked(
        argument: &str,
        schemas: Schemas,
        wanted: Option<String>,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        let compiled = compile(&schemas.sources);
        let Some(model) = compiled.model else {
            render::all(console, &schemas, &compiled.diagnostics);
            return Err(Failure::Shown);
        };
        match wanted {
            Some(payload) if model.page(&payload).is_none() => {
                Err(Failure::new(format!("`{argument}` is no page"))
                    .help("give both folders to compare what pages share"))
            }
            payload => Ok(Self { model, payload, schemas }),
        }
    }

    /// The model, and the page where there is only one in question.
    pub(crate) fn parts(&self) -> (&Model, Option<&Page>) {
        (&self.model, self.payload.as_ref().and_then(|payload| self.model.page(payload)))
    }

    /// `old/acme/order-paid.yaml:12:7`.
    pub(crate) fn shown(&self, place: &Place) -> String {
        format!("{}:{}:{}", self.schemas.shown(&place.file), place.line, place.column)
    }

    /// The file alone.
    pub(crate) fn file(&self, place: &Place) -> String {
        self.schemas.shown(&place.file)
    }
}

fn folder(path: &Path) -> Result<Schemas, Failure> {
    let failed = |error: &disk::ReadError| Failure::new(error.to_string());
    let sources = disk::read(path).map_err(|error| failed(&error))?;
    if sources.files().is_empty() {
        return Err(Failure::new(format!("there is no schema in `{}`", path.display()))
            .help("a folder of schemas has a folder for each provider"));
    }
    Ok(Schemas { origin: Origin::Folder(path.to_owned()), sources })
}

/// A page with everything that its folder says of its provider. The folder may be called as it likes, and so may the file:
/// copies of a page are compared as well.
fn file(path: &Path) -> Result<(Schemas, Option<String>), Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut files = vec![(name(path), text(path)?)];
    for ending in ["yaml", "yml"] {
        let shared = folder.join(format!("{SHARED}.{ending}"));
        if shared != path && shared.is_file() {
            files.push((name(&shared), text(&shared)?));
        }
    }
    Ok(page(files, folder))
}

/// The first file is the page, and says whose it is.
fn page(files: Vec<(String, String)>, folder: &Path) -> (Schemas, Option<String>) {
    let provider = files.first().and_then(|(_, text)| provider(text)).unwrap_or_else(|| name(folder));
    let source = |(name, text): (String, String)| {
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem).to_owned();
        SourceFile { path: format!("schemas/{name}"), provider: provider.clone(), stem, text }
    };
    let files: Vec<SourceFile> = files.into_iter().map(source).collect();
    let payload = files.first().map(|page| format!("{provider}/{}", page.stem));
    (Schemas { origin: Origin::Folder(folder.to_owned()), sources: Sources::new(files) }, payload)
}

/// What stands behind `provider:` at the start of a line.
fn provider(text: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.strip_prefix("provider:"))?;
    let value = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn text(path: &Path) -> Result<String, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("cannot read `{}`: {error}", path.display()));
    let length = fs::metadata(path).map_err(|error| failed(&error))?.len();
    if length > MAX_SCHEMA_BYTES {
        return Err(failed(&format!("longer than {MAX_SCHEMA_BYTES} bytes")));
    }
    fs::read_to_string(path).map_err(|error| failed(&error))
}

/// The same out of git, without touching the working tree.
fn in_git(revision: &str, path: &str) -> Result<(Schemas, Option<String>), Failure> {
    let path = path.trim_end_matches('/');
    if git::is_folder(revision, path)? {
        let mut files = Vec::new();
        for (below, text) in git::files(revision, path)? {
            let Some((provider, name)) = below.split_once('/').filter(|(_, name)| !name.contains('/')) else {
                continue;
            };
            let Some((stem, "yaml" | "yml")) = name.rsplit_once('.') else { continue };
            let (path, stem) = (format!("schemas/{below}"), stem.to_owned());
            files.push(SourceFile { path, provider: provider.to_owned(), stem, text });
        }
        if files.is_empty() {
            return Err(Failure::new(format!("there is no schema in `{revision}:{path}`"))
                .help("a folder of schemas has a folder for each provider"));
        }
        let origin = Origin::Folder(PathBuf::from(format!("{revision}:{path}")));
        return Ok((Schemas { origin, sources: Sources::new(files) }, None));
    }
    let (folder, own) = path.rsplit_once('/').unwrap_or((".", path));
    let mut files = git::files(revision, folder)?;
    let is_shared = |name: &str| name.strip_suffix(".yaml").or(name.strip_suffix(".yml")) == Some(SHARED);
    files.retain(|(name, _)| name == own || is_shared(name));
    files.sort_by_key(|(name, _)| name != own);
    Ok(page(files, Path::new(&format!("{revision}:{folder}"))))
}
