//! What of all there is to measure is wanted.

use std::error::Error;
use std::path::PathBuf;

use clap::Args;

use crate::candidates::Candidate;
use crate::pages::{Page, Set, pages};
use crate::verdicts::disagreements;

/// Options that say what to measure; each may be given several times.
#[derive(Debug, Args)]
pub struct Selection {
    /// Only this page, such as `rapyd/payment-updated` [default: all]
    #[arg(long = "page", value_name = "PAGE")]
    pages: Vec<String>,

    /// Only this set: example, usual, harsh, sparse, or broken [default: all]
    #[arg(long = "set", value_name = "SET", value_parser = ["example", "usual", "harsh", "sparse", "broken"])]
    sets: Vec<String>,

    /// Only candidates with this in their names, and the baseline [default: all]
    #[arg(long = "candidate", value_name = "TEXT")]
    candidates: Vec<String>,

    /// Take the usual and harsh payloads from files such as `DIR/usual_rapyd_payment-updated.ndjson`
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Selection {
    /// The pages asked for.
    ///
    /// # Errors
    /// If payloads were to be read from files and cannot be, or a page is not known.
    pub fn pages(&self) -> Result<Vec<Page>, Box<dyn Error>> {
        let mut pages = pages();
        if let Some(unknown) = self.pages.iter().find(|name| pages.iter().all(|page| page.payload != **name)) {
            return Err(format!("there is no page {unknown}").into());
        }
        pages.retain(|page| self.pages.is_empty() || self.pages.iter().any(|name| name == page.payload));
        if let Some(folder) = &self.data {
            for page in &mut pages {
                page.load(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            }
        }
        Ok(pages)
    }

    /// The sets asked for, as far as the page has them.
    pub fn sets<'p>(&self, page: &'p Page) -> impl Iterator<Item = &'p Set> {
        let wanted = |set: &&Set| match self.sets.as_slice() {
            [] => set.name != "fixtures",
            names => names.iter().any(|name| name == set.name),
        };
        page.sets.iter().filter(wanted).filter(|set| !set.payloads.is_empty())
    }

    /// The candidates asked for, the baseline first.
    ///
    /// # Errors
    /// If candidates, wanted or not, disagree about a payload: then nothing is worth measuring.
    pub fn candidates(&self, page: &Page) -> Result<Vec<Candidate>, Box<dyn Error>> {
        let mut candidates = page.candidates();
        let disagreements = disagreements(page, &mut candidates);
        if !disagreements.is_empty() {
            return Err(format!("not of one mind, so nothing was measured:\n{}", disagreements.join("\n")).into());
        }
        let mut index = 0;
        candidates.retain(|candidate| {
            index += 1;
            index == 1
                || self.candidates.is_empty()
                || self.candidates.iter().any(|text| candidate.name.contains(text.as_str()))
        });
        Ok(candidates)
    }
}
