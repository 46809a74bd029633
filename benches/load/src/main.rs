//! How many webhooks a second: the extractor beside an axum service that only reads the body, and the example service beside
//! one that reads the body and stores it in the same way.
//!
//! Each server is a process of its own, they take turns, and all get the same requests: Rapyd's `PAYMENT_UPDATED`, signed,
//! each with an id of its own, over 64 connections on loopback.

mod client;
mod requests;
mod server;

use std::error::Error;
use std::time::Duration;

use crate::requests::Prepared;
use crate::server::Server;

/// What is asked of a run.
struct Plan {
    requests: usize,
    connections: usize,
    rounds: usize,
}

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", kind] => runtime.block_on(server::serve(kind)),
        [] => runtime.block_on(run(Plan { requests: 50_000, connections: 64, rounds: 3 })),
        [requests] => runtime.block_on(run(Plan { requests: requests.parse()?, connections: 64, rounds: 1 })),
        _ => Err("usage: load [REQUESTS]".into()),
    }
}

async fn run(plan: Plan) -> Outcome<()> {
    println!("{} requests over {} connections, {} rounds", plan.requests, plan.connections, plan.rounds);
    let prepared = Prepared::new(plan.requests)?;
    let mut rates = server::KINDS.map(|_| Vec::new());
    for round in 1..=plan.rounds {
        for (kind, rates) in server::KINDS.iter().zip(&mut rates) {
            let rate = measure(&plan, &prepared, kind).await?;
            println!("round {round}: {kind}: {rate}");
            rates.push(rate.per_second);
        }
    }
    let median = |rates: &mut Vec<f64>| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    };
    let [bare, extractor, stored, service] = rates.each_mut().map(median);
    println!("bare {bare:.0} a second, extractor {extractor:.0}: {:.2} of it", extractor / bare);
    println!("stored {stored:.0} a second, service {service:.0}: {:.2} of it", service / stored);
    Ok(())
}

/// What a server has done.
struct Rate {
    per_second: f64,
    /// Of the server, in MiB, at every quarter of the run.
    memory: Vec<u64>,
}

async fn measure(plan: &Plan, prepared: &Prepared, kind: &str) -> Outcome<Rate> {
    let server = Server::start(kind)?;
    let mut memory = Vec::new();
    let mut took = Duration::ZERO;
    for quarter in prepared.quarters() {
        took += client::send(server.address, plan.connections, quarter).await?;
        memory.push(server.memory()?);
    }
    Ok(Rate { per_second: prepared.len() as f64 / took.as_secs_f64(), memory })
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} a second, MiB at each quarter {:?}", self.per_second, self.memory)
    }
}
