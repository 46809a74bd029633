//! What is judged.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::LONGEST;
use crate::failure::Failure;

/// Where payloads come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Written `-`.
    Stdin,
    File(PathBuf),
}

/// The whole of an input that is one document.
pub(crate) fn read(input: &Input) -> Result<Vec<u8>, Failure> {
    let unreadable = |error| Failure::new(format!("cannot read `{}`: {error}", input.name()));
    let mut text = Vec::new();
    let stream = input.open().map_err(unreadable)?;
    stream.take(LONGEST as u64 + 1).read_to_end(&mut text).map_err(unreadable)?;
    if text.len() > LONGEST {
        return Err(Failure::new(format!("`{}` is longer than {} MiB", input.name(), LONGEST >> 20)));
    }
    Ok(text)
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }
}

impl Input {
    /// As the answer names it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }

    /// The number of bytes to come, where that is known beforehand.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => path.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len()),
        }
    }
}
