//! All judges agree on random schemas and payloads.
//!
//! `FIELDWRIGHT_PAIRS` says how many, `FIELDWRIGHT_SEED` which; the seed is printed. A run with the seed of a failure finds
//! the same again, and prints it as cases that `fieldwright conformance --add` takes.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use fieldwright_conformance::differential::random_pairs;
use fieldwright_conformance::shrink::shrunk;

/// So many take a few seconds without optimisation. Continuous integration asks for 100,000, optimised.
const PAIRS: u64 = 1_000;

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|text| text.parse().unwrap())
}

#[test]
fn all_judges_agree_on_random_pairs() {
    let pairs = number("FIELDWRIGHT_PAIRS").unwrap_or(PAIRS);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let seed = number("FIELDWRIGHT_SEED").unwrap_or(seconds);
    println!("FIELDWRIGHT_SEED={seed} FIELDWRIGHT_PAIRS={pairs}");
    let outcome = random_pairs(seed, pairs, 2);
    println!("{outcome}");
    for found in outcome.found.iter().take(5).map(shrunk) {
        println!("{}: {}\n{}", found.disagreement.between, found.disagreement.message, found.case().line());
    }
    assert!(outcome.found.is_empty(), "{} disagreements", outcome.found.len());
    assert!(outcome.refused.is_empty(), "schemas that `check` refuses:\n{}", outcome.refused.join("\n"));
    // A run in which a rule is hardly ever broken, or nothing valid, would show nothing.
    for word in
        ["valid", "syntax", "type", "required", "enum", "pattern", "format", "minLength", "maxLength", "maximum"]
    {
        let count = outcome.verdicts.get(word).copied().unwrap_or_default();
        assert!(count * 2_000 >= pairs, "{word} was seen {count} times in {pairs} pairs");
    }
}

#[test]
fn a_seed_gives_the_same_pairs_on_any_number_of_threads() {
    let (one, several) = (random_pairs(7, 500, 1), random_pairs(7, 500, 3));
    assert_eq!((one.pages, one.pairs, one.verdicts), (several.pages, several.pairs, several.verdicts));
}
