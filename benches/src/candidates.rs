//! Everybody who is measured: a closure from a body to a verdict each.

mod ours;
mod schema;
mod typed;

use crate::peers::Peers;

/// What a candidate has to say of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong with it, as far as the candidate looks.
    Valid,
    /// So many things are wrong; reading the body at all is one.
    Broken(usize),
}

/// How much of the rules a candidate knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    /// What its types say.
    Types,
    /// All rules, and it tells each that is broken; but serde's derive takes an array for an object.
    Derived,
    /// All rules, and it tells whether one is broken.
    Rules,
    /// All rules, and it tells each that is broken.
    Each,
}

/// One way to take a body in.
pub struct Candidate {
    /// As the command line calls it: `serde_json-borrowed`.
    pub name: &'static str,
    /// What its verdict is worth.
    pub knows: Knows,
    /// What it does with a body, the value dropped again.
    pub run: Run,
}

/// From a body to a verdict. Buffers may stay from body to body.
pub type Run = Box<dyn FnMut(&[u8]) -> Verdict>;

impl Candidate {
    fn new(name: &'static str, knows: Knows, run: impl FnMut(&[u8]) -> Verdict + 'static) -> Self {
        Self { name, knows, run: Box::new(run) }
    }
}

impl Verdict {
    fn of(broken: usize) -> Self {
        if broken == 0 { Self::Valid } else { Self::Broken(broken) }
    }

    fn is_ok<T, E>(result: &Result<T, E>) -> Self {
        Self::of(usize::from(result.is_err()))
    }
}

/// Everybody, the baseline first.
pub(crate) fn candidates<P: Peers + 'static>() -> Vec<Candidate> {
    let mut candidates = typed::serde_json::<P>();
    candidates.extend(ours::candidates::<P>());
    candidates.extend(typed::others::<P>());
    candidates.extend(schema::candidates::<P>());
    candidates
}
