//! What evaluating a rule yields, and what people have found meanwhile.
//! Never here: how a rule decides.

use super::set::ReferTo;
use redress_kernel::Date;
use redress_kernel::code::{Category, RuleOutcome};
use redress_kernel::dates::DateSpan;
use redress_kernel::ids::ActId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One rule's answer for a claim, or for one act of it, with all that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuleResult {
    /// Number of the rule, such as `R-01`.
    pub rule: String,
    /// The rule set that it was evaluated under, such as `DMR-1`.
    pub version: String,
    /// The act that it is about; nothing for a rule about the whole claim.
    pub act: Option<ActId>,
    /// Met, not met, or undetermined.
    pub outcome: RuleOutcome,
    /// Why, as a message for the claimant.
    pub reason: Reason,
    /// The facts that were read, in the order of reading.
    pub facts: Vec<FactRead>,
    /// What would settle it, as codes (`question-<code>`); empty unless undetermined.
    pub questions: Vec<String>,
    /// Where the claim is referred when the rule is not met.
    pub refer_to: Option<ReferTo>,
}

/// A message in plain words: its key and the values in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reason {
    /// Message key of the eligibility texts.
    pub key: String,
    /// Values, by name.
    pub args: BTreeMap<String, String>,
}

/// A fact as it stood when a rule read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactRead {
    /// Name of the fact.
    pub name: String,
    /// Its value as text; `-` when it is not known.
    pub value: String,
}

/// What the panel has found beside the filing. Nothing here is a free text or names a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Findings {
    /// Who the perpetrator turned out to be, when the filing did not know.
    pub category: Option<Category>,
    /// The time of service by the record of the unit.
    pub service: Option<Service>,
    /// Acts that went on over a period (R-03: class of the act when she was under 18).
    pub periods: Vec<ActId>,
    /// Act dates narrowed down by anchor events such as a school year or a harvest.
    pub dates: BTreeMap<ActId, DateSpan>,
    /// What was ruled where the facts leave a rule undetermined.
    pub rulings: Vec<Ruling>,
}

/// A time of service, by the record of the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Day of appointment.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Day of separation; nothing while it goes on.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
}

/// A person's answer to a rule that the facts leave open. It never overrules met or not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Number of the rule.
    pub rule: String,
    /// Met or not met.
    pub outcome: RuleOutcome,
    /// On what ground, a code that the rule set lists for the rule (`ground-<code>`).
    pub ground: String,
}
