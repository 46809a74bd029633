//! What to answer to a delivery that is not taken in.

use std::fmt;

use super::contract::Contract;
use super::error::VerifyError;
use crate::error::SyntaxError;
use crate::report::{Report, Violation};
use crate::write::Writer;

/// Why a delivery is not taken in. It holds no key and no value of the body, so it may be logged and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// It is not known to come from the provider: 401.
    Unverified {
        /// Why not.
        error: VerifyError,
        /// The schemes by which it could have shown it.
        challenge: &'static str,
    },
    /// The body is larger than is taken in: 413.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The body could not be read to its end: 400.
    Unreadable,
    /// The body is not strict JSON: 400.
    NotJson {
        /// Where and why.
        error: SyntaxError,
    },
    /// The body breaks the effective rules, and the policy is to turn such away: 422.
    Invalid {
        /// Which ones.
        report: Report,
    },
}

/// The type of a problem's body.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// What the types of problems have in common: where they are explained.
const EXPLAINED: &str = "https://github.com/fieldwright/fieldwright/blob/main/docs/receiving.md#";

impl Rejection {
    pub(super) fn unverified(contract: &Contract, error: VerifyError) -> Self {
        match error {
            VerifyError::BodyTooLarge { limit } => Self::TooLarge { limit },
            error => Self::Unverified {
                error,
                challenge: contract.authentication.first().map_or("none", super::Authentication::word),
            },
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unverified { .. } => 401,
            Self::TooLarge { .. } => 413,
            Self::Unreadable | Self::NotJson { .. } => 400,
            Self::Invalid { .. } => 422,
        }
    }

    /// The headers of the answer: the type of the body, and for 401 the scheme, without which it would be no 401 (RFC 9110).
    pub fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let mut headers = vec![("content-type", PROBLEM_JSON)];
        if let Self::Unverified { challenge, .. } = self {
            headers.push(("www-authenticate", challenge));
        }
        headers
    }

    /// The body of the answer: a problem as of RFC 9457. What breaks rules is listed by pointer and rule, without values.
    pub fn problem(&self) -> String {
        let mut problem = Writer::default();
        problem.raw("{\"type\":");
        problem.string(&format!("{EXPLAINED}{}", self.anchor()));
        problem.raw(",\"title\":");
        problem.string(self.title());
        problem.raw(&format!(",\"status\":{}", self.status()));
        match self {
            Self::Unverified { error, .. } => detail(&mut problem, error),
            Self::TooLarge { limit } => detail(&mut problem, &format_args!("at most {limit} bytes are taken in")),
            Self::Unreadable => {}
            Self::NotJson { error } => detail(&mut problem, error),
            Self::Invalid { report } => {
                problem.raw(",\"violations\":[");
                for (i, found) in report.violations.iter().enumerate() {
                    problem.raw(if i == 0 { "{" } else { ",{" });
                    violation(&mut problem, found);
                    problem.raw("}");
                }
                problem.raw("]");
            }
        }
        problem.raw("}");
        problem.into_text()
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Unverified { .. } => "The request is not known to come from the provider",
            Self::TooLarge { .. } => "The body is too large",
            Self::Unreadable => "The body could not be read",
            Self::NotJson { .. } => "The body is not strict JSON",
            Self::Invalid { .. } => "The payload breaks the effective rules",
        }
    }

    fn anchor(&self) -> &'static str {
        match self {
            Self::Unverified { .. } => "unverified",
            Self::TooLarge { .. } => "too-large",
            Self::Unreadable => "unreadable",
            Self::NotJson { .. } => "not-json",
            Self::Invalid { .. } => "invalid-payload",
        }
    }
}

fn detail(problem: &mut Writer, text: &dyn fmt::Display) {
    problem.raw(",\"detail\":");
    problem.string(&text.to_string());
}

/// The members of a violation, as `fieldwright validate --format json` writes them.
fn violation(problem: &mut Writer, found: &Violation) {
    let members = [
        ("instanceLocation", found.pointer.clone()),
        ("keyword", found.keyword.to_string()),
        ("severity", found.severity.to_string()),
        ("message", found.message()),
        ("schema", found.schema.to_string()),
    ];
    for (i, (name, value)) in members.iter().enumerate() {
        problem.raw(if i == 0 { "" } else { "," });
        problem.string(name);
        problem.raw(":");
        problem.string(value);
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unverified { error, .. } => error.fmt(f),
            Self::TooLarge { limit } => write!(f, "the body has more than {limit} bytes"),
            Self::Unreadable => f.write_str("the body could not be read"),
            Self::NotJson { error } => error.fmt(f),
            Self::Invalid { report } => report.fmt(f),
        }
    }
}

impl std::error::Error for Rejection {}
