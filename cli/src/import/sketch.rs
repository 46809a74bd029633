//! Sketches of payloads: JSON with comments, bare words, unquoted names, trailing commas, things left out. They tell what
//! stands in what, and are no examples.

use serde_json::{Map, Number, Value};

/// Deeper ones are none.
const DEEPEST: usize = 48;

/// Reads the first object of a text, as far as it goes.
pub(crate) fn read(text: &str) -> Option<Value> {
    let start =
        text.find("= {").map(|at| at + 2).or_else(|| text.find("\n{").map(|at| at + 1)).or_else(|| text.find('{'))?;
    let rest = text.get(start..)?;
    if let Ok(value) = serde_json::from_str::<Value>(rest) {
        return Some(value);
    }
    let mut reader = Reader { rest };
    reader.value(0).filter(Value::is_object)
}

/// Whether a payload, strict as its JSON may be, shows types where values would stand, or leaves things out.
pub(crate) fn is_one(value: &Value) -> bool {
    let (mut words, mut texts, mut gaps) = (0_usize, 0_usize, 0_usize);
    count(value, &mut words, &mut texts, &mut gaps);
    gaps > 0 || words > 1 && words * 3 >= texts
}

/// Words that stand where a value would.
const TYPES: &[&str] = &[
    "string",
    "integer",
    "int",
    "int32",
    "int64",
    "number",
    "boolean",
    "bool",
    "timestamp",
    "datetime",
    "url",
    "object",
];

fn count(value: &Value, words: &mut usize, texts: &mut usize, gaps: &mut usize) {
    match value {
        Value::String(text) => {
            *texts += 1;
            *gaps += usize::from(matches!(text.as_str(), "..." | "…"));
            let first = text.split([' ', '(']).next().unwrap_or_default().to_lowercase();
            *words += usize::from(TYPES.contains(&first.as_str()) && (first.len() == text.len() || text.contains('(')));
        }
        Value::Array(items) => items.iter().for_each(|item| count(item, words, texts, gaps)),
        Value::Object(members) => {
            for (name, value) in members {
                *gaps += usize::from(matches!(name.as_str(), "..." | "…"));
                count(value, words, texts, gaps);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
            if let Some(behind) = self.rest.strip_prefix("//").or_else(|| self.rest.strip_prefix('#')) {
                self.rest = behind.find('\n').and_then(|end| behind.get(end..)).unwrap_or_default();
            } else if let Some(behind) = self.rest.strip_prefix("/*") {
                self.rest = behind.find("*/").and_then(|end| behind.get(end + 2..)).unwrap_or_default();
            } else if let Some(behind) = self.rest.strip_prefix("...").or_else(|| self.rest.strip_prefix('…')) {
                self.rest = behind;
            } else {
                return;
            }
        }
    }

    fn take(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip();
        match self.rest.chars().next()? {
            _ if depth > DEEPEST => None,
            '{' => self.object(depth),
            '[' => self.array(depth),
            quote @ ('"' | '\'' | '`') => self.text(quote).map(Value::String),
            '}' | ']' => None,
            _ => Some(self.word()),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.take(1);
        let mut members = Map::new();
        loop {
            self.skip();
            match self.rest.chars().next() {
                None => return Some(Value::Object(members)),
                Some('}') => {
                    self.take(1);
                    return Some(Value::Object(members));
                }
                Some(quote @ ('"' | '\'')) => {
                    let name = self.text(quote)?;
                    self.member(&mut members, name, depth)?;
                }
                Some(c) if c.is_alphabetic() || c == '_' || c == '$' || c == '@' => {
                    let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "_$@-?".contains(c)));
                    let name = self.rest.get(..end.unwrap_or(self.rest.len()))?.trim_end_matches('?').to_owned();
                    self.take(end.unwrap_or(self.rest.len()));
                    self.member(&mut members, name, depth)?;
                }
                Some(c) => self.take(c.len_utf8()),
            }
        }
    }

    fn member(&mut self, members: &mut Map<String, Value>, name: String, depth: usize) -> Option<()> {
        self.skip();
        if let Some(behind) = self.rest.strip_prefix(':') {
            self.rest = behind;
            let value = self.value(depth + 1).unwrap_or(Value::Null);
            if depth >= DEEPEST {
                return None;
            }
            members.insert(name, value);
        }
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.take(1);
        let mut items = Vec::new();
        loop {
            self.skip();
            match self.rest.chars().next() {
                Some(']') => {
                    self.take(1);
                    return Some(Value::Array(items));
                }
                // It was left open: what is there is there.
                None | Some('}') => return Some(Value::Array(items)),
                Some(_) => items.push(self.value(depth + 1)?),
            }
        }
    }

    fn text(&mut self, quote: char) -> Option<String> {
        self.take(quote.len_utf8());
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
                '\n' => return None,
                _ if character == quote => {
                    self.take(at + quote.len_utf8());
                    return Some(text);
                }
                _ => text.push(character),
            }
        }
        None
    }

    /// A word without quotes: a literal, the name of a type, a call such as `enum(…)`.
    fn word(&mut self) -> Value {
        let mut depth = 0_usize;
        let end = self.rest.find(|c: char| {
            match c {
                '(' | '<' => depth += 1,
                ')' | '>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(c, ',' | '}' | ']' | '\n' | ':')
        });
        let word = self.rest.get(..end.unwrap_or(self.rest.len())).unwrap_or_default().trim().to_owned();
        // A colon is no value; whatever stands here, go on behind it.
        let taken = end.unwrap_or(self.rest.len());
        self.take(taken.max(1).max(usize::from(word.is_empty())));
        let lower = word.to_lowercase();
        if let Ok(number) = word.parse::<Number>() {
            return Value::Number(number);
        }
        match lower.split(['(', '<', ' ', '|', '/']).next().unwrap_or_default() {
            "true" | "false" | "bool" | "boolean" => Value::Bool(lower == "true"),
            "int" | "integer" | "number" | "float" | "double" | "decimal" | "int32" | "int64" | "long" => {
                Value::Number(0.into())
            }
            "string" | "str" | "enum" | "text" | "date" | "datetime" | "timestamp" | "uuid" | "url" => {
                Value::String(String::new())
            }
            "object" => Value::Object(Map::new()),
            "array" => Value::Array(Vec::new()),
            _ => Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sketches_are_read_as_far_as_they_go() {
        let text = "let value: A = {\n  id: 'x', // its id\n  \"to\": string,\n  event: {type: enum(\"a\" \"b\")\n ... },\n  n: 5,\n}";
        assert_eq!(read(text), Some(json!({"id": "x", "to": "", "event": {"type": ""}, "n": 5})));
        assert_eq!(read("no payload"), None);
        assert_eq!(read("{ a: { b: ["), Some(json!({"a": {"b": []}})));
    }

    #[test]
    fn hostile_sketches_end() {
        read(&"{a:".repeat(100_000));
        read(&format!("{{a:{}", "[".repeat(100_000)));
        read(&format!("{{{}", ":".repeat(100_000)));
        read(&format!("{{a:{}", "(".repeat(100_000)));
    }

    #[test]
    fn types_in_place_of_values_make_a_sketch() {
        assert!(is_one(&json!({"id": "string", "at": "timestamp", "name": "name of it"})));
        assert!(is_one(&json!({"agent": {"...": "..."}, "name": "x"})));
        assert!(!is_one(&json!({"id": "wh_1", "type": "string"})));
    }
}
