//! `verify`: a saved request that comes from the provider, and all those that do not.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::delivery::{BODY, RAPYD, SALT, SIGNATURE, SIGNED_AT, TRUEMED, URL, request, run, run_with};

fn verify(request: &str, options: &[&str]) -> (i32, String, String) {
    run_with(&[&["verify", "rapyd", "-", "--format", "json"], &RAPYD[..], options].concat(), request.as_bytes())
}

/// The word for what is wrong.
fn reason(request: &str, options: &[&str]) -> String {
    let (status, out, _) = verify(request, options);
    assert_eq!(status, 1, "{out}");
    let reason = out.strip_prefix("{\"verified\":false,\"reason\":\"").unwrap();
    reason.split_once('"').unwrap().0.to_owned()
}

const VERIFIED: &str = "{\"verified\":true,\"timestamp\":1725412016,\"deliveryId\":\"wh_0\",\"event\":\"PAYMENT_UPDATED\",\
                        \"payload\":\"rapyd/payment-updated\"}\n";

#[test]
fn a_saved_request_verifies_whatever_its_line_ends() {
    for line_end in ["\r\n", "\n"] {
        let (status, out, err) = verify(&request(line_end), &[]);
        assert_eq!((status, out.as_str()), (0, VERIFIED));
        assert!(err.contains("at 2024-09-04T01:06:56Z; its age was not judged"), "{err}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.http");
    std::fs::write(&path, request("\r\n")).unwrap();
    let (status, out, _) = run(&[&["verify", "rapyd", path.to_str().unwrap()], &RAPYD[..]].concat());
    let text = "verified\n  delivery: wh_0\n  signed: 2024-09-04T01:06:56Z\n  event: PAYMENT_UPDATED\n  payload: rapyd/payment-updated\n";
    assert_eq!((status, out.as_str()), (0, text));
}

#[test]
fn the_body_ends_where_the_request_says() {
    let length = format!("Content-Length: {}", BODY.len());
    let (measured, chunked) = (
        request("\r\n").replace("Host: example.test", &length) + "\n",
        request("\r\n")
            .replace("Host: example.test", "Transfer-Encoding: chunked")
            .replace(BODY, &format!("5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", &BODY[..5], BODY.len() - 5, &BODY[5..])),
    );
    assert_eq!(verify(&measured, &[]).1, VERIFIED);
    assert_eq!(verify(&chunked, &[]).1, VERIFIED);
    // Without a length an editor's line end is a part of the body, and it is said what to do.
    let edited = request("\n") + "\n";
    assert_eq!(reason(&edited, &[]), "signature-mismatch");
    assert!(verify(&edited, &[]).2.contains("the first 38 bytes of the body are signed"));
}

#[test]
fn no_byte_of_what_is_signed_can_be_changed() {
    for part in [SALT, SIGNED_AT, BODY] {
        for (at, byte) in part.bytes().enumerate() {
            let mut changed = part.as_bytes().to_vec();
            changed[at] = if byte.is_ascii_digit() { b'0' + (byte - b'0' + 1) % 10 } else { byte ^ 1 };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(reason(&request("\r\n").replace(part, &changed), &[]), "signature-mismatch", "{changed}");
        }
    }
    let written_again = request("\r\n").replace("\":\"", "\": \"");
    assert_eq!(reason(&written_again, &[]), "signature-mismatch");
    let with = |url: &str, access: &str, secret: &str| {
        let keys = [format!("access_key=env:{access}"), format!("secret_key=env:{secret}")];
        let options = ["--url", url, "--key", &keys[0], "--key", &keys[1]];
        run_with(&[&["verify", "rapyd", "-"], &options[..]].concat(), request("\n").as_bytes()).0
    };
    assert_eq!(with(URL, "ACCESS_KEY", "SECRET_KEY"), 0);
    for url in
        ["https://example.test/hooks/rapyd/", "http://example.test/hooks/rapyd", "https://example.test/Hooks/rapyd"]
    {
        assert_eq!(with(url, "ACCESS_KEY", "SECRET_KEY"), 1, "{url}");
    }
    assert_eq!(with(URL, "SECRET_KEY", "SECRET_KEY"), 1);
    assert_eq!(with(URL, "ACCESS_KEY", "ACCESS_KEY"), 1);
}

#[test]
fn each_way_to_be_wrong_has_its_own_word() {
    let signature = format!("signature: {SIGNATURE}");
    let upper = "MEI2RUI3MUQwOUEyNjEyOTlBNEVDQzE4RjVBRjAwMEI0QjA2REFCQzRCMEJFODNDNDg4QUI5QjMwODQ0QzAzQg==";
    let changes = [
        (signature.clone(), format!("signature: {upper}"), "signature-case"),
        (signature.clone(), signature.trim_end_matches('=').to_owned(), "signature-padding"),
        (signature.clone(), format!("{signature}=="), "signature-length"),
        (signature.clone(), "signature: ".to_owned(), "signature-length"),
        (signature.clone(), signature.replace("MGI2", "!!!!"), "signature-alphabet"),
        (signature.clone(), "x: y".to_owned(), "missing-header"),
        (signature.clone(), format!("{signature}\r\nSignature: {SIGNATURE}"), "repeated-header"),
        (format!("salt: {SALT}"), "x: y".to_owned(), "missing-header"),
        (format!("salt: {SALT}"), format!("salt: {SALT}\r\nsalt: {SALT}"), "repeated-header"),
        (format!("timestamp: {SIGNED_AT}"), "x: y".to_owned(), "missing-header"),
    ];
    for (from, to, word) in changes {
        let tampered = request("\r\n").replace(&from, &to);
        assert_ne!(tampered, request("\r\n"));
        assert_eq!(reason(&tampered, &[]), word, "{to}");
    }
}

#[test]
fn the_replay_window_is_kept_to_the_second_when_it_is_asked_for() {
    let at = |seconds: u64| ["--window".to_owned(), "300".to_owned(), "--at".to_owned(), seconds.to_string()];
    let word = |seconds: u64| {
        let options = at(seconds);
        reason(&request("\n"), &options.each_ref().map(String::as_str))
    };
    let signed: u64 = SIGNED_AT.parse().unwrap();
    for seconds in [signed - 300, signed, signed + 300] {
        let options = at(seconds);
        assert_eq!(verify(&request("\n"), &options.each_ref().map(String::as_str)).0, 0, "{seconds}");
    }
    assert_eq!((word(signed + 301).as_str(), word(signed - 301).as_str()), ("expired", "from-the-future"));
    assert_eq!(reason(&request("\n"), &["--window", "300"]), "expired");
}

#[test]
fn a_key_in_a_header_is_compared() {
    let request = |header: &str| format!("POST / HTTP/1.1\n{header}\n\n{{\"payment_token\":\"t\"}}");
    let verify = |header: &str| {
        run_with(&[&["verify", "truemed", "-", "--format", "json"], &TRUEMED[..]].concat(), request(header).as_bytes())
    };
    let (status, out, err) = verify("X-Truemed-Api-Key: key-of-truemed");
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.starts_with("{\"verified\":true,\"deliveryId\":\"sha256:"), "{out}");
    assert!(out.ends_with("\"payload\":\"truemed/payment-token-updated\"}\n"), "{out}");
    assert!(verify("x-truemed-api-key: key-of-truemee").1.contains("\"key-mismatch\""));
    assert!(verify("x-truemed-signature: t=1,v1=00").1.contains("\"undocumented\""));
    assert!(verify("host: a").1.contains("\"missing-header\""));
}

#[test]
fn what_cannot_be_asked_is_no_answer() {
    let short = request("\r\n").replace("Host: example.test", "Content-Length: 99");
    let cases = [
        (short, "cut short"),
        (request("\r\n").replace(": example.test", ""), "no HTTP request"),
        (BODY.to_owned(), "the headers are missing"),
        (String::new(), "no blank line"),
    ];
    for (request, words) in cases {
        let (status, out, err) = verify(&request, &[]);
        assert_eq!((status, out.as_str()), (2, ""), "{request}");
        assert!(err.contains(words), "{err}");
    }
    for args in [
        &["verify", "rapyd", "no-such-file"][..],
        &["verify", "rapyd/payment-updated", "-"],
        &["verify", "anddone", "-"],
    ] {
        assert_eq!(run(args).0, 2, "{args:?}");
    }
    let help = run(&["verify", "rapyd/payment-updated", "-"]).2;
    assert!(help.contains("did you mean `rapyd`?"), "{help}");
}
