//! Finding the places that must go.

use std::ops::Range;

use fieldwright::{Kind, Rule, Shape};

/// A text or a number that must go, quotes included.
pub(super) struct Mark {
    pub(super) span: Range<usize>,
    /// What the schemas ask of it, where they do.
    pub(super) rule: Option<&'static Rule>,
}

/// Who says that a value may stay.
#[derive(Clone, Copy)]
enum Voucher {
    /// A row that is not sensitive.
    Row(&'static Rule),
    /// A table.
    Table(&'static Shape),
    /// Nobody; what is asked of the value may be known all the same.
    Nobody(Option<&'static Rule>),
}

/// The places in a text, in its order. The text is strict JSON, so it nests no deeper than the reader admits.
pub(super) fn marks(text: &str, shape: Option<&'static Shape>) -> Vec<Mark> {
    let mut walk = Walk { text: text.as_bytes(), at: 0, marks: Vec::new() };
    walk.value(shape.map_or(Voucher::Nobody(None), Voucher::Table));
    walk.marks
}

struct Walk<'t> {
    text: &'t [u8],
    at: usize,
    marks: Vec<Mark>,
}

impl Walk<'_> {
    fn value(&mut self, voucher: Voucher) {
        match self.peek() {
            b'{' => self.object(voucher.table()),
            b'[' => {
                let items = voucher.items();
                self.each(b']', |walk| walk.value(items));
            }
            b'"' => {
                let start = self.at;
                self.string();
                self.mark(start, voucher, &[Kind::String]);
            }
            b'-' | b'0'..=b'9' => {
                let start = self.at;
                self.word();
                self.mark(start, voucher, &[Kind::Integer, Kind::Number]);
            }
            _ => self.word(),
        }
    }

    fn object(&mut self, table: Option<&'static Shape>) {
        self.each(b'}', |walk| {
            let start = walk.at;
            walk.string();
            let name = walk.text.get(start..walk.at).and_then(|name| serde_json::from_slice::<String>(name).ok());
            walk.peek();
            walk.at += 1;
            let row = table.and_then(|table| table.fields.iter().find(|row| Some(row.name) == name.as_deref()));
            walk.value(match row {
                Some(row) if row.sensitive => Voucher::Nobody(Some(&row.rule)),
                Some(row) => Voucher::Row(&row.rule),
                None => Voucher::Nobody(None),
            });
        });
    }

    /// The members or items up to the closing bracket.
    fn each(&mut self, close: u8, mut one: impl FnMut(&mut Self)) {
        self.at += 1;
        loop {
            match self.peek() {
                b',' => self.at += 1,
                // The end of the text is there for a text that is not what was promised.
                0 => return,
                byte if byte == close => {
                    self.at += 1;
                    return;
                }
                _ => one(self),
            }
        }
    }

    /// The next byte that is not space; 0 at the end.
    fn peek(&mut self) -> u8 {
        while let Some(&byte) = self.text.get(self.at) {
            if !byte.is_ascii_whitespace() {
                return byte;
            }
            self.at += 1;
        }
        0
    }

    /// Past a string.
    fn string(&mut self) {
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    /// Past a number, `true`, `false` or `null`; past one byte at least.
    fn word(&mut self) {
        self.at += 1;
        while self.text.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)) {
            self.at += 1;
        }
    }

    fn mark(&mut self, start: usize, voucher: Voucher, kinds: &[Kind]) {
        let rule = match voucher {
            Voucher::Row(rule) if kinds.contains(&rule.kind) => return,
            Voucher::Row(_) | Voucher::Table(_) => None,
            Voucher::Nobody(rule) => rule,
        };
        self.marks.push(Mark { span: start..self.at, rule });
    }
}

impl Voucher {
    /// The table of an object that is here.
    fn table(self) -> Option<&'static Shape> {
        match self {
            Self::Table(table) => Some(table),
            Self::Row(rule) if rule.kind == Kind::Object => rule.shape,
            Self::Row(rule) => rule.items.and_then(|items| items.shape),
            Self::Nobody(_) => None,
        }
    }

    /// Who vouches for the items of an array that is here.
    fn items(self) -> Self {
        match self {
            Self::Row(Rule { items: Some(items), .. }) => Self::Row(items),
            Self::Row(Rule { shape: Some(table), .. }) => Self::Table(table),
            Self::Nobody(Some(Rule { items: Some(items), .. })) => Self::Nobody(Some(items)),
            Self::Row(_) | Self::Table(_) | Self::Nobody(_) => Self::Nobody(None),
        }
    }
}
