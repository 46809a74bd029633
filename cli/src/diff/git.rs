//! Files as git has them, read by the `git` program.

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

use fieldwright_codegen::disk::MAX_SCHEMA_BYTES;

use crate::failure::Failure;

/// Whether a path of a revision is a folder.
pub(super) fn is_folder(revision: &str, path: &str) -> Result<bool, Failure> {
    let kind = run(&["cat-file", "-t", &object(revision, path)?])?;
    match String::from_utf8_lossy(&kind).trim() {
        "tree" | "commit" => Ok(true),
        "blob" => Ok(false),
        kind => Err(Failure::new(format!("`{revision}:{path}` is a {kind}, no file and no folder"))),
    }
}

/// The YAML files in a folder of a revision, by their paths below it, with their texts.
pub(super) fn files(revision: &str, folder: &str) -> Result<Vec<(String, String)>, Failure> {
    let listed = run(&["ls-tree", "-r", "-z", "-l", &object(revision, folder)?])?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let mut wanted = Vec::new();
    // `100644 blob 0f3c…  1234<TAB>acme/order-paid.yaml`
    for entry in listed.split('\0').filter(|entry| !entry.is_empty()) {
        let Some((facts, path)) = entry.split_once('\t') else { continue };
        let mut facts = facts.split_whitespace();
        let (mode, _, id, size) = (facts.next(), facts.next(), facts.next(), facts.next());
        let is_schema = matches!(path.rsplit_once('.'), Some((_, "yaml" | "yml")));
        if !is_schema || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        if mode == Some("120000") {
            return Err(Failure::new(format!(
                "`{revision}:{folder}/{path}` is a link: schemas are not read through links"
            )));
        }
        if size.and_then(|size| size.parse().ok()).is_none_or(|size: u64| size > MAX_SCHEMA_BYTES) {
            return Err(Failure::new(format!("`{revision}:{folder}/{path}` is longer than {MAX_SCHEMA_BYTES} bytes")));
        }
        wanted.extend(id.map(|id| (path.to_owned(), id.to_owned())));
    }
    let texts = blobs(wanted.iter().map(|(_, id)| id.as_str()))?;
    wanted
        .into_iter()
        .zip(texts)
        .map(|((path, _), text)| {
            let text = String::from_utf8(text)
                .map_err(|_| Failure::new(format!("`{revision}:{folder}/{path}` is not UTF-8")))?;
            Ok((path, text))
        })
        .collect()
}

/// `HEAD~1:schemas`. What starts with a hyphen would be an option.
fn object(revision: &str, path: &str) -> Result<String, Failure> {
    if revision.starts_with('-') {
        return Err(Failure::new(format!("`{revision}` is no revision")));
    }
    // The root of a tree is written as nothing.
    Ok(format!("{revision}:{}", if path == "." { "" } else { path }))
}

/// All texts at once: a process each would take longer than everything else.
fn blobs<'i>(ids: impl Iterator<Item = &'i str>) -> Result<Vec<Vec<u8>>, Failure> {
    let asked = ids.map(|id| format!("{id}\n")).collect::<Vec<_>>().concat();
    let count = asked.lines().count();
    let mut child = git(&["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| missing(&error))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let mut answer = Vec::new();
    std::thread::scope(|scope| {
        // Git answers while it is asked.
        scope.spawn(move || input.map(|mut input| input.write_all(asked.as_bytes())));
        output.map(|mut output| output.read_to_end(&mut answer))
    });
    let _ = child.wait();
    let mut texts = Vec::new();
    let mut rest = answer.as_slice();
    // `<id> blob <size>\n<text>\n`
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(rest.get(..end).unwrap_or_default()).into_owned();
        let size = head.rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let Some(text) = size.and_then(|size| rest.get(end + 1..end + 1 + size)) else { break };
        texts.push(text.to_vec());
        rest = rest.get(end + 2 + text.len()..).unwrap_or_default();
    }
    if texts.len() == count { Ok(texts) } else { Err(Failure::new("git did not hand over all files")) }
}

fn run(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let Output { status, stdout, stderr } = git(arguments).output().map_err(|error| missing(&error))?;
    if status.success() {
        return Ok(stdout);
    }
    let said = String::from_utf8_lossy(&stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Failure::new(format!("git: {said}")).help("a side in git is `<revision>:<path>`, the path from the root of the repository, or from here if it starts with `./`"))
}

fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    // In the language of this program, and without touching the index.
    command.args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

fn missing(error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot run git: {error}"))
        .help("a side such as `HEAD~1:schemas` is read by the `git` program")
}
