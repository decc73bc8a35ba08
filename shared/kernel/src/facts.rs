//! The pseudonymous facts of a claim, as the advocate states them and the panel sees them.
//! Never here: names, contacts, payee details, free text.

use crate::code::{ActCode, Aggravation, Answer, Category, ClaimantType, ConsentPurpose, Impact};
use crate::dates::DateSpan;
use crate::ids::ActId;
use crate::money::{Currency, Money};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use time::Date;

/// Stated when the operation is not known: the review asks further.
pub const OPERATION_UNKNOWN: &str = "UNKNOWN";
/// Stated when it was another entity than a peace operation: referred.
pub const OPERATION_OTHER: &str = "OTHER";

/// What is known of a claim. A draft may lack anything; nothing here names a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CaseFacts {
    /// In what standing the claim is filed.
    pub claimant: Option<ClaimantType>,
    /// Whether she was under 18 at any act.
    pub under_18: Option<Answer>,
    /// Code of the operation, or [`OPERATION_UNKNOWN`], or [`OPERATION_OTHER`].
    pub operation: Option<String>,
    /// Who the perpetrator was.
    pub category: Option<Category>,
    /// Whether the perpetrator served with the operation at the time.
    pub serving: Option<Answer>,
    /// What was done.
    pub acts: Vec<ActFact>,
    /// How long it has weighed on her life.
    pub impact: Option<Impact>,
    /// Losses in money and care.
    pub losses: Losses,
    /// Whether money was already paid for the same harm.
    pub other_payment: Option<Answer>,
    /// Whether the independent unit knows of it.
    pub reported: Option<Answer>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActFact {
    /// Identifies the act in worksheets and awards.
    pub act_id: ActId,
    /// Code of the list.
    pub act: ActCode,
    /// What made it graver.
    #[serde(default)]
    pub aggravations: Vec<Aggravation>,
    /// When, as far as known; nothing when it can't be said.
    #[serde(default)]
    pub when: Option<DateSpan>,
}

/// Losses and care.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Losses {
    /// Whether medical care was sought; without papers a schedule sum stands (H2p).
    pub care_sought: Option<Answer>,
    /// Whether the standard psychosocial programme is declined (H3p).
    pub programme_declined: Option<Answer>,
    /// Months without work, in half-month steps (H4).
    #[schema(value_type = Option<String>)]
    pub months_without_work: Option<Decimal>,
    /// What she earned in a month, net, in the currency she names (H4).
    pub monthly_wage: Option<Money>,
}

crate::codes! {
    /// What came of looking for another file of the same person.
    MatchResult {
        /// No other file.
        None = "none",
        /// A possible match that a person has not looked at yet.
        Possible = "possible",
        /// Looked at: another person.
        Distinct = "distinct",
        /// A duplicate, merged into this file.
        Merged = "merged",
    }
}

/// What a review starts from: the facts, when they were filed, and which consents live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The facts as submitted.
    pub facts: CaseFacts,
    /// Day of submission, UTC.
    #[schema(value_type = String, format = Date)]
    pub filed_on: Date,
    /// Purposes with a live consent.
    pub consents: Vec<ConsentPurpose>,
    /// Outcome of the search for duplicates; nothing before it was done.
    pub matched: Option<MatchResult>,
    /// Purposes that were refused or taken back.
    #[serde(default)]
    pub withdrawn: Vec<ConsentPurpose>,
    /// Whether a guardian consents in her place.
    #[serde(default)]
    pub represented: bool,
    /// A child's assent, where a guardian consents and the child is old enough to be asked.
    #[serde(default)]
    pub assent: Option<Answer>,
    /// The currency that she wishes to be paid in.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub pay_currency: Option<Currency>,
    /// The number of instalments that she wishes.
    #[serde(default)]
    pub instalments: Option<u32>,
}

/// A peace operation of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Short code, e.g. `MINUSCA`.
    pub code: String,
    /// First day of the mandate.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Last day including liquidation; nothing while it goes on.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// Currencies that people there can be paid in.
    pub currencies: Vec<String>,
}
