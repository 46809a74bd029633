//! What the tests of schemas share.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::{Compiled, Diagnostic, SourceFile, Sources, compile};

/// The repository's own schemas.
#[allow(dead_code, reason = "not every test wants them")]
pub fn repository() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut files = Vec::new();
    for provider in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        for path in sorted(&provider).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        {
            let text = fs::read_to_string(&path).unwrap();
            files.push(file(&format!("{}/{}", name(&provider), name(&path)), text));
        }
    }
    files
}

/// The files of a case; lines end as on Windows where the text says `# windows line ends`. A case is one page, or several files each under a line `# file: provider/stem.yaml`.
#[allow(dead_code, reason = "not every test wants them")]
pub fn case(text: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut current: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("# file: ") {
            files.extend(current.take());
            current = Some((path.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = &mut current {
            text.push_str(line);
        } else if !text.contains("# file: ") {
            current = Some(("acme/page.yaml".to_owned(), line.to_owned()));
        }
    }
    files.extend(current);
    if files.is_empty() {
        files.push(("acme/page.yaml".to_owned(), String::new()));
    }
    let windows = |text: String| if text.contains("# windows line ends\n") { text.replace('\n', "\r\n") } else { text };
    files.into_iter().map(|(path, text)| file(&path, windows(text))).collect()
}

pub fn file(path: &str, text: String) -> SourceFile {
    let (provider, name) = path.split_once('/').unwrap();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    SourceFile { path: format!("schemas/{path}"), provider: provider.to_owned(), stem: stem.to_owned(), text }
}

pub fn run(files: Vec<SourceFile>) -> (Sources, Compiled) {
    let sources = Sources::new(files);
    let compiled = compile(&sources);
    (sources, compiled)
}

/// Every diagnostic with all its labels and help, as snapshots keep it.
#[allow(dead_code, reason = "not every test wants them")]
pub fn shown(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let mut labels = diagnostic.labels.iter();
        let first = labels.next().unwrap();
        let place = sources.place(first.span);
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            place.file, place.line, place.column, diagnostic.severity, diagnostic.code, diagnostic.message
        )
        .unwrap();
        writeln!(out, "  `{}` {}", clipped(sources.text(first.span)), first.text).unwrap();
        for label in labels {
            let place = sources.place(label.span);
            writeln!(
                out,
                "  {}:{}:{}: `{}` {}",
                place.file,
                place.line,
                place.column,
                clipped(sources.text(label.span)),
                label.text
            )
            .unwrap();
        }
        for help in &diagnostic.help {
            writeln!(out, "  help: {}", help.replace('\n', "\n  ")).unwrap();
        }
    }
    let mut trimmed = String::with_capacity(out.len());
    for line in out.lines() {
        trimmed.push_str(line.trim_end());
        trimmed.push('\n');
    }
    trimmed
}

fn clipped(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(40).collect()
}

pub fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The files of a case with what every page and provider must have, behind what they say; but not behind `# as it is`.
#[allow(dead_code, reason = "not every test wants them")]
pub fn completed(files: Vec<SourceFile>) -> Vec<SourceFile> {
    let has = |text: &str, key: &str| text.lines().any(|line| line.starts_with(&format!("{key}:")));
    files
        .into_iter()
        .map(|mut file| {
            if file.text.starts_with("# as it is\n") {
                return file;
            }
            let mut add = |key: &str, line: &str| {
                if !has(&file.text, key) {
                    file.text.push_str(line);
                }
            };
            add("provider", &format!("provider: {}\n", file.provider));
            if file.stem == "provider" {
                add("title", "title: Acme\n");
            } else {
                add("page", "page: {title: A page}\n");
                add("payload", "payload: {fields: {id: {type: string}}}\n");
            }
            file
        })
        .collect()
}
