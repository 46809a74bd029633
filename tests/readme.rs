//! The code that the README shows is the code here, and it works.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

extern crate payment_webhooks_dev as payment_webhooks;

mod receive {
    #![allow(
        unreachable_pub,
        missing_docs,
        clippy::print_stdout,
        clippy::print_stderr,
        reason = "as the README shows it"
    )]
    include!("readme/receive.rs");
}

mod events {
    #![allow(unreachable_pub, missing_docs, reason = "as the README shows it")]
    include!("readme/events.rs");
}

mod lengths {
    include!("readme/lengths.rs");
}

const README: &str = include_str!("../README.md");

/// What fits on a screen beside the text.
const MOST_LINES: usize = 25;

#[test]
fn the_code_shown_is_this_code() {
    for code in [include_str!("readme/receive.rs"), include_str!("readme/lengths.rs")] {
        assert!(README.contains(&format!("```rust\n{code}```\n")), "the README does not show:\n{code}");
    }
    assert!(include_str!("readme/receive.rs").lines().count() <= MOST_LINES, "a receiver is a few lines");
    let code = include_str!("readme/events.rs");
    assert!(include_str!("../generated/README.md").contains(&format!("```rust\n{code}```\n")), "nor:\n{code}");
}

#[test]
fn what_is_not_known_is_not_as_expected() {
    assert_eq!(events::is_as_expected(br#"{"type":"NEW_EVENT"}"#), Ok(false));
}

#[test]
fn the_receiver_takes_in_what_it_knows_and_what_it_does_not() {
    use payment_webhooks::{Rejection, Secret, rapyd, sign};

    let (url, key) = ("https://example.test/hooks/rapyd", |text: &str| Secret::new(text).unwrap());
    let receiver = receive::receiver(url, key("ak_TEST"), key("sk_TEST")).unwrap();
    let endpoint = rapyd::Endpoint { url: url.to_owned(), access_key: key("ak_TEST"), secret_key: key("sk_TEST") };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs().to_string();
    let answer = |body: &str| {
        let headers = sign(&endpoint, body.as_bytes(), &[("salt", "a1b2c3d4e5f6"), ("timestamp", &now)]).unwrap();
        receive::receive(&receiver, &headers, body.as_bytes().to_vec())
    };
    for fixture in rapyd::payment_updated::fixtures().of(payment_webhooks::FixtureKind::Example) {
        assert_eq!(answer(&fixture.payload).unwrap().status(), 200);
    }
    assert_eq!(answer(r#"{"type":"NEW_EVENT"}"#).unwrap().status(), 200);
    assert!(matches!(answer("{"), Err(Rejection::NotJson { .. })));
    let headers: [(&str, &str); 0] = [];
    assert_eq!(receive::receive(&receiver, &headers, b"{}".to_vec()).unwrap_err().status(), 401);
}
