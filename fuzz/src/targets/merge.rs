//! A page that has changed, into a schema that a person has worked on.

use std::fmt::Write as _;

use fieldwright_cli::fuzzing::{self, Accept, Kind, Merged};

/// What stands between the old page and the new one, with the side that conflicts are settled for behind it.
const CHANGED: &str = "\n%%%%";

/// Merging is idempotent, and loses no comment but those of rows that the page no longer has.
pub fn merge(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some((old, (side, new))) = text.split_once(CHANGED).and_then(|(old, rest)| Some((old, rest.split_once('\n')?)))
    else {
        return;
    };
    // One side an input: three would take three times as long, and what differs between them is a word away.
    let accept = match side {
        "page" => Some(Accept::Page),
        "mine" => Some(Accept::Mine),
        _ => None,
    };
    let Some((schema, true)) = fuzzing::import(old.as_bytes(), Some(Kind::Markdown)) else { return };
    let before = annotated(&schema);
    let Some(merged) = fuzzing::merge(&before, new.as_bytes(), Some(Kind::Markdown), accept) else { return };
    if let Some(comment) = lost(&before, &merged.text).first() {
        panic!("{comment:?} is lost by {accept:?}\n--- before\n{before}\n--- after\n{}", merged.text);
    }
    if !merged.changed {
        assert_eq!(merged.text, before, "nothing has changed, and yet something was written");
    }
    if merged.changed && !merged.open && merged.passes {
        is_settled(&merged, new, accept);
    }
}

/// Merging the same page into what it was merged into changes nothing.
fn is_settled(merged: &Merged, page: &str, accept: Option<Accept>) {
    // The same bytes would be known by their hash: a blank line at the end makes them others that say the same.
    let again = fuzzing::merge(&merged.text, format!("{page}\n\n").as_bytes(), Some(Kind::Markdown), accept);
    let again = again.unwrap_or_else(|| panic!("what was merged cannot be merged into\n{}", merged.text));
    assert!(
        !again.changed && again.text == merged.text,
        "merged by {accept:?} once:\n{}\n--- and again:\n{}",
        merged.text,
        again.text
    );
}

/// The schema with a comment before and behind everything, and at every row a word of a person and a comment of the same
/// number, above it or behind it.
fn annotated(schema: &str) -> String {
    let mut out = "# at the top\n".to_owned();
    let payload = schema.find("\npayload:").map_or(0, |at| at + 1);
    let end =
        schema.get(payload..).and_then(|rest| rest.find("\nexamples:")).map_or(schema.len(), |at| payload + at + 1);
    out += &schema[..payload];
    for (number, line) in schema[payload..end].split_inclusive('\n').enumerate() {
        let text = line.trim_end();
        let indent = " ".repeat(text.len() - text.trim_start().len());
        if text.contains(": {") && text.ends_with('}') && text.contains("row: ") {
            let row = text.replacen(": {", &format!(": {{doc: Word {number}., "), 1);
            if number % 2 == 0 {
                let _ = writeln!(out, "{row} # behind {number}.");
            } else {
                let _ = writeln!(out, "{indent}# above {number}.\n{row}");
            }
        } else if indent.len() >= 4
            && text.ends_with(':')
            && text.trim() != "fields:"
            && !is_list(&schema[payload..end], number)
        {
            let _ = writeln!(out, "{indent}# above {number}.\n{text}\n{indent}  doc: Word {number}.");
        } else {
            out += line;
        }
    }
    out + &schema[end..] + "# at the bottom\n"
}

/// Whether what follows a line is a list, as the values of an enumeration are, and no row.
fn is_list(text: &str, number: usize) -> bool {
    text.lines().nth(number + 1).is_none_or(|next| next.trim_start().starts_with('-'))
}

/// The comments that are no longer there although what they stand at is: a row that the page no longer has takes along what
/// is said of it.
fn lost<'t>(before: &'t str, after: &str) -> Vec<&'t str> {
    let comments = before.lines().filter_map(|line| {
        let at = line.find("# at the ").or(line.find("# above ")).or(line.find("# behind "))?;
        line.get(at..)
    });
    let is_lost = |comment: &&str| {
        let word = comment.strip_prefix("# above ").or(comment.strip_prefix("# behind "));
        !after.contains(*comment) && word.is_none_or(|number| after.contains(&format!("Word {number}")))
    };
    comments.filter(is_lost).collect()
}
