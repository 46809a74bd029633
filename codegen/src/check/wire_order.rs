//! The order in which examples write the members of each object.

use super::draft::Draft;
use super::json::{Json, JsonValue, Members};
use crate::model::{Content, Model, TypeId, TypeKind};

pub(super) fn follow_examples(draft: &mut Draft<'_>) {
    let mut orders: Vec<Option<Vec<usize>>> = vec![None; draft.model.types.len()];
    for index in 0..draft.pages.len() {
        let (Some(page), Some(notes)) = (draft.page(index), draft.pages.get(index)) else { continue };
        for json in notes.examples.iter().filter_map(|example| example.json.as_ref()) {
            follow(draft, &Content::Object(page.root), json, &mut orders);
        }
    }
    for (index, order) in orders.into_iter().enumerate() {
        if let Some(order) = order {
            if let Some(notes) = draft.notes_mut(TypeId(index)) {
                notes.shown = true;
            }
            store(&mut draft.model, TypeId(index), order);
        }
    }
}

/// As deep as the JSON at most.
fn follow(draft: &Draft<'_>, content: &Content, json: &Json, orders: &mut [Option<Vec<usize>>]) {
    match (content, &json.value) {
        (Content::Object(id), JsonValue::Object(members)) => {
            if let Some(order @ None) = orders.get_mut(id.0) {
                *order = Some(order_of(draft, *id, members));
            }
            for (name, value) in &members.list {
                let index = draft.notes(*id).and_then(|notes| notes.index.get(name.as_str()).copied());
                if let Some(field) = index.and_then(|index| draft.fields(*id).get(index)) {
                    follow(draft, &field.value.content, value, orders);
                }
            }
        }
        (Content::Items(inner), JsonValue::Array(items)) => {
            for item in items {
                follow(draft, &inner.content, item, orders);
            }
        }
        (Content::Items(inner), JsonValue::Object(_)) => follow(draft, &inner.content, json, orders),
        _ => {}
    }
}

/// The members of the example first, then the others in the page's order.
fn order_of(draft: &Draft<'_>, id: TypeId, members: &Members) -> Vec<usize> {
    let count = draft.fields(id).len();
    let mut left = vec![true; count];
    let mut order = Vec::with_capacity(count);
    for (name, _) in &members.list {
        if let Some(index) = draft.notes(id).and_then(|notes| notes.index.get(name.as_str()).copied())
            && let Some(left @ true) = left.get_mut(index)
        {
            *left = false;
            order.push(index);
        }
    }
    order.extend(left.iter().enumerate().filter(|(_, left)| **left).map(|(index, _)| index));
    order
}

fn store(model: &mut Model, id: TypeId, order: Vec<usize>) {
    if let Some(TypeKind::Object(object)) = model.types.get_mut(id.0).map(|definition| &mut definition.kind) {
        object.wire_order = order;
    }
}
