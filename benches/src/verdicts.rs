//! All candidates must be of one mind before any of them is measured: who overlooks a rule is faster for it.

use crate::candidates::{Candidate, Knows, Verdict};
use crate::pages::{Page, Payload, Set};

/// What a candidate says against what the fixtures say, a line each.
pub fn disagreements(page: &Page, candidates: &mut [Candidate]) -> Vec<String> {
    let mut lines = Vec::new();
    for set in &page.sets {
        for candidate in candidates.iter_mut() {
            lines.extend(set.payloads.iter().filter_map(|payload| disagreement(page, set, payload, candidate)));
        }
    }
    lines
}

fn disagreement(page: &Page, set: &Set, payload: &Payload, candidate: &mut Candidate) -> Option<String> {
    let verdict = (candidate.run)(payload.json.as_bytes());
    let Payload { name, broken, .. } = payload;
    let agrees = match (candidate.knows, verdict) {
        (_, verdict) if *broken == 0 => verdict == Verdict::Valid,
        // Whoever knows types alone may find a payload good that is not, and whoever tells no more than whether a
        // payload is good need not count.
        (Knows::Types, _) | (Knows::Rules, Verdict::Broken(_)) => true,
        (Knows::Derived, Verdict::Valid) => name.ends_with("/type-array"),
        (Knows::Rules | Knows::Each, Verdict::Valid) => false,
        (Knows::Derived | Knows::Each, Verdict::Broken(found)) => set.name != "broken" || found == *broken,
    };
    (!agrees).then(|| {
        format!("{} {} {name}: {} says {verdict:?}, {broken} expected", page.payload, set.name, candidate.name)
    })
}
