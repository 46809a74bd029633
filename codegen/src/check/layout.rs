//! Which providers and pages there are, and what their modules are called.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::draft::{Draft, PageNotes, ProviderNotes};
use crate::codes::Code;
use crate::diagnostic::Diagnostic;
use crate::model::{DocumentedBy, Page, Provider, Source, TypeId};
use crate::name;
use crate::raw::extract::{Map, Spanned};
use crate::raw::page::RawPage;
use crate::raw::provider::{RawProvider, RawSource};
use crate::raw::text::Prose;
use crate::raw::words::Word;
use crate::raw::{PROVIDER_STEM, RawFile};
use crate::source::{SourceFile, Span};

/// The files of one folder.
#[derive(Default)]
struct Folder<'r> {
    provider: Option<&'r RawFile<RawProvider>>,
    pages: Vec<&'r RawFile<RawPage>>,
    /// Any file of it, for messages about the folder.
    first: usize,
    unreadable: bool,
}

pub(super) fn lay_out(draft: &mut Draft<'_>) {
    let folders = folders(draft);
    let mut modules = HashMap::new();
    for (id, folder) in folders {
        let span = Span { file: folder.first, start: 0, end: 0 };
        file_name(draft, id, span, "folder");
        unique(draft, &mut modules, name::module(id), span, "folder");
        marker(draft, id, span);
        let provider = provider(draft, id, &folder);
        let index = draft.model.providers.len();
        draft.model.providers.push(provider);
        draft.providers.push(ProviderNotes {
            raw: folder.provider.map(|file| &file.content),
            sources: folder.provider.iter().flat_map(|file| source_keys(&file.content)).collect(),
            unreadable: folder.unreadable,
        });
        lay_out_pages(draft, index, id, folder.pages);
    }
}

fn folders<'r>(draft: &Draft<'r>) -> BTreeMap<&'r str, Folder<'r>> {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for (index, file) in draft.sources.files().iter().enumerate() {
        let folder = folders.entry(&file.provider).or_insert_with(|| Folder { first: index, ..Folder::default() });
        folder.unreadable |= file.stem == PROVIDER_STEM;
    }
    for file in &draft.raw.providers {
        if let Some(source) = draft.sources.files().get(file.file)
            && let Some(folder) = folders.get_mut(source.provider.as_str())
        {
            folder.provider = Some(file);
            folder.unreadable = false;
        }
    }
    for file in &draft.raw.pages {
        if let Some(source) = draft.sources.files().get(file.file)
            && let Some(folder) = folders.get_mut(source.provider.as_str())
        {
            folder.pages.push(file);
        }
    }
    folders
}

fn lay_out_pages<'r>(draft: &mut Draft<'r>, provider: usize, id: &str, mut files: Vec<&'r RawFile<RawPage>>) {
    let sources = draft.sources;
    let stem = |file: &RawFile<RawPage>| sources.files().get(file.file).map(|source| source.stem.as_str());
    files.sort_by_key(|file| stem(file));
    let mut modules = HashMap::new();
    for file in files {
        let Some(source) = sources.files().get(file.file) else { continue };
        let span = file.content.provider.span;
        file_name(draft, &source.stem, span, "file");
        unique(draft, &mut modules, name::module(&source.stem), span, "file");
        let page = page(draft, id, source, &file.content);
        let Some(pages) = draft.model.providers.get_mut(provider).map(|provider| &mut provider.pages) else { continue };
        pages.push(page);
        let page = pages.len() - 1;
        draft.pages.push(PageNotes {
            provider,
            page,
            file: file.file,
            raw: &file.content,
            headers: Vec::new(),
            examples: Vec::new(),
            entries: Vec::new(),
            event: None,
            ids: HashSet::new(),
            suggested: 0,
        });
    }
}

fn file_name(draft: &mut Draft<'_>, stem: &str, span: Span, what: &str) {
    if !name::is_stem(stem) {
        draft.report(
            Diagnostic::error(
                Code::F0305,
                span,
                format!("the {what} cannot be called `{}`", crate::diagnostic::shortened(stem)),
            )
            .help("Use lower-case ASCII letters, digits and single hyphens, with a letter first."),
        );
    } else if let Some(taken) = name::stem_taken(stem) {
        draft.report(
            Diagnostic::error(Code::F0304, span, format!("the {what} is called `{stem}`, which is {taken}"))
                .help(format!("Give the {what} another name.")),
        );
    }
}

/// A provider is a type in its module, so it cannot be called as another one there.
fn marker(draft: &mut Draft<'_>, folder: &str, span: Span) {
    let marker = name::marker(folder);
    if name::is_stem(folder) && (name::type_taken(&marker) || name::payload_taken(&marker)) {
        let message = format!("the folder becomes the type `{marker}`, which generated code uses itself");
        draft.report(Diagnostic::error(Code::F0304, span, message).help("Give the folder another name."));
    }
}

fn unique(draft: &mut Draft<'_>, seen: &mut HashMap<String, Span>, module: String, span: Span, what: &str) {
    if let Some(&first) = seen.get(&module) {
        draft.report(
            Diagnostic::error(Code::F0302, span, format!("two {what}s become the module `{module}`"))
                .saying("this one")
                .label(first, "and this one")
                .help(format!("Rename one {what}.")),
        );
    } else {
        seen.insert(module, span);
    }
}

fn provider(draft: &Draft<'_>, id: &str, folder: &Folder<'_>) -> Provider {
    let raw = folder.provider.map(|file| &file.content);
    let path = folder.provider.and_then(|file| draft.sources.files().get(file.file)).map(|file| file.path.clone());
    Provider {
        id: id.to_owned(),
        module: name::module(id),
        title: raw.map_or_else(|| id.to_owned(), |raw| raw.title.value.0.clone()),
        site: raw.and_then(|raw| text(raw.site.as_ref())),
        sources: raw.and_then(|raw| raw.sources.as_ref()).map(|map| sources(&map.value)).unwrap_or_default(),
        authentication: Vec::new(),
        delivery: None,
        notes: Vec::new(),
        types: Vec::new(),
        pages: Vec::new(),
        file: path,
    }
}

fn source_keys(raw: &RawProvider) -> impl Iterator<Item = &str> {
    raw.sources.iter().flat_map(|sources| sources.value.iter()).map(|(key, _)| key.value.as_str())
}

fn sources(raw: &Map<RawSource>) -> Vec<Source> {
    raw.iter()
        .map(|(key, source)| Source {
            key: key.value.clone(),
            title: source.title.value.0.clone(),
            url: text(source.url.as_ref()),
            read: source.read.as_ref().map(|read| read.value.0.clone()),
        })
        .collect()
}

fn page(draft: &Draft<'_>, provider: &str, source: &SourceFile, raw: &RawPage) -> Page {
    let info = &raw.page.value;
    Page {
        payload: format!("{provider}/{}", source.stem),
        stem: source.stem.clone(),
        module: name::module(&source.stem),
        title: info.title.value.0.clone(),
        url: text(info.url.as_ref()),
        read: info.read.as_ref().map(|read| read.value.0.clone()),
        sha256: info.sha256.as_ref().map(|sum| sum.value.0.clone()),
        documented_by: info.documented_by.as_ref().map_or(DocumentedBy::Table, |Spanned { value: Word(by), .. }| *by),
        doc: prose(info.doc.as_ref()),
        file: source.path.clone(),
        place: draft.place(raw.page.span),
        headers: Vec::new(),
        // Every page gets its root before anything looks at it.
        root: TypeId(usize::MAX),
        types: Vec::new(),
        event: None,
        entries: Vec::new(),
        examples: Vec::new(),
        rows: 0,
    }
}

fn text(raw: Option<&Spanned<String>>) -> Option<String> {
    raw.map(|text| text.value.clone())
}

pub(super) fn prose(raw: Option<&Spanned<Prose>>) -> Option<String> {
    raw.map(|text| text.value.0.clone())
}
