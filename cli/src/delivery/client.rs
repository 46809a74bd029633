//! One request over HTTP, to an address that may be sent to.

use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Proxy, Timeout};

use crate::failure::Failure;

/// Sends bodies to one URL.
pub(crate) struct Client {
    agent: Agent,
    url: String,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    /// How long the receiver asks to be left alone.
    pub(super) retry_after: Option<Duration>,
    /// The start of the body.
    pub(super) body: Vec<u8>,
}

/// Why nothing came back.
pub(super) enum Unanswered {
    /// The address is none to send to.
    Refused(String),
    /// There was no connection.
    NotConnected(String),
    /// There was one, but no answer.
    Silent(String),
}

/// So much of an answer is read: nobody needs more of it to know what went wrong.
const READ: u64 = 64 << 10;

impl Client {
    /// A client for a URL; unless `remote`, every address of its host must be a loopback one.
    pub(crate) fn new(url: &str, remote: bool, timeout: Duration) -> Result<Self, Failure> {
        let refused = |why: &str| Failure::new(format!("cannot send to this URL: {why}"));
        let uri: Uri = url.parse().map_err(|_| refused("it is not a URL such as http://127.0.0.1:8080/hook"))?;
        match uri.scheme_str() {
            Some("http") => {}
            Some("https") if cfg!(feature = "tls") => {}
            Some("https") => {
                return Err(refused("this build has no TLS")
                    .help("`cargo install fieldwright-cli --features tls` makes one that has"));
            }
            _ => return Err(refused("it does not start with http:// or https://")),
        }
        let host = uri.host().unwrap_or_default();
        if host.is_empty() {
            return Err(refused("it has no host"));
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(refused("it has a user or a password in it"));
        }
        // On this machine no proxy is asked: it would decide where the body goes.
        let config = Agent::config_builder()
            .proxy(if remote { Proxy::try_from_env() } else { None })
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(timeout))
            .user_agent(concat!("fieldwright/", env!("CARGO_PKG_VERSION")))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked { remote });
        Ok(Self { agent, url: url.to_owned() })
    }

    pub(super) fn post(&self, headers: &[(&str, String)], body: &[u8]) -> Result<Answer, Unanswered> {
        let mut request = self.agent.post(&self.url);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let mut response = request.send(body).map_err(unanswered)?;
        let retry_after = response.headers().get("retry-after").and_then(|value| after(value.to_str().ok()?));
        let body = response.body_mut().with_config().limit(READ).read_to_vec().unwrap_or_default();
        Ok(Answer { status: response.status().as_u16(), retry_after, body })
    }
}

/// Seconds, or a date (RFC 9110 §10.2.3).
fn after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

fn unanswered(error: Error) -> Unanswered {
    use std::io::ErrorKind;

    match error {
        Error::HostNotFound => Unanswered::NotConnected("the host is not known".to_owned()),
        Error::ConnectionFailed | Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Unanswered::NotConnected(error.to_string())
        }
        Error::Io(error) => match error.kind() {
            // Of the system's own errors none has another inside.
            ErrorKind::PermissionDenied if error.get_ref().is_some() => Unanswered::Refused(error.to_string()),
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof => Unanswered::Silent(error.to_string()),
            _ => Unanswered::NotConnected(error.to_string()),
        },
        Error::Timeout(_) => Unanswered::Silent("no answer in time".to_owned()),
        error => Unanswered::Silent(error.to_string()),
    }
}

/// Looks a host up, and lets only addresses through that may be sent to. The connection goes to the very addresses that were
/// looked at, so a name that changes its meaning in between changes nothing.
#[derive(Debug)]
struct Checked {
    remote: bool,
}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = DefaultResolver::default().resolve(uri, config, timeout)?;
        match addresses.iter().find(|address| !self.remote && !is_loopback(address)) {
            None => Ok(addresses),
            Some(address) => {
                let text = format!("{} is not this machine, and only `--allow-remote` sends to others", address.ip());
                Err(Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, text)))
            }
        }
    }
}

/// IPv4 addresses count in either form.
pub(super) fn is_loopback(address: &SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_many_addresses_and_others_have_more() {
        for address in ["127.0.0.1:80", "127.9.9.9:80", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
            assert!(is_loopback(&address.parse().unwrap()), "{address}");
        }
        for address in ["0.0.0.0:80", "10.0.0.1:80", "[::]:80", "[::ffff:10.0.0.1]:80", "[fe80::1]:80"] {
            assert!(!is_loopback(&address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(after("7"), Some(Duration::from_secs(7)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after("soon"), None);
        assert_eq!(after("-1"), None);
    }
}
