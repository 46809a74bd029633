//! When a run may be spared: only where it would read and leave behind just the same.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use fieldwright_codegen::disk::{self, Run, Tree};
use fieldwright_codegen::emit::{Files, parts};
use fieldwright_codegen::{Config, Mode, Sources, Timings, compile, emit};

const PAGE: &str = "provider: acme\npage: {title: Order paid}\npayload: {fields: {id: {type: string, maxLength: 8}}}\n";

/// A folder with a schema, of which a crate has been made.
struct Workspace {
    folder: tempfile::TempDir,
}

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("schemas/acme")).unwrap();
        fs::write(folder.path().join("schemas/acme/order-paid.yaml"), PAGE).unwrap();
        let workspace = Self { folder };
        workspace.generate();
        workspace
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn sources(&self) -> Sources {
        disk::read(&self.path("schemas")).unwrap()
    }

    fn tree(&self) -> Tree {
        Tree::new(self.path("generated"))
    }

    fn generate(&self) {
        let (sources, tree) = (self.sources(), self.tree());
        let model = compile(&sources).model.unwrap();
        let timings = Timings::default();
        let draft = tree.draft(&parts(&model), |part| part.files(&model, &timings), &timings).unwrap();
        tree.keep(&Run::new(&sources, "a crate"), &draft.apply().unwrap());
    }

    fn is_kept(&self) -> bool {
        self.tree().kept(&Run::new(&self.sources(), "a crate")).is_some()
    }
}

#[test]
fn a_run_over_the_same_schemas_with_the_same_output_may_be_spared() {
    let workspace = Workspace::new();
    let files = workspace.tree().kept(&Run::new(&workspace.sources(), "a crate"));
    assert_eq!(files, Some(5), "lib.rs, mod.rs, order_paid.rs, order-paid.ndjson and the list of them");
    // New times mean nothing.
    for path in ["schemas/acme/order-paid.yaml", "generated/src/lib.rs"] {
        let text = fs::read(workspace.path(path)).unwrap();
        fs::write(workspace.path(path), text).unwrap();
    }
    assert!(workspace.is_kept());
}

#[test]
fn whatever_changes_is_noticed_and_mended() {
    for path in [
        "schemas/acme/order-paid.yaml",
        "generated/src/lib.rs",
        "generated/src/acme/order_paid.rs",
        "generated/fixtures/acme/order-paid.ndjson",
        "generated/.fieldwright-files",
    ] {
        let workspace = Workspace::new();
        let before = fs::read_to_string(workspace.path(path)).unwrap();
        fs::write(workspace.path(path), before.clone() + "# By hand.\n").unwrap();
        assert!(!workspace.is_kept(), "{path}");
        workspace.generate();
        assert!(workspace.is_kept(), "{path}");
        if path.starts_with("generated") {
            assert_eq!(fs::read_to_string(workspace.path(path)).unwrap(), before);
            fs::remove_file(workspace.path(path)).unwrap();
            assert!(!workspace.is_kept(), "{path}");
        }
    }
}

#[test]
fn other_schemas_are_another_run() {
    let workspace = Workspace::new();
    assert!(workspace.tree().kept(&Run::new(&workspace.sources(), "one file")).is_none(), "another form");
    let (old, new) = (workspace.path("schemas/acme/order-paid.yaml"), workspace.path("schemas/acme/order.yaml"));
    fs::copy(&old, &new).unwrap();
    assert!(!workspace.is_kept(), "one more");
    fs::remove_file(old).unwrap();
    assert!(!workspace.is_kept(), "the same text, called otherwise");
}

#[test]
fn the_record_is_no_part_of_what_is_checked_in() {
    let workspace = Workspace::new();
    assert_eq!(fs::read_to_string(workspace.path("generated/.fieldwright/.gitignore")).unwrap(), "*\n");
    let list = fs::read_to_string(workspace.path("generated/.fieldwright-files")).unwrap();
    assert!(!list.contains(".fieldwright/"), "{list}");
    fs::remove_dir_all(workspace.path("generated/.fieldwright")).unwrap();
    assert!(!workspace.is_kept());
    // What is broken in it is nobody's trouble.
    fs::write(workspace.path("generated/.fieldwright"), "in the way").unwrap();
    workspace.generate();
    assert!(!workspace.is_kept());
}

/// A checkout could bring a record along that says whatever it likes.
#[test]
fn a_check_believes_no_record() {
    let workspace = Workspace::new();
    let module = workspace.path("generated/src/acme/order_paid.rs");
    let config = |mode| Config::new(workspace.path("schemas")).folder(workspace.path("generated")).mode(mode);
    assert!(config(Mode::Write).build().is_ok());
    assert!(config(Mode::Check).build().is_ok());
    forge(&workspace, &module);
    assert!(workspace.is_kept(), "the forgery is good");
    assert!(config(Mode::Check).build().is_err());
}

/// Changes a generated file, and the record with it.
fn forge(workspace: &Workspace, module: &Path) {
    let sources = workspace.sources();
    let mut files = emit(&compile(&sources).model.unwrap());
    let text = fs::read_to_string(module).unwrap() + "// By hand.\n";
    fs::write(module, &text).unwrap();
    files.add("src/acme/order_paid.rs", text);
    let draft = workspace.tree().draft(&[files], Files::clone, &Timings::default()).unwrap();
    workspace.tree().keep(&Run::new(&sources, "a crate"), &draft.apply().unwrap());
}
