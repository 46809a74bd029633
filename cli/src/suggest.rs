//! "Did you mean …?"

/// How alike two names must be, where 1 is equal. Below that a suggestion is more often odd than helpful.
const ALIKE: f64 = 0.8;

/// The payload that `given` may stand for: a page named without its provider, or a slip of the hand.
pub(crate) fn payload<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let stem = |name: &'n str| name.rsplit('/').next().unwrap_or(name);
    if given.contains('/') { name(given, names) } else { nearest(given, names, stem) }
}

/// The name that `given` may stand for.
pub(crate) fn name<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    nearest(given, names, |name| name)
}

/// The name whose form is most like `given`, if any is alike; of equals the first.
fn nearest<'n>(
    given: &str,
    names: impl Iterator<Item = &'n str>,
    form: impl Fn(&'n str) -> &'n str,
) -> Option<&'n str> {
    // Likeness takes time quadratic in the length, and no name is that long.
    let given: String = given.chars().take(200).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let mut best = None;
    for name in names {
        let likeness = strsim::jaro_winkler(&given, &form(name).to_ascii_lowercase());
        if likeness >= ALIKE && best.is_none_or(|(_, least)| likeness > least) {
            best = Some((name, likeness));
        }
    }
    best.map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["anddone/account-token", "anddone/token-link", "rapyd/payment-updated"];

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        let names = || NAMES.into_iter();
        assert_eq!(payload("rapyd/payment-udpated", names()), Some("rapyd/payment-updated"));
        assert_eq!(payload("rapyd/payment_updated", names()), Some("rapyd/payment-updated"));
        assert_eq!(payload("Token-Link", names()), Some("anddone/token-link"));
        assert_eq!(payload("stripe/charge", names()), None);
        assert_eq!(payload("", names()), None);
        assert_eq!(payload(&"x".repeat(1 << 20), names()), None);
    }

    #[test]
    fn so_is_a_code() {
        let codes = ["F0101", "F0501"];
        assert_eq!(name("f501", codes.into_iter()), Some("F0501"));
        assert_eq!(name("E0308", codes.into_iter()), None);
    }
}
