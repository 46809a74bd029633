//! Keys: named on the command line, never written there.

use std::fmt;
use std::fs::File;
use std::io::Read;

use clap::Args;
use fieldwright::Secret;

use crate::failure::Failure;

/// The option of commands that need keys.
#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    /// A key by the provider's name of it, from an environment variable or a file; once for each key
    #[arg(long = "key", value_name = "NAME=env:VAR|NAME=@FILE")]
    pub(crate) given: Vec<KeyArg>,
}

/// What stands behind `--key`. It may be a key, by mistake, so it is never shown.
#[derive(Clone)]
pub(crate) struct KeyArg(String);

impl From<String> for KeyArg {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for KeyArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyArg(<redacted>)")
    }
}

/// Where a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// In an environment variable.
    Variable(&'a str),
    /// In a file.
    File(&'a str),
}

/// No key is as long as this.
const LONGEST: u64 = 64 << 10;

impl KeyArg {
    /// The key's name and its place.
    pub(super) fn parts(&self) -> Result<(&str, Place<'_>), Failure> {
        let (name, place) = self.0.split_once('=').unwrap_or_default();
        let place = match (place.strip_prefix("env:"), place.strip_prefix('@')) {
            (Some(variable), _) if !variable.is_empty() && !variable.contains(['=', '\0']) => Place::Variable(variable),
            (_, Some(file)) if !file.is_empty() => Place::File(file),
            _ => return Err(refused()),
        };
        if name.is_empty() { Err(refused()) } else { Ok((name, place)) }
    }
}

/// Without what was given: it may be the key itself.
fn refused() -> Failure {
    Failure::new("`--key` takes the name of a key and where the key is; a key itself must not stand on a command line")
        .help("`--key NAME=env:VAR` takes it from an environment variable, `--key NAME=@FILE` from a file")
}

impl Place<'_> {
    /// The key. The line end behind the key in a file is none of it.
    pub(super) fn read(self, name: &str) -> Result<Secret, Failure> {
        let key = match self {
            Self::Variable(variable) => std::env::var_os(variable)
                .ok_or_else(|| {
                    Failure::new(format!("the key `{name}` is not to be had: there is no variable `{variable}`"))
                })?
                .into_encoded_bytes(),
            Self::File(path) => {
                let unreadable =
                    |error| Failure::new(format!("the key `{name}` is not to be had: cannot read `{path}`: {error}"));
                let mut key = Vec::new();
                let file = File::open(path).map_err(unreadable)?;
                file.take(LONGEST + 1).read_to_end(&mut key).map_err(unreadable)?;
                if key.len() as u64 > LONGEST {
                    return Err(Failure::new(format!("`{path}` holds no key: it has more than {LONGEST} bytes")));
                }
                if key.ends_with(b"\n") {
                    key.pop();
                    key.pop_if(|last| *last == b'\r');
                }
                key
            }
        };
        Secret::new(key).map_err(|error| Failure::new(format!("the key `{name}` cannot be used: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<(String, String)> {
        let arg = KeyArg(text.to_owned());
        arg.parts().ok().map(|(name, place)| (name.to_owned(), format!("{place:?}")))
    }

    #[test]
    fn a_key_is_named_with_its_place_and_never_written() {
        let found = |name: &str, place: &str| Some((name.to_owned(), place.to_owned()));
        assert_eq!(place("secret_key=env:RAPYD"), found("secret_key", "Variable(\"RAPYD\")"));
        assert_eq!(place("secret_key=@key.txt"), found("secret_key", "File(\"key.txt\")"));
        for literal in ["sk_live_123", "secret_key=sk_live_123", "secret_key=", "=env:A", "c2VjcmV0==", "k=env:", "k=@"]
        {
            let arg = KeyArg(literal.to_owned());
            let failure = format!("{:?} {arg:?}", arg.parts().unwrap_err());
            assert!(failure.contains("NAME=@FILE"), "{literal}");
            assert!(!failure.contains("live") && !failure.contains("c2V"), "{failure}");
        }
    }
}
