//! The profiles as people and machines write them: an argument, a member of a line.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// Whose rules a verdict speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Profile {
    /// The page to the letter
    Documented,
    /// The page with its errata
    Effective,
}

impl Profile {
    /// Both profiles, documented first.
    pub const ALL: [Self; 2] = [Self::Documented, Self::Effective];

    /// The word that lines use.
    pub fn word(self) -> &'static str {
        fieldwright_codegen::judge::Profile::from(self).word()
    }
}

impl From<Profile> for fieldwright::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Documented => Self::Documented,
            Profile::Effective => Self::Effective,
        }
    }
}

impl From<Profile> for fieldwright_codegen::judge::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Documented => Self::Documented,
            Profile::Effective => Self::Effective,
        }
    }
}

impl From<fieldwright_codegen::judge::Profile> for Profile {
    fn from(profile: fieldwright_codegen::judge::Profile) -> Self {
        match profile {
            fieldwright_codegen::judge::Profile::Documented => Self::Documented,
            fieldwright_codegen::judge::Profile::Effective => Self::Effective,
        }
    }
}
