//! Patterns, as the checked model holds them: alternatives of runs of characters.

use crate::model::{Alternative, Class, Pattern, Step};

/// Whether the text starts with one of the alternatives, and ends with it where the pattern says so.
pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    pattern.alternatives.iter().any(|alternative| {
        let ends = ends(alternative, &characters);
        if pattern.to_end { ends.contains(&characters.len()) } else { !ends.is_empty() }
    })
}

/// Every place at which the alternative can be done. Following all of them at once needs no argument about which is the
/// right one.
fn ends(alternative: &Alternative, characters: &[char]) -> Vec<usize> {
    let mut places = vec![0];
    for step in alternative {
        places = places.into_iter().flat_map(|place| after(step, characters, place)).collect();
        places.sort_unstable();
        places.dedup();
    }
    places
}

/// The places that a step can lead to from one.
fn after(step: &Step, characters: &[char], place: usize) -> std::ops::RangeInclusive<usize> {
    let longest = step.max.map_or(usize::MAX, |max| max as usize);
    let rest = characters.iter().skip(place);
    let run = rest.take(longest).take_while(|character| contains(&step.class, **character)).count();
    place + step.min as usize..=place + run
}

/// Whether a class has a character.
pub(crate) fn contains(class: &Class, character: char) -> bool {
    class.ranges.iter().any(|(first, last)| (*first..=*last).contains(&character))
}
