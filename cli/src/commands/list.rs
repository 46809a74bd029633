//! `fieldwright list`.

use clap::Args;
use fieldwright_codegen::model::{DocumentedBy, Page};

use crate::args::{Format, FormatArg};
use crate::context::Context;
use crate::failure::{Outcome, Status};
use crate::json;
use crate::output::{STRONG, paint, visible};

/// List the payloads that the schemas know
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright list
  fieldwright list --format json | jq -r 'select(.contradictions > 9).payload'")]
pub(crate) struct List {
    #[command(flatten)]
    format: FormatArg,
}

impl List {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let pages: Vec<&Page> = model.pages().collect();
        match self.format.format {
            Format::Text => {
                let styled = context.console.out_styled;
                context.console.result(text(&pages, styled))?;
            }
            Format::Json => context.console.result(lines(&pages))?,
        }
        Ok(Status::Fine)
    }
}

fn text(pages: &[&Page], styled: bool) -> String {
    let width = pages.iter().map(|page| page.payload.len()).max().unwrap_or(0).max("PAYLOAD".len());
    let heading = format!("{:width$}  ROWS  CONTRADICTIONS  TITLE", "PAYLOAD");
    let mut text = paint(styled, STRONG, heading) + "\n";
    for page in pages {
        let (rows, contradictions) = (page.rows, page.contradictions());
        text += &format!("{:width$}  {rows:>4}  {contradictions:>14}  {}\n", page.payload, visible(&page.title));
    }
    text
}

fn lines(pages: &[&Page]) -> Vec<u8> {
    let mut out = Vec::new();
    for page in pages {
        let errata = page.entries.iter().filter(|entry| entry.erratum).count();
        let documented_by = match page.documented_by {
            DocumentedBy::Table => "table",
            DocumentedBy::Example => "example",
        };
        json::line(&mut out, |line| {
            line.put("payload", &page.payload).put("title", &page.title).put("documentedBy", documented_by);
            line.put("rows", &page.rows).put("examples", &page.examples.len());
            line.put("examplePaths", &page.example_paths()).put("contradictions", &page.contradictions());
            line.put("errata", &errata).put("notes", &(page.entries.len() - errata));
            line.put_some("events", page.event.as_ref().map(|event| &event.values[..]));
            line.put("schema", &page.file).put_some("url", page.url.as_ref()).put_some("read", page.read.as_ref());
        });
    }
    out
}
