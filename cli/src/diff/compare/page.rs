//! What a page has beside its payload, and the payload.

use fieldwright_codegen::model::{DocumentedBy, Event, Page};

use super::Compare;
use super::value::Place;
use crate::diff::rule::Rule;

impl Compare<'_> {
    pub(super) fn page(&mut self) {
        let (old, new) = (self.old_page, self.new_page);
        if old.payload != new.payload {
            self.whole(Rule::PageRenamed, Some(&old.payload), Some(&new.payload));
        }
        for (before, after) in [
            (Some(&old.title), Some(&new.title)),
            (old.url.as_ref(), new.url.as_ref()),
            (old.read.as_ref(), new.read.as_ref()),
            (old.sha256.as_ref(), new.sha256.as_ref()),
        ] {
            if before != after {
                self.whole(Rule::PageFactsChanged, before, after);
            }
        }
        if old.doc != new.doc {
            self.whole(Rule::DocChanged, old.doc.as_ref(), new.doc.as_ref());
        }
        if old.documented_by != new.documented_by {
            let word = |by: DocumentedBy| if by == DocumentedBy::Table { "table" } else { "example" }.to_owned();
            self.whole(Rule::DocumentedByChanged, Some(&word(old.documented_by)), Some(&word(new.documented_by)));
        }
        self.headers();
        self.event();
        self.root();
        self.entries();
        self.examples();
    }

    /// A change of the page as a whole.
    fn whole(&mut self, rule: Rule, old: Option<&String>, new: Option<&String>) {
        let change = self.change(rule, "").texts(old.cloned(), new.cloned());
        self.changes.push(change.places(Some(&self.old_page.place), Some(&self.new_page.place)));
    }

    fn root(&mut self) {
        let (old, new) = (self.old_page, self.new_page);
        self.seen.insert((old.root, new.root));
        if let (Some(before), Some(after)) = (self.old.type_def(old.root), self.new.type_def(new.root)) {
            let place = root_place(old, new);
            let (moved, path) = (self.moved(before), super::types::path(after));
            if moved != path && !(old.payload != new.payload && named_after(old, before) && named_after(new, after)) {
                self.text(&place, Rule::TypeRenamed, Some(&moved), Some(&path));
            }
            // The page's words are the root's unless it has its own.
            if before.doc != old.doc || after.doc != new.doc {
                self.text(&place, Rule::DocChanged, before.doc.as_deref(), after.doc.as_deref());
            }
        }
        if let (Some(before), Some(after)) = (self.old.object(old.root), self.new.object(new.root)) {
            self.object(before, after, &[]);
        }
    }

    fn event(&mut self) {
        let at = |event: &Event| super::pointer(&event.at);
        match (&self.old_page.event, &self.new_page.event) {
            (None, None) => {}
            (None, Some(event)) => {
                let change = self.change(Rule::EventAdded, at(event)).texts(None::<String>, Some(at(event)));
                self.changes.push(change.places(Some(&self.old_page.place), Some(&event.place)));
            }
            (Some(event), None) => {
                let change = self.change(Rule::EventRemoved, at(event)).texts(Some(at(event)), None::<String>);
                self.changes.push(change.places(Some(&event.place), Some(&self.new_page.place)));
            }
            (Some(old), Some(new)) => {
                if old.at != new.at {
                    let change = self.change(Rule::EventMoved, at(new)).texts(Some(at(old)), Some(at(new)));
                    self.changes.push(change.places(Some(&old.place), Some(&new.place)));
                }
                self.labels(old, new);
            }
        }
    }

    fn labels(&mut self, old: &Event, new: &Event) {
        let label = |event: &Event, value: &str| {
            event.names.iter().find(|(name, _)| name == value).map(|(_, label)| label.clone())
        };
        let values = old.names.iter().chain(new.names.iter().filter(|(value, _)| label(old, value).is_none()));
        for (value, _) in values {
            let (before, after) = (label(old, value), label(new, value));
            if before != after {
                let say = |label: Option<String>| label.map(|label| format!("{value}: {label}"));
                let change = self.change(Rule::EventLabelChanged, super::pointer(&new.at));
                let change = change.texts(say(before), say(after)).places(Some(&old.place), Some(&new.place));
                self.changes.push(change);
            }
        }
    }
}

fn root_place<'m>(old: &'m Page, new: &'m Page) -> Place<'m> {
    Place { tokens: Vec::new(), path: String::new(), old: &old.place, new: &new.place, header: false }
}

/// Whether the root is called as the file is, words and hyphens aside.
fn named_after(page: &Page, root: &fieldwright_codegen::model::TypeDef) -> bool {
    root.name.ident.eq_ignore_ascii_case(&page.stem.replace('-', ""))
}
