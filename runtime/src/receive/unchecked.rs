//! A signature that nobody can check.

use std::borrow::Cow;
use std::fmt;

use crate::reader::{Next, Reader};
use crate::shape::Rule;
use crate::slot::Slot;
use crate::view::View;

/// A signature in a body, of which is not documented what it takes to check it. It was **not checked**, and says nothing
/// about where the body comes from.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct UncheckedSignature<'a>(pub Cow<'a, str>);

impl UncheckedSignature<'_> {
    /// The text, as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'a> Slot<'a> for UncheckedSignature<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        self.0.read(reader, at, rule)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Text(&self.0)
    }
}

impl fmt::Debug for UncheckedSignature<'_> {
    /// Not the text: whoever has it could send the body again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UncheckedSignature(<redacted>)")
    }
}
