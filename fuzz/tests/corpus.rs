//! Every target over its kept corpus, and over a bounded number of mutations of it: what the stable toolchain can do of
//! fuzzing. `FUZZ_SEED` replays a run, `FUZZ_RUNS` multiplies it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fieldwright_fuzz::mutate::{Chance, mutated, words};
use fieldwright_fuzz::{TARGETS, Target, passes_check};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What a variable of the environment says, as a number.
fn asked(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap())
}

/// The kept inputs, in the order of their names.
fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(ROOT).join("corpus").join(target.name);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Runs one input; what breaks a promise is kept where libFuzzer keeps such things.
fn try_one(target: &Target, input: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_ok() {
        return;
    }
    let folder = Path::new(ROOT).join("artifacts").join(target.name);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}-{}", what.replace(' ', "-"), input.len()));
    fs::write(&path, input).unwrap();
    panic!("{} broke on {what}; the input is {}", target.name, path.display());
}

fn run(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let inputs = corpus(target);
    assert!(inputs.len() >= 10, "{name}: a corpus of {} inputs", inputs.len());
    for (number, input) in inputs.iter().enumerate() {
        try_one(target, input, &format!("input {number}"));
    }
    let dictionary = Path::new(ROOT).join(format!("dictionaries/{}.dict", target.dictionary));
    let words = words(&fs::read_to_string(dictionary).unwrap());
    let seed = asked("FUZZ_SEED", 1);
    println!("{name}: {} inputs, then {} mutations of FUZZ_SEED={seed}", inputs.len(), target.runs);
    let mut chance = Chance::new(seed);
    for number in 0..u64::from(target.runs) * asked("FUZZ_RUNS", 1) {
        let input = mutated(&inputs, &words, &mut chance);
        try_one(target, &input, &format!("mutation {number} of seed {seed}"));
    }
}

/// What does not pass `check` becomes no code, and an input that once did would be of no use.
#[test]
fn every_input_of_model_code_becomes_code() {
    let target = TARGETS.iter().find(|target| target.name == "model_code").unwrap();
    for input in corpus(target) {
        assert!(passes_check(&input), "{}", String::from_utf8_lossy(&input));
    }
}

/// A test a target, so that they run beside each other.
macro_rules! targets {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        #[test]
        fn every_target_is_run() {
            let mut names = [$(stringify!($name)),*];
            let mut all: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            names.sort_unstable();
            all.sort_unstable();
            assert_eq!(all, names);
        }
    };
}

targets!(
    yaml_model,
    import_markdown,
    import_html,
    import_text,
    import_any,
    model_code,
    json_reader,
    typed,
    verdicts,
    edit,
    signatures,
    merge
);
