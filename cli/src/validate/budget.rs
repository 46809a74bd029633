//! How many bytes may be on their way between the reader and the writer.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Counts bytes that were read and whose answer is not yet written.
pub(super) struct Budget {
    taken: Mutex<usize>,
    freed: Condvar,
    limit: usize,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self { taken: Mutex::new(0), freed: Condvar::new(), limit }
    }

    /// Waits until so many bytes fit. More than fit at all must wait until nothing else is on its way.
    pub(super) fn take(&self, bytes: usize) {
        let mut taken = self.lock();
        while *taken > 0 && taken.saturating_add(bytes) > self.limit {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken = taken.saturating_add(bytes);
    }

    pub(super) fn free(&self, bytes: usize) {
        let mut taken = self.lock();
        *taken = taken.saturating_sub(bytes);
        self.freed.notify_one();
    }

    /// The count is a number and right at any time, whatever happened to the thread that changed it last.
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_does_not_fit_waits_until_it_does() {
        let budget = Budget::new(10);
        let (sender, taken) = channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                for bytes in [6, 4, 1, 100] {
                    budget.take(bytes);
                    sender.send(bytes).unwrap();
                }
            });
            assert_eq!((taken.recv(), taken.recv()), (Ok(6), Ok(4)));
            assert!(taken.recv_timeout(Duration::from_millis(50)).is_err());
            budget.free(4);
            assert_eq!(taken.recv(), Ok(1));
            budget.free(6);
            assert!(taken.recv_timeout(Duration::from_millis(50)).is_err());
            budget.free(1);
            assert_eq!(taken.recv(), Ok(100));
        });
    }
}
