//! What to try at a place.

use fieldwright_codegen::fixtures::{FixtureKind, Options, fixtures};
use fieldwright_codegen::judge::{Profile, is_valid, judge};
use fieldwright_codegen::model::{Content, Field, Kind, Model, Object, Page, Place, TypeDef, TypeId, TypeKind, Value};
use fieldwright_codegen::name::{FieldName, TypeName};
use serde_json::{Map, Value as Json, json};

use super::judges::Judge;
use crate::diff::change::{Look, Probe};

/// An edit at a place.
pub(super) enum Candidate {
    Missing,
    Set(Json),
    /// So many items, as they are or as they would be made.
    Items(u64),
    /// Which members are there.
    Members(Vec<(String, bool)>),
}

/// Choices of more members than this are not tried one by one.
const MOST_MEMBERS: usize = 10;

/// Arrays of more items are not made.
const MOST_ITEMS: u64 = 4096;

/// How many rows of an object are broken in turn.
const MOST_BROKEN: usize = 8;

pub(super) fn candidates(probe: &Probe, accepting: &Judge<'_>, rejecting: &Judge<'_>) -> Vec<Candidate> {
    match &probe.look {
        Look::Items(counts) => {
            let mut counts: Vec<u64> = counts.iter().copied().filter(|count| *count <= MOST_ITEMS).collect();
            counts.sort_unstable();
            counts.dedup();
            counts.into_iter().map(Candidate::Items).collect()
        }
        Look::Members(names) => choices(names).into_iter().map(Candidate::Members).collect(),
        Look::Presence => {
            std::iter::once(Candidate::Missing).chain(set(values(probe, &[], accepting, rejecting))).collect()
        }
        Look::Values(first) => set(values(probe, first, accepting, rejecting)).collect(),
    }
}

fn set(values: Vec<Json>) -> impl Iterator<Item = Candidate> {
    values.into_iter().map(Candidate::Set)
}

/// Every choice of members, or of very many only the simple ones.
fn choices(names: &[String]) -> Vec<Vec<(String, bool)>> {
    let choice = |there: &dyn Fn(usize) -> bool| -> Vec<(String, bool)> {
        names.iter().enumerate().map(|(index, name)| (name.clone(), there(index))).collect()
    };
    if names.len() <= MOST_MEMBERS {
        return (0..1_u32 << names.len()).map(|bits| choice(&|index| bits >> index & 1 == 1)).collect();
    }
    let mut choices = vec![choice(&|_| false), choice(&|_| true)];
    for one in 0..names.len() {
        choices.push(choice(&|index| index == one));
        choices.push(choice(&|index| index == one || index == 0));
    }
    choices
}

/// The shortest first: a person will read what is found.
fn values(probe: &Probe, first: &[Json], accepting: &Judge<'_>, rejecting: &Judge<'_>) -> Vec<Json> {
    let mut values = first.to_vec();
    for (judge, value) in accepting.and(rejecting, probe.old, probe.new) {
        values.extend(near_bounds(value));
        values.push(make(judge, value));
        values.extend(broken(judge, value));
    }
    values.extend([json!(null), json!("x"), json!(0), json!(0.5), json!(true), json!({}), json!([])]);
    values.sort_by_key(|value| value.to_string().len());
    values.dedup();
    if let (Some(old), Some(new)) = (probe.old, probe.new) {
        tell_apart(&mut values, accepting.own(old, new), rejecting.own(old, new));
    }
    values
}

/// Keeps what the one rule accepts and the other does not. Whole payloads are judged for nothing else then, where there is
/// nothing inside of the value that could make a difference.
fn tell_apart(values: &mut Vec<Json>, accepting: &Value, rejecting: &Value) {
    let is_leaf = |value: &Value| matches!(value.content, Content::Leaf | Content::Enumeration(_));
    if !is_leaf(accepting) || !is_leaf(rejecting) {
        return;
    }
    let (accepting, rejecting) = (alone(accepting), alone(rejecting));
    let accepts = |(model, page): &(Model, Page), value: &Json| {
        let payload = Json::Object(Map::from_iter([(ALONE.to_owned(), value.clone())]));
        is_valid(&judge(model, page, &payload, Profile::Effective))
    };
    values.retain(|value| accepts(&accepting, value) && !accepts(&rejecting, value));
}

/// A value that keeps its rules.
pub(super) fn make(judge: &Judge<'_>, value: &Value) -> Json {
    match &value.content {
        Content::Object(id) => {
            let page = Page { root: *id, ..judge.bare.clone() };
            smallest(judge.model, &page).unwrap_or_else(|| json!({}))
        }
        Content::Items(item) => {
            let count = value.effective.min_items.unwrap_or(0).clamp(1, MOST_ITEMS);
            let item = make(judge, item);
            (0..count).map(|_| item.clone()).collect()
        }
        Content::Leaf | Content::Enumeration(_) => {
            let (model, page) = alone(value);
            smallest(&model, &page).and_then(|payload| payload.get(ALONE).cloned()).unwrap_or_default()
        }
    }
}

fn smallest(model: &Model, page: &Page) -> Option<Json> {
    let options = Options { kinds: vec![FixtureKind::Minimal], ..Options::default() };
    let made = fixtures(model, page, &options);
    made.into_iter().find(|made| made.valid(Profile::Effective)).map(|made| made.payload)
}

/// Values on either side of every bound of a rule, and of the wrong type.
fn near_bounds(value: &Value) -> Vec<Json> {
    let (model, page) = alone(value);
    let kinds = vec![FixtureKind::Minimal, FixtureKind::Maximal, FixtureKind::Boundary, FixtureKind::Invalid];
    let made = fixtures(&model, &page, &Options { kinds, ..Options::default() });
    made.into_iter().filter_map(|made| made.payload.get(ALONE).cloned()).collect()
}

/// What is wrong inside: an object with one member of the wrong type, an array with one such item.
fn broken(judge: &Judge<'_>, value: &Value) -> Vec<Json> {
    let wrong = |of: &Value| if of.effective.kind == Kind::Object { json!("x") } else { json!({}) };
    match &value.content {
        Content::Object(id) => {
            let fields = judge.model.object(*id).map_or(&[][..], |object| &object.fields);
            let fields = fields.iter().take(MOST_BROKEN);
            fields.map(|field| Json::Object(Map::from_iter([(field.name.wire.clone(), wrong(&field.value))]))).collect()
        }
        Content::Items(item) => std::iter::once(json!([wrong(item)]))
            .chain(broken(judge, item).into_iter().map(|item| json!([item])))
            .collect(),
        Content::Leaf | Content::Enumeration(_) => Vec::new(),
    }
}

/// The member of the page that has nothing else.
const ALONE: &str = "value";

/// A page with nothing but the value in it, without what is inside of that: what fixtures are made of it costs the same
/// however large its own page is.
fn alone(value: &Value) -> (Model, Page) {
    let place = Place { file: String::new(), line: 1, column: 1 };
    let mut rule = value.effective.clone();
    rule.required = true;
    let value = Value::of(rule, Content::Leaf);
    let name = FieldName { wire: ALONE.to_owned(), field: ALONE.to_owned() };
    let field = Field {
        name,
        doc: None,
        source: None,
        place: place.clone(),
        sensitive: false,
        unchecked_signature: false,
        row: None,
        value,
    };
    let kind = TypeKind::Object(Object { fields: vec![field], wire_order: vec![0], groups: Vec::new() });
    let name = TypeName { ident: "Alone".to_owned(), table: "ALONE".to_owned(), module: Vec::new() };
    let root = TypeDef { name, doc: None, source: None, place: place.clone(), kind };
    (Model { providers: Vec::new(), types: vec![root] }, bare(TypeId(0), place))
}

/// A page without anything.
pub(super) fn bare(root: TypeId, place: Place) -> Page {
    Page {
        payload: String::new(),
        stem: String::new(),
        module: String::new(),
        title: String::new(),
        url: None,
        read: None,
        sha256: None,
        documented_by: fieldwright_codegen::model::DocumentedBy::Table,
        doc: None,
        file: String::new(),
        place,
        headers: Vec::new(),
        root,
        types: Vec::new(),
        event: None,
        entries: Vec::new(),
        examples: Vec::new(),
        rows: 0,
    }
}
