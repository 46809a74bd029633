//! Deliveries kept as samples, without their secrets.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use fieldwright::{Contract, DeliveryId, Profile};

use super::known::Identity;
use super::redact::redacted;
use crate::failure::Failure;

/// A folder of samples.
pub(crate) struct Samples {
    folder: PathBuf,
    /// What no schema knows is kept as well.
    unknown: bool,
    profile: Profile,
}

/// What became of a sample.
pub(crate) enum Kept {
    /// It is in this file.
    In(PathBuf),
    /// It is not kept, and why.
    Not(String),
}

/// A longer id names no file.
const LONGEST: usize = 100;

impl Samples {
    /// The folder is made if it is not there.
    pub(crate) fn new(folder: PathBuf, unknown: bool, profile: Profile) -> Result<Self, Failure> {
        fs::create_dir_all(&folder)
            .map_err(|error| Failure::new(format!("cannot make the folder `{}`: {error}", folder.display())))?;
        Ok(Self { folder, unknown, profile })
    }

    /// Keeps a body of strict JSON, unless a file has its name. A file is never written over.
    pub(crate) fn keep(&self, contract: &Contract, identity: &Identity<'_>, body: &[u8]) -> io::Result<Kept> {
        if identity.payload.is_none() && !self.unknown {
            return Ok(Kept::Not("no schema knows it; `--save-unknown` keeps such as well".to_owned()));
        }
        let text = std::str::from_utf8(body).map_err(io::Error::other)?;
        let sample = redacted(text, identity.payload.map(|payload| payload.shape), self.profile);
        let payload = identity
            .payload
            .map_or_else(|| format!("{}-unknown", contract.provider), |found| found.name.replace('/', "-"));
        let path = self.folder.join(format!("{payload}-{}.json", mark(contract, body, &sample)));
        match write(&path, sample.as_bytes()) {
            Ok(()) => Ok(Kept::In(path)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Ok(Kept::Not(format!("`{}` is there already", path.display())))
            }
            Err(error) => Err(error),
        }
    }
}

/// What tells a sample from others: the delivery's id, if it is still in the sample and can stand in a file's name, else the
/// digest of the sample. That of the body would tell of what was taken out, to whoever tries all card numbers.
fn mark(contract: &Contract, body: &[u8], sample: &str) -> String {
    let harmless = |id: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        id.len() <= LONGEST && id.bytes().all(fits)
    };
    match (DeliveryId::of(contract, body), DeliveryId::of(contract, sample.as_bytes())) {
        (DeliveryId::Documented(id), DeliveryId::Documented(kept)) if id == kept && harmless(&id) => id,
        _ => digest(sample),
    }
}

fn digest(sample: &str) -> String {
    use sha2::{Digest, Sha256};

    let digest = Sha256::digest(sample.as_bytes());
    digest.iter().fold("sha256-".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

/// Writes a file that is not there, whole or not at all.
fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = file.write_all(text);
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}
