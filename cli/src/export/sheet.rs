//! A page's field table as pages print it: a column a rule, and none for rules that no row has.
//!
//! Markdown and HTML write the same sheet.

use fieldwright_codegen::model::{Format, LengthUnit, Model, Page, Rule};

use crate::args::Profile;
use crate::table::text::groups;
use crate::table::{Row, rows};

/// Titles and cells, as plain text.
pub(super) struct Sheet {
    pub(super) titles: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// The rules over several members, a sentence each.
    pub(super) rules: Vec<String>,
}

type Column = (&'static str, fn(&Row, &Rule) -> String);

const COLUMNS: [Column; 15] = [
    ("Field", |row, _| name(&row.path)),
    ("Data Type", |_, rule| rule.kind.word().to_owned()),
    ("Required", |_, rule| if rule.required { "yes" } else { "no" }.to_owned()),
    ("Nullable", |_, rule| if rule.nullable { "yes" } else { "" }.to_owned()),
    ("Description", |row, _| row.doc.unwrap_or_default().trim().to_owned()),
    ("MinLength", |_, rule| bound(rule.min_length, rule)),
    ("MaxLength", |_, rule| bound(rule.max_length, rule)),
    ("Empty", |_, rule| if rule.allow_empty { "yes" } else { "" }.to_owned()),
    ("Values", |_, rule| values(rule)),
    ("Format", |_, rule| rule.format.map(Format::word).unwrap_or_default().to_owned()),
    ("Pattern", |_, rule| rule.pattern.as_ref().map(|pattern| pattern.source.clone()).unwrap_or_default()),
    ("Minimum", |_, rule| rule.minimum.as_ref().map(|bound| bound.0.clone()).unwrap_or_default()),
    ("Maximum", |_, rule| rule.maximum.as_ref().map(|bound| bound.0.clone()).unwrap_or_default()),
    ("MinItems", |_, rule| rule.min_items.map(|bound| bound.to_string()).unwrap_or_default()),
    ("MaxItems", |_, rule| rule.max_items.map(|bound| bound.to_string()).unwrap_or_default()),
];

impl Sheet {
    /// The headers' table or the payload's.
    pub(super) fn of(model: &Model, page: &Page, profile: Profile, headers: bool) -> Self {
        let rows: Vec<Row> = rows(model, page).into_iter().filter(|row| row.header == headers).collect();
        let cells = |(_, cell): &Column| rows.iter().map(|row| cell(row, row.rule(profile))).collect::<Vec<_>>();
        let columns = COLUMNS.iter().map(|column| (column.0, cells(column)));
        let shown: Vec<_> = columns.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect();
        let titles = shown.iter().map(|(title, _)| *title).collect();
        let row = |index: usize| shown.iter().filter_map(|(_, cells)| cells.get(index).cloned()).collect();
        let rules = if headers { Vec::new() } else { groups(model, page) };
        Self { titles, rows: (0..rows.len()).map(row).collect(), rules }
    }
}

/// A row's name as pages write it: `- ` for every object that it stands in, and `[]` behind the name of an array whose items
/// it is about.
fn name(path: &str) -> String {
    let array = path.trim_end_matches("/*");
    let items = (path.len() - array.len()) / "/*".len();
    let mut steps = array.split('/').filter(|step| !step.is_empty() && *step != "*");
    let name = steps.next_back().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    "- ".repeat(steps.count()) + &name + &"[]".repeat(items)
}

fn bound(bound: Option<u64>, rule: &Rule) -> String {
    let unit = match rule.length_unit {
        LengthUnit::Characters => "",
        LengthUnit::Bytes => " bytes",
        LengthUnit::Utf16 => " UTF-16 units",
    };
    bound.map(|bound| format!("{bound}{unit}")).unwrap_or_default()
}

fn values(rule: &Rule) -> String {
    rule.values.as_deref().unwrap_or_default().join(", ")
}
