//! A model of pages to the letter.

use fieldwright_codegen::model::{Content, Model, TypeKind, Value};

/// The same pages as if what they document were in effect, so that there are payloads as the pages have them.
pub fn to_the_letter(model: &Model) -> Model {
    let mut model = model.clone();
    for definition in &mut model.types {
        if let TypeKind::Object(object) = &mut definition.kind {
            object.fields.iter_mut().for_each(|field| documented(&mut field.value));
            object.groups.iter_mut().for_each(|group| group.effective = group.documented);
        }
    }
    model
}

fn documented(value: &mut Value) {
    value.effective = value.documented.clone();
    if let Some(content) = value.documented_content.take() {
        value.content = *content;
    }
    if let Content::Items(items) = &mut value.content {
        documented(items);
    }
}
