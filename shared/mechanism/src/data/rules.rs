//! A rule set: the tables, limits, questions, grounds and texts of one version of the rules.

use super::{DataError, read};
use crate::facts::{Standing, Test};
use crate::label::Label;
use crate::rules::{Ask, Rule};
use redress_kernel::code::{ActCode, Category, RuleOutcome};
use redress_kernel::{Date, Decimal, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format that this program reads.
pub const RULES_FORMAT: &str = "redress-rules-1";

/// One version of the rules as it is written, signed and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// [`RULES_FORMAT`].
    pub format: String,
    /// Version, such as `DMR-1`.
    pub version: Label,
    /// Its name for people.
    pub title: String,
    /// Whose it is and how far it binds.
    pub standing: String,
    /// First day on which claims are decided under it.
    #[schema(value_type = String, format = Date)]
    pub effective_from: Date,
    /// Texts that it rests on, by key.
    pub sources: BTreeMap<String, String>,
    /// All thirty rules.
    pub rules: Vec<RuleEntry>,
    /// Operations on the list, with those that they followed.
    pub operations: Vec<Operation>,
    /// Days on which the mechanism opened for an operation; none listed starts nothing.
    pub opened: Vec<Opened>,
    /// Who is covered: for each category and each day of an act exactly one row holds.
    pub scope: Vec<ScopeRow>,
    /// Acts that are covered.
    pub acts: Vec<ActCode>,
    /// What an act counts as when she was under 18, since consent is then irrelevant.
    pub minor_classes: BTreeMap<ActCode, MinorClass>,
    /// Who may claim: for each standing and each thing that shows it exactly one row holds.
    pub standings: Vec<StandingRow>,
    /// Reasons for a late filing or review that are accepted without proof.
    pub late_causes: Vec<Label>,
    /// Which test of proof a loss needs, by amount in US dollars.
    pub proof: Vec<ProofRow>,
    /// Which kinds of money from others are deducted.
    pub offset_kinds: Vec<OffsetRow>,
    /// How many of a panel must be present, by outcome, clearness and net in US dollars.
    pub quorums: Vec<QuorumRow>,
    /// What is asked where a rule is undetermined, the most useful first.
    pub questions: BTreeMap<Ask, Vec<Label>>,
    /// Numbers that rules compare with.
    pub limits: Limits,
    /// Texts of codes that the program has none for, by language and message key.
    #[serde(default)]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// One rule of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Number, such as `R-01`.
    pub rule: Rule,
    /// Whether it is part of the gate. Only can be.
    #[serde(default)]
    pub gate: bool,
    /// The paragraph that it stands on, for a reader of the decision.
    pub paragraph: String,
    /// Keys of [`RuleSet::sources`].
    pub sources: Vec<String>,
    /// Codes of grounds on which a person may settle it where it is undetermined.
    #[serde(default)]
    pub grounds: Vec<Label>,
}

/// A peace operation of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Short code, e.g. `MINUSCA`.
    pub code: Label,
    /// First day of the mandate.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Last day including liquidation; nothing while it goes on.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// Codes of its predecessors and successors, whose time counts as well.
    #[serde(default)]
    pub also: Vec<Label>,
}

/// The day on which the mechanism opened for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Code of the operation.
    pub operation: Label,
    /// First day of filing.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
}

/// What follows from who the perpetrator was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeRow {
    /// Categories that the row is about.
    pub categories: Vec<Category>,
    /// First day of acts that it is about; nothing means from the beginning.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// Last day of acts that it is about; nothing means without end.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// Covered, not covered, or a matter for the panel.
    pub outcome: RuleOutcome,
    /// Where a claim is referred that is not covered.
    #[serde(default)]
    pub refer_to: Option<ReferTo>,
    /// From whom the fund may recover.
    #[serde(default)]
    pub recourse: Option<crate::facts::Liable>,
}

codes! {
    /// Where a claim is referred that the mechanism does not cover.
    ReferTo {
        /// The State whose person it was.
        State = "state",
        /// Another entity or partner.
        Entity = "entity",
        /// National justice.
        Justice = "justice",
        /// The conduct system for staff.
        Conduct = "conduct",
    }
}

/// Classes of an act against someone under 18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinorClass {
    /// When it happened once.
    pub one_event: ActCode,
    /// When it went on over a period.
    pub period: ActCode,
}

/// Who may claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingRow {
    /// Standings that the row is about.
    pub standings: Vec<Standing>,
    /// What shows it. An empty list means: where nothing of another row's list is shown.
    #[serde(default)]
    pub shown_by: Vec<Label>,
    /// What follows.
    pub outcome: RuleOutcome,
}

/// Which test a loss needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofRow {
    /// Above this sum; nothing means from zero on, zero included.
    #[serde(default)]
    #[schema(value_type = Option<crate::schema::Number>)]
    pub over: Option<Decimal>,
    /// Up to and including this sum; nothing means without end.
    #[serde(default)]
    #[schema(value_type = Option<crate::schema::Number>)]
    pub up_to: Option<Decimal>,
    /// The test.
    pub test: Test,
}

/// Whether a kind of money is deducted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OffsetRow {
    /// Code of the kind.
    pub kind: Label,
    /// Whether it is deducted when paid for a head of harm.
    pub deducted: bool,
}

/// How many must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuorumRow {
    /// Whether the decision is negative; nothing means either.
    #[serde(default)]
    pub negative: Option<bool>,
    /// Whether the case is clear and substantiated; nothing means either.
    #[serde(default)]
    pub clear: Option<bool>,
    /// Above this net; nothing means from zero on, zero included.
    #[serde(default)]
    #[schema(value_type = Option<crate::schema::Number>)]
    pub over: Option<Decimal>,
    /// Up to and including this net; nothing means without end.
    #[serde(default)]
    #[schema(value_type = Option<crate::schema::Number>)]
    pub up_to: Option<Decimal>,
    /// Seats of the panel, the chair's among them.
    pub seats: u32,
    /// How many of them must be present.
    pub present: u32,
}

/// Numbers that rules compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Age from which a person is an adult.
    pub adult_age: u32,
    /// Age from which a child's own assent is asked.
    pub assent_age: u32,
    /// Years after which a filing is late and its reason is asked.
    pub late_after_years: u32,
    /// Requests for information after which the panel decides on the file.
    pub open_requests: u32,
    /// Days after which the panel decides on the file.
    pub open_days: u32,
    /// Days that the unit may be waited for.
    pub unit_days: u32,
    /// Days in which the unit or mission may identify a person.
    pub identify_days: u32,
    /// The most of one emergency payment, US dollars.
    #[schema(value_type = crate::schema::Number)]
    pub emergency_most: Decimal,
    /// The most of interim payments together, US dollars.
    #[schema(value_type = crate::schema::Number)]
    pub interim_most: Decimal,
    /// Days of own delay after which interim payment is due.
    pub interim_delay_days: u32,
    /// Years since service in the mission that bar from acting.
    pub mission_years: u32,
    /// Months that an offer stays open.
    pub offer_months: u32,
    /// Months in which a review may be asked for.
    pub review_months: u32,
    /// Hours in which she is told of a breach.
    pub breach_hours: u32,
}

impl RuleSet {
    /// A set as it is written. Whether it is sound is for the check to say.
    pub fn parse(text: &str) -> Result<Self, DataError> {
        read(text)
    }
}

/// A rule set ready for use: every look-up is one step.
#[derive(Debug, Clone)]
pub struct Rules {
    /// What it was made from.
    pub set: RuleSet,
    /// Rows of [`RuleSet::scope`] by category.
    scope: Vec<Vec<usize>>,
    /// Entries of [`RuleSet::rules`] by rule.
    entries: Vec<Option<usize>>,
    /// Operations by code.
    operations: BTreeMap<Label, usize>,
    /// Rules of the gate, as a set of bits.
    gate: u32,
}

impl Rules {
    /// The set that this program ships with, DMR-1.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn shipped() -> Self {
        Self::new(RuleSet::parse(super::SHIPPED_RULES).expect("the shipped set is tested"))
    }

    /// Makes a set ready.
    pub fn new(set: RuleSet) -> Self {
        let mut scope = vec![Vec::new(); Category::ALL.len()];
        for (place, row) in set.scope.iter().enumerate() {
            for category in &row.categories {
                scope[*category as usize].push(place);
            }
        }
        let mut entries = vec![None; Rule::ALL.len()];
        let mut gate = 0;
        for (place, entry) in set.rules.iter().enumerate() {
            entries[entry.rule as usize] = Some(place);
            gate |= u32::from(entry.gate) << (entry.rule as u32);
        }
        let places = set.operations.iter().enumerate();
        let operations = places.map(|(place, operation)| (operation.code, place)).collect();
        Self { set, scope, entries, operations, gate }
    }

    /// Whether a rule is part of the gate.
    pub fn in_gate(&self, rule: Rule) -> bool {
        self.gate & (1 << (rule as u32)) != 0
    }

    /// The entry of a rule.
    pub fn entry(&self, rule: Rule) -> Option<&RuleEntry> {
        self.entries[rule as usize].map(|place| &self.set.rules[place])
    }

    /// Rows about a category.
    pub fn scope(&self, category: Category) -> impl Iterator<Item = &ScopeRow> {
        self.scope[category as usize].iter().map(|place| &self.set.scope[*place])
    }

    /// An operation of the list.
    pub fn operation(&self, code: &Label) -> Option<&Operation> {
        self.operations.get(code).map(|place| &self.set.operations[*place])
    }

    /// Whether a person may settle `rule` on `ground`.
    pub fn allows_ground(&self, rule: Rule, ground: &Label) -> bool {
        self.entry(rule).is_some_and(|entry| entry.grounds.contains(ground))
    }

    /// The test of proof that a loss of so many US dollars needs. The check of a set sees to it
    /// that a row holds for every sum.
    pub fn test_of_loss(&self, sum: Decimal) -> Test {
        let row = self.set.proof.iter().find(|row| {
            row.over.is_none_or(|over| sum > over) && row.up_to.is_none_or(|up_to| sum <= up_to)
        });
        row.map_or(Test::Likelihood, |row| row.test)
    }

    /// What is asked in a situation, most useful first.
    pub fn questions(&self, ask: Ask) -> &[Label] {
        self.set.questions.get(&ask).map_or(&[], Vec::as_slice)
    }
}
