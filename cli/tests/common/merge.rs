//! Merging pages into a schema that lies in a folder of its own.

#![allow(clippy::indexing_slicing, reason = "a test may stop at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{fieldwright, status, stderr, stdout, tests};

/// A folder with the schemas of one provider.
pub(crate) struct Folder {
    folder: TempDir,
    schema: PathBuf,
}

/// What a merge said.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// With these texts; the first is the page's schema.
    pub(crate) fn of(provider: &str, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let schemas = folder.path().join("schemas").join(provider);
        fs::create_dir_all(&schemas).unwrap();
        for (name, text) in files {
            fs::write(schemas.join(name), text).unwrap();
        }
        Self { schema: schemas.join(files[0].0), folder }
    }

    /// A schema that a person has written, in all the styles that people have.
    pub(crate) fn paid() -> Self {
        Self::of("acme", &[("paid.yaml", &fixture("paid.yaml"))])
    }

    /// The repository's own, whose rows start from those of `provider.yaml`.
    pub(crate) fn account_token() -> Self {
        let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/anddone");
        let text = |name: &str| fs::read_to_string(schemas.join(name)).unwrap();
        Self::of(
            "anddone",
            &[("account-token.yaml", &text("account-token.yaml")), ("provider.yaml", &text("provider.yaml"))],
        )
    }

    /// A schema that an import has made of a page.
    pub(crate) fn imported(page: &str) -> Self {
        let folder = Self::of("acme", &[("paid.yaml", "")]);
        let page_file = folder.page(page);
        let schema = folder.schema.to_str().unwrap();
        let output =
            fieldwright(&["import", &page_file, "-o", schema, "--force", "--read", "2026-11-21"]).output().unwrap();
        assert_eq!(status(&output), 0, "{}\n{}", stderr(&output), folder.text());
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The schema's text.
    pub(crate) fn text(&self) -> String {
        fs::read_to_string(&self.schema).unwrap()
    }

    /// Changes the schema as a person would.
    pub(crate) fn edit(&self, from: &str, to: &str) {
        let text = self.text();
        assert!(text.contains(from), "{from} is not in\n{text}");
        fs::write(&self.schema, text.replacen(from, to, 1)).unwrap();
    }

    /// Merges a page.
    pub(crate) fn merge(&self, page: &str, args: &[&str]) -> Said {
        let page = self.page(page);
        let schema = self.schema.strip_prefix(self.path()).unwrap().to_str().unwrap();
        let mut all = vec!["import", &page, "--merge", schema, "--read", "2026-11-22"];
        all.extend(args);
        let output = fieldwright(&all).current_dir(self.path()).output().unwrap();
        Said { status: status(&output), out: stdout(&output), err: stderr(&output) }
    }

    /// Merges, and returns the drift as `kind at` and the lines of the schema that have changed. What comes of it passes
    /// `check`, and merging the page again, also with another prose, changes nothing.
    pub(crate) fn drift(&self, page: &str, args: &[&str]) -> (Vec<String>, Vec<String>) {
        let before = self.text();
        let mut json = vec!["--format", "json"];
        json.extend(args);
        let said = self.merge(page, &json);
        assert_eq!(said.status, 1, "{}{}", said.out, said.err);
        let after = self.text();
        assert_ne!(before, after, "{}{}", said.out, said.err);
        let check = fieldwright(&["check"]).current_dir(self.path()).output().unwrap();
        assert_eq!(status(&check), 0, "{}\n{after}", stderr(&check));
        for again in [page, &format!("{page}\nOne more word.\n")] {
            let said = self.merge(again, &[]);
            assert_eq!((said.status, self.text() == after), (0, true), "{}{}\n{after}", said.out, said.err);
            assert!(said.out.ends_with(": no drift\n"), "{}", said.out);
        }
        (drift(&said.out), changed(&before, &after))
    }

    fn page(&self, text: &str) -> String {
        let page = self.path().join("page.md");
        fs::write(&page, text).unwrap();
        page.to_str().unwrap().to_owned()
    }
}

/// A file of `tests/merge`.
pub(crate) fn fixture(name: &str) -> String {
    fs::read_to_string(tests("merge").join(name)).unwrap()
}

/// A page's row, and what it is to be instead.
pub(crate) fn with_row(page: &str, name: &str, row: &str) -> String {
    let old = page.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap_or_else(|| panic!("{name}"));
    let row = if row.is_empty() { String::new() } else { format!("{row}\n") };
    page.replacen(&format!("{old}\n"), &row, 1)
}

/// A page with something else in it.
pub(crate) fn with(page: &str, from: &str, to: &str) -> String {
    assert!(page.contains(from), "{from}");
    page.replace(from, to)
}

/// A drift in JSON as `kind at`.
pub(crate) fn drift(json: &str) -> Vec<String> {
    let line = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let kind = line.get("drift").map_or("conflict", |kind| kind.as_str().unwrap());
        format!("{kind} {}", line["at"].as_str().unwrap())
    };
    json.lines().map(line).collect()
}

/// The lines that have gone and come, but for the day and the hash of the page, which every merge changes. The hash of a row
/// is `#`: that it is right, the next merge says.
pub(crate) fn changed(before: &str, after: &str) -> Vec<String> {
    let lines = |text: &str| {
        let of_page = |line: &&str| line.starts_with("  read: ") || line.starts_with("  sha256: ");
        text.split('\n').filter(|line| !of_page(line)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (old, new) = (lines(before), lines(after));
    // The longest common subsequence from every place on.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            out.push(format!("-{}", unhashed(old[i].trim_start())));
            i += 1;
        } else {
            out.push(format!("+{}", unhashed(new[j].trim_start())));
            j += 1;
        }
    }
    out
}

fn unhashed(line: &str) -> String {
    let Some((before, rest)) = line.split_once("row: ") else { return line.to_owned() };
    let Some((number, rest)) = rest.split_once('/') else { return line.to_owned() };
    format!("{before}row: {number}/#{}", rest.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
}
