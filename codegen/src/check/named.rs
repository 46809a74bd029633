//! Named types: found by their names, resolved when first met, refused where they contain themselves.

use super::draft::Owner;
use super::keys::Keys;
use super::rules;
use super::types::Resolver;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::model::{Content, Kind, TypeId, Value};
use crate::raw::extract::{Map, Spanned};
use crate::raw::row::RawType;
use crate::source::Span;

/// A named type.
#[derive(Debug, Clone, Copy)]
pub(super) struct State<'r> {
    raw: &'r RawType,
    name: &'r Spanned<String>,
    progress: Progress,
    /// What rows of this type start from, once it is resolved.
    named: Option<Named<'r>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Waiting,
    Working,
    Done,
}

/// What a row that names a type starts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'r> {
    pub(super) keys: Keys<'r>,
    pub(super) kind: Option<Kind>,
    pub(super) enumeration: Option<TypeId>,
}

impl<'r> Resolver<'_, 'r> {
    pub(super) fn declare(&mut self, page: Option<usize>, types: Option<&'r Spanned<Map<RawType>>>) {
        let Some(types) = types else { return };
        for (name, raw) in types.value.iter() {
            if rules::kind(&name.value).is_some() {
                self.draft.report(
                    Diagnostic::error(Code::F0304, name.span, format!("`{}` is a JSON type already", name.value))
                        .help("Give the type another name."),
                );
            }
            if page.is_some()
                && let Some(shared) = self.named.get(&(None, name.value.as_str()))
            {
                self.draft.report(
                    Diagnostic::error(
                        Code::F0410,
                        name.span,
                        format!("the provider has a type `{}` already", name.value),
                    )
                    .saying("defined again here")
                    .label(shared.name.span, "defined here for all pages")
                    .help("Use that one, or give this one another name."),
                );
            }
            self.named.insert((page, &name.value), State { raw, name, progress: Progress::Waiting, named: None });
        }
    }

    /// Also the types that nothing uses, so that their faults are found.
    pub(super) fn resolve_all(&mut self, page: Option<usize>, types: Option<&'r Spanned<Map<RawType>>>) {
        let Some(types) = types else { return };
        for (name, _) in types.value.iter() {
            self.named((page, &name.value), name.span);
        }
    }

    /// The type that `name` means on a page.
    pub(super) fn find(&mut self, owner: Owner, name: &'r Spanned<String>) -> Option<Named<'r>> {
        let candidates = [(owner.page, name.value.as_str()), (None, name.value.as_str())];
        if let Some(key) = candidates.into_iter().find(|key| self.named.contains_key(key)) {
            return self.named(key, name.span);
        }
        if !self.draft.providers.get(self.provider).is_some_and(|provider| provider.unreadable) {
            let known = self.named.keys().filter(|(page, _)| page.is_none() || *page == owner.page);
            let kinds = rules::KINDS.iter().map(|kind| kind.word());
            let near = self.draft.nearest(&name.value, known.map(|(_, known)| *known).chain(kinds));
            let message = format!("there is no type `{}`", shortened(&name.value));
            let diagnostic = Diagnostic::error(Code::F0401, name.span, message);
            self.draft.report(match near {
                Some(near) => diagnostic.saying(format!("did you mean `{near}`?")),
                None => diagnostic.help("Define it under `types`, here or in `provider.yaml`, or name a JSON type."),
            });
        }
        None
    }

    fn named(&mut self, key: (Option<usize>, &'r str), used: Span) -> Option<Named<'r>> {
        let state = *self.named.get(&key)?;
        match state.progress {
            Progress::Done => return state.named,
            Progress::Working => {
                self.draft.report(
                    Diagnostic::error(Code::F0402, used, format!("the type `{}` contains itself", shortened(key.1)))
                        .saying("here it comes round again")
                        .label(state.name.span, "defined here")
                        .help("Leave the inner rows out: an `object` without `fields` holds anything."),
                );
                return None;
            }
            Progress::Waiting => {}
        }
        let owner = Owner { provider: self.provider, page: key.0 };
        self.working(used, |resolver| {
            resolver.set(key, Progress::Working, None);
            let named = resolver.define(owner, &state);
            resolver.set(key, Progress::Done, named);
            named
        })?
    }

    fn set(&mut self, key: (Option<usize>, &'r str), progress: Progress, named: Option<Named<'r>>) {
        if let Some(state) = self.named.get_mut(&key) {
            state.progress = progress;
            state.named = named;
        }
    }

    fn define(&mut self, owner: Owner, state: &State<'r>) -> Option<Named<'r>> {
        let own = Keys::of_type(state.raw);
        let mut named = self.complete(owner, own)?;
        let (value, _) = self.value_of(owner, &named, state.name);
        // To define a type is not to use it.
        if let Some(notes) = innermost(&value).and_then(|id| self.draft.notes_mut(id)) {
            notes.uses = notes.uses.saturating_sub(1);
        }
        if let (Some(values), None) = (own.values, named.enumeration) {
            named.enumeration = self.built.get(&values.span).copied();
        }
        Some(named)
    }

    /// Adds what the named type says, where a type is named.
    pub(super) fn complete(&mut self, owner: Owner, keys: Keys<'r>) -> Option<Named<'r>> {
        let Some(word) = keys.kind else { return Some(Named { keys, kind: None, enumeration: None }) };
        if let Some(kind) = rules::kind(&word.value) {
            return Some(Named { keys, kind: Some(kind), enumeration: None });
        }
        let under = self.find(owner, word)?;
        if let (Some(own), Some(_)) = (keys.fields, under.keys.fields) {
            self.draft.report(
                Diagnostic::error(
                    Code::F0408,
                    own.span.before(),
                    format!("`{}` has rows of its own already", word.value),
                )
                .label(word.span, "the type of this row")
                .help(format!("To start from its rows, write `base: {}` instead of `type`.", word.value)),
            );
        }
        let keys = Keys { kind: under.keys.kind, ..keys }.over(under.keys);
        Some(Named { keys, ..under })
    }
}

/// The type that stands in a value, through arrays.
fn innermost(value: &Value) -> Option<TypeId> {
    match &value.content {
        Content::Leaf => None,
        Content::Enumeration(id) | Content::Object(id) => Some(*id),
        Content::Items(inner) => innermost(inner),
    }
}
