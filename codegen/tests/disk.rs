//! What the writer leaves alone, and what it leaves behind.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::disk::{self, Draft, Tree, WriteError};
use fieldwright_codegen::emit::{Files, MARK, emit_single};
use fieldwright_codegen::{Sources, Timings, compile, emit};
use tempfile::TempDir;

const LIST: &str = ".fieldwright-files";

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.add(
            *path,
            format!(
                "{MARK}
{text}
"
            ),
        );
    }
    files
}

fn write(folder: &Path, texts: &[(&str, &str)]) {
    drafted(folder, texts).unwrap().apply().unwrap();
}

/// Every file is a part of its own.
fn drafted(folder: &Path, texts: &[(&str, &str)]) -> Result<Draft, WriteError> {
    let parts: Vec<Files> = texts.iter().map(|text| files(std::slice::from_ref(text))).collect();
    Tree::new(folder).draft(&parts, Files::clone, &Timings::default())
}

/// Every file and empty folder below a folder, with what is in it.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let content = if path.is_dir() && !path.is_symlink() {
                pending.push(path.clone());
                None
            } else {
                Some(fs::read(&path).unwrap_or_default())
            };
            found.insert(path, content);
        }
    }
    found
}

fn put(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn what_is_as_it_should_be_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("src/a.rs", "a"), ("src/b.rs", "b")]);
    let modified = || fs::metadata(folder.path().join("src/a.rs")).unwrap().modified().unwrap();
    let before = modified();
    let plan = Tree::new(folder.path()).plan(&files(&[("src/a.rs", "a"), ("src/b.rs", "c")])).unwrap();
    assert_eq!(plan.changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(), ["src/b.rs"]);
    assert_eq!(plan.unchanged, 2);
    assert!(plan.diff().contains("-b\n+c\n"));
    plan.apply().unwrap();
    assert_eq!(modified(), before);
}

#[test]
fn what_is_no_longer_wanted_goes_with_its_folder_and_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("src/a/x.rs", "x"), ("src/b/x.rs", "x"), ("src/c.rs", "c")]);
    put(&folder, "src/a/mine.rs", "mine");
    write(folder.path(), &[("src/c.rs", "c")]);
    assert!(folder.path().join("src/a/mine.rs").exists());
    assert!(!folder.path().join("src/a/x.rs").exists() && !folder.path().join("src/b").exists());
}

#[test]
fn a_file_in_the_way_is_named_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "src/a.rs", "mine");
    let before = snapshot(folder.path());
    let error = Tree::new(folder.path()).plan(&files(&[("src/a.rs", "a"), ("src/0.rs", "0")])).unwrap_err();
    assert!(matches!(&error, WriteError::Foreign(path) if path.ends_with("src/a.rs")));
    assert!(error.to_string().contains("src/a.rs is in the way"), "{error}");
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn an_own_file_is_known_by_the_list_or_by_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "src/a.rs", &format!("{MARK}, long ago"));
    put(&folder, "fixtures/a.ndjson", "{}");
    put(&folder, LIST, "fixtures/a.ndjson\n");
    write(folder.path(), &[("src/a.rs", "a"), ("fixtures/a.ndjson", "a")]);
    assert!(fs::read_to_string(folder.path().join("src/a.rs")).unwrap().ends_with("a\n"));
}

#[test]
fn a_list_that_somebody_has_changed_does_no_harm() {
    let outside = tempfile::tempdir().unwrap();
    let folder = TempDir::new_in(outside.path()).unwrap();
    for path in ["../outside.rs", "Cargo.toml", "LICENSE", ".git/config.rs", "src/kept.txt", "with space.rs"] {
        put(&folder, path, "kept");
    }
    let absolute = outside.path().join("outside.rs");
    let list = format!(
        "../outside.rs\n{}\nsrc/../../outside.rs\n./Cargo.toml\nCargo.toml\nLICENSE\n.git/config.rs\nsrc/kept.txt\nwith space.rs\n\
         C:\\outside.rs\n\n<<<<<<< ours\nsrc/gone.rs\n",
        absolute.display()
    );
    put(&folder, LIST, &list);
    let kept = |found: BTreeMap<PathBuf, Option<Vec<u8>>>| {
        found.into_iter().filter(|(path, _)| !path.ends_with(LIST)).collect::<Vec<_>>()
    };
    let before = kept(snapshot(outside.path()));
    write(folder.path(), &[]);
    assert_eq!(kept(snapshot(outside.path())), before);
}

#[test]
fn a_failure_while_writing_changes_nothing() {
    for in_the_way in ["src/b.rs/x", "src/b.rs/", "src"] {
        let folder = tempfile::tempdir().unwrap();
        match in_the_way.strip_suffix('/') {
            Some(directory) => fs::create_dir_all(folder.path().join(directory)).unwrap(),
            None => put(&folder, in_the_way, "x"),
        }
        let before = snapshot(folder.path());
        let wanted = files(&[("new/a.rs", "a"), ("src/b.rs", "b")]);
        let error = Tree::new(folder.path()).plan(&wanted).unwrap_err();
        assert!(error.to_string().contains("src"), "{error}");
        assert_eq!(snapshot(folder.path()), before);
        // The same where the obstacle is put there after the plan was made.
        let late = tempfile::tempdir().unwrap();
        let plan = Tree::new(late.path()).plan(&wanted).unwrap();
        put(&late, "src", "a file");
        let before = snapshot(late.path());
        assert!(plan.apply().is_err());
        assert_eq!(snapshot(late.path()), before);
        assert!(drafted(late.path(), &[("new/a.rs", "a"), ("src/b.rs", "b")]).is_err());
        assert_eq!(snapshot(late.path()), before);
    }
}

#[test]
fn a_draft_that_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("src/old.rs", "old"), ("src/b.rs", "b")]);
    put(&folder, "src/mine.rs", "mine");
    let before = snapshot(folder.path());
    let draft = drafted(folder.path(), &[("src/b.rs", "c"), ("new/deep/a.rs", "a")]).unwrap();
    assert_eq!((draft.written, draft.removed(), draft.unchanged), (3, 1, 0));
    assert!(snapshot(folder.path()).len() > before.len(), "what is made is written at once");
    drop(draft);
    assert_eq!(snapshot(folder.path()), before);
    // Also what was written before something turns out to be in the way.
    let error = drafted(folder.path(), &[("new/deep/a.rs", "a"), ("src/b.rs", "c"), ("src/mine.rs", "x")]).unwrap_err();
    assert!(matches!(&error, WriteError::Foreign(path) if path.ends_with("src/mine.rs")), "{error}");
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn a_plan_and_a_draft_do_the_same() {
    let [planned, drafted] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    for texts in [[("src/a.rs", "a"), ("src/c/b.rs", "b")], [("src/a.rs", "other"), ("src/d/b.rs", "b")]] {
        Tree::new(planned.path()).plan(&files(&texts)).unwrap().apply().unwrap();
        write(drafted.path(), &texts);
        let under = |folder: &TempDir| {
            let found = snapshot(folder.path()).into_iter();
            found.map(|(path, text)| (path.strip_prefix(folder.path()).unwrap().to_owned(), text)).collect::<Vec<_>>()
        };
        assert_eq!(under(&planned), under(&drafted));
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    put(&elsewhere, "a.rs", &format!("{MARK}, elsewhere"));
    let before = snapshot(elsewhere.path());
    for (target, link) in [("a.rs", "src/a.rs"), ("", "src"), ("missing", "src/a.rs"), ("a.rs", LIST)] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(link).parent().unwrap()).unwrap();
        symlink(elsewhere.path().join(target), folder.path().join(link)).unwrap();
        let error = Tree::new(folder.path()).plan(&files(&[("src/a.rs", "a")])).unwrap_err();
        assert!(matches!(&error, WriteError::Link(path) if path.ends_with(link)), "{error}");
        let error = drafted(folder.path(), &[("src/a.rs", "a")]).unwrap_err();
        assert!(matches!(&error, WriteError::Link(path) if path.ends_with(link)), "{error}");
        assert!(error.to_string().contains("is a link"));
        assert_eq!(snapshot(elsewhere.path()), before);
    }
}

#[test]
#[cfg(unix)]
fn a_schema_behind_a_link_is_refused_rather_than_left_out() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    put(&elsewhere, "acme/page.yaml", "provider: acme\n");
    for (target, link) in [("acme", "acme"), ("acme/page.yaml", "other/page.yaml")] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(link).parent().unwrap()).unwrap();
        symlink(elsewhere.path().join(target), folder.path().join(link)).unwrap();
        let error = disk::read(folder.path()).unwrap_err().to_string();
        assert!(error.contains(link) && error.contains("link"), "{error}");
    }
    let folder = tempfile::tempdir().unwrap();
    symlink(elsewhere.path().join("nowhere"), folder.path().join("README.md")).unwrap();
    symlink(elsewhere.path(), folder.path().join("schemas")).unwrap();
    // The folder itself may be one: it was named.
    assert_eq!(disk::read(&folder.path().join("schemas")).unwrap().files().len(), 1);
}

#[test]
fn two_runs_at_once_leave_whole_files() {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<_> = ["one ", "two "].iter().map(|word| word.repeat(100_000)).collect();
    let names: Vec<_> = (0..20).map(|number| format!("src/m{number}/x.rs")).collect();
    let wanted = |text| files(&names.iter().map(|name| (name.as_str(), text)).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for text in &texts {
            scope.spawn(|| {
                for _ in 0..5 {
                    let tree = Tree::new(folder.path());
                    tree.draft(&[wanted(text)], Files::clone, &Timings::default()).unwrap().apply().unwrap();
                }
            });
        }
    });
    for (path, content) in
        snapshot(folder.path()).into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "rs"))
    {
        let content = String::from_utf8(content.unwrap()).unwrap();
        assert!(texts.iter().any(|text| content == format!("{MARK}\n{text}\n")), "{}", path.display());
    }
    let left = snapshot(folder.path()).into_keys().filter(|path| path.to_str().unwrap().contains(".fieldwright-"));
    assert_eq!(left.collect::<Vec<_>>(), [folder.path().join(LIST)]);
}

#[test]
fn the_same_schemas_give_the_same_bytes() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut files = disk::read(&schemas).unwrap().files().to_vec();
    let emitted = |files: Vec<_>| {
        let model = compile(&Sources::new(files)).model.unwrap();
        (emit(&model), emit_single(&model))
    };
    let expected = emitted(files.clone());
    files.reverse();
    assert_eq!(emitted(files.clone()), expected);
    files.rotate_left(3);
    files.swap(1, 4);
    // From a folder that is called otherwise, written in another order.
    let folder = tempfile::tempdir().unwrap();
    for file in &files {
        put(&folder, file.path.strip_prefix("schemas/").unwrap(), &file.text);
    }
    let model = compile(&disk::read(folder.path()).unwrap()).model.unwrap();
    assert_eq!((emit(&model), emit_single(&model)), expected);
}
