//! The check of a rule set.

use super::found::{Found, Problem};
use super::text::{Texts, said};
use super::{limits, tables};
use crate::data::{Operation, RULES_FORMAT, RuleEntry, RuleSet};
use crate::label::Label;
use crate::rules::{Ask, Rule};
use redress_kernel::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Words that a fact has in place of an operation; no operation can be called so.
const RESERVED: [&str; 2] = ["UNKNOWN", "OTHER"];
/// Years in which a version can begin.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2200;

/// All that is wrong with a rule set. `known_text` says whether the program has a text of a key in a
/// language.
pub fn rules(set: &RuleSet, known_text: &dyn Fn(&str, &str) -> bool) -> Vec<Problem> {
    let mut found = Found::default();
    if set.format != RULES_FORMAT {
        found.error("format", "format-unknown").with("format", &set.format);
    }
    heading(&set.title, &set.standing, set.effective_from, &set.sources, &mut found);
    entries(set, &mut found);
    operations(&set.operations, &mut found);
    opened(set, &mut found);
    tables::acts(&set.acts, &mut found);
    tables::all(set, &mut found);
    found.twice(|at| format!("late_causes[{at}]"), set.late_causes.iter().copied());
    questions(set, &mut found);
    limits::limits(&set.limits, &mut found);
    texts(set, known_text, &mut found);
    found.0
}

/// What both kinds of versions say of themselves.
pub(super) fn heading(
    title: &str,
    standing: &str,
    effective_from: Date,
    sources: &BTreeMap<String, String>,
    found: &mut Found,
) {
    said(found, "title", title);
    said(found, "standing", standing);
    if !YEARS.contains(&effective_from.year()) {
        found.error("effective_from", "date-range").with("day", effective_from);
    }
    if sources.is_empty() {
        found.error("sources", "list-empty");
    }
    for (key, text) in sources {
        said(found, &format!("sources.{key}"), text);
    }
}

/// All thirty rules once, each on a source, and a gate of those that can be part of it.
fn entries(set: &RuleSet, found: &mut Found) {
    found.twice(|at| format!("rules[{at}].rule"), set.rules.iter().map(|entry| entry.rule));
    for rule in Rule::ALL {
        if !set.rules.iter().any(|entry| entry.rule == *rule) {
            found.error("rules", "rule-missing").with("rule", rule);
        }
    }
    let mut used = BTreeSet::new();
    for (place, entry) in set.rules.iter().enumerate() {
        entry_of(&format!("rules[{place}]"), entry, set, found);
        used.extend(entry.sources.iter());
    }
    for key in set.sources.keys().filter(|key| !used.contains(key)) {
        found.warning(&format!("sources.{key}"), "source-unused").with("source", key);
    }
}

fn entry_of(path: &str, entry: &RuleEntry, set: &RuleSet, found: &mut Found) {
    let can_be = Rule::GATE.contains(&entry.rule);
    if entry.gate && !can_be {
        found.error(&format!("{path}.gate"), "rule-not-gate").with("rule", entry.rule);
    }
    if !entry.gate && can_be {
        found.warning(&format!("{path}.gate"), "rule-outside-gate").with("rule", entry.rule);
    }
    said(found, &format!("{path}.paragraph"), &entry.paragraph);
    if entry.sources.is_empty() {
        found.error(&format!("{path}.sources"), "list-empty");
    }
    for (place, source) in entry.sources.iter().enumerate() {
        if !set.sources.contains_key(source) {
            let problem = found.error(&format!("{path}.sources[{place}]"), "source-unknown");
            problem.with("source", source);
        }
    }
    found.twice(|at| format!("{path}.grounds[{at}]"), entry.grounds.iter().copied());
}

/// The list of operations.
fn operations(listed: &[Operation], found: &mut Found) {
    if listed.is_empty() {
        found.error("operations", "list-empty");
    }
    let codes: BTreeSet<Label> = listed.iter().map(|operation| operation.code).collect();
    found.twice(|at| format!("operations[{at}].code"), listed.iter().map(|one| one.code));
    for (place, operation) in listed.iter().enumerate() {
        let path = format!("operations[{place}]");
        if RESERVED.contains(&operation.code.as_str()) {
            let problem = found.error(&format!("{path}.code"), "code-reserved");
            problem.with("code", operation.code);
        }
        if let Some(until) = operation.until {
            tables::order(found, &format!("{path}.until"), operation.from, until);
        }
        found.twice(|at| format!("{path}.also[{at}]"), operation.also.iter().copied());
        for (at, other) in operation.also.iter().enumerate() {
            if !codes.contains(other) || *other == operation.code {
                let problem = found.error(&format!("{path}.also[{at}]"), "operation-unknown");
                problem.with("operation", other);
            }
        }
    }
}

/// Days on which the mechanism opened.
fn opened(set: &RuleSet, found: &mut Found) {
    found.twice(|at| format!("opened[{at}].operation"), set.opened.iter().map(|o| o.operation));
    for (place, opened) in set.opened.iter().enumerate() {
        let path = format!("opened[{place}]");
        match set.operations.iter().find(|operation| operation.code == opened.operation) {
            None => {
                let problem = found.error(&format!("{path}.operation"), "operation-unknown");
                problem.with("operation", opened.operation);
            }
            Some(operation) if opened.day < operation.from => {
                let problem = found.error(&format!("{path}.day"), "opened-before-operation");
                problem.with("day", opened.day).with("from", operation.from);
            }
            Some(_) => {}
        }
    }
}

/// Something to ask in every situation.
fn questions(set: &RuleSet, found: &mut Found) {
    for ask in Ask::ALL {
        match set.questions.get(ask) {
            None => drop(found.error("questions", "ask-missing").with("ask", ask)),
            Some(asked) => {
                if asked.is_empty() {
                    found.error(&format!("questions.{ask}"), "list-empty");
                }
                found.twice(|at| format!("questions.{ask}[{at}]"), asked.iter().copied());
            }
        }
    }
}

/// A text for every code that people are shown.
fn texts(set: &RuleSet, known_text: &dyn Fn(&str, &str) -> bool, found: &mut Found) {
    let mut texts = Texts::new(set, known_text);
    for (place, entry) in set.rules.iter().enumerate() {
        for (at, ground) in entry.grounds.iter().enumerate() {
            texts.need(found, &format!("rules[{place}].grounds[{at}]"), "ground", ground);
        }
    }
    for (place, cause) in set.late_causes.iter().enumerate() {
        texts.need(found, &format!("late_causes[{place}]"), "cause", cause);
    }
    for (place, row) in set.offset_kinds.iter().enumerate() {
        texts.need(found, &format!("offset_kinds[{place}].kind"), "offset", &row.kind);
    }
    for (ask, asked) in &set.questions {
        for (place, question) in asked.iter().enumerate() {
            texts.need(found, &format!("questions.{ask}[{place}]"), "question", question);
        }
    }
    texts.rest(found);
}
