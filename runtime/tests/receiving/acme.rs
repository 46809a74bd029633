//! A provider that signs as Rapyd does, one that sends a key, and a request of known signature.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fieldwright::{
    Authentication, Contract, DecodeErrors, Decoded, Encoding, Endpoint, Field, Part, Provider, Record, Rule, Secret,
    Shape, Slot, UnknownEvent, Verified, Verifier, VerifyError, discriminator, nothing,
};

/// The provider.
pub(crate) struct Acme;

pub(crate) static CONTRACT: Contract = Contract {
    provider: "acme",
    authentication: &[
        Authentication::HmacSha256 {
            header: "signature",
            timestamp: Some("timestamp"),
            signed: &[
                Part::Url,
                Part::Header("salt"),
                Part::Header("timestamp"),
                Part::Key("access_key"),
                Part::Key("secret_key"),
                Part::Body,
            ],
            key: "secret_key",
            encoding: Encoding::Base64OfHex,
            prefix: "",
        },
        Authentication::ApiKey { header: "x-acme-key", key: "api_key" },
        Authentication::Undocumented {
            carrier: "x-acme-signature",
            unknown: &["how it is divided", "how long it holds"],
        },
    ],
    success: &[204],
    delivery_id: &["id"],
};

/// An endpoint that takes signed requests.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) url: String,
    pub(crate) access: Secret,
    pub(crate) secret: Secret,
}

impl Endpoint for Signed {
    type Provider = Acme;

    fn contract(&self) -> &'static Contract {
        &CONTRACT
    }

    fn authentication(&self) -> &'static Authentication {
        &CONTRACT.authentication[0]
    }

    fn url(&self) -> Option<&str> {
        Some(&self.url)
    }

    fn key(&self, name: &str) -> Option<&Secret> {
        match name {
            "access_key" => Some(&self.access),
            "secret_key" => Some(&self.secret),
            _ => None,
        }
    }
}

/// An endpoint that takes requests with a key.
pub(crate) struct Keyed(pub(crate) Secret);

impl Endpoint for Keyed {
    type Provider = Acme;

    fn contract(&self) -> &'static Contract {
        &CONTRACT
    }

    fn authentication(&self) -> &'static Authentication {
        &CONTRACT.authentication[1]
    }

    fn key(&self, name: &str) -> Option<&Secret> {
        (name == "api_key").then_some(&self.0)
    }
}

/// Its table.
pub(crate) static PAID: Shape = {
    static FIELDS: [Field; 2] = [
        Field::new("id", Rule::string().at(1, 1)),
        Field::new("status", Rule::string().length(3, 3).optional().at(2, 1)),
    ];
    Shape::new("Paid", "schemas/acme/paid.yaml", &FIELDS)
};

/// Any webhook of the provider.
#[derive(Debug, PartialEq)]
pub(crate) enum Event<'a> {
    Paid { id: String },
    Unknown(UnknownEvent<'a>),
}

/// A payload: an id that must be there, and a status of three characters.
#[derive(Default)]
struct Read<'a> {
    id: Cow<'a, str>,
    status: Option<Cow<'a, str>>,
}

impl<'a> Record<'a> for Read<'a> {
    const SHAPE: &'static Shape = &PAID;

    fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
        match index {
            0 => &mut self.id,
            1 => &mut self.status,
            _ => nothing(),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.id,
            1 => &self.status,
            _ => &(),
        }
    }
}

impl Provider for Acme {
    const CONTRACT: &'static Contract = &CONTRACT;
    type Event<'a> = Event<'a>;

    fn decode_unverified(body: &[u8]) -> Result<Decoded<'_, Event<'_>>, DecodeErrors> {
        Ok(fieldwright::decode::<Read<'_>>(body)?.map(|read| Event::Paid { id: read.id.into_owned() }))
    }

    fn event_name(body: &[u8]) -> Option<Cow<'_, str>> {
        discriminator(body, &["status"])
    }

    fn unknown(event: UnknownEvent<'_>) -> Event<'_> {
        Event::Unknown(event)
    }

    fn payload(event: &Event<'_>) -> Option<&'static str> {
        matches!(event, Event::Paid { .. }).then_some("acme/paid")
    }
}

/// A request as a list of headers and a body.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

pub(crate) const URL: &str = "https://example.test/hooks/rapyd";
pub(crate) const SIGNED_AT: u64 = 1_725_412_016;
pub(crate) const SIGNATURE: &str =
    "MGI2ZWI3MWQwOWEyNjEyOTlhNGVjYzE4ZjVhZjAwMGI0YjA2ZGFiYzRiMGJlODNjNDg4YWI5YjMwODQ0YzAzYg==";

pub(crate) fn secret(text: &str) -> Secret {
    Secret::new(text).unwrap()
}

pub(crate) fn endpoint() -> Signed {
    Signed { url: URL.to_owned(), access: secret("ak_TEST"), secret: secret("sk_TEST") }
}

pub(crate) fn verifier() -> Verifier<Acme> {
    Verifier::new(endpoint()).unwrap()
}

/// The request whose signature was worked out elsewhere.
pub(crate) fn request() -> Request {
    let headers = [("Content-Type", "application/json"), ("salt", "a1b2c3d4e5f6"), ("timestamp", "1725412016")];
    Request {
        headers: headers
            .into_iter()
            .chain([("signature", SIGNATURE)])
            .map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()))
            .collect(),
        body: br#"{"id":"wh_0","type":"PAYMENT_UPDATED"}"#.to_vec(),
    }
}

impl Request {
    /// The value of a header, to be changed.
    pub(crate) fn header(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.headers.iter_mut().find(|(header, _)| header == name).unwrap().1
    }

    /// The same request with another value.
    pub(crate) fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        *self.header(name) = value.as_ref().to_vec();
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(header, _)| header != name);
        self
    }

    /// Verified when it was signed.
    pub(crate) fn verify<'r, P: 'static>(&'r self, verifier: &Verifier<P>) -> Result<Verified<'r, P>, VerifyError> {
        self.verify_at(verifier, SIGNED_AT)
    }

    pub(crate) fn verify_at<'r, P: 'static>(
        &'r self,
        verifier: &Verifier<P>,
        seconds: u64,
    ) -> Result<Verified<'r, P>, VerifyError> {
        verifier.verify_at(&self.headers, &self.body, at(seconds))
    }
}

pub(crate) fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}
