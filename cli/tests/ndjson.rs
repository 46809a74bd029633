//! Many payloads: in order, on many threads, in bounded memory, for as long as somebody reads.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

mod common;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use common::{fieldwright, status, stderr, stdout, with_input};

/// Lines of very different lengths, every seventh not JSON, every third invalid, some blank.
fn lines(count: usize) -> String {
    let mut text = String::new();
    for n in 0..count {
        let pad = "x".repeat(n * 7919 % 3000);
        let _ = match n {
            n if n % 7 == 0 => writeln!(text, "{{\"n\": {n}, \"pad\": \"{pad}\""),
            n if n % 11 == 0 => writeln!(text, "  \t\r"),
            n if n % 3 == 0 => writeln!(text, "{{\"card\": \"\", \"iban\": \"\", \"pad\": \"{pad}\"}}\r"),
            _ => writeln!(text, "{{\"type\": \"order.paid\", \"order\": \"order_{n}\", \"pad\": \"{pad}\"}}"),
        };
    }
    text
}

fn judge(options: &[&str], input: &[u8]) -> std::process::Output {
    let args = [&["validate", "acme/order-paid", "--ndjson"], options, &["-"]].concat();
    with_input(fieldwright(&args), input)
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let text = lines(12_000);
    for format in ["json", "text"] {
        let one = judge(&["--format", format, "--jobs", "1"], text.as_bytes());
        assert_eq!(status(&one), 1);
        for jobs in ["2", "7", "64"] {
            let many = judge(&["--format", format, "--jobs", jobs], text.as_bytes());
            assert!(one.stdout == many.stdout, "{jobs} threads answer otherwise than one");
        }
    }
}

#[test]
fn every_line_that_is_not_blank_has_an_answer_in_its_place() {
    let text = lines(2_000);
    let output = judge(&["--format", "json", "--summary"], text.as_bytes());
    let answers = stdout(&output);
    let mut answers = answers.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut offset = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if !line.trim().is_empty() {
            let answer = answers.next().unwrap();
            assert_eq!((&answer["input"], &answer["line"]), (&"-".into(), &(n + 1).into()));
            if let Some(error) = answer.get("error") {
                assert_eq!(error["line"], n + 1);
                assert!(
                    (offset..=offset + line.len())
                        .contains(&usize::try_from(error["offset"].as_u64().unwrap()).unwrap())
                );
            }
        }
        offset += line.len();
    }
    assert!(answers.next().is_none());
    assert!(stderr(&output).starts_with("payloads: "));
}

#[test]
fn the_last_line_may_lack_its_end() {
    let output = judge(&[], b"{}\n{}");
    assert_eq!(stdout(&output).matches(": invalid").count(), 2);
    assert!(judge(&[], b"").stdout.is_empty());
    assert_eq!(status(&judge(&[], b"\n \n")), 0);
}

#[test]
fn answers_do_not_wait_for_the_end_of_the_input() {
    let mut command = fieldwright(&["validate", "acme/order-paid", "--ndjson", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 1..=3 {
        stdin.write_all(b"[]\n").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(line, format!("-:{n}: invalid\n"));
        stdout.read_line(&mut line).unwrap();
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let mut command = fieldwright(&["validate", "acme/order-paid", "--ndjson", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The input stays open: the program must not wait for more of it.
    let _ = stdin.write_all(lines(500).as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (0, String::new()));
    drop(stdin);
}

#[test]
fn nor_is_it_one_for_other_commands() {
    for args in [&["fixtures", "acme/order-paid"][..], &["list"], &["explain"], &["man"], &["completions", "zsh"]] {
        let mut child = fieldwright(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((status(&output), stderr(&output)), (0, String::new()), "{args:?}");
    }
}

#[test]
fn a_line_that_is_too_long_is_told_and_the_next_one_is_judged() {
    let mut text = vec![b'['; (64 << 20) + 1];
    text.extend_from_slice(b"\n{}\n");
    let output = judge(&["--format", "json"], &text);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["error"]["message"], "longer than 64 MiB");
    assert_eq!((&lines[0]["valid"], &lines[1]["line"]), (&false.into(), &2.into()));
}
