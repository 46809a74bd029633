//! Changes to a text that leave everything else byte for byte.

/// Replacements of pieces of one text, none of which overlap.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

#[derive(Debug)]
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

impl Edits {
    pub(super) fn replace(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.0.push(Edit { start, end, text: text.into() });
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at, at, text);
    }

    pub(super) fn remove(&mut self, start: usize, end: usize) {
        self.replace(start, end, "");
    }

    /// The text with all changes. What was inserted at one place first stands first.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|edit| (edit.start, edit.end));
        let mut out = String::with_capacity(text.len() + 1024);
        let mut done = 0;
        let mut here: Vec<&str> = Vec::new();
        let mut before = None;
        for edit in &self.0 {
            if before != Some((edit.start, edit.end)) {
                here.clear();
            }
            before = Some((edit.start, edit.end));
            // The same change twice was asked for by two rows that share what it changes.
            if edit.start < done || here.contains(&edit.text.as_str()) {
                continue;
            }
            here.push(&edit.text);
            out.push_str(text.get(done..edit.start).unwrap_or_default());
            out.push_str(&edit.text);
            done = edit.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Edits;

    #[test]
    fn what_is_not_named_stays() {
        let mut edits = Edits::default();
        edits.insert(3, "+");
        edits.replace(3, 4, "D");
        edits.remove(0, 1);
        edits.insert(3, "-");
        assert_eq!(edits.apply("abcdef"), "bc+-Def");
    }
}
