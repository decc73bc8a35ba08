//! The gate: eight rules combined in strong Kleene logic, with the acts that pass it.
//! Never here: what a single rule decides, what an award is.

use super::check::{self, Asked};
use super::r03_act;
use super::result::{Findings, RuleResult};
use super::set::{RuleSet, Scope};
use redress_kernel::code::{ActCode, RuleOutcome};
use redress_kernel::facts::{ActFact, Filing, Operation};
use redress_kernel::ids::ActId;
use serde::{Deserialize, Serialize};

/// What the gate proposes; a person confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Every rule is met.
    Eligible,
    /// A rule is not met: referred, and help continues.
    Referred,
    /// Something is missing: asked.
    Info,
}

impl Gate {
    /// The code in data and message keys (`gate-<code>`).
    pub fn as_str(self) -> &'static str {
        match self {
            Gate::Eligible => "eligible",
            Gate::Referred => "referred",
            Gate::Info => "info",
        }
    }
}

impl From<RuleOutcome> for Gate {
    fn from(outcome: RuleOutcome) -> Self {
        match outcome {
            RuleOutcome::Met => Gate::Eligible,
            RuleOutcome::NotMet => Gate::Referred,
            RuleOutcome::Undetermined => Gate::Info,
        }
    }
}

/// One act with the person who did it, and the rules asked of that pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Pair {
    /// The act; nothing when the filing states none.
    pub act_id: Option<ActId>,
    /// What it counts as, which can be graver than what was filed when she was under 18.
    pub counts_as: Option<ActCode>,
    /// The rules together.
    pub outcome: RuleOutcome,
    /// Each rule.
    pub results: Vec<RuleResult>,
}

/// A whole evaluation: kept as it is, never overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Worksheet {
    /// Version of the rules.
    pub rule_version: String,
    /// What the gate proposes.
    pub gate: Gate,
    /// Acts, best first. The claim stands on the first; the others show why they pass or don't.
    pub pairs: Vec<Pair>,
    /// Rules asked of the claim as a whole.
    pub claim: Vec<RuleResult>,
    /// The facts as they were read.
    pub filing: Filing,
    /// What was found beside them.
    pub findings: Findings,
}

impl Worksheet {
    /// One result for each gate rule: those of the best pair, then those of the claim.
    pub fn results(&self) -> impl Iterator<Item = &RuleResult> {
        self.pairs.first().into_iter().flat_map(|pair| &pair.results).chain(&self.claim)
    }

    /// What to ask, each question once.
    pub fn questions(&self) -> Vec<&str> {
        let mut asked: Vec<&str> = Vec::new();
        for question in self.results().flat_map(|result| &result.questions) {
            if !asked.contains(&question.as_str()) {
                asked.push(question);
            }
        }
        asked
    }

    /// The acts that enter the award, with what each counts as. Once the panel decides on the file,
    /// doubt goes to the claimant: acts that are still undetermined enter as well.
    pub fn entering(&self, doubt_to_claimant: bool) -> Vec<(&ActFact, ActCode)> {
        self.pairs
            .iter()
            .filter(|pair| match pair.outcome {
                RuleOutcome::Met => true,
                RuleOutcome::Undetermined => doubt_to_claimant,
                RuleOutcome::NotMet => false,
            })
            .filter_map(|pair| {
                let stated = &self.filing.facts.acts;
                let act = stated.iter().find(|act| Some(act.act_id) == pair.act_id)?;
                Some((act, pair.counts_as?))
            })
            .collect()
    }
}

/// Evaluates the gate of `set` on a filing and what was found beside it.
pub fn evaluate(
    set: &RuleSet,
    filing: &Filing,
    findings: &Findings,
    operations: &[Operation],
) -> Worksheet {
    let asked = Asked { set, filing, findings, operations, act: None };
    let mut pairs: Vec<Pair> =
        filing.facts.acts.iter().map(|act| pair(&Asked { act: Some(act), ..asked })).collect();
    if pairs.is_empty() {
        pairs.push(pair(&asked));
    }
    // Invariant: the order of the filing plays no part, so that asking twice gives one answer.
    pairs.sort_by_key(|pair| (rank(pair.outcome), pair.act_id));
    let claim = results(&asked, Scope::Claim);
    let best = pairs.iter().fold(RuleOutcome::NotMet, |best, pair| best.or(pair.outcome));
    let outcome = claim.iter().fold(best, |all, result| all.and(result.outcome));
    Worksheet {
        rule_version: set.set.clone(),
        gate: outcome.into(),
        pairs,
        claim,
        filing: filing.clone(),
        findings: findings.clone(),
    }
}

fn pair(asked: &Asked<'_>) -> Pair {
    let results = results(asked, Scope::Act);
    Pair {
        act_id: asked.act.map(|act| act.act_id),
        counts_as: asked.act.map(|act| r03_act::counts_as(asked, act)),
        outcome: results.iter().fold(RuleOutcome::Met, |all, result| all.and(result.outcome)),
        results,
    }
}

fn results(asked: &Asked<'_>, scope: Scope) -> Vec<RuleResult> {
    let entries = asked.set.rules.iter().filter(|entry| entry.gate && entry.scope == scope);
    entries
        .filter_map(|entry| {
            let check = check::of(&entry.rule)?;
            Some(check(asked).into_result(&entry.rule, asked))
        })
        .collect()
}

fn rank(outcome: RuleOutcome) -> u8 {
    match outcome {
        RuleOutcome::Met => 0,
        RuleOutcome::Undetermined => 1,
        RuleOutcome::NotMet => 2,
    }
}
