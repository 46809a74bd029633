//! Taking a delivery in: what it is, whether it may be believed, what is wrong with it, and what to answer.

use fieldwright::{DeliveryId, Headers, Profile, Rejection, Report, UnknownEvent, Verifier, VerifyError, validate};

use super::known::{Identity, Known};
use super::server::Reply;

/// What becomes of deliveries.
pub(crate) struct Intake {
    pub(crate) known: Known,
    /// None if nothing is to be checked.
    pub(crate) verifier: Option<Verifier<()>>,
    pub(crate) profile: Profile,
    /// Payloads that break the rules are turned away.
    pub(crate) reject: bool,
    /// What to acknowledge with, instead of what the provider takes for one.
    pub(crate) status: Option<u16>,
}

/// What is known of where a delivery comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Checked {
    /// It comes from the provider.
    Verified,
    /// It may come from anybody.
    Refused(VerifyError),
    /// Nobody looked.
    Unchecked,
}

/// A delivery, looked at.
pub(crate) struct Taken<'k> {
    pub(crate) checked: Checked,
    /// Of a delivery that was taken in.
    pub(crate) id: Option<DeliveryId>,
    pub(crate) identity: Identity<'k>,
    /// None where no schema knows the payload, or it was not looked at.
    pub(crate) report: Option<Report>,
    /// Why it was turned away.
    pub(crate) rejection: Option<Rejection>,
}

impl Intake {
    /// Looks at a delivery. What does not come from the provider is not looked into.
    pub(crate) fn take(&self, headers: &dyn Headers, body: &Result<impl AsRef<[u8]>, Rejection>) -> Taken<'_> {
        let nothing = Identity { event: None, payload: None };
        let mut taken =
            Taken { checked: Checked::Unchecked, id: None, identity: nothing, report: None, rejection: None };
        let body = match body {
            Ok(body) => body.as_ref(),
            Err(rejection) => {
                taken.rejection = Some(rejection.clone());
                return taken;
            }
        };
        if let Some(verifier) = &self.verifier {
            if let Err(error) = verifier.verify(headers, body) {
                taken.rejection = Some(self.unverified(error.clone()));
                taken.checked = Checked::Refused(error);
                return taken;
            }
            taken.checked = Checked::Verified;
        }
        self.look(&mut taken, body);
        taken
    }

    fn look<'k>(&'k self, taken: &mut Taken<'k>, body: &[u8]) {
        taken.identity = self.known.identify(body);
        let judged = match taken.identity.payload {
            Some(payload) => validate(body, payload.shape, self.profile).map(Some),
            None => UnknownEvent::decode(None, body).map(|_| None).or_else(|error| error.syntax.map_or(Ok(None), Err)),
        };
        match judged {
            Err(error) => taken.rejection = Some(Rejection::NotJson { error }),
            Ok(report) => {
                taken.id = Some(DeliveryId::of(self.known.contract, body));
                if let Some(report) = report.as_ref().filter(|report| self.reject && !report.is_valid()) {
                    taken.rejection = Some(Rejection::Invalid { report: report.clone() });
                }
                taken.report = report;
            }
        }
    }

    fn unverified(&self, error: VerifyError) -> Rejection {
        let challenge = self.known.contract.authentication.first().map_or("none", fieldwright::Authentication::word);
        Rejection::Unverified { error, challenge }
    }

    /// The answer to a delivery.
    pub(crate) fn reply(&self, taken: &Taken<'_>) -> Reply {
        match &taken.rejection {
            Some(rejection) => {
                Reply { status: rejection.status(), headers: rejection.headers(), body: rejection.problem() }
            }
            None => {
                let status = self.status.unwrap_or_else(|| self.known.contract.acknowledgement());
                Reply { status, headers: Vec::new(), body: String::new() }
            }
        }
    }
}
