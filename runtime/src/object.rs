//! The object loop: everything that reads an object with rows goes through it.

use std::borrow::Cow;

use crate::error::SyntaxErrorKind;
use crate::fault::FaultKind;
use crate::lines::Run;
use crate::names::Names;
use crate::reader::{Next, Reader, Stop};
use crate::record::{DynRecord, Record};
use crate::report::Profile;
use crate::scan;
use crate::shape::{Field, Groups, Rule, Shape};

impl<'t, 'a> Reader<'t, 'a> {
    /// Reads an object into a record, if it is one.
    ///
    /// # Errors
    /// If the text is not JSON, the value is not an object, or a value in it stops decoding.
    pub fn record<T: Record<'a>>(&mut self, start: usize, rule: &'static Rule, record: &mut T) -> Next {
        if self.byte(start) != b'{' {
            return self.mistyped(start, rule);
        }
        self.enter(start)?;
        let outer = self.shape.replace(T::SHAPE);
        let run = match self.profile {
            Profile::Effective => self.run(start, record)?,
            Profile::Documented => Run::none(start),
        };
        let is_whole = run.rows == T::SHAPE.fields.len() && T::SHAPE.groups.is_empty() && self.byte(run.end) == b'}';
        let at = if is_whole { run.end + 1 } else { self.after::<dyn DynRecord<'a>>(start, run, T::SHAPE, record)? };
        self.shape = outer;
        self.leave();
        Ok(at)
    }

    /// Reads the object at `at` by a table: members come mostly in the table's order, so the next row's name is compared
    /// first, and only a name that comes out of order is looked for.
    ///
    /// # Errors
    /// If the text is not JSON, or decoding cannot go on.
    pub(crate) fn object<R: DynRecord<'a>>(&mut self, start: usize, shape: &'static Shape, mut record: R) -> Next {
        self.enter(start)?;
        let outer = self.shape.replace(shape);
        let at = self.after(start, Run::none(start), shape, &mut record)?;
        self.shape = outer;
        self.leave();
        Ok(at)
    }

    /// Reads the members that come after a run of them, and holds what is there against what must be.
    ///
    /// There are two of these: one for whatever is decoded, behind a pointer, and one for what is judged.
    fn after<R: DynRecord<'a> + ?Sized>(
        &mut self,
        start: usize,
        run: Run,
        shape: &'static Shape,
        record: &mut R,
    ) -> Next {
        let mut members = Members::new(shape);
        let end = match self.profile {
            Profile::Effective => self.members::<true, R>(run, &mut members, record)?,
            Profile::Documented => self.members::<false, R>(run, &mut members, record)?,
        };
        self.complete(start, &members)?;
        Ok(end)
    }

    /// Reads the members behind a run of them up to the end of the object.
    #[inline]
    fn members<const EFFECTIVE: bool, R: DynRecord<'a> + ?Sized>(
        &mut self,
        run: Run,
        members: &mut Members<'t>,
        record: &mut R,
    ) -> Next {
        let shape = members.shape;
        let mut is_first = run.rows == 0;
        // Behind the last value, or at the brace of the object.
        let mut at = run.end;
        // The rows from the expected one on; none where the expected one may have been read, so that it is looked up.
        let mut rows = shape.fields.get(run.rows..).unwrap_or_default();
        let mut rows_end = shape.fields.len();
        loop {
            let index = rows_end - rows.len();
            let mut name = at + 1;
            let mut stands = rows.first().is_some_and(|field| field.key.stands(self.bytes, at));
            if !stands {
                match self.next_name(at, is_first)? {
                    Place::Name(next) => name = next,
                    Place::Behind(end) => {
                        members.reach(index);
                        return Ok(end);
                    }
                }
                is_first = false;
                stands = rows.first().is_some_and(|field| field.key.follows(self.bytes, name - 1));
            }
            at = match rows {
                [field, behind @ ..] if stands => {
                    rows = behind;
                    let rule = if EFFECTIVE { &field.rule } else { shape.documented.get(index).unwrap_or(&field.rule) };
                    let value = self.space(name - 1 + field.key.len);
                    record.field(index, self, value, rule)?
                }
                _ => {
                    members.reach(index);
                    let end = self.unexpected(name, members, record)?;
                    (rows, rows_end) = members.ahead();
                    end
                }
            };
        }
    }

    /// Passes over what stands between a value that ends at `at`, or a brace there, and the next member's name.
    #[inline]
    fn next_name(&mut self, at: usize, is_first: bool) -> Result<Place, Stop> {
        let at = if is_first { at } else { self.space(at) };
        match self.byte(at) {
            b',' if !is_first => Ok(Place::Name(self.space(at + 1))),
            b'}' => Ok(Place::Behind(at + 1)),
            _ if is_first => {
                let at = self.space(at + 1);
                if self.byte(at) == b'}' { Ok(Place::Behind(at + 1)) } else { Ok(Place::Name(at)) }
            }
            _ => self.syntax(at, SyntaxErrorKind::ExpectedCommaOrEnd),
        }
    }

    /// Reads a member that is not the expected one: rows were passed over, or it comes out of order, or it has no row.
    #[inline(never)]
    fn unexpected<R: DynRecord<'a> + ?Sized>(&mut self, at: usize, members: &mut Members<'t>, record: &mut R) -> Next {
        let (row, value) = match self.find(at, members) {
            Some((index, value)) => (Name::Row(index), value),
            None => {
                let (name, end) = self.name(at)?;
                (members.look_up(name), self.colon(end + 1)?)
            }
        };
        match row {
            Name::Row(index) if members.take(index) => match members.shape.rule(index, self.profile) {
                Some(rule) => record.field(index, self, value, rule),
                None => self.skip(value),
            },
            Name::Stranger => self.stranger(value),
            Name::Row(_) | Name::Repeated => self.syntax(at, SyntaxErrorKind::DuplicateName),
        }
    }

    /// The row whose name stands at `at` as it stands in most payloads, and the position of its value: from the expected
    /// one on, since members are left out more often than they change places.
    fn find(&self, at: usize, members: &Members<'t>) -> Option<(usize, usize)> {
        let fields = members.shape.fields;
        let (before, behind) = fields.split_at_checked(members.expected)?;
        // A key starts with its comma, or whatever stands before this name.
        let (text, start) = (self.bytes, at - 1);
        // The first letters tell most names apart.
        let head = scan::block_at(text, at)?;
        let stands = |field: &Field| {
            field.key.head() == Some(head) && (field.key.follows(text, start) || field.key.ends(text, start))
        };
        let index = match behind.iter().position(stands) {
            Some(index) => before.len() + index,
            None => before.iter().position(stands)?,
        };
        Some((index, self.space(start + fields.get(index)?.key.len)))
    }

    /// Passes over the value of a member that has no row.
    #[cold]
    fn stranger(&mut self, value: usize) -> Next {
        if let Some(unknown) = &mut self.unknown {
            unknown.push(value);
        }
        self.skip(value)
    }

    /// Holds what is there against what must be.
    #[inline]
    fn complete(&mut self, start: usize, members: &Members<'t>) -> Result<(), Stop> {
        if members.are_all() && members.shape.groups.is_empty() {
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

/// What comes after a value.
enum Place {
    /// A member's name at this position, if what stands there is one.
    Name(usize),
    /// The end of the object; this is the position after it.
    Behind(usize),
}

/// Which rows of a table an object has had: all before `reached` that are not `absent`.
struct Members<'t> {
    shape: &'static Shape,
    /// The row after the one that was read last.
    expected: usize,
    /// The row after the farthest one that was read.
    reached: usize,
    /// Rows before `reached` that were passed over.
    absent: Rows,
    strangers: Option<Box<Names<'t>>>,
}

impl<'t> Members<'t> {
    #[inline]
    fn new(shape: &'static Shape) -> Self {
        Self { shape, expected: 0, reached: 0, absent: Rows::none(), strangers: None }
    }

    /// All rows from the farthest one on are there, up to `index`, which is the expected one.
    #[inline]
    fn reach(&mut self, index: usize) {
        self.expected = index;
        self.reached = self.reached.max(index);
    }

    /// The rows from the expected one on if it is the farthest one, and the index behind them.
    fn ahead(&self) -> (&'static [Field], usize) {
        match self.shape.fields.get(self.expected..) {
            Some(rows) if self.expected >= self.reached => (rows, self.shape.fields.len()),
            _ => (&[], self.expected),
        }
    }

    /// Row `index` is there, and the one after it is expected; false if it was there before.
    fn take(&mut self, index: usize) -> bool {
        self.expected = index + 1;
        if index < self.reached {
            return self.absent.remove(index);
        }
        for passed in self.reached..index {
            self.absent.add(passed);
        }
        self.reached = index + 1;
        true
    }

    fn has(&self, index: usize) -> bool {
        index < self.reached && !self.absent.has(index)
    }

    #[inline]
    fn are_all(&self) -> bool {
        self.reached == self.shape.fields.len() && self.absent.count == 0
    }

    /// Finds a name among the rows and among those that have none.
    fn look_up(&mut self, name: Cow<'t, str>) -> Name {
        match self.shape.fields.iter().position(|field| field.name == name) {
            Some(index) => Name::Row(index),
            None if self.strangers.get_or_insert_with(|| Box::new(Names::new())).add(name) => Name::Stranger,
            None => Name::Repeated,
        }
    }
}

/// A set of rows, a bit each.
struct Rows {
    count: usize,
    /// 256 rows, kept in place.
    bits: [u64; Rows::WORDS],
    /// Rows that do not fit in place.
    more: Vec<u64>,
}

impl Rows {
    const WORDS: usize = 4;

    #[inline]
    const fn none() -> Self {
        Self { count: 0, bits: [0; Self::WORDS], more: Vec::new() }
    }

    fn has(&self, index: usize) -> bool {
        let word = match self.bits.get(index / 64) {
            Some(word) => Some(word),
            None => self.more.get(index / 64 - Self::WORDS),
        };
        word.is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Adds a row that is not in the set.
    fn add(&mut self, index: usize) {
        if index / 64 >= Self::WORDS + self.more.len() {
            self.more.resize(index / 64 + 1 - Self::WORDS, 0);
        }
        self.turn(index);
        self.count += 1;
    }

    /// Removes a row; false if it was not in the set.
    fn remove(&mut self, index: usize) -> bool {
        if !self.has(index) {
            return false;
        }
        self.turn(index);
        self.count -= 1;
        true
    }

    fn turn(&mut self, index: usize) {
        let word = match self.bits.get_mut(index / 64) {
            Some(word) => Some(word),
            None => self.more.get_mut(index / 64 - Self::WORDS),
        };
        if let Some(word) = word {
            *word ^= 1 << (index % 64);
        }
    }
}

/// What a name is to a table.
enum Name {
    Row(usize),
    /// It has no row.
    Stranger,
    /// It has no row, and the object had it before.
    Repeated,
}
