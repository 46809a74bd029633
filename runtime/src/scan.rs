//! Bytes, spaces and the plain part of strings: what the reader does most.

/// The byte at `at`; 0, which no JSON text has outside errors, behind the end.
#[inline]
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    match bytes.get(at) {
        Some(&byte) => byte,
        None => 0,
    }
}

/// The block of bytes at `at`, if the text has so many.
#[inline]
pub(crate) fn block_at<const N: usize>(bytes: &[u8], at: usize) -> Option<&[u8; N]> {
    bytes.get(at..)?.first_chunk()
}

/// The position of the first byte at or after `at` that is no space of JSON.
#[inline]
pub(crate) fn space(bytes: &[u8], at: usize) -> usize {
    if byte(bytes, at) > b' ' { at } else { space_slow(bytes, at) }
}

fn space_slow(bytes: &[u8], mut at: usize) -> usize {
    while matches!(byte(bytes, at), b' ' | b'\t' | b'\n' | b'\r') {
        at += 1;
    }
    at
}

/// The position of the first byte at or after `at` that ends the plain part of a string: a quote, a backslash, a control
/// character, or the end of the text.
#[inline]
pub(crate) fn plain(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + plain_run(rest).unwrap_or_else(|| short_run(rest))
}

/// How many bytes of a plain run the text starts with; none if it is shorter than a block, so that there is nothing to call.
#[inline]
pub(crate) fn plain_run(bytes: &[u8]) -> Option<usize> {
    // Most runs end in the first block, and are measured without keeping track of anything.
    let (block, mut rest) = bytes.split_first_chunk()?;
    let ends = block::ends_of_plain(*block);
    if ends != 0 {
        return Some(first(ends));
    }
    while let Some((block, behind)) = rest.split_first_chunk() {
        let ends = block::ends_of_plain(*block);
        if ends != 0 {
            return Some(bytes.len() - rest.len() + first(ends));
        }
        rest = behind;
    }
    // What is left is less than a block, but the last block of all has it, behind plain bytes.
    let last = bytes.last_chunk()?;
    match block::ends_of_plain(*last) {
        0 => Some(bytes.len()),
        ends => Some(bytes.len() - last.len() + first(ends)),
    }
}

/// The index of the first byte that a block's answer has.
#[inline]
fn first(ends: block::Ends) -> usize {
    (ends.trailing_zeros() / block::BITS) as usize
}

/// The same byte by byte.
fn short_run(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// The position after the string at `at`, of a text that is JSON or will be held to be later.
pub(crate) fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = plain(bytes, at + 1);
    while byte(bytes, end) == b'\\' {
        end = plain(bytes, end + 2);
    }
    end + 1
}

/// Which of sixteen bytes matter to the structure of a text, a bit each.
#[derive(Default)]
pub(crate) struct Structure {
    pub(crate) quotes: u64,
    pub(crate) backslashes: u64,
    pub(crate) brackets: u64,
    pub(crate) commas: u64,
}

/// The position after the number or the word around `at`.
pub(crate) fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while !matches!(byte(bytes, at), b',' | b'}' | b']' | 0..=b' ') {
        at += 1;
    }
    at
}

/// The number that eight digits make: timestamps are long, and all their digits are had at once. In every step neighbours
/// become one, the left one worth ten, a hundred and ten thousand times the right one.
#[inline]
pub(crate) fn eight_digits(bytes: [u8; 8]) -> Option<u32> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let word = u64::from_le_bytes(bytes);
    let digits = word ^ ZEROS;
    // Adding 0x76 carries a byte above 9 into its highest bit; none carries into the next, for those above 0x7f are out.
    if (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = (digits.wrapping_mul(10).wrapping_add(digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs.wrapping_mul(100).wrapping_add(pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let number = fours.wrapping_mul(10_000).wrapping_add(fours >> 32);
    u32::try_from(number & 0xffff_ffff).ok()
}

/// Sixteen bytes at a time, by the vector instructions that every processor of this kind has.
#[cfg(target_arch = "x86_64")]
mod block {
    use safe_arch::{bitor_m128i, cmp_eq_mask_i8_m128i, m128i, min_u8_m128i, move_mask_i8_m128i, set_splat_i8_m128i};

    use super::Structure;

    /// An answer: so many bits of it belong to a byte.
    pub(super) type Ends = u32;
    pub(super) const BITS: u32 = 1;

    /// A bit for every byte in which two blocks are the same.
    #[inline]
    pub(crate) fn same(one: [u8; 16], other: [u8; 16]) -> u32 {
        move_mask_i8_m128i(cmp_eq_mask_i8_m128i(m128i::from(one), m128i::from(other))).cast_unsigned()
    }

    /// Which of the bytes matter to the structure of a text.
    #[inline]
    pub(crate) fn structure(block: [u8; 16]) -> Structure {
        let block = m128i::from(block);
        let mask = |block, byte| {
            u64::from(move_mask_i8_m128i(cmp_eq_mask_i8_m128i(block, set_splat_i8_m128i(byte))).cast_unsigned())
        };
        // With this bit set square brackets are curly ones, and nothing else is.
        let curly = bitor_m128i(block, set_splat_i8_m128i(0x20));
        Structure {
            quotes: mask(block, 0x22),
            backslashes: mask(block, 0x5c),
            brackets: mask(curly, 0x7b) | mask(curly, 0x7d),
            commas: mask(block, 0x2c),
        }
    }

    /// A bit for every byte that ends the plain part of a string.
    #[inline]
    pub(super) fn ends_of_plain(block: [u8; 16]) -> Ends {
        let block = m128i::from(block);
        let quote = cmp_eq_mask_i8_m128i(block, set_splat_i8_m128i(0x22));
        let backslash = cmp_eq_mask_i8_m128i(block, set_splat_i8_m128i(0x5c));
        let control = cmp_eq_mask_i8_m128i(block, min_u8_m128i(block, set_splat_i8_m128i(0x1f)));
        move_mask_i8_m128i(bitor_m128i(bitor_m128i(quote, backslash), control)).cast_unsigned()
    }
}

/// Eight bytes at a time, by the arithmetic that every processor has.
#[cfg(any(test, not(target_arch = "x86_64")))]
mod word {
    use super::Structure;

    /// One in every byte.
    const ONES: u64 = 0x0101_0101_0101_0101;
    /// The highest bit of every byte.
    const HIGHS: u64 = 0x8080_8080_8080_8080;

    /// So many bits of the answer belong to a byte.
    pub(super) type Ends = u64;
    pub(super) const BITS: u32 = 8;

    /// A bit for every byte in which two blocks are the same.
    #[inline]
    pub(crate) fn same(one: [u8; 16], other: [u8; 16]) -> u32 {
        let pairs = one.iter().zip(other).enumerate();
        pairs.fold(0, |same, (index, (one, other))| same | u32::from(*one == other) << index)
    }

    /// Which of the bytes matter to the structure of a text.
    #[inline]
    pub(crate) fn structure(block: [u8; 16]) -> Structure {
        let mask = |matters: &[u8]| {
            let bits = block.iter().enumerate().map(|(index, byte)| u64::from(matters.contains(byte)) << index);
            bits.fold(0, |bits, bit| bits | bit)
        };
        Structure { quotes: mask(b"\""), backslashes: mask(b"\\"), brackets: mask(b"{[}]"), commas: mask(b",") }
    }

    /// The highest bit of every byte that ends the plain part of a string. A zero byte is found by what it borrows; the
    /// first find is exact because a borrow only travels upward, the others need not be. A byte of at least 0x80 is never
    /// found: its highest bit is masked out, and it lends nothing to the next one up.
    #[inline]
    pub(super) fn ends_of_plain(block: [u8; 8]) -> Ends {
        let word = u64::from_le_bytes(block);
        // The quote is 0x22. With that bit flipped it is 0x20, next to the control characters, which stay below 0x20: so
        // one subtraction finds both.
        let quote_or_control = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
        let backslash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
        (quote_or_control | backslash) & !word & HIGHS
    }
}

#[cfg(not(target_arch = "x86_64"))]
use word as block;

pub(crate) use block::{same, structure};

#[cfg(test)]
mod tests {
    use super::{eight_digits, plain, space, word};

    #[test]
    fn plain_stops_at_what_ends_a_run_wherever_it_stands() {
        for stop in [b'"', b'\\', 0, 0x1f, b'\n'] {
            for before in 0..40 {
                let mut text = vec![b'a'; 48];
                text.iter_mut().skip(1).step_by(3).for_each(|byte| *byte = 0xc3);
                text[before] = stop;
                assert_eq!(plain(&text, 0), before, "{stop:#x} behind {before} bytes");
            }
        }
        assert_eq!(plain(b"abc", 0), 3);
        assert_eq!(plain(&[0x7f, 0x80, 0xff, b' ', b'!', b'#'], 0), 6);
    }

    #[test]
    fn both_kinds_of_blocks_find_the_same() {
        let found = |bytes: &[u8; 16]| {
            let (words, _) = bytes.as_chunks::<8>();
            let firsts = words.iter().map(|&bytes| (word::ends_of_plain(bytes).trailing_zeros() / word::BITS) as usize);
            let by_words = firsts.enumerate().find(|&(_, first)| first < 8).map(|(index, first)| index * 8 + first);
            let by_bytes = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            assert_eq!(by_words, by_bytes, "{bytes:?}");
            assert_eq!(plain(bytes, 0), by_bytes.unwrap_or(16), "{bytes:?}");
        };
        for byte in 0..=255 {
            for place in 0..16 {
                let mut bytes = [b'a'; 16];
                bytes[place] = byte;
                found(&bytes);
                // What stands behind a find must not hide it, and what stands before must not lend.
                bytes[15 - place] = 0x80;
                found(&bytes);
            }
        }
        let (mut one, other) = ([7; 16], [7; 16]);
        for place in 0..16 {
            one[place] = 8;
            assert_eq!(word::same(one, other), super::same(one, other));
        }
    }

    #[test]
    fn both_kinds_of_blocks_see_the_same_structure() {
        for byte in 0..=255 {
            for place in 0..16 {
                let mut bytes = *br#"a{"b[\c}]d,e:1 x"#;
                bytes[place] = byte;
                let (one, other) = (super::block::structure(bytes), word::structure(bytes));
                assert_eq!((one.quotes, one.backslashes), (other.quotes, other.backslashes), "{bytes:?}");
                assert_eq!((one.brackets, one.commas), (other.brackets, other.commas), "{bytes:?}");
            }
        }
    }

    #[test]
    fn eight_digits_make_their_number_and_nothing_else_does() {
        for text in ["00000000", "12345678", "99999999", "10000000", "00000001", "17254120"] {
            let bytes = text.as_bytes().first_chunk().unwrap();
            assert_eq!(eight_digits(*bytes), text.parse().ok());
            for place in 0..8 {
                for other in (0..=255).filter(|byte: &u8| !byte.is_ascii_digit()) {
                    let mut bytes = *bytes;
                    bytes[place] = other;
                    assert_eq!(eight_digits(bytes), None, "{bytes:?}");
                }
            }
        }
    }

    #[test]
    fn only_the_four_spaces_of_json_are_spaces() {
        assert_eq!(space(b" \t\r\n{", 0), 4);
        assert_eq!(space(b"\x0b{", 0), 0);
        assert_eq!(space(b"  ", 0), 2);
    }
}
