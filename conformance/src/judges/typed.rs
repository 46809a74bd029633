//! The generated types of the workspace's own schemas.

use fieldwright::{Decoded, Profile, Record, decode, decode_owned};
use payment_webhooks::{anddone, rapyd, truemed};

use super::verdict::{Verdict, finding};

/// What a generated type makes of a body.
pub(super) type Typed = fn(&[u8], Profile) -> Outcome;

/// What comes of decoding.
pub(super) enum Outcome {
    /// It could be decoded, and this was found in it.
    Decoded(Verdict),
    /// It could not, for these reasons: none where the text is not strict JSON.
    Refused(Verdict),
    /// Decoding with and without borrowing, or what is written of the value, say otherwise.
    Inconsistent(String),
}

/// The type of one of the workspace's payloads.
pub(super) fn of(payload: &str) -> Option<Typed> {
    Some(match payload {
        "anddone/account-token" => {
            |body, profile| judge::<anddone::AccountToken<'_>, anddone::AccountToken<'static>>(body, profile)
        }
        "anddone/token-link" => {
            |body, profile| judge::<anddone::TokenLink<'_>, anddone::TokenLink<'static>>(body, profile)
        }
        "rapyd/customer-payment-method-created" => |body, profile| {
            judge::<rapyd::CustomerPaymentMethodCreated<'_>, rapyd::CustomerPaymentMethodCreated<'static>>(
                body, profile,
            )
        },
        "rapyd/payment-updated" => {
            |body, profile| judge::<rapyd::PaymentUpdated<'_>, rapyd::PaymentUpdated<'static>>(body, profile)
        }
        "truemed/payment-token-updated" => |body, profile| {
            judge::<truemed::PaymentTokenUpdated<'_>, truemed::PaymentTokenUpdated<'static>>(body, profile)
        },
        _ => return None,
    })
}

fn judge<'b, B, O>(body: &'b [u8], profile: Profile) -> Outcome
where
    B: Record<'b> + Default,
    O: Record<'static> + Default,
{
    let owned = decode_owned::<O>(body);
    let decoded: Decoded<'b, B> = match decode::<B>(body) {
        Ok(decoded) => decoded,
        Err(errors) if owned.is_ok() => return Outcome::Inconsistent(format!("owned decoding accepts: {errors}")),
        Err(errors) if errors.syntax.is_some() => return Outcome::Refused(Verdict::Syntax),
        Err(errors) => return Outcome::Refused(Verdict::of(errors.violations.iter().map(finding).collect())),
    };
    let Ok(owned) = owned else { return Outcome::Inconsistent("owned decoding refuses".to_owned()) };
    let verdict = Verdict::of_report(&decoded.validate(profile));
    let written = fieldwright::to_json(&*decoded);
    if fieldwright::to_json(&owned) != written {
        return Outcome::Inconsistent(format!("owned and borrowed are written otherwise: {written}"));
    }
    let again = fieldwright::validate(written.as_bytes(), B::SHAPE, profile).map(|report| Verdict::of_report(&report));
    if again.as_ref() != Ok(&verdict) {
        return Outcome::Inconsistent(format!("what is written of it is judged otherwise: {written}: {again:?}"));
    }
    Outcome::Decoded(verdict)
}
