#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]
use fieldwright_codegen::{SourceFile, Sources, compile, emit, emit::emit_single, disk::Tree};

const WORDS: &str = "Self self super crate gen type async await dyn abstract become box do final macro override priv try typeof unsized virtual yield union raw safe static auto default macro_rules \
 Option Vec String Box Some None Ok Err Result Copy Clone Debug Default PartialEq Eq Ord PartialOrd Hash Send Sync Sized Drop Fn FnMut FnOnce Iterator IntoIterator Extend From Into TryFrom TryInto AsRef AsMut ToOwned ToString DoubleEndedIterator ExactSizeIterator FromIterator Future Unpin \
 Choice Choices Class DecodeErrors Decoded Field Fixtures Format Group Groups LengthUnit Maybe Next Number Pattern Place Profile Range Raw Reader Record Redacted Report Rule Severity Shape Slot Step UnknownEvent Writer discriminator is_one_of \
 Serialize Serializer Deserialize Deserializer Cow fmt Fixture FixtureKind Keyword Measure SyntaxError Violation Event Events File Payload Unknown A N3 \
 fieldwright std core alloc serde_core types fixtures mod lib schema provider main bin build test tests src examples benches \
 str u8 i64 bool usize u16 u32 u64 f64 char PAYLOAD FILE EVENTS FIXTURES decode decode_owned validate to_json into_owned shape field member index reader at rule writer value debug f body event payload name error de D S a \
 as_str set_known set_unknown choices read write from clone eq partial_cmp copy deserialize serialize vec println format panic assert include_str concat env derive cfg allow doc";

fn file(p: &str, s: &str, text: String) -> SourceFile {
    SourceFile { path: format!("schemas/{p}/{s}.yaml"), provider: p.into(), stem: s.into(), text }
}
fn ok(f: Vec<SourceFile>) -> bool {
    let s = Sources::new(f);
    let c = compile(&s);
    if c.model.is_none() {
        println!("{}", c.diagnostics.iter().map(|d| d.one_line(&s).to_string()).collect::<Vec<_>>().join("\n   "));
    }
    c.model.is_some()
}
#[test]
fn words() {
    let out = std::env::var("OUT").unwrap();
    let mut files = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut n = 0;
    for w in WORDS.split_whitespace().filter(|w| seen.insert(w.to_lowercase().replace('_', ""))) {
        n += 1;
        let head = |p: &str| format!("provider: {p}\npage: {{title: T}}\n");
        let mut try_one = |p: &str, s: &str, text: String| {
            let f = file(p, s, text);
            if ok(vec![f.clone()]) { files.push(f) }
        };
        let lower = w.to_lowercase().replace('_', "-");
        let pascal = { let mut c = w.chars(); c.next().unwrap().to_uppercase().collect::<String>() + &c.as_str().replace('_', "") };
        try_one(&format!("field{n}"), "p", head(&format!("field{n}")) + &format!("payload: {{fields: {{{w}: {{type: string}}, n: {{type: integer, sensitive: true}}}}}}\n"));
        try_one(&format!("object{n}"), "p", head(&format!("object{n}")) + &format!("payload: {{fields: {{{w}: {{typeName: {pascal}, fields: {{x: {{type: any}}}}}}, y: {{enum: [a]}}, z: {{type: string, pattern: '^[a-z]{{2}}'}}}}}}\n"));
        try_one(&format!("values{n}"), "p", head(&format!("values{n}")) + &format!("payload: {{fields: {{{w}: {{typeName: {pascal}, enum: [a, {w}], sensitive: true}}, o: {{type: number, required: false, nullable: true, minimum: 1}}}}}}\n"));
        try_one(&format!("root{n}"), "p", head(&format!("root{n}")) + &format!("event: {{at: /t}}\npayload: {{typeName: {pascal}, fields: {{t: {{const: b}}}}}}\n"));
        try_one(&format!("stem{n}"), &lower, head(&format!("stem{n}")) + "event: {at: /t}\npayload: {typeName: Root, fields: {t: {const: b}}}\n");
        try_one(&lower, "p", head(&lower) + "event: {at: /t}\npayload: {typeName: Root, fields: {t: {const: b}}}\n");
        let shared = vec![file(&format!("shared{n}"), "provider", format!("provider: shared{n}\ntitle: T\ntypes: {{{w}: {{fields: {{x: {{type: integer, minimum: 0}}}}}}, {pascal}Two: {{enum: [a, b]}}}}\n")),
          file(&format!("shared{n}"), "p", head(&format!("shared{n}")) + &format!("payload: {{fields: {{a: {{type: {w}}}, b: {{type: {pascal}Two, maxLength: 3}}}}}}\n"))];
        if ok(shared.clone()) { files.extend(shared); }
    }
    let sources = Sources::new(files);
    let c = compile(&sources);
    let Some(model) = c.model else { panic!("{:?}", c.diagnostics.iter().map(|d| d.one_line(&sources).to_string()).collect::<Vec<_>>()) };
    Tree::new(&out).plan(&emit(&model)).unwrap().apply().unwrap();
    std::fs::create_dir_all(format!("{out}/single/src")).unwrap();
    std::fs::write(format!("{out}/single/src/single.rs"), emit_single(&model)).unwrap();
    std::fs::write(format!("{out}/single/src/lib.rs"), "//! x\ninclude!(\"single.rs\");\n").unwrap();
    let toml = |name: &str, extra: &str| format!("[package]\nname='{name}'\nversion='0.0.0'\nedition='2024'\n[dependencies]\nfieldwright={{path='/work/main/runtime',features=['fixtures','serde']}}\n[features]\ndefault=['derives','serde','fixtures']\nderives=[]\nserde=[]\nfixtures=[]\n[lints.rust]\nwarnings='deny'\n{extra}\n");
    std::fs::write(format!("{out}/Cargo.toml"), toml("emitted", "[workspace]\nmembers=['.','single']")).unwrap();
    std::fs::write(format!("{out}/single/Cargo.toml"), toml("single", "")).unwrap();
}
