//! Payloads by chance for a page: valid ones, ones in which something is otherwise than a rule asks, and texts that are
//! hardly JSON.

mod broken;
mod letter;
mod near;
mod sites;
mod style;
mod tree;
mod tweak;

pub use letter::to_the_letter;
pub use style::Style;
pub use tree::Tree;

use fieldwright_codegen::fixtures::{Manner, SplitMix64, random_payloads};
use fieldwright_codegen::model::{Model, Page};
use serde_json::Value as Json;

/// Random payloads of one page, without end.
pub struct Payloads<'m> {
    model: &'m Model,
    page: &'m Page,
    chance: SplitMix64,
    valid: Vec<Box<dyn Iterator<Item = Json> + 'm>>,
}

impl<'m> Payloads<'m> {
    /// The payloads that follow from a seed.
    pub fn new(model: &'m Model, page: &'m Page, seed: u64) -> Self {
        let mut chance = SplitMix64::new(seed);
        let valid = Manner::ALL.map(|manner| -> Box<dyn Iterator<Item = Json> + 'm> {
            Box::new(random_payloads(model, page, manner, chance.next()))
        });
        Self { model, page, chance, valid: valid.into() }
    }

    /// A payload that the effective rules admit, or any object where they admit none.
    fn valid(&mut self) -> Tree {
        let manner = self.chance.below(self.valid.len() as u64);
        let payloads = usize::try_from(manner).ok().and_then(|manner| self.valid.get_mut(manner));
        payloads.and_then(Iterator::next).map_or_else(|| near::anything(&mut self.chance, 2), |json| Tree::from(&json))
    }
}

impl Iterator for Payloads<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut payload = self.valid();
        let changes = match self.chance.below(10) {
            0 | 1 => 0,
            2..6 => 1,
            _ => self.chance.between(2, 5),
        };
        for _ in 0..changes {
            tweak::tweak(self.model, self.page, &mut payload, &mut self.chance);
        }
        let style = if self.chance.percent(50) { Style::Plain } else { Style::Random };
        let text = payload.text(style, &mut self.chance);
        Some(if self.chance.percent(12) { broken::broken(&text, &mut self.chance) } else { text.into_bytes() })
    }
}
