//! The rules of a value as the peers have to carry them. A rule that they cannot carry is an error, so that no peer is
//! faster for having less to do.

use fieldwright_codegen::model::{Format, Kind, LengthUnit, Pattern, Rule};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::names::ident;

/// One rule for a text, the type and the enumeration aside: those are the types' business.
pub(crate) enum TextRule {
    /// In characters.
    Length(Option<u64>, Option<u64>),
    /// It starts with one of these.
    Prefix(Vec<String>),
    /// It has a format.
    Format(Format),
}

/// The rules for a text.
pub(crate) fn of_text(rule: &Rule) -> Result<Vec<TextRule>, String> {
    let mut rules = Vec::new();
    if rule.kind != Kind::String || rule.values.is_some() {
        return Ok(rules);
    }
    if rule.min_length.is_some() || rule.max_length.is_some() {
        if rule.length_unit != LengthUnit::Characters {
            return Err("the peers count characters only".to_owned());
        }
        rules.push(TextRule::Length(rule.min_length, rule.max_length));
    }
    if let Some(pattern) = &rule.pattern {
        rules.push(TextRule::Prefix(prefixes(pattern)?));
    }
    rules.extend(rule.format.map(TextRule::Format));
    Ok(rules)
}

impl TextRule {
    /// The rule as a condition over `text: &str`.
    pub(crate) fn condition(&self, rule: &Rule) -> TokenStream {
        let condition = match self {
            Self::Length(Some(least), Some(most)) => quote!((#least..=#most).contains(&length(text))),
            Self::Length(Some(least), None) => quote!(length(text) >= #least),
            Self::Length(None, Some(most)) => quote!(length(text) <= #most),
            Self::Length(None, None) => quote!(true),
            Self::Prefix(prefixes) => quote!(#(text.starts_with(#prefixes))||*),
            Self::Format(format) => {
                let format = ident(&format!("{format:?}"));
                quote!(Format::#format.admits(text))
            }
        };
        if rule.allow_empty { quote!(text.is_empty() || #condition) } else { condition }
    }
}

/// The bounds of an integer or a number as literals of its type.
pub(crate) fn bounds(rule: &Rule) -> Result<(Option<Literal>, Option<Literal>), String> {
    let format = match rule.format {
        Some(Format::UnixSeconds) => Some((1_000_000_000, 9_999_999_999)),
        Some(Format::UnixMilliseconds) => Some((1_000_000_000_000, 9_999_999_999_999)),
        _ => None,
    };
    match (rule.kind, format, &rule.minimum, &rule.maximum) {
        (Kind::Integer, Some((least, most)), None, None) => {
            Ok((Some(Literal::i64_suffixed(least)), Some(Literal::i64_suffixed(most))))
        }
        (Kind::Integer | Kind::Number, None, least, most) => {
            let literal = |text: &Option<fieldwright_codegen::model::Decimal>| {
                let parse = |text: &str| match rule.kind {
                    Kind::Integer => text.parse().ok().map(Literal::i64_suffixed),
                    _ => text.parse().ok().map(Literal::f64_suffixed),
                };
                text.as_ref().map(|text| parse(&text.0).ok_or(format!("the bound {}", text.0))).transpose()
            };
            Ok((literal(least)?, literal(most)?))
        }
        (Kind::Integer | Kind::Number, ..) => Err("a format and bounds for one number".to_owned()),
        _ => Ok((None, None)),
    }
}

/// The prefixes that a pattern such as `^(card_|other_)` asks for.
fn prefixes(pattern: &Pattern) -> Result<Vec<String>, String> {
    let prefix = |steps: &Vec<fieldwright_codegen::model::Step>| {
        let mut prefix = String::new();
        for step in steps {
            let &[(first, last)] = step.class.ranges.as_slice() else { return None };
            if first != last || step.max != Some(step.min) {
                return None;
            }
            prefix.extend((0..step.min).map(|_| first));
        }
        Some(prefix)
    };
    let prefixes: Option<Vec<String>> = pattern.alternatives.iter().map(prefix).collect();
    let found = prefixes.filter(|_| !pattern.to_end);
    found.ok_or_else(|| format!("the peers know prefixes, not the pattern {}", pattern.source))
}
