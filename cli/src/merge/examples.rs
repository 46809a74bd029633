//! The payloads that the page shows, held against those of the schema.

use fieldwright_codegen::load::{Entry, Style, Value};

use super::drift::{Change, Kind};
use super::edits::Edits;
use super::tree::{Tree, entries, get, text_of};
use crate::import::transcription::Sample;
use crate::import::write::{clean, document, key, scalar};

/// What has become of the examples.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) changes: Vec<Change>,
    /// Names of examples that the page no longer shows.
    pub(super) gone: Vec<String>,
}

/// Compares, and writes what is new; what has gone is left for [`remove`]. `kept`: the samples that an import takes; it leaves
/// out those that contradict the page beyond explanation.
pub(super) fn compare(tree: &Tree<'_>, samples: &[Sample], kept: &[Sample], edits: &mut Edits) -> Examples {
    let section = tree.sections().iter().find(|section| section.key == "examples");
    let known: &[Entry] = section.map(|section| entries(&section.value)).unwrap_or_default();
    let pairs = pairs(known, samples);
    let mut found = Examples::default();
    for (at, example) in known.iter().enumerate() {
        let Some(sample) = pairs.iter().find(|(known, _)| *known == at).and_then(|(_, new)| samples.get(*new)) else {
            found.gone.push(example.key.clone());
            continue;
        };
        let json = get(&example.value, "json");
        if text_of(&example.value, "json").is_some_and(|json| compact(json) == compact(&document(&sample.json))) {
            continue;
        }
        found.changes.push(Change::new(Kind::Example, &example.key).noting("the page shows another payload"));
        if let Some(json) = json {
            replace(tree, example, json, sample, edits);
        }
    }
    let is_kept = |at: &usize| samples.get(*at).is_some_and(|sample| kept.iter().any(|kept| kept.json == sample.json));
    let new: Vec<_> = (0..samples.len()).filter(|at| !pairs.iter().any(|(_, new)| new == at)).filter(is_kept).collect();
    let mut lines = String::new();
    let indent = known.first().map_or(2, |first| tree.column(first.key_span.start));
    for sample in new.iter().filter_map(|at| samples.get(*at)) {
        found.changes.push(Change::new(Kind::Example, &sample.name).noting("new on the page"));
        lines.push_str(&written(sample, &free_name(known, &sample.name), indent));
    }
    if lines.is_empty() {
        return found;
    }
    let break_before = |at: usize| if tree.slice(0, at).ends_with('\n') { "" } else { "\n" };
    match known.last().filter(|_| section.is_some_and(|section| !tree.is_flow(&section.value))) {
        Some(last) => {
            let at = tree.line_end(tree.end(last));
            edits.insert(at, format!("{}{lines}", break_before(at)));
        }
        None => {
            let at = tree.text.len();
            edits.insert(at, format!("{}\nexamples:\n{lines}", break_before(at)));
        }
    }
    found
}

/// Takes examples out of the text.
pub(super) fn remove(tree: &Tree<'_>, gone: &[String], edits: &mut Edits) {
    let Some(section) = tree.sections().iter().find(|section| section.key == "examples") else { return };
    let examples = entries(&section.value);
    if examples.iter().all(|example| gone.contains(&example.key)) {
        edits.remove(tree.line_start(section.key_span.start), tree.line_end(tree.end(section)));
        return;
    }
    for example in examples.iter().filter(|example| gone.contains(&example.key)) {
        edits.remove(tree.line_start(example.key_span.start), tree.line_end(tree.end(example)));
    }
}

/// Whether an example is the sample with this index.
type Likeness<'l> = dyn Fn(&Entry, usize, &Sample) -> bool + 'l;

/// By the same JSON, by name, by title, then by order.
fn pairs(known: &[Entry], samples: &[Sample]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let json = |example: &Entry| text_of(&example.value, "json").map(compact);
    let title = |example: &Entry| text_of(&example.value, "title").map(str::to_owned);
    // As a schema holds them: some characters are escaped there.
    let texts: Vec<_> = samples.iter().map(|sample| compact(&document(&sample.json))).collect();
    let likenesses: [&Likeness<'_>; 4] = [
        &|example, at, _| json(example).as_ref() == texts.get(at),
        &|example, _, sample| example.key == sample.name,
        &|example, _, sample| {
            sample.title.is_some() && title(example) == sample.title.as_ref().map(|title| clean(title, 300))
        },
        &|_, _, _| known.len() == samples.len(),
    ];
    for alike in likenesses {
        for (at, example) in known.iter().enumerate() {
            if pairs.iter().any(|(known, _)| *known == at) {
                continue;
            }
            let free = |new: &usize| pairs.iter().all(|(_, taken)| taken != new);
            let found = (0..samples.len())
                .filter(free)
                .find(|new| samples.get(*new).is_some_and(|sample| alike(example, *new, sample)));
            pairs.extend(found.map(|new| (at, new)));
        }
    }
    pairs
}

/// JSON without the space between its tokens; every token as it is written.
fn compact(json: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::with_capacity(json.len()), false, false);
    for c in json.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else if c.is_whitespace() {
            continue;
        } else {
            quoted = c == '"';
        }
        out.push(c);
    }
    out
}

fn replace(tree: &Tree<'_>, example: &Entry, json: &Entry, sample: &Sample, edits: &mut Edits) {
    let (start, end) = (json.value.span.start, tree.node_end(&json.value));
    if tree.is_flow(&example.value) {
        edits.replace(start, end, serde_json::Value::from(document(&sample.json)).to_string());
        return;
    }
    let indent = tree.column(json.key_span.start) + 2;
    let literal = matches!(&json.value.value, Value::Scalar(scalar) if scalar.style == Style::Literal);
    // What stands behind `|` on its line stays there. The text begins in the line below.
    let start = match (literal, tree.slice(start, start + 1)) {
        (true, "|") => tree.line_end(start),
        (true, _) => tree.line_start(start),
        (false, _) => start,
    };
    let head = if literal { "" } else { "|\n" };
    edits.replace(start, end, format!("{head}{}", block(&sample.json, indent).trim_end_matches('\n')));
}

fn block(json: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    document(json).lines().fold(String::new(), |lines, line| lines + &format!("{margin}{line}\n"))
}

fn written(sample: &Sample, name: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let title = sample.title.as_ref().map(|title| clean(title, 300)).filter(|title| !title.is_empty());
    let title = title.map(|title| format!("{margin}  title: {}\n", scalar(&title))).unwrap_or_default();
    format!("{margin}{}:\n{title}{margin}  json: |\n{}", key(name), block(&sample.json, indent + 4))
}

fn free_name(known: &[Entry], name: &str) -> String {
    let taken = |name: &str| known.iter().any(|example| example.key == name);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered.take(100)).find(|name| !taken(name)).unwrap_or_default()
}
