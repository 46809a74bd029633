//! The values that there may be: a column of them, `one of`, list items, code, quoted words; and the one there must be.

use super::Finder;
use crate::import::page::{Mark, MarkKind, Text};
use crate::import::vocabulary::is_nothing;

/// Values, and what was guessed about them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_field_names, reason = "there is no other word for them")]
pub(crate) struct Values {
    pub(crate) values: Vec<String>,
    /// The only value.
    pub(crate) constant: Option<String>,
    pub(crate) review: Option<String>,
}

/// More are no enumeration that a person would have written.
const MOST: usize = 1_000;

/// A cell of a column of values.
pub(crate) fn cell(text: &Text) -> Values {
    if is_nothing(&text.plain) {
        return Values::default();
    }
    let code = codes(text);
    let items = items(text);
    let values = if items.len() > 1 {
        items
    } else if code.is_empty() {
        let several: Vec<_> = text.lines().filter_map(leading).collect();
        if several.len() > 1 { several } else { bare(&text.plain) }
    } else {
        code
    };
    Values { values: unique(values), ..Values::default() }
}

/// What a description says about values. `enumeration`: the type says that there are some.
pub(crate) fn prose(text: &Text, enumeration: bool) -> Values {
    if let Some(constant) = constant(text) {
        return Values { constant: Some(constant), ..Values::default() };
    }
    let values = announced(text);
    if !values.is_empty() {
        return Values { values: unique(values), ..Values::default() };
    }
    let explained = explained(text);
    if explained.len() > 1 {
        return Values { values: unique(explained), ..Values::default() };
    }
    if enumeration {
        let values = bare(&text.plain);
        let code = codes(text);
        let values = if values.len() > 1 || code.is_empty() { values } else { code };
        return Values { values: unique(values), ..Values::default() };
    }
    Values::default()
}

/// `Will always contain the string x`, `Static string 'x'`, `Set to application/json`.
fn constant(text: &Text) -> Option<String> {
    static ALWAYS: Finder = Finder::new(
        "(?i)\\b(?:(?:is|will|are)? ?always (?:be |set to |contains? |contain |has |have |equal to |equals |is |returns )?|static |fixed |constant |(?:must be |is )?set to )(?:the )?(?:string |value |text )?(?:of )?[`'\"“]?([A-Za-z0-9_][A-Za-z0-9_./:+-]*)[`'\"”]?",
    );
    let found = ALWAYS.captures(&text.plain)?.get(1)?;
    let value = found.as_str().trim_end_matches(['.', ':']);
    let end = found.start() + value.len();
    let before = text.plain.get(..found.start())?;
    let behind = text.plain.get(end..)?;
    let marked = text.marks.iter().any(|mark| {
        matches!(mark.kind, MarkKind::Code | MarkKind::Strong | MarkKind::Emphasis)
            && mark.range == (found.start()..end)
    });
    let quoted = before.ends_with(['`', '\'', '"', '“']);
    // Without a mark it is a word of the sentence, unless it looks like a value and the sentence ends with it.
    let looks = value.contains(['/', '_']) && !value.ends_with('_');
    let ends = behind.trim_start().starts_with('.') || behind.trim().is_empty();
    let word = !matches!(value.to_lowercase().as_str(), "true" | "false" | "null");
    (word && (marked || quoted || looks && ends)).then(|| value.to_owned())
}

/// Where values are announced. The weak words need two values that are marked as such.
static STRONG: Finder = Finder::new(
    r"(?i)(?:\b(?:one|any) of(?: the following)?(?: values| strings| options)?\b|\b(?:possible|allowed|valid|accepted|supported|permitted|available|acceptable|enum|potential|predefined) (?:values?|options|types|statuses|states|codes)\b|\bvalues?(?: are| include| is one of)?:|\benum:|\boptions(?: are|:)|\bvalores? (?:posibles|possíveis|permitidos)\b|возможные значения|допустимые значения|可选值|取值)",
);
static WEAK: Finder =
    Finder::new(r"(?i)\b(?:can be|may be|either|must be|should be|could be|will be|is one|values are)\b");

/// The values behind every announcement.
fn announced(text: &Text) -> Vec<String> {
    let mut values = Vec::new();
    let mut start = 0;
    while let Some(end) = STRONG.end(text.plain.get(start..).unwrap_or_default()) {
        let from = start + end;
        values.extend(behind(text, from, 1));
        start = from;
        if values.len() > MOST {
            break;
        }
    }
    if values.is_empty() {
        let from = WEAK.end(&text.plain);
        values = from.map(|from| behind(text, from, 2)).unwrap_or_default();
    }
    values
}

/// The values that a sentence goes on with, or that are listed under it.
fn behind(text: &Text, from: usize, least: usize) -> Vec<String> {
    let rest = text.plain.get(from..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let sentence = sentence_end(rest.get(..line).unwrap_or_default());
    let said = text.slice(from..from + sentence);
    let code = codes(&said);
    if code.len() >= least && !code.is_empty() {
        return code;
    }
    let quoted = quoted(&said.plain);
    if quoted.len() >= least && !quoted.is_empty() {
        return quoted;
    }
    // Nothing but the announcement stands on this line: the values follow, one a line.
    let announced_only = said.plain.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace().count() <= 4;
    if announced_only && from + line < text.plain.len() {
        let below = text.slice(from + line..text.plain.len());
        let listed = if items(&below).is_empty() {
            below.lines().take_while(|line| !is_remark(line)).map_while(leading).collect()
        } else {
            items(&below)
        };
        if listed.len() > 1 || listed.len() == least {
            return listed;
        }
    }
    if least == 1 { bare(&said.plain) } else { Vec::new() }
}

/// The title of a box beside the text.
fn is_remark(line: &str) -> bool {
    let word = line.trim().trim_end_matches(':').to_lowercase();
    matches!(
        word.as_str(),
        "note" | "notes" | "important" | "warning" | "caution" | "tip" | "info" | "hint" | "attention"
    )
}

/// Where a sentence ends: at a full stop before a space, not at one within a value.
fn sentence_end(line: &str) -> usize {
    let bytes = line.as_bytes();
    let end = (0..bytes.len()).find(|&at| {
        matches!(bytes.get(at), Some(b'.' | b';')) && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
    });
    end.unwrap_or(line.len())
}

/// Values that are listed with their meaning, announced or not: two or more lines such as `NEW - It is new`.
fn explained(text: &Text) -> Vec<String> {
    // Items that go on as sentences tell what becomes of a value, and are not a list of them.
    static MEANING: Finder = Finder::new(r"^\s*(?:[-–—:=,(.;]|$)");
    let items = item_texts(text);
    let alone = |item: &&Text| {
        let code = item.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Code | MarkKind::Strong));
        code.and_then(|mark| item.plain.get(mark.range.end..)).is_some_and(|rest| MEANING.is_in(rest))
    };
    let with_code: Vec<_> = items.iter().filter(alone).filter_map(leading_code).collect();
    if !items.is_empty() && with_code.len() == items.len() {
        return with_code;
    }
    let mut best = Vec::new();
    let mut run = Vec::new();
    for line in text.lines() {
        let value = line.split_once(" - ").or_else(|| line.split_once(" – ")).or_else(|| line.split_once(" — "));
        match value
            .map(|(value, _)| value.trim_matches(['"', '\'', '`', '-', '•', ' ']))
            .filter(|value| is_value(value) && !value.contains([',', ':']))
        {
            Some(value) => run.push(value.to_owned()),
            None => {
                if run.len() > best.len() {
                    best.clone_from(&run);
                }
                run.clear();
            }
        }
    }
    if run.len() > best.len() { run } else { best }
}

fn codes(text: &Text) -> Vec<String> {
    let strong =
        || text.marked(&MarkKind::Strong).map(str::to_owned).filter(|value| is_value(value)).collect::<Vec<_>>();
    let code: Vec<_> = text.code().map(unquoted).filter(|value| is_value(value)).map(str::to_owned).collect();
    if code.is_empty() { strong() } else { code }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”', '’', '‘', ','])
}

fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['"', '\'', '“', '‘']) {
        let quote = rest.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('"');
        let close = match quote {
            '“' => '”',
            '‘' => '’',
            other => other,
        };
        let inner = rest.get(open + quote.len_utf8()..).unwrap_or_default();
        let Some(end) = inner.find(close) else { break };
        // An apostrophe opens nothing.
        let value = inner.get(..end).unwrap_or_default();
        let apostrophe =
            quote == '\'' && rest.get(..open).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        if apostrophe {
            rest = inner;
            continue;
        }
        if is_value(value) {
            found.push(value.to_owned());
        }
        rest = inner.get(end + close.len_utf8()..).unwrap_or_default();
    }
    found
}

/// A comma list of single words: `Created, Completed or Failed`.
fn bare(text: &str) -> Vec<String> {
    let text = text.trim().trim_start_matches([':', '-', '=']).trim().trim_end_matches('.');
    let parts: Vec<String> = text
        .split([',', ';', '|', '\n', '/'])
        .flat_map(|part| part.split(" or ").flat_map(|part| part.split(" and ")))
        .map(|part| {
            let part = part.trim();
            let part = part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part);
            unquoted(part).to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    let fits = |part: &String| is_value(part) && !part.contains(char::is_whitespace);
    if parts.len() > 1 && parts.iter().all(fits) { parts } else { Vec::new() }
}

fn items(text: &Text) -> Vec<String> {
    let items = item_texts(text);
    let values: Vec<_> = items.iter().map_while(|item| leading_code(item).or_else(|| leading(&item.plain))).collect();
    if values.len() * 2 > items.len() { values } else { Vec::new() }
}

/// The outermost list items.
fn item_texts(text: &Text) -> Vec<Text> {
    let depth = |mark: &Mark| if let MarkKind::Item(depth) = mark.kind { Some(depth) } else { None };
    let outermost = text.marks.iter().filter_map(depth).min();
    text.marks
        .iter()
        .filter(|mark| depth(mark).is_some() && depth(mark) == outermost)
        .map(|mark| text.slice(mark.range.clone()))
        .collect()
}

/// The code that a list item begins with.
fn leading_code(item: &Text) -> Option<String> {
    let first = item.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Code | MarkKind::Strong))?;
    let before = item.plain.get(..first.range.start)?;
    let value = unquoted(item.plain.get(first.range.clone())?);
    (before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() && is_value(value)).then(|| value.to_owned())
}

/// The value that a line begins with: `CLO - Closed.`, `NEW`, `"a": the first`.
fn leading(line: &str) -> Option<String> {
    static MEANING: Finder = Finder::new(r"^(.{1,60}?)(?:\s+[-–—=→]+\s|:\s|\s*\(|,\s|;|\s*$)");
    let line = line.trim().trim_start_matches(['-', '•', '*', ' ']);
    let head = MEANING.first(line)?.trim();
    let value = unquoted(head);
    // A sentence is no value; a word or a few that are followed by their meaning are.
    let whole = head.len() == line.len();
    let words = value.split_whitespace().count();
    (is_value(value) && words <= if whole { 2 } else { 3 } && !(whole && value.ends_with('.')))
        .then(|| value.to_owned())
}

/// Whether text could stand on the wire as a value of an enumeration.
fn is_value(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 80
        && !text.contains(['\n', '\t', '{', '}', '<', '>', '`'])
        && text.chars().any(char::is_alphanumeric)
        && text.split_whitespace().count() <= 4
}

fn unique(values: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    values.into_iter().filter(|value| seen.insert(value.clone())).take(MOST).collect()
}

/// The value that is taken where there is none: `Default is x`, `Defaults to x`.
pub(crate) fn default(text: &Text) -> Option<String> {
    static DEFAULT: Finder = Finder::new(
        "(?i)\\bdefault(?:s|ed)?(?: value)?(?: is|s| to|:|=)+(?: set)?(?: to)?\\s*[`'\"“]?([A-Za-z0-9_][A-Za-z0-9_.:/+-]*)[`'\"”]?",
    );
    let found = DEFAULT.first(&text.plain)?.trim_end_matches(['.', ':']);
    (!matches!(found.to_lowercase().as_str(), "the" | "a" | "an" | "none" | "null" | "your" | "is" | "to" | "value"))
        .then(|| found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, enumeration: bool) -> Vec<String> {
        prose(&marked(text), enumeration).values
    }

    /// A text whose words between backticks are code.
    fn marked(text: &str) -> Text {
        let mut out = Text::default();
        for (index, part) in text.split('`').enumerate() {
            let start = out.plain.len();
            out.plain += part;
            if index % 2 == 1 {
                out.marks.push(Mark { kind: MarkKind::Code, range: start..out.plain.len() });
            }
        }
        out
    }

    #[test]
    fn values_are_found_in_prose() {
        assert_eq!(values("Its state. One of `a`, `b` or `c`. See `d`.", false), ["a", "b", "c"]);
        assert_eq!(values("Possible values: open, closed.", false), ["open", "closed"]);
        assert_eq!(values("Can be `live` or `test`.", false), ["live", "test"]);
        assert_eq!(values("Can be changed with `update`.", false), [""; 0]);
        assert_eq!(
            values("State. One of the following:\nNEW\nCLO - Closed.\nERR - Error.", false),
            ["NEW", "CLO", "ERR"]
        );
        assert_eq!(
            values("How it went.\nmatch - The same.\npartial match - In part.", false),
            ["match", "partial match"]
        );
        assert_eq!(values("Either \"credit\" or \"debit\"", false), ["credit", "debit"]);
        assert_eq!(values("Created, Completed, Failed", true), ["Created", "Completed", "Failed"]);
        assert_eq!(values("Created, Completed, Failed", false), [""; 0]);
        assert_eq!(values("One of the reasons that the merchant gave.", false), [""; 0]);
    }

    #[test]
    fn a_value_that_is_always_there_is_a_constant() {
        assert_eq!(
            prose(&marked("Will always contain the string `webhook` here."), false).constant.as_deref(),
            Some("webhook")
        );
        assert_eq!(
            prose(&marked("Static string 'agent_read'. It tells."), false).constant.as_deref(),
            Some("agent_read")
        );
        assert_eq!(prose(&marked("Set to application/json."), false).constant.as_deref(), Some("application/json"));
        assert_eq!(prose(&marked("It is always present."), false).constant, None);
        assert_eq!(prose(&marked("Static text of the merchant."), false).constant, None);
    }

    #[test]
    fn defaults_are_found() {
        assert_eq!(default(&marked("Options: `live` and `test`. Default is `live`.")).as_deref(), Some("live"));
        assert_eq!(default(&marked("Defaults to 10.")).as_deref(), Some("10"));
        assert_eq!(default(&marked("The default currency")), None);
    }
}
