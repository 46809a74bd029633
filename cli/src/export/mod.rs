//! Field tables in other people's formats.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod openapi;
mod sheet;
