//! The code that the README shows is the code here, and it works.

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

#[test]
fn the_code_shown_is_this_code() {
    for code in [include_str!("readme/receive.rs"), include_str!("readme/lengths.rs")] {
        assert!(README.contains(&format!("```rust\n{code}```\n")), "the README does not show:\n{code}");
    }
    let code = include_str!("readme/events.rs");
    assert!(include_str!("../generated/README.md").contains(&format!("```rust\n{code}```\n")), "nor:\n{code}");
}

#[test]
fn what_is_not_known_is_not_as_expected() {
    assert_eq!(events::is_as_expected(br#"{"type":"NEW_EVENT"}"#), Ok(false));
}

#[test]
fn the_receiver_takes_in_what_it_knows_and_what_it_does_not() {
    let fixtures = payment_webhooks::rapyd::payment_updated::fixtures();
    for fixture in fixtures.of(payment_webhooks::FixtureKind::Example) {
        assert_eq!(receive::receive(fixture.payload.as_bytes()), Ok(200));
    }
    assert_eq!(receive::receive(br#"{"type":"NEW_EVENT"}"#), Ok(200));
    assert!(receive::receive(b"{").is_err());
}
