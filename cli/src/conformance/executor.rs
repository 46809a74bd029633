//! This program as an executor: the schemas are compiled as `validate` compiles them, and judged by the same engine.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use fieldwright::{Report, Shape};
use fieldwright_codegen::{SourceFile, Sources, compile, tables};

use super::case::{Case, Severity, Source, Verdict, Violation};
use super::protocol::{Asked, Ready, Task, Unable, id, line};

/// Answers each line until there are no more.
pub(crate) fn execute(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut schemas = HashMap::new();
    for request in input.lines() {
        let request = request?;
        if request.trim().is_empty() {
            continue;
        }
        output.write_all(answer(&request, &mut schemas).as_bytes())?;
        output.flush()?;
    }
    Ok(())
}

fn answer(request: &str, schemas: &mut HashMap<String, &'static Shape>) -> String {
    let id = id(request);
    let unable = |error: String| line(id, Unable { error });
    let asked: Asked = match serde_json::from_str(request) {
        Ok(asked) => asked,
        Err(error) => return unable(format!("this is no request: {error}")),
    };
    let Asked { task, schema, sources, profile, payload, payload_base64 } = asked;
    match task {
        Task::Schema => match shape(&schema, sources) {
            Ok(shape) => {
                schemas.insert(schema, shape);
                line(id, Ready { ready: true, reason: None })
            }
            Err(reason) => line(id, Ready { ready: false, reason: Some(reason) }),
        },
        Task::Judge => {
            let Some(shape) = schemas.get(&schema) else {
                return unable(format!("the schema `{schema}` was not announced"));
            };
            let Some(profile) = profile else { return unable("a request to judge has a `profile`".to_owned()) };
            let case = Case { payload, payload_base64, ..Case::new("", schema, profile, b"") };
            match case.bytes() {
                Ok(body) => line(id, judge(&body, shape, profile.into())),
                Err(error) => unable(error),
            }
        }
    }
}

/// The table of a schema.
fn shape(payload: &str, sources: Vec<Source>) -> Result<&'static Shape, String> {
    let files: Option<Vec<SourceFile>> = sources.into_iter().map(file).collect();
    let sources = Sources::new(files.ok_or("a source's path is `<provider>/<page>.yaml`")?);
    let compiled = compile(&sources);
    let Some(model) = compiled.model else {
        let first = compiled.diagnostics.first().map_or_else(String::new, |first| format!(": {}", first.message));
        return Err(format!("the schema has errors{first}"));
    };
    let page = model.page(payload).ok_or_else(|| format!("the sources have no page `{payload}`"))?;
    Ok(tables::shape(&model, page))
}

pub(super) fn file(source: Source) -> Option<SourceFile> {
    let (provider, name) = source.path.split_once('/')?;
    let stem = name.strip_suffix(".yaml")?;
    Some(SourceFile {
        path: format!("schemas/{}", source.path),
        provider: provider.to_owned(),
        stem: stem.to_owned(),
        text: source.text,
    })
}

/// What the engine says.
pub(super) fn judge(body: &[u8], shape: &'static Shape, profile: fieldwright::Profile) -> Verdict {
    fieldwright::validate(body, shape, profile).map_or_else(|_| Verdict::syntax(), |report| verdict(&report))
}

fn verdict(report: &Report) -> Verdict {
    let violation = |found: &fieldwright::Violation| Violation {
        instance_location: found.pointer.clone(),
        keyword: found.keyword.word().to_owned(),
        severity: match found.severity {
            fieldwright::Severity::Error => Severity::Error,
            fieldwright::Severity::Warning => Severity::Warning,
        },
        property: found.property.map(str::to_owned),
    };
    Verdict::of(report.violations.iter().map(violation).collect())
}

#[cfg(test)]
mod tests {
    use super::execute;

    #[test]
    fn whatever_it_is_told_it_answers_each_line() {
        let requests = "nonsense\n\n{}\n{\"id\":3,\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"effective\",\"payload\":\"{}\"}\n\
            {\"task\":\"schema\",\"schema\":\"a/b\",\"sources\":[{\"path\":\"a\",\"text\":\"\"}],\"rules\":{}}\n\
            {\"task\":\"schema\",\"id\":18446744073709551615,\"schema\":\"a/b\",\"sources\":[{\"path\":\"a/b.yaml\",\"text\":\"provider: a\\npage: {title: B}\\npayload: {fields: {x: {type: string}}}\\n\"}],\"rules\":{}}\n\
            {\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"effective\",\"payload\":\"{\\\"x\\\":1}\"}\n\
            {\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"documented\",\"payloadBase64\":\"/w==\"}\n\
            {\"task\":\"judge\",\"schema\":\"a/b\",\"profile\":\"documented\"}\n";
        let mut answers = Vec::new();
        execute(requests.as_bytes(), &mut answers).unwrap();
        let answers = String::from_utf8(answers).unwrap();
        let starts = [
            "{\"error\":\"this is no request",
            "{\"error\":\"this is no request",
            "{\"id\":3,\"error\":\"the schema `a/b` was not announced\"}",
            "{\"ready\":false,\"reason\":\"a source's path",
            "{\"id\":18446744073709551615,\"ready\":true}",
            "{\"valid\":false,\"violations\":[{\"instanceLocation\":\"/x\",\"keyword\":\"type\",\"severity\":\"error\"}]}",
            "{\"valid\":false,\"syntax\":true}",
            "{\"error\":\"a case has either",
        ];
        assert_eq!(answers.lines().count(), starts.len(), "{answers}");
        for (answer, start) in answers.lines().zip(starts) {
            assert!(answer.starts_with(start), "{answer} should start with {start}");
        }
    }
}
