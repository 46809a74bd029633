//! All judges on random schemas and payloads.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fmt, thread};

use fieldwright_cli::conformance::case::{self, Case};
use fieldwright_codegen::fixtures::SplitMix64;
use fieldwright_codegen::judge::{Profile, judge};
use fieldwright_codegen::load::MAX_BYTES;
use fieldwright_codegen::{SourceFile, compile};

use crate::cases::violation;
use crate::judges::{Bench, Disagreement, Verdict, is_strict_json};
use crate::payload::{Payloads, to_the_letter};
use crate::random::{Names, Options, Schema, sources};

/// How many payloads each page gets.
const PAYLOADS: u64 = 25;

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Pages that payloads were judged by.
    pub pages: u64,
    /// Pairs of a page and a payload, each judged by both profiles.
    pub pairs: u64,
    /// The schemas that `check` refuses, of which there should be none, behind what it says of them.
    pub refused: Vec<String>,
    /// How many of the pairs were found to be what by the effective rules: by keyword, `valid` or `syntax`.
    pub verdicts: BTreeMap<&'static str, u64>,
    /// The pairs that somebody did not agree on.
    pub found: Vec<Found>,
}

/// A pair that somebody did not agree on.
#[derive(Debug, Clone)]
pub struct Found {
    /// The schema.
    pub schema: Schema,
    /// The page's stem.
    pub page: String,
    /// The payload.
    pub body: Vec<u8>,
    /// By whose rules.
    pub profile: Profile,
    /// What was said.
    pub disagreement: Disagreement,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pages, pairs, refused, verdicts, found } = self;
        write!(
            f,
            "{pages} pages, {pairs} pairs, {} schemas refused, {} disagreements; {verdicts:?}",
            refused.len(),
            found.len()
        )
    }
}

impl Found {
    /// The pair as a case with its schema. The verdict is that of the plain judge, for somebody to think over.
    pub fn case(&self) -> Case {
        // The same pair always has the same name, and no other has it.
        let mut texts: Vec<String> = self.schema.files().into_iter().map(|file| file.text).collect();
        texts.push(String::from_utf8_lossy(&self.body).into_owned());
        let hash = texts.iter().fold(0xcbf2_9ce4_8422_2325, |hash, text| fnv(hash, text));
        let schema = self.schema.renamed(&format!("found-{hash:016x}"));
        let payload = format!("{}/{}", schema.provider, self.page);
        let case = Case::new(format!("found/{hash:016x}"), payload.clone(), self.profile.into(), &self.body);
        let model = compile(&sources(std::slice::from_ref(&schema))).model.unwrap_or_default();
        let json = serde_json::from_slice(&self.body).ok().filter(|_| is_strict_json(&self.body));
        let expected = match (model.page(&payload), json) {
            (Some(page), Some(json)) => {
                case::Verdict::of(judge(&model, page, &json, self.profile).iter().map(violation).collect())
            }
            _ => case::Verdict::syntax(),
        };
        let source =
            |file: SourceFile| case::Source { path: format!("{}/{}.yaml", file.provider, file.stem), text: file.text };
        let why = Some(format!("Two judges did not agree: {}.", self.disagreement.between));
        Case { expected, why, sources: schema.files().into_iter().map(source).collect(), ..case }
    }
}

/// Fowler, Noll and Vo: a hash that stays what it is.
fn fnv(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Outcome {
    fn and(mut self, other: Self) -> Self {
        self.pages += other.pages;
        self.pairs += other.pairs;
        self.refused.extend(other.refused);
        for (word, count) in other.verdicts {
            *self.verdicts.entry(word).or_default() += count;
        }
        self.found.extend(other.found);
        self
    }

    fn count(&mut self, verdict: &Verdict) {
        let words: BTreeSet<&'static str> = match verdict {
            Verdict::Syntax => BTreeSet::from(["syntax"]),
            Verdict::Broken(findings) if findings.is_empty() => BTreeSet::from(["valid"]),
            Verdict::Broken(findings) => findings.iter().map(|finding| finding.keyword).collect(),
        };
        for word in words {
            *self.verdicts.entry(word).or_default() += 1;
        }
    }
}

/// Judges so many pairs on so many threads. What is judged follows from the seed alone, whatever the threads; what is found
/// is in the order of the schemas.
pub fn random_pairs(seed: u64, pairs: u64, threads: u64) -> Outcome {
    let schemas = pairs.div_ceil(PAYLOADS);
    let next = AtomicU64::new(0);
    let mut outcomes: Vec<(u64, Outcome)> = thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= schemas {
                    return done;
                }
                done.push((number, of_number(seed, number)));
            }
        };
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().fold(Outcome::default(), |all, (_, one)| all.and(one))
}

/// The pairs of one schema.
fn of_number(seed: u64, number: u64) -> Outcome {
    let mut chance = SplitMix64::new(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let names = if chance.percent(70) { Names::Plain } else { Names::Hostile };
    // Now and then an object of more rows than a word has bits. The deeper, the fewer rows: the largest payload of a schema
    // grows with their product on every level.
    let (rows, depth) = match chance.below(25) {
        0 => (150, 0),
        1..10 => (chance.between(1, 10), 1),
        10..20 => (chance.between(1, 5), 2),
        _ => (chance.between(1, 3), 3),
    };
    let options = Options { names, rows, depth, ..Options::default() };
    // Once in some hundred thousand pairs a schema is larger than a file may be.
    let fits = |schema: &Schema| schema.files().iter().all(|file| file.text.len() <= MAX_BYTES);
    let schema = loop {
        let schema = Schema::random("p0", chance.next(), &options);
        if fits(&schema) {
            break schema;
        }
    };
    let mut outcome = Outcome::default();
    of_schema(&schema, chance.next(), &mut outcome);
    outcome
}

fn of_schema(schema: &Schema, seed: u64, outcome: &mut Outcome) {
    let sources = sources(std::slice::from_ref(schema));
    let compiled = compile(&sources);
    let Some(model) = compiled.model else {
        let faults = compiled.diagnostics.iter().map(|fault| fault.one_line(&sources).to_string());
        let texts = schema.files().into_iter().map(|file| file.text);
        outcome.refused.push(faults.chain(texts).collect::<Vec<_>>().join("\n"));
        return;
    };
    let letter = to_the_letter(&model);
    for (page, documented) in model.pages().zip(letter.pages()) {
        outcome.pages += 1;
        let bench = Bench::new(&model, page, false);
        // Half of them as it is in effect, half as the page has it.
        let (effective, documented) = (Payloads::new(&model, page, seed), Payloads::new(&letter, documented, seed));
        let bodies = effective.zip(documented).flat_map(<[Vec<u8>; 2]>::from);
        for body in bodies.take(usize::try_from(PAYLOADS).unwrap_or(usize::MAX)) {
            outcome.pairs += 1;
            outcome.count(&bench.engine(&body, Profile::Effective));
            let found = Profile::ALL.into_iter().find_map(|profile| {
                let disagreement = bench.agree(&body, profile).err()?;
                let page = page.stem.clone();
                Some(Found { schema: schema.clone(), page, body: body.clone(), profile, disagreement })
            });
            outcome.found.extend(found);
        }
    }
}
