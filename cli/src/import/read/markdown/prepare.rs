//! Takes out of Markdown what its parsers do not know, and leaves a mark where it stood: tables of every manner, HTML
//! that goes on over blank lines, the tags of template languages.

use super::unglue;
use crate::import::read::Refusal;
use crate::import::read::lines::Lines;
use crate::import::read::pipes::{self, PipeCell, PipeRow, PipeTable, Splitter};
use crate::import::read::samples::{FEWEST, Finder};

/// Around the number of what was taken out. Private to this module: the page's own are dropped.
const MARK: char = '\u{10fffd}';

/// Markdown that a parser can read.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    /// For each line of the text the page's.
    lines: Vec<usize>,
}

/// What was taken out.
#[derive(Debug)]
pub(super) enum Piece {
    Table {
        table: PipeTable,
        line: usize,
        /// Its cells hold blocks.
        block: bool,
        source: String,
    },
    Html {
        source: String,
        line: usize,
    },
}

impl Piece {
    pub(super) fn source(&self) -> &str {
        match self {
            Self::Table { source, .. } | Self::Html { source, .. } => source,
        }
    }
}

impl Prepared {
    /// The page's line, for a line of the text from 1.
    pub(super) fn line(&self, line: usize) -> usize {
        self.lines.get(line.saturating_sub(1)).or(self.lines.last()).copied().unwrap_or(0)
    }

    fn push(&mut self, line: usize, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.lines.push(line);
    }

    fn piece(&mut self, line: usize, indent: &str, piece: Piece) {
        self.push(line, "");
        self.push(line, &format!("{indent}{MARK}{}{MARK}", self.pieces.len()));
        self.push(line, "");
        self.pieces.push(piece);
    }
}

/// The first mark in a text: what is before it, its number, and what is after it.
pub(super) fn mark(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once(MARK)?;
    let (number, after) = rest.split_once(MARK)?;
    Some((before, number.parse().ok()?, after))
}

/// Prepares a document.
pub(super) fn prepare(text: &str) -> Result<Prepared, Refusal> {
    let text = text.replace(MARK, "");
    let text = without_templates(&text);
    let unglued = unglue::lines(&text);
    let lines: Vec<&str> = unglued.iter().map(|(_, text)| text.as_ref()).collect();
    let number = |at: usize| unglued.get(at).map_or(0, |(line, _)| *line);
    let mut prepared = Prepared::default();
    let joined = lines.join("\n");
    let mut samples = Samples { numbers: Lines::of(&joined), finder: Finder::new(&joined), lines: &lines };
    // Whether everything that was opened so far closes: where not, looking for the end again and again is in vain.
    let (mut tags_close, mut boxes_close) = (true, true);
    let mut at = 0;
    while let Some(line) = lines.get(at).copied() {
        let rest = lines.get(at..).unwrap_or_default();
        let taken = if let Some(taken) = fenced(rest) {
            rest.iter().take(taken).enumerate().for_each(|(by, text)| prepared.push(number(at + by), text));
            taken
        } else if let Some((piece, taken)) =
            html(rest, number(at), &mut tags_close).or_else(|| boxes(rest, number(at), &mut boxes_close))
        {
            prepared.piece(number(at), indent(line), piece);
            taken
        } else if let Some((sample, taken)) = samples.at(at) {
            // As its author would have written it, had it not been copied.
            prepared.push(number(at), "");
            prepared.push(number(at), "```json");
            sample.lines().enumerate().for_each(|(by, text)| prepared.push(number(at + by.min(taken - 1)), text));
            prepared.push(number(at), "```");
            taken
        } else if let Some((mut table, taken)) = pipes::table(rest, 0).map_err(|refusal| refusal.moved(number, at))? {
            table.rows.iter_mut().for_each(|row| row.line = number(at + row.line));
            let lines = rest.get(..taken).unwrap_or_default();
            let bare = lines.iter().map(|text| text.strip_prefix(indent(line)).unwrap_or(text));
            let source = bare.collect::<Vec<_>>().join("\n");
            let piece = Piece::Table { table, line: number(at), block: false, source };
            prepared.piece(number(at), indent(line), piece);
            taken
        } else {
            prepared.push(number(at), if is_module(line) { "" } else { line });
            1
        };
        at += taken;
    }
    Ok(prepared)
}

fn indent(line: &str) -> &str {
    line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or("")
}

/// Finds samples that stand on lines of their own without a fence.
struct Samples<'t> {
    lines: &'t [&'t str],
    numbers: Lines,
    finder: Finder<'t>,
}

impl Samples<'_> {
    /// The sample that begins with a line, and how many lines it takes.
    fn at(&mut self, at: usize) -> Option<(String, usize)> {
        let line = self.lines.get(at).filter(|line| indent(line).len() < 4)?;
        let text = line.trim_start();
        let opens =
            text.starts_with('{') || (text.starts_with('[') && text.get(1..)?.trim_start().starts_with(['{', '"']));
        if !opens && text != "[" {
            return None;
        }
        let (end, sample) = self.finder.sample(self.numbers.start(at)? + indent(line).len())?;
        let last = self.numbers.at(end.saturating_sub(1));
        let full = self.lines.get(last - 1)?.trim_end().ends_with(['}', ']']);
        (full && sample.len() > FEWEST).then_some((sample, last - at))
    }
}

/// How many lines a fenced block takes, if one begins here.
fn fenced(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start().trim_start_matches("> ");
    let fence = first.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = first.chars().take_while(|c| *c == fence).count();
    if length < 3 || (fence == '`' && first.get(length..).is_some_and(|info| info.contains('`'))) {
        return None;
    }
    let closes = |line: &&str| {
        let line = line.trim().trim_start_matches("> ");
        line.len() >= length && line.chars().all(|c| c == fence)
    };
    let end = lines.iter().skip(1).position(closes);
    Some(end.map_or(lines.len(), |end| end + 2))
}

/// An HTML table, definition list or piece of code, with all that is in it.
fn html(lines: &[&str], line: usize, closes: &mut bool) -> Option<(Piece, usize)> {
    let first = lines.first().filter(|line| *closes && line.trim_start().starts_with('<'))?;
    let first = first.trim_start().to_ascii_lowercase();
    let opens =
        |name: &&&str| first.strip_prefix(**name).is_some_and(|rest| rest.starts_with(['>', ' ']) || rest.is_empty());
    let tag = ["<table", "<dl", "<pre"].iter().find(opens)?;
    let close = tag.replace('<', "</");
    let mut depth = 0_usize;
    for (taken, text) in lines.iter().enumerate() {
        let text = text.to_ascii_lowercase();
        depth += text.matches(*tag).count();
        depth = depth.saturating_sub(text.matches(&close).count());
        if depth == 0 {
            let source = lines.get(..=taken)?.join("\n");
            return Some((Piece::Html { source, line }, taken + 1));
        }
    }
    *closes = false;
    None
}

/// A table in the manner of wikis, whose cells hold blocks:
///
/// ```text
/// #|
/// || **Name** | **Description** ||
/// || id
/// `string` | What it is ||
/// |#
/// ```
fn boxes(lines: &[&str], line: usize, closes: &mut bool) -> Option<(Piece, usize)> {
    if lines.first()?.trim() != "#|" || !*closes {
        return None;
    }
    let end = lines.iter().position(|line| line.trim() == "|#");
    *closes = end.is_some();
    let end = end?;
    let source = lines.get(1..end)?.join("\n");
    let mut rows: Vec<PipeRow> = Vec::new();
    let mut row: Option<PipeRow> = None;
    let mut at = line + 1;
    let mut parts = Splitter::new(&source).split(b'|').into_iter().peekable();
    while let Some(part) = parts.next() {
        let breaks = part.bytes().filter(|byte| *byte == b'\n').count();
        // Two pipes are an empty part between them.
        let double = parts.peek().is_some_and(|next| next.is_empty());
        if let Some(open) = row.as_mut() {
            let source = part.trim().replace("\\|", "|");
            open.cells.push(PipeCell { source, lead: 0 });
        }
        at += breaks;
        if double {
            parts.next();
            match row.take() {
                Some(ended) => rows.push(ended),
                None => row = Some(PipeRow { line: at, cells: Vec::new() }),
            }
        }
    }
    rows.extend(row.filter(|row| row.cells.iter().any(|cell| !cell.source.is_empty())));
    let table = PipeTable { headed: false, rows };
    Some((Piece::Table { table, line, block: true, source }, end + 1))
}

/// An import or export of a page with components in it.
fn is_module(line: &str) -> bool {
    (line.starts_with("import ")
        && (line.contains(" from ") || line.contains('\'') || line.contains('"'))
        && line.ends_with([';', '\'', '"']))
        || line.starts_with("export const ")
        || line.starts_with("export default ")
}

/// The text without `<% … %>` and `{% … %}`, on as many lines as before.
fn without_templates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices('%') {
        let close = match text.as_bytes().get(at.wrapping_sub(1)) {
            Some(b'<') => "%>",
            Some(b'{') => "%}",
            _ => continue,
        };
        if at <= from {
            continue;
        }
        let tag = text.get(at..).unwrap_or("");
        // A tag that never closes is none, and none closes after it either.
        let Some(end) = tag.find(close) else { break };
        out.push_str(text.get(from..at - 1).unwrap_or(""));
        out.extend(tag.get(..end).unwrap_or("").chars().filter(|c| *c == '\n'));
        from = at + end + 2;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}
