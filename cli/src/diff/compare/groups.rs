//! Rules over several members.

use fieldwright_codegen::model::{Group, GroupKeyword, Object, Severity};

use super::{Compare, pair};
use crate::diff::change::{Change, Look, Probe};
use crate::diff::rule::Rule;
use crate::diff::verdict::Wire;

/// Choices of more members than this are not tried one by one.
pub(crate) const MOST_MEMBERS: usize = 12;

impl<'m> Compare<'m> {
    pub(super) fn groups(&mut self, old: &'m Object, new: &'m Object, at: &[String]) {
        let paired = pair(&old.groups, &new.groups, |group| &group.name);
        for (before, after) in &paired.both {
            self.group((old, before), (new, after), at);
        }
        let mut added = paired.added;
        for group in paired.removed {
            // The same rule by another name.
            let renamed = added.iter().position(|other| asks(old, group) == asks(new, other));
            match renamed {
                Some(index) => {
                    let other = added.remove(index);
                    let change = self.group_change(Rule::GroupRuleRenamed, &other.name);
                    let change = change.texts(Some(&*group.name), Some(&*other.name));
                    self.changes.push(change.places(Some(&group.place), Some(&other.place)));
                    self.group((old, group), (new, other), at);
                }
                None => {
                    let change =
                        self.group_change(Rule::GroupRuleRemoved, &group.name).wire(enforced(group, Wire::Risk));
                    let change = change.texts(Some(text(old, group)), None::<String>).places(Some(&group.place), None);
                    self.changes.push(change.probe(Some(members(at, &[(old, group)]))));
                }
            }
        }
        for group in added {
            let change = self.group_change(Rule::GroupRuleAdded, &group.name).wire(enforced(group, Wire::Safe));
            let change = change.texts(None::<String>, Some(text(new, group))).places(None, Some(&group.place));
            self.changes.push(change.probe(Some(members(at, &[(new, group)]))));
        }
    }

    fn group(&mut self, (old, before): (&Object, &'m Group), (new, after): (&Object, &'m Group), at: &[String]) {
        let places = |change: Change<'m>| change.places(Some(&before.place), Some(&after.place));
        let probe = Some(members(at, &[(old, before), (new, after)]));
        if asks(old, before) != asks(new, after) {
            let change =
                self.group_change(Rule::GroupRuleChanged, &after.name).wire(graded((old, before), (new, after)));
            let change = change.texts(Some(text(old, before)), Some(text(new, after)));
            self.changes.push(places(change).probe(probe.clone()));
        }
        let word = |severity: Severity| if severity == Severity::Error { "error" } else { "warning" };
        if before.effective != after.effective {
            let wire = if after.effective == Severity::Error { Wire::Safe } else { Wire::Risk };
            let change = self.group_change(Rule::GroupRuleSeverityChanged, &after.name).wire(wire);
            let change = change.texts(Some(word(before.effective)), Some(word(after.effective)));
            self.changes.push(places(change).probe(probe));
        }
        if before.documented != after.documented && before.effective == after.effective {
            let change = self.group_change(Rule::DocumentedRuleChanged, &after.name);
            let change = change.texts(Some(word(before.documented)), Some(word(after.documented)));
            self.changes.push(places(change).api(crate::diff::verdict::Api::Patch));
        }
        if before.doc != after.doc {
            let change = self.group_change(Rule::DocChanged, &after.name);
            self.changes.push(places(change.texts(before.doc.as_deref(), after.doc.as_deref())));
        }
    }

    fn group_change(&self, rule: Rule, name: &str) -> Change<'m> {
        self.change(rule, format!("rule:{name}"))
    }
}

/// A rule that only warns makes no payload invalid.
fn enforced(group: &Group, wire: Wire) -> Wire {
    if group.effective == Severity::Error { wire } else { Wire::None }
}

fn names<'o>(object: &'o Object, group: &Group) -> Vec<&'o str> {
    let members = group.members.iter().filter_map(|index| object.fields.get(*index));
    members.map(|field| field.name.wire.as_str()).collect()
}

/// What a rule asks, in whatever order its members are written.
fn asks<'o>(object: &'o Object, group: &Group) -> (GroupKeyword, Vec<&'o str>) {
    let mut names = names(object, group);
    names.sort_unstable();
    (group.keyword, names)
}

fn text(object: &Object, group: &Group) -> String {
    let keyword = match group.keyword {
        GroupKeyword::ExactlyOneOf => "exactlyOneOf",
        GroupKeyword::AtMostOneOf => "atMostOneOf",
        GroupKeyword::AtLeastOneOf => "atLeastOneOf",
    };
    format!("{keyword} {}", names(object, group).join(", "))
}

fn members<'m>(at: &[String], groups: &[(&Object, &Group)]) -> Probe<'m> {
    Probe { at: at.to_vec(), old: None, new: None, look: Look::Members(all(groups)) }
}

fn all(groups: &[(&Object, &Group)]) -> Vec<String> {
    let mut all: Vec<String> =
        groups.iter().flat_map(|(object, group)| names(object, group)).map(str::to_owned).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// By the truth table of both rules. Of a great many members that would not end, and the grave answer is the safe one.
fn graded(old: (&Object, &Group), new: (&Object, &Group)) -> Wire {
    let all = all(&[old, new]);
    if all.len() > MOST_MEMBERS {
        return Wire::Risk;
    }
    let holds = |(object, group): (&Object, &Group), there: u32| {
        let names = names(object, group);
        let present = all.iter().enumerate().filter(|(i, name)| there >> i & 1 == 1 && names.contains(&name.as_str()));
        let present = present.count();
        group.effective == Severity::Warning
            || match group.keyword {
                GroupKeyword::ExactlyOneOf => present == 1,
                GroupKeyword::AtMostOneOf => present <= 1,
                GroupKeyword::AtLeastOneOf => present >= 1,
            }
    };
    let rows = || 0..1_u32 << all.len();
    if rows().any(|there| holds(new, there) && !holds(old, there)) {
        Wire::Risk
    } else if rows().any(|there| holds(old, there) && !holds(new, there)) {
        Wire::Safe
    } else {
        Wire::None
    }
}
