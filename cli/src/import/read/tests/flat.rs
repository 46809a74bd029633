use super::*;

#[test]
fn names_with_descriptions_below_them_are_definitions() {
    let text = "Card Added Webhook\nThe CARD_ADDED webhook is sent when a card is added.\nNote\nThe endpoint is unique.\n\
                Content-Type\nThe format of the data.\ncreated\nWhen it was made.\nNote\nInside the\ndata\nobject, some have another.\n\
                data\nThe card.\nFor details, see below.\nstate\nIts state. One of the following:\nNEW\nCLO - Closed.\nRET - Sent again.\n\
                kind\nOne of the following:\nbank_card\ngift\nlast4\ninteger\nThe last digits.\nCARD_ADDED Webhook\n{ \"created\": 1 }\nMore.";
    let (kind, page) = page(text);
    assert_eq!(kind, Kind::Text);
    assert_eq!(page.title.as_deref(), Some("Card Added Webhook"));
    let read: Vec<_> =
        definitions(&page).iter().map(|d| (d.line, d.term.plain.clone(), d.description.plain.clone())).collect();
    let expected = [
        (5, "Content-Type", "The format of the data."),
        (7, "created", "When it was made.\nNote\nInside the\ndata\nobject, some have another."),
        (13, "data", "The card.\nFor details, see below."),
        (16, "state", "Its state. One of the following:\nNEW\nCLO - Closed.\nRET - Sent again."),
        (21, "kind", "One of the following:\nbank_card\ngift"),
        (25, "last4", "integer\nThe last digits."),
    ];
    assert_eq!(read, expected.map(|(line, term, text)| (line, term.to_owned(), text.to_owned())));
    let outline = outline(&page);
    assert_eq!(outline[outline.len() - 3..], ["## CARD_ADDED Webhook", "json { \"created\": 1 }", "More."]);
}

#[test]
fn types_beside_a_name_are_the_first_line_of_its_description() {
    let text =
        "Attributes\n\nid string required\nThe identifier.\namount integer\nHow much.\nnote string or null\nA text.\n";
    let (_, page) = page(text);
    let read: Vec<_> =
        definitions(&page).iter().map(|d| (d.term.plain.as_str(), d.description.plain.as_str())).collect();
    let expected = [
        ("id", "string required\nThe identifier."),
        ("amount", "integer\nHow much."),
        ("note", "string or null\nA text."),
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_row_of_which_only_spaces_are_left_is_read_from_both_ends() {
    let text = "Field Type Required Description Max\nid string Yes The id of 2 things 36\nlist array of strings No 10\n\
                - at date time Yes When, in UTC N/A\nowner AccountRef Yes Who owns it\n";
    let expected = [
        ["Field", "Type", "Required", "Description", "Max"],
        ["id", "string", "Yes", "The id of 2 things", "36"],
        ["list", "array of strings", "No", "", "10"],
        ["- at", "date time", "Yes", "When, in UTC", "N/A"],
        ["owner", "AccountRef", "Yes", "Who owns it", ""],
    ];
    assert_eq!(table(text), expected);
}

#[test]
fn what_follows_a_table_is_no_row_of_it() {
    let text =
        "Field Type Description\nid string The id\nthat goes on.\n\nPayload Example: Created\n\nNothing more to say.";
    let (_, page) = page(text);
    assert_eq!(rows(tables(&page)[0])[1], ["id", "string", "The id that goes on."]);
    assert_eq!(outline(&page)[1..], ["# Payload Example: Created", "Nothing more to say."]);
}

#[test]
fn samples_are_found_between_and_within_lines() {
    let text = "Payout Events\nSent like this: { \"id\": \"p1\", \"amount\": 10 } and like\n{\n\"id\": \"p2\",\n\"list\": [1,\n2,],\n}\nwith {braces} and [1] in words.";
    let (_, page) = page(text);
    assert_eq!(
        outline(&page),
        [
            "# Payout Events",
            "Sent like this:",
            "json { \"id\": \"p1\", \"amount\": 10 }",
            "and like",
            "json {\n\"id\": \"p2\",\n\"list\": [1,\n2]\n}",
            "with {braces} and [1] in words.",
        ]
    );
    assert_eq!(page.blocks.iter().map(|block| block.line).collect::<Vec<_>>(), [1, 2, 2, 2, 3, 8]);
}

#[test]
fn a_sample_alone_is_a_page() {
    let (kind, page) = page("\u{feff} {\"a\": [1, 2]}\n");
    assert_eq!((kind, outline(&page)), (Kind::Json, vec!["json  {\"a\": [1, 2]}".to_owned()]));
}

#[test]
fn bullets_are_lists() {
    let (_, page) = page(
        "Token Events\nThese are sent:\n\n  • Token.Created - when made\n    ◦ at once\n  • Token.Gone - when not\n",
    );
    assert_eq!(outline(&page)[2], "- Token.Created - when made\n  - at once\n- Token.Gone - when not");
}

#[test]
fn prose_is_prose() {
    let (_, page) =
        page("Webhooks\n\nWe send webhooks when something happens. Retry for 3 days.\nSee our guide, or\nask us.\n");
    assert!(tables(&page).is_empty() && definitions(&page).is_empty(), "{page:#?}");
}

#[test]
fn a_mask_in_a_sample_is_no_bold_type() {
    let text = "Token Payloads\nToken Events\nThey are sent.\nField | Type | Max |\nid | string | 8 |\nExample Payload\n{ \"card\": \"****0008\", \"other\": \"****0009\" }\n";
    let (kind, page) = page(text);
    assert_eq!(kind, Kind::Text);
    assert_eq!(page.title.as_deref(), Some("Token Payloads"));
    assert_eq!(outline(&page)[1..4], ["## Token Events", "They are sent.", "table 1"]);
}

#[test]
fn words_in_bold_type_do_not_hide_what_is_flattened() {
    let text = "Token Payloads\nThey are **not** sent twice.\nField Type Description\nid string The id\n- name string The name\n";
    let (kind, page) = page(text);
    assert_eq!((kind, tables(&page).len()), (Kind::Text, 1));
}
