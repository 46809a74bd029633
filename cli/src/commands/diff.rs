//! `fieldwright diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::context::Context;
use crate::diff::ignore::Ignore;
use crate::diff::report::{self, Sides};
use crate::diff::verdict::Overall;
use crate::diff::{self, Side};
use crate::failure::{Outcome, Status};

/// Say what changed between two schemas for a receiver of the payloads
///
/// Every change has two verdicts. Wire: may payloads come that the old rules reject (risk), or are they stricter or the same
/// (safe, none)? API: what does it do to the generated crate (major, minor, patch)? It is breaking if code has to change, else
/// a risk, else safe. Where the verdict can be shown by a payload, one is given that the one schema accepts and the other
/// rejects; it was judged by both. The last line says which step the crate's version has to take.
///
/// A side is a folder of schemas, the file of one page, or either of them in git as `<revision>:<path>`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 1 if a change is as grave as `--fail-on` says, 2 if a side does not load.

Examples:
  fieldwright diff HEAD~1:schemas schemas
  fieldwright diff v1.2.0:schemas/acme/order-paid.yaml schemas/acme/order-paid.yaml
  fieldwright diff origin/main:schemas schemas --fail-on risk --format github
  fieldwright diff old new --format json | jq -r 'select(.counterExample).counterExample.payload'")]
pub(crate) struct Diff {
    /// What it was
    #[arg(value_name = "OLD", required_unless_present = "rules")]
    old: Option<String>,

    /// What it is
    #[arg(value_name = "NEW", required_unless_present = "rules")]
    new: Option<String>,

    /// Which changes make the answer no
    #[arg(long, value_name = "VERDICT", value_enum, default_value_t = FailOn::Breaking)]
    fail_on: FailOn,

    /// Changes to leave out: a rule, a path (`*` is any) and perhaps a reason on each line
    #[arg(long, value_name = "FILE")]
    ignore: Option<PathBuf>,

    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// List the rules, with the verdicts that each can have, instead
    #[arg(long, conflicts_with_all = ["old", "new", "ignore", "fail_on", "format"])]
    rules: bool,
}

/// The values of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Code has to change
    Breaking,
    /// The same, or the old rules may reject payloads
    Risk,
    /// None of them
    Never,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object a line, the last for all
    Json,
    /// For a pull request
    Markdown,
    /// Workflow commands of GitHub Actions
    Github,
}

impl Diff {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let (false, Some(old), Some(new)) = (self.rules, &self.old, &self.new) else {
            context.console.result(report::rules())?;
            return Ok(Status::Fine);
        };
        let ignore = self.ignore.as_deref().map(Ignore::read).transpose()?;
        // Both are read before either is complained of.
        let old = Side::read(old, &mut context.console);
        let new = Side::read(new, &mut context.console)?;
        let old = old?;
        let mut diff = diff::diff(old.parts(), new.parts());
        if let (Some(ignore), Some(path)) = (ignore, &self.ignore) {
            for line in ignore.apply(&mut diff) {
                context
                    .console
                    .say(format_args!("warning: {}:{line}: no change is named by this line", path.display()));
            }
        }
        let sides = Sides { old: &old, new: &new };
        let styled = context.console.out_styled;
        context.console.result(match self.format {
            Format::Text => report::text(&diff, sides, styled).into_bytes(),
            Format::Json => report::json(&diff, sides),
            Format::Markdown => report::markdown(&diff, sides).into_bytes(),
            Format::Github => report::github(&diff, sides).into_bytes(),
        })?;
        let grave = match self.fail_on {
            FailOn::Breaking => diff.overall() >= Overall::Breaking,
            FailOn::Risk => diff.overall() >= Overall::Risk,
            FailOn::Never => false,
        };
        Ok(if grave { Status::No } else { Status::Fine })
    }
}
