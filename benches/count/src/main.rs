//! Lets one operation read payloads over and over and says nothing: `instructions.sh` counts what it executes.
//!
//! ```text
//! fieldwright fixtures PAGE --kind random … | fieldwright-count OPERATION PAGE SET TIMES
//! ```
//!
//! Nothing is linked here but the published crates, so this is built in seconds.

use std::borrow::Cow;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, BufRead as _};
use std::process::ExitCode;

use fieldwright::{Profile, Record};
use payment_webhooks::{anddone, rapyd, truemed};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Six rules of values, each broken at a place of its own.
const BROKEN: [(&str, &str); 6] = [
    ("/id", r#""""#),
    ("/data/country_code", r#""italy""#),
    ("/data/created_at", "999999999"),
    ("/data/complete_payment_url", r#""nowhere""#),
    ("/data/payment_method_data/last4", r#""11112""#),
    ("/trigger_operation_id", r#""cc3b696c-5dbf-499c-86c2-be5d514556cg""#),
];

/// A line of `fieldwright fixtures`.
#[derive(Deserialize)]
struct Fixture<'l> {
    #[serde(borrow)]
    name: Cow<'l, str>,
    #[serde(borrow)]
    payload: &'l RawValue,
}

#[expect(clippy::print_stderr, reason = "where a person looks for what went wrong")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [operation, page, set, times] => count(operation, page, set, times),
        _ => Err("usage: fieldwright-count OPERATION PAGE SET TIMES <FIXTURES".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn count(operation: &str, page: &str, set: &str, times: &str) -> Result<(), Box<dyn Error>> {
    let times: usize = times.parse()?;
    let payloads = payloads(set)?;
    let run = reader(page).ok_or_else(|| format!("there is no page {page}"))?;
    for payload in payloads.iter().cycle().take(times) {
        if !run(operation, black_box(payload.as_bytes())) {
            return Err(format!("`{operation}` does not read {payload}").into());
        }
    }
    Ok(())
}

/// Runs an operation over a payload of a page.
type Run<'p> = fn(&str, &'p [u8]) -> bool;

fn reader<'p>(page: &str) -> Option<Run<'p>> {
    Some(match page {
        "anddone/account-token" => run::<anddone::AccountToken<'p>>,
        "anddone/token-link" => run::<anddone::TokenLink<'p>>,
        "rapyd/customer-payment-method-created" => run::<rapyd::CustomerPaymentMethodCreated<'p>>,
        "rapyd/payment-updated" => run::<rapyd::PaymentUpdated<'p>>,
        "truemed/payment-token-updated" => run::<truemed::PaymentTokenUpdated<'p>>,
        _ => return None,
    })
}

/// Whether the operation is known and the payload is what the set says.
fn run<'p, T: Record<'p> + Default>(operation: &str, payload: &'p [u8]) -> bool {
    match operation {
        "decode" => black_box(fieldwright::decode::<T>(payload)).is_ok(),
        "decode-validate" => black_box(fieldwright::decode::<T>(payload))
            .is_ok_and(|value| is_judged(&value.validate(Profile::Effective))),
        "validate" => {
            let shape = T::SHAPE;
            fieldwright::validate(payload, shape, Profile::Effective).is_ok_and(|report| is_judged(&report))
        }
        _ => false,
    }
}

/// A payload keeps all rules, or breaks the six that were broken; warnings aside.
fn is_judged(report: &fieldwright::Report) -> bool {
    matches!(black_box(report).errors().count(), 0 | 6)
}

/// The payloads of a set, out of the fixtures on standard input.
fn payloads(set: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let start = match set {
        "example" | "broken" => "example/".to_owned(),
        manner => format!("random/{manner}/"),
    };
    let mut payloads = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let fixture: Fixture<'_> = serde_json::from_str(&line)?;
        if fixture.name.starts_with(&start) {
            payloads.push(fixture.payload.get().to_owned());
        }
    }
    if set == "broken" {
        for payload in &mut payloads {
            for (pointer, value) in BROKEN {
                *payload = fieldwright::set(payload, pointer, value)?;
            }
        }
    }
    if payloads.is_empty() { Err(format!("no fixture is called {start}…").into()) } else { Ok(payloads) }
}
