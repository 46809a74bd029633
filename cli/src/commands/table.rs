//! `fieldwright table`.

use clap::{Args, ValueEnum};

use crate::args::Profile;
use crate::context::{Context, page};
use crate::export::markdown;
use crate::failure::{Outcome, Status};
use crate::table::{json, rows, text};

/// Show a payload's field table
///
/// Text shows both profiles, `documented → effective` where they differ, unless one is asked for. JSON shows one, a row
/// a line; Markdown shows one, with the columns that pages have.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright table anddone/account-token
  fieldwright table anddone/account-token --profile documented --format json | jq -c '[.path, .maxLength]'
  fieldwright table anddone/account-token --profile documented --format markdown")]
pub(crate) struct Table {
    /// The payload, as `list` names it
    payload: String,

    /// Whose rules [default: both, or `effective` as JSON and Markdown]
    #[arg(long, value_enum)]
    profile: Option<Profile>,

    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object a line
    Json,
    /// To hold beside the page
    Markdown,
}

impl Table {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let page = page(&model, &self.payload)?;
        let rows = rows(&model, page);
        match self.format {
            Format::Text => {
                let styled = context.console.out_styled;
                context.console.result(text::page(&model, page, &rows, self.profile, styled))?;
            }
            Format::Markdown => {
                let profile = self.profile.unwrap_or(Profile::Effective);
                context.console.result(markdown::page(&model, page, profile))?;
            }
            Format::Json => {
                context.console.result(json::lines(&rows, self.profile.unwrap_or(Profile::Effective)))?;
            }
        }
        Ok(Status::Fine)
    }
}
