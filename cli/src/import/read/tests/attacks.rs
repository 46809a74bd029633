//! Pages that are made to take time, memory or the stack. They end with an error or a page; that they end soon is what
//! running them at all shows, for quadratic work would not.

use super::*;
use crate::import::read::limits::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_DEPTH};

/// Large enough for quadratic work to be felt.
const MANY: usize = 10_000;

#[test]
fn few_bytes_make_no_more_cells_than_the_limit() {
    let refused = refusal(format!("|{}\n|{}\n{}", "a|".repeat(1000), "-|".repeat(1000), "|\n".repeat(500)));
    assert_eq!(
        (refused.line, refused.text),
        (Some(1), format!("a table has 1000 columns, the limit is {MAX_COLUMNS}"))
    );
    let refused = refusal(format!("|{}\n|{}\n{}", "a|".repeat(90), "-|".repeat(90), "|\n".repeat(3000)));
    assert_eq!(refused.text, format!("the page has too many table cells, the limit is {MAX_CELLS}"));
    let cells = "<tr><td rowspan=65534 colspan=99>x<td>y".repeat(3000);
    assert!(refusal(format!("<!doctype html><table>{cells}")).text.contains("limit"));
    let copies = format!("<tr><td rowspan=65534>{}<td>y{}", "x".repeat(100_000), "<tr><td>z".repeat(1000));
    assert!(refusal(format!("<!doctype html><table><tr><th>Field<th>Type{copies}")).text.contains("spanning"));
}

#[test]
fn depth_is_refused_and_not_followed() {
    for tag in
        ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<dl><dd>", "<blockquote>", "<p>", "<li>", "<pre>", "<nav>"]
    {
        let text = format!("<!doctype html>{}x", tag.repeat(MANY));
        if let Err(refused) = read(text.as_bytes(), None) {
            assert_eq!(refused.text, format!("elements stand more than {MAX_DEPTH} deep in each other"), "{tag}");
        }
    }
    assert!(read("[".repeat(MANY).as_bytes(), None).is_ok());
    assert!(read(("{\"a\":".repeat(MANY) + "\n").repeat(2).as_bytes(), None).is_ok());
}

#[test]
fn nothing_is_quadratic_in_markdown() {
    let markdown = [
        "- ",
        ">",
        "[",
        "![",
        "*a ",
        "**a",
        "_a_",
        "`",
        "`a``b```",
        "<",
        "<a",
        "<table>\n",
        "#|\n",
        "~~a",
        "<!--",
        "<%",
        "{%",
        "[a][b]",
        "1. ",
        ": a\n",
        ": a: a\n",
        " ## A",
        " - `a`",
        "|---|",
        " ```a",
        "{\"a\":",
        "[1,",
        "```\n",
        "|a|b|\n",
        "a|b\n",
    ];
    for part in markdown {
        let _ = read(format!("# A\n\n{}", part.repeat(MANY)).as_bytes(), Some(Kind::Markdown));
    }
}

#[test]
fn nothing_is_quadratic_in_flattened_text_and_html() {
    let flat = [
        "{\n",
        "{\"a\n",
        "[1,\n",
        "[]",
        "{}",
        "name\n",
        "a_b\nThe name.\n",
        "Field Type Description\n",
        "Field\nType\nDescription\n",
        "Field\tType\na\tb\n",
        "a | b | ",
        "Field | Type | ",
        "- a\n",
        "\n",
        " ",
        "a_b\nNote\n",
        "x: \n",
    ];
    for part in flat {
        let _ = read(part.repeat(MANY).as_bytes(), Some(Kind::Text));
        let _ = read(
            format!("Field Type Description MinLength MaxLength\na string {}", part.repeat(MANY)).as_bytes(),
            None,
        );
        let _ = read(format!("Field | Type | Min\n{}", part.repeat(MANY)).as_bytes(), None);
    }
    for part in ["<td>", "<tr>", "<p>x", "</ul>", "</i>", "&amp;", "<a href=x>y</a>", "<b>x", "<b><p>x"] {
        let _ = read(format!("<!doctype html><table><b>{}", part.repeat(MANY)).as_bytes(), None);
    }
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(refusal(vec![b'x'; MAX_BYTES + 1]).line, None);
    assert_eq!(refusal(b"a\n\0").line, Some(2));
    assert_eq!(refusal([0xff, 0xfe, b'a', 0]).text, "the page is UTF-16, and only UTF-8 is read");
    assert_eq!(refusal(b"a\nb\xff").text, "the page is not UTF-8");
    assert_eq!(page("").1.blocks, []);
}
