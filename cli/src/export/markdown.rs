//! Markdown: the sheet as a pipe table.

use fieldwright_codegen::model::{Model, Page};

use super::sheet::Sheet;
use crate::args::Profile;

/// The tables of the pages, one below the other.
pub(crate) fn pages(model: &Model, pages: &[&Page], profile: Profile) -> String {
    let pages: Vec<String> = pages.iter().map(|page| self::page(model, page, profile)).collect();
    pages.join("\n")
}

/// The tables of one page.
pub(crate) fn page(model: &Model, page: &Page, profile: Profile) -> String {
    let mut text = format!("# {}\n\n", cell(&page.title));
    let headers = Sheet::of(model, page, profile, true);
    if !headers.rows.is_empty() {
        text += &format!("## Headers\n\n{}\n## Payload\n\n", table(&headers));
    }
    text + &table(&Sheet::of(model, page, profile, false))
}

fn table(sheet: &Sheet) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(sheet.titles.iter().map(|title| (*title).to_owned()).collect());
    text += &line(sheet.titles.iter().map(|_| "---".to_owned()).collect());
    for row in &sheet.rows {
        // The first column and patterns are code: names such as `*_id` would be read as emphasis.
        let cells = sheet.titles.iter().zip(row).map(|(title, text)| match *title {
            "Field" => {
                let name = text.trim_start_matches("- ");
                text.strip_suffix(name).unwrap_or_default().to_owned() + &code(name)
            }
            "Pattern" if !text.is_empty() => code(text),
            _ => cell(text),
        });
        text += &line(cells.collect());
    }
    let rules = sheet.rules.iter().map(|rule| format!("* {}\n", cell(rule.trim()))).collect::<Vec<_>>().concat();
    if rules.is_empty() { text } else { text + "\n" + &rules }
}

/// Text in a cell: what Markdown or HTML would take for its own is escaped.
pub(crate) fn cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // GitHub would tell a person.
            '@' => escaped.push_str("&#64;"),
            c if c.is_control() || c.is_whitespace() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as code in a cell: as many backticks around it as it has not inside, and no bar that would end the cell.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let text = text.replace('|', "\\|");
    if longest > 0 { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_in_its_cell() {
        assert_eq!(cell("a|b\n<script>*x* @me"), "a\\|b &lt;script&gt;\\*x\\* &#64;me");
        assert_eq!(code("a`b|c"), "`` a`b\\|c ``");
        assert_eq!(code("^(a|b)\n"), "`^(a\\|b) `");
    }
}
