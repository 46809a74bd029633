//! The reader: a text, where it came from, and what has been found wrong with it.

use std::borrow::Cow;

use crate::error::{Position, SyntaxError, SyntaxErrorKind};
use crate::fault::{Fault, FaultKind};
use crate::report::{JsonType, Profile};
use crate::scan;
use crate::shape::{Rule, Shape};

/// How deep objects and arrays may be nested.
pub const MAX_DEPTH: u32 = 127;

/// How many violations of one payload are kept. More are counted: a body of a few megabytes that breaks a rule every few
/// bytes must not cost gigabytes to report.
pub const MAX_VIOLATIONS: usize = 10_000;

/// The position after a value, or the word to stop.
pub type Next = Result<usize, Stop>;

/// Reading ended before the text did: the text is not strict JSON, or a typed value cannot be made of it. Which, stands in
/// the reader, so that this takes no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

/// Reads one text, of lifetime `'t`; what is decoded may borrow from it if the text is also lent for `'a`.
#[derive(Debug)]
pub struct Reader<'t, 'a> {
    pub(crate) text: &'t str,
    pub(crate) bytes: &'t [u8],
    /// The same text, if decoded values may borrow from it; else an empty one, and they own what they hold.
    pub(crate) loan: &'a str,
    pub(crate) profile: Profile,
    /// Reading goes on after every fault; else the first structural one stops it.
    diagnosing: bool,
    depth: u32,
    /// The object type whose members are being read, for the faults.
    pub(crate) shape: Option<&'static Shape>,
    pub(crate) faults: Vec<Fault>,
    /// Faults beyond those that are kept.
    pub(crate) omitted: usize,
    pub(crate) syntax: Option<(usize, SyntaxErrorKind)>,
    /// Where strings with escapes are put together.
    pub(crate) scratch: String,
    /// Where the names of unknown members start, if somebody wants to know.
    pub(crate) unknown: Option<Vec<usize>>,
    /// A line has stopped only because its member is not where it is expected.
    pub(crate) elsewhere: bool,
}

impl<'a> Reader<'a, 'a> {
    /// A reader whose decoded values borrow from the text.
    pub(crate) fn lending(text: &'a str) -> Self {
        Self { loan: text, ..Reader::owning(text) }
    }
}

impl<'t, 'a> Reader<'t, 'a> {
    /// A reader whose decoded values own what they hold.
    pub(crate) fn owning(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            loan: "",
            profile: Profile::Effective,
            diagnosing: false,
            depth: 0,
            shape: None,
            faults: Vec::new(),
            omitted: 0,
            syntax: None,
            scratch: String::new(),
            unknown: None,
            elsewhere: false,
        }
    }

    /// Goes on after every fault, by the rules of `profile`.
    pub(crate) fn diagnosing(self, profile: Profile) -> Self {
        Self { profile, diagnosing: true, ..self }
    }

    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        scan::byte(self.bytes, at)
    }

    #[inline]
    pub(crate) fn space(&self, at: usize) -> usize {
        scan::space(self.bytes, at)
    }

    /// A piece of the text. Positions come from scanning, so they are on character boundaries.
    #[inline]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A piece of the text, borrowed if it may be.
    #[inline]
    pub(crate) fn lend(&self, start: usize, end: usize) -> Cow<'a, str> {
        match self.borrowed(start, end) {
            Some(piece) => Cow::Borrowed(piece),
            None => self.copied(start, end),
        }
    }

    /// A piece of the text, if it may be borrowed. What is read most asks for this first and for [`Reader::copied`] then:
    /// one `Cow` of both, as [`Reader::lend`] makes it, costs a hundredth of all decoding.
    #[inline]
    pub(crate) fn borrowed(&self, start: usize, end: usize) -> Option<&'a str> {
        self.loan.get(start..end)
    }

    #[cold]
    pub(crate) fn copied(&self, start: usize, end: usize) -> Cow<'a, str> {
        Cow::Owned(self.slice(start, end).to_owned())
    }

    /// Whether what is here may have something in it.
    #[inline]
    pub(crate) fn may_enter(&self) -> bool {
        self.depth < MAX_DEPTH
    }

    /// Goes one level down.
    #[inline]
    pub(crate) fn enter(&mut self, at: usize) -> Result<(), Stop> {
        if !self.may_enter() {
            return self.syntax(at, SyntaxErrorKind::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back up.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The text is not JSON here.
    #[cold]
    pub(crate) fn syntax<T>(&mut self, at: usize, kind: SyntaxErrorKind) -> Result<T, Stop> {
        // A text that ends too early is wrong where it ends, whatever was expected there.
        let ended = at >= self.bytes.len() && kind != SyntaxErrorKind::TooDeep;
        self.syntax = Some((at, if ended { SyntaxErrorKind::UnexpectedEnd } else { kind }));
        Err(Stop)
    }

    /// A rule is broken. Goes on if a value can be had all the same, or if none is wanted.
    #[cold]
    pub(crate) fn fault(&mut self, at: usize, kind: FaultKind, rule: &'static Rule) -> Result<(), Stop> {
        if self.faults.len() < MAX_VIOLATIONS {
            self.faults.push(Fault { at, kind, rule, shape: self.shape });
        } else {
            self.omitted += 1;
        }
        if self.diagnosing || !kind.is_structural() { Ok(()) } else { Err(Stop) }
    }

    /// The value at `at` is not of the type that the rule asks for, if it is a value at all.
    #[cold]
    pub(crate) fn mistyped(&mut self, at: usize, rule: &'static Rule) -> Next {
        let found = match self.byte(at) {
            b'"' => JsonType::String,
            b'{' => JsonType::Object,
            b'[' => JsonType::Array,
            b't' | b'f' => JsonType::Boolean,
            b'n' => JsonType::Null,
            b'-' | b'0'..=b'9' => JsonType::Number,
            _ => return self.no_value(at),
        };
        // The value is read before it is called mistyped: broken JSON is broken JSON.
        let end = self.skip(at)?;
        let whole = found == JsonType::Number && !self.slice(at, end).contains(['.', 'e', 'E']);
        self.fault(at, FaultKind::Type(if whole { JsonType::Integer } else { found }), rule)?;
        Ok(end)
    }

    /// No value starts at `at`. A space can only be there for a line, which leaves it to the loop.
    #[cold]
    pub(crate) fn no_value(&mut self, at: usize) -> Next {
        match self.byte(at) {
            b' ' | b'\t' | b'\n' | b'\r' => self.elsewhere(),
            _ => self.syntax(at, SyntaxErrorKind::ExpectedValue),
        }
    }

    /// The error that stopped the reader, for people.
    pub(crate) fn syntax_error(&self) -> Option<SyntaxError> {
        let (offset, kind) = self.syntax?;
        Some(SyntaxError { kind, position: Position::of(self.bytes, offset) })
    }
}
