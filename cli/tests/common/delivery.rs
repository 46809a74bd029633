//! Deliveries: a request of known signature, a receiver that runs beside the test, and one that says what it is told to.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{status, stderr, stdout};

pub(crate) const URL: &str = "https://example.test/hooks/rapyd";
pub(crate) const BODY: &str = r#"{"id":"wh_0","type":"PAYMENT_UPDATED"}"#;
pub(crate) const SIGNED_AT: &str = "1725412016";
pub(crate) const SALT: &str = "a1b2c3d4e5f6";
pub(crate) const SIGNATURE: &str =
    "MGI2ZWI3MWQwOWEyNjEyOTlhNGVjYzE4ZjVhZjAwMGI0YjA2ZGFiYzRiMGJlODNjNDg4YWI5YjMwODQ0YzAzYg==";

pub(crate) const RAPYD: [&str; 6] =
    ["--url", URL, "--key", "access_key=env:ACCESS_KEY", "--key", "secret_key=env:SECRET_KEY"];
pub(crate) const TRUEMED: [&str; 2] = ["--key", "api_key=env:API_KEY"];
/// What the variables hold.
pub(crate) const KEYS: [&str; 3] = ["ak_TEST", "sk_TEST", "key-of-truemed"];

/// Every payload of the project's schemas, with the options that its receiver and its sender take.
pub(crate) const PAYLOADS: [(&str, &[&str], &[&str]); 5] = [
    ("anddone/account-token", &["--unverified"], &[]),
    ("anddone/token-link", &["--unverified"], &[]),
    ("rapyd/customer-payment-method-created", &RAPYD, &RAPYD),
    ("rapyd/payment-updated", &RAPYD, &RAPYD),
    ("truemed/payment-token-updated", &TRUEMED, &TRUEMED),
];

/// The program with the project's schemas, and the keys in its environment.
pub(crate) fn fieldwright(args: &[&str]) -> Command {
    let schemas = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut command = super::fieldwright(args);
    command.arg("--schemas").arg(schemas);
    for (variable, key) in ["ACCESS_KEY", "SECRET_KEY", "API_KEY"].into_iter().zip(KEYS) {
        command.env(variable, key);
    }
    command
}

/// A run to its end. Whatever it says, it does not say a key.
pub(crate) fn run(args: &[&str]) -> (i32, String, String) {
    told(&fieldwright(args).output().unwrap())
}

/// A run with `input` on stdin.
pub(crate) fn run_with(args: &[&str], input: &[u8]) -> (i32, String, String) {
    told(&super::with_input(fieldwright(args), input))
}

fn told(output: &Output) -> (i32, String, String) {
    let told = (status(output), stdout(output), stderr(output));
    assert_no_key(&format!("{}{}", told.1, told.2));
    told
}

pub(crate) fn assert_no_key(text: &str) {
    for key in KEYS {
        assert!(!text.contains(key), "a key in {text}");
    }
}

/// The request of known signature as it goes over the wire.
pub(crate) fn request(line_end: &str) -> String {
    let lines = [
        "POST /hooks/rapyd HTTP/1.1",
        "Host: example.test",
        "Content-Type: application/json",
        &format!("salt: {SALT}"),
        &format!("timestamp: {SIGNED_AT}"),
        &format!("signature: {SIGNATURE}"),
        "",
        "",
    ];
    lines.join(line_end) + BODY
}

/// `receive`, beside the test.
pub(crate) struct Receiving {
    child: Child,
    folder: tempfile::TempDir,
    /// `http://127.0.0.1:41233`.
    pub(crate) url: String,
}

impl Receiving {
    /// Starts it on a free port, and waits until it listens.
    pub(crate) fn start(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name| Stdio::from(File::create(folder.path().join(name)).unwrap());
        let mut command = fieldwright(&[&["receive"], args, &["--listen", "127.0.0.1:0"]].concat());
        let child = command.stdout(file("out")).stderr(file("err")).spawn().unwrap();
        let mut receiving = Self { child, folder, url: String::new() };
        for _ in 0..600 {
            let told = receiving.read("err");
            if let Some((_, rest)) = told.split_once("listening on ") {
                receiving.url = rest.split(',').next().unwrap_or_default().into();
                return receiving;
            }
            assert_eq!(receiving.child.try_wait().unwrap(), None, "{told}");
            thread::sleep(Duration::from_millis(50));
        }
        panic!("it does not listen: {}", receiving.read("err"));
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap()
    }

    /// Asks it to end.
    pub(crate) fn interrupt(&self) {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> (i32, String, String) {
        let status = self.child.wait().unwrap().code().unwrap();
        let told = (status, self.read("out"), self.read("err"));
        assert_no_key(&format!("{}{}", told.1, told.2));
        told
    }
}

impl Drop for Receiving {
    /// A test that fails leaves nothing behind that listens.
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Reads a request from a connection: headers and as much body as `Content-Length` says.
pub(crate) fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (Vec::new(), 0);
    loop {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).unwrap();
        request.extend(&line);
        let line = String::from_utf8_lossy(&line).to_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    request.extend(body);
    request
}

/// Answers as told, one answer a connection, and gives what it was sent. An empty answer hangs up.
pub(crate) fn scripted(answers: &[&str]) -> (String, JoinHandle<Vec<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    let served = thread::spawn(move || {
        answers
            .iter()
            .map(|answer| {
                let (mut stream, _) = listener.accept().unwrap();
                let request = read_request(&mut stream);
                if !answer.is_empty() {
                    let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                }
                request
            })
            .collect()
    });
    (url, served)
}
