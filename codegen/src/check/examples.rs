//! The examples of each page: their JSON, and where its values stand in the file.

use std::ops::Range;

use super::draft::{Draft, ExampleNotes};
use super::json;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::model::Example;
use crate::raw::extract::Spanned;
use crate::raw::page::RawExample;
use crate::source::{Sources, Span};

pub(super) fn read(draft: &mut Draft<'_>) {
    for page in 0..draft.pages.len() {
        let Some(raw) = draft.pages.get(page).and_then(|notes| notes.raw.examples.as_ref()) else { continue };
        for (name, example) in raw.value.iter() {
            read_one(draft, page, name, example);
        }
    }
}

fn read_one<'r>(draft: &mut Draft<'r>, page: usize, name: &'r Spanned<String>, raw: &'r RawExample) {
    let document = &raw.json.value;
    let mut notes = ExampleNotes {
        name: &name.value,
        name_span: name.span,
        span: raw.json.span,
        text: &document.text,
        literal: document.literal,
        json: None,
    };
    match json::parse(&document.text) {
        Ok(json) => notes.json = Some(json),
        Err(fault) => {
            let span = span_in(draft.sources, &notes, fault.at..fault.at + 1);
            draft.report(
                Diagnostic::error(Code::F0701, span, format!("the example `{}` is not JSON: {}", name.value, fault.message))
                    .help("Keep the page's text to the letter, and mend what is no JSON; a note can say what the page has."),
            );
        }
    }
    let example = Example {
        name: name.value.clone(),
        title: super::layout::prose(raw.title.as_ref()),
        json: document.text.clone(),
        paths: notes.json.as_ref().map_or(0, json::Json::paths),
        place: draft.place(name.span),
    };
    if let Some(page) = draft.page_mut(page) {
        page.examples.push(example);
    }
    if let Some(page) = draft.pages.get_mut(page) {
        page.examples.push(notes);
    }
}

/// The place in the file of a piece of an example's text. Behind `|`, each line of the text is a line of the file
/// without its indentation; otherwise the example as a whole is all that can be shown.
pub(super) fn span_in(sources: &Sources, example: &ExampleNotes<'_>, piece: Range<usize>) -> Span {
    let whole = Span { end: example.span.start, ..example.span };
    if !example.literal {
        return example.span;
    }
    position(sources, example, piece.start).map_or(whole, |start| {
        // A label is about one line.
        let rest = example.text.get(piece.clone()).and_then(|text| text.lines().next()).map_or(1, str::len);
        Span { file: example.span.file, start, end: start + rest }
    })
}

fn position(sources: &Sources, example: &ExampleNotes<'_>, at: usize) -> Option<usize> {
    let before = example.text.get(..at)?;
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, str::len);
    let text = example.text.lines().nth(line).unwrap_or_default();
    let file = sources.files().get(example.span.file)?.text.as_str();
    // The span may start at the `|` or behind it; the lines start behind the header's line either way.
    let header = file.get(..example.span.start)?.rfind('\n').map_or(0, |end| end + 1);
    let header = if file.get(example.span.start..)?.starts_with('|') { example.span.start } else { header };
    let mut start = header;
    let mut lines = file.get(header..)?.split_inclusive('\n');
    if file.get(header..)?.lines().next().is_some_and(|first| first.contains('|')) {
        start += lines.next()?.len();
    }
    for _ in 0..line {
        start += lines.next()?.len();
    }
    let written = lines.next().unwrap_or_default().trim_end_matches(['\n', '\r']);
    let indent = written.len().checked_sub(text.len()).filter(|_| written.ends_with(text))?;
    Some(start + indent + column)
}

