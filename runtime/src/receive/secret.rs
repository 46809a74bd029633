//! Keys.

use std::fmt;

/// The least length of a key in bytes: what is shorter has fewer than 56 bits, which were searched through in 1998.
pub const MIN_SECRET: usize = 7;

/// A key. It is zeroed when it goes, and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(
    #[cfg(feature = "verify")] zeroize::Zeroizing<Box<[u8]>>,
    // Without the feature nothing could be done with a key, and so none can be made.
    #[cfg(not(feature = "verify"))] std::convert::Infallible,
);

/// A key that is empty or too short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortSecret {
    /// Its length in bytes.
    pub length: usize,
}

#[cfg(feature = "verify")]
impl Secret {
    /// A key from its bytes, as the provider shows it.
    ///
    /// # Errors
    /// If it has fewer than [`MIN_SECRET`] bytes: HMAC itself would take even an empty key.
    pub fn new(key: impl Into<Vec<u8>>) -> Result<Self, ShortSecret> {
        // A text that shrinks is copied, so what it leaves behind must be zeroed too.
        let key = zeroize::Zeroizing::new(key.into());
        if key.len() < MIN_SECRET {
            return Err(ShortSecret { length: key.len() });
        }
        Ok(Self(zeroize::Zeroizing::new(key.as_slice().into())))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    /// Not even its length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(<redacted>)")
    }
}

impl fmt::Display for ShortSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            0 => f.write_str("the key is empty"),
            length => write!(f, "a key of {length} bytes is too short, it takes at least {MIN_SECRET}"),
        }
    }
}

impl std::error::Error for ShortSecret {}
