//! What was taken in, on the disk.
//!
//! One thread writes. It takes all deliveries that wait into one transaction, so that many of them share the time that a
//! disk takes, and answers them when they are there to stay.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use redb::{Database, ReadableDatabase, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};
use tokio::sync::{Notify, mpsc, oneshot};

/// Every delivery: its number, its provider and its body, by its id.
const DELIVERIES: TableDefinition<&str, (u64, &str, &[u8])> = TableDefinition::new("deliveries");
/// What is yet to be worked on: the ids of deliveries in the order of arrival.
const PENDING: TableDefinition<u64, &str> = TableDefinition::new("pending");
/// What came of the work: how many deliveries of each payload were worked on.
const TOTALS: TableDefinition<&str, u64> = TableDefinition::new("totals");

/// How many deliveries may share a transaction, and how many may wait for the next.
const BATCH: usize = 1024;
/// How much of the database is held in memory.
const CACHE: usize = 16 << 20;

/// The store. It is cheap to clone; the last clone that goes lets the writing thread finish.
#[derive(Clone)]
pub struct Store {
    database: Arc<Database>,
    jobs: mpsc::Sender<Job>,
    arrived: Arc<Notify>,
}

/// A delivery, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Whose it is.
    pub provider: String,
    /// The body, byte by byte.
    pub body: Vec<u8>,
}

/// Whether a delivery is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is.
    New,
    /// It was there already.
    Again,
}

/// Why a delivery cannot be kept.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database says no, to everybody whose delivery was in the transaction.
    #[error("{0}")]
    Database(Arc<redb::Error>),
    /// The service is stopping.
    #[error("the store is closed")]
    Closed,
}

enum Job {
    Keep { id: String, delivery: Delivery, done: oneshot::Sender<Result<Kept, StoreError>> },
    Finish { number: u64, payload: String },
}

impl Store {
    /// Opens the store, or makes it, and starts its thread, which ends when the store and all its clones are gone.
    ///
    /// # Errors
    /// If the file cannot be opened, for instance because another process has it open.
    pub fn open(file: &Path) -> Result<(Self, JoinHandle<()>), redb::Error> {
        let database = Arc::new(Database::builder().set_cache_size(CACHE).create(file)?);
        let transaction = database.begin_write()?;
        transaction.open_table(DELIVERIES)?;
        transaction.open_table(PENDING)?;
        transaction.open_table(TOTALS)?;
        transaction.commit()?;
        let (jobs, queue) = mpsc::channel(BATCH);
        let arrived = Arc::new(Notify::new());
        let writer = Writer { database: Arc::clone(&database), arrived: Arc::clone(&arrived) };
        let thread = thread::spawn(move || writer.run(queue));
        Ok((Self { database, jobs, arrived }, thread))
    }

    /// Keeps a delivery, unless one of the same id is there already. When it returns, the delivery is on the disk.
    ///
    /// # Errors
    /// If it could not be written; then it must not be acknowledged.
    pub async fn keep(&self, id: String, delivery: Delivery) -> Result<Kept, StoreError> {
        let (done, answer) = oneshot::channel();
        self.jobs.send(Job::Keep { id, delivery, done }).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Notes that a delivery was worked on. It may be lost if the service is killed at once: then the work is done again, but
    /// counted once, since what it came to is written together with this.
    ///
    /// # Errors
    /// If the store is closed.
    pub async fn finish(&self, number: u64, payload: &str) -> Result<(), StoreError> {
        let job = Job::Finish { number, payload: payload.to_owned() };
        self.jobs.send(job).await.map_err(|_| StoreError::Closed)
    }

    /// Deliveries that are yet to be worked on and have a number of at least `from`, a batch of them at most.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn pending(&self, from: u64) -> Result<Vec<(u64, String, Delivery)>, redb::Error> {
        let transaction = self.database.begin_read()?;
        let deliveries = transaction.open_table(DELIVERIES)?;
        let mut found = Vec::new();
        for entry in transaction.open_table(PENDING)?.range(from..)?.take(BATCH) {
            let (number, id) = entry?;
            if let Some(delivery) = deliveries.get(id.value())? {
                let (_, provider, body) = delivery.value();
                let delivery = Delivery { provider: provider.to_owned(), body: body.to_vec() };
                found.push((number.value(), id.value().to_owned(), delivery));
            }
        }
        Ok(found)
    }

    /// Waits until a delivery has arrived since the last call.
    pub async fn arrived(&self) {
        self.arrived.notified().await;
    }

    /// Every delivery, by its id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn deliveries(&self) -> Result<BTreeMap<String, Delivery>, redb::Error> {
        let transaction = self.database.begin_read()?;
        let deliveries = transaction.open_table(DELIVERIES)?;
        let mut all = BTreeMap::new();
        for entry in deliveries.iter()? {
            let (id, delivery) = entry?;
            let (_, provider, body) = delivery.value();
            all.insert(id.value().to_owned(), Delivery { provider: provider.to_owned(), body: body.to_vec() });
        }
        Ok(all)
    }

    /// How many deliveries of each payload were worked on.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn totals(&self) -> Result<BTreeMap<String, u64>, redb::Error> {
        let transaction = self.database.begin_read()?;
        let totals = transaction.open_table(TOTALS)?;
        let mut all = BTreeMap::new();
        for entry in totals.iter()? {
            let (payload, total) = entry?;
            all.insert(payload.value().to_owned(), total.value());
        }
        Ok(all)
    }
}

/// The one that writes.
struct Writer {
    database: Arc<Database>,
    arrived: Arc<Notify>,
}

impl Writer {
    fn run(&self, mut queue: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(BATCH);
        while queue.blocking_recv_many(&mut jobs, BATCH) > 0 {
            let written = self.write(&jobs).map_err(|error| StoreError::Database(Arc::new(error)));
            let mut kept = written.as_deref().unwrap_or_default().iter();
            for job in jobs.drain(..) {
                if let Job::Keep { done, .. } = job {
                    let answer = match &written {
                        Ok(_) => kept.next().copied().ok_or(StoreError::Closed),
                        Err(error) => Err(error.clone()),
                    };
                    // Whoever has gone in the meantime gets no answer, and the provider sends it again.
                    let _ = done.send(answer);
                }
            }
            self.arrived.notify_one();
        }
    }

    /// Writes all jobs in one transaction; gives an answer for each delivery that was to be kept.
    fn write(&self, jobs: &[Job]) -> Result<Vec<Kept>, redb::Error> {
        let transaction = self.database.begin_write()?;
        let kept = apply(&transaction, jobs)?;
        transaction.commit()?;
        Ok(kept)
    }
}

fn apply(transaction: &WriteTransaction, jobs: &[Job]) -> Result<Vec<Kept>, redb::Error> {
    let mut deliveries = transaction.open_table(DELIVERIES)?;
    let mut pending = transaction.open_table(PENDING)?;
    let mut totals = transaction.open_table(TOTALS)?;
    let mut next = deliveries.len()?;
    let mut kept = Vec::new();
    for job in jobs {
        match job {
            Job::Keep { id, delivery, .. } => {
                if deliveries.get(id.as_str())?.is_some() {
                    kept.push(Kept::Again);
                    continue;
                }
                // Nothing is ever deleted, so their number is a number that none of them has.
                deliveries.insert(id.as_str(), (next, delivery.provider.as_str(), delivery.body.as_slice()))?;
                pending.insert(next, id.as_str())?;
                next += 1;
                kept.push(Kept::New);
            }
            Job::Finish { number, payload } => {
                if pending.remove(number)?.is_some() {
                    let total = totals.get(payload.as_str())?.map_or(0, |total| total.value());
                    totals.insert(payload.as_str(), total + 1)?;
                }
            }
        }
    }
    Ok(kept)
}
