//! Names: one value with all its forms. `docs/schema-language.md`, "Names", is the documentation of these rules.

/// The name of a member in JSON and in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldName {
    /// As it stands in JSON.
    pub wire: String,
    /// The Rust field, never a raw identifier: `type_`, `n3d_required`.
    pub field: String,
}

/// The name of a generated type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeName {
    /// `BinDetails`.
    pub ident: String,
    /// `BIN_DETAILS`: its table.
    pub table: String,
    /// The module path inside the crate, as in `["rapyd", "payment_updated"]` or `["rapyd", "types"]` for shared ones.
    pub module: Vec<String>,
}
