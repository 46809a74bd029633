//! Types of a schema that has every kind of rule.

fn main() -> Result<(), fieldwright_codegen::BuildError> {
    fieldwright_codegen::Config::new("schemas").file("webhooks.rs").build()
}
