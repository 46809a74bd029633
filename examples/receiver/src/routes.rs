//! The paths, and what becomes of a request.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use payment_webhooks::fieldwright::{Ack, Provider, Receiver, Report, Webhook};
use payment_webhooks::{anddone, rapyd, truemed};
use tower_http::timeout::TimeoutLayer;

use crate::config::Config;
use crate::store::{Delivery, Kept, Store};

/// A provider gives up sooner than this.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What handlers share.
#[derive(Clone)]
struct App {
    config: Arc<Config>,
    store: Store,
}

/// The service: a path for each provider, and `/health`.
pub fn router(config: Config, store: Store) -> Router {
    let anddone = format!("/hooks/anddone/{}", config.anddone_token);
    Router::new()
        .route("/hooks/rapyd", post(take::<rapyd::Rapyd>))
        .route("/hooks/truemed", post(take::<truemed::Truemed>))
        .route(&anddone, post(take::<anddone::Anddone>))
        .route("/health", get(async || StatusCode::NO_CONTENT))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .with_state(App { config: Arc::new(config), store })
}

/// Keeps a delivery, and acknowledges it when it is on the disk. One that is there already is acknowledged as well.
async fn take<P: Provider>(State(store): State<Store>, webhook: Webhook<P>) -> Result<Ack<P>, StatusCode> {
    let provider = P::CONTRACT.provider;
    let id = format!("{provider}/{}", webhook.delivery_id);
    let payload = webhook.payload.unwrap_or("unknown");
    let (valid, findings) = (webhook.report.is_valid(), findings(&webhook.report));
    let delivery = Delivery { provider: provider.to_owned(), body: webhook.body };
    match store.keep(id.clone(), delivery).await {
        Ok(kept) => tracing::info!(id, payload, new = kept == Kept::New, valid, findings, "received"),
        Err(error) => {
            // Not acknowledged, so the provider sends it again.
            tracing::error!(id, payload, %error, "not kept");
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
    }
    Ok(Ack::received())
}

/// What is wrong with a payload, for a log: places and rules, no values.
fn findings(report: &Report) -> String {
    let words = report.violations.iter().map(|found| format!("{} {}", found.pointer, found.keyword));
    words.collect::<Vec<_>>().join(", ")
}

impl FromRef<App> for Store {
    fn from_ref(app: &App) -> Self {
        app.store.clone()
    }
}

impl FromRef<App> for Receiver<rapyd::Rapyd> {
    fn from_ref(app: &App) -> Self {
        app.config.rapyd.clone()
    }
}

impl FromRef<App> for Receiver<truemed::Truemed> {
    fn from_ref(app: &App) -> Self {
        app.config.truemed.clone()
    }
}

impl FromRef<App> for Receiver<anddone::Anddone> {
    fn from_ref(app: &App) -> Self {
        app.config.anddone.clone()
    }
}
