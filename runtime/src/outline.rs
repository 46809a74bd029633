//! What of a text stands outside its strings: brackets and commas, found sixty-four bytes at a time.

use crate::scan::{self, Structure};

/// The blocks of a text that is JSON, or will be held to be later.
pub(crate) struct Outline<'t> {
    bytes: &'t [u8],
    /// Where the next block starts.
    at: usize,
    /// All ones if the last block ends in a string.
    in_string: u64,
    /// 1 if the last block ends in a backslash that is not escaped itself.
    escaped: u64,
}

/// A block, with a bit for each of its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    pub(crate) start: usize,
    pub(crate) brackets: u64,
    pub(crate) commas: u64,
}

impl<'t> Outline<'t> {
    const BLOCK: usize = 64;

    /// From `at` on, where no string may have been begun.
    pub(crate) fn new(bytes: &'t [u8], at: usize) -> Self {
        Self { bytes, at, in_string: 0, escaped: 0 }
    }

    /// A bit for each byte in a string: how many quotes stand before it, odd or even.
    fn strings(&mut self, quotes: u64) -> u64 {
        let mut strings = quotes;
        for distance in [1, 2, 4, 8, 16, 32] {
            strings ^= strings << distance;
        }
        strings ^= self.in_string;
        self.in_string = if strings >> 63 == 1 { u64::MAX } else { 0 };
        strings
    }

    /// A bit for each byte behind a backslash that is not escaped itself: the method of simdjson, by which adding a run of
    /// backslashes to its first one tells whether the run is odd.
    fn escaped(&mut self, backslashes: u64) -> u64 {
        const EVEN: u64 = 0x5555_5555_5555_5555;
        let backslashes = backslashes & !self.escaped;
        let behind = backslashes << 1 | self.escaped;
        let odd_starts = backslashes & !EVEN & !behind;
        let (even_runs, carried) = odd_starts.overflowing_add(backslashes);
        self.escaped = u64::from(carried);
        (EVEN ^ (even_runs << 1)) & behind
    }
}

impl Iterator for Outline<'_> {
    type Item = Block;

    #[inline]
    fn next(&mut self) -> Option<Block> {
        let rest = self.bytes.get(self.at..)?;
        let found = match rest.first_chunk() {
            Some(block) => structure(block),
            None => structure(&padded(rest)?),
        };
        let escaped = if self.escaped | found.backslashes == 0 { 0 } else { self.escaped(found.backslashes) };
        let outside = !self.strings(found.quotes & !escaped);
        let start = self.at;
        self.at += Self::BLOCK;
        Some(Block { start, brackets: found.brackets & outside, commas: found.commas & outside })
    }
}

/// What matters to the structure of a text, in a block.
#[inline]
fn structure(block: &[u8; Outline::BLOCK]) -> Structure {
    let mut all = Structure::default();
    for (index, part) in block.as_chunks().0.iter().enumerate() {
        let part_of = scan::structure(*part);
        let shift = index * part.len();
        all.quotes |= part_of.quotes << shift;
        all.backslashes |= part_of.backslashes << shift;
        all.brackets |= part_of.brackets << shift;
        all.commas |= part_of.commas << shift;
    }
    all
}

/// The rest of a text with spaces behind it; nothing if nothing is left.
fn padded(rest: &[u8]) -> Option<[u8; Outline::BLOCK]> {
    let mut block = [b' '; Outline::BLOCK];
    block.get_mut(..rest.len())?.copy_from_slice(rest);
    if rest.is_empty() { None } else { Some(block) }
}

/// Takes the lowest of a block's bits: the index of its byte.
#[inline]
pub(crate) fn take_lowest(bits: &mut u64) -> Option<usize> {
    if *bits == 0 {
        return None;
    }
    let index = bits.trailing_zeros() as usize;
    *bits &= *bits - 1;
    Some(index)
}

/// The position after the value at `at`, of a text that will be held to be JSON later. However deep it is, it takes no room.
pub(crate) fn value_end(bytes: &[u8], at: usize) -> usize {
    match scan::byte(bytes, at) {
        b'"' => scan::string_end(bytes, at),
        b'{' | b'[' => close(bytes, at),
        _ => scan::word_end(bytes, at),
    }
}

/// The position after the bracket that closes the one at `at`; the end of the text where none does.
fn close(bytes: &[u8], at: usize) -> usize {
    let mut depth = 0_usize;
    for block in Outline::new(bytes, at) {
        let mut brackets = block.brackets;
        while let Some(index) = take_lowest(&mut brackets) {
            let position = block.start + index;
            if matches!(scan::byte(bytes, position), b'{' | b'[') {
                depth += 1;
            } else {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return position + 1;
                }
            }
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::value_end;

    #[test]
    fn a_value_ends_where_a_reader_says_so() {
        let values = [
            "0",
            "-1.5e9",
            "true",
            "null",
            r#""""#,
            r#""a\"b\\""#,
            r#""{[\"]}""#,
            "{}",
            "[]",
            "[[[[]]]]",
            r#"{"a":{"b":[{}]}}"#,
            r#"{"text":"}]}]\\\"{[","more":["\\",{"deep":[[1,2],"]"]}],"last":false}"#,
            r#"[ {"a" : "0123456789abcdef" , "b" : "]" } , [ ] , "\u005d\"" ]"#,
            r#"{"a":"long enough to go over several blocks of sixteen bytes, with } and ] and \" in it","b":[1,[2,[3]]]}"#,
        ];
        for value in values {
            for before in (0..20).chain(50..70) {
                for behind in ["", ",", "}", "]", " ,1", r#","x":{"y":"}"}}"#] {
                    let text = " ".repeat(before) + value + behind;
                    let strict = crate::reader::Reader::owning(&text).skip(before).unwrap();
                    assert_eq!(value_end(text.as_bytes(), before), strict, "{text}");
                }
            }
        }
    }

    /// What is no JSON is passed over somehow, to be refused later: it only must come to an end, and within the text.
    #[test]
    fn a_value_that_does_not_end_ends_with_the_text() {
        let deep = "[".repeat(100_000);
        for text in ["{", "[[]", r#"{"a"#, r#"["\"#, r#"{"a":"}"#, &deep] {
            assert!(value_end(text.as_bytes(), 0) <= text.len(), "{}", &text[..text.len().min(20)]);
        }
    }
}
