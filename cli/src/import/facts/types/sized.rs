//! Types that say how long they are.

use fieldwright_codegen::model::Kind;

use super::{TypeFact, single};
use crate::import::facts::Finder;
use crate::import::facts::length::Bounds;
use crate::import::vocabulary::key;

/// Types that say their length: `String(50)`, `varchar(20)`, `char(3)`, `Max35Text`, `an..35`, `n10`.
pub(super) fn sized(text: &str) -> Option<TypeFact> {
    static CALL: Finder = Finder::new(
        r"(?i)^([a-z][a-z ]{0,30}?)\s*[(\[{<]\s*(?:max\.?(?:imum)?|len(?:gth)?|up to|≤|<=)?\s*:?\s*(\d{1,9})\s*(?:(?:,|-|–|\.\.\.?|to|/)\s*(\d{1,9}))?\s*(?:chars?|characters|bytes)?\s*[)\]}>]$",
    );
    static TEXT: Finder =
        Finder::new(r"^(Max|Exact|Min)(\d{1,9})(?:[A-Za-z]*)?(?:Text|String|Code|Numeric|AlphaNumericText)$");
    static SHORT: Finder = Finder::new(r"^(?:(?i)an|a|n|ans)\s?(\.\.\.?)?\s?(\d{1,4})$");
    let number =
        |found: &regex_lite::Captures<'_>, group| found.get(group).and_then(|g| g.as_str().parse::<u64>().ok());
    if let Some(found) = TEXT.captures(text) {
        let count = number(&found, 2)?;
        let bounds = match found.get(1).map(|word| word.as_str()) {
            Some("Max") => Bounds { min: None, max: Some(count), review: None },
            Some("Min") => Bounds { min: Some(count), max: None, review: None },
            _ => Bounds { min: Some(count), max: Some(count), review: None },
        };
        return Some(TypeFact { kind: Some(Kind::String), bounds, ..TypeFact::default() });
    }
    if let Some(found) = SHORT.captures(text) {
        let count = number(&found, 2)?;
        let min = found.get(1).is_none().then_some(count);
        let bounds = Bounds { min, max: Some(count), review: None };
        return Some(TypeFact { kind: Some(Kind::String), bounds, ..TypeFact::default() });
    }
    let found = CALL.captures(text)?;
    let word = found.get(1)?.as_str();
    let mut fact = single(word)?;
    if fact.kind != Some(Kind::String) {
        return Some(fact);
    }
    let (first, second) = (number(&found, 2)?, number(&found, 3));
    let fixed = matches!(key(word).as_str(), "char" | "character" | "fixedstring");
    fact.bounds = match second {
        Some(second) => Bounds { min: Some(first), max: Some(second), review: None },
        None => Bounds { min: fixed.then_some(first), max: Some(first), review: None },
    };
    Some(fact)
}
