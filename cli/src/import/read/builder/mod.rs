//! Elements as they open and close → blocks.
//!
//! The readers of HTML and of Markdown tell what they meet, in order; this puts it together. There is no tree and no
//! recursion, only a stack of what is open, so mark-up that never closes costs no more than its length.

mod close;

use super::Refusal;
use super::element::{Attributes, Element};
use super::grid::RawRow;
use super::limits::{Budget, MAX_DEPTH, MAX_MARKS};
use super::words::Words;
use crate::import::page::{Block, BlockKind, Definition, ListItem, MarkKind, Page, Text};

#[derive(Default)]
pub(crate) struct Builder {
    line: usize,
    title: Option<String>,
    blocks: Vec<Block>,
    /// What stands in a list or a table and is a block by itself: it follows when that is closed.
    pending: Vec<Block>,
    stack: Vec<Open>,
    /// How many of each element are open.
    counts: [usize; Element::KINDS],
    /// The text of the innermost element that has one; without any, of the paragraph.
    targets: Vec<Target>,
    paragraph: Words,
    paragraph_line: usize,
    lists: usize,
    items: Vec<ListItem>,
    definitions: Vec<Definition>,
    tables: Vec<OpenTable>,
    budget: Budget,
}

struct Open {
    element: Element,
    attributes: Attributes,
    line: usize,
    effect: Effect,
}

/// What is to be done when an element closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Nothing,
    /// A mark in the text ends.
    Mark,
    /// A list item in a text ends.
    Bullet,
    /// A target ends.
    Text,
    /// A target ends that belongs to the item or definition with that index.
    Slot(usize),
    /// A list of its own ends.
    List,
    Table,
    Row,
}

struct Target {
    element: Element,
    words: Words,
    /// Of code, in which white space counts.
    raw: Option<String>,
}

#[derive(Default)]
struct OpenTable {
    line: usize,
    caption: Option<String>,
    rows: Vec<RawRow>,
    row: Option<RawRow>,
    /// How far the row is moved to the right.
    row_indent: usize,
    /// A cell holds nothing but code.
    code: bool,
}

impl Builder {
    /// Where in the page the next things stand.
    pub(crate) fn at(&mut self, line: usize) {
        self.line = line;
    }

    pub(crate) fn text(&mut self, text: &str) {
        if self.is_open(Element::Drop) {
            return;
        }
        if let Some(raw) = self.targets.last_mut().and_then(|target| target.raw.as_mut()) {
            raw.push_str(text);
        } else {
            if self.targets.is_empty() && self.paragraph.is_empty() {
                self.paragraph_line = self.line;
            }
            self.words().push(text);
        }
    }

    /// A code span.
    pub(crate) fn code(&mut self, text: &str) {
        self.words().open(MarkKind::Code);
        self.text(text);
        self.words().close();
    }

    pub(crate) fn line_break(&mut self) {
        match self.targets.last_mut().and_then(|target| target.raw.as_mut()) {
            Some(raw) => raw.push('\n'),
            None => self.words().break_line(),
        }
    }

    /// Whether such an element is open.
    pub(crate) fn is_open(&self, element: Element) -> bool {
        self.count(element) > 0
    }

    /// A block that was made elsewhere.
    pub(crate) fn block(&mut self, line: usize, kind: BlockKind) -> Result<(), Refusal> {
        self.end_paragraph()?;
        self.emit(line, kind)
    }

    /// How many blocks the page has so far.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Makes one text of all, as in a table's cell, and no page.
    pub(crate) fn cell() -> Self {
        let mut builder = Self::default();
        builder.target(Element::Cell, None);
        builder
    }

    /// The text of a [`cell`](Self::cell).
    pub(crate) fn finish_cell(mut self) -> Result<Text, Refusal> {
        while let Some(open) = self.stack.pop() {
            self.pop(open)?;
        }
        Ok(self.targets.pop().map(|target| target.words.finish()).unwrap_or_default())
    }

    pub(crate) fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }

    pub(crate) fn set_title(&mut self, title: &str) {
        self.title.get_or_insert_with(|| title.to_owned());
    }

    pub(crate) fn open(&mut self, element: Element, attributes: Attributes) -> Result<(), Refusal> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(Refusal::at(self.line, format!("elements stand more than {MAX_DEPTH} deep in each other"))
                .help("this is no documentation page; if it is, cut it down to its field tables"));
        }
        if self.is_open(Element::Drop) && element != Element::Drop {
            return Ok(());
        }
        if self.in_code() && element != Element::Drop {
            self.open_in_code(element, &attributes);
            return Ok(());
        }
        self.close_implied(element)?;
        let effect = self.effect_of(element, &attributes)?;
        match self.tables.last_mut() {
            Some(table) if element == Element::Row => table.row_indent = attributes.indent,
            _ => self.words().indent(attributes.indent),
        }
        if element.is_kept_open() {
            if let Some(count) = self.counts.get_mut(element.index()) {
                *count += 1;
            }
            self.stack.push(Open { element, attributes, line: self.line, effect });
        }
        Ok(())
    }

    /// In code there is nothing but text; lines may be elements of their own.
    fn open_in_code(&mut self, element: Element, attributes: &Attributes) {
        if let Some(pre) = self.stack.iter_mut().rfind(|open| open.element == Element::Pre)
            && pre.attributes.language.is_none()
        {
            pre.attributes.language.clone_from(&attributes.language);
        }
        if matches!(element, Element::Row | Element::Item | Element::Block)
            && let Some(raw) = self.targets.last_mut().and_then(|target| target.raw.as_mut())
            && !raw.is_empty()
            && !raw.ends_with('\n')
        {
            raw.push('\n');
        }
    }

    /// Closes what an element that opens leaves no room for: a row the row before it, an item the one before it.
    fn close_implied(&mut self, element: Element) -> Result<(), Refusal> {
        match element {
            Element::Head | Element::Row => self.close_within(Element::Row, Element::Table)?,
            Element::Cell | Element::HeadCell => {
                self.close_within(Element::Cell, Element::Table)?;
                self.close_within(Element::HeadCell, Element::Table)?;
            }
            Element::Item => self.close_within(Element::Item, Element::List)?,
            Element::Term | Element::Description => {
                self.close_within(Element::Term, Element::Definitions)?;
                self.close_within(Element::Description, Element::Definitions)?;
            }
            Element::Heading(_) if self.is_open(element) => self.close(element)?,
            _ => {}
        }
        Ok(())
    }

    fn effect_of(&mut self, element: Element, attributes: &Attributes) -> Result<Effect, Refusal> {
        if element.is_block() {
            self.end_line()?;
        }
        Ok(match element {
            Element::Mark(_) if self.words().open_marks() >= MAX_MARKS => Effect::Nothing,
            Element::Mark(mark) => {
                self.words().open(mark.kind(attributes));
                Effect::Mark
            }
            Element::Pre => self.target(element, Some(String::new())),
            Element::Heading(_) if self.targets.is_empty() => self.target(element, None),
            Element::Title | Element::Caption => self.target(element, None),
            Element::List if self.stands_alone(Element::Item) => {
                self.lists += 1;
                Effect::List
            }
            Element::Item => self.open_item()?,
            Element::Definitions if self.stands_alone(Element::Description) => Effect::List,
            Element::Term | Element::Description => self.open_definition(element)?,
            Element::Table => {
                self.tables.push(OpenTable { line: self.line, ..OpenTable::default() });
                Effect::Table
            }
            Element::Row => self.open_row(),
            Element::Cell | Element::HeadCell => self.open_cell(element)?,
            _ => Effect::Nothing,
        })
    }

    fn open_item(&mut self) -> Result<Effect, Refusal> {
        self.budget.block(self.line)?;
        if self.lists > 0 && self.stands_alone(Element::Item) {
            let item = ListItem { line: self.line, depth: self.lists - 1, text: Text::default() };
            self.items.push(item);
            return Ok(self.slot(Element::Item, self.items.len() - 1));
        }
        // The list is open already, and counted.
        let depth = self.count(Element::List).saturating_sub(self.lists + 1);
        self.words().open_item(depth);
        Ok(Effect::Bullet)
    }

    fn open_definition(&mut self, element: Element) -> Result<Effect, Refusal> {
        self.budget.block(self.line)?;
        if !self.stands_alone(Element::Description) || !self.is_open(Element::Definitions) {
            self.words().break_line();
            return Ok(Effect::Nothing);
        }
        if element == Element::Term || self.definitions.is_empty() {
            let indent = self.count(Element::Definitions) - 1;
            let term = Text { indent, ..Text::default() };
            self.definitions.push(Definition { line: self.line, term, description: Text::default() });
        }
        Ok(self.slot(element, self.definitions.len() - 1))
    }

    fn open_row(&mut self) -> Effect {
        let head = self.is_open(Element::Head);
        let line = self.line;
        let Some(table) = self.tables.last_mut() else { return Effect::Nothing };
        table.row = Some(RawRow { line, head, cells: Vec::new() });
        Effect::Row
    }

    fn open_cell(&mut self, element: Element) -> Result<Effect, Refusal> {
        self.budget.block(self.line)?;
        if self.tables.last().is_some_and(|table| table.row.is_none()) {
            self.open(Element::Row, Attributes::default())?;
        }
        let Some(table) = self.tables.last() else { return Ok(Effect::Nothing) };
        let first = table.row.as_ref().is_none_or(|row| row.cells.is_empty());
        let indent = if first { table.row_indent } else { 0 };
        let effect = self.target(element, None);
        self.words().indent(indent);
        Ok(effect)
    }

    fn target(&mut self, element: Element, raw: Option<String>) -> Effect {
        self.targets.push(Target { element, words: Words::default(), raw });
        Effect::Text
    }

    fn slot(&mut self, element: Element, index: usize) -> Effect {
        self.target(element, None);
        Effect::Slot(index)
    }

    /// Whether an element makes a block of its own here, or is a part of a text: it stands alone on the page, or in
    /// nothing but its like.
    fn stands_alone(&self, like: Element) -> bool {
        self.targets.last().is_none_or(|target| target.element == like)
    }

    fn words(&mut self) -> &mut Words {
        match self.targets.last_mut() {
            Some(target) => &mut target.words,
            None => &mut self.paragraph,
        }
    }

    fn in_code(&self) -> bool {
        self.is_open(Element::Pre)
    }

    fn count(&self, element: Element) -> usize {
        self.counts.get(element.index()).copied().unwrap_or(0)
    }

    /// Closes all and gives the page.
    pub(crate) fn finish(mut self) -> Result<Page, Refusal> {
        while let Some(open) = self.stack.pop() {
            self.pop(open)?;
        }
        self.end_paragraph()?;
        self.release();
        self.blocks.append(&mut self.pending);
        Ok(Page { title: title(&self.blocks, self.title), blocks: self.blocks })
    }
}

/// What a page is called: by its first heading of the first level, by itself, by a line before all headings, or by the
/// first heading that it has.
fn title(blocks: &[Block], given: Option<String>) -> Option<String> {
    let heading = |least: u8| {
        blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Heading { level, text, .. } if *level <= least => Some(text.plain.clone()),
            _ => None,
        })
    };
    let line = || match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) if text.plain.len() < 100 && !text.plain.ends_with(['.', ':']) => {
            Some(text.plain.clone())
        }
        _ => None,
    };
    heading(1).or(given).or_else(line).or_else(|| heading(6))
}
