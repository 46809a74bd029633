//! Both schemas of a page as judges, and payloads to start from.

use fieldwright::Shape;
use fieldwright_codegen::fixtures::{Fixture, FixtureKind, Options, fixtures};
use fieldwright_codegen::judge::{Finding, Profile, is_valid, judge};
use fieldwright_codegen::model::{Content, Model, Object, Page, Severity, Value};
use fieldwright_codegen::tables;
use serde_json::Value as Json;

use super::candidates::{Candidate, bare, candidates};
use super::{Accepts, CounterExample, build};
use crate::diff::change::{Look, Probe};

/// One schema of a page.
pub(super) struct Judge<'m> {
    pub(super) model: &'m Model,
    page: &'m Page,
    /// The page without examples: to make values of.
    pub(super) bare: Page,
    side: Accepts,
    shape: &'static Shape,
    /// Payloads that it accepts, the smallest first.
    bases: Vec<Json>,
}

/// Both.
pub(super) struct Judges<'m> {
    old: Judge<'m>,
    new: Judge<'m>,
}

/// So many candidates at a place are enough; more are made only of rules with very many bounds.
const MOST_CANDIDATES: usize = 200;

impl<'m> Judge<'m> {
    fn new(side: Accepts, (model, page): (&'m Model, &'m Page)) -> Self {
        let kinds = vec![FixtureKind::Example, FixtureKind::Minimal, FixtureKind::Maximal];
        let made = fixtures(model, page, &Options { kinds, ..Options::default() });
        let mut bases: Vec<Json> = made
            .into_iter()
            .filter(|made| made.valid(Profile::Effective))
            .map(|Fixture { payload, .. }| payload)
            .collect();
        bases.sort_by_key(|payload| payload.to_string().len());
        let bare = bare(page.root, page.place.clone());
        Self { model, page, bare, side, shape: tables::shape(model, page), bases }
    }

    pub(super) fn findings(&self, payload: &Json) -> Vec<Finding> {
        judge(self.model, self.page, payload, Profile::Effective)
    }

    pub(super) fn accepts(&self, payload: &Json) -> bool {
        is_valid(&self.findings(payload))
    }

    /// What the engine says, which generated code runs.
    fn engine_accepts(&self, payload: &Json) -> bool {
        fieldwright::validate(payload.to_string().as_bytes(), self.shape, fieldwright::Profile::Effective)
            .is_ok_and(|report| report.is_valid())
    }

    /// Its payloads, those with most in them first.
    pub(super) fn bases(&self) -> impl Iterator<Item = &Json> {
        self.bases.iter().rev()
    }

    /// Of two values the one of this side.
    pub(super) fn own<'j>(&self, old: &'j Value, new: &'j Value) -> &'j Value {
        if self.side == Accepts::Old { old } else { new }
    }

    /// The values that stand at a place, each with the side that it is of.
    pub(super) fn and<'j>(
        &'j self,
        other: &'j Self,
        old: Option<&'j Value>,
        new: Option<&'j Value>,
    ) -> impl Iterator<Item = (&'j Self, &'j Value)> {
        let of = |judge: &'j Self| Some((judge, if judge.side == Accepts::Old { old? } else { new? }));
        [of(self), of(other)].into_iter().flatten()
    }

    /// What stands at a path of members and `*`.
    pub(super) fn value_at(&self, at: &[String]) -> Option<&'m Value> {
        let mut object = self.model.object(self.page.root);
        let mut value: Option<&'m Value> = None;
        for token in at {
            value = match (value.map(|value| &value.content), object) {
                (Some(Content::Items(item)), _) if token == "*" => Some(item),
                (_, Some(object)) => object.fields.iter().find(|field| field.name.wire == *token).map(|f| &f.value),
                _ => None,
            };
            object = match &value?.content {
                Content::Object(id) => self.model.object(*id),
                _ => None,
            };
        }
        value
    }

    /// The object at a path; that of no steps is the payload.
    pub(super) fn object_at(&self, at: &[String]) -> Option<&'m Object> {
        if at.is_empty() {
            return self.model.object(self.page.root);
        }
        match &self.value_at(at)?.content {
            Content::Object(id) => self.model.object(*id),
            _ => None,
        }
    }

    /// The path of a pointer into a payload.
    pub(super) fn tokens(&self, pointer: &str) -> Vec<String> {
        let mut at = Vec::new();
        for token in pointer.split('/').skip(1) {
            let inside = if at.is_empty() { None } else { self.value_at(&at) };
            let item = inside.is_some_and(|value| matches!(value.content, Content::Items(_)));
            at.push(if item { "*".to_owned() } else { token.replace("~1", "/").replace("~0", "~") });
        }
        at
    }
}

impl<'m> Judges<'m> {
    pub(super) fn new(old: (&'m Model, &'m Page), new: (&'m Model, &'m Page)) -> Self {
        let mut judges = Self { old: Judge::new(Accepts::Old, old), new: Judge::new(Accepts::New, new) };
        for accepts in [Accepts::Old, Accepts::New] {
            let (accepting, rejecting) = judges.sides(accepts);
            let shared: Vec<Json> =
                accepting.bases.iter().filter_map(|base| build::agreed(accepting, rejecting, base)).collect();
            let accepting = if accepts == Accepts::Old { &mut judges.old } else { &mut judges.new };
            // Those that both accept come first: then nothing but the change is in the way.
            let own = std::mem::take(&mut accepting.bases);
            accepting.bases = shared;
            accepting.bases.extend(own);
            accepting.bases.dedup();
        }
        judges
    }

    /// The side that is to accept, and the other.
    fn sides(&self, accepts: Accepts) -> (&Judge<'m>, &Judge<'m>) {
        match accepts {
            Accepts::Old => (&self.old, &self.new),
            Accepts::New => (&self.new, &self.old),
        }
    }

    /// A payload that one side accepts and the other rejects at the place; one that it rejects for nothing else if there is.
    pub(super) fn search(&self, probe: &Probe<'m>, accepts: Accepts) -> Option<CounterExample> {
        let (accepting, rejecting) = self.sides(accepts);
        let mut second_best = None;
        let candidates = candidates(probe, accepting, rejecting);
        for base in &accepting.bases {
            for candidate in candidates.iter().take(MOST_CANDIDATES) {
                let Some((payload, place)) = build::with(accepting, base, probe, candidate) else { continue };
                let findings = errors(rejecting.findings(&payload));
                let here = |finding: &Finding| is_about(finding, &place, probe, candidate);
                if !findings.iter().any(here) || !accepting.accepts(&payload) {
                    continue;
                }
                let alone = findings.iter().all(here);
                if !accepting.engine_accepts(&payload) || rejecting.engine_accepts(&payload) {
                    continue;
                }
                let found = CounterExample { payload, at: place, accepted_by: accepts, findings };
                if alone {
                    return Some(found);
                }
                second_best.get_or_insert(found);
            }
        }
        second_best
    }
}

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Whether a finding is about the place: the value, what is in it, or its being there.
fn is_about(finding: &Finding, place: &str, probe: &Probe, candidate: &Candidate) -> bool {
    if matches!(probe.look, Look::Members(_)) {
        return finding.pointer == place && finding.property.is_none();
    }
    match &finding.property {
        Some(property) => {
            let escaped = property.replace('~', "~0").replace('/', "~1");
            let whole = format!("{}/{escaped}", finding.pointer);
            whole == place && matches!(candidate, Candidate::Missing) || is_below(&finding.pointer, place)
        }
        None => is_below(&finding.pointer, place),
    }
}

fn is_below(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
