//! How a provider's requests show where they come from: that a scheme says all that it takes to check one, or else what
//! is not documented.

use super::draft::Draft;
use super::{delivery, layout};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Authentication, Carrier, Hmac, Part, Scheme, Undocumented, encoding_word, parts_listed};
use crate::raw::contract::{RawAuthentication, SchemeWord};
use crate::raw::extract::Spanned;
use crate::raw::words::Word;
use crate::source::Span;

/// Reads what the providers' files say of requests and answers, when all rows are known.
pub(super) fn resolve(draft: &mut Draft<'_>) {
    for provider in 0..draft.providers.len() {
        let Some(raw) = draft.providers.get(provider).and_then(|notes| notes.raw) else { continue };
        let schemes = raw.authentication.iter().flat_map(|list| &list.value);
        let authentication = schemes.filter_map(|raw| scheme(draft, provider, raw)).collect();
        each_once(draft, raw.authentication.iter().flat_map(|list| &list.value));
        let delivery = raw.delivery.as_ref().map(|raw| delivery::resolve(draft, provider, &raw.value));
        if let Some(provider) = draft.model.providers.get_mut(provider) {
            provider.authentication = authentication;
            provider.delivery = delivery;
        }
    }
}

/// Refuses a second scheme of a kind: an endpoint uses one, and nothing would say which.
fn each_once<'r>(draft: &mut Draft<'_>, schemes: impl Iterator<Item = &'r RawAuthentication>) {
    let mut seen: Vec<(SchemeWord, Span)> = Vec::new();
    for raw in schemes.filter(|raw| raw.unknown.is_none()) {
        let (word, span) = (raw.scheme.value.0, raw.scheme.span);
        match seen.iter().find(|(known, _)| *known == word) {
            None => seen.push((word, span)),
            Some((_, first)) => draft.report(
                Diagnostic::error(Code::F0902, span, format!("the provider has two schemes `{}`", word.word()))
                    .saying("this one")
                    .label(*first, "and this one")
                    .help("Keep the one that is documented, or say under `unknown` what keeps one from being checked."),
            ),
        }
    }
}

fn scheme(draft: &mut Draft<'_>, provider: usize, raw: &RawAuthentication) -> Option<Authentication> {
    let mut fields = Fields { draft, raw, sound: true };
    fields.names();
    fields.none_that_it_has_not();
    fields.what_is_unknown();
    fields.what_is_signed();
    let sound = fields.sound;
    let carrier = match &raw.at {
        Some(at) => Carrier::Member(delivery::string_member(draft, provider, at)?),
        None => Carrier::Header(raw.header.as_ref()?.value.clone()),
    };
    if let Carrier::Member(path) = &carrier {
        delivery::mark(draft, provider, path);
    }
    let scheme = if sound { made(raw, carrier)? } else { return None };
    Some(Authentication { scheme, doc: layout::prose(raw.doc.as_ref()) })
}

/// A scheme of which all is there that it needs.
fn made(raw: &RawAuthentication, carrier: Carrier) -> Option<Scheme> {
    let text = |raw: &Option<Spanned<String>>| raw.as_ref().map(|text| text.value.clone());
    let signed = raw.signed.as_ref().map(parts);
    if let Some(unknown) = &raw.unknown {
        let encoding = raw.encoding.as_ref().map(|word| encoding_word(word.value.0).to_owned());
        let known = [
            ("key", text(&raw.key)),
            ("signed", signed.as_deref().map(parts_listed)),
            ("timestampHeader", text(&raw.timestamp_header)),
            ("encoding", encoding),
            ("prefix", text(&raw.prefix)),
        ];
        return Some(Scheme::Undocumented(Undocumented {
            word: raw.scheme.value.0.word(),
            carrier,
            known: known.into_iter().filter_map(|(key, text)| Some((key, text?))).collect(),
            unknown: unknown.value.iter().map(|what| what.value.0.clone()).collect(),
        }));
    }
    let Carrier::Header(header) = carrier else { return None };
    let key = text(&raw.key)?;
    Some(match raw.scheme.value.0 {
        SchemeWord::ApiKey => Scheme::ApiKey { header, key },
        SchemeWord::HmacSha256 | SchemeWord::BodySignature => Scheme::HmacSha256(Hmac {
            header,
            key,
            signed: signed?,
            timestamp: text(&raw.timestamp_header),
            encoding: raw.encoding.as_ref().map(|Spanned { value: Word(encoding), .. }| *encoding)?,
            prefix: text(&raw.prefix).unwrap_or_default(),
        }),
    })
}

fn parts(raw: &Spanned<Vec<Spanned<Part>>>) -> Vec<Part> {
    raw.value.iter().map(|part| part.value.clone()).collect()
}

/// The keys of a scheme, while they are looked through.
struct Fields<'f, 'd, 'r> {
    draft: &'d mut Draft<'r>,
    raw: &'f RawAuthentication,
    sound: bool,
}

impl Fields<'_, '_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.sound = false;
        self.draft.report(diagnostic);
    }

    /// Headers are called as HTTP allows, and keys as fields of a struct can be.
    fn names(&mut self) {
        let raw = self.raw;
        let parts = || raw.signed.iter().flat_map(|parts| &parts.value);
        let headers = parts().filter_map(|part| match &part.value {
            Part::Header(name) => Some((name.as_str(), part.span)),
            _ => None,
        });
        let own = raw.header.iter().chain(&raw.timestamp_header).map(|name| (name.value.as_str(), name.span));
        for (name, span) in own.chain(headers).filter(|(name, _)| !is_token(name)) {
            let message = format!("`{}` is no name of a header", shortened(name));
            self.report(
                Diagnostic::error(Code::F0901, span, message)
                    .help("A header's name has letters, digits and hyphens, as in `x-signature` (RFC 9110, 5.6.2)."),
            );
        }
        let keys = parts().filter_map(|part| match &part.value {
            Part::Key(name) => Some((name.as_str(), part.span)),
            _ => None,
        });
        let own = raw.key.iter().map(|name| (name.value.as_str(), name.span));
        for (name, span) in own.chain(keys).filter(|(name, _)| !is_key(name)) {
            let message = format!("`{}` is no name of a key", shortened(name));
            self.report(Diagnostic::error(Code::F0901, span, message).help(
                "A key's name is snake_case of ASCII letters and digits, as in `secret_key`, but not `url`: it becomes the \
                 name of a field.",
            ));
        }
        if let Some(prefix) = raw.prefix.as_ref().filter(|prefix| !prefix.value.bytes().all(|b| b.is_ascii_graphic())) {
            let message = format!("no header can start with `{}`", shortened(&prefix.value));
            self.report(
                Diagnostic::error(Code::F0901, prefix.span, message)
                    .help("A prefix is of visible ASCII characters, as in `sha256=`."),
            );
        }
    }

    /// Refuses keys that say nothing about such a scheme.
    fn none_that_it_has_not(&mut self) {
        let raw = self.raw;
        let word = raw.scheme.value.0;
        let of_signatures = word != SchemeWord::ApiKey;
        let said = [
            ("header", raw.header.as_ref().map(|key| key.span), word != SchemeWord::BodySignature),
            ("at", raw.at.as_ref().map(|key| key.span), word == SchemeWord::BodySignature),
            ("signed", raw.signed.as_ref().map(|key| key.span), of_signatures),
            ("timestampHeader", raw.timestamp_header.as_ref().map(|key| key.span), of_signatures),
            ("encoding", raw.encoding.as_ref().map(|key| key.span), of_signatures),
            ("prefix", raw.prefix.as_ref().map(|key| key.span), of_signatures),
            ("unknown", raw.unknown.as_ref().map(|key| key.span), of_signatures),
        ];
        for (key, span, has) in said {
            if let (Some(span), false) = (span, has) {
                let message = format!("the scheme `{}` has no `{key}`", word.word());
                self.report(Diagnostic::error(Code::F0901, span, message).help("Take it out, or name another scheme."));
            }
        }
    }

    fn what_is_unknown(&mut self) {
        if let Some(unknown) = self.raw.unknown.as_ref().filter(|unknown| unknown.value.is_empty()) {
            self.report(
                Diagnostic::error(Code::F0901, unknown.span, "`unknown` says nothing")
                    .help("Say what is not documented, or take it out: then the scheme is one that can be checked."),
            );
        }
    }

    fn what_is_signed(&mut self) {
        let Some(signed) = &self.raw.signed else { return };
        if !signed.value.iter().any(|part| part.value == Part::Body) {
            self.report(
                Diagnostic::error(Code::F0901, signed.span, "what is signed leaves the body out")
                    .help("Such a signature says nothing about the body, so it cannot show where it comes from."),
            );
        }
        let Some(timestamp) = &self.raw.timestamp_header else { return };
        let is_it = |part: &Part| matches!(part, Part::Header(name) if name.eq_ignore_ascii_case(&timestamp.value));
        if !signed.value.iter().any(|part| is_it(&part.value)) {
            let message = format!("the header `{}` is not signed", shortened(&timestamp.value));
            self.report(
                Diagnostic::error(Code::F0901, timestamp.span, message)
                    .label(signed.span, "these are")
                    .help("Anybody could change a time that is not signed: name one of these, or take the key out."),
            );
        }
    }
}

/// A token of RFC 9110, 5.6.2, which a header's name is.
fn is_token(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

/// Whether a key can be called so: in `snake_case`, and not as the field beside the keys.
fn is_key(name: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.split('_').all(word)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name != "url"
        && name.len() <= 100
}
