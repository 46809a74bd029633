//! The numbers of a JSON text.

use std::ops::Range;

use fieldwright::Number;

/// Where the numbers of a JSON text stand, in its order.
fn numbers(json: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut in_string, mut escaped) = (Vec::new(), None, false, false);
    for (at, byte) in json.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match (byte, start) {
            (b'"', _) => in_string = true,
            (b'-' | b'0'..=b'9', None) => start = Some(at),
            (b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9', Some(_)) | (_, None) => {}
            (_, Some(from)) => {
                found.push(from..at);
                start = None;
            }
        }
    }
    found.extend(start.map(|from| from..json.len()));
    found
}

/// What a JSON text says, with the same number wherever one stands.
pub(super) fn without_numbers(json: &str) -> Option<serde_json::Value> {
    let (mut rest, mut from) = (String::new(), 0);
    for number in numbers(json) {
        rest = rest + &json[from..number.start] + "0";
        from = number.end;
    }
    serde_json::from_str(&(rest + &json[from..])).ok()
}

/// Whether two texts of one value have numbers of the same value, digit by digit.
pub(super) fn same_numbers(left: &str, right: &str) -> bool {
    let (of_left, of_right) = (numbers(left), numbers(right));
    let same = |(a, b): (&Range<usize>, &Range<usize>)| match (
        Number::parse(&left[a.clone()]),
        Number::parse(&right[b.clone()]),
    ) {
        (Some(a), Some(b)) => a.compare(&b).is_eq(),
        _ => false,
    };
    of_left.len() == of_right.len() && of_left.iter().zip(&of_right).all(same)
}
