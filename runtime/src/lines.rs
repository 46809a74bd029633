//! Objects whose members stand as the table has them: a compiled line each.
//!
//! A line is a call: the text goes on with the row's name, and the value is read by the same primitive and the same rule as
//! in the object loop. Whatever is not as expected, be it a space, another member or the end, is left to the loop from there
//! on, so nothing is decided here that the loop would decide otherwise.
//!
//! The lines are as short as they are because they are many: written out with their comparisons, they execute fewer
//! instructions and take longer, since a processor cannot keep them at hand.

use std::marker::PhantomData;
use std::mem;

use crate::reader::{Next, Reader, Stop};
use crate::record::Record;
use crate::shape::{Field, Rule};
use crate::slot::Slot;

/// How many members were read in the table's order, and the position behind the last one's value; that of the brace if there
/// were none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) rows: usize,
    pub(crate) end: usize,
}

impl Run {
    /// No member of the object at `start` has been read.
    pub(crate) fn none(start: usize) -> Self {
        Self { rows: 0, end: start }
    }
}

/// What is known of a type's table when its lines are compiled.
struct Table<'a, T>(PhantomData<(&'a (), T)>);

impl<'a, T: Record<'a>> Table<'a, T> {
    const ROWS: usize = T::SHAPE.fields.len();

    /// A row; any field for a row that there is not, whose line is never compiled, but its constants may be looked at.
    const fn field(row: usize) -> &'static Field {
        static NONE: Field = Field::new("", Rule::any());
        match T::SHAPE.fields.split_at_checked(row) {
            Some((_, [field, ..])) => field,
            _ => &NONE,
        }
    }
}

/// Expands to a line for each row.
macro_rules! lines {
    ($reader:ident, $record:ident, $at:ident: $($row:literal)*) => {$(
        // A row that the table does not have is not compiled.
        if const { $row >= Table::<T>::ROWS } {
            return Ok(Run { rows: $row, end: $at });
        }
        let field = const { Table::<T>::field($row) };
        let member = $record.member_mut($row);
        let end = if $row == 0 {
            $reader.first(member, $at, field)
        } else if const { Table::<T>::field($row).key.is_short() } {
            member.read_short_line($reader, $at, field)
        } else {
            member.read_line($reader, $at, field)
        };
        match end {
            Ok(end) => $at = end,
            Err(Stop) => return $reader.left(Run { rows: $row, end: $at }),
        }
    )*};
}

impl<'a> Reader<'_, 'a> {
    /// Reads the members of the object at `start` that stand in the table's order, from the first row on and up to the
    /// sixty-fourth.
    ///
    /// # Errors
    /// As [`Slot::read`](crate::Slot::read).
    #[inline(never)]
    pub(crate) fn run<T: Record<'a>>(&mut self, start: usize, record: &mut T) -> Result<Run, Stop> {
        let mut at = start;
        lines!(self, record, at: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
            32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63);
        Ok(Run { rows: 64, end: at })
    }

    /// The first line, which stands behind a brace at `at`.
    #[inline]
    fn first(&mut self, member: &mut dyn Slot<'a>, at: usize, field: &'static Field) -> Next {
        if field.key.follows(self.bytes, at) {
            member.read(self, at + field.key.len, &field.rule)
        } else {
            self.elsewhere()
        }
    }

    /// What a line says to whom it leaves its member. A call of its own, so that a line can end with a call either way.
    #[cold]
    #[inline(never)]
    pub(crate) fn elsewhere(&mut self) -> Next {
        self.elsewhere = true;
        Err(Stop)
    }

    /// The run up to the line that stopped, unless the line stopped for good.
    #[cold]
    fn left(&mut self, run: Run) -> Result<Run, Stop> {
        if mem::take(&mut self.elsewhere) { Ok(run) } else { Err(Stop) }
    }
}
