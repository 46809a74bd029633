//! The generated types and the engine below them.

use std::hint::black_box;

use fieldwright::{DecodeErrors, Profile, Record, Report};

use super::{Candidate, Knows, Verdict};
use crate::peers::Peers;

pub(super) fn candidates<P: Peers + 'static>() -> Vec<Candidate> {
    let shape = <P::Ours<'_> as Record>::SHAPE;
    vec![
        // All effective rules are judged on the way; whether they held, only `validate` tells.
        Candidate::new("fieldwright-decode", Knows::Types, |body| {
            let decoded = fieldwright::decode::<P::Ours<'_>>(body);
            Verdict::is_ok(black_box(&decoded))
        }),
        Candidate::new("fieldwright-decode-validate", Knows::Each, |body| {
            match black_box(&fieldwright::decode::<P::Ours<'_>>(body)) {
                Ok(decoded) => told(&decoded.validate(Profile::Effective)),
                Err(errors) => refused(errors),
            }
        }),
        Candidate::new("fieldwright-decode-owned", Knows::Types, |body| {
            let decoded = fieldwright::decode_owned::<P::Ours<'static>>(body);
            Verdict::is_ok(black_box(&decoded))
        }),
        Candidate::new("fieldwright-validate", Knows::Each, move |body| {
            match black_box(&fieldwright::validate(body, shape, Profile::Effective)) {
                Ok(report) => told(report),
                Err(_) => Verdict::Broken(1),
            }
        }),
    ]
}

fn told(report: &Report) -> Verdict {
    Verdict::of(report.errors().count() + report.omitted)
}

fn refused(errors: &DecodeErrors) -> Verdict {
    Verdict::Broken(errors.violations.len().max(1))
}
