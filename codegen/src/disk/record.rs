//! What the last runs read and left behind, so that a run that would do the same again can be spared.
//!
//! A run is known by a hash of everything that went in, which is the schemas, the form of the output and which generator
//! it was, and of every file that came out. Schemas and output are read and hashed anew each time: their time stamps say
//! nothing.
//!
//! The record stands beside the output in a folder of its own that tells git to leave it alone. It is no part of what is
//! checked in, because it could then not be believed: whoever changes a generated file could change the hash as well,
//! and any two branches that change a schema would be in conflict over it. So a fresh checkout generates everything, and
//! so does whoever only wants to know whether files are in sync.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;
use std::{env, fs, io};

use twox_hash::XxHash3_128;

use super::{Tree, manifest};
use crate::parallel;
use crate::source::Sources;

/// The record's folder in the output folder.
const FOLDER: &str = ".fieldwright";

/// The record's name in there.
const NAME: &str = "last-runs";

/// So many runs are known: a build script and a command line would else forget each other's.
const RUNS: usize = 4;

/// What a run starts from.
#[derive(Debug, Clone)]
pub struct Run {
    input: u128,
}

/// What a run has left in a folder: the hash of each file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    by_path: BTreeMap<String, u128>,
}

impl Left {
    pub(super) fn hash(text: &str) -> u128 {
        XxHash3_128::oneshot(text.as_bytes())
    }

    pub(super) fn add(&mut self, path: String, hash: u128) {
        self.by_path.insert(path, hash);
    }

    /// In their order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }
}

impl Run {
    /// A run over these schemas that makes output of a form, which stands for whatever else the output depends on.
    pub fn new(sources: &Sources, form: &str) -> Self {
        let mut parts = Parts::default();
        parts.add(form.as_bytes());
        for file in sources.files() {
            parts.add(file.path.as_bytes());
            parts.add(file.text.as_bytes());
        }
        Self { input: parts.hash() }
    }
}

impl Tree {
    /// How many files the folder has if it is just as this generator left it after the same run; else nothing.
    pub fn kept(&self, run: &Run) -> Option<usize> {
        let known = fs::read_to_string(self.record()).ok()?;
        let list = self.current(manifest::NAME).ok()??;
        let paths: Vec<&str> = manifest::paths(std::str::from_utf8(&list).ok()?).collect();
        self.refuse_links(paths.iter().copied()).ok()?;
        let hashes = parallel::map(&paths, |path| Some(XxHash3_128::oneshot(&self.current(path).ok()??)));
        let hashes: Vec<u128> = hashes.into_iter().collect::<Option<_>>()?;
        let state = state(run, &program().ok()?, &list, paths.iter().copied().zip(hashes));
        known.lines().any(|line| line == state).then_some(paths.len() + 1)
    }

    /// Records that the run has made these files. That it cannot be recorded is no reason to fail: the next run then
    /// does its work once more.
    pub fn keep(&self, run: &Run, left: &Left) {
        let _ = self.write_record(run, left);
    }

    fn write_record(&self, run: &Run, left: &Left) -> io::Result<()> {
        let list = manifest::text(left.paths());
        let files = left.by_path.iter().map(|(path, hash)| (path.as_str(), *hash));
        let state = state(run, &program()?, list.as_bytes(), files);
        let record = self.record();
        let known = fs::read_to_string(&record).unwrap_or_default();
        let others = known.lines().filter(|line| *line != state && line.len() == state.len());
        let lines: Vec<&str> = [state.as_str()].into_iter().chain(others).take(RUNS).collect();
        let text = lines.join("\n") + "\n";
        if text == known {
            return Ok(());
        }
        let folder = self.folder.join(FOLDER);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(".gitignore"), "*\n")?;
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(text.as_bytes())?;
        file.persist(record)?;
        Ok(())
    }

    fn record(&self) -> PathBuf {
        self.folder.join(FOLDER).join(NAME)
    }
}

/// What tells this generator from others: the same version can be another program while somebody works on it. The
/// program itself is not read. A build script is tens of megabytes and not optimized, so that would take seconds; and
/// nobody but the linker writes programs.
fn program() -> io::Result<Vec<u8>> {
    let path = env::current_exe()?;
    let metadata = fs::metadata(&path)?;
    let told = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    Ok(format!("{} {} {told} {}", env!("CARGO_PKG_VERSION"), metadata.len(), path.display()).into_bytes())
}

/// What went in and what came out, as a line of the record.
fn state<'p>(run: &Run, program: &[u8], list: &[u8], files: impl Iterator<Item = (&'p str, u128)>) -> String {
    let mut parts = Parts::default();
    parts.add(&run.input.to_le_bytes());
    parts.add(program);
    parts.add(list);
    for (path, hash) in files {
        parts.add(path.as_bytes());
        parts.add(&hash.to_le_bytes());
    }
    format!("{:032x}", parts.hash())
}

/// Texts one after the other, each with its length, so that none can run into the next.
#[derive(Default)]
struct Parts {
    hasher: XxHash3_128,
}

impl Parts {
    fn add(&mut self, part: &[u8]) {
        self.hasher.write(&part.len().to_le_bytes());
        self.hasher.write(part);
    }

    fn hash(&self) -> u128 {
        self.hasher.finish_128()
    }
}
