//! What a runner and an executor say to each other: a line of JSON each, in turn.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::case::{Profile, Source, Verdict};

/// What the runner says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Request {
    /// Payloads of this schema are to come.
    Schema {
        /// `<provider>/<page>`.
        schema: String,
        /// As people wrote it.
        sources: Vec<Source>,
        /// What that comes to.
        rules: Json,
    },
    /// Judge this.
    Judge {
        /// A schema that was announced.
        schema: String,
        /// Whose rules to judge by.
        profile: Profile,
        /// The text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload: Option<String>,
        /// The bytes in base64, where they are not UTF-8.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload_base64: Option<String>,
    },
}

/// What the executor says of a schema.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ready {
    /// It can judge by it.
    pub(crate) ready: bool,
    /// Why it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// What the executor says where it has no verdict.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unable {
    /// Why.
    pub(crate) error: String,
}

/// A line of a message.
pub(crate) fn line(message: &impl Serialize) -> String {
    // Nothing in a message can fail to be written.
    serde_json::to_string(message).unwrap_or_default() + "\n"
}

/// A verdict as an executor says it.
pub(crate) fn read_verdict(line: &str) -> Result<Verdict, String> {
    if let Ok(Unable { error }) = serde_json::from_str(line) {
        return Err(format!("it says that it cannot judge this: {error}"));
    }
    serde_json::from_str(line).map_err(|error| error.to_string())
}
