//! Pointers into the rows of a page: `/EventBody/TimeZone`, `/ewallets/*/amount`, `header:signature`.

use std::collections::HashSet;

use super::draft::{Draft, Owner, RowId, RowPlace, Target};
use crate::judge::child;
use crate::model::{Content, TypeId};
use crate::source::Span;

/// What a pointer leads to, and the object types on the way, the root first.
#[derive(Debug, Clone)]
pub(super) struct Located {
    pub(super) target: Target,
    pub(super) through: Vec<TypeId>,
}

/// A pointer leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lost {
    /// It is no pointer.
    Malformed,
    /// Here is no such name, but there are these.
    Unknown { name: String, among: Among },
}

/// Where a name is not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    Headers,
    Members(TypeId),
    /// A row in which nothing has a name.
    Nothing,
}

/// The tokens of an RFC 6901 pointer.
pub(super) fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let tokens = pointer.strip_prefix('/')?.split('/');
    tokens
        .map(|token| {
            let escaped = token.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
            escaped.then(|| token.replace("~1", "/").replace("~0", "~"))
        })
        .collect()
}

impl Draft<'_> {
    /// What an entry's `at` is about.
    pub(super) fn locate(&self, page: usize, at: &str) -> Result<Located, Lost> {
        match at.strip_prefix("header:") {
            Some(name) => self.header(page, name),
            None => self.walk(page, &tokens(at).ok_or(Lost::Malformed)?),
        }
    }

    fn header(&self, page: usize, name: &str) -> Result<Located, Lost> {
        let headers = self.page(page).map(|page| page.headers.as_slice()).unwrap_or_default();
        let Some(index) = headers.iter().position(|header| header.name.wire == name) else {
            return Err(Lost::Unknown { name: name.to_owned(), among: Among::Headers });
        };
        let target = Target::Row(RowId { place: RowPlace::Header(index), items: 0 });
        Ok(Located { target, through: Vec::new() })
    }

    /// The row behind tokens, of which those for an array's items may be indices, `*`, or left out: the page may document
    /// an array where its example has one object, and the other way round.
    pub(super) fn walk(&self, page: usize, tokens: &[String]) -> Result<Located, Lost> {
        let Some(root) = self.page(page).map(|page| page.root) else { return Err(Lost::Malformed) };
        let root = Content::Object(root);
        let mut content = &root;
        let mut row: Option<RowId> = None;
        let mut through = Vec::new();
        for token in tokens {
            let index = token == "*" || token.bytes().all(|b| b.is_ascii_digit()) && !token.is_empty();
            let mut consumed = false;
            while let (Content::Items(inner), Some(row)) = (content, &mut row) {
                content = &inner.content;
                row.items += 1;
                if index {
                    consumed = true;
                    break;
                }
            }
            if consumed {
                continue;
            }
            match content {
                Content::Object(id) => {
                    let found = self.notes(*id).and_then(|notes| notes.index.get(token.as_str()).copied());
                    match found.and_then(|index| Some((index, self.fields(*id).get(index)?))) {
                        Some((index, field)) => {
                            through.push(*id);
                            row = Some(RowId { place: RowPlace::Field(*id, index), items: 0 });
                            content = &field.value.content;
                        }
                        None if token == "*" && row.is_some() => {}
                        None => {
                            return Err(Lost::Unknown { name: token.clone(), among: Among::Members(*id) });
                        }
                    }
                }
                _ => return Err(Lost::Unknown { name: token.clone(), among: Among::Nothing }),
            }
        }
        Ok(Located { target: row.map_or(Target::Root, Target::Row), through })
    }

    /// The row behind the names of members alone, none of them in an array: there is one value of it in a payload at most.
    pub(super) fn member(&self, page: usize, path: &[String]) -> Option<RowId> {
        let mut object = Some(self.page(page)?.root);
        let mut row = None;
        for name in path {
            let id = object?;
            let index = self.notes(id)?.index.get(name.as_str()).copied()?;
            row = Some(RowId { place: RowPlace::Field(id, index), items: 0 });
            object = match self.fields(id).get(index)?.value.content {
                Content::Object(inner) => Some(inner),
                _ => None,
            };
        }
        row
    }

    /// The object type that stands at a target, or in each item of the array there.
    pub(super) fn object_at(&self, page: usize, target: &Target) -> Option<TypeId> {
        let row = match target {
            Target::Root => return self.page(page).map(|page| page.root),
            Target::Rule(_) => return None,
            Target::Row(row) => *row,
        };
        let mut content = &self.field(page, row)?.value.content;
        while let Content::Items(inner) = content {
            content = &inner.content;
        }
        if let Content::Object(id) = content { Some(*id) } else { None }
    }

    /// The first type on the way that is not this page's alone.
    pub(super) fn shared(&self, page: usize, through: &[TypeId]) -> Option<TypeId> {
        let provider = self.pages.get(page)?.provider;
        let owner = Owner { provider, page: Some(page) };
        through.iter().copied().find(|id| self.notes(*id).is_none_or(|notes| notes.owner != owner || notes.uses > 1))
    }

    /// The place to show for a row: of the rows on the way the last that the page's own file lists.
    pub(super) fn shown_row(&self, page: usize, tokens: &[String]) -> Option<Span> {
        let notes = self.pages.get(page)?;
        (0..=tokens.len()).rev().find_map(|end| {
            let located = self.walk(page, tokens.get(..end)?).ok()?;
            let span = match located.target {
                Target::Root | Target::Rule(_) => notes.raw.payload.span.before(),
                Target::Row(row) => self.row(page, RowId { items: 0, ..row })?.span,
            };
            (span.file == notes.file).then_some(span)
        })
    }

    /// The first pointer that leads to a row, as an entry's `at` writes it.
    pub(super) fn pointer_to(&self, page: usize, row: RowId) -> Option<String> {
        let model = self.page(page)?;
        let (id, index) = match row.place {
            RowPlace::Header(index) => return Some(format!("header:{}", model.headers.get(index)?.name.wire)),
            RowPlace::Field(id, index) => (id, index),
        };
        // Types do not contain themselves, and one that is met again has been looked through.
        let mut seen = HashSet::from([model.root]);
        let mut open = vec![(model.root, String::new())];
        while let Some((object, at)) = open.pop() {
            for (place, field) in self.fields(object).iter().enumerate() {
                let mut at = child(&at, &field.name.wire);
                let mut content = &field.value.content;
                let here = object == id && place == index;
                let mut items = 0;
                while let (Content::Items(inner), true) = (content, !here || items < row.items) {
                    content = &inner.content;
                    items += 1;
                    at.push_str("/*");
                }
                if here {
                    return Some(at);
                }
                if let Content::Object(inner) = content
                    && seen.insert(*inner)
                {
                    open.push((*inner, at));
                }
            }
        }
        None
    }
}
