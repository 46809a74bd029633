//! A page's blocks → what the page says.

use std::collections::HashSet;

use fieldwright_codegen::model::Kind;
use serde_json::Value;

use super::columns::Miss;
use super::link::{self, Part, overlap};
use super::nest::{DEEPEST, Node, decided, nest};
use super::page::Page;
use super::sample::{self, Shown};
use super::sections::{self, Heading, MOST_LINES, Section, SectionKind, Sections};
use super::transcription::{Object, Row, Sample, Transcription};
use super::unflatten::{split_headers, unflatten};
use super::vocabulary::key;
use super::{events, groups, headers};

/// There is nothing on the page that could become a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NothingFound {
    /// In lower case, without a full stop.
    pub(crate) text: String,
    pub(crate) help: Vec<String>,
}

/// More rows are those of a whole site.
const MOST_ROWS: usize = 3_000;

/// More tables are, too.
const MOST_TABLES: usize = 400;

/// Finds the rows, their nesting, the events and the samples of a page.
pub(crate) fn transcribe(page: &Page) -> Result<Transcription, NothingFound> {
    let sections = sections::find(page);
    refuse_sites(&sections)?;
    let shown = sample::find(page);
    let mut out = Transcription { title: page.title.clone(), ..Transcription::default() };
    let (mut rows, unplaced) = body(&sections, &shown, &mut out);
    if rows.is_empty() {
        rows = by_example(&shown);
        if rows.is_empty() {
            return Err(nothing(&sections, page));
        }
        out.by_example = true;
    }
    lay_samples(&mut rows, &shown, &mut out);
    place_objects(&mut rows, unplaced, &mut out);
    rows.iter_mut().for_each(fall_back);
    out.groups = groups::find(page, &rows);
    out.headers.extend(headers::in_prose(page, &out.headers, &rows));
    out.event = events::find(page, &sections.found, &shown, &mut rows);
    out.rows = unique(rows);
    out.tables.all = sections.tables;
    Ok(out)
}

/// Rows of tables: those of the headers go to their place, those of the body come back nested.
fn body(sections: &Sections, shown: &[Shown], out: &mut Transcription) -> (Vec<Node>, Vec<(Heading, Vec<Node>)>) {
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    let fields = sections.found.iter().any(|section| section.kind == SectionKind::Fields);
    for section in &sections.found {
        let used = match section.kind {
            SectionKind::Headers => {
                out.headers.extend(decided(section).into_iter().map(headers::of));
                true
            }
            SectionKind::Fields => {
                parts.push(Part::new(section, rows_of(section, shown, out)));
                true
            }
            // Where a page documents nothing but a request's parameters, they are what it is about.
            SectionKind::Parameters if !fields => {
                parts.push(Part::new(section, nest(section)));
                true
            }
            SectionKind::Values => {
                let names = section.rows.iter().map(|found| Node::new(found.clone())).collect();
                values.push(Part::new(section, names));
                true
            }
            SectionKind::Parameters | SectionKind::Events => false,
        };
        out.tables.used += usize::from(used);
        out.reviews.extend(section.review.clone().filter(|_| used));
    }
    let mut seen = HashSet::new();
    out.headers.retain(|row| seen.insert(row.name.clone()));
    let mut linked = link::link(parts, shown);
    link::spread_values(&mut linked.rows, &values);
    out.reviews.extend(linked.reviews);
    for (_, rows) in &mut linked.unplaced {
        link::spread_values(rows, &values);
    }
    (linked.rows, linked.unplaced)
}

/// Objects that no row refers to, as far as even the samples do not show where they stand.
fn place_objects(rows: &mut [Node], unplaced: Vec<(Heading, Vec<Node>)>, out: &mut Transcription) {
    for (heading, members) in unplaced {
        let Some(mut members) = link::place_by_sample(rows, &heading, members) else { continue };
        members.iter_mut().for_each(fall_back);
        let review = format!("no row refers to what the page lists under \"{}\"", heading.text);
        out.objects.push(Object { name: heading.subject().to_owned(), rows: unique(members), reviews: vec![review] });
    }
}

/// The rows of one section, nested. Of a text that has lost its nesting, a payload tells it.
fn rows_of(section: &Section, shown: &[Shown], out: &mut Transcription) -> Vec<Node> {
    if !section.flat {
        return nest(section);
    }
    let named: HashSet<&str> = section.rows.iter().map(|row| row.name.as_str()).collect();
    let known = |shown: &&Shown| {
        shown.value.as_object().is_some_and(|members| {
            let common = members.keys().filter(|name| named.contains(name.as_str())).count();
            common * 10 >= members.len() * 6
        })
    };
    let members = shown.iter().find(known).and_then(|shown| shown.value.as_object());
    let mut rows = decided(section);
    let first = split_headers(&rows, members);
    let rest = rows.split_off(first);
    out.headers.extend(rows.into_iter().map(headers::of));
    match members {
        Some(members) => unflatten(rest, members),
        None => nest(&Section { rows: rest, ..section.clone() }),
    }
}

/// Of a page without a table, the rows are those of its samples.
fn by_example(shown: &[Shown]) -> Vec<Node> {
    let strict = shown.iter().filter(|shown| shown.json.is_some());
    let any = shown.iter().filter(|shown| shown.json.is_none());
    let mut rows: Vec<Node> = Vec::new();
    for members in strict.chain(any).filter_map(|shown| shown.value.as_object()) {
        if rows.is_empty() || overlap(&rows, members) >= 60 {
            sample::merge(&mut rows, members);
        }
    }
    rows
}

/// Holds the rows against every sample that shows them, and keeps those that are payloads.
fn lay_samples(rows: &mut Vec<Node>, shown: &[Shown], out: &mut Transcription) {
    let mut names = HashSet::new();
    let documented = rows.clone();
    let (strict, sketches): (Vec<_>, Vec<_>) = shown.iter().partition(|shown| shown.json.is_some());
    for shown in strict.into_iter().chain(sketches) {
        let Some(members) = shown.value.as_object().filter(|members| overlap(&documented, members) >= 60) else {
            continue;
        };
        if !out.by_example {
            sample::lay_over(rows, members, shown.json.is_some());
        }
        let again = |json: &String| out.samples.iter().any(|sample| sample.json == *json);
        if let Some(json) = shown.json.as_ref().filter(|json| !again(json)) {
            let title = shown.title.clone();
            let name = example_name(title.as_deref().or(out.title.as_deref()), &mut names);
            out.samples.push(Sample { name, title, json: json.clone() });
        }
    }
    if out.by_example {
        let shapes = "the page has no table of fields; the rows are those of its samples, and none is required";
        out.reviews.push(shapes.to_owned());
    }
}

/// `Payload Example: Token Link Created` is `token-link-created`.
fn example_name(title: Option<&str>, taken: &mut HashSet<String>) -> String {
    let title = title.unwrap_or("example");
    let title = title.rsplit(':').next().filter(|rest| !key(rest).is_empty()).unwrap_or(title);
    let slug = slug(title).unwrap_or_else(|| "example".to_owned());
    let slug = slug.strip_suffix("-webhook").unwrap_or(&slug).to_owned();
    let mut name = slug.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{slug}-{number}");
        number += 1;
    }
    name
}

/// Lower-case ASCII words with hyphens between them.
pub(crate) fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in text.chars().take(200) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(60).collect();
    let slug = slug.trim_matches('-').trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

/// A row whose type nothing has told so far: by the value that its row shows, else text.
fn fall_back(node: &mut Node) {
    node.children.iter_mut().for_each(fall_back);
    if node.found.typed || node.found.row.facts.kind != Kind::Any || !node.children.is_empty() {
        return;
    }
    let example = node.found.example.clone();
    let shown = example.as_deref().map(|text| serde_json::from_str::<Value>(text).unwrap_or_else(|_| text.into()));
    let row = &mut node.found.row;
    let kind = match &shown {
        Some(Value::Bool(_)) => Some(Kind::Boolean),
        Some(Value::Number(_)) => Some(Kind::Number),
        Some(Value::String(text)) if !text.starts_with(['{', '[']) => Some(Kind::String),
        Some(Value::Object(_)) => Some(Kind::Object),
        Some(Value::Array(_)) => Some(Kind::Array),
        _ => None,
    };
    let described = node.found.object.as_ref().map(|object| object.name.clone());
    match (kind, described) {
        (Some(kind), _) => {
            row.facts.kind = kind;
            row.review("its type follows from the value that its row shows");
        }
        (None, Some(name)) => row.review(format!("its type is \"{name}\", which the page does not describe")),
        (None, None) if row.at.is_none() || row.facts.nullable => {}
        (None, None) => {
            row.facts.kind = Kind::String;
            row.inferred = true;
            row.review("the page states no type; taken for text");
        }
    }
}

/// Rows with each name once, at every level: the first counts.
fn unique(nodes: Vec<Node>) -> Vec<Row> {
    let rows: Vec<Row> = nodes.into_iter().map(Node::into_row).collect();
    let mut rows = once(rows);
    for row in &mut rows {
        cut(row, 1);
    }
    rows
}

/// Takes out what stands deeper than a schema may be: every row is two levels of it.
fn cut(row: &mut Row, depth: usize) {
    if depth >= DEEPEST && !row.children.is_empty() {
        row.children.clear();
        row.review("what is in it stands too deep for a schema; it is left out");
    }
    row.children.iter_mut().for_each(|row| cut(row, depth + 1));
}

fn once(rows: Vec<Row>) -> Vec<Row> {
    let mut places = std::collections::HashMap::new();
    let mut kept: Vec<Row> = Vec::new();
    for mut row in rows {
        row.children = once(std::mem::take(&mut row.children));
        match places.get(&row.name).and_then(|place: &usize| kept.get_mut(*place)) {
            Some(first) => first.review("it is listed twice"),
            None => {
                places.insert(row.name.clone(), kept.len());
                kept.push(row);
            }
        }
    }
    kept
}

fn refuse_sites(sections: &Sections) -> Result<(), NothingFound> {
    let rows: usize = sections.found.iter().map(|section| section.rows.len()).sum();
    let (what, count, most) = match (sections.lines > MOST_LINES, rows > MOST_ROWS, sections.found.len() > MOST_TABLES)
    {
        (true, ..) => ("lines in its tables and lists", sections.lines, MOST_LINES),
        (_, true, _) => ("rows", rows, MOST_ROWS),
        (.., true) => ("field tables", sections.found.len(), MOST_TABLES),
        _ => return Ok(()),
    };
    Err(NothingFound {
        text: format!("the page has {count} {what}, and {most} are the most that one payload may have"),
        help: vec!["cut the page down to the payload that is meant".to_owned()],
    })
}

/// What was looked for, and what came nearest.
fn nothing(sections: &Sections, page: &Page) -> NothingFound {
    const MOST: usize = 3;
    let misses: Vec<_> = sections.misses.iter().take(MOST).map(|Miss { headers }| format!("`{headers}`")).collect();
    let more = sections.misses.len().saturating_sub(MOST);
    let mut help = Vec::new();
    let text = match sections.misses.len() {
        0 => "no field table was found on the page, nor a list of names, nor a JSON sample".to_owned(),
        1 => {
            format!("no field table was found: 1 table, without a column of names: its header is {}", misses.join(", "))
        }
        count => {
            let others = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "no field table was found: {count} tables, none has a column of names: headers are {}{others}",
                misses.join(", ")
            )
        }
    };
    if page.blocks.iter().any(|block| matches!(block.kind, super::page::BlockKind::Code { .. })) {
        help.push("there is code on the page, and none of it is a JSON object with 1 to 5,000 members".to_owned());
    }
    help.push(
        "looked for tables with a column such as Field, Name or Property, lists of names with descriptions, and JSON"
            .to_owned(),
    );
    help.push("`--kind markdown|html|text|json` reads the page as another kind of text".to_owned());
    NothingFound { text, help }
}
