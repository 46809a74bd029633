//! A transcription as the YAML of a schema, in the manner of those that people write.

mod rows;
mod scalar;

pub(crate) use rows::{Manner, keys};
pub(crate) use scalar::{clean, document, is_hidden, key, scalar};

use fieldwright_codegen::remedy::RemedyAction;

use super::names::pascal;
use super::transcription::{Entry, Group, Object, Sample, Transcription};

/// What a schema says that the page does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) provider: String,
    /// The file's name without its ending.
    pub(crate) stem: String,
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    /// The day the page was read.
    pub(crate) read: Option<String>,
    /// Of the page as it was read.
    pub(crate) sha256: String,
    /// Guesses about these.
    pub(crate) reviews: Vec<String>,
}

/// A schema's text, with what stands where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) text: String,
    /// What begins at which line, counted from 1, in order.
    places: Vec<(u32, Place)>,
}

/// A part of a transcription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Top,
    Event,
    /// By its path.
    Row(String),
    /// By their index.
    Enumeration(usize),
    Object(usize),
    Group(usize),
    Entry(usize),
    Sample(usize),
}

impl Written {
    /// What stands at a line.
    pub(crate) fn at(&self, line: u32) -> &Place {
        let behind = self.places.partition_point(|(start, _)| *start <= line);
        behind.checked_sub(1).and_then(|index| self.places.get(index)).map_or(&Place::Top, |(_, place)| place)
    }
}

/// Lines are no longer, where they can be broken.
const WIDTH: usize = 120;

/// Writes the schema of a page.
pub(crate) fn write(page: &Transcription, identity: &Identity) -> Written {
    let mut out = Writer { text: String::new(), lines: 0, places: Vec::new() };
    out.line(0, "# yaml-language-server: $schema=../schema.json");
    out.line(0, "# Imported from the page. What was guessed is marked with \"review\".");
    for review in identity.reviews.iter().chain(&page.reviews) {
        out.review(0, review);
    }
    out.line(0, "");
    head(&mut out, page, identity);
    if !page.headers.is_empty() {
        out.line(0, "\nheaders:");
        rows::rows(&mut out, &page.headers, 1, "header:", &rows::Manner { shared: &[], by_example: page.by_example });
    }
    event(&mut out, page);
    let manner = rows::Manner { shared: &page.enumerations, by_example: page.by_example };
    types(&mut out, page, &manner);
    out.place(Place::Top);
    out.line(0, "\npayload:");
    if page.type_name != pascal(&identity.stem) {
        out.line(1, &format!("typeName: {}", page.type_name));
    }
    out.line(1, "fields:");
    rows::rows(&mut out, &page.rows, 2, "", &manner);
    groups(&mut out, &page.groups);
    entries(&mut out, page);
    samples(&mut out, &page.samples);
    Written { text: out.text, places: out.places }
}

fn head(out: &mut Writer, page: &Transcription, identity: &Identity) {
    out.line(0, &format!("provider: {}", scalar(&identity.provider)));
    out.line(0, "page:");
    out.line(1, &format!("title: {}", scalar(&clean(&identity.title, 300))));
    if let Some(url) = &identity.url {
        out.line(1, &format!("url: {}", scalar(url)));
    }
    if let Some(read) = &identity.read {
        out.line(1, &format!("read: {}", scalar(read)));
    }
    out.line(1, &format!("sha256: {}", identity.sha256));
    if page.by_example {
        out.line(1, "documentedBy: example");
    }
}

fn event(out: &mut Writer, page: &Transcription) {
    let Some(event) = &page.event else { return };
    out.place(Place::Event);
    out.line(0, "\nevent:");
    for review in &event.reviews {
        out.review(1, review);
    }
    out.line(1, &format!("at: {}", scalar(&event.at)));
    if !event.names.is_empty() {
        out.line(1, "names:");
        for (value, name) in &event.names {
            out.line(2, &format!("{}: {}", key(value), scalar(name)));
        }
    }
}

fn types(out: &mut Writer, page: &Transcription, manner: &rows::Manner<'_>) {
    if manner.shared.is_empty() && page.objects.is_empty() {
        return;
    }
    out.place(Place::Top);
    out.line(0, "\ntypes:");
    for (index, shared) in manner.shared.iter().enumerate() {
        out.place(Place::Enumeration(index));
        out.line(1, &format!("{}:", shared.name));
        rows::values(out, &shared.values, 2);
    }
    for (index, Object { name, rows: members, reviews }) in page.objects.iter().enumerate() {
        out.place(Place::Object(index));
        for review in reviews {
            out.review(1, review);
        }
        out.line(1, &format!("{}:", key(name)));
        out.line(2, "fields:");
        rows::rows(out, members, 3, &format!("type:{name}"), manner);
    }
}

fn groups(out: &mut Writer, groups: &[Group]) {
    if groups.is_empty() {
        return;
    }
    out.line(0, "\nrules:");
    for (index, group) in groups.iter().enumerate() {
        out.place(Place::Group(index));
        for review in &group.reviews {
            out.review(1, review);
        }
        out.line(1, &format!("{}:", key(&group.name)));
        if !group.at.is_empty() {
            out.line(2, &format!("at: {}", scalar(&group.at)));
        }
        let members: Vec<_> = group.members.iter().map(|member| scalar(member)).collect();
        out.line(2, &format!("{}: [{}]", group.keyword, members.join(", ")));
    }
}

fn entries(out: &mut Writer, page: &Transcription) {
    let erratum = |entry: &Entry| matches!(entry.remedy.action, RemedyAction::Erratum { .. });
    for (title, errata) in [("\nerrata:", true), ("\nnotes:", false)] {
        let chosen: Vec<_> = page.entries.iter().enumerate().filter(|(_, entry)| erratum(entry) == errata).collect();
        if chosen.is_empty() {
            continue;
        }
        out.place(Place::Top);
        out.line(0, title);
        for (index, entry) in chosen {
            out.place(Place::Entry(index));
            out.line(0, &entry.remedy.entry(&entry.id).to_string());
        }
    }
}

fn samples(out: &mut Writer, samples: &[Sample]) {
    if samples.is_empty() {
        return;
    }
    out.place(Place::Top);
    out.line(0, "\nexamples:");
    for (index, sample) in samples.iter().enumerate() {
        out.place(Place::Sample(index));
        out.line(1, &format!("{}:", key(&sample.name)));
        if let Some(title) = sample.title.as_ref().map(|title| clean(title, 300)).filter(|title| !title.is_empty()) {
            out.line(2, &format!("title: {}", scalar(&title)));
        }
        out.line(2, "json: |");
        for line in document(&sample.json).lines() {
            out.line(3, line);
        }
    }
}

/// Text in lines, with what begins where.
struct Writer {
    text: String,
    lines: u32,
    places: Vec<(u32, Place)>,
}

impl Writer {
    /// A line, or several, indented by so many levels.
    fn line(&mut self, level: usize, text: &str) {
        for line in text.split('\n') {
            if !line.is_empty() {
                self.text.extend(std::iter::repeat_n("  ", level));
                self.text.push_str(line);
            }
            self.text.push('\n');
            self.lines += 1;
        }
    }

    /// What comes next is this.
    fn place(&mut self, place: Place) {
        self.places.push((self.lines + 1, place));
    }

    /// A guess, in as many lines as it takes.
    fn review(&mut self, level: usize, guess: &str) {
        self.comment(level, "review: ", guess);
    }

    fn comment(&mut self, level: usize, label: &str, text: &str) {
        let mut line = format!("# {label}");
        let mut empty = true;
        for word in clean(text, 1_000).split(' ') {
            if !empty && level * 2 + line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(level, &line);
                "#   ".clone_into(&mut line);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.line(level, &line);
    }
}
