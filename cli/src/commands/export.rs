//! `fieldwright export`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use fieldwright_codegen::json_schema;
use fieldwright_codegen::model::{Model, Page};

use crate::args::Profile;
use crate::context::{Context, page};
use crate::export;
use crate::failure::{Failure, Outcome, Status};
use crate::import::save;

/// Write field tables in other people's formats
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright export json-schema rapyd/payment-updated --draft draft-07 -o payment-updated.schema.json
  fieldwright export openapi anddone/account-token anddone/token-link -o anddone.openapi.json
  fieldwright export markdown anddone/token-link --profile documented
  fieldwright export html truemed/payment-token-updated > page.html")]
pub(crate) struct Export {
    #[command(subcommand)]
    to: To,
}

/// A format each.
#[derive(Debug, Subcommand)]
enum To {
    /// A JSON Schema; of several payloads an array of them
    ///
    /// A validator's verdict by it is that of `validate`, except for lengths in bytes or UTF-16 units and bounds with more
    /// digits than a floating-point number has; a `$comment` says so where it matters.
    JsonSchema {
        #[command(flatten)]
        what: What,
        /// The dialect
        #[arg(long, value_enum, default_value_t = Draft::Draft202012)]
        draft: Draft,
    },
    /// An OpenAPI 3.1 description with a webhook for each payload
    #[allow(clippy::doc_markdown, reason = "it is help, where backticks would be shown")]
    Openapi(What),
    /// The field table in Markdown, to hold beside the page
    Markdown(What),
    /// The field table in HTML
    Html(What),
}

#[derive(Debug, Args)]
struct What {
    /// The payloads, as `list` names them
    #[arg(value_name = "PAYLOAD", required = true)]
    payloads: Vec<String>,

    /// Whose rules
    #[arg(long, value_enum, default_value_t = Profile::Effective)]
    profile: Profile,

    /// Write it here [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the output file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// The values of `--draft`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Draft {
    /// Draft 2020-12
    #[value(name = "2020-12")]
    Draft202012,
    /// Draft-07
    #[value(name = "draft-07")]
    Draft07,
}

impl From<Draft> for json_schema::Draft {
    fn from(draft: Draft) -> Self {
        match draft {
            Draft::Draft202012 => Self::Draft202012,
            Draft::Draft07 => Self::Draft07,
        }
    }
}

impl Export {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let (text, what) = match self.to {
            To::JsonSchema { what, draft } => {
                (export::json::schemas(&model, &what.pages(&model)?, draft.into(), what.profile.into()), what)
            }
            To::Openapi(what) => (export::openapi::openapi(&model, &what.pages(&model)?, what.profile.into()), what),
            To::Markdown(what) => (export::markdown::pages(&model, &what.pages(&model)?, what.profile), what),
            To::Html(what) => (export::html::pages(&model, &what.pages(&model)?, what.profile), what),
        };
        match what.output {
            Some(path) => save::save(&path, &text, what.force)?,
            None => context.console.result(text)?,
        }
        Ok(Status::Fine)
    }
}

impl What {
    fn pages<'m>(&self, model: &'m Model) -> Result<Vec<&'m Page>, Failure> {
        self.payloads.iter().map(|payload| page(model, payload)).collect()
    }
}
