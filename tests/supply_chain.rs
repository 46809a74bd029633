//! What is in the tree: bans that hold on every machine, whether or not it has cargo-deny (see `deny.toml`).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support;

use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;
use support::ROOT;

/// The workspace as cargo resolves it, with every feature.
fn metadata() -> Json {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--locked", "--all-features", "--format-version", "1"]).current_dir(ROOT);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json[key].as_str().unwrap_or_default()
}

#[test]
fn nothing_that_is_banned_is_in_the_tree() {
    let metadata = metadata();
    for package in list(&metadata, "packages") {
        assert_ne!(text(package, "name"), "serde_yaml", "it is archived");
        let source = package["source"].as_str();
        let from_here = source.is_none() && Path::new(text(package, "manifest_path")).starts_with(ROOT);
        let from_crates_io = source == Some("registry+https://github.com/rust-lang/crates.io-index");
        assert!(from_here || from_crates_io, "{} is from {source:?}", package["id"]);
    }
    let serde_json = list(&metadata["resolve"], "nodes").iter().filter(|node| text(node, "id").contains("serde_json@"));
    let mut found = 0;
    for node in serde_json {
        found += 1;
        let features = list(node, "features");
        // It changes how the numbers of everybody's build are read.
        assert!(!features.iter().any(|feature| feature == "arbitrary_precision"), "{}: {features:?}", node["id"]);
    }
    assert!(found > 0, "serde_json was not looked at");
}

#[test]
fn what_users_link_brings_no_build_script_of_ours_and_few_crates() {
    let metadata = metadata();
    let package = |name: &str| {
        let found = list(&metadata, "packages").iter().find(|package| text(package, "name") == name);
        found.unwrap_or_else(|| panic!("{name} is in the workspace"))
    };
    for name in ["fieldwright", "payment-webhooks"] {
        let targets = list(package(name), "targets");
        assert!(!targets.iter().any(|target| target["kind"][0] == "custom-build"), "{name} has a build script");
        let needed = |dependency: &&Json| dependency["kind"] != "dev" && dependency["optional"] == false;
        let needed: Vec<_> = list(package(name), "dependencies").iter().filter(needed).collect();
        assert!(needed.iter().all(|dependency| dependency["kind"] != "build"), "{name} has a build dependency");
        assert!(needed.len() <= 2, "{name} needs {needed:?}");
    }
}

#[test]
fn no_dependency_asks_for_a_newer_rust_than_we_promise() {
    let metadata = metadata();
    let version = |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().unwrap()).collect() };
    let packages = list(&metadata, "packages");
    let ours = packages.iter().find(|package| text(package, "name") == "fieldwright").unwrap();
    let promised = version(text(ours, "rust_version"));
    let newer: Vec<_> = packages
        .iter()
        .filter(|package| package["rust_version"].as_str().is_some_and(|asked| version(asked)[..2] > promised[..2]))
        .map(|package| format!("{} asks for {}", package["id"], package["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:#?}");
}
