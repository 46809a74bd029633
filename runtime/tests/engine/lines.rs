//! Members in the table's order are read by compiled lines, all others by the object loop: nobody may be able to tell which.

use fieldwright::{Field, Profile, Record, Rule, Shape, Slot, decode, decode_owned, nothing, to_json, validate};

use crate::payment::Payment;

/// Every member of the type, in the table's order and without spaces.
const FULL: &str = r#"{"id":"p_1","status":"ACT","amount":10.50,"at":1725412012,"note":"a\u00e9","meta":{"k":[1]},"parts":[{"n":1},{"n":-20}],"a \"quoted\" name that is longer than thirty-two bytes":true}"#;

/// A record of integers of which only the last one must be there.
macro_rules! integers {
    ($type:ident $table:ident: $($name:ident)*) => {
        #[derive(Debug, Default)]
        struct $type {
            $($name: Option<i64>,)*
            last: i64,
        }

        static $table: Shape = Shape::new(stringify!($type), "schemas/x/integers.yaml", &[
            $(Field::new(stringify!($name), Rule::integer().optional().at(1, 1)),)*
            Field::new("last", Rule::integer().at(2, 1)),
        ]);

        impl<'a> Record<'a> for $type {
            const SHAPE: &'static Shape = &$table;

            fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
                let fields: [&mut dyn Slot<'a>; _] = [$(&mut self.$name,)* &mut self.last];
                fields.into_iter().nth(index).unwrap_or_else(|| nothing())
            }

            fn member(&self, index: usize) -> &dyn Slot<'a> {
                let fields: &[&dyn Slot<'a>] = &[$(&self.$name,)* &self.last];
                fields.get(index).copied().unwrap_or(&())
            }
        }
    };
}

// So many that not all of them have lines.
integers!(Wide WIDE: w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12 w13 w14 w15 w16 w17 w18 w19 w20 w21 w22 w23 w24 w25 w26 w27 w28 w29 w30 w31 w32 w33 w34 w35 w36 w37 w38 w39 w40 w41 w42 w43 w44 w45 w46 w47 w48 w49 w50 w51 w52 w53 w54 w55 w56 w57 w58 w59 w60 w61 w62 w63 w64 w65 w66 w67 w68);

// Names of 12 and 13 letters, where a short window ends, and of 28 and 29, where the long one does.
integers!(Named NAMED: a twelve_chars thirteen_char name_of_twenty_eight_letters name_of_twenty_nine_letters__ b);

/// Holds what a type makes of a body against what is judged of it without building anything, by the loop alone. Once more with
/// so much behind it that lines, which compare names as windows, go to its end.
#[track_caller]
fn agrees<B, O>(body: &str)
where
    B: Record<'static> + Default,
    O: Record<'static> + Default,
{
    agrees_as_it_is::<B, O>(body.to_owned().leak());
    agrees_as_it_is::<B, O>((body.to_owned() + &" ".repeat(40)).leak());
}

#[track_caller]
fn agrees_as_it_is<B, O>(body: &'static str)
where
    B: Record<'static> + Default,
    O: Record<'static> + Default,
{
    let judged = validate(body.as_bytes(), B::SHAPE, Profile::Effective);
    let owned = decode_owned::<O>(body.as_bytes());
    match (decode::<B>(body.as_bytes()), judged) {
        (Ok(decoded), Ok(report)) => {
            assert_eq!(decoded.validate(Profile::Effective), report, "{body}");
            let written = to_json(&*decoded);
            assert_eq!(to_json(&owned.expect("what borrows is decoded")), written, "{body}");
            let again = decode::<O>(written.clone().leak().as_bytes()).expect("what is written is read");
            assert_eq!(to_json(&*again), written, "{body}");
        }
        (Err(errors), Ok(report)) => {
            assert!(errors.syntax.is_none() && owned.is_err(), "{body}");
            assert_eq!(errors.report, report, "{body}");
        }
        (Err(errors), Err(error)) => {
            assert_eq!((errors.syntax, owned.is_err()), (Some(error), true), "{body}");
        }
        (Ok(_), Err(error)) => panic!("{body} is decoded, but {error}"),
    }
}

/// Everything that one change of one byte makes of a body, and what a space, a member or a row less makes of it.
fn changed(body: &str) -> Vec<String> {
    let mut changed = vec![body.to_owned()];
    for at in 0..=body.len() {
        let (before, behind) = body.split_at(at);
        for inserted in [" ", "\n\t", ",", "{", "}", "\"", "0", "n", ",\"id\":\"x\"", "\\", "x"] {
            changed.push(format!("{before}{inserted}{behind}"));
        }
        changed.push(before.to_owned());
        if let Some(rest) = behind.get(1..) {
            changed.push(format!("{before}{rest}"));
            changed.extend(["{", "[", "\"", " ", "1", "-"].map(|byte| format!("{before}{byte}{rest}")));
        }
    }
    changed
}

#[test]
fn lines_and_the_loop_agree_on_every_change_of_a_body() {
    for body in changed(FULL) {
        agrees::<Payment<'static>, Payment<'static>>(&body);
    }
}

#[test]
fn lines_and_the_loop_agree_on_members_left_out_moved_and_repeated() {
    let members =
        [r#""id":"p1""#, r#""status":"ACT""#, r#""amount":1.50"#, r#""at":null"#, r#""note":"n""#, r#""meta":{}"#];
    for one in 0..members.len() {
        for other in 0..members.len() {
            let mut kept = members.to_vec();
            kept.swap(one, other);
            agrees::<Payment<'static>, Payment<'static>>(&format!("{{{}}}", kept.join(",")));
            agrees::<Payment<'static>, Payment<'static>>(&format!("{{{}}}", kept.join(" , ")));
            kept.remove(other);
            agrees::<Payment<'static>, Payment<'static>>(&format!("{{{}}}", kept.join(",")));
            kept.insert(one.min(kept.len()), members[other]);
            kept.push(members[one]);
            agrees::<Payment<'static>, Payment<'static>>(&format!("{{{}}}", kept.join(",")));
        }
    }
}

/// More rows than there are lines for: the loop takes over where they end.
#[test]
fn a_table_of_more_rows_than_lines_is_read_to_its_end() {
    let members: Vec<_> = WIDE.fields.iter().map(|field| format!("\"{}\":{}", field.name, field.name.len())).collect();
    for count in [0, 1, 63, 64, 65, members.len()] {
        let body = format!("{{{}}}", members[..count].join(","));
        agrees::<Wide, Wide>(&body);
        let decoded = decode::<Wide>(body.as_bytes());
        assert_eq!(decoded.is_ok(), count == members.len(), "{count}: the last one must be there");
    }
    let mut moved = members.clone();
    moved.swap(60, 68);
    agrees::<Wide, Wide>(&format!("{{{}}}", moved.join(",")));
    let twice = format!("{{{},{}}}", members.join(","), members[66]);
    agrees::<Wide, Wide>(&twice);
    assert!(decode::<Wide>(twice.as_bytes()).unwrap_err().syntax.is_some());
}

#[test]
fn names_of_every_length_are_read() {
    let members: Vec<_> =
        NAMED.fields.iter().zip(1..).map(|(field, value)| format!("\"{}\":{value}", field.name)).collect();
    let body = format!("{{{}}}{}", members.join(","), " ".repeat(40));
    let decoded = decode::<Named>(body.as_bytes()).unwrap();
    let Named { a, twelve_chars, thirteen_char, name_of_twenty_eight_letters, .. } = *decoded;
    assert_eq!([a, twelve_chars, thirteen_char, name_of_twenty_eight_letters], [1, 2, 3, 4].map(Some));
    assert_eq!((decoded.name_of_twenty_nine_letters__, decoded.last), (Some(5), 7));
    for body in changed(&body) {
        agrees::<Named, Named>(&body);
    }
}
