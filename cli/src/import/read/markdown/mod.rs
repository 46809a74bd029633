//! Markdown → a page.
//!
//! What parsers of Markdown do not know is taken out beforehand by [`prepare`]; the rest is `pulldown-cmark`'s, and both
//! are told to the same [`Builder`].

mod prepare;
mod unglue;

use std::collections::HashMap;
use std::rc::Rc;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::prepare::{Piece, Prepared};
use super::builder::Builder;
use super::element::{Attributes, Element, Inline};
use super::grid::{self, RawCell, RawRow};
use super::lines::Lines;
use super::{Refusal, html, pipes};
use crate::import::page::{BlockKind, Page, Text};

/// Where the links lead that the page defines elsewhere.
type Links = HashMap<String, String>;

/// Reads a whole document.
pub(super) fn read(text: &str) -> Result<Page, Refusal> {
    let prepared = prepare::prepare(text)?;
    let parser = Parser::new_ext(&prepared.text, options(&prepared.text));
    let links = parser.reference_definitions().iter().map(|(name, link)| (name.to_lowercase(), link.dest.to_string()));
    let mut reader = Reader {
        builder: Builder::default(),
        links: Rc::new(links.collect()),
        prepared: &prepared,
        held: Held::Nothing,
    };
    let numbers = Lines::of(&prepared.text);
    for (event, range) in parser.into_offset_iter() {
        reader.builder.at(prepared.line(numbers.at(range.start)));
        reader.event(event, prepared.line(numbers.at(range.start)))?;
    }
    reader.builder.finish()
}

/// Reads words that may have marks into what is open.
pub(super) fn inline(builder: &mut Builder, text: &str) -> Result<(), Refusal> {
    let prepared = Prepared::default();
    let held = std::mem::take(builder);
    let mut reader = Reader { builder: held, links: Rc::default(), prepared: &prepared, held: Held::Nothing };
    let result = reader.inline(text);
    *builder = reader.builder;
    result
}

/// Of so many lines that begin with a colon not all are definitions, and the parser's time is quadratic in them.
const MAX_COLONS: usize = 5000;

fn options(text: &str) -> Options {
    let colons = text.lines().filter(|line| line.trim_start().starts_with(':')).count();
    let definitions = if colons > MAX_COLONS { Options::empty() } else { Options::ENABLE_DEFINITION_LIST };
    definitions
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_TASKLISTS
}

struct Reader<'p> {
    builder: Builder,
    links: Rc<Links>,
    prepared: &'p Prepared,
    held: Held,
}

/// What comes in several events and is dealt with as one.
enum Held {
    Nothing,
    Html(usize, String),
    FrontMatter(String),
    /// Code because it is indented, as HTML within HTML may be as well.
    Indented(String),
}

impl Reader<'_> {
    fn event(&mut self, event: Event, line: usize) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => self.start(&tag, line)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) => match &mut self.held {
                Held::FrontMatter(held) | Held::Indented(held) => held.push_str(&text),
                _ => self.text(&text)?,
            },
            Event::Code(code) => self.builder.code(&code),
            Event::Html(text) | Event::InlineHtml(text) => match &mut self.held {
                Held::Html(_, held) => held.push_str(&text),
                _ => self.inline_html(&text, line)?,
            },
            Event::SoftBreak => self.builder.text(" "),
            Event::HardBreak => self.builder.line_break(),
            Event::TaskListMarker(done) => self.builder.text(if done { "✓ " } else { "" }),
            Event::Rule | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag, line: usize) -> Result<(), Refusal> {
        let mut attributes = Attributes::default();
        match tag {
            Tag::HtmlBlock => self.held = Held::Html(line, String::new()),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.held = Held::Indented(String::new());
                return Ok(());
            }
            Tag::MetadataBlock(_) => self.held = Held::FrontMatter(String::new()),
            Tag::Heading { id, .. } => attributes.id = id.as_ref().map(ToString::to_string),
            Tag::Link { dest_url, .. } => attributes.target = dest_url.chars().take(300).collect(),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => attributes.language = language(info),
            _ => {}
        }
        match element(tag.to_end()) {
            Some(element) => self.builder.open(element, attributes),
            None => Ok(()),
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Refusal> {
        match std::mem::replace(&mut self.held, Held::Nothing) {
            Held::Html(line, held) => html::piece(&mut self.builder, &held, line)?,
            Held::FrontMatter(held) => {
                let title = held.lines().find_map(|line| line.trim().strip_prefix("title:"));
                if let Some(title) = title.map(|title| title.trim().trim_matches(['"', '\''])).filter(|t| !t.is_empty())
                {
                    self.builder.set_title(title);
                }
            }
            Held::Indented(held) => return self.indented(&held),
            Held::Nothing => {}
        }
        match element(tag) {
            Some(element) => self.builder.close(element),
            None => Ok(()),
        }
    }

    /// Indented lines, which are code if there is no HTML in them.
    fn indented(&mut self, text: &str) -> Result<(), Refusal> {
        let prepared = self.prepared;
        let html = prepare::mark(text).and_then(|(_, index, _)| prepared.pieces.get(index));
        if matches!(html, Some(Piece::Html { .. })) {
            return self.text(text);
        }
        self.builder.open(Element::Pre, Attributes::default())?;
        self.text(text)?;
        self.builder.close(Element::Pre)
    }

    /// Text, or the mark that was left where a table stood.
    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        let prepared = self.prepared;
        let mut rest = text;
        while let Some((before, index, after)) = prepare::mark(rest) {
            self.builder.text(before);
            match prepared.pieces.get(index) {
                // Code that looks like a table is code.
                Some(piece) if self.builder.is_open(Element::Pre) => self.builder.text(piece.source()),
                Some(Piece::Table { table, line, block, .. }) => self.table(table, *line, *block)?,
                Some(Piece::Html { source, line }) => html::piece(&mut self.builder, source, *line)?,
                None => {}
            }
            rest = after;
        }
        self.builder.text(rest);
        Ok(())
    }

    /// HTML between words. What is no tag was meant to be read: `Collection(<item>)`.
    fn inline_html(&mut self, text: &str, line: usize) -> Result<(), Refusal> {
        if html::is_tag(text) { html::piece(&mut self.builder, text, line) } else { self.text(text) }
    }

    fn table(&mut self, table: &pipes::PipeTable, line: usize, block: bool) -> Result<(), Refusal> {
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        // The first row tells the columns; a row with more than that was not understood.
        let width = table.rows.first().map_or(columns, |row| row.cells.len());
        let mut rows = Vec::with_capacity(table.rows.len());
        for ((index, row), indent) in table.rows.iter().enumerate().zip(pipes::indents(table)) {
            let mut cells = Vec::with_capacity(row.cells.len());
            for (column, cell) in row.cells.iter().take(width).enumerate() {
                self.builder.budget().block(row.line)?;
                let block = block && column > 0 && cell.source.contains('\n');
                cells.push(RawCell::of(self.cell(&cell.source, row.line, block)?));
            }
            if let Some(name) = cells.first_mut() {
                name.text.indent += indent;
            }
            rows.push(RawRow { line: row.line, head: table.headed && index == 0, cells });
        }
        match grid::table(None, rows, self.builder.budget())? {
            Some(table) => self.builder.block(line, BlockKind::Table(table)),
            None => Ok(()),
        }
    }

    /// The text of a cell. In a table of pipes it has but one line, and no blocks.
    fn cell(&mut self, source: &str, line: usize, block: bool) -> Result<Text, Refusal> {
        if source.is_empty() {
            return Ok(Text::default());
        }
        let outer = std::mem::replace(&mut self.builder, Builder::cell());
        self.builder.at(line);
        let result = if block { self.parse(source) } else { self.inline(source) };
        let cell = std::mem::replace(&mut self.builder, outer);
        result?;
        Ok(pipes::mark_bullets(cell.finish_cell()?))
    }

    /// Words, and nothing that would be a block at the beginning of a line.
    fn inline(&mut self, source: &str) -> Result<(), Refusal> {
        let blank = |text: &str| text.starts_with(char::is_whitespace);
        if blank(source) {
            self.builder.text(" ");
        }
        // Behind a space that does not count as indentation, `- child` is no list and `# id` no heading.
        self.parse(&format!("\u{3000}{}", source.trim()))?;
        if source.ends_with(char::is_whitespace) {
            self.builder.text(" ");
        }
        Ok(())
    }

    fn parse(&mut self, source: &str) -> Result<(), Refusal> {
        let links = Rc::clone(&self.links);
        let mut resolve = |link: BrokenLink| {
            links.get(&link.reference.to_lowercase()).map(|target| (CowStr::from(target.clone()), CowStr::from("")))
        };
        let parser = Parser::new_with_broken_link_callback(source, options(source), Some(&mut resolve));
        for event in parser {
            match event {
                // The lines of a cell are those of the page.
                Event::SoftBreak => self.builder.line_break(),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) if source.starts_with('\u{3000}') => {}
                event => self.event(event, 0)?,
            }
        }
        Ok(())
    }
}

/// `json`, of `json title="Response" {1,3}`, `{.json}` or `json:payload`.
fn language(info: &str) -> Option<String> {
    let word = info.split([' ', ',', ':', '{', '}']).find(|word| !word.is_empty())?;
    Some(word.trim_start_matches('.').to_lowercase())
}

fn element(tag: TagEnd) -> Option<Element> {
    Some(match tag {
        TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => Element::Block,
        TagEnd::Heading(level) => Element::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 => 5,
            HeadingLevel::H6 => 6,
        }),
        TagEnd::CodeBlock => Element::Pre,
        TagEnd::List(_) => Element::List,
        TagEnd::Item => Element::Item,
        TagEnd::DefinitionList => Element::Definitions,
        TagEnd::DefinitionListTitle => Element::Term,
        TagEnd::DefinitionListDefinition => Element::Description,
        TagEnd::Emphasis => Element::Mark(Inline::Emphasis),
        TagEnd::Strong => Element::Mark(Inline::Strong),
        TagEnd::Strikethrough => Element::Mark(Inline::Struck),
        TagEnd::Link => Element::Mark(Inline::Link),
        _ => return None,
    })
}
