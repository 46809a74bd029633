//! Planted differences in what a page has beside its rows, and in what a provider has.

#![allow(clippy::unnecessary_wraps, reason = "all mutations have one form, whether or not they always apply")]

use serde_json::{Value as Json, json};

use crate::mutations::Expected;
use crate::spec::Spec;

pub(crate) const MUTATIONS: usize = 46;

/// What a mutation is about: two about the same thing are not planted together.
pub(crate) fn concern(which: usize) -> usize {
    match which {
        5..=9 => 5,
        // The event may move to the member that has the type.
        10..=15 | 33..=35 => 10,
        16..=23 => 16,
        24..=26 => 24,
        27..=32 => 27,
        36..=43 => 36,
        _ => which,
    }
}

pub(crate) fn mutate(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    match which {
        0..=4 => facts(spec, which),
        5..=9 => headers(spec, which),
        10..=15 => events(spec, which),
        16..=23 => groups(spec, which),
        24..=26 => notes(spec, which),
        27..=32 => examples(spec, which),
        33..=35 => types(spec, which),
        36..=43 => provider(spec, which),
        44 => {
            spec.second = !spec.second;
            let planted = if spec.second { ("page-added", "risk", "minor") } else { ("page-removed", "safe", "major") };
            Some(vec![Expected { of: "acme/second".to_owned(), ..Expected::at("", planted) }])
        }
        _ => {
            spec.other = !spec.other;
            let planted =
                if spec.other { ("provider-added", "risk", "minor") } else { ("provider-removed", "safe", "major") };
            Some(vec![Expected { of: "zeta".to_owned(), ..Expected::at("", planted) }])
        }
    }
}

fn one(path: &str, rule: &'static str, wire: &'static str, api: &'static str) -> Option<Vec<Expected>> {
    Some(vec![Expected::at(path, (rule, wire, api))])
}

fn remove(of: &mut Json, key: &str) -> Option<Json> {
    of.as_object_mut()?.shift_remove(key)
}

fn facts(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    let page = &mut spec.page["page"];
    match which {
        0 => page["title"] = json!("Paid Webhook"),
        1 => drop(remove(page, "url")),
        2 => page["sha256"] = json!("0".repeat(64)),
        3 => {
            page["doc"] = json!("Tells something else.");
            return one("", "doc-changed", "none", "patch");
        }
        _ => {
            page["documentedBy"] = json!("example");
            return one("", "documented-by-changed", "none", "patch");
        }
    }
    one("", "page-facts-changed", "none", "patch")
}

fn headers(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    let headers = &mut spec.page["headers"];
    match which {
        5 => {
            headers["x-more"] = json!({"type": "string"});
            one("header:x-more", "header-added", "safe", "patch")
        }
        6 => {
            remove(headers, "x-key");
            one("header:x-key", "header-removed", "risk", "patch")
        }
        7 => {
            headers["x-key"]["maxLength"] = json!(9);
            one("header:x-key", "max-length-widened", "risk", "patch")
        }
        8 => {
            headers["x-key"]["required"] = json!(false);
            one("header:x-key", "now-optional", "risk", "patch")
        }
        _ => {
            headers["x-key"]["sensitive"] = json!(true);
            one("header:x-key", "sensitive-marked", "none", "patch")
        }
    }
}

fn events(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    if spec.page.get("event").is_none() {
        spec.page["event"] = json!({"at": "/kind"});
        return one("/kind", "event-added", "none", "minor");
    }
    match which {
        10 => {
            spec.page["event"]["names"]["a.made"] = json!("First");
            one("/kind", "event-label-changed", "none", "patch")
        }
        11 => {
            remove(&mut spec.page, "event");
            one("/kind", "event-removed", "none", "major")
        }
        12 => {
            spec.page["event"]["names"]["c.made"] = json!("C");
            spec.object(&[])["kind"]["enum"].as_array_mut()?.push(json!("c.made"));
            Some(vec![
                Expected::at("/kind", ("event-label-changed", "none", "patch")),
                Expected::at("/kind", ("event-name-added", "risk", "major")),
            ])
        }
        13 => {
            remove(&mut spec.page["event"]["names"], "b.made");
            spec.object(&[])["kind"]["enum"].as_array_mut()?.remove(1);
            Some(vec![
                Expected::at("/kind", ("event-label-changed", "none", "patch")),
                Expected::at("/kind", ("event-name-removed", "safe", "major")),
            ])
        }
        _ => {
            spec.page["event"] = json!({"at": "/flavour"});
            let label = Expected::at("/flavour", ("event-label-changed", "none", "patch"));
            Some(vec![label.clone(), label, Expected::at("/flavour", ("event-moved", "risk", "patch"))])
        }
    }
}

fn groups(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    let example = spec.example;
    let rules = &mut spec.page["rules"];
    let noted = |rule: &str, name: &str| Expected::at(&format!("rule:{name}"), (note(rule), "none", "patch"));
    if which == 16 {
        rules["most"] = json!({"atMostOneOf": ["two", "three"]});
        let added = Expected::at("rule:most", ("group-rule-added", "safe", "patch"));
        return Some(vec![added, noted("added", "most")]);
    }
    rules.get("pair")?;
    match which {
        17 => {
            remove(rules, "pair");
            let removed = Expected::at("rule:pair", ("group-rule-removed", "risk", "patch"));
            Some(vec![removed, noted("removed", "pair")])
        }
        18 if !example => {
            rules["pair"] = json!({"exactlyOneOf": ["one", "two"], "doc": "Not both."});
            one("rule:pair", "group-rule-changed", "safe", "patch")
        }
        19 => {
            rules["pair"]["atMostOneOf"] = json!(["one", "two", "three"]);
            one("rule:pair", "group-rule-changed", "safe", "patch")
        }
        20 => {
            rules["pair"]["atMostOneOf"] = json!(["one", "three"]);
            one("rule:pair", "group-rule-changed", "risk", "patch")
        }
        21 => {
            let pair = remove(rules, "pair")?;
            rules["couple"] = pair;
            let renamed = Expected::at("rule:couple", ("group-rule-renamed", "none", "patch"));
            Some(vec![renamed, noted("added", "couple"), noted("removed", "pair")])
        }
        22 => {
            rules["pair"]["doc"] = json!("One of them at most.");
            one("rule:pair", "doc-changed", "none", "patch")
        }
        23 => {
            let erratum = json!({"id": "S1", "rule": "pair", "effective": {"severity": "warning"},
                "because": "it is never enforced", "evidence": "prose"});
            match spec.page.get_mut("errata") {
                Some(errata) => errata.as_array_mut()?.push(erratum),
                None => spec.page["errata"] = json!([erratum]),
            }
            Some(vec![
                Expected::at("rule:pair", ("erratum-added", "none", "patch")),
                Expected::at("rule:pair", ("group-rule-severity-changed", "risk", "patch")),
            ])
        }
        _ => None,
    }
}

fn note(what: &str) -> &'static str {
    if what == "added" { "note-added" } else { "note-removed" }
}

fn notes(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    let notes = spec.page["notes"].as_array_mut()?;
    let first = notes.iter().position(|note| note["id"] == "N1")?;
    match which {
        24 => {
            notes.remove(first);
            one("", "note-removed", "none", "patch")
        }
        25 => {
            notes[first]["because"] = json!("it is very odd");
            one("", "note-changed", "none", "patch")
        }
        _ => {
            notes.push(json!({"id": "N2", "at": "/kind", "about": "description", "because": "it is odd too", "evidence": "prose"}));
            one("/kind", "note-added", "none", "patch")
        }
    }
}

fn examples(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    if !spec.example {
        return None;
    }
    let documented =
        |more: Expected| Some(vec![more, Expected::at("/fixed", ("documented-rule-changed", "none", "patch"))]);
    match which {
        27 => {
            spec.page["examples"]["shown"]["title"] = json!("Shown again");
            one("examples/shown", "example-changed", "none", "patch")
        }
        28 => {
            spec.page["examples"]["new"] = json!({"json": "{\"fixed\": \"1234567\"}"});
            one("examples/new", "example-added", "none", "patch")
        }
        29 => {
            remove(&mut spec.page["examples"], "more")?;
            one("examples/more", "example-removed", "none", "patch")
        }
        30 => {
            spec.page["errata"][0]["because"] = json!("the example has twelve characters");
            one("/fixed", "erratum-changed", "none", "patch")
        }
        31 => {
            spec.page["errata"].as_array_mut()?.retain(|erratum| erratum["id"] != "A1");
            spec.object(&[])["fixed"]["maxLength"] = json!(12);
            documented(Expected::at("/fixed", ("erratum-removed", "none", "patch")))
        }
        _ => {
            spec.object(&[])["fixed"]["maxLength"] = json!(9);
            one("/fixed", "documented-rule-changed", "none", "patch")
        }
    }
}

fn types(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    match which {
        33 => {
            spec.page["types"]["Flavour"]["doc"] = json!("What it tastes of.");
            one("/flavour", "doc-changed", "none", "patch")
        }
        34 => {
            spec.page["types"]["Flavour"]["enum"].as_array_mut()?.push(json!("bitter"));
            one("/flavour", "enum-value-added", "risk", "major")
        }
        _ => {
            let flavour = remove(&mut spec.page["types"], "Flavour")?;
            spec.page["types"]["Savour"] = flavour;
            spec.object(&[])["flavour"]["type"] = json!("Savour");
            one("/flavour", "type-renamed", "none", "major")
        }
    }
}

fn provider(spec: &mut Spec, which: usize) -> Option<Vec<Expected>> {
    let provider = &mut spec.provider;
    let planted = match which {
        36 => {
            provider["title"] = json!("Acme Payments");
            ("provider-facts-changed", "none", "patch")
        }
        37 => {
            provider["sources"]["more"] = json!({"title": "More"});
            ("provider-facts-changed", "none", "patch")
        }
        38 => {
            provider["authentication"][0]["header"] = json!("x-other");
            ("authentication-changed", "risk", "patch")
        }
        39 => {
            provider["authentication"][0]["doc"] = json!("The key.");
            ("doc-changed", "none", "patch")
        }
        40 => {
            provider["delivery"]["success"] = json!([204]);
            ("delivery-changed", "risk", "patch")
        }
        41 => {
            provider["delivery"]["retries"] = json!({"for": "7 days", "backoff": true});
            ("delivery-changed", "none", "patch")
        }
        42 => {
            // The field of the endpoint's struct has another name.
            provider["authentication"][0]["key"] = json!("other_key");
            ("authentication-changed", "risk", "major")
        }
        _ => {
            provider["delivery"]["doc"] = json!("Answer at once.");
            ("delivery-changed", "none", "patch")
        }
    };
    Some(vec![Expected { of: "acme".to_owned(), ..Expected::at("", planted) }])
}
