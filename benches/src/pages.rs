//! The pages with their payloads, as the build script made them.

use std::fs;
use std::io;
use std::path::Path;

use crate::candidates::{Candidate, candidates};
use crate::peers::Peers;

#[allow(warnings, clippy::pedantic, clippy::restriction, reason = "generated, and typify's manner is its own")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

pub use generated::pages;

/// One documentation page: its payload sets, and who reads them.
pub struct Page {
    /// `rapyd/payment-updated`.
    pub payload: &'static str,
    /// In the order in which they are measured.
    pub sets: Vec<Set>,
    candidates: fn() -> Vec<Candidate>,
}

/// Payloads that are measured together.
pub struct Set {
    /// `example`, `usual`, `harsh`, `sparse`, `broken`, or `fixtures`.
    pub name: &'static str,
    /// At least one, except where a page cannot have such payloads.
    pub payloads: Vec<Payload>,
}

/// A payload, and what is to be found in it.
pub struct Payload {
    /// Unique in its set.
    pub name: String,
    /// How many rules it breaks.
    pub broken: usize,
    /// One JSON document.
    pub json: String,
}

impl Page {
    pub(crate) fn of<P: Peers + 'static>() -> Self {
        let sets =
            P::SETS.iter().map(|(name, lines)| Set { name, payloads: lines.lines().filter_map(payload).collect() });
        Self { payload: P::PAYLOAD, sets: sets.collect(), candidates: candidates::<P> }
    }

    /// Everybody who reads this page's payloads, the baseline first.
    pub fn candidates(&self) -> Vec<Candidate> {
        (self.candidates)()
    }

    /// The set of a name.
    pub fn set(&self, name: &str) -> Option<&Set> {
        self.sets.iter().find(|set| set.name == name)
    }

    /// Puts files such as `usual_rapyd_payment-updated.ndjson` in the place of the random sets.
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub fn load(&mut self, folder: &Path) -> io::Result<()> {
        let stem = self.payload.replace('/', "_");
        for set in self.sets.iter_mut().filter(|set| matches!(set.name, "usual" | "harsh")) {
            let lines = fs::read_to_string(folder.join(format!("{}_{stem}.ndjson", set.name)))?;
            let valid = |(index, json): (usize, &str)| Payload {
                name: (index + 1).to_string(),
                broken: 0,
                json: json.to_owned(),
            };
            set.payloads = lines.lines().enumerate().map(valid).collect();
        }
        Ok(())
    }
}

/// A line of the build script's.
fn payload(line: &str) -> Option<Payload> {
    let mut parts = line.splitn(3, '\t');
    let (name, broken, json) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Payload { name: name.to_owned(), broken: broken.parse().ok()?, json: json.to_owned() })
}
