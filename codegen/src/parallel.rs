//! Work on independent items, on all cores, and with room for whatever stands deep in them.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

/// Room for the deepest schema, in builds without optimisation as well: some systems give a program's own thread a megabyte. It
/// is reserved, and taken up as far as it is used.
const STACK: usize = 16 << 20;

/// What `work` comes to, on a stack that no schema uses up.
pub(crate) fn roomy<R: Send>(work: impl Fn() -> R + Sync) -> R {
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &work) {
        Ok(thread) => thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload)),
        // A system that grants no thread may still have the room.
        Err(_) => work(),
    })
}

/// What `make` makes of each item, in the order of the items whoever was first.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, make(item)));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut results = thread::scope(|scope| {
        // This thread works, too, so that a system that grants no other thread merely takes longer.
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let helpers: Vec<_> = (1..cores).filter_map(spawn).collect();
        let mut all = work();
        for helper in helpers {
            all.extend(helper.join().unwrap_or_else(|payload| panic::resume_unwind(payload)));
        }
        all
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1_000).collect();
        assert_eq!(super::map(&items, |item| item * 2), (0..2_000).step_by(2).collect::<Vec<u32>>());
        assert!(super::map(&[], |item: &u32| *item).is_empty());
    }
}
