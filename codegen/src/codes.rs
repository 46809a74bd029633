//! The codes of diagnostics. Stable: a code keeps its meaning for ever, and one that goes out of use is not given again.

/// Placeholder, to be replaced by an enumeration.
pub type Code = &'static str;
