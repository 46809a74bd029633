//! What a fixture says of itself. Its kind, its label and its last edit tell what must be found in it, so that the verdict of
//! such a case does not come from a judge.

use fieldwright_cli::conformance::case::Violation;
use fieldwright_codegen::fixtures::{Edit, Fixture, FixtureKind};
use fieldwright_codegen::judge::Profile;
use fieldwright_codegen::model::{Content, Kind, LengthUnit, Model, Object, Page, Rule, Value};
use serde_json::Value as Json;

/// What the examples of pages that contradict themselves break of their own tables, read off the pages by hand: the page,
/// and each rule with its place.
const CONTRADICTED: [(&str, &[(&str, &str)]); 2] = [
    (
        "anddone/account-token",
        &[
            ("minLength", "/EventDateTime"),
            ("type", "/EventBody"),
            ("minLength", "/EventBody/NotificationType"),
            ("minLength", "/EventBody/NotificationDate"),
            ("minLength", "/EventBody/TimeZone"),
            ("minLength", "/AdditionalFields"),
            ("type", "/Signature"),
        ],
    ),
    (
        "anddone/token-link",
        &[
            ("enum", "/EventCode"),
            ("minLength", "/EventDateTime"),
            ("type", "/EventBody"),
            ("type", "/EventBody/MerchantReference"),
            ("minLength", "/EventBody/ExpireOn"),
            ("enum", "/EventBody/NotificationType"),
            ("minLength", "/EventBody/NotificationType"),
            ("minLength", "/EventBody/NotificationDate"),
            ("minLength", "/EventBody/ReasonCode"),
            ("minLength", "/EventBody/TimeZone"),
            ("minLength", "/AdditionalFields"),
            ("type", "/Signature"),
        ],
    ),
];

/// What must be found by the rules of a profile, if the fixture says it.
pub(super) fn stated(model: &Model, page: &Page, fixture: &Fixture, profile: Profile) -> Option<Vec<Violation>> {
    match (fixture.kind, profile) {
        // `check` refuses a page whose example breaks the effective rules.
        (FixtureKind::Example, Profile::Effective) => Some(Vec::new()),
        (FixtureKind::Example, Profile::Documented) => of_example(page),
        (FixtureKind::Minimal | FixtureKind::Maximal, _) => (label(fixture) == profile.word()).then(Vec::new),
        // A rule over several members is not about one place.
        (FixtureKind::Boundary, _) if fixture.name.contains("/rule:") => None,
        (FixtureKind::Invalid | FixtureKind::Boundary, Profile::Effective) => changed(model, page, fixture, profile),
        (FixtureKind::Invalid | FixtureKind::Boundary, Profile::Documented) => {
            let of_example = of_example(page).filter(|_| fixture.edits.len() == 1)?;
            fixture.base.as_ref().filter(|base| base.starts_with("example/"))?;
            let (at, _) = edit(fixture)?;
            let elsewhere = of_example.into_iter().filter(|violation| !is_within(&violation.instance_location, at));
            Some(elsewhere.chain(changed(model, page, fixture, profile)?).collect())
        }
        (FixtureKind::Random, _) => None,
    }
}

/// What the documented rules find in the page's example.
fn of_example(page: &Page) -> Option<Vec<Violation>> {
    let (_, broken) = CONTRADICTED.iter().find(|(payload, _)| *payload == page.payload)?;
    Some(broken.iter().map(|(keyword, at)| Violation::error(*at, *keyword)).collect())
}

/// What the fixture's name ends with: the change, in a word.
fn label(fixture: &Fixture) -> &str {
    fixture.name.rsplit('/').next().unwrap_or_default()
}

/// Where the fixture differs from its base, and what stands there. Edits before the last only make room for it.
fn edit(fixture: &Fixture) -> Option<(&str, Option<&Json>)> {
    match fixture.edits.last()? {
        Edit::Set { pointer, value } => Some((pointer, Some(value))),
        Edit::Remove { pointer } => Some((pointer, None)),
    }
}

fn is_within(pointer: &str, at: &str) -> bool {
    pointer.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What is found at the place that the fixture is about.
fn changed(model: &Model, page: &Page, fixture: &Fixture, profile: Profile) -> Option<Vec<Violation>> {
    let (at, value) = edit(fixture)?;
    let label = label(fixture);
    if at.is_empty() || matches!(label, "unknown-member" | "members" | "no-members" | "true" | "false") {
        return Some(label.starts_with("type-").then(|| Violation::error(at, "type")).into_iter().collect());
    }
    let (object, row) = row_at(model, page, at)?;
    // What an array should be and what an object is not the same for both profiles.
    if row.documented.kind != row.effective.kind && label != "missing" {
        return None;
    }
    let rule = profile.rule(row);
    let Some(value) = value else {
        // Members that are missing are counted by rules over several of them.
        let (parent, member) = at.rsplit_once('/').filter(|_| object.groups.is_empty())?;
        return Some(rule.required.then(|| Violation::missing(parent, unescaped(member))).into_iter().collect());
    };
    let keywords = match (label, value) {
        ("null", _) if rule.nullable || rule.kind == Kind::Any => Vec::new(),
        ("null", _) => vec!["type"],
        _ if label.starts_with("type-") => vec!["type"],
        (_, Json::String(text)) if rule.pattern.is_none() && rule.format.is_none() => of_text(rule, text)?,
        // What breaks a pattern or a format was chosen so that it breaks nothing else.
        _ if fixture.kind == FixtureKind::Invalid => vec![of_label(label)?],
        (_, Json::Array(items)) if label.starts_with("items-") => {
            beyond(items.len(), [(rule.min_items, "minItems"), (rule.max_items, "maxItems")])
        }
        _ => return None,
    };
    Some(keywords.into_iter().map(|keyword| Violation::error(at, keyword)).collect())
}

/// The keyword that a label begins with.
fn of_label(label: &str) -> Option<&'static str> {
    let keyword = label.split('-').next()?;
    ["pattern", "format"].into_iter().find(|known| *known == keyword)
}

/// What is wrong with a text whose row has a list of values and a length and no other rule.
fn of_text(rule: &Rule, text: &str) -> Option<Vec<&'static str>> {
    if rule.kind != Kind::String || rule.length_unit != LengthUnit::Characters {
        return None;
    }
    if text.is_empty() && rule.allow_empty {
        return Some(Vec::new());
    }
    let unlisted = rule.values.as_ref().is_some_and(|values| !values.iter().any(|value| value == text));
    let mut keywords = beyond(text.chars().count(), [(rule.min_length, "minLength"), (rule.max_length, "maxLength")]);
    keywords.extend(unlisted.then_some(if rule.constant { "const" } else { "enum" }));
    Some(keywords)
}

/// The bound that a count is beyond.
fn beyond(count: usize, [least, most]: [(Option<u64>, &'static str); 2]) -> Vec<&'static str> {
    let count = count as u64;
    let below = least.0.is_some_and(|least| count < least).then_some(least.1);
    let above = most.0.is_some_and(|most| count > most).then_some(most.1);
    below.into_iter().chain(above).collect()
}

/// What the model knows of a place of a payload, and of the object that it stands in.
fn row_at<'m>(model: &'m Model, page: &Page, pointer: &str) -> Option<(&'m Object, &'m Value)> {
    let mut object = model.object(page.root)?;
    let mut found: Option<&Value> = None;
    for token in pointer.split('/').skip(1) {
        let value = match found.map(|value| &value.content) {
            Some(Content::Items(items)) => items,
            Some(Content::Leaf | Content::Enumeration(_)) => return None,
            Some(Content::Object(id)) => {
                object = model.object(*id)?;
                member(object, token)?
            }
            None => member(object, token)?,
        };
        found = Some(value);
    }
    Some((object, found?))
}

fn member<'m>(object: &'m Object, token: &str) -> Option<&'m Value> {
    let name = unescaped(token);
    object.fields.iter().find(|field| field.name.wire == name).map(|field| &field.value)
}

/// A token of RFC 6901 as the name that it stands for.
fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use fieldwright_codegen::fixtures::{Options, fixtures};
    use fieldwright_codegen::judge::Profile;

    use super::super::fixtures::own;
    use super::stated;

    #[test]
    fn most_fixtures_say_what_must_be_found() {
        let said = |profile: Profile, pages: &str| {
            let mut counts = (0, 0);
            for page in own().pages().filter(|page| page.payload.starts_with(pages)) {
                for fixture in fixtures(own(), page, &Options::default()) {
                    counts.0 += usize::from(stated(own(), page, &fixture, profile).is_some());
                    counts.1 += 1;
                }
            }
            println!("{pages} {}: {} of {}", profile.word(), counts.0, counts.1);
            counts
        };
        for (profile, pages) in [(Profile::Effective, ""), (Profile::Documented, "anddone/")] {
            let (said, all) = said(profile, pages);
            assert!(all > 0 && said * 10 >= all * 8, "{said} of {all}: the labels are others now");
        }
    }
}
