//! From tokens to text: items through prettyplease, one at a time and separated by blank lines, or by a form that went
//! through it; tables one row a line.

use std::fmt::Write as _;
use std::sync::OnceLock;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::Options;
use super::form::{Form, Parts};
use super::imports::Named;

/// A source file: its mark, its inner attributes, and its items, in blocks with an empty line between them.
#[derive(Debug, Default)]
pub(super) struct Source {
    text: String,
    /// What it names that would have to be imported.
    named: Named,
}

impl Source {
    /// A file with the mark, saying what it was made from.
    pub(super) fn new(from: &str) -> Self {
        let how = "Change the schema and run `fieldwright generate`.";
        Self { text: format!("{} from {from}. {how}\n", super::MARK), named: Named::default() }
    }

    /// A file without the mark, for code that is included elsewhere.
    pub(super) fn bare() -> Self {
        Self::default()
    }

    /// Adds items: each one becomes a block of its own, but `use` and `mod` items stay together.
    pub(super) fn items(&mut self, tokens: TokenStream) {
        for block in blocks(tokens) {
            self.text(&block);
        }
    }

    /// Adds items that are made of parts alone, by their form, which is laid out when it is first needed.
    pub(super) fn form(&mut self, form: &OnceLock<Form>, parts: &Parts, items: impl Fn(&Parts) -> TokenStream) {
        let form = form.get_or_init(|| Form::new(&blocks(items(&Parts::blank()))));
        let before = self.text.len();
        match form.fill(parts, &mut self.text) {
            Some(named) => self.named.add(named),
            None => {
                self.text.truncate(before);
                self.items(items(parts));
            }
        }
    }

    /// Adds text that is laid out already.
    pub(super) fn text(&mut self, text: &str) {
        self.named.gather(text);
        separate(&mut self.text);
        self.text.push_str(text);
    }

    /// Adds a file's items behind their imports.
    pub(super) fn body(&mut self, options: Options, body: &Self) {
        for text in [&body.named.imports(options), &body.text] {
            if !text.is_empty() {
                separate(&mut self.text);
                self.text.push_str(text);
            }
        }
    }

    /// The file.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Puts an empty line behind what is there.
pub(super) fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
}

/// Items as blocks.
fn blocks(tokens: TokenStream) -> Vec<String> {
    let (mut blocks, mut joined) = (Vec::new(), String::new());
    for item in items(tokens) {
        let short = is_short(&item);
        let text = formatted(item.into_iter().collect());
        if short {
            joined.push_str(&text);
            continue;
        }
        blocks.extend(Some(std::mem::take(&mut joined)).filter(|joined| !joined.is_empty()));
        blocks.push(spaced(&text));
    }
    blocks.extend(Some(joined).filter(|joined| !joined.is_empty()));
    blocks
}

/// The items of a file, one after the other.
fn items(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = Vec::new();
    let mut item = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && !tokens.peek().is_some_and(is_semicolon)
            }
            _ => false,
        };
        item.push(token);
        if ends {
            items.push(std::mem::take(&mut item));
        }
    }
    if !item.is_empty() {
        items.push(item);
    }
    items
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

/// Whether an item is one of those that stand on neighbouring lines.
fn is_short(item: &[TokenTree]) -> bool {
    let mut words = item.iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    words.find(|word| word != "pub").is_some_and(|word| word == "use" || word == "mod")
}

/// Items, or inner attributes, as prettyplease lays them out.
fn formatted(tokens: TokenStream) -> String {
    let shown = tokens.clone();
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => prettyplease::unparse(&file),
        // Not reached by anything that `check` lets through; what it says then is for whoever changes the emitter.
        Err(error) => format!("compile_error!({:?});\n", format!("{error}: {shown}")),
    }
}

/// An item with blank lines between the functions and constants in it.
fn spaced(item: &str) -> String {
    let mut text = String::with_capacity(item.len());
    let mut after_member = false;
    for line in item.lines() {
        let inside = line.strip_prefix("    ").is_some_and(|rest| !rest.starts_with([' ', '}']));
        if after_member && inside {
            text.push('\n');
        }
        // A function ends in a brace, a constant in a semicolon; fields and variants end in commas.
        after_member = line == "    }" || (inside && line.ends_with(';'));
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Tokens on one line, spaced as a person would.
pub(super) fn on_one_line(tokens: &TokenStream) -> String {
    let mut line = String::new();
    tokens_on_line(tokens, &mut line);
    line
}

fn tokens_on_line(tokens: &TokenStream, line: &mut String) {
    let mut before = None;
    for token in tokens.clone() {
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::None => ("", ""),
                };
                line.push_str(open);
                tokens_on_line(&group.stream(), line);
                line.push_str(close);
            }
            TokenTree::Punct(punct) => {
                line.push(punct.as_char());
                let pair = punct.spacing() == Spacing::Joint;
                if matches!(punct.as_char(), ',') || (punct.as_char() == ':' && !pair && before != Some(':')) {
                    line.push(' ');
                }
            }
            // Nothing that is written to a string fails.
            TokenTree::Ident(ident) => drop(write!(line, "{ident}")),
            TokenTree::Literal(literal) => drop(write!(line, "{literal}")),
        }
        before = match token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
    }
    if line.ends_with(", ") {
        line.truncate(line.len() - 2);
    }
}
