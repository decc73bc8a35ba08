//! Panel, offer, review and what guards them.

use crate::label::Label;
use redress_kernel::code::Answer;
use redress_kernel::{Date, Money, codes};
use serde::{Deserialize, Serialize};

/// Who decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Panel {
    /// Who sits, the chair among them.
    pub members: Vec<Member>,
    /// Whether the case is clear and substantiated, so that a small panel may decide.
    pub clear: bool,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Whether this is the chair.
    #[serde(default)]
    pub chair: bool,
    /// Whether trained in trauma.
    #[serde(default)]
    pub trained: bool,
    /// Gender as the member states it, for a mixed panel.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Whether a declaration was made before the file was opened.
    #[serde(default)]
    pub declared: bool,
    /// Ties that bar from acting.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// Day on which service in that mission ended.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub served_until: Option<Date>,
    /// The view recorded before seeing others'.
    #[serde(default)]
    pub view: Option<View>,
}

codes! {
    /// Gender as a member of a panel states it.
    Gender {
        /// Woman.
        Woman = "woman",
        /// Man.
        Man = "man",
        /// Another.
        Another = "another",
    }
}

codes! {
    /// What bars a person from acting on a file.
    Tie {
        /// Knows the survivor or the perpetrator.
        Knows = "knows",
        /// Shares the perpetrator's employing unit.
        SameUnit = "same_unit",
        /// Shares the perpetrator's nationality, for referrals.
        SameNationality = "same_nationality",
        /// Handled the file in another role.
        OtherRole = "other_role",
        /// Belongs to the advocate's organisation.
        AdvocatesOrganisation = "advocates_organisation",
    }
}

codes! {
    /// A member's view.
    View {
        /// For an award.
        Award = "award",
        /// Against it.
        Against = "against",
    }
}

/// What became of the offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Day on which she was told, by the safe channel.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub served_on: Option<Date>,
    /// What she answered.
    #[serde(default)]
    pub answer: Option<OfferAnswer>,
    /// Whether she can be reached.
    #[serde(default)]
    pub reachable: Option<Answer>,
}

codes! {
    /// What she answered to an offer.
    OfferAnswer {
        /// Accepted.
        Accepted = "accepted",
        /// Accepted as far as it is undisputed.
        Part = "part",
        /// Declined.
        Declined = "declined",
    }
}

/// A review of an earlier decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Day on which she received the decision.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// Day on which she asked for a review.
    #[schema(value_type = String, format = Date)]
    pub asked_on: Date,
    /// Why it was asked late: a code of the rule set, or another word for the panel.
    #[serde(default)]
    pub late_cause: Option<Label>,
    /// What the earlier decision came to, US dollars; a review never goes below it.
    #[serde(default)]
    pub earlier_net: Option<Money>,
}

/// A request to open the file again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// What is new; nothing while it is not said.
    #[serde(default)]
    pub what: Option<NewItem>,
}

codes! {
    /// What opens a file again.
    NewItem {
        /// New evidence.
        Evidence = "evidence",
        /// Worse health.
        Health = "health",
        /// Another category of the perpetrator.
        Category = "category",
        /// A change of rules or sums in her favour.
        Version = "version",
        /// Nothing that was not known.
        Nothing = "nothing",
    }
}

/// An allegation of fraud. Every part must be shown; memory gaps and wrong dates are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fraud {
    /// Whether the person was heard.
    #[serde(default)]
    pub heard: bool,
    /// Whether the falsehood is material.
    #[serde(default)]
    pub material: Option<Answer>,
    /// Whether it was knowing.
    #[serde(default)]
    pub knowing: Option<Answer>,
    /// Whether the proof is clear and convincing.
    #[serde(default)]
    pub clear_and_convincing: Option<Answer>,
    /// Whether people outside the file found it.
    #[serde(default)]
    pub by_outsiders: bool,
    /// Whether it was an intermediary's, which never costs the survivor.
    #[serde(default)]
    pub by_intermediary: bool,
}

/// From whom the fund may recover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recourse {
    /// Who is liable; nothing while it is not known.
    #[serde(default)]
    pub liable: Option<Liable>,
}

codes! {
    /// From whom the fund may recover.
    Liable {
        /// The perpetrator.
        Perpetrator = "perpetrator",
        /// Pay that was withheld.
        WithheldPay = "withheld_pay",
        /// The company.
        Company = "company",
        /// The State.
        State = "state",
        /// Nobody.
        Nobody = "nobody",
    }
}

/// A breach of confidentiality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Breach {
    /// Hours from finding it until the survivor was told safely; nothing while she was not.
    #[serde(default)]
    pub told_after_hours: Option<u32>,
    /// Whether it is confirmed; `unknown` is investigated.
    #[serde(default)]
    pub confirmed: Option<Answer>,
}

/// Fees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fees {
    /// Whether the advocate's organisation declared its fees.
    pub declared: Option<Answer>,
    /// Whether a share of the award, a loan or an assignment was found.
    pub share_found: bool,
    /// Whether more than one helper acts on the file, so that a declaration is needed of each.
    pub several_helpers: bool,
}
