//! `fieldwright import PAGE --merge SCHEMA`.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Form, Import, hexadecimal, today};
use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::import::write::Identity;
use crate::import::{read, save, transcribe};
use crate::merge::report::Report;
use crate::merge::{Merged, NoMerge, Options, Schema, merge};
use crate::render::{self, Count};
use crate::schemas::{Origin, Schemas};

impl Import {
    pub(super) fn merge_into(&self, path: &Path, context: &mut Context) -> Outcome {
        let schema = Schema::read(path)?;
        let bytes = self.bytes()?;
        let now = transcribe(&bytes, self.kind.map(read::Kind::from)).map_err(|none| self.failure(none))?;
        let identity = Identity {
            provider: schema.page.provider.clone(),
            stem: schema.page.stem.clone(),
            title: now.title.clone().unwrap_or_else(|| schema.page.stem.clone()),
            url: None,
            read: Some(self.read.clone().unwrap_or_else(today)),
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            reviews: Vec::new(),
        };
        let merged = match merge(&schema, now, &identity, Options { accept: self.accept }) {
            Ok(merged) => merged,
            Err(NoMerge::Broken(sources, compiled)) => {
                let schemas = Schemas { origin: Origin::BuiltIn, sources };
                render::all(&mut context.console, &schemas, &compiled.diagnostics);
                return Err(Failure::new(format!("{} does not pass `check`", path.display()))
                    .help("mend it first; a page is merged into a schema that is in order"));
            }
            Err(NoMerge::Replaced(why)) => {
                return Err(Failure::new(format!("{} is another page: {why}", self.shown()))
                    .help(format!("{} is left as it was", path.display()))
                    .help("if the page was replaced, import it as a new schema"));
            }
        };
        let report = Report { schema: &schema, drift: &merged.drift };
        match self.format {
            Form::Text => context.console.result(report.text())?,
            Form::Json => context.console.result(report.json())?,
            Form::Markdown => context.console.result(report.markdown())?,
        }
        context.console.flush()?;
        if merged.drift.is_none() {
            return Ok(Status::Fine);
        }
        self.write(path, &schema, merged, context)?;
        Ok(Status::No)
    }

    /// Writes the schema, unless something is left to be decided.
    fn write(&self, path: &Path, schema: &Schema, merged: Merged, context: &mut Context) -> Result<(), Failure> {
        let shown = path.display();
        let Merged { drift, text, sources, compiled } = merged;
        if drift.is_open() && self.accept.is_none() {
            context.console.error(&format!("{shown} is left as it was: conflicts have to be decided"));
            context.console.help("`--accept page` or `--accept mine` decides all of them");
            return Ok(());
        }
        if Count::of(&compiled.diagnostics).errors > 0 {
            render::all(&mut context.console, &Schemas { origin: Origin::BuiltIn, sources }, &compiled.diagnostics);
            if self.accept.is_none() {
                context
                    .console
                    .error(&format!("{shown} is left as it was: what came of the merge does not pass `check`"));
                context.console.help("`--accept page` or `--accept mine` writes it all the same, to be mended by hand");
                return Ok(());
            }
        }
        if self.dry_run {
            context.console.say(format_args!("{shown} is left as it was: this is a dry run"));
            return Ok(());
        }
        let failed = |error| Failure::new(format!("cannot write {shown}: {error}"));
        let whole = fs::canonicalize(path).map_err(failed)?;
        if fs::read_to_string(&whole).map_err(failed)? != schema.page.text {
            return Err(Failure::new(format!("{shown} has changed meanwhile and is left as it is")).help("merge again"));
        }
        save::save(&whole, &text, true)?;
        context.console.say(format_args!("{shown} is merged"));
        if drift.is_open() {
            context.console.error("some conflicts cannot be decided by `--accept`; they are left for a person");
        }
        Ok(())
    }
}
