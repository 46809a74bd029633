//! The schemas that are part of the program, for whoever has none of their own at hand.
//!
//! They are copies, in `catalogue/` of this package, of the workspace's `schemas/`: a package may only hold what lies in
//! its own folder. The test `catalogue` fails where they differ, and `BLESS=1 cargo test -p fieldwright-cli --test
//! catalogue` copies them anew and rewrites the list in `files.rs`.

mod files;

use fieldwright_codegen::{SourceFile, Sources};

/// The catalogue as if it had been read from a folder `schemas`.
pub(crate) fn sources() -> Sources {
    let file = |&(provider, stem, text): &(&str, &str, &str)| SourceFile {
        path: format!("schemas/{provider}/{stem}.yaml"),
        provider: provider.to_owned(),
        stem: stem.to_owned(),
        text: text.to_owned(),
    };
    Sources::new(files::FILES.iter().map(file).collect())
}
