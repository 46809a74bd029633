use payment_webhooks::rapyd::{Ack, Endpoint, Event, Rapyd};
use payment_webhooks::{EndpointError, Headers, Receiver, Rejection, Secret, Verifier};

/// Once, when the service starts.
pub fn receiver(url: &str, access_key: Secret, secret_key: Secret) -> Result<Receiver<Rapyd>, EndpointError> {
    Ok(Receiver::new(Verifier::new(Endpoint { url: url.to_owned(), access_key, secret_key })?))
}

/// Takes a delivery in, or says how to turn it away.
pub fn receive(receiver: &Receiver<Rapyd>, headers: &dyn Headers, body: Vec<u8>) -> Result<Ack, Rejection> {
    let webhook = receiver.receive(headers, body)?;
    for violation in &webhook.report.violations {
        eprintln!("odd, but taken in: {violation}");
    }
    match &webhook.event {
        Event::PaymentUpdated(payment) => println!("{}: {:?}", webhook.delivery_id, payment.data.status),
        Event::Unknown(event) => println!("nothing to do for {:?}", event.name),
        event => println!("nothing to do for {:?}", event.payload()),
    }
    Ok(Ack::received())
}
