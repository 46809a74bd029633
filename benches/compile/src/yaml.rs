//! As our schemas.

use std::fmt::Write as _;
use std::path::Path;

use crate::pages::{Page, Rule};
use crate::{Outcome, put};

/// Pages of a provider.
const PAGES: usize = 50;

/// The module that a page's types are in.
pub fn provider(page: usize) -> String {
    format!("provider{}", page / PAGES)
}

/// Writes `schemas/`, a folder a provider.
pub fn write(folder: &Path, pages: &[Page]) -> Outcome {
    for (index, page) in pages.iter().enumerate() {
        let provider = provider(index);
        if index % PAGES == 0 {
            let text = format!("provider: {provider}\ntitle: Provider\nsite: https://example.com\n");
            write_in(folder, &provider, "provider", &text)?;
        }
        write_in(folder, &provider, &page.stem, &schema(&provider, page))?;
    }
    Ok(())
}

fn write_in(folder: &Path, provider: &str, stem: &str, text: &str) -> Outcome {
    put(&folder.join(provider).join(format!("{stem}.yaml")), text)
}

fn schema(provider: &str, page: &Page) -> String {
    let title = &page.structs[0].name;
    let mut text = format!(
        "provider: {provider}\npage:\n  title: {title}\n  url: https://example.com/{}\n  read: 2026-11-21\n  doc: {}\ntypes:\n",
        page.stem, page.structs[0].doc
    );
    for enumeration in &page.enumerations {
        let _ = writeln!(text, "  {}: {{enum: [{}]}}", enumeration.name, enumeration.values.join(", "));
    }
    let _ = writeln!(text, "event:\n  at: /event\n  names: {{{0}: {0}}}", page.event);
    let _ = writeln!(text, "payload:\n  typeName: {title}\n  fields:");
    rows(page, 0, 4, &mut text);
    let _ = writeln!(text, "errata:\n  - id: A1\n    at: /{}", first_text(page));
    text.push_str("    effective: {maxLength: 3000}\n    because: the prose says so\n    evidence: prose\n");
    text
}

/// The first row of the payload that has a greatest length.
fn first_text(page: &Page) -> &'static str {
    let mut fields = page.structs[0].fields.iter();
    fields.find(|field| matches!(field.rule, Rule::Text(..))).map_or("", |field| field.name)
}

fn rows(page: &Page, of: usize, indent: usize, text: &mut String) {
    for field in &page.structs[of].fields {
        let mut keys = match field.rule {
            Rule::Event => vec![format!("const: {}", page.event)],
            Rule::Text(min, max) => vec![format!("type: string, minLength: {min}, maxLength: {max}")],
            Rule::Pattern(pattern, max) => vec![format!("maxLength: {max}, pattern: '{pattern}'")],
            Rule::Format(name, _) => vec![format!("format: {name}")],
            Rule::Choice(index) => vec![format!("type: {}", page.enumerations[index].name)],
            Rule::Integer(min, max) => vec![format!("type: integer, minimum: {min}, maximum: {max}")],
            Rule::Seconds => vec!["format: unix-seconds".to_owned()],
            Rule::Number => vec!["type: number, minimum: 0".to_owned()],
            Rule::Boolean => vec!["type: boolean".to_owned()],
            Rule::Texts(max) => vec![format!("items: {{type: string}}, maxItems: {max}")],
            Rule::Free | Rule::Child(_) => vec!["type: object".to_owned()],
            Rule::Children(_) => vec!["type: array".to_owned()],
        };
        if !field.required {
            keys.push("required: false".to_owned());
        }
        if field.nullable {
            keys.push("nullable: true".to_owned());
        }
        keys.push(format!("doc: '{}'", field.doc));
        let pad = " ".repeat(indent);
        let (Rule::Child(part) | Rule::Children(part)) = field.rule else {
            let _ = writeln!(text, "{pad}{}: {{{}}}", field.name, keys.join(", "));
            continue;
        };
        let _ = writeln!(text, "{pad}{}:\n{pad}  typeName: {}", field.name, page.structs[part].name);
        for key in keys.join(", ").split(", ") {
            let _ = writeln!(text, "{pad}  {key}");
        }
        let _ = writeln!(text, "{pad}  fields:");
        rows(page, part, indent + 4, text);
    }
}
