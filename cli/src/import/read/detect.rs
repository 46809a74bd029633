//! What a page is written in, and whether it is text at all.

use super::limits::{MAX_BYTES, MAX_LINES, head};
use super::{Kind, Refusal, samples};

/// The page as text: UTF-8, of bounded size, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > MAX_BYTES {
        let text = format!("the page has {} bytes, the limit is {MAX_BYTES}", bytes.len());
        return Err(Refusal::of_all(text).help("cut the page down to its field tables"));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Refusal::of_all("the page is UTF-16, and only UTF-8 is read").help("save it as UTF-8"));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let charset = charset(&String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)));
        let declared = charset.map(|charset| format!(" (it says that it is {charset})")).unwrap_or_default();
        Refusal::at(line, format!("the page is not UTF-8{declared}")).help("save it as UTF-8")
    })?;
    if !text.is_ascii()
        && let Some(charset) = charset(head(text, 4096))
        && !matches!(charset.as_str(), "utf-8" | "utf8")
    {
        let text = format!("the page says that it is {charset}, and only UTF-8 is read");
        return Err(Refusal::of_all(text).help("save it as UTF-8, or mend its `charset` if it is that already"));
    }
    if let Some(at) = text.find('\0') {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        return Err(Refusal::at(line, "the page has a NUL byte: it is no text"));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{2028}', '\u{b}', '\u{c}'], " ");
    if text.bytes().filter(|byte| *byte == b'\n').count() > MAX_LINES {
        return Err(Refusal::too_much(MAX_LINES, "lines", MAX_LINES));
    }
    Ok(text)
}

/// The charset that HTML says it is in.
fn charset(head: &str) -> Option<String> {
    let head = head.to_ascii_lowercase();
    let meta = head.split("<meta").skip(1).find_map(|tag| tag.split('>').next()?.split_once("charset="))?;
    let name = meta.1.trim_start_matches(['"', '\'', ' ']);
    Some(name.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
}

/// What a text looks like, and whether there is hardly a doubt.
pub(super) fn kind(text: &str) -> (Kind, bool) {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) && samples::is_json_at_heart(start) {
        return (Kind::Json, true);
    }
    let head = head(start, 2048).to_ascii_lowercase();
    let document = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag));
    if document && head.starts_with('<') {
        return (Kind::Html, true);
    }
    if text.lines().any(is_markdown) || start.starts_with("---\n") {
        return (Kind::Markdown, true);
    }
    if document || (head.starts_with('<') && head.contains("</")) || head.contains("<table") {
        return (Kind::Html, true);
    }
    let marks = ["](", "<br", "~~"].iter().any(|mark| text.contains(mark));
    let marks = marks || text.lines().any(has_bold) || has_code(text);
    (if marks { Kind::Markdown } else { Kind::Text }, false)
}

/// Whether a line is one that only Markdown has.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    let heading = |text: &str| {
        let rest = text.trim_start_matches('#');
        (1..=6).contains(&(text.len() - rest.len())) && rest.starts_with(' ')
    };
    line.starts_with("```")
        || line.starts_with("~~~")
        || (line.starts_with('#') && heading(line))
        || line.match_indices(" ##").any(|(at, _)| line.get(at + 1..).is_some_and(heading))
        || super::pipes::is_delimiter(line)
        || line == "#|"
        || ["](/", "](#", "](http", "](.."].iter().any(|link| line.contains(link))
}

/// Whether a line has words in bold type. A number in a mask, `****0008`, is none.
fn has_bold(line: &str) -> bool {
    let parts: Vec<&str> = line.split("**").take(1000).collect();
    let bold = |part: &&str| {
        part.starts_with(|c: char| c.is_alphanumeric() || "`[<".contains(c)) && !part.ends_with([' ', '*'])
    };
    // The words between two marks: neither before the first nor behind the last.
    parts.get(1..parts.len().max(2) - 1).is_some_and(|parts| parts.iter().step_by(2).any(bold))
}

/// Whether a text has a code span.
fn has_code(text: &str) -> bool {
    text.lines().any(|line| line.split('`').skip(1).step_by(2).any(|code| !code.is_empty() && code.len() < 60))
}
