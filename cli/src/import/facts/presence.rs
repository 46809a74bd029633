//! Whether a member must be there: `yes`, `M`, `0..1`, `✅`, `(Optional)`, `Required if …`.

use super::Finder;
use crate::import::page::{MarkKind, Text};
use crate::import::vocabulary::key;

/// What a page says of a member's presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// It depends on what the page says in words.
    Conditional,
}

const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "t",
    "required",
    "req",
    "mandatory",
    "mand",
    "m",
    "r",
    "always",
    "x",
    "1",
    "11",
    "1n",
    "1many",
    "1unbounded",
    "sim",
    "s",
    "si",
    "sí",
    "oui",
    "ja",
    "да",
    "是",
    "必填",
    "必须",
    "必需",
    "必選",
    "必须",
    "obrigatório",
    "obrigatorio",
    "obligatorio",
    "obligatoire",
    "requerido",
    "heavycheckmark",
    "whitecheckmark",
    "ballotboxwithcheck",
];

const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "optional",
    "opt",
    "o",
    "notrequired",
    "notmandatory",
    "never",
    "0",
    "01",
    "0n",
    "0many",
    "0unbounded",
    "não",
    "nao",
    "non",
    "nein",
    "nee",
    "нет",
    "否",
    "可选",
    "非必填",
    "opcional",
    "facultatif",
    "heavyminussign",
    "crossmark",
    "negativesquaredcrossmark",
];

const MAYBE: &[&str] =
    &["c", "cond", "conditional", "conditionally", "condicional", "sometimes", "depends", "om", "mo", "co"];

/// A cell of the column that says it. `None`: the cell is blank or says something else.
pub(crate) fn cell(text: &str) -> Option<Presence> {
    static CONDITION: Finder = Finder::new(
        r"(?i)^\W*(?:yes|required|mandatory|y|m)\b[\s,;:(-]*(?:if|when|unless|only|for|in case|depend|except)",
    );
    let text = text.trim();
    if text.starts_with(['✅', '✓', '✔', '☑', '●', '◯', '○']) {
        return Some(Presence::Required);
    }
    if text.starts_with(['❌', '✗', '✘', '×', '☐', '-', '–', '—']) && key(text).is_empty() {
        return Some(Presence::Optional);
    }
    if CONDITION.is_in(text) {
        return Some(Presence::Conditional);
    }
    word(&key(text)).or_else(|| {
        // `Yes. The id of …`, `No (default 1)`.
        let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        word(&key(first)).filter(|_| first.len() > 1)
    })
}

fn word(key: &str) -> Option<Presence> {
    if YES.contains(&key) {
        Some(Presence::Required)
    } else if NO.contains(&key) {
        Some(Presence::Optional)
    } else if MAYBE.contains(&key) {
        Some(Presence::Conditional)
    } else {
        None
    }
}

/// The other way round, for a column that says what is optional.
pub(crate) fn opposite(presence: Presence) -> Presence {
    match presence {
        Presence::Required => Presence::Optional,
        Presence::Optional => Presence::Required,
        Presence::Conditional => Presence::Conditional,
    }
}

/// What a description or the rest of a name cell says in words.
pub(crate) fn prose(text: &Text) -> Option<Presence> {
    static CONDITION: Finder = Finder::new(
        r"(?i)(?:\b(?:required|mandatory)\s+(?:if|when|unless|only|for|in case)\b|\bonly (?:present|included|returned|sent|available|set|populated|provided|applicable|appears|required|used)\b|\b(?:present|included|returned|sent|provided|appears|populated|available) (?:only )?(?:if|when)\b|\bif applicable\b)",
    );
    static IN_BRACKETS: Finder = Finder::new(r"(?i)[(\[]\s*(required|mandatory|optional|conditional)\s*[)\]]");
    static AT_START: Finder =
        Finder::new(r"(?i)^\W*(required|mandatory|optional|conditional)\s*(?:[.:;,)\]—–\n-]|$|field\b|parameter\b)");
    static AT_END: Finder = Finder::new(r"(?i)(?:^|[.;!\n])\s*(required|mandatory|optional|conditional)\s*[.!]?\s*$");
    static SENTENCE: Finder = Finder::new(
        r"(?i)\bthis (?:field|parameter|property|attribute|value|element|member) is (?:always )?(required|mandatory|optional)\s*[.;,]",
    );
    static LEFT_OUT: Finder = Finder::new(r"(?i)\b(?:may|can|might) be (?:absent|missing|omitted|left out)\b");
    for label in text.marked(&MarkKind::Label) {
        if let Some(presence) = word(&key(label)).filter(|_| label.len() > 2) {
            return Some(presence);
        }
    }
    let plain = text.plain.as_str();
    let said = [&IN_BRACKETS, &AT_START, &AT_END, &SENTENCE].into_iter().find_map(|finder| finder.first(plain));
    if let Some(presence) = said.and_then(|said| word(&key(said))) {
        return Some(presence);
    }
    if CONDITION.is_in(plain) {
        return Some(Presence::Conditional);
    }
    LEFT_OUT.is_in(plain).then_some(Presence::Optional)
}

/// Whether words say that the value may be `null`.
pub(crate) fn nullable(text: &str) -> bool {
    static NULL: Finder = Finder::new(
        r"(?i)(?:\b(?:can|may|could|will|might|is) (?:also )?be\s+\W?null\b|\bor\s+\W?null\b|\bnull\W? (?:if|when|unless|otherwise)\b|\bnullable\b|\bset to \W?null\W? (?:if|when)\b|\bis null (?:if|when)\b)",
    );
    static NEVER: Finder = Finder::new(r"(?i)\b(?:not|cannot|can't|never|non)[ -](?:be )?\W?null(?:able)?\b");
    let named = ["null", "Null", "NULL"].iter().any(|word| text.contains(word));
    named && NULL.is_in(text) && !NEVER.is_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_many_manners_are_understood() {
        for (text, presence) in [
            ("Yes", Presence::Required),
            ("M", Presence::Required),
            ("✅", Presence::Required),
            (":heavy_check_mark:", Presence::Required),
            ("1..1", Presence::Required),
            ("1..*", Presence::Required),
            ("必填", Presence::Required),
            ("No", Presence::Optional),
            ("0..1", Presence::Optional),
            (":heavy_minus_sign:", Presence::Optional),
            ("O", Presence::Optional),
            ("-", Presence::Optional),
            ("No (default 10)", Presence::Optional),
            ("C", Presence::Conditional),
            ("Yes, when the card is stored", Presence::Conditional),
            ("Required if amount is set", Presence::Conditional),
        ] {
            assert_eq!(cell(text), Some(presence), "{text}");
        }
        assert_eq!(cell(""), None);
        assert_eq!(cell("see below"), None);
    }

    #[test]
    fn sentences_say_whether_a_member_is_there() {
        for (text, presence) in [
            ("(Optional) the id of the session", Some(Presence::Optional)),
            ("Required. The name.", Some(Presence::Required)),
            ("The name. Optional.", Some(Presence::Optional)),
            ("The reason, only present if the payment failed", Some(Presence::Conditional)),
            ("Required when the method is card", Some(Presence::Conditional)),
            ("The amount required to capture", None),
            ("Optional extras of the order are listed elsewhere", None),
            ("May be omitted", Some(Presence::Optional)),
        ] {
            assert_eq!(prose(&Text::of(text)), presence, "{text}");
        }
    }

    #[test]
    fn null_is_told_from_its_denial() {
        assert!(nullable("The code, or null"));
        assert!(nullable("May be `null`."));
        assert!(nullable("Null when there is none"));
        assert!(!nullable("It cannot be null"));
        assert!(!nullable("A nullification request"));
    }
}
