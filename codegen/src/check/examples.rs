//! The examples of each page: their JSON, and where its values stand in the file.

use std::ops::Range;

use super::draft::{Draft, ExampleNotes};
use super::json;
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::model::Example;
use crate::raw::extract::Spanned;
use crate::raw::page::RawExample;
use crate::raw::text::Document;
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
        lines: lines(draft.sources, raw.json.span, document),
        json: None,
    };
    match json::parse(&document.text) {
        Ok(json) => notes.json = Some(json),
        Err(fault) => {
            let span = span_in(&notes, fault.at..fault.at + 1);
            draft.report(
                Diagnostic::error(
                    Code::F0701,
                    span,
                    format!("the example `{}` is not JSON: {}", name.value, fault.message),
                )
                .help(
                    "Keep the page's text to the letter, and mend what is no JSON; a note can say what the page has.",
                ),
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

/// The place in the file of a piece of an example's text: of more than one line, its first. Where the text is not written
/// line by line, the example as a whole is all that can be shown.
pub(super) fn span_in(example: &ExampleNotes<'_>, piece: Range<usize>) -> Span {
    let line = example.lines.partition_point(|(in_text, _)| *in_text <= piece.start);
    let Some(&(in_text, in_file)) = line.checked_sub(1).and_then(|line| example.lines.get(line)) else {
        return example.span;
    };
    let length = example.text.get(piece.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
    // Behind the last line break of the text, where the file may have none, is the end of its last line.
    let line = example.text.get(in_text..).and_then(|text| text.lines().next()).map_or(0, str::len);
    let start = in_file + (piece.start - in_text).min(line);
    Span { file: example.span.file, start, end: start + length }
}

/// Behind `|`, each line of the text is a line of the file without its indentation.
fn lines(sources: &Sources, span: Span, document: &Document) -> Vec<(usize, usize)> {
    let file = sources.files().get(span.file).map(|file| file.text.as_str()).unwrap_or_default();
    if !document.literal {
        return Vec::new();
    }
    let mut in_file = first_line(file, span.start);
    let mut in_text = 0;
    let mut lines = Vec::new();
    for (text, written) in document.text.split('\n').zip(file.get(in_file..).unwrap_or_default().split('\n')) {
        let bare = written.trim_end_matches('\r');
        let Some(indent) = bare.len().checked_sub(text.len()).filter(|_| bare.ends_with(text)) else {
            // Behind the last line break of the text there is no line of it.
            return if in_text == document.text.len() { lines } else { Vec::new() };
        };
        lines.push((in_text, in_file + indent));
        in_text += text.len() + 1;
        in_file += written.len() + 1;
    }
    lines
}

/// Where the first line of a text behind `|` starts, empty lines included. The parser's span starts either at the `|`, or
/// at the first line that is not empty.
fn first_line(file: &str, start: usize) -> usize {
    let (before, rest) = file.split_at_checked(start).unwrap_or((file, ""));
    if rest.starts_with('|') {
        return start + rest.find('\n').map_or(rest.len(), |end| end + 1);
    }
    let mut line = before.rfind('\n').map_or(0, |end| end + 1);
    while let Some(above) = before.get(..line.saturating_sub(1)) {
        let previous = above.rfind('\n').map_or(0, |end| end + 1);
        if line == 0 || !above.get(previous..).unwrap_or_default().trim().is_empty() {
            break;
        }
        line = previous;
    }
    line
}
