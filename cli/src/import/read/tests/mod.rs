//! Pages in every manner, each with what must be read from it.

mod attacks;
mod flat;
mod html;
mod markdown;
mod material;

use super::{Kind, Refusal, read};
use crate::import::page::{BlockKind, Definition, Page, Table};

/// A page that is read, as what it looks like.
fn page(text: &str) -> (Kind, Page) {
    read(text.as_bytes(), None).unwrap()
}

fn refusal(bytes: impl AsRef<[u8]>) -> Refusal {
    read(bytes.as_ref(), None).unwrap_err()
}

fn tables(page: &Page) -> Vec<&Table> {
    page.blocks
        .iter()
        .filter_map(|block| if let BlockKind::Table(table) = &block.kind { Some(table) } else { None })
        .collect()
}

/// The only table of a page, as its header and its rows.
fn table(text: &str) -> Vec<Vec<String>> {
    let (_, page) = page(text);
    let tables = tables(&page);
    assert_eq!(tables.len(), 1, "{page:#?}");
    rows(tables[0])
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let plain = |row: &crate::import::page::Row| row.cells.iter().map(|cell| cell.plain.clone()).collect();
    table.header.iter().chain(&table.rows).map(plain).collect()
}

fn definitions(page: &Page) -> Vec<&Definition> {
    let inner = page.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Definitions(definitions) => Some(definitions),
        _ => None,
    });
    inner.flatten().collect()
}

/// Headings, paragraphs and lists in a few words, for comparing with.
fn outline(page: &Page) -> Vec<String> {
    let line = |kind: &BlockKind| match kind {
        BlockKind::Heading { level, text, .. } => format!("{} {}", "#".repeat(usize::from(*level)), text.plain),
        BlockKind::Paragraph(text) => text.plain.clone(),
        BlockKind::List(items) => {
            let item =
                |item: &crate::import::page::ListItem| format!("{}- {}", "  ".repeat(item.depth), item.text.plain);
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Definitions(definitions) => format!("definitions {}", definitions.len()),
        BlockKind::Table(table) => format!("table {}", table.rows.len()),
        BlockKind::Code { language, text } => format!("{} {text}", language.as_deref().unwrap_or("code")),
    };
    page.blocks.iter().map(|block| line(&block.kind)).collect()
}

/// A field table in the shapes that it may have, which all say the same.
const FIELDS: [[&str; 5]; 4] = [
    ["Field", "Data Type", "Description", "MinLength", "MaxLength"],
    ["PartnerId", "string", "Who sent it", "8", "8"],
    ["Body", "object", "What happened (see below)", "N/A", "N/A"],
    ["- State", "Enumeration", "Open, Closed, Expired", "1", "36"],
];

#[test]
fn a_table_is_the_same_in_every_shape() {
    let join = |separator: &str| FIELDS.map(|row| row.join(separator));
    let lines = join(" | ").map(|row| format!("| {row} |"));
    let dashes = "|---|---|---|---|---|";
    let cells = |tag: &str, row: &[&str; 5]| row.map(|cell| format!("<{tag}>{cell}</{tag}>")).concat();
    let html_row = |row: &[&str; 5]| format!("<tr>{}</tr>", cells("td", row));
    let html_rows = FIELDS[1..].iter().map(html_row).collect::<String>();
    let shapes = [
        ("boxed", format!("# Fields\n\n{}\n{dashes}\n{}\n", lines[0], lines[1..].join("\n"))),
        ("bare", format!("# Fields\n\n{}\n---|---|---|---|---\n{}\n", join(" | ")[0], join(" | ")[1..].join("\n"))),
        ("no dashes", format!("# Fields\n\n{}\n", lines.join("\n"))),
        ("no dashes, no pipes around", format!("Fields\n{}\nThe end\n", join(" | ").join("\n"))),
        ("pipes behind", format!("Fields\n{} |\n", join(" | ").join(" |\n"))),
        ("two rows glued", format!("Fields\n{}\n{} {}\n{}\n", lines[0], lines[1], lines[2], lines[3])),
        ("glued", format!("Fields\n{} |\n", join(" | ").join(" | "))),
        ("glued with pipes around", format!("Fields\n{}\n", lines.join(" "))),
        (
            "Markdown in one line",
            format!("About it ## Fields {} {dashes} {} ## Next Something else", lines[0], lines[1..].join(" ")),
        ),
        ("spaces", format!("Fields\n\n{}\n\nExample\n", join(" ").join("\n"))),
        ("spaces, broken", format!("Fields\n\n{}\n", join(" ").join("\n").replace("(see below)", "\n(see below)"))),
        ("tabs", format!("Fields\n\n{}\n\nExample\n", join("\t").join("\n"))),
        ("a cell a line", format!("Fields\n{}\nExample Payload\n", join("\n").join("\n"))),
        (
            "HTML",
            format!(
                "<!DOCTYPE html><table><thead><tr>{}</tr></thead><tbody>{html_rows}</tbody></table>",
                cells("th", &FIELDS[0])
            ),
        ),
        ("HTML without thead", format!("<html><body><table>{}{html_rows}</table></body></html>", html_row(&FIELDS[0]))),
        (
            "HTML without end tags",
            format!("<html><table>{}{html_rows}</table>", html_row(&FIELDS[0]))
                .replace("</td>", "")
                .replace("</tr>", "\n"),
        ),
        (
            "HTML in Markdown",
            format!("# Fields\n\n<table>\n\n{}\n\n    {html_rows}\n\n</table>\n\nText.", html_row(&FIELDS[0])),
        ),
        ("a wiki's", format!("# Fields\n\n#|\n{}\n|#\n", lines.each_ref().map(|row| format!("|{row}|")).join("\n"))),
    ];
    for (shape, text) in shapes {
        assert_eq!(table(&text), FIELDS, "{shape}:\n{text}");
    }
}
