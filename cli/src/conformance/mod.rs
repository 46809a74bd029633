//! The conformance set: cases that any implementation of the rules can be held against, the protocol that it speaks, and
//! what runs it. `docs/conformance.md` has both formats.
//!
//! * **case** is a line of the set: a payload, the rules to judge it by, the verdict.
//! * **protocol** is what a runner and an executor say to each other, a line of JSON at a time; **rules** are the checked
//!   rules in it, for executors that read no YAML.
//! * **executor** is this program's own.
//! * **run** holds somebody's executor against a set, and **child** keeps that process at arm's length.
//! * **set** is a set on disk, and **add** puts cases into it.

pub(crate) mod add;
pub mod case;
mod child;
pub(crate) mod executor;
mod protocol;
mod rules;
pub(crate) mod run;
pub(crate) mod set;
