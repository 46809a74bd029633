//! The names that an object has had, so that a second member of the same name is found.

use std::borrow::Cow;
use std::collections::HashSet;

/// A set of names. A few are kept in place, where comparing them all is quickest; more go into a hash set, so that
/// hostile objects of many members cost what they are long.
#[derive(Debug)]
pub(crate) struct Names<'t> {
    few: [&'t str; Names::FEW],
    len: usize,
    many: Option<HashSet<Cow<'t, str>>>,
}

impl<'t> Names<'t> {
    const FEW: usize = 8;

    pub(crate) fn new() -> Self {
        Self { few: [""; Self::FEW], len: 0, many: None }
    }

    /// Adds a name; false if it was there.
    pub(crate) fn add(&mut self, name: Cow<'t, str>) -> bool {
        if let Some(many) = &mut self.many {
            return many.insert(name);
        }
        if self.few.iter().take(self.len).any(|&known| known == name) {
            return false;
        }
        match (name, self.few.get_mut(self.len)) {
            (Cow::Borrowed(name), Some(place)) => {
                *place = name;
                self.len += 1;
            }
            (name, _) => {
                let mut many: HashSet<_> = self.few.iter().take(self.len).map(|&name| Cow::Borrowed(name)).collect();
                many.insert(name);
                self.many = Some(many);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use std::borrow::Cow;

    #[test]
    fn the_second_of_a_name_is_found_among_few_and_among_many() {
        let texts: Vec<String> = (0..100).map(|i| format!("name{i}")).collect();
        let mut names = Names::new();
        for text in &texts {
            assert!(names.add(Cow::Borrowed(text)));
            assert!(!names.add(Cow::Owned(text.clone())));
        }
    }
}
