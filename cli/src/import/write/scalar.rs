//! Scalars: plain where they are plain to a reader and to YAML alike, else in double quotes.

use std::borrow::Cow;

/// A value, also within `{}` and `[]`.
pub(crate) fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(serde_json::Value::from(text).to_string()) }
}

/// The key of a map.
pub(crate) fn key(text: &str) -> Cow<'_, str> {
    scalar(text)
}

fn is_plain(text: &str) -> bool {
    let first =
        text.chars().next().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '^' | '/' | '$' | '.'));
    let fits = |c: char| c.is_ascii_alphanumeric() || " _./^$()|+-\\@*?;=~<>%&!".contains(c);
    let null = matches!(text, "null" | "Null" | "NULL" | "..." | "---" | ".");
    // Two points of one character each are numbers of base 60 to old readers, and a colon is never needed without quotes.
    first && !null && text.chars().all(fits) && !text.ends_with(' ') && !text.contains("  ")
}

/// Text in one line, without what nobody sees, no longer than so many characters.
pub(crate) fn clean(text: &str, most: usize) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !is_hidden(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let joined = words.join(" ");
    if joined.chars().count() <= most { joined } else { joined.chars().take(most).chain(['…']).collect() }
}

/// Characters that a schema does not take.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A JSON document as it may stand behind `|`: the page's text, and where that is one long line, in lines. Characters
/// that a schema does not take are escaped as JSON escapes them.
pub(crate) fn document(json: &str) -> String {
    let json = json.trim();
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => text.push('\n'),
            '\r' => {}
            '\t' => text.push_str("  "),
            c if is_hidden(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    let long = text.lines().any(|line| line.len() > super::WIDTH);
    if long && text.lines().count() <= 3 { indented(&text) } else { dedented(&text) }
}

/// The first line is not indented, and the others keep their distance from the last one, which closes the document.
fn dedented(text: &str) -> String {
    let close = text.lines().last().map_or(0, |line| line.len() - line.trim_start().len());
    let cut = |line: &str| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        line.get(close.min(spaces)..).unwrap_or_default().trim_end().to_owned()
    };
    text.lines().map(cut).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// One member a line; every token stays as it is.
fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut characters = text.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(c) = characters.next() {
        if quoted {
            out.push(c);
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => {
                quoted = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                while characters.next_if(|c| c.is_whitespace()).is_some() {}
                if let Some(close) = characters.next_if(|c| matches!(c, '}' | ']')) {
                    out.push(close);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_quoted_where_they_have_to_be() {
        for plain in
            ["MerchantId", "partial match", "^(card_|other_)", "^[0-9]{10}$".trim_end_matches("{10}$"), "1.10", "no"]
        {
            let quoted = plain.contains('[');
            assert_eq!(scalar(plain).starts_with('"'), quoted, "{plain}");
        }
        for text in ["", "null", "a: b", "a, b", "#", "- a", "{x}", " a", "a ", "\"", "é", "*a", "&a", "!a"] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
    }

    #[test]
    fn long_lines_are_broken_and_no_token_changes() {
        let long =
            format!("{{\"a\":1.50,\"b\":[],\"c\":[{{\"d\":\"x,{{}}: \\\" y\"}}],\"e\":\"{}\"}}", "z".repeat(120));
        let text = document(&long);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            serde_json::from_str::<serde_json::Value>(&long).unwrap()
        );
        assert!(text.contains("\"a\": 1.50,\n"), "{text}");
        assert_eq!(document("{\n  \"a\": 1\n}"), "{\n  \"a\": 1\n}");
        assert_eq!(document("{\"a\": \"\u{2028}\"}"), "{\"a\": \"\\u2028\"}");
    }
}
