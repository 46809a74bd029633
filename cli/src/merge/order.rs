//! Which rows have changed their place among their neighbours.

/// Those that have to be moved so that the others are in order: as few as possible. `places`: where each row of the old
/// order stands in the new one, all different. What is returned are indices into `places`.
pub(super) fn moved(places: &[usize]) -> Vec<usize> {
    // The longest rising subsequence stays; `tails` has the index of the least end of one of each length.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (index, place) in places.iter().enumerate() {
        let length = tails.partition_point(|tail| places.get(*tail).is_some_and(|end| end < place));
        before.push(length.checked_sub(1).and_then(|shorter| tails.get(shorter).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = tails.last().copied();
    while let Some(index) = next {
        if let Some(stays) = stays.get_mut(index) {
            *stays = true;
        }
        next = before.get(index).copied().flatten();
    }
    (0..places.len()).filter(|index| stays.get(*index) == Some(&false)).collect()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn as_few_as_possible_are_moved() {
        assert_eq!(moved(&[]), [0; 0]);
        assert_eq!(moved(&[0, 1, 2]), [0; 0]);
        assert_eq!(moved(&[1, 2, 3, 0]), [3]);
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[0, 3, 2, 1, 4]).len(), 2);
    }
}
