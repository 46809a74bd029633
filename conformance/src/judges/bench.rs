//! All judges of one page, side by side.

use fieldwright::Shape;
use fieldwright_cli::conformance::case;
use fieldwright_codegen::judge::{Finding, Profile, is_valid, judge};
use fieldwright_codegen::model::{Model, Page, Severity};
use fieldwright_codegen::tables;
use jsonschema::Validator;
use serde_json::Value as Json;

use super::exact::is_exact;
use super::export::{sayable, validator};
use super::syntax::is_strict_json;
use super::typed::{self, Outcome, Typed};
use super::verdict::Verdict;

/// All judges of one page.
pub struct Bench<'m> {
    model: &'m Model,
    page: &'m Page,
    shape: &'static Shape,
    /// The rules that JSON Schema can say, and a validator for each profile.
    sayable: Model,
    validators: [Result<Option<Validator>, String>; 2],
    typed: Option<Typed>,
}

/// Two judges that do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Which judges, as in `plain and engine`.
    pub between: &'static str,
    /// What each says.
    pub message: String,
}

fn disagree(between: &'static str, message: String) -> Result<(), Disagreement> {
    Err(Disagreement { between, message })
}

impl<'m> Bench<'m> {
    /// The judges of a page. `own` is for pages of the workspace's own schemas, which have generated types.
    pub fn new(model: &'m Model, page: &'m Page, own: bool) -> Self {
        let sayable = sayable(model);
        let validators = Profile::ALL.map(|profile| validator(&sayable, page, profile));
        let typed = typed::of(&page.payload).filter(|_| own);
        Self { model, page, shape: tables::shape(model, page), sayable, validators, typed }
    }

    /// What the engine says.
    pub fn engine(&self, body: &[u8], profile: Profile) -> Verdict {
        fieldwright::validate(body, self.shape, runtime(profile))
            .map_or(Verdict::Syntax, |report| Verdict::of_report(&report))
    }

    /// Whether all judges say what the engine says.
    ///
    /// # Errors
    /// If one does not.
    pub fn agree(&self, body: &[u8], profile: Profile) -> Result<(), Disagreement> {
        let engine = self.engine(body, profile);
        Self::syntax(body, &engine)?;
        self.types(body, profile, &engine)?;
        let text = std::str::from_utf8(body).ok().filter(|text| is_exact(text));
        let json = text.and_then(|text| serde_json::from_str::<Json>(text).ok());
        let (Verdict::Broken(_), Some(json)) = (&engine, json) else { return Ok(()) };
        let plain = Verdict::of(judge(self.model, self.page, &json, profile));
        if plain != engine {
            return disagree("engine and plain", format!("engine: {engine}\n plain: {plain}"));
        }
        self.export(&json, profile)
    }

    fn syntax(body: &[u8], engine: &Verdict) -> Result<(), Disagreement> {
        let strict = is_strict_json(body);
        if strict == (*engine == Verdict::Syntax) {
            let word = if strict { "accepts" } else { "refuses" };
            return disagree("engine and syntax", format!("engine: {engine}\nserde_json {word} it"));
        }
        Ok(())
    }

    fn types(&self, body: &[u8], profile: Profile, engine: &Verdict) -> Result<(), Disagreement> {
        let Some(typed) = self.typed else { return Ok(()) };
        let between = "engine and types";
        match typed(body, runtime(profile)) {
            Outcome::Inconsistent(message) => disagree(between, message),
            Outcome::Decoded(verdict) if verdict == *engine => Ok(()),
            Outcome::Decoded(verdict) => disagree(between, format!("engine: {engine}\n types: {verdict}")),
            Outcome::Refused(Verdict::Syntax) if *engine == Verdict::Syntax => Ok(()),
            Outcome::Refused(verdict) => match (&verdict, self.engine(body, Profile::Effective)) {
                (Verdict::Broken(refused), Verdict::Broken(found)) if cannot_hold(refused, &found) => Ok(()),
                (_, found) => disagree(between, format!("engine: {found}\n types: cannot hold {verdict}")),
            },
        }
    }

    fn export(&self, json: &Json, profile: Profile) -> Result<(), Disagreement> {
        let [documented, effective] = &self.validators;
        let validator = match if profile == Profile::Documented { documented } else { effective } {
            Ok(Some(validator)) => validator,
            Ok(None) => return Ok(()),
            Err(message) => return disagree("plain and export", message.clone()),
        };
        let page = self.sayable.page(&self.page.payload).unwrap_or(self.page);
        let plain = judge(&self.sayable, page, json, profile);
        if is_valid(&plain) == validator.is_valid(json) {
            return Ok(());
        }
        let theirs: Vec<String> =
            validator.iter_errors(json).map(|error| format!("{} {error}", error.instance_path())).collect();
        disagree("plain and export", format!(" plain: {}\nexport: {theirs:?}", Verdict::of(plain)))
    }
}

/// The runtime's word for a profile.
fn runtime(profile: Profile) -> fieldwright::Profile {
    case::Profile::from(profile).into()
}

/// Whether what a type cannot hold is just what keeps it from holding a payload: every wrong type and every absence, and
/// integers beyond 64 bits.
fn cannot_hold(refused: &[Finding], found: &[Finding]) -> bool {
    let structural =
        |finding: &&Finding| finding.severity == Severity::Error && matches!(finding.keyword, "type" | "required");
    let beyond = |finding: &&Finding| matches!(finding.keyword, "minimum" | "maximum") && found.contains(finding);
    let rest: Vec<&Finding> = refused.iter().filter(|finding| !beyond(finding)).collect();
    rest.into_iter().eq(found.iter().filter(structural)) && !refused.is_empty()
}
