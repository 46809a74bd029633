//! `fieldwright send`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use fieldwright::{Profile, validate};
use fieldwright_codegen::fixtures::{Fixture, FixtureKind, Options, fixtures};
use fieldwright_codegen::model::{Model, Page, Provider};
use fieldwright_codegen::{judge, tables};

use crate::args::{Format, FormatArg};
use crate::commands::fixtures::{RANDOM, kinds};
use crate::context::{Context, page};
use crate::delivery::{
    Client, Configured, Courier, Delivered, KeyArgs, Known, Parcel, content_type, is_verifiable, not_verifiable,
    provider,
};
use crate::failure::{Failure, Outcome, Status};
use crate::output::{BAD, GOOD, paint, visible};
use crate::validate::{Input, read};
use crate::{json, suggest};

/// Deliver payloads to an endpoint, signed as their provider signs them
///
/// A line a delivery: the status, and whether the provider would count it as received. A payload that breaks the rules is
/// to be acknowledged as well, since a provider that widens a field must not cost the receiver data; `--expect-reject` asks
/// for the opposite.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 1 if a delivery was not answered as it should be, 2 if there was no connection.
Keys stand in an environment variable or a file, never on the command line.

Examples:
  fieldwright send rapyd/payment-updated http://127.0.0.1:8080/hook \\
      --key access_key=env:ACCESS_KEY --key secret_key=env:SECRET_KEY
  fieldwright send truemed/payment-token-updated http://127.0.0.1:8080 --all --key api_key=@key.txt
  fieldwright send anddone/token-link http://127.0.0.1:8080 --kind invalid --expect-reject")]
pub(crate) struct Send {
    /// The payload, as `list` names it
    payload: String,

    /// Where to send it; a host of this machine, unless `--allow-remote`
    #[arg(value_name = "URL")]
    target: String,

    #[command(flatten)]
    what: What,

    /// The URL that the endpoint is configured with at the provider, where that is signed [default: the one sent to]
    #[arg(long, value_name = "CONFIGURED_URL")]
    url: Option<String>,

    #[command(flatten)]
    keys: KeyArgs,

    /// Send to other machines as well
    #[arg(long)]
    allow_remote: bool,

    /// Payloads that break the effective rules should get a 4xx
    #[arg(long)]
    expect_reject: bool,

    /// How often a delivery is tried again, after 1 s, 2 s, 4 s and so on, or when `Retry-After` says
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=100))]
    retries: u32,

    /// How long to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    #[command(flatten)]
    format: FormatArg,
}

/// Which bodies to send.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct What {
    /// The fixtures of a kind; may be given several times [default: the first fixture of all]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<FixtureKind>,

    /// One fixture, as `fixtures` names it
    #[arg(long, value_name = "FIXTURE")]
    name: Option<String>,

    /// Every fixture, valid and invalid
    #[arg(long)]
    all: bool,

    /// A body of one's own, byte by byte; `-` is stdin
    #[arg(long, value_name = "BODY")]
    file: Option<PathBuf>,
}

/// How many deliveries there were.
#[derive(Default)]
struct Count {
    acknowledged: usize,
    others: usize,
    wrong: usize,
}

impl Send {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let page = page(&model, &self.payload)?;
        let client = Client::new(&self.target, self.allow_remote, Duration::from_secs(self.timeout))?;
        let format = self.format.format;
        let provider = provider(&model, page.payload.split('/').next().unwrap_or_default())?;
        let known = Known::new(&model, provider);
        let (what, courier) = self.courier(context, provider, &known, client)?;
        let parcels = what.parcels(&model, page, &known)?;
        let mut count = Count::default();
        for parcel in &parcels {
            let delivered = courier.deliver(parcel, &mut context.console)?;
            *(if delivered.acknowledged { &mut count.acknowledged } else { &mut count.others }) += 1;
            count.wrong += usize::from(!delivered.right);
            let line = match format {
                Format::Text => text(parcel, &delivered, &courier, context.console.out_styled),
                Format::Json => json(parcel, &delivered),
            };
            context.console.result(line)?;
            context.console.flush()?;
        }
        let Count { acknowledged, others, wrong } = count;
        if parcels.len() > 1 {
            let all = parcels.len();
            context.console.say(format_args!(
                "deliveries: {all}, acknowledged: {acknowledged}, not: {others}, not as it should be: {wrong}"
            ));
        }
        Ok(if wrong > 0 { Status::No } else { Status::Fine })
    }

    fn courier(
        self,
        context: &mut Context,
        provider: &Provider,
        known: &Known,
        client: Client,
    ) -> Result<(What, Courier), Failure> {
        let contract = known.contract;
        let endpoint = if is_verifiable(contract) {
            let url = self.url.unwrap_or(self.target);
            Some(Configured::new(contract, Some(url), &self.keys, &mut context.console)?)
        } else if self.keys.given.is_empty() {
            context.console.say(format_args!("`{}` is sent unsigned: it is not documented how it signs", provider.id));
            None
        } else {
            return Err(not_verifiable(contract));
        };
        let (name, value) = content_type(provider).unwrap_or(("Content-Type", "application/json"));
        let (retries, expect_reject) = (self.retries, self.expect_reject);
        let content_type = (name.to_owned(), value.to_owned());
        Ok((self.what, Courier { client, contract, endpoint, content_type, retries, expect_reject }))
    }
}

impl What {
    fn parcels(self, model: &Model, page: &Page, known: &Known) -> Result<Vec<Parcel>, Failure> {
        let recognised = |body: &[u8]| known.identify(body).payload.is_some_and(|payload| payload.name == page.payload);
        if let Some(path) = self.file {
            let input = Input::from(path);
            let body = read(&input)?;
            let report = validate(&body, tables::shape(model, page), Profile::Effective);
            let valid = report.is_ok_and(|report| report.is_valid());
            return Ok(vec![Parcel { name: input.name(), recognised: recognised(&body), body, valid }]);
        }
        let first = !self.all && self.kind.is_empty() && self.name.is_none();
        let mut all = fixtures(model, page, &Options { kinds: self.kind, seed: 0, count: RANDOM as usize });
        if let Some(name) = &self.name {
            let known: Vec<String> = all.iter().map(|fixture| fixture.name.clone()).collect();
            all.retain(|fixture| fixture.name == *name);
            if all.is_empty() {
                return Err(no_such_fixture(name, &page.payload, &known));
            }
        }
        if first {
            all.truncate(1);
        }
        if all.is_empty() {
            return Err(Failure::new(format!("`{}` has no such fixture", page.payload)));
        }
        let parcel = |fixture: Fixture| {
            let (valid, body) = (fixture.valid(judge::Profile::Effective), fixture.payload.to_string().into_bytes());
            Parcel { name: fixture.name, valid, recognised: recognised(&body), body }
        };
        Ok(all.into_iter().map(parcel).collect())
    }
}

fn no_such_fixture(name: &str, payload: &str, known: &[String]) -> Failure {
    let failure = Failure::new(format!("`{payload}` has no fixture `{name}`"));
    match suggest::name(name, known.iter().map(String::as_str)) {
        Some(name) => failure.help(format!("did you mean `{name}`?")),
        None => failure.help(format!("`fieldwright fixtures {payload}` shows all of them")),
    }
}

/// `example/0: 204, 3 ms, acknowledged`.
fn text(parcel: &Parcel, delivered: &Delivered, courier: &Courier, styled: bool) -> Vec<u8> {
    let status = delivered.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let word = match (delivered.right, delivered.acknowledged) {
        (true, true) => paint(styled, GOOD, "acknowledged"),
        (true, false) => paint(styled, GOOD, "turned away"),
        (false, true) => paint(styled, BAD, "NOT turned away"),
        (false, false) => paint(styled, BAD, "NOT acknowledged"),
    };
    let milliseconds = delivered.took.as_millis();
    let mut line = format!("{}: {status}, {milliseconds} ms, {word}", visible(&parcel.name));
    if delivered.tries > 1 {
        line += &format!(", tries: {}", delivered.tries);
    }
    if !delivered.right && !delivered.acknowledged && delivered.status.is_some_and(|status| status < 300) {
        let success: Vec<String> = courier.contract.success.iter().map(u16::to_string).collect();
        line += &format!(" (only {} is)", success.join(", "));
    }
    line += &delivered.why.as_deref().map(|why| format!(" ({})", visible(why))).unwrap_or_default();
    (line + "\n").into_bytes()
}

fn json(parcel: &Parcel, delivered: &Delivered) -> Vec<u8> {
    let mut out = Vec::new();
    json::line(&mut out, |line| {
        line.put("name", &parcel.name).put("valid", &parcel.valid);
        line.put_some("status", delivered.status.map(u64::from).as_ref());
        line.put("milliseconds", &u64::try_from(delivered.took.as_millis()).unwrap_or(u64::MAX));
        line.put("tries", &u64::from(delivered.tries)).put("acknowledged", &delivered.acknowledged);
        line.put("ok", &delivered.right).put_some("message", delivered.why.as_ref());
    });
    out
}
