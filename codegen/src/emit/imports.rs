//! `use` items: whatever a module's items name, and nothing else.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::Options;
use super::layout::Source;
use super::names::ident;

/// What generated code takes from the runtime.
const RUNTIME: [&str; 32] = [
    "Choice",
    "Choices",
    "Class",
    "DecodeErrors",
    "Decoded",
    "Field",
    "Fixtures",
    "Format",
    "Group",
    "Groups",
    "LengthUnit",
    "Maybe",
    "Next",
    "Number",
    "Pattern",
    "Place",
    "Profile",
    "Range",
    "Raw",
    "Reader",
    "Record",
    "Redacted",
    "Report",
    "Rule",
    "Severity",
    "Shape",
    "Slot",
    "Step",
    "UnknownEvent",
    "Writer",
    "discriminator",
    "is_one_of",
];

/// Puts the imports that a body needs before it.
pub(super) fn emit(options: Options, body: Source, source: &mut Source) {
    let blocks = body.blocks();
    let mut named = BTreeSet::new();
    for block in &blocks {
        if let Ok(tokens) = block.parse::<TokenStream>() {
            gather(tokens, Tokens::Code, &mut named);
        }
    }
    // Its methods are called without naming it.
    if named.contains("Record") {
        named.insert("Slot".to_owned());
    }
    let mut uses = TokenStream::new();
    for name in RUNTIME.iter().filter(|name| named.contains(**name)) {
        let gate = match *name {
            "Fixtures" if options.features => quote!(#[cfg(feature = "fixtures")]),
            "Redacted" if options.features => quote!(#[cfg(feature = "derives")]),
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

/// What tokens are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tokens {
    Code,
    /// The variants of an enumeration, which are called as a schema says.
    Variants,
}

/// The names that paths start with, and `fmt::Debug`. What follows a dot or two colons, or stands before one colon, is
/// called as a schema says: it may be called as an import without being it.
fn gather(tokens: TokenStream, kind: Tokens, named: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut enumeration = false;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(name) if kind == Tokens::Code => {
                let (before, after) =
                    (tokens.get(..index).unwrap_or_default(), tokens.get(index + 1..).unwrap_or_default());
                let name = name.to_string();
                enumeration |= name == "enum";
                if name == "fmt"
                    && matches!(after, [a, b, TokenTree::Ident(last), ..] if is_path(a, b) && last == "Debug")
                {
                    named.insert("fmt::Debug".to_owned());
                }
                let is_member = match before {
                    [.., a, b] if is_path(a, b) => true,
                    [.., dot] => is_punct(dot, '.', Spacing::Alone),
                    [] => false,
                };
                if !is_member && !after.first().is_some_and(|next| is_punct(next, ':', Spacing::Alone)) {
                    named.insert(name);
                }
            }
            TokenTree::Group(group) => {
                let variants = enumeration && group.delimiter() == Delimiter::Brace;
                enumeration &= !variants;
                gather(group.stream(), if variants { Tokens::Variants } else { Tokens::Code }, named);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether two tokens are `::`.
fn is_path(first: &TokenTree, second: &TokenTree) -> bool {
    is_punct(first, ':', Spacing::Joint) && is_punct(second, ':', Spacing::Alone)
}

fn is_punct(token: &TokenTree, character: char, spacing: Spacing) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character && punct.spacing() == spacing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> Vec<String> {
        let mut named = BTreeSet::new();
        gather(code.parse().unwrap(), Tokens::Code, &mut named);
        named.into_iter().collect()
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
        let types = RUNTIME.iter().filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        for name in types.chain(&["Cow", "Deserialize", "Deserializer", "Serialize", "Serializer"]) {
            assert!(crate::name::type_taken(name), "{name}");
        }
    }
}
