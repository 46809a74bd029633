//! `receive`: everything that `send` plays, over real HTTP, and what must not be taken in or kept.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use common::delivery::{PAYLOADS, RAPYD, Receiving, TRUEMED, run, run_with};
use serde_json::Value;

fn provider(payload: &str) -> &str {
    payload.split_once('/').unwrap().0
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every fixture arrives, is verified and gets its verdict, and all are acknowledged, broken rules or not.
#[test]
fn every_fixture_is_taken_in_with_its_verdict() {
    for (payload, receiver, sender) in PAYLOADS {
        let receiving = Receiving::start(&[&[provider(payload), "--format", "json"], receiver].concat());
        let sent = run(&[&["send", payload, &receiving.url, "--all", "--format", "json"], sender].concat());
        receiving.interrupt();
        let (status, received, _) = receiving.end();
        assert_eq!((sent.0, status), (0, 0), "{payload}: {}", sent.2);
        let (sent, received) = (lines(&sent.1), lines(&received));
        assert_eq!(sent.len(), run(&["fixtures", payload]).1.lines().count());
        assert_eq!(sent.len(), received.len());
        assert!(sent.iter().any(|line| line["valid"] == false));
        for (sent, received) in sent.iter().zip(&received) {
            assert_eq!(received["verified"], !sender.is_empty(), "{sent}");
            assert_eq!(received["status"], if provider(payload) == "truemed" { 204 } else { 200 });
            // Without its event's name a body is not known to be this payload.
            if received["payload"] == payload {
                assert_eq!(received["valid"], sent["valid"], "{sent} {received}");
            }
        }
    }
}

#[test]
fn what_breaks_rules_is_turned_away_on_demand() {
    for (payload, receiver, sender) in PAYLOADS {
        let receiving = Receiving::start(&[&[provider(payload), "--reject"], receiver].concat());
        let sent = run(&[&["send", payload, &receiving.url, "--all", "--expect-reject"], sender].concat());
        assert_eq!(sent.0, 0, "{payload}: {}{}", sent.1, sent.2);
        assert!(sent.1.contains("422, "), "{}", sent.1);
        let demanding = run(&[&["send", payload, &receiving.url, "--kind", "invalid"], sender].concat());
        assert!(demanding.0 == 1 && demanding.1.contains("422"), "{}", demanding.1);
        assert!(demanding.1.contains("NOT acknowledged (The payload breaks the effective rules)"), "{}", demanding.1);
        receiving.interrupt();
        assert_eq!(receiving.end().0, 1, "{payload}");
    }
}

/// A request by hand: what is answered.
fn post(receiving: &Receiving, headers: &str, body: &[u8]) -> String {
    let mut stream = receiving.connect();
    let length = body.len();
    let head = format!("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A receiver that has seen enough need not read the rest.
    let _ = stream.write_all(body);
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

const KEY: &str = "x-truemed-api-key: key-of-truemed\r\n";

#[test]
fn what_is_not_the_providers_is_turned_away_with_a_problem() {
    let receiving = Receiving::start(&[&["truemed", "--count", "5"], &TRUEMED[..]].concat());
    let cases: [(&str, &[u8], &str, &str); 5] = [
        ("x-truemed-api-key: key-of-somebody\r\n", b"{}", "401", "#unverified"),
        ("", b"{}", "401", "#unverified"),
        (KEY, b"{\"a\":1,\"a\":2}", "400", "#not-json"),
        (KEY, &vec![b' '; (1 << 20) + 1], "413", "#too-large"),
        (KEY, b"{\"payment_token\":\"t\"}", "204", ""),
    ];
    for (headers, body, status, anchor) in cases {
        let answer = post(&receiving, headers, body);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        if anchor.is_empty() {
            assert!(answer.ends_with("\r\n\r\n"), "{answer}");
        } else {
            assert!(answer.contains("content-type: application/problem+json"), "{answer}");
            assert!(answer.contains(&format!("{anchor}\"")), "{answer}");
        }
    }
    let (status, out, err) = receiving.end();
    assert_eq!((status, out.lines().filter(|line| line.contains('Z')).count()), (1, 5), "{out}");
    assert!(err.ends_with("deliveries: 5, taken in: 1, turned away: 4\n"), "{err}");
}

#[test]
fn only_posts_are_deliveries() {
    let receiving = Receiving::start(&[&["truemed", "--once"], &TRUEMED[..]].concat());
    let mut stream = receiving.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 405 ") && answer.contains("allow: POST"), "{answer}");
    assert!(post(&receiving, KEY, b"{}").starts_with("HTTP/1.1 204 "));
    assert_eq!(receiving.end().0, 0);
}

#[test]
fn headers_without_end_are_not_read() {
    let receiving = Receiving::start(&[&["truemed", "--once"], &TRUEMED[..]].concat());
    let (long, many) = (format!("x: {}\r\n", "y".repeat(70_000)), "x: y\r\n".repeat(101));
    for headers in [long, many] {
        let answer = post(&receiving, &(headers + KEY), b"{}");
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    }
    assert!(post(&receiving, KEY, b"{}").starts_with("HTTP/1.1 204 "));
    assert_eq!(receiving.end().0, 0);
}

/// A delivery of which half has come is finished, and is the last.
#[test]
fn an_interrupted_receiver_finishes_what_is_in_hand() {
    let receiving = Receiving::start(&[&["truemed"], &TRUEMED[..]].concat());
    let mut stream = receiving.connect();
    let body = "{\"payment_token\":\"t\"}";
    write!(stream, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n{KEY}\r\n", body.len()).unwrap();
    stream.write_all(&body.as_bytes()[..5]).unwrap();
    // Another delivery on a connection of its own shows that the first one has been read.
    assert!(post(&receiving, KEY, b"{}").starts_with("HTTP/1.1 204 "));
    receiving.interrupt();
    stream.write_all(&body.as_bytes()[5..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204 "), "{answer}");
    let (status, out, err) = receiving.end();
    assert_eq!(status, 0, "{out}");
    assert!(err.ends_with("deliveries: 2, taken in: 2, turned away: 0\n"), "{err}");
}

#[test]
fn another_answer_can_be_tried_and_is_announced() {
    let receiving = Receiving::start(&[&["truemed", "--once", "--status", "200"], &TRUEMED[..]].concat());
    let sent = run(&[&["send", "truemed/payment-token-updated", &receiving.url], &TRUEMED[..]].concat());
    assert!(sent.0 == 1 && sent.1.contains("only 204 is"), "{}", sent.1);
    let (_, _, err) = receiving.end();
    assert!(err.contains("does not count 200 as received"), "{err}");
}

/// The names and contents of a folder.
fn samples(folder: &Path) -> Vec<(String, String)> {
    let mut samples: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    samples.sort();
    samples
}

/// Members that the schemas mark as sensitive.
const SENSITIVE: [&str; 13] = [
    "AccountToken",
    "ExpiryMonth",
    "ExpiryYear",
    "MaskedAccountNumber",
    "NameOnAccount",
    "Signature",
    "account_last4",
    "bin_number",
    "fingerprint_token",
    "last4",
    "line_1",
    "payment_token",
    "phone_number",
];

/// The texts of sensitive members have nothing in them.
fn assert_masked(value: &Value, sample: &str) {
    for (name, value) in value.as_object().into_iter().flatten() {
        if let (true, Some(text)) = (SENSITIVE.contains(&name.as_str()), value.as_str()) {
            let text = text.trim_start_matches("ocfp_");
            let masked = |c: char| "xX0aA1 ".contains(c) || c.is_ascii_punctuation();
            assert!(text.chars().all(masked), "{name} in {sample}: {text}");
        }
        assert_masked(value, sample);
    }
}

#[test]
fn a_sample_has_the_verdict_of_its_delivery() {
    for (payload, receiver, sender) in PAYLOADS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept");
        let options = ["--format", "json", "--save", path.to_str().unwrap()];
        let receiving = Receiving::start(&[&[provider(payload)], &options[..], receiver].concat());
        let kinds = ["example", "minimal", "maximal", "random"].map(|kind| ["--kind", kind]).concat();
        let sent = run(&[&["send", payload, &receiving.url], &kinds[..], sender].concat());
        assert_eq!(sent.0, 0, "{}", sent.2);
        receiving.interrupt();
        let received = lines(&receiving.end().1);
        let kept: Vec<&Value> = received.iter().filter(|line| line["saved"].is_string()).collect();
        assert!(kept.len() > 4 && kept.iter().any(|line| line["valid"] == true), "{}", kept.len());
        for line in kept {
            let file = line["saved"].as_str().unwrap();
            assert!(Path::new(file).file_name().unwrap().to_str().unwrap().starts_with(&payload.replace('/', "-")));
            let (status, out, _) = run(&["validate", payload, file]);
            assert_eq!(status == 0, line["valid"], "{out}");
        }
        for (name, text) in samples(&path) {
            assert_masked(&serde_json::from_str(&text).unwrap(), &name);
        }
    }
}

/// A payment as it may come, and the words that must not stay.
const PAID: &str = r#"{"id":"wh_0123","type":"PAYMENT_UPDATED","data":{"receipt_email":"jo@example.test","metadata":{"born":"1970"},
  "address":{"line_1":"1 Main St","zip":98765},"amount":12.50,"payment_method_data":{"name":"Jo Doe","last4":"4711",
  "fingerprint_token":"ocfp_ABCDEF","bin_details":{"bin_number":"424242","brand":"VISA"}},"new_field":{"pan":"4000123412341234"}}}"#;
const SECRETS: [&str; 9] =
    ["jo@example", "1970", "Main", "98765", "Jo Doe", "4711", "ABCDEF", "424242", "4000123412341234"];

fn sign_and_post(receiving: &Receiving, body: &str) -> String {
    let headers = run_with(&[&["sign", "rapyd"], &RAPYD[..]].concat(), body.as_bytes()).1;
    post(receiving, &headers.replace('\n', "\r\n"), body.as_bytes())
}

#[test]
fn a_sample_has_its_deliverys_id_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let receiving = Receiving::start(&[&["rapyd", "--count", "6", "--save", path], &RAPYD[..]].concat());
    assert!(sign_and_post(&receiving, PAID).starts_with("HTTP/1.1 200 "));
    assert!(sign_and_post(&receiving, &PAID.replace("Jo Doe", "Al Doe")).starts_with("HTTP/1.1 200 "));
    // An id that would lead elsewhere, an event that no schema knows, no JSON, and no signature.
    sign_and_post(&receiving, &PAID.replace("wh_0123", "../wh_0123"));
    sign_and_post(&receiving, &PAID.replace("PAYMENT_UPDATED", "PAYMENT_LOST"));
    sign_and_post(&receiving, "{");
    post(&receiving, "", PAID.as_bytes());
    let (status, out, err) = receiving.end();
    assert_eq!(status, 1);
    let kept = samples(folder.path());
    let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].starts_with("rapyd-payment-updated-sha256-"), "{names:?}");
    assert_eq!(names[1], "rapyd-payment-updated-wh_0123.json");
    let sample = &kept[1].1;
    for secret in SECRETS {
        assert!(!sample.contains(secret), "{secret} in {sample}");
        assert!(!out.contains(secret) && !err.contains(secret), "{secret} in {out}{err}");
    }
    for word in
        ["\"amount\":12.50", "\"brand\":\"VISA\"", "\"ocfp_xxxxxx\"", "\"pan\":\"xxxxxxxxxxxxxxxx\"", "\n  \"address\""]
    {
        assert!(sample.contains(word), "{word} not in {sample}");
    }
    assert!(err.contains("is there already") && err.contains("no schema knows it; `--save-unknown`"), "{err}");
}

#[test]
fn what_no_schema_knows_is_kept_on_demand_with_nothing_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let args = ["rapyd", "--once", "--save", path, "--save-unknown"];
    let receiving = Receiving::start(&[&args, &RAPYD[..]].concat());
    assert!(sign_and_post(&receiving, &PAID.replace("PAYMENT_UPDATED", "PAYMENT_LOST")).starts_with("HTTP/1.1 200 "));
    assert_eq!(receiving.end().0, 0);
    let kept = samples(folder.path());
    assert!(kept[0].0.starts_with("rapyd-unknown-sha256-"), "{}", kept[0].0);
    assert!(SECRETS.iter().all(|secret| !kept[0].1.contains(secret)), "{}", kept[0].1);
}

#[test]
fn what_cannot_be_received_is_told_at_once() {
    let refused: [(&[&str], &str); 7] = [
        (&["anddone"], "`--unverified` takes in whatever comes"),
        (&["anddnoe", "--unverified"], "did you mean `anddone`?"),
        (&["truemed"], "missing: `api_key`"),
        (&["truemed", "--unverified", "--key", "api_key=env:API_KEY"], "cannot be used with"),
        (&["anddone", "--unverified", "--listen", "0.0.0.0:0"], "`--allow-remote`"),
        (&["anddone", "--unverified", "--save-unknown"], "--save"),
        (&["anddone", "--unverified", "--status", "199"], "199"),
    ];
    for (args, words) in refused {
        let (status, out, err) = run(&[&["receive"], args].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (status, _, err) = run(&["receive", "anddone", "--unverified", "--listen", &address]);
    assert!(status == 2 && err.contains("cannot listen on"), "{err}");
}

/// A client that hangs up or never sends its body harms nobody else.
#[test]
fn broken_clients_are_survived() {
    let receiving = Receiving::start(&[&["truemed", "--count", "2"], &TRUEMED[..]].concat());
    for text in ["", "POST", "POST / HTTP/1.1\r\nbroken\r\n\r\n", "\0\0\0\0"] {
        drop(receiving.connect().write_all(text.as_bytes()));
    }
    let mut half = receiving.connect();
    write!(half, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n{KEY}\r\n{{").unwrap();
    drop(half);
    assert!(post(&receiving, KEY, b"{}").starts_with("HTTP/1.1 204 "));
    let (_, out, err) = receiving.end();
    assert!(out.contains("the body could not be read"), "{out}{err}");
}
