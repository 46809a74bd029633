//! The work on deliveries: once each, in the order of arrival, after they were acknowledged.

use std::error::Error;

use payment_webhooks::{anddone, rapyd, truemed};

use crate::store::{Delivery, Store};

/// Works on what the store has, first on what was left when the service stopped.
pub struct Worker {
    store: Store,
    /// What comes next.
    next: u64,
}

impl Worker {
    /// A worker of the store's.
    pub fn new(store: Store) -> Self {
        Self { store, next: 0 }
    }

    /// Works until the store is closed. It may be dropped at any time: what is not finished is worked on again.
    pub async fn run(mut self) {
        loop {
            if let Err(error) = self.catch_up().await {
                tracing::error!(%error, "the work has stopped");
                return;
            }
            self.store.arrived().await;
        }
    }

    /// Works on everything that is there.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn catch_up(&mut self) -> Result<(), Box<dyn Error + Send + Sync>> {
        loop {
            let pending = self.store.pending(self.next)?;
            let Some((last, ..)) = pending.last() else { return Ok(()) };
            let next = last + 1;
            for (number, id, delivery) in &pending {
                let payload = work(delivery);
                tracing::debug!(id, payload, "worked on");
                self.store.finish(*number, payload).await?;
            }
            self.next = next;
        }
    }
}

/// What the service is there for. Here it only looks what the delivery is: a real one books, mails, ships.
///
/// The body was verified when it came, so it is decoded without that now.
fn work(delivery: &Delivery) -> &'static str {
    let body = &delivery.body;
    let payload = match delivery.provider.as_str() {
        "rapyd" => rapyd::Event::decode_unverified(body).ok().and_then(|event| event.payload()),
        "truemed" => truemed::Event::decode_unverified(body).ok().and_then(|event| event.payload()),
        "anddone" => anddone::Event::decode_unverified(body).ok().and_then(|event| event.payload()),
        _ => None,
    };
    payload.unwrap_or("unknown")
}
