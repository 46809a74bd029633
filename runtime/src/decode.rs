//! From bytes to values and verdicts.

use std::fmt;
use std::ops::Deref;

use crate::error::{DecodeErrors, Position, SyntaxError, SyntaxErrorKind};
use crate::expected::{Asked, Expected};
use crate::fault::{self, Fault};
use crate::judge::{ANYTHING, Judge};
use crate::locate;
use crate::reader::{Next, Reader};
use crate::record::{DynRecord, Record};
use crate::report::{JsonType, Keyword, Measure, Profile, Report, SchemaRow, Severity, Violation};
use crate::shape::Shape;

/// A decoded value, with the text that it came from.
///
/// It behaves as the value. Decoding is lenient about value rules, so ask [`Decoded::validate`] for the verdict: for a
/// payload that keeps the effective rules the answer is known already and costs nothing.
#[derive(Clone)]
pub struct Decoded<'a, T> {
    value: T,
    body: &'a str,
    /// The table of the payload; none if no schema knows it.
    shape: Option<&'static Shape>,
    /// The effective rules that were broken on the way.
    faults: Vec<Fault>,
    /// Faults beyond those that are kept.
    omitted: usize,
}

/// Decodes a body into a value that borrows from it.
///
/// # Errors
/// If the body is not strict JSON, or has values that the type cannot hold: all of them are listed.
pub fn decode<'a, T: Record<'a> + Default>(body: &'a [u8]) -> Result<Decoded<'a, T>, DecodeErrors> {
    let text = text(body)?;
    let mut decoded = Decoded { value: T::default(), body: text, shape: None, faults: Vec::new(), omitted: 0 };
    let mut reader = Reader::lending(text);
    fill(&mut reader, &mut decoded.value)?;
    decoded.shape = Some(T::SHAPE);
    decoded.faults = reader.faults;
    decoded.omitted = reader.omitted;
    Ok(decoded)
}

/// Decodes a body into a value that owns what it holds.
///
/// # Errors
/// As [`decode`].
pub fn decode_owned<T: Record<'static> + Default>(body: &[u8]) -> Result<T, DecodeErrors> {
    let mut value = T::default();
    fill(&mut Reader::owning(text(body)?), &mut value)?;
    Ok(value)
}

/// Holds a body against all rules of a profile, without building anything.
///
/// # Errors
/// If the body is not strict JSON.
pub fn validate(body: &[u8], shape: &'static Shape, profile: Profile) -> Result<Report, SyntaxError> {
    judge(text(body).map_err(|error| *error)?, shape, profile)
}

/// Holds a value against all rules of a profile: the same judgement as for the text that it is written as.
pub(crate) fn validate_value(value: &dyn DynRecord<'_>, profile: Profile) -> Report {
    let text = crate::write::to_json(value);
    judge(&text, value.shape(), profile).unwrap_or_else(|error| unwritable(&error))
}

/// A value that a hand has made of pieces that do not go together: raw values that nest too deep where they were put.
fn unwritable(error: &SyntaxError) -> Report {
    let violation = Violation {
        pointer: String::new(),
        keyword: Keyword::Type,
        severity: Severity::Error,
        property: None,
        expected: Expected(Asked::Json(error.kind)),
        actual: Measure::Type(JsonType::Object),
        schema: SchemaRow { file: "", place: WHOLE.place },
    };
    Report { violations: vec![violation], omitted: 0 }
}

/// Copies a value into one that owns what it holds. Both are of the same type but for the lifetime.
pub fn copy<O: Record<'static> + Default>(value: &dyn DynRecord<'_>) -> O {
    let text = crate::write::to_json(value);
    let mut copy = O::default();
    // Faults do not stop a diagnosing reader, so every field is filled whatever rules the value breaks.
    let mut reader = Reader::owning(&text).diagnosing(Profile::Effective);
    let read = reader.whole(|reader, at| reader.record(at, &WHOLE, &mut copy));
    debug_assert!(read.is_ok(), "what the writer writes, the reader reads");
    copy
}

/// The text of a body, if it is UTF-8.
fn text(body: &[u8]) -> Result<&str, Box<SyntaxError>> {
    simdutf8::basic::from_utf8(body).map_err(|_| {
        let valid = simdutf8::compat::from_utf8(body).err().map_or(0, |error| error.valid_up_to());
        Box::new(SyntaxError { kind: SyntaxErrorKind::InvalidUtf8, position: Position::of(body, valid) })
    })
}

impl From<Box<SyntaxError>> for DecodeErrors {
    fn from(error: Box<SyntaxError>) -> Self {
        Self::of_syntax(Some(*error))
    }
}

/// Reads a whole text into a value. Broken rules that do not keep it from being one stand in the reader then.
pub(crate) fn fill<'a, T: Record<'a>>(reader: &mut Reader<'_, 'a>, value: &mut T) -> Result<(), DecodeErrors> {
    let read = reader.whole(|reader, at| reader.record(at, &WHOLE, value));
    if read.is_ok() { Ok(()) } else { Err(unfilled(reader, T::SHAPE)) }
}

#[cold]
fn unfilled(reader: &Reader<'_, '_>, shape: &'static Shape) -> DecodeErrors {
    match reader.syntax_error() {
        None => misfits(reader.text, shape),
        syntax => DecodeErrors::of_syntax(syntax),
    }
}

/// Everything that keeps a text from being decoded.
#[cold]
fn misfits(text: &str, shape: &'static Shape) -> DecodeErrors {
    let mut reader = Reader::owning(text).diagnosing(Profile::Effective);
    if reader.root(shape).is_err() {
        return DecodeErrors::of_syntax(reader.syntax_error());
    }
    let structural = reader.faults.iter().filter(|fault| fault.kind.is_structural()).copied().collect();
    DecodeErrors {
        syntax: None,
        violations: fault::report(text, structural, 0, Profile::Effective).violations,
        report: fault::report(text, reader.faults, reader.omitted, Profile::Effective),
    }
}

fn judge(text: &str, shape: &'static Shape, profile: Profile) -> Result<Report, SyntaxError> {
    let mut reader = Reader::lending(text).diagnosing(profile);
    match (reader.root(shape), reader.syntax_error()) {
        (Err(_), Some(error)) => Err(error),
        _ if reader.faults.is_empty() => Ok(Report::default()),
        _ => Ok(fault::report(text, reader.faults, reader.omitted, profile)),
    }
}

impl Reader<'_, '_> {
    /// Judges the whole text as one object.
    pub(crate) fn root(&mut self, shape: &'static Shape) -> Next {
        self.shape = Some(shape);
        self.whole(|reader, at| match reader.byte(at) {
            b'{' => reader.object(at, shape, Judge(shape)),
            _ => reader.mistyped(at, &WHOLE),
        })
    }

    /// Reads the whole text as one value.
    pub(crate) fn whole(&mut self, value: impl FnOnce(&mut Self, usize) -> Next) -> Next {
        if self.text.starts_with('\u{feff}') {
            return self.syntax(0, SyntaxErrorKind::ByteOrderMark);
        }
        let start = self.space(0);
        let end = value(self, start)?;
        let end = self.space(end);
        if end < self.bytes.len() {
            return self.syntax(end, SyntaxErrorKind::TrailingText);
        }
        Ok(end)
    }
}

/// The rule of a payload as such.
static WHOLE: crate::shape::Rule = crate::shape::Rule::free_object();

impl<'a, T> Decoded<'a, T> {
    /// A payload that no schema knows, read strictly all the same.
    pub(crate) fn unknown(body: &'a [u8], value: impl FnOnce(&'a str) -> T) -> Result<Self, DecodeErrors> {
        let text = text(body)?;
        let mut reader = Reader::lending(text);
        match reader.whole(|reader, at| reader.judge(at, &ANYTHING)) {
            Ok(_) => Ok(Self { value: value(text), body: text, shape: None, faults: Vec::new(), omitted: 0 }),
            Err(_) => Err(DecodeErrors::of_syntax(reader.syntax_error())),
        }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The text that the value came from.
    pub fn body(&self) -> &'a str {
        self.body
    }

    /// The same body, with something made of the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Decoded<'a, U> {
        let Self { value, body, shape, faults, omitted } = self;
        Decoded { value: change(value), body, shape, faults, omitted }
    }

    /// Holds the body against all rules of a profile. What no schema knows has no rules.
    pub fn validate(&self, profile: Profile) -> Report {
        match (self.shape, profile) {
            (None, _) => Report::default(),
            (Some(_), Profile::Effective) if self.faults.is_empty() => Report::default(),
            (Some(_), Profile::Effective) => fault::report(self.body, self.faults.clone(), self.omitted, profile),
            // The text was read before, so it cannot turn out not to be JSON now.
            (Some(shape), Profile::Documented) => judge(self.body, shape, profile).unwrap_or_default(),
        }
    }

    /// Pointers to the members that the schema does not know. They never make a payload invalid.
    pub fn unknown_members(&self) -> Vec<String> {
        let Some(shape) = self.shape else { return Vec::new() };
        let mut reader = Reader::owning(self.body).diagnosing(Profile::Effective);
        reader.unknown = Some(Vec::new());
        let read = reader.root(shape);
        match (read, reader.unknown) {
            (Ok(_), Some(offsets)) => locate::pointers(self.body, &offsets),
            _ => Vec::new(),
        }
    }
}

impl<T> Deref for Decoded<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Decoded<'_, T> {
    /// The value alone: the body may hold what the value's `Debug` leaves out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
