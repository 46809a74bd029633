//! `fieldwright import`.

mod merge;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use fieldwright_codegen::remedy::RemedyAction;
use fieldwright_codegen::{SourceFile, disk};
use sha2::{Digest, Sha256};

use crate::context::Context;
use crate::failure::{Failure, Outcome, Status};
use crate::import::read::{self, MAX_BYTES};
use crate::import::transcribe::slug;
use crate::import::write::Identity;
use crate::import::{Imported, NoImport, import, json, save, transcribe};
use crate::merge::Accept;
use crate::render::{self, Count};
use crate::schemas::{Origin, Schemas};

/// Turn a documentation page into a schema
///
/// Reads Markdown, HTML, the text of a page as copied from a browser, or a JSON sample; finds names, types, lengths, values,
/// nesting, headers and events; and explains every contradiction between the page's tables and its samples with an
/// erratum. Every guess gets a comment that begins with `review`. Descriptions are not copied.
///
/// With `--merge`, what has changed on the page since a schema was written is reported and merged into it. Whatever people
/// have written stays byte for byte where the page did not change.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 1 if the schema does not pass `check` yet, 2 if nothing was found on the page.
With `--merge`: 0 if the page has not changed, 1 if it has, 2 if it is another page.

Examples:
  fieldwright import page.html --provider acme
  fieldwright import page.md -o schemas/acme/payment-created.yaml
  curl -s https://docs.example.test/webhooks | fieldwright import - --provider acme --kind html
  fieldwright import page.html --merge schemas/acme/payment-created.yaml --format markdown
  fieldwright import page.txt --format json | jq -r 'select(.review) | .path'")]
pub(crate) struct Import {
    /// The page; `-` is stdin
    #[arg(value_name = "PAGE")]
    page: PathBuf,

    /// Whose page it is [default: the folder of `--output`]
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,

    /// What the page is written in [default: what it looks like]
    #[arg(long, value_enum)]
    kind: Option<Kind>,

    /// Write the schema here [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the output file if it is there
    #[arg(long, requires = "output")]
    force: bool,

    /// Where the page is, for the schema to say
    #[arg(long)]
    url: Option<String>,

    /// The day the page was read, for the schema to say [default: today]
    #[arg(long, value_name = "DATE")]
    read: Option<String>,

    /// Merge the page into this schema, and report what has changed
    #[arg(long, value_name = "SCHEMA", conflicts_with_all = ["output", "provider", "url"])]
    merge: Option<PathBuf>,

    /// Report what has changed, and write nothing
    #[arg(long, requires = "merge")]
    dry_run: bool,

    /// Decide all conflicts of a merge
    #[arg(long, value_enum, value_name = "SIDE", requires = "merge")]
    accept: Option<Accept>,

    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

/// The values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// The schema; of a merge, its report
    Text,
    /// One JSON object a row; of a merge, one a change
    Json,
    /// Of a merge, its report as a pull request shows it
    Markdown,
}

/// The values of `--kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// With pipe tables, lists, HTML in it
    Markdown,
    /// Saved from a browser or not
    Html,
    /// Flattened, as copied from a browser
    Text,
    /// A sample payload alone
    Json,
}

impl From<Kind> for read::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Markdown => Self::Markdown,
            Kind::Html => Self::Html,
            Kind::Text => Self::Text,
            Kind::Json => Self::Json,
        }
    }
}

impl Import {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        if let Some(schema) = &self.merge {
            return self.merge_into(schema, context);
        }
        if self.format == Form::Markdown {
            return Err(
                Failure::new("`--format markdown` is the form of a merge's report").help("add `--merge SCHEMA`")
            );
        }
        let bytes = self.bytes()?;
        let transcription = transcribe(&bytes, self.kind.map(read::Kind::from)).map_err(|none| self.failure(none))?;
        let identity = self.identity(&bytes, transcription.title.as_deref())?;
        let beside = neighbours(self.output.as_deref(), &identity);
        let imported = import(transcription, &identity, &beside);
        match (self.format, &self.output) {
            (Form::Json, _) => context.console.result(json::lines(&imported.transcription))?,
            (Form::Text | Form::Markdown, None) => context.console.result(imported.settled.text())?,
            (Form::Text | Form::Markdown, Some(path)) => save::save(path, imported.settled.text(), self.force)?,
        }
        context.console.flush()?;
        Ok(Self::report(context, imported))
    }

    /// The page, up to one byte more than is read.
    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let limit = MAX_BYTES as u64 + 1;
        let read = if self.page.as_os_str() == "-" {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            File::open(&self.page).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| Failure::new(format!("cannot read {}: {error}", self.shown())))?;
        Ok(bytes)
    }

    fn shown(&self) -> String {
        if self.page.as_os_str() == "-" { "stdin".to_owned() } else { self.page.display().to_string() }
    }

    fn failure(&self, none: NoImport) -> Failure {
        match none {
            NoImport::Unreadable(refusal) => {
                let place = refusal.line.map_or(self.shown(), |line| format!("{}:{line}", self.shown()));
                let failure = Failure::new(format!("{place}: {}", refusal.text));
                refusal.help.into_iter().fold(failure, Failure::help)
            }
            NoImport::Nothing(nothing) => {
                let failure = Failure::new(format!("{}: {}", self.shown(), nothing.text));
                nothing.help.into_iter().fold(failure, Failure::help)
            }
        }
    }

    fn identity(&self, bytes: &[u8], title: Option<&str>) -> Result<Identity, Failure> {
        let mut reviews = Vec::new();
        let provider = match (&self.provider, folder(self.output.as_deref())) {
            (Some(provider), _) => {
                if slug(provider).as_deref() != Some(provider) {
                    return Err(Failure::new(format!("`{provider}` cannot be the name of a provider"))
                        .help("use lower-case ASCII letters, digits and single hyphens, with a letter first"));
                }
                provider.clone()
            }
            (None, Some(folder)) => folder,
            (None, None) => {
                reviews.push(
                    "the provider was not given; `provider` has to be the name of the schema's folder".to_owned(),
                );
                "imported".to_owned()
            }
        };
        let stem = self.output.as_deref().and_then(Path::file_stem).and_then(|stem| slug(&stem.to_string_lossy()));
        if title.is_none() {
            reviews.push("the page has no title".to_owned());
        }
        let title =
            title.filter(|title| title.chars().any(char::is_alphanumeric)).unwrap_or("Untitled page").to_owned();
        if let Some(url) = self.url.as_ref().filter(|url| url.chars().any(|c| c.is_control() || c.is_whitespace())) {
            return Err(Failure::new(format!("`{url}` is no address")));
        }
        Ok(Identity {
            provider,
            stem: stem.or_else(|| slug(&title)).unwrap_or_else(|| "page".to_owned()),
            title,
            url: self.url.clone(),
            read: Some(self.read.clone().unwrap_or_else(today)),
            sha256: hexadecimal(&Sha256::digest(bytes)),
            reviews,
        })
    }

    /// What was found, and what is left to do.
    fn report(context: &mut Context, imported: Imported) -> Status {
        let Imported { transcription, settled } = imported;
        let rows = transcription.walk();
        let headers = transcription.headers.len();
        let errata = transcription
            .entries
            .iter()
            .filter(|entry| matches!(entry.remedy.action, RemedyAction::Erratum { .. }))
            .count();
        let notes = transcription.entries.len() - errata;
        let tables = transcription.tables;
        context.console.say(format_args!(
            "tables: {} of {}, rows: {} and {headers} headers, samples: {}, errata: {errata}, notes: {notes}, to review: {}",
            tables.used,
            tables.all,
            rows.len() - headers,
            transcription.samples.len(),
            transcription.reviews(),
        ));
        let schemas = Schemas { origin: Origin::BuiltIn, sources: settled.sources };
        let count = Count::of(&settled.compiled.diagnostics);
        if count.errors == 0 {
            return Status::Fine;
        }
        render::all(&mut context.console, &schemas, &settled.compiled.diagnostics);
        context.console.error("the schema does not pass `check` yet; what is above has to be mended by hand");
        Status::No
    }
}

/// What stands beside the schema in its provider's folder, where it goes into a folder of schemas.
fn neighbours(output: Option<&Path>, identity: &Identity) -> Vec<SourceFile> {
    let folder = output
        .and_then(Path::parent)
        .filter(|folder| folder.file_name().is_some_and(|name| *name == *identity.provider));
    let schemas = folder.and_then(Path::parent);
    let schemas = schemas.map(|schemas| if schemas.as_os_str().is_empty() { Path::new(".") } else { schemas });
    let Some(sources) = schemas.and_then(|schemas| disk::read(schemas).ok()) else { return Vec::new() };
    let beside = |file: &&SourceFile| file.provider == identity.provider && file.stem != identity.stem;
    sources.files().iter().filter(beside).cloned().collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The folder that a schema is written to: its provider.
fn folder(output: Option<&Path>) -> Option<String> {
    let name = output?.parent()?.file_name()?.to_string_lossy().into_owned();
    (slug(&name).as_deref() == Some(name.as_str())).then_some(name)
}

/// Today as `2026-11-21`, by UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    date(seconds / 86_400)
}

/// So many days after the first of 1970. Years are counted from March, so that a leap day is a year's last.
fn date(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_become_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_778, "2026-11-21"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
