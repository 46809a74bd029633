//! The schemas that payloads are held against.

use std::path::Path;
use std::sync::LazyLock;

use fieldwright::Shape;
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::{Model, SourceFile, Sources, compile, disk, tables};

/// Both names of each profile: the runtime's and the generator's.
pub(crate) const PROFILES: [(fieldwright::Profile, Profile); 2] =
    [(fieldwright::Profile::Documented, Profile::Documented), (fieldwright::Profile::Effective, Profile::Effective)];

/// A model with the tables of its pages, which live as long as the program and so are made once.
pub(crate) struct Loaded {
    pub(crate) model: Model,
    /// In the order of the model's pages.
    pub(crate) shapes: Vec<&'static Shape>,
}

/// The schema with every kind of rule, and those of the repository.
pub(crate) static LOADED: LazyLock<Vec<Loaded>> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    [here.join("schemas"), here.join("../schemas")]
        .iter()
        .map(|folder| {
            let sources = disk::read(folder).expect("the schemas can be read");
            let model = compile(&sources).model.expect("the schemas pass check");
            let shapes = model.pages().map(|page| tables::shape(&model, page)).collect();
            Loaded { model, shapes }
        })
        .collect()
});

/// What stands between a page and what its provider's pages share.
const PROVIDER: &str = "\n%provider\n";

/// A page's schema from an input, with its provider's file if the input has one.
pub(crate) fn sources(input: &str) -> Sources {
    let (page, provider) = match input.split_once(PROVIDER) {
        Some((page, provider)) => (page, Some(provider)),
        None => (input, None),
    };
    let file = |stem: &str, text: &str| SourceFile {
        path: format!("schemas/acme/{stem}.yaml"),
        provider: "acme".to_owned(),
        stem: stem.to_owned(),
        text: text.to_owned(),
    };
    let files = [("page", Some(page)), ("provider", provider)];
    Sources::new(files.into_iter().filter_map(|(stem, text)| Some(file(stem, text?))).collect())
}
