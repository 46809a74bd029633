//! A page's field table, made of the model.

pub(crate) mod json;
pub(crate) mod text;

use fieldwright_codegen::model::{Content, Entry, Field, Kind, Model, Object, Page, Place, Rule, TypeId, Value};

/// A row: a header, a member, or what each item of an array is.
pub(crate) struct Row<'m> {
    /// `/EventBody/MerchantId`, `/data/ewallets/*/amount`; of a header its name.
    pub(crate) path: String,
    pub(crate) header: bool,
    pub(crate) value: &'m Value,
    pub(crate) doc: Option<&'m str>,
    pub(crate) source: Option<&'m str>,
    pub(crate) sensitive: bool,
    pub(crate) place: &'m Place,
    /// Errata and notes about this row, in the page's order.
    pub(crate) entries: Vec<&'m Entry>,
}

impl Row<'_> {
    /// The rules of one profile.
    pub(crate) fn rule(&self, profile: crate::args::Profile) -> &Rule {
        match profile {
            crate::args::Profile::Documented => &self.value.documented,
            crate::args::Profile::Effective => &self.value.effective,
        }
    }

    /// The errata alone.
    pub(crate) fn errata(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| entry.erratum).map(|entry| entry.id.as_str())
    }
}

/// All rows of a page: its headers, then its payload from the outside in, in the page's order.
pub(crate) fn rows<'m>(model: &'m Model, page: &'m Page) -> Vec<Row<'m>> {
    let mut table = Rows { model, page, found: Vec::new() };
    for header in &page.headers {
        table.push(header.name.wire.clone(), true, header, &header.value);
    }
    table.object(page.root, "");
    table.found
}

struct Rows<'m> {
    model: &'m Model,
    page: &'m Page,
    found: Vec<Row<'m>>,
}

impl<'m> Rows<'m> {
    fn object(&mut self, id: TypeId, path: &str) {
        let fields = self.model.object(id).map_or(&[][..], |object: &Object| &object.fields);
        for field in fields {
            let path = format!("{path}/{}", escaped(&field.name.wire));
            self.push(path.clone(), false, field, &field.value);
            self.inside(field, &field.value, &path);
        }
    }

    /// What a value is made of. Types do not contain themselves, so this ends.
    fn inside(&mut self, field: &'m Field, value: &'m Value, path: &str) {
        match &value.content {
            Content::Leaf | Content::Enumeration(_) => {}
            Content::Object(id) if value.effective.kind == Kind::Array => self.object(*id, &format!("{path}/*")),
            Content::Object(id) => self.object(*id, path),
            Content::Items(item) => {
                let path = format!("{path}/*");
                // An item that is an object has nothing to say of its own that its rows do not say.
                if !matches!(item.content, Content::Object(_)) {
                    self.push(path.clone(), false, field, item);
                }
                self.inside(field, item, &path);
            }
        }
    }

    fn push(&mut self, path: String, header: bool, field: &'m Field, value: &'m Value) {
        let at = if header { format!("header:{path}") } else { path.clone() };
        self.found.push(Row {
            header,
            value,
            doc: field.doc.as_deref(),
            source: field.source.as_deref(),
            sensitive: field.sensitive,
            place: &field.place,
            entries: self.page.entries.iter().filter(|entry| entry.at == at).collect(),
            path,
        });
    }
}

/// A member's name as RFC 6901 writes it.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
