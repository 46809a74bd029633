//! From any format to JSON text.

use std::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::reader::MAX_DEPTH;
use crate::write::Writer;

/// Whatever a format has, as JSON text.
pub(super) fn to_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut writer = Writer::default();
    Value { writer: &mut writer, depth: 0 }.deserialize(deserializer)?;
    Ok(writer.into_text())
}

/// Writes the next value.
struct Value<'w> {
    writer: &'w mut Writer,
    depth: u32,
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Value<'_> {
    fn number(self, number: impl fmt::Display) {
        self.writer.raw(&number.to_string());
    }

    fn deeper<E: de::Error>(&self) -> Result<u32, E> {
        if self.depth >= MAX_DEPTH { Err(E::custom("nested too deep")) } else { Ok(self.depth + 1) }
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.writer.raw(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.number(value);
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.number(value);
        Ok(())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.number(value);
        Ok(())
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.number(value);
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("JSON has no infinite numbers"));
        }
        // Rust writes the shortest digits that are this very double.
        self.number(value);
        Ok(())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.writer.string(value);
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.writer.raw("null");
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.writer.raw("[");
        let mut first = true;
        loop {
            let mut item = Item { writer: &mut *self.writer, depth, before: if first { "" } else { "," } };
            if items.next_element_seed(&mut item)?.is_none() {
                break;
            }
            first = false;
        }
        self.writer.raw("]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.writer.raw("{");
        let mut before = "";
        while members.next_key_seed(Name { writer: &mut *self.writer, before })?.is_some() {
            self.writer.raw(":");
            members.next_value_seed(Value { writer: &mut *self.writer, depth })?;
            before = ",";
        }
        self.writer.raw("}");
        Ok(())
    }
}

/// Writes an item behind what separates it from the one before.
struct Item<'w> {
    writer: &'w mut Writer,
    depth: u32,
    before: &'static str,
}

impl<'de> DeserializeSeed<'de> for &mut Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.writer.raw(self.before);
        Value { writer: &mut *self.writer, depth: self.depth }.deserialize(deserializer)
    }
}

/// Writes a member's name, which must be a string.
struct Name<'w> {
    writer: &'w mut Writer,
    before: &'static str,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.writer.raw(self.before);
        self.writer.string(value);
        Ok(())
    }
}
