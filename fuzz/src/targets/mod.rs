//! One file a concept, one function a target.

mod code;
mod import;
mod json;
mod merge;
mod numbers;
mod schema;
mod signatures;
mod verdicts;

pub use code::{compiles, model_code, passes_check};
pub use import::{import_any, import_html, import_markdown, import_text};
pub use json::{edit, json_reader, typed};
pub use merge::merge;
pub use schema::yaml_model;
pub use signatures::signatures;
pub use verdicts::verdicts;
