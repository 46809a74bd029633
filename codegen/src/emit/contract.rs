//! A provider as a type, what it documents of requests and answers, and what an endpoint of it is configured with.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::{Source, on_one_line};
use super::names::ident;
use super::{Options, doc};
use crate::model::{Authentication, Carrier, Delivery, Part, Provider, Scheme, Success};
use crate::name;

/// What stands beside the event of a provider that has pages.
pub(super) fn emit(provider: &Provider, options: Options, source: &mut Source) {
    if provider.pages.is_empty() {
        return;
    }
    source.items(marker(provider, options));
    source.items(aliases(provider));
    for found in provider.authentication.iter().filter(|found| found.is_checkable()) {
        source.items(endpoint(provider, found, options));
        source.text(&scheme_item(provider, found));
    }
    source.text(&contract_item(provider));
}

/// Whether there is a scheme by which a body can be verified.
pub(super) fn is_checkable(provider: &Provider) -> bool {
    provider.authentication.iter().any(Authentication::is_checkable)
}

/// The provider's name as a type.
fn marker_name(provider: &Provider) -> proc_macro2::Ident {
    ident(&name::marker(&provider.id))
}

fn marker(provider: &Provider, options: Options) -> TokenStream {
    let marker = marker_name(provider);
    let mut texts = vec![format!(
        "{} as a type, for what is generic over providers: a `Receiver<{marker}>` takes its webhooks in, and no other's.",
        doc::plain(&provider.title)
    )];
    texts.extend(unverifiable(provider));
    let docs = doc::paragraphs(&texts);
    let event_name = super::event::name(provider);
    let derives = if options.features {
        quote!(#[cfg_attr(feature = "derives", derive(Debug, Clone, Copy))])
    } else {
        quote!(#[derive(Debug, Clone, Copy)])
    };
    quote! {
        #docs
        #derives
        pub struct #marker;
        impl fieldwright::Provider for #marker {
            const CONTRACT: &'static fieldwright::Contract = &CONTRACT;
            type Event<'a> = Event<'a>;
            fn decode_unverified(body: &[u8]) -> Result<Decoded<'_, Event<'_>>, DecodeErrors> {
                Event::decode_unverified(body)
            }
            #event_name
            fn unknown(event: UnknownEvent<'_>) -> Event<'_> {
                Event::Unknown(event)
            }
            fn payload(event: &Event<'_>) -> Option<&'static str> {
                event.payload()
            }
        }
    }
}

/// That nothing can be verified, and why.
pub(super) fn unverifiable(provider: &Provider) -> Option<String> {
    if is_checkable(provider) {
        return None;
    }
    let mut text =
        "Nothing shows where a body comes from, so there is no `Endpoint` and nothing is ever verified".to_owned();
    let undocumented = provider.authentication.iter().find_map(|found| match &found.scheme {
        Scheme::Undocumented(found) => Some(found),
        _ => None,
    });
    match undocumented {
        Some(found) => {
            let unknown: Vec<String> = found.unknown.iter().map(|what| doc::plain(what)).collect();
            let carrier = doc::code(&found.carrier.text());
            text.push_str(&format!(": of the signature in {carrier} it is not documented {}.", unknown.join("; nor ")));
        }
        None => text.push_str(": no way to authenticate requests is documented."),
    }
    Some(text)
}

fn aliases(provider: &Provider) -> TokenStream {
    let marker = marker_name(provider);
    let title = doc::plain(&provider.title);
    let webhook = doc::paragraphs(&[format!("A delivery of {title} that was taken in.")]);
    let mut ack = vec![format!("The answer that acknowledges a delivery. {}", answers(provider))];
    ack.extend(retries(provider.delivery.as_ref()));
    ack.extend(words(provider.delivery.as_ref()));
    let ack = doc::paragraphs(&ack);
    let verified = is_checkable(provider).then(|| {
        let docs = doc::paragraphs(&[format!("A body that is known to come from {title}.")]);
        quote!(#docs pub type Verified<'a> = fieldwright::Verified<'a, #marker>;)
    });
    quote! {
        #ack
        pub type Ack = fieldwright::Ack<#marker>;
        #verified
        #webhook
        pub type Webhook = fieldwright::Webhook<#marker>;
    }
}

/// Which statuses count as received.
pub(super) fn answers(provider: &Provider) -> String {
    let success = provider.delivery.as_ref().and_then(|delivery| delivery.success.as_ref());
    match success {
        None => "Which status counts as received is not documented, so any 2xx is taken for one.".to_owned(),
        Some(Success::Any2xx) => "Any 2xx counts as received.".to_owned(),
        Some(Success::Statuses(statuses)) => match statuses.as_slice() {
            [only] => format!("Status {only} counts as received, and no other."),
            _ => format!("Of statuses, {} count as received, and no other.", success_words(success)),
        },
    }
}

fn success_words(success: Option<&Success>) -> String {
    success.map(Success::words).unwrap_or_default().join(", ")
}

/// What happens to a webhook that was not received, where that is documented.
pub(super) fn retries(delivery: Option<&Delivery>) -> Option<String> {
    let found = delivery?.retries.as_ref()?;
    let pauses = match found.backoff {
        Some(true) => ", with longer and longer pauses",
        Some(false) => ", with pauses of one length",
        None => "",
    };
    let period = found.period.as_ref().map(|period| format!(" for at most {}", doc::plain(period))).unwrap_or_default();
    Some(format!("A webhook that is not acknowledged is sent again{period}{pauses}."))
}

/// What is said of delivery in words.
pub(super) fn words(delivery: Option<&Delivery>) -> Option<String> {
    delivery?.doc.as_deref().map(doc::plain)
}

/// What tells one delivery from another.
pub(super) fn delivery_id(delivery: Option<&Delivery>) -> String {
    match delivery.and_then(|delivery| delivery.idempotency_key.as_ref()) {
        Some(path) => format!(
            "What tells one delivery from another is {}: it is the same each time a webhook is sent.",
            doc::code(&Carrier::Member(path.clone()).text())
        ),
        None => {
            "No member is documented that tells one delivery from another, so a digest of the body does.".to_owned()
        }
    }
}

/// What an endpoint is called: by its scheme, where there are several.
fn endpoint_name(provider: &Provider, found: &Authentication) -> &'static str {
    if provider.authentication.iter().filter(|found| found.is_checkable()).count() == 1 {
        return "Endpoint";
    }
    match found.scheme {
        Scheme::ApiKey { .. } => "ApiKeyEndpoint",
        _ => "HmacSha256Endpoint",
    }
}

fn endpoint(provider: &Provider, found: &Authentication, options: Options) -> TokenStream {
    let (name, marker) = (ident(endpoint_name(provider, found)), marker_name(provider));
    let (scheme, title) = (ident(scheme_name(found)), doc::plain(&provider.title));
    let docs = doc::paragraphs(&[format!(
        "What an endpoint is configured with at {title}, for requests with {}.",
        doc::code(found.word())
    )]);
    let derives = if options.features {
        quote!(#[cfg_attr(feature = "derives", derive(Debug, Clone))])
    } else {
        quote!(#[derive(Debug, Clone)])
    };
    let (url, given_url) = if found.signs_url() {
        let docs = doc::paragraphs(&[format!(
            "The whole URL, scheme and host included, to the letter as {title} has it: it is signed."
        )]);
        let given = quote! {
            fn url(&self) -> Option<&str> {
                Some(&self.url)
            }
        };
        (Some(quote!(#docs pub url: String,)), Some(given))
    } else {
        (None, None)
    };
    let keys = found.keys();
    let fields: Vec<_> = keys.iter().map(|key| ident(&name::key_field(key))).collect();
    let members = keys.iter().zip(&fields).map(|(key, field)| {
        let docs = doc::paragraphs(&[format!("The key {} of {title}.", doc::code(key))]);
        quote!(#docs pub #field: fieldwright::Secret,)
    });
    quote! {
        #docs
        #derives
        pub struct #name {
            #url
            #(#members)*
        }
        impl fieldwright::Endpoint for #name {
            type Provider = #marker;
            fn contract(&self) -> &'static fieldwright::Contract {
                &CONTRACT
            }
            fn authentication(&self) -> &'static fieldwright::Authentication {
                &#scheme
            }
            #given_url
            fn key(&self, name: &str) -> Option<&fieldwright::Secret> {
                match name {
                    #(#keys => Some(&self.#fields),)*
                    _ => None,
                }
            }
        }
    }
}

/// What the constant of a scheme is called.
fn scheme_name(found: &Authentication) -> &'static str {
    match found.scheme {
        Scheme::ApiKey { .. } => "API_KEY",
        _ => "HMAC_SHA256",
    }
}

/// A scheme as a constant, one field a line.
fn scheme_item(provider: &Provider, found: &Authentication) -> String {
    let (variant, fields) = match &found.scheme {
        Scheme::ApiKey { header, key } => ("ApiKey", vec![quote!(header: #header), quote!(key: #key)]),
        Scheme::HmacSha256(hmac) => {
            let (header, key, prefix) = (&hmac.header, &hmac.key, &hmac.prefix);
            let timestamp = match &hmac.timestamp {
                Some(header) => quote!(Some(#header)),
                None => quote!(None),
            };
            // A variant's `Debug` is its name.
            let encoding = ident(&format!("{:?}", hmac.encoding));
            let fields = vec![
                quote!(header: #header),
                quote!(timestamp: #timestamp),
                quote!(key: #key),
                quote!(encoding: fieldwright::Encoding::#encoding),
                quote!(prefix: #prefix),
            ];
            ("HmacSha256", fields)
        }
        Scheme::Undocumented(_) => return String::new(),
    };
    let name = scheme_name(found);
    let mut fields = fields.iter().fold(String::new(), |text, field| format!("{text}    {},\n", on_one_line(field)));
    if let Scheme::HmacSha256(hmac) = &found.scheme {
        fields.push_str("    signed: &[\n");
        for found in &hmac.signed {
            fields.push_str(&format!("        {},\n", on_one_line(&part(found))));
        }
        fields.push_str("    ],\n");
    }
    format!(
        "/// How requests of {} show where they come from with `{}`.\n#[rustfmt::skip]\n\
         const {name}: fieldwright::Authentication = fieldwright::Authentication::{variant} {{\n{fields}}};\n",
        doc::plain(&provider.title),
        found.word()
    )
}

fn part(part: &Part) -> TokenStream {
    match part {
        Part::Url => quote!(fieldwright::Part::Url),
        Part::Header(name) => quote!(fieldwright::Part::Header(#name)),
        Part::Key(name) => quote!(fieldwright::Part::Key(#name)),
        Part::Text(text) => quote!(fieldwright::Part::Text(#text)),
        Part::Body => quote!(fieldwright::Part::Body),
    }
}

/// What is documented, one field a line.
fn contract_item(provider: &Provider) -> String {
    let id = &provider.id;
    let schemes = provider.authentication.iter().map(|found| match &found.scheme {
        Scheme::Undocumented(found) => {
            let (carrier, unknown) = (found.carrier.text(), &found.unknown);
            quote!(fieldwright::Authentication::Undocumented { carrier: #carrier, unknown: &[#(#unknown),*] })
        }
        _ => {
            let name = ident(scheme_name(found));
            quote!(#name)
        }
    });
    let schemes = schemes.fold(String::new(), |text, scheme| format!("{text}\n        {},", on_one_line(&scheme)));
    let schemes = if schemes.is_empty() { schemes } else { schemes + "\n    " };
    let delivery = provider.delivery.as_ref();
    let statuses = match delivery.and_then(|delivery| delivery.success.as_ref()) {
        Some(Success::Statuses(statuses)) => statuses.as_slice(),
        Some(Success::Any2xx) | None => &[],
    };
    let statuses = statuses.iter().map(|status| Literal::u16_unsuffixed(*status));
    let path = delivery.and_then(|delivery| delivery.idempotency_key.as_deref()).unwrap_or_default();
    let [id, statuses, path] =
        [quote!(#id), quote!(&[#(#statuses),*]), quote!(&[#(#path),*])].map(|tokens| on_one_line(&tokens));
    format!(
        "/// What {} documents of its requests, and of the answers to them.\n#[rustfmt::skip]\n\
         pub static CONTRACT: fieldwright::Contract = fieldwright::Contract {{\n    provider: {id},\n    \
         authentication: &[{schemes}],\n    success: {statuses},\n    delivery_id: {path},\n}};\n",
        doc::plain(&provider.title)
    )
}
