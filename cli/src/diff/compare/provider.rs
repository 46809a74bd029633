//! Providers: which there are, which pages they have, and what they say for all pages.

use fieldwright_codegen::model::{Authentication, Carrier, Delivery, Model, Place, Provider, Scheme};

use super::{pages, pair, pointer};
use crate::diff::change::Change;
use crate::diff::rule::Rule;
use crate::diff::verdict::{Api, Wire};

/// Everything in which two folders of schemas differ.
pub(crate) fn models<'m>(old: &'m Model, new: &'m Model) -> Vec<Change<'m>> {
    let mut changes = Vec::new();
    let paired = pair(&old.providers, &new.providers, |provider| &provider.id);
    for (before, after) in paired.both {
        provider(before, after, &mut changes);
        let paired = pair(&before.pages, &after.pages, |page| &page.payload);
        for (before, after) in paired.both {
            changes.extend(pages(old, before, new, after));
        }
        for page in paired.added {
            changes.push(Change::new(Rule::PageAdded, &page.payload, "").places(None, Some(&page.place)));
        }
        for page in paired.removed {
            changes.push(Change::new(Rule::PageRemoved, &page.payload, "").places(Some(&page.place), None));
        }
    }
    for provider in paired.added {
        changes.push(Change::new(Rule::ProviderAdded, &provider.id, "").places(None, place(provider).as_ref()));
    }
    for provider in paired.removed {
        changes.push(Change::new(Rule::ProviderRemoved, &provider.id, "").places(place(provider).as_ref(), None));
    }
    changes
}

fn provider<'m>(old: &'m Provider, new: &'m Provider, changes: &mut Vec<Change<'m>>) {
    let mut add = |rule: Rule, wire: Wire, api: Api, texts: (Option<String>, Option<String>)| {
        if texts.0 != texts.1 {
            let change = Change::new(rule, &new.id, "").wire(wire).api(api).texts(texts.0, texts.1);
            changes.push(change.places(place(old).as_ref(), place(new).as_ref()));
        }
    };
    let mut facts = |texts| add(Rule::ProviderFactsChanged, Wire::None, Api::Patch, texts);
    facts((Some(old.title.clone()), Some(new.title.clone())));
    facts((old.site.clone(), new.site.clone()));
    facts((sources(old), sources(new)));
    let schemes = (listed(&old.authentication, scheme), listed(&new.authentication, scheme));
    let api = if items(old) == items(new) { Api::Patch } else { Api::Major };
    add(Rule::AuthenticationChanged, Wire::Risk, api, schemes);
    let docs = |provider: &Provider| listed(&provider.authentication, |scheme| scheme.doc.clone().unwrap_or_default());
    let both = old.authentication.len() == new.authentication.len();
    add(Rule::DocChanged, Wire::None, Api::Patch, if both { (docs(old), docs(new)) } else { (None, None) });
    add(Rule::DeliveryChanged, Wire::Risk, Api::Patch, (success(old), success(new)));
    add(Rule::DeliveryChanged, Wire::Risk, Api::Patch, (delivery_id(old), delivery_id(new)));
    let details = |provider: &Provider| provider.delivery.as_ref().map(rest);
    let both = old.delivery.is_some() && new.delivery.is_some();
    add(Rule::DeliveryChanged, Wire::None, Api::Patch, if both { (details(old), details(new)) } else { (None, None) });
    for (rule, before, after) in notes(old, new) {
        add(rule, Wire::None, Api::Patch, (before, after));
    }
}

/// The start of `provider.yaml`.
fn place(provider: &Provider) -> Option<Place> {
    provider.file.clone().map(|file| Place { file, line: 1, column: 1 })
}

fn listed<T>(items: &[T], text: impl Fn(&T) -> String) -> Option<String> {
    let texts: Vec<String> = items.iter().map(text).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn sources(provider: &Provider) -> Option<String> {
    listed(&provider.sources, |source| {
        let more = [source.url.as_deref(), source.read.as_deref()].into_iter().flatten();
        let more = more.map(|more| format!(", {more}")).collect::<Vec<_>>().concat();
        format!("{}: {}{more}", source.key, source.title)
    })
}

fn scheme(found: &Authentication) -> String {
    found.facts().iter().fold(found.word().to_owned(), |text, (key, value)| text + &format!(", {key} {value}"))
}

/// What the generated crate has because of the schemes: structs with fields, and what holds signatures that nobody checks.
fn items(provider: &Provider) -> Vec<(&'static str, bool, Vec<&str>, Option<&Carrier>)> {
    fn of_body(scheme: &Authentication) -> Option<&Carrier> {
        match &scheme.scheme {
            Scheme::Undocumented(found) => Some(&found.carrier).filter(|carrier| matches!(carrier, Carrier::Member(_))),
            _ => None,
        }
    }
    let schemes = provider.authentication.iter().map(|scheme| (scheme, of_body(scheme)));
    let items = schemes.filter(|(scheme, member)| scheme.is_checkable() || member.is_some());
    items.map(|(scheme, member)| (scheme.word(), scheme.signs_url(), scheme.keys(), member)).collect()
}

/// The answers that count as received.
fn success(provider: &Provider) -> Option<String> {
    Some(provider.delivery.as_ref()?.success.as_ref()?.words().join(", "))
}

/// What tells one delivery from another.
fn delivery_id(provider: &Provider) -> Option<String> {
    Some(pointer(provider.delivery.as_ref()?.idempotency_key.as_ref()?))
}

/// What is said of delivery beside that.
fn rest(delivery: &Delivery) -> String {
    let facts = delivery.facts().into_iter().filter(|(key, _)| *key != "idempotencyKey");
    let facts = facts.map(|(key, value)| format!("{key} {value}"));
    facts.chain(delivery.doc.clone()).collect::<Vec<_>>().join("; ")
}

fn notes(old: &Provider, new: &Provider) -> Vec<(Rule, Option<String>, Option<String>)> {
    let paired = pair(&old.notes, &new.notes, |note| &note.id);
    let text = super::entries::text;
    let mut found = Vec::new();
    found.extend(paired.both.iter().map(|(a, b)| (Rule::NoteChanged, Some(text(a)), Some(text(b)))));
    found.extend(paired.added.iter().map(|note| (Rule::NoteAdded, None, Some(text(note)))));
    found.extend(paired.removed.iter().map(|note| (Rule::NoteRemoved, Some(text(note)), None)));
    found
}
