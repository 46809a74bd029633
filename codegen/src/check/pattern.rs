//! Patterns: the part of ECMA-262's regular expressions that can be checked in one pass without going back.
//!
//! ```text
//! pattern     = "^" steps [ "(" steps { "|" steps } ")" steps ] [ "$" ]
//! step        = ( character | "." | "\d" | "[" class "]" ) [ "?" | "*" | "+" | "{n}" | "{n,}" | "{n,m}" ]
//! ```
//!
//! What stands around the parentheses becomes part of each alternative.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::class;
use crate::model::{Alternative, Class, Pattern, Step};

/// What a pattern cannot be, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PatternFault {
    pub(super) at: Range<usize>,
    pub(super) message: String,
}

/// The most that a quantifier may count.
const MAX_COUNT: u32 = 100_000;

/// The longest pattern, in bytes: looking for repeats that overlap takes the square of it.
const MAX_BYTES: usize = 1_000;

/// Reads a pattern.
pub(super) fn parse(source: &str) -> Result<Pattern, PatternFault> {
    if source.len() > MAX_BYTES {
        return Err(PatternFault { at: 0..source.len(), message: format!("a pattern has {MAX_BYTES} bytes at most") });
    }
    let mut parser = Parser { source, characters: source.char_indices().peekable() };
    let pattern = parser.pattern()?;
    for alternative in &pattern.alternatives {
        one_pass(alternative, source)?;
    }
    Ok(pattern)
}

struct Parser<'s> {
    source: &'s str,
    characters: Peekable<CharIndices<'s>>,
}

impl Parser<'_> {
    fn pattern(&mut self) -> Result<Pattern, PatternFault> {
        if !self.eat('^') {
            return Err(self.fault_at(0..self.peek_end(), "a pattern starts with `^`"));
        }
        let before = self.steps()?;
        let mut alternatives = vec![before];
        if self.eat('(') {
            let group = self.group()?;
            let after = self.steps()?;
            let before = alternatives.pop().unwrap_or_default();
            alternatives = group.into_iter().map(|within| [before.clone(), within, after.clone()].concat()).collect();
        }
        let to_end = self.eat('$');
        if let Some(&(at, character)) = self.characters.peek() {
            return Err(self.fault(at, trailing(character, to_end)));
        }
        if alternatives.iter().any(Vec::is_empty) {
            return Err(self.fault_at(0..self.source.len(), "an alternative without a character says nothing"));
        }
        Ok(Pattern { source: self.source.to_owned(), alternatives, to_end })
    }

    /// What stands between parentheses, the first of them already read.
    fn group(&mut self) -> Result<Vec<Alternative>, PatternFault> {
        if self.eat('?') {
            let at = self.position();
            if !self.eat(':') {
                return Err(
                    self.fault(at.saturating_sub(1), "look-around and named groups cannot be checked in one pass")
                );
            }
        }
        let mut alternatives = vec![self.steps()?];
        while self.eat('|') {
            alternatives.push(self.steps()?);
        }
        let at = self.position();
        if !self.eat(')') {
            return Err(self.fault(at, "`)` is missing here; within parentheses stand characters, classes and `|`"));
        }
        match self.characters.peek() {
            Some(&(at, '?' | '*' | '+' | '{')) => Err(self.fault(at, "a group cannot be repeated")),
            _ => Ok(alternatives),
        }
    }

    fn steps(&mut self) -> Result<Alternative, PatternFault> {
        let mut steps = Vec::new();
        while let Some(&(at, character)) = self.characters.peek() {
            if matches!(character, '(' | ')' | '|' | '$' | '^') {
                break;
            }
            self.characters.next();
            let class = self.class(at, character)?;
            let (min, max) = self.count()?;
            steps.push(Step { class, min, max });
        }
        Ok(steps)
    }

    fn class(&mut self, at: usize, character: char) -> Result<Class, PatternFault> {
        match character {
            '.' => Ok(class::any()),
            '[' => self.brackets(at),
            '\\' => self.escape(at),
            '?' | '*' | '+' | '{' => Err(self.fault(at, "there is nothing here to repeat")),
            ']' | '}' => Err(self.fault(at, "this stands for itself only behind a backslash")),
            other => Ok(class::of(&[(other, other)])),
        }
    }

    fn escape(&mut self, at: usize) -> Result<Class, PatternFault> {
        match self.characters.next() {
            Some((_, 'd')) => Ok(class::digits()),
            Some((_, c)) if c.is_ascii_punctuation() => Ok(class::of(&[(c, c)])),
            Some((end, c)) => {
                Err(self.fault_at(at..end + c.len_utf8(), "of the letters behind a backslash only `\\d` is known"))
            }
            None => Err(self.fault(at, "the pattern ends in a backslash")),
        }
    }

    fn brackets(&mut self, start: usize) -> Result<Class, PatternFault> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            let Some((at, character)) = self.characters.next() else {
                return Err(self.fault_at(start..self.source.len(), "`]` is missing"));
            };
            let low = match character {
                ']' => break,
                '\\' => self.escape(at)?,
                other => class::of(&[(other, other)]),
            };
            self.range(at, &low, &mut ranges)?;
        }
        if ranges.is_empty() {
            return Err(self.fault(start, "no character is in this class"));
        }
        let class = class::of(&ranges);
        Ok(if negated { class::not(&class) } else { class })
    }

    /// What follows `low` in brackets: `-high`, or nothing.
    fn range(&mut self, at: usize, low: &Class, ranges: &mut Vec<(char, char)>) -> Result<(), PatternFault> {
        let mut ahead = self.characters.clone();
        let dash = matches!(ahead.next(), Some((_, '-'))) && !matches!(ahead.peek(), Some((_, ']')) | None);
        let [(first, last)] = low.ranges[..] else {
            ranges.extend(&low.ranges);
            return Ok(());
        };
        if !dash || first != last {
            ranges.extend(&low.ranges);
            return Ok(());
        }
        self.characters.next();
        let high = match self.characters.next() {
            Some((at, '\\')) => self.escape(at)?,
            Some((_, other)) => class::of(&[(other, other)]),
            None => return Err(self.fault(at, "`]` is missing")),
        };
        match high.ranges[..] {
            [(high, same)] if high == same && first <= high => ranges.push((first, high)),
            _ => {
                let end = self.position();
                return Err(self.fault_at(at..end, "this is no range from a lower to a higher character"));
            }
        }
        Ok(())
    }

    /// A quantifier, or once.
    fn count(&mut self) -> Result<(u32, Option<u32>), PatternFault> {
        let Some(&(at, character)) = self.characters.peek() else { return Ok((1, Some(1))) };
        let count = match character {
            '?' => (0, Some(1)),
            '*' => (0, None),
            '+' => (1, None),
            '{' => return self.braces(at),
            _ => return Ok((1, Some(1))),
        };
        self.characters.next();
        self.greedy(count)
    }

    fn braces(&mut self, start: usize) -> Result<(u32, Option<u32>), PatternFault> {
        let rest = self.source.get(start + 1..).unwrap_or_default();
        let Some((inside, _)) = rest.split_once('}') else {
            return Err(self.fault(start, "`}` is missing; a brace stands for itself behind a backslash"));
        };
        for _ in 0..inside.chars().count() + 2 {
            self.characters.next();
        }
        let number =
            |text: &str| text.parse().ok().filter(|n| *n <= MAX_COUNT && text.bytes().all(|b| b.is_ascii_digit()));
        let count = match inside.split_once(',') {
            None => number(inside).map(|n| (n, Some(n))),
            Some((min, "")) => number(min).map(|min| (min, None)),
            Some((min, max)) => number(min).zip(number(max)).map(|(min, max)| (min, Some(max))),
        };
        match count {
            Some((min, max)) if max.is_none_or(|max| min <= max && max > 0) => self.greedy((min, max)),
            _ => {
                let end = start + inside.len() + 2;
                Err(self.fault_at(
                    start..end,
                    &format!("this counts nothing: `{{n}}`, `{{n,}}` or `{{n,m}}`, to {MAX_COUNT}"),
                ))
            }
        }
    }

    fn greedy(&mut self, count: (u32, Option<u32>)) -> Result<(u32, Option<u32>), PatternFault> {
        match self.characters.peek() {
            Some(&(at, '?' | '*' | '+' | '{')) => Err(self.fault(at, "one quantifier is enough")),
            _ => Ok(count),
        }
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.characters.next_if(|(_, character)| *character == wanted).is_some()
    }

    fn position(&mut self) -> usize {
        self.characters.peek().map_or(self.source.len(), |(at, _)| *at)
    }

    fn peek_end(&self) -> usize {
        self.source.chars().next().map_or(0, char::len_utf8)
    }

    fn fault(&self, at: usize, message: &str) -> PatternFault {
        let width = self.source.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.fault_at(at..at + width, message)
    }

    fn fault_at(&self, at: Range<usize>, message: &str) -> PatternFault {
        PatternFault { at: at.start..at.end.min(self.source.len()), message: message.to_owned() }
    }
}

fn trailing(character: char, to_end: bool) -> &'static str {
    match character {
        _ if to_end => "nothing may follow `$`",
        '|' => "alternatives stand in parentheses, as in `^(a|b)`",
        '(' => "a pattern has one pair of parentheses at most",
        '^' => "`^` stands at the start alone",
        _ => "there is nothing that this closes",
    }
}

/// Refuses a repeat behind which the same character could go on.
fn one_pass(alternative: &Alternative, source: &str) -> Result<(), PatternFault> {
    for (index, step) in alternative.iter().enumerate() {
        if step.max == Some(step.min) {
            continue;
        }
        for following in alternative.iter().skip(index + 1) {
            if class::overlap(&step.class, &following.class) {
                return Err(PatternFault {
                    at: 0..source.len(),
                    message: format!(
                        "the repeat of {} is followed by {}, so that one cannot tell where it ends",
                        class::shown(&step.class),
                        class::shown(&following.class)
                    ),
                });
            }
            if following.min > 0 {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
