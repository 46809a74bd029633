//! Everything in one file, for `include!` in a crate that generates its types while it builds.

use std::fmt::Write as _;

use super::layout::Source;
use super::{Options, page, provider, shared_types};
use crate::model::Model;

/// The providers' modules as one file without inner attributes, which `include!` would refuse.
#[must_use]
pub fn emit_single(model: &Model) -> String {
    let options = Options { features: false };
    let mut text = String::new();
    for found in &model.providers {
        let mut inside = provider::source(model, found, options, Source::bare()).finish();
        if !shared_types(model, found).is_empty() {
            module("types", &provider::shared(model, found, options, Source::bare()).finish(), &mut inside);
        }
        for page in &found.pages {
            let source = page::source(model, found, page, options, Source::bare());
            module(&page.module, &source.finish(), &mut inside);
        }
        module(&found.module, &inside, &mut text);
    }
    text
}

/// Adds a module. No generated line continues a literal, so indenting cannot change one.
fn module(name: &str, inside: &str, text: &mut String) {
    let _ = writeln!(text, "\npub mod {name} {{");
    for line in inside.lines() {
        let _ = if line.is_empty() { writeln!(text) } else { writeln!(text, "    {line}") };
    }
    let _ = writeln!(text, "}}");
}
