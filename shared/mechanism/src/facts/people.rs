//! Who claims, by whose authority, and how far that is proved.

use crate::award::Head;
use crate::label::Label;
use redress_kernel::code::{Answer, ConsentPurpose};
use redress_kernel::{Date, DateSpan, codes};
use serde::{Deserialize, Serialize};

/// How the review stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Progress {
    /// Day on which the review opened.
    #[schema(value_type = Option<String>, format = Date)]
    pub opened_on: Option<Date>,
    /// Requests for information so far.
    pub requests: u32,
    /// The panel decides on the file: doubt goes to the claimant.
    pub on_file: bool,
}

codes! {
    /// In what standing someone claims.
    Standing {
        /// The victim herself.
        Victim = "victim",
        /// A child born of sexual exploitation or abuse.
        ChildBorn = "child_born",
        /// Guardian or next friend of a child or supported adult.
        Guardian = "guardian",
        /// Dependant or heir.
        Dependant = "dependant",
        /// Who paid the funeral.
        FuneralPayer = "funeral_payer",
    }
}

/// Who claims, without who that is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Claimant {
    /// In what standing.
    pub standing: Option<Standing>,
    /// What shows the relationship: codes of the rule set such as `midwife` or `dna`.
    pub shown_by: Vec<Label>,
    /// Whether a DNA test excludes the parent named (R-05, H6).
    pub dna_excluded: bool,
    /// When the victim, or the child born of it, was born.
    pub birth: Option<DateSpan>,
    /// Whether the victim was under 18 at any act, as stated.
    pub under_18: Option<Answer>,
    /// A time of incapacity, which the limit of R-09 does not run in.
    pub incapacity: Option<Interval>,
    /// Day on which she learned that the person was covered.
    #[schema(value_type = Option<String>, format = Date)]
    pub knew_on: Option<Date>,
    /// Why the claim was filed late: a code of the rule set, or another word for the panel.
    pub late_cause: Option<Label>,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Last day; nothing while it lasts.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
}

/// What was consented to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Consent {
    /// Purposes with a live consent.
    pub given: Vec<ConsentPurpose>,
    /// Purposes that were refused or withdrawn.
    pub withdrawn: Vec<ConsentPurpose>,
    /// A representative's authority; nothing where she acts herself.
    pub authority: Option<Authority>,
    /// A child's assent.
    pub assent: Option<Answer>,
}

codes! {
    /// How a representative's authority stands.
    Authority {
        /// Recorded and verified.
        Verified = "verified",
        /// Recorded, not verified yet.
        Stated = "stated",
        /// Revoked, expired or refused.
        Ended = "ended",
    }
}

/// What was proved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Proof {
    /// Whether the account reaches a reasonable likelihood; nothing while the panel has not said.
    pub account: Option<Answer>,
    /// How far losses are proved; a head that is not listed stands as stated.
    pub losses: Vec<LossProof>,
}

/// How far one loss is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LossProof {
    /// The loss.
    pub head: Head,
    /// The test that it reaches.
    pub reaches: Test,
}

codes! {
    /// A test of proof, from none to the strictest.
    Test {
        /// Neither.
        None = "none",
        /// Reasonable likelihood.
        Likelihood = "likelihood",
        /// Balance of probabilities.
        Balance = "balance",
    }
}
