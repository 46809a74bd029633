//! Text in the making: white space is folded, marks are opened and closed.

use crate::import::page::{Mark, MarkKind, Text};
use crate::import::write::is_hidden;

/// A [`Text`] in the making.
#[derive(Debug, Default)]
pub(crate) struct Words {
    plain: String,
    marks: Vec<Mark>,
    open: Vec<Open>,
    indent: usize,
    /// White space was seen that is not written yet: it may turn out to be at the end.
    space: bool,
}

#[derive(Debug)]
struct Open {
    kind: MarkKind,
    /// Where its first character stands, once there is one.
    start: Option<usize>,
    /// An item ends where an inner one begins.
    ended: bool,
}

impl Words {
    /// Text as it stands on the page.
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // A soft hyphen is made for line breaking, not for reading.
                '\u{ad}' => {}
                '\u{a0}' | '\u{2002}' | '\u{2003}' if self.plain.is_empty() => self.indent += 1,
                c if c.is_whitespace() => self.space = true,
                // Nor are these: zero-width spaces, what changes the direction of writing, a byte order mark.
                c if is_hidden(c) => {}
                c => self.character(c),
            }
        }
    }

    fn character(&mut self, c: char) {
        if self.space && !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push(' ');
        }
        self.space = false;
        let here = self.plain.len();
        // Those that wait for their first character are the last ones.
        for open in self.open.iter_mut().rev().take_while(|open| open.start.is_none()) {
            open.start = Some(here);
        }
        self.plain.push(c);
    }

    /// Lines whose breaks are kept.
    pub(crate) fn push_lines(&mut self, text: &str) {
        for (index, line) in text.trim_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.break_line();
            }
            self.push(line);
        }
    }

    /// Ends the line, if there is anything in it.
    pub(crate) fn break_line(&mut self) {
        self.space = false;
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Moves the text to the right.
    pub(crate) fn indent(&mut self, by: usize) {
        if self.plain.is_empty() {
            self.indent = self.indent.saturating_add(by);
        }
    }

    pub(crate) fn open(&mut self, kind: MarkKind) {
        self.open.push(Open { kind, start: None, ended: false });
    }

    /// Closes the mark that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            self.end(&open);
        }
    }

    fn end(&mut self, open: &Open) {
        let end = self.plain.trim_end().len();
        if let (Some(start), false) = (open.start, open.ended)
            && start < end
        {
            self.marks.push(Mark { kind: open.kind.clone(), range: start..end });
        }
    }

    /// Begins a list item, on a line of its own.
    pub(crate) fn open_item(&mut self, depth: usize) {
        self.break_line();
        if let Some(at) = self.open.iter().rposition(|open| matches!(open.kind, MarkKind::Item(_)) && !open.ended)
            && let Some(mut outer) = self.open.get_mut(at).map(|open| Open {
                kind: open.kind.clone(),
                start: open.start,
                ended: std::mem::replace(&mut open.ended, true),
            })
        {
            outer.ended = false;
            self.end(&outer);
        }
        self.open(MarkKind::Item(depth));
    }

    pub(crate) fn close_item(&mut self) {
        self.close();
        self.break_line();
    }

    /// A text that was made elsewhere.
    pub(crate) fn append(&mut self, text: &Text) {
        self.indent(text.indent);
        if let Some(c) = text.plain.chars().next() {
            self.character(c);
            let start = self.plain.len() - c.len_utf8();
            self.plain.push_str(text.plain.get(c.len_utf8()..).unwrap_or(""));
            let moved =
                |mark: &Mark| Mark { kind: mark.kind.clone(), range: mark.range.start + start..mark.range.end + start };
            self.marks.extend(text.marks.iter().map(moved));
        }
    }

    /// An empty text in which the same marks are open; but a link is one, and not told again.
    pub(crate) fn reopened(&self) -> Self {
        let kind = |kind: &MarkKind| match kind {
            MarkKind::Link(_) => MarkKind::Link(String::new()),
            kind => kind.clone(),
        };
        let open = self.open.iter().map(|open| Open { kind: kind(&open.kind), start: None, ended: false }).collect();
        Self { open, ..Self::default() }
    }

    pub(crate) fn open_marks(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    pub(crate) fn finish(mut self) -> Text {
        while !self.open.is_empty() {
            self.close();
        }
        self.plain.truncate(self.plain.trim_end().len());
        self.marks.sort_by_key(|mark| mark.range.start);
        Text { plain: self.plain, marks: self.marks, indent: self.indent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_marks_cover_words_only() {
        let mut words = Words::default();
        words.push("\u{a0}\u{a0} one\n  ");
        words.open(MarkKind::Strong);
        words.push(" two ");
        words.close();
        words.push("\t t\u{202e}hree\u{200b} ");
        let text = words.finish();
        assert_eq!(text.plain, "one two three");
        assert_eq!(text.indent, 2);
        assert_eq!(text.marked(&MarkKind::Strong).collect::<Vec<_>>(), ["two"]);
    }

    #[test]
    fn an_item_ends_where_an_inner_one_begins() {
        let mut words = Words::default();
        words.push("One of:");
        words.open_item(0);
        words.push("a");
        words.open_item(1);
        words.push("b");
        words.close_item();
        words.close_item();
        words.open_item(0);
        words.push("c");
        let text = words.finish();
        assert_eq!(text.plain, "One of:\na\nb\nc");
        assert_eq!(text.items().collect::<Vec<_>>(), [(0, "a"), (1, "b"), (0, "c")]);
    }
}
