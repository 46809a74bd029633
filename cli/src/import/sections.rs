//! The parts of a page that list names: each with its heading, and with what its names are names of.

use super::columns::{self, Columns, Miss};
use super::facts::Finder;
use super::facts::name;
use super::found::{self, Found, Prose};
use super::page::{Block, BlockKind, Definition, ListItem, Mark, MarkKind, Page, Table, Text};
use super::vocabulary::{Role, key};

/// A list of names under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) kind: SectionKind,
    pub(crate) heading: Heading,
    /// The sentences between the heading and the list.
    pub(crate) intro: String,
    pub(crate) rows: Vec<Found>,
    /// It has a column that says what is required.
    pub(crate) says_presence: bool,
    /// The text has lost how its rows stand in each other.
    pub(crate) flat: bool,
    pub(crate) review: Option<String>,
}

/// What a section's names are names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    /// Members of an object.
    Fields,
    /// HTTP headers.
    Headers,
    /// Parameters of a URL, which no body has.
    Parameters,
    /// Events.
    Events,
    /// The values of an enumeration.
    Values,
}

/// The heading over a section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Heading {
    pub(crate) text: String,
    /// The code in it: a heading that is the name of an object.
    pub(crate) code: Option<String>,
    pub(crate) anchor: Option<String>,
    pub(crate) level: u8,
    /// The headings above it.
    pub(crate) above: Vec<String>,
}

/// What was found on a page, and what nearly was.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sections {
    pub(crate) found: Vec<Section>,
    pub(crate) misses: Vec<Miss>,
    pub(crate) tables: usize,
    /// Of all tables and lists, those that are no fields included.
    pub(crate) lines: usize,
    prose: Prose,
}

/// A page with more lines in its tables and lists is not looked through.
pub(crate) const MOST_LINES: usize = 20_000;

/// Looks through a page.
pub(crate) fn find(page: &Page) -> Sections {
    let mut sections = Sections::default();
    let mut headings: Vec<Heading> = Vec::new();
    let mut intro = String::new();
    for block in &page.blocks {
        match &block.kind {
            BlockKind::Heading { level, text, anchor } => {
                enter(&mut headings, *level, text, anchor.as_ref());
                intro.clear();
            }
            BlockKind::Paragraph(text) => {
                intro.push_str(&text.plain);
                intro.push('\n');
            }
            _ => sections.add(block, headings.last(), &intro),
        }
    }
    let counted =
        sections.found.iter_mut().filter(|section| !matches!(section.kind, SectionKind::Events | SectionKind::Values));
    for (index, found) in counted.flat_map(|section| &mut section.rows).enumerate() {
        found.row.at = Some(index + 1);
    }
    sections
}

fn enter(headings: &mut Vec<Heading>, level: u8, text: &Text, anchor: Option<&String>) {
    headings.retain(|heading| heading.level < level);
    let above = headings.iter().map(|heading| heading.text.clone()).collect();
    let code = text.code().next().map(str::to_owned);
    let plain = text.plain.trim_matches(['#', ' ']).to_owned();
    headings.push(Heading { text: plain, code, anchor: anchor.cloned(), level, above });
}

impl Heading {
    /// What the heading is about. One that says `Fields` and no more is about what the heading above it is about.
    pub(crate) fn subject(&self) -> &str {
        let says = |text: &&str| !key(&without_common_words(text)).is_empty();
        let above = self.above.iter().rev().map(String::as_str);
        std::iter::once(self.text.as_str()).chain(above).find(says).unwrap_or(&self.text)
    }
}

/// A heading without the words that all such headings have.
pub(crate) fn without_common_words(text: &str) -> String {
    static WORDS: Finder = Finder::new(
        r"(?i)\b(?:the|an?|of|in|for|child|nested|objects?|fields?|propert(?:y|ies)|attributes?|parameters?|params?|resources?|types?|models?|schemas?|structures?|details|entity|members|elements?|arrays?|definition|description|values|json)\b|параметры?|объекта?|поля|поле|структура|описание|ключ|тип[аы]?",
    );
    WORDS.without(text)
}

impl Sections {
    fn add(&mut self, block: &Block, heading: Option<&Heading>, intro: &str) {
        self.lines += match &block.kind {
            BlockKind::Table(table) => table.rows.len(),
            BlockKind::List(items) => items.len(),
            BlockKind::Definitions(definitions) => definitions.len(),
            _ => 0,
        };
        if self.lines > MOST_LINES {
            return;
        }
        let heading = heading.cloned().unwrap_or_default();
        let prose = &mut self.prose;
        let section = match &block.kind {
            BlockKind::Table(table) => {
                self.tables += 1;
                match of_table(table, &heading, prose) {
                    Ok(section) => section,
                    Err(miss) => {
                        self.misses.push(miss);
                        return;
                    }
                }
            }
            BlockKind::Definitions(definitions) => of_definitions(definitions, &heading, intro, prose),
            BlockKind::List(items) => of_list(items, &heading, intro, prose),
            _ => None,
        };
        if let Some(section) = section {
            if !matches!(block.kind, BlockKind::Table(_)) {
                self.tables += 1;
            }
            self.found.push(Section { intro: intro.to_owned(), ..section });
        }
    }
}

fn of_table(table: &Table, heading: &Heading, prose: &mut Prose) -> Result<Option<Section>, Miss> {
    if let Some(rows) = events(table, prose) {
        return Ok(Some(Section { kind: SectionKind::Events, ..section(heading, rows) }));
    }
    let columns = columns::of(table)?;
    let mut rows = Vec::new();
    let mut title: Option<String> = None;
    for row in &table.rows {
        if row.section {
            let named = row.cells.first().filter(|cell| super::vocabulary::is_name(&cell.plain));
            title = named.and_then(name::of_parent);
            continue;
        }
        // Nothing but a name across a table is a title, too.
        if let Some(mut found) = found::in_table(&columns, row, prose) {
            found.parent = found.parent.or_else(|| title.clone());
            rows.push(found);
        }
    }
    let caption = table.caption.clone().unwrap_or_default();
    let kind = kind(heading, &caption, table, Some(&columns));
    let says_presence = columns.has(Role::Required);
    let review = columns.review.clone();
    Ok(Some(Section { kind, says_presence, review, ..section(heading, with_values(&columns, table, rows)) }))
}

/// Rows without a name that follow a row go on with its values, as spreadsheets write them.
fn with_values(columns: &Columns, table: &Table, rows: Vec<Found>) -> Vec<Found> {
    let nameless = |row: &super::page::Row| !row.section && columns.cell(row, Role::Name).is_none();
    if !columns.has(Role::Values) || !table.rows.iter().any(nameless) {
        return rows;
    }
    let mut rows = rows;
    let mut last = 0;
    for row in &table.rows {
        if nameless(row) {
            let more = columns.cell(row, Role::Values).map(super::facts::values::cell).unwrap_or_default().values;
            let single = columns.cell(row, Role::Values).map(|cell| cell.plain.trim().to_owned());
            let more = if more.is_empty() { single.into_iter().collect() } else { more };
            if let Some(found) = rows.iter_mut().rfind(|found| found.line == last) {
                let known = &mut found.row.facts.values;
                known.extend(more.into_iter().filter(|value| !known.contains(value)).collect::<Vec<_>>());
            }
        } else {
            last = row.line;
        }
    }
    rows
}

fn section(heading: &Heading, rows: Vec<Found>) -> Section {
    Section {
        kind: SectionKind::Fields,
        heading: heading.clone(),
        intro: String::new(),
        rows,
        says_presence: false,
        flat: false,
        review: None,
    }
}

/// A table whose names are events.
fn events(table: &Table, prose: &mut Prose) -> Option<Vec<Found>> {
    const EVENTS: &[&str] =
        &["event", "events", "eventname", "eventtype", "webhookevent", "webhook", "topic", "eventcode"];
    let header = table.header.as_ref()?.cells.first()?;
    if !EVENTS.contains(&key(&header.plain).as_str()) {
        return None;
    }
    let rows = table.rows.iter().filter_map(|row| {
        let name = name::cell(row.cells.first()?)?;
        Some(found::described(row.line, name, row.cells.get(1).unwrap_or(&Text::default()), prose))
    });
    Some(rows.collect())
}

/// What the words over a table say of its names.
fn kind(heading: &Heading, caption: &str, table: &Table, columns: Option<&Columns>) -> SectionKind {
    static VALUES: Finder = Finder::new(r"(?i)\b(?:values|enum(?:eration)?)\s*$");
    static HEADERS: Finder = Finder::new(r"(?i)\bheaders?\b");
    static PARAMETERS: Finder = Finder::new(
        r"(?i)\b(?:path|query|url|uri|route|querystring)[ -](?:string )?param|\bquery string\b|^available parameters *\n",
    );
    let over = format!("{}\n{caption}", heading.text);
    let first = table.header.iter().flat_map(|header| &header.cells).next();
    let named = first.is_some_and(|cell| matches!(key(&cell.plain).as_str(), "header" | "headers" | "headername"));
    let typed = columns.is_some_and(|columns| columns.has(Role::Type) || columns.has(Role::Required));
    let value =
        first.is_some_and(|cell| matches!(key(&cell.plain).as_str(), "member" | "value" | "enumvalue" | "enummember"));
    if named || HEADERS.is_in(&over) {
        SectionKind::Headers
    } else if columns.is_some() && !typed && (value || VALUES.is_in(&heading.text)) {
        SectionKind::Values
    } else if PARAMETERS.is_in(&over) {
        SectionKind::Parameters
    } else {
        SectionKind::Fields
    }
}

fn of_definitions(definitions: &[Definition], heading: &Heading, intro: &str, prose: &mut Prose) -> Option<Section> {
    let rows: Vec<_> = definitions
        .iter()
        .filter_map(|definition| {
            let name = name::cell(&definition.term)?;
            Some(found::described(definition.line, name, &definition.description, prose))
        })
        .collect();
    if rows.is_empty() || rows.len() * 2 < definitions.len() {
        return None;
    }
    let table = Table::default();
    let flat = rows.iter().all(|row| row.depth == name::Depth::default());
    let kind = if announces_events(heading, intro) { SectionKind::Events } else { kind(heading, "", &table, None) };
    Some(Section { kind, flat, ..section(heading, rows) })
}

/// A list whose items are names with descriptions.
fn of_list(items: &[ListItem], heading: &Heading, intro: &str, prose: &mut Prose) -> Option<Section> {
    let rows = match pairs(items, prose) {
        Some(rows) => rows,
        None => inline(items, prose)?,
    };
    let events = announces_events(heading, intro);
    if !events && !announces_fields(heading, intro, &rows) {
        return None;
    }
    let kind = if events { SectionKind::Events } else { kind(heading, "", &Table::default(), None) };
    Some(Section { kind, ..section(heading, rows) })
}

/// `name: description` in one item each. Items under an item that begin with no name go on with its description.
fn inline(items: &[ListItem], prose: &mut Prose) -> Option<Vec<Found>> {
    let outermost = items.iter().map(|item| item.depth).min()?;
    let mut whole: Vec<ListItem> = Vec::new();
    for one in items {
        match whole.last_mut().filter(|_| one.depth > outermost && named(one).is_none()) {
            Some(above) => above.text = followed(&above.text, &one.text),
            None => whole.push(one.clone()),
        }
    }
    let rows: Vec<_> = whole.iter().filter_map(|one| item(one, prose)).collect();
    (!rows.is_empty() && rows.len() * 10 >= whole.len() * 7).then_some(rows)
}

/// A text with another under it, as an item of a list.
fn followed(above: &Text, below: &Text) -> Text {
    let mut text = above.clone();
    text.plain.push('\n');
    let start = text.plain.len();
    text.plain.push_str(&below.plain);
    text.marks.push(Mark { kind: MarkKind::Item(0), range: start..text.plain.len() });
    let moved = |mark: &Mark| Mark { kind: mark.kind.clone(), range: mark.range.start + start..mark.range.end + start };
    text.marks.extend(below.marks.iter().map(moved));
    text
}

/// The name that an item begins with, and where its description does.
fn named(item: &ListItem) -> Option<(name::Name, usize)> {
    static HEAD: Finder =
        Finder::new(r"^(\S{1,120}?)\s*((?:\*|\?)?\s*(?:[(\[][^)\]\n]{1,80}[)\]])?)\s*(?::|\s[-–—]+\s|\s*\n|$)");
    let text = &item.text;
    let found = HEAD.captures(&text.plain)?;
    let end = found.get(0)?.end();
    let head = text.slice(0..found.get(2)?.end());
    let mut name = name::cell(&head)?;
    name.depth.indent += item.depth;
    if name.kind.is_none() {
        name.kind = bracketed(&head);
    }
    Some((name, end))
}

fn item(item: &ListItem, prose: &mut Prose) -> Option<Found> {
    let (name, end) = named(item)?;
    Some(found::described(item.line, name, &item.text.slice(end..item.text.plain.len()), prose))
}

/// The type in the brackets behind a name: `amount (integer)`.
fn bracketed(head: &Text) -> Option<Text> {
    let open = head.plain.find(['(', '['])?;
    let inner = head.slice(open + 1..head.plain.len() - 1);
    super::vocabulary::is_type_word(inner.plain.split_whitespace().next()?).then_some(inner)
}

/// A name in one item and its description in the item under it, as some exporters write definitions.
fn pairs(items: &[ListItem], prose: &mut Prose) -> Option<Vec<Found>> {
    let mut rows = Vec::new();
    let mut rest = items;
    while let Some((first, behind)) = rest.split_first() {
        let under = behind.iter().take_while(|item| item.depth > first.depth).count();
        let description = behind.first().filter(|item| item.depth == first.depth + 1);
        let bare = !first.text.plain.contains(char::is_whitespace);
        if let (true, Some(name), Some(description), 1..) = (bare, name::cell(&first.text), description, under) {
            let mut name = name;
            name.depth.indent = first.depth / 2;
            rows.push(found::described(first.line, name, &description.text, prose));
            rest = behind.get(1..).unwrap_or_default();
        } else {
            rest = behind;
        }
    }
    (rows.len() > 1 && rows.len() * 5 >= items.len() * 2).then_some(rows)
}

fn announces_events(heading: &Heading, intro: &str) -> bool {
    static EVENTS: Finder =
        Finder::new(r"(?i)\bevents?\s*$|\bevents?\b.{0,30}:\s*$|\bfollowing (?:webhook )?events?\b|^events?\b");
    static FIELDS: Finder =
        Finder::new(r"(?i)\b(?:fields?|properties|attributes|parameters|members|payload fields|data)\s*:?\s*$");
    let last = intro.trim().lines().last().unwrap_or_default();
    !FIELDS.is_in(&heading.text) && (EVENTS.is_in(heading.text.trim()) || EVENTS.is_in(last.trim()))
}

/// Whether a list is one of fields: the words over it say so, and each of its names is described.
fn announces_fields(heading: &Heading, intro: &str, rows: &[Found]) -> bool {
    static FIELDS: Finder = Finder::new(
        r"(?i)\b(?:fields?|propert(?:y|ies)|attributes?|parameters?|members?|keys?|body|payload|headers?|request notes|arguments?|schema|object|columns?)\b",
    );
    let last = intro.trim().lines().last().unwrap_or_default();
    let named = FIELDS.is_in(&heading.text) || FIELDS.is_in(last);
    // Prose lists values and steps as well; a list of fields describes each.
    let described = rows.iter().filter(|row| !row.description.is_empty()).count() * 10 >= rows.len() * 7;
    named && described
}
