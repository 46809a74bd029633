//! Writing: compact JSON in the order of the tables.

use std::fmt::Write as _;

use crate::record::DynRecord;
use crate::scan;
use crate::shape::Field;
use crate::slot::Slot;
use crate::view::{Items, View};

/// Where JSON is written to.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
}

/// The value as compact JSON.
pub fn to_json(record: &dyn DynRecord<'_>) -> String {
    let mut writer = Writer::default();
    writer.record(record);
    writer.into_text()
}

impl Writer {
    /// Writes text that is JSON already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Writes an integer.
    fn integer(&mut self, value: i64) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// Writes a string, escaping only what must be escaped.
    pub(crate) fn string(&mut self, value: &str) {
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
    pub(crate) fn record(&mut self, record: &dyn DynRecord<'_>) {
        self.text.push('{');
        for (index, field) in record.shape().fields.iter().enumerate() {
            self.member(field, record.member(index));
        }
        self.text.push('}');
    }

    /// Writes a member of the object that is being written, unless it is missing.
    fn member(&mut self, field: &Field, value: &dyn Slot<'_>) {
        if value.is_missing(&field.rule) {
            return;
        }
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.string(field.name);
        self.text.push(':');
        self.view(value.view());
    }

    /// Writes a value.
    fn view(&mut self, value: View<'_, '_>) {
        match value {
            View::Missing | View::Null => self.raw("null"),
            View::Text(text) => self.string(text),
            View::Integer(value) => self.integer(value),
            View::Boolean(value) => self.raw(if value { "true" } else { "false" }),
            View::Json(json) => self.raw(json),
            View::Array(items) => self.array(items),
            View::Record(record) => self.record(record),
        }
    }

    /// Writes an array.
    fn array(&mut self, items: &dyn Items<'_>) {
        self.text.push('[');
        let mut index = 0;
        while let Some(item) = items.item(index) {
            if index > 0 {
                self.text.push(',');
            }
            self.view(item.view());
            index += 1;
        }
        self.text.push(']');
    }

    /// What was written.
    #[must_use]
    pub(crate) fn into_text(self) -> String {
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
