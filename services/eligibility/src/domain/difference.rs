//! What changed from one worksheet to the next: rules, award, facts. Never here: why, words.

use super::plain::document;
use super::version::{DocumentChange as Place, changes};
use redress_kernel::code::RuleOutcome;
use redress_kernel::{Fault, Money};
use redress_mechanism::award::Head;
use redress_mechanism::explain::ExplainedRule;
use redress_mechanism::rules::Rule;
use redress_mechanism::trace::Gate;
use redress_mechanism::{Explained, Facts, Label};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What changed. Empty for the first worksheet of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Difference {
    /// What the gate proposed before and proposes now, where that changed.
    pub gate: Option<Turn<Gate>>,
    /// Rules whose answer changed.
    pub rules: Vec<RuleTurn>,
    /// What is due before and now, where that changed.
    pub net: Option<SumTurn>,
    /// Heads whose sum changed.
    pub heads: Vec<HeadTurn>,
    /// Facts that changed, by path.
    pub facts: Vec<Place>,
    /// Rules and sums before and now, where other ones hold.
    pub versions: Option<Turn<String>>,
}

/// Before and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Turn<T> {
    /// Before.
    pub before: T,
    /// Now.
    pub after: T,
}

/// A rule whose answer changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTurn {
    /// The rule.
    pub rule: Rule,
    /// The act, for a rule about a pair.
    pub act: Option<Label>,
    /// Who did it, for a rule about a pair.
    pub perpetrator: Option<Label>,
    /// Before; nothing where it was not raised.
    pub before: Option<RuleOutcome>,
    /// Now; nothing where it is not raised.
    pub after: Option<RuleOutcome>,
}

/// A sum before and now; nothing where there was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SumTurn {
    /// Before.
    pub before: Option<Money>,
    /// Now.
    pub after: Option<Money>,
}

/// A head of damage whose sum changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadTurn {
    /// The head.
    pub head: Head,
    /// Before.
    pub before: Option<Money>,
    /// Now.
    pub after: Option<Money>,
}

impl Difference {
    /// What changed from one evaluation to the next.
    pub fn between(
        before: (&Facts, &Explained),
        after: (&Facts, &Explained),
    ) -> Result<Self, Fault> {
        let (was, is) = (before.1, after.1);
        Ok(Self {
            gate: (was.gate != is.gate).then_some(Turn { before: was.gate, after: is.gate }),
            rules: rules(was, is),
            net: sum(was.award.as_ref().map(|a| a.net), is.award.as_ref().map(|a| a.net)),
            heads: heads(was, is),
            facts: changes(&document(before.0)?, &document(after.0)?),
            versions: versions(was, is),
        })
    }

    /// Whether anything changed that a person should look at: facts alone may be the days' own.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn sum(before: Option<Money>, after: Option<Money>) -> Option<SumTurn> {
    (before != after).then_some(SumTurn { before, after })
}

fn rules(was: &Explained, is: &Explained) -> Vec<RuleTurn> {
    type Key = (Rule, Option<Label>, Option<Label>);
    let key = |rule: &ExplainedRule| -> Key { (rule.rule, rule.act, rule.perpetrator) };
    let raised = |rule: &&ExplainedRule| rule.engaged || rule.gate;
    let outcome = |result: &Explained, wanted: Key| {
        let found = result.rules.iter().filter(raised).find(|rule| key(rule) == wanted);
        found.map(|rule| rule.outcome)
    };
    let both = was.rules.iter().chain(&is.rules);
    let keys: BTreeSet<Key> = both.filter(raised).map(key).collect();
    keys.into_iter()
        .map(|wanted| RuleTurn {
            rule: wanted.0,
            act: wanted.1,
            perpetrator: wanted.2,
            before: outcome(was, wanted),
            after: outcome(is, wanted),
        })
        .filter(|turn| turn.before != turn.after)
        .collect()
}

fn heads(was: &Explained, is: &Explained) -> Vec<HeadTurn> {
    let of = |result: &Explained, head| {
        result.award.as_ref().and_then(|award| award.heads.get(&head).copied())
    };
    Head::ALL
        .into_iter()
        .filter_map(|head| {
            let SumTurn { before, after } = sum(of(was, head), of(is, head))?;
            Some(HeadTurn { head, before, after })
        })
        .collect()
}

fn versions(was: &Explained, is: &Explained) -> Option<Turn<String>> {
    let names =
        |result: &Explained| format!("{} · {}", result.rules_version, result.schedule_version);
    let (before, after) = (names(was), names(is));
    (before != after).then_some(Turn { before, after })
}
