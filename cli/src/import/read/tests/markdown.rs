use super::*;
use crate::import::page::{MarkKind, Text};

fn read_markdown(text: &str) -> Page {
    read(text.as_bytes(), Some(Kind::Markdown)).unwrap().1
}

/// The text of a cell, as a page has it.
fn cell(source: &str) -> Text {
    let page = read_markdown(&format!("| Field | Description |\n|---|---|\n| {source} | x |\n"));
    tables(&page)[0].rows[0].cells[0].clone()
}

#[test]
fn marks_in_a_cell_are_told_apart() {
    let text = cell("**`id`** ~~old~~ <sup>new</sup> [models.Id](../id.md)[] *required*");
    assert_eq!(text.plain, "id old new models.Id[] required");
    assert_eq!(text.code().collect::<Vec<_>>(), ["id"]);
    assert_eq!(text.marked(&MarkKind::Strong).collect::<Vec<_>>(), ["id"]);
    assert_eq!(text.marked(&MarkKind::Struck).collect::<Vec<_>>(), ["old"]);
    assert_eq!(text.marked(&MarkKind::Label).collect::<Vec<_>>(), ["new"]);
    assert_eq!(text.marked(&MarkKind::Emphasis).collect::<Vec<_>>(), ["required"]);
    assert_eq!(text.links().collect::<Vec<_>>(), [("models.Id", "../id.md")]);
}

#[test]
fn lists_and_lines_in_a_cell_stay_apart() {
    let text = cell("One of:<ul><li>`a`</li><li>`b`: second</li></ul>and<br/>no more");
    assert_eq!(text.lines().collect::<Vec<_>>(), ["One of:", "a", "b: second", "and", "no more"]);
    assert_eq!(text.items().collect::<Vec<_>>(), [(0, "a"), (0, "b: second")]);
    let text = cell("One of:<br>- a<br>- b");
    assert_eq!(text.items().collect::<Vec<_>>(), [(0, "a"), (0, "b")]);
}

#[test]
fn what_shows_the_depth_of_a_name_is_kept() {
    for name in ["- id", "-- id", "» id", "> id", "↳ id", "a.b[].c", "a/b", "# of items", "1. id", "+ id"] {
        assert_eq!(cell(name).plain, name);
    }
    let page =
        read_markdown("| Field | Type |\n|---|---|\n| a | object |\n|    b | string |\n| &nbsp;&nbsp;c | string |\n");
    let indents: Vec<usize> = tables(&page)[0].rows.iter().map(|row| row.cells[0].indent).collect();
    assert_eq!(indents, [0, 3, 2]);
}

#[test]
fn a_pipe_may_stand_in_a_cell() {
    let page = "| Field | Type | Description | Required |\n|---|---|---|---|\n\
                | `a` | string | `x|y` | Yes |\n\
                | b | string | one \\| two | No |\n\
                | c | string | one of \"A\" | \"B\" | \"C\" | Yes |\n";
    let descriptions: Vec<(String, String)> =
        table(page)[1..].iter().map(|row| (row[2].clone(), row[3].clone())).collect();
    let expected = [("x|y", "Yes"), ("one | two", "No"), ("one of \"A\" | \"B\" | \"C\"", "Yes")];
    assert_eq!(descriptions, expected.map(|(text, required)| (text.to_owned(), required.to_owned())));
}

#[test]
fn short_rows_are_filled_up_and_lines_are_those_of_the_page() {
    let page = read_markdown("# A\n\ntext\n| Field | Type | Note |\n|--|--|--|\n| a | string\n| b |\n\nafter");
    let table = tables(&page)[0];
    assert_eq!(rows(table)[1..], [["a", "string", ""], ["b", "", ""]]);
    assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [6, 7]);
    assert_eq!(page.blocks.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 3, 4, 9]);
}

#[test]
fn links_that_are_defined_elsewhere_have_their_target() {
    let page = read_markdown("| Field | Type |\n|--|--|\n| a | [set][] |\n\n[set]: #the-set\n");
    assert_eq!(tables(&page)[0].rows[0].cells[1].links().collect::<Vec<_>>(), [("set", "#the-set")]);
}

#[test]
fn a_wikis_cells_hold_blocks() {
    let page = "# A\n\n#|\n|| **Name**\n`type` | **Description** ||\n|| **id***\n[`string`](x.md) | One of:\n- `a` — first\n- `b`\n\n```\na || b\n```\n||\n|#\n\nafter";
    let page = read_markdown(page);
    let table = tables(&page)[0];
    assert_eq!(rows(table)[..1], [["Name\ntype", "Description"]]);
    let row = &table.rows[0];
    assert_eq!(row.line, 6);
    assert_eq!(row.cells[0].plain, "id*\nstring");
    assert_eq!(row.cells[1].items().collect::<Vec<_>>(), [(0, "a — first"), (0, "b")]);
    assert_eq!(row.cells[1].lines().last(), Some("a || b"));
    assert_eq!(page.blocks.last().unwrap().line, 17);
}

#[test]
fn templates_components_and_front_matter_are_not_read_out() {
    let text = "---\ntitle: \"Payment events\"\n---\nimport Tabs from '@theme/Tabs';\n\n{% note info %}\n\n\
                <Note>Be aware.</Note>\n\n<%= partial 'x' %>\n\n## Fields {#all-fields}\n\nA Collection(<item>).\n";
    let page = read_markdown(text);
    assert_eq!(page.title.as_deref(), Some("Payment events"));
    assert_eq!(outline(&page), ["Be aware.", "## Fields", "A Collection(<item>)."]);
    assert!(matches!(&page.blocks[1].kind, BlockKind::Heading { anchor: Some(anchor), .. } if anchor == "all-fields"));
}

#[test]
fn definition_lists_headings_and_nested_lists_are_read() {
    let text = "# A\n\nid\n: The identifier.\n\n: Always there.\n\n## B\n\n- `a`: first\n  - of all\n- `b`\n\n  ```js\n  { \"x\": 1, }\n  ```\n";
    let page = read_markdown(text);
    assert_eq!(definitions(&page)[0].term.plain, "id");
    assert_eq!(definitions(&page)[0].description.plain, "The identifier.\nAlways there.");
    assert_eq!(outline(&page)[3..], ["- a: first\n  - of all\n- b", "json { \"x\": 1 }"]);
}

#[test]
fn code_that_looks_like_a_table_is_code() {
    let page = read_markdown(
        "# A\n\n```\n| Field | Type |\n|---|---|\n| a | b |\n```\n\n    | Field | Type |\n    |---|---|\n",
    );
    assert!(tables(&page).is_empty(), "{page:#?}");
    assert_eq!(outline(&page)[2], "code | Field | Type |\n|---|---|");
}

#[test]
fn a_page_on_one_line_is_taken_apart() {
    let text = "Refund Webhook\n\nIt is sent when a refund changes. **Note**: see below. ## Body Notes - `refund_id`: the \
                `id` of the refund - `reason`: **(Optional)** a text - This is set by hand. - `state`: one of `a` - or `b` ## \
                Response Notes ### Success Case Partners answer with 204. ### Example ```json { \"refund_id\": \"r1\" } ```";
    let (kind, page) = page(text);
    assert_eq!(kind, Kind::Markdown);
    assert_eq!(page.title.as_deref(), Some("Refund Webhook"));
    assert_eq!(
        outline(&page),
        [
            "Refund Webhook",
            "It is sent when a refund changes. Note: see below.",
            "## Body Notes",
            "- refund_id: the id of the refund\n- reason: (Optional) a text\n  - This is set by hand.\n- state: one of a - or b",
            "## Response Notes",
            "### Success Case",
            "Partners answer with 204.",
            "### Example",
            "json { \"refund_id\": \"r1\" }",
        ]
    );
}

#[test]
fn fields_that_are_components_are_definitions() {
    let page = read_markdown(
        "## Body\n\n<ResponseField name=\"data\" type=\"object\" required>\n  The `card`.\n\n  <Expandable title=\"properties\">\n\n\
         <ResponseField name=\"last4\" type=\"string\">\n\n  Digits.\n\n</ResponseField>\n\n</Expandable>\n</ResponseField>\n\n\
         <ParamField header=\"X-Key\" type=\"string\" default=\"none\" />\n",
    );
    let read: Vec<_> = definitions(&page)
        .iter()
        .map(|d| (d.term.indent, d.term.plain.as_str(), d.description.plain.as_str()))
        .collect();
    let expected = [
        (0, "data", "object required\nThe card."),
        (1, "last4", "string\nDigits."),
        (0, "X-Key", "string header\nDefault: none"),
    ];
    assert_eq!(read, expected);
    assert_eq!(page.blocks.len(), 2);
}

#[test]
fn samples_without_a_fence_are_samples() {
    let page = read_markdown(
        "# A\n\nLike this:\n{\n\"id\": \"p1\",\n\n\"n\": 1\n}\nafter\n\n{{template}} and\n{ no: json }\n",
    );
    assert_eq!(
        outline(&page)[1..],
        ["Like this:", "json {\n\"id\": \"p1\",\n\n\"n\": 1\n}", "after", "{{template}} and { no: json }"]
    );
    assert_eq!(page.blocks.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 3, 4, 9, 11]);
    let (_, page) = super::page(
        "It is sent once. ## Example Payload { \"id\": \"p1\", \"amount\": { \"value\": 10 } } Then nothing. ## Next Section",
    );
    assert_eq!(
        outline(&page)[1..4],
        ["## Example Payload", "json { \"id\": \"p1\", \"amount\": { \"value\": 10 } }", "Then nothing."]
    );
}
