//! HTML → a page: a web page as it was saved, or a piece of it within Markdown.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, EndTag, StartTag, Token};

use super::builder::Builder;
use super::element::{Attributes, Element, Inline};
use super::limits::head;
use super::lines::Lines;
use super::{Refusal, markdown};
use crate::import::page::{BlockKind, Page};

/// Longer targets of links are cut off: nothing links to a field by so long a name.
const MAX_TARGET: usize = 300;

/// Reads a whole document.
pub(super) fn read(text: &str) -> Result<Page, Refusal> {
    let mut builder = Builder::default();
    let mut reader = Reader::new(&mut builder, Manner::Document);
    reader.feed(text, &Lines::of(text), 0)?;
    let main = reader.main();
    let mut page = builder.finish()?;
    if let Some((start, end)) = main {
        let tells = |kind: &BlockKind| !matches!(kind, BlockKind::Heading { .. } | BlockKind::Paragraph(_));
        if page.blocks.get(start..end).is_some_and(|blocks| blocks.iter().any(|block| tells(&block.kind))) {
            page.blocks.truncate(end);
            page.blocks.drain(..start);
        }
    }
    Ok(page)
}

/// Reads a piece of HTML that stands in Markdown, from that line on.
pub(super) fn piece(builder: &mut Builder, text: &str, line: usize) -> Result<(), Refusal> {
    Reader::new(builder, Manner::Markdown).feed(text, &Lines::of(text), line.saturating_sub(1))
}

/// Where the HTML stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Document,
    /// Its text may have Markdown's marks.
    Markdown,
}

struct Reader<'b> {
    builder: &'b mut Builder,
    manner: Manner,
    /// The blocks within `<main>`, and how many of those are open; the same of `<article>`.
    main: Region,
    article: Region,
}

/// The part of a page between an element's tags.
#[derive(Default)]
struct Region {
    start: usize,
    end: Option<usize>,
    count: usize,
}

impl<'b> Reader<'b> {
    fn new(builder: &'b mut Builder, manner: Manner) -> Self {
        Self { builder, manner, main: Region::default(), article: Region::default() }
    }

    fn feed(&mut self, text: &str, lines: &Lines, before: usize) -> Result<(), Refusal> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    self.builder.at(before + lines.at(tag.span.start));
                    self.start(&tag)?;
                }
                Token::EndTag(tag) => self.end(&tag)?,
                Token::String(string) => {
                    let text = String::from_utf8_lossy(&string.value);
                    self.builder.at(before + lines.at(string.span.start + leading(&text)));
                    self.text(&text)?;
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        if self.manner == Manner::Markdown && text.contains(['`', '*']) && !self.builder.is_open(Element::Pre) {
            return markdown::inline(self.builder, text);
        }
        self.builder.text(text);
        Ok(())
    }

    fn start(&mut self, tag: &StartTag<usize>) -> Result<(), Refusal> {
        let name = String::from_utf8_lossy(&tag.name);
        match name.as_ref() {
            "br" => self.builder.line_break(),
            "hr" => {
                self.builder.open(Element::Block, Attributes::default())?;
            }
            "img" => {
                if let Some(alt) = attribute(tag, b"alt").filter(|alt| alt.len() < 40) {
                    self.builder.text(&format!(" {alt} "));
                }
            }
            "input" => {
                if attribute(tag, b"checked").is_some() {
                    self.builder.text(" ✓ ");
                }
            }
            "main" | "article" => {
                // What stands before it ends with it.
                self.builder.open(Element::Block, Attributes::default())?;
                let here = self.builder.len();
                let region = if name == "main" { &mut self.main } else { &mut self.article };
                if region.count == 0 {
                    region.start = here;
                }
                region.count += 1;
            }
            "paramfield" | "responsefield" => self.field(tag)?,
            name => {
                let in_content = self.main.is_open() || self.article.is_open();
                let attributes = attributes(tag);
                let element = if is_dropped(name) || (name == "header" && !in_content) {
                    Some(Element::Drop)
                } else {
                    element(name, tag)
                };
                if let Some(element) = element
                    && !(tag.self_closing && self.manner == Manner::Markdown)
                {
                    self.builder.open(element, attributes)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, tag: &EndTag<usize>) -> Result<(), Refusal> {
        let name = String::from_utf8_lossy(&tag.name);
        match name.as_ref() {
            "br" => self.builder.line_break(),
            "main" | "article" => {
                self.builder.close(Element::Block)?;
                let here = self.builder.len();
                let region = if name == "main" { &mut self.main } else { &mut self.article };
                region.end = Some(here);
            }
            "paramfield" | "responsefield" => self.end_field()?,
            name => {
                if is_dropped(name) || (name == "header" && self.builder.is_open(Element::Drop)) {
                    self.builder.close(Element::Drop)?;
                } else if let Some(element) = known(name) {
                    self.builder.close(element)?;
                    if element == Element::Mark(Inline::Emphasis) {
                        self.builder.close(Element::Mark(Inline::Label))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A field as a component: `<ParamField body="id" type="string" required>`.
    fn field(&mut self, tag: &StartTag<usize>) -> Result<(), Refusal> {
        let kinds: [&[u8]; 5] = [b"name", b"body", b"header", b"query", b"path"];
        let named = kinds.iter().find_map(|kind| Some((*kind, attribute(tag, kind)?)));
        let Some((kind, name)) = named else { return Ok(()) };
        self.builder.open(Element::Definitions, Attributes::default())?;
        self.builder.open(Element::Term, Attributes::default())?;
        self.builder.code(&name);
        self.builder.open(Element::Description, Attributes::default())?;
        let kind = (kind != b"name").then(|| String::from_utf8_lossy(kind).into_owned());
        let said = [b"required".as_slice(), b"deprecated"].into_iter().filter(|said| attribute(tag, said).is_some());
        let said = said.map(|said| String::from_utf8_lossy(said).into_owned());
        let words: Vec<String> = attribute(tag, b"type").into_iter().chain(said).chain(kind).collect();
        self.builder.text(&words.join(" "));
        self.builder.line_break();
        if let Some(default) = attribute(tag, b"default") {
            self.builder.text(&format!("Default: {default}"));
            self.builder.line_break();
        }
        if tag.self_closing { self.end_field() } else { Ok(()) }
    }

    fn end_field(&mut self) -> Result<(), Refusal> {
        self.builder.close(Element::Description)?;
        self.builder.close(Element::Definitions)
    }

    /// What the page itself calls its content, if it says so once.
    fn main(&self) -> Option<(usize, usize)> {
        let region = if self.main.count > 0 { &self.main } else { &self.article };
        let end = region.end.unwrap_or_else(|| self.builder.len());
        (region.count == 1).then_some((region.start, end))
    }
}

impl Region {
    fn is_open(&self) -> bool {
        self.count > 0 && self.end.is_none()
    }
}

/// Whether what a parser of Markdown took for a tag is one: an element that there is, a component, or a comment.
pub(super) fn is_tag(text: &str) -> bool {
    let name = text.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or("");
    let other = [
        "br", "hr", "img", "input", "span", "font", "u", "nobr", "wbr", "label", "sub", "main", "article", "colgroup",
        "col",
    ];
    name.is_empty()
        || name.starts_with(|c: char| c.is_ascii_uppercase())
        || known(name).is_some()
        || is_dropped(name)
        || other.contains(&name)
}

/// How much white space a text begins with.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}

/// What an element of that name is, as far as the name tells.
fn known(name: &str) -> Option<Element> {
    Some(match name {
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "p" | "div" | "section" | "blockquote" | "figure" | "details" | "summary" | "address" | "fieldset" | "form"
        | "body" | "html" | "center" | "header" | "tbody" | "tfoot" => Element::Block,
        "ul" | "ol" | "menu" => Element::List,
        "li" => Element::Item,
        "dl" => Element::Definitions,
        "dt" => Element::Term,
        "dd" => Element::Description,
        "table" => Element::Table,
        "thead" => Element::Head,
        "tr" => Element::Row,
        "td" => Element::Cell,
        "th" => Element::HeadCell,
        "caption" => Element::Caption,
        "pre" | "textarea" => Element::Pre,
        "code" | "tt" | "kbd" | "samp" | "var" => Element::Mark(Inline::Code),
        "b" | "strong" => Element::Mark(Inline::Strong),
        "i" | "em" | "cite" => Element::Mark(Inline::Emphasis),
        "s" | "del" | "strike" => Element::Mark(Inline::Struck),
        "sup" | "small" | "mark" => Element::Mark(Inline::Label),
        "a" => Element::Mark(Inline::Link),
        "title" => Element::Title,
        _ => return None,
    })
}

/// What an element is, with what its class says.
fn element(name: &str, tag: &StartTag<usize>) -> Option<Element> {
    let element = known(name)?;
    let label = || attribute(tag, b"class").is_some_and(|class| class.contains("label") || class.contains("badge"));
    match element {
        Element::Mark(Inline::Emphasis) if label() => Some(Element::Mark(Inline::Label)),
        Element::Mark(Inline::Link) if attribute(tag, b"href").is_none() => None,
        element => Some(element),
    }
}

/// Elements that are never about what the page documents.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "nav"
            | "footer"
            | "aside"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "button"
            | "select"
            | "iframe"
    )
}

fn attributes(tag: &StartTag<usize>) -> Attributes {
    let number = |name: &[u8]| attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
    Attributes {
        id: attribute(tag, b"id").filter(|id| !id.is_empty()),
        target: attribute(tag, b"href").map(|target| head(&target, MAX_TARGET).to_owned()).unwrap_or_default(),
        language: language(tag),
        columns: number(b"colspan"),
        rows: number(b"rowspan"),
        indent: indent(tag),
    }
}

/// `class="language-json"`, `data-language="json"`, `class="highlight json"`.
fn language(tag: &StartTag<usize>) -> Option<String> {
    let class = attribute(tag, b"class").unwrap_or_default();
    let named = class.split_whitespace().find_map(|class| {
        ["language-", "lang-", "highlight-source-"].iter().find_map(|prefix| class.strip_prefix(prefix))
    });
    let bare = || class.split_whitespace().find(|class| matches!(*class, "json" | "bash" | "shell" | "xml" | "yaml"));
    let data = || attribute(tag, b"data-language").or_else(|| attribute(tag, b"data-lang"));
    named.or_else(bare).map(str::to_lowercase).or_else(data)
}

/// `style="padding-left: 20px"`, `class="level-2"`, `class="indent"`.
fn indent(tag: &StartTag<usize>) -> usize {
    let style = attribute(tag, b"style").unwrap_or_default().to_lowercase();
    let property =
        |name: &str| style.split(';').find_map(|rule| rule.split_once(':').filter(|(key, _)| key.trim() == name));
    let length =
        ["padding-left", "margin-left", "padding-inline-start", "text-indent"].iter().find_map(|name| property(name));
    if let Some((_, length)) = length {
        let digits: String = length.trim().chars().take_while(char::is_ascii_digit).take(6).collect();
        return digits.parse().unwrap_or(0);
    }
    let class = attribute(tag, b"class").unwrap_or_default().to_lowercase();
    let level = |class: &str| {
        let rest = ["indent-", "indent", "level-", "level", "depth-", "nested-", "child-", "pl-", "ml-"]
            .iter()
            .find_map(|prefix| class.strip_prefix(prefix))?;
        if rest.is_empty() { Some(1) } else { rest.parse().ok() }
    };
    class.split_whitespace().find_map(level).unwrap_or(0)
}
