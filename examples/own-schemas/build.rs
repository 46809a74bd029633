fn main() -> Result<(), fieldwright_codegen::BuildError> {
    fieldwright_codegen::Config::new("schemas").file("webhooks.rs").build()
}
