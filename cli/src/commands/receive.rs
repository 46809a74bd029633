//! `fieldwright receive`.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use fieldwright::Rejection;

use crate::args::{Format, FormatArg, Profile};
use crate::context::Context;
use crate::delivery::{
    Checked, Configured, Intake, Kept, KeyArgs, Known, Reply, Samples, Taken, date, is_verifiable, listen,
    not_verifiable, now, provider, reason, serve,
};
use crate::failure::{Failure, Outcome, Status};
use crate::json;
use crate::output::{BAD, Console, GOOD, WARNING, paint, visible};
use crate::validate::{json_violation, text_violation};

/// Take deliveries in, and show what arrives
///
/// A local endpoint that verifies each delivery, validates it, and answers as the provider demands. A line a delivery; no
/// value of a payload is shown but its id and its event.
#[derive(Debug, Args)]
#[command(after_help = "\
It ends when interrupted, or after `--count` deliveries; what is in hand then is finished.
Exit status: 1 if a delivery was turned away, 2 if it cannot listen or a sample cannot be kept.
Keys stand in an environment variable or a file, never on the command line.

Examples:
  fieldwright receive truemed --key api_key=env:API_KEY
  fieldwright receive rapyd --url https://example.com/hook --save samples \\
      --key access_key=env:ACCESS_KEY --key secret_key=env:SECRET_KEY
  fieldwright receive anddone --unverified --listen 127.0.0.1:9000 --once --format json")]
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Receive {
    /// The provider, as its folder of schemas is called
    provider: String,

    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// The URL that the endpoint is configured with at the provider, where that is signed
    #[arg(long)]
    url: Option<String>,

    #[command(flatten)]
    keys: KeyArgs,

    /// Take in whatever comes, without checking where it comes from
    #[arg(long, conflicts_with_all = ["given", "url"])]
    unverified: bool,

    /// Keep each payload as a file in a folder, without what the schemas mark as sensitive or do not describe
    #[arg(long, value_name = "DIR")]
    save: Option<PathBuf>,

    /// Keep payloads as well that no schema knows
    #[arg(long, requires = "save")]
    save_unknown: bool,

    /// Whose rules to judge by
    #[arg(long, value_enum, default_value_t = Profile::Effective)]
    profile: Profile,

    /// Turn payloads away that break the rules
    #[arg(long)]
    reject: bool,

    /// End after one delivery
    #[arg(long, conflicts_with = "count")]
    once: bool,

    /// End after so many deliveries
    #[arg(long, value_name = "N")]
    count: Option<NonZeroU64>,

    /// Answer with another status than the provider demands
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(200..=599))]
    status: Option<u16>,

    /// Listen on an address that other machines can reach
    #[arg(long)]
    allow_remote: bool,

    #[command(flatten)]
    format: FormatArg,
}

/// What goes on while it runs.
struct Desk<'c> {
    intake: Intake,
    samples: Option<Samples>,
    format: Format,
    console: &'c mut Console,
    taken: u64,
    turned_away: u64,
    /// Why it has to end.
    broken: Option<Failure>,
    unsaved: bool,
}

impl Receive {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let known = Known::new(&model, provider(&model, &self.provider)?);
        let contract = known.contract;
        let verifier = if self.unverified {
            None
        } else if is_verifiable(contract) {
            let endpoint = Configured::new(contract, self.url, &self.keys, &mut context.console)?;
            Some(endpoint.verifier().map_err(|error| Failure::new(error.to_string()))?)
        } else {
            return Err(not_verifiable(contract).help("`--unverified` takes in whatever comes"));
        };
        let profile = self.profile.into();
        let samples = self.save.map(|folder| Samples::new(folder, self.save_unknown, profile)).transpose()?;
        let listener = listen(self.listen, self.allow_remote)?;
        let address = listener.local_addr()?;
        let console = &mut context.console;
        console.say(format_args!("listening on http://{address}, until interrupted"));
        if verifier.is_none() {
            console.say("nothing is verified: whoever reaches this address is believed");
        }
        if let Some(status) = self.status.filter(|status| !contract.acknowledges(*status)) {
            console
                .say(format_args!("`{}` does not count {status} as received, and will send again", contract.provider));
        }
        let intake = Intake { known, verifier, profile, reject: self.reject, status: self.status };
        let limit = if self.once { NonZeroU64::MIN } else { self.count.unwrap_or(NonZeroU64::MAX) };
        let format = self.format.format;
        let mut desk =
            Desk { intake, samples, format, console, taken: 0, turned_away: 0, broken: None, unsaved: false };
        serve(listener, |headers, body| {
            if desk.taken + desk.turned_away >= limit.get() || desk.broken.is_some() {
                return ControlFlow::Break(Reply::over());
            }
            let reply = desk.take(headers, &body);
            let over = desk.taken + desk.turned_away >= limit.get() || desk.broken.is_some();
            if over { ControlFlow::Break(reply) } else { ControlFlow::Continue(reply) }
        })?;
        desk.end()
    }
}

impl Desk<'_> {
    fn take(&mut self, headers: &dyn fieldwright::Headers, body: &Result<impl AsRef<[u8]>, Rejection>) -> Reply {
        let Self { intake, samples, console, .. } = self;
        let taken = intake.take(headers, body);
        let reply = intake.reply(&taken);
        let mut kept = None;
        // What was turned away is not known to be the provider's, or not JSON.
        if let (Some(samples), Ok(body), Some(_)) = (samples, body, &taken.id) {
            match samples.keep(intake.known.contract, &taken.identity, body.as_ref()) {
                Ok(file) => kept = Some(file),
                Err(error) => {
                    self.unsaved = true;
                    console.error(&format!("cannot keep a sample: {error}"));
                }
            }
        }
        *(if taken.rejection.is_none() { &mut self.taken } else { &mut self.turned_away }) += 1;
        let answer = Answer { taken: &taken, kept: kept.as_ref(), status: reply.status, time: now() };
        let line = match self.format {
            Format::Text => answer.text(console.out_styled),
            Format::Json => answer.json(),
        };
        if let Some(Kept::Not(why)) = &kept {
            console.say(format_args!("not kept: {}", visible(why)));
        }
        // If nobody reads the answers any more, there is nothing to go on for.
        self.broken = console.result(line).and_then(|()| console.flush()).err().map(Failure::from);
        reply
    }

    fn end(self) -> Outcome {
        if let Some(broken) = self.broken {
            return Err(broken);
        }
        let Self { taken, turned_away, .. } = self;
        let all = taken + turned_away;
        self.console.say(format_args!("deliveries: {all}, taken in: {taken}, turned away: {turned_away}"));
        Ok(match (self.unsaved, turned_away) {
            (true, _) => Status::Trouble,
            (false, 0) => Status::Fine,
            (false, _) => Status::No,
        })
    }
}

/// What is told of a delivery.
struct Answer<'a> {
    taken: &'a Taken<'a>,
    kept: Option<&'a Kept>,
    status: u16,
    time: u64,
}

impl Answer<'_> {
    /// `2026-11-22T22:40:01Z wh_9f rapyd/payment-updated PAYMENT_UPDATED: verified, valid, 200`.
    fn text(&self, styled: bool) -> Vec<u8> {
        let Self { taken, kept, status, time } = self;
        let mut line = date(*time);
        let id = taken.id.as_ref().map(ToString::to_string);
        let payload = taken.identity.payload.map(|payload| payload.name.as_str());
        let unknown = taken.id.is_some().then_some("(no schema knows it)");
        for word in [id.as_deref(), payload.or(unknown), taken.identity.event.as_deref()].into_iter().flatten() {
            let _ = write!(line, " {}", visible(word));
        }
        let checked = match &taken.checked {
            Checked::Verified => Some(paint(styled, GOOD, "verified")),
            Checked::Unchecked => taken.id.is_some().then(|| paint(styled, WARNING, "not checked")),
            Checked::Refused(_) => Some(paint(styled, BAD, "not verified")),
        };
        let verdict = taken
            .report
            .as_ref()
            .map(|report| if report.is_valid() { paint(styled, GOOD, "valid") } else { paint(styled, BAD, "invalid") });
        let words: Vec<String> = checked.into_iter().chain(verdict).chain([status.to_string()]).collect();
        let _ = write!(line, ": {}", words.join(", "));
        if let Some(rejection) = taken.rejection.as_ref().filter(|found| !matches!(found, Rejection::Invalid { .. })) {
            let _ = write!(line, " ({rejection})");
        }
        let mut out = (line + "\n").into_bytes();
        for violation in taken.report.iter().flat_map(|report| &report.violations) {
            // A vector takes everything.
            let _ = text_violation(&mut out, violation, styled);
        }
        if let Some(Kept::In(path)) = kept {
            out.extend(format!("  kept as {}\n", visible(&path.display().to_string())).into_bytes());
        }
        out
    }

    fn json(&self) -> Vec<u8> {
        let Self { taken, kept, status, time } = self;
        let mut out = Vec::new();
        json::line(&mut out, |line| {
            line.put("time", time).put("status", &u64::from(*status));
            line.put("verified", &(taken.checked == Checked::Verified));
            if let Checked::Refused(error) = &taken.checked {
                line.put("reason", reason(error));
            }
            line.put_some("message", taken.rejection.as_ref().map(ToString::to_string).as_ref());
            line.put_some("deliveryId", taken.id.as_ref().map(ToString::to_string).as_ref());
            line.put_some("event", taken.identity.event.as_ref());
            line.put_some("payload", taken.identity.payload.map(|payload| &payload.name));
            if let Some(report) = &taken.report {
                line.put("valid", &report.is_valid()).each("violations", &report.violations, json_violation);
            }
            if let Some(Kept::In(path)) = kept {
                line.put("saved", &path.display().to_string());
            }
        });
        out
    }
}
