//! As typify makes them from JSON Schema.

use std::error::Error;

use typify::{TypeSpace, TypeSpaceSettings};

use crate::json_schema;
use crate::pages::Page;

pub fn source(pages: &[Page], rules: bool) -> Result<String, Box<dyn Error>> {
    let schema: schemars::schema::RootSchema = serde_json::from_value(json_schema::schema(pages, rules))?;
    let mut types = TypeSpace::new(TypeSpaceSettings::default().with_derive("PartialEq".to_owned()));
    types.add_root_schema(schema)?;
    Ok(prettyplease::unparse(&syn::parse2(types.to_stream())?))
}
