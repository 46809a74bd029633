//! What the schemas know of a provider: its contract, and which payload a body is.

use fieldwright::{Contract, Shape, discriminator, is_one_of};
use fieldwright_codegen::model::{Model, Page, Provider};
use fieldwright_codegen::tables;

use crate::failure::Failure;
use crate::suggest;

/// The provider that the user calls `given`.
pub(crate) fn provider<'m>(model: &'m Model, given: &str) -> Result<&'m Provider, Failure> {
    let found = |name: &str| model.providers.iter().find(|provider| provider.id == name);
    found(given).ok_or_else(|| {
        let failure = Failure::new(format!("there is no provider `{given}`"));
        let names = || model.providers.iter().map(|provider| provider.id.as_str());
        let folder = given.split('/').next().unwrap_or_default();
        match found(folder).map(|provider| provider.id.as_str()).or_else(|| suggest::name(folder, names())) {
            Some(name) => failure.help(format!("did you mean `{name}`?")),
            None => failure.help(format!("the schemas know of {}", names().collect::<Vec<_>>().join(", "))),
        }
    })
}

/// The payloads of a provider, ready to tell which one a body is.
pub(crate) struct Known {
    pub(crate) contract: &'static Contract,
    payloads: Vec<Payload>,
}

/// A payload and its table.
pub(crate) struct Payload {
    /// As commands name it.
    pub(crate) name: String,
    pub(crate) shape: &'static Shape,
    /// Where the event's name stands, and the names that mean this payload; none if it has no such member.
    event: Option<(Vec<String>, Vec<String>)>,
}

/// What a body says it is.
pub(crate) struct Identity<'k> {
    /// What the member that names events says.
    pub(crate) event: Option<String>,
    /// None if no schema knows it.
    pub(crate) payload: Option<&'k Payload>,
}

impl Known {
    pub(crate) fn new(model: &Model, provider: &Provider) -> Self {
        let payload = |page: &Page| Payload {
            name: page.payload.clone(),
            shape: tables::shape(model, page),
            event: page.event.as_ref().map(|event| (event.at.clone(), event.values.clone())),
        };
        let payloads = provider.pages.iter().map(payload).collect();
        Self { contract: tables::contract(provider), payloads }
    }

    /// Which payload a body is. What no payload claims is the one that has no event's name, if there is such a payload.
    pub(crate) fn identify(&self, body: &[u8]) -> Identity<'_> {
        let mut event = None;
        for payload in &self.payloads {
            let Some((at, values)) = &payload.event else { continue };
            let path: Vec<&str> = at.iter().map(String::as_str).collect();
            let name = discriminator(body, &path);
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            if is_one_of(name.as_deref(), &values) {
                return Identity { event: name.map(Into::into), payload: Some(payload) };
            }
            event = event.or(name.map(String::from));
        }
        Identity { event, payload: self.payloads.iter().find(|payload| payload.event.is_none()) }
    }
}
