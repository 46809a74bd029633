//! Rules over several members that a sentence states: `one of 3 optional ids (a, b or c)`.

use super::facts::Finder;
use super::nest::Node;
use super::page::{BlockKind, Page, Text};
use super::transcription::Group;

/// The rules in a page's sentences whose members are rows of the body.
pub(crate) fn find(page: &Page, rows: &[Node]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for block in &page.blocks {
        let BlockKind::Paragraph(text) = &block.kind else { continue };
        if let Some((keyword, members)) = rule(text, rows) {
            let known = groups.iter().any(|group| group.members == members);
            if !known {
                let name = if groups.is_empty() { "one-of".to_owned() } else { format!("one-of-{}", groups.len() + 1) };
                let review = "a sentence of the page says it, and leaves open whether two may be there".to_owned();
                groups.push(Group { name, at: String::new(), keyword, members, reviews: vec![review] });
            }
        }
    }
    groups
}

/// The members that stand behind such words, in the same sentence.
fn rule(text: &Text, rows: &[Node]) -> Option<(&'static str, Vec<String>)> {
    static EXACTLY: Finder = Finder::new(
        r"(?i)\b(?:exactly |only )?one of (?:the |these |\d+ |two |three |four )*(?:following |optional |mutually exclusive )*(?:ids?|fields?|parameters?|members?|properties|keys?|identifiers?|attributes?)\b|\beither of\b",
    );
    static MOST: Finder = Finder::new(r"(?i)\b(?:at most one of|mutually exclusive|no more than one of)\b");
    static LEAST: Finder = Finder::new(r"(?i)\bat least one of\b");
    let (keyword, from) = [("atLeastOneOf", &LEAST), ("atMostOneOf", &MOST), ("exactlyOneOf", &EXACTLY)]
        .into_iter()
        .find_map(|(keyword, finder)| Some((keyword, finder.end(&text.plain)?)))?;
    let rest = text.plain.get(from..)?;
    let end = rest.find(". ").unwrap_or(rest.len());
    let mut members: Vec<String> = Vec::new();
    for word in rest.get(..end)?.split(|c: char| c.is_whitespace() || "(),;:`".contains(c)) {
        let row = rows.iter().find(|node| node.name() == word);
        if row.is_some() && !members.iter().any(|member| member == word) {
            members.push(word.to_owned());
        }
    }
    (members.len() > 1).then_some((keyword, members))
}
