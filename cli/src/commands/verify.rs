//! `fieldwright verify`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use fieldwright::{DeliveryId, VerifyError};

use crate::args::{Format, FormatArg};
use crate::context::Context;
use crate::delivery::{Configured, KeyArgs, Known, Request, ago, date, now, provider, reason, system_time};
use crate::failure::{Failure, Outcome, Status};
use crate::json;
use crate::output::{BAD, GOOD, paint, visible};
use crate::validate::{Input, read};

/// Check whether a saved request comes from the provider
///
/// The request is what went over the wire: request line, headers, a blank line, and the body byte by byte. A saved request is
/// an old one, so how old it may be is not asked unless `--window` is given.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 1 if the request is not known to come from the provider, 2 if that could not be asked.
Keys stand in an environment variable or a file, never on the command line.

Examples:
  fieldwright verify rapyd request.http --url https://example.com/hook \\
      --key access_key=env:ACCESS_KEY --key secret_key=@secret.txt
  fieldwright verify truemed - --key api_key=env:API_KEY --format json < request.http")]
pub(crate) struct Verify {
    /// The provider, as its folder of schemas is called
    provider: String,

    /// The saved request; `-` is stdin
    request: PathBuf,

    /// The URL that the endpoint is configured with at the provider, where that is signed
    #[arg(long)]
    url: Option<String>,

    #[command(flatten)]
    keys: KeyArgs,

    /// How long before or after now it may have been signed [default: any time]
    #[arg(long, value_name = "SECONDS")]
    window: Option<u64>,

    /// Another time than now, in Unix seconds
    #[arg(long, value_name = "SECONDS", requires = "window")]
    at: Option<u64>,

    #[command(flatten)]
    format: FormatArg,
}

/// What was found out.
struct Verdict<'v> {
    result: Result<Option<u64>, VerifyError>,
    id: DeliveryId,
    event: Option<&'v str>,
    payload: Option<&'v str>,
}

impl Verify {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let known = Known::new(&model, provider(&model, &self.provider)?);
        let endpoint = Configured::new(known.contract, self.url, &self.keys, &mut context.console)?;
        let now = self.at.unwrap_or_else(now);
        let time = system_time(now).ok_or_else(|| Failure::new("`--at` takes Unix seconds up to the year 9999"))?;
        let request = Request::parse(&read(&Input::from(self.request))?)?;
        let verifier = endpoint.verifier().map_err(|error| Failure::new(error.to_string()))?;
        let window = self.window.map_or(Duration::MAX, Duration::from_secs);
        let verifier = verifier.replay_window(window).max_body(usize::MAX);
        let check = |body: &[u8]| verifier.verify_at(&request.headers, body, time).map(|verified| verified.timestamp());
        let result = check(&request.body);
        match &result {
            Ok(Some(signed)) if self.window.is_none() => {
                let (age, date) = (ago(*signed, now), date(*signed));
                context
                    .console
                    .say(format_args!("signed {age}, at {date}; its age was not judged, as `--window` does"));
            }
            Err(VerifyError::SignatureMismatch) if !request.delimited => {
                if let Some(shorter) = without_line_end(&request.body).filter(|body| check(body).is_ok()) {
                    let bytes = shorter.len();
                    context.console.help(&format!(
                        "the first {bytes} bytes of the body are signed: the line end behind them is not of it"
                    ));
                }
            }
            _ => {}
        }
        let identity = known.identify(&request.body);
        let verdict = Verdict {
            result,
            id: DeliveryId::of(known.contract, &request.body),
            event: identity.event.as_deref(),
            payload: identity.payload.map(|payload| payload.name.as_str()),
        };
        context.console.result(match self.format.format {
            Format::Text => verdict.text(context.console.out_styled),
            Format::Json => verdict.json(),
        })?;
        Ok(if verdict.result.is_ok() { Status::Fine } else { Status::No })
    }
}

/// A body without the line end that an editor puts behind it.
fn without_line_end(body: &[u8]) -> Option<&[u8]> {
    let body = body.strip_suffix(b"\n")?;
    Some(body.strip_suffix(b"\r").unwrap_or(body))
}

impl Verdict<'_> {
    /// What the body says of itself is told only if it may be believed.
    fn text(&self, styled: bool) -> Vec<u8> {
        let timestamp = match &self.result {
            Err(error) => return format!("{}: {error}\n", paint(styled, BAD, "not verified")).into_bytes(),
            Ok(timestamp) => timestamp,
        };
        let mut text = paint(styled, GOOD, "verified") + "\n";
        let signed = timestamp.map(date);
        let lines = [("signed", signed.as_deref()), ("event", self.event), ("payload", self.payload)];
        text += &format!("  delivery: {}\n", visible(&self.id.to_string()));
        for (name, value) in lines {
            text.extend(value.map(|value| format!("  {name}: {}\n", visible(value))));
        }
        text.into_bytes()
    }

    fn json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        json::line(&mut out, |line| {
            line.put("verified", &self.result.is_ok());
            match &self.result {
                Ok(timestamp) => {
                    line.put_some("timestamp", timestamp.as_ref()).put("deliveryId", &self.id.to_string());
                    line.put_some("event", self.event).put_some("payload", self.payload);
                }
                Err(error) => {
                    line.put("reason", reason(error)).put("message", &error.to_string());
                }
            }
        });
        out
    }
}
