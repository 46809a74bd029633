//! `receiver`: see the library. It is told everything by its environment, listed in the README beside it.

use std::error::Error;
use std::process::ExitCode;

use receiver::{Config, Store, Worker, router};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "stopped");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let config = Config::read(&|name: &str| std::env::var(name).ok())?;
    let (store, writer) = Store::open(&config.database)?;
    let listener = TcpListener::bind(config.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let worker = tokio::spawn(Worker::new(store.clone()).run());
    axum::serve(listener, router(config, store)).with_graceful_shutdown(stopped()).await?;
    // Requests in hand are answered. What is not worked on yet is, when the service starts again.
    worker.abort();
    let _ = worker.await;
    // With the last clone of the store gone, the writer writes what is left and ends.
    tokio::task::spawn_blocking(move || writer.join()).await?.map_err(|_| "the writer panicked")?;
    tracing::info!("stopped");
    Ok(())
}

/// Until somebody asks the service to stop.
async fn stopped() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
