//! The one shape that every rule has: what it is asked, and what it answers.
//! Never here: what any rule decides.

use super::result::{FactRead, Findings, Reason, RuleResult};
use super::set::{ReferTo, RuleSet};
use super::{
    r01_operation, r02_personnel, r03_act, r04_nexus, r05_standing, r06_consent, r09_time,
    r14_one_file,
};
use redress_kernel::code::RuleOutcome;
use redress_kernel::dates::DateSpan;
use redress_kernel::facts::{ActFact, Filing, Operation};
use std::collections::BTreeMap;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The version of the rules.
    pub set: &'a RuleSet,
    /// The claim as filed.
    pub filing: &'a Filing,
    /// What was found beside it.
    pub findings: &'a Findings,
    /// The list of operations.
    pub operations: &'a [Operation],
    /// The act that is asked about; nothing for a rule about the claim, or when no act is stated.
    pub act: Option<&'a ActFact>,
}

impl Asked<'_> {
    /// When the act was: narrowed down by the panel, else as filed.
    pub fn act_date(&self) -> Option<DateSpan> {
        let act = self.act?;
        self.findings.dates.get(&act.act_id).copied().or(act.when)
    }
}

/// A rule as code.
pub(super) type Check = fn(&Asked<'_>) -> Found;

/// The code of a rule, by its number. A set that names another rule can't be loaded.
pub(super) fn of(rule: &str) -> Option<Check> {
    Some(match rule {
        "R-01" => r01_operation::check,
        "R-02" => r02_personnel::check,
        "R-03" => r03_act::check,
        "R-04" => r04_nexus::check,
        "R-05" => r05_standing::check,
        "R-06" => r06_consent::check,
        "R-09" => r09_time::check,
        "R-14" => r14_one_file::check,
        _ => return None,
    })
}

/// What a rule answers.
#[derive(Debug, Clone)]
pub struct Found {
    outcome: RuleOutcome,
    key: &'static str,
    args: BTreeMap<String, String>,
    facts: Vec<FactRead>,
    questions: Vec<&'static str>,
    refer_to: Option<ReferTo>,
}

impl Found {
    fn new(outcome: RuleOutcome, key: &'static str) -> Self {
        Self {
            outcome,
            key,
            args: BTreeMap::new(),
            facts: Vec::new(),
            questions: Vec::new(),
            refer_to: None,
        }
    }

    /// Met, for a reason.
    pub fn met(key: &'static str) -> Self {
        Self::new(RuleOutcome::Met, key)
    }

    /// Not met, for a reason.
    pub fn not_met(key: &'static str) -> Self {
        Self::new(RuleOutcome::NotMet, key)
    }

    /// Undetermined, for a reason, with what to ask.
    pub fn open(key: &'static str, questions: &[&'static str]) -> Self {
        let mut found = Self::new(RuleOutcome::Undetermined, key);
        found.questions = questions.to_vec();
        found
    }

    /// Adds a value for the message.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass codes, numbers and texts alike"
    )]
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds a fact that was read; a dash stands for one that is not known.
    #[must_use]
    pub fn fact(mut self, name: &str, value: Option<impl ToString>) -> Self {
        let value = value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        self.facts.push(FactRead { name: name.to_owned(), value });
        self
    }

    /// Says where the claim is referred.
    #[must_use]
    pub fn refer(mut self, target: Option<ReferTo>) -> Self {
        self.refer_to = target;
        self
    }

    /// The full result, with rule and version, after a ruling where the facts leave it open.
    pub(super) fn into_result(self, rule: &str, asked: &Asked<'_>) -> RuleResult {
        let mut result = RuleResult {
            rule: rule.to_owned(),
            version: asked.set.set.clone(),
            act: asked.act.map(|act| act.act_id),
            outcome: self.outcome,
            reason: Reason { key: self.key.to_owned(), args: self.args },
            facts: self.facts,
            questions: self.questions.into_iter().map(str::to_owned).collect(),
            refer_to: self.refer_to,
        };
        let ruling = asked.findings.rulings.iter().rev().find(|ruling| ruling.rule == rule);
        if let (RuleOutcome::Undetermined, Some(ruling)) = (result.outcome, ruling) {
            result.facts.push(FactRead { name: "ruling".to_owned(), value: ruling.ground.clone() });
            result.outcome = ruling.outcome;
            result.reason.args.clear();
            result.reason.key = match ruling.outcome {
                RuleOutcome::Met => format!("ground-{}", ruling.ground),
                RuleOutcome::NotMet => "reason-ruled-not-met".to_owned(),
                RuleOutcome::Undetermined => result.reason.key,
            };
            if ruling.outcome != RuleOutcome::Undetermined {
                result.questions.clear();
            }
        }
        result
    }
}
