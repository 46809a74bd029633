//! What a command works with.

use std::path::PathBuf;

use fieldwright_codegen::model::{Model, Page};

use crate::args::Global;
use crate::failure::Failure;
use crate::output::Console;
use crate::schemas::Schemas;
use crate::{render, suggest};

/// The terminal, and where the schemas are.
pub(crate) struct Context {
    pub(crate) console: Console,
    /// As given.
    pub(crate) folder: Option<PathBuf>,
}

impl Context {
    pub(crate) fn new(global: Global) -> Self {
        Self { console: Console::new(global.color, global.quiet), folder: global.schemas }
    }

    /// The texts of the schemas.
    pub(crate) fn schemas(&self) -> Result<Schemas, Failure> {
        Schemas::find(self.folder.as_deref())
    }

    /// The schemas as a model. What is wrong with them is shown if it keeps a model from being made; warnings are left
    /// to `check`.
    pub(crate) fn model(&mut self) -> Result<Model, Failure> {
        let schemas = self.schemas()?;
        let compiled = fieldwright_codegen::compile(&schemas.sources);
        compiled.model.ok_or_else(|| {
            render::all(&mut self.console, &schemas, &compiled.diagnostics);
            Failure::Shown
        })
    }
}

/// The page that the user calls `payload`.
pub(crate) fn page<'m>(model: &'m Model, payload: &str) -> Result<&'m Page, Failure> {
    model.page(payload).ok_or_else(|| {
        let names = model.pages().map(|page| page.payload.as_str());
        let failure = Failure::new(format!("there is no payload `{payload}`"));
        match suggest::payload(payload, names) {
            Some(name) => failure.help(format!("did you mean `{name}`?")),
            None => failure.help("`fieldwright list` shows all of them"),
        }
    })
}
