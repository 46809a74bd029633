//! Sending, over connections that stay open.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Outcome;
use crate::requests::Signed;

/// Sends all, as soon as a connection is free; gives the time that it took. Any answer but 2xx is an error.
pub async fn send(address: SocketAddr, connections: usize, requests: &[Signed]) -> Outcome<Duration> {
    let requests: Arc<[Signed]> = requests.into();
    let next = Arc::new(AtomicUsize::new(0));
    let mut senders = Vec::new();
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake::<_, Full<Bytes>>(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        senders.push(sender);
    }
    let start = Instant::now();
    let tasks = senders.into_iter().map(|mut sender| {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tokio::spawn(async move {
            while let Some(signed) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut request = Request::post("/hooks/rapyd").header("host", "127.0.0.1");
                for (name, value) in &signed.headers {
                    request = request.header(*name, value);
                }
                let request =
                    request.header("content-type", "application/json").body(Full::new(signed.body.clone()))?;
                sender.ready().await?;
                let response = sender.send_request(request).await?;
                let status = response.status();
                response.into_body().collect().await?;
                if !status.is_success() {
                    return Err(format!("answered with {status}").into());
                }
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await??;
    }
    Ok(start.elapsed())
}
