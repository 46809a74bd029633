//! Values that nobody asked for: passed over, but read as strictly as the others.

use crate::error::SyntaxErrorKind;
use crate::names::Names;
use crate::reader::{Next, Reader};
use crate::scan;

impl Reader<'_, '_> {
    /// Passes over the value at `at`; gives the position after it.
    pub(crate) fn skip(&mut self, at: usize) -> Next {
        match self.byte(at) {
            b'"' => self.skip_string(at),
            b'{' => self.skip_object(at),
            b'[' => self.skip_array(at),
            b't' => self.literal(at, b"true"),
            b'f' => self.literal(at, b"false"),
            b'n' => self.literal(at, b"null"),
            b'-' | b'0'..=b'9' => self.number_end(at),
            _ => self.no_value(at),
        }
    }

    /// Passes over a word.
    #[inline]
    pub(crate) fn literal<const N: usize>(&mut self, at: usize, word: &[u8; N]) -> Next {
        match scan::block_at(self.bytes, at) {
            Some(found) if found == word => Ok(at + N),
            _ => self.not_literal(at, word),
        }
    }

    #[cold]
    fn not_literal(&mut self, at: usize, word: &[u8]) -> Next {
        let common = (0..word.len()).take_while(|&i| word.get(i).copied() == self.bytes.get(at + i).copied()).count();
        self.syntax(if at + common >= self.bytes.len() { at + common } else { at }, SyntaxErrorKind::ExpectedValue)
    }

    fn skip_object(&mut self, start: usize) -> Next {
        self.enter(start)?;
        let mut at = self.space(start + 1);
        if self.byte(at) == b'}' {
            self.leave();
            return Ok(at + 1);
        }
        let mut names = Names::new();
        loop {
            let (name, end) = self.name(at)?;
            if !names.add(name) {
                return self.syntax(at, SyntaxErrorKind::DuplicateName);
            }
            at = self.colon(end + 1)?;
            at = self.skip(at)?;
            at = self.space(at);
            match self.byte(at) {
                b',' => at = self.space(at + 1),
                b'}' => {
                    self.leave();
                    return Ok(at + 1);
                }
                _ => return self.syntax(at, SyntaxErrorKind::ExpectedCommaOrEnd),
            }
        }
    }

    fn skip_array(&mut self, start: usize) -> Next {
        self.enter(start)?;
        let mut at = self.space(start + 1);
        if self.byte(at) == b']' {
            self.leave();
            return Ok(at + 1);
        }
        loop {
            at = self.skip(at)?;
            match self.item_end(at)? {
                ItemEnd::Next(next) => at = next,
                ItemEnd::Last(end) => return Ok(end),
            }
        }
    }

    /// What follows an item that ends at `at`. Leaves the array if it was the last one.
    pub(crate) fn item_end(&mut self, at: usize) -> Result<ItemEnd, crate::reader::Stop> {
        let at = self.space(at);
        match self.byte(at) {
            b',' => Ok(ItemEnd::Next(self.space(at + 1))),
            b']' => {
                self.leave();
                Ok(ItemEnd::Last(at + 1))
            }
            _ => self.syntax(at, SyntaxErrorKind::ExpectedCommaOrEnd),
        }
    }

    /// The position of the value behind the colon that comes next.
    pub(crate) fn colon(&mut self, at: usize) -> Next {
        let at = self.space(at);
        if self.byte(at) == b':' { Ok(self.space(at + 1)) } else { self.syntax(at, SyntaxErrorKind::ExpectedColon) }
    }
}

/// What follows an item of an array.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ItemEnd {
    /// Another item, at this position.
    Next(usize),
    /// The end; this is the position after it.
    Last(usize),
}
