//! What judges do not agree on, made as small as it can be while they still do not.

use fieldwright_codegen::compile;
use fieldwright_codegen::fixtures::{Edit, edited};
use fieldwright_codegen::judge::Profile;
use serde_json::Value as Json;

use crate::differential::Found;
use crate::judges::Bench;
use crate::random::{Schema, sources};

/// How many smaller pairs are tried at most.
const TRIES: usize = 20_000;

/// The smallest pair found on which the same judges do not agree.
pub fn shrunk(found: &Found) -> Found {
    let mut shrinker = Shrinker { smallest: found.clone(), tries: 0 };
    // A smaller schema lets the payload be smaller, and the other way round.
    loop {
        let before = shrinker.size();
        shrinker.payload();
        shrinker.bytes();
        shrinker.schema();
        if shrinker.size() == before || shrinker.tries >= TRIES {
            return shrinker.smallest;
        }
    }
}

struct Shrinker {
    smallest: Found,
    tries: usize,
}

impl Shrinker {
    fn size(&self) -> usize {
        let files = self.smallest.schema.files();
        self.smallest.body.len() + files.iter().map(|file| file.text.len()).sum::<usize>()
    }

    /// Keeps a pair if the judges do not agree on it either.
    fn keep(&mut self, schema: Schema, body: Vec<u8>) -> bool {
        self.tries += 1;
        if self.tries > TRIES {
            return false;
        }
        let Some(model) = compile(&sources(std::slice::from_ref(&schema))).model else { return false };
        let Some(page) = model.page(&format!("{}/{}", schema.provider, self.smallest.page)) else { return false };
        let bench = Bench::new(&model, page, false);
        let disagreement = Profile::ALL.into_iter().find_map(|profile| {
            let disagreement = bench.agree(&body, profile).err()?;
            (disagreement.between == self.smallest.disagreement.between).then_some((profile, disagreement))
        });
        let Some((profile, disagreement)) = disagreement else { return false };
        self.smallest = Found { schema, page: self.smallest.page.clone(), body, profile, disagreement };
        true
    }

    /// Takes members and items out of the payload, if it is JSON.
    fn payload(&mut self) {
        let Ok(mut payload) = serde_json::from_slice::<Json>(&self.smallest.body) else { return };
        if !self.keep(self.smallest.schema.clone(), payload.to_string().into_bytes()) {
            return;
        }
        without(&mut payload, |smaller| self.keep(self.smallest.schema.clone(), smaller.to_string().into_bytes()));
    }

    /// Takes runs of bytes out of the payload, long ones first.
    fn bytes(&mut self) {
        let mut run = self.smallest.body.len() / 2;
        while run > 0 {
            let mut start = 0;
            while start < self.smallest.body.len() {
                let mut body = self.smallest.body.clone();
                body.drain(start..body.len().min(start + run));
                if !self.keep(self.smallest.schema.clone(), body) {
                    start += run;
                }
            }
            run /= 2;
        }
    }

    /// Takes keys, rows and entries out of the schema.
    fn schema(&mut self) {
        let mut shared = self.smallest.schema.shared.clone();
        without(&mut shared, |smaller| {
            let schema = Schema { shared: smaller.clone(), ..self.smallest.schema.clone() };
            self.keep(schema, self.smallest.body.clone())
        });
        for index in 0..self.smallest.schema.pages.len() {
            let Some((_, mut page)) = self.smallest.schema.pages.get(index).cloned() else { continue };
            without_rules(&mut page, |smaller| self.keep_page(index, smaller));
            without(&mut page, |smaller| self.keep_page(index, smaller));
        }
    }

    fn keep_page(&mut self, index: usize, smaller: &Json) -> bool {
        let mut schema = self.smallest.schema.clone();
        schema.pages.iter_mut().skip(index).take(1).for_each(|(_, page)| *page = smaller.clone());
        self.keep(schema, self.smallest.body.clone())
    }
}

/// Takes out of a tree, outermost first, whatever may go.
fn without(tree: &mut Json, mut may_go: impl FnMut(&Json) -> bool) {
    let mut next = 0;
    loop {
        let mut pointers = Vec::new();
        places(tree, "", &mut pointers);
        let Some(pointer) = pointers.get(next).cloned() else { return };
        let smaller = edited(tree, &[Edit::Remove { pointer }]);
        if may_go(&smaller) {
            *tree = smaller;
        } else {
            next += 1;
        }
    }
}

/// Takes out rules over several members, each with the entries about it: neither may go without the other.
fn without_rules(page: &mut Json, mut may_go: impl FnMut(&Json) -> bool) {
    let names: Vec<String> = page["rules"].as_object().map(|rules| rules.keys().cloned().collect()).unwrap_or_default();
    for name in names {
        let mut smaller = page.clone();
        if let Some(rules) = smaller["rules"].as_object_mut() {
            rules.shift_remove(&name);
        }
        for section in ["errata", "notes"] {
            if let Some(entries) = smaller.get_mut(section).and_then(Json::as_array_mut) {
                entries.retain(|entry| entry["rule"] != name.as_str());
            }
        }
        if may_go(&smaller) {
            *page = smaller;
        }
    }
}

fn places(tree: &Json, at: &str, out: &mut Vec<String>) {
    let inner: Vec<(String, &Json)> = match tree {
        Json::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Json::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        _ => return,
    };
    for (token, value) in inner {
        let here = format!("{at}/{}", token.replace('~', "~0").replace('/', "~1"));
        out.push(here.clone());
        places(value, &here, out);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without;

    #[test]
    fn whatever_may_go_goes() {
        let mut tree = json!({"a": [1, {"keep": [2, 3]}, 4], "b": {"c": {}}, "d": 1});
        without(&mut tree, |smaller| smaller.pointer("/a").is_some_and(|a| a.to_string().contains("keep")));
        assert_eq!(tree, json!({"a": [{"keep": []}]}));
    }
}
