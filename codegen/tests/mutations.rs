//! Whatever is done to a schema, reading it ends in diagnostics with places in the text, never in a panic.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use fieldwright_codegen::{Compiled, SourceFile, Sources};
use support::{file, repository, run, shown};

/// A small generator of numbers (splitmix64): the same mutations at every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (below.max(1) as u64)).unwrap()
    }
}

/// What stands in schemas, and what has no business there.
const PIECES: [&str; 40] = [
    "",
    " ",
    "  ",
    "\n",
    "\t",
    ":",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "\"",
    "|",
    ">-",
    "#",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "~",
    "null",
    "true",
    "-1",
    "1e999",
    "é",
    "\u{202e}",
    "\0",
    "\r\n",
    "/",
    "*",
    "^(a|b)",
    "type: array",
    "minLength: 99",
    "fields: {}",
    "base: Envelope",
    "enum: [a, a]",
    "nullable: true",
];

fn mutate(file: &mut SourceFile, numbers: &mut Numbers) {
    let lines: Vec<_> = file.text.split_inclusive('\n').map(str::to_owned).collect();
    let at = numbers.next(lines.len());
    let other = lines[numbers.next(lines.len())].clone();
    let mut lines = lines;
    match numbers.next(6) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, other),
        2 => lines[at] = other,
        _ => {
            let line = &mut lines[at];
            let boundaries: Vec<_> = line.char_indices().map(|(at, _)| at).collect();
            let start = boundaries[numbers.next(boundaries.len())];
            let end = boundaries.iter().copied().find(|end| *end >= start + numbers.next(8)).unwrap_or(start);
            line.replace_range(start..end, PIECES[numbers.next(PIECES.len())]);
        }
    }
    file.text = lines.concat();
}

fn all_in_the_text(sources: &Sources, compiled: &Compiled) {
    for found in &compiled.diagnostics {
        for label in &found.labels {
            let text = &sources.files()[label.span.file].text;
            assert!(text.get(label.span.start..label.span.end).is_some(), "{found:?}");
        }
    }
}

/// An editor shows what is written so far, often without a line break at the end.
#[test]
fn a_file_that_ends_anywhere_has_its_faults_in_it() {
    let whole = "provider: a\npage: {title: T}\npayload:\n  fields:\n    d: {type: object, fields: {é: {type: string}}}\n\
        examples:\n  e:\n    json: |\n      {\n        \"d\": {\"é\": \"x\"}\n      }\n";
    for (end, _) in whole.char_indices().filter(|(end, _)| *end > 40) {
        for behind in ["", "\n", "\r\n", "\n\n  "] {
            let (sources, compiled) = run(vec![file("a/p.yaml", format!("{}{behind}", &whole[..end]))]);
            all_in_the_text(&sources, &compiled);
            assert!(compiled.model.is_none() || end > whole.len() - 3, "{}", &whole[..end]);
        }
    }
}

#[test]
fn nothing_panics() {
    let mut numbers = Numbers(17);
    let whole = repository();
    for _ in 0..if cfg!(debug_assertions) { 300 } else { 20_000 } {
        let provider = whole[numbers.next(whole.len())].provider.clone();
        let mut files: Vec<_> = whole.iter().filter(|file| file.provider == provider).cloned().collect();
        for _ in 0..=numbers.next(4) {
            let file = numbers.next(files.len());
            mutate(&mut files[file], &mut numbers);
        }
        let (sources, compiled) = run(files);
        all_in_the_text(&sources, &compiled);
        assert!(compiled.model.is_some() || !shown(&sources, &compiled.diagnostics).is_empty());
    }
}
