//! `import --merge` on pages made by chance: one thing changes on the page, and in the schema only the lines of that row do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use std::fmt::Write as _;

use common::merge::Folder;

/// Always the same numbers.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

#[derive(Debug, Clone)]
struct Row {
    /// With the names of the objects that it is in.
    path: Vec<String>,
    kind: &'static str,
    required: bool,
    min: Option<usize>,
    max: Option<usize>,
    values: Vec<String>,
}

const FIRST: [&str; 8] = ["card", "bank", "store", "order", "parcel", "refund", "ticket", "client"];
const SECOND: [&str; 8] = ["id", "name", "code", "state", "label", "total", "region", "note"];

fn name(chance: &mut Chance, number: usize) -> String {
    format!("{}_{}_{number}", FIRST[chance.below(8)], SECOND[chance.below(8)])
}

fn leaf(chance: &mut Chance, path: Vec<String>, number: usize) -> Row {
    let mut row =
        Row { path, kind: "string", required: chance.below(2) == 0, min: None, max: None, values: Vec::new() };
    match chance.below(4) {
        0 => row.kind = ["integer", "boolean", "number"][chance.below(3)],
        1 => row.values = (0..2 + chance.below(3)).map(|value| format!("v{number}_{value}")).collect(),
        _ => {
            row.min = Some(1 + chance.below(5));
            row.max = Some(20 + chance.below(50));
        }
    }
    row
}

/// A page's rows: two dozen, some of them in objects.
fn rows(chance: &mut Chance) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut above: Vec<String> = Vec::new();
    for number in 0..12 + chance.below(12) {
        let name = name(chance, number);
        let path: Vec<_> = above.iter().cloned().chain([name]).collect();
        if above.len() < 2 && chance.below(6) == 0 {
            let required = chance.below(2) == 0;
            rows.push(Row { path: path.clone(), kind: "object", required, min: None, max: None, values: Vec::new() });
            above = path;
            let inner = above.iter().cloned().chain([format!("inner_{number}")]).collect();
            rows.push(leaf(chance, inner, 100 + number));
            continue;
        }
        rows.push(leaf(chance, path, number));
        if !above.is_empty() && chance.below(4) == 0 {
            above.clear();
        }
    }
    rows
}

fn page(rows: &[Row], sample: bool) -> String {
    let mut page =
        "# Thing happened\n\n## Fields\n\n| Field | Type | Required | Min Length | Max Length | Allowed values |\n"
            .to_owned();
    page += "| --- | --- | --- | --- | --- | --- |\n";
    for row in rows {
        let bound = |bound: Option<usize>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        let required = if row.required { "yes" } else { "no" };
        let (min, max, values) = (bound(row.min), bound(row.max), row.values.join(", "));
        writeln!(page, "| {} | {} | {required} | {min} | {max} | {values} |", row.path.join("."), row.kind).unwrap();
    }
    if sample {
        let sample = serde_json::to_string_pretty(&object(rows, &[])).unwrap();
        write!(page, "\n## Example\n\n```json\n{sample}\n```\n").unwrap();
    }
    page
}

/// What the rows of one object look like in a payload.
fn object(rows: &[Row], above: &[String]) -> serde_json::Value {
    let inside = rows.iter().filter(|row| row.path.len() == above.len() + 1 && row.path.starts_with(above));
    let member = |row: &Row| {
        let value = match row.kind {
            "object" => object(rows, &row.path),
            "integer" => 7.into(),
            "number" => serde_json::json!(1.5),
            "boolean" => true.into(),
            _ => row.values.first().cloned().unwrap_or_else(|| "x".repeat(row.min.unwrap_or(1).max(10))).into(),
        };
        (row.path.last().unwrap().clone(), value)
    };
    serde_json::Value::Object(inside.map(member).collect())
}

/// Changes one leaf, and says what the drift is, where, and which name all changed lines have. `None`: it cannot be changed so.
fn change(chance: &mut Chance, rows: &mut Vec<Row>) -> Option<(&'static str, String, String)> {
    let leaves: Vec<_> = (0..rows.len()).filter(|at| rows[*at].kind != "object").collect();
    let at = leaves[chance.below(leaves.len())];
    let siblings = rows
        .iter()
        .filter(|row| {
            row.path.len() == rows[at].path.len()
                && row.path[..row.path.len() - 1] == rows[at].path[..rows[at].path.len() - 1]
        })
        .count();
    let pointer = |row: &Row| format!("/{}", row.path.join("/"));
    let row = &mut rows[at];
    let kind = match chance.below(9) {
        0 => {
            let mut path = row.path.clone();
            "brand_new".clone_into(path.last_mut().unwrap());
            let new = leaf(chance, path, 900);
            let said = ("added", pointer(&new), "brand_new".to_owned());
            rows.insert(at + 1, new);
            return Some(said);
        }
        1 if siblings > 1 => {
            let row = rows.remove(at);
            return Some(("removed", pointer(&row), row.path.last().unwrap().clone()));
        }
        2 => {
            let old = row.path.last().unwrap().clone();
            *row.path.last_mut().unwrap() = format!("{old}x");
            return Some(("renamed", pointer(row), old));
        }
        3 => {
            row.max = Some(row.max? + 1 + chance.below(50));
            "re-bounded"
        }
        4 => {
            row.max = Some(row.max? - 1 - chance.below(5));
            "re-bounded"
        }
        5 => {
            row.max.take()?;
            "re-bounded"
        }
        6 if !row.values.is_empty() => {
            let place = chance.below(row.values.len() + 1);
            row.values.insert(place, "fresh_value".to_owned());
            "enum"
        }
        7 if row.kind != "string" => {
            row.kind = "string";
            "retyped"
        }
        8 => {
            row.required = !row.required;
            "presence"
        }
        _ => return None,
    };
    Some((kind, pointer(&rows[at]), rows[at].path.last().unwrap().clone()))
}

/// Every row with a word of a person above it or behind it.
fn annotated(schema: &str) -> String {
    let mut out = String::new();
    let payload = schema.find("payload:").unwrap();
    out += &schema[..payload];
    let end = schema[payload..].find("\nexamples:").map_or(schema.len(), |at| payload + at);
    for (number, line) in schema[payload..end].split_inclusive('\n').enumerate() {
        let text = line.trim_end();
        let indent = " ".repeat(text.len() - text.trim_start().len());
        if text.contains(": {") && text.contains("row: ") {
            writeln!(out, "{} # behind {number}", text.replacen('{', &format!("{{doc: \"It's {number}.\", "), 1))
                .unwrap();
        } else if indent.len() >= 4 && text.ends_with(':') && !text.ends_with("fields:") {
            writeln!(out, "{indent}# above {number}\n{text}").unwrap();
        } else {
            out += line;
        }
    }
    out + &schema[end..]
}

#[test]
fn one_change_touches_one_row() {
    let mut chance = Chance(20_261_122);
    let mut done = 0;
    while done < 100 {
        let mut rows = rows(&mut chance);
        let sample = chance.below(2) == 0;
        let folder = Folder::imported(&page(&rows, sample));
        let imported = folder.text();
        let before = annotated(&imported);
        folder.edit(&imported, &before);
        let Some((kind, at, name)) = change(&mut chance, &mut rows) else { continue };
        let (drift, lines) = folder.drift(&page(&rows, sample), &[]);
        let case = format!("{kind} {at}\n{before}\n{}", folder.text());
        let expected = format!("{kind} {at}");
        assert!(drift.iter().all(|one| *one == expected || one.starts_with("example ")), "{drift:?} {case}");
        assert!(drift.contains(&expected), "{drift:?} {case}");
        let of_row = |line: &String| line.contains(&name) || line[1..].starts_with(['"', '}', '{']);
        // The lines of a row in block style have no name in them.
        let keys = |line: &String| {
            [
                "+type: ",
                "+required: ",
                "+enum:",
                "+row: ",
                "-enum:",
                "-row: ",
                "+- v",
                "+- fresh",
                "-required",
                "-max",
                "+max",
            ]
            .iter()
            .any(|key| line.starts_with(key))
        };
        assert!(lines.iter().all(|line| of_row(line) || keys(line)), "{lines:#?} {case}");
        let after = folder.text();
        let words = before.lines().filter_map(|line| line.split_once('#')).map(|(_, word)| word);
        let lost: Vec<_> = words.filter(|word| !after.contains(&format!("#{word}\n"))).collect();
        // What is said behind a row goes with it.
        assert!(lost.len() <= usize::from(kind == "removed"), "{lost:?} {case}");
        done += 1;
    }
}
