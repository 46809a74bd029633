//! One row of a page: what its cells say, put together.

use fieldwright_codegen::model::{Format, Kind};

use super::columns::Columns;
use super::facts::format::{self, Shape};
use super::facts::length::{self, Bounds};
use super::facts::name::{self, Depth, Name};
use super::facts::presence::{self, Presence};
use super::facts::types::{self, Reference, TypeFact};
use super::facts::values::{self, Values};
use super::page::{self, MarkKind, Text};
use super::transcription::{Facts, Row};
use super::vocabulary::{Role, is_nothing, key};

/// A row as it stands on the page, before it has its place in the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Of the input.
    pub(crate) line: usize,
    /// As written, possibly a path.
    pub(crate) name: String,
    pub(crate) depth: Depth,
    /// The object that a column names.
    pub(crate) parent: Option<String>,
    pub(crate) presence: Option<Presence>,
    pub(crate) row: Row,
    /// The page states a type.
    pub(crate) typed: bool,
    /// The page calls it an enumeration.
    pub(crate) enumeration: bool,
    /// The object that the page speaks of by name.
    pub(crate) object: Option<Reference>,
    /// A value that the page shows.
    pub(crate) example: Option<String>,
    pub(crate) description: Text,
}

/// Everything about a row that is not its name.
#[derive(Debug, Clone, Default)]
struct Cells {
    kind: TypeFact,
    presence: Option<Presence>,
    description: Text,
    /// Prose that stands in columns of its own.
    rules: Text,
    values: Values,
    pattern: Option<String>,
    min: Option<String>,
    max: Option<String>,
    length: Bounds,
    default: Option<String>,
    nullable: bool,
    example: Option<String>,
    parent: Option<String>,
}

/// How much of a page's sentences may be searched yet, in bytes. When nothing is left, cells count and sentences do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prose {
    left: usize,
}

impl Default for Prose {
    /// Real pages have a tenth of that.
    fn default() -> Self {
        Self { left: 512 << 10 }
    }
}

impl Prose {
    /// The text, unless it is too much. Nobody writes more than a few lines about one field.
    fn take(&mut self, text: &Text) -> Text {
        const LONGEST: usize = 8 << 10;
        let length = text.plain.len();
        match self.left.checked_sub(length).filter(|_| length <= LONGEST) {
            Some(left) => {
                self.left = left;
                text.clone()
            }
            None => Text::default(),
        }
    }
}

/// Reads a row of a table. `None`: there is no name in it.
pub(crate) fn in_table(columns: &Columns, row: &page::Row, sentences: &mut Prose) -> Option<Found> {
    let name = columns.cells(row, Role::Name).find_map(name::cell)?;
    let text = |role| columns.cell(row, role).filter(|text| !is_nothing(&text.plain));
    let plain = |role| text(role).map(|text| text.plain.trim().to_owned());
    let kind = text(Role::Type).or(name.kind.as_ref()).cloned();
    let said = columns.cell(row, Role::Required).and_then(|cell| presence::cell(&cell.plain));
    let said = if columns.inverted { said.map(presence::opposite) } else { said };
    let rules = text(Role::Constraints).map(|rules| sentences.take(rules)).unwrap_or_default();
    let prose = columns.cells(row, Role::Description).chain(columns.others(row)).find(|cell| !cell.is_empty());
    let cells = Cells {
        kind: kind.as_ref().map(types::cell).unwrap_or_default(),
        presence: said,
        description: prose.map(|prose| sentences.take(prose)).unwrap_or_default(),
        pattern: text(Role::Pattern).or(Some(&rules)).and_then(pattern),
        values: text(Role::Values).map(values::cell).unwrap_or_default(),
        min: plain(Role::Min),
        max: plain(Role::Max),
        length: text(Role::Length).map(|cell| length::cell(&cell.plain)).unwrap_or_default(),
        default: plain(Role::Default).filter(|default| key(default) != "no"),
        nullable: text(Role::Nullable).and_then(|cell| presence::cell(&cell.plain)) == Some(Presence::Required),
        example: plain(Role::Example),
        parent: text(Role::Parent).and_then(name::of_parent),
        rules,
    };
    Some(assemble(row.line, name, cells))
}

/// Reads a name with a description: an item of a list, or a definition.
pub(crate) fn described(line: usize, name: Name, description: &Text, sentences: &mut Prose) -> Found {
    let kind = name.kind.clone();
    let cells = Cells {
        kind: kind.as_ref().map(types::cell).unwrap_or_default(),
        description: sentences.take(description),
        ..Cells::default()
    };
    assemble(line, name, cells)
}

fn pattern(text: &Text) -> Option<String> {
    let line = text.plain.trim();
    (line.starts_with('^') && line.len() > 1 && !line.contains(char::is_whitespace)).then(|| line.to_owned())
}

fn assemble(line: usize, name: Name, cells: Cells) -> Found {
    let mut row = Row::named(name.name.clone());
    let description = &cells.description;
    let shape = format::prose(description);
    let values = gathered(&cells);
    row.facts = Facts::of(kind(&cells, &shape, &values));
    let typed = cells.kind.kind.is_some() || row.facts.kind != Kind::Any;
    row.facts.nullable =
        cells.nullable || cells.kind.nullable || name.nullable || presence::nullable(&description.plain);
    if let Some(items) = &cells.kind.items {
        row.facts.items = items.kind.map(|kind| Box::new(Facts { format: items.format, ..Facts::of(kind) }));
    }
    set_shape(&mut row, &cells, shape);
    set_values(&mut row, values, cells.kind.enumeration);
    set_bounds(&mut row, &cells);
    if let Some(review) = &cells.kind.review {
        row.review(review.clone());
    }
    row.default = cells.default.clone().or_else(|| values::default(description));
    let object = cells.kind.object.clone().or_else(|| cells.kind.items.as_ref().and_then(|items| items.object.clone()));
    let presence = cells.presence.or(name.presence).or(cells.kind.presence);
    Found {
        line,
        name: name.name,
        depth: name.depth,
        parent: cells.parent.clone(),
        presence: presence.or_else(|| presence::prose(description)).or_else(|| presence::prose(&cells.rules)),
        typed,
        enumeration: cells.kind.enumeration,
        object,
        example: cells.example.clone(),
        row,
        description: cells.description,
    }
}

/// The values that the row's cells list, the closest first.
fn gathered(cells: &Cells) -> Values {
    if !cells.values.values.is_empty() {
        return cells.values.clone();
    }
    if !cells.kind.values.is_empty() {
        return Values { values: cells.kind.values.clone(), ..Values::default() };
    }
    let rules = values::prose(&cells.rules, cells.kind.enumeration);
    if rules == Values::default() { values::prose(&cells.description, cells.kind.enumeration) } else { rules }
}

/// The type that the page states, or that follows from what it says otherwise.
fn kind(cells: &Cells, shape: &Shape, values: &Values) -> Kind {
    let stated = cells.kind.kind;
    if let Some(kind) = stated {
        // A whole number of seconds is what `number` means beside `Unix time`.
        let integer = shape.format.map(format::kind) == Some(Kind::Integer);
        return if kind == Kind::Number && integer { Kind::Integer } else { kind };
    }
    let truth = |value: &String| matches!(value.to_lowercase().as_str(), "true" | "false");
    let number = |value: &String| value.parse::<f64>().is_ok();
    if cells.kind.object.is_some() {
        // A name that has values is that of an enumeration; what a list under it explains may be members.
        let sentence = !cells.description.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Item(_)));
        let listed = sentence && values.values.len() > 1 && !values.values.iter().any(number);
        return if listed { Kind::String } else { Kind::Any };
    }
    if let Some(format) = cells.kind.format.or(shape.format) {
        return format::kind(format);
    }
    if !values.values.is_empty() && values.values.iter().all(truth) {
        return Kind::Boolean;
    }
    let text = values.constant.is_some() || !values.values.is_empty() && !values.values.iter().all(number);
    if text || shape.pattern.is_some() || cells.pattern.is_some() {
        return Kind::String;
    }
    by_words(&cells.description.plain)
}

/// What a sentence calls the value.
fn by_words(text: &str) -> Kind {
    use super::facts::Finder;
    static OBJECT: Finder =
        Finder::new(r"(?i)^\W*(?:(?:an?|the|json)\s+)*(?:json )?object\b|\b(?:json object|hash of key)\b");
    static ARRAY: Finder = Finder::new(r"(?i)^\W*(?:an?\s+|the\s+)?(?:array|list) of\b");
    static BOOLEAN: Finder = Finder::new(
        r"(?i)^\W*(?:indicates|determines|specifies|states|flag)?\s*(?:whether|if)\b|\bboolean\b|\btrue if\b",
    );
    static INTEGER: Finder = Finder::new(r"(?i)^\W*(?:an?\s+)?integer\b");
    static STRING: Finder = Finder::new(r"(?i)^\W*(?:(?:an?|the|random|opaque|unique)\s+)*string\b");
    let finders = [
        (&OBJECT, Kind::Object),
        (&ARRAY, Kind::Array),
        (&BOOLEAN, Kind::Boolean),
        (&INTEGER, Kind::Integer),
        (&STRING, Kind::String),
    ];
    finders.into_iter().find(|(finder, _)| finder.is_in(text)).map_or(Kind::Any, |(_, kind)| kind)
}

fn set_shape(row: &mut Row, cells: &Cells, shape: Shape) {
    let fits = |format: &Format| format::kind(*format) == row.facts.kind;
    row.facts.format = cells.kind.format.or(shape.format).filter(fits);
    if row.facts.kind == Kind::String {
        row.facts.pattern = cells.pattern.clone().or(shape.pattern);
        if row.facts.pattern.is_some() {
            row.facts.format = None;
        }
    }
}

fn set_values(row: &mut Row, values: Values, enumeration: bool) {
    let Values { mut values, constant, review } = values;
    if values.iter().any(|value| value == "null") {
        values.retain(|value| value != "null");
        row.facts.nullable = true;
    }
    if let Some(review) = review {
        row.review(review);
    }
    match row.facts.kind {
        Kind::String => {
            row.facts.values = values;
            row.facts.constant = constant.filter(|_| row.facts.values.is_empty());
            if enumeration && row.facts.values.is_empty() && row.facts.constant.is_none() {
                row.review("it is called an enumeration, and its values stand nowhere");
            }
        }
        Kind::Array => {
            if let Some(items) = row.facts.items.as_mut().filter(|items| items.kind == Kind::String) {
                items.values = values;
            }
        }
        _ => {}
    }
}

fn set_bounds(row: &mut Row, cells: &Cells) {
    let count = |text: &Option<String>| text.as_deref().and_then(length::number);
    let columns = Bounds { min: count(&cells.min), max: count(&cells.max), review: None };
    match row.facts.kind {
        // Nothing but text has a length.
        Kind::Any if !columns.is_empty() || !cells.length.is_empty() => row.facts.kind = Kind::String,
        Kind::Integer | Kind::Number => {
            let bound = |text: &Option<String>| text.as_deref().and_then(length::decimal);
            let words = [&cells.rules.plain, &cells.description.plain].map(|text| length::numbers(text));
            let (mut least, mut most) = (bound(&cells.min), bound(&cells.max));
            for (min, max) in words {
                (least, most) = (least.or(min), most.or(max));
            }
            (row.facts.minimum, row.facts.maximum) = (least, most);
            return;
        }
        Kind::Array => {
            row.facts.min_items = columns.min.filter(|count| *count > 0);
            row.facts.max_items = columns.max;
            return;
        }
        Kind::String => {}
        _ => return,
    }
    let prose = || {
        let rules = length::prose(&cells.rules.plain);
        if rules.is_empty() { length::prose(&cells.description.plain) } else { rules }
    };
    let stated =
        [columns, cells.length.clone(), cells.kind.bounds.clone()].into_iter().find(|bounds| !bounds.is_empty());
    let bounds = match stated {
        Some(bounds) => bounds,
        // `The last four digits`: the format has said it.
        None if row.facts.format.is_some_and(format::fixes_length) || row.facts.constant.is_some() => return,
        None => prose(),
    };
    row.facts.min_length = bounds.min.filter(|count| *count > 0);
    row.facts.max_length = bounds.max;
    if let Some(review) = bounds.review {
        row.review(review);
    }
}
