//! The strict reader, beside `serde_json`.

use std::collections::BTreeMap;

use fieldwright::{DecodeErrors, Profile, Raw, SyntaxErrorKind, discriminator, remove, set};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::numbers::{same_numbers, without_numbers};
use crate::webhooks::acme::Everything;

/// The reader accepts what `serde_json` accepts but for names that stand twice, and finds the same in it.
pub fn json_reader(data: &[u8]) {
    let theirs = serde_json::from_slice::<Json>(data);
    let shape = &crate::webhooks::acme::everything::EVERYTHING;
    let whole = fieldwright::validate(data, shape, Profile::Effective);
    let Ok(text) = std::str::from_utf8(data) else {
        assert!(theirs.is_err());
        assert_eq!(whole.map_err(|error| error.kind), Err(SyntaxErrorKind::InvalidUtf8));
        return;
    };
    match (Raw::parse(text), &theirs) {
        (Ok(raw), Ok(value)) => {
            assert_eq!(raw.as_str(), text.trim_matches([' ', '\t', '\n', '\r']));
            assert!(whole.is_ok(), "one reader skips what the other judges");
            assert_eq!(serde_json::from_str::<Json>(raw.as_str()).ok().as_ref(), Some(value));
            for path in [&["type"][..], &["a", "b"], &["mistaken", "id"]] {
                let pointer = path.iter().fold(String::new(), |pointer, name| pointer + "/" + name);
                let there = value.pointer(&pointer).filter(|_| path.len() == 1 || !in_array(value, path));
                assert_eq!(discriminator(data, path).as_deref(), there.and_then(Json::as_str), "{pointer}");
            }
        }
        (Err(error), Ok(_)) => {
            assert_eq!(error.kind, SyntaxErrorKind::DuplicateName, "serde_json accepts it");
            assert!(whole.is_err(), "one reader skips what the other judges");
        }
        (Err(error), Err(_)) => {
            assert!(error.position.offset <= data.len() && error.position.line >= 1 && error.position.column >= 1);
            // Which of two faults is told first may differ: names are compared when their object is read.
            assert!(whole.is_err(), "one reader skips what the other judges");
        }
        (Ok(_), Err(error)) => panic!("serde_json rejects it: {error}"),
    }
}

/// A pointer's token may be an index; the path of a discriminator has names alone.
fn in_array(value: &Json, path: &[&str]) -> bool {
    path.first().and_then(|name| value.get(name)).is_some_and(Json::is_array)
}

/// Whatever is decoded is what the text says; every way to decode and to judge says the same.
pub fn typed(data: &[u8]) {
    let judged = [Profile::Documented, Profile::Effective].map(|profile| {
        fieldwright::validate(data, &crate::webhooks::acme::everything::EVERYTHING, profile)
            .map_err(|error| (error, profile))
    });
    let owned = fieldwright::decode_owned::<Everything<'static>>(data);
    let through_serde = through_serde(data);
    let decoded = match fieldwright::decode::<Everything<'_>>(data) {
        Ok(decoded) => decoded,
        Err(errors) => {
            refused(&errors, &judged[1]);
            assert_eq!(owned.err().as_ref(), Some(&errors));
            assert!(through_serde.is_err() || !keeps_its_digits(data), "serde decodes it");
            return;
        }
    };
    for (profile, judged) in [Profile::Documented, Profile::Effective].into_iter().zip(&judged) {
        assert_eq!(judged.as_ref().ok(), Some(&decoded.validate(profile)), "judged while decoding, and alone");
    }
    let json = decoded.to_json();
    let text = std::str::from_utf8(data).expect("what is decoded is UTF-8");
    holds(&json, text);
    let value = decoded.into_inner();
    let again = fieldwright::decode::<Everything<'_>>(json.as_bytes()).expect("what is written can be read");
    assert!(*again == value, "written as {json}");
    assert_eq!(again.to_json(), json);
    assert!(owned.expect("the same text") == value);
    assert!(value.clone().into_owned() == value);
    let through_serde = match through_serde {
        Ok(through_serde) => through_serde,
        Err(error) => {
            assert!(!keeps_its_digits(data), "what the reader decodes serde does: {error}");
            return;
        }
    };
    // Through serde numbers come as the format presents them, which is with fewer digits, and what is kept as it was written
    // comes without the space between its tokens.
    if same_numbers(&through_serde.to_json(), &json) {
        assert_eq!(without_numbers(&through_serde.to_json()), without_numbers(&json));
    }
}

/// Whether a format that knows doubles alone, as serde presents them, has all digits of a text's numbers.
fn keeps_its_digits(data: &[u8]) -> bool {
    let text = std::str::from_utf8(data).unwrap_or_default();
    serde_json::from_str::<Json>(text).is_ok_and(|value| same_numbers(&value.to_string(), text))
}

/// The same by serde, which leaves what follows the value to its caller.
fn through_serde(data: &[u8]) -> Result<Everything<'static>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(data);
    let value = fieldwright::deserialize(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// What keeps a text from being decoded is a part of what judging finds.
fn refused(errors: &DecodeErrors, judged: &Result<fieldwright::Report, (fieldwright::SyntaxError, Profile)>) {
    match (errors.syntax, judged) {
        (Some(syntax), Err((error, _))) => assert_eq!(syntax, *error),
        (None, Ok(report)) => {
            assert!(!errors.violations.is_empty());
            for violation in &errors.violations {
                assert!(report.violations.contains(violation) || report.omitted > 0, "{violation} in\n{report}");
            }
        }
        (syntax, judged) => panic!("{syntax:?} while decoding, {judged:?} while judging"),
    }
}

/// Every member that was written is the text's: of the same value, and numbers with the same digits.
fn holds(written: &str, text: &str) {
    let written: BTreeMap<String, &RawValue> = serde_json::from_str(written).expect("what is written is JSON");
    let read: BTreeMap<String, &RawValue> = serde_json::from_str(text).expect("what is decoded is JSON");
    for (name, value) in written {
        let Some(original) = read.get(&name) else { panic!("`{name}` is not in the text") };
        if value.get().starts_with(['{', '[']) {
            continue;
        }
        let parsed = |raw: &RawValue| serde_json::from_str::<Json>(raw.get()).ok();
        let integer = value.get().parse::<i64>().is_ok();
        let same = if integer { same_numbers(value.get(), original.get()) } else { parsed(value) == parsed(original) };
        assert!(same, "`{name}`: {value} of {original}");
        if !integer && value.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            assert_eq!(value.get(), original.get(), "`{name}`: the digits of the wire");
        }
    }
}

/// Setting and removing one place of a text does to it what it does to the value that it says.
///
/// The input is a pointer, a value and a text, a line each.
pub fn edit(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let mut parts = input.splitn(3, '\n');
    let (Some(pointer), Some(new), Some(text)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (Ok(before), Ok(value)) = (strict(text), strict(new)) else {
        assert!(set(text, pointer, new).is_err());
        return;
    };
    if let Ok(changed) = set(text, pointer, new) {
        let after = strict(&changed).unwrap_or_else(|()| panic!("{changed} is not JSON"));
        let place = pointer.strip_suffix("/-").map_or_else(|| pointer.to_owned(), |array| last(&after, array, pointer));
        assert_eq!(after.pointer(&place), Some(&value), "{changed}");
        if let Some(there) = before.pointer(pointer) {
            let mut expected = before.clone();
            *expected.pointer_mut(pointer).expect("it is there") = value;
            assert_eq!(after, expected, "{there} was there");
        }
    } else {
        assert_eq!(before.pointer(pointer), None, "{pointer} is there and cannot be set");
    }
    match (remove(text, pointer), before.pointer(pointer)) {
        (Ok(changed), Some(_)) => {
            let after = strict(&changed).unwrap_or_else(|()| panic!("{changed} is not JSON"));
            assert!(after != before, "{pointer} of {text}");
        }
        (Ok(changed), None) => panic!("{pointer} is not in {text}, and yet it became {changed}"),
        (Err(error), Some(_)) => assert!(pointer.is_empty(), "{pointer} of {text}: {error:?}"),
        (Err(_), None) => {}
    }
}

/// Where `pointer/-` has put an item, if `array` is an array and not an object with a member of that name.
fn last(after: &Json, array: &str, pointer: &str) -> String {
    match after.pointer(array).and_then(Json::as_array) {
        Some(items) => format!("{array}/{}", items.len().saturating_sub(1)),
        None => pointer.to_owned(),
    }
}

/// The value of a text that the strict reader accepts.
fn strict(text: &str) -> Result<Json, ()> {
    Raw::parse(text).map_err(|_| ())?;
    serde_json::from_str(text).map_err(|_| ())
}
