//! Acts and who did them.

use crate::label::Label;
use redress_kernel::code::{ActCode, Aggravation, Answer, Category};
use redress_kernel::{Date, DateSpan, codes};
use serde::{Deserialize, Serialize};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Names the act within the claim.
    pub act_id: Label,
    /// Code of the list; nothing while it is not clear which act it was.
    #[serde(default)]
    pub act: Option<ActCode>,
    /// Whether all that happened was harassment between colleagues.
    #[serde(default)]
    pub harassment_only: bool,
    /// Whether it went on over a period.
    #[serde(default)]
    pub period: bool,
    /// What made it graver.
    #[serde(default)]
    pub aggravations: Vec<Aggravation>,
    /// When, as far as known.
    #[serde(default)]
    pub when: Option<DateSpan>,
    /// Code of the operation, or `UNKNOWN`, or `OTHER` for another entity.
    #[serde(default)]
    pub operation: Option<Label>,
    /// Whether means, status or goods of the service were used.
    #[serde(default)]
    pub by_means_of_service: Option<Answer>,
    /// Who did it, by [`Perpetrator::perpetrator_id`]; nothing means every one listed.
    #[serde(default)]
    pub perpetrators: Vec<Label>,
}

/// One perpetrator, by category. Never a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Perpetrator {
    /// Names the person within the claim.
    pub perpetrator_id: Label,
    /// The category; nothing counts as `UNK`.
    #[serde(default)]
    pub category: Option<Category>,
    /// Time of service by the record of the unit.
    #[serde(default)]
    pub service: Option<Service>,
    /// Whether the person served at the time, as stated.
    #[serde(default)]
    pub serving: Option<Answer>,
    /// The request to identify an unknown person.
    #[serde(default)]
    pub identification: Option<Identification>,
}

/// A time of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Day of appointment.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Day of separation; nothing while it goes on.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
}

/// What came of asking the unit or mission who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identification {
    /// Day of asking.
    #[schema(value_type = String, format = Date)]
    pub asked_on: Date,
    /// Whether the reply excluded that the person was of the operation.
    #[serde(default)]
    pub excluded: bool,
    /// What the signs point to.
    #[serde(default)]
    pub signs: Option<Signs>,
}

codes! {
    /// What vehicle, clothing, badge and place point to.
    Signs {
        /// Civilian personnel.
        Civilian = "civilian",
        /// Uniformed personnel.
        Uniform = "uniform",
    }
}

/// What the independent unit found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// How the matter stands there.
    pub status: UnitStatus,
    /// Day on which the unit was asked, while it is pending.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub asked_on: Option<Date>,
    /// Acts that it found; nothing means all of the claim.
    #[serde(default)]
    pub acts: Vec<Label>,
}

codes! {
    /// How a matter stands with the independent unit.
    UnitStatus {
        /// Not decided.
        Pending = "pending",
        /// Found.
        Substantiated = "substantiated",
        /// Not found.
        Unsubstantiated = "unsubstantiated",
        /// Closed without a finding.
        Closed = "closed",
    }
}
