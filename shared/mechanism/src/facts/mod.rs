//! The facts of one claim: all that the thirty rules and the award may look at, as one document.
//! Belongs here: codes, dates and sums. Never here: a name, a contact, a free text. Whatever is left
//! out is not known, and no rule reads that against the claimant.

mod act;
pub mod check;
mod loss;
mod payment;
mod people;
mod procedure;

pub use act::*;
pub use check::{FactError, FactWrong};
pub use loss::*;
pub use payment::*;
pub use people::*;
pub use procedure::*;

use crate::label::Label;
use redress_kernel::Date;
use redress_kernel::code::{Answer, Impact, RuleOutcome};
use redress_kernel::facts::MatchResult;
use serde::{Deserialize, Serialize};

/// Everything that is known of a claim on the day of assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What the answer is labelled with, such as a claim code; no name.
    #[serde(default)]
    pub claim: Option<Label>,
    /// Day of filing, UTC.
    #[schema(value_type = String, format = Date)]
    pub filed_on: Date,
    /// Day as of which everything is evaluated, UTC.
    #[schema(value_type = String, format = Date)]
    pub assessed_on: Date,
    /// How the review stands.
    #[serde(default)]
    pub progress: Progress,
    /// Who claims, without who that is.
    #[serde(default)]
    pub claimant: Claimant,
    /// What was consented to, and by whose authority.
    #[serde(default)]
    pub consent: Consent,
    /// What was done.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// Who did it, by category.
    #[serde(default)]
    pub perpetrators: Vec<Perpetrator>,
    /// What the independent unit found.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Outcome of the search for another file of the same person.
    #[serde(default)]
    pub matched: Option<MatchResult>,
    /// What was proved, and how far.
    #[serde(default)]
    pub proof: Proof,
    /// How long it has weighed on her life.
    #[serde(default)]
    pub impact: Option<Impact>,
    /// Losses in money and care (H2 to H5).
    #[serde(default)]
    pub losses: Losses,
    /// The child born of it, in the child's own file (H6).
    #[serde(default)]
    pub child: Option<Child>,
    /// Costs of the claim, which are paid to helpers (H7).
    #[serde(default)]
    pub costs: Vec<Cost>,
    /// Funeral and bereavement (H8).
    #[serde(default)]
    pub funeral: Option<Funeral>,
    /// Whether anything was already paid for the same harm; `unknown` is asked.
    #[serde(default)]
    pub other_payment: Option<Answer>,
    /// What was already paid or promised for the same harm.
    #[serde(default)]
    pub offsets: Vec<Offset>,
    /// Urgent and interim payments.
    #[serde(default)]
    pub interim: Interim,
    /// How the fund stands.
    #[serde(default)]
    pub fund: Fund,
    /// Rates of exchange. A currency without one for its day stops the line that needs it.
    #[serde(default)]
    pub rates: Vec<Rate>,
    /// How and to whom is paid.
    #[serde(default)]
    pub payment: Payment,
    /// Who decides.
    #[serde(default)]
    pub panel: Option<Panel>,
    /// What became of the offer.
    #[serde(default)]
    pub offer: Option<Offer>,
    /// A review of an earlier decision.
    #[serde(default)]
    pub review: Option<Review>,
    /// A request to open the file again.
    #[serde(default)]
    pub reopening: Option<Reopening>,
    /// Death of the survivor.
    #[serde(default)]
    pub death: Option<Death>,
    /// An allegation of fraud.
    #[serde(default)]
    pub fraud: Option<Fraud>,
    /// From whom the fund may recover.
    #[serde(default)]
    pub recourse: Option<Recourse>,
    /// Breaches of confidentiality.
    #[serde(default)]
    pub breaches: Vec<Breach>,
    /// Whether a fee was asked of the survivor.
    #[serde(default)]
    pub fees: Fees,
    /// What the panel ruled where facts leave a rule undetermined.
    #[serde(default)]
    pub rulings: Vec<Ruling>,
}

impl Facts {
    /// A claim of which nothing is known but its days.
    pub fn new(filed_on: Date, assessed_on: Date) -> Self {
        Self {
            claim: None,
            filed_on,
            assessed_on,
            progress: Progress::default(),
            claimant: Claimant::default(),
            consent: Consent::default(),
            acts: Vec::new(),
            perpetrators: Vec::new(),
            unit: None,
            matched: None,
            proof: Proof::default(),
            impact: None,
            losses: Losses::default(),
            child: None,
            costs: Vec::new(),
            funeral: None,
            other_payment: None,
            offsets: Vec::new(),
            interim: Interim::default(),
            fund: Fund::default(),
            rates: Vec::new(),
            payment: Payment::default(),
            panel: None,
            offer: None,
            review: None,
            reopening: None,
            death: None,
            fraud: None,
            recourse: None,
            breaches: Vec::new(),
            fees: Fees::default(),
            rulings: Vec::new(),
        }
    }
}

/// A person's answer to a rule that the facts leave open. It never overrules met or not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The rule.
    pub rule: crate::rules::Rule,
    /// The act that it is about; nothing for all of them.
    #[serde(default)]
    pub act: Option<Label>,
    /// Met or not met.
    pub outcome: RuleOutcome,
    /// On what ground, a code that the rule set lists for the rule.
    pub ground: Label,
}
