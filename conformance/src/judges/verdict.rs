//! What judges say.

use std::fmt;

use fieldwright::{Report, Violation};
use fieldwright_codegen::judge::Finding;

/// What a judge says of a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The text is not strict JSON.
    Syntax,
    /// Every rule that is broken, sorted.
    Broken(Vec<Finding>),
}

impl Verdict {
    /// What was found, in any order.
    pub fn of(mut findings: Vec<Finding>) -> Self {
        findings.sort();
        Self::Broken(findings)
    }

    /// What the engine reports.
    pub fn of_report(report: &Report) -> Self {
        Self::of(report.violations.iter().map(finding).collect())
    }
}

/// A violation as findings are.
pub(super) fn finding(violation: &Violation) -> Finding {
    Finding {
        pointer: violation.pointer.clone(),
        keyword: violation.keyword.word(),
        severity: violation.severity,
        property: violation.property.map(str::to_owned),
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax => f.write_str("not strict JSON"),
            Self::Broken(findings) if findings.is_empty() => f.write_str("valid"),
            Self::Broken(findings) => {
                let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
                f.write_str(&all.join(", "))
            }
        }
    }
}
