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
    use payment_webhooks::{FixtureKind, Secret, rapyd, sign};

    let (url, key) = ("https://example.test/hooks/rapyd", |text: &str| Secret::new(text).unwrap());
    let service = receive::service(url, key("ak_TEST"), key("sk_TEST")).unwrap();
    let endpoint = rapyd::Endpoint { url: url.to_owned(), access_key: key("ak_TEST"), secret_key: key("sk_TEST") };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs().to_string();
    let signed = |body: &str| {
        let headers = sign(&endpoint, body.as_bytes(), &[("salt", "a1b2c3d4e5f6"), ("timestamp", &now)]).unwrap();
        answer(&service, &headers, body)
    };
    for fixture in rapyd::payment_updated::fixtures().of(FixtureKind::Example) {
        assert_eq!(signed(&fixture.payload), (200, String::new()));
    }
    assert_eq!(signed(r#"{"type":"NEW_EVENT"}"#), (200, String::new()));
    let (status, problem) = signed("{");
    assert_eq!(status, 400);
    let problem: serde_json::Value = serde_json::from_str(&problem).unwrap();
    assert_eq!(problem.get("status").and_then(serde_json::Value::as_u64), Some(400));
    assert_eq!(answer(&service, &[], "{}").0, 401);
    assert_eq!(signed(&" ".repeat(1 << 21)).0, 413);
}

/// What the service answers: status and body.
fn answer(service: &axum::Router, headers: &[(&str, String)], body: &str) -> (u16, String) {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt as _;

    let request =
        headers.iter().fold(Request::post("/hooks/rapyd"), |request, (name, value)| request.header(*name, value));
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let response = service.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    })
}
