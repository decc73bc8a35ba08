//! Rules, lines and facts as rows of words in the reader's language.

use crate::award::Line;
use crate::rules::{Reason, RuleResult};
use redress_kernel::code::RuleOutcome;
use redress_kernel::facts::{ActFact, CaseFacts, Filing};
use redress_web::Page;

/// A rule with its outcome.
pub(super) struct RuleRow {
    pub(super) rule: String,
    pub(super) name: String,
    pub(super) outcome: RuleOutcome,
    pub(super) said: String,
    pub(super) reason: String,
    pub(super) refer_to: Option<String>,
    pub(super) facts: Vec<(String, String)>,
}

/// A step of the award.
pub(super) struct LineRow {
    pub(super) line_no: u16,
    pub(super) step: String,
    pub(super) head: String,
    pub(super) label: String,
    pub(super) arithmetic: String,
    pub(super) rounding: Option<String>,
    pub(super) amount: String,
}

/// A message with its values.
pub(super) fn said(page: &Page, reason: &Reason) -> String {
    let args: Vec<(&str, &str)> =
        reason.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    page.ta(&reason.key, &args)
}

pub(super) fn rule(page: &Page, result: &RuleResult) -> RuleRow {
    let facts = result.facts.iter();
    RuleRow {
        rule: result.rule.clone(),
        name: page.code("rule", &result.rule),
        outcome: result.outcome,
        said: page.code("outcome", result.outcome),
        reason: said(page, &result.reason),
        refer_to: result.refer_to.map(|target| page.t(&format!("refer-{}", target.as_str()))),
        facts: facts
            .map(|fact| {
                let name = page.t(&format!("fact-{}", fact.name));
                (name, value(page, &fact.name, &fact.value))
            })
            .collect(),
    }
}

/// The value of a fact in words, where it is a code.
fn value(page: &Page, name: &str, value: &str) -> String {
    let list = match name {
        _ if value == "-" => return page.t("not-provided"),
        "category" | "category_found" => "category",
        "act" | "counts_as" => "act",
        "under_18" | "serving" | "consent_to_file" => "answer",
        "claimant" => "claimant",
        "match" => return page.t(&format!("match-{value}")),
        "ruling" => return page.t(&format!("ground-{value}")),
        _ => return value.to_owned(),
    };
    page.code(list, value)
}

pub(super) fn line(page: &Page, line: &Line) -> LineRow {
    LineRow {
        line_no: line.line_no,
        step: line.step.clone(),
        head: line.head.map(|head| page.code("head", head)).unwrap_or_default(),
        label: said(page, &line.label),
        arithmetic: line.arithmetic.clone(),
        rounding: line.rounding.map(|kind| page.t(&format!("rounding-{}", kind.as_str()))),
        amount: page.money(&line.amount),
    }
}

/// The facts of a filing, question by question.
pub(super) fn facts(page: &Page, filing: &Filing) -> Vec<(String, String)> {
    let facts: &CaseFacts = &filing.facts;
    let or_none = |value: Option<String>| value.unwrap_or_else(|| page.t("not-provided"));
    let answer = |value: Option<redress_kernel::code::Answer>| {
        or_none(value.map(|value| page.code("answer", value)))
    };
    let losses = &facts.losses;
    [
        ("claimant", or_none(facts.claimant.map(|code| page.code("claimant", code)))),
        ("under_18", answer(facts.under_18)),
        ("operation", or_none(facts.operation.clone())),
        ("category", or_none(facts.category.map(|code| page.code("category", code)))),
        ("serving", answer(facts.serving)),
        ("impact", or_none(facts.impact.map(|code| page.code("impact", code)))),
        ("care_sought", answer(losses.care_sought)),
        ("programme_declined", answer(losses.programme_declined)),
        ("months", or_none(losses.months_without_work.map(|months| months.to_string()))),
        ("wage", or_none(losses.monthly_wage.as_ref().map(|wage| page.money(wage)))),
        ("other_payment", answer(facts.other_payment)),
        ("reported", answer(facts.reported)),
        ("filed_on", page.day(&filing.filed_on)),
    ]
    .into_iter()
    .map(|(name, value)| (page.t(&format!("fact-{name}")), value))
    .collect()
}

/// An act in words: what, when, what made it graver.
pub(super) fn act(page: &Page, act: &ActFact) -> String {
    let mut text = page.code("act", act.act);
    if let Some(when) = act.when {
        text = format!("{text} · {when}");
    }
    for code in &act.aggravations {
        text = format!("{text} · {}", page.code("aggravation", code));
    }
    text
}
