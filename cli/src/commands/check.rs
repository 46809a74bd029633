//! `fieldwright check`.

use clap::Args;
use fieldwright_codegen::compile;

use crate::args::{Format, FormatArg};
use crate::context::Context;
use crate::failure::{Outcome, Status};
use crate::render::{self, Count};

/// Look for everything that is wrong with the schemas
///
/// A schema that passes has no contradiction that it does not explain: every example keeps the effective rules, every
/// erratum has its evidence and goes no further than that.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright check
  fieldwright check --schemas drafts --format json | jq -r .code | sort | uniq -c")]
pub(crate) struct Check {
    #[command(flatten)]
    format: FormatArg,
}

impl Check {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let schemas = context.schemas()?;
        let compiled = compile(&schemas.sources);
        let count = match self.format.format {
            Format::Text => render::all(&mut context.console, &schemas, &compiled.diagnostics),
            Format::Json => {
                context.console.result(render::json(&schemas, &compiled.diagnostics))?;
                Count::of(&compiled.diagnostics)
            }
        };
        if count.errors > 0 {
            return Ok(Status::No);
        }
        if let (Format::Text, Some(model)) = (self.format.format, &compiled.model) {
            let (payloads, providers) = (model.pages().count(), model.providers.len());
            context.console.news(format!("payloads: {payloads}, providers: {providers}, errors: 0\n"))?;
        }
        Ok(Status::Fine)
    }
}
