//! An assessment as it is kept, shown and exchanged: message keys with their values, facts as they
//! were read, every line with its arithmetic spelled out. Never here: words in a language; who shows
//! it puts the messages into one. What is nothing, no or empty is left out of the document.

mod line;
pub(crate) mod of;
mod value;

use crate::award::Head;
use crate::award::line::{Rounding, Step};
use crate::data::ReferTo;
use crate::label::Label;
use crate::rules::Rule;
use crate::trace::{Flag, Gate, Stopped};
use crate::versions::{Better, InForce};
use redress_kernel::code::{ActCode, RuleOutcome};
use redress_kernel::{Currency, Date, Money};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text that mostly stands in the program already.
pub type Text = Cow<'static, str>;

/// A whole assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// As in the facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Label>,
    /// Version of the rules.
    pub rules_version: Label,
    /// Version of the schedule.
    pub schedule_version: Label,
    /// Why these versions; nothing where there was nothing to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions: Option<VersionChoice>,
    /// What the gate proposes.
    pub gate: Gate,
    /// Whether the panel may decide on the file now.
    #[serde(default, skip_serializing_if = "is_no")]
    pub may_decide_on_file: bool,
    /// Acts with who did them, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<ExplainedPair>,
    /// What each rule answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<ExplainedRule>,
    /// What to ask, most useful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Label>,
    /// The award; nothing before the gate is passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub award: Option<ExplainedAward>,
}

/// Why a claim is decided under these versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionChoice {
    /// Which ones.
    pub chosen: InForce,
    /// Why.
    pub why: Better,
    /// What the others come to.
    pub other: ExplainedOther,
}

/// What the versions come to that were not chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedOther {
    /// Version of the rules.
    pub rules_version: Label,
    /// Version of the schedule.
    pub schedule_version: Label,
    /// What their gate proposes.
    pub gate: Gate,
    /// What would be due; nothing before their gate is passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<Money>,
}

/// An act with one who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedPair {
    /// The act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Label>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perpetrator: Option<Label>,
    /// What the act counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_as: Option<ActCode>,
    /// together.
    pub outcome: RuleOutcome,
    /// Whether it enters the award.
    pub enters: bool,
}

/// What one rule answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedRule {
    /// The rule.
    pub rule: Rule,
    /// Whether it is part of the gate.
    #[serde(default, skip_serializing_if = "is_no")]
    pub gate: bool,
    /// The act, for a rule about a pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Label>,
    /// Who did it, for a rule about a pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perpetrator: Option<Label>,
    /// Met, not met, undetermined.
    pub outcome: RuleOutcome,
    /// Whether the facts raise it at all.
    pub engaged: bool,
    /// Why.
    pub reason: Message,
    /// The paragraph that it stands on.
    pub paragraph: String,
    /// Facts that were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactRead>,
    /// What would settle it, most useful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Label>,
    /// Where the claim is referred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refer_to: Option<ReferTo>,
}

/// A message in plain words: its key and the values in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Message key.
    #[schema(value_type = String)]
    pub key: Text,
    /// Values, by name. One that is a code has the name of its list (`code-<name>-<value>`).
    #[schema(value_type = BTreeMap<String, String>)]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<Text, Text>,
}

/// A fact as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactRead {
    /// Name of the fact (`fact-<name>`).
    #[schema(value_type = String)]
    pub name: Text,
    /// Its value as text, several with a comma between; `-` when it is not known.
    #[schema(value_type = String)]
    pub value: Text,
}

/// An award.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedAward {
    /// What each head comes to after caps and offsets.
    #[schema(value_type = BTreeMap<String, Money>)]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub heads: BTreeMap<Head, Money>,
    /// Sum of the heads before offsets.
    pub gross: Money,
    /// What is due.
    pub net: Money,
    /// Interim payments beyond the award.
    pub absorbed: Money,
    /// What the fund can pay now.
    pub payable_now: Money,
    /// What stays owed.
    pub outstanding: Money,
    /// Costs paid to helpers (H7).
    pub helpers: Money,
    /// Released to a child at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Money>,
    /// Held in trust for a child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_trust: Option<Money>,
    /// Maintenance that falls due later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<ExplainedLater>,
    /// Instalments, or the heirs' shares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<ExplainedInstalment>,
    /// Every step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ExplainedLine>,
    /// Lines that could not be computed; while there are any, the sums are incomplete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<ExplainedStop>,
    /// What a person should look at (`flag-<code>`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
}

/// A later payment of maintenance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedLater {
    /// Day on which it falls due.
    #[schema(value_type = String, format = Date)]
    pub due_on: Date,
    /// How much.
    pub amount: Money,
}

/// One instalment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedInstalment {
    /// Day of instruction.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// The debt.
    pub usd: Money,
    /// What is paid; nothing where the rate is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local: Option<Money>,
}

/// A line that stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExplainedStop {
    /// The head that it was for; nothing for payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// Why.
    #[serde(flatten)]
    pub why: Stopped,
}

/// One step of the computation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedLine {
    /// Its place, from 1.
    pub line_no: u16,
    /// Its step.
    pub step: Step,
    /// The head; nothing for a step over heads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// Rule or version of the schedule that it stands on.
    pub rule: Label,
    /// What it is.
    pub label: Message,
    /// What went in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<FactRead>,
    /// The arithmetic spelled out, such as `30,000.00 x (1 + 0.05) = 31,500.00`.
    pub arithmetic: String,
    /// How it was rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// What came out.
    #[schema(value_type = crate::schema::Number)]
    pub amount: redress_kernel::Decimal,
    /// Its currency.
    pub currency: Currency,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes what it asks about by reference"
)]
fn is_no(said: &bool) -> bool {
    !said
}
