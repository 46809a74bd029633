//! From byte offsets to RFC 6901 pointers: one walk over a text that is known to be JSON.

use crate::reader::Reader;
use crate::scan;

/// The pointers of values by their byte offsets, which must be ascending; equal ones are allowed.
pub(crate) fn pointers(text: &str, offsets: &[usize]) -> Vec<String> {
    let mut walk =
        Walk { text, bytes: text.as_bytes(), offsets, found: Vec::with_capacity(offsets.len()), path: Vec::new() };
    walk.value(scan::space(walk.bytes, 0));
    let Walk { mut found, .. } = walk;
    // A text that is not JSON has no pointers; the callers have read it before.
    found.resize(offsets.len(), String::new());
    found
}

/// Because the text is known to be JSON, nothing of it is held against the grammar again.
struct Walk<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    offsets: &'o [usize],
    found: Vec<String>,
    path: Vec<Step>,
}

/// A step from a value to one in it.
enum Step {
    /// Where the member's name stands.
    Name(usize),
    Index(usize),
}

impl Walk<'_, '_> {
    /// Walks over the value at `at`; gives the position after it, or nothing once everything is found.
    fn value(&mut self, at: usize) -> Option<usize> {
        while *self.offsets.get(self.found.len())? <= at {
            self.found.push(self.pointer());
        }
        match scan::byte(self.bytes, at) {
            b'{' => self.items(at, b'}'),
            b'[' => self.items(at, b']'),
            b'"' => Some(scan::string_end(self.bytes, at)),
            0 => None,
            _ => Some(scan::value_end(self.bytes, at)),
        }
    }

    /// Walks over the members or items of the value at `at`.
    fn items(&mut self, at: usize, close: u8) -> Option<usize> {
        let mut at = scan::space(self.bytes, at + 1);
        let mut index = 0;
        while scan::byte(self.bytes, at) != close {
            if close == b'}' {
                self.path.push(Step::Name(at));
                let colon = scan::space(self.bytes, scan::string_end(self.bytes, at));
                at = scan::space(self.bytes, colon + 1);
            } else {
                self.path.push(Step::Index(index));
                index += 1;
            }
            at = scan::space(self.bytes, self.value(at)?);
            self.path.pop();
            if scan::byte(self.bytes, at) == b',' {
                at = scan::space(self.bytes, at + 1);
            }
        }
        Some(at + 1)
    }

    /// The pointer to the value that the walk has come to.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match *step {
                Step::Index(index) => pointer.push_str(&index.to_string()),
                Step::Name(at) => {
                    let name = Reader::owning(self.text).name(at).map_or_else(|_| "".into(), |(name, _)| name);
                    push_escaped(&mut pointer, &name);
                }
            }
        }
        pointer
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
