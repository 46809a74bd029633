//! From byte offsets to RFC 6901 pointers: one pass over the brackets of a text that is known to be JSON.

use std::borrow::Cow;
use std::iter;

use crate::outline::{self, Block, Outline};
use crate::reader::Reader;
use crate::scan;

/// The pointers of values by their byte offsets, which must be ascending; equal ones are allowed.
pub(crate) fn pointers(text: &str, offsets: &[usize]) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut walk = Walk {
        text,
        bytes,
        outline: Outline::new(bytes, 0),
        start: 0,
        left: 0,
        open: Vec::with_capacity(8),
        arrays: 0,
    };
    let pointer = |&offset: &usize| {
        walk.go_to(offset);
        walk.pointer(offset)
    };
    offsets.iter().map(pointer).collect()
}

/// Because the text is known to be JSON, nothing of it is held against the grammar again.
struct Walk<'t> {
    text: &'t str,
    bytes: &'t [u8],
    outline: Outline<'t>,
    /// Where the block starts that the walk is in.
    start: usize,
    /// A bit for every bracket and comma of the block that has not been met.
    left: u64,
    /// The objects and arrays that the walk is in, the outermost first.
    open: Vec<Open>,
    /// How many of them are arrays.
    arrays: usize,
}

/// An object or an array.
struct Open {
    start: usize,
    /// The index of the item that the walk is in, if it is an array.
    item: Option<usize>,
}

impl Walk<'_> {
    /// Goes on to an offset.
    fn go_to(&mut self, offset: usize) {
        loop {
            while let Some(position) = self.next_met(offset) {
                self.meet(position);
            }
            if self.left != 0 {
                return;
            }
            let Some(block) = self.outline.next() else { return };
            // The commas of objects tell nothing, and are most of all.
            let in_array = self.arrays > 0 || self.has_array(block);
            self.start = block.start;
            self.left = if in_array { block.brackets | block.commas } else { block.brackets };
        }
    }

    /// The next bracket or comma of the block before the offset.
    fn next_met(&mut self, offset: usize) -> Option<usize> {
        let mut left = self.left;
        let position = self.start + outline::take_lowest(&mut left)?;
        if position >= offset {
            return None;
        }
        self.left = left;
        Some(position)
    }

    /// Whether an array begins in a block.
    fn has_array(&self, block: Block) -> bool {
        let mut brackets = block.brackets;
        let mut positions = iter::from_fn(|| outline::take_lowest(&mut brackets));
        positions.any(|index| scan::byte(self.bytes, block.start + index) == b'[')
    }

    fn meet(&mut self, position: usize) {
        match scan::byte(self.bytes, position) {
            b'{' => self.open.push(Open { start: position, item: None }),
            b'[' => {
                self.open.push(Open { start: position, item: Some(0) });
                self.arrays += 1;
            }
            b',' => {
                if let Some(Open { item: Some(item), .. }) = self.open.last_mut() {
                    *item += 1;
                }
            }
            _ => {
                if let Some(Open { item: Some(_), .. }) = self.open.pop() {
                    self.arrays -= 1;
                }
            }
        }
    }

    /// The pointer to the value at the offset that the walk has come to.
    fn pointer(&self, offset: usize) -> String {
        // Room for most, so that it does not grow bit by bit.
        let mut pointer = String::with_capacity(if self.open.is_empty() { 0 } else { 64 });
        let inner = self.open.iter().skip(1).map(|open| open.start).chain([offset]);
        for (open, value) in self.open.iter().zip(inner) {
            pointer.push('/');
            match open.item {
                Some(item) => pointer.push_str(&item.to_string()),
                None => push_escaped(&mut pointer, &self.name_before(value)),
            }
        }
        pointer
    }

    /// The name of the member whose value stands at an offset.
    fn name_before(&self, value: usize) -> Cow<'_, str> {
        let before = self.bytes.get(..value).unwrap_or_default().trim_ascii_end();
        let before = before.strip_suffix(b":").unwrap_or(before).trim_ascii_end();
        let mut end = before.len().saturating_sub(1);
        // The quote that opens the name is the last one that no backslash stands before.
        while let Some(quote) = before.get(..end).and_then(|before| before.iter().rposition(|&byte| byte == b'"')) {
            let backslashes = before.iter().take(quote).rev().take_while(|&&byte| byte == b'\\').count();
            if backslashes % 2 == 0 {
                return Reader::owning(self.text).name(quote).map_or_else(|_| "".into(), |(name, _)| name);
            }
            end = quote;
        }
        "".into()
    }
}

/// Adds a name as a token of a pointer: `~` is `~0` there, and `/` is `~1`.
fn push_escaped(pointer: &mut String, name: &str) {
    if !name.contains(['~', '/']) {
        return pointer.push_str(name);
    }
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pointers;

    /// Writes values of which it knows where they start and what points to them.
    struct Writer {
        state: u64,
        text: String,
        values: Vec<(usize, String)>,
    }

    impl Writer {
        fn below(&mut self, limit: u64) -> u64 {
            self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.state >> 33) % limit
        }

        fn space(&mut self) {
            let spaces = [0, 0, 0, 1, 2, 60][usize::try_from(self.below(6)).unwrap()];
            self.text.push_str(&" ".repeat(spaces));
        }

        /// As it stands in JSON, and as a token of a pointer.
        fn name(&mut self) -> (&'static str, &'static str) {
            const NAMES: [(&str, &str); 8] = [
                ("plain", "plain"),
                ("", ""),
                (r#"a\"b"#, "a\"b"),
                (r"back\\", "back\\"),
                (r#"\\\"\"\\\\"#, "\\\"\"\\\\"),
                ("~/", "~0~1"),
                ("\u{e9}\u{1f600}", "\u{e9}\u{1f600}"),
                (r#"{\"[,]:}"#, "{\"[,]:}"),
            ];
            NAMES[usize::try_from(self.below(8)).unwrap()]
        }

        fn value(&mut self, pointer: &str, depth: u32) {
            self.values.push((self.text.len(), pointer.to_owned()));
            let kind = self.below(if depth < 5 { 6 } else { 2 });
            let count = self.below(4);
            match kind {
                0 => self.text.push_str("-1.5e3"),
                1 => {
                    let (text, _) = self.name();
                    self.text.push_str(&format!("\"{text}\""));
                }
                _ => {
                    let is_object = kind < 4;
                    self.text.push(if is_object { '{' } else { '[' });
                    for index in 0..count {
                        if index > 0 {
                            self.text.push(',');
                        }
                        self.space();
                        let (name, token) = self.name();
                        if is_object {
                            self.text.push_str(&format!("\"{index}{name}\""));
                            self.space();
                            self.text.push(':');
                            self.space();
                        }
                        let token = if is_object { format!("{index}{token}") } else { index.to_string() };
                        self.value(&format!("{pointer}/{token}"), depth + 1);
                        self.space();
                    }
                    self.text.push(if is_object { '}' } else { ']' });
                }
            }
        }
    }

    #[test]
    fn every_value_of_a_text_has_its_pointer() {
        for state in 0..500 {
            let mut writer = Writer { state, text: String::new(), values: Vec::new() };
            writer.space();
            writer.value("", 0);
            let (offsets, expected): (Vec<_>, Vec<_>) = writer.values.iter().cloned().unzip();
            assert_eq!(pointers(&writer.text, &offsets), expected, "{}", writer.text);
            // One alone, and one twice.
            for (offset, pointer) in &writer.values {
                assert_eq!(pointers(&writer.text, &[*offset, *offset]), [pointer.as_str(); 2], "{}", writer.text);
            }
        }
    }
}
