//! HTML: the sheet as a table, in a page of its own without styles or scripts.

use fieldwright_codegen::model::{Model, Page};

use super::sheet::Sheet;
use crate::args::Profile;

/// A document with the tables of the pages.
pub(crate) fn pages(model: &Model, pages: &[&Page], profile: Profile) -> String {
    let title = pages.iter().map(|page| page.title.as_str()).collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
        escaped(&title)
    );
    for page in pages {
        text += &format!("<h1>{}</h1>\n", escaped(&page.title));
        let headers = Sheet::of(model, page, profile, true);
        if !headers.rows.is_empty() {
            text += &format!("<h2>Headers</h2>\n{}<h2>Payload</h2>\n", table(&headers));
        }
        text += &table(&Sheet::of(model, page, profile, false));
    }
    text + "</body>\n</html>\n"
}

fn table(sheet: &Sheet) -> String {
    let titles = sheet.titles.iter().map(|title| format!("<th>{}</th>", escaped(title))).collect::<Vec<_>>().concat();
    let mut text = format!("<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n");
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<Vec<_>>().concat();
        text += &format!("<tr>{cells}</tr>\n");
    }
    text += "</tbody>\n</table>\n";
    let rules =
        sheet.rules.iter().map(|rule| format!("<li>{}</li>\n", escaped(rule.trim()))).collect::<Vec<_>>().concat();
    if rules.is_empty() { text } else { text + "<ul>\n" + &rules + "</ul>\n" }
}

/// Text, whatever it was meant to be.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_runs() {
        assert_eq!(super::escaped("<script>'\"&\n"), "&lt;script&gt;&#39;&quot;&amp; ");
    }
}
