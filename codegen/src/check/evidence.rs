//! What an entry rests on: `examples/<name>`, `examples/<name>#<pointer>`, `table`, `prose`, `event-list`,
//! `source:<key>`.

use super::draft::Draft;
use super::json::{Json, Observed};
use super::locate::tokens;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::raw::extract::{Spanned, listed};

#[derive(Debug, Clone)]
pub(super) enum Evidence<'r> {
    /// An index into the page's examples, and the pointer, if one is said.
    Example { index: usize, pointer: Option<(&'r Spanned<String>, Vec<String>)> },
    /// The table, prose, the event list or another source: nothing that could be measured.
    Elsewhere,
}

/// Reads one piece of evidence. Without a page there are no examples.
pub(super) fn read<'r>(
    draft: &mut Draft<'r>,
    provider: usize,
    page: Option<usize>,
    raw: &'r Spanned<String>,
) -> Option<Evidence<'r>> {
    if matches!(raw.value.as_str(), "table" | "prose" | "event-list") {
        return Some(Evidence::Elsewhere);
    }
    if let Some(key) = raw.value.strip_prefix("source:") {
        return source(draft, provider, key, raw);
    }
    let Some(path) = raw.value.strip_prefix("examples/") else {
        draft.report(
            Diagnostic::error(Code::F0505, raw.span, format!("`{}` is no evidence", shortened(&raw.value))).help(
                "Evidence is `examples/NAME`, `examples/NAME#/POINTER`, `table`, `prose`, `event-list` or `source:KEY`.",
            ),
        );
        return None;
    };
    let (name, pointer) = match path.split_once('#') {
        Some((name, pointer)) => (name, Some(pointer)),
        None => (path, None),
    };
    let examples = page.and_then(|page| draft.pages.get(page)).map(|page| page.examples.as_slice()).unwrap_or_default();
    let Some(index) = examples.iter().position(|example| example.name == name) else {
        let known = || examples.iter().map(|example| example.name);
        let diagnostic = Diagnostic::error(Code::F0505, raw.span, format!("there is no example `{}`", shortened(name)));
        let diagnostic = match draft.nearest(name, known()) {
            Some(near) => diagnostic.saying(format!("did you mean `examples/{near}`?")),
            None if examples.is_empty() => diagnostic.help("The page has no examples; add it under `examples`."),
            None => diagnostic.help(format!("The page has {}.", listed(known()))),
        };
        draft.report(diagnostic);
        return None;
    };
    let pointer = match pointer.map(|pointer| tokens(pointer).ok_or(pointer)) {
        None => None,
        Some(Ok(tokens)) => Some((raw, tokens)),
        Some(Err(pointer)) => {
            let message = format!("`{}` is no pointer", shortened(pointer));
            draft.report(Diagnostic::error(Code::F0505, raw.span, message).help("A pointer starts with `/`."));
            return None;
        }
    };
    Some(Evidence::Example { index, pointer })
}

fn source<'r>(draft: &mut Draft<'r>, provider: usize, key: &str, raw: &Spanned<String>) -> Option<Evidence<'r>> {
    let notes = draft.providers.get(provider)?;
    if notes.sources.contains(key) || notes.unreadable {
        return Some(Evidence::Elsewhere);
    }
    let diagnostic =
        Diagnostic::error(Code::F0411, raw.span, format!("the provider has no source `{}`", shortened(key)));
    let near = draft.nearest(key, notes.sources.iter().copied());
    draft.report(match near {
        Some(near) => diagnostic.saying(format!("did you mean `source:{near}`?")),
        None => diagnostic.help("Add it under `sources` of `provider.yaml`."),
    });
    None
}

/// What examples show.
#[derive(Debug, Default)]
pub(super) struct Shown<'j> {
    pub(super) values: Vec<&'j Json>,
    pub(super) omitted: bool,
}

impl<'r> Draft<'r> {
    /// What the evidence shows of the row at `at`; `None` where it rests on something that cannot be measured.
    ///
    /// Each erratum may look at every item of an array, so that all errata of a run share what may be looked at.
    pub(super) fn shown(&self, page: usize, at: &[String], evidence: &[Evidence<'r>]) -> Option<Shown<'_>> {
        let mut shown = Shown::default();
        for one in evidence {
            let Evidence::Example { index, pointer } = one else { return None };
            let json = self.pages.get(page)?.examples.get(*index)?.json.as_ref()?;
            let Observed { values, omitted } = json.observe(pointer.as_ref().map_or(at, |(_, tokens)| tokens));
            self.measured.set(self.measured.get() + values.len());
            shown.values.extend(values);
            shown.omitted |= omitted;
        }
        if evidence.is_empty() { None } else { Some(shown) }
    }
}
