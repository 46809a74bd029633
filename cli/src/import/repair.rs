//! What a schema cannot say is put another way, or taken out with a mark.

use std::collections::HashMap;

use fieldwright_codegen::codes::Code;
use fieldwright_codegen::model::Kind;

use super::names::rename;
use super::transcription::{Facts, Row, Transcription};
use super::write::Place;

/// Takes out or renames what the language cannot say, and marks it.
pub(super) fn repair(page: &mut Transcription, code: Code, places: &[Place], numbers: &HashMap<String, usize>) -> bool {
    let Some(first) = places.first() else { return false };
    match (code, first) {
        // What stands at the top is the payload's own name, which comes from the file's.
        (Code::F0304, Place::Top) => suffixed(&mut page.type_name, "Payload"),
        (Code::F0301 | Code::F0302 | Code::F0303 | Code::F0304 | Code::F0410, _) => {
            places.iter().any(|place| match place {
                Place::Row(path) => {
                    let row = page.row_mut(path).zip(numbers.get(path));
                    row.is_some_and(|(row, number)| rename(row, *number))
                }
                Place::Enumeration(index) => {
                    page.enumerations.get_mut(*index).is_some_and(|shared| suffixed(&mut shared.name, "Type"))
                }
                Place::Object(index) => {
                    page.objects.get_mut(*index).is_some_and(|object| suffixed(&mut object.name, "Type"))
                }
                _ => false,
            })
        }
        (_, Place::Sample(index)) if *index < page.samples.len() => {
            let sample = page.samples.remove(*index);
            page.entries.clear();
            page.reviews
                .push(format!("the sample \"{}\" is not one that a schema can hold; it is left out", sample.name));
            true
        }
        (Code::F0801 | Code::F0802 | Code::F0803, _) | (_, Place::Event) => page.event.take().is_some(),
        (_, Place::Group(index)) if *index < page.groups.len() => {
            page.groups.remove(*index);
            true
        }
        (_, Place::Entry(index)) if *index < page.entries.len() => {
            page.entries.remove(*index);
            true
        }
        (_, Place::Row(path)) => page.row_mut(path).is_some_and(|row| relax(row, code)),
        _ => false,
    }
}

/// A name that is taken gets another end.
fn suffixed(name: &mut String, end: &str) -> bool {
    name.push_str(end);
    name.len() < 200
}

/// Takes from a row what it cannot have: a pattern that is not checkable, bounds that no value meets.
fn relax(row: &mut Row, code: Code) -> bool {
    let before = row.facts.clone();
    match code {
        Code::F0407 => {
            if let Some(pattern) = row.facts.pattern.take() {
                row.review(format!("the page gives the pattern {pattern}, which is not checkable in one pass"));
            }
        }
        Code::F0406 => {
            let facts = &mut row.facts;
            let bounds = format!("{:?}..{:?}", facts.min_length, facts.max_length);
            (facts.min_length, facts.max_length, facts.min_items, facts.max_items) = (None, None, None, None);
            (facts.minimum, facts.maximum) = (None, None);
            row.review(format!("no value can meet the page's bounds ({bounds}); they are left out"));
        }
        _ => {
            let children = !row.children.is_empty();
            let kind = if children && row.facts.kind != Kind::Array { Kind::Object } else { row.facts.kind };
            row.facts =
                Facts { required: before.required, nullable: before.nullable && kind != Kind::Any, ..Facts::of(kind) };
            if !children {
                // It was the enumeration's.
                row.type_name = None;
            }
            row.review("its rules do not go together; all but the type are left out");
        }
    }
    row.facts != before
}

/// Takes out what stands at a place, or all but the name of a row. False: it is out already, or has to be there.
pub(super) fn give_up(page: &mut Transcription, place: &Place) -> bool {
    let gone = match place {
        Place::Row(path) => return page.row_mut(path).is_some_and(strip),
        Place::Entry(index) if *index < page.entries.len() => page.entries.remove(*index).id,
        Place::Sample(index) if *index < page.samples.len() => page.samples.remove(*index).name,
        Place::Group(index) if *index < page.groups.len() => page.groups.remove(*index).name,
        Place::Enumeration(index) if *index < page.enumerations.len() => page.enumerations.remove(*index).name,
        Place::Object(index) if *index < page.objects.len() => page.objects.remove(*index).name,
        Place::Event => match page.event.take() {
            Some(event) => event.at,
            None => return false,
        },
        _ => return false,
    };
    page.reviews.push(format!("{gone}: the check refuses what the page says of it; it is left out"));
    true
}

/// Leaves a row its name.
fn strip(row: &mut Row) -> bool {
    let Facts { required, .. } = row.facts;
    let bare = Facts { required, ..Facts::of(Kind::Any) };
    if row.facts == bare && row.children.is_empty() {
        return false;
    }
    row.facts = bare;
    row.children.clear();
    row.type_name = None;
    row.review("the check refuses what the page says of it; all but its name is left out");
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::transcription::{Enumeration, Event, Group, Object, Sample};

    #[test]
    fn what_is_given_up_is_marked_and_gone() {
        let values = vec!["a".to_owned()];
        let row = Row { facts: Facts { values: values.clone(), ..Facts::of(Kind::String) }, ..Row::named("state") };
        let mut page = Transcription {
            rows: vec![Row { children: vec![row], ..Row::named("data") }],
            enumerations: vec![Enumeration { name: "State".to_owned(), values }],
            objects: vec![Object { name: "Card".to_owned(), rows: Vec::new(), reviews: Vec::new() }],
            event: Some(Event { at: "/data/state".to_owned(), names: Vec::new(), reviews: Vec::new() }),
            groups: vec![Group {
                name: "one".to_owned(),
                at: String::new(),
                keyword: "exactlyOneOf",
                members: Vec::new(),
                reviews: Vec::new(),
            }],
            samples: vec![Sample { name: "paid".to_owned(), title: None, json: "{}".to_owned() }],
            ..Transcription::default()
        };
        let others = [Place::Enumeration(0), Place::Object(0), Place::Event, Place::Group(0), Place::Sample(0)];
        for (number, place) in others.iter().enumerate() {
            assert!(give_up(&mut page, place) && !give_up(&mut page, place), "{place:?}");
            assert_eq!(page.reviews.len(), number + 1);
        }
        for path in ["/data/state", "/data"] {
            let place = Place::Row(path.to_owned());
            assert!(give_up(&mut page, &place) && !give_up(&mut page, &place), "{path}");
        }
        assert_eq!(page.rows.first().map(|row| (row.children.len(), row.reviews.len())), Some((0, 1)));
        assert!(!give_up(&mut page, &Place::Top));
    }
}
