//! Tables as source text, one row a line. `crate::tables` makes the same ones at run time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::layout::{Source, on_one_line};
use super::names::{ident, table_path};
use crate::model::{self, Content, Kind, Model, Object, Rule, Severity, TypeDef, TypeId, TypeKind, Value};
use crate::tables::{Piece, Side, documents_otherwise, excluded, least, most, pieces, rows, variants};

/// The tables of a module's types, and before them the patterns of their rows: what is written out once need not be compiled
/// row by row.
pub(super) fn emit(model: &Model, types: &[TypeId], source: &mut Source) {
    let mut patterns = Patterns::default();
    for object in types.iter().filter_map(|&id| model.object(id)) {
        let in_order = object.wire_order.iter().filter_map(|&index| object.fields.get(index));
        in_order.for_each(|field| patterns.gather(&field.value));
    }
    if !patterns.rows.is_empty() {
        let (length, rows) = (patterns.rows.len(), patterns.rows.concat());
        source.text(&format!(
            "/// What the rows below match.\n#[rustfmt::skip]\nstatic PATTERN: [Pattern; {length}] = [\n{rows}];\n"
        ));
    }
    for definition in types.iter().filter_map(|&id| model.type_def(id)) {
        emit_type(model, &patterns, definition, source);
    }
}

/// The patterns of a module, each once.
#[derive(Default)]
struct Patterns<'m> {
    /// By their source.
    places: BTreeMap<&'m str, usize>,
    rows: Vec<String>,
}

impl<'m> Patterns<'m> {
    /// Takes the patterns of a value, and of the items in it.
    fn gather(&mut self, value: &'m Value) {
        for side in [Side::Effective, Side::Documented] {
            if let Some(found) = &side.of(value).pattern
                && !self.places.contains_key(found.source.as_str())
            {
                self.places.insert(&found.source, self.rows.len());
                self.rows.push(format!("    {},\n", on_one_line(&pattern(found))));
            }
            if let Content::Items(items) = side.content(value) {
                self.gather(items);
            }
        }
    }
}

/// The table of a type.
fn emit_type(model: &Model, patterns: &Patterns<'_>, definition: &TypeDef, source: &mut Source) {
    let table = &definition.name.table;
    let name = &definition.name.ident;
    let link = link(name, table);
    let text = match &definition.kind {
        TypeKind::Enumeration(found) => {
            let values = found.variants.iter().fold(String::new(), |mut text, variant| {
                let _ = writeln!(text, "    {},", Literal::string(&variant.value));
                text
            });
            format!(
                "/// The values of {link}.\n#[rustfmt::skip]\n\
                 pub static {table}: Choices = Choices {{ values: &[\n{values}] }};\n"
            )
        }
        TypeKind::Object(object) => {
            let lists = Tables { model, patterns, home: &definition.name.module }.lists(object);
            let (items, words) = lists.iter().fold((String::new(), String::new()), |(mut items, words), list| {
                let (name, of, length) = (list.name, list.of, list.rows.len());
                let _ = writeln!(items, "    static {name}: [{of}; {length}] = [");
                for row in &list.rows {
                    let _ = writeln!(items, "        {},", on_one_line(row));
                }
                items.push_str("    ];\n");
                (items, words + &list.word())
            });
            format!(
                "/// The table of {link}.\n#[rustfmt::skip]\n\
                 pub static {table}: Shape = {{\n{items}    Shape::new(\"{name}\", FILE, &FIELDS){words}\n}};\n"
            )
        }
    };
    source.text(&text);
}

/// A link to the type. Where a table or one of Rust's derives is called so too, rustdoc asks which of them is meant.
fn link(name: &str, table: &str) -> String {
    let derived = matches!(name, "Copy" | "Eq" | "Hash" | "Ord" | "PartialOrd");
    if derived || name == table { format!("[`{name}`](type@{name})") } else { format!("[`{name}`]") }
}

/// What the lists of a table are called within it.
const LISTS: [&str; 3] = [FIELDS, DOCUMENTED, GROUPS];
const FIELDS: &str = "FIELDS";
const DOCUMENTED: &str = "DOCUMENTED";
const GROUPS: &str = "GROUPS";

/// A list of a table, a static of its own: the compiler evaluates an array as it stands, but makes an item of every piece of
/// an array that is referred to where it is written.
struct List {
    name: &'static str,
    of: &'static str,
    rows: Vec<TokenStream>,
}

impl List {
    /// How the table is given the list, if it is not so from the start.
    fn word(&self) -> String {
        match self.name {
            DOCUMENTED => ".documented(&DOCUMENTED)".to_owned(),
            GROUPS => ".groups(&GROUPS)".to_owned(),
            _ => String::new(),
        }
    }
}

struct Tables<'m> {
    model: &'m Model,
    patterns: &'m Patterns<'m>,
    /// The module that the table stands in.
    home: &'m [String],
}

impl Tables<'_> {
    fn lists(&self, object: &Object) -> Vec<List> {
        let in_order = || object.wire_order.iter().filter_map(|&index| object.fields.get(index));
        let mut lists =
            vec![List { name: FIELDS, of: "Field", rows: in_order().map(|field| self.row(field)).collect() }];
        if documents_otherwise(object) {
            let rules = in_order().map(|field| self.placed(&field.value, Side::Documented, &field.place));
            lists.push(List { name: DOCUMENTED, of: "Rule", rows: rules.collect() });
        }
        if !object.groups.is_empty() {
            let groups = object.groups.iter().map(|found| group(found, &object.wire_order));
            lists.push(List { name: GROUPS, of: "Group", rows: groups.collect() });
        }
        lists
    }

    /// A row: whether the member may be missing or null, its name, what else is asked of it, and where that stands.
    fn row(&self, field: &model::Field) -> TokenStream {
        let effective = &field.value.effective;
        let presence = match (effective.required, is_nullable(effective)) {
            (true, false) => quote!(required),
            (false, false) => quote!(optional),
            (true, true) => quote!(nullable),
            (false, true) => quote!(maybe),
        };
        let (wire, rule) = (&field.name.wire, self.rule(&field.value, Side::Effective, &field.place));
        let (line, column) = place(&field.place);
        let sensitive = field.sensitive.then(|| quote!(.sensitive()));
        quote!(Field::#presence(#wire, #rule, #line, #column) #sensitive)
    }

    /// A rule that is no row's: one for both profiles has no room for another, and an item has no name.
    fn placed(&self, value: &Value, side: Side, at: &model::Place) -> TokenStream {
        let rule = side.of(value);
        let mut tokens = self.rule(value, side, at);
        if !rule.required {
            tokens.extend(quote!(.optional()));
        }
        if is_nullable(rule) {
            tokens.extend(quote!(.nullable()));
        }
        let (line, column) = place(at);
        tokens.extend(quote!(.at(#line, #column)));
        tokens
    }

    /// What is asked of a value that is there and not null.
    fn rule(&self, value: &Value, side: Side, place: &model::Place) -> TokenStream {
        let rule = side.of(value);
        let mut tokens = self.content(value, side, place);
        if rule.constant {
            tokens.extend(quote!(.constant()));
        }
        tokens.extend(self.text_rules(rule));
        if rule.minimum.is_some() || rule.maximum.is_some() {
            let (minimum, maximum) = (bound(rule.minimum.as_ref()), bound(rule.maximum.as_ref()));
            tokens.extend(quote!(.within(&Range { minimum: #minimum, maximum: #maximum })));
        }
        tokens
    }

    /// The type and how long a value of it is.
    fn content(&self, value: &Value, side: Side, place: &model::Place) -> TokenStream {
        let rule = side.of(value);
        let tokens = self.of_type(value, side, place);
        if least(rule).is_none() && most(rule).is_none() {
            return tokens;
        }
        let least = Literal::u64_unsuffixed(least(rule).unwrap_or(0));
        let most = match most(rule) {
            Some(most) => Literal::u64_unsuffixed(most).to_token_stream(),
            None => quote!(usize::MAX),
        };
        if rule.kind == Kind::String && rule.values.is_none() {
            quote!(Rule::text(#least, #most))
        } else {
            quote!(#tokens.length(#least, #most))
        }
    }

    /// The rule of the type alone.
    fn of_type(&self, value: &Value, side: Side, place: &model::Place) -> TokenStream {
        let rule = side.of(value);
        match (side.content(value), rule.kind) {
            (Content::Object(id), Kind::Object) => {
                let shape = self.table(*id);
                quote!(Rule::object(&#shape))
            }
            (Content::Items(items), Kind::Array) => {
                let items = self.placed(items, side, place);
                if side.is_object_for_array(value) {
                    quote!(Rule::array_or_object(&#items))
                } else {
                    quote!(Rule::array(&#items))
                }
            }
            (Content::Enumeration(id), Kind::String) if rule.values.is_some() => {
                let choices = self.table(*id);
                let admitted = rule.values.as_deref().unwrap_or_default();
                let excluded = excluded(variants(self.model, *id).into_iter(), admitted);
                if excluded.is_empty() {
                    return quote!(Rule::choice(&#choices));
                }
                let excluded = excluded.iter().map(|&index| Literal::u16_unsuffixed(index));
                quote!(Rule::choice(&#choices).except(&[#(#excluded),*]))
            }
            (_, Kind::String) => match &rule.values {
                Some(values) => quote!(Rule::choice(&Choices { values: &[#(#values),*] })),
                None => quote!(Rule::string()),
            },
            (_, Kind::Integer) => quote!(Rule::integer()),
            (_, Kind::Number) => quote!(Rule::number()),
            (_, Kind::Boolean) => quote!(Rule::boolean()),
            (_, Kind::Object) => quote!(Rule::free_object()),
            (_, Kind::Array) => quote!(Rule::free_array()),
            (_, Kind::Any) => quote!(Rule::any()),
        }
    }

    /// The rules that only strings, and integers with a format, have.
    fn text_rules(&self, rule: &Rule) -> TokenStream {
        let mut tokens = TokenStream::new();
        match rule.length_unit {
            model::LengthUnit::Characters => {}
            model::LengthUnit::Bytes => tokens.extend(quote!(.counting(LengthUnit::Bytes))),
            model::LengthUnit::Utf16 => tokens.extend(quote!(.counting(LengthUnit::Utf16))),
        }
        if rule.allow_empty {
            tokens.extend(quote!(.or_empty()));
        }
        if let Some(index) = rule.pattern.as_ref().and_then(|found| self.patterns.places.get(found.source.as_str())) {
            let index = Literal::usize_unsuffixed(*index);
            tokens.extend(quote!(.pattern(&PATTERN[#index])));
        }
        if let Some(format) = rule.format {
            // A variant's `Debug` is its name.
            let format = ident(&format!("{format:?}"));
            tokens.extend(quote!(.format(Format::#format)));
        }
        tokens
    }

    fn table(&self, id: model::TypeId) -> TokenStream {
        let Some(definition) = self.model.type_def(id) else { return TokenStream::new() };
        let path = table_path(definition, self.home);
        // A list that is called as another type's table hides it.
        let hidden = definition.name.module == self.home && LISTS.contains(&definition.name.table.as_str());
        if hidden { quote!(self::#path) } else { path }
    }
}

/// `null` is allowed, and is so by more than the type.
fn is_nullable(rule: &Rule) -> bool {
    rule.nullable && rule.kind != Kind::Any
}

/// Line and column.
fn place(place: &model::Place) -> (Literal, Literal) {
    (Literal::u32_unsuffixed(place.line), Literal::u32_unsuffixed(place.column))
}

fn bound(decimal: Option<&model::Decimal>) -> TokenStream {
    match decimal {
        Some(model::Decimal(digits)) => quote!(Some(#digits)),
        None => quote!(None),
    }
}

fn group(group: &model::Group, wire_order: &[usize]) -> TokenStream {
    // A variant's `Debug` is its name.
    let keyword = ident(&format!("{:?}", group.keyword));
    let severity = |severity: Severity| ident(&format!("{severity:?}"));
    let members = rows(group, wire_order).into_iter().map(Literal::u16_unsuffixed);
    let (effective, documented) = (severity(group.effective), severity(group.documented));
    let (line, column) = place(&group.place);
    quote! {
        Group {
            keyword: Groups::#keyword,
            members: &[#(#members),*],
            effective: Severity::#effective,
            documented: Severity::#documented,
            place: Place { line: #line, column: #column }
        }
    }
}

fn pattern(pattern: &model::Pattern) -> TokenStream {
    let alternatives = pattern.alternatives.iter().map(|steps| {
        let steps = pieces(steps).into_iter().map(|piece| match piece {
            Piece::Text(text) => quote!(Step::Text(#text)),
            Piece::Run(step) => {
                let ranges = step.class.ranges.iter().map(|(first, last)| quote!((#first, #last)));
                let min = Literal::u32_unsuffixed(step.min);
                let max = step.max.map_or_else(
                    || quote!(u32::MAX),
                    |max| {
                        let max = Literal::u32_unsuffixed(max);
                        quote!(#max)
                    },
                );
                quote!(Step::Run(Class(&[#(#ranges),*]), #min, #max))
            }
        });
        quote!(&[#(#steps),*])
    });
    let (source, to_end) = (&pattern.source, pattern.to_end);
    quote!(Pattern { source: #source, alternatives: &[#(#alternatives),*], to_end: #to_end })
}
