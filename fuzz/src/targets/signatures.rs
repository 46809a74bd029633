//! The signatures of requests, beside an HMAC written out after RFC 2104.

use std::time::{Duration, SystemTime};

use fieldwright::{Authentication, Contract, Encoding, Endpoint, Part, REPLAY_WINDOW, Secret, Verifier, sign};
use sha2::{Digest, Sha256};

/// When requests arrive, in Unix seconds.
const NOW: u64 = 1_700_000_000;
const URL: &str = "https://example.com/hook?x=1";
const ID: &str = "account-7";
/// The keys of the two endpoints: what is signed today, and what was before the keys were rotated.
const KEYS: [&str; 2] = ["the new key of them", "the old key of them"];

static SCHEMES: [Authentication; 4] = [
    Authentication::HmacSha256 {
        header: "signature",
        timestamp: Some("timestamp"),
        signed: &[
            Part::Url,
            Part::Header("salt"),
            Part::Header("timestamp"),
            Part::Key("id"),
            Part::Key("key"),
            Part::Body,
        ],
        key: "key",
        encoding: Encoding::Base64OfHex,
        prefix: "",
    },
    Authentication::HmacSha256 {
        header: "X-Signature",
        timestamp: None,
        signed: &[Part::Body],
        key: "key",
        encoding: Encoding::Hex,
        prefix: "sha256=",
    },
    Authentication::HmacSha256 {
        header: "X-Signature",
        timestamp: Some("X-Timestamp"),
        signed: &[Part::Header("X-Timestamp"), Part::Text("."), Part::Body],
        key: "key",
        encoding: Encoding::Base64,
        prefix: "v1,",
    },
    Authentication::ApiKey { header: "X-Api-Key", key: "key" },
];

static CONTRACT: Contract = Contract { provider: "acme", authentication: &SCHEMES, success: &[], delivery_id: &[] };

struct Acme;

struct Configured {
    scheme: &'static Authentication,
    id: Secret,
    key: Secret,
}

impl Endpoint for Configured {
    type Provider = Acme;

    fn contract(&self) -> &'static Contract {
        &CONTRACT
    }

    fn authentication(&self) -> &'static Authentication {
        self.scheme
    }

    fn url(&self) -> Option<&str> {
        Some(URL)
    }

    fn key(&self, name: &str) -> Option<&Secret> {
        match name {
            "id" => Some(&self.id),
            "key" => Some(&self.key),
            _ => None,
        }
    }
}

fn configured(scheme: &'static Authentication, key: &str) -> Configured {
    Configured { scheme, id: Secret::new(ID).expect("long enough"), key: Secret::new(key).expect("long enough") }
}

/// Of a request exactly that is accepted which the scheme asks for; what is said of others holds no key and no signature.
///
/// The input is a byte, which chooses the scheme, headers, a line each, a blank line and the body. In a header `{0}` and
/// `{1}` stand for what the request has to have by either key.
pub fn signatures(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let scheme = &SCHEMES[usize::from(*which) % SCHEMES.len()];
    let (head, body) = split(rest, b"\n\n").unwrap_or((rest, b""));
    let Ok(head) = std::str::from_utf8(head) else { return };
    let mut headers: Vec<(&str, String)> =
        head.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| (name, value.to_owned())).collect();
    let right = KEYS.map(|key| expected(scheme, key, &headers, body));
    for (_, value) in &mut headers {
        for (mark, right) in [("{0}", &right[0]), ("{1}", &right[1])] {
            if let Some(right) = right {
                *value = value.replace(mark, right);
            }
        }
    }
    let verifier = Verifier::new(configured(scheme, KEYS[0])).and_then(|one| one.or(configured(scheme, KEYS[1])));
    let verifier = verifier.expect("both endpoints have all they need");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let found = verifier.verify_at(&headers, body, now);
    let accepted =
        (0..KEYS.len()).find(|at| carries(scheme, KEYS[*at], &headers, body)).filter(|_| in_time(scheme, &headers));
    match found {
        Ok(believed) => {
            assert_eq!(Some(believed.endpoint()), accepted);
            assert_eq!(believed.body(), body);
        }
        Err(error) => {
            assert_eq!(accepted, None, "{error}");
            let said = format!("{error} {error:?}");
            let secrets = KEYS.iter().copied().chain(right.iter().flatten().map(String::as_str));
            secrets.for_each(|secret| assert!(!said.contains(secret), "{said}"));
        }
    }
    let given: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let made = sign(&configured(scheme, KEYS[0]), body, &given).ok();
    let made = made.and_then(|made| made.into_iter().last()).map(|(_, value)| value);
    assert_eq!(made, expected(scheme, KEYS[0], &headers, body), "signed otherwise than checked");
}

fn split<'d>(data: &'d [u8], mark: &[u8]) -> Option<(&'d [u8], &'d [u8])> {
    let at = data.windows(mark.len()).position(|window| window == mark)?;
    Some((&data[..at], &data[at + mark.len()..]))
}

/// The value of a header that is there exactly once.
fn once<'h>(headers: &'h [(&str, String)], name: &str) -> Option<&'h str> {
    let mut found = headers.iter().filter(|(header, _)| header.eq_ignore_ascii_case(name));
    let (_, value) = found.next()?;
    found.next().is_none().then_some(value)
}

/// What the scheme's own header has to hold by a key.
fn expected(scheme: &Authentication, key: &str, headers: &[(&str, String)], body: &[u8]) -> Option<String> {
    let Authentication::HmacSha256 { signed, encoding, prefix, .. } = scheme else { return Some(key.to_owned()) };
    let mut message = Vec::new();
    for part in *signed {
        message.extend_from_slice(match part {
            Part::Url => URL.as_bytes(),
            Part::Header(name) => once(headers, name)?.as_bytes(),
            Part::Key("id") => ID.as_bytes(),
            Part::Key(_) => key.as_bytes(),
            Part::Text(text) => text.as_bytes(),
            Part::Body => body,
        });
    }
    let digest = hmac(key.as_bytes(), &message);
    let hex = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let digest = match encoding {
        Encoding::Hex => hex,
        Encoding::Base64 => base64(&digest),
        Encoding::Base64OfHex => base64(hex.as_bytes()),
    };
    Some(format!("{prefix}{digest}"))
}

fn carries(scheme: &Authentication, key: &str, headers: &[(&str, String)], body: &[u8]) -> bool {
    let header = match scheme {
        Authentication::ApiKey { header, .. } | Authentication::HmacSha256 { header, .. } => header,
        Authentication::Undocumented { .. } => return false,
    };
    once(headers, header).is_some_and(|value| expected(scheme, key, headers, body).as_deref() == Some(value))
}

fn in_time(scheme: &Authentication, headers: &[(&str, String)]) -> bool {
    let Authentication::HmacSha256 { timestamp: Some(header), .. } = scheme else { return true };
    let seconds = once(headers, header).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let seconds = seconds.and_then(|text| text.parse::<u64>().ok());
    seconds.is_some_and(|seconds| seconds.abs_diff(NOW) <= REPLAY_WINDOW.as_secs())
}

/// RFC 2104, with a key no longer than a block.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let pad = |with: u8| (0..64).map(|at| key.get(at).unwrap_or(&0) ^ with).collect::<Vec<u8>>();
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().to_vec()
}

/// RFC 4648 §4, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let three = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let six = usize::try_from(three >> (18 - 6 * at) & 63).unwrap_or(0);
            text.push(if at > chunk.len() { '=' } else { char::from(ALPHABET[six]) });
        }
    }
    text
}
