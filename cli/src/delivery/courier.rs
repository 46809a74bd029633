//! Delivering: signing, sending, and trying again.

use std::thread;
use std::time::{Duration, Instant};

use fieldwright::Contract;
use serde_json::Value;

use super::client::{Answer, Client, Unanswered};
use super::endpoint::Configured;
use super::signing::{Given, signed};
use crate::failure::Failure;
use crate::output::{Console, visible};

/// Delivers bodies as a provider would.
pub(crate) struct Courier {
    pub(crate) client: Client,
    pub(crate) contract: &'static Contract,
    /// None where it is not documented how the provider signs.
    pub(crate) endpoint: Option<Configured>,
    pub(crate) content_type: (String, String),
    /// How many times a delivery is tried again.
    pub(crate) retries: u32,
    /// A payload that is known and breaks the rules should be turned away.
    pub(crate) expect_reject: bool,
}

/// A body to deliver.
pub(crate) struct Parcel {
    pub(crate) name: String,
    pub(crate) body: Vec<u8>,
    /// By the effective rules.
    pub(crate) valid: bool,
    /// It names the payload that it is made for; otherwise it is an event that the receiver does not know.
    pub(crate) recognised: bool,
}

/// What became of a delivery.
pub(crate) struct Delivered {
    /// Of the last try; none where no answer came.
    pub(crate) status: Option<u16>,
    /// How long the last try took.
    pub(crate) took: Duration,
    pub(crate) tries: u32,
    pub(crate) acknowledged: bool,
    /// It went as it should.
    pub(crate) right: bool,
    /// What the receiver says is wrong, or why no answer came.
    pub(crate) why: Option<String>,
}

/// An answer, as far as it matters.
struct Said {
    status: u16,
    retry_after: Option<Duration>,
    words: Option<String>,
}

/// The pause before the first retry; each further one is twice as long.
const FIRST: Duration = Duration::from_secs(1);
/// No pause is longer, unless the receiver asks for it.
const LONGEST: Duration = Duration::from_secs(60);
/// No pause is longer, whatever the receiver asks for.
const PATIENCE: Duration = Duration::from_secs(300);

impl Courier {
    /// Delivers a parcel, and tries again as often as it should. Every try is signed anew, as it has another time.
    pub(crate) fn deliver(&self, parcel: &Parcel, console: &mut Console) -> Result<Delivered, Failure> {
        let mut tries = 0;
        loop {
            let started = Instant::now();
            let answer = self.try_once(parcel)?;
            let took = started.elapsed();
            tries += 1;
            let retry_after = answer.as_ref().ok().and_then(|answer| answer.retry_after);
            let delivered = match answer {
                Ok(answer) => self.judged(parcel, answer, took, tries),
                Err(Unanswered::Refused(why)) => return Err(Failure::new(format!("nothing was sent: {why}"))),
                Err(Unanswered::NotConnected(why)) if tries > self.retries => {
                    return Err(Failure::new(format!("cannot deliver `{}`: {why}", parcel.name)));
                }
                Err(Unanswered::NotConnected(why) | Unanswered::Silent(why)) => {
                    Delivered { status: None, took, tries, acknowledged: false, right: false, why: Some(why) }
                }
            };
            if delivered.right || tries > self.retries {
                return Ok(delivered);
            }
            let pause = pause(tries - 1, retry_after);
            let came = delivered.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
            console.say(format_args!("{}: {came}, again in {} s", visible(&parcel.name), pause.as_secs()));
            thread::sleep(pause);
        }
    }

    /// The words of an answer do not repeat what was in the headers, which may be a key.
    fn try_once(&self, parcel: &Parcel) -> Result<Result<Said, Unanswered>, Failure> {
        let (name, value) = &self.content_type;
        let mut headers = vec![(name.as_str(), value.clone())];
        if let Some(endpoint) = &self.endpoint {
            headers.extend(signed(endpoint, &parcel.body, &Given::default())?);
        }
        Ok(self.client.post(&headers, &parcel.body).map(|Answer { status, retry_after, body }| {
            let hide = |text: String, (_, value): &(&str, String)| text.replace(value, "<redacted>");
            let words = words(&body).map(|text| headers.iter().fold(text, hide));
            Said { status, retry_after, words }
        }))
    }

    fn judged(&self, parcel: &Parcel, answer: Said, took: Duration, tries: u32) -> Delivered {
        let acknowledged = self.contract.acknowledges(answer.status);
        // What is not known breaks no rule.
        let to_reject = self.expect_reject && !parcel.valid && parcel.recognised;
        let right = if to_reject { (400..500).contains(&answer.status) } else { acknowledged };
        let why = answer.words.filter(|_| !right);
        Delivered { status: Some(answer.status), took, tries, acknowledged, right, why }
    }
}

/// The words of a problem (RFC 9457), if the answer is one.
fn words(body: &[u8]) -> Option<String> {
    let problem: Value = serde_json::from_slice(body).ok()?;
    let word = |name| problem.get(name).and_then(Value::as_str);
    match (word("title"), word("detail")) {
        (Some(title), Some(detail)) => Some(format!("{title}: {detail}")),
        (title, detail) => title.or(detail).map(str::to_owned),
    }
}

/// How long to wait before the retry that is the `nth` from 0.
fn pause(nth: u32, asked: Option<Duration>) -> Duration {
    asked.unwrap_or_else(|| FIRST.saturating_mul(2_u32.saturating_pow(nth)).min(LONGEST)).min(PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_minute_unless_the_receiver_says_otherwise() {
        let seconds: Vec<u64> = (0..8).map(|nth| pause(nth, None).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(pause(u32::MAX, None), LONGEST);
        assert_eq!(pause(3, Some(Duration::ZERO)), Duration::ZERO);
        assert_eq!(pause(0, Some(Duration::from_secs(90))), Duration::from_secs(90));
        assert_eq!(pause(0, Some(Duration::MAX)), PATIENCE);
    }

    #[test]
    fn a_problem_says_what_is_wrong() {
        assert_eq!(words(br#"{"title":"T","detail":"d"}"#).as_deref(), Some("T: d"));
        assert_eq!(words(br#"{"title":"T"}"#).as_deref(), Some("T"));
        assert_eq!(words(b"<html>"), None);
    }
}
