//! `fieldwright fixtures`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use fieldwright_codegen::fixtures::{Fixture, FixtureKind, Options, each, left_out};
use fieldwright_codegen::judge;
use fieldwright_codegen::model::Severity;

use crate::args::Profile;
use crate::context::{Context, page};
use crate::failure::{Failure, Outcome, Status};
use crate::json;
use crate::output::visible;

/// Make payloads, each with the verdict that it must get
///
/// One JSON object a line: `name`, `payload`, `valid` and the `violations` that must be found, no more and no less. The
/// same arguments give the same lines everywhere.
///
/// Lengths beyond 4,096 are not tried, no text is longer than 65,536, no array has more than 256 items and no payload that
/// is made more than 1 MiB; of a payload's places the first 20,000 are looked at. What a page has no fixtures of for that
/// is said.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fieldwright fixtures rapyd/payment-updated --kind example
  fieldwright fixtures anddone/token-link --kind random --seed 7 --count 1000 | jq -c .payload
  fieldwright fixtures anddone/token-link --kind invalid --kind boundary")]
pub(crate) struct Fixtures {
    /// The payload, as `list` names it
    payload: String,

    /// Which fixtures; may be given several times [default: all]
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<FixtureKind>,

    /// What random fixtures start from
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// How many random fixtures to make, up to 10,000; other seeds make more
    #[arg(long, value_name = "N", default_value_t = RANDOM, value_parser = clap::value_parser!(u32).range(..=10_000))]
    count: u32,

    /// Whose rules the verdict speaks for
    #[arg(long, value_enum, default_value_t = Profile::Effective)]
    profile: Profile,
}

/// How many random fixtures are made unless somebody says otherwise.
pub(crate) const RANDOM: u32 = 10;

impl Fixtures {
    pub(crate) fn run(self, context: &mut Context) -> Outcome {
        let model = context.model()?;
        let page = page(&model, &self.payload)?;
        let count = usize::try_from(self.count).unwrap_or(usize::MAX);
        let options = Options { kinds: self.kind, seed: self.seed, count };
        for sentence in left_out(&model, page) {
            context.console.say(format_args!("{}: {}", visible(&page.payload), visible(&sentence)));
        }
        let mut out = Vec::new();
        each(&model, page, &options, |fixture| {
            line(&mut out, &fixture, self.profile.into());
            context.console.result(&out)?;
            out.clear();
            Ok::<(), Failure>(())
        })?;
        Ok(Status::Fine)
    }
}

fn line(out: &mut Vec<u8>, fixture: &Fixture, profile: judge::Profile) {
    json::line(out, |line| {
        line.put("name", &fixture.name).put("payload", &fixture.payload).put("valid", &fixture.valid(profile));
        line.each("violations", fixture.findings(profile), |finding, object| {
            let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
            object.put("instanceLocation", &finding.pointer).put("keyword", finding.keyword);
            object.put("severity", severity).put_some("property", finding.property.as_ref());
        });
    });
}

/// The words of the kinds.
pub(crate) fn kinds() -> impl TypedValueParser<Value = FixtureKind> {
    let kind = |word: String| FixtureKind::ALL.into_iter().find(|kind| kind.word() == word).ok_or("no such kind");
    PossibleValuesParser::new(FixtureKind::ALL.map(FixtureKind::word)).try_map(kind)
}
