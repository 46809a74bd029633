//! `fieldwright generate`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use fieldwright_codegen::disk::{Draft, Plan, Run, Tree, WriteError};
use fieldwright_codegen::emit::{self, Part};
use fieldwright_codegen::{Model, Stage, Timings, compile_timed};

use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::output::{BAD, FAINT, GOOD, STRONG, paint};
use crate::render;
use crate::schemas::{Origin, Schemas};

/// Write Rust code for the schemas
///
/// Only files that differ are written, only files of an earlier run are removed, and a run that fails changes nothing.
/// Where neither the schemas nor the files have changed since an earlier run, nothing is done. `--check` and `--diff` rely
/// on no earlier run.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright generate
  fieldwright generate --check
  fieldwright generate --diff --out ../webhooks")]
pub(crate) struct Generate {
    /// Write nothing; exit with 1 and show a short diff if a file is not as it should be
    #[arg(long)]
    check: bool,

    /// Write nothing; show the whole diff
    #[arg(long)]
    diff: bool,

    /// Say on stderr how long each stage took; threads that work at once are added up
    #[arg(long)]
    timings: bool,

    /// The folder of the crate [default: `generated` beside the schemas]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What is made of the schemas: other forms are other runs.
const FORM: &str = "a crate";

/// So many lines of a diff show what is the matter; more would hide how to mend it.
const SHORT: usize = 60;

impl Generate {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let timings = Timings::default();
        let outcome = self.timed(context, &timings);
        if self.timings {
            context.console.flush()?;
            for (stage, time) in timings.iter() {
                context.console.complain(format_args!("{:<8} {:>10.3} ms", stage.word(), time.as_secs_f64() * 1e3));
            }
        }
        outcome
    }

    fn timed(&self, context: &mut Context, timings: &Timings) -> Outcome {
        let schemas = timings.of(Stage::Read, || context.schemas())?;
        let folder = self.folder(&schemas)?;
        let tree = Tree::new(&folder);
        let writes = !self.check && !self.diff;
        let run = timings.of(Stage::Hash, || Run::new(&schemas.sources, FORM));
        // Who only asks wants to be told by the schemas themselves.
        if writes && let Some(files) = timings.of(Stage::Hash, || tree.kept(&run)) {
            let shown = folder.display();
            let news = format!("{shown}: nothing has changed; files written: 0, removed: 0, unchanged: {files}\n");
            context.console.news(news)?;
            return Ok(Status::Fine);
        }
        let compiled = compile_timed(&schemas.sources, timings);
        render::all(&mut context.console, &schemas, &compiled.diagnostics);
        let model = compiled.model.ok_or(Failure::Shown)?;
        let parts = emit::parts(&model);
        let make = |part: &Part<'_>| part.files(&model, timings);
        let fail = |error: WriteError| Failure::new(error.to_string());
        if !writes {
            return self.show(context, &tree.plan_parts(&parts, make, timings).map_err(fail)?);
        }
        let draft = tree.draft(&parts, make, timings).map_err(fail)?;
        let summary = summary(&model, &draft, &folder);
        let left = timings.of(Stage::Write, || draft.apply()).map_err(fail)?;
        // What was said would not be said again.
        if compiled.diagnostics.is_empty() {
            timings.of(Stage::Hash, || tree.keep(&run, &left));
        }
        context.console.news(summary)?;
        Ok(Status::Fine)
    }

    /// Where to write.
    fn folder(&self, schemas: &Schemas) -> Result<PathBuf, Failure> {
        match (&self.out, &schemas.origin) {
            (Some(out), _) => Ok(out.clone()),
            (None, Origin::Folder(folder)) => Ok(beside(folder)),
            (None, Origin::BuiltIn) => Err(Failure::new("there is no folder `schemas` here or upward")
                .help("`--schemas DIR` names it")
                .help("`--out DIR` generates from the built-in catalogue")),
        }
    }

    /// Shows what would be written, and with `--check` how to write it.
    fn show(&self, context: &mut Context, plan: &Plan) -> Outcome {
        let diff = plan.diff();
        let lines = if self.diff { usize::MAX } else { SHORT };
        context.console.result(painted(&diff, lines, context.console.out_styled))?;
        if !self.check || plan.is_empty() {
            return Ok(Status::Fine);
        }
        context.console.flush()?;
        context.console.error(&format!("files that are not what the schemas say: {}", plan.changes.len()));
        context.console.help(&format!("`{}` writes them", self.mend(context)));
        if diff.lines().count() > lines {
            context.console.help("`--diff` shows the whole diff");
        }
        Ok(Status::No)
    }

    /// The command that brings the files into line.
    fn mend(&self, context: &Context) -> String {
        let mut command = "fieldwright generate".to_owned();
        for (option, folder) in [("--schemas", context.folder.as_deref()), ("--out", self.out.as_deref())] {
            if let Some(folder) = folder {
                let _ = write!(command, " {option} {}", quoted(folder));
            }
        }
        command
    }
}

/// `generated` beside a folder, which may be called `.`.
fn beside(folder: &Path) -> PathBuf {
    match folder.file_name() {
        Some(_) => folder.with_file_name("generated"),
        None => folder.join("../generated"),
    }
}

/// As a shell reads it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

fn summary(model: &Model, draft: &Draft, folder: &Path) -> String {
    format!(
        "{}: providers: {}, payloads: {}, types: {}; files written: {}, removed: {}, unchanged: {}\n",
        folder.display(),
        model.providers.len(),
        model.pages().count(),
        model.types.len(),
        draft.written,
        draft.removed(),
        draft.unchanged,
    )
}

/// The first lines of a diff, in the usual colours.
fn painted(diff: &str, lines: usize, styled: bool) -> String {
    let mut text = String::with_capacity(diff.len());
    for line in diff.lines().take(lines) {
        let style = match line.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => STRONG,
            [b'+', ..] => GOOD,
            [b'-', ..] => BAD,
            [b'@', ..] => FAINT,
            _ => {
                text.push_str(line);
                text.push('\n');
                continue;
            }
        };
        text.push_str(&paint(styled, style, line));
        text.push('\n');
    }
    text
}
