//! Texts that are nearly JSON.

use fieldwright_codegen::fixtures::SplitMix64;

/// What is put into a text, or in the place of a byte of it.
const PIECES: [&[u8]; 44] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b" ",
    b"\n",
    b"\"",
    b"\\",
    b"\\n",
    b"\\u0061",
    b"\\u00",
    b"\\ud83d",
    b"\\ude00",
    b"\\ud83d\\ude00",
    b"\\x41",
    b"null",
    b"nul",
    b"true",
    b"NaN",
    b"Infinity",
    b"0",
    b"00",
    b"-",
    b"+1",
    b".5",
    b"1.",
    b"1e",
    b"1e309",
    b"-1e999",
    b"0x1",
    b"/* */",
    b"//",
    b"'",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf4\x90\x80\x80",
    b"\x00",
    b"\x1f",
    b"\x7f",
];

/// The text with something wrong in it, most likely.
pub(super) fn broken(text: &str, chance: &mut SplitMix64) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..chance.between(1, 2) {
        let place = usize::try_from(chance.below(bytes.len() as u64 + 1)).unwrap_or(0);
        let piece = chance.pick(&PIECES).copied().unwrap_or_default();
        match chance.below(6) {
            0 => bytes.truncate(place),
            1 => drop(bytes.splice(place..place, piece.iter().copied())),
            2 => bytes.extend(piece),
            3 => drop(bytes.splice(..0, piece.iter().copied())),
            4 if place < bytes.len() => drop(bytes.remove(place)),
            _ => {
                let end = bytes.len().min(place + 1);
                bytes.splice(place..end, piece.iter().copied());
            }
        }
    }
    bytes
}
