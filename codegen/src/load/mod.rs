//! YAML text → a tree with spans. The only module that knows the YAML parser.
//!
//! A schema uses the part of YAML that a person reads without a manual: maps, lists and scalars. Anchors, aliases, tags,
//! merge keys, directives and further documents are refused, and everything is bounded before anything is built, so
//! that no file can take more time or stack than its size explains.
//!
//! Scalars keep their text. Whether `no`, `1.10` or `2026-11-21` is a word, a number or a date is for whoever reads the
//! tree to say, so nothing is lost to a guess.

mod characters;
mod tree;

pub(crate) use characters::objection;
pub use tree::{Entry, Node, Scalar, Style, Value};

use std::borrow::Cow;
use std::collections::HashMap;

use serde_saphyr::granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span as ParserSpan, Tag};

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::parallel;
use crate::raw::{self, Raw};
use crate::source::{SourceFile, Sources, Span};

/// The largest file that is read, in bytes. The largest schema in use has 20,000.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep lists and maps may stand in each other: an object takes two of them, its row and its `fields`, so that there is
/// room for the objects of the deepest payload and for what is around them.
pub const MAX_DEPTH: usize = 2 * MAX_NESTED + 8;

/// How deep the objects and arrays of a payload may stand in each other.
pub const MAX_NESTED: usize = 64;

/// How many scalars, lists and maps a file may hold.
pub const MAX_NODES: usize = 100_000;

/// After so many faults in one file the rest of it is not looked at.
const MAX_FAULTS: usize = 50;

/// Reads all files: YAML to trees, trees to the raw model. What cannot be read is reported and left out.
pub fn load(sources: &Sources) -> (Raw, Vec<Diagnostic>) {
    let mut raw = Raw::default();
    let mut diagnostics = Vec::new();
    let files: Vec<(usize, &SourceFile)> = sources.files().iter().enumerate().collect();
    let read = parallel::map(&files, |(index, file)| {
        let mut raw = Raw::default();
        let (node, mut diagnostics) = parse(*index, &file.text);
        if let Some(node) = node {
            raw::read(&mut raw, &mut diagnostics, *index, file, &node);
        }
        (raw, diagnostics)
    });
    for ((index, _), (of_file, found)) in files.into_iter().zip(read) {
        raw.providers.extend(of_file.providers);
        raw.pages.extend(of_file.pages);
        if !found.is_empty() {
            raw.faulty.push(index);
        }
        diagnostics.extend(found);
    }
    (raw, diagnostics)
}

/// Reads one file. Where the text is not YAML there is no tree; other faults leave one to go on with.
#[must_use]
pub fn parse(file: usize, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if text.len() > MAX_BYTES {
        let span = Span { file, start: 0, end: 0 };
        let fault =
            Diagnostic::error(Code::F0103, span, format!("the file has {} bytes, more than {MAX_BYTES}", text.len()))
                .help("A schema describes one page; leave out what is not on it.");
        return (None, vec![fault]);
    }
    if let Some(fault) = characters::hidden(file, text) {
        return (None, vec![fault]);
    }
    let mut builder = Builder::new(file, text);
    let whole = builder.run();
    let Builder { root, faults, foreign, .. } = builder;
    (root.filter(|_| whole && !foreign), faults)
}

/// Builds the tree without recursion, so that depth costs no stack.
struct Builder<'t> {
    file: usize,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
    faults: Vec<Diagnostic>,
    /// Something stands in the file that is not of this language, so that the tree would say something else.
    foreign: bool,
}

/// A list or map whose end has not come yet.
struct Open {
    start: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        key: Option<Key>,
        /// Where each key of a long map stands first.
        seen: HashMap<String, Span>,
    },
}

/// A key whose value has not come yet.
struct Key {
    text: String,
    span: Span,
    /// It stands in the map already: of the two values the first is kept to go on with.
    again: bool,
}

/// The file cannot be read any further; why is among the faults.
struct Stop;

impl<'t> Builder<'t> {
    fn new(file: usize, text: &'t str) -> Self {
        Self { file, text, open: Vec::new(), root: None, nodes: 0, documents: 0, faults: Vec::new(), foreign: false }
    }

    /// Whether the file was read to its end.
    fn run(&mut self) -> bool {
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.disallow_directives = true;
        options.emit_anchor_events = true;
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        let text = self.text;
        for event in Parser::new_from_str_with_options(text, options) {
            let done = match event {
                Ok((event, span)) => self.event(event, span),
                Err(error) => self.syntax(&error),
            };
            if done.is_err() || self.faults.len() >= MAX_FAULTS {
                return false;
            }
        }
        if self.root.is_none() {
            self.faults.push(
                Diagnostic::error(Code::F0102, Span { file: self.file, start: 0, end: 0 }, "the file holds nothing")
                    .help("A page's schema starts with `provider: …`; see docs/schema-language.md."),
            );
        }
        self.root.is_some()
    }

    fn event(&mut self, event: Event<'_>, at: ParserSpan) -> Result<(), Stop> {
        let span = self.span(at);
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.foreign(span, "an alias");
                self.put(Node { span, value: Value::Null })
            }
            Event::Anchor(..) => {
                self.foreign(span, "an anchor");
                Ok(())
            }
            Event::Scalar(text, style, _, tag) => {
                self.tag(at, span, tag.as_deref());
                let value = scalar(text, style);
                self.put(Node { span, value })
            }
            Event::SequenceStart(_, _, tag) => {
                self.tag(at, span, tag.as_deref());
                self.open(span, OpenKind::List(Vec::new()))
            }
            Event::MappingStart(_, _, tag) => {
                self.tag(at, span, tag.as_deref());
                self.open(span, OpenKind::Map { entries: Vec::new(), key: None, seen: HashMap::new() })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => Ok(()),
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        self.faults.push(
            Diagnostic::error(Code::F0107, span, "a second document starts here")
                .help("A file is one document: give each page a file of its own, and end this one before `---`."),
        );
        Err(Stop)
    }

    fn tag(&mut self, at: ParserSpan, span: Span, tag: Option<&Tag>) {
        if tag.is_some() {
            let span = at.tag_span().map_or(span, |tag| self.span(tag));
            self.foreign(span, "a tag");
        }
    }

    fn foreign(&mut self, span: Span, what: &str) {
        // Of an anchor and all its aliases, which may be many, the first to be met is enough.
        if std::mem::replace(&mut self.foreign, true) {
            return;
        }
        self.faults.push(
            Diagnostic::error(Code::F0106, span, format!("{what} has no place in a schema"))
                .help("Write the value itself; what several rows share is a type under `types`."),
        );
    }

    fn open(&mut self, span: Span, kind: OpenKind) -> Result<(), Stop> {
        if self.open.len() >= MAX_DEPTH {
            return self.too_deep(span);
        }
        if let Some(Open { kind: OpenKind::Map { key: None, .. }, .. }) = self.open.last() {
            return self.not_a_name(span, "a list or map");
        }
        self.open.push(Open { start: span.start, kind });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let (value, last) = match open.kind {
            OpenKind::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::List(items), last)
            }
            OpenKind::Map { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                (Value::Map(entries), last)
            }
        };
        // A block ends where the parser sees the next token, which may be many comments later.
        let end = if span.end > span.start { span.end } else { last.unwrap_or(span.end) };
        self.put(Node { span: Span { file: self.file, start: open.start, end: end.max(open.start) }, value })
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: Node) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.faults.push(Diagnostic::error(
                Code::F0103,
                node.span,
                format!("this is the file's value number {}, and {MAX_NODES} are the most", self.nodes),
            ));
            return Err(Stop);
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::List(items)) => items.push(node),
            Some(OpenKind::Map { entries, key: key @ Some(_), .. }) => {
                if let Some(Key { text, span, again: false }) = key.take() {
                    entries.push(Entry { key: text, key_span: span, value: node });
                }
            }
            Some(OpenKind::Map { key: None, .. }) => return self.key(node),
        }
        Ok(())
    }

    fn key(&mut self, node: Node) -> Result<(), Stop> {
        let Value::Scalar(scalar) = node.value else {
            return self.not_a_name(node.span, "nothing");
        };
        if scalar.text == "<<" && scalar.style == Style::Plain {
            self.foreign(node.span, "a merge key");
        }
        let Some(Open { kind: OpenKind::Map { entries, key, seen }, .. }) = self.open.last_mut() else { return Ok(()) };
        let first = first(entries, seen, &scalar.text);
        if let Some(first) = first {
            let fault = Diagnostic::error(
                Code::F0105,
                node.span,
                format!("the key `{}` stands twice", shortened(&scalar.text)),
            )
            .saying("again here")
            .label(first, "first here")
            .help("Keep one of them.");
            self.faults.push(fault);
        }
        *key = Some(Key { text: scalar.text, span: node.span, again: first.is_some() });
        Ok(())
    }

    fn not_a_name(&mut self, span: Span, what: &str) -> Result<(), Stop> {
        self.faults.push(
            Diagnostic::error(Code::F0101, span, format!("{what} cannot be a key"))
                .help("Put a key before the colon; a name such as `null` or `~` needs quotes."),
        );
        Err(Stop)
    }

    fn too_deep(&mut self, span: Span) -> Result<(), Stop> {
        self.faults.push(Diagnostic::error(
            Code::F0103,
            span.before(),
            format!("lists and maps stand in each other more than {MAX_DEPTH} deep"),
        ));
        Err(Stop)
    }

    fn syntax(&mut self, error: &ScanError) -> Result<(), Stop> {
        let at = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        let span = Span { file: self.file, start: at, end: at };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => return self.too_deep(span),
            ErrorKind::UnknownAnchor => self.foreign(span, "an alias"),
            ErrorKind::DirectiveDisallowed => self.foreign(span, "a directive"),
            _ => self
                .faults
                .push(Diagnostic::error(Code::F0101, span, format!("this is not YAML: {}", error.info())).help(
                    "Indent with spaces, close every bracket and quote, and quote text that holds `: ` or ` #`.",
                )),
        }
        Err(Stop)
    }

    fn span(&self, at: ParserSpan) -> Span {
        let start = at.start.byte_offset().unwrap_or_default().min(self.text.len());
        let end = at.end.byte_offset().unwrap_or_default().clamp(start, self.text.len());
        // A block scalar's span reaches over the line breaks behind it, which no label should show.
        let end = self.text.get(start..end).map_or(end, |text| start + text.trim_end().len());
        Span { file: self.file, start, end }
    }
}

/// Where a key stands already. Few keys are looked through; of many, all but the first few are remembered.
fn first(entries: &[Entry], seen: &mut HashMap<String, Span>, key: &str) -> Option<Span> {
    const FEW: usize = 16;
    let (few, more) = entries.split_at(entries.len().min(FEW));
    for entry in more.iter().skip(seen.len()) {
        seen.insert(entry.key.clone(), entry.key_span);
    }
    few.iter().find(|entry| entry.key == key).map(|entry| entry.key_span).or_else(|| seen.get(key).copied())
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value {
    let style = match style {
        ScalarStyle::Plain if matches!(&*text, "" | "~" | "null" | "Null" | "NULL") => return Value::Null,
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted | ScalarStyle::Folded => Style::Text,
    };
    Value::Scalar(Scalar { text: text.into_owned(), style })
}

#[cfg(test)]
mod tests;
