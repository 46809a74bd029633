//! `import`: what it makes of pages in many manners, and what it does with files.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;

use common::import::{import, table};
use common::{fieldwright, stderr, stdout, with_input};
use fieldwright_codegen::model::{Format, Kind};

/// The rows of a page, each as `path type` with `?` for an optional one.
fn rows(page: &str) -> Vec<String> {
    let imported = import(page.as_bytes(), &[]);
    let shown = imported.rows().into_iter().map(|(path, value)| {
        let rule = &value.documented;
        format!("{path}{} {}", if rule.required { "" } else { "?" }, rule.kind.word())
    });
    shown.collect()
}

#[test]
fn nesting_is_understood_however_it_is_shown() {
    let expected =
        ["/data object", "/data/id string", "/data/total object", "/data/total/value number", "/type string"];
    let pages = [
        (
            "dots",
            vec![
                "| data | object |",
                "| data.id | string |",
                "| data.total | object |",
                "| data.total.value | number |",
                "| type | string |",
            ],
        ),
        ("dots alone", vec!["| data.id | string |", "| data.total.value | number |", "| type | string |"]),
        (
            "hyphens",
            vec![
                "| data | object |",
                "| - id | string |",
                "| - total | object |",
                "| - - value | number |",
                "| type | string |",
            ],
        ),
        (
            "guillemets",
            vec![
                "| data | object |",
                "| » id | string |",
                "| » total | object |",
                "| »» value | number |",
                "| type | string |",
            ],
        ),
        (
            "arrows",
            vec![
                "| data | object |",
                "| ↳ id | string |",
                "| ↳ total | object |",
                "| ↳↳ value | number |",
                "| type | string |",
            ],
        ),
        (
            "signs",
            vec![
                "| data | object |",
                "| data > id | string |",
                "| data>total | object |",
                "| data>total>value | number |",
                "| type | string |",
            ],
        ),
        (
            "slashes",
            vec![
                "| data | object |",
                "| data/id | string |",
                "| data/total | object |",
                "| data/total/value | number |",
                "| type | string |",
            ],
        ),
        (
            "spaces",
            vec![
                "| data | object |",
                "| &nbsp;&nbsp;id | string |",
                "| &nbsp;&nbsp;total | object |",
                "| &nbsp;&nbsp;&nbsp;&nbsp;value | number |",
                "| type | string |",
            ],
        ),
    ];
    for (manner, lines) in pages {
        let page = table("| Field | Type |", &lines);
        assert_eq!(rows(&page), expected, "{manner}");
    }
    let parents = table(
        "| Field | Parent | Type |",
        &[
            "| data | | object |",
            "| id | data | string |",
            "| total | data | object |",
            "| value | total | number |",
            "| type | | string |",
        ],
    );
    assert_eq!(rows(&parents), expected);
    let headings = "# Thing\n\n## Fields\n\n| Field | Type |\n| --- | --- |\n| data | object |\n| type | string |\n\n\
        ### The data object\n\n| Field | Type |\n| --- | --- |\n| id | string |\n| total | [Money](#money) |\n\n\
        ### Money\n\n| Field | Type |\n| --- | --- |\n| value | number |\n";
    assert_eq!(rows(headings), expected);
    let sample = "# Thing\n\n## Fields\n\n| Field | Description |\n| --- | --- |\n| data | The thing. |\n| type | What it is. |\n\n\
        ```json\n{\"data\": {\"id\": \"1\", \"total\": {\"value\": 1.5}}, \"type\": \"x\"}\n```\n";
    let optional =
        ["/data object", "/data/id? string", "/data/total? object", "/data/total/value? number", "/type string"];
    assert_eq!(rows(sample), optional);
}

#[test]
fn the_object_that_a_column_names_is_a_name_however_its_cell_is_laid_out() {
    let cells = |parent: &str| {
        format!(
            "<h1>Thing</h1><h2>Fields</h2><table><tr><th>Field<th>Object<th>Type\
             <tr><td>total<td><td>object<tr><td>value<td>{parent}<td>number</table>"
        )
    };
    let piped = |parent: &str| {
        table("| Field | Object | Type |", &["| total | | object |", &format!("| value | {parent} | number |")])
    };
    for parent in ["total", "<p>\n  total\n</p>", "<code>total</code><br>(object)", "» total", "total<br>required"] {
        for page in [cells(parent), piped(&parent.replace('\n', ""))] {
            assert_eq!(rows(&page), ["/total object", "/total/value number"], "{page}");
        }
    }
    // Words of prose are the title of a group, and none of them is sent.
    for parent in ["What is paid", "What is paid<br>now"] {
        for page in [cells(parent), piped(parent)] {
            assert_eq!(rows(&page), ["/total object", "/value number"], "{page}");
        }
    }
    let titled = "<h1>Thing</h1><table><tr><th>Field<th>Type<tr><td>total<td>object\
        <tr><td colspan=2>» total<tr><td>value<td>number</table>";
    assert_eq!(rows(titled), ["/total object", "/total/value number"]);
}

#[test]
fn arrays_are_told_from_objects() {
    let page = table(
        "| Field | Type |",
        &[
            "| items[] | object |",
            "| items[].id | string |",
            "| tags | array of strings |",
            "| links | Array of objects |",
            "| links.href | string |",
        ],
    );
    let expected = ["/items array", "/items/*/id string", "/links array", "/links/*/href string", "/tags array"];
    assert_eq!(rows(&page), expected);
}

#[test]
fn presence_is_understood_however_it_is_said() {
    let marks = |column: &str, yes: &str, no: &str| {
        let (yes, no) = (format!("| a | {yes} | string |"), format!("| b | {no} | string |"));
        rows(&table(&format!("| Field | {column} | Type |"), &[yes.as_str(), no.as_str()]))
    };
    for (column, yes, no) in [
        ("Required", "Yes", "No"),
        ("Required", "true", "false"),
        ("Mandatory", "M", "O"),
        ("Required", "✅", ""),
        ("Required", ":heavy_check_mark:", ":heavy_minus_sign:"),
        ("Occurrence", "1..1", "0..1"),
        ("Optional", "no", "yes"),
        ("必填", "是", "否"),
        ("Obrigatório", "Sim", "Não"),
        ("Required", "Yes", "Yes, when the card is stored"),
    ] {
        assert_eq!(marks(column, yes, no), ["/a string", "/b? string"], "{column}: {yes}, {no}");
    }
    for (a, b) in [("a*", "b"), ("a", "b?"), ("a", "b (optional)"), ("a _required_", "b"), ("a", "b<br>(optional)")] {
        let lines = [format!("| {a} | string |"), format!("| {b} | string |")];
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        assert_eq!(rows(&table("| Field | Type |", &lines)), ["/a string", "/b? string"], "{a}, {b}");
    }
    let conditional = import(table("| Field | Required | Type |", &["| a | C | string |"]).as_bytes(), &[]);
    assert!(conditional.schema.contains("# review: it is there under a condition"), "{}", conditional.schema);
}

#[test]
fn facts_come_from_columns_and_sentences() {
    let page = table(
        "| Name | Type | Length | Allowed values | Description |",
        &[
            "| id | String(36) | | | Its id. UUID. |",
            "| name | string | 1-32 | | Its name. |",
            "| note | string | | | Up to 140 characters. |",
            "| state | string | | open, closed | Its state. |",
            "| mode | string | | | One of `live` or `test`. |",
            "| object | string | | | Always set to `thing`. |",
            "| made | integer | | | Unix time. |",
            "| page | integer | | | Its number, between 1 and 100. |",
            "| key | string | | | String starting with `key_`. May be null. |",
            "| country | string | | | ISO 3166-1 alpha-2. |",
        ],
    );
    let rows = import(page.as_bytes(), &[]).rows();
    let rule = |name: &str| rows[name].documented.clone();
    assert_eq!((rule("/id").max_length, rule("/id").format), (Some(36), Some(Format::Uuid)));
    assert_eq!((rule("/name").min_length, rule("/name").max_length), (Some(1), Some(32)));
    assert_eq!(rule("/note").max_length, Some(140));
    assert_eq!(rule("/state").values, Some(vec!["open".to_owned(), "closed".to_owned()]));
    assert_eq!(rule("/mode").values, Some(vec!["live".to_owned(), "test".to_owned()]));
    assert!(rule("/object").constant);
    assert_eq!((rule("/made").kind, rule("/made").format), (Kind::Integer, Some(Format::UnixSeconds)));
    assert_eq!(
        (rule("/page").minimum.unwrap().0, rule("/page").maximum.unwrap().0),
        ("1".to_owned(), "100".to_owned())
    );
    assert_eq!((rule("/key").pattern.unwrap().source, rule("/key").nullable), ("^key_".to_owned(), true));
    assert_eq!(rule("/country").format, Some(Format::CountryCode));
}

#[test]
fn a_sample_that_contradicts_the_table_makes_errata() {
    let page = format!(
        "{}\n```json\n{{\"id\": 7, \"name\": \"\", \"state\": \"new\", \"gone\": null, \"more\": true}}\n```\n",
        table(
            "| Field | Type | Required | Length | Values |",
            &[
                "| id | string | yes | | |",
                "| name | string | yes | 1-9 | |",
                "| state | string | yes | | open, closed |",
                "| gone | string | yes | | |",
                "| left | string | yes | | |"
            ],
        )
    );
    let imported = import(page.as_bytes(), &[]);
    let rows = imported.rows();
    assert_eq!(rows["/id"].effective.kind, Kind::Integer);
    assert_eq!(rows["/id"].documented.kind, Kind::String);
    assert_eq!(rows["/name"].effective.min_length, None);
    assert_eq!(rows["/state"].effective.values.as_ref().unwrap().len(), 3);
    assert!(rows["/gone"].effective.nullable && !rows["/gone"].documented.nullable);
    assert!(rows["/left"].documented.required && !rows["/left"].effective.required);
    assert!(!rows["/more"].documented.required, "known from the sample alone");
    assert_eq!(imported.page().entries.len(), 5, "{}", imported.schema);
}

#[test]
fn an_array_of_this_and_that_keeps_its_sample() {
    for page in ["# A\n", &table("| Field | Type |", &["| id | string |", "| mixed | array |"])] {
        let page = format!("{page}\n```json\n{{\"id\": \"x\", \"mixed\": [\"a\", {{\"b\": 1}}]}}\n```\n");
        let imported = import(page.as_bytes(), &[]);
        assert_eq!(imported.rows()["/mixed"].effective.kind, Kind::Array);
        assert_eq!(imported.page().examples.len(), 1, "{}", imported.schema);
    }
}

#[test]
fn headers_and_events_stand_apart() {
    let page = "# Webhooks\n\n## Request headers\n\n| Header | Description |\n| --- | --- |\n| X-Signature | HMAC of the body. |\n\n\
        ## Events\n\n| Event | Description |\n| --- | --- |\n| order.paid | Paid. |\n| order.sent | Sent. |\n\n\
        ## Fields\n\n| Field | Type |\n| --- | --- |\n| type | string |\n| id | string |\n\n\
        ```json\n{\"type\": \"order.paid\", \"id\": \"1\"}\n```\n";
    let imported = import(page.as_bytes(), &[]);
    assert_eq!(imported.rows().keys().collect::<Vec<_>>(), ["/id", "/type", "header:X-Signature"]);
    let event = imported.page().event.clone().unwrap();
    assert_eq!(
        (event.at, event.values),
        (vec!["type".to_owned()], vec!["order.paid".to_owned(), "order.sent".to_owned()])
    );
}

#[test]
fn a_row_keeps_its_place_and_a_hash_of_its_facts() {
    let page = table("| Field | Type | Description |", &["| id | string | Its id. |", "| name | string | Its name. |"]);
    let provenance = |page: &str| {
        let imported = import(page.as_bytes(), &[]);
        let root = imported.model.object(imported.page().root).unwrap().clone();
        root.fields.iter().map(|field| field.row.unwrap()).collect::<Vec<_>>()
    };
    let before = provenance(&page);
    assert_eq!(before.iter().map(|row| row.at).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(provenance(&page.replace("Its id", "The id")), before, "prose is no fact");
    let after = provenance(&page.replace("| name | string |", "| name | integer |"));
    assert_eq!(after[0], before[0]);
    assert_ne!(after[1].hash, before[1].hash);
    let moved = provenance(&table("| Field | Type |", &["| name | string |", "| id | string |"]));
    assert_eq!(moved[0].hash, before[1].hash, "a hash does not depend on the place");
}

#[test]
fn no_sentence_of_the_page_gets_into_the_schema() {
    let page = table("| Field | Type | Description |", &["| id | string | A peculiar sentence of the page. |"]);
    let schema = import(page.as_bytes(), &[]).schema;
    assert!(!schema.contains("peculiar") && !schema.contains("doc:"), "{schema}");
}

#[test]
fn a_file_is_replaced_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.md");
    fs::write(&page, table("| Field | Type |", &["| id | string |"])).unwrap();
    let schema = folder.path().join("schemas/acme/thing.yaml");
    let run = |more: &[&str]| {
        let mut args = vec!["import", page.to_str().unwrap(), "-o", schema.to_str().unwrap()];
        args.extend(more);
        fieldwright(&args).output().unwrap()
    };
    let first = run(&[]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert!(stdout(&first).is_empty());
    let text = fs::read_to_string(&schema).unwrap();
    assert!(text.contains("provider: acme\n"), "the folder names the provider: {text}");
    let check = fieldwright(&["check", "--schemas", folder.path().join("schemas").to_str().unwrap()]).output().unwrap();
    assert!(check.status.success(), "{}", stderr(&check));
    fs::write(&schema, "mine").unwrap();
    let second = run(&[]);
    assert_eq!(second.status.code(), Some(2));
    assert!(stderr(&second).contains("--force"), "{}", stderr(&second));
    assert_eq!(fs::read_to_string(&schema).unwrap(), "mine");
    assert!(run(&["--force"]).status.success());
    assert!(fs::read_to_string(&schema).unwrap().contains("payload:"));
    let left: Vec<_> = fs::read_dir(schema.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "no draft is left behind");
}

#[test]
fn a_schema_is_checked_with_those_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let schemas = folder.path().join("schemas/acme");
    fs::create_dir_all(&schemas).unwrap();
    let provider = "provider: acme\ntitle: Acme\ntypes:\n  Mode: {enum: [live, test]}\n";
    fs::write(schemas.join("provider.yaml"), provider).unwrap();
    let page =
        table("| Field | Type | Values |", &["| mode | string | on, off |", "| other.mode | string | on, off |"]);
    let path = schemas.join("thing.yaml");
    let args = ["import", "-", "-o", path.to_str().unwrap()];
    let output = with_input(fieldwright(&args), page.as_bytes());
    assert!(output.status.success(), "{}", stderr(&output));
    let check = fieldwright(&["check", "--schemas", folder.path().join("schemas").to_str().unwrap()]).output().unwrap();
    assert!(check.status.success(), "{}", stderr(&check));
}

#[test]
fn rows_come_as_json_too() {
    let page = table("| Field | Type | Required |", &["| id | string(8) | yes |"]);
    let output = with_input(fieldwright(&["import", "-", "--provider", "acme", "--format", "json"]), page.as_bytes());
    let row: serde_json::Value = serde_json::from_str(stdout(&output).trim()).unwrap();
    assert_eq!(
        row,
        serde_json::json!({"path": "/id", "type": "string", "required": true, "nullable": false, "maxLength": 8, "row": 1, "presence": "stated"})
    );
}

#[test]
fn a_provider_that_is_none_is_refused() {
    let output = with_input(fieldwright(&["import", "-", "--provider", "../x"]), b"{\"a\": 1}");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot be the name of a provider"), "{}", stderr(&output));
}
