//! Every serde format, through JSON text: the reader and the writer stay the only ones who know the types, and what is
//! generic here is generic over the format alone.

mod read;
mod write;

use serde_core::{Deserializer, Serializer, de};

use crate::reader::Reader;
use crate::record::{Choice, DynRecord, Record};

/// Deserializes a record from any format. It owns what it holds.
///
/// Numbers come as the format presents them: a format that knows doubles alone has lost digits before they get here. To
/// keep the digits of JSON text, decode it with [`crate::decode`].
///
/// # Errors
/// The format's, or all places that the type cannot hold.
pub fn deserialize<'de, 'a, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Record<'a> + Default,
{
    let text = read::to_json(deserializer)?;
    let mut value = T::default();
    crate::decode::fill(&mut Reader::owning(&text), &mut value).map_err(de::Error::custom)?;
    Ok(value)
}

/// Serializes a record into any format.
///
/// # Errors
/// The format's, or if a number has more digits than the format's doubles can hold: [`Record::to_json`] keeps them all.
pub fn serialize<S: Serializer>(record: &dyn DynRecord<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    write::transcode(&crate::write::to_json(record), serializer)
}

/// Deserializes an enumeration from any format: a string, known or not.
///
/// # Errors
/// The format's, or if it is not a string.
pub fn deserialize_choice<'de, 'a, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Choice<'a> + Default,
{
    let value = <String as serde_core::Deserialize>::deserialize(deserializer)?;
    Ok(crate::record::choose(value))
}

/// Serializes an enumeration into any format: as a string.
///
/// # Errors
/// The format's.
pub fn serialize_choice<S: Serializer>(choice: &dyn Choice<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(choice.value())
}
