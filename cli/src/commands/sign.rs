//! `fieldwright sign`.

use std::path::PathBuf;

use clap::Args;
use fieldwright::{Authentication, Endpoint};

use crate::args::{Format, FormatArg};
use crate::context::{Context, page};
use crate::delivery::{Configured, Given, KeyArgs, Known, content_type, provider, signed};
use crate::failure::{Failure, Outcome, Status};
use crate::json;
use crate::validate::{Input, read};

/// Sign a body as its provider does
///
/// Prints the headers, one a line, as `curl --header @FILE` reads them. Times and random values can be given, so that the
/// same arguments give the same signature.
#[derive(Debug, Args)]
#[command(after_help = "\
Keys stand in an environment variable or a file, never on the command line.

Examples:
  fieldwright sign rapyd body.json --url https://example.com/hook \\
      --key access_key=env:ACCESS_KEY --key secret_key=@secret.txt
  fieldwright sign rapyd --timestamp 1725412016 --salt a1b2c3d4e5f6 --format json < body.json \\
      --url https://example.com/hook --key access_key=@access.txt --key secret_key=@secret.txt")]
pub(crate) struct Sign {
    /// The provider, or one of its payloads as `list` names it
    #[arg(value_name = "PROVIDER|PAYLOAD")]
    provider: String,

    /// The body, byte by byte as it will be sent; `-` is stdin
    #[arg(default_value = "-")]
    body: PathBuf,

    /// The URL that the endpoint is configured with at the provider, where that is signed
    #[arg(long)]
    url: Option<String>,

    #[command(flatten)]
    keys: KeyArgs,

    /// The value of a header that is signed as well
    #[arg(long, value_name = "NAME=VALUE", value_parser = header)]
    header: Vec<(String, String)>,

    /// The time of signing [default: now]
    #[arg(long, value_name = "SECONDS")]
    timestamp: Option<u64>,

    /// The value of the header `salt` [default: a random one]
    #[arg(long, value_name = "TEXT")]
    salt: Option<String>,

    /// Print the key where the provider sends the key itself
    #[arg(long)]
    reveal: bool,

    #[command(flatten)]
    format: FormatArg,
}

impl Sign {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let name = match self.provider.split_once('/') {
            Some((name, _)) if page(&model, &self.provider)?.payload == self.provider => name,
            _ => &self.provider,
        };
        let provider = provider(&model, name)?;
        let contract = Known::new(&model, provider).contract;
        let endpoint = Configured::new(contract, self.url, &self.keys, &mut context.console)?;
        if let (Authentication::ApiKey { header, .. }, false) = (endpoint.authentication(), self.reveal) {
            let text = format!("`{name}` signs nothing: the header `{header}` holds the key itself");
            return Err(Failure::new(text).help("`--reveal` prints it, and `send` sends it without showing it"));
        }
        let given = Given::new(&endpoint, values(&endpoint, self.header, self.timestamp, self.salt)?)?;
        let body = read(&Input::from(self.body))?;
        let mut headers: Vec<(&str, String)> = Vec::new();
        headers.extend(content_type(provider).map(|(name, value)| (name, value.to_owned())));
        headers.extend(signed(&endpoint, &body, &given)?);
        let mut out = Vec::new();
        match self.format.format {
            Format::Text => {
                let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\n"));
                out.extend(lines.flat_map(String::into_bytes));
            }
            Format::Json => json::line(&mut out, |line| {
                line.nested("headers", |object| {
                    for (name, value) in &headers {
                        object.put(name, value);
                    }
                });
            }),
        }
        context.console.result(out)?;
        Ok(Status::Fine)
    }
}

/// The values that are given in words of their own, with the others.
fn values(
    endpoint: &Configured,
    headers: Vec<(String, String)>,
    timestamp: Option<u64>,
    salt: Option<String>,
) -> Result<Vec<(String, String)>, Failure> {
    let mut values = headers;
    if let Some(seconds) = timestamp {
        let Authentication::HmacSha256 { timestamp: Some(header), .. } = *endpoint.authentication() else {
            let provider = endpoint.contract().provider;
            return Err(Failure::new(format!("`{provider}` signs no time, so `--timestamp` says nothing")));
        };
        values.push((header.to_owned(), seconds.to_string()));
    }
    values.extend(salt.map(|salt| ("salt".to_owned(), salt)));
    Ok(values)
}

/// `NAME=VALUE`.
fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it takes NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}
