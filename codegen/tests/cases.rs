//! Schemas that are refused, each with all that is said about it, and schemas that are accepted.
//!
//! `invalid/<code>-<slug>.yaml` must be refused with that code; everything said stands beside it in `.stderr`, which
//! `BLESS=1` writes. `valid/<slug>.yaml` must be accepted without a word. In both, what every page must have is added
//! behind what a file says (`support::completed`).

#![allow(clippy::indexing_slicing, clippy::unwrap_used, unreachable_pub, reason = "a test, and what tests share")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright_codegen::codes::Code;
use support::{case, completed, name, run, shown, sorted};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

#[test]
fn invalid() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    for path in
        sorted(&folder("invalid")).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
    {
        let code: Code = name(&path)[..5].parse().unwrap();
        let (sources, compiled) = run(completed(case(&fs::read_to_string(&path).unwrap())));
        let text = shown(&sources, &compiled.diagnostics);
        assert!(compiled.diagnostics.iter().any(|found| found.code == code), "{} has no {code}:\n{text}", name(&path));
        let expected = path.with_extension("stderr");
        if bless {
            fs::write(&expected, &text).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            stale.push(format!("{}:\n{text}", name(&path)));
        }
    }
    assert!(stale.is_empty(), "BLESS=1 accepts these:\n{}", stale.join("\n"));
}

#[test]
fn snapshots_have_cases() {
    for path in
        sorted(&folder("invalid")).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "stderr"))
    {
        assert!(path.with_extension("yaml").exists(), "{}", name(&path));
    }
}

#[test]
fn valid() {
    for path in sorted(&folder("valid")) {
        let (sources, compiled) = run(completed(case(&fs::read_to_string(&path).unwrap())));
        assert_eq!(shown(&sources, &compiled.diagnostics), "", "{}", name(&path));
        assert!(compiled.model.is_some(), "{}", name(&path));
    }
}

/// Each explanation shows a schema with the fault and the same schema without.
#[test]
fn explanations() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let text = code.explanation();
        if !text.starts_with(&format!("# {code}: ")) {
            faults.push(format!("{code}: the heading"));
        }
        let blocks: Vec<_> = text.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
        let [wrong, right] = blocks[..] else {
            faults.push(format!("{code}: {} examples", blocks.len()));
            continue;
        };
        let complete = |text: &str| {
            if text.lines().any(|line| !line.starts_with('#')) { completed(case(text)) } else { case(text) }
        };
        let (sources, compiled) = run(complete(wrong));
        if !compiled.diagnostics.iter().any(|found| found.code == *code) {
            faults.push(format!("{code} is not what its example gives:\n{}", shown(&sources, &compiled.diagnostics)));
        }
        if let Some(other) = compiled.diagnostics.iter().find(|found| found.code != *code) {
            faults.push(format!("{code}'s example also gives {}: {}", other.code, other.one_line(&sources)));
        }
        let (sources, compiled) = run(completed(case(right)));
        if !compiled.diagnostics.is_empty() {
            faults.push(format!("{code}'s remedy gives:\n{}", shown(&sources, &compiled.diagnostics)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_are_read_as_they_are_written() {
    for code in Code::ALL {
        assert_eq!(code.to_string().parse(), Ok(*code));
        assert_eq!(code.as_str().to_lowercase().parse(), Ok(*code));
    }
    assert!("F9999".parse::<Code>().is_err());
    let mut sorted = Code::ALL.to_vec();
    sorted.sort_unstable();
    assert_eq!(sorted, Code::ALL);
}
