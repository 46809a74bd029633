//! The codes of diagnostics. Stable: a code keeps its meaning for ever, and one that goes out of use is not given again.
//!
//! The first two digits are the stage that looks: 01 YAML, 02 structure, 03 names, 04 types and rules, 05 errata and
//! notes, 06 contradictions, 07 examples, 08 events, 09 requests and answers.

use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident)*) => {
        /// What a diagnostic is about; `fieldwright explain F0501` shows [`Code::explanation`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// As in `F0501`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)*
                }
            }

            /// Markdown: a heading, what is wrong, a schema that shows it, and the same schema mended.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!(concat!("explain/", stringify!($code), ".md")),)*
                }
            }
        }
    };
}

codes! {
    /// The file is not YAML.
    F0101
    /// The file is empty.
    F0102
    /// The file is larger or deeper than any schema.
    F0103
    /// A character that nobody can see.
    F0104
    /// A key stands twice in one map.
    F0105
    /// Anchors, aliases, tags and merge keys have no place in a schema.
    F0106
    /// A file is one document.
    F0107

    /// No such key.
    F0201
    /// A key is missing.
    F0202
    /// The value is of the wrong kind.
    F0203
    /// The word is none of those that may stand here.
    F0204
    /// The file names another provider than its folder.
    F0205
    /// The text cannot be one paragraph of documentation.
    F0206

    /// Nothing in the name can be a Rust name.
    F0301
    /// Two names become the same Rust name.
    F0302
    /// The name given is not a Rust name.
    F0303
    /// The name is taken by generated code, by Rust or by Windows.
    F0304
    /// The file or folder cannot be called so.
    F0305

    /// No such type.
    F0401
    /// A type contains itself.
    F0402
    /// The base has no rows.
    F0403
    /// A row says nothing, and nor does a base.
    F0404
    /// The rule does not apply to the type.
    F0405
    /// No value can meet these bounds.
    F0406
    /// The pattern cannot be checked in one pass.
    F0407
    /// Keys of a row exclude each other.
    F0408
    /// A rule over several members is not one.
    F0409
    /// A type is defined twice.
    F0410
    /// No such source.
    F0411
    /// The list of values holds nothing, or a value twice.
    F0412

    /// An erratum narrows.
    F0501
    /// An erratum changes nothing.
    F0502
    /// An erratum goes beyond its evidence.
    F0503
    /// An erratum or note is about a row or rule that is not there.
    F0504
    /// The evidence is not there.
    F0505
    /// An id is not one, or stands twice.
    F0506
    /// An erratum is about a row that other rows share.
    F0507
    /// An erratum leaves out what the page documents.
    F0508
    /// An erratum or note does not say what it is about, or in two ways.
    F0509

    /// The effective rules reject an example.
    F0601
    /// No value of an enumeration can meet the length.
    F0602
    /// Two members share an enumeration and document different lengths.
    F0603
    /// The event list and the enumeration disagree.
    F0604
    /// Nothing shows a rule over several members to hold.
    F0605

    /// An example is not JSON.
    F0701

    /// The event's pointer leads to no string.
    F0801
    /// Nothing says which values are this page's events.
    F0802
    /// Two pages have the same event.
    F0803
    /// Nothing tells two pages apart.
    F0804

    /// A scheme cannot be followed as it stands.
    F0901
    /// Two schemes of one kind.
    F0902
    /// A provider's pointer leads to no string in one of its payloads.
    F0903
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// There is no such code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such code; codes look like F0501")
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    /// Reads a code in upper or lower case.
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text)).ok_or(UnknownCode)
    }
}
