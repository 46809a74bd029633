use axum::{Router, routing::post};
use payment_webhooks::rapyd::{Ack, Endpoint, Event, Webhook};
use payment_webhooks::{EndpointError, Receiver, Secret, Verifier};

/// Gets what was verified, decoded and judged. What is not Rapyd's, or not JSON, was turned away before.
async fn hook(webhook: Webhook) -> Ack {
    for violation in &webhook.report.violations {
        eprintln!("odd, but taken in: {violation}");
    }
    match webhook.event() {
        Event::PaymentUpdated(payment) => println!("{}: {:?}", webhook.delivery_id, payment.data.status),
        Event::Unknown(event) => println!("nothing to do for {:?}", event.name),
        event => println!("nothing to do for {:?}", event.payload()),
    }
    Ack::received()
}

/// What `axum::serve` runs.
pub fn service(url: &str, access_key: Secret, secret_key: Secret) -> Result<Router, EndpointError> {
    let verifier = Verifier::new(Endpoint { url: url.to_owned(), access_key, secret_key })?;
    Ok(Router::new().route("/hooks/rapyd", post(hook)).with_state(Receiver::new(verifier)))
}
