//! Writing: compact JSON in the order of the tables.

use std::fmt::Write as _;

use crate::record::Record;
use crate::scan;
use crate::slot::Slot;

/// Where JSON is written to.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

/// The value as compact JSON.
pub fn to_json(record: &dyn Record<'_>) -> String {
    let mut writer = Writer::default();
    writer.record(record);
    writer.text
}

impl Writer {
    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// Writes a string, escaping only what must be escaped.
    pub fn string(&mut self, value: &str) {
        self.text.push('"');
        let bytes = value.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = scan::plain(bytes, at);
            self.text.push_str(value.get(at..run).unwrap_or_default());
            match bytes.get(run) {
                None => break,
                Some(b'"') => self.text.push_str("\\\""),
                Some(b'\\') => self.text.push_str("\\\\"),
                Some(b'\n') => self.text.push_str("\\n"),
                Some(b'\r') => self.text.push_str("\\r"),
                Some(b'\t') => self.text.push_str("\\t"),
                Some(control) => {
                    let _ = write!(self.text, "\\u{control:04x}");
                }
            }
            at = run + 1;
        }
        self.text.push('"');
    }

    /// Writes an object: every row of the table that is not missing.
    pub fn record(&mut self, record: &dyn Record<'_>) {
        self.text.push('{');
        for (index, field) in record.shape().fields.iter().enumerate() {
            record.member(index, field, self);
        }
        self.text.push('}');
    }

    /// Writes a member of the object that is being written, unless it is missing.
    pub fn member(&mut self, field: &'static crate::shape::Field, value: &dyn Slot<'_>) {
        if value.is_missing(&field.rule) {
            return;
        }
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.string(field.name);
        self.text.push(':');
        value.write(self);
    }

    /// Writes an array.
    pub fn array<'v, 'a: 'v>(&mut self, items: impl Iterator<Item = &'v dyn Slot<'a>>) {
        self.text.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            item.write(self);
        }
        self.text.push(']');
    }

    /// What was written.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn strings_are_escaped_as_serde_json_does() {
        for text in ["", "plain", "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}", "日本語 😀", "a\"b\\c\u{1}d"] {
            let mut writer = Writer::default();
            writer.string(text);
            let back: String = serde_json::from_str(&writer.into_text()).expect("JSON");
            assert_eq!(back, text);
        }
    }
}
