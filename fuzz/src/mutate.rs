//! Inputs made of others, where there is no libFuzzer to make them.

/// A small generator of numbers (splitmix64): the same ones for the same seed.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit; 0 if there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    fn of<'v>(&mut self, all: &'v [Vec<u8>]) -> &'v [u8] {
        all.get(self.below(all.len())).map_or(&[], Vec::as_slice)
    }
}

/// The words of a dictionary as libFuzzer reads it: one a line, in quotes, with `\xAB`, `\\` and `\"` as escapes.
#[must_use]
pub fn words(dictionary: &str) -> Vec<Vec<u8>> {
    dictionary.lines().filter_map(word).collect()
}

fn word(line: &str) -> Option<Vec<u8>> {
    let quoted = line.trim().strip_prefix('"')?.strip_suffix('"')?;
    let mut word = Vec::new();
    let mut bytes = quoted.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            word.push(byte);
            continue;
        }
        match bytes.next()? {
            b'x' => {
                let digits = [bytes.next()?, bytes.next()?];
                word.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            other => word.push(other),
        }
    }
    Some(word)
}

/// One of the inputs with some changes.
pub fn mutated(inputs: &[Vec<u8>], words: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut input = chance.of(inputs).to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(input.len() + 1);
        let end = (at + 1 + chance.below(24)).min(input.len());
        match chance.below(8) {
            0 => drop(input.drain(at..end)),
            1 | 2 => drop(input.splice(at..at, chance.of(words).to_vec())),
            3 => drop(input.splice(at..end, chance.of(words).to_vec())),
            4 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            5 => {
                let piece = input.get(at..end).unwrap_or_default().to_vec();
                let to = chance.below(input.len() + 1);
                drop(input.splice(to..to, piece));
            }
            _ => {
                let other = chance.of(inputs);
                let from = chance.below(other.len() + 1);
                let piece = other.get(from..).unwrap_or_default();
                let piece = &piece[..piece.len().min(1 + chance.below(200))];
                drop(input.splice(at..end, piece.iter().copied()));
            }
        }
    }
    input
}
