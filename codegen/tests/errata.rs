//! Every erratum of the repository's schemas is needed: without it, `check` points at its row.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::model::{Content, Model, Page, Place};
use fieldwright_codegen::remedy::{Remedy, RemedyAction, RemedyTarget};
use support::{repository, run, shown};

#[test]
fn the_schemas_are_sound() {
    let (sources, compiled) = run(repository());
    assert_eq!(shown(&sources, &compiled.diagnostics), "");
    let model = compiled.model.unwrap();
    let facts = |payload| {
        let page = model.page(payload).unwrap();
        (page.rows, page.example_paths(), page.contradictions())
    };
    assert_eq!(facts("truemed/payment-token-updated"), (5, 0, 3));
    assert_eq!(facts("rapyd/payment-updated"), (0, 93, 0));
    assert_eq!(facts("anddone/account-token"), (15, 15, 10));
    assert_eq!(facts("rapyd/customer-payment-method-created"), (46, 18, 13));
    assert_eq!(facts("anddone/token-link"), (16, 16, 15));
}

#[test]
fn without_an_erratum_check_points_at_its_row() {
    let files = repository();
    let (_, compiled) = run(files.clone());
    let model = compiled.model.unwrap();
    let mut tried = 0;
    for page in model.pages() {
        for entry in page.entries.iter().filter(|entry| entry.erratum) {
            let mut files = files.clone();
            let file = files.iter_mut().find(|file| file.path == page.file).unwrap();
            file.text = without(&file.text, entry.place.line);
            let expected = place(&model, page, &entry.at);
            let (sources, compiled) = run(files);
            let places: Vec<_> = compiled.diagnostics.iter().map(|found| sources.place(found.labels[0].span)).collect();
            let text = shown(&sources, &compiled.diagnostics);
            assert!(
                places.iter().any(|place| (&place.file, place.line) == (&expected.file, expected.line)),
                "{} without {}: expected {}:{}, got\n{text}",
                page.payload,
                entry.id,
                expected.file,
                expected.line
            );
            assert!(compiled.model.is_none());
            if std::env::var_os("SHOW").is_some() {
                println!("== {} without {}\n{text}", page.payload, entry.id);
            }
            tried += 1;
        }
    }
    assert!(tried >= 20, "{tried}");
}

#[test]
fn a_proposal_is_the_erratum_that_is_left_out() {
    let files = repository();
    let (_, compiled) = run(files.clone());
    for page in compiled.model.unwrap().pages() {
        for entry in page.entries.iter().filter(|entry| entry.erratum) {
            let mut files = files.clone();
            let file = files.iter_mut().find(|file| file.path == page.file).unwrap();
            file.text = without(&file.text, entry.place.line);
            let (_, compiled) = run(files);
            let about = |remedy: &Remedy| match &remedy.target {
                RemedyTarget::Row(at) => at == &entry.at || at.replace("/*", "") == entry.at,
                RemedyTarget::Rule(name) => entry.at == format!("rule:{name}"),
            };
            let erratum = |remedy: &&Remedy| matches!(remedy.action, RemedyAction::Erratum { .. });
            let mut remedies = compiled.diagnostics.iter().filter_map(|found| found.remedy.as_ref()).filter(erratum);
            assert!(remedies.any(about), "{} {}", page.payload, entry.id);
        }
    }
}

/// What `check` can see by itself, and a note alone settles.
#[test]
fn without_a_note_check_sees_what_it_settles() {
    let files = repository();
    let (_, compiled) = run(files.clone());
    let model = compiled.model.unwrap();
    let page = model.page("anddone/account-token").unwrap();
    for (id, code) in [("A3", Code::F0604), ("A10", Code::F0603)] {
        let note = page.entries.iter().find(|entry| entry.id == id).unwrap();
        let mut files = files.clone();
        let file = files.iter_mut().find(|file| file.path == page.file).unwrap();
        file.text = without(&file.text, note.place.line);
        let (sources, compiled) = run(files);
        let text = shown(&sources, &compiled.diagnostics);
        assert!(compiled.diagnostics.iter().all(|found| found.code == code) && !text.is_empty(), "{id}: {text}");
    }
}

/// The text without the list item that starts in a line.
fn without(text: &str, line: u32) -> String {
    let start = line as usize - 1;
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let end = (start + 1..lines.len()).find(|at| !lines[*at].starts_with("    ")).unwrap_or(lines.len());
    let (first, last) = (start, end);
    lines.iter().enumerate().filter(|(at, _)| *at < first || *at >= last).map(|(_, line)| *line).collect()
}

/// Where the row or rule stands that an entry is about.
fn place(model: &Model, page: &Page, at: &str) -> Place {
    if let Some(rule) = at.strip_prefix("rule:") {
        let objects = page.types.iter().filter_map(|id| model.object(*id));
        return objects.flat_map(|object| &object.groups).find(|group| group.name == rule).unwrap().place.clone();
    }
    if let Some(header) = at.strip_prefix("header:") {
        return page.headers.iter().find(|field| field.name.wire == header).unwrap().place.clone();
    }
    let mut object = model.object(page.root).unwrap();
    let mut found = None;
    for token in at.split('/').skip(1).filter(|token| *token != "*") {
        let field = object.fields.iter().find(|field| field.name.wire == token).unwrap();
        found = Some(field.place.clone());
        let mut content = &field.value.content;
        while let Content::Items(inner) = content {
            content = &inner.content;
        }
        if let Content::Object(id) = content {
            object = model.object(*id).unwrap();
        }
    }
    found.unwrap()
}
