//! Which table describes which object: by links, by headings, by the payloads that the page shows.

use fieldwright_codegen::model::Kind;
use serde_json::{Map, Value};

use super::facts::Finder;
use super::nest::{DEEPEST, Node, holds_members};
use super::sample::Shown;
use super::sections::{Heading, Section, without_common_words};
use super::vocabulary::key;

/// The body's rows, and objects that stand nowhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Linked {
    pub(crate) rows: Vec<Node>,
    /// Where the rows came from, as review comments say it.
    pub(crate) reviews: Vec<String>,
    /// Each with its heading.
    pub(crate) unplaced: Vec<(Heading, Vec<Node>)>,
}

/// A table of fields while its place is sought.
pub(crate) struct Part<'s> {
    section: &'s Section,
    /// What its heading may be the name of.
    names: Vec<String>,
    rows: Vec<Node>,
}

impl<'s> Part<'s> {
    pub(crate) fn new(section: &'s Section, rows: Vec<Node>) -> Self {
        Self { section, names: names(&section.heading), rows }
    }
}

/// So many rows are a catalogue, and no payload: objects that are described once and used everywhere are cut off there.
const MOST_ROWS: usize = 2_000;

/// Puts the tables of a page together.
pub(crate) fn link(tables: Vec<Part<'_>>, shown: &[Shown]) -> Linked {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for table in tables {
        match parts.iter_mut().find(|part| continues(part.section, table.section)) {
            Some(part) => add(&mut part.rows, table.rows),
            None => parts.push(table),
        }
    }
    let uses: Vec<Vec<usize>> = (0..parts.len()).map(|index| users(&parts, index)).collect();
    let root = root(&parts, &uses, shown);
    let Some(root) = root else { return Linked::default() };
    let mut linked = Linked::default();
    let mut builder = Builder { parts: &parts, used: vec![false; parts.len()], rows: 0 };
    linked.rows = builder.build(root, &mut Vec::new());
    let Builder { used: placed, .. } = builder;
    for (index, part) in parts.iter().enumerate().filter(|(index, _)| !placed.get(*index).copied().unwrap_or_default())
    {
        place(&mut linked, part, uses.get(index).is_some_and(Vec::is_empty), shown);
    }
    linked
}

/// Two tables under one heading are one table with a remark between its halves.
fn continues(first: &Section, second: &Section) -> bool {
    static COMMON: Finder =
        Finder::new(r"(?i)\b(?:all|every|each) (?:\w+ )?(?:events?|webhooks?|notifications?|payloads?)\b|\bcommon\b");
    let same = !first.heading.text.is_empty() && first.heading == second.heading;
    same || COMMON.is_in(&second.heading.text)
}

fn add(rows: &mut Vec<Node>, more: Vec<Node>) {
    for node in more {
        match rows.iter_mut().find(|known| known.name() == node.name()) {
            Some(known) => known.found.row.review("a second table lists it as well; the first row counts"),
            None => rows.push(node),
        }
    }
}

/// The parts of which a row refers to this one.
fn users(parts: &[Part<'_>], index: usize) -> Vec<usize> {
    let Some(target) = parts.get(index) else { return Vec::new() };
    let uses = |(other, part): (usize, &Part<'_>)| (other != index && refers(&part.rows, target)).then_some(other);
    parts.iter().enumerate().filter_map(uses).collect()
}

fn refers(rows: &[Node], target: &Part<'_>) -> bool {
    rows.iter().any(|node| node.children.is_empty() && describes(target, node) || refers(&node.children, target))
}

/// Gives the rows that a table of values is about its values: those that a heading or a link names.
pub(crate) fn spread_values(rows: &mut [Node], values: &[Part<'_>]) {
    for node in rows {
        spread_values(&mut node.children, values);
        let facts = &node.found.row.facts;
        let open =
            matches!(facts.kind, Kind::String | Kind::Any) && facts.values.is_empty() && node.children.is_empty();
        let listed =
            values.iter().find(|part| open && (describes(part, node) || part.names.contains(&key(node.name()))));
        if let Some(part) = listed {
            let facts = &mut node.found.row.facts;
            facts.kind = Kind::String;
            facts.values = part.rows.iter().map(|row| row.name().to_owned()).collect();
            node.found.typed = true;
            node.found.row.reviews.retain(|review| !review.contains("its values stand nowhere"));
        }
    }
}

/// Whether a section describes the object that stands in a row.
fn describes(part: &Part<'_>, node: &Node) -> bool {
    let row = &node.found.row;
    let object = node.found.object.as_ref();
    let holds = matches!(row.facts.kind, Kind::Object | Kind::Array) && row.facts.items.is_none();
    if !holds && object.is_none() && node.found.typed {
        return false;
    }
    let links = object.and_then(|object| object.target.as_deref()).into_iter();
    let links = links.chain(node.found.description.links().map(|(_, target)| target));
    let anchors = part.section.heading.anchor.as_deref();
    if anchors.is_some_and(|anchor| {
        links.filter_map(|link| link.split_once('#')).any(|(page, to)| page.is_empty() && to == anchor)
    }) {
        return true;
    }
    let called = |name: &str| part.names.contains(&key(name));
    object.is_some_and(|object| called(&object.name)) || holds && called(node.name())
}

/// What a heading may be the name of: `The address object`, `Customer - Billing properties`, `` `data.object` fields ``.
fn names(heading: &Heading) -> Vec<String> {
    let mut names = Vec::new();
    let mut push = |text: &str| {
        let name = key(text);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    };
    if let Some(code) = &heading.code {
        push(code);
        push(code.rsplit('.').next().unwrap_or(code));
    }
    let text = heading.subject();
    push(text);
    push(&without_common_words(text));
    if let Some((_, behind)) = text.rsplit_once([':', '-', '–', '—', '>', '.']) {
        push(behind);
        push(&without_common_words(behind));
    }
    names
}

/// The part that is the body: of those that no row refers to, the first that a payload shows at its root, else the first.
fn root(parts: &[Part<'_>], uses: &[Vec<usize>], shown: &[Shown]) -> Option<usize> {
    let free: Vec<usize> = (0..parts.len()).filter(|index| uses.get(*index).is_some_and(Vec::is_empty)).collect();
    let free = if free.is_empty() { (0..parts.len()).collect() } else { free };
    let free = receivable(parts, free);
    let fits = |index: &&usize| {
        let rows = parts.get(**index).map(|part| part.rows.as_slice()).unwrap_or_default();
        shown.iter().any(|shown| shown.value.as_object().is_some_and(|members| overlap(rows, members) >= 60))
    };
    free.iter().find(fits).or(free.first()).copied()
}

/// Where a page describes a request beside its response, whoever receives payloads means the response.
fn receivable(parts: &[Part<'_>], free: Vec<usize>) -> Vec<usize> {
    static RESPONSE: Finder = Finder::new(r"(?i)\b(?:response|returned|returns)\b");
    static REQUEST: Finder = Finder::new(r"(?i)\b(?:request|parameters|arguments)\b");
    let says = |index: usize, finder: &Finder| {
        parts.get(index).is_some_and(|part| {
            let heading = &part.section.heading;
            finder.is_in(&heading.text) || heading.above.last().is_some_and(|above| finder.is_in(above))
        })
    };
    let request = |index: usize| says(index, &REQUEST) && !says(index, &RESPONSE);
    if free.iter().any(|index| says(*index, &RESPONSE)) && free.iter().any(|index| !request(*index)) {
        free.into_iter().filter(|index| !request(*index)).collect()
    } else {
        free
    }
}

/// Whether a part lists an object once more, as what is sent beside what comes back.
fn is_version(rows: &[Node], part: &Part<'_>) -> bool {
    static DIRECTION: Finder = Finder::new(r"(?i)\b(?:response|returned|returns|request|parameters|arguments)\b");
    let common = part.rows.iter().filter(|node| rows.iter().any(|known| known.name() == node.name())).count();
    common > 1 && common * 4 >= part.rows.len() && DIRECTION.is_in(&part.section.heading.text)
}

/// How many in a hundred of the members are rows, or of the rows are members: whichever is more.
pub(crate) fn overlap(rows: &[Node], members: &Map<String, Value>) -> usize {
    let common = rows.iter().filter(|node| members.contains_key(node.name())).count();
    let least = rows.len().min(members.len()).max(1);
    if common < 2 && least > 1 { 0 } else { common * 100 / least }
}

struct Builder<'p> {
    parts: &'p [Part<'p>],
    used: Vec<bool>,
    rows: usize,
}

impl Builder<'_> {
    /// The rows of a part, with the rows of the objects that it refers to.
    fn build(&mut self, index: usize, open: &mut Vec<usize>) -> Vec<Node> {
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
        }
        let mut rows = self.parts.get(index).map(|part| part.rows.clone()).unwrap_or_default();
        open.push(index);
        self.fill(&mut rows, open);
        open.pop();
        rows
    }

    fn fill(&mut self, rows: &mut [Node], open: &mut Vec<usize>) {
        self.rows += rows.len();
        for node in rows {
            if !node.children.is_empty() {
                self.fill(&mut node.children, open);
                continue;
            }
            let Some(target) = self.parts.iter().position(|part| describes(part, node)) else { continue };
            let title = self.parts.get(target).map(|part| part.section.heading.text.clone()).unwrap_or_default();
            if open.contains(&target) {
                if open.len() > 1 || open.first() != Some(&target) {
                    node.found
                        .row
                        .review(format!("it holds another \"{title}\", which stands in itself; left as it is"));
                }
                continue;
            }
            if open.len() >= DEEPEST / 2 || self.rows > MOST_ROWS {
                node.found.row.review(format!("the rows under \"{title}\" would stand here, too; they are too many"));
                continue;
            }
            node.children = self.build(target, open);
            holds_members(node, false);
        }
    }
}

/// The rows of a table about some events, which the payloads of others do not have.
fn of_some_events(part: &Part<'_>) -> Vec<Node> {
    static EVENT: Finder = Finder::new(r"(?i)\bevents?\b");
    let mut rows = part.rows.clone();
    if EVENT.is_in(&part.section.heading.text) {
        for node in rows.iter_mut().filter(|node| node.found.presence.is_none()) {
            node.found.row.facts.required = false;
            node.found.row.review(format!("only \"{}\" has it; taken for optional", part.section.heading.text));
        }
    }
    rows
}

/// A part that no row refers to: beside the body's rows, or where a payload shows its rows, or nowhere.
fn place(linked: &mut Linked, part: &Part<'_>, free: bool, shown: &[Shown]) {
    let title = &part.section.heading.text;
    for members in shown.iter().filter_map(|shown| shown.value.as_object()) {
        let beside = overlap(&part.rows, members) >= 60 && overlap(&linked.rows, members) >= 60;
        if free && beside && !is_version(&linked.rows, part) {
            add(&mut linked.rows, of_some_events(part));
            linked.reviews.push(format!("the rows under \"{title}\" stand in the sample beside the others"));
            return;
        }
        if free && inside(&mut linked.rows, part, members, 0) {
            return;
        }
    }
    linked.unplaced.push((part.section.heading.clone(), part.rows.clone()));
}

/// Puts a part into the row whose value in a payload has its names.
fn inside(rows: &mut [Node], part: &Part<'_>, members: &Map<String, Value>, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    for node in rows {
        let value = members.get(node.name());
        let item =
            value.and_then(|value| value.as_object().or_else(|| value.as_array()?.iter().find_map(Value::as_object)));
        let Some(inner) = item else { continue };
        if node.children.is_empty() && overlap(&part.rows, inner) >= 60 {
            node.children.clone_from(&part.rows);
            holds_members(node, value.is_some_and(Value::is_array));
            node.found
                .row
                .review(format!("its rows are those under \"{}\", as the sample has them", part.section.heading.text));
            return true;
        }
        if inside(&mut node.children, part, inner, depth + 1) {
            return true;
        }
    }
    false
}

/// Whether the page leaves it open that there are rows in a row.
fn may_hold(node: &Node) -> bool {
    let facts = &node.found.row.facts;
    facts.items.is_none() && matches!(facts.kind, Kind::Any | Kind::Object | Kind::Array)
}

/// Puts an object where a sample alone shows one with its names; what has no such place comes back.
pub(crate) fn place_by_sample(rows: &mut [Node], heading: &Heading, members: Vec<Node>) -> Option<Vec<Node>> {
    let mut members = members;
    for node in rows {
        let guessed = !node.children.is_empty() && node.children.iter().all(|child| child.found.row.at.is_none());
        let common = members.iter().filter(|row| node.children.iter().any(|child| child.name() == row.name())).count();
        if guessed && common > 1 && common * 10 >= members.len().min(node.children.len()) * 6 {
            let shown = std::mem::replace(&mut node.children, members);
            for known in shown {
                match node.children.iter_mut().find(|row| row.name() == known.name()) {
                    // What the page lists counts; what is in it may be known from the sample alone.
                    Some(row) if row.children.is_empty() && !known.children.is_empty() && may_hold(row) => {
                        row.children = known.children;
                        holds_members(row, known.found.row.facts.kind == Kind::Array);
                    }
                    Some(_) => {}
                    None => node.children.push(known),
                }
            }
            node.found.row.review(format!("its rows are those under \"{}\", as the sample has them", heading.text));
            return None;
        }
        members = place_by_sample(&mut node.children, heading, members)?;
    }
    Some(members)
}
