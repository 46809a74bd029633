//! Sets of characters.

use crate::model::Class;

/// The class of these ranges, which may overlap and need no order.
pub(super) fn of(ranges: &[(char, char)]) -> Class {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(char, char)> = Vec::with_capacity(sorted.len());
    for (low, high) in sorted {
        match merged.last_mut() {
            Some((_, last)) if low <= *last || after(*last) == Some(low) => *last = high.max(*last),
            _ => merged.push((low, high)),
        }
    }
    Class { ranges: merged }
}

/// Everything else.
pub(super) fn not(class: &Class) -> Class {
    let mut ranges = Vec::with_capacity(class.ranges.len() + 1);
    let mut next = Some('\0');
    for &(low, high) in &class.ranges {
        if let (Some(from), Some(to)) = (next, before(low))
            && from <= to
        {
            ranges.push((from, to));
        }
        next = after(high);
    }
    if let Some(from) = next {
        ranges.push((from, char::MAX));
    }
    Class { ranges }
}

/// `.`: everything but line ends, as ECMA-262 has it.
pub(super) fn any() -> Class {
    not(&of(&[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')]))
}

/// `\d`.
pub(super) fn digits() -> Class {
    of(&[('0', '9')])
}

/// Whether a character is in both.
pub(super) fn overlap(a: &Class, b: &Class) -> bool {
    let (mut left, mut right) = (a.ranges.iter().peekable(), b.ranges.iter().peekable());
    while let (Some((low_a, high_a)), Some((low_b, high_b))) = (left.peek(), right.peek()) {
        if high_a < low_b {
            left.next();
        } else if high_b < low_a {
            right.next();
        } else {
            return true;
        }
    }
    false
}

/// For messages: `[0-9a-f]`.
pub(super) fn shown(class: &Class) -> String {
    let one = |(low, high): &(char, char)| {
        if low == high {
            low.escape_default().to_string()
        } else {
            format!("{}-{}", low.escape_default(), high.escape_default())
        }
    };
    format!("`[{}]`", class.ranges.iter().map(one).collect::<String>())
}

/// The next scalar value; surrogates are none.
fn after(character: char) -> Option<char> {
    match character {
        '\u{d7ff}' => Some('\u{e000}'),
        other => char::from_u32(u32::from(other) + 1),
    }
}

fn before(character: char) -> Option<char> {
    match character {
        '\u{e000}' => Some('\u{d7ff}'),
        other => u32::from(other).checked_sub(1).and_then(char::from_u32),
    }
}
