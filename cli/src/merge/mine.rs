//! The rows of a checked schema, by the paths that a transcription has, with what they document and where they stand.

use std::collections::{HashMap, HashSet};

use fieldwright_codegen::model::{Content, Field, Kind, Model, Page, Place, Provenance, TypeId, Value};

use super::tree::{Keys, Tree};
use crate::import::transcription::{Facts, child};

/// A row of the schema.
#[derive(Debug, Clone)]
pub(super) struct Mine {
    /// As `Transcription::walk` writes it.
    pub(super) path: String,
    /// The path of the row that this one stands in; empty at the root, `header:` for headers.
    pub(super) parent: String,
    /// On the wire.
    pub(super) name: String,
    /// What the schema says that the page documents.
    pub(super) facts: Facts,
    pub(super) row: Option<Provenance>,
    /// Its facts are another source's than the page's.
    pub(super) elsewhere: bool,
    /// In the file that it stands in.
    pub(super) place: Place,
    /// The way to it in the page's file; `None`: it stands in another.
    pub(super) keys: Option<Keys>,
    /// Other paths have this very row, too.
    pub(super) shared: bool,
    /// In effect, an array stands here.
    pub(super) array: bool,
}

/// All rows, outer ones before inner ones.
pub(super) fn rows(model: &Model, page: &Page, tree: &Tree<'_>) -> Vec<Mine> {
    let mut walk = Walk { model, page, starts: line_starts(tree.text), tree, rows: Vec::new(), met: HashSet::new() };
    for header in &page.headers {
        walk.row(header, &format!("header:{}", header.name.wire), "header:");
    }
    walk.object(page.root, "");
    for id in &page.types {
        if !walk.met.contains(id)
            && let Some(definition) = model.type_def(*id)
        {
            // As the file calls it, which is not always as Rust does.
            let name = Some(&definition.place)
                .filter(|place| place.file == page.file)
                .and_then(|place| walk.keys(place)?.pop());
            walk.object(*id, &format!("type:{}", name.unwrap_or_else(|| definition.name.ident.clone())));
        }
    }
    let mut rows = walk.rows;
    let mut uses: HashMap<Place, usize> = HashMap::new();
    for row in &rows {
        *uses.entry(row.place.clone()).or_default() += 1;
    }
    for row in &mut rows {
        row.shared = uses.get(&row.place).is_some_and(|uses| *uses > 1);
    }
    rows
}

struct Walk<'w, 't> {
    model: &'w Model,
    page: &'w Page,
    tree: &'w Tree<'t>,
    starts: Vec<usize>,
    rows: Vec<Mine>,
    met: HashSet<TypeId>,
}

impl Walk<'_, '_> {
    fn object(&mut self, id: TypeId, path: &str) {
        self.met.insert(id);
        let model = self.model;
        for field in model.object(id).iter().flat_map(|object| &object.fields) {
            self.row(field, &child(path, &field.name.wire), path);
        }
    }

    fn row(&mut self, field: &Field, path: &str, parent: &str) {
        let keys = (field.place.file == self.page.file).then(|| self.keys(&field.place)).flatten();
        self.rows.push(Mine {
            path: path.to_owned(),
            parent: parent.to_owned(),
            name: field.name.wire.clone(),
            facts: Facts::documented(&field.value),
            row: field.row,
            elsewhere: field.source.as_ref().is_some_and(|source| source != "inferred"),
            place: field.place.clone(),
            keys,
            shared: false,
            array: field.value.effective.kind == Kind::Array,
        });
        self.inside(&field.value, path);
    }

    fn inside(&mut self, value: &Value, path: &str) {
        match &value.content {
            Content::Object(id) => self.object(*id, path),
            Content::Items(item) => self.inside(item, path),
            Content::Leaf | Content::Enumeration(_) => {}
        }
    }

    fn keys(&self, place: &Place) -> Option<Keys> {
        let start = *self.starts.get(usize::try_from(place.line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(place.column).ok()?.checked_sub(1)?;
        let line = self.tree.text.get(start..)?;
        let byte = line.char_indices().nth(column).map(|(byte, _)| byte)?;
        self.tree.way_to(start + byte)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
