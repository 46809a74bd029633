//! The field table for people.
//!
//! ```text
//! PATH                 TYPE            PRESENCE  RULES                              ERRATA
//! /EventDateTime       string          required  36 characters → 19..36 characters  A1
//! /EventBody           array → object  required                                     A2
//! ```
//!
//! Where the profiles differ, the documented rule stands before the arrow and the effective one behind it.

use std::fmt::Write;

use fieldwright_codegen::model::{Decimal, Entry, Group, GroupKeyword, LengthUnit, Model, Page, Rule};

use crate::args::Profile;
use crate::output::{FAINT, STRONG, paint, visible};
use crate::table::Row;

/// Values of an enumeration that take more characters than this are counted, not listed.
const LISTED: usize = 60;

const TITLES: [&str; 5] = ["PATH", "TYPE", "PRESENCE", "RULES", "ERRATA"];

/// The whole answer: title, table, rules over several members, errata and notes.
pub(crate) fn page(model: &Model, page: &Page, rows: &[Row], profile: Option<Profile>, styled: bool) -> String {
    let mut text = format!("{}: {}\n", paint(styled, STRONG, &page.payload), visible(&page.title));
    let _ = writeln!(text, "{}", paint(styled, FAINT, origin(page)));
    let _ = writeln!(text, "\n{}", grid(&cells(rows, profile), styled));
    for group in groups(model, page) {
        let _ = writeln!(text, "{group}");
    }
    for (title, erratum) in [("Errata", true), ("Notes", false)] {
        let entries = || page.entries.iter().filter(|entry| entry.erratum == erratum);
        if entries().next().is_some() {
            let _ = writeln!(text, "{}", paint(styled, STRONG, title));
            text.extend(entries().map(entry));
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// `schemas/anddone/account-token.yaml, read 2026-11-21, https://…`.
fn origin(page: &Page) -> String {
    let read = page.read.iter().map(|read| format!("read {}", visible(read)));
    let url = page.url.iter().map(|url| visible(url).into_owned());
    std::iter::once(page.file.clone()).chain(read).chain(url).collect::<Vec<_>>().join(", ")
}

fn cells(rows: &[Row], profile: Option<Profile>) -> Vec<[String; 5]> {
    let cells = |row: &Row| {
        let (before, after) = match profile {
            Some(profile) => (row.rule(profile), row.rule(profile)),
            None => (&row.value.documented, &row.value.effective),
        };
        [
            if row.header { format!("{} (header)", visible(&row.path)) } else { visible(&row.path).into_owned() },
            change(&kind(before), &kind(after)),
            change(presence(before), presence(after)),
            rules(before, after),
            row.errata().collect::<Vec<_>>().join(" "),
        ]
    };
    rows.iter().map(cells).collect()
}

/// The cells under their titles, in columns; nothing hangs over the last one.
fn grid(cells: &[[String; 5]], styled: bool) -> String {
    let mut widths = TITLES.map(str::len);
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    let titles = aligned(&TITLES.map(str::to_owned), widths);
    let _ = writeln!(text, "{}", paint(styled, STRONG, titles));
    for row in cells {
        let _ = writeln!(text, "{}", aligned(row, widths));
    }
    text
}

fn aligned(row: &[String; 5], widths: [usize; 5]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

fn change(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} → {after}") }
}

fn kind(rule: &Rule) -> String {
    let null = if rule.nullable { " or null" } else { "" };
    format!("{}{null}", rule.kind.word())
}

fn presence(rule: &Rule) -> &'static str {
    if rule.required { "required" } else { "optional" }
}

/// The rules beside type and presence, each with its change.
fn rules(before: &Rule, after: &Rule) -> String {
    let changes = parts(before).into_iter().zip(parts(after)).filter_map(|parts| match parts {
        (None, None) => None,
        (Some(before), Some(after)) => Some(change(&before, &after)),
        (Some(before), None) => Some(format!("{before} → none")),
        (None, Some(after)) => Some(format!("none → {after}")),
    });
    changes.collect::<Vec<_>>().join(", ")
}

/// Every kind of rule has its place, so that those of two profiles can be told apart one by one.
fn parts(rule: &Rule) -> [Option<String>; 7] {
    let unit = match rule.length_unit {
        LengthUnit::Characters => "characters",
        LengthUnit::Bytes => "bytes",
        LengthUnit::Utf16 => "UTF-16 units",
    };
    let exact = |bound: &Option<Decimal>| bound.as_ref().map(|Decimal(digits)| digits.clone());
    let number = |bound: Option<u64>| bound.map(|bound| bound.to_string());
    [
        bounds(number(rule.min_length), number(rule.max_length)).map(|bounds| format!("{bounds} {unit}")),
        rule.values.as_deref().map(|values| choice(values, rule.constant)),
        rule.pattern.as_ref().map(|pattern| visible(&pattern.source).into_owned()),
        rule.format.map(|format| format.word().to_owned()),
        rule.allow_empty.then(|| "may be \"\"".to_owned()),
        bounds(exact(&rule.minimum), exact(&rule.maximum)),
        bounds(number(rule.min_items), number(rule.max_items)).map(|bounds| format!("{bounds} items")),
    ]
}

/// `8`, `1..36`, `1..` and `..36`.
fn bounds(least: Option<String>, most: Option<String>) -> Option<String> {
    match (least, most) {
        (None, None) => None,
        (Some(least), Some(most)) if least == most => Some(least),
        (least, most) => Some(format!("{}..{}", least.unwrap_or_default(), most.unwrap_or_default())),
    }
}

fn choice(values: &[String], constant: bool) -> String {
    let list = values.iter().map(|value| visible(value).into_owned()).collect::<Vec<_>>().join(" | ");
    match values {
        [value] if constant => format!("= {}", visible(value)),
        _ if list.chars().count() > LISTED => format!("one of {} values", values.len()),
        _ => list,
    }
}

/// The rules over several members, a sentence each.
pub(crate) fn groups(model: &Model, page: &Page) -> Vec<String> {
    let mut sentences = Vec::new();
    for id in &page.types {
        let Some(object) = model.object(*id) else { continue };
        let owner = model.type_def(*id).filter(|_| *id != page.root).map(|def| &def.name.ident);
        for group in &object.groups {
            let member = |index: &usize| object.fields.get(*index).map(|field| visible(&field.name.wire));
            let members = group.members.iter().filter_map(member).collect::<Vec<_>>().join(", ");
            let of = owner.map(|owner| format!(" of {owner}")).unwrap_or_default();
            sentences.push(format!("{} {members}{of} ({})\n", keyword(group.keyword), severity(group)));
        }
    }
    sentences
}

fn keyword(keyword: GroupKeyword) -> &'static str {
    match keyword {
        GroupKeyword::ExactlyOneOf => "Exactly one of",
        GroupKeyword::AtMostOneOf => "At most one of",
        GroupKeyword::AtLeastOneOf => "At least one of",
    }
}

fn severity(group: &Group) -> String {
    let word = |severity: fieldwright_codegen::model::Severity| format!("{severity:?}").to_lowercase();
    change(&word(group.documented), &word(group.effective))
}

/// `  A1  /EventDateTime: the example has 19 characters`.
fn entry(entry: &Entry) -> String {
    let at = if entry.at.is_empty() { String::new() } else { format!("{}: ", visible(&entry.at)) };
    format!("  {:<3} {at}{}\n", visible(&entry.id), visible(&entry.because))
}
