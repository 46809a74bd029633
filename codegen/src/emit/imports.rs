//! `use` items: whatever a module's items name, and nothing else.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Options;
use super::layout::Source;
use super::names::ident;
use crate::name::IMPORTED;

/// Puts the imports that a body needs before it.
pub(super) fn emit(options: Options, body: Source, source: &mut Source) {
    let blocks = body.blocks();
    let mut named = BTreeSet::new();
    for block in &blocks {
        gather(block, &mut named);
    }
    let mut uses = TokenStream::new();
    for name in IMPORTED.iter().filter(|name| named.contains(**name)) {
        let gate = match *name {
            "Fixtures" if options.features => quote!(#[cfg(feature = "fixtures")]),
            _ => TokenStream::new(),
        };
        let name = ident(name);
        uses.extend(quote!(#gate use fieldwright::#name;));
    }
    if named.contains("Deserializer") {
        uses.extend(quote! {
            #[cfg(feature = "serde")]
            use fieldwright::serde_core::{Deserialize, Deserializer, Serialize, Serializer};
        });
    }
    if named.contains("Cow") {
        uses.extend(quote!(
            use std::borrow::Cow;
        ));
    }
    if named.contains("fmt::Debug") {
        let gate = options.features.then(|| quote!(#[cfg(feature = "derives")]));
        uses.extend(quote!(#gate use std::fmt;));
    }
    source.items(uses);
    for block in blocks {
        source.text(block);
    }
}

/// The names that paths start with, and `fmt::Debug`. What follows a dot or two colons, or stands before one colon, is
/// called as a schema says: it may be called as an import without being it. So are the variants of an enumeration.
///
/// The code is our own and laid out already, so it is read as text: its comments have lines of their own.
fn gather<'c>(code: &'c str, named: &mut BTreeSet<&'c str>) {
    let mut at = Code { rest: code, before: "" };
    // How many brackets are open, and at which depth variants are listed.
    let (mut depth, mut enumeration, mut variants) = (0_usize, false, None);
    while let Some(token) = at.next() {
        let before = at.before;
        at.before = token;
        match token {
            "{" | "(" | "[" => {
                depth += 1;
                if token == "{" && std::mem::take(&mut enumeration) {
                    variants = Some(depth);
                }
            }
            "}" | ")" | "]" => {
                variants = variants.filter(|listed| *listed != depth);
                depth = depth.saturating_sub(1);
            }
            _ if !token.starts_with(is_of_name) || token.starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => {
                enumeration |= token == "enum";
                if token == "fmt" && at.rest.starts_with("::Debug") {
                    named.insert("fmt::Debug");
                }
                let member = matches!(before, "." | "::") || (at.rest.starts_with(':') && !at.rest.starts_with("::"));
                if !member && variants != Some(depth) {
                    named.insert(token);
                }
            }
        }
    }
}

/// What is left of code, and the token before it.
struct Code<'c> {
    rest: &'c str,
    before: &'c str,
}

impl<'c> Iterator for Code<'c> {
    type Item = &'c str;

    /// The next name, number, `::`, or character; literals and comments are passed over.
    fn next(&mut self) -> Option<&'c str> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let first = self.rest.chars().next()?;
            let length = match first {
                '/' if self.rest.starts_with("//") => self.rest.find('\n').unwrap_or(self.rest.len()),
                '"' => quoted(self.rest, '"'),
                // A lifetime has no quote behind it.
                '\'' if self.rest.starts_with("'\\") || self.rest.chars().nth(2) == Some('\'') => {
                    quoted(self.rest, '\'')
                }
                _ if is_of_name(first) => {
                    return self.take(self.rest.find(|c| !is_of_name(c)).unwrap_or(self.rest.len()));
                }
                _ if self.rest.starts_with("::") => return self.take(2),
                _ => return self.take(first.len_utf8()),
            };
            self.take(length)?;
        }
    }
}

impl<'c> Code<'c> {
    fn take(&mut self, length: usize) -> Option<&'c str> {
        let (token, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(token)
    }
}

/// The length of a literal in quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, character)| {
        let ends = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + quote.len_utf8())
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        let mut named = BTreeSet::new();
        gather(code, &mut named);
        named.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_a_schema_names_is_no_import() {
        assert_eq!(names("self.discriminator.read(Rule::string(), fmt)"), ["Rule", "fmt", "self"]);
        assert_eq!(names("struct A { pub is_one_of: Cow<'a, str> }"), ["A", "Cow", "a", "pub", "str", "struct"]);
        assert_eq!(
            names("enum A<'a> { Range, #[doc = \"\"] Unknown(Cow<'a, str>) }"),
            ["A", "Cow", "a", "doc", "enum", "str"]
        );
        assert_eq!(names("fmt::EVENTS"), ["fmt"]);
        assert_eq!(names("impl fmt::Debug for A {}"), ["A", "fmt", "fmt::Debug", "for", "impl"]);
    }

    #[test]
    fn no_type_can_be_called_as_an_import() {
        let types = IMPORTED.iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        for name in types.chain(&["Cow", "Deserialize", "Deserializer", "Serialize", "Serializer"]) {
            assert!(crate::name::type_taken(name), "{name}");
        }
    }
}
