//! serde's derive through the JSON libraries there are, without rules and with them.

use std::hint::black_box;

use garde::Validate as _;
use serde_json::value::RawValue;
use simd_json::{BorrowedValue, Buffers};
use validator::{Validate as _, ValidationErrors, ValidationErrorsKind};

use super::{Candidate, Knows, Verdict};
use crate::peers::{Peers, Rules};

pub(super) fn serde_json<P: Peers + 'static>() -> Vec<Candidate> {
    vec![
        Candidate::new("serde_json-borrowed", Knows::Types, |body| {
            let value = serde_json::from_slice::<P::Borrowed<'_, &RawValue>>(body);
            Verdict::is_ok(black_box(&value))
        }),
        Candidate::new("serde_json-borrowed-rules", Knows::Derived, |body| {
            judged(&serde_json::from_slice::<P::Borrowed<'_, &RawValue>>(body))
        }),
        Candidate::new("serde_json-owned", Knows::Types, |body| {
            let value = serde_json::from_slice::<P::Garde>(body);
            Verdict::is_ok(black_box(&value))
        }),
        Candidate::new("serde_json-owned-garde", Knows::Derived, |body| {
            match black_box(&serde_json::from_slice::<P::Garde>(body)).as_ref().map(P::Garde::validate) {
                Ok(Ok(())) => Verdict::Valid,
                Ok(Err(report)) => Verdict::of(report.iter().count()),
                Err(_) => Verdict::Broken(1),
            }
        }),
        Candidate::new("serde_json-owned-validator", Knows::Derived, |body| {
            match black_box(&serde_json::from_slice::<P::Validator>(body)).as_ref().map(P::Validator::validate) {
                Ok(Ok(())) => Verdict::Valid,
                Ok(Err(errors)) => Verdict::of(count(&errors)),
                Err(_) => Verdict::Broken(1),
            }
        }),
        Candidate::new("serde_json-typify", Knows::Types, |body| {
            let value = serde_json::from_slice::<P::Typify>(body);
            Verdict::is_ok(black_box(&value))
        }),
    ]
}

#[expect(clippy::redundant_closure, reason = "`judged` itself is not generic over the lifetime as it has to be")]
pub(super) fn others<P: Peers + 'static>() -> Vec<Candidate> {
    vec![
        Candidate::new("sonic-rs-borrowed", Knows::Types, |body| {
            let value = sonic_rs::from_slice::<P::Borrowed<'_, sonic_rs::LazyValue<'_>>>(body);
            Verdict::is_ok(black_box(&value))
        }),
        Candidate::new("sonic-rs-borrowed-rules", Knows::Derived, |body| {
            judged(&sonic_rs::from_slice::<P::Borrowed<'_, sonic_rs::LazyValue<'_>>>(body))
        }),
        Candidate::new("simd-json-borrowed", Knows::Types, simd_json::<P>(|value| Verdict::is_ok(black_box(value)))),
        Candidate::new("simd-json-borrowed-rules", Knows::Derived, simd_json::<P>(|value| judged(value))),
    ]
}

/// simd-json writes into what it reads, so every body is copied first, into a buffer that stays.
fn simd_json<P: Peers>(
    verdict: impl for<'a> Fn(&simd_json::Result<P::Borrowed<'a, BorrowedValue<'a>>>) -> Verdict,
) -> impl FnMut(&[u8]) -> Verdict {
    let mut copy = Vec::new();
    let mut buffers = Buffers::default();
    move |body| {
        copy.clear();
        copy.extend_from_slice(body);
        verdict(&simd_json::serde::from_slice_with_buffers(&mut copy, &mut buffers))
    }
}

fn judged<T: Rules, E>(value: &Result<T, E>) -> Verdict {
    match black_box(value) {
        Ok(value) => Verdict::of(value.broken()),
        Err(_) => Verdict::Broken(1),
    }
}

/// All of validator's errors, at whatever depth.
fn count(errors: &ValidationErrors) -> usize {
    let of_kind = |kind: &ValidationErrorsKind| match kind {
        ValidationErrorsKind::Struct(inner) => count(inner),
        ValidationErrorsKind::List(items) => items.values().map(|inner| count(inner)).sum(),
        ValidationErrorsKind::Field(errors) => errors.len(),
    };
    errors.errors().values().map(of_kind).sum()
}
