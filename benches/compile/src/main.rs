//! Writes the same payload types in several ways, as crates to be compiled or as schemas to be generated from.
//!
//! ```text
//! corpus crates DIR STRUCTS     one crate a way, and a crate each that uses five of the payloads
//! corpus schemas DIR PAGES      pages of about 4 KB for `fieldwright generate`
//! ```

mod crates;
mod json_schema;
mod pages;
mod plain;
#[cfg(feature = "typify")]
mod typified;
mod yaml;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

type Outcome = Result<(), Box<dyn Error>>;

/// Structs of a page whose types are compiled: five pages reach 50.
const STRUCTS: usize = 10;
/// Structs of a page of about 4 KB.
const SHORT: usize = 2;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["crates", folder, count] => number(count).and_then(|structs| {
            let pages = pages::pages(structs / STRUCTS, STRUCTS);
            crates::write(Path::new(folder), &pages)
        }),
        ["schemas", folder, count] => {
            number(count).and_then(|count| yaml::write(Path::new(folder), &pages::pages(count, SHORT)))
        }
        _ => Err("usage: corpus crates DIR STRUCTS | corpus schemas DIR PAGES".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

fn number(text: &str) -> Result<usize, Box<dyn Error>> {
    Ok(text.parse()?)
}

/// Writes a file and the folders that it stands in.
fn put(path: &Path, text: &str) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, text)?)
}
