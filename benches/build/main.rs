//! Makes what the benchmarks compare out of the schemas: payloads, JSON Schemas, and the types of the peers.
//!
//! It happens here and not in the benchmarks so that the generator and what it enables in other crates, such as maps
//! that keep their order, stay out of the binary that is measured.

mod broken;
mod check;
mod names;
mod pages;
mod payloads;
mod peers;
mod rules;
mod schema;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fieldwright_codegen::{Model, compile, disk};

#[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
fn main() -> Result<(), Box<dyn Error>> {
    let schemas = Path::new("../schemas");
    println!("cargo::rerun-if-changed={}", schemas.display());
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let model = compile(&disk::read(schemas)?).model.ok_or("the schemas have errors: run `fieldwright check`")?;
    write(&model, &out)
}

/// Writes the files of every page, and one file with all types.
fn write(model: &Model, out: &Path) -> Result<(), Box<dyn Error>> {
    for page in model.pages() {
        let stem = names::module(page);
        for (set, lines) in payloads::sets(model, page)? {
            fs::write(out.join(format!("{stem}.{set}.txt")), lines)?;
        }
        fs::write(out.join(format!("{stem}.schema.json")), schema::exported(model, page))?;
    }
    fs::write(out.join("pages.rs"), prettyplease::unparse(&syn::parse2(pages::modules(model)?)?))?;
    Ok(())
}
