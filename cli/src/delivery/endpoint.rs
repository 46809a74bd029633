//! The user's endpoint: the provider's contract, with keys and a URL from the command line.

use std::sync::Arc;

use fieldwright::{Authentication, Contract, Endpoint, EndpointError, Secret, Verifier, VerifyError};

use super::keys::KeyArgs;
use crate::failure::Failure;
use crate::output::Console;
use crate::suggest;

/// An endpoint of a provider whose schemas were loaded a moment ago.
#[derive(Debug, Clone)]
pub(crate) struct Configured {
    contract: &'static Contract,
    authentication: &'static Authentication,
    url: Option<String>,
    keys: Arc<[(&'static str, Secret)]>,
}

impl Endpoint for Configured {
    type Provider = ();

    fn contract(&self) -> &'static Contract {
        self.contract
    }

    fn authentication(&self) -> &'static Authentication {
        self.authentication
    }

    fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    fn key(&self, name: &str) -> Option<&Secret> {
        self.keys.iter().find(|(known, _)| *known == name).map(|(_, key)| key)
    }
}

impl Configured {
    /// The endpoint that the options describe. All that is wrong with them is told at once.
    pub(crate) fn new(
        contract: &'static Contract,
        url: Option<String>,
        keys: &KeyArgs,
        console: &mut Console,
    ) -> Result<Self, Failure> {
        if !is_verifiable(contract) {
            return Err(not_verifiable(contract));
        }
        let mut failures = Vec::new();
        let keys = read(contract, keys, &mut failures);
        let configured = failures.is_empty().then(|| Self::of(contract, url, keys, &mut failures)).flatten();
        match (configured, failures.len()) {
            (Some(configured), 0) => Ok(configured),
            (_, 1) => Err(failures.remove(0)),
            _ => {
                for failure in &failures {
                    console.failure(failure);
                }
                Err(Failure::Shown)
            }
        }
    }

    fn of(
        contract: &'static Contract,
        url: Option<String>,
        keys: Vec<(&'static str, Secret)>,
        failures: &mut Vec<Failure>,
    ) -> Option<Self> {
        let provider = contract.provider;
        let authentication = scheme(contract, &keys)?;
        let asked = authentication.keys();
        let missing: Vec<String> =
            asked.iter().filter(|name| !keys.iter().any(|(key, _)| key == *name)).map(quoted).collect();
        if !missing.is_empty() {
            let forms = "each as `--key NAME=env:VAR` or `--key NAME=@FILE`";
            failures.push(
                Failure::new(format!("`{provider}` takes keys that are missing: {}", missing.join(", "))).help(forms),
            );
        }
        if authentication.signs_url() && url.is_none() {
            let text = format!("`{provider}` signs the URL that the endpoint is configured with, and it is missing");
            failures.push(Failure::new(text).help("`--url` takes the whole of it, as in https://example.com/hook"));
        }
        let configured = Self { contract, authentication, url, keys: keys.into() };
        if failures.is_empty()
            && let Err(error) = configured.verifier()
        {
            failures.push(Failure::new(error.to_string()));
        }
        Some(configured)
    }

    /// What checks requests to this endpoint.
    pub(crate) fn verifier(&self) -> Result<Verifier<()>, EndpointError> {
        Verifier::new(self.clone())
    }
}

/// The scheme to use: the first that takes all keys that were given.
fn scheme(contract: &'static Contract, keys: &[(&'static str, Secret)]) -> Option<&'static Authentication> {
    let takes_all = |scheme: &&Authentication| keys.iter().all(|(key, _)| scheme.keys().contains(key));
    schemes(contract).find(takes_all).or_else(|| schemes(contract).next())
}

/// The schemes of which enough is documented.
fn schemes(contract: &'static Contract) -> impl Iterator<Item = &'static Authentication> {
    contract.authentication.iter().filter(|scheme| !matches!(scheme, Authentication::Undocumented { .. }))
}

/// Whether it is documented how to tell the provider's requests from others'.
pub(crate) fn is_verifiable(contract: &'static Contract) -> bool {
    schemes(contract).next().is_some()
}

/// Why nothing can be signed or verified.
pub(crate) fn not_verifiable(contract: &Contract) -> Failure {
    let provider = contract.provider;
    let why = contract.authentication.iter().find_map(|scheme| match *scheme {
        Authentication::Undocumented { carrier, unknown } => {
            Some(VerifyError::Undocumented { carrier, unknown }.to_string())
        }
        _ => None,
    });
    let why = why.unwrap_or_else(|| "it is not documented how its requests can be told from others'".to_owned());
    Failure::new(format!("nothing of `{provider}` can be signed or verified: {why}"))
}

/// The keys, under the provider's names of them.
fn read(contract: &'static Contract, keys: &KeyArgs, failures: &mut Vec<Failure>) -> Vec<(&'static str, Secret)> {
    let known: Vec<&'static str> = schemes(contract).flat_map(Authentication::keys).collect();
    let mut read: Vec<(&'static str, Secret)> = Vec::new();
    for arg in &keys.given {
        let key = arg.parts().and_then(|(given, place)| {
            let name = known.iter().copied().find(|name| *name == given);
            let name = name.ok_or_else(|| unknown(contract, given, &known))?;
            if read.iter().any(|(before, _)| *before == name) {
                return Err(Failure::new(format!("the key `{name}` is given twice")));
            }
            Ok((name, place.read(name)?))
        });
        match key {
            Ok(key) => read.push(key),
            Err(failure) => failures.push(failure),
        }
    }
    read
}

fn unknown(contract: &Contract, given: &str, known: &[&str]) -> Failure {
    let failure = Failure::new(format!("`{}` has no key `{given}`", contract.provider));
    match suggest::name(given, known.iter().copied()) {
        Some(name) => failure.help(format!("did you mean `{name}`?")),
        None => failure.help(format!("it has {}", known.iter().map(quoted).collect::<Vec<_>>().join(", "))),
    }
}

fn quoted(name: &&str) -> String {
    format!("`{name}`")
}
