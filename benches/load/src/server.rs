//! The servers that are compared, each in a process of its own.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use payment_webhooks::fieldwright::{self, Receiver, Verifier};
use payment_webhooks::rapyd;
use receiver::{Config, Delivery, Store, Worker};
use tokio::net::TcpListener;

use crate::Outcome;
use crate::requests::{ACCESS_KEY, SECRET_KEY, URL, endpoint};

/// What is compared, the yardstick first.
pub const KINDS: [&str; 4] = ["bare", "extractor", "stored", "service"];

/// Serves until stdin is closed. The address is told on stdout.
pub async fn serve(kind: &str) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("deliveries.redb").display().to_string();
    let router = match kind {
        "bare" => Router::new().route("/hooks/rapyd", post(async |body: Bytes| read(&body))),
        "extractor" => {
            let receiver = Receiver::new(Verifier::new(endpoint()?)?);
            Router::new()
                .route("/hooks/rapyd", post(async |_: rapyd::Webhook| rapyd::Ack::received()))
                .with_state(receiver)
        }
        "stored" => {
            let (store, _) = Store::open(file.as_ref())?;
            tokio::spawn(Worker::new(store.clone()).run());
            let keep = async |State(store): State<Store>, body: Bytes| {
                let id = fieldwright::discriminator(&body, &["id"]).map(Cow::into_owned).unwrap_or_default();
                let delivery = Delivery { provider: "rapyd".to_owned(), body: body.into() };
                store.keep(id, delivery).await.map_or(StatusCode::SERVICE_UNAVAILABLE, |_| StatusCode::OK)
            };
            Router::new().route("/hooks/rapyd", post(keep)).with_state(store)
        }
        _ => {
            let config = Config::read(&|name: &str| {
                let value = match name {
                    "RAPYD_URL" => URL,
                    "RAPYD_ACCESS_KEY" => ACCESS_KEY,
                    "RAPYD_SECRET_KEY" => SECRET_KEY,
                    "TRUEMED_API_KEY" => "api-key-of-the-load",
                    "ANDDONE_TOKEN" => "tokenOfTheLoad0123",
                    "DATABASE" => file.as_str(),
                    _ => return None,
                };
                Some(value.to_owned())
            })?;
            let (store, _) = Store::open(&config.database)?;
            tokio::spawn(Worker::new(store.clone()).run());
            receiver::router(config, store)
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let closed = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    axum::serve(listener, router)
        .with_graceful_shutdown(async {
            let _ = closed.await;
        })
        .await?;
    Ok(())
}

/// What the bare service does with a body: it has been read, and that is all.
fn read(body: &Bytes) -> StatusCode {
    if body.is_empty() { StatusCode::BAD_REQUEST } else { StatusCode::OK }
}

/// A server's process.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    pub fn start(kind: &str) -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", kind])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
        Ok(Self { child, address: line.trim().parse()? })
    }

    /// What it holds in memory, in MiB.
    pub fn memory(&self) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
