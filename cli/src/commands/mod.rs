//! A file a command.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod conformance;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod fixtures;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod receive;
pub(crate) mod send;
pub(crate) mod sign;
pub(crate) mod table;
pub(crate) mod validate;
pub(crate) mod verify;
