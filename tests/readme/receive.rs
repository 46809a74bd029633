use payment_webhooks::rapyd::Event;
use payment_webhooks::{DecodeErrors, Profile};

/// Takes a delivery in; gives the HTTP status to answer with.
pub fn receive(body: &[u8]) -> Result<u16, DecodeErrors> {
    let event = Event::decode(body)?;
    for violation in &event.validate(Profile::Effective).violations {
        eprintln!("odd, but taken in: {violation}");
    }
    match &*event {
        Event::PaymentUpdated(payment) => println!("{} is now {:?}", payment.id, payment.data.status),
        Event::Unknown(event) => println!("nothing to do for {:?}", event.name),
        _ => println!("nothing to do for {:?}", event.payload()),
    }
    Ok(200)
}
