//! Objects in objects: forty of them with rows, and as many as a reader takes without.

use fieldwright_cli::conformance::case::Violation;

use super::set::Set;

/// How deep the schema's objects stand in each other.
const ROWS: usize = 40;

/// How deep any text may be nested.
const MOST: usize = 127;

pub(super) fn cases() -> Set {
    let mut types = String::new();
    // Innermost first, so that each type is known when the next asks for it.
    for level in (0..=ROWS).rev() {
        let inner =
            if level < ROWS { format!(", n: {{type: Level{}, required: false}}", level + 1) } else { String::new() };
        types += &format!("  Level{level}: {{fields: {{x: {{type: string, maxLength: 1, required: true}}{inner}}}}}\n");
    }
    let four = "{type: object, fields: {four: {type: integer, required: true}}}";
    let page = format!(
        "payload:\n  fields:\n    o: {{type: Level0}}\n    free: {{type: object}}\n    list: {{type: array}}\n    \
         any: {{type: any}}\n    one: {{type: object, fields: {{two: {{type: array, fields: {{three: {four}}}}}}}}}\n"
    );
    let mut set = Set::of_page("nesting", "Nesting", &page).sharing("Nesting", &types);
    for level in 0..=ROWS {
        of_rows(&mut set, level);
    }
    for around in ["free", "list", "any", "unknown"] {
        for depth in [1, 40, MOST - 2, MOST - 1, MOST, MOST + 1, 1_000] {
            of_depth(&mut set, around, depth);
        }
    }
    inside(&mut set);
    set
}

fn pointer(level: usize) -> String {
    format!("/o{}", "/n".repeat(level))
}

/// The objects down to the last level, the one at `level` being `inner`.
fn nested(level: usize, inner: &str) -> String {
    let mut text = inner.to_owned();
    for _ in 0..level {
        text = format!("{{\"x\":\"\",\"n\":{text}}}");
    }
    format!("{{\"o\":{text}}}")
}

fn of_rows(set: &mut Set, level: usize) {
    let at = pointer(level);
    set.add(&format!("rows/{level}/good"), nested(level, "{\"x\":\"1\"}"), Vec::new());
    set.add(
        &format!("rows/{level}/long"),
        nested(level, "{\"x\":\"12\"}"),
        vec![Violation::error(format!("{at}/x"), "maxLength")],
    );
    set.add(
        &format!("rows/{level}/missing"),
        nested(level, "{\"y\":\"1\"}"),
        vec![Violation::missing(at.clone(), "x")],
    );
    set.add(&format!("rows/{level}/null"), nested(level, "null"), vec![Violation::error(at, "type")]);
}

/// Arrays in each other in a member that has no rows; the payload's own object counts as a level.
fn of_depth(set: &mut Set, wire: &str, depth: usize) {
    let (open, close) = if wire == "free" { ("{\"d\":", "}") } else { ("[", "]") };
    let inner = if wire == "free" { "1" } else { "" };
    let payload = format!("{{\"{wire}\":{}{inner}{}}}", open.repeat(depth), close.repeat(depth));
    let name = format!("depth/{wire}/{}", depth + 1);
    if depth < MOST { set.add(&name, payload, Vec::new()) } else { set.add_broken(&name, payload) }
}

fn inside(set: &mut Set) {
    let four = |inner: &str| format!("{{\"one\":{{\"two\":[{{\"three\":{inner}}}]}}}}");
    set.add("inside/good", four("{\"four\":4}"), Vec::new());
    set.add("inside/wrong", four("{\"four\":\"4\"}"), vec![Violation::error("/one/two/0/three/four", "type")]);
    set.add("inside/missing", four("{}"), vec![Violation::missing("/one/two/0/three", "four")]);
    set.add("inside/three-null", four("null"), vec![Violation::error("/one/two/0/three", "type")]);
    set.add(
        "inside/two-object",
        "{\"one\":{\"two\":{\"three\":{\"four\":4}}}}",
        vec![Violation::error("/one/two", "type")],
    );
    set.add("inside/one-array", "{\"one\":[{\"two\":[]}]}", vec![Violation::error("/one", "type")]);
    set.add_broken("inside/unknown-broken", "{\"unknown\":{\"deep\":[{\"a\":tru}]}}");
    set.add_broken("inside/free-broken", "{\"free\":{\"deep\":[{\"a\":01}]}}");
    set.add_broken("inside/wrong-type-broken", "{\"one\":[{\"two\":[}]}");
}
