//! Why a request was not verified, as a word for machines.

use fieldwright::VerifyError;

/// The word. Words stay as they are; new reasons get new ones.
pub(crate) fn reason(error: &VerifyError) -> &'static str {
    match error {
        VerifyError::BodyTooLarge { .. } => "body-too-large",
        VerifyError::MissingHeader { .. } => "missing-header",
        VerifyError::RepeatedHeader { .. } => "repeated-header",
        VerifyError::SignatureLength { .. } => "signature-length",
        VerifyError::SignaturePadding => "signature-padding",
        VerifyError::SignatureAlphabet => "signature-alphabet",
        VerifyError::SignatureCase => "signature-case",
        VerifyError::SignatureMismatch => "signature-mismatch",
        VerifyError::KeyMismatch => "key-mismatch",
        VerifyError::Timestamp { .. } => "timestamp",
        VerifyError::Expired { .. } => "expired",
        VerifyError::FromTheFuture { .. } => "from-the-future",
        VerifyError::Undocumented { .. } => "undocumented",
        _ => "unverified",
    }
}
