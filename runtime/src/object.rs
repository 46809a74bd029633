//! The object loop: everything that reads an object with rows goes through it.

use std::borrow::Cow;

use crate::error::SyntaxErrorKind;
use crate::fault::FaultKind;
use crate::names::Names;
use crate::reader::{Next, Reader, Stop};
use crate::record::Record;
use crate::report::Profile;
use crate::shape::{Groups, Key, Rule, Shape};

impl<'t, 'a> Reader<'t, 'a> {
    /// Reads an object into a record, if it is one.
    ///
    /// # Errors
    /// If the text is not JSON, the value is not an object, or a value in it stops decoding.
    #[inline]
    pub fn record(&mut self, at: usize, rule: &'static Rule, record: &mut dyn Record<'a>) -> Next {
        if self.byte(at) != b'{' {
            return self.mistyped(at, rule);
        }
        let shape = record.shape();
        self.object(at, shape, record)
    }

    /// Reads the object at `at` by a table: members come mostly in the table's order, so the next row's name is compared
    /// first, and only a name that comes out of order is looked for.
    ///
    /// # Errors
    /// If the text is not JSON, or decoding cannot go on.
    pub(crate) fn object(&mut self, start: usize, shape: &'static Shape, record: &mut dyn Record<'a>) -> Next {
        self.enter(start)?;
        let outer = self.shape.replace(shape);
        let mut members = Members::new(shape);
        let mut at = self.space(start + 1);
        if self.byte(at) == b'}' {
            at += 1;
        } else {
            loop {
                if let Some(end) = self.run(&mut at, &mut members, record)? {
                    at = end;
                    break;
                }
                if let Some(end) = self.out_of_order(&mut at, &mut members, record)? {
                    at = end;
                    break;
                }
            }
        }
        self.complete(start, &members)?;
        self.shape = outer;
        self.leave();
        Ok(at)
    }

    /// Reads members as long as they come in the table's order; gives the end of the object if it was reached.
    #[inline]
    fn run(
        &mut self,
        place: &mut usize,
        members: &mut Members<'t>,
        record: &mut dyn Record<'a>,
    ) -> Result<Option<usize>, Stop> {
        let shape = members.shape;
        let mut at = *place;
        let mut index = members.next;
        for field in shape.fields.get(index..).unwrap_or_default() {
            if !self.starts(at, &field.key) || (members.broken && members.has(index)) {
                break;
            }
            let rule = match self.profile {
                Profile::Effective => &field.rule,
                Profile::Documented => shape.documented.get(index).unwrap_or(&field.rule),
            };
            let value = self.space(at + field.key.len);
            let end = record.field(index, self, value, rule)?;
            if members.broken {
                members.mark(index);
            }
            index += 1;
            match self.behind_member(end)? {
                Behind::Next(next) => at = next,
                Behind::End(end) => {
                    members.next = index;
                    return Ok(Some(end));
                }
            }
        }
        members.next = index;
        *place = at;
        Ok(None)
    }

    /// Reads one member wherever its row is; gives the end of the object if it was the last one.
    #[cold]
    fn out_of_order(
        &mut self,
        place: &mut usize,
        members: &mut Members<'t>,
        record: &mut dyn Record<'a>,
    ) -> Result<Option<usize>, Stop> {
        let at = *place;
        let (name, end) = self.name(at)?;
        let row = members.look_up(name);
        if row == Name::Repeated {
            return self.syntax(at, SyntaxErrorKind::DuplicateName);
        }
        let value = self.colon(end + 1)?;
        let end = match row {
            Name::Row(index) => {
                members.take(index);
                match members.shape.rule(index, self.profile) {
                    Some(rule) => record.field(index, self, value, rule)?,
                    None => self.skip(value)?,
                }
            }
            Name::Stranger | Name::Repeated => self.stranger(value)?,
        };
        match self.behind_member(end)? {
            Behind::Next(next) => {
                *place = next;
                Ok(None)
            }
            Behind::End(end) => Ok(Some(end)),
        }
    }

    /// What follows a member that ends at `at`.
    #[inline]
    fn behind_member(&mut self, mut at: usize) -> Result<Behind, Stop> {
        if self.byte(at) <= b' ' {
            at = self.space(at);
        }
        match self.byte(at) {
            b',' => Ok(Behind::Next(self.space(at + 1))),
            b'}' => Ok(Behind::End(at + 1)),
            _ => self.syntax(at, SyntaxErrorKind::ExpectedCommaOrEnd),
        }
    }

    /// Whether `"name":` stands at `at`: compared as a whole window where there is one, which takes one step.
    #[inline]
    fn starts(&self, at: usize, key: &Key) -> bool {
        let Some(window) = self.bytes.get(at..).and_then(<[u8]>::first_chunk::<{ Key::WINDOW }>) else {
            return key.len > 0 && self.bytes.get(at..at + key.len) == key.bytes.get(..key.len);
        };
        let mut different = 0;
        for ((byte, expected), mask) in window.iter().zip(&key.bytes).zip(&key.mask) {
            different |= (byte ^ expected) & mask;
        }
        different == 0
    }

    /// Passes over the value of a member that has no row.
    #[cold]
    fn stranger(&mut self, value: usize) -> Next {
        if let Some(unknown) = &mut self.unknown {
            unknown.push(value);
        }
        self.skip(value)
    }

    /// Passes over the value of a row that a record does not know: only a record and a table that were not made for each
    /// other come to this.
    ///
    /// # Errors
    /// If the text is not JSON.
    pub fn unknown_row(&mut self, at: usize) -> Next {
        self.skip(at)
    }

    /// Holds what is there against what must be.
    #[inline]
    fn complete(&mut self, start: usize, members: &Members<'t>) -> Result<(), Stop> {
        let whole = !members.broken && members.next == members.shape.fields.len();
        if whole && members.shape.groups.is_empty() {
            return Ok(());
        }
        self.complete_slow(start, members)
    }

    fn complete_slow(&mut self, start: usize, members: &Members<'t>) -> Result<(), Stop> {
        let shape = members.shape;
        for index in 0..shape.fields.len() {
            if let Some(rule) = shape.rule(index, self.profile)
                && rule.required
                && !members.has(index)
            {
                self.fault(start, FaultKind::Missing(index), rule)?;
            }
        }
        for (index, group) in shape.groups.iter().enumerate() {
            let present = group.members.iter().filter(|&&member| members.has(usize::from(member))).count();
            let kept = match group.keyword {
                Groups::ExactlyOneOf => present == 1,
                Groups::AtMostOneOf => present <= 1,
                Groups::AtLeastOneOf => present >= 1,
            };
            if !kept {
                self.fault(start, FaultKind::Group(index, present), &crate::judge::ANYTHING)?;
            }
        }
        Ok(())
    }
}

/// So many words of bits are kept in place: 256 rows.
const WORDS: usize = 4;

/// Which rows of a table an object has had.
///
/// As long as the members come in the table's order, they are all the rows before `next`. The first one out of order
/// breaks the run, and from then on every row has a bit.
struct Members<'t> {
    shape: &'static Shape,
    /// The row that is expected: the one after the last that was there.
    next: usize,
    broken: bool,
    bits: [u64; WORDS],
    /// Bits of rows that do not fit in place.
    more: Vec<u64>,
    strangers: Option<Box<Names<'t>>>,
}

impl<'t> Members<'t> {
    #[inline]
    fn new(shape: &'static Shape) -> Self {
        Self { shape, next: 0, broken: false, bits: [0; WORDS], more: Vec::new(), strangers: None }
    }

    /// Row `index` is there; the one after it is expected.
    #[inline]
    fn take(&mut self, index: usize) {
        if self.broken {
            self.mark(index);
        }
        self.next = index + 1;
    }

    fn has(&self, index: usize) -> bool {
        if !self.broken {
            return index < self.next;
        }
        let word = match self.bits.get(index / 64) {
            Some(word) => Some(word),
            None => self.more.get(index / 64 - WORDS),
        };
        word.is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    fn mark(&mut self, index: usize) {
        let bit = 1 << (index % 64);
        if let Some(word) = self.bits.get_mut(index / 64) {
            *word |= bit;
            return;
        }
        let place = index / 64 - WORDS;
        if self.more.len() <= place {
            self.more.resize(place + 1, 0);
        }
        if let Some(word) = self.more.get_mut(place) {
            *word |= bit;
        }
    }

    /// Turns the run so far into bits.
    fn break_run(&mut self) {
        if !self.broken {
            self.broken = true;
            for index in 0..self.next.min(self.shape.fields.len()) {
                self.mark(index);
            }
        }
    }

    /// Finds a name among the rows, from the expected one on, and among those that have none.
    fn look_up(&mut self, name: Cow<'t, str>) -> Name {
        self.break_run();
        let fields = self.shape.fields;
        let expected = self.next.min(fields.len());
        let mut behind = (expected..fields.len()).chain(0..expected);
        match behind.find(|&index| fields.get(index).is_some_and(|field| field.name == name)) {
            Some(index) if self.has(index) => Name::Repeated,
            Some(index) => Name::Row(index),
            None if self.strangers.get_or_insert_with(|| Box::new(Names::new())).add(name) => Name::Stranger,
            None => Name::Repeated,
        }
    }
}

/// What follows a member.
enum Behind {
    /// Another one, at this position.
    Next(usize),
    /// The end of the object; this is the position after it.
    End(usize),
}

/// What a name is to a table.
#[derive(PartialEq)]
enum Name {
    Row(usize),
    /// It has no row.
    Stranger,
    /// The object had it before.
    Repeated,
}
