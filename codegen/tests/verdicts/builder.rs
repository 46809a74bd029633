//! Checked models in few words.

use fieldwright_codegen::model::{
    Alternative, Class, Content, Decimal, DocumentedBy, Enumeration, Example, Field, Format, Group, GroupKeyword, Kind,
    LengthUnit, Model, Object, Page, Pattern, Place, Rule, Severity, Step, TypeDef, TypeId, TypeKind, Value,
};
use fieldwright_codegen::name::{FieldName, TypeName};

/// A rule under construction: `rule(Kind::String).length(1, 36).nullable()`.
#[derive(Clone)]
pub(crate) struct Draft(pub(crate) Rule);

pub(crate) fn rule(kind: Kind) -> Draft {
    Draft(Rule::of(kind))
}

pub(crate) fn string() -> Draft {
    rule(Kind::String)
}

/// A string of that length.
pub(crate) fn text(min: u64, max: u64) -> Draft {
    string().length(min, max)
}

pub(crate) fn format(format: Format) -> Draft {
    let kind =
        if matches!(format, Format::UnixSeconds | Format::UnixMilliseconds) { Kind::Integer } else { Kind::String };
    Draft(Rule { format: Some(format), ..Rule::of(kind) })
}

impl Draft {
    pub(crate) fn length(mut self, min: u64, max: u64) -> Self {
        (self.0.min_length, self.0.max_length) = (Some(min), Some(max));
        self
    }

    pub(crate) fn unit(mut self, unit: LengthUnit) -> Self {
        self.0.length_unit = unit;
        self
    }

    pub(crate) fn values(mut self, values: &[&str]) -> Self {
        self.0.values = Some(values.iter().map(|value| (*value).to_owned()).collect());
        self
    }

    pub(crate) fn constant(mut self, value: &str) -> Self {
        self.0.constant = true;
        self.values(&[value])
    }

    pub(crate) fn pattern(mut self, pattern: Pattern) -> Self {
        self.0.pattern = Some(pattern);
        self
    }

    pub(crate) fn between(mut self, minimum: &str, maximum: &str) -> Self {
        (self.0.minimum, self.0.maximum) = (Some(Decimal(minimum.to_owned())), Some(Decimal(maximum.to_owned())));
        self
    }

    pub(crate) fn items(mut self, min: u64, max: u64) -> Self {
        (self.0.min_items, self.0.max_items) = (Some(min), Some(max));
        self
    }

    pub(crate) fn optional(mut self) -> Self {
        self.0.required = false;
        self
    }

    pub(crate) fn nullable(mut self) -> Self {
        self.0.nullable = true;
        self
    }

    pub(crate) fn allow_empty(mut self) -> Self {
        self.0.allow_empty = true;
        self
    }

    /// The same in both profiles, with nothing inside.
    pub(crate) fn leaf(self) -> Value {
        self.of(Content::Leaf)
    }

    /// The same in both profiles.
    pub(crate) fn of(self, content: Content) -> Value {
        Value::of(self.0, content)
    }

    /// What the page says, and what is in effect. Where the page has an array of an object, it is of such objects; where it
    /// has another type otherwise, it has no structure.
    pub(crate) fn but(self, effective: Self, content: Content) -> Value {
        let documented_content = match (self.0.kind, effective.0.kind, &content) {
            (documented, effective, _) if documented == effective => None,
            (Kind::Array, _, Content::Object(_)) => {
                Some(Content::Items(Box::new(Value::of(Rule::of(Kind::Object), content.clone()))))
            }
            _ => Some(Content::Leaf),
        };
        let documented_content = documented_content.map(Box::new);
        Value { documented: self.0, effective: effective.0, content, documented_content }
    }
}

/// Ranges of characters, and how many of them at least and at most.
type Run<'r> = (&'r [(char, char)], u32, Option<u32>);

/// `^(literal|…)` and then a run of a class.
pub(crate) fn pattern(source: &str, literals: &[&str], run: Option<Run<'_>>) -> Pattern {
    let alternative = |literal: &&str| -> Alternative {
        let one = |c: char| Step { class: Class { ranges: vec![(c, c)] }, min: 1, max: Some(1) };
        let run = run.map(|(ranges, min, max)| Step { class: Class { ranges: ranges.to_vec() }, min, max });
        literal.chars().map(one).chain(run).collect()
    };
    Pattern {
        source: source.to_owned(),
        alternatives: literals.iter().map(alternative).collect(),
        to_end: source.ends_with('$'),
    }
}

pub(crate) fn place() -> Place {
    Place { file: "schemas/test/page.yaml".to_owned(), line: 1, column: 1 }
}

pub(crate) fn row(wire: &str, value: Value) -> Field {
    Field {
        name: FieldName { wire: wire.to_owned(), field: wire.to_lowercase() },
        doc: Some(format!("What {wire} is.")),
        source: None,
        place: place(),
        sensitive: false,
        unchecked_signature: false,
        row: None,
        value,
    }
}

pub(crate) fn group(name: &str, keyword: GroupKeyword, members: &[usize], effective: Severity) -> Group {
    let members = members.to_vec();
    Group { name: name.to_owned(), keyword, members, documented: Severity::Error, effective, doc: None, place: place() }
}

fn define(model: &mut Model, name: &str, kind: TypeKind) -> TypeId {
    let module = vec!["test".to_owned(), "page".to_owned()];
    let name = TypeName { ident: name.to_owned(), table: name.to_uppercase(), module };
    let doc = Some(format!("The type {}.", name.ident));
    model.types.push(TypeDef { name, doc, source: None, place: place(), kind });
    TypeId(model.types.len() - 1)
}

pub(crate) fn object(model: &mut Model, name: &str, fields: Vec<Field>, groups: Vec<Group>) -> TypeId {
    let wire_order = (0..fields.len()).collect();
    define(model, name, TypeKind::Object(Object { fields, wire_order, groups }))
}

pub(crate) fn enumeration(model: &mut Model, name: &str) -> Content {
    Content::Enumeration(define(model, name, TypeKind::Enumeration(Enumeration { variants: Vec::new() })))
}

pub(crate) fn page(root: TypeId, examples: &[&str]) -> Page {
    let example = |(index, json): (usize, &&str)| Example {
        name: format!("example-{index}"),
        title: None,
        json: (*json).to_owned(),
        paths: 0,
        place: place(),
    };
    Page {
        payload: "test/page".to_owned(),
        stem: "page".to_owned(),
        module: "page".to_owned(),
        title: "A page".to_owned(),
        url: None,
        read: None,
        sha256: None,
        documented_by: DocumentedBy::Table,
        doc: Some("What the page is about.".to_owned()),
        file: "schemas/test/page.yaml".to_owned(),
        place: place(),
        headers: Vec::new(),
        root,
        types: Vec::new(),
        event: None,
        entries: Vec::new(),
        examples: examples.iter().enumerate().map(example).collect(),
        rows: 0,
    }
}
