//! From JSON text to any format.

use std::cell::{Cell, RefCell};

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::decimal;
use crate::reader::{Reader, Stop};

/// Hands JSON text to a serializer, in one pass.
pub(super) fn transcode<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let walk = Walk { reader: RefCell::new(Reader::owning(text)), at: Cell::new(0) };
    Value(&walk).serialize(serializer)
}

/// A text and how far it has been handed over. Serializers see values by shared reference, so the place is a cell.
struct Walk<'t> {
    reader: RefCell<Reader<'t, 't>>,
    at: Cell<usize>,
}

/// The value at the walk's place.
struct Value<'w, 't>(&'w Walk<'t>);

impl Walk<'_> {
    fn next<E: Error>(&self) -> Result<u8, E> {
        let reader = self.reader.try_borrow().map_err(E::custom)?;
        self.at.set(reader.space(self.at.get()));
        Ok(reader.byte(self.at.get()))
    }

    fn step(&self) {
        self.at.set(self.at.get() + 1);
    }

    fn string<E: Error>(&self) -> Result<String, E> {
        let mut reader = self.reader.try_borrow_mut().map_err(E::custom)?;
        let (name, end) = reader.name(self.at.get()).map_err(broken)?;
        self.at.set(end + 1);
        Ok(name.into_owned())
    }

    /// The text of a value that is neither a string nor a container.
    fn word<E: Error>(&self) -> Result<String, E> {
        let mut reader = self.reader.try_borrow_mut().map_err(E::custom)?;
        let start = self.at.get();
        let end = reader.skip(start).map_err(broken)?;
        self.at.set(end);
        Ok(reader.slice(start, end).to_owned())
    }
}

fn broken<E: Error>(_: Stop) -> E {
    E::custom("a raw value is not JSON")
}

impl Serialize for Value<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.next()? {
            b'{' => self.object(serializer),
            b'[' => self.array(serializer),
            b'"' => serializer.serialize_str(&self.0.string()?),
            _ => match self.0.word()?.as_str() {
                "null" => serializer.serialize_unit(),
                "true" => serializer.serialize_bool(true),
                "false" => serializer.serialize_bool(false),
                number => serialize_number(number, serializer),
            },
        }
    }
}

impl Value<'_, '_> {
    fn object<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walk = self.0;
        let mut map = serializer.serialize_map(None)?;
        walk.step();
        while walk.next::<S::Error>()? != b'}' {
            map.serialize_key(&walk.string::<S::Error>()?)?;
            walk.next::<S::Error>()?;
            walk.step();
            map.serialize_value(&Value(walk))?;
            if walk.next::<S::Error>()? == b',' {
                walk.step();
            }
        }
        walk.step();
        map.end()
    }

    fn array<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walk = self.0;
        let mut seq = serializer.serialize_seq(None)?;
        walk.step();
        while walk.next::<S::Error>()? != b']' {
            seq.serialize_element(&Value(walk))?;
            if walk.next::<S::Error>()? == b',' {
                walk.step();
            }
        }
        walk.step();
        seq.end()
    }
}

/// The smallest type of serde that holds the number exactly.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let plain = !text.contains(['.', 'e', 'E']) && text != "-0";
    if plain && let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if plain && let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && decimal::compare(&value.to_string(), text).is_eq() => {
            serializer.serialize_f64(value)
        }
        _ => Err(S::Error::custom("a number has more digits than a double holds: use `to_json`")),
    }
}
