//! Rust names for what a schema has several of: types that would be called the same get the names of what they stand in.

use std::collections::{HashMap, HashSet};

use super::transcription::{Enumeration, Row, Transcription};

/// Types that generated code or Rust has already; the check knows them all, these are those that pages have.
const TAKEN: &[&str] = &[
    "result", "option", "event", "field", "unknown", "string", "report", "format", "range", "number", "group", "object",
];

/// Names every type of a page. `root` is what the body's own type comes from.
pub(crate) fn name_types(page: &mut Transcription, root: &str) {
    page.type_name = pascal(root);
    let mut taken: HashSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
    taken.insert(lower(root));
    page.enumerations = shared(page, &mut taken);
    for object in &mut page.objects {
        // Of a heading in another script, what is written in this one is a name.
        let words = object.name.split(|c: char| c.is_whitespace() || (!c.is_ascii() && !c.is_alphabetic()));
        let words: Vec<_> = words.filter(|word| word.is_ascii()).collect();
        let name = pascal(&words.join(" "));
        object.name = free(&[if name.len() < 2 { "Object".to_owned() } else { name }], &mut taken);
    }
    let shared: Vec<Vec<String>> = page.enumerations.iter().map(|shared| shared.values.clone()).collect();
    let mut rows = std::mem::take(&mut page.rows);
    name_rows(&mut rows, &mut Vec::new(), &shared, &mut taken);
    page.rows = rows;
    for object in &mut page.objects {
        name_rows(&mut object.rows, &mut vec![object.name.clone()], &shared, &mut taken);
    }
}

fn name_rows(rows: &mut [Row], above: &mut Vec<String>, shared: &[Vec<String>], taken: &mut HashSet<String>) {
    for row in rows {
        above.push(row.name.clone());
        if row.holds_type() && (row.facts.values.is_empty() || !shared.contains(&row.facts.values)) {
            let own = if is_foreign(&row.name) { String::new() } else { pascal(&row.name) };
            if own.is_empty() || !taken.insert(lower(&own)) {
                row.type_name = Some(free(&longer(above), taken));
            }
        }
        name_rows(&mut row.children, above, shared, taken);
        above.pop();
    }
}

/// The name of a row behind that of the row above it, behind that of the one above both, and so on.
fn longer(path: &[String]) -> Vec<String> {
    let start = path.len().saturating_sub(2);
    (0..=start)
        .rev()
        .map(|from| path.get(from..).unwrap_or_default().iter().map(|name| pascal(name)).collect())
        .collect()
}

/// The first name that nothing has, else the last with a number.
fn free(names: &[String], taken: &mut HashSet<String>) -> String {
    let usable = |name: &&String| name.len() > 1 && name.len() <= 80;
    if let Some(name) = names.iter().filter(usable).find(|name| !taken.contains(&lower(name))) {
        taken.insert(lower(name));
        return name.clone();
    }
    let stem = names.iter().rfind(usable).cloned().unwrap_or_else(|| "Row".to_owned());
    let mut number = 2;
    while !taken.insert(lower(&format!("{stem}{number}"))) {
        number += 1;
    }
    format!("{stem}{number}")
}

/// Enumerations that stand in more than one row, each with the name of the first.
fn shared(page: &Transcription, taken: &mut HashSet<String>) -> Vec<Enumeration> {
    let rows = page.walk();
    let mut uses: HashMap<&[String], usize> = HashMap::new();
    let body = || rows.iter().filter(|(path, row)| !path.starts_with("header:") && !row.facts.values.is_empty());
    for (_, row) in body() {
        *uses.entry(&row.facts.values).or_default() += 1;
    }
    let mut shared: Vec<Enumeration> = Vec::new();
    let mut known: HashSet<&[String]> = HashSet::new();
    for (path, row) in body() {
        let values = row.facts.values.as_slice();
        if uses.get(values).is_some_and(|uses| *uses > 1) && known.insert(values) {
            let path: Vec<String> = path.split(['/', ':']).map(str::to_owned).collect();
            let mut names = vec![pascal(&row.name)];
            names.extend(longer(&path));
            shared.push(Enumeration { name: free(&names, taken), values: values.to_vec() });
        }
    }
    shared
}

/// Gives a row Rust names of its own, where the check has refused those that it would get. No other row has its number.
/// False: it has them already.
pub(crate) fn rename(row: &mut Row, number: usize) -> bool {
    let type_name = format!("{}Row{number}", pascal(&row.name));
    if row.holds_type() && row.type_name.as_ref().is_none_or(|name| *name != type_name) {
        row.type_name = Some(type_name);
        return true;
    }
    let ascii = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let words: String = if is_foreign(&row.name) { String::new() } else { row.name.chars().map(ascii).collect() };
    let words: Vec<_> = words.split('_').filter(|word| !word.is_empty()).collect();
    let stem = match words.join("_") {
        stem if stem.is_empty() => "field".to_owned(),
        stem if stem.starts_with(|c: char| c.is_ascii_digit()) => format!("n{stem}"),
        stem => stem,
    };
    let field_name = format!("{stem}_{number}");
    let changed = row.field_name.as_ref() != Some(&field_name);
    row.field_name = Some(field_name);
    changed
}

/// Whether there are letters or digits that no Rust name can have.
fn is_foreign(name: &str) -> bool {
    name.chars().any(|c| !c.is_ascii() && c.is_alphanumeric())
}

/// Letters and digits alone decide whether two names are one.
fn lower(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// ASCII words as a type's name.
pub(crate) fn pascal(text: &str) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in text.chars().take(100) {
        if c.is_ascii_alphanumeric() {
            out.push(if start { c.to_ascii_uppercase() } else { c });
        }
        start = !c.is_ascii_alphanumeric();
    }
    let digit = out.starts_with(|c: char| c.is_ascii_digit());
    if digit { format!("N{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::transcription::Facts;
    use fieldwright_codegen::model::Kind;

    #[test]
    fn types_that_would_be_called_the_same_get_longer_names() {
        let leaf = || Row { facts: Facts::of(Kind::String), ..Row::named("id") };
        let object = |name: &str, children: Vec<Row>| Row { children, ..Row::named(name) };
        let rows = vec![
            object("a", vec![object("address", vec![leaf()])]),
            object("b", vec![object("address", vec![leaf()]), object("Address", vec![leaf()])]),
        ];
        let mut page = Transcription { rows, ..Transcription::default() };
        name_types(&mut page, "page");
        let names: Vec<_> = page.walk().into_iter().filter_map(|(_, row)| row.type_name.clone()).collect();
        assert_eq!(names, ["BAddress", "BAddress2"]);
    }
}
