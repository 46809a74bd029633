//! Each way of being wrong has an error of its own.

use fieldwright::VerifyError;

use crate::acme::{SIGNATURE, endpoint, request, verifier};

#[track_caller]
fn refused(signature: impl AsRef<[u8]>) -> VerifyError {
    request().with("signature", signature).verify(&verifier()).unwrap_err()
}

#[test]
fn a_header_that_takes_part_must_be_there_once() {
    for header in ["salt", "timestamp", "signature"] {
        let missing = request().without(header).verify(&verifier()).unwrap_err();
        assert_eq!(missing, VerifyError::MissingHeader { header });
        for (name, value) in [(header.to_owned(), None), (header.to_ascii_uppercase(), Some(b"other".to_vec()))] {
            let mut request = request();
            let value = value.unwrap_or_else(|| request.header(header).clone());
            // Before the right one and behind it: a map's `get` would take either.
            request.headers.insert(0, (name.clone(), value.clone()));
            let repeated = request.verify(&verifier()).unwrap_err();
            assert_eq!(repeated, VerifyError::RepeatedHeader { header });
            let first = request.headers.remove(0);
            request.headers.push(first);
            let repeated = request.verify(&verifier()).unwrap_err();
            assert_eq!(repeated, VerifyError::RepeatedHeader { header });
        }
    }
}

#[test]
fn hundreds_of_signatures_are_none() {
    let mut request = request();
    request.headers.extend((0..500).map(|_| ("signature".to_owned(), SIGNATURE.as_bytes().to_vec())));
    assert_eq!(request.verify(&verifier()).unwrap_err(), VerifyError::RepeatedHeader { header: "signature" });
    assert!(matches!(refused([SIGNATURE; 300].join(", ")), VerifyError::SignatureLength { expected: 88, .. }));
}

#[test]
fn upper_case_digits_are_refused() {
    // Base64 of the 64 digits in upper case.
    let upper = "MEI2RUI3MUQwOUEyNjEyOTlBNEVDQzE4RjVBRjAwMEI0QjA2REFCQzRCMEJFODNDNDg4QUI5QjMwODQ0QzAzQg==";
    assert_eq!(refused(upper), VerifyError::SignatureCase);
}

#[test]
fn missing_padding_is_refused() {
    for end in ["", "="] {
        assert_eq!(refused(SIGNATURE.trim_end_matches('=').to_owned() + end), VerifyError::SignaturePadding);
    }
}

#[test]
fn other_lengths_are_refused() {
    let length = |found| VerifyError::SignatureLength { expected: 88, found };
    assert_eq!(refused(""), length(0));
    assert_eq!(refused("="), length(1));
    assert_eq!(refused(&SIGNATURE[..80]), length(80));
    assert_eq!(refused(SIGNATURE.to_owned() + "MGI2"), length(92));
    assert_eq!(refused(SIGNATURE.to_owned() + "="), length(89));
    assert_eq!(refused("M".repeat(100_000)), length(100_000));
    // The hexadecimal digits themselves, and the digest in base64, are what others send.
    assert_eq!(refused("0b6eb71d09a261299a4ecc18f5af000b4b06dabc4b0be83c488ab9b30844c03b"), length(64));
    assert_eq!(refused("C263HQmiYSmaTswY9a8AC0sG2rxLC+g8SIq5swhEwDs="), length(44));
}

#[test]
fn other_alphabets_are_refused() {
    let replaced = |with: &str| SIGNATURE.replacen('M', with, 1);
    for other in ["!", "-", "_", " ", "\n"] {
        assert_eq!(refused(replaced(other)), VerifyError::SignatureAlphabet, "{other:?}");
    }
    let mut bytes = SIGNATURE.as_bytes().to_vec();
    bytes[0] = 0xff;
    assert_eq!(refused(bytes), VerifyError::SignatureAlphabet);
    // Base64 of 64 characters that are no digits.
    assert_eq!(refused("eHh4".repeat(21) + "eA=="), VerifyError::SignatureAlphabet);
    // Bits beyond the last character are none of a digest's.
    assert_eq!(refused(SIGNATURE.replace("Yg==", "Yh==")), VerifyError::SignatureAlphabet);
}

#[test]
fn a_signature_of_something_else_is_a_mismatch() {
    let other =
        fieldwright::sign(&endpoint(), b"{}", &[("salt", "a1b2c3d4e5f6"), ("timestamp", "1725412016")]).unwrap();
    assert_eq!(refused(&other[2].1), VerifyError::SignatureMismatch);
}

#[test]
fn a_large_body_is_refused_before_anything_else() {
    let small = verifier().max_body(request().body.len());
    assert!(request().verify(&small).is_ok());
    let limit = request().body.len() - 1;
    let smaller = verifier().max_body(limit);
    let error = request().without("signature").verify(&smaller).unwrap_err();
    assert_eq!(error, VerifyError::BodyTooLarge { limit });
    let mut large = request();
    large.body = vec![b' '; fieldwright::MAX_BODY + 1];
    assert_eq!(large.verify(&verifier()).unwrap_err(), VerifyError::BodyTooLarge { limit: 1 << 20 });
}

#[test]
fn what_is_not_documented_is_said() {
    let mut request = request().without("signature");
    request.headers.push(("X-Acme-Signature".to_owned(), b"t=1,v1=00".to_vec()));
    let error = request.verify(&verifier()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the signature in `x-acme-signature` cannot be checked, since it is not documented how it is divided; nor how long it holds"
    );
}
