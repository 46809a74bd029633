//! JSON, one object a line.
//!
//! Members are written as they are given, so they stand in the order of the code, numbers keep their digits, and absent
//! ones leave no trace.

use fieldwright_codegen::model::Decimal;
use serde_json::Value;

/// Something that can stand in a line.
pub(crate) trait Json {
    fn write(&self, out: &mut Vec<u8>);
}

/// An object that is being written.
pub(crate) struct Object<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

/// A line with one object.
pub(crate) fn line(out: &mut Vec<u8>, members: impl FnOnce(&mut Object)) {
    object(out, members);
    out.push(b'\n');
}

fn object(out: &mut Vec<u8>, members: impl FnOnce(&mut Object)) {
    out.push(b'{');
    members(&mut Object { out: &mut *out, empty: true });
    out.push(b'}');
}

impl Object<'_> {
    /// A member.
    pub(crate) fn put(&mut self, key: &str, value: &(impl Json + ?Sized)) -> &mut Self {
        self.key(key);
        value.write(self.out);
        self
    }

    /// A member that may be absent.
    pub(crate) fn put_some(&mut self, key: &str, value: Option<&(impl Json + ?Sized)>) -> &mut Self {
        if let Some(value) = value {
            self.put(key, value);
        }
        self
    }

    /// A flag that is left out where it is not set.
    pub(crate) fn flag(&mut self, key: &str, set: bool) -> &mut Self {
        self.put_some(key, set.then_some(&true))
    }

    /// An object in the object.
    pub(crate) fn nested(&mut self, key: &str, members: impl FnOnce(&mut Object)) -> &mut Self {
        self.key(key);
        object(self.out, members);
        self
    }

    /// An array of objects.
    pub(crate) fn each<T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = T>,
        mut members: impl FnMut(T, &mut Object),
    ) -> &mut Self {
        self.key(key);
        self.out.push(b'[');
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            object(self.out, |object| members(item, object));
        }
        self.out.push(b']');
        self
    }

    fn key(&mut self, key: &str) {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        key.write(self.out);
        self.out.push(b':');
    }
}

impl Json for str {
    fn write(&self, out: &mut Vec<u8>) {
        // A vector takes everything and every string is JSON, so there is no error to pass on.
        let _ = serde_json::to_writer(out, self);
    }
}

impl Json for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_str().write(out);
    }
}

impl Json for &str {
    fn write(&self, out: &mut Vec<u8>) {
        (**self).write(out);
    }
}

impl Json for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Json for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Json for usize {
    fn write(&self, out: &mut Vec<u8>) {
        (*self as u64).write(out);
    }
}

impl Json for Decimal {
    /// With the digits that the schema has.
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.0.as_bytes());
    }
}

impl Json for Value {
    fn write(&self, out: &mut Vec<u8>) {
        let _ = serde_json::to_writer(out, self);
    }
}

impl<T: Json> Json for [T] {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            item.write(out);
        }
        out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_in_order_and_absent_ones_not_at_all() {
        let mut out = Vec::new();
        line(&mut out, |line| {
            line.put("a", "\"\u{1b}é\n").put_some("b", None::<&str>).put("c", &["x", "y"][..]).flag("d", false);
            line.put("e", &Decimal("0.10".to_owned())).nested("f", |_| {});
            line.each("g", [1_u64, 2], |n, object| {
                object.put("n", &n);
            });
        });
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "{\"a\":\"\\\"\\u001bé\\n\",\"c\":[\"x\",\"y\"],\"e\":0.10,\"f\":{},\"g\":[{\"n\":1},{\"n\":2}]}\n"
        );
    }
}
