//! What generated webhook types link.
//!
//! A generated type is a plain struct and a static [`Shape`]: a table of its members with the rules of both
//! [`Profile`]s. One strict JSON reader and one object loop over such tables do everything else: they decode, they
//! judge, they find every violation at once, they write, and they serve serde. Schemas that a program loads while it
//! runs become the same tables and go through the same loop, so there is no second engine that could disagree.
//!
//! ```text
//! body ── Reader ──┬── Record   decode: broken value rules are noted, structural faults stop
//!                  └── Judge    judge:  the same loop without building anything
//! ```
//!
//! The reader is strict about JSON (RFC 8259, and duplicate names are errors) and lenient about payloads: unknown members
//! and unknown enumeration values never fail a payload.

mod decimal;
mod decode;
#[cfg(feature = "fixtures")]
mod edit;
mod error;
mod event;
mod expected;
mod fault;
#[cfg(feature = "fixtures")]
mod fixture;
mod format;
mod judge;
mod lines;
mod locate;
mod names;
mod number;
mod object;
mod outline;
mod pattern;
mod raw;
mod reader;
mod receive;
mod record;
mod report;
mod rule;
mod scan;
#[cfg(feature = "serde")]
mod serde;
mod shape;
mod skip;
mod slot;
mod strings;
mod view;
mod write;

pub use crate::decimal::Number;
pub use crate::decode::{Decoded, copy, decode, decode_owned, validate};
#[cfg(feature = "fixtures")]
pub use crate::edit::{EditError, remove, set};
pub use crate::error::{DecodeErrors, Position, SyntaxError, SyntaxErrorKind};
pub use crate::event::{UnknownEvent, discriminator, is_one_of};
pub use crate::expected::Expected;
#[cfg(feature = "fixtures")]
pub use crate::fixture::{Finding, Fixture, FixtureKind, Fixtures};
pub use crate::format::Format;
pub use crate::pattern::{Class, Pattern, Step};
pub use crate::raw::{Maybe, Raw};
pub use crate::reader::{MAX_DEPTH, MAX_VIOLATIONS, Next, Reader, Stop};
pub use crate::receive::{
    Ack, Authentication, Contract, DeliveryId, Encoding, Endpoint, MIN_SECRET, NotAnAck, Part, Provider, Secret,
    ShortSecret, UncheckedSignature, Verified, Webhook,
};
#[cfg(feature = "verify")]
pub use crate::receive::{
    EndpointError, Found, Headers, MAX_BODY, Policy, REPLAY_WINDOW, Receiver, Rejection, SignError, Verifier,
    VerifyError, sign,
};
pub use crate::record::{Choice, DynRecord, Record, choose, nothing};
pub use crate::report::{JsonType, Keyword, Measure, Profile, Report, SchemaRow, Severity, Violation};
#[cfg(feature = "serde")]
pub use crate::serde::{deserialize, deserialize_choice, serialize, serialize_choice};
pub use crate::shape::{Choices, Field, Group, Groups, Kind, LengthUnit, Place, Range, Rule, Shape};
pub use crate::slot::Slot;
pub use crate::view::{Items, View, debug, equal};
pub use crate::write::to_json;
#[cfg(feature = "serde")]
pub use serde_core;

/// The README's code.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
