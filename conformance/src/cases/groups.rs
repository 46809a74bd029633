//! Rules over several members: every way in which they can be there.

use fieldwright_cli::conformance::case::{Profile, Severity, Violation};

use super::set::Set;

const KEYWORDS: [&str; 3] = ["exactlyOneOf", "atMostOneOf", "atLeastOneOf"];

const MEMBERS: [&str; 4] = ["a", "b", "c", "d"];

pub(super) fn cases() -> Set {
    let (mut rows, mut rules, mut entries) = (String::new(), String::new(), String::new());
    for (keyword, word, count) in all() {
        for (place, at) in [("object", ""), ("items", "/*")] {
            let wire = format!("{word}-{count}-{place}");
            let kind = if place == "items" { "array" } else { "object" };
            let fields: Vec<String> =
                MEMBERS.iter().take(count).map(|name| format!("{name}: {{type: string, nullable: true}}")).collect();
            rows += &format!("    {wire}: {{type: {kind}, fields: {{{}}}}}\n", fields.join(", "));
            let members: Vec<&str> = MEMBERS.into_iter().take(count).collect();
            rules += &format!("  {wire}: {{at: \"/{wire}{at}\", {keyword}: [{}]}}\n", members.join(", "));
        }
        // In effect the rule of the object is a warning, that of the items an error as documented.
        let id = format!("{}{count}", word.replace('-', ""));
        entries += &format!(
            "  - {{id: E{id}, rule: {word}-{count}-object, effective: {{severity: warning}}, because: nothing forbids it, evidence: prose}}\n"
        );
    }
    let notes: String = all()
        .map(|(_, word, count)| {
            let id = format!("{}{count}", word.replace('-', ""));
            format!(
                "  - {{id: N{id}, rule: {word}-{count}-items, about: rule, because: it is said so, evidence: prose}}\n"
            )
        })
        .collect();
    let page = format!("payload:\n  fields:\n{rows}rules:\n{rules}errata:\n{entries}notes:\n{notes}");
    let mut set = Set::of_page("member-groups", "Groups", &page);
    for (keyword, word, count) in all() {
        for present in 0..1_u32 << count {
            of_object(&mut set, keyword, word, count, present);
            of_items(&mut set, keyword, word, count, present);
        }
    }
    set
}

fn all() -> impl Iterator<Item = (&'static str, &'static str, usize)> {
    let words = ["exactly-one", "at-most-one", "at-least-one"];
    KEYWORDS.into_iter().zip(words).flat_map(|(keyword, word)| (2..=4).map(move |count| (keyword, word, count)))
}

fn holds(keyword: &str, present: u32) -> bool {
    match keyword {
        "exactlyOneOf" => present.is_power_of_two(),
        "atMostOneOf" => present.count_ones() <= 1,
        _ => present.count_ones() >= 1,
    }
}

/// An object with the members whose bit is set; every second of them is null, which is there as well.
fn object(count: usize, present: u32) -> String {
    let members = MEMBERS.iter().enumerate().take(count).filter(|(index, _)| present & (1 << index) != 0);
    let member =
        |(index, name): (usize, &&str)| format!("\"{name}\":{}", if index % 2 == 0 { "\"x\"" } else { "null" });
    format!("{{{}}}", members.map(member).collect::<Vec<_>>().join(","))
}

fn of_object(set: &mut Set, keyword: &str, word: &str, count: usize, present: u32) {
    let wire = format!("{word}-{count}-object");
    for (profile, severity) in [(Profile::Documented, Severity::Error), (Profile::Effective, Severity::Warning)] {
        let broken = Violation { severity, ..Violation::error(format!("/{wire}"), keyword) };
        let found = if holds(keyword, present) { Vec::new() } else { vec![broken] };
        let payload = format!("{{\"{wire}\":{}}}", object(count, present));
        set.add_in(profile, &format!("{wire}/{present:0count$b}/{}", profile.word()), payload, found);
    }
}

/// Two items: one that has these members, and one that has the others.
fn of_items(set: &mut Set, keyword: &str, word: &str, count: usize, present: u32) {
    let wire = format!("{word}-{count}-items");
    let others = !present & ((1 << count) - 1);
    let found = [present, others].into_iter().enumerate().filter(|(_, present)| !holds(keyword, *present));
    let found = found.map(|(index, _)| Violation::error(format!("/{wire}/{index}"), keyword)).collect();
    let payload = format!("{{\"{wire}\":[{},{}]}}", object(count, present), object(count, others));
    set.add(&format!("{wire}/{present:0count$b}"), payload, found);
}
