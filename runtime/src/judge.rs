//! Judging without building: the object loop with a record that keeps nothing.

use std::borrow::Cow;

use crate::fault::FaultKind;
use crate::reader::{Next, Reader, Stop};
use crate::record::{Choice, DynRecord};
use crate::shape::{Choices, Kind, Rule, Shape};
use crate::skip::ItemEnd;
use crate::slot::Slot;

/// The rule of what no schema speaks of.
pub(crate) static ANYTHING: Rule = Rule::any();

/// A record of any shape whose fields are judged and forgotten.
pub(crate) struct Judge(pub(crate) &'static Shape);

impl<'a> DynRecord<'a> for Judge {
    fn shape(&self) -> &'static Shape {
        self.0
    }

    fn field(&mut self, _index: usize, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.judge(at, rule)
    }

    fn member(&self, _index: usize) -> &dyn Slot<'a> {
        &()
    }
}

/// An enumeration whose value is forgotten.
struct Forgotten;

impl Choice<'_> for Forgotten {
    fn choices(&self) -> &'static Choices {
        &Choices { values: &[] }
    }

    fn value(&self) -> &'static str {
        ""
    }

    fn set_known(&mut self, _index: usize) {}

    fn set_unknown(&mut self, _value: Cow<'_, str>) {}
}

impl Reader<'_, '_> {
    /// Holds the value at `at` against a rule. Every kind is a call that ends the function, so that nothing is saved before.
    pub(crate) fn judge(&mut self, at: usize, rule: &'static Rule) -> Next {
        match rule.kind {
            // Texts see to `null` where it is no text.
            Kind::String if rule.choices.is_none() => self.text(at, rule, &mut ()),
            Kind::Any => self.skip(at),
            _ if self.byte(at) == b'n' => self.null(at, rule),
            Kind::String => self.judge_choice(at, rule),
            Kind::Integer => self.judge_integer(at, rule),
            Kind::Number => self.judge_number(at, rule),
            Kind::Boolean => self.judge_boolean(at, rule),
            Kind::Object => self.judge_object(at, rule),
            Kind::Array => self.judge_array(at, rule),
        }
    }

    #[inline(never)]
    fn judge_choice(&mut self, at: usize, rule: &'static Rule) -> Next {
        match self.known(at, rule) {
            Some((_, end)) => Ok(end),
            None => self.choice(at, rule, &mut Forgotten),
        }
    }

    #[inline(never)]
    fn judge_integer(&mut self, at: usize, rule: &'static Rule) -> Next {
        self.integer(at, rule, &mut 0)
    }

    #[inline(never)]
    fn judge_boolean(&mut self, at: usize, rule: &'static Rule) -> Next {
        self.boolean(at, rule, &mut false)
    }

    #[inline(never)]
    fn judge_object(&mut self, at: usize, rule: &'static Rule) -> Next {
        match rule.shape {
            Some(shape) if self.byte(at) == b'{' => self.object(at, shape, Judge(shape)),
            Some(_) => self.mistyped(at, rule),
            None => self.free(at, rule),
        }
    }

    #[inline(never)]
    fn judge_array(&mut self, start: usize, rule: &'static Rule) -> Next {
        // The page says array and means the object: that is one violation, and its members are checked all the same.
        if let Some(shape) = rule.shape
            && self.byte(start) == b'{'
        {
            self.fault(start, FaultKind::ObjectForArray, rule)?;
            return self.object(start, shape, Judge(shape));
        }
        let Some(mut at) = self.open_array(start)? else {
            return self.close_empty(start, rule);
        };
        let items = rule.items.unwrap_or(&ANYTHING);
        let mut count = 0;
        loop {
            at = self.judge(at, items)?;
            count += 1;
            match self.item_end(at)? {
                ItemEnd::Next(next) => at = next,
                ItemEnd::Last(end) => {
                    self.hold_count(start, count, rule)?;
                    return Ok(end);
                }
            }
        }
    }

    /// Passes over a value of which only the JSON type and the number of items are ruled.
    pub(crate) fn free(&mut self, at: usize, rule: &'static Rule) -> Next {
        match rule.kind {
            Kind::Object if self.byte(at) != b'{' => self.mistyped(at, rule),
            Kind::Array => self.judge_array(at, rule),
            _ => self.skip(at),
        }
    }

    /// Goes into the array at `start`: the position of its first item, if it has one. A value that is no array is reported,
    /// and has none.
    pub(crate) fn open_array(&mut self, start: usize) -> Result<Option<usize>, Stop> {
        if self.byte(start) != b'[' {
            return Ok(None);
        }
        let at = self.space(start + 1);
        if self.byte(at) == b']' {
            return Ok(None);
        }
        self.enter(start)?;
        Ok(Some(at))
    }

    /// The position after what [`Reader::open_array`] found to have no items.
    pub(crate) fn close_empty(&mut self, start: usize, rule: &'static Rule) -> Next {
        if self.byte(start) != b'[' {
            return self.mistyped(start, rule);
        }
        self.enter(start)?;
        self.leave();
        self.hold_count(start, 0, rule)?;
        Ok(self.space(start + 1) + 1)
    }

    /// Holds the number of items against the rule.
    pub(crate) fn hold_count(&mut self, at: usize, count: usize, rule: &'static Rule) -> Result<(), Stop> {
        if count < rule.min {
            self.fault(at, FaultKind::MinItems(count), rule)?;
        }
        if count > rule.max {
            self.fault(at, FaultKind::MaxItems(count), rule)?;
        }
        Ok(())
    }
}
