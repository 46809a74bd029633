//! `fieldwright table`.

use clap::Args;

use crate::args::{Format, FormatArg, Profile};
use crate::context::{Context, page};
use crate::failure::{Outcome, Status};
use crate::table::{json, rows, text};

/// Show a payload's field table
///
/// Text shows both profiles, `documented → effective` where they differ, unless one is asked for. JSON shows one, a row
/// a line.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright table anddone/account-token
  fieldwright table anddone/account-token --profile documented --format json | jq -c '[.path, .maxLength]'")]
pub(crate) struct Table {
    /// The payload, as `list` names it
    payload: String,

    /// Whose rules [default: both, or `effective` as JSON]
    #[arg(long, value_enum)]
    profile: Option<Profile>,

    #[command(flatten)]
    format: FormatArg,
}

impl Table {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let page = page(&model, &self.payload)?;
        let rows = rows(&model, page);
        match self.format.format {
            Format::Text => {
                let styled = context.console.out_styled;
                context.console.result(text::page(&model, page, &rows, self.profile, styled))?;
            }
            Format::Json => {
                context.console.result(json::lines(&rows, self.profile.unwrap_or(Profile::Effective)))?;
            }
        }
        Ok(Status::Fine)
    }
}
