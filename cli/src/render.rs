//! Diagnostics as text, in the manner of rustc, and as JSON lines.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use fieldwright_codegen::diagnostic::{Diagnostic, Label, Severity};
use fieldwright_codegen::model::Place;
use fieldwright_codegen::source::Span;

use crate::json;
use crate::output::{Console, visible};
use crate::schemas::Schemas;

/// A piece of a file that is longer than this is not shown, only named: it would fill the screen.
const LONGEST_EXCERPT: usize = 16 << 10;

/// How many of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// Shows all diagnostics on stderr, and how many they were.
pub(crate) fn all(console: &mut Console, schemas: &Schemas, diagnostics: &[Diagnostic]) -> Count {
    let renderer = if console.err_styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(DEFAULT_TERM_WIDTH);
    for diagnostic in diagnostics {
        let text = format!("{}\n", renderer.render(&groups(schemas, diagnostic)));
        match diagnostic.severity {
            Severity::Error => console.complain(text),
            Severity::Warning => console.say(text),
        }
    }
    let count = Count::of(diagnostics);
    if count.errors > 0 {
        console.error(&count.to_string());
    } else if count.warnings > 0 {
        console.say(format_args!("warning: {count}"));
    }
    count
}

impl Count {
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let several = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        match (self.errors, self.warnings) {
            (0, warnings) => f.write_str(&several(warnings, "warning")),
            (errors, 0) => f.write_str(&several(errors, "error")),
            (errors, warnings) => {
                write!(f, "{} and {}", several(errors, "error"), several(warnings, "warning"))
            }
        }
    }
}

/// One diagnostic: its title, the places in each file, and what to do.
fn groups<'d>(schemas: &'d Schemas, diagnostic: &'d Diagnostic) -> Vec<Group<'d>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let first = diagnostic.labels.first();
    for labels in by_file(&diagnostic.labels) {
        if let Some(snippet) = snippet(schemas, &labels, first) {
            group = group.element(snippet);
            continue;
        }
        // Too far apart for one piece of the file, or one line too long.
        for label in labels {
            group = match snippet(schemas, &[label], first) {
                Some(snippet) => group.element(snippet),
                None => group.element(origin(schemas, label.span)),
            };
        }
    }
    // A help may have several lines, such as an erratum to paste.
    let lines = |help: &String| help.split('\n').map(visible).collect::<Vec<_>>().join("\n");
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(lines(help)));
    vec![help.fold(group, Group::element)]
}

/// The labels of each file together, the files in the order in which they are first spoken of.
fn by_file(labels: &[Label]) -> Vec<Vec<&Label>> {
    let mut files: Vec<Vec<&Label>> = Vec::new();
    for label in labels {
        let same = |file: &&mut Vec<&Label>| file.first().is_some_and(|first| first.span.file == label.span.file);
        match files.iter_mut().find(same) {
            Some(file) => file.push(label),
            None => files.push(vec![label]),
        }
    }
    files
}

/// The lines around the labels of one file, unless they are too long to be read.
fn snippet<'d>(
    schemas: &'d Schemas,
    labels: &[&'d Label],
    first: Option<&Label>,
) -> Option<Snippet<'d, Annotation<'d>>> {
    let sources = &schemas.sources;
    let start = labels.iter().map(|label| label.span.start).min()?;
    let end = labels.iter().map(|label| label.span.end).max()?;
    let file = sources.files().get(labels.first()?.span.file)?;
    // Whole lines: the columns that are shown must be those of the file.
    let from = file.text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let to = file.text.get(end..)?.find('\n').map_or(file.text.len(), |at| end + at);
    let excerpt = file.text.get(from..to).filter(|excerpt| excerpt.len() <= LONGEST_EXCERPT)?;
    let line = sources.place(Span { file: labels.first()?.span.file, start: from, end: from }).line;
    let annotations = labels.iter().map(|label| {
        let main = first.is_some_and(|first| std::ptr::eq(first, *label));
        let kind = if main { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(label.span.start - from..label.span.end - from);
        if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
    });
    let snippet = Snippet::source(excerpt).line_start(usize::try_from(line).ok()?).path(schemas.shown(&file.path));
    Some(snippet.annotations(annotations))
}

/// The place alone: `--> schemas/anddone/account-token.yaml:1:70000`.
fn origin<'d>(schemas: &Schemas, span: Span) -> Origin<'d> {
    let Place { file, line, column } = schemas.sources.place(span);
    let (line, column) = (usize::try_from(line), usize::try_from(column));
    Origin::path(schemas.shown(&file)).line(line.unwrap_or(usize::MAX)).char_column(column.unwrap_or(usize::MAX))
}

/// All diagnostics as JSON, one a line.
pub(crate) fn json(schemas: &Schemas, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let mut out = Vec::new();
    for diagnostic in diagnostics {
        json::line(&mut out, |line| {
            line.put("code", diagnostic.code.as_str()).put("severity", &diagnostic.severity.to_string());
            line.put("message", &diagnostic.message);
            if let Some(label) = diagnostic.labels.first() {
                place(line, schemas, label.span);
            }
            line.put("help", &diagnostic.help[..]);
            line.each("labels", &diagnostic.labels, |label, object| {
                place(object, schemas, label.span);
                object.put_some("text", Some(&label.text).filter(|text| !text.is_empty()));
            });
        });
    }
    out
}

fn place(object: &mut json::Object, schemas: &Schemas, span: Span) {
    let Place { file, line, column } = schemas.sources.place(span);
    object.put("file", &schemas.shown(&file)).put("line", &u64::from(line)).put("column", &u64::from(column));
}
