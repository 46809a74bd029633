//! Whatever a page was written in → a [`Page`].
//!
//! [`html`] and [`markdown`] tell a [`builder`] which elements open and close; [`flat`] finds in flattened text what its
//! mark-up would have told. Tables of all of them pass through [`grid`], and [`samples`] knows JSON when it sees it.

mod builder;
mod detect;
mod element;
mod flat;
mod grid;
mod html;
mod limits;
mod lines;
mod markdown;
mod pipes;
mod samples;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use limits::MAX_BYTES;

use self::limits::MAX_PLAIN_BYTES;
use super::page::{Block, BlockKind, Page};

/// What a page is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// With pipe tables, lists, HTML in it.
    Markdown,
    /// Saved from a browser or not.
    Html,
    /// As copied from a browser.
    Text,
    /// A sample payload and nothing else.
    Json,
}

/// Why a page was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Of the input, from 1; `None` where it is about the whole of it.
    pub(crate) line: Option<usize>,
    /// In lower case, without a full stop.
    pub(crate) text: String,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl Refusal {
    fn of_all(text: impl Into<String>) -> Self {
        Self { line: None, text: text.into(), help: None }
    }

    fn at(line: usize, text: impl Into<String>) -> Self {
        Self { line: Some(line), text: text.into(), help: None }
    }

    fn too_much(line: usize, what: &str, limit: usize) -> Self {
        Self::at(line, format!("the page has too many {what}, the limit is {limit}"))
            .help("cut the page down to its field tables")
    }

    /// The same, of a line that was counted from another one on.
    #[must_use]
    fn moved(self, number: impl Fn(usize) -> usize, from: usize) -> Self {
        Self { line: self.line.map(|line| number(from + line)), ..self }
    }

    #[must_use]
    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a page, as `kind` where it is given and as what it looks like where not.
pub(crate) fn read(bytes: &[u8], kind: Option<Kind>) -> Result<(Kind, Page), Refusal> {
    let text = detect::text(bytes)?;
    let Some(kind) = kind else { return guess(&text) };
    Ok((kind, read_as(&text, kind)?))
}

/// Reads a page as what it looks like. Where a few signs of Markdown are all there is, they may as well be the words of
/// a flattened page, so that is tried as well.
fn guess(text: &str) -> Result<(Kind, Page), Refusal> {
    let (kind, sure) = detect::kind(text);
    let page = read_as(text, kind)?;
    if kind == Kind::Markdown && !sure {
        let flat = read_as(text, Kind::Text)?;
        // Flattened text has its title in the first line, which is a paragraph to Markdown.
        let untitled = page.title.is_none() && flat.title.is_some();
        if flat.findings() > page.findings() || flat.findings() == page.findings() && untitled {
            return Ok((Kind::Text, flat));
        }
    }
    Ok((kind, page))
}

fn read_as(text: &str, kind: Kind) -> Result<Page, Refusal> {
    if kind != Kind::Html && text.len() > MAX_PLAIN_BYTES {
        return Err(Refusal::of_all(format!("the page has {} bytes, the limit is {MAX_PLAIN_BYTES}", text.len()))
            .help("cut the page down to its field tables"));
    }
    match kind {
        Kind::Markdown => markdown::read(text),
        Kind::Html => html::read(text),
        Kind::Text => flat::read(text),
        Kind::Json => Ok(json(text)),
    }
}

/// A sample alone.
fn json(text: &str) -> Page {
    let code = samples::code(Some("json".to_owned()), text);
    Page { title: None, blocks: vec![Block { line: 1, kind: code }] }
}

impl Page {
    /// How much there is on the page that fields may stand in.
    fn findings(&self) -> usize {
        let kinds = self.blocks.iter().map(|block| &block.kind);
        kinds
            .filter(|kind| matches!(kind, BlockKind::Table(_) | BlockKind::Definitions(_) | BlockKind::Code { .. }))
            .count()
    }
}
