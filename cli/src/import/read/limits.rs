//! How much a page may hold. Real pages stay below these by a factor of ten, and attacks end at them.

use super::Refusal;

/// The largest page that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 8 << 20;
/// The largest one that is not HTML: without navigation, scripts and pictures a page is small.
pub(crate) const MAX_PLAIN_BYTES: usize = 4 << 20;
/// The most lines of a page.
pub(crate) const MAX_LINES: usize = 200_000;
/// How many marks may be open around a word. More are not noted.
pub(crate) const MAX_MARKS: usize = 8;
/// How deep elements, lists and quotes may stand in each other.
pub(crate) const MAX_DEPTH: usize = 512;
/// Columns of one table.
pub(crate) const MAX_COLUMNS: usize = 100;
/// Cells of all tables, the ones that fill up short rows included.
pub(crate) const MAX_CELLS: usize = 200_000;
/// Headings, paragraphs, lists, tables and code blocks, list items, definitions.
pub(crate) const MAX_BLOCKS: usize = 200_000;
/// Bytes of the texts that `rowspan` and `colspan` repeat.
const MAX_COPIED: usize = 16 << 20;

/// The beginning of a text: about as many bytes.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= most);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What of that is left.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    blocks: usize,
    copied: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MAX_CELLS, blocks: MAX_BLOCKS, copied: MAX_COPIED }
    }
}

impl Budget {
    /// A table of that size, which begins on that line.
    pub(crate) fn table(&mut self, line: usize, columns: usize, rows: usize) -> Result<(), Refusal> {
        if columns > MAX_COLUMNS {
            let text = format!("a table has {columns} columns, the limit is {MAX_COLUMNS}");
            return Err(Refusal::at(line, text).help("cut the page down to its field tables"));
        }
        let left = self.cells.checked_sub(columns.saturating_mul(rows));
        self.cells = left.ok_or_else(|| Refusal::too_much(line, "table cells", MAX_CELLS))?;
        Ok(())
    }

    /// A block, or a part of one that the page may repeat at will.
    pub(crate) fn block(&mut self, line: usize) -> Result<(), Refusal> {
        let left = self.blocks.checked_sub(1);
        self.blocks = left.ok_or_else(|| Refusal::too_much(line, "blocks", MAX_BLOCKS))?;
        Ok(())
    }

    /// A text that is repeated because its cell spans several.
    pub(crate) fn copy(&mut self, line: usize, bytes: usize) -> Result<(), Refusal> {
        let left = self.copied.checked_sub(bytes);
        self.copied = left.ok_or_else(|| Refusal::too_much(line, "bytes in spanning cells", MAX_COPIED))?;
        Ok(())
    }
}
