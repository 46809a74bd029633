//! A provider's module: its pages, its events, and the types that its pages share.

use quote::quote;

use super::form::Parts;
use super::layout::Source;
use super::names::ident;
use super::types::{self, Context};
use super::{Files, Options, contract, doc, event, page, shared_types, table};
use crate::model::{Authentication, Model, Provider, Scheme};

pub(super) fn emit(model: &Model, provider: &Provider, options: Options, files: &mut Files) {
    let from = provider.file.clone().unwrap_or_else(|| format!("schemas/{}", provider.id));
    let module = &provider.module;
    files.add(format!("src/{module}/mod.rs"), source(model, provider, options, Source::new(&from)).finish());
    if !shared_types(model, provider).is_empty() {
        files.add(format!("src/{module}/types.rs"), shared(model, provider, options, Source::new(&from)).finish());
    }
}

/// The provider's own module, without its children.
pub(super) fn source(model: &Model, provider: &Provider, options: Options, mut source: Source) -> Source {
    source.text(&doc::paragraphs(&module_doc(provider)).inner());
    let mut modules: Vec<&str> = provider.pages.iter().map(|page| page.module.as_str()).collect();
    let roots = provider.pages.iter().filter_map(|page| {
        let (module, root) = (ident(&page.module), ident(&model.type_def(page.root)?.name.ident));
        Some(quote!(pub use #module::#root;))
    });
    if !shared_types(model, provider).is_empty() {
        modules.push("types");
    }
    modules.sort_unstable();
    if options.features {
        let modules = modules.into_iter().map(ident);
        source.items(quote!(#(pub mod #modules;)*));
    }
    source.items(quote!(#(#roots)*));
    let mut body = Source::bare();
    body.items(event::emit(model, provider, options));
    contract::emit(provider, options, &mut body);
    source.body(options, &body);
    source
}

/// The types that the provider's pages share.
pub(super) fn shared(model: &Model, provider: &Provider, options: Options, mut source: Source) -> Source {
    let title = format!("Types that several pages of {} share.", doc::plain(&provider.title));
    source.text(&doc::paragraphs(&[title]).inner());
    let context = Context { model, page: None, options };
    let mut body = Source::bare();
    let types = shared_types(model, provider);
    let objects = types.iter().any(|&id| model.object(id).is_some());
    if let (Some(file), true) = (&provider.file, objects) {
        body.items(page::file(&Parts::of_text(file)));
    }
    for &id in &types {
        types::emit(context, id, &mut body);
    }
    table::emit(model, &types, &mut body);
    source.body(options, &body);
    source
}

fn module_doc(provider: &Provider) -> Vec<String> {
    let mut texts = vec![format!("Webhooks of {}.", doc::plain(&provider.title))];
    texts.extend(provider.site.as_deref().map(|site| format!("Documentation: {}.", doc::link(site))));
    if !provider.authentication.is_empty() {
        texts.push("How a request shows where it comes from:".to_owned());
        texts.push(provider.authentication.iter().map(authentication).collect::<Vec<_>>().join("\n"));
    }
    if !contract::is_checkable(provider) {
        texts.push(
            "Nothing shows where a body comes from: there is no `Endpoint`, and nothing is ever verified.".to_owned(),
        );
    }
    let found = provider.delivery.as_ref();
    let answers = [Some(contract::answers(provider)), contract::retries(found), contract::words(found)];
    texts.push(answers.into_iter().flatten().collect::<Vec<_>>().join(" "));
    texts.push(contract::delivery_id(found));
    texts
}

fn authentication(found: &Authentication) -> String {
    let facts = found.facts().into_iter().filter(|(key, _)| *key != "unknown");
    let mut line = facts.fold(format!("* {}", doc::code(found.word())), |line, (key, value)| {
        format!("{line}, {} {}", doc::plain(key), doc::code(&value))
    });
    if let Scheme::Undocumented(found) = &found.scheme {
        let unknown: Vec<String> = found.unknown.iter().map(|what| doc::plain(what)).collect();
        line.push_str(&format!(", which cannot be checked, since it is not documented {}", unknown.join("; nor ")));
    }
    if let Some(text) = &found.doc {
        line.push_str(&format!(": {}", doc::plain(text)));
    }
    line
}
