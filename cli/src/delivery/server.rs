//! A small HTTP server: it reads requests within limits and hands them on, one at a time.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use std::{future, io};

use fieldwright::{MAX_BODY, Rejection};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::time::{sleep, timeout};

use super::client::is_loopback;
use crate::failure::Failure;

/// A request that was read, and where its answer is waited for.
struct Arrival {
    headers: HeaderMap,
    body: Result<Bytes, Rejection>,
    reply: oneshot::Sender<Reply>,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: String,
}

/// How many connections are open at a time.
const CONNECTIONS: usize = 256;
/// How long a client may take for its headers, and again for its body.
const READ: Duration = Duration::from_secs(10);
/// How long those that are in hand may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(15);
const HEADERS: usize = 100;
const HEADER_BYTES: usize = 64 << 10;

/// A socket on an address: a loopback one, unless `remote`.
pub(crate) fn listen(address: SocketAddr, remote: bool) -> Result<TcpListener, Failure> {
    if !remote && !is_loopback(&address) {
        return Err(Failure::new(format!("{} can be reached from other machines", address.ip()))
            .help("`--allow-remote` listens there all the same"));
    }
    let refused = |error| Failure::new(format!("cannot listen on {address}: {error}"));
    let listener = TcpListener::bind(address).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    Ok(listener)
}

/// What `take` says to a request: the answer, and whether there is to be another request.
type Flow = ControlFlow<Reply, Reply>;

/// Serves until `take` breaks off, or somebody interrupts; requests that are in hand then are handed on as well.
pub(crate) fn serve(
    listener: TcpListener,
    take: impl FnMut(&HeaderMap, Result<Bytes, Rejection>) -> Flow,
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::new(format!("cannot serve: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(run(listener, take)).map_err(failed)
}

async fn run(
    listener: TcpListener,
    mut take: impl FnMut(&HeaderMap, Result<Bytes, Rejection>) -> Flow,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let open = Arc::new(Semaphore::new(CONNECTIONS));
    let (sender, mut arrivals) = mpsc::channel(1);
    let connections = GracefulShutdown::new();
    let mut interrupted = std::pin::pin!(interrupted());
    let mut answer = |arrival: Arrival| {
        let (reply, over) = match take(&arrival.headers, arrival.body) {
            ControlFlow::Continue(reply) => (reply, false),
            ControlFlow::Break(reply) => (reply, true),
        };
        // Whoever does not wait for the answer any more does not get it.
        let _ = arrival.reply.send(reply);
        over
    };
    loop {
        tokio::select! {
            biased;
            () = &mut interrupted => break,
            Some(arrival) = arrivals.recv() => if answer(arrival) { break },
            (stream, permit) = accept(&listener, &open) => {
                let watcher = connections.watcher();
                let sender = sender.clone();
                tokio::spawn(async move {
                    let service = service_fn(move |request| handle(request, sender.clone()));
                    // A connection that breaks is the client's concern.
                    let _ = watcher.watch(http().serve_connection(TokioIo::new(stream), service)).await;
                    drop(permit);
                });
            }
        }
    }
    drop((listener, sender));
    let mut over = std::pin::pin!(timeout(FAREWELL, connections.shutdown()));
    loop {
        tokio::select! {
            _ = &mut over => return Ok(()),
            Some(arrival) = arrivals.recv() => drop(answer(arrival)),
        }
    }
}

/// The next connection, once there is room for it.
async fn accept(listener: &tokio::net::TcpListener, open: &Arc<Semaphore>) -> (TcpStream, impl Drop + use<>) {
    let Ok(permit) = Arc::clone(open).acquire_owned().await else { return future::pending().await };
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // The client is gone already, or there are too many open files: neither ends the server.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

fn http() -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(READ).max_headers(HEADERS).max_header_size(HEADER_BYTES);
    http
}

/// Reads a request, hands it on, and waits for the answer.
async fn handle(
    request: Request<Incoming>,
    arrivals: mpsc::Sender<Arrival>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() != Method::POST {
        let mut response = Response::new(Full::from("webhooks come by POST\n"));
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        return Ok(response);
    }
    let (parts, body) = request.into_parts();
    let body = match timeout(READ, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Rejection::TooLarge { limit: MAX_BODY }),
        Ok(Err(_)) | Err(_) => Err(Rejection::Unreadable),
    };
    let (reply, answer) = oneshot::channel();
    let _ = arrivals.send(Arrival { headers: parts.headers, body, reply }).await;
    Ok(answer.await.unwrap_or_else(|_| Reply::over()).into_response())
}

/// Until somebody interrupts.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        future::pending::<()>().await;
    }
}

impl Reply {
    /// Nothing is taken any more.
    pub(crate) fn over() -> Self {
        Self { status: 503, headers: Vec::new(), body: String::new() }
    }

    fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        response
    }
}
