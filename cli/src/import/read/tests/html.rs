use super::*;
use crate::import::page::MarkKind;

fn read_html(body: &str) -> Page {
    let (kind, page) =
        page(&format!("<!DOCTYPE html>\n<html><head><title>Site</title></head><body>\n{body}\n</body></html>"));
    assert_eq!(kind, Kind::Html);
    page
}

#[test]
fn what_is_around_the_page_is_left_out() {
    let content = "<h1 id=top>Events<a class=anchor href=#top>#</a></h1><p>Sent <b>once</b>.<table><tr><th>Field<th>Type<tr><td>id<td>string</table>";
    let around = |content: &str| {
        format!(
            "<header><a href=/>Home</a></header><nav><ul><li>Other</li></ul></nav>{content}<aside>Ad</aside><script>let x = '<table>';</script><style>p {{}}</style><footer><p>Imprint</p></footer>"
        )
    };
    let expected = ["# Events", "Sent once.", "table 1"];
    assert_eq!(outline(&read_html(&around(content))), expected);
    let main = format!("<div>Menu</div>Site<main>{content}</main><div><p>Feedback</p></div>");
    let page = read_html(&around(&main));
    assert_eq!(outline(&page), expected);
    assert_eq!(page.title.as_deref(), Some("Events"));
    assert!(matches!(&page.blocks[0].kind, BlockKind::Heading { anchor: Some(anchor), .. } if anchor == "top"));
}

#[test]
fn spanning_cells_are_written_out() {
    let page = read_html(
        "<table><thead><tr><th rowspan=2>Field</th><th rowspan=2>Type</th><th colspan=2>Length</th></tr>\
         <tr><th>Min</th><th>Max</th></tr></thead>\
         <tr><td colspan=4>Header</td></tr>\
         <tr><td>a</td><td rowspan=2>string</td><td>1</td><td>2</td></tr><tr><td>b</td><td>3</td></tr></table>",
    );
    let table = tables(&page)[0];
    assert_eq!(
        rows(table),
        [
            ["Field", "Type", "Length Min", "Length Max"],
            ["Header", "", "", ""],
            ["a", "string", "1", "2"],
            ["b", "string", "3", ""]
        ]
    );
    assert_eq!(table.rows.iter().map(|row| row.section).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn lists_labels_and_indents_in_cells_are_told() {
    let page = read_html(
        "<table><tr><th>Name</th><th>Description</th></tr>\n\
         <tr><td>a</td><td>One of<ul><li><code>x</code><ul><li>inner</ul><li>y</ul>only <i class='label label-info'>read-only</i></td></tr>\n\
         <tr><td style='padding-left: 20px'>b</td><td>R&eacute;sum&eacute;&nbsp;&lt;1&gt;</td></tr>\n\
         <tr class=level-2><td>c</td><td><p>One</p><p>Two</p></td></tr></table>",
    );
    let rows = &tables(&page)[0].rows;
    let text = &rows[0].cells[1];
    assert_eq!(text.plain, "One of\nx\ninner\ny\nonly read-only");
    assert_eq!(text.items().collect::<Vec<_>>(), [(0, "x"), (1, "inner"), (0, "y")]);
    assert_eq!(text.marked(&MarkKind::Label).collect::<Vec<_>>(), ["read-only"]);
    assert_eq!(rows.iter().map(|row| row.cells[0].indent).collect::<Vec<_>>(), [0, 20, 2]);
    assert_eq!(rows[1].cells[1].plain, "Résumé <1>");
    assert_eq!(rows[2].cells[1].plain, "One\nTwo");
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 6]);
}

#[test]
fn definitions_nest_and_code_keeps_its_lines() {
    let page = read_html(
        "<dl><dt><code>a</code><dd><p>First</p><dl><dt>b<dd>Second</dl><dt>c<dd>Third<ul><li>x<li>y</ul></dl>\n\
         <pre><code class='language-JSON'>{\n  \"a\": <span>1</span>\n}</code></pre>",
    );
    let read: Vec<_> =
        definitions(&page).iter().map(|d| (d.term.indent, d.term.plain.clone(), d.description.plain.clone())).collect();
    let expected = [(0, "a", "First"), (1, "b", "Second"), (0, "c", "Third\nx\ny")];
    assert_eq!(read, expected.map(|(indent, term, text)| (indent, term.to_owned(), text.to_owned())));
    assert_eq!(outline(&page)[1], "json {\n  \"a\": 1\n}");
}

#[test]
fn a_table_in_a_cell_is_a_table_about_that_row() {
    let page = read_html(
        "<table><tr><th>Field<th>Description<tr><td>address<td>Where<table><tr><th>Field<th>Type<tr><td>city<td>string</table><tr><td>id<td>Who</table>",
    );
    let tables = tables(&page);
    assert_eq!(rows(tables[0]), [["Field", "Description"], ["address", "Where"], ["id", "Who"]]);
    assert_eq!(rows(tables[1]), [["Field", "Type"], ["city", "string"]]);
    assert_eq!(tables[1].caption.as_deref(), Some("address"));
}

#[test]
fn another_charset_is_refused_by_name() {
    let refused = refusal(b"<html><head><meta charset=\"windows-1252\"></head>\n<p>caf\xe9");
    assert_eq!(
        (refused.line, refused.text.as_str()),
        (Some(2), "the page is not UTF-8 (it says that it is windows-1252)")
    );
    let refused = refusal("<html><head><meta http-equiv='Content-Type' content='text/html; charset=shift_jis'><p>café");
    assert_eq!(refused.text, "the page says that it is shift_jis, and only UTF-8 is read");
    assert_eq!(page("\u{feff}<html><meta charset=utf-8><h1>Café</h1>").1.title.as_deref(), Some("Café"));
}
