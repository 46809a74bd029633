//! A signed request is known by its signature, and by nothing less.

use std::time::Duration;

use fieldwright::{Encoding, VerifyError, sign};

use crate::acme::{self, SIGNATURE, SIGNED_AT, endpoint, request, secret, verifier};

#[test]
fn the_request_of_known_signature_is_verified() {
    let request = request();
    let verified = request.verify(&verifier()).unwrap();
    assert_eq!(verified.body(), request.body);
    assert_eq!(verified.timestamp(), Some(SIGNED_AT));
    assert_eq!(verified.endpoint(), 0);
}

#[test]
fn signing_makes_the_known_signature() {
    let headers = sign(&endpoint(), &request().body, &[("timestamp", "1725412016"), ("Salt", "a1b2c3d4e5f6")]).unwrap();
    let expected = [("salt", "a1b2c3d4e5f6"), ("timestamp", "1725412016"), ("signature", SIGNATURE)];
    assert_eq!(headers, expected.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn names_of_headers_have_no_case() {
    let mut request = request();
    for (name, _) in &mut request.headers {
        *name = name.to_ascii_uppercase();
    }
    assert!(request.verify(&verifier()).is_ok());
}

/// Every byte, and every bit of it that leaves the value what it is.
#[test]
fn a_change_of_any_byte_is_seen() {
    for header in ["salt", "timestamp", "signature"] {
        for index in 0..request().header(header).len() {
            let mut request = request();
            request.header(header)[index] ^= 1;
            assert!(request.verify(&verifier()).is_err(), "{header}, byte {index}");
        }
    }
    for index in 0..request().body.len() {
        for bit in 0..8 {
            let mut request = request();
            request.body[index] ^= 1 << bit;
            assert_eq!(request.verify(&verifier()).unwrap_err(), VerifyError::SignatureMismatch, "body, byte {index}");
        }
    }
    for index in "https://".len()..acme::URL.len() {
        let mut url = acme::URL.to_owned().into_bytes();
        url[index] ^= 1;
        let endpoint = acme::Signed { url: String::from_utf8(url).unwrap(), ..endpoint() };
        let verifier = fieldwright::Verifier::new(endpoint).unwrap();
        assert_eq!(request().verify(&verifier).unwrap_err(), VerifyError::SignatureMismatch, "URL, byte {index}");
    }
    for key in ["ak_TEST", "sk_TEST"] {
        for index in 0..key.len() {
            let mut other = key.to_owned().into_bytes();
            other[index] ^= 1;
            let other = fieldwright::Secret::new(other).unwrap();
            let endpoint = match key {
                "ak_TEST" => acme::Signed { access: other, ..endpoint() },
                _ => acme::Signed { secret: other, ..endpoint() },
            };
            let verifier = fieldwright::Verifier::new(endpoint).unwrap();
            assert_eq!(request().verify(&verifier).unwrap_err(), VerifyError::SignatureMismatch, "{key}, byte {index}");
        }
    }
}

/// The commonest mistake: a framework has parsed the body, and it is written again.
#[test]
fn a_body_that_was_written_again_is_another() {
    for again in [
        r#"{"id": "wh_0", "type": "PAYMENT_UPDATED"}"#,
        r#"{"type":"PAYMENT_UPDATED","id":"wh_0"}"#,
        "{\"id\":\"wh_0\",\"type\":\"PAYMENT_UPDATED\"}\n",
        r#"{"id":"wh_0","type":"PAYMENT\u005fUPDATED"}"#,
    ] {
        let mut request = request();
        request.body = again.as_bytes().to_vec();
        assert_eq!(request.verify(&verifier()).unwrap_err(), VerifyError::SignatureMismatch, "{again}");
    }
}

/// What is signed is one text: nothing marks where a part ends, so parts must not be shifted into each other unseen where
/// that changes what they mean.
#[test]
fn the_time_that_is_checked_is_the_one_that_is_signed() {
    let request = request().with("salt", "a1b2c3d4e5f61").with("timestamp", "725412016");
    let error = request.verify(&verifier()).unwrap_err();
    assert!(matches!(error, VerifyError::Expired { .. }), "{error:?}");
}

#[test]
fn the_replay_window_holds_to_the_second() {
    let verifier = verifier();
    for within in [SIGNED_AT - 300, SIGNED_AT - 299, SIGNED_AT, SIGNED_AT + 299, SIGNED_AT + 300] {
        assert!(request().verify_at(&verifier, within).is_ok(), "{within}");
    }
    let window = Duration::from_secs(300);
    assert_eq!(
        request().verify_at(&verifier, SIGNED_AT + 301).unwrap_err(),
        VerifyError::Expired { age: Duration::from_secs(301), window }
    );
    assert_eq!(
        request().verify_at(&verifier, SIGNED_AT - 301).unwrap_err(),
        VerifyError::FromTheFuture { ahead: Duration::from_secs(301), window }
    );
}

#[test]
fn the_replay_window_can_be_set() {
    let narrow = verifier().replay_window(Duration::ZERO);
    assert!(request().verify_at(&narrow, SIGNED_AT).is_ok());
    assert!(request().verify_at(&narrow, SIGNED_AT + 1).is_err());
    let none = verifier().replay_window(Duration::MAX);
    assert!(request().verify_at(&none, 0).is_ok());
    assert!(request().verify_at(&none, u64::from(u32::MAX)).is_ok());
}

/// Only a request with a right signature gets to hear about its time.
#[test]
fn times_that_are_none_are_refused() {
    for time in
        ["", " ", "-1725412016", "+1725412016", "1725412016.0", "1725412016 ", "18446744073709551616", "0x66D7", "١٧"]
    {
        let given = [("salt", "a1b2c3d4e5f6"), ("timestamp", time)];
        let signed = sign(&endpoint(), &request().body, &given).unwrap();
        let request = request().with("timestamp", time).with("signature", &signed[2].1);
        assert_eq!(
            request.verify(&verifier()).unwrap_err(),
            VerifyError::Timestamp { header: "timestamp" },
            "{time:?}"
        );
    }
    // In milliseconds it is a time, thousands of years ahead.
    let signed =
        sign(&endpoint(), &request().body, &[("salt", "a1b2c3d4e5f6"), ("timestamp", "1725412016000")]).unwrap();
    let request = request().with("timestamp", "1725412016000").with("signature", &signed[2].1);
    assert!(matches!(request.verify(&verifier()).unwrap_err(), VerifyError::FromTheFuture { .. }));
}

/// RFC 4231, the first case: the digest itself, in each encoding.
#[test]
fn digests_are_those_of_the_standard() {
    let digest = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    let base64 = "sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=";
    for (encoding, expected) in [(Encoding::Hex, digest), (Encoding::Base64, base64)] {
        let endpoint = plain::Plain::new(encoding, [0x0b; 20].to_vec());
        let headers = sign(&endpoint, b"There", &[]).unwrap();
        assert_eq!(headers, [("x-signature", format!("v1={expected}"))]);
        let verifier = fieldwright::Verifier::new(endpoint).unwrap();
        assert!(verifier.verify(&headers, b"There").is_ok());
        assert!(verifier.verify(&headers, b"there").is_err());
    }
}

#[test]
fn old_and_new_keys_hold_while_they_are_rotated() {
    let new = acme::Signed { secret: secret("sk_NEXT"), ..endpoint() };
    let verifier = fieldwright::Verifier::new(new.clone()).unwrap().or(endpoint()).unwrap();
    assert_eq!(request().verify(&verifier).unwrap().endpoint(), 1);
    let given = [("salt", "a1b2c3d4e5f6"), ("timestamp", "1725412016")];
    let signed = sign(&new, &request().body, &given).unwrap();
    let request = request().with("signature", &signed[2].1);
    assert_eq!(request.verify(&verifier).unwrap().endpoint(), 0);
    // What holds for neither is told as for one alone.
    assert_eq!(request.verify(&acme::verifier()).unwrap_err(), VerifyError::SignatureMismatch);
}

#[test]
fn one_scheme_can_take_over_from_another() {
    let verifier = verifier().or(acme::Keyed(secret("key-of-acme"))).unwrap();
    assert_eq!(request().verify(&verifier).unwrap().endpoint(), 0);
    let keyed = [("x-acme-key", "key-of-acme")];
    let known = verifier.verify(&keyed, b"{}").unwrap();
    assert_eq!((known.endpoint(), known.timestamp()), (1, None));
    let wrong = [("x-acme-key", "key-of-acmf")];
    assert_eq!(verifier.verify(&wrong, b"{}").unwrap_err(), VerifyError::KeyMismatch);
}

mod plain {
    use fieldwright::{Authentication, Contract, Encoding, Endpoint, Part, Secret};

    /// The body alone is signed.
    pub(super) struct Plain(&'static Contract, Secret);

    impl Plain {
        pub(super) fn new(encoding: Encoding, key: Vec<u8>) -> Self {
            let scheme = Authentication::HmacSha256 {
                header: "x-signature",
                timestamp: None,
                signed: &[Part::Text("Hi "), Part::Body],
                key: "key",
                encoding,
                prefix: "v1=",
            };
            let authentication = vec![scheme].leak();
            let contract = Contract { provider: "plain", authentication, success: &[], delivery_id: &[] };
            Self(Box::leak(Box::new(contract)), Secret::new(key).unwrap())
        }
    }

    impl Endpoint for Plain {
        type Provider = ();

        fn contract(&self) -> &'static Contract {
            self.0
        }

        fn authentication(&self) -> &'static Authentication {
            &self.0.authentication[0]
        }

        fn key(&self, _name: &str) -> Option<&Secret> {
            Some(&self.1)
        }
    }
}
