//! Arrays, objects, and rules over several members.

use fieldwright::{Field, Group, Groups, Place, Rule, Severity, Shape};

use crate::{found, holds};

#[test]
fn arrays() {
    static ITEM: Rule = Rule::text(1, 2).at(2, 1);
    static NUMBERS: Rule = Rule::integer().nullable().at(2, 1);
    static LISTS: Rule = Rule::array(&NUMBERS).length(0, 1).at(2, 1);
    holds(
        Rule::array(&ITEM).length(1, 2),
        &[
            ("[]", "minItems"),
            ("[ ]", "minItems"),
            ("[\"a\"]", ""),
            ("[ \"a\" , \"b\" ]", ""),
            ("[\"a\",\"b\",\"c\"]", "maxItems"),
            ("[\"\"]", "minLength"),
            ("[\"abc\",1]", "maxLength type"),
            ("{}", "type"),
            ("\"a\"", "type"),
            ("null", "type"),
            ("[\"a\",]", "not JSON"),
            ("[,\"a\"]", "not JSON"),
            ("[\"a\" \"b\"]", "not JSON"),
            ("[", "not JSON"),
            ("[\"a\"", "not JSON"),
            ("[\"a\"}", "not JSON"),
            ("]", "not JSON"),
        ],
    );
    holds(
        Rule::array(&LISTS),
        &[("[]", ""), ("[[]]", ""), ("[[1],[null]]", ""), ("[[1,2],[\"x\"]]", "maxItems type"), ("[1]", "type")],
    );
    holds(Rule::free_array().length(0, 2), &[("[]", ""), ("[1,{}]", ""), ("[1,2,3]", "maxItems"), ("{}", "type")]);
    holds(Rule::free_object(), &[("{}", ""), ("{\"a\":[]}", ""), ("[]", "type"), ("\"{}\"", "type"), ("null", "type")]);
}

static INNER: Shape = Shape::new(
    "Inner",
    "schemas/x/one.yaml",
    &[
        Field::new("a", Rule::text(1, 1).at(3, 1)),
        Field::new("b", Rule::integer().optional().at(4, 1)),
        Field::new("c", Rule::integer().optional().at(5, 1)),
    ],
)
.groups(&[group(Groups::ExactlyOneOf, &[1, 2])]);

const fn group(keyword: Groups, members: &'static [u16]) -> Group {
    Group {
        keyword,
        members,
        effective: Severity::Error,
        documented: Severity::Error,
        place: Place { line: 9, column: 1 },
    }
}

#[test]
fn objects_and_what_is_documented_as_an_array_of_them() {
    static ITEMS: Rule = Rule::object(&INNER).at(2, 1);
    let cases = [
        ("{\"a\":\"x\",\"b\":1}", ""),
        ("{\"c\":1,\"a\":\"x\"}", ""),
        ("{\"a\":\"x\"}", "exactlyOneOf"),
        ("{\"a\":\"x\",\"b\":1,\"c\":2}", "exactlyOneOf"),
        ("{\"b\":1}", "required a"),
        ("{}", "required a exactlyOneOf"),
        ("{\"a\":\"\",\"b\":\"\"}", "minLength type"),
        ("{\"a\":\"x\",\"b\":1,\"z\":{}}", ""),
        ("{\"a\":\"x\",\"b\":1,\"b\":1}", "not JSON"),
        ("{\"b\":1,\"a\":\"x\",\"b\":1}", "not JSON"),
        ("{\"z\":0,\"a\":\"x\",\"b\":1,\"z\":1}", "not JSON"),
        ("{\"a\":\"x\" \"b\":1}", "not JSON"),
        ("{\"a\" \"x\"}", "not JSON"),
        ("{\"a\":\"x\",}", "not JSON"),
        ("{a:1}", "not JSON"),
        ("{\"a\":\"x\",\"b\":1]", "not JSON"),
        ("[]", "type"),
        ("1", "type"),
    ];
    holds(Rule::object(&INNER), &cases);
    let listed: Vec<_> = cases.map(|(value, expected)| (format!("[{value}]"), expected)).into_iter().collect();
    for (value, expected) in &listed {
        holds(Rule::array(&ITEMS), &[(value, expected)]);
    }
    holds(
        Rule::array_or_object(&ITEMS),
        &[
            ("{\"a\":\"x\",\"b\":1}", "type"),
            ("{\"a\":\"\",\"b\":1}", "type minLength"),
            ("[{\"a\":\"x\",\"b\":1}]", ""),
            ("[]", ""),
            ("1", "type"),
        ],
    );
}

#[test]
fn rules_over_several_members() {
    for (keyword, word, kept) in [
        (Groups::ExactlyOneOf, "exactlyOneOf", [false, true, false, false]),
        (Groups::AtMostOneOf, "atMostOneOf", [true, true, false, false]),
        (Groups::AtLeastOneOf, "atLeastOneOf", [false, true, true, true]),
    ] {
        let fields = Box::leak(Box::new(["a", "b", "c"].map(|name| Field::new(name, Rule::any().optional().at(1, 1)))));
        let groups = Box::leak(Box::new([group(keyword, &[0, 1, 2])]));
        let shape = Box::leak(Box::new(Shape::new("Grouped", "schemas/x/one.yaml", fields).groups(groups)));
        for (present, kept) in ["{}", "{\"b\":null}", "{\"c\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"c\":3}"].iter().zip(kept)
        {
            assert_eq!(found(present, shape), if kept { "" } else { word }, "{present}");
        }
    }
}

#[test]
fn many_rows_in_any_order() {
    const COUNT: usize = 400;
    let names: Vec<&'static str> = (0..COUNT).map(|n| &*format!("row{n}").leak()).collect();
    let fields: Vec<Field> = names.iter().map(|name| Field::new(name, Rule::integer().at(1, 1))).collect();
    let shape: &'static Shape = Box::leak(Box::new(Shape::new("Many", "schemas/x/one.yaml", fields.leak())));
    let text = |order: &[usize]| {
        let members: Vec<_> = order.iter().map(|n| format!("\"{}\":{n}", names[*n])).collect();
        format!("{{{}}}", members.join(","))
    };
    let all: Vec<usize> = (0..COUNT).collect();
    let backwards: Vec<usize> = all.iter().rev().copied().collect();
    let jumping: Vec<usize> = (0..COUNT).map(|n| n * 7 % COUNT).collect();
    for order in [&all, &backwards, &jumping] {
        assert_eq!(found(&text(order), shape), "");
        for left_out in [0, 1, 63, 64, 255, 256, 320, COUNT - 1] {
            let mut fewer = order.clone();
            fewer.retain(|n| *n != left_out);
            assert_eq!(found(&text(&fewer), shape), format!("required row{left_out}"));
            let twice: Vec<usize> = fewer.iter().copied().chain([left_out, left_out]).collect();
            assert_eq!(found(&text(&twice), shape), "not JSON", "{left_out} stands twice");
            let again: Vec<usize> = order.iter().copied().chain([left_out]).collect();
            assert_eq!(found(&text(&again), shape), "not JSON", "{left_out} stands twice");
        }
    }
}
