//! A rule set: the tables, limits, questions and sources of one version, read from data.
//! Never here: how a rule uses them.

use super::check;
use redress_kernel::Date;
use redress_kernel::code::{ActCode, Category, RuleOutcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of the rules, effective from a day on. Every decision names the set it was made by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Version, such as `DMR-1`.
    pub set: String,
    /// Its name for people.
    pub title: String,
    /// Whose it is and how far it binds.
    pub standing: String,
    /// First day on which claims are decided under it.
    pub effective_from: Date,
    /// Texts that it rests on.
    pub sources: Vec<String>,
    /// The rules, in the order in which they are shown.
    pub rules: Vec<RuleEntry>,
    /// Who is covered.
    pub categories: BTreeMap<Category, CategoryRow>,
    /// Acts that are covered.
    pub acts: Vec<ActCode>,
    /// What an act counts as when she was under 18, since consent is then irrelevant.
    pub minor_classes: BTreeMap<ActCode, MinorClass>,
    /// Operations that followed one another.
    pub operation_links: Vec<OperationLink>,
    /// Numbers that rules compare with.
    pub limits: Limits,
    /// Days on which the mechanism opened for an operation; none listed starts nothing.
    pub opened: Vec<Opened>,
}

/// One rule of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Number, such as `R-01`.
    pub rule: String,
    /// Whether it is asked of each act or of the claim.
    pub scope: Scope,
    /// Whether it is part of the gate.
    pub gate: bool,
    /// Codes of what is asked when it is undetermined (`question-<code>`).
    pub questions: Vec<String>,
    /// Codes of grounds on which a person may settle it (`ground-<code>`).
    pub grounds: Vec<String>,
}

/// What a rule is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Each act by itself; one passing act is enough.
    Act,
    /// The claim as a whole.
    Claim,
}

/// Where a claim is referred that the mechanism does not cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferTo {
    /// The State whose person it was.
    State,
    /// Another entity or partner.
    Entity,
    /// National justice.
    Justice,
}

impl ReferTo {
    /// The code in message keys (`refer-<code>`).
    pub fn as_str(self) -> &'static str {
        match self {
            ReferTo::State => "state",
            ReferTo::Entity => "entity",
            ReferTo::Justice => "justice",
        }
    }
}

/// What follows from who the perpetrator was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRow {
    /// Covered, not covered, or a matter for the panel.
    pub outcome: RuleOutcome,
    /// Where a claim is referred that is not covered.
    #[serde(default)]
    pub refer_to: Option<ReferTo>,
    /// From whom the fund may recover.
    #[serde(default)]
    pub recourse: Option<String>,
}

/// Classes of an act against someone under 18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinorClass {
    /// When it happened once.
    pub one_event: ActCode,
    /// When it went on over a period.
    pub period: ActCode,
}

/// An operation and those before it, whose time counts as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationLink {
    /// Code of the operation.
    pub operation: String,
    /// Codes of its predecessors.
    pub also: Vec<String>,
}

/// Numbers that rules compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Years after which a filing is late and its reason is asked.
    pub late_after_years: i32,
    /// Requests for information after which the panel decides on the file.
    pub open_requests: u32,
    /// Days after which the panel decides on the file.
    pub open_days: u32,
}

/// The day on which the mechanism opened for an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Code of the operation.
    pub operation: String,
    /// First day of filing.
    pub day: Date,
}

/// Why data is no usable rule set.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// Not JSON of the right shape.
    #[error("the data can't be read")]
    Unreadable(#[source] serde_json::Error),
    /// A rule that no code here evaluates.
    #[error("no check for rule {0}")]
    UnknownRule(String),
    /// The same rule twice.
    #[error("rule {0} is listed twice")]
    RuleTwice(String),
    /// A code of a list without its row.
    #[error("nothing is said of {0}")]
    CodeMissing(String),
    /// A number that makes no sense where it stands.
    #[error("{0} can't be")]
    BadNumber(&'static str),
}

impl RuleSet {
    /// The set that this version ships with, DMR-1.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../../rules/dmr-1.json")).expect("the shipped set is tested")
    }

    /// A set from its JSON text; refused unless every rule and every code is known.
    pub fn parse(text: &str) -> Result<Self, SetError> {
        let set: Self = serde_json::from_str(text).map_err(SetError::Unreadable)?;
        for (place, entry) in set.rules.iter().enumerate() {
            if check::of(&entry.rule).is_none() {
                return Err(SetError::UnknownRule(entry.rule.clone()));
            }
            if set.rules[..place].iter().any(|earlier| earlier.rule == entry.rule) {
                return Err(SetError::RuleTwice(entry.rule.clone()));
            }
        }
        let missing = Category::ALL.iter().find(|code| !set.categories.contains_key(code));
        if let Some(code) = missing {
            return Err(SetError::CodeMissing(code.to_string()));
        }
        if !(1..=100).contains(&set.limits.late_after_years) {
            return Err(SetError::BadNumber("late_after_years"));
        }
        Ok(set)
    }

    /// The entry of a rule.
    pub fn entry(&self, rule: &str) -> Option<&RuleEntry> {
        self.rules.iter().find(|entry| entry.rule == rule)
    }

    /// Whether a person may settle `rule` on `ground`.
    pub fn allows_ground(&self, rule: &str, ground: &str) -> bool {
        self.entry(rule).is_some_and(|entry| entry.grounds.iter().any(|known| known == ground))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_set_reads() {
        let set = RuleSet::shipped();
        assert_eq!((set.set.as_str(), set.rules.len()), ("DMR-1", 8));
        assert_eq!(set.categories[&Category::Corp].recourse.as_deref(), Some("company"));
    }

    #[test]
    fn a_set_with_an_unknown_rule_or_a_missing_category_is_refused() {
        let text = include_str!("../../rules/dmr-1.json");
        let wrong = text.replace("\"rule\": \"R-14\"", "\"rule\": \"R-99\"");
        assert!(
            matches!(RuleSet::parse(&wrong), Err(SetError::UnknownRule(rule)) if rule == "R-99")
        );
        let twice = text.replace("\"rule\": \"R-14\"", "\"rule\": \"R-09\"");
        assert!(matches!(RuleSet::parse(&twice), Err(SetError::RuleTwice(_))));
        let lacking = text.replace("\"INTERN\": { \"outcome\": \"met\" },", "");
        assert!(matches!(RuleSet::parse(&lacking), Err(SetError::CodeMissing(_))));
    }
}
