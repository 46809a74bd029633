//! Rounds in which all candidates take turns.

use std::hint::black_box;

use crate::candidates::Candidate;
use crate::clock::now;
use crate::pages::Payload;

/// A turn takes at least so many payloads, so that the clock is not what is measured.
const LEAST_PAYLOADS: usize = 200;

/// A candidate's figures over all rounds.
pub struct Figures {
    /// Nanoseconds a payload.
    pub nanoseconds: Quartiles,
    /// The ratio to the baseline, taken round by round.
    pub ratio: Quartiles,
}

/// The median and what lies on either side of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Quartiles {
    /// A quarter is below.
    pub lower: f64,
    /// Half is below.
    pub median: f64,
    /// A quarter is above.
    pub upper: f64,
}

/// Measures the candidates on the payloads, the first of them being the baseline. In every round each candidate reads
/// every payload once; a short set is gone through several times.
pub fn measure(candidates: &mut [Candidate], payloads: &[Payload], rounds: usize) -> Vec<Figures> {
    let passes = LEAST_PAYLOADS.div_ceil(payloads.len().max(1));
    let bodies: Vec<&[u8]> = (0..passes).flat_map(|_| payloads).map(|payload| payload.json.as_bytes()).collect();
    let mut times = vec![Vec::with_capacity(rounds); candidates.len()];
    let mut order = Order::new(candidates.len());
    // The first round warms the caches up and is forgotten.
    for round in 0..=rounds {
        for &index in order.shuffled() {
            let (Some(candidate), Some(times)) = (candidates.get_mut(index), times.get_mut(index)) else { continue };
            let time = turn(candidate, &bodies);
            if round > 0 {
                times.push(time);
            }
        }
    }
    let baseline = times.first().cloned().unwrap_or_default();
    let figures = |times: Vec<f64>| Figures {
        ratio: Quartiles::of(times.iter().zip(&baseline).map(|(time, base)| time / base).collect()),
        nanoseconds: Quartiles::of(times),
    };
    times.into_iter().map(figures).collect()
}

/// Nanoseconds a payload.
#[expect(clippy::cast_precision_loss, reason = "the numbers are far below 2^52")]
fn turn(candidate: &mut Candidate, bodies: &[&[u8]]) -> f64 {
    let start = now();
    for body in bodies {
        black_box((candidate.run)(black_box(body)));
    }
    now().saturating_sub(start).as_nanos() as f64 / bodies.len() as f64
}

/// Who comes when. Whoever follows a candidate of its own kind finds the branch predictor trained, so nobody may follow
/// the same one in every round.
struct Order {
    indices: Vec<usize>,
    state: u64,
}

impl Order {
    fn new(count: usize) -> Self {
        Self { indices: (0..count).collect(), state: 1 }
    }

    /// Another order each time, and the same ones in every run.
    fn shuffled(&mut self) -> &[usize] {
        for last in (1..self.indices.len()).rev() {
            // Knuth's generator: its upper bits are good enough for this.
            self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let chosen = usize::try_from(self.state >> 33).unwrap_or_default() % (last + 1);
            self.indices.swap(last, chosen);
        }
        &self.indices
    }
}

impl Quartiles {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |quarter: usize| values.get(values.len().saturating_sub(1) * quarter / 4).copied().unwrap_or(f64::NAN);
        Self { lower: at(1), median: at(2), upper: at(3) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Quartiles};

    #[test]
    fn quartiles_are_values_that_were_measured() {
        let quartiles = Quartiles::of(vec![5.0, 1.0, 4.0, 2.0, 3.0]);
        assert_eq!(quartiles, Quartiles { lower: 2.0, median: 3.0, upper: 4.0 });
    }

    #[test]
    fn everybody_has_a_turn_in_every_round_and_follows_everybody_else() {
        let mut order = Order::new(5);
        let mut pairs = std::collections::BTreeSet::new();
        for _ in 0..100 {
            let indices = order.shuffled();
            pairs.extend(indices.windows(2).map(|pair| (pair[0], pair[1])));
            let mut sorted = indices.to_vec();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4]);
        }
        assert_eq!(pairs.len(), 20);
    }
}
