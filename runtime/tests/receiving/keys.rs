//! Keys are long enough, and never shown.

use fieldwright::{EndpointError, Secret, ShortSecret, SignError, Verifier, sign};

use crate::acme::{self, Keyed, Signed, endpoint, request, secret, verifier};

#[test]
fn empty_and_short_keys_are_refused() {
    for short in ["", "k", "secret"] {
        assert_eq!(Secret::new(short).unwrap_err(), ShortSecret { length: short.len() });
    }
    assert_eq!(Secret::new("").unwrap_err().to_string(), "the key is empty");
    assert_eq!(Secret::new("abc").unwrap_err().to_string(), "a key of 3 bytes is too short, it takes at least 7");
    assert!(Secret::new("sk_TEST").is_ok());
}

/// Whatever can be printed.
#[test]
fn nothing_shows_a_key() {
    let endpoint = endpoint();
    let mut shown = format!("{endpoint:?} {:?} {:?}", endpoint.secret, verifier());
    let receiver = fieldwright::Receiver::new(verifier());
    shown += &format!("{receiver:?}");
    for signature in ["", "sk_TEST", acme::SIGNATURE.to_lowercase().as_str()] {
        let request = request().with("signature", signature);
        let error = request.verify(&verifier()).unwrap_err();
        shown += &format!("{error} {error:?}");
        let rejection = receiver.receive(&request.headers, request.body.clone()).unwrap_err();
        shown += &format!("{rejection} {rejection:?} {}", rejection.problem());
    }
    let keyed = Verifier::new(Keyed(secret("key-of-acme"))).unwrap();
    let error = keyed.verify(&[("x-acme-key", "key-of-acmf")], b"{\"id\":\"wh_0\"}").unwrap_err();
    shown += &format!("{error} {error:?} {keyed:?}");
    for word in ["sk_TEST", "ak_TEST", "key-of-acm", "wh_0", "115, 107", "0b6eb7", "MGI2"] {
        assert!(!shown.contains(word), "{word} in {shown}");
    }
}

#[test]
fn the_url_is_the_whole_one() {
    for url in [
        "",
        "/hooks",
        "example.test/hooks",
        "https://",
        "https:///hooks",
        "ftp://example.test",
        "https://a b",
        "https://a\n",
    ] {
        let error = Verifier::new(Signed { url: url.to_owned(), ..endpoint() }).unwrap_err();
        assert_eq!(error, EndpointError::Url, "{url:?}");
    }
    for url in ["http://localhost:8080/hooks", "https://example.test"] {
        assert!(Verifier::new(Signed { url: url.to_owned(), ..endpoint() }).is_ok(), "{url:?}");
    }
}

#[test]
fn what_is_missing_for_a_signature_is_named() {
    let given = [("salt", "a1b2c3d4e5f6")];
    assert_eq!(sign(&endpoint(), b"{}", &given).unwrap_err(), SignError::MissingHeader { header: "timestamp" });
    let keyed = Keyed(Secret::new(vec![0xff; 16]).unwrap());
    assert_eq!(sign(&keyed, b"{}", &[]).unwrap_err(), SignError::KeyNotText);
    let keyed = sign(&Keyed(secret("key-of-acme")), b"{}", &[]).unwrap();
    assert_eq!(keyed, [("x-acme-key", "key-of-acme".to_owned())]);
}

#[test]
fn keys_are_named_once() {
    let keys = acme::CONTRACT.authentication[0].keys();
    assert_eq!(keys, ["access_key", "secret_key"]);
    assert_eq!(acme::CONTRACT.authentication[1].keys(), ["api_key"]);
}
