//! What a change means: for payloads on the wire, for code that uses the generated crate, and for both together.

/// For a receiver that runs the old crate and gets payloads by the new schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wire {
    /// The same payloads are valid.
    None,
    /// Whatever the new rules admit, the old ones admit as well.
    Safe,
    /// Payloads may come that the old rules reject, or that the old crate does not know.
    Risk,
}

/// For code that was written against the old crate, in the steps of Semantic Versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Api {
    /// Rules and docs alone.
    Patch,
    /// There is something more.
    Minor,
    /// Code that compiled may not compile any more.
    Major,
}

/// Both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Overall {
    /// Nobody has to do anything.
    Safe,
    /// Receivers may reject what they get.
    Risk,
    /// Code has to change.
    Breaking,
}

impl Wire {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Risk => "risk",
        }
    }
}

impl Api {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Overall {
    pub(crate) fn of(wire: Wire, api: Api) -> Self {
        match (wire, api) {
            (_, Api::Major) => Self::Breaking,
            (Wire::Risk, _) => Self::Risk,
            _ => Self::Safe,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risk => "risk",
            Self::Breaking => "breaking",
        }
    }
}
