//! Taking out of a payload what nobody else should see, so that it can be kept as a sample.
//!
//! What the schemas mark as sensitive goes, with all that is inside it; and so does what no row describes, since nobody has
//! said that it may stay. Structure, names, lengths and everything else stay byte by byte.

mod disguise;
mod walk;

use fieldwright::{Profile, Shape, validate};

use disguise::disguises;
use walk::{Mark, marks};

/// A disguise is fitted to the rules by judging the whole payload with it. A payload with more secrets than this has some that
/// are not fitted: it was made to keep us busy.
const FITTED: usize = 256;

/// A payload of strict JSON without its secrets. Where the payload keeps the rules, so does what is left of it, as far as any
/// text of the same length can.
pub(super) fn redacted(text: &str, shape: Option<&'static Shape>, profile: Profile) -> String {
    let faults = |text: &str| {
        let report = shape.and_then(|shape| validate(text.as_bytes(), shape, profile).ok());
        report.map_or(0, |report| report.violations.len() + report.omitted)
    };
    let before = faults(text);
    let mut fitted = 0;
    let mut sample = String::with_capacity(text.len());
    let mut at = 0;
    for Mark { span, rule } in marks(text, shape) {
        let (head, token, rest) = (text.get(..span.start), text.get(span.clone()), text.get(span.end..));
        let (Some(head), Some(token), Some(rest)) = (head, token, rest) else { continue };
        let mut disguises = disguises(token, rule);
        let mut choice = 0;
        // What has no rule can break none.
        if rule.is_some() && fitted < FITTED {
            fitted += 1;
            let fits = |disguise: &String| faults(&[head, disguise, rest].concat()) <= before;
            choice = disguises.iter().position(fits).unwrap_or(0);
        }
        sample += head.get(at..).unwrap_or_default();
        sample += &disguises.swap_remove(choice);
        at = span.end;
    }
    sample + text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use fieldwright::{Choices, Field, Format, Rule};

    use super::*;

    static INNER: [Field; 2] =
        [Field::new("kind", Rule::string().at(1, 1)), Field::new("name", Rule::string().at(1, 1)).sensitive()];
    static INNER_SHAPE: Shape = Shape::new("Inner", "schemas/acme/a.yaml", &INNER);
    static ITEM: Rule = Rule::object(&INNER_SHAPE).at(1, 1);
    static BRANDS: Choices = Choices { values: &["MC", "VISA"] };
    static FIELDS: [Field; 9] = [
        Field::new("id", Rule::string().at(1, 1)),
        Field::new("last4", Rule::string().format(Format::LastFour).at(1, 1)).sensitive(),
        Field::new("brand", Rule::choice(&BRANDS).at(1, 1)).sensitive(),
        Field::new("holder", Rule::object(&INNER_SHAPE).at(1, 1)).sensitive(),
        Field::new("items", Rule::array(&ITEM).at(1, 1)),
        Field::new("meta", Rule::of(fieldwright::Kind::Object).at(1, 1)),
        Field::new("any", Rule::of(fieldwright::Kind::Any).at(1, 1)),
        Field::new("pin", Rule::of(fieldwright::Kind::Integer).at(1, 1)).sensitive(),
        Field::new("amount", Rule::of(fieldwright::Kind::Number).at(1, 1)),
    ];
    static SHAPE: Shape = Shape::new("A", "schemas/acme/a.yaml", &FIELDS);

    fn redacted(text: &str) -> String {
        super::redacted(text, Some(&SHAPE), Profile::Effective)
    }

    #[test]
    fn what_is_marked_goes_with_all_that_is_inside_and_the_rest_stays_byte_by_byte() {
        let text = r#"{ "id":"A\u0041","last4":"1234","brand":"VISA",  "holder":{"kind":"K","name":"N"},
            "items":[{"kind":"k","name":"Jo Doe"}],"meta":{"k":"v","n":[1.50,true,null]},"any":"s","pin":4711,"amount":1.50}"#;
        let kept = r#"{ "id":"A\u0041","last4":"0000","brand":"MC",  "holder":{"kind":"x","name":"x"},
            "items":[{"kind":"k","name":"xxxxxx"}],"meta":{"k":"x","n":[1.11,true,null]},"any":"x","pin":1111,"amount":1.50}"#;
        assert_eq!(redacted(text), kept);
    }

    #[test]
    fn what_no_row_describes_goes_too() {
        assert_eq!(
            redacted(r#"{"id":"a","new":{"pan":"4111"},"more":["x1"]}"#),
            r#"{"id":"a","new":{"pan":"xxxx"},"more":["xx"]}"#
        );
        // A text where the schema has a number, an object where it has a text.
        assert_eq!(redacted(r#"{"amount":"4111","id":{"pan":"4111"}}"#), r#"{"amount":"xxxx","id":{"pan":"xxxx"}}"#);
        assert_eq!(super::redacted(r#"{"a":"b","c":12}"#, None, Profile::Effective), r#"{"a":"x","c":11}"#);
    }

    #[test]
    fn escapes_and_other_scripts_keep_their_length_in_characters() {
        assert_eq!(redacted(r#"{"x":"\"\\\u00e9\ud83d\ude00é"}"#), r#"{"x":"xxxxx"}"#);
        assert_eq!(redacted(r#"{"x":"","n":-0.5e+10}"#), r#"{"x":"","n":-1.1e+11}"#);
    }
}
