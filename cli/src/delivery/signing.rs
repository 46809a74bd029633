//! The headers of a delivery, as the provider would send them.

use fieldwright::{Authentication, Endpoint, Part, sign};
use fieldwright_codegen::model::Provider;

use super::endpoint::Configured;
use super::time;
use crate::failure::Failure;
use crate::suggest;

/// The values of signed headers that are not left to clock and chance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given(Vec<(String, String)>);

impl Given {
    /// The values, checked: each is of a header that is signed, given once, and can stand in a header.
    pub(crate) fn new(endpoint: &Configured, values: Vec<(String, String)>) -> Result<Self, Failure> {
        let signed = signed_headers(endpoint.authentication());
        let mut given: Vec<(String, String)> = Vec::new();
        for (name, value) in values {
            if !signed.iter().any(|header| header.eq_ignore_ascii_case(&name)) {
                return Err(not_signed(&name, &signed));
            }
            if given.iter().any(|(before, _)| before.eq_ignore_ascii_case(&name)) {
                return Err(Failure::new(format!("the header `{name}` is given twice")));
            }
            if value.is_empty() || value.trim() != value || value.contains(char::is_control) {
                return Err(Failure::new(format!("the value of `{name}` cannot stand in a header")));
            }
            given.push((name, value));
        }
        Ok(Self(given))
    }
}

/// The headers that sign a body. What is not given is taken from the clock, or is random.
pub(crate) fn signed(
    endpoint: &Configured,
    body: &[u8],
    given: &Given,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let timestamp = match *endpoint.authentication() {
        Authentication::HmacSha256 { timestamp, .. } => timestamp,
        _ => None,
    };
    let mut values = given.0.clone();
    for header in signed_headers(endpoint.authentication()) {
        if !values.iter().any(|(name, _)| name.eq_ignore_ascii_case(header)) {
            let value = if timestamp == Some(header) { time::now().to_string() } else { random()? };
            values.push((header.to_owned(), value));
        }
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sign(endpoint, body, &values).map_err(|error| Failure::new(format!("the body cannot be signed: {error}")))
}

/// The headers that are signed as well.
fn signed_headers(scheme: &Authentication) -> Vec<&'static str> {
    match *scheme {
        Authentication::HmacSha256 { signed, .. } => {
            signed.iter().filter_map(|part| if let Part::Header(name) = *part { Some(name) } else { None }).collect()
        }
        _ => Vec::new(),
    }
}

fn not_signed(name: &str, signed: &[&str]) -> Failure {
    let failure = Failure::new(format!("the header `{name}` is not signed, so it takes no value here"));
    match suggest::name(name, signed.iter().copied()) {
        Some(header) => failure.help(format!("did you mean `{header}`?")),
        None if signed.is_empty() => failure.help("no header is"),
        None => failure.help(format!("these are: {}", signed.join(", "))),
    }
}

/// Sixteen hexadecimal digits that nobody can foresee.
fn random() -> Result<String, Failure> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| Failure::new(format!("there are no random numbers here: {error}")))?;
    Ok(format!("{:016x}", u64::from_ne_bytes(bytes)))
}

/// The header for the type of the body, where a page of the provider documents it.
pub(crate) fn content_type(provider: &Provider) -> Option<(&str, &str)> {
    let mut headers = provider.pages.iter().flat_map(|page| &page.headers);
    let header = headers.find(|header| header.name.wire.eq_ignore_ascii_case("content-type"))?;
    match header.value.effective.values.as_deref() {
        Some([value]) => Some((&header.name.wire, value)),
        _ => None,
    }
}
