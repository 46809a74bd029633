//! Pieces of whole lines.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memrchr};

use super::LONGEST;

/// How much is read at a time. What a pipe has to offer is taken at once, so answers do not wait for more to come.
const READ: usize = 256 << 10;

/// Only a line that does not fit in there can be too long.
const _: () = assert!(READ <= LONGEST);

/// A piece has no more lines than this: an answer may be many times as long as a line.
const LINES: usize = 1024;

/// Cuts a stream into pieces.
pub(super) struct Lines<R> {
    stream: BufReader<R>,
    /// The longest line that is held.
    longest: usize,
    /// The line that comes next, from 1.
    line: u64,
    /// The byte that comes next.
    offset: u64,
}

/// Whole lines, or a line that is too long to be held.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Each with the line feed behind it, which may be missing at the end of the stream.
    pub(super) text: Vec<u8>,
    pub(super) too_long: bool,
    /// The number of the first line.
    pub(super) line: u64,
    /// Where it starts in the stream.
    pub(super) offset: u64,
    /// How many bytes of the stream this is.
    pub(super) bytes: u64,
    /// How many line feeds are in there.
    pub(super) lines: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream: BufReader::with_capacity(READ, stream), longest: LONGEST, line: 1, offset: 0 }
    }

    /// The next piece, unless the stream is at its end.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        let (line, offset) = (self.line, self.offset);
        let mut text = Vec::new();
        let mut too_long = false;
        while self.line == line {
            let available = fill(&mut self.stream)?;
            if available.is_empty() {
                break;
            }
            let feed = memchr(b'\n', available);
            too_long |= text.len() + feed.unwrap_or(available.len()) > self.longest;
            let (end, lines) = match feed {
                None => (available.len(), 0),
                Some(feed) if too_long => (feed + 1, 1),
                Some(_) => whole(available),
            };
            if too_long {
                text = Vec::new();
            } else {
                text.extend_from_slice(available.get(..end).unwrap_or_default());
            }
            self.stream.consume(end);
            self.offset += end as u64;
            self.line += lines;
        }
        let (bytes, lines) = (self.offset - offset, self.line - line);
        Ok((bytes > 0).then_some(Piece { text, too_long, line, offset, bytes, lines }))
    }
}

/// Up to the end of which line a piece may reach, and how many lines that is.
fn whole(available: &[u8]) -> (usize, u64) {
    // Counting goes over many bytes at once; only where lines are short must they be told apart.
    let lines = memchr_iter(b'\n', available).count();
    let (last, lines) = if lines <= LINES {
        (memrchr(b'\n', available), lines)
    } else {
        (memchr_iter(b'\n', available).nth(LINES - 1), LINES)
    };
    (last.map_or(0, |last| last + 1), lines as u64)
}

/// What the stream has to offer; nothing at its end.
fn fill<R: Read>(stream: &mut BufReader<R>) -> io::Result<&[u8]> {
    while let Err(error) = stream.fill_buf() {
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
    Ok(stream.buffer())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives at most `step` bytes at a time, as a pipe may.
    struct Slow<'t> {
        text: &'t [u8],
        step: usize,
    }

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.step.min(self.text.len()).min(buffer.len());
            buffer[..n].copy_from_slice(&self.text[..n]);
            self.text = &self.text[n..];
            Ok(n)
        }
    }

    fn pieces(text: &[u8], step: usize, longest: usize) -> Vec<Piece> {
        let mut lines = Lines { longest, ..Lines::new(Slow { text, step }) };
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn every_byte_is_in_one_piece_and_every_line_in_one_piece() {
        let text = b"a\n\nbc\r\n{}\n  \nlast without an end";
        for step in 1..=text.len() {
            let pieces = pieces(text, step, 100);
            let joined: Vec<u8> = pieces.iter().flat_map(|piece| piece.text.clone()).collect();
            assert_eq!(joined, text, "{step}");
            for piece in pieces {
                let before = &text[..usize::try_from(piece.offset).unwrap()];
                assert!(before.is_empty() || before.ends_with(b"\n"));
                assert_eq!(before.iter().filter(|&&byte| byte == b'\n').count() as u64 + 1, piece.line);
                assert_eq!(piece.bytes, piece.text.len() as u64);
            }
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_dropped_and_the_others_are_not() {
        let text = b"short\n0123456789\nshort\n01234567890";
        for step in 1..=9 {
            let pieces = pieces(text, step, 9);
            let long: Vec<_> = pieces.iter().filter(|piece| piece.too_long).collect();
            assert_eq!(
                long.iter().map(|piece| (piece.line, piece.offset, piece.bytes)).collect::<Vec<_>>(),
                [(2, 6, 11), (4, 23, 11)]
            );
            assert!(long.iter().all(|piece| piece.text.is_empty()));
            let kept: Vec<u8> = pieces.iter().flat_map(|piece| piece.text.clone()).collect();
            assert_eq!(kept, b"short\nshort\n");
        }
    }

    #[test]
    fn a_piece_has_a_bounded_number_of_lines() {
        let pieces = pieces(&b"\n".repeat(3000), 1 << 20, 9);
        assert_eq!(pieces.iter().map(|piece| piece.bytes).collect::<Vec<_>>(), [1024, 1024, 952]);
        assert_eq!(pieces.iter().map(|piece| piece.line).collect::<Vec<_>>(), [1, 1025, 2049]);
    }
}
