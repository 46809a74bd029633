//! A provider with its pages, as trees of JSON, which is YAML as well.

use fieldwright_codegen::fixtures::{Manner, SplitMix64, random_payloads};
use fieldwright_codegen::{SourceFile, Sources, compile};
use serde_json::{Map, Value as Json, json};

use super::objects::Maker;
use super::{Options, shared};

/// A provider: its file and its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The folder's name.
    pub provider: String,
    /// `provider.yaml`.
    pub shared: Json,
    /// The pages by their stems.
    pub pages: Vec<(String, Json)>,
}

/// What stands before a number that is written with just these digits: no text has it.
const EXACTLY: &str = "\u{1}";

/// A number with just these digits, which floating point could not hold.
pub(super) fn decimal(digits: &str) -> Json {
    Json::String(format!("{EXACTLY}{digits}"))
}

/// The digits of a number.
pub(super) fn digits(number: &Json) -> Option<&str> {
    number.as_str()?.strip_prefix(EXACTLY)
}

impl Schema {
    /// The provider that follows from a seed. It passes `check`.
    pub fn random(provider: &str, seed: u64, options: &Options) -> Self {
        let mut chance = SplitMix64::new(seed);
        let mut numbers = 0;
        let (shared, types) = shared::provider(&mut chance, provider, options, &mut numbers);
        let mut schema = Self { provider: provider.to_owned(), shared, pages: Vec::new() };
        for number in 0..options.pages.max(1) {
            let maker = Maker::new(&mut chance, options, &types, &mut numbers);
            schema.pages.push((format!("page-{number}"), maker.page(provider, number)));
        }
        if options.examples {
            schema.show_examples(&mut chance);
        }
        schema
    }

    /// The files, as `check` reads them.
    pub fn files(&self) -> Vec<SourceFile> {
        let file = |stem: &str, tree: &Json| SourceFile {
            path: format!("schemas/{}/{stem}.yaml", self.provider),
            provider: self.provider.clone(),
            stem: stem.to_owned(),
            text: text(tree),
        };
        let pages = self.pages.iter().map(|(stem, page)| file(stem, page));
        std::iter::once(file("provider", &self.shared)).chain(pages).collect()
    }

    /// The same under another name.
    #[must_use]
    pub fn renamed(&self, provider: &str) -> Self {
        let mut schema = Self { provider: provider.to_owned(), ..self.clone() };
        for file in schema.pages.iter_mut().map(|(_, page)| page).chain([&mut schema.shared]) {
            file["provider"] = json!(provider);
        }
        schema
    }

    /// Gives most pages a payload as their example.
    fn show_examples(&mut self, chance: &mut SplitMix64) {
        let Some(model) = compile(&Sources::new(self.files())).model else { return };
        for (stem, tree) in &mut self.pages {
            let manner = if chance.percent(70) { Manner::Harsh } else { Manner::Sparse };
            let seed = chance.next();
            let Some(page) = model.page(&format!("{}/{stem}", self.provider)).filter(|_| chance.percent(75)) else {
                continue;
            };
            // The second, since the first of some pages is all that they can be.
            if let Some(mut payload) = random_payloads(&model, page, manner, seed).nth(1) {
                shuffle(&mut payload, chance);
                tree["examples"] = json!({"shown": {"title": "Shown", "json": payload.to_string()}});
            }
        }
    }
}

/// Puts the members of some objects in another order.
fn shuffle(payload: &mut Json, chance: &mut SplitMix64) {
    match payload {
        Json::Object(members) => {
            let mut all: Vec<(String, Json)> = std::mem::take(members).into_iter().collect();
            if chance.percent(20) {
                chance.shuffle(&mut all);
            }
            for (_, value) in &mut all {
                shuffle(value, chance);
            }
            *members = all.into_iter().collect::<Map<_, _>>();
        }
        Json::Array(items) => items.iter_mut().for_each(|item| shuffle(item, chance)),
        _ => {}
    }
}

/// The tree as text, numbers with all their digits.
fn text(tree: &Json) -> String {
    let text = format!("{tree:#}\n");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("\"\\u0001") {
        let (digits, after) = after.split_once('"').unwrap_or((after, ""));
        out += before;
        out += digits;
        rest = after;
    }
    out + rest
}
