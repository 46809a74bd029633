//! The step for the crate's version, held against `cargo-semver-checks` where it is installed.
//!
//! That tool does not look at the types of fields, so it can only say that a step is too small. Where it does, the verdict must
//! be that of it.

use std::path::Path;
use std::process::Command;

use crate::common::{fieldwright, status, stderr, stdout};
use crate::mutations::mutate;
use crate::numbers::Numbers;
use crate::pairs::write;
use crate::spec::Spec;

/// A pair that is checked takes seconds: two crates are built and documented.
const CHECKED: usize = 16;

#[test]
fn cargo_semver_checks_never_asks_for_more() {
    let installed =
        Command::new("cargo").args(["semver-checks", "--version"]).output().is_ok_and(|o| o.status.success());
    if !installed {
        println!("skipped: cargo-semver-checks is not installed");
        return;
    }
    let built = tempfile::tempdir().unwrap();
    let (mut majors, mut checked) = (0, 0);
    for pair in 0_u64.. {
        if checked == CHECKED {
            break;
        }
        let mut numbers = Numbers(7_000_000 + pair);
        let old = Spec::generate(&mut numbers);
        let (new, _) = mutate(&old, &mut numbers);
        let folder = tempfile::tempdir().unwrap();
        for (side, spec) in [("old", &old), ("new", &new)] {
            write(&folder.path().join(side), spec);
            generate(folder.path(), side);
        }
        let diff =
            fieldwright(&["diff", "old", "new", "--fail-on", "never"]).current_dir(folder.path()).output().unwrap();
        assert_eq!(status(&diff), 0, "{}", stderr(&diff));
        let text = stdout(&diff);
        let step = text.lines().last().unwrap().strip_prefix("version step: ").unwrap();
        // Of a major step nothing is too much, and the tool has no word for it.
        if step == "major" {
            majors += 1;
            continue;
        }
        let step = if step == "none" { "patch" } else { step };
        checked += 1;
        let found = Command::new("cargo")
            .args(["semver-checks", "--baseline-root", "../old-crate", "--release-type", step])
            .current_dir(folder.path().join("new-crate"))
            .env("CARGO_TARGET_DIR", built.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&found.stdout).into_owned() + &String::from_utf8_lossy(&found.stderr);
        assert!(found.status.success(), "pair {pair}, {step}\n{text}\n{said}");
    }
    println!("{CHECKED} pairs checked, {majors} others are major");
}

fn generate(folder: &Path, side: &str) {
    let output = fieldwright(&["generate", "--schemas", side, "--out", &format!("{side}-crate")])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().unwrap();
    let path = runtime.to_str().unwrap();
    let manifest = format!(
        "[package]\nname = \"webhooks\"\nversion = \"1.0.0\"\nedition = \"2024\"\nlicense = \"MIT\"\n\n\
         [features]\ndefault = [\"derives\", \"serde\", \"fixtures\"]\nderives = []\nserde = [\"fieldwright/serde\"]\n\
         fixtures = [\"fieldwright/fixtures\"]\n\n[dependencies]\nfieldwright = {{ path = {path:?} }}\n\n[workspace]\n"
    );
    std::fs::write(folder.join(format!("{side}-crate/Cargo.toml")), manifest).unwrap();
}
