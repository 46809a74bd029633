//! The requests, made before anything is timed.

use bytes::Bytes;
use payment_webhooks::fieldwright::{Secret, sign};
use payment_webhooks::rapyd;

use crate::Outcome;

pub const URL: &str = "https://example.test/hooks/rapyd";
pub const ACCESS_KEY: &str = "access-key-of-the-load";
pub const SECRET_KEY: &str = "secret-key-of-the-load";

/// A body and the headers that authenticate it.
pub struct Prepared(Vec<Signed>);

#[derive(Clone)]
pub struct Signed {
    pub body: Bytes,
    pub headers: Vec<(&'static str, String)>,
}

/// What the endpoint is configured with.
pub fn endpoint() -> Outcome<rapyd::Endpoint> {
    Ok(rapyd::Endpoint {
        url: URL.to_owned(),
        access_key: Secret::new(ACCESS_KEY)?,
        secret_key: Secret::new(SECRET_KEY)?,
    })
}

impl Prepared {
    pub fn new(count: usize) -> Outcome<Self> {
        let fixtures = rapyd::payment_updated::fixtures();
        let example = fixtures.iter().next().ok_or("no example")?;
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs().to_string();
        let endpoint = endpoint()?;
        let signed = (0..count).map(|number| {
            let body = example.with("/id", &format!("\"wh_{number:032x}\""))?;
            let headers = sign(&endpoint, body.as_bytes(), &[("salt", "a1b2c3d4e5f6"), ("timestamp", &now)])?;
            Ok(Signed { body: body.into(), headers })
        });
        signed.collect::<Outcome<_>>().map(Self)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn quarters(&self) -> impl Iterator<Item = &[Signed]> {
        self.0.chunks(self.0.len().div_ceil(4).max(1))
    }
}
