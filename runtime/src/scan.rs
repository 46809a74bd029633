//! Bytes, spaces and the plain part of strings: what the reader does most.

/// One in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of every byte.
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The byte at `at`; 0, which no JSON text has outside errors, behind the end.
#[inline]
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    match bytes.get(at) {
        Some(&byte) => byte,
        None => 0,
    }
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
/// character, or the end of the text. Eight bytes at a time: a zero byte is found by what it borrows, and the first find
/// is exact because a borrow only travels upward.
#[inline]
pub(crate) fn plain(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    let (words, _) = bytes.get(at..).unwrap_or_default().as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        let quote = word ^ (ONES * 0x22);
        let backslash = word ^ (ONES * 0x5c);
        // A byte of at least 0x80 is never found: its highest bit is masked out, and it lends nothing to the next one up.
        let found = quote.wrapping_sub(ONES) | backslash.wrapping_sub(ONES) | word.wrapping_sub(ONES * 0x20);
        let found = found & !word & HIGHS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while !matches!(byte(bytes, at), b'"' | b'\\' | 0..=0x1f) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{plain, space};

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
    fn only_the_four_spaces_of_json_are_spaces() {
        assert_eq!(space(b" \t\r\n{", 0), 4);
        assert_eq!(space(b"\x0b{", 0), 0);
        assert_eq!(space(b"  ", 0), 2);
    }
}
