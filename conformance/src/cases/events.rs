//! Whole payloads of the workspace's own schemas: members in any order, what tells the event last, unknown values.

use fieldwright_cli::conformance::case::{Case, Profile, Verdict, Violation};
use serde_json::{Map, Value as Json};

use super::fixtures::own;
use super::set::Set;

/// A payload, and where the value stands that tells its event.
const EVENTS: [(&str, &str); 4] = [
    ("anddone/account-token", "EventCode"),
    ("anddone/token-link", "EventCode"),
    ("rapyd/customer-payment-method-created", "type"),
    ("rapyd/payment-updated", "type"),
];

pub(super) fn cases() -> Set {
    let mut set = Set::of_others("events");
    for (payload, event) in EVENTS {
        let Some(example) = own().page(payload).and_then(|page| page.examples.first()) else { continue };
        let Ok(Json::Object(example)) = serde_json::from_str::<Json>(&example.json) else { continue };
        of_payload(&mut set, payload, event, &example);
    }
    set
}

/// The example keeps the effective rules, as `check` sees to; so what a change breaks is all that is broken.
fn of_payload(set: &mut Set, payload: &str, event: &str, example: &Map<String, Json>) {
    let unlisted = |value: &str| Json::from(value);
    let at = |keyword: &str| vec![Violation::error(format!("/{event}"), keyword)];
    // A single value is a constant, several are an enumeration.
    let keyword = if payload.starts_with("rapyd") { "const" } else { "enum" };
    let mut with = |name: &str, members: Vec<(String, Json)>, found: Vec<Violation>| {
        let text = Json::Object(members.into_iter().collect()).to_string();
        let case = Case::new(format!("events/{payload}/{name}"), payload, Profile::Effective, text.as_bytes());
        set.cases.push(Case { expected: Verdict::of(found), ..case });
    };
    let members = || example.clone().into_iter().collect::<Vec<_>>();
    let set_event = |value: Json| {
        members()
            .into_iter()
            .map(|(name, old)| if name == event { (name, value.clone()) } else { (name, old) })
            .collect::<Vec<_>>()
    };
    let moved = |last: bool| {
        let (told, mut rest): (Vec<_>, Vec<_>) = members().into_iter().partition(|(name, _)| name == event);
        if last {
            rest.extend(told);
        } else {
            rest.splice(..0, told).for_each(drop);
        }
        rest
    };
    with("as-shown", members(), Vec::new());
    with("event-first", moved(false), Vec::new());
    with("event-last", moved(true), Vec::new());
    with("reversed", members().into_iter().rev().collect(), Vec::new());
    with("event-unknown", set_event(unlisted("Another")), at(keyword));
    with(
        "event-in-other-case",
        set_event(Json::from(example.get(event).and_then(Json::as_str).unwrap_or_default().to_lowercase() + "x")),
        at(keyword),
    );
    with("event-null", set_event(Json::Null), at("type"));
    with("event-number", set_event(Json::from(1)), at("type"));
    with("event-array", set_event(Json::from(vec![example.get(event).cloned()])), at("type"));
    let unknown = members()
        .into_iter()
        .enumerate()
        .flat_map(|(index, member)| [(format!("unknown_{index}"), Json::from(vec![index])), member]);
    with("unknown-members-everywhere", unknown.collect(), Vec::new());
    with("unknown-event-last", set_event(unlisted("Another")).into_iter().rev().collect(), at(keyword));
}
