//! `sign`: the headers that a provider would send, and no key.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;

use common::delivery::{BODY, KEYS, RAPYD, SALT, SIGNATURE, SIGNED_AT, TRUEMED, URL, run, run_with};

const FIXED: [&str; 4] = ["--timestamp", SIGNED_AT, "--salt", SALT];

fn sign(args: &[&[&str]]) -> (i32, String, String) {
    run_with(&[&["sign"], args.concat().as_slice()].concat(), BODY.as_bytes())
}

#[test]
fn the_documented_signature_comes_out() {
    let lines =
        format!("Content-Type: application/json\nsalt: {SALT}\ntimestamp: {SIGNED_AT}\nsignature: {SIGNATURE}\n");
    for provider in ["rapyd", "rapyd/payment-updated"] {
        assert_eq!(sign(&[&[provider], &RAPYD, &FIXED]), (0, lines.clone(), String::new()));
    }
    let by_header = ["rapyd", "-", "--header", "Salt=a1b2c3d4e5f6", "--header", "timestamp=1725412016"];
    assert_eq!(sign(&[&by_header, &RAPYD]).1, lines);
    let json = sign(&[&["rapyd", "--format", "json"], &RAPYD, &FIXED]).1;
    assert!(json.starts_with("{\"headers\":{\"Content-Type\":\"application/json\",\"salt\":"), "{json}");
    assert!(json.ends_with(&format!("\"signature\":\"{SIGNATURE}\"}}}}\n")), "{json}");
}

#[test]
fn a_key_in_a_file_may_end_in_a_line_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    let key = format!("secret_key=@{}", path.display());
    let options = ["rapyd", "--url", URL, "--key", "access_key=env:ACCESS_KEY", "--key", &key];
    for end in ["", "\n", "\r\n"] {
        fs::write(&path, format!("{}{end}", KEYS[1])).unwrap();
        assert!(sign(&[&options, &FIXED]).1.contains(SIGNATURE), "{end:?}");
    }
    fs::write(&path, format!("{}\n\n", KEYS[1])).unwrap();
    assert!(!sign(&[&options, &FIXED]).1.contains(SIGNATURE), "one line end is dropped, no more");
}

#[test]
fn times_and_salts_that_are_not_given_are_new() {
    let (first, second) = (sign(&[&["rapyd"], &RAPYD]).1, sign(&[&["rapyd"], &RAPYD]).1);
    let salt = |headers: &str| headers.lines().find(|line| line.starts_with("salt: ")).unwrap().to_owned();
    assert_ne!(salt(&first), salt(&second));
    let head = "POST /hooks/rapyd HTTP/1.1\r\n";
    let request = format!("{head}{}\r\n{BODY}", first.replace('\n', "\r\n"));
    let (status, out, _) =
        run_with(&[&["verify", "rapyd", "-", "--window", "60"], &RAPYD[..]].concat(), request.as_bytes());
    assert_eq!(status, 0, "{out}");
}

#[test]
fn a_key_that_is_sent_as_it_is_is_shown_on_demand_alone() {
    let (status, out, err) = sign(&[&["truemed"], &TRUEMED]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("`x-truemed-api-key` holds the key itself") && err.contains("--reveal"), "{err}");
    let revealed = common::delivery::fieldwright(&[&["sign", "truemed", "--reveal"], &TRUEMED[..]].concat());
    let output = common::with_input(revealed, BODY.as_bytes());
    assert_eq!(common::stdout(&output), "x-truemed-api-key: key-of-truemed\n");
}

#[test]
fn what_cannot_be_signed_is_refused_with_all_reasons_at_once_and_without_keys() {
    let refused: [(&[&str], &[&str]); 13] = [
        (&["rapyd"], &["`access_key`, `secret_key`", "--key NAME=@FILE", "--url"]),
        (&["rapyd", "--url", URL, "--key", "secret_key=env:SECRET_KEY"], &["missing: `access_key`"]),
        (&["rapyd", "--key", "secret_key=sk_TEST"], &["must not stand on a command line", "NAME=env:VAR"]),
        (&["rapyd", "--key", "sk_TEST"], &["must not stand on a command line"]),
        (&["rapyd", "--key", "secret-key=env:SECRET_KEY"], &["did you mean `secret_key`?"]),
        (
            &["rapyd", "--key", "x=env:SECRET_KEY", "--key", "y=@z"],
            &["no key `x`", "no key `y`", "it has `access_key`"],
        ),
        (&["rapyd", "--key", "secret_key=env:NO_SUCH_KEY"], &["there is no variable `NO_SUCH_KEY`"]),
        (&["rapyd", "--key", "secret_key=@no/such/file"], &["cannot read `no/such/file`"]),
        (&["rapyd", "--key", "secret_key=env:TERM"], &["too short"]),
        (&["rapyd", "--url", "/hooks", RAPYD[2], RAPYD[3], RAPYD[4], RAPYD[5]], &["give the whole one"]),
        (&["anddone"], &["`/Signature` cannot be checked", "not documented"]),
        (&["rapid"], &["did you mean `rapyd`?"]),
        (&["rapyd/payment-udpated"], &["did you mean `rapyd/payment-updated`?"]),
    ];
    for (args, words) in refused {
        let (status, out, err) = sign(&[args]);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        for word in words {
            assert!(err.contains(word), "{args:?}: {word}: {err}");
        }
    }
}

#[test]
fn only_what_is_signed_takes_a_value() {
    let refused: [(&[&str], &str); 5] = [
        (&["--header", "slat=x"], "did you mean `salt`?"),
        (&["--header", "salt=x", "--salt", "y"], "given twice"),
        (&["--salt", "a\nb"], "cannot stand in a header"),
        (&["--header", "salt"], "NAME=VALUE"),
        (&["--timestamp=-1"], "--timestamp"),
    ];
    for (args, words) in refused {
        let (status, _, err) = sign(&[&["rapyd"], &RAPYD, args]);
        assert!(status == 2 && err.contains(words), "{args:?}: {err}");
    }
    assert_eq!(run(&[&["sign", "rapyd", "no/such/body"], &RAPYD[..]].concat()).0, 2);
}
