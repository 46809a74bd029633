//! The threads, and the answers in order.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};

use super::budget::Budget;
use super::inputs::Input;
use super::judge::{Answer, Count, Judge};
use super::reader::{Manner, Reader, Work};
use crate::failure::Failure;

/// How many bytes may be on their way for each judge: enough that it need not wait.
const FOR_EACH: usize = 2 << 20;

/// Who is told what comes out.
pub(crate) trait Events {
    /// Answers, in the order of the inputs.
    fn answers(&mut self, text: &[u8]) -> io::Result<()>;
    /// An input could not be read.
    fn trouble(&mut self, message: &str);
    /// So many bytes more are done.
    fn progress(&mut self, bytes: u64);
    /// Nothing more is ready now.
    fn pause(&mut self) -> io::Result<()>;
}

/// Judges all inputs on `jobs` threads.
///
/// The threads are not waited for: if nobody wants the answers any more, the reader may still hang on a pipe.
pub(crate) fn run(
    inputs: Arc<[Input]>,
    manner: Manner,
    judge: Judge,
    jobs: usize,
    events: &mut dyn Events,
) -> Result<Count, Failure> {
    let budget = Arc::new(Budget::new(jobs.saturating_mul(FOR_EACH)));
    let (work, to_do) = channel();
    let (done, answers) = channel();
    let reader = Reader { inputs, manner, budget: Arc::clone(&budget), work, number: 0 };
    start("reader", move || reader.run())?;
    let (judge, to_do) = (Arc::new(judge), Arc::new(Mutex::new(to_do)));
    for _ in 0..jobs {
        let (judge, to_do, done) = (Arc::clone(&judge), Arc::clone(&to_do), done.clone());
        start("judge", move || work_off(&judge, &to_do, &done))?;
    }
    drop(done);
    write(&answers, &budget, events)
}

fn start(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let refused = |error| Failure::new(format!("cannot start a thread: {error}"));
    thread::Builder::new().name(name.to_owned()).spawn(body).map(drop).map_err(refused)
}

/// A judge's life. The lock is held while it waits for work, so that the others wait for the lock.
fn work_off(judge: &Judge, to_do: &Mutex<Receiver<Work>>, done: &Sender<Answer>) {
    loop {
        let next = to_do.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        if done.send(judge.answer(work)).is_err() {
            return;
        }
    }
}

/// Writes the answers in order, until the last judge is gone.
fn write(answers: &Receiver<Answer>, budget: &Budget, events: &mut dyn Events) -> Result<Count, Failure> {
    let mut count = Count::default();
    let mut early: BTreeMap<u64, Answer> = BTreeMap::new();
    let mut next = 0;
    while let Ok(answer) = answers.recv() {
        early.insert(answer.number, answer);
        while let Some(answer) = early.remove(&next) {
            next += 1;
            events.answers(&answer.text)?;
            if let Some(trouble) = &answer.trouble {
                events.trouble(trouble);
            }
            events.progress(answer.bytes);
            count += answer.count;
            budget.free(answer.weight);
        }
        events.pause()?;
    }
    if early.is_empty() {
        return Ok(count);
    }
    Err(Failure::new("a payload was not judged: this is a fault of fieldwright"))
}
