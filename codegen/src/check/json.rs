//! A strict reader of the JSON in examples, which knows where everything stands.
//!
//! Beyond JSON's grammar it refuses what readers disagree about: a key that stands twice, a lone surrogate, a number
//! that no 64-bit float reaches, and more than [`MAX_DEPTH`] levels.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::judge::Exact;
use crate::model::{Kind, LengthUnit};

/// As deep as payloads may be.
const MAX_DEPTH: usize = 127;

/// A value and where it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Json {
    pub(super) at: Range<usize>,
    pub(super) value: JsonValue,
}

#[derive(Debug, Clone)]
pub(super) enum JsonValue {
    Null,
    Boolean,
    /// As written.
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Members),
}

/// The members of an object, in the text's order.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    pub(super) list: Vec<(String, Json)>,
    index: HashMap<String, usize>,
}

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsonFault {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

/// What stands at a pointer in an example.
#[derive(Debug, Default)]
pub(super) struct Observed<'j> {
    pub(super) values: Vec<&'j Json>,
    /// Some object on the way has no such member.
    pub(super) omitted: bool,
}

pub(super) fn parse(text: &str) -> Result<Json, JsonFault> {
    let mut reader = Reader { text, at: 0 };
    reader.space();
    let json = reader.value(0)?;
    reader.space();
    if reader.at < text.len() {
        return Err(reader.fault("nothing may follow the value"));
    }
    Ok(json)
}

impl Json {
    /// JSON Schema's type; integers are whatever has no fraction.
    pub(super) fn kind(&self) -> Option<Kind> {
        Some(match &self.value {
            JsonValue::Null => return None,
            JsonValue::Boolean => Kind::Boolean,
            JsonValue::Number(text) if Exact::parse(text).is_integer() => Kind::Integer,
            JsonValue::Number(_) => Kind::Number,
            JsonValue::String(_) => Kind::String,
            JsonValue::Array(_) => Kind::Array,
            JsonValue::Object(_) => Kind::Object,
        })
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            JsonValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// Everything at a pointer: `*` and a name both reach into all items of an array, and `*` stays where it is in an
    /// object, since the page may document an array where its example has one object.
    pub(super) fn observe(&self, tokens: &[String]) -> Observed<'_> {
        let mut observed = Observed { values: vec![self], omitted: false };
        for token in tokens {
            let mut next = Vec::new();
            let mut open = std::mem::take(&mut observed.values);
            open.reverse();
            while let Some(json) = open.pop() {
                match &json.value {
                    JsonValue::Array(items) => match token.parse::<usize>().ok().and_then(|index| items.get(index)) {
                        Some(item) => next.push(item),
                        None if token == "*" => next.extend(items),
                        None => open.extend(items.iter().rev()),
                    },
                    JsonValue::Object(members) => match members.get(token) {
                        Some(member) => next.push(member),
                        None if token == "*" => next.push(json),
                        None => observed.omitted = true,
                    },
                    _ => {}
                }
            }
            observed.values = next;
        }
        observed
    }

    /// How many different member paths there are, the items of an array counted as one.
    pub(super) fn paths(&self) -> usize {
        paths(vec![self])
    }
}

/// Of values that stand at the same path.
fn paths(level: Vec<&Json>) -> usize {
    let mut members: BTreeMap<&str, Vec<&Json>> = BTreeMap::new();
    let mut items = Vec::new();
    for json in level {
        match &json.value {
            JsonValue::Object(object) => {
                for (name, value) in &object.list {
                    members.entry(name).or_default().push(value);
                }
            }
            JsonValue::Array(array) => items.extend(array),
            _ => {}
        }
    }
    let below: usize = members.values().map(|same| paths(same.clone())).sum();
    let inside = if items.is_empty() { 0 } else { paths(items) };
    members.len() + below + inside
}

impl Members {
    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.index.get(name).and_then(|index| self.list.get(*index)).map(|(_, json)| json)
    }
}

/// The length of a text in a unit.
pub(super) fn length(text: &str, unit: LengthUnit) -> u64 {
    let length = match unit {
        LengthUnit::Characters => text.chars().count(),
        LengthUnit::Bytes => text.len(),
        LengthUnit::Utf16 => text.encode_utf16().count(),
    };
    u64::try_from(length).unwrap_or(u64::MAX)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Json, JsonFault> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => return Err(self.fault("this is deeper than any payload")),
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => JsonValue::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", JsonValue::Boolean)?,
            Some(b'f') => self.word("false", JsonValue::Boolean)?,
            Some(b'n') => self.word("null", JsonValue::Null)?,
            Some(_) => return Err(self.fault("a value should start here")),
            None => return Err(self.fault("a value is missing here")),
        };
        Ok(Json { at: start..self.at, value })
    }

    fn object(&mut self, depth: usize) -> Result<JsonValue, JsonFault> {
        let mut members = Members::default();
        self.at += 1;
        self.space();
        if self.eat(b'}') {
            return Ok(JsonValue::Object(members));
        }
        loop {
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a member's name in quotes should stand here"));
            }
            let name = self.string()?;
            self.space();
            if !self.eat(b':') {
                return Err(self.fault("`:` is missing here"));
            }
            self.space();
            let value = self.value(depth + 1)?;
            if members.index.insert(name.clone(), members.list.len()).is_some() {
                return Err(JsonFault { at: start, message: "this member stands twice in one object" });
            }
            members.list.push((name, value));
            self.space();
            if self.eat(b'}') {
                return Ok(JsonValue::Object(members));
            }
            self.comma("`,` or `}` is missing here")?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<JsonValue, JsonFault> {
        let mut items = Vec::new();
        self.at += 1;
        self.space();
        if self.eat(b']') {
            return Ok(JsonValue::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.eat(b']') {
                return Ok(JsonValue::Array(items));
            }
            self.comma("`,` or `]` is missing here")?;
        }
    }

    fn comma(&mut self, message: &'static str) -> Result<(), JsonFault> {
        if !self.eat(b',') {
            return Err(self.fault(message));
        }
        self.space();
        Ok(())
    }

    fn word(&mut self, word: &str, value: JsonValue) -> Result<JsonValue, JsonFault> {
        if !self.rest().starts_with(word) {
            return Err(self.fault("a value should start here"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<JsonValue, JsonFault> {
        let start = self.at;
        self.eat(b'-');
        if self.eat(b'0') {
            if matches!(self.peek(), Some(b'0'..=b'9')) {
                return Err(self.fault("a number has no leading zero"));
            }
        } else {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if !text.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(JsonFault { at: start, message: "the number is too large for most readers" });
        }
        Ok(JsonValue::Number(text.to_owned()))
    }

    fn digits(&mut self) -> Result<(), JsonFault> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        if count == 0 { Err(self.fault("a digit should stand here")) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain =
                self.rest().find(|c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}')).unwrap_or(self.rest().len());
            text.push_str(self.rest().get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return Err(self.fault("a control character in a string is written as an escape")),
                None => return Err(self.fault("the string does not end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let start = self.at;
        let short = match self.rest().as_bytes().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(JsonFault { at: start, message: "JSON has no such escape" }),
        };
        self.at += 2;
        Ok(short)
    }

    fn unicode(&mut self) -> Result<char, JsonFault> {
        let start = self.at;
        let fault = JsonFault { at: start, message: "half of a surrogate pair is no character" };
        let first = self.unit()?;
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first).ok_or(fault);
        }
        if first >= 0xdc00 || !self.rest().starts_with("\\u") {
            return Err(fault);
        }
        let second = self.unit()?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(fault);
        }
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or(fault)
    }

    /// `\u` and four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, JsonFault> {
        let digits = self.rest().get(2..6).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.fault("four hexadecimal digits follow `\\u`"))?;
        self.at += 6;
        Ok(unit)
    }

    fn space(&mut self) {
        self.at += self.rest().bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fault(&self, message: &'static str) -> JsonFault {
        JsonFault { at: self.at, message }
    }
}

#[cfg(test)]
mod tests;
