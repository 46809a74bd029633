//! What a runner and an executor say to each other: a line of JSON each, in turn, with the same number.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::case::{Profile, Source, Verdict};

/// What the runner says.
#[derive(Debug, Clone, Serialize)]
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
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<String>,
        /// The bytes in base64, where they are not UTF-8.
        #[serde(skip_serializing_if = "Option::is_none")]
        payload_base64: Option<String>,
    },
}

/// A request as this program's own executor reads it. It has no use for `rules`, so those may be as deep as they like.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Asked {
    pub(crate) task: Task,
    pub(crate) schema: String,
    #[serde(default)]
    pub(crate) sources: Vec<Source>,
    pub(crate) profile: Option<Profile>,
    pub(crate) payload: Option<String>,
    pub(crate) payload_base64: Option<String>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Task {
    Schema,
    Judge,
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
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Unable {
    /// Why.
    pub(crate) error: String,
}

/// A message with the number that a request and its answer have in common.
#[derive(Serialize)]
struct Numbered<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    #[serde(flatten)]
    body: T,
}

/// A line of a message.
pub(crate) fn line(id: Option<u64>, body: impl Serialize) -> String {
    // Nothing in a message can fail to be written.
    serde_json::to_string(&Numbered { id, body }).unwrap_or_default() + "\n"
}

/// The number of a line, if it has one, whatever else is in it.
pub(crate) fn id(line: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Number {
        id: Option<u64>,
    }
    serde_json::from_str::<Number>(line).ok()?.id
}

/// The answer to the request of this number, whatever it means.
///
/// # Errors
/// If the line is no such answer. Then nobody knows which request the next line answers.
pub(crate) fn read_answer(line: &str, asked: u64) -> Result<Json, String> {
    if line.is_empty() {
        return Err("an empty line".to_owned());
    }
    let answer: Json = serde_json::from_str(line).map_err(|error| format!("this is no JSON: {error}"))?;
    match answer.get("id").and_then(Json::as_u64) {
        Some(id) if id == asked => Ok(answer),
        Some(id) => Err(format!(
            "out of step: this answers request {id}, and request {asked} was asked; each has one line of answer"
        )),
        None => Err(format!("the answer has no `id`; that of the request, {asked}, belongs into it")),
    }
}

/// An answer as a verdict.
pub(crate) fn verdict(answer: Json) -> Result<Verdict, String> {
    if let Some(error) = answer.get("error") {
        return Err(format!("it says that it cannot judge this: {}", error.as_str().unwrap_or_default()));
    }
    Verdict::deserialize(answer).map_err(|error| error.to_string())
}

/// An answer as what is said of a schema.
pub(crate) fn ready(answer: Json) -> Result<Ready, String> {
    Ready::deserialize(answer).map_err(|error| error.to_string())
}
