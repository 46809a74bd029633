//! What `cargo build` does to `generated/` in a checkout, seen from outside: real builds of a copy of the workspace.
//!
//! The copy and what is built of it stay below the target folder, so that only the first run takes its time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use support::{ROOT, Workshop, fails, succeeds, walk};

const SCHEMA: &str = "schemas/anddone/account-token.yaml";
const MODULE: &str = "generated/src/anddone/account_token.rs";

/// A program of a crate that uses the generated one: is an account token of 51 characters valid?
const PROBE: &str = r#"//! A user.
fn main() {
    let fixtures = payment_webhooks_dev::anddone::account_token::fixtures();
    let example = fixtures.of(payment_webhooks_dev::FixtureKind::Example).next().unwrap();
    let payload = example.with("/EventBody/AccountToken", &format!("{:?}", "x".repeat(51))).unwrap();
    let token = payment_webhooks_dev::anddone::AccountToken::decode_unverified(payload.as_bytes()).unwrap();
    print!("{}", token.validate(payment_webhooks_dev::Profile::Effective).is_valid());
}
"#;

/// A page of a provider of its own.
const PAGE: &str = "provider: acme\npage: {title: Order paid}\npayload: {fields: {id: {type: string, maxLength: 8}}}\n";

/// A copy of the workspace as it is.
struct Checkout {
    workshop: Workshop,
    folder: PathBuf,
}

impl Checkout {
    fn new() -> Self {
        let workshop = Workshop::new("sync");
        let folder = workshop.folder.join("checkout");
        mirror(Path::new(ROOT), &folder);
        Self { workshop, folder }
    }

    fn cargo(&self, args: &[&str]) -> Command {
        self.workshop.cargo("checkout", args)
    }

    fn build(&self) -> Command {
        self.cargo(&["build", "--verbose"])
    }

    /// Builds until there is nothing to do, which is after the build that follows one that wrote.
    fn settle(&self) {
        succeeds(&mut self.build());
        succeeds(&mut self.build());
        assert_eq!(busy(&succeeds(&mut self.build())), [""; 0]);
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    /// Documents longer account tokens.
    fn edit_the_schema(&self) {
        let (before, after) = (
            "AccountToken:        {type: string, minLength: 1, maxLength: 50",
            "AccountToken: {type: string, minLength: 1, maxLength: 60",
        );
        let text = self.read(SCHEMA);
        assert!(text.contains(before), "the test edits a row that is there no more");
        self.write(SCHEMA, &text.replace(before, after));
    }

    /// Every file and folder of `generated/` with its text and when it was written.
    fn generated(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        for path in walk(&self.path("generated")) {
            let text = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            found.insert(path, (text, modified));
        }
        found
    }
}

/// Makes one folder what the other is. What is the same already keeps its time, so that cargo sees no change in it.
fn mirror(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in walk(from) {
        let copy = to.join(path.strip_prefix(from).unwrap());
        if path.is_dir() {
            fs::create_dir_all(copy).unwrap();
        } else if fs::read(&copy).ok() != Some(fs::read(&path).unwrap()) {
            fs::write(copy, fs::read(&path).unwrap()).unwrap();
        }
    }
    for copy in walk(to).into_iter().rev() {
        if !from.join(copy.strip_prefix(to).unwrap()).exists() {
            if copy.is_dir() { fs::remove_dir_all(copy).unwrap() } else { fs::remove_file(copy).unwrap() }
        }
    }
}

/// The lines of a verbose build that tell of work.
fn busy(output: &str) -> Vec<&str> {
    let lines = output.lines().map(str::trim_start);
    lines.filter(|line| ["Compiling", "Dirty", "Running"].iter().any(|word| line.starts_with(word))).collect()
}

#[test]
fn an_edit_of_a_schema_reaches_the_crate_in_the_same_build() {
    let checkout = Checkout::new();
    checkout.write("src/bin/probe.rs", PROBE);
    let probe = || succeeds(&mut Command::new(checkout.workshop.folder.join("target/debug/probe")));
    succeeds(&mut checkout.build());
    assert_eq!(probe(), "false");
    checkout.edit_the_schema();
    succeeds(&mut checkout.build());
    assert_eq!(probe(), "true");
    assert!(checkout.read(MODULE).contains("of 1 to 60 characters"));
    assert!(checkout.read("generated/fixtures/anddone/account-token.ndjson").contains("\"length-61\""));
    // The build script looks once more at what it wrote; after that, a build does nothing.
    succeeds(&mut checkout.build());
    assert_eq!(busy(&succeeds(&mut checkout.build())), [""; 0]);
}

#[test]
fn what_is_in_sync_is_not_built_again() {
    let checkout = Checkout::new();
    checkout.settle();
    let before = checkout.generated();
    // As after a `git checkout`: the times are new, the texts are not.
    for file in [SCHEMA, MODULE] {
        checkout.write(file, &checkout.read(file));
    }
    succeeds(&mut checkout.build());
    let (before, after) = (before.into_iter(), checkout.generated().into_iter());
    let changed: Vec<_> = before.zip(after).filter(|(old, new)| old != new).map(|(_, (path, _))| path).collect();
    assert_eq!(changed, [checkout.path(MODULE)], "only what the test itself wrote");
    assert_eq!(busy(&succeeds(&mut checkout.build())), [""; 0]);
}

#[test]
fn an_edit_by_hand_is_undone() {
    let checkout = Checkout::new();
    checkout.settle();
    let texts = || checkout.generated().into_iter().map(|(path, (text, _))| (path, text)).collect::<Vec<_>>();
    let before = texts();
    checkout.write(MODULE, &format!("{}\n// By hand.\n", checkout.read(MODULE)));
    succeeds(&mut checkout.build());
    assert_eq!(texts(), before);
    fs::remove_file(checkout.path("generated/fixtures/anddone/account-token.ndjson")).unwrap();
    fs::remove_file(checkout.path(MODULE)).unwrap();
    succeeds(&mut checkout.build());
    assert_eq!(texts(), before);
}

#[test]
fn a_schema_that_goes_leaves_nothing_behind_and_what_is_not_owned_stays() {
    let checkout = Checkout::new();
    let names = || checkout.generated().into_keys().collect::<Vec<_>>();
    checkout.settle();
    let mine = "generated/src/anddone/mine.rs";
    checkout.write(mine, "// Mine.\n");
    let before = names();
    checkout.write("schemas/acme/order-paid.yaml", PAGE);
    succeeds(&mut checkout.build());
    assert!(checkout.read("generated/src/lib.rs").contains("pub mod acme;"));
    assert!(checkout.path("generated/src/acme/order_paid.rs").exists());
    assert!(checkout.path("generated/fixtures/acme/order-paid.ndjson").exists());
    fs::remove_dir_all(checkout.path("schemas/acme")).unwrap();
    succeeds(&mut checkout.build());
    assert_eq!(names(), before);
    assert_eq!(checkout.read(mine), "// Mine.\n");
}

#[test]
fn a_file_in_the_way_is_named_and_kept() {
    let checkout = Checkout::new();
    checkout.settle();
    let mine = "generated/src/acme/order_paid.rs";
    checkout.write(mine, "// Mine.\n");
    checkout.write("schemas/acme/order-paid.yaml", PAGE);
    let before = checkout.generated();
    let said = fails(&mut checkout.build());
    assert!(said.contains(&format!("{mine} is in the way and was not made by fieldwright")), "{said}");
    // Every file is as it was; only a folder that a new file waited in has another time.
    let after = checkout.generated();
    let differs = |(path, file): &(&PathBuf, &_)| !path.is_dir() && after.get(*path) != Some(*file);
    let differ: Vec<_> = before.iter().filter(differs).map(|(path, _)| path).collect();
    assert!(differ.is_empty() && after.keys().eq(before.keys()), "{differ:?}");
}

#[test]
fn an_error_in_a_schema_is_told_with_its_place_and_nothing_is_written() {
    let checkout = Checkout::new();
    checkout.settle();
    let before = checkout.generated();
    checkout.write("schemas/acme/order-paid.yaml", &PAGE.replace("string", "strng"));
    let said = fails(&mut checkout.build());
    assert!(said.contains("schemas/acme/order-paid.yaml:3:31: error[F0401]: there is no type `strng`"), "{said}");
    assert_eq!(checkout.generated(), before);
}

#[test]
fn a_stale_file_fails_where_ci_is_set_with_the_command_that_mends_it() {
    let checkout = Checkout::new();
    checkout.settle();
    succeeds(checkout.build().env("CI", "true"));
    checkout.edit_the_schema();
    let before = checkout.generated();
    for (variable, value) in [("CI", "true"), ("FIELDWRIGHT", "check")] {
        let said = fails(checkout.build().env(variable, value));
        for file in [MODULE, "generated/fixtures/anddone/account-token.ndjson"] {
            let line = format!("{file} is not what the schemas say: run `cargo fieldwright generate`");
            assert!(said.contains(&line), "{said}");
        }
        assert!(!said.contains("anddone/token_link.rs is not"), "{said}");
    }
    succeeds(checkout.build().env("FIELDWRIGHT", "off"));
    assert_eq!(checkout.generated(), before);
    // What `cargo fieldwright` is an alias for, but that `--offline` would be an argument to it.
    let fieldwright = checkout.workshop.folder.join("target/debug/fieldwright");
    succeeds(Command::new(fieldwright).arg("generate").current_dir(&checkout.folder));
    succeeds(checkout.build().env("CI", "true"));
    assert!(checkout.read(MODULE).contains("of 1 to 60 characters"));
}

#[test]
#[cfg(unix)]
fn a_checkout_that_cannot_be_written_to_builds_where_it_is_in_sync() {
    use std::os::unix::fs::PermissionsExt;
    let checkout = Checkout::new();
    checkout.settle();
    let set = |writable: bool| {
        for folder in ["generated", "schemas"] {
            for path in walk(&checkout.path(folder)).into_iter().chain([checkout.path(folder)]) {
                let mode = fs::metadata(&path).unwrap().permissions().mode();
                let mode = if writable { mode | 0o200 } else { mode & !0o222 };
                fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
            }
        }
    };
    fs::File::open(checkout.path(SCHEMA)).unwrap().set_modified(SystemTime::now()).unwrap();
    let before = checkout.generated();
    set(false);
    if fs::write(checkout.path("generated/probe"), "").is_ok() {
        fs::remove_file(checkout.path("generated/probe")).unwrap();
        println!("whoever may write anything runs this: only times are compared");
    }
    let output = checkout.build().output().unwrap();
    set(true);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("build-script-build"), "the build script was to look again: {said}");
    assert_eq!(checkout.generated(), before);
}

#[test]
fn the_published_crate_has_no_build_script_and_little_behind_it() {
    let checkout = Checkout::new();
    let packages = ["--package", "fieldwright", "--package", "payment-webhooks"];
    let args = [&["package", "--allow-dirty", "--no-verify"][..], &packages].concat();
    succeeds(&mut checkout.cargo(&args));
    let archive = checkout.workshop.folder.join("target/package/payment-webhooks-0.1.0.crate");
    let unpack = |args: &[&str]| succeeds(Command::new("tar").args(args));
    let archive = archive.to_str().unwrap();
    let manifest = unpack(&["-xzOf", archive, "payment-webhooks-0.1.0/Cargo.toml"]);
    assert!(manifest.contains("\nbuild = false\n") && !manifest.contains("build-dependencies"), "{manifest}");
    let names = unpack(&["-tzf", archive]);
    assert!(!names.contains("build.rs") && names.contains("src/rapyd/payment_updated.rs"), "{names}");
    assert!(names.contains("fixtures/rapyd/payment-updated.ndjson") && names.contains("LICENSE-MIT"), "{names}");

    let behind = |features: &[&str]| {
        let tree = ["tree", "--package", "payment-webhooks", "--edges", "normal", "--prefix", "none"];
        let tree = succeeds(&mut checkout.cargo(&[&tree[..], features].concat()));
        tree.lines().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect::<BTreeSet<_>>()
    };
    let all = behind(&[]);
    assert!(all.len() <= 22 && all.contains("hmac"), "{all:?}");
    // Who does not verify pays nothing for it.
    let decoding = behind(&["--no-default-features", "--features", "derives,serde"]);
    assert!(decoding.len() <= 6 && decoding.contains("fieldwright"), "{decoding:?}");
}
