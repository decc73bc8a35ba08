//! A worksheet: one evaluation of a claim as it is kept, and what a panel reads out of it.
//! Never here: how a rule decides, how a worksheet is kept or shown.

use super::difference::Difference;
use super::ids::WorksheetId;
use super::{assemble, change::Recorded};
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Timestamp, codes};
use redress_mechanism::explain::{ExplainedPair, ExplainedRule};
use redress_mechanism::rules::Rule;
use redress_mechanism::trace::Gate;
use redress_mechanism::versions::InForce;
use redress_mechanism::{Explained, Label};
use serde::Serialize;

codes! {
    /// What made the service evaluate (`cause-of-<code>`).
    Cause {
        /// The claim came from triage.
        Triaged = "triaged",
        /// The advocate answered.
        Information = "information",
        /// A possible match was judged.
        Match = "match",
        /// Somebody of the panel recorded something.
        Fact = "fact",
        /// The panel decides on the file.
        OnFile = "on_file",
        /// The award is computed.
        Award = "award",
        /// Somebody looked, and there was no worksheet of the present form.
        Look = "look",
        /// A payment waits for approval.
        Approval = "approval",
        /// A payment waits for release.
        Payment = "payment",
    }
}

/// A worksheet with the facts that it was made of.
#[derive(Debug, Clone)]
pub struct Worksheet {
    /// Identifies it.
    pub worksheet_id: WorksheetId,
    /// What made the service evaluate.
    pub cause: Cause,
    /// What the rules and the award came to.
    pub result: Explained,
    /// SHA-256 of the result as it was written, in hexadecimal digits.
    pub digest: String,
    /// The facts, and from where each comes.
    pub sheet: assemble::Sheet,
    /// What was recorded with these facts.
    pub changes: Vec<Recorded>,
    /// Changes of before that find no place any more.
    pub set_aside: usize,
    /// What changed against the worksheet before.
    pub difference: Difference,
    /// Who caused it; nothing for the service itself.
    pub made_by: Option<String>,
    /// When.
    pub made_at: Timestamp,
}

/// A line in the history of worksheets.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Past {
    /// Identifies it.
    #[schema(value_type = Uuid)]
    pub worksheet_id: WorksheetId,
    /// What made the service evaluate.
    pub cause: Cause,
    /// What the gate proposed.
    pub gate: Gate,
    /// What changed against the one before.
    pub difference: Difference,
    /// Who caused it; nothing for the service itself.
    pub made_by: Option<String>,
    /// When, UTC.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
}

/// Whether a rule's answer is about the pair that the claim stands on, or about the whole claim.
pub fn is_of_best(result: &Explained, rule: &ExplainedRule) -> bool {
    let pair = |best: &ExplainedPair| (best.act, best.perpetrator) == (rule.act, rule.perpetrator);
    !Rule::PAIR.contains(&rule.rule) || result.pairs.first().is_none_or(pair)
}

/// One answer for each rule of the gate: those of the best pair, then those of the claim.
pub fn gate(result: &Explained) -> impl Iterator<Item = &ExplainedRule> {
    result.rules.iter().filter(|rule| rule.gate && is_of_best(result, rule))
}

/// Rules of the gate that are not met, which people confirm one by one.
pub fn not_met(result: &Explained) -> impl Iterator<Item = Rule> {
    gate(result).filter(|rule| rule.outcome == RuleOutcome::NotMet).map(|rule| rule.rule)
}

/// Whether the award could be computed: the gate is passed, or the panel decides on the file.
pub fn passes(result: &Explained) -> bool {
    result.award.is_some()
}

/// The rules and sums in force on the day of evaluation, whichever were chosen.
pub fn of_the_day(result: &Explained) -> (Label, Label) {
    match &result.versions {
        Some(choice) if choice.chosen == InForce::AtFiling => {
            (choice.other.rules_version, choice.other.schedule_version)
        }
        _ => (result.rules_version, result.schedule_version),
    }
}
