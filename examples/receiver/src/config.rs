//! What the service is told by its environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use payment_webhooks::{EndpointError, Policy, Receiver, Secret, ShortSecret, Verifier, anddone, rapyd, truemed};

/// What the service is told by its environment.
#[derive(Debug)]
pub struct Config {
    /// `LISTEN`: where to listen, `127.0.0.1:8080` if not said.
    pub listen: SocketAddr,
    /// `DATABASE`: the file of the store, `deliveries.redb` if not said.
    pub database: PathBuf,
    /// Takes in what Rapyd sends.
    pub rapyd: Receiver<rapyd::Rapyd>,
    /// Takes in what Truemed sends.
    pub truemed: Receiver<truemed::Truemed>,
    /// Takes in what comes to AndDone's path: its signature cannot be checked.
    pub anddone: Receiver<anddone::Anddone>,
    /// `ANDDONE_TOKEN`: the part of AndDone's path that keeps strangers out, at least.
    pub anddone_token: String,
}

/// What is wrong with the environment.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A variable is not there, or not text.
    #[error("`{0}` is not set")]
    Missing(&'static str),
    /// A key is too short.
    #[error("`{0}`: {1}")]
    Key(&'static str, ShortSecret),
    /// A variable is not what it should be.
    #[error("`{0}`: {1}")]
    Value(&'static str, String),
    /// An endpoint cannot be used.
    #[error("`{0}`: {1}")]
    Endpoint(&'static str, EndpointError),
}

/// Where variables come from: the environment, or a test.
pub trait Variables {
    /// A variable's value, if it is set.
    fn get(&self, name: &str) -> Option<String>;
}

impl<F: Fn(&str) -> Option<String>> Variables for F {
    fn get(&self, name: &str) -> Option<String> {
        self(name)
    }
}

impl Config {
    /// Reads the variables. Keys come from the environment, so that they stand in no list of processes.
    ///
    /// # Errors
    /// If something is missing or cannot be used.
    pub fn read(variables: &impl Variables) -> Result<Self, ConfigError> {
        let listen = variables.get("LISTEN").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen = listen.parse().map_err(|_| ConfigError::Value("LISTEN", format!("`{listen}` is no address")))?;
        let database = variables.get("DATABASE").unwrap_or_else(|| "deliveries.redb".to_owned()).into();
        let policy = match variables.get("POLICY").as_deref() {
            None | Some("accept") => Policy::Accept,
            Some("reject") => Policy::Reject,
            Some(other) => return Err(ConfigError::Value("POLICY", format!("`{other}` is neither accept nor reject"))),
        };
        let anddone_token = variables.get("ANDDONE_TOKEN").ok_or(ConfigError::Missing("ANDDONE_TOKEN"))?;
        if anddone_token.len() < 16 || !anddone_token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let rule = "16 letters and digits or more: it stands in a path".to_owned();
            return Err(ConfigError::Value("ANDDONE_TOKEN", rule));
        }
        Ok(Self {
            listen,
            database,
            rapyd: Receiver::new(rapyd(variables)?).policy(policy),
            truemed: Receiver::new(truemed(variables)?).policy(policy),
            anddone: Receiver::unverified().policy(policy),
            anddone_token,
        })
    }
}

/// While the secret key is rotated, the next one stands in `RAPYD_SECRET_KEY_NEXT`.
fn rapyd(variables: &impl Variables) -> Result<Verifier<rapyd::Rapyd>, ConfigError> {
    let endpoint = |secret: &'static str| {
        Ok(rapyd::Endpoint {
            url: variables.get("RAPYD_URL").ok_or(ConfigError::Missing("RAPYD_URL"))?,
            access_key: key(variables, "RAPYD_ACCESS_KEY")?,
            secret_key: key(variables, secret)?,
        })
    };
    let named = |error| ConfigError::Endpoint("RAPYD_URL", error);
    let verifier = Verifier::new(endpoint("RAPYD_SECRET_KEY")?).map_err(named)?;
    match variables.get("RAPYD_SECRET_KEY_NEXT") {
        Some(_) => verifier.or(endpoint("RAPYD_SECRET_KEY_NEXT")?).map_err(named),
        None => Ok(verifier),
    }
}

fn truemed(variables: &impl Variables) -> Result<Verifier<truemed::Truemed>, ConfigError> {
    let endpoint = truemed::Endpoint { api_key: key(variables, "TRUEMED_API_KEY")? };
    Verifier::new(endpoint).map_err(|error| ConfigError::Endpoint("TRUEMED_API_KEY", error))
}

fn key(variables: &impl Variables, name: &'static str) -> Result<Secret, ConfigError> {
    let value = variables.get(name).ok_or(ConfigError::Missing(name))?;
    Secret::new(value).map_err(|error| ConfigError::Key(name, error))
}
