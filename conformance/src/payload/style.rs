//! How a value is written: what one may write otherwise and mean the same.

use fieldwright_codegen::fixtures::SplitMix64;
use serde_json::Value as Json;

use super::tree::Tree;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without a space or an escape more than it needs.
    Plain,
    /// With white space and escapes here and there, in names as well.
    Random,
}

impl Style {
    pub(super) fn write(self, tree: &Tree, chance: &mut SplitMix64, out: &mut String) {
        self.space(chance, out);
        match tree {
            Tree::Null => out.push_str("null"),
            Tree::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Tree::Number(digits) => out.push_str(digits),
            Tree::Text(text) => self.string(text, chance, out),
            Tree::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    self.write(item, chance, out);
                }
                out.push(']');
            }
            Tree::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    self.space(chance, out);
                    self.string(name, chance, out);
                    self.space(chance, out);
                    out.push(':');
                    self.write(value, chance, out);
                }
                out.push('}');
            }
        }
        self.space(chance, out);
    }

    fn space(self, chance: &mut SplitMix64, out: &mut String) {
        if self == Self::Random && chance.percent(15) {
            out.push_str(chance.pick(&[" ", "\n", "\t", "\r\n", "                  "]).copied().unwrap_or_default());
        }
    }

    fn string(self, text: &str, chance: &mut SplitMix64, out: &mut String) {
        if self == Self::Plain || chance.percent(60) {
            out.push_str(&Json::from(text).to_string());
            return;
        }
        out.push('"');
        for character in text.chars() {
            if chance.percent(30) {
                escape(character, chance, out);
            } else {
                let quoted = Json::from(character.to_string()).to_string();
                out.push_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
            }
        }
        out.push('"');
    }
}

/// `\u0061`, in either case, as a pair of surrogates where it takes one; or a short escape.
fn escape(character: char, chance: &mut SplitMix64, out: &mut String) {
    let short = match character {
        '/' => Some("\\/"),
        '"' => Some("\\\""),
        '\\' => Some("\\\\"),
        '\n' => Some("\\n"),
        '\t' => Some("\\t"),
        _ => None,
    };
    match short {
        Some(short) if chance.percent(50) => out.push_str(short),
        _ => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let upper = chance.percent(50);
                out.push_str(&if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") });
            }
        }
    }
}
