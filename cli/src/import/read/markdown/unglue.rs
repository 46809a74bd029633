//! Markdown whose line breaks were lost: `… text. ## Heading - `item`: what it is - `other`: …`.

use std::borrow::Cow;

use crate::import::read::samples::{FEWEST_BETWEEN, Finder};

/// Shorter lines are as they were written.
const SHORT: usize = 80;

/// The lines of a text, each with its number; a glued one is taken apart.
pub(super) fn lines(text: &str) -> Vec<(usize, Cow<'_, str>)> {
    let mut out = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        let fence = line.trim_start().starts_with("```") && line.matches("```").count() == 1;
        fenced ^= fence;
        let parts = if fenced || fence || line.len() < SHORT { None } else { unglue(line) };
        match parts {
            Some(parts) => out.extend(parts.into_iter().map(|part| (index + 1, Cow::from(part)))),
            None => out.push((index + 1, Cow::from(line))),
        }
    }
    out
}

/// The lines that a glued line was.
fn unglue(line: &str) -> Option<Vec<String>> {
    let starts = headings(line);
    let glued = !starts.is_empty() || delimiter(line).is_some() || is_code_glued(line);
    if !glued {
        return None;
    }
    let mut out = Vec::new();
    let mut from = 0;
    for at in starts.into_iter().chain([line.len()]) {
        section(line.get(from..at).unwrap_or("").trim(), &mut out);
        from = at;
    }
    Some(out)
}

/// Where headings begin in the midst of a line: ` ## Word`.
fn headings(line: &str) -> Vec<usize> {
    let heading = |at: usize| {
        let rest = line.get(at + 1..)?;
        let words = rest.trim_start_matches('#');
        let level = rest.len() - words.len();
        let word = words.strip_prefix(' ')?.chars().next()?;
        ((2..=6).contains(&level) && (word.is_uppercase() || word == '`' || word.is_numeric())).then_some(at + 1)
    };
    let found: Vec<usize> = line.match_indices(" ##").filter_map(|(at, _)| heading(at)).collect();
    if line.starts_with('|') && delimiter(line).is_none() { Vec::new() } else { found }
}

/// A heading, if there is one, and what follows.
fn section(text: &str, out: &mut Vec<String>) {
    let body = if text.starts_with('#') {
        let end = heading_end(text);
        out.push(text.get(..end).unwrap_or(text).trim_end().to_owned());
        text.get(end..).unwrap_or("").trim_start()
    } else {
        text
    };
    out.push(String::new());
    for (index, part) in body.split("```").enumerate() {
        if index % 2 == 1 {
            let (language, code) = part.split_once(' ').unwrap_or(("", part));
            out.extend([format!("```{language}"), code.trim().to_owned(), "```".to_owned()]);
        } else {
            sampled(part.trim(), out);
        }
    }
    out.push(String::new());
}

/// Prose with samples in it.
fn sampled(text: &str, out: &mut Vec<String>) {
    let mut finder = Finder::new(text);
    let mut from = 0;
    for (at, _) in text.match_indices('{') {
        let is_object = |rest: &str| rest.trim_start_matches(['{', ' ']).starts_with('"');
        if at < from || !text.get(at..).is_some_and(is_object) {
            continue;
        }
        if let Some((end, sample)) = finder.sample(at).filter(|(_, sample)| sample.len() > FEWEST_BETWEEN) {
            prose(text.get(from..at).unwrap_or("").trim(), out);
            out.extend(["```json".to_owned(), sample, "```".to_owned()]);
            from = end;
        }
    }
    prose(text.get(from..).unwrap_or("").trim(), out);
}

/// Where a heading ends whose line goes on: before a list, code or a table, else where a sentence begins, which is the
/// last word with a capital before one without.
fn heading_end(text: &str) -> usize {
    const SMALL: [&str; 16] =
        ["of", "the", "and", "for", "a", "an", "to", "in", "with", "on", "or", "by", "from", "at", "as", "vs"];
    let marks = [" - ", " * ", " {", " ```", " | ", " **", " 1. "].iter().filter_map(|mark| text.find(mark)).min();
    let code = text.match_indices(" `").map(|(at, _)| at).find(|at| text.get(..*at).is_some_and(|t| t.contains([' '])));
    let code = code.filter(|at| text.get(..*at).is_some_and(|before| !before.trim_matches(['#', ' ']).is_empty()));
    let text = text.get(..marks.into_iter().chain(code).min().unwrap_or(text.len())).unwrap_or(text);
    let mut capital = None;
    let mut sentence = None;
    for (words, word) in text.trim_start_matches('#').split_whitespace().enumerate() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let starts_low = word.starts_with(char::is_lowercase);
        if starts_low && !SMALL.contains(&word) && words > 0 {
            sentence = capital.filter(|(_, before)| *before > 0).map(|(at, _)| at);
            if sentence.is_some() {
                break;
            }
        } else if word.starts_with(char::is_uppercase) {
            capital = Some((at, words));
        }
    }
    sentence.unwrap_or(text.len())
}

/// Sentences, a list or a table.
fn prose(text: &str, out: &mut Vec<String>) {
    if text.is_empty() {
        return;
    }
    if let Some((before, columns, after)) = delimiter(text) {
        return table(before, columns, after, out);
    }
    let starts = items(text);
    let Some(first) = starts.first() else {
        out.push(text.to_owned());
        return;
    };
    let lead = text.get(..*first).unwrap_or("").trim();
    if !lead.is_empty() {
        out.extend([lead.to_owned(), String::new()]);
    }
    let item = |(from, to): (&usize, &usize)| text.get(*from..*to).unwrap_or("").trim().to_owned();
    let ends = starts.iter().skip(1).chain(std::iter::once(&text.len())).copied().collect::<Vec<_>>();
    let coded = |item: &str| item.trim_start_matches(['-', ' ', '*']).starts_with('`');
    let mut outer = None;
    for item in starts.iter().zip(&ends).map(item) {
        // Where the items are names, one that is none says more of the name before it.
        let named = coded(&item);
        let inner = *outer.get_or_insert(named) && !named;
        out.push(format!("{}{item}", if inner { "  " } else { "" }));
    }
}

/// Where the items of a list begin: at each dash before something that an item begins with, if the first is a name or
/// the text begins with it.
fn items(text: &str) -> Vec<usize> {
    let begins = |at: &usize| {
        let rest = text.get(at + 2..).unwrap_or("");
        rest.starts_with(['`', '*', '[']) || rest.starts_with(char::is_uppercase)
    };
    let at_start = text.starts_with("- ").then_some(0);
    let dashes = text.match_indices(" - ").map(|(at, _)| at + 1);
    let starts: Vec<usize> = at_start.into_iter().chain(dashes).filter(begins).collect();
    let is_list = |at: &usize| *at == 0 || text.get(at + 2..).is_some_and(|rest| rest.starts_with(['`', '*']));
    if starts.first().is_some_and(is_list) { starts } else { Vec::new() }
}

/// A line of dashes in the midst of a line: what is before it, its columns and what is after it.
fn delimiter(text: &str) -> Option<(&str, usize, &str)> {
    let at = text
        .find("|---")
        .or_else(|| text.find("| ---"))
        .or_else(|| text.find("|:--"))
        .or_else(|| text.find("| :--"))?;
    let inner = |c: char| "|-: ".contains(c);
    let (before, rest) = text.split_at_checked(at)?;
    let after = rest.trim_start_matches(inner);
    let run = rest.get(..rest.len() - after.len())?;
    let columns = run.split('|').filter(|part| part.contains("---") || part.contains(":-")).count();
    let before = before.trim_end_matches(['|', ' ']);
    (before.contains('|') && after.contains('|') && columns > 1).then_some((before, columns, after))
}

/// A table on one line, as lines.
fn table(before: &str, columns: usize, after: &str, out: &mut Vec<String>) {
    let mut header: Vec<&str> = before.rsplitn(columns + 1, '|').collect();
    let lead = if header.len() > columns { header.pop().unwrap_or("").trim() } else { "" };
    header.reverse();
    out.extend([
        lead.to_owned(),
        String::new(),
        format!("|{}|", header.join("|")),
        format!("|{}", "---|".repeat(columns)),
    ]);
    let mut cells = after.split('|').peekable();
    while cells.peek().is_some() {
        let row: Vec<&str> = cells.by_ref().take(columns).collect();
        if row.len() < columns {
            // What stands after the table.
            out.extend([String::new(), row.join("|").trim().to_owned()]);
        } else {
            out.push(format!("|{}|", row.join("|")));
            cells.next_if(|cell| cell.trim().is_empty());
        }
    }
    out.push(String::new());
}

/// Whether a fence begins and ends in the midst of a line.
fn is_code_glued(line: &str) -> bool {
    let fences = line.matches("```").count();
    fences > 1 && fences.is_multiple_of(2) && !line.contains('|') && line.contains(" ```")
}
