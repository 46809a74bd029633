//! Where a row was transcribed from.

use std::fmt;
use std::str::FromStr;

/// Which row of the page a row of the schema transcribes, and what that row said.
///
/// `12/1a2b3c4d`: the page's twelfth row, with a hash of its transcribed facts. Whoever compares the page with the schema
/// later can tell from the hash which of the two was changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Provenance {
    /// Counted from 1, over all tables and headers of the page.
    pub at: u32,
    /// Of the facts, not of the prose.
    pub hash: u32,
}

/// The text is not of the form `12/1a2b3c4d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoProvenance;

impl Provenance {
    /// The form, as a JSON Schema pattern.
    pub const PATTERN: &'static str = "^[1-9][0-9]{0,8}/[0-9a-f]{8}$";
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:08x}", self.at, self.hash)
    }
}

impl FromStr for Provenance {
    type Err = NoProvenance;

    fn from_str(text: &str) -> Result<Self, NoProvenance> {
        let (at, hash) = text.split_once('/').ok_or(NoProvenance)?;
        let counts = !at.is_empty() && at.len() <= 9 && !at.starts_with('0') && at.bytes().all(|b| b.is_ascii_digit());
        let is_hash = hash.len() == 8 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !counts || !is_hash {
            return Err(NoProvenance);
        }
        let at = at.parse().map_err(|_| NoProvenance)?;
        let hash = u32::from_str_radix(hash, 16).map_err(|_| NoProvenance)?;
        Ok(Self { at, hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provenance_is_read_as_it_is_written() {
        let provenance = Provenance { at: 12, hash: 0x001a_2b3c };
        assert_eq!(provenance.to_string(), "12/001a2b3c");
        assert_eq!("12/001a2b3c".parse(), Ok(provenance));
        for wrong in ["", "12", "/001a2b3c", "0/001a2b3c", "12/1a2b3c", "12/001A2B3C", "+1/001a2b3c", "1/+01a2b3c"] {
            assert_eq!(wrong.parse::<Provenance>(), Err(NoProvenance), "{wrong}");
        }
    }
}
