//! The types that one would write by hand: serde's derive, in three styles.

use fieldwright_codegen::model::{Content, Field, Kind, Model, Object, Rule, Severity, TypeId, Value};
use proc_macro2::TokenStream;
use quote::quote;

use crate::check;
use crate::names::{Closed, Types, ident};
use crate::rules::{TextRule, bounds, of_text};

/// What the structs are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// They borrow their texts; a method counts the broken rules.
    Borrowed,
    /// They own their texts; garde's derive checks them.
    Garde,
    /// They own their texts; validator's derive checks them.
    Validator,
}

/// All structs of a page in one style.
pub(crate) fn structs(model: &Model, types: &Types, style: Style) -> Result<TokenStream, String> {
    let structs: Result<Vec<TokenStream>, String> = types
        .structs
        .iter()
        .filter_map(|id| Some((*id, model.object(*id)?)))
        .map(|(id, object)| structure(types, id, object, style))
        .collect();
    let structs = structs?;
    Ok(quote!(#(#structs)*))
}

fn structure(types: &Types, id: TypeId, object: &Object, style: Style) -> Result<TokenStream, String> {
    if object.groups.iter().any(|group| group.effective == Severity::Error) {
        return Err("the peers do not carry rules over several members".to_owned());
    }
    let name = types.ident(id);
    let mut functions = Vec::new();
    let mut fields = Vec::new();
    for field in &object.fields {
        let member = ident(&field.name.field);
        let serde = serde_attributes(field, style);
        let rules = match style {
            Style::Borrowed => quote!(),
            Style::Garde => garde_attribute(&field.value)?,
            Style::Validator => {
                let (attribute, function) = validator_attribute(&name.to_string(), field)?;
                functions.extend(function);
                attribute
            }
        };
        let kind = presence(&field.value, of_value(types, &field.value, style));
        fields.push(quote!(#serde #rules pub #member: #kind));
    }
    Ok(match style {
        Style::Borrowed => {
            let check = check::method(object)?;
            quote! {
                #[derive(Deserialize)]
                #[serde(bound(deserialize = "F: Free<'de>"))]
                pub struct #name<'a, F> { #(#fields,)* #[serde(skip)] pub lifetime: PhantomData<(&'a (), F)> }
                impl<'a, F: Free<'a>> Rules for #name<'a, F> { #check }
            }
        }
        Style::Garde => quote!(#[derive(Deserialize, garde::Validate)] pub struct #name { #(#fields,)* }),
        Style::Validator => quote! {
            #[derive(Deserialize, validator::Validate)] pub struct #name { #(#fields,)* }
            #(#functions)*
        },
    })
}

/// The type of a value that is there and not null.
fn of_value(types: &Types, value: &Value, style: Style) -> TokenStream {
    let borrowed = style == Style::Borrowed;
    let rule = &value.effective;
    if let Some(closed) = types.closed(rule) {
        return quote!(values::#closed);
    }
    match (rule.kind, &value.content) {
        (Kind::String, _) if borrowed => quote!(Text<'a>),
        (Kind::String, _) => quote!(String),
        (Kind::Integer, _) => quote!(i64),
        (Kind::Number, _) => quote!(f64),
        (Kind::Boolean, _) => quote!(bool),
        (_, Content::Object(id)) => {
            let name = types.ident(*id);
            if borrowed { quote!(#name<'a, F>) } else { quote!(#name) }
        }
        (_, Content::Items(items)) => {
            let items = of_value(types, items, style);
            quote!(Vec<#items>)
        }
        (Kind::Array, _) if borrowed => quote!(Vec<F>),
        (Kind::Array, _) => quote!(Vec<serde_json::Value>),
        (Kind::Object, _) if !borrowed => quote!(serde_json::Map<String, serde_json::Value>),
        _ if borrowed => quote!(F),
        _ => quote!(serde_json::Value),
    }
}

/// Anything may be null, but `Option` is there for what may be missing, too.
fn presence(value: &Value, kind: TokenStream) -> TokenStream {
    let rule = &value.effective;
    let always = rule.required && !rule.nullable && rule.kind != Kind::Any;
    if always { kind } else { quote!(Option<#kind>) }
}

fn serde_attributes(field: &Field, style: Style) -> TokenStream {
    let rule = &field.value.effective;
    let nullable = rule.nullable || rule.kind == Kind::Any;
    let wire = &field.name.wire;
    let mut attributes = Vec::new();
    if *wire != field.name.field {
        attributes.push(quote!(rename = #wire));
    }
    // An `Option` admits both what is missing and null; where the page admits one of them, it has to be told.
    match (rule.required, nullable) {
        (true, true) => attributes.push(quote!(deserialize_with = "present")),
        (false, false) => attributes.push(quote!(default, deserialize_with = "not_null")),
        _ => {}
    }
    let is_text = rule.kind == Kind::String && rule.values.is_none();
    if style == Style::Borrowed && (is_text || matches!(field.value.content, Content::Object(_) | Content::Items(_))) {
        attributes.push(quote!(borrow));
    }
    if attributes.is_empty() { quote!() } else { quote!(#[serde(#(#attributes),*)]) }
}

/// Whether there are structs below that have rules of their own.
fn is_nested(value: &Value) -> bool {
    match &value.content {
        Content::Object(_) => true,
        Content::Items(items) => is_nested(items),
        Content::Leaf | Content::Enumeration(_) => false,
    }
}

/// `min = …, max = …`, as far as they are there.
fn limits<T: quote::ToTokens>(least: Option<T>, most: Option<T>) -> TokenStream {
    let least = least.map(|least| quote!(min = #least,));
    let most = most.map(|most| quote!(max = #most,));
    quote!(#least #most)
}

fn garde_attribute(value: &Value) -> Result<TokenStream, String> {
    let rule = &value.effective;
    let mut attributes = Vec::new();
    for text in of_text(rule)? {
        attributes.push(match &text {
            TextRule::Length(least, most) if !rule.allow_empty => {
                let limits = limits(least.map(unsuffixed), most.map(unsuffixed));
                quote!(length(chars, #limits))
            }
            TextRule::Prefix(prefixes) if prefixes.len() == 1 && !rule.allow_empty => quote!(prefix(#(#prefixes)*)),
            _ => {
                let condition = text.condition(rule);
                quote!(custom(|value, _| admits(value, |text| #condition)))
            }
        });
    }
    attributes.extend(measures(rule)?);
    if is_nested(value) {
        attributes.push(quote!(dive));
    }
    if attributes.is_empty() {
        attributes.push(quote!(skip));
    }
    Ok(quote!(#[garde(#(#attributes),*)]))
}

/// What garde and validator say alike of numbers and of the items of arrays.
fn measures(rule: &Rule) -> Result<Vec<TokenStream>, String> {
    let range = match bounds(rule)? {
        (None, None) => None,
        (least, most) => {
            let limits = limits(least, most);
            Some(quote!(range(#limits)))
        }
    };
    let items = match (rule.min_items, rule.max_items) {
        (None, None) => None,
        (least, most) => {
            let limits = limits(least.map(unsuffixed), most.map(unsuffixed));
            Some(quote!(length(#limits)))
        }
    };
    Ok(range.into_iter().chain(items).collect())
}

/// The attribute, and the functions that it names.
fn validator_attribute(owner: &str, field: &Field) -> Result<(TokenStream, Vec<TokenStream>), String> {
    let rule = &field.value.effective;
    let mut attributes = Vec::new();
    let mut functions = Vec::new();
    for text in of_text(rule)? {
        attributes.push(match &text {
            TextRule::Length(least, most) if !rule.allow_empty => {
                let limits = limits(least.map(unsuffixed), most.map(unsuffixed));
                quote!(length(#limits))
            }
            _ => {
                let name = format!("{}_{}_{}", owner.to_lowercase(), field.name.field, functions.len());
                let (function, condition) = (ident(&name), text.condition(rule));
                functions.push(quote! {
                    fn #function(text: &str) -> Result<(), validator::ValidationError> { expect(#condition) }
                });
                quote!(custom(function = #name))
            }
        });
    }
    attributes.extend(measures(rule)?);
    if is_nested(&field.value) {
        attributes.push(quote!(nested));
    }
    let attribute = if attributes.is_empty() { quote!() } else { quote!(#[validate(#(#attributes),*)]) };
    Ok((attribute, functions))
}

fn unsuffixed(number: u64) -> proc_macro2::Literal {
    proc_macro2::Literal::u64_unsuffixed(number)
}

/// The closed enumerations, which all styles share.
pub(crate) fn closed(enums: &[Closed]) -> TokenStream {
    let enums = enums.iter().map(|closed| {
        let name = ident(&closed.ident);
        let variants = (0..closed.values.len()).map(|index| ident(&format!("Value{index}")));
        let values = &closed.values;
        quote!(#[derive(Deserialize)] pub enum #name { #(#[serde(rename = #values)] #variants,)* })
    });
    quote!(#(#enums)*)
}
