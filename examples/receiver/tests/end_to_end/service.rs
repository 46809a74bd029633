//! The service as a process, and `fieldwright` to play deliveries to it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use receiver::{Store, Worker};
use serde_json::Value;

/// What the service and `fieldwright` are told alike.
const SETTINGS: [(&str, &str); 5] = [
    ("RAPYD_URL", "https://example.test/hooks/rapyd"),
    ("RAPYD_ACCESS_KEY", "access-key-of-a-test"),
    ("RAPYD_SECRET_KEY", "secret-key-of-a-test"),
    ("TRUEMED_API_KEY", "api-key-of-a-test"),
    ("ANDDONE_TOKEN", "tokenOfATest0123456789"),
];

/// A running service. It is killed when this goes.
pub(crate) struct Service {
    child: Child,
    lines: Mutex<Receiver<String>>,
    pub(crate) address: String,
}

impl Service {
    /// Starts the service on a free port.
    pub(crate) fn start(database: &Path, policy: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_receiver"))
            .envs(SETTINGS)
            .env("LISTEN", "127.0.0.1:0")
            .env("DATABASE", database)
            .env("POLICY", policy)
            .env("LOG", "info,receiver=debug")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut service = Self { child, lines: Mutex::new(lines), address: String::new() };
        let listening = service.wait_for("listening");
        service.address = listening["address"].as_str().unwrap().to_owned();
        service
    }

    /// The next line of the log, as JSON.
    pub(crate) fn line(&self) -> Value {
        let line = self.lines.lock().unwrap().recv_timeout(Duration::from_secs(60)).expect("another line of the log");
        serde_json::from_str(&line).expect("a line of JSON")
    }

    /// Reads the log up to a line that says this; gives that line.
    pub(crate) fn wait_for(&self, message: &str) -> Value {
        loop {
            let line = self.line();
            if line["message"] == message {
                return line;
            }
        }
    }

    /// All that the log has up to its end.
    pub(crate) fn rest(&self) -> Vec<String> {
        self.lines.lock().unwrap().iter().collect()
    }

    /// The path of a provider.
    pub(crate) fn hook(&self, provider: &str) -> String {
        let path = match provider {
            "anddone" => format!("anddone/{}", SETTINGS[4].1),
            other => other.to_owned(),
        };
        format!("http://{}/hooks/{path}", self.address)
    }

    /// Asks the service to stop; gives the rest of its log.
    pub(crate) fn stop(mut self) -> Vec<String> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.rest()
    }

    /// Kills the service, which has no say in it.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a stopped service has kept: the ids of its deliveries, and how many of each payload were worked on.
pub(crate) fn kept(database: &Path) -> (BTreeSet<String>, BTreeMap<String, u64>) {
    let (store, writer) = Store::open(database).unwrap();
    let found = (store.deliveries().unwrap().into_keys().collect(), store.totals().unwrap());
    drop(store);
    // The file is free again when the writer has come to its end.
    writer.join().unwrap();
    found
}

/// Does all work that a stopped service has left, as it does itself when it starts again.
pub(crate) fn settle(database: &Path) {
    let (store, writer) = Store::open(database).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { Worker::new(store).catch_up().await.unwrap() });
    writer.join().unwrap();
}

/// What `fieldwright send` says of a delivery.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) name: String,
    pub(crate) valid: bool,
    pub(crate) status: Option<u64>,
    pub(crate) acknowledged: bool,
}

/// Plays fixtures of a payload to a URL; gives the exit status and what became of each.
pub(crate) fn send(payload: &str, url: &str, more: &[&str]) -> (i32, Vec<Sent>) {
    let mut command = fieldwright();
    command.args(["send", payload, url, "--format", "json", "--quiet"]).args(more);
    match payload.split('/').next() {
        Some("rapyd") => command.args(["--url", SETTINGS[0].1]).args([
            "--key",
            "access_key=env:RAPYD_ACCESS_KEY",
            "--key",
            "secret_key=env:RAPYD_SECRET_KEY",
        ]),
        Some("truemed") => command.args(["--key", "api_key=env:TRUEMED_API_KEY"]),
        _ => &mut command,
    };
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let sent = text.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        Sent {
            name: line["name"].as_str().unwrap().to_owned(),
            valid: line["valid"].as_bool().unwrap(),
            status: line["status"].as_u64(),
            acknowledged: line["acknowledged"].as_bool().unwrap(),
        }
    });
    (output.status.code().unwrap(), sent.collect())
}

fn fieldwright() -> Command {
    let mut command = Command::new(program());
    command.envs(SETTINGS).arg("--schemas").arg(workspace().join("schemas"));
    command
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command line of this very checkout, built once.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "fieldwright-cli", "--message-format", "json"])
            .current_dir(workspace())
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(output.status.success(), "the command line does not build");
        let text = String::from_utf8(output.stdout).unwrap();
        let artifacts = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut programs = artifacts.filter_map(|artifact| artifact["executable"].as_str().map(PathBuf::from));
        programs.find(|program| program.file_stem().is_some_and(|stem| stem == "fieldwright")).unwrap()
    })
}
