//! Making signatures, and telling what is wrong with one.

use base64ct::{Base64, Encoding as _};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::contract::{Encoding, Part};
use super::error::VerifyError;
use super::secret::Secret;

/// The HMAC-SHA256 over parts of a request, as it is written in a header. None if a part is not to be had.
pub(super) fn make<'p>(
    key: &Secret,
    parts: &[Part],
    encoding: Encoding,
    prefix: &str,
    mut value: impl FnMut(Part) -> Option<&'p [u8]>,
) -> Option<String> {
    // Keys of any length make an HMAC.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).ok()?;
    for &part in parts {
        mac.update(value(part)?);
    }
    let digest = mac.finalize().into_bytes();
    Some(prefix.to_owned() + &encoding.write(&digest))
}

impl Encoding {
    /// How many characters a digest takes.
    fn length(self) -> usize {
        match self {
            Self::Hex => 64,
            Self::Base64 => 44,
            Self::Base64OfHex => 88,
        }
    }

    fn write(self, digest: &[u8]) -> String {
        match self {
            Self::Hex => base16ct::lower::encode_string(digest),
            Self::Base64 => Base64::encode_string(digest),
            Self::Base64OfHex => Base64::encode_string(base16ct::lower::encode_string(digest).as_bytes()),
        }
    }

    /// What is wrong with a signature that is not the right one. What can be seen in it tells nothing about the key.
    pub(super) fn fault(self, prefix: &str, found: &[u8]) -> VerifyError {
        let Some(digest) = found.strip_prefix(prefix.as_bytes()) else { return VerifyError::SignatureAlphabet };
        let padding = match self {
            Self::Hex => 0,
            Self::Base64 => 1,
            Self::Base64OfHex => 2,
        };
        let bare = digest.iter().rposition(|&byte| byte != b'=').map_or(0, |last| last + 1);
        if digest.len() < self.length() && bare == self.length() - padding {
            return VerifyError::SignaturePadding;
        }
        if digest.len() != self.length() {
            return VerifyError::SignatureLength { expected: prefix.len() + self.length(), found: found.len() };
        }
        let decoded = match self {
            Self::Hex => Some(digest.to_vec()),
            Self::Base64 | Self::Base64OfHex => {
                std::str::from_utf8(digest).ok().and_then(|text| Base64::decode_vec(text).ok())
            }
        };
        match (self, decoded) {
            (_, None) => VerifyError::SignatureAlphabet,
            (Self::Base64, Some(_)) => VerifyError::SignatureMismatch,
            (Self::Hex | Self::Base64OfHex, Some(digits)) => hexadecimal(&digits),
        }
    }
}

/// What is wrong with the digits of a digest that is not the right one.
fn hexadecimal(digits: &[u8]) -> VerifyError {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        VerifyError::SignatureAlphabet
    } else if digits.iter().any(u8::is_ascii_uppercase) {
        VerifyError::SignatureCase
    } else {
        VerifyError::SignatureMismatch
    }
}
