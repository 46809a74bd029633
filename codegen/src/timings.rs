//! How long the stages of a run take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A stage of a run, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the schemas.
    Read,
    /// Comparing hashes with those of earlier runs, and recording those of this one.
    Hash,
    /// From texts to trees.
    Load,
    /// From trees to the model.
    Check,
    /// From the model to sources.
    Sources,
    /// From the model to fixtures.
    Fixtures,
    /// Reading the output and comparing it.
    Compare,
    /// Writing what differs.
    Write,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Self; 8] =
        [Self::Read, Self::Hash, Self::Load, Self::Check, Self::Sources, Self::Fixtures, Self::Compare, Self::Write];

    /// The stage's name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Hash => "hash",
            Self::Load => "load",
            Self::Check => "check",
            Self::Sources => "sources",
            Self::Fixtures => "fixtures",
            Self::Compare => "compare",
            Self::Write => "write",
        }
    }
}

/// The time that was spent in each stage. Where several threads work at once, their times are added up.
#[derive(Debug, Default)]
pub struct Timings {
    nanoseconds: [AtomicU64; Stage::ALL.len()],
}

impl Timings {
    /// Does something that belongs to a stage.
    pub fn of<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        if let Some(sum) = self.nanoseconds.get(stage as usize) {
            sum.fetch_add(u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
        }
        result
    }

    /// The stages in their order, each with its time.
    pub fn iter(&self) -> impl Iterator<Item = (Stage, Duration)> + '_ {
        let spent = |sum: &AtomicU64| Duration::from_nanos(sum.load(Ordering::Relaxed));
        Stage::ALL.into_iter().zip(self.nanoseconds.iter().map(spent))
    }
}
