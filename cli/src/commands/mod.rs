//! A file a command.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod fixtures;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod table;
pub(crate) mod validate;
