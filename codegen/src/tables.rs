//! The model as tables of the runtime, for programs that load schemas while they run.
//!
//! Tables live as long as the program, as generated ones do: a program loads its schemas once. `emit::table` writes the
//! same tables as source text, and a test holds the two against each other.

use std::collections::HashMap;

use fieldwright::{Authentication, Choices, Class, Contract, Field, Group, Part, Pattern, Range, Rule, Shape, Step};

use crate::model::{self, Content, Model, Page, TypeId, TypeKind, Value};

/// The table of a page's payload.
#[must_use]
pub fn shape(model: &Model, page: &Page) -> &'static Shape {
    Tables { model, shapes: HashMap::new(), choices: HashMap::new() }.shape(page.root)
}

/// What a provider documents of requests and answers.
#[must_use]
pub fn contract(provider: &model::Provider) -> &'static Contract {
    let delivery = provider.delivery.as_ref();
    let success = match delivery.and_then(|delivery| delivery.success.as_ref()) {
        Some(model::Success::Statuses(statuses)) => keep_all(statuses.clone()),
        Some(model::Success::Any2xx) | None => &[],
    };
    let path = delivery.and_then(|delivery| delivery.idempotency_key.as_deref()).unwrap_or_default();
    keep(Contract {
        provider: keep_text(&provider.id),
        authentication: keep_all(provider.authentication.iter().map(authentication).collect()),
        success,
        delivery_id: keep_all(path.iter().map(|member| keep_text(member)).collect()),
    })
}

fn authentication(found: &model::Authentication) -> Authentication {
    match &found.scheme {
        model::Scheme::ApiKey { header, key } => {
            Authentication::ApiKey { header: keep_text(header), key: keep_text(key) }
        }
        model::Scheme::HmacSha256(hmac) => Authentication::HmacSha256 {
            header: keep_text(&hmac.header),
            timestamp: hmac.timestamp.as_deref().map(keep_text),
            signed: keep_all(hmac.signed.iter().map(part).collect()),
            key: keep_text(&hmac.key),
            encoding: hmac.encoding,
            prefix: keep_text(&hmac.prefix),
        },
        model::Scheme::Undocumented(found) => Authentication::Undocumented {
            carrier: keep_text(&found.carrier.text()),
            unknown: keep_all(found.unknown.iter().map(|what| keep_text(what)).collect()),
        },
    }
}

fn part(part: &model::Part) -> Part {
    match part {
        model::Part::Url => Part::Url,
        model::Part::Header(name) => Part::Header(keep_text(name)),
        model::Part::Key(name) => Part::Key(keep_text(name)),
        model::Part::Text(text) => Part::Text(keep_text(text)),
        model::Part::Body => Part::Body,
    }
}

struct Tables<'m> {
    model: &'m Model,
    shapes: HashMap<TypeId, &'static Shape>,
    choices: HashMap<TypeId, &'static Choices>,
}

/// A value for the rest of the program.
fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn keep_all<T>(values: Vec<T>) -> &'static [T] {
    values.leak()
}

fn keep_text(text: &str) -> &'static str {
    text.to_owned().leak()
}

impl Tables<'_> {
    fn shape(&mut self, id: TypeId) -> &'static Shape {
        if let Some(&shape) = self.shapes.get(&id) {
            return shape;
        }
        let (Some(definition), Some(object)) = (self.model.type_def(id), self.model.object(id)) else {
            return keep(Shape::new("", "", &[]));
        };
        let in_order: Vec<&model::Field> =
            object.wire_order.iter().filter_map(|&index| object.fields.get(index)).collect();
        let fields = in_order.iter().map(|field| self.field(field)).collect();
        let mut shape =
            Shape::new(keep_text(&definition.name.ident), keep_text(&definition.place.file), keep_all(fields));
        if documents_otherwise(object) {
            let documented = in_order.iter().map(|field| self.rule(&field.value, Side::Documented, &field.place));
            shape = shape.documented(keep_all(documented.collect()));
        }
        let groups = object.groups.iter().map(|found| group(found, &object.wire_order)).collect();
        let shape = keep(shape.groups(keep_all(groups)));
        self.shapes.insert(id, shape);
        shape
    }

    fn field(&mut self, field: &model::Field) -> Field {
        let row = Field::new(keep_text(&field.name.wire), self.rule(&field.value, Side::Effective, &field.place));
        if field.sensitive { row.sensitive() } else { row }
    }

    fn choices(&mut self, id: TypeId) -> &'static Choices {
        if let Some(&choices) = self.choices.get(&id) {
            return choices;
        }
        let values = variants(self.model, id).iter().map(|value| keep_text(value)).collect();
        let choices = keep(Choices { values: keep_all(values) });
        self.choices.insert(id, choices);
        choices
    }

    fn rule(&mut self, value: &Value, side: Side, place: &model::Place) -> Rule {
        let rule = side.of(value);
        let mut table = self
            .content(value, side, place)
            .length(size(least(rule)).unwrap_or(0), size(most(rule)).unwrap_or(usize::MAX));
        table.required = rule.required;
        table.nullable |= rule.nullable;
        table.constant = rule.constant;
        if rule.length_unit != model::LengthUnit::Characters {
            table = table.counting(rule.length_unit);
        }
        if rule.allow_empty {
            table = table.or_empty();
        }
        if let Some(pattern) = &rule.pattern {
            table = table.pattern(keep(self::pattern(pattern)));
        }
        if let Some(format) = rule.format {
            table = table.format(format);
        }
        if rule.minimum.is_some() || rule.maximum.is_some() {
            let bound = |bound: &Option<model::Decimal>| bound.as_ref().map(|decimal| keep_text(&decimal.0));
            table = table.within(keep(Range { minimum: bound(&rule.minimum), maximum: bound(&rule.maximum) }));
        }
        table.at(place.line, place.column)
    }

    /// The rule of the type alone.
    fn content(&mut self, value: &Value, side: Side, place: &model::Place) -> Rule {
        let rule = side.of(value);
        match (side.content(value), rule.kind) {
            (Content::Object(id), model::Kind::Object) => Rule::object(self.shape(*id)),
            (Content::Items(items), model::Kind::Array) => {
                let items = keep(self.rule(items, side, place));
                if side.is_object_for_array(value) { Rule::array_or_object(items) } else { Rule::array(items) }
            }
            (Content::Enumeration(id), model::Kind::String) => match &rule.values {
                Some(values) => {
                    let choices = self.choices(*id);
                    Rule::choice(choices).except(keep_all(excluded(choices.values.iter().copied(), values)))
                }
                None => Rule::string(),
            },
            (_, model::Kind::String) => match &rule.values {
                Some(values) => {
                    let values = values.iter().map(|value| keep_text(value)).collect();
                    Rule::choice(keep(Choices { values: keep_all(values) }))
                }
                None => Rule::string(),
            },
            (_, kind) => Rule::of(kind),
        }
    }
}

/// Which of the two rules of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Documented,
    Effective,
}

impl Side {
    pub(crate) fn of(self, value: &Value) -> &model::Rule {
        match self {
            Self::Documented => &value.documented,
            Self::Effective => &value.effective,
        }
    }

    pub(crate) fn content(self, value: &Value) -> &Content {
        match self {
            Self::Documented => value.documented_content(),
            Self::Effective => &value.content,
        }
    }

    /// Whether an object in the place of the array is judged as one of the array's items.
    pub(crate) fn is_object_for_array(self, value: &Value) -> bool {
        self == Self::Documented && value.object_for_array().is_some()
    }
}

/// Whether an object needs a table of documented rules beside that of the effective ones.
pub(crate) fn documents_otherwise(object: &model::Object) -> bool {
    fn differs(value: &Value) -> bool {
        value.documented != value.effective || matches!(&value.content, Content::Items(items) if differs(items))
    }
    object.fields.iter().any(|field| differs(&field.value))
}

/// The values of an enumeration type.
pub(crate) fn variants(model: &Model, id: TypeId) -> Vec<&str> {
    match model.type_def(id).map(|definition| &definition.kind) {
        Some(TypeKind::Enumeration(found)) => found.variants.iter().map(|variant| variant.value.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The indices of the type's values that a rule does not admit.
pub(crate) fn excluded<'v>(all: impl Iterator<Item = &'v str>, admitted: &[String]) -> Vec<u16> {
    let outside = all.enumerate().filter(|(_, value)| !admitted.iter().any(|admitted| admitted == value));
    outside.filter_map(|(index, _)| u16::try_from(index).ok()).collect()
}

/// The least length or number of items.
pub(crate) fn least(rule: &model::Rule) -> Option<u64> {
    rule.min_length.or(rule.min_items)
}

/// The greatest length or number of items.
pub(crate) fn most(rule: &model::Rule) -> Option<u64> {
    rule.max_length.or(rule.max_items)
}

fn size(bound: Option<u64>) -> Option<usize> {
    bound.map(|bound| usize::try_from(bound).unwrap_or(usize::MAX))
}

/// A group with its members as rows of the table, which is in the order of the wire.
fn group(group: &model::Group, wire_order: &[usize]) -> Group {
    Group {
        keyword: group.keyword,
        members: keep_all(rows(group, wire_order)),
        effective: group.effective,
        documented: group.documented,
        place: fieldwright::Place { line: group.place.line, column: group.place.column },
    }
}

/// The rows of a table that is in the order of the wire in which a group's members stand.
pub(crate) fn rows(group: &model::Group, wire_order: &[usize]) -> Vec<u16> {
    let row = |member: &usize| wire_order.iter().position(|index| index == member);
    group.members.iter().filter_map(row).filter_map(|row| u16::try_from(row).ok()).collect()
}

fn pattern(pattern: &model::Pattern) -> Pattern {
    let alternatives = pattern.alternatives.iter().map(|steps| {
        let steps = pieces(steps).into_iter().map(|piece| match piece {
            Piece::Text(text) => Step::Text(keep_text(&text)),
            Piece::Run(step) => {
                Step::Run(Class(keep_all(step.class.ranges.clone())), step.min, step.max.unwrap_or(u32::MAX))
            }
        });
        keep_all(steps.collect::<Vec<_>>()) as &'static [Step]
    });
    Pattern {
        source: keep_text(&pattern.source),
        alternatives: keep_all(alternatives.collect()),
        to_end: pattern.to_end,
    }
}

/// A piece of a pattern, steps of one certain character gathered into a text.
pub(crate) enum Piece<'p> {
    Text(String),
    Run(&'p model::Step),
}

/// The steps of an alternative, gathered.
pub(crate) fn pieces(steps: &[model::Step]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for step in steps {
        match (certain(step), pieces.last_mut()) {
            (Some(character), Some(Piece::Text(text))) => text.push(character),
            (Some(character), _) => pieces.push(Piece::Text(character.to_string())),
            (None, _) => pieces.push(Piece::Run(step)),
        }
    }
    pieces
}

/// The character of a step that admits one character, once.
fn certain(step: &model::Step) -> Option<char> {
    match step.class.ranges.as_slice() {
        &[(first, last)] if first == last && step.min == 1 && step.max == Some(1) => Some(first),
        _ => None,
    }
}
