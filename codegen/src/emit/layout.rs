//! From tokens to text: items through prettyplease, one at a time and separated by blank lines; tables one row a line.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::plain;

/// A source file: its mark, its inner attributes, and its items.
#[derive(Debug, Default)]
pub(super) struct Source {
    blocks: Vec<String>,
}

impl Source {
    /// A file with the mark, saying what it was made from.
    pub(super) fn new(from: &str) -> Self {
        let how = "Change the schema and run `fieldwright generate`.";
        Self { blocks: vec![format!("{} from {from}. {how}\n", super::MARK)] }
    }

    /// A file without the mark, for code that is included elsewhere.
    pub(super) fn bare() -> Self {
        Self::default()
    }

    /// Adds items: each one becomes a block of its own, but `use` and `mod` items stay together.
    pub(super) fn items(&mut self, tokens: TokenStream) {
        let mut joined = String::new();
        for item in plain::items(tokens) {
            let text = plain::item(&item).unwrap_or_else(|| formatted(item.iter().cloned().collect()));
            if plain::is_short(&item) {
                joined.push_str(&text);
                continue;
            }
            self.flush(&mut joined);
            self.blocks.push(spaced(&text));
        }
        self.flush(&mut joined);
    }

    fn flush(&mut self, joined: &mut String) {
        if !joined.is_empty() {
            self.blocks.push(std::mem::take(joined));
        }
    }

    /// Adds text that is laid out already.
    pub(super) fn text(&mut self, text: String) {
        self.blocks.push(text);
    }

    /// The file.
    pub(super) fn finish(self) -> String {
        self.blocks.join("\n")
    }

    /// The file, two levels of modules deeper: for code that is put into a module of another file.
    pub(super) fn blocks(self) -> Vec<String> {
        self.blocks
    }
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
    write(tokens, &mut line);
    line
}

fn write(tokens: &TokenStream, line: &mut String) {
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
                write(&group.stream(), line);
                line.push_str(close);
            }
            TokenTree::Punct(punct) => {
                line.push(punct.as_char());
                let pair = punct.spacing() == Spacing::Joint;
                if matches!(punct.as_char(), ',') || (punct.as_char() == ':' && !pair && before != Some(':')) {
                    line.push(' ');
                }
            }
            TokenTree::Ident(ident) => line.push_str(&ident.to_string()),
            TokenTree::Literal(literal) => line.push_str(&literal.to_string()),
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
