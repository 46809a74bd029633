//! How requests show where they come from, and what is expected of the answers to them.

pub use fieldwright::Encoding;

/// A way to tell a provider's requests from others'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentication {
    /// How it works.
    pub scheme: Scheme,
    /// In our own words.
    pub doc: Option<String>,
}

/// How a request shows where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// A header holds a key as it is.
    ApiKey {
        /// The header.
        header: String,
        /// What the provider calls the key.
        key: String,
    },
    /// A header holds an HMAC-SHA256.
    HmacSha256(Hmac),
    /// There is a signature, and not all is documented that it takes to check it.
    Undocumented(Undocumented),
}

/// An HMAC-SHA256 over parts of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hmac {
    /// The header that holds it.
    pub header: String,
    /// What the provider calls the key.
    pub key: String,
    /// What is signed, one part behind the other.
    pub signed: Vec<Part>,
    /// The header that holds the time of signing in Unix seconds: one of those that are signed.
    pub timestamp: Option<String>,
    /// How the digest is written.
    pub encoding: Encoding,
    /// What stands in front of it; nothing, as a rule.
    pub prefix: String,
}

/// A signature that cannot be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undocumented {
    /// As schemas name it.
    pub word: &'static str,
    /// What holds it.
    pub carrier: Carrier,
    /// What is documented of it all the same, by the keys of schemas.
    pub known: Vec<(&'static str, String)>,
    /// What is not documented, each as a part of a sentence; at least one.
    pub unknown: Vec<String>,
}

/// What holds a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// A header.
    Header(String),
    /// A member of the body: the members to walk from the root.
    Member(Vec<String>),
}

/// A part of what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The whole URL that the endpoint is configured with.
    Url,
    /// The value of a header.
    Header(String),
    /// A key, by the provider's name of it.
    Key(String),
    /// The same text every time.
    Text(String),
    /// The body, byte by byte as it was received.
    Body,
}

/// What a provider expects of a receiver's answer, and what it does otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// What counts as received, if that is documented.
    pub success: Option<Success>,
    /// That it sends a webhook again, if that is documented.
    pub retries: Option<Retries>,
    /// The members to walk from the root to the text that tells one delivery from another.
    pub idempotency_key: Option<Vec<String>>,
    /// In our own words.
    pub doc: Option<String>,
}

/// Which answers count as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Success {
    /// Any status from 200 to 299.
    Any2xx,
    /// These; at least one.
    Statuses(Vec<u16>),
}

/// How a webhook is sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retries {
    /// For how long, as in `7 days`.
    pub period: Option<String>,
    /// With longer and longer pauses.
    pub backoff: Option<bool>,
}

impl Authentication {
    /// The word by which schemas name the scheme.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match &self.scheme {
            Scheme::ApiKey { .. } => "api-key",
            Scheme::HmacSha256(_) => "hmac-sha256",
            Scheme::Undocumented(found) => found.word,
        }
    }

    /// Whether all is documented that it takes to check a request.
    #[must_use]
    pub fn is_checkable(&self) -> bool {
        !matches!(self.scheme, Scheme::Undocumented(_))
    }

    /// The keys that it takes to check a request, by the provider's names of them, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        match &self.scheme {
            Scheme::ApiKey { key, .. } => keys.push(key),
            Scheme::HmacSha256(hmac) => {
                let parts =
                    hmac.signed.iter().filter_map(|part| if let Part::Key(key) = part { Some(key) } else { None });
                for key in parts.chain([&hmac.key]) {
                    if !keys.contains(&key.as_str()) {
                        keys.push(key);
                    }
                }
            }
            Scheme::Undocumented(_) => {}
        }
        keys
    }

    /// Whether the URL of the endpoint is signed.
    #[must_use]
    pub fn signs_url(&self) -> bool {
        matches!(&self.scheme, Scheme::HmacSha256(hmac) if hmac.signed.contains(&Part::Url))
    }

    /// What a schema says of it beside its name and its words, by key.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match &self.scheme {
            Scheme::ApiKey { header, key } => vec![("header", header.clone()), ("key", key.clone())],
            Scheme::HmacSha256(hmac) => {
                let mut facts = vec![("header", hmac.header.clone())];
                facts.push(("key", hmac.key.clone()));
                facts.push(("signed", listed(&hmac.signed)));
                facts.extend(hmac.timestamp.iter().map(|header| ("timestampHeader", header.clone())));
                facts.push(("encoding", encoding_word(hmac.encoding).to_owned()));
                facts.extend(Some(&hmac.prefix).filter(|text| !text.is_empty()).map(|text| ("prefix", text.clone())));
                facts
            }
            Scheme::Undocumented(found) => {
                let carrier = match &found.carrier {
                    Carrier::Header(_) => "header",
                    Carrier::Member(_) => "at",
                };
                let mut facts = vec![(carrier, found.carrier.text())];
                facts.extend(found.known.iter().cloned());
                facts.push(("unknown", found.unknown.join("; ")));
                facts
            }
        }
    }
}

impl Carrier {
    /// The header's name, or a pointer into the body.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Header(name) => name.clone(),
            Self::Member(path) => pointer(path),
        }
    }
}

impl Part {
    /// As schemas write it.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Url => "url".to_owned(),
            Self::Header(name) => format!("header:{name}"),
            Self::Key(name) => format!("key:{name}"),
            Self::Text(text) => format!("text:{text}"),
            Self::Body => "body".to_owned(),
        }
    }
}

impl Success {
    /// As schemas write them.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Any2xx => vec!["2xx".to_owned()],
            Self::Statuses(statuses) => statuses.iter().map(u16::to_string).collect(),
        }
    }
}

impl Delivery {
    /// What a schema says of it beside the answers that count and its words, by key.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if let Some(retries) = &self.retries {
            facts.extend(retries.period.iter().map(|period| ("retries.for", period.clone())));
            facts.extend(retries.backoff.map(|backoff| ("retries.backoff", backoff.to_string())));
        }
        facts.extend(self.idempotency_key.iter().map(|path| ("idempotencyKey", pointer(path))));
        facts
    }
}

/// The word by which schemas name an encoding.
#[must_use]
pub fn encoding_word(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Hex => "hex",
        Encoding::Base64 => "base64",
        Encoding::Base64OfHex => "base64-of-hex",
    }
}

/// The parts as schemas list them.
pub(crate) fn listed(parts: &[Part]) -> String {
    parts.iter().map(Part::word).collect::<Vec<_>>().join(", ")
}

/// An RFC 6901 pointer.
fn pointer(path: &[String]) -> String {
    path.iter().fold(String::new(), |text, step| text + "/" + &step.replace('~', "~0").replace('/', "~1"))
}
