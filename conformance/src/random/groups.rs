//! Rules over several members of one object.

use serde_json::{Map, Value as Json, json};

use super::objects::Maker;
use super::one;

/// Adds a rule over some of the rows of the object at `at`, and the entry that settles it.
pub(super) fn group(maker: &mut Maker<'_>, at: &str, rows: &Map<String, Json>) {
    // A member that must be there leaves others no choice.
    let mut members: Vec<&String> =
        rows.iter().filter(|(_, row)| row["required"] == false).map(|(wire, _)| wire).collect();
    maker.chance.shuffle(&mut members);
    members.truncate(usize::try_from(maker.chance.between(2, 4)).unwrap_or(2));
    if members.len() < 2 {
        return;
    }
    let number = maker.number();
    let keyword = one(maker.chance, &["exactlyOneOf", "atMostOneOf", "atLeastOneOf"]);
    let mut rule = json!({"doc": maker.options.names.doc(maker.chance)});
    if !at.is_empty() {
        rule["at"] = json!(at);
    }
    rule[keyword] = json!(members);
    let name = format!("rule-{number}");
    maker.rules.insert(name.clone(), rule);
    if maker.chance.percent(50) {
        maker.errata.push(json!({"id": format!("G{number}"), "rule": name, "effective": {"severity": "warning"},
            "because": "nothing forbids it", "evidence": "prose"}));
    } else {
        maker.notes.push(json!({"id": format!("G{number}"), "rule": name, "about": "rule",
            "because": "the text states it", "evidence": "prose"}));
    }
}
