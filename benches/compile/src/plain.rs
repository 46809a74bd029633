//! As structs with serde's derives, without any rules.

use std::fmt::Write as _;

use crate::pages::{Field, Page, Rule};

pub fn source(pages: &[Page]) -> String {
    let mut text = "use serde::{Deserialize, Serialize};\n".to_owned();
    for page in pages {
        for enumeration in &page.enumerations {
            let _ = writeln!(text, "\n#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]");
            let _ = writeln!(text, "pub enum {} {{", enumeration.name);
            for value in &enumeration.values {
                let variant = format!("{}{}", value[..1].to_uppercase(), value[1..].to_lowercase());
                let _ = writeln!(text, "    #[serde(rename = \"{value}\")]\n    {variant},");
            }
            text.push_str("}\n");
        }
        for structure in &page.structs {
            let _ = writeln!(text, "\n/// {}", structure.doc);
            let _ = writeln!(text, "#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]");
            let _ = writeln!(text, "pub struct {} {{", structure.name);
            for field in &structure.fields {
                let _ = writeln!(text, "    /// {}", field.doc);
                if !field.required {
                    text.push_str("    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n");
                }
                let _ = writeln!(text, "    pub {}: {},", field.name, member(page, field));
            }
            text.push_str("}\n");
        }
    }
    text
}

fn member(page: &Page, field: &Field) -> String {
    let value = match field.rule {
        Rule::Event | Rule::Text(..) | Rule::Pattern(..) | Rule::Format(..) => "String".to_owned(),
        Rule::Choice(index) => page.enumerations[index].name.clone(),
        Rule::Integer(..) | Rule::Seconds => "i64".to_owned(),
        Rule::Number => "f64".to_owned(),
        Rule::Boolean => "bool".to_owned(),
        Rule::Texts(_) => "Vec<String>".to_owned(),
        Rule::Free => "serde_json::Map<String, serde_json::Value>".to_owned(),
        Rule::Child(part) => page.structs[part].name.clone(),
        Rule::Children(part) => format!("Vec<{}>", page.structs[part].name),
    };
    if field.required && !field.nullable { value } else { format!("Option<{value}>") }
}
