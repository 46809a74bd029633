//! Items that leave nothing to decide, laid out as prettyplease does: a line each for members, statements and arms, and
//! parameters on lines of their own where they do not fit.
//!
//! Nearly all that is emitted is of this kind, and parsing it with syn takes longer than everything else about it. What is
//! of another kind, or has a line that is too long, is left to prettyplease; a test compares the two.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// As wide as prettyplease lets a line be.
const WIDTH: usize = 89;

const INDENT: usize = 4;

/// The items of a file, one after the other.
pub(super) fn items(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
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

/// Whether an item is one of those that stand on neighbouring lines.
pub(super) fn is_short(item: &[TokenTree]) -> bool {
    let mut words = item.iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    words.find(|word| word != "pub").is_some_and(|word| word == "use" || word == "mod")
}

/// An item as text, if it is plain.
pub(super) fn item(tokens: &[TokenTree]) -> Option<String> {
    let mut text = Text { text: String::new() };
    text.item(tokens, 0)?;
    Some(text.text)
}

struct Text {
    text: String,
}

impl Text {
    fn line(&mut self, depth: usize, line: &str) -> Option<()> {
        let indent = depth * INDENT;
        if indent + line.chars().count() > WIDTH {
            return None;
        }
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(line);
        self.text.push('\n');
        Some(())
    }

    fn item(&mut self, tokens: &[TokenTree], depth: usize) -> Option<()> {
        let rest = self.attributes(tokens, depth)?;
        let Some((TokenTree::Group(body), head)) = rest.split_last() else {
            let line = inline(rest)?;
            return self.line(depth, &line);
        };
        let words = head.iter().filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident.to_string()),
            _ => None,
        });
        let kind = words.into_iter().find(|word| matches!(word.as_str(), "struct" | "enum" | "impl" | "fn"))?;
        if kind == "fn" {
            self.signature(head, depth, body)?;
        } else {
            self.open(&inline(head)?, depth, body)?;
        }
        if body.stream().is_empty() {
            return Some(());
        }
        match kind.as_str() {
            "impl" => items(body.stream()).iter().try_for_each(|member| self.item(member, depth + 1))?,
            "fn" => self.statements(body, depth + 1)?,
            _ => self.members(body, depth + 1)?,
        }
        self.line(depth, "}")
    }

    fn open(&mut self, head: &str, depth: usize, body: &Group) -> Option<()> {
        self.line(depth, &format!("{head} {{{}", if body.stream().is_empty() { "}" } else { "" }))
    }

    /// Attributes, and what follows them. Documentation becomes comments.
    fn attributes<'t>(&mut self, tokens: &'t [TokenTree], depth: usize) -> Option<&'t [TokenTree]> {
        let mut rest = tokens;
        while let [TokenTree::Punct(hash), TokenTree::Group(group), behind @ ..] = rest
            && hash.as_char() == '#'
        {
            rest = behind;
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            match inner.as_slice() {
                [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] if name == "doc" => {
                    let syn::Lit::Str(text) = syn::Lit::new(text.clone()) else { return None };
                    let text = text.value();
                    if text.contains('\n') || text.starts_with('/') {
                        return None;
                    }
                    self.text.extend(std::iter::repeat_n(' ', depth * INDENT));
                    self.text.push_str("///");
                    self.text.push_str(text.trim_end_matches(' '));
                    self.text.push('\n');
                }
                _ => self.line(depth, &format!("#[{}]", inline(&inner)?))?,
            }
        }
        Some(rest)
    }

    /// A function up to its body.
    fn signature(&mut self, head: &[TokenTree], depth: usize, body: &Group) -> Option<()> {
        let parameters =
            |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
        let at = head.iter().position(parameters)?;
        let (before, TokenTree::Group(group), behind) = (head.get(..at)?, head.get(at)?, head.get(at + 1..)?) else {
            return None;
        };
        let whole = inline(head)?;
        if depth * INDENT + whole.chars().count() + 2 <= WIDTH {
            return self.open(&whole, depth, body);
        }
        self.line(depth, &format!("{}(", inline(before)?))?;
        for parameter in parts(group.stream()) {
            self.line(depth + 1, &format!("{},", inline(&parameter)?))?;
        }
        let result = inline(behind)?;
        self.open(&format!("){}{result}", if result.is_empty() { "" } else { " " }), depth, body)
    }

    /// Fields or variants.
    fn members(&mut self, body: &Group, depth: usize) -> Option<()> {
        for member in parts(body.stream()) {
            let rest = self.attributes(&member, depth)?;
            self.line(depth, &format!("{},", inline(rest)?))?;
        }
        Some(())
    }

    fn statements(&mut self, body: &Group, depth: usize) -> Option<()> {
        for statement in items(body.stream()) {
            let (statement, end) = match statement.split_last() {
                Some((last, before)) if is_semicolon(last) => (before, ";"),
                _ => (statement.as_slice(), ""),
            };
            let Some((TokenTree::Group(block), head)) = statement
                .split_last()
                .filter(|(last, _)| matches!(last, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace))
            else {
                self.line(depth, &format!("{}{end}", inline(statement)?))?;
                continue;
            };
            let is_match = head.iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "match"));
            if !is_match || block.stream().is_empty() {
                return None;
            }
            self.open(&inline(head)?, depth, block)?;
            for arm in parts(block.stream()) {
                self.arm(&arm, depth + 1)?;
            }
            self.line(depth, &format!("}}{end}"))?;
        }
        Some(())
    }

    fn arm(&mut self, arm: &[TokenTree], depth: usize) -> Option<()> {
        match arm.split_last() {
            Some((TokenTree::Group(block), head)) if block.delimiter() == Delimiter::Brace => {
                if !block.stream().is_empty() {
                    return None;
                }
                self.open(&inline(head)?, depth, block)
            }
            _ => self.line(depth, &format!("{},", inline(arm)?)),
        }
    }
}

/// What stands between commas, but for those in angle brackets.
fn parts(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    let mut angles = 0_usize;
    let mut before = ' ';
    for token in tokens {
        let character = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match character {
            '<' => angles += 1,
            '>' if before != '-' && before != '=' => angles = angles.saturating_sub(1),
            _ => {}
        }
        before = character;
        if character == ',' && angles == 0 {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(token);
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

/// Tokens on one line, if there is nothing in them that prettyplease might lay out otherwise.
fn inline(tokens: &[TokenTree]) -> Option<String> {
    let mut line = String::new();
    write(tokens, &mut line)?;
    Some(line.trim_end().to_owned())
}

fn write(tokens: &[TokenTree], line: &mut String) -> Option<()> {
    let mut tokens = tokens.iter().peekable();
    let mut word = None;
    while let Some(token) = tokens.next() {
        let before = word.take();
        match token {
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if line.ends_with(|c: char| is_of_word(c) || matches!(c, ')' | ']' | '>' | '"')) {
                    line.push(' ');
                }
                let text = token.to_string();
                // What follows a lifetime is none of its arguments.
                let lifetime = line.ends_with('\'');
                line.push_str(&text);
                word = Some(if lifetime { "mut".to_owned() } else { text });
            }
            TokenTree::Punct(punct) => {
                let next = match tokens.peek() {
                    Some(TokenTree::Punct(next)) if punct.spacing() == Spacing::Joint => next.as_char(),
                    _ => ' ',
                };
                let pair = matches!((punct.as_char(), next), (':', ':') | ('-' | '=', '>') | ('=', '='));
                if pair {
                    tokens.next();
                }
                operator(punct.as_char(), if pair { next } else { ' ' }, line)?;
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                    Delimiter::Brace => return None,
                };
                let keyword = |word: &str| matches!(word, "if" | "match" | "in" | "return" | "as" | "mut" | "let");
                if before.as_deref().is_some_and(keyword) {
                    line.push(' ');
                }
                line.push_str(open);
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                write(&inner, line)?;
                line.truncate(line.trim_end_matches([' ', ',']).len());
                line.push_str(close);
            }
        }
    }
    Some(())
}

/// An operator of one character, or of two.
fn operator(first: char, second: char, line: &mut String) -> Option<()> {
    match (first, second) {
        (':', ':') => line.push_str("::"),
        ('-' | '=', '>' | '=') | ('=' | '+', ' ') => {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            line.push(first);
            line.extend(Some(second).filter(|second| *second != ' '));
            line.push(' ');
        }
        (',' | ':', ' ') => {
            line.push(first);
            line.push(' ');
        }
        ('&' | '*' | '\'', ' ') => {
            if line.ends_with(is_of_word) {
                line.push(' ');
            }
            line.push(first);
        }
        ('<' | '>' | '.' | '!' | ';', ' ') => line.push(first),
        _ => return None,
    }
    Some(())
}

fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{item, items};

    /// How many items there are, and how many are plain; those are as prettyplease has them.
    fn compared(code: &str) -> (usize, usize) {
        let mut file: syn::File = syn::parse_str(code).unwrap();
        file.attrs.clear();
        let whole = prettyplease::unparse(&file);
        let (mut all, mut plain) = (0, 0);
        for tokens in items(whole.parse().unwrap()) {
            all += 1;
            if let Some(text) = item(&tokens) {
                let file = syn::parse2(tokens.into_iter().collect()).unwrap();
                assert_eq!(text, prettyplease::unparse(&file));
                plain += 1;
            }
        }
        (all, plain)
    }

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn what_is_generated_is_mostly_plain_and_as_prettyplease_has_it() {
        let (mut all, mut plain) = (0, 0);
        for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src")) {
            let found = compared(&std::fs::read_to_string(path).unwrap());
            all += found.0;
            plain += found.1;
        }
        assert!(plain * 5 > all * 3, "{plain} of {all}");
    }

    #[test]
    fn lines_that_are_long_or_odd_are_as_prettyplease_has_them() {
        let long = "a_name_that_is_longer_than_anybody_would_like_to_read_in_a_schema";
        for code in [
            format!(
                "pub struct S<'a> {{ pub {long}: Option<Vec<super::types::Longer<'a>>>, pub b: Maybe<Cow<'a, str>> }}"
            ),
            format!("pub enum E<'a> {{ /// One.\n One, #[default] Two(Cow<'a, str>), {long} }}"),
            format!(
                "impl<'a> S<'a> {{ fn {long}(&mut self, a: &'a [u8]) -> &'a str {{ self.{long}.read(a, a, a) }} }}"
            ),
            format!(
                "impl S {{ fn f(&self, {long}: &'static Rule, b: &mut Vec<Option<u8>>) {{ match *self {{ 0 => 1, _ => {{}} }} }} }}"
            ),
            format!(
                "impl S {{ fn f(&self) -> u8 {{ let x = match self {{ S::{long} => self.{long}, _ => self.b }}; *x }} }}"
            ),
            "impl S { fn f(&self) -> bool { if self.a == 0 && !self.b { self.c() } else { |x| x - 1 } } }".to_owned(),
            "pub struct Empty {} impl Empty {} pub enum None {} pub const A: &[&str] = &[\"a\", \"b\"];".to_owned(),
            "#[cfg(feature = \"serde\")] use a::{b, c}; pub mod m; pub use fieldwright; static A: S = S { a: 1 };"
                .to_owned(),
        ] {
            compared(&code);
        }
    }
}
