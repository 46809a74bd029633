//! What happens when elements close: texts end, and blocks are put on the page.

use super::{Builder, Effect, Open};
use crate::import::page::{Block, BlockKind, MarkKind, Text};
use crate::import::read::Refusal;
use crate::import::read::element::{Attributes, Element};
use crate::import::read::grid::{self, RawCell};
use crate::import::read::samples;
use crate::import::read::words::Words;

impl Builder {
    /// Closes the innermost such element, and what is open within it. One that is not open is not missed.
    pub(crate) fn close(&mut self, element: Element) -> Result<(), Refusal> {
        if self.is_open(Element::Drop) && element != Element::Drop {
            return Ok(());
        }
        if element.is_block() && !self.in_code() {
            self.end_line()?;
        }
        if !self.is_within_reach(element) || (self.in_code() && !matches!(element, Element::Pre | Element::Drop)) {
            return Ok(());
        }
        while let Some(open) = self.stack.pop() {
            let found = open.element == element;
            self.pop(open)?;
            if found {
                break;
            }
        }
        Ok(())
    }

    /// Whether such an element is open, and may be closed from here: a mark not from another text, and what stands
    /// around a table not from within one of its cells.
    fn is_within_reach(&self, element: Element) -> bool {
        let stops = |open: &&Open| match element {
            Element::Table | Element::Drop => false,
            Element::Mark(_) => !matches!(open.effect, Effect::Nothing | Effect::Mark),
            _ => open.element == Element::Table,
        };
        self.is_open(element)
            && self
                .stack
                .iter()
                .rev()
                .take_while(|open| open.element == element || !stops(open))
                .any(|open| open.element == element)
    }

    /// Closes the innermost such element if it is within the innermost `boundary`.
    pub(super) fn close_within(&mut self, element: Element, boundary: Element) -> Result<(), Refusal> {
        if !self.is_open(element) {
            return Ok(());
        }
        let inner = self.stack.iter().rev().find(|open| open.element == element || open.element == boundary);
        if inner.is_some_and(|open| open.element == element) { self.close(element) } else { Ok(()) }
    }

    pub(super) fn pop(&mut self, open: Open) -> Result<(), Refusal> {
        if let Some(count) = self.counts.get_mut(open.element.index()) {
            *count -= 1;
        }
        match open.effect {
            Effect::Nothing => {}
            Effect::Mark => self.words().close(),
            Effect::Bullet => self.words().close_item(),
            Effect::Text => self.end_text(open)?,
            Effect::Slot(index) => self.end_slot(open.element, index),
            Effect::List if open.element == Element::List => {
                self.lists -= 1;
                self.end_list()?;
            }
            Effect::List => self.end_definitions()?,
            Effect::Row => self.end_row(),
            Effect::Table => self.end_table()?,
        }
        Ok(())
    }

    fn end_text(&mut self, open: Open) -> Result<(), Refusal> {
        let Some(target) = self.targets.pop() else { return Ok(()) };
        if let Some(raw) = target.raw {
            return self.end_code(open, &raw);
        }
        let text = target.words.finish();
        match open.element {
            Element::Heading(level) if !text.is_empty() => self.end_heading(level, text, open)?,
            Element::Title => self.set_title(&text.plain),
            Element::Caption => {
                if let Some(table) = self.tables.last_mut() {
                    table.caption = Some(text.plain);
                }
            }
            Element::Cell | Element::HeadCell => {
                let Attributes { columns, rows, .. } = open.attributes;
                let cell = RawCell { text, head: open.element == Element::HeadCell, columns, rows };
                if let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut()) {
                    row.cells.push(cell);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_heading(&mut self, level: u8, text: Text, open: Open) -> Result<(), Refusal> {
        // The sign that links to the heading itself.
        let bare = text.plain.trim_end_matches(['#', '¶', '§', ' ']).trim_start_matches(['#', '¶', ' ']).len();
        let start = text.plain.len() - text.plain.trim_start_matches(['#', '¶', ' ']).len();
        let text = if bare == 0 { text } else { text.slice(start..start + bare) };
        let anchor = open.attributes.id.or_else(|| slug(&text.plain));
        self.emit(open.line, BlockKind::Heading { level, text, anchor })
    }

    fn end_code(&mut self, open: Open, raw: &str) -> Result<(), Refusal> {
        if let Some(cell) = self.targets.last_mut()
            && matches!(cell.element, Element::Cell | Element::HeadCell)
        {
            if let Some(table) = self.tables.last_mut() {
                table.code |= cell.words.is_empty() && raw.trim().contains('\n');
            }
            cell.words.break_line();
            cell.words.open(MarkKind::Code);
            cell.words.push_lines(raw);
            cell.words.close();
            cell.words.break_line();
            return Ok(());
        }
        if raw.trim().is_empty() { Ok(()) } else { self.emit(open.line, samples::code(open.attributes.language, raw)) }
    }

    fn end_slot(&mut self, element: Element, index: usize) {
        let Some(target) = self.targets.pop() else { return };
        let text = target.words.finish();
        if element == Element::Item {
            if let Some(item) = self.items.get_mut(index) {
                item.text = text;
            }
        } else if let Some(definition) = self.definitions.get_mut(index) {
            let indent = definition.term.indent;
            if element == Element::Term {
                definition.term = Text { indent, ..text };
            } else {
                let mut words = Words::default();
                words.append(&definition.description);
                words.break_line();
                words.append(&text);
                definition.description = words.finish();
            }
        }
    }

    fn end_list(&mut self) -> Result<(), Refusal> {
        if self.lists > 0 || self.items.is_empty() {
            return Ok(());
        }
        let mut items = std::mem::take(&mut self.items);
        items.retain(|item| !item.text.is_empty());
        let Some(line) = items.first().map(|item| item.line) else {
            self.release();
            return Ok(());
        };
        self.emit(line, BlockKind::List(items))?;
        self.release();
        Ok(())
    }

    fn end_definitions(&mut self) -> Result<(), Refusal> {
        if self.is_open(Element::Definitions) || self.definitions.is_empty() {
            return Ok(());
        }
        let mut definitions = std::mem::take(&mut self.definitions);
        definitions.retain(|definition| !definition.term.is_empty() || !definition.description.is_empty());
        let Some(line) = definitions.first().map(|definition| definition.line) else {
            self.release();
            return Ok(());
        };
        // Fields that are components each are a list of their own, and belong together as much as if they were one.
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::Definitions(before), .. }) if self.pending.is_empty() => {
                before.extend(definitions);
            }
            _ => self.emit(line, BlockKind::Definitions(definitions))?,
        }
        self.release();
        Ok(())
    }

    fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some(row) = table.row.take()
        {
            table.rows.push(row);
        }
    }

    fn end_table(&mut self) -> Result<(), Refusal> {
        self.end_row();
        let Some(mut table) = self.tables.pop() else { return Ok(()) };
        // Code beside its line numbers is laid out as a table.
        if let (true, [row]) = (table.code, table.rows.as_slice())
            && let Some(code) = row.cells.last()
        {
            self.emit(table.line, samples::code(None, &code.text.plain))?;
            self.release();
            return Ok(());
        }
        // A table in a cell is about what that row is about.
        if let (None, Some(outer)) = (&table.caption, self.tables.last().and_then(|outer| outer.row.as_ref())) {
            table.caption = outer.cells.first().map(|cell| cell.text.plain.clone());
        }
        if let Some(grid) = grid::table(table.caption, table.rows, &mut self.budget)? {
            self.emit(table.line, BlockKind::Table(grid))?;
        }
        self.release();
        Ok(())
    }

    /// Puts a block on the page, or where it waits for what it stands in.
    pub(super) fn emit(&mut self, line: usize, kind: BlockKind) -> Result<(), Refusal> {
        self.budget.block(line)?;
        let block = Block { line, kind };
        if self.is_free() {
            self.blocks.push(block);
        } else {
            self.pending.push(block);
        }
        Ok(())
    }

    /// Puts what has waited on the page, if nothing is open any more that it stands in.
    pub(super) fn release(&mut self) {
        if self.is_free() {
            self.blocks.append(&mut self.pending);
        }
    }

    fn is_free(&self) -> bool {
        self.items.is_empty() && self.definitions.is_empty() && self.tables.is_empty()
    }

    /// Ends a paragraph, or a line where the text is no paragraph.
    pub(super) fn end_line(&mut self) -> Result<(), Refusal> {
        match self.targets.last_mut() {
            Some(target) => target.words.break_line(),
            None => self.end_paragraph()?,
        }
        Ok(())
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), Refusal> {
        if self.targets.is_empty() && !self.paragraph.is_empty() {
            // Marks stay open across the paragraphs that they are around.
            let next = self.paragraph.reopened();
            let text = std::mem::replace(&mut self.paragraph, next).finish();
            self.emit(self.paragraph_line, BlockKind::Paragraph(text))?;
        }
        Ok(())
    }
}

/// The anchor that a heading has where the page gives none.
fn slug(heading: &str) -> Option<String> {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\n'));
    let slug: String = kept.flat_map(char::to_lowercase).map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    (!slug.is_empty()).then_some(slug)
}
