//! A transcription and the schema that is made of it say the same.

use std::collections::HashMap;
use std::path::Path;

use super::transcription::Facts;
use super::write::Identity;
use super::{import, transcribe};

fn identity() -> Identity {
    Identity {
        provider: "acme".to_owned(),
        stem: "page".to_owned(),
        title: "A page".to_owned(),
        url: None,
        read: None,
        sha256: "0".repeat(64),
        reviews: Vec::new(),
    }
}

/// Every row of the checked schema documents what the transcription says, so that their hashes can be compared.
fn agree(page: &[u8], what: &str) -> usize {
    let Ok(transcription) = transcribe(page, None) else { return 0 };
    let imported = import(transcription, &identity(), &[]);
    let model = imported.settled.compiled.model.unwrap_or_else(|| panic!("{what} passes check"));
    let page = model.pages().next().unwrap();
    let bare = |path: &str| path.split('/').filter(|token| *token != "*").collect::<Vec<_>>().join("/");
    let mut known = HashMap::new();
    for row in crate::table::rows(&model, page) {
        let path = if row.header { format!("header:{}", row.path) } else { bare(&row.path) };
        // What an array's items are stands behind it, under the same name.
        known.entry(path).or_insert_with(|| Facts::documented(row.value));
    }
    let rows = imported.transcription.walk();
    for (path, row) in rows.iter().filter(|(path, _)| !path.starts_with("type:")) {
        let documented = known.get(path).unwrap_or_else(|| panic!("{what}: {path} is in the schema"));
        assert_eq!(documented.keys(), row.facts.keys(), "{what}: {path}");
        assert_eq!(documented.hash(&row.name), row.facts.hash(&row.name));
    }
    rows.len()
}

#[test]
fn the_schema_documents_what_was_transcribed() {
    let page = "# Thing\n\n| Field | Type | Required | Length | Values | Description |\n| --- | --- | --- | --- | --- | --- |\n\
        | id | string | yes | 1-36 | | UUID |\n| state | string | no | 0-9 | a, b | |\n| same | string | yes | | a, b | |\n\
        | made | integer | yes | | | Unix time |\n| tags | array of strings | yes | | x, y | |\n| n | number | no | | | Maximum 7 |\n\
        | data | object | yes | | | |\n| data.key | string | yes | | | Starts with `k_`, or null |\n| data.any | | no | | | |\n\
        | lines[] | object | yes | | | |\n| lines[].object | string | yes | | | Always set to `line`. |\n\n\
        ```json\n{\"id\": \"\", \"made\": null, \"lines\": {\"object\": \"row\"}, \"data\": {\"key\": 1}, \"tags\": [\"z\"], \"n\": 8}\n```\n";
    assert_eq!(agree(page.as_bytes(), "the page"), 11);
}

#[test]
fn schemas_of_other_pages_document_what_was_transcribed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let mut folders = vec![root.join("pages")];
    folders
        .extend(std::fs::read_dir(root.join("open/pages")).into_iter().flatten().flatten().map(|entry| entry.path()));
    for path in folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten() {
        agree(&std::fs::read(path.path()).unwrap(), &path.path().display().to_string());
    }
}
