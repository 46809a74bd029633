//! `send`: signed deliveries over real HTTP, to this machine alone, judged by the provider's measure.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use common::delivery::{KEYS, RAPYD, TRUEMED, read_request, run, run_with, scripted};

const TOKEN: &str = "truemed/payment-token-updated";

fn send(payload: &str, url: &str, options: &[&[&str]]) -> (i32, String, String) {
    run(&[&["send", payload, url], options.concat().as_slice()].concat())
}

#[test]
fn what_is_sent_verifies() {
    let (url, served) = scripted(&["200 OK"]);
    let (status, out, err) = send("rapyd/payment-updated", &url, &[&RAPYD]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("example/") && out.ends_with("ms, acknowledged\n"), "{out}");
    let request = served.join().unwrap().remove(0);
    assert!(request.starts_with(b"POST /hook HTTP/1.1\r\n"));
    let (status, out, _) = run_with(&[&["verify", "rapyd", "-", "--window", "60"], &RAPYD[..]].concat(), &request);
    assert_eq!(status, 0, "{out}");
}

#[test]
fn the_url_that_is_signed_is_the_one_sent_to_unless_told() {
    let (url, served) = scripted(&["200 OK"]);
    let (status, out, _) = send("rapyd/payment-updated", &url, &[&RAPYD[2..]]);
    assert_eq!(status, 0, "{out}");
    let request = served.join().unwrap().remove(0);
    let verify = |url: &str| run_with(&[&["verify", "rapyd", "-", "--url", url], &RAPYD[2..]].concat(), &request).0;
    assert_eq!((verify(&url), verify("http://127.0.0.1/hook")), (0, 1));
}

#[test]
fn only_the_answer_that_the_provider_counts_is_an_acknowledgement() {
    for (answer, status, words) in [
        ("204 No Content", 0, "204, "),
        ("200 OK", 1, "NOT acknowledged (only 204 is)"),
        ("302 Found\r\nLocation: /else", 1, "302"),
        ("500 Oh", 1, "NOT acknowledged"),
    ] {
        let (url, served) = scripted(&[answer]);
        let (found, out, err) = send(TOKEN, &url, &[&TRUEMED]);
        assert_eq!(found, status, "{answer}: {err}");
        assert!(out.contains(words), "{answer}: {out}");
        served.join().unwrap();
    }
    let (url, served) = scripted(&["201 Created"]);
    let (status, out, _) = send("anddone/token-link", &url, &[&["--format", "json"]]);
    served.join().unwrap();
    assert!(status == 0 && out.contains("\"valid\":true,\"status\":201,"), "{out}");
    assert!(out.ends_with("\"tries\":1,\"acknowledged\":true,\"ok\":true}\n"), "{out}");
}

/// The first pause is a second, the other one is what the receiver asks for.
#[test]
fn a_delivery_is_tried_again_until_it_is_acknowledged() {
    let busy = "503 Busy\r\nRetry-After: 0";
    let (url, served) = scripted(&["", busy, "204 No Content"]);
    let (status, out, err) = send(TOKEN, &url, &[&TRUEMED, &["--retries", "3"]]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.ends_with("acknowledged, tries: 3\n"), "{out}");
    assert!(err.contains("no answer, again in 1 s") && err.contains("503, again in 0 s"), "{err}");
    let requests = served.join().unwrap();
    assert!(requests.iter().all(|request| *request == requests[0]), "a retry sends what was sent before");

    let (url, served) = scripted(&[busy, busy]);
    let (status, out, _) = send(TOKEN, &url, &[&TRUEMED, &["--retries", "1"]]);
    served.join().unwrap();
    assert!(status == 1 && out.contains("NOT acknowledged, tries: 2"), "{out}");
}

#[test]
fn a_body_of_ones_own_is_sent_byte_by_byte() {
    let (url, served) = scripted(&["204 No Content"]);
    let body = b"{ \"payment_token\" : \"\\u0041\" }\n";
    let args = [&["send", TOKEN, &url, "--file", "-", "--format", "json"], &TRUEMED[..]].concat();
    let (status, out, _) = run_with(&args, body);
    assert!(status == 0 && out.starts_with("{\"name\":\"-\",\"valid\":true,"), "{out}");
    let request = served.join().unwrap().remove(0);
    assert!(request.ends_with(&[&b"\r\n\r\n"[..], body].concat()), "{}", String::from_utf8_lossy(&request));
}

#[test]
fn nothing_is_sent_to_other_machines_unless_told() {
    for (url, words) in [
        ("http://192.0.2.1/hook", "192.0.2.1 is not this machine"),
        ("http://[2001:db8::1]:80/hook", "2001:db8::1 is not this machine"),
        ("http://[::ffff:192.0.2.1]/hook", "is not this machine"),
        ("http://0.0.0.0:1/hook", "0.0.0.0 is not this machine"),
        ("http://127.0.0.1@192.0.2.1/hook", "a user or a password"),
        ("http://sk_TEST@127.0.0.1/hook", "a user or a password"),
        ("ftp://127.0.0.1/hook", "does not start with http://"),
        ("127.0.0.1:80", "cannot send to this URL"),
        ("/hook", "cannot send to this URL"),
    ] {
        let (status, out, err) = send("anddone/token-link", url, &[&["--retries", "9"]]);
        assert_eq!((status, out.as_str()), (2, ""), "{url}: {err}");
        assert!(err.contains(words), "{url}: {err}");
    }
    #[cfg(not(feature = "tls"))]
    {
        let err = send("anddone/token-link", "https://127.0.0.1/hook", &[]).2;
        assert!(err.contains("this build has no TLS") && err.contains("--features tls"), "{err}");
    }
}

/// A proxy would decide where the body goes.
#[test]
fn no_proxy_is_asked_for_this_machine() {
    let (url, served) = scripted(&["204 No Content"]);
    let mut command = common::delivery::fieldwright(&[&["send", TOKEN, &url], &TRUEMED[..]].concat());
    for variable in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(variable, "http://127.0.0.1:1");
    }
    let output = command.output().unwrap();
    assert_eq!(common::status(&output), 0, "{}", common::stderr(&output));
    assert!(served.join().unwrap()[0].starts_with(b"POST /hook "));
}

#[test]
fn nobody_there_is_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    drop(listener);
    let (status, out, err) = send(TOKEN, &url, &[&TRUEMED, &["--all"]]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("cannot deliver `"), "{err}");
}

#[test]
fn what_is_asked_for_wrongly_is_told_before_anything_is_sent() {
    let url = "http://127.0.0.1:1/hook";
    let (status, _, err) = send("rapyd/payment-updated", url, &[]);
    assert!(status == 2 && err.contains("`access_key`, `secret_key`"), "{err}");
    let (status, _, err) = send(TOKEN, url, &[&TRUEMED, &["--name", "minimmal"]]);
    assert!(status == 2 && err.contains("did you mean `minimal"), "{err}");
    let (status, _, err) = send(TOKEN, url, &[&TRUEMED, &["--name", "a", "--all"]]);
    assert!(status == 2 && err.contains("cannot be used with"), "{err}");
    let (status, _, err) = send("anddone/token-link", url, &[&["--key", "secret=env:SECRET_KEY"]]);
    assert!(status == 2 && err.contains("not documented"), "{err}");
    let (status, _, err) = send("anddone/token-lnik", url, &[]);
    assert!(status == 2 && err.contains("did you mean `anddone/token-link`?"), "{err}");
}

/// Some receivers tell all that they were sent.
#[test]
fn a_key_that_the_receiver_says_is_not_repeated() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let request = String::from_utf8(read_request(&mut stream)).unwrap();
        assert!(request.contains(KEYS[2]));
        let problem = format!("{{\"title\":\"Who is {}?\"}}", KEYS[2]);
        let length = problem.len();
        write!(stream, "HTTP/1.1 401 No\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{problem}").unwrap();
    });
    let (status, out, _) = send(TOKEN, &url, &[&TRUEMED]);
    served.join().unwrap();
    assert!(status == 1 && out.contains("(Who is <redacted>?)"), "{out}");
}
