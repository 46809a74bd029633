//! The fixtures of the workspace's own schemas. Their verdicts are what they say of themselves, and otherwise what the plain
//! judge says.

use std::path::Path;
use std::sync::OnceLock;

use fieldwright_cli::conformance::case::{Case, Profile, Severity, Verdict, Violation};
use fieldwright_codegen::fixtures::{FixtureKind, Options, fixtures};
use fieldwright_codegen::judge::Finding;
use fieldwright_codegen::model::Severity as Weight;
use fieldwright_codegen::{Model, compile, disk};

use super::set::Set;
use super::stated::stated;

/// Of long payloads only so many boundaries and faults are kept: one of every few.
const STRIDES: [(&str, usize); 2] = [("rapyd/payment-updated", 9), ("rapyd/customer-payment-method-created", 3)];

/// The workspace's own schemas; none if they do not load, which is for other tests to say.
pub(super) fn own() -> &'static Model {
    static OWN: OnceLock<Model> = OnceLock::new();
    OWN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
        disk::read(&folder).ok().and_then(|sources| compile(&sources).model).unwrap_or_default()
    })
}

pub(super) fn cases() -> Set {
    let mut set = Set::of_others("fixtures");
    for page in own().pages() {
        let stride = STRIDES.iter().find(|(payload, _)| *payload == page.payload).map_or(1, |(_, stride)| *stride);
        for (index, fixture) in fixtures(own(), page, &Options::default()).into_iter().enumerate() {
            let few = matches!(fixture.kind, FixtureKind::Boundary | FixtureKind::Invalid);
            if few && !index.is_multiple_of(stride) {
                continue;
            }
            for profile in Profile::ALL {
                let rules = profile.into();
                // What differs between the profiles is seen in every fixture of a page alike.
                if few && stride > 1 && profile == Profile::Documented {
                    continue;
                }
                let name = format!("fixtures/{}/{}/{}", page.payload, fixture.name, profile.word());
                let case = Case::new(name, page.payload.clone(), profile, fixture.payload.to_string().as_bytes());
                let found = stated(own(), page, &fixture, rules)
                    .unwrap_or_else(|| fixture.findings(rules).iter().map(violation).collect());
                set.cases.push(Case { expected: Verdict::of(found), ..case });
            }
        }
    }
    set
}

/// A finding as cases have it.
pub(crate) fn violation(finding: &Finding) -> Violation {
    let severity = if finding.severity == Weight::Warning { Severity::Warning } else { Severity::Error };
    let property = finding.property.clone();
    Violation { severity, property, ..Violation::error(finding.pointer.clone(), finding.keyword) }
}
