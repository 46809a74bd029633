//! The schema that is merged into, with what its provider's pages share beside it.

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::load::MAX_BYTES;
use fieldwright_codegen::{Compiled, SourceFile, Sources, compile};

use crate::failure::Failure;

/// A page's schema.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    /// Where it is.
    pub(crate) path: PathBuf,
    pub(crate) page: SourceFile,
    provider: Option<SourceFile>,
}

impl Schema {
    /// A schema that is no file.
    pub(crate) fn of(page: SourceFile, provider: Option<SourceFile>) -> Self {
        Self { path: PathBuf::from(&page.path), page, provider }
    }

    /// Reads `<folder>/<provider>/<page>.yaml` and the `provider.yaml` beside it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let whole = fs::canonicalize(path).map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let folder = whole.parent().and_then(name);
        let (Some(file), Some(provider)) = (name(&whole), folder) else {
            return Err(
                Failure::new(format!("`{shown}` is no schema")).help("a schema is `<folder>/<provider>/<page>.yaml`")
            );
        };
        let Some(stem) =
            file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml")).filter(|stem| *stem != "provider")
        else {
            return Err(Failure::new(format!("`{shown}` is no page's schema")).help("`--merge` takes `<page>.yaml`"));
        };
        let source = |name: &str, stem: &str, text| SourceFile {
            path: format!("schemas/{provider}/{name}"),
            provider: provider.clone(),
            stem: stem.to_owned(),
            text,
        };
        let beside = whole.with_file_name("provider.yaml");
        let shared = if beside.is_file() { Some(source("provider.yaml", "provider", text(&beside)?)) } else { None };
        Ok(Self { path: path.to_owned(), page: source(&file, stem, text(&whole)?), provider: shared })
    }

    /// The files with another text of the page.
    pub(super) fn sources(&self, text: &str) -> Sources {
        let page = SourceFile { text: text.to_owned(), ..self.page.clone() };
        Sources::new(self.provider.iter().cloned().chain([page]).collect())
    }

    pub(super) fn compile(&self, text: &str) -> (Sources, Compiled) {
        let sources = self.sources(text);
        let compiled = compile(&sources);
        (sources, compiled)
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    let failed = |why: String| Failure::new(format!("cannot read {}: {why}", path.display()));
    let size = fs::metadata(path).map_err(|error| failed(error.to_string()))?.len();
    if size > MAX_BYTES as u64 {
        return Err(failed(format!("it has {size} bytes, more than {MAX_BYTES}")));
    }
    fs::read_to_string(path).map_err(|error| failed(error.to_string()))
}
