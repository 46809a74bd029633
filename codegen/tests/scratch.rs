#![allow(missing_docs)]
use fieldwright_codegen::{SourceFile, Sources, check, load};
#[test]
fn scratch() {
    let Ok(dir) = std::env::var("SCRATCH") else { return };
    let mut files = Vec::new();
    for provider in std::fs::read_dir(&dir).unwrap().filter_map(Result::ok).filter(|e| e.path().is_dir()) {
        for file in std::fs::read_dir(provider.path()).unwrap().filter_map(Result::ok) {
            let path = file.path();
            if path.extension().is_none_or(|e| e != "yaml") { continue }
            files.push(SourceFile {
                path: format!("schemas/{}/{}", provider.file_name().to_str().unwrap(), file.file_name().to_str().unwrap()),
                provider: provider.file_name().to_str().unwrap().into(),
                stem: path.file_stem().unwrap().to_str().unwrap().into(),
                text: std::fs::read_to_string(&path).unwrap(),
            });
        }
    }
    let sources = Sources::new(files);
    let start = std::time::Instant::now();
    let (raw, mut diagnostics) = load::load(&sources);
    let (model, more) = check::check(&sources, &raw);
    println!("time {:?}", start.elapsed());
    diagnostics.extend(more);
    for d in &diagnostics {
        println!("{}", d.one_line(&sources));
        for l in &d.labels {
            let p = sources.place(l.span);
            println!("      {}:{}:{} {:?} -- {}", p.file, p.line, p.column, sources.text(l.span).chars().take(50).collect::<String>(), l.text);
        }
    }
    if let Some(model) = model {
        for page in model.pages() {
            println!("{} rows {} paths {} contradictions {} types {:?}", page.payload, page.rows, page.example_paths(), page.contradictions(),
              page.types.iter().map(|t| model.type_def(*t).unwrap().name.ident.clone()).collect::<Vec<_>>());
        }
    }
}
