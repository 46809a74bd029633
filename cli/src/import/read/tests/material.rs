//! Pages that do not belong to the project: real ones to compare with, where they are at hand.

use std::path::{Path, PathBuf};

use super::*;

fn material(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

/// What stands in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

#[test]
fn every_page_is_read_and_no_table_is_lost() {
    let Some(root) = material("open/pages") else { return };
    for folder in entries(&root) {
        let (mut found, mut marked, mut filled) = (0, 0, 0);
        for file in entries(&folder) {
            let bytes = std::fs::read(&file).unwrap();
            let (kind, page) = read(&bytes, None).unwrap_or_else(|refused| panic!("{}: {refused:?}", file.display()));
            assert_eq!(kind, Kind::Markdown, "{}", file.display());
            let text = String::from_utf8(bytes).unwrap();
            let is_table = |line: &&str| {
                let line = line.trim();
                line == "#|"
                    || line.starts_with("<table")
                    || (line.contains("---") && line.contains('|') && !line.contains(char::is_alphanumeric))
            };
            marked += text.lines().filter(is_table).count();
            found += tables(&page).len();
            filled += tables(&page).iter().map(|table| table.rows.len()).sum::<usize>();
        }
        let name = folder.file_name().unwrap().display();
        println!("{name}: {} pages, {found} tables, {filled} rows", entries(&folder).len());
        assert_eq!(found, marked, "{name}");
    }
}

#[test]
fn the_five_pages_have_what_was_counted_on_them() {
    let Some(root) = material("pages") else { return };
    let counts: Vec<_> = entries(&root)
        .iter()
        .map(|file| {
            let (kind, page) = read(&std::fs::read(file).unwrap(), None).unwrap();
            let rows = tables(&page).iter().map(|table| table.rows.len()).sum::<usize>();
            let samples = page.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).count();
            (kind, rows, definitions(&page).len(), samples)
        })
        .collect();
    assert_eq!(
        counts,
        [
            (Kind::Markdown, 0, 0, 0),
            (Kind::Text, 0, 0, 1),
            (Kind::Text, 15, 0, 1),
            (Kind::Text, 0, 46, 1),
            (Kind::Text, 16, 0, 1),
        ]
    );
}
