//! How long a text may be: cells with numbers, `1-32 characters`, `max 50 characters`, `N digits`.

use super::Finder;

/// Bounds, and what was guessed about them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bounds {
    pub(crate) min: Option<u64>,
    pub(crate) max: Option<u64>,
    pub(crate) review: Option<String>,
}

impl Bounds {
    fn exact(count: u64) -> Self {
        Self { min: Some(count), max: Some(count), review: None }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// A cell with one number: `36`, `1,000`, `36 characters`; `None` for `N/A` and anything else.
pub(crate) fn number(cell: &str) -> Option<u64> {
    static NUMBER: Finder =
        Finder::new(r"^\D{0,3}?(\d[\d,\u{a0} ]{0,14})(?:\s*(?i:char|digit|byte|caract|symbol|字符|位)\w*\.?)?\s*$");
    let digits: String = NUMBER.first(cell.trim())?.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// A cell with a number that may have a sign or a fraction, as JSON writes it.
pub(crate) fn decimal(cell: &str) -> Option<String> {
    static DECIMAL: Finder = Finder::new(r"^(-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?)$");
    DECIMAL.first(cell.trim()).map(str::to_owned)
}

/// What a sentence says of the least and the greatest number: `Maximum value is 500`, `between 1 and 10`.
pub(crate) fn numbers(text: &str) -> (Option<String>, Option<String>) {
    static BETWEEN: Finder = Finder::new(
        r"(?i)\b(?:(?:value|number)s? )?(?:must be )?(?:between|in the range(?: of)?|range:?|from)\s+\W?(-?\d[\d.]{0,17})\W?\s*(?:and|to|-|–|\.\.)\s*\W?(-?\d[\d.]{0,17})\b",
    );
    static MOST: Finder = Finder::new(r"(?i)\b(?:maximum|max\.?)(?: value)?(?: is| of|:|=)?\s*\W?(-?\d[\d.]{0,17})\b");
    static LEAST: Finder = Finder::new(r"(?i)\b(?:minimum|min\.?)(?: value)?(?: is| of|:|=)?\s*\W?(-?\d[\d.]{0,17})\b");
    if !has_digit(text) {
        return (None, None);
    }
    let bound = |text: &str| decimal(text.trim_end_matches('.'));
    if let Some(found) = BETWEEN.captures(text)
        && let (Some(min), Some(max)) = (found.get(1), found.get(2))
    {
        return (bound(min.as_str()), bound(max.as_str()));
    }
    (LEAST.first(text).and_then(bound), MOST.first(text).and_then(bound))
}

/// A cell of a column that gives the length: `36`, `1-36`, `1..36`, `max 50`, `≤ 50`, `1/50`.
pub(crate) fn cell(text: &str) -> Bounds {
    static RANGE: Finder = Finder::new(r"^\D{0,8}?(\d{1,9})\s*(?:-|–|—|\.\.\.?|…|/|~|,|to|a|até)\s*(\d{1,9})\b");
    static FIXED: Finder =
        Finder::new(r"(?i)\b(?:fixed|exact|exactly|=)\W*(\d{1,9})\b|^(\d{1,9})\W*\(?(?:fixed|exact|exactly)\b");
    let text = text.trim();
    if let Some(found) = RANGE.captures(text) {
        let bound = |group| found.get(group).and_then(|group: regex_lite::Match<'_>| group.as_str().parse().ok());
        return Bounds { min: bound(1), max: bound(2), review: None };
    }
    if let Some(found) = FIXED.captures(text)
        && let Some(count) = found.get(1).or(found.get(2)).and_then(|group| group.as_str().parse().ok())
    {
        return Bounds::exact(count);
    }
    let prose = prose(&format!("{text} characters"));
    match number(text) {
        Some(count) => Bounds {
            min: None,
            max: Some(count),
            review: Some(format!("the length {count} may be the greatest or the only one; taken for the greatest")),
        },
        None => Bounds { review: None, ..prose },
    }
}

/// `2,000` as `2000`.
fn without_commas(text: &str) -> String {
    let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let groups = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        digit(before) && (1..=3).all(|ahead| digit(bytes.get(at + ahead))) && !digit(bytes.get(at + 4))
    };
    text.char_indices().filter(|(at, c)| *c != ',' || !groups(*at)).map(|(_, c)| c).collect()
}

/// Most sentences say nothing of numbers.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

const UNIT: &str = "characters";

/// What a length is counted in, as a part of a pattern.
macro_rules! unit {
    () => {
        r"[ -]?(?:alphanumeric |numeric |ascii |unicode |utf-8 )?(?:chars?\b|characters?|caracteres|symbols?|letters|digits?|символ|字符)"
    };
}

/// What a sentence says about the length of a text.
pub(crate) fn prose(text: &str) -> Bounds {
    static BETWEEN: Finder =
        Finder::new(concat!(r"(?i)\b(?:between )?(\d{1,6})\s*(?:-|–|—|\.\.\.?|to|and|a)\s*(\d{1,6})", unit!()));
    static LABELLED: Finder = Finder::new(
        r"(?i)\bmin(?:imum)?(?: length)?\s*[:=]?\s*(\d{1,6})\D{1,12}max(?:imum)?(?: length)?\s*[:=]?\s*(\d{1,6})\b",
    );
    static MOST: Finder = Finder::new(concat!(
        r"(?i)\b(?:max(?:imum|\.)?(?: length)?(?: of| is|:)?|up to|at most|no (?:more|longer) than|not exceed|limited to|limit(?: of|:)?|not more than|до|máximo(?: de)?|length\s*(?:<=|≤)|<=|≤)\s*(\d{1,6})",
        unit!()
    ));
    static MOST_BEHIND: Finder = Finder::new(concat!(
        r"(?i)\b(\d{1,6})",
        unit!(),
        r"\s*(?:\(?max\b|\(?maximum|or (?:less|fewer)|at most|limit)"
    ));
    static MOST_BARE: Finder = Finder::new(
        r"(?i)\b(?:max(?:imum|\.)? ?length|maxlength|length limit|max(?:imum)? size)\s*(?:of|is|:|=)?\s*(\d{1,6})\b",
    );
    static LESS: Finder = Finder::new(concat!(r"(?i)\b(?:less|fewer|shorter) than\s*(\d{1,6})", unit!()));
    static LEAST: Finder = Finder::new(concat!(
        r"(?i)\b(?:min(?:imum|\.)?(?: length)?(?: of| is|:)?|at least|no (?:less|shorter) than|not less than)\s*(\d{1,6})",
        unit!()
    ));
    static LEAST_BARE: Finder =
        Finder::new(r"(?i)\b(?:min(?:imum|\.)? ?length|minlength)\s*(?:of|is|:|=)?\s*(\d{1,6})\b");
    if !has_digit(text) {
        return Bounds::default();
    }
    let text = without_commas(text);
    let text = text.as_str();
    let pair = |finder: &Finder| {
        let found = finder.captures(text)?;
        Some((found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str().parse().ok()?))
    };
    let one = |finder: &Finder| finder.first(text).and_then(|count| count.parse::<u64>().ok());
    if let Some((min, max)) = pair(&LABELLED).or_else(|| pair(&BETWEEN)).filter(|(min, max): &(u64, u64)| min <= max) {
        return Bounds { min: Some(min), max: Some(max), review: None };
    }
    let max = one(&MOST).or_else(|| one(&MOST_BEHIND)).or_else(|| one(&MOST_BARE));
    let max = max.or_else(|| one(&LESS).map(|count| count.saturating_sub(1)));
    let min = one(&LEAST).or_else(|| one(&LEAST_BARE));
    if max.is_some() || min.is_some() {
        return Bounds { min, max, review: None };
    }
    exact(text)
}

/// A length without a word that makes it the least or the greatest.
fn exact(text: &str) -> Bounds {
    static EXACT: Finder = Finder::new(concat!(
        r"(?i)\b(?:exactly|fixed length(?: of|:)?|must be|always|length(?: of|:| is|=)?)\s*(\d{1,6})",
        unit!()
    ));
    static HYPHEN: Finder = Finder::new(r"(?i)\b(\d{1,4})-(?:char(?:acter)?|digit|letter)s?\b");
    static DIGITS: Finder = Finder::new(r"(?i)\b(\d{1,4}) (?:numeric )?digits\b");
    static BARE: Finder = Finder::new(concat!(r"(?i)\b(\d{1,6})", unit!()));
    let one = |finder: &Finder| finder.first(text).and_then(|count| count.parse::<u64>().ok());
    if let Some(count) = one(&EXACT).or_else(|| one(&HYPHEN)).or_else(|| one(&DIGITS)) {
        return Bounds::exact(count);
    }
    one(&BARE).map_or_else(Bounds::default, |count| Bounds {
        min: None,
        max: Some(count),
        review: Some(format!("\"{count} {UNIT}\" may be the greatest length or the only one; taken for the greatest")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(bounds: &Bounds) -> (Option<u64>, Option<u64>, bool) {
        (bounds.min, bounds.max, bounds.review.is_some())
    }

    #[test]
    fn cells_give_lengths() {
        assert_eq!(number("36"), Some(36));
        assert_eq!(number("1,000"), Some(1000));
        assert_eq!(number("N/A"), None);
        assert_eq!(bounds(&cell("1-36")), (Some(1), Some(36), false));
        assert_eq!(bounds(&cell("1..36")), (Some(1), Some(36), false));
        assert_eq!(bounds(&cell("36")), (None, Some(36), true));
        assert_eq!(bounds(&cell("max 50")), (None, Some(50), false));
        assert_eq!(bounds(&cell("36 (fixed)")), (Some(36), Some(36), false));
        assert_eq!(bounds(&cell("N/A")), (None, None, false));
    }

    #[test]
    fn sentences_give_lengths() {
        for (text, expected) in [
            ("The name, max 50 characters.", (None, Some(50), false)),
            ("Limited to 255 characters.", (None, Some(255), false)),
            ("1-32 characters", (Some(1), Some(32), false)),
            ("between 3 and 9 characters long", (Some(3), Some(9), false)),
            ("up to 140 chars", (None, Some(140), false)),
            ("At least 8 characters, at most 64 characters", (Some(8), Some(64), false)),
            ("Must be fewer than 20 characters", (None, Some(19), false)),
            ("A 10-digit number", (Some(10), Some(10), false)),
            ("exactly 36 characters", (Some(36), Some(36), false)),
            ("min: 5 / max: 22", (Some(5), Some(22), false)),
            ("40 characters", (None, Some(40), true)),
            ("Limited to 2,000 characters", (None, Some(2000), false)),
            ("The number of characters", (None, None, false)),
            ("Keep it for 30 days", (None, None, false)),
        ] {
            assert_eq!(bounds(&prose(text)), expected, "{text}");
        }
    }
}
